"""The path of insured persons through a fund year: how a stock grows from month to month to its target."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ssoplan.calculators.programmes.insured import s40_december
from ssoplan.errors import Message
from ssoplan.model import Indicator, Plan, TotalMeaning
from ssoplan.rules.facts import DAMAGED, MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._figures import whole_number
from ssoplan.rules.subjects._reading import known, ratio, total, whole_cells
from ssoplan.rules.subjects._words import INSURED_SECTIONS
from ssoplan.rules.subjects.office_table import MONTH_KEYS, OfficeRowIn, tables
from ssoplan.rules.subjects.project import projects
from ssoplan.rules.subjects.reported import INSURED_RESULTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["STOCK_PATH", "stock_paths"]

Section = Literal["s33_39", "s40"]

S40_BASE, S40_TARGET = "insured_path.s40.base", "insured_path.s40.target"
S40_STEP, S40_RESULT = "insured_path.s40.step", "insured_path.s40.result_november"
S33_39_TARGET, S33_39_STEP = "insured_path.s33_39.target", "insured_path.s33_39.step_to_december"
SEPTEMBER = MONTH_KEYS.index("sep")
_PHRASES: tuple[tuple[str, Section], ...] = (
    ("จำนวนผู้ประกันตน ตามมาตรา 33, 39", "s33_39"),
    ("จำนวนผู้ประกันตนตามมาตรา 40", "s40"),
)
_BUDGET_PHRASES: dict[Section, str] = {
    "s33_39": "จำนวนลูกจ้างผู้ประกันตนมีสิทธิได้รับสิทธิประโยชน์",
    "s40": "จำนวนแรงงานนอกระบบที่เข้าสู่ระบบประกันสังคมมาตรา 40",
}


@attrs.frozen(kw_only=True)
class StockPath:
    """Twelve end-of-month stocks, with the result that they start from.

    Attributes:
        months: January to December, or why they cannot be read.
        cells: The same month by month, where one can be lost without the others; empty where not.
        result: The result of the last November, where it is printed.
        latest: The last known result: of an office that of November, of the country in a plan that of December.
        budget_target: What the State budget of the year aims at, where the same plan prints it.
        is_sum: Whether the row adds up offices.
    """

    section: Section
    months: Any
    cells: tuple[Any, ...] = ()
    result: Any = MISSING
    latest: Any = MISSING
    budget_target: Any = MISSING
    is_sum: bool = False
    trace: None = None


def _of_months(read: Callable[[tuple[int, ...]], Any]) -> Any:
    def fact(each: StockPath) -> Any:
        return each.months if isinstance(each.months, Absent) else read(each.months)

    return fact


def _month(number: int) -> Callable[[StockPath], Any]:
    """Return the fact: the stock of one month, whatever became of the others."""

    def fact(each: StockPath) -> Any:
        cells = each.cells or each.months
        return cells if isinstance(cells, Absent) else cells[number]

    return fact


def _steps(months: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(b - a for a, b in pairwise(months))


def _base(months: tuple[int, ...]) -> int:
    """Return the stock a month before the first, on the line through the first two months."""
    return months[0] - (months[1] - months[0])


def _grown_base(each: StockPath, parameters: Mapping[str, Any]) -> Any:
    """Return the base grown by the country's factor, rounded half up."""
    if isinstance(each.months, Absent):
        return each.months
    return s40_december(_base(each.months), target=parameters[S40_TARGET], country=parameters[S40_BASE])


def _december_share(each: StockPath, parameters: Mapping[str, Any]) -> Any:
    """Return the share that the row's September has in the country's growth from September to December."""
    if isinstance(each.months, Absent):
        return each.months
    growth = parameters[S33_39_STEP] * (len(each.months) - 1 - SEPTEMBER)
    return ratio(growth * each.months[SEPTEMBER], parameters[S33_39_TARGET] - growth)


def _november_share(each: StockPath, parameters: Mapping[str, Any]) -> Any:
    """Return the share that the row's result of November has in the country's monthly growth."""
    if isinstance(each.result, Absent):
        return each.result
    return ratio(parameters[S40_STEP] * each.result, parameters[S40_RESULT])


STOCK_PATH = Subject(
    "stock_path",
    Message(en="path of insured persons through the year", th="เส้นทางจำนวนผู้ประกันตนรายเดือน"),
    (
        derived("section", "enum", lambda e: e.section, values=INSURED_SECTIONS, en="sections of the act", th="มาตรา"),
        derived("is_sum", "bool", lambda e: e.is_sum, en="adds up offices", th="เป็นแถวยอดรวม"),
        derived("result_november", "int", lambda e: e.result, unit="person", low=0, en="result of the last November", th="ผลเดือนพฤศจิกายนก่อนหน้า"),
        derived("last_result", "int", lambda e: e.latest, unit="person", low=0, en="last known result", th="ผลล่าสุด"),
        derived("first_month", "int", _month(0), unit="person", en="stock of January", th="ยอดเดือนมกราคม"),
        derived("september", "int", _month(SEPTEMBER), unit="person", en="stock of September", th="ยอดเดือนกันยายน"),
        derived("budget_target", "number", lambda e: e.budget_target, unit="person", low=0, en="target of the State budget", th="เป้าหมายของงบประมาณแผ่นดิน"),
        derived("base", "int", _of_months(_base), unit="person", en="stock before January on the same line", th="ยอดฐานก่อนเดือนมกราคม"),
        derived("first_step", "int", _of_months(lambda m: m[1] - m[0]), unit="person", en="growth from January to February", th="การเพิ่มจากมกราคมถึงกุมภาพันธ์"),
        derived("november_share", "number", _november_share, reads=[S40_STEP, S40_RESULT], unit="person", en="its share of the country's monthly growth", th="ส่วนของการเพิ่มรายเดือนทั้งประเทศ"),
        derived("steps_to_november", "many[int]", _of_months(lambda m: _steps(m[:-1])), unit="person", en="monthly growth from January to November", th="การเพิ่มรายเดือนมกราคมถึงพฤศจิกายน"),
        derived("steps_to_september", "many[int]", _of_months(lambda m: _steps(m[: SEPTEMBER + 1])), unit="person", en="monthly growth from January to September", th="การเพิ่มรายเดือนมกราคมถึงกันยายน"),
        derived("rise_after_september", "int", _of_months(lambda m: m[-1] - m[SEPTEMBER]), unit="person", en="growth from September to December", th="การเพิ่มจากกันยายนถึงธันวาคม"),
        derived("december_share", "number", _december_share, reads=[S33_39_TARGET, S33_39_STEP], unit="person", en="its share of the country's growth to December", th="ส่วนของการเพิ่มทั้งประเทศถึงธันวาคม"),
        derived("last_month", "int", _of_months(lambda m: m[-1]), unit="person", en="stock of December", th="ยอดเดือนธันวาคม"),
        derived("grown_base", "int", _grown_base, reads=[S40_BASE, S40_TARGET], unit="person", en="base grown by the country's factor", th="ยอดฐานคูณอัตราการเพิ่มของประเทศ"),
    ),
)  # fmt: skip


def stock_paths(document: object) -> Iterator[Row]:
    """Yield the paths of insured persons: rows of their office tables, and the country's rows in the plan."""
    for path, table in tables(document):
        section = _section(table.title_th)
        if section is None or table.follows is not TotalMeaning.LAST:
            continue
        for i, row in enumerate(table.rows):
            each = OfficeRowIn(row, table)
            cells, result = tuple(map(each.value, MONTH_KEYS)), each.value("result_nov_2565")
            value = StockPath(
                section=section,
                months=_all_of(cells),
                cells=cells,
                result=result,
                latest=result,
                is_sum=each.is_sum,
            )
            yield Row(f"{path}.rows[{i}]", value, row.label_th or row.office.name_th)
    if isinstance(document, Plan):
        yield from _of_plan(document)


def _of_plan(plan: Plan) -> Iterator[Row]:
    for project in projects(plan):
        for i, indicator in enumerate(project.value.indicators):
            section = _section(indicator.text_th)
            if section is not None:
                value = StockPath(
                    section=section,
                    months=_whole(indicator),
                    latest=total(whole_number(plan, key) for key in INSURED_RESULTS[section]),
                    budget_target=_budget_target(plan, section),
                    is_sum=True,
                )
                yield Row(f"{project.path}.indicators[{i}]", value, f"{project.label}: {indicator.text_th}")


def _budget_target(plan: Plan, section: Section) -> Any:
    """Return what the State budget of the plan's year aims at for the same sections."""
    targets = [
        known(indicator, "target")
        for budget in plan.spending_plans
        if plan.year is not None and budget.year.be == plan.year.be
        for row in budget.rows
        for indicator in row.indicators
        if (indicator.text_th or "").startswith(_BUDGET_PHRASES[section])
    ]
    return MISSING if len(targets) != 1 or isinstance(targets[0], str) else targets[0]


def _section(text_th: str | None) -> Section | None:
    return next((section for phrase, section in _PHRASES if text_th and text_th.startswith(phrase)), None)


def _all_of(cells: tuple[Any, ...]) -> Any:
    return next((absent for absent in (DAMAGED, MISSING) if absent in cells), cells)


def _whole(indicator: Indicator) -> Any:
    """Return the twelve cells of an indicator; missing where some stand empty."""
    if isinstance(known(indicator, "target"), Absent):
        return known(indicator, "target")
    cells = whole_cells(indicator)
    if isinstance(cells, Absent):
        return cells
    return MISSING if None in cells or len(cells) != len(MONTH_KEYS) else cells
