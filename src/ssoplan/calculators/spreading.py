"""Divide a year's amount into equal instalments, with one period that takes what the rounding leaves."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ssoplan.calculators.amounts import Amount, Scale, Unit, check_rounding, nearest, number_of
from ssoplan.calculators.calculation import Rounded
from ssoplan.calculators.periods import Periods, PeriodsGiven, Place
from ssoplan.calculators.quantity import BAHT, Quantity
from ssoplan.calculators.rounding_words import rounded_to
from ssoplan.calculators.worksheet import calculator
from ssoplan.errors import Message

if TYPE_CHECKING:
    from ssoplan.calculators.worksheet import Worksheet
    from ssoplan.money import Rounding

__all__ = ["instalments", "stepped"]


@calculator
def instalments(
    sheet: Worksheet,
    total: Amount,
    periods: PeriodsGiven,
    *,
    rounding: Rounding = "half_up",
    unit: Unit = None,
    remainder: Place = "last",
) -> list[Any]:
    """Return equal instalments of a total; the period that takes the remainder gets what the others leave.

    They add up to the total, whatever is rounded: the remainder of the calculation is always zero, and the working says how
    much one period has more or less than the others. Rounding up can leave so little that this period has the other
    sign; a note says so.

    Args:
        total: A whole number, or Baht; below zero mirrors the same total above zero.
        periods: How many, the months chosen, or a year or quarter for its months.
        rounding: ``half_up``, ``half_even``, ``up`` or ``down``, of the total ÷ the number of periods.
        unit: What an instalment is a multiple of; baht for money. Unless stated 1, for money one satang.
        remainder: ``first``, ``last``, the index of a period from 0, or a month.

    Raises:
        AllocationError: The total, the periods, the unit, the rounding or the place cannot be used.

    >>> instalments(2400, 11, rounding="up", unit=10).value
    [220, 220, 220, 220, 220, 220, 220, 220, 220, 220, 200]
    >>> from ssoplan.calendar import Month
    >>> from ssoplan.money import Baht
    >>> quarter = [Month(2565, 10), Month(2565, 11), Month(2565, 12)]
    >>> instalments(Baht(35_300), quarter, unit=100, remainder=Month(2565, 11)).value
    [Baht('11800'), Baht('11700'), Baht('11800')]
    """
    scale, among = Scale.of(total, unit), Periods.of(periods)
    parts = stepped(sheet, total, among, scale=scale, rounding=rounding, remainder=remainder)
    sheet.remainder = scale.amount(0)
    return [scale.amount(part) for part in parts]


def stepped(
    sheet: Worksheet, total: Amount, periods: Periods, *, scale: Scale, rounding: Rounding, remainder: Place
) -> list[int]:
    """Return equal parts of a total with one that takes the rest, as whole numbers, and write the working."""
    number, count = number_of(total), periods.count
    place = periods.at(remainder, name=_PLACE)
    exact = Fraction(number, count)
    each = nearest(exact, rounding=check_rounding(rounding), unit=scale.unit)
    rest = number - (count - 1) * each
    amount, before = scale.amount, scale.exact(exact)
    shown = Quantity(before, BAHT) if scale.money else before
    unit = scale.unit_amount
    rule = rounded_to(rounding, unit)
    sheet.step(_EQUAL, total=total, periods=count, rule=rule, exact=shown, result=amount(each))
    if each != exact:
        sheet.roundings.append(Rounded(_EACH, before, amount(each), rounding, unit))
    if rest != each:
        difference = amount(rest - each)
        where = periods.label(place)
        sheet.step(
            _REST,
            total=total,
            others=count - 1,
            each=amount(each),
            period=where,
            more=difference,
            result=amount(rest),
        )
    if rest * number < 0:
        sheet.note(_SIGN, period=periods.label(place), rest=amount(rest))
    return [rest if at == place else each for at in range(count)]


_PLACE = Message(en="remainder", th="งวดที่รับส่วนที่เหลือ (remainder)")
_EACH = Message(en="each period", th="แต่ละงวด")
_EQUAL = Message(
    en="{total} ÷ {periods} periods = {exact}, {rule}: {result}",
    th="{total} ÷ {periods} งวด = {exact} {rule}: {result}",
)
_REST = Message(
    en="{total} − {others} × {each} = {result} in period {period}, {more} against the others",
    th="{total} − {others} × {each} = {result} ในงวด {period} ต่างจากงวดอื่น {more}",
)
_SIGN = Message(
    en="period {period} has {rest}, of the other sign than the total: the others are rounded too far; take a smaller unit or round down",
    th="งวด {period} ได้ {rest} ซึ่งมีเครื่องหมายตรงข้ามกับยอดรวม เพราะงวดอื่นปัดเศษมากเกินไป ให้ใช้หน่วยที่เล็กลงหรือปัดเศษลง",
)
