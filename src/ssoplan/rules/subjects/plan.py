"""The plan itself, the tables of a provincial plan, and the fund years that pay for its months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calendar import FundYear, Year
from ssoplan.calendar.text import DateTextError, parse_period
from ssoplan.errors import Message
from ssoplan.model import FundingWindow, Plan, PlanTable, Trace
from ssoplan.rules.facts import MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._reading import known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssoplan.calendar import Period
    from ssoplan.errors import Language

__all__ = ["FUNDING_WINDOW", "PLAN_TABLE", "funding_windows", "plan_tables"]


@attrs.frozen
class TableIn:
    """A table with the year of the plan that it stands in."""

    table: PlanTable
    year: Year | None

    @property
    def trace(self) -> Trace | None:
        return self.table.trace


def _header_periods(each: TableIn) -> tuple[Period, ...] | Absent:
    headers = known(each.table, "month_headers_th")
    if isinstance(headers, Absent):
        return headers
    try:
        return tuple(parse_period(text) for text in headers) or MISSING
    except DateTextError:
        return MISSING


def _matching_headers(each: TableIn) -> Any:
    """Return how many headings stand for the month of the plan's year whose place they take."""
    periods = _header_periods(each)
    if isinstance(periods, Absent):
        return periods
    if each.year is None:
        return MISSING
    pairs = zip(periods, each.year.months, strict=False)
    return sum((period.start, period.end) == (month.start, month.end) for period, month in pairs)


def _header_text(position: int) -> Any:
    def read(each: TableIn) -> Any:
        headers = known(each.table, "month_headers_th")
        if isinstance(headers, Absent):
            return headers
        return headers[position] if headers else MISSING

    return read


def _year_day(side: str) -> Any:
    return lambda each: MISSING if each.year is None else getattr(each.year, side)


def _year_text(lang: Language) -> Any:
    return lambda each: MISSING if each.year is None else each.year.text(lang)


def _main_months(each: TableIn) -> Any:
    months = known(each.table, "main_activity_monthly")
    return months if isinstance(months, Absent) else months or MISSING


def _first_quantity(each: TableIn) -> Any:
    return known(each.table.activities[0], "target") if each.table.activities else MISSING


PLAN_TABLE = Subject(
    "plan_table",
    Message(en="table of a plan", th="ตารางของแผน"),
    (
        derived("headers", "int", unit="month", read=lambda e: len(e.table.month_headers_th), en="number of month headings", th="จำนวนหัวเดือน", low=0),
        derived("matching_headers", "int", _matching_headers, unit="month", en="number of headings that are the month of the plan's year at their place", th="จำนวนหัวเดือนที่ตรงกับเดือนของปีของแผน", low=0),
        derived("first_header", "text", _header_text(0), en="first month heading", th="หัวเดือนแรก"),
        derived("last_header", "text", _header_text(-1), en="last month heading", th="หัวเดือนสุดท้าย"),
        derived("plan_year_en", "text", _year_text("en"), en="year of the plan in English", th="ปีของแผนเป็นภาษาอังกฤษ"),
        derived("plan_year_th", "text", _year_text("th"), en="year of the plan in Thai", th="ปีของแผน"),
        derived("main_budget", "money", lambda e: known(e.table, "main_activity_budget"), en="State money of the main activity", th="เงินงบประมาณของกิจกรรมหลัก"),
        derived("main_months", "many[money]", _main_months, en="State money of the main activity by month", th="เงินงบประมาณของกิจกรรมหลักรายเดือน"),
        derived("beneficiaries", "number", lambda e: known(e.table, "beneficiaries"), en="beneficiaries", th="ประชาชนได้รับประโยชน์"),
        derived("first_target", "number", _first_quantity, en="target of the first quantity row", th="เป้าหมายของแถวเชิงปริมาณแรก"),
    ),
)  # fmt: skip


@attrs.frozen
class WindowIn:
    """The months that a fund year pays for, with the year of the plan."""

    window: FundingWindow
    year: Year | None

    @property
    def trace(self) -> Trace | None:
        return self.window.trace


FUNDING_WINDOW = Subject(
    "funding_window",
    Message(en="funding window (months that one fund year pays for)", th="ช่วงเดือนที่ใช้เงินกองทุนปีหนึ่ง"),
    (
        derived("start", "date", lambda e: e.window.period.start, en="first day", th="วันแรก"),
        derived("end", "date", lambda e: e.window.period.end, en="last day", th="วันสุดท้าย"),
        derived("fund_start", "date", lambda e: e.window.year.start, en="first day of the paying year", th="วันแรกของปีที่จ่าย"),
        derived("fund_end", "date", lambda e: e.window.year.end, en="last day of the paying year", th="วันสุดท้ายของปีที่จ่าย"),
        derived("plan_start", "date", _year_day("start"), en="first day of the plan's year", th="วันแรกของปีของแผน"),
        derived("plan_end", "date", _year_day("end"), en="last day of the plan's year", th="วันสุดท้ายของปีของแผน"),
        derived("from_fund", "bool", lambda e: isinstance(e.window.year, FundYear), en="is paid by a fund year", th="ใช้เงินปีกองทุน"),
    ),
)  # fmt: skip


def plan_tables(document: object) -> Iterator[Row]:
    """Yield the tables of a provincial plan."""
    if isinstance(document, Plan):
        for i, table in enumerate(document.tables):
            yield Row(f"$.tables[{i}]", TableIn(table, document.year), f"ตารางที่ {table.number}")


def funding_windows(document: object) -> Iterator[Row]:
    """Yield the funding windows of a plan."""
    if isinstance(document, Plan):
        for i, window in enumerate(document.funding_windows):
            label = window.period_th or f"ปี {window.year.be}"
            yield Row(f"$.funding_windows[{i}]", WindowIn(window, document.year), label)
