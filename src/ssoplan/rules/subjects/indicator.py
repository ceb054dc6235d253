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
    reading_of,
)
from ssoplan.errors import Message
from ssoplan.model import (
    Cell,
    Comparator,
    Dimension,
    Indicator,
    Legibility,
    MonthlyPattern,
    OfficeTable,
    Plan,
    Proposal,
    TotalMeaning,
    Trace,
)
from ssoplan.model._entity import entity
from ssoplan.model.worded import words_of
from ssoplan.rules.facts import DAMAGED, MISSING, Absent, Row, Subject, derived, stored
from ssoplan.rules.subjects._reading import known, total, whole_cells
from ssoplan.rules.subjects._words import unit_text
from ssoplan.rules.subjects.office_table import MONTH_KEYS, OfficeRowIn, tables
from ssoplan.rules.subjects.project import projects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["INDICATOR", "MONTH_TABLE", "indicator_lists", "indicators", "month_tables"]

STOCK_SHARE = "pattern.stock_first_cell_share"
MONTHS = "calendar.months"
MILESTONE_CELLS = "pattern.milestone_cells_at_most"
LEVEL_TEXT_TH = "ระดับ"
SERVICE_TIME_TH = "ตามเวลาที่กำหนด"
CHANGE_TH = ("เพิ่มขึ้น", "ลดลง")


@entity
class OfficeTarget(Indicator):
    """The indicator of one office, read from its row of an office table.

    Attributes:
        follows: What the row's total is: the sum of its months, their level, or the last month.
    """

    follows: TotalMeaning | None = None


def _numeric_target(indicator: Indicator) -> Any:
    target = known(indicator, "target")
    return MISSING if isinstance(target, str) else target


def _target_in(unit_th: str) -> Any:
    return lambda indicator: _numeric_target(indicator) if indicator.unit_th == unit_th else MISSING


def _filled(indicator: Indicator) -> Any:
    cells = whole_cells(indicator)
    return cells if isinstance(cells, Absent) else tuple(cell for cell in cells if cell is not None)


def _month_sum(indicator: Indicator) -> Any:
    filled = _filled(indicator)
    return filled if isinstance(filled, Absent) else total(filled)


def _last_value(indicator: Indicator) -> Any:
    """Return the figure of the last month that has one; a cell lost before it does not matter."""
    pattern = known(indicator, "monthly")
    if isinstance(pattern, Absent):
        return pattern
    last = next((cell for cell in reversed(pattern.cells) if cell is not None), MISSING)
    return DAMAGED if last is Cell.LOST else last


def _reading(indicator: Indicator, parameters: Mapping[str, Any]) -> PatternReading | Absent:
    cells, target = whole_cells(indicator), _numeric_target(indicator)
    for value in (cells, target, parameters[STOCK_SHARE], parameters[MILESTONE_CELLS]):
        if isinstance(value, Absent):
            return value
    return reading_of(
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


def _follows(meaning: TotalMeaning) -> Any:
    return lambda indicator: getattr(indicator, "follows", None) is meaning


def _has_months(indicator: Indicator) -> bool:
    return indicator.monthly is not None and bool(indicator.monthly.cells)


def _says_level(indicator: Indicator) -> Any:
    text = known(indicator, "text_th")
    return text if isinstance(text, Absent) else text.startswith(LEVEL_TEXT_TH)


def _says_growth(indicator: Indicator) -> bool:
    """Return whether what is legible of an indicator speaks of a rise or a fall, which may exceed the whole."""
    if indicator.comparator in (Comparator.INCREASE, Comparator.DECREASE):
        return True
    return any(word in (indicator.text_th or "") for word in CHANGE_TH)


def _unit_en(indicator: Indicator) -> Any:
    unit = known(indicator, "unit_th")
    return unit if isinstance(unit, Absent) else unit_text(unit, "en")


def _is_count(indicator: Indicator) -> Any:
    unit = known(indicator, "unit_th")
    return unit if isinstance(unit, Absent) else unit not in (PERCENT_UNIT_TH, LEVEL_UNIT_TH)


def _explained_tops(indicator: Indicator) -> Any:
    """Return the highest level of an explanation that is legible in full; of a partial one, levels above the target."""
    levels, target = _levels(indicator), _numeric_target(indicator)
    absent = next((value for value in (levels, target) if isinstance(value, Absent)), None)
    if absent is not None or not levels:
        return () if absent is None else absent
    trace = indicator.trace
    if trace is not None and trace.legible is not None and trace.legible is not Legibility.FULL:
        return tuple(level for level in levels if level > target)
    return (max(levels),)


INDICATOR = Subject(
    "indicator",
    Message(en="indicator", th="ตัวชี้วัด"),
    (
        stored("text_th", "text", en="text", th="ข้อความตัวชี้วัด"),
        stored("unit_th", "text", en="unit", th="หน่วยนับ"),
        derived("unit_en", "text", _unit_en, en="unit in English", th="หน่วยนับเป็นภาษาอังกฤษ"),
        stored("comparator", "enum", values=words_of(Comparator), en="comparator", th="คำเปรียบเทียบ"),
        stored("dimension", "enum", values=words_of(Dimension), en="dimension", th="มิติ"),
        stored("weight", "number", unit="percent", en="weight", th="น้ำหนัก"),
        stored("result", "number", en="result", th="ผล"),
        stored("beneficiaries", "int", unit="person", en="beneficiaries", th="ผู้ได้รับประโยชน์"),
        derived("target", "number", _numeric_target, en="target", th="เป้าหมาย"),
        derived("target_level", "number", _target_in(LEVEL_UNIT_TH), unit="level", en="target level", th="ระดับเป้าหมาย"),
        derived("target_percent", "number", _target_in(PERCENT_UNIT_TH), unit="percent", en="target in percent", th="เป้าหมายเป็นร้อยละ"),
        derived("values", "many[number]", _filled, en="figures in the month cells", th="ค่ารายเดือน"),
        derived("month_sum", "number", _month_sum, en="sum of the months", th="ผลรวมรายเดือน"),
        derived("last_value", "number", _last_value, en="last figure", th="ค่าสุดท้าย"),
        derived(
            "pattern", "enum", _meaning, values=words_of(MonthlyMeaning),
            reads=[STOCK_SHARE, MILESTONE_CELLS], en="meaning of the months", th="ความหมายของค่ารายเดือน",
        ),
        derived("is_level", "bool", lambda i: i.unit_th == LEVEL_UNIT_TH, en="is counted in levels", th="หน่วยเป็นระดับ"),
        derived("is_count", "bool", _is_count, en="is a count", th="หน่วยเป็นจำนวนนับ"),
        derived("says_level", "bool", _says_level, en="names a level in its text", th="ข้อความระบุว่าเป็นระดับ"),
        derived("says_growth", "bool", _says_growth, en="legibly speaks of a rise or a fall", th="ข้อความที่อ่านได้ระบุว่าเพิ่มขึ้นหรือลดลง"),
        derived("is_service_time", "bool", lambda i: SERVICE_TIME_TH in (i.text_th or ""), en="is about serving in time", th="เป็นการให้บริการตามเวลา"),
        derived("has_months", "bool", _has_months, en="has month cells", th="มีช่องรายเดือน"),
        derived("totals_its_months", "bool", _follows(TotalMeaning.SUM), en="is a row whose total adds up its months", th="เป็นแถวที่ยอดรวมคือผลรวมรายเดือน"),
        derived("holds_a_level", "bool", _follows(TotalMeaning.LEVEL), en="is a row whose total is the level of its months", th="เป็นแถวที่ยอดรวมคือระดับของทุกเดือน"),
        derived("ends_at_stock", "bool", _follows(TotalMeaning.LAST), en="is a row whose total is its last month", th="เป็นแถวที่ยอดรวมคือยอดเดือนสุดท้าย"),
        derived("explained_tops", "many[number]", _explained_tops, en="highest level explained", th="ระดับสูงสุดที่อธิบาย"),
        derived("levels", "many[number]", _levels, en="explained levels", th="ระดับที่อธิบาย"),
    ),
)  # fmt: skip


def indicators(document: object) -> Iterator[Row]:
    """Yield every indicator of a plan, a proposal or an office table, wherever it stands."""
    for path, items, label in indicator_lists(document):
        for i, indicator in enumerate(items):
            text = indicator.text_th or "(ข้อความไม่ชัด)"
            yield Row(f"{path}[{i}]", indicator, f"{label}: {text}" if label else text)
    for path, table in tables(document):
        if set(MONTH_KEYS) <= set(table.column_keys):
            for i in range(len(table.rows)):
                target = _office_target(table, i)
                yield Row(f"{path}.rows[{i}]", target, target.text_th or "")


def _office_target(table: OfficeTable, number: int) -> OfficeTarget:
    row = table.rows[number]
    each = OfficeRowIn(row, table)
    cells = [each.value(key) for key in MONTH_KEYS]
    lost = ("target",) if each.value("total") is DAMAGED else ()
    # A table prints "-" where nothing is planned; the sample keeps it as 0.
    months = tuple(
        Cell.LOST if cell is DAMAGED else None if cell is MISSING or cell == 0 else cell for cell in cells
    )
    return OfficeTarget(
        text_th=row.label_th or row.office.name_th,
        unit_th=table.unit_th,
        target=None if isinstance(each.value("total"), Absent) else each.value("total"),
        monthly=MonthlyPattern(cells=months),
        follows=table.follows,
        trace=Trace(damaged=lost) if lost else None,
    )


def indicator_lists(document: object) -> Iterator[tuple[str, tuple[Indicator, ...], str]]:
    """Yield the path, the indicators and the label of every list of indicators of a plan or proposal."""
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
        derived("rows", "int", lambda t: len(t.rows), low=0, en="rows with month cells", th="จำนวนแถวรายเดือน"),
        derived("cells", "many[int]", lambda t: tuple(cells for _, cells in t.rows), unit="month", en="cells of each row", th="จำนวนช่องของแต่ละแถว"),
        derived("odd_rows", "int", _odd_rows, reads=[MONTHS], low=0, en="rows with another number of cells", th="จำนวนแถวที่ช่องไม่ครบหรือเกิน"),
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
