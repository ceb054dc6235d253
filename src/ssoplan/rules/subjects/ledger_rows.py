"""Rows that belong together: members of the network, registrations, payments, contributions, reports, grants.

A `Ledger` holds them as one document.
"""

from __future__ import annotations

from datetime import date

from ssoplan.calendar import FundYear, Month
from ssoplan.model import Evaluation, FundingSource, NetworkMember, Payment, ProgressReport
from ssoplan.model._entity import entity
from ssoplan.model.worded import Worded
from ssoplan.money import Baht

__all__ = [
    "ArrearsNotice",
    "ContributionMonth",
    "Grant",
    "Ledger",
    "NoticeChannel",
    "Registration",
    "ReportDue",
]


class NoticeChannel(Worded):
    """How a notice reaches an insured person."""

    POST = "post", "post", "ไปรษณีย์"
    SMS = "sms", "SMS", "SMS"
    TELEPHONE = "telephone", "telephone", "โทรศัพท์"


@entity
class Registration:
    """An entry of one person under section 40 (การขึ้นทะเบียนผู้ประกันตนมาตรา 40).

    Attributes:
        registration_id: The number in the register.
        person_id: The insured person.
        member_id: The network member through whom the person registered; None for one who came alone.
        registered: The day of entry.
        first_time: Whether the person had not been insured under the section before (รายใหม่).
        complete: Whether the status of an insured person is complete (เป็นผู้ประกันตนโดยสมบูรณ์).
    """

    registration_id: str
    person_id: str
    registered: date
    member_id: str | None = None
    first_time: bool | None = None
    complete: bool | None = None


@entity
class ContributionMonth:
    """The contribution of one insured person for one month.

    Attributes:
        paid: Whether it was paid.
        as_of: The day of the extract from the register.
    """

    person_id: str
    month: Month
    paid: bool
    as_of: date | None = None


@entity
class ArrearsNotice:
    """A notice to an insured person in arrears (หนังสือหรือ SMS แจ้งเตือนการขาดส่งเงินสมทบ)."""

    person_id: str
    sent: date
    channel: NoticeChannel


@entity
class ReportDue:
    """A report on one indicator for one month that an office owes.

    Attributes:
        as_of: The day on which one looks whether it came.
    """

    office_th: str
    month: Month
    strategy: int | None = None
    project: int | None = None
    indicator: int | None = None
    as_of: date | None = None


@entity
class Grant:
    """An amount that a document gives an office for one item of work in a year.

    Attributes:
        grant_id: Which entry of which table or announcement.
        item: The item of work, by whatever key the tables share.
        announcement: The announcement of the year that gives the amount, where it is one.
    """

    grant_id: str
    office_th: str
    item: str
    year: FundYear
    announcement: int | None = None
    amount: Baht | None = None
    funding_source: FundingSource | None = None


@entity
class Ledger:
    """Rows that belong together, to be checked together.

    Attributes:
        year: The fund year, where the rows are those of one.
    """

    year: FundYear | None = None
    members: tuple[NetworkMember, ...] = ()
    registrations: tuple[Registration, ...] = ()
    payments: tuple[Payment, ...] = ()
    contributions: tuple[ContributionMonth, ...] = ()
    notices: tuple[ArrearsNotice, ...] = ()
    reports_due: tuple[ReportDue, ...] = ()
    reports: tuple[ProgressReport, ...] = ()
    grants: tuple[Grant, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
