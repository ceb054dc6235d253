"""The allocation of a fund year: its partitions, announcements and outturn."""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calendar import FundYear
from ssoplan.errors import Message
from ssoplan.model import Allocation, AllocationAnnouncement, Disbursement, ExpenseCategory, Plan, Trace
from ssoplan.model.worded import words_of
from ssoplan.numerals import from_thai_digits
from ssoplan.rules.facts import MISSING, Absent, Row, Subject, derived, stored
from ssoplan.rules.subjects._reading import known, total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["ALLOCATION", "ANNOUNCEMENT", "DISBURSEMENT", "allocations", "announcements", "disbursements"]


def _sum(field: str, amount: str) -> Any:
    return lambda allocation: total(known(part, amount) for part in getattr(allocation, field))


def _transfers(allocation: Allocation) -> Any:
    return total(_implied_transfer(row) for row in allocation.outturn)


def _category_order(allocation: Allocation) -> Any:
    """Return the categories in printed order: those of the partition, else those of the outturn table."""
    rows = allocation.by_category or allocation.outturn
    return tuple(str(row.category) for row in rows if row.category is not None) or MISSING


def _missing_numbers(allocation: Allocation) -> Any:
    numbers = {announcement.number for announcement in allocation.announcements}
    return tuple(n for n in range(1, len(allocation.announcements) + 1) if n not in numbers)


def _outturn_total(field: str) -> Any:
    return lambda allocation: known(allocation.outturn_total, field)


ALLOCATION = Subject(
    "allocation",
    Message(en="allocation of a fund year", th="การจัดสรรเงินกองทุนประจำปี"),
    (
        stored("total", "money", en="total of the allocation", th="เงินจัดสรรรวม", low=0),
        derived("strategies", "int", lambda a: len(a.by_strategy), en="number of strategies", th="จำนวนยุทธศาสตร์", low=0),
        derived("strategies_total", "money", _sum("by_strategy", "amount"), en="sum of the strategies", th="ผลรวมรายยุทธศาสตร์"),
        derived("categories", "int", lambda a: len(a.by_category), en="number of expense categories", th="จำนวนงบรายจ่าย", low=0),
        derived("category_order", "many[enum]", _category_order, values=words_of(ExpenseCategory), en="expense categories in printed order", th="งบรายจ่ายตามลำดับที่พิมพ์"),
        derived("categories_total", "money", _sum("by_category", "amount"), en="sum of the expense categories", th="ผลรวมรายงบรายจ่าย"),
        derived("programmes", "int", lambda a: len(a.by_programme_type), en="number of programme types", th="จำนวนแผนงาน", low=0),
        derived("programmes_total", "money", _sum("by_programme_type", "amount"), en="sum of the programme types", th="ผลรวมรายแผนงาน"),
        derived("announcements", "int", lambda a: len(a.announcements), en="number of announcements listed", th="จำนวนประกาศที่ระบุ", low=0),
        derived(
            "announcement_numbers", "many[int]", lambda a: tuple(each.number for each in a.announcements),
            en="numbers of the announcements", th="ลำดับประกาศ",
        ),
        derived("missing_numbers", "many[int]", _missing_numbers, en="missing announcement numbers", th="ลำดับประกาศที่ขาด"),
        stored("declared_announcements", "int", en="number of announcements declared", th="จำนวนประกาศที่แจ้ง", low=0),
        derived("announcements_total", "money", _sum("announcements", "amount"), en="sum of the announcements", th="ผลรวมตามประกาศ"),
        derived("outturn_rows", "int", lambda a: len(a.outturn), en="number of rows of the outturn", th="จำนวนแถวผลเบิกจ่าย", low=0),
        derived("spent_sum", "money", _sum("outturn", "spent"), en="sum of the amounts spent", th="ผลรวมเบิกจ่าย"),
        derived("remaining_sum", "money", _sum("outturn", "remaining"), en="sum of the amounts remaining", th="ผลรวมคงเหลือ"),
        derived("transfers_sum", "money", _transfers, en="sum of the implied transfers", th="ผลรวมเงินโอนโดยนัย"),
        derived("spent_total", "money", _outturn_total("spent"), en="total spent as printed", th="ยอดรวมเบิกจ่ายตามเอกสาร"),
        derived("remaining_total", "money", _outturn_total("remaining"), en="total remaining as printed", th="ยอดรวมคงเหลือตามเอกสาร"),
    ),
)  # fmt: skip


@attrs.frozen
class AnnouncementIn:
    """An announcement with the fund year whose money it allocates."""

    announcement: AllocationAnnouncement
    year: FundYear

    @property
    def trace(self) -> Trace | None:
        return self.announcement.trace


def _day(field: str) -> Any:
    return lambda each: known(each.announcement, field)


def _spending(end: str) -> Any:
    def read(each: AnnouncementIn) -> Any:
        spending = known(each.announcement, "spending")
        return spending if isinstance(spending, Absent) else getattr(spending, end)

    return read


def _resolution_field(field: str) -> Any:
    def read(each: AnnouncementIn) -> Any:
        resolution = known(each.announcement, "resolution")
        return resolution if isinstance(resolution, Absent) else known(resolution, field)

    return read


def _first_spending_day(each: AnnouncementIn) -> Any:
    """Return the printed first day of spending; where none is printed, the first day of the fund year."""
    printed = _spending("start")(each)
    return each.year.start if printed is MISSING else printed


def _sections_not_cited(each: AnnouncementIn, parameters: Mapping[str, Any]) -> Any:
    """Return the sections of the act that the legal basis should name and does not."""
    basis = known(each.announcement, "legal_basis")
    if isinstance(basis, Absent):
        return basis
    act = str(parameters["authority.fund_act_year"])
    cited = {law.section for law in basis if act in from_thai_digits(law.title_th)}
    return tuple(n for n in parameters["authority.fund_act_sections"] if n not in cited)


def _regulation_cited(each: AnnouncementIn, parameters: Mapping[str, Any]) -> Any:
    basis = known(each.announcement, "legal_basis")
    if isinstance(basis, Absent):
        return basis
    year = str(parameters["authority.fund_regulation_year"])
    titles = [from_thai_digits(law.title_th) for law in basis]
    return any(title.startswith(_REGULATION) and year in title for title in titles)


_REGULATION = "ระเบียบคณะกรรมการประกันสังคม"

ANNOUNCEMENT = Subject(
    "announcement",
    Message(en="announcement of an allocation", th="ประกาศการจัดสรรเงิน"),
    (
        derived("number", "int", lambda e: e.announcement.number, en="number of the announcement", th="ลำดับประกาศ", low=1),
        derived("announced", "date", _day("announced"), en="day of the announcement", th="วันที่ประกาศ"),
        derived("resolved", "date", _resolution_field("resolved"), en="day of the resolution", th="วันที่มีมติ"),
        derived("meeting", "text", _resolution_field("meeting"), en="number and year of the meeting", th="ครั้งที่ประชุม"),
        derived("board_set", "int", _resolution_field("board_set"), en="set of the board", th="ชุดของคณะกรรมการ"),
        derived("legal_bases", "int", lambda e: len(e.announcement.legal_basis), en="number of acts and regulations cited", th="จำนวนฐานกฎหมายที่อ้าง", low=0),
        derived(
            "sections_not_cited", "many[int]", _sections_not_cited, reads=("authority.fund_act_sections", "authority.fund_act_year"),
            en="sections of the act not cited", th="มาตราที่ไม่ได้อ้าง",
        ),
        derived(
            "regulation_cited", "bool", _regulation_cited, reads=("authority.fund_regulation_year",),
            en="cites the Board regulation", th="อ้างระเบียบคณะกรรมการประกันสังคม",
        ),
        derived("first_spending_day", "date", _first_spending_day, en="first day on which the money can be spent", th="วันแรกที่ใช้เงินได้"),
        derived("spending_start", "date", _spending("start"), en="first day of spending", th="วันแรกที่ใช้จ่ายได้"),
        derived("spending_end", "date", _spending("end"), en="last day of spending", th="วันสุดท้ายที่ใช้จ่ายได้"),
        derived("year_start", "date", lambda e: e.year.start, en="first day of the fund year", th="วันแรกของปีกองทุน"),
        derived("year_end", "date", lambda e: e.year.end, en="last day of the fund year", th="วันสุดท้ายของปีกองทุน"),
        derived(
            "month_before_year", "date", lambda e: date(e.year.start.year - 1, 12, 1),
            en="first day of the December before", th="วันที่ 1 ธันวาคมก่อนปีกองทุน",
        ),
    ),
)  # fmt: skip


def _after_transfer(row: Disbursement) -> Any:
    return total(known(row, field) for field in ("spent", "remaining"))


def _allocated(row: Disbursement) -> Any:
    return known(row, "allocated")


def _percent_of(whole: Callable[[Disbursement], Any]) -> Any:
    """Return the fact: what is spent in percent of a whole, rounded as printed."""

    def fact(row: Disbursement, parameters: Mapping[str, Any]) -> Any:
        parts = known(row, "spent"), whole(row), parameters[_DECIMALS[0]]
        absent = next((part for part in parts if isinstance(part, Absent)), None)
        if absent is not None or not parts[1]:
            return MISSING if absent is None else absent
        spent, amount, decimals = parts
        step = 10**decimals
        return Fraction(math.floor(spent / amount * _HUNDRED * step + Fraction(1, 2)), step)

    return fact


def _implied_transfer(row: Disbursement) -> Any:
    parts = _after_transfer(row), known(row, "allocated")
    absent = next((part for part in parts if isinstance(part, Absent)), None)
    return absent if absent is not None else parts[0] - parts[1]


def _excess(row: Disbursement) -> Any:
    spent, allocated = known(row, "spent"), known(row, "allocated")
    for part in (spent, allocated):
        if isinstance(part, Absent):
            return part
    return max(spent - allocated, spent - spent)


_HUNDRED = 100  # the definition of percent
_DECIMALS = ("rounding.percent_decimals",)
DISBURSEMENT = Subject(
    "disbursement",
    Message(en="row of an outturn", th="แถวผลเบิกจ่าย"),
    (
        stored("allocated", "money", en="allocation printed in the row", th="เงินจัดสรรในแถว"),
        stored("spent", "money", en="disbursed and committed", th="เบิกจ่ายและผูกพัน"),
        stored("percent", "number", unit="percent", decimals=2, en="printed percentage", th="ร้อยละที่พิมพ์"),
        stored(
            "remaining_percent", "number", unit="percent", decimals=2,
            en="printed percentage remaining", th="ร้อยละคงเหลือที่พิมพ์",
        ),
        derived("after_transfer", "money", _after_transfer, en="spent and remaining together", th="เบิกจ่ายรวมคงเหลือ"),
        derived(
            "percent_of_allocated", "number", _percent_of(_allocated), unit="percent", decimals=2, reads=_DECIMALS,
            en="share of the printed allocation that is spent, rounded as printed", th="ร้อยละเบิกจ่ายของเงินจัดสรรที่พิมพ์",
        ),
        derived(
            "percent_after_transfer", "number", _percent_of(_after_transfer), unit="percent", decimals=2, reads=_DECIMALS,
            en="share of that which is spent, rounded as printed", th="ร้อยละเบิกจ่ายของเบิกจ่ายรวมคงเหลือ",
        ),
        derived(
            "implied_transfer", "money", _implied_transfer,
            en="transfer that the row implies (spent + remaining - allocated)",
            th="เงินโอนโดยนัยของแถว (เบิกจ่าย + คงเหลือ − จัดสรร)",
        ),
        derived("excess", "money", _excess, en="spent above the printed allocation", th="เบิกจ่ายเกินเงินจัดสรรที่พิมพ์"),
    ),
)  # fmt: skip


def allocations(document: object) -> Iterator[Row]:
    """Yield the allocations of a plan."""
    for i, allocation in enumerate(document.allocations if isinstance(document, Plan) else ()):
        yield Row(f"$.allocations[{i}]", allocation, f"การจัดสรรเงินปี {allocation.year.be}")


def announcements(document: object) -> Iterator[Row]:
    """Yield the announcements of a plan's allocations."""
    for row in allocations(document):
        for j, announcement in enumerate(row.value.announcements):
            label = f"ประกาศฉบับที่ {announcement.number} ปี {row.value.year.be}"
            yield Row(f"{row.path}.announcements[{j}]", AnnouncementIn(announcement, row.value.year), label)


def disbursements(document: object) -> Iterator[Row]:
    """Yield the rows of a plan's outturn tables, the rows of totals included."""
    for row in allocations(document):
        for j, each in enumerate(row.value.outturn):
            yield Row(f"{row.path}.outturn[{j}]", each, each.name_th or str(each.category))
        if row.value.outturn_total is not None:
            yield Row(f"{row.path}.outturn_total", row.value.outturn_total, "รวม")
