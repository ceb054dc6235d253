"""Indicators and the meaning of their month cells."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calculators.patterns import (
    LEVEL_UNIT_TH,
    PERCENT_UNIT_TH,
    MonthlyMeaning,
    PatternReading,
    classify,
)
from ssoplan.errors import Message
from ssoplan.model import Comparator, Dimension, Indicator, Plan, Proposal
from ssoplan.rules.facts import MISSING, Absent, Row, Subject, derived, stored
from ssoplan.rules.subjects._reading import known, total, whole_cells
from ssoplan.rules.subjects.project import projects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["INDICATOR", "MONTH_TABLE", "indicators", "month_tables"]

STOCK_SHARE = "pattern.stock_first_cell_share"
MONTHS = "calendar.months"
MILESTONE_CELLS = "pattern.milestone_cells_at_most"


def _numeric_target(indicator: Indicator) -> Any:
    target = known(indicator, "target")
    return MISSING if isinstance(target, str) else target


def _filled(indicator: Indicator) -> Any:
    cells = whole_cells(indicator)
    return cells if isinstance(cells, Absent) else tuple(cell for cell in cells if cell is not None)


def _month_sum(indicator: Indicator) -> Any:
    filled = _filled(indicator)
    return filled if isinstance(filled, Absent) else total(filled)


def _end(position: int) -> Any:
    def read(indicator: Indicator) -> Any:
        filled = _filled(indicator)
        if isinstance(filled, Absent):
            return filled
        return filled[position] if filled else MISSING

    return read


def _reading(indicator: Indicator, parameters: Mapping[str, Any]) -> PatternReading | Absent:
    cells, target = whole_cells(indicator), _numeric_target(indicator)
    for value in (cells, target, parameters[STOCK_SHARE], parameters[MILESTONE_CELLS]):
        if isinstance(value, Absent):
            return value
    return classify(
        cells,
        target,
        unit_th=indicator.unit_th,
        stock_share=Fraction(parameters[STOCK_SHARE], 100),
        milestone_cells=int(parameters[MILESTONE_CELLS]),
    )


def _meaning(indicator: Indicator, parameters: Mapping[str, Any]) -> Any:
    reading = _reading(indicator, parameters)
    return reading if isinstance(reading, Absent) else reading.meaning.value


def _levels(indicator: Indicator) -> Any:
    levels = known(indicator, "levels")
    return levels if isinstance(levels, Absent) else tuple(level.level for level in levels)


INDICATOR = Subject(
    "indicator",
    Message(en="indicator", th="ตัวชี้วัด"),
    (
        stored("text_th", "text", en="text", th="ข้อความตัวชี้วัด"),
        stored("unit_th", "text", en="unit", th="หน่วยนับ"),
        stored("comparator", "enum", values=[c.value for c in Comparator], en="comparator", th="คำเปรียบเทียบ"),
        stored("dimension", "enum", values=[d.value for d in Dimension], en="dimension", th="มิติ"),
        stored("weight", "number", unit="percent", en="weight", th="น้ำหนัก"),
        stored("result", "number", en="result", th="ผล"),
        stored("beneficiaries", "int", unit="person", en="beneficiaries", th="ผู้ได้รับประโยชน์"),
        derived("target", "number", _numeric_target, en="target", th="เป้าหมาย"),
        derived("values", "many[number]", _filled, en="figures in the month cells", th="ค่ารายเดือน"),
        derived("month_sum", "number", _month_sum, en="sum of the months", th="ผลรวมรายเดือน"),
        derived("first_value", "number", _end(0), en="first figure", th="ค่าแรก"),
        derived("last_value", "number", _end(-1), en="last figure", th="ค่าสุดท้าย"),
        derived(
            "pattern", "enum", _meaning, values=[m.value for m in MonthlyMeaning],
            reads=[STOCK_SHARE, MILESTONE_CELLS], en="meaning of the months", th="ความหมายของค่ารายเดือน",
        ),
        derived("is_percent", "bool", lambda i: i.unit_th == PERCENT_UNIT_TH, en="is counted in percent", th="หน่วยเป็นร้อยละ"),
        derived("is_level", "bool", lambda i: i.unit_th == LEVEL_UNIT_TH, en="is counted in levels", th="หน่วยเป็นระดับ"),
        derived("levels", "many[number]", _levels, en="explained levels", th="ระดับที่อธิบาย"),
    ),
)  # fmt: skip


def indicators(document: object) -> Iterator[Row]:
    """Yield every indicator of a plan or proposal, wherever it stands."""
    for path, items, label in _lists(document):
        for i, indicator in enumerate(items):
            text = indicator.text_th or "(ข้อความไม่ชัด)"
            yield Row(f"{path}[{i}]", indicator, f"{label}: {text}" if label else text)


def _lists(document: object) -> Iterator[tuple[str, Iterable[Indicator], str]]:
    if isinstance(document, Proposal):
        yield "$.indicators", document.indicators, ""
    if not isinstance(document, Plan):
        return
    for i, upper in enumerate(document.upper_plans):
        yield f"$.upper_plans[{i}].indicators", upper.indicators, upper.name_th
    for i, strategy in enumerate(document.strategies):
        yield f"$.strategies[{i}].indicators", strategy.indicators, f"ยุทธศาสตร์ที่ {strategy.number}"
    for row in projects(document):
        yield f"{row.path}.indicators", row.value.indicators, row.label
    for i, table in enumerate(document.tables):
        yield f"$.tables[{i}].indicators", table.indicators, f"ตารางที่ {table.number}"
        yield f"$.tables[{i}].activities", table.activities, f"ตารางที่ {table.number}"
    for i, plan in enumerate(document.spending_plans):
        for j, each in enumerate(plan.rows):
            yield f"$.spending_plans[{i}].rows[{j}].indicators", each.indicators, each.name_th
    yield "$.results", document.results, "ผลการดำเนินงาน"


@attrs.frozen
class MonthTable:
    """The rows of months that a plan prints as one table: those of a strategy, or of a provincial plan's table.

    Attributes:
        rows: A name for each row that has month cells, and how many cells it prints, readable or not.
    """

    rows: tuple[tuple[str, int], ...]


def _odd(table: MonthTable, parameters: Mapping[str, Any]) -> Any:
    months = parameters[MONTHS]
    if isinstance(months, Absent):
        return months
    return ", ".join(f"{name}: {cells}" for name, cells in table.rows if cells != months)


def _odd_rows(table: MonthTable, parameters: Mapping[str, Any]) -> Any:
    months = parameters[MONTHS]
    return months if isinstance(months, Absent) else sum(cells != months for _, cells in table.rows)


MONTH_TABLE = Subject(
    "month_table",
    Message(en="table of months", th="ตารางรายเดือน"),
    (
        derived("rows", "int", lambda t: len(t.rows), en="rows with month cells", th="จำนวนแถวรายเดือน"),
        derived("cells", "many[int]", lambda t: tuple(cells for _, cells in t.rows), unit="month", en="cells of each row", th="จำนวนช่องของแต่ละแถว"),
        derived("odd_rows", "int", _odd_rows, reads=[MONTHS], en="rows with another number of cells", th="จำนวนแถวที่ช่องไม่ครบหรือเกิน"),
        derived("odd", "text", _odd, reads=[MONTHS], en="those rows and their cells", th="แถวเหล่านั้นและจำนวนช่อง"),
    ),
)  # fmt: skip


def month_tables(document: object) -> Iterator[Row]:
    """Yield the tables of months of a plan: one for each strategy, one for each table of a provincial plan."""
    if not isinstance(document, Plan):
        return
    for number, group in groupby(document.projects, key=lambda project: project.strategy):
        listed = [
            (f"{project.number}({i + 1})", each)
            for project in group
            for i, each in enumerate(project.indicators)
        ]
        if rows := _printed(listed):
            yield Row(f"$.projects[?@.strategy=={number}]", MonthTable(rows), f"ยุทธศาสตร์ที่ {number}")
    for t, table in enumerate(document.tables):
        named = [(each.text_th or str(i + 1), each) for i, each in enumerate(table.activities)]
        named += [
            (f"{p.number}({i + 1})", each) for p in table.projects for i, each in enumerate(p.indicators)
        ]
        if rows := _printed(named):
            yield Row(f"$.tables[{t}]", MonthTable(rows), f"ตารางที่ {table.number}")


def _printed(named: Iterable[tuple[str, Indicator]]) -> tuple[tuple[str, int], ...]:
    return tuple(
        (name, len(each.monthly.cells)) for name, each in named if each.monthly and each.monthly.cells
    )
