"""The listed functions: what they take, what they give, and how they are computed on exact values.

Nothing else can be called from a condition. A function that has no answer (the smallest of no values, a BE year
before the era's official use) raises `Undefined`; the rule is then not evaluated for that row.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ssoplan.rules.expression.types import BE_YEARS, DAYS, Type

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["FUNCTIONS", "Function", "Undefined"]

Shape = Literal["many", "many-bool", "any-many", "numbers", "number", "date", "two-dates", "year"]


class Undefined(ArithmeticError):  # noqa: N818  # a state of a value, caught by the readings, never shown as an error
    """Raised while a condition is evaluated where an operation has no answer; its text says which."""


@attrs.frozen(kw_only=True)
class Function:
    """One function of the language.

    Attributes:
        name: As written in a condition.
        shape: What its arguments must be.
        run: The computation on exact values.
        result: The type of the answer, where it does not follow from the arguments.
        en: How it reads in an English sentence, with ``{0}`` for the first argument.
        th: The same in Thai.
    """

    name: str
    shape: Shape
    run: Callable[..., Any]
    en: str
    th: str
    result: Type | None = None


def quotient(left: Any, right: Any) -> int | Fraction:
    """Return the exact quotient."""
    if not right:
        raise Undefined("division by zero")
    value: Fraction = Fraction(left) / right
    return value.numerator if value.denominator == 1 else value


def floor_quotient(left: Any, right: Any) -> int:
    """Return the quotient rounded down to a whole number."""
    if not right:
        raise Undefined("division by zero")
    return int(left // right)


def smallest(*values: Any) -> Any:
    """Return the smallest value, of the arguments or of one list."""
    return _choose(min, values)


def greatest(*values: Any) -> Any:
    """Return the greatest value, of the arguments or of one list."""
    return _choose(max, values)


def _choose(choose: Callable[[Any], Any], values: tuple[Any, ...]) -> Any:
    items = values[0] if len(values) == 1 else values
    if not items:
        raise Undefined("an empty list has no smallest or greatest value")
    return choose(items)


def count(values: tuple[Any, ...]) -> int:
    """Return how many items there are; of conditions, how many hold."""
    return sum(1 for value in values if value is not False)


@lru_cache(maxsize=4096)
def civil_be_year(day: dt.date) -> int:
    """Return the civil BE year of a day."""
    from ssoplan.calendar import be_year  # noqa: PLC0415  # the calendar is needed by few conditions

    try:
        return be_year(day)
    except ValueError as error:
        raise Undefined(str(error)) from None


@lru_cache(maxsize=4096)
def budget_be_year(day: dt.date) -> int:
    """Return the BE number of the budget year that contains a day."""
    from ssoplan.calendar import BudgetYear  # noqa: PLC0415  # the calendar is needed by few conditions

    try:
        return BudgetYear.of(day).be
    except ValueError as error:
        raise Undefined(str(error)) from None


@lru_cache(maxsize=4096)
def fund_be_year(day: dt.date) -> int:
    """Return the BE number of the fund year that contains a day."""
    from ssoplan.calendar import FundYear  # noqa: PLC0415  # the calendar is needed by few conditions

    try:
        return FundYear.of(day).be
    except ValueError as error:
        raise Undefined(str(error)) from None


def days_between(first: dt.date, last: dt.date) -> int:
    """Return the number of days from the first to the last day; negative if the last comes first."""
    return (last - first).days


def month_number(day: dt.date) -> int:
    """Return the month of a day, 1 for January."""
    return day.month


def day_number(day: dt.date) -> int:
    """Return the day of the month."""
    return day.day


def same(value: Any) -> Any:
    """Return the value: the number of a year is how it is stored."""
    return value


_COUNT = Type(kind="int", decimals=0)
_BE = Type(kind="int", decimals=0, unit=BE_YEARS)
_IN_DAYS = Type(kind="int", decimals=0, unit=DAYS)


def _year(kind: Literal["budget", "fund", "civil"]) -> Type:
    return Type(kind="year", year=kind)


FUNCTIONS: dict[str, Function] = {
    function.name: function
    for function in (
        Function(name="sum", shape="many", run=sum, en="the sum of {0}", th="ผลรวมของ{0}"),
        Function(name="min", shape="numbers", run=smallest, en="the smallest of {0}", th="ค่าน้อยที่สุดของ{0}"),
        Function(name="max", shape="numbers", run=greatest, en="the greatest of {0}", th="ค่ามากที่สุดของ{0}"),
        Function(name="count", shape="any-many", run=count, result=_COUNT, en="the number of {0}", th="จำนวน{0}"),
        Function(name="abs", shape="number", run=abs, en="the size of {0}", th="ขนาดของ{0}"),
        Function(name="all", shape="many-bool", run=all, en="for every item {0}", th="ทุกรายการ{0}"),
        Function(name="any", shape="many-bool", run=any, en="for at least one item {0}", th="มีอย่างน้อยหนึ่งรายการที่{0}"),
        Function(name="days", shape="two-dates", run=days_between, result=_IN_DAYS, en="the days from {0} to {1}", th="จำนวนวันจาก{0}ถึง{1}"),
        Function(name="month", shape="date", run=month_number, result=_COUNT, en="the month of {0}", th="เดือนของ{0}"),
        Function(name="day", shape="date", run=day_number, result=_COUNT, en="the day of the month of {0}", th="วันที่ของ{0}"),
        Function(name="be_year", shape="date", run=civil_be_year, result=_year("civil"), en="the BE year of {0}", th="ปี พ.ศ. ของ{0}"),
        Function(name="budget_year", shape="date", run=budget_be_year, result=_year("budget"), en="the budget year of {0}", th="ปีงบประมาณของ{0}"),
        Function(name="fund_year", shape="date", run=fund_be_year, result=_year("fund"), en="the fund year of {0}", th="ปีของกองทุนของ{0}"),
        Function(name="number", shape="year", run=same, result=_BE, en="the number of {0}", th="เลขปีของ{0}"),
    )
}  # fmt: skip

LITERAL_YEARS = {"be": _year("civil"), "budget_year": _year("budget"), "fund_year": _year("fund")}
