"""The periods among which something is divided: how many, or which months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from ssoplan.calculators.allocation_errors import AllocationError
from ssoplan.calendar.months import Month
from ssoplan.calendar.years import BudgetYear, FundYear, Quarter
from ssoplan.errors import Message

__all__ = ["Periods", "PeriodsGiven", "Place"]

PeriodsGiven = int | Sequence[Month] | BudgetYear | FundYear | Quarter
"""How many periods, the months meant, or a year or quarter for its months."""

_MOST = 1_000_000

Place = str | int | Month
"""A period: ``first``, ``last``, its place counted from 0, or one of the months."""


@attrs.frozen
class Periods:
    """Periods in order.

    Attributes:
        count: How many.
        months: The months meant, where they are known.
    """

    count: int
    months: tuple[Month, ...] = ()

    @classmethod
    def of(cls, given: Any) -> Periods:
        """Return the periods that a caller means.

        Raises:
            AllocationError: There is none, one is no month, or one is given twice.
        """
        if type(given) is int:
            if given < 1:
                raise AllocationError("no-periods")
            if given > _MOST:
                raise AllocationError("too-many-periods", value=given, most=_MOST)
            return cls(given)
        months = given.months if isinstance(given, BudgetYear | FundYear | Quarter) else given
        if not isinstance(months, Sequence) or not all(isinstance(each, Month) for each in months):
            raise AllocationError("not-periods", value=given)
        if not months:
            raise AllocationError("no-periods")
        twice = [each for each in months if months.count(each) > 1]
        if twice:
            raise AllocationError("period-twice", period=twice[0])
        return cls(len(months), tuple(months))

    def at(self, place: Any, *, name: str | Message, words: bool = True) -> int:
        """Return the index of a period.

        Args:
            place: An index from 0, one of the months, or where ``words`` are allowed ``first`` or ``last``.
            name: What the place is of, for the error.
            words: Whether ``first`` and ``last`` are places.

        Raises:
            AllocationError: There is no such period.
        """
        if words and place in ("first", "last"):
            return 0 if place == "first" else self.count - 1
        if type(place) is int and 0 <= place < self.count:
            return place
        if isinstance(place, Month) and place in self.months:
            return self.months.index(place)
        raise AllocationError("unknown-period", name=name, value=place, choices=self._choices(words=words))

    def _choices(self, *, words: bool) -> Message:
        """Return the places that there are."""
        ranges = [("0", str(self.count - 1))]
        if self.months:
            ranges.append((repr(self.months[0]), repr(self.months[-1])))
        named = ["'first'", "'last'"] if words else []
        return Message(
            en=", ".join([*named, *(f"{low} to {high}" for low, high in ranges)]),
            th=", ".join([*named, *(f"{low} ถึง {high}" for low, high in ranges)]),
        )

    def label(self, index: int) -> Any:
        """Return what a period is called: its month, or its number counted from 1."""
        return self.months[index] if self.months else index + 1
