"""Monthly levels of a stock, such as insured persons: from a base to a target, in steps or along straight lines.

Levels are never added up over months; the last one is the level of the year.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from ssoplan.calculators.allocation_errors import AllocationError
from ssoplan.calculators.amounts import Amount, Scale, check_rounding, nearest, number_of
from ssoplan.calculators.checks import check_kind
from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.exact import exact
from ssoplan.calculators.periods import Periods, PeriodsGiven, Place
from ssoplan.calculators.spreading import stepped
from ssoplan.calculators.worksheet import calculator
from ssoplan.calendar.months import Month
from ssoplan.calendar.years import BudgetYear, FundYear
from ssoplan.errors import Message

if TYPE_CHECKING:
    from decimal import Decimal

    from ssoplan.calculators.worksheet import Worksheet
    from ssoplan.money import Rounding
    from ssoplan.parameters import Parameters

__all__ = ["insured_path", "knotted_levels", "line_levels", "stock_levels"]


@calculator
def stock_levels(
    sheet: Worksheet,
    base: Amount,
    target: Amount,
    periods: PeriodsGiven,
    *,
    rounding: Rounding = "half_up",
    remainder: Place = "last",
) -> list[Any]:
    """Return levels that climb from a base to a target in equal whole steps; one step takes what rounding leaves.

    The section 40 rows of the plan for 2566 are made so: step = (December − base) ÷ 12 rounded half up, January to
    November climb by it, December is the target.

    Args:
        base: The level before the first period: a whole number, or Baht.
        target: The level of the last period, of the same kind; it can be lower.
        periods: How many, the months meant, or a year or quarter for its months.
        rounding: How a step is rounded.
        remainder: Which step takes the rest: ``first``, ``last``, an index from 0, or a month.

    Raises:
        AllocationError: A level, the periods, the rounding or the place cannot be used.

    >>> stock_levels(165_866, 167_020, 12).value[-3:]
    [166826, 166922, 167020]
    """
    scale, among = Scale.of(base, name=_BASE), Periods.of(periods)
    start, end = number_of(base), scale.whole(target, name=_TARGET, total=base)
    growth = sheet.step(_GROWTH, base=base, target=target, result=scale.amount(end - start))
    steps = stepped(sheet, growth, among, scale=scale, rounding=rounding, remainder=remainder)
    levels = list(accumulate(steps, initial=start))[1:]
    return [scale.amount(level) for level in levels]


@calculator
def line_levels(
    sheet: Worksheet,
    base: int,
    slope: int | Fraction | Decimal,
    periods: PeriodsGiven,
    *,
    rounding: Rounding = "half_up",
) -> list[int]:
    """Return the levels of a straight line: base + k × slope, each rounded for itself, k from 1.

    The section 33/39 rows of the plan for 2566 are made so up to September: neighbouring steps differ by one, and no rest
    gathers at the end.

    Args:
        base: The level before the first period.
        slope: The exact growth of a period.
        periods: How many, the months meant, or a year or quarter for its months.
        rounding: How a level is rounded.

    Raises:
        AllocationError: The base, the slope, the periods or the rounding cannot be used.

    >>> line_levels(116_999, Fraction("156.1"), 3).value
    [117155, 117311, 117467]
    """
    start, count, step = _level(base, _BASE), Periods.of(periods).count, _exact(slope)
    check_rounding(rounding)
    sheet.step(_LINE, base=start, slope=step, result=count)
    return _line(start, step, count, rounding)


@calculator
def knotted_levels(
    sheet: Worksheet,
    base: int,
    knots: Mapping[int, int] | Mapping[Month, int],
    periods: PeriodsGiven,
    *,
    rounding: Rounding = "half_up",
) -> list[int]:
    """Return levels along straight lines from a base through given levels, each level between rounded for itself.

    Args:
        base: The level before the first period.
        knots: The levels that are given, by month or index from 0; the last period must be among them.
        periods: How many, the months meant, or a year or quarter for its months.
        rounding: How a level between two knots is rounded.

    Raises:
        AllocationError: A level, a knot, the periods or the rounding cannot be used.

    >>> knotted_levels(100, {2: 400, 5: 415}, 6).value
    [200, 300, 400, 405, 410, 415]
    """
    among = Periods.of(periods)
    check_rounding(rounding)
    check_kind(knots, Mapping, name=_KNOTS)
    given = {among.at(at, name=_KNOT, words=False): _level(each, _KNOT) for at, each in knots.items()}
    if among.count - 1 not in given:
        raise AllocationError("no-last-knot", count=among.count)
    points = [(-1, _level(base, _BASE)), *sorted(given.items())]
    levels: list[int] = []
    for (began, low), (ended, high) in pairwise(points):
        slope = Fraction(high - low, ended - began)
        levels += _line(low, slope, ended - began, rounding)
        sheet.step(_STRETCH, start=low, end=among.label(ended), slope=slope, result=high)
    return levels


@calculator
def insured_path(
    sheet: Worksheet,
    base: int,
    slope: int | Fraction | Decimal,
    *,
    year: FundYear,
    parameters: Parameters | None = None,
) -> list[int]:
    """Return the section 33/39 levels of an office for the twelve months of a fund year (RATE-24).

    A straight line leads to September, the end of the budget year. December is September and the office's share, by its
    September, of the country's growth from September to December; a straight line leads there.

    Args:
        base: The level of the December before.
        slope: The exact monthly growth of the office up to September.
        year: The fund year.
        parameters: The policy; the published one unless given.

    Raises:
        AllocationError: The base or the slope cannot be used.
        ParameterWindowError: The country's path in that year is not known.

    >>> from ssoplan.calendar import FundYear
    >>> insured_path(13_361_673, 17_703, year=FundYear(2566)).value[-4:]
    [13521000, 13535000, 13549000, 13563000]
    """
    figures = sheet.figures(parameters, on=check_kind(year, FundYear, name="year").start)
    knot = year.months.index(Month.of(BudgetYear(year.be).end)) + 1
    start, step = _level(base, _BASE), _exact(slope)
    country = (
        figures["insured_path.s33_39.start"] + (knot - 1) * figures["insured_path.s33_39.step_to_september"]
    )
    growth = figures["insured_path.s33_39.target"] - country
    levels = _line(start, step, knot, "half_up")
    sheet.step(_LINE, base=start, slope=step, result=knot)
    share = nearest(Fraction(growth * levels[-1], country), rounding="half_up")
    sheet.step(_SHARE, growth=growth, level=levels[-1], country=country, result=share)
    rest = len(year.months) - knot
    monthly = Fraction(share, rest)
    sheet.step(_LINE, base=levels[-1], slope=monthly, result=rest)
    return levels + _line(levels[-1], monthly, rest, "half_up")


def _line(base: int, slope: Fraction, count: int, rounding: Rounding) -> list[int]:
    return [nearest(base + at * slope, rounding=rounding) for at in range(1, count + 1)]


def _level(value: Any, name: Message) -> int:
    if type(value) is not int:
        raise AllocationError("not-total", name=name, value=value, type=type(value).__name__)
    return value


def _exact(slope: Any) -> Fraction:
    with suppress(CalculatorError):
        return exact(slope)
    raise AllocationError("not-slope", name=_SLOPE, value=slope, type=type(slope).__name__)


_BASE = Message(en="the base", th="ค่าฐาน")
_TARGET = Message(en="the target", th="เป้าหมาย")
_SLOPE = Message(en="the slope", th="อัตราเพิ่มต่องวด")
_KNOT = Message(en="a knot", th="ค่าที่กำหนด")
_KNOTS = Message(en="the knots", th="ค่าที่กำหนด")
_GROWTH = Message(en="{target} − {base} = {result}", th="{target} − {base} = {result}")
_LINE = Message(
    en="{base} + k × {slope}, rounded, for k from 1 to {result}",
    th="{base} + k × {slope} ปัดเศษ เมื่อ k ตั้งแต่ 1 ถึง {result}",
)
_STRETCH = Message(
    en="from {start} by {slope} a period to {result} in period {end}",
    th="จาก {start} เพิ่มงวดละ {slope} ถึง {result} ในงวด {end}",
)
_SHARE = Message(
    en="{growth} × {level} ÷ {country}, rounded half up = {result}",
    th="{growth} × {level} ÷ {country} ปัดเศษครึ่งขึ้น = {result}",
)
