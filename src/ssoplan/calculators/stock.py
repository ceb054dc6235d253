"""Monthly levels of a stock, such as insured persons: from a base to a target, in steps or along straight lines.

Levels are never added up over months; the last one is the level of the year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from ssoplan.calculators.rounding_words import ROUNDED
from ssoplan.calculators.roundings import RoundedMany, farthest
from ssoplan.calculators.spreading import stepped
from ssoplan.calculators.worksheet import calculator
from ssoplan.calendar.months import Month
from ssoplan.calendar.years import BudgetYear, FundYear
from ssoplan.errors import Message

if TYPE_CHECKING:
    from decimal import Decimal

    from ssoplan.calculators.worksheet import Figures, Worksheet
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
    return climb(sheet, base, target, periods, rounding=rounding, remainder=remainder)


def climb(
    sheet: Worksheet,
    base: Amount,
    target: Amount,
    periods: PeriodsGiven,
    *,
    rounding: Rounding = "half_up",
    remainder: Place = "last",
) -> list[Any]:
    """Return the levels of `stock_levels`, and write the working."""
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
    start, among, step = _level(base, _BASE), Periods.of(periods), _exact(slope)
    check_rounding(rounding)
    sheet.step(_LINE, base=start, slope=step, rule=ROUNDED[rounding], result=among.count)
    return _line(sheet, start, step, range(among.count), rounding=rounding, among=among)


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
        slope, stretch = Fraction(high - low, ended - began), range(began + 1, ended + 1)
        levels += _line(sheet, low, slope, stretch, rounding=rounding, among=among)
        sheet.step(
            _STRETCH, start=low, end=among.label(ended), slope=slope, rule=ROUNDED[rounding], result=high
        )
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
    return insured_line(sheet, figures, _level(base, _BASE), _exact(slope), year=year)


def insured_line(
    sheet: Worksheet, figures: Figures, base: int, slope: Fraction, *, year: FundYear
) -> list[int]:
    """Return the levels of `insured_path`, and write the working."""
    among, half_up = Periods.of(year), ROUNDED["half_up"]
    knot = year.months.index(Month.of(BudgetYear(year.be).end)) + 1
    country = (
        figures["insured_path.s33_39.start"] + (knot - 1) * figures["insured_path.s33_39.step_to_september"]
    )
    growth = figures["insured_path.s33_39.target"] - country
    levels = _line(sheet, base, slope, range(knot), among=among)
    sheet.step(_LINE, base=base, slope=slope, rule=half_up, result=knot)
    level = levels[-1]
    share = sheet.rounded(_GROWN, Fraction(growth * level, country), rounding="half_up")
    sheet.step(_SHARE, growth=growth, level=level, country=country, rule=half_up, result=share)
    rest = range(knot, among.count)
    monthly = Fraction(share, len(rest))
    sheet.step(_LINE, base=level, slope=monthly, rule=half_up, result=len(rest))
    return levels + _line(sheet, level, monthly, rest, among=among)


def _line(
    sheet: Worksheet,
    base: int,
    slope: Fraction,
    places: range,
    *,
    among: Periods,
    rounding: Rounding = "half_up",
) -> list[int]:
    """Return the rounded levels of a line through some periods, and write down how far they are from it."""
    steps = range(1, len(places) + 1)
    levels = [nearest(base + at * slope, rounding=rounding) for at in steps]
    sheet.rounded_many(lambda: _off_the_line(levels, base, slope, places, among=among, rounding=rounding))
    return levels


def _off_the_line(
    levels: Sequence[int], base: int, slope: Fraction, places: range, *, among: Periods, rounding: Rounding
) -> RoundedMany | None:
    top, bottom = slope.as_integer_ratio()
    start = base * bottom
    changed, at = farthest(levels, (start + k * top for k in range(1, len(levels) + 1)), bottom)
    if not changed:
        return None
    exact_level = base + (at + 1) * slope
    where = among.label(places[at])
    return RoundedMany(
        _LEVELS, exact_level, levels[at], rounding, 1, count=len(levels), changed=changed, where=where
    )


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
_LEVELS = Message(en="levels", th="ค่าแต่ละงวด")
_GROWN = Message(en="growth from September to December", th="ส่วนที่เพิ่มจากกันยายนถึงธันวาคม")
_GROWTH = Message(en="{target} − {base} = {result}", th="{target} − {base} = {result}")
_LINE = Message(
    en="{base} + k × {slope}, {rule}, for k from 1 to {result}",
    th="{base} + k × {slope} {rule} เมื่อ k ตั้งแต่ 1 ถึง {result}",
)
_STRETCH = Message(
    en="from {start} by {slope} a period, {rule}, to {result} in period {end}",
    th="จาก {start} เพิ่มงวดละ {slope} {rule} ถึง {result} ในงวด {end}",
)
_SHARE = Message(
    en="{growth} × {level} ÷ {country}, {rule} = {result}",
    th="{growth} × {level} ÷ {country} {rule} = {result}",
)
