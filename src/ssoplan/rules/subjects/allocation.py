"""The allocation of a fund year: its partitions, announcements and outturn."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calendar import FundYear
from ssoplan.errors import Message
from ssoplan.model import Allocation, AllocationAnnouncement, Disbursement, ExpenseCategory, Plan, Trace
from ssoplan.rules.facts import MISSING, Absent, Row, Subject, derived, stored
from ssoplan.rules.subjects._reading import known, total

if TYPE_CHECKING:
    from collections.abc import Iterator


__all__ = ["ALLOCATION", "ANNOUNCEMENT", "DISBURSEMENT", "allocations", "announcements", "disbursements"]


def _sum(field: str, amount: str) -> Any:
    return lambda allocation: total(known(part, amount) for part in getattr(allocation, field))


def _transfers(allocation: Allocation) -> Any:
    return total(_implied_transfer(row) for row in allocation.outturn)


def _share(field: str, key: str) -> Any:
    def read(allocation: Allocation) -> Any:
        for part in getattr(allocation, field):
            if key in (getattr(part, "category", None), getattr(part, "programme_type", None)):
                return known(part, "amount")
        return MISSING

    return read


def _outturn_total(field: str) -> Any:
    return lambda allocation: known(allocation.outturn_total, field)


ALLOCATION = Subject(
    "allocation",
    Message(en="allocation of a fund year", th="การจัดสรรเงินกองทุนประจำปี"),
    (
        stored("total", "money", en="total of the allocation", th="เงินจัดสรรรวม", low=0),
        derived("strategies", "int", lambda a: len(a.by_strategy), en="number of strategies", th="จำนวนยุทธศาสตร์"),
        derived("strategies_total", "money", _sum("by_strategy", "amount"), en="sum of the strategies", th="ผลรวมรายยุทธศาสตร์"),
        derived("categories", "int", lambda a: len(a.by_category), en="number of expense categories", th="จำนวนงบรายจ่าย"),
        derived("categories_total", "money", _sum("by_category", "amount"), en="sum of the expense categories", th="ผลรวมรายงบรายจ่าย"),
        derived("programmes", "int", lambda a: len(a.by_programme_type), en="number of programme types", th="จำนวนแผนงาน"),
        derived("programmes_total", "money", _sum("by_programme_type", "amount"), en="sum of the programme types", th="ผลรวมรายแผนงาน"),
        derived(
            "personnel_category", "money", _share("by_category", ExpenseCategory.PERSONNEL),
            en="personnel category", th="งบบุคลากร",
        ),
        derived(
            "personnel_programme", "money", _share("by_programme_type", "public_personnel"),
            en="public-personnel programme", th="แผนงานบุคลากรภาครัฐ",
        ),
        derived("announcements", "int", lambda a: len(a.announcements), en="announcements listed", th="จำนวนประกาศที่ระบุ"),
        derived(
            "announcement_numbers", "many[int]", lambda a: tuple(each.number for each in a.announcements),
            en="numbers of the announcements", th="ลำดับประกาศ",
        ),
        stored("declared_announcements", "int", en="announcements declared", th="จำนวนประกาศที่แจ้ง", low=0),
        derived("announcements_total", "money", _sum("announcements", "amount"), en="sum of the announcements", th="ผลรวมตามประกาศ"),
        derived("outturn_rows", "int", lambda a: len(a.outturn), en="rows of the outturn", th="จำนวนแถวผลเบิกจ่าย"),
        derived("spent_sum", "money", _sum("outturn", "spent"), en="sum of the amounts spent", th="ผลรวมเบิกจ่าย"),
        derived("remaining_sum", "money", _sum("outturn", "remaining"), en="sum of the amounts remaining", th="ผลรวมคงเหลือ"),
        derived("allocated_sum", "money", _sum("outturn", "allocated"), en="sum of the categories' allocations", th="ผลรวมจัดสรรรายงบ"),
        derived("transfers_sum", "money", _transfers, en="sum of the implied transfers", th="ผลรวมเงินโอนโดยนัย"),
        derived("spent_total", "money", _outturn_total("spent"), en="total spent as printed", th="ยอดรวมเบิกจ่ายตามเอกสาร"),
        derived("remaining_total", "money", _outturn_total("remaining"), en="total remaining as printed", th="ยอดรวมคงเหลือตามเอกสาร"),
        derived("allocated_total", "money", _outturn_total("allocated"), en="total allocated as printed", th="ยอดรวมจัดสรรตามเอกสาร"),
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


def _resolution(each: AnnouncementIn) -> Any:
    resolution = known(each.announcement, "resolution")
    return resolution if isinstance(resolution, Absent) else known(resolution, "resolved")


def _spending(end: str) -> Any:
    def read(each: AnnouncementIn) -> Any:
        spending = known(each.announcement, "spending")
        return spending if isinstance(spending, Absent) else getattr(spending, end)

    return read


ANNOUNCEMENT = Subject(
    "announcement",
    Message(en="announcement of an allocation", th="ประกาศการจัดสรรเงิน"),
    (
        derived("number", "int", lambda e: e.announcement.number, en="number of the announcement", th="ลำดับประกาศ", low=1),
        derived("announced", "date", _day("announced"), en="day of the announcement", th="วันที่ประกาศ"),
        derived("resolved", "date", _resolution, en="day of the resolution", th="วันที่มีมติ"),
        derived("amount", "money", _day("amount"), en="amount announced", th="จำนวนเงินตามประกาศ"),
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


def _implied_transfer(row: Disbursement) -> Any:
    parts = [known(row, field) for field in ("spent", "remaining", "allocated")]
    for part in parts:
        if isinstance(part, Absent):
            return part
    return parts[0] + parts[1] - parts[2]


def _excess(row: Disbursement) -> Any:
    spent, allocated = known(row, "spent"), known(row, "allocated")
    for part in (spent, allocated):
        if isinstance(part, Absent):
            return part
    return max(spent - allocated, spent - spent)


DISBURSEMENT = Subject(
    "disbursement",
    Message(en="row of an outturn", th="แถวผลเบิกจ่าย"),
    (
        stored("allocated", "money", en="allocation printed in the row", th="เงินจัดสรรในแถว"),
        stored("spent", "money", en="disbursed and committed", th="เบิกจ่ายและผูกพัน"),
        stored("percent", "number", unit="percent", decimals=2, en="printed percentage", th="ร้อยละที่พิมพ์"),
        stored("remaining", "money", en="remaining", th="คงเหลือ"),
        stored(
            "remaining_percent", "number", unit="percent", decimals=2,
            en="printed percentage remaining", th="ร้อยละคงเหลือที่พิมพ์",
        ),
        derived("is_total", "bool", lambda row: row.category is None, en="is the row of totals", th="เป็นแถวยอดรวม"),
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
