"""Days in columns: compared, counted and asked for their month and year."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import narwhals as nw

from ssoplan.calendar import columns as calendar
from ssoplan.rules.expression.functions import FUNCTIONS, Undefined
from ssoplan.rules.readings.logic import SIGNS, TURNED
from ssoplan.rules.readings.whole import Whole

__all__ = ["PARTS", "Days"]

PARTS = ("month", "day", "be_year", "budget_year", "fund_year")
"""The functions of one day that give a number."""

_EPOCH = dt.date(1970, 1, 1)
_FIRST, _LAST = (dt.date.min - _EPOCH).days, (dt.date.max - _EPOCH).days
_MILLISECONDS = 24 * 60 * 60 * 1000
_YEARS = {"be_year": calendar.be_year, "budget_year": calendar.budget_year, "fund_year": calendar.fund_year}


@attrs.frozen(eq=False)
class Days:
    """A day: a constant, or a column.

    Attributes:
        value: A date, or a narwhals expression.
        moments: Whether the column holds moments at midnight (pandas has no other dates).
    """

    value: Any
    moments: bool = False

    @property
    def constant(self) -> bool:
        """Whether the day is the same in every row."""
        return isinstance(self.value, dt.date)

    def compared(self, sign: str, other: Days) -> Any:
        """Return a comparison: a bool where it is the same in every row, else an expression."""
        if self.constant and not other.constant:
            return other.compared(TURNED[sign], self)
        return SIGNS[sign](self.value, other.beside(self))

    def beside(self, other: Days) -> Any:
        """Return the value in the form that fits the values of another."""
        return self._moment() if self.constant and other.moments else self.value

    def better(self, other: Days, sign: str) -> Days:
        """Return the earlier (``<=``) or later (``>=``) of two days."""
        first = self.compared(sign, other)
        if isinstance(first, bool):
            return self if first else other
        moments = self.moments or other.moments
        a, b = (
            nw.lit(each.beside(Days(None, moments=moments))) if each.constant else each.value
            for each in (self, other)
        )
        return Days(nw.when(first).then(a).otherwise(b), moments=moments)

    def numbers(self) -> Whole:
        """Return the days counted from a fixed one."""
        if self.constant:
            return Whole.of((self.value - _EPOCH).days)
        return Whole(self.value.dt.timestamp("ms") // _MILLISECONDS, _FIRST, _LAST)

    def part(self, name: str) -> tuple[Whole, tuple[Any, ...]]:
        """Return the month, day or year, and where there is no such year."""
        if self.constant:
            try:
                return Whole.of(FUNCTIONS[name].run(self.value)), ()
            except Undefined:
                return Whole.of(0), (True,)
        if name in ("month", "day"):
            value = self.value.dt.month() if name == "month" else self.value.dt.day()
            return Whole(value.cast(nw.Int64), 1, 31), ()
        year = _YEARS[name](self.value, outside="null")
        outside: list[Any] = [year.is_null()]
        if name == "budget_year":  # the last months before year 10000 belong to a year that cannot be dated
            outside.append(year > _LAST_BE)
        return Whole(year.fill_null(0).cast(nw.Int64), 0, _LAST_BE + 1), tuple(outside)

    def _moment(self) -> dt.datetime:
        return dt.datetime(self.value.year, self.value.month, self.value.day)  # noqa: DTZ001  # the column has no zone


_LAST_BE = dt.MAXYEAR + 543
