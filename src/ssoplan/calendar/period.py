"""A run of days written in a document, with inclusive ends."""

from __future__ import annotations

import datetime as dt  # a field type, resolved at run time by attrs and cattrs

import attrs

from ssoplan.calendar.era import check_date
from ssoplan.calendar.errors import CalendarError, CalendarTypeError
from ssoplan.calendar.months import Month
from ssoplan.calendar.spans import Span
from ssoplan.calendar.years import Quarter, Year
from ssoplan.errors import Message

__all__ = ["Named", "Period"]

Named = Month | Quarter | Year
"""What a period can be the whole of."""

_START = Message(en="the start of a period", th="วันเริ่มต้นของช่วงเวลา")
_END = Message(en="the end of a period", th="วันสิ้นสุดของช่วงเวลา")
_OF = Message(en="'of' of a period", th="'of' ของช่วงเวลา")


@attrs.frozen(repr=False)
class Period(Span):
    """A run of days; both ends are inside.

    Two periods are equal when they have the same days, whatever they are called.

    Attributes:
        start: The first day.
        end: The last day.
        of: The month, quarter or year this is, where the document names one; its days must be the days given.

    Raises:
        CalendarError: The end is before the start, or the days are not those of ``of``.
        CalendarTypeError: An end is not a date; a ``datetime`` is refused too.

    Examples:
        >>> period = Period(dt.date(2012, 11, 1), dt.date(2013, 4, 30))
        >>> period.month_count, period.days
        (6, 181)
        >>> Period.spanning(Month(2555, 11), Month(2556, 4)) == period
        True
    """

    start: dt.date = attrs.field()
    end: dt.date = attrs.field()
    of: Named | None = attrs.field(default=None, eq=False)

    @start.validator
    def _check_start(self, _: object, start: object) -> None:
        check_date(start, _START)

    @end.validator
    def _check_end(self, _: object, end: object) -> None:
        if check_date(end, _END) < self.start:
            raise CalendarError("end-before-start", start=self.start, end=end)

    @of.validator
    def _check_of(self, _: object, of: object) -> None:
        if of is None:
            return
        if not isinstance(of, Named):
            raise CalendarTypeError("not-a-span", what=_OF, value=of, type=type(of).__name__)
        if (self.start, self.end) != (of.start, of.end):
            raise CalendarError("not-its-days", start=self.start, end=self.end, of=of)

    @classmethod
    def spanning(cls, first: Named, last: Named | None = None) -> Period:
        """Return the period from the first day of one month, quarter or year to the last day of another.

        Args:
            first: The month, quarter or year that it begins with.
            last: The one that it ends with; without it the period is the whole of the first, and remembers that.

        Raises:
            CalendarTypeError: One of them is no month, quarter or year.

        Examples:
            >>> Period.spanning(Month(2562, 10), Month(2563, 9)).end
            datetime.date(2020, 9, 30)
        """
        for value in (first, first if last is None else last):
            if not isinstance(value, Named):
                raise CalendarTypeError("not-a-span", what="spanning", value=value, type=type(value).__name__)
        return cls(first.start, first.end, first) if last is None else cls(first.start, last.end)

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month with at least one day in the period."""
        return Month.range(Month.of(self.start), Month.of(self.end))

    @property
    def month_count(self) -> int:
        """How many months, first and last both counted: (end - start) + 1, as the SSO plans count (CAL-12)."""
        return Month.of(self.end) - Month.of(self.start) + 1

    def __and__(self, other: Span) -> Period | None:
        """Return the days in common, or None where there are none."""
        if not self.overlaps(other):
            return None
        return Period(max(self.start, other.start), min(self.end, other.end))

    def __repr__(self) -> str:
        of = "" if self.of is None else f", of={self.of!r}"
        return f"Period({self.start!r}, {self.end!r}{of})"
