"""What months, quarters, years and periods have in common: a first and a last day, both inside."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod

from ssoplan.calendar.era import check_date
from ssoplan.calendar.errors import CalendarTypeError

__all__ = ["Span"]


class Span(ABC):
    """A run of days with inclusive ends, as documents write them."""

    __slots__ = ()

    @property
    @abstractmethod
    def start(self) -> dt.date:
        """The first day."""

    @property
    @abstractmethod
    def end(self) -> dt.date:
        """The last day, still inside."""

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.end - self.start).days + 1

    def contains(self, inner: dt.date | Span) -> bool:
        """Say whether a day, month, quarter, year or period lies wholly inside.

        Raises:
            CalendarTypeError: It is none of these.
        """
        if isinstance(inner, Span):
            return self.start <= inner.start and inner.end <= self.end
        if not isinstance(inner, dt.date):
            raise CalendarTypeError("not-a-span", what="contains", value=inner, type=type(inner).__name__)
        return self.start <= check_date(inner, "contains") <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two have at least one day in common.

        Raises:
            CalendarTypeError: The other is no month, quarter, year or period.
        """
        if not isinstance(other, Span):
            raise CalendarTypeError("not-a-span", what="overlaps", value=other, type=type(other).__name__)
        return self.start <= other.end and other.start <= self.end

    def __contains__(self, inner: object) -> bool:
        return self.contains(inner)  # type: ignore[arg-type]  # contains() refuses what is neither day nor span
