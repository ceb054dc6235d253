"""The yearly allocation of the fund's money for administration, its announcements, and what became of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ssoplan.calendar.period import Period
from ssoplan.calendar.years import FundYear
from ssoplan.model._entity import entity
from ssoplan.model.budget import ExpenseCategory, ProgrammeType
from ssoplan.model.trace import Trace
from ssoplan.money import Baht

__all__ = [
    "Allocation",
    "AllocationAnnouncement",
    "BoardResolution",
    "CategoryShare",
    "Disbursement",
    "LegalBasis",
    "ProgrammeShare",
    "StrategyShare",
]


@entity
class BoardResolution:
    """A resolution of the Social Security Board (มติคณะกรรมการประกันสังคม).

    Attributes:
        board_set: Which board, such as 13 for ชุดที่ 13.
        meeting: Number and BE year of the meeting as printed, such as ``21/2565``.
    """

    meeting: str
    resolved: date | None = None
    board_set: int | None = None
    trace: Trace | None = None


@entity
class LegalBasis:
    """The act or regulation that a decision rests on, with the section where one is named."""

    title_th: str
    section: int | None = None
    role: str | None = None
    trace: Trace | None = None


@entity
class AllocationAnnouncement:
    """An announcement of the board that allocates money (ประกาศคณะกรรมการประกันสังคม เรื่อง การจัดสรรเงิน).

    Attributes:
        number: Its place among the announcements of the year.
        amount: What it allocates.
        amount_words_th: The same in words, where it prints them.
        spending: The days on which the money may be spent.
    """

    number: int
    announced: date | None = None
    amount: Baht | None = None
    amount_words_th: str | None = None
    resolution: BoardResolution | None = None
    spending: Period | None = None
    title_th: str | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    trace: Trace | None = None


@entity
class StrategyShare:
    """What a strategy receives of an allocation."""

    strategy: int
    amount: Baht
    trace: Trace | None = None


@entity
class CategoryShare:
    """What an expense category receives of an allocation, in digits and in words."""

    category: ExpenseCategory
    amount: Baht
    amount_words_th: str | None = None
    name_th: str | None = None
    trace: Trace | None = None


@entity
class ProgrammeShare:
    """What a type of programme receives of an allocation."""

    programme_type: ProgrammeType
    amount: Baht
    name_th: str | None = None
    trace: Trace | None = None


@entity
class Disbursement:
    """One row of an outturn (ผลเบิกจ่าย): spent and committed against the allocation.

    Attributes:
        category: The expense category; None for the row of totals.
        allocated: The allocation as printed in the row.
        spent: Disbursed and committed (เบิกจ่ายและผูกพัน).
        percent: The printed percentage of ``spent``.
        remaining: What is left.
        remaining_percent: The printed percentage of ``remaining``.
    """

    category: ExpenseCategory | None = None
    name_th: str | None = None
    allocated: Baht | None = None
    spent: Baht | None = None
    percent: int | Decimal | None = None
    remaining: Baht | None = None
    remaining_percent: int | Decimal | None = None
    trace: Trace | None = None


@entity
class Allocation:
    """The money of one fund year (การจัดสรรเงินกองทุน), split three ways, with announcements and outturn.

    Attributes:
        total: The year's allocation in digits.
        total_words_th: The same in words, as the text prints them.
        by_strategy: First partition of the total.
        by_category: Second partition, with each amount in words.
        by_programme_type: Third partition.
        announcements: The board's announcements that make up the total.
        declared_announcements: How many announcements the text says there were.
        outturn: Spent and committed, one row for each category.
        outturn_total: The row of totals of that table.
        outturn_as_of: The day to which the outturn runs.
    """

    year: FundYear
    total: Baht
    total_words_th: str | None = None
    by_strategy: tuple[StrategyShare, ...] = ()
    by_category: tuple[CategoryShare, ...] = ()
    by_programme_type: tuple[ProgrammeShare, ...] = ()
    announcements: tuple[AllocationAnnouncement, ...] = ()
    declared_announcements: int | None = None
    outturn: tuple[Disbursement, ...] = ()
    outturn_total: Disbursement | None = None
    outturn_as_of: date | None = None
    trace: Trace | None = None
