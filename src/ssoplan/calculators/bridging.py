"""The bridge between the two years: what a plan does in one year type, read by the other.

A provincial plan runs with the budget year while the fund pays by the calendar year, so its money of October to
December comes from one fund year and the rest from the next (CAL-08, CAL-09). Only what adds up over months can be
bridged: levels, stocks and cumulative rows are named and left out.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ssoplan.calculators.checks import check_each, check_kind
from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.patterns import MonthlyMeaning, reading_of
from ssoplan.calculators.showing import show
from ssoplan.calculators.worksheet import Worksheet, calculator
from ssoplan.calendar import BudgetYear, FundYear, Month, Quarter, Year
from ssoplan.errors import Message
from ssoplan.model import BudgetStatus, Cell, FundingSource, Indicator, Plan
from ssoplan.money import Baht

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from ssoplan.errors import Language
    from ssoplan.model import PlanTable, Project, QuarterlySpendingPlan
    from ssoplan.parameters import Parameters

__all__ = ["Bridge", "BridgeCell", "BridgeLine", "bridge", "bridge_plan"]

By = Literal[
    "item", "source", "unit_th", "month", "budget_year", "fund_year", "budget_quarter", "fund_quarter"
]

_BAHT_TH = "บาท"
_PERCENT = 100
_ADDITIVE = (MonthlyMeaning.SUM, MonthlyMeaning.ONE_SHOT)


@attrs.frozen(kw_only=True)
class BridgeLine:
    """One series that adds up: what, from whose money, counted in what, by month or by quarter.

    Attributes:
        item: The item of the plan, as printed.
        source: Whose money it is.
        unit_th: What is counted; บาท for money, whose values are ``Baht``.
        cells: Pairs of a month or a quarter, and a value.
        printed: The total as printed, where there is one.
    """

    item: str
    source: FundingSource
    unit_th: str
    cells: tuple[tuple[Month | Quarter, Baht | int | Decimal], ...]
    printed: Baht | int | Decimal | None = None


@attrs.frozen(kw_only=True)
class BridgeCell:
    """One value with its place in both years.

    Attributes:
        month: The month; None for a value that is known by quarter only.
    """

    item: str
    source: FundingSource
    unit_th: str
    month: Month | None
    budget_quarter: Quarter
    fund_quarter: Quarter
    value: Baht | int | Decimal

    @property
    def budget_year(self) -> BudgetYear:
        """The budget year in which it lies."""
        return BudgetYear(self.budget_quarter.year.be)

    @property
    def fund_year(self) -> FundYear:
        """The fund year in which it lies: the one that pays."""
        return FundYear(self.fund_quarter.year.be)


@attrs.frozen(kw_only=True)
class Bridge:
    """Every value of a plan once, with its place in both years."""

    cells: tuple[BridgeCell, ...]

    def totals(self, *by: By, unit_th: str = _BAHT_TH) -> dict[Any, Baht | int | Decimal]:
        """Return the sums of one unit by one property of the cells, or by several as a tuple.

        Args:
            by: ``item``, ``source``, ``month``, ``budget_year``, ``fund_year``, ``budget_quarter``, ``fund_quarter``.
            unit_th: What to add up; money unless stated. Units are never mixed.
        """
        found: dict[Any, Baht | int | Decimal] = {}
        for cell in self.cells:
            if cell.unit_th == unit_th:
                place = tuple(getattr(cell, name) for name in by)
                key = place[0] if len(place) == 1 else place
                found[key] = cell.value if key not in found else found[key] + cell.value  # type: ignore[operator]  # one unit, one type
        return found

    def to_records(self) -> list[dict[str, object]]:
        """Return one flat mapping a cell, for a data frame: money in satang under ``satang``, else ``value``."""
        return [_record(cell) for cell in self.cells]

    def text(self, lang: Language = "en") -> str:
        """Return the money by fund year in one line."""
        return "; ".join(
            f"{year.text(lang)}: {show(value, lang)}"
            for year, value in sorted(self.totals("fund_year").items())
        )


@calculator
def bridge(sheet: Worksheet, lines: Sequence[BridgeLine]) -> Bridge:
    """Return monthly and quarterly series placed in both years; every value given is in the result once.

    The ``remainder`` is the money that totals print and no cell holds (below zero where the cells hold more).

    Args:
        lines: The series.

    >>> from ssoplan.calendar import FundYear
    >>> months = [(month, Baht(2940)) for month in BudgetYear(2565)]
    >>> made = bridge([BridgeLine(item="SDU", source=FundingSource.ADMIN_FUND, unit_th="บาท", cells=tuple(months))])
    >>> list(made.value.totals("fund_year").values())
    [Baht('8820'), Baht('26460')]
    """
    return _bridged(sheet, list(check_each(lines, BridgeLine, name="lines")))


@calculator
def bridge_plan(
    sheet: Worksheet, plan: Plan, *, on: dt.date | None = None, parameters: Parameters | None = None
) -> Bridge:
    """Return the money and the targets of a plan placed in both years: per month, quarter and funding source.

    Rows whose values do not add up over months, and rows with damaged cells, are named in the notes and left out.
    Money that the plan marks as not allocated has no source.

    Args:
        plan: A plan with a year, such as that of Nong Khai for budget year 2565.
        on: The day whose limits of the monthly patterns hold; the last day of the plan's year unless stated.
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        CalculatorError: The plan names no year.

    >>> from ssoplan import samples
    >>> made = bridge_plan(samples.load("nong-khai-2565"))
    >>> sdu = "โครงการรอกหน่วยบริการเคลื่อนที่บริการเบ็ดเสร็จ (Service Delivery Unit)"
    >>> {year.be: str(money) for (item, year), money in made.value.totals("item", "fund_year").items() if item == sdu}
    {2564: '8,820 บาท', 2565: '26,460 บาท'}
    """
    year = _year_of(check_kind(plan, Plan, name="plan"))
    figures = sheet.figures(parameters, on=year.end if on is None else on)
    reader = _Reader(
        sheet=sheet,
        year=year,
        stock_share=figures["pattern.stock_first_cell_share"],
        milestone_cells=figures.count("pattern.milestone_cells_at_most"),
    )
    return _bridged(sheet, list(reader.lines(plan)))


def _bridged(sheet: Worksheet, lines: Sequence[BridgeLine]) -> Bridge:
    made = Bridge(cells=tuple(cell for line in lines for cell in _cells_of(line)))
    left = [
        _difference(sheet, line) for line in lines if line.unit_th == _BAHT_TH and line.printed is not None
    ]
    sheet.remainder = sum(left, Baht(0))
    for source in FundingSource:
        of_source = Bridge(cells=tuple(cell for cell in made.cells if cell.source is source))
        parts = of_source.totals("fund_year")
        if parts:
            sheet.step(
                _BY_SOURCE,
                source=_REFUSED if source is FundingSource.NONE else source,
                parts=Message(*(_sum_text(parts, lang) for lang in ("en", "th"))),
                result=sum((part for part in parts.values() if isinstance(part, Baht)), Baht(0)),
            )
    return made


def _cells_of(line: BridgeLine) -> Iterator[BridgeCell]:
    for place, value in line.cells:
        month = place if isinstance(place, Month) else None
        yield BridgeCell(
            item=line.item,
            source=line.source,
            unit_th=line.unit_th,
            month=month,
            budget_quarter=Quarter.of(place.start, BudgetYear),
            fund_quarter=Quarter.of(place.start, FundYear),
            value=value,
        )


def _difference(sheet: Worksheet, line: BridgeLine) -> Baht:
    held = sum((value for _, value in line.cells if isinstance(value, Baht)), Baht(0))
    printed = line.printed
    left = printed - held if isinstance(printed, Baht) else Baht(0)
    if left:
        sheet.note(_NOT_ITS_CELLS, item=line.item, printed=printed, held=held, left=left)
    return left


@attrs.frozen(kw_only=True)
class _Reader:
    """Finds the series of a plan that add up, and says of the others why they do not."""

    sheet: Worksheet
    year: Year
    stock_share: int
    milestone_cells: int

    def lines(self, plan: Plan) -> Iterator[BridgeLine]:
        for spending in plan.spending_plans:
            yield from _of_spending(spending)
        for table in plan.tables:
            yield from self.of_table(table)
        for project in plan.projects:
            yield from self.of_project(project)

    def of_table(self, table: PlanTable) -> Iterator[BridgeLine]:
        cells = self.placed(table.main_activity_monthly, table.main_activity_th or "")
        if cells:
            yield BridgeLine(
                item=table.main_activity_th or "",
                source=FundingSource.STATE_BUDGET,
                unit_th=_BAHT_TH,
                cells=cells,
                printed=table.main_activity_budget,
            )
        for project in table.projects:
            yield from self.of_project(project)

    def of_project(self, project: Project) -> Iterator[BridgeLine]:
        refused = project.budget_status is BudgetStatus.NOT_ALLOCATED
        source = FundingSource.NONE if refused else FundingSource.ADMIN_FUND
        for indicator in project.composite or project.indicators:
            if project.composite or self.adds_up(indicator, project.title_th or ""):
                line = self.of_indicator(indicator, project.title_th or "", source)
                if line.cells or line.printed is not None:
                    yield line

    def of_indicator(self, indicator: Indicator, item: str, source: FundingSource) -> BridgeLine:
        unit = indicator.unit_th or ""
        raw = indicator.monthly.cells if indicator.monthly is not None else ()
        target = indicator.target if not isinstance(indicator.target, str) else None
        cells = self.placed(raw, item)
        if unit == _BAHT_TH:
            return BridgeLine(
                item=item,
                source=source,
                unit_th=unit,
                cells=tuple((month, Baht(value)) for month, value in cells),
                printed=None if target is None else Baht(target),
            )
        return BridgeLine(item=item, source=source, unit_th=unit, cells=cells, printed=target)

    def placed(self, raw: Sequence[object], item: str) -> tuple[tuple[Month, Baht | int | Decimal], ...]:
        """Return the cells with their months; none where the copy lost one or their number is not twelve."""
        months = self.year.months
        if raw and (Cell.LOST in raw or len(raw) != len(months)):
            self.sheet.note(_DAMAGED, item=item)
            return ()
        pairs = zip(months, raw, strict=False)
        return tuple((month, value) for month, value in pairs if value is not None)  # type: ignore[misc]  # no lost cell is left

    def adds_up(self, indicator: Indicator, item: str) -> bool:
        """Return whether the cells of an indicator are quantities that add up to its target."""
        if indicator.monthly is None or isinstance(indicator.target, str | None):
            return False
        if Cell.LOST in indicator.monthly.cells:
            self.sheet.note(_DAMAGED, item=item)
            return False
        meaning = reading_of(
            [cell for cell in indicator.monthly.cells if not isinstance(cell, Cell)],
            indicator.target,
            unit_th=indicator.unit_th,
            stock_share=Fraction(self.stock_share, _PERCENT),
            milestone_cells=self.milestone_cells,
        ).meaning
        if meaning not in _ADDITIVE:
            self.sheet.note(_NOT_ADDITIVE, item=item, text=indicator.text_th or "", meaning=meaning)
        return meaning in _ADDITIVE


def _of_spending(spending: QuarterlySpendingPlan) -> Iterator[BridgeLine]:
    parents = {row.parent for row in spending.rows}
    for row in spending.rows:
        # The parts, not the sums of them: the row of the whole plan and the rows that others are part of.
        if row.key in parents or (row.total == spending.total and len(spending.rows) > 1):
            continue
        quarters = zip(spending.year.quarters, row.quarters, strict=True)
        yield BridgeLine(
            item=row.name_th,
            source=FundingSource.STATE_BUDGET,
            unit_th=_BAHT_TH,
            cells=tuple((quarter, value) for quarter, value in quarters if value is not None),
            printed=row.total,
        )


def _year_of(plan: Plan) -> Year:
    if plan.year is None:
        raise CalculatorError("no-year", title=plan.title_th)
    return plan.year


def _record(cell: BridgeCell) -> dict[str, object]:
    money = isinstance(cell.value, Baht)
    return {
        "item": cell.item,
        "source": cell.source.value,
        "unit_th": cell.unit_th,
        "month": None if cell.month is None else cell.month.start,
        "budget_year": cell.budget_year.be,
        "budget_quarter": cell.budget_quarter.number,
        "fund_year": cell.fund_year.be,
        "fund_quarter": cell.fund_quarter.number,
        "value": None if money else cell.value,
        "satang": cell.value.satang if isinstance(cell.value, Baht) else None,
    }


def _sum_text(parts: Mapping[Any, object], lang: Language) -> str:
    return " + ".join(f"{show(year, lang)}: {show(parts[year], lang)}" for year in sorted(parts))


# What a bridge has from no source is what the plan marks as not allocated.
_REFUSED = BudgetStatus.NOT_ALLOCATED
_BY_SOURCE = Message(en="{source}: {parts} = {result}", th="{source}: {parts} = {result}")
_NOT_ITS_CELLS = Message(
    en="{item}: {printed} printed, {held} in the cells; {left} belongs to no month",
    th="{item}: พิมพ์ยอดรวมไว้ {printed} แต่ช่องรายเดือนรวมได้ {held} ส่วนต่าง {left} จึงไม่อยู่ในเดือนใด",
)
_DAMAGED = Message(
    en="{item}: left out, because its cells are damaged and cannot be given to months",
    th="{item}: ไม่รวม เพราะช่องรายเดือนเสียหายจนระบุเดือนไม่ได้",
)
_NOT_ADDITIVE = Message(
    en="{item}: {text} left out, because its cells are {meaning}",
    th="{item}: ไม่รวม {text} เพราะค่ารายเดือนเป็น{meaning}",
)
