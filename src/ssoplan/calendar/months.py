"""Calendar months named by their Buddhist year."""

from __future__ import annotations

import datetime as dt  # a field type, resolved at run time by attrs and cattrs
from functools import total_ordering
from typing import TYPE_CHECKING, overload

import attrs

from ssoplan.calendar.era import add_months, as_int, be_year, check_int, date_of, last_of_month
from ssoplan.calendar.errors import CalendarError, CalendarTypeError
from ssoplan.calendar.format import format_date
from ssoplan.calendar.spans import Span

if TYPE_CHECKING:
    from ssoplan.errors import Language

__all__ = ["Month"]

MONTHS_A_YEAR = 12


@total_ordering
@attrs.frozen(repr=False)
class Month(Span):
    """One calendar month: its civil Buddhist year and its number, 1 (January) to 12.

    Months are ordered by time, which before 1941 is not the order of their numbers: BE 2482 began in April 1939, so
    its January is January 1940. January to March of BE 2483 never existed and are refused.

    Attributes:
        be: Civil Buddhist year.
        number: 1 to 12.

    Raises:
        CalendarError: There is no such month, or the year looks like a CE year.

    Examples:
        >>> Month(2564, 10).start, Month(2564, 10).end
        (datetime.date(2021, 10, 1), datetime.date(2021, 10, 31))
        >>> Month(2564, 12) + 1, Month(2565, 9) - Month(2564, 10)
        (Month(2565, 1), 11)
    """

    be: int = attrs.field(converter=as_int)
    number: int = attrs.field(converter=as_int)
    _first: dt.date = attrs.field(init=False, eq=False)

    @_first.default
    def _find_first(self) -> dt.date:
        return date_of(self.be, self.number, 1)

    def text(self, lang: Language = "en") -> str:
        """Return the month in words, with its Buddhist year.

        Examples:
            >>> Month(2566, 1).text("th"), Month(2566, 1).text()
            ('มกราคม 2566', 'January 2566 BE')
        """
        return format_date(self.start, "mmmm_y", locale=lang)

    @classmethod
    def of(cls, date: dt.date) -> Month:
        """Return the month a day lies in.

        Examples:
            >>> Month.of(dt.date(2021, 10, 31))
            Month(2564, 10)
        """
        return cls(be_year(date), date.month)

    @classmethod
    def range(cls, first: Month, last: Month) -> tuple[Month, ...]:
        """Return every month from ``first`` to ``last``, both included (CAL-12 counts them so).

        Raises:
            CalendarError: ``last`` is before ``first``.

        Examples:
            >>> len(Month.range(Month(2555, 11), Month(2556, 4)))
            6
        """
        count = _month(last, "range") - _month(first, "range")
        if count < 0:
            raise CalendarError("end-before-start", start=first, end=last)
        return tuple(first + ahead for ahead in range(count + 1))

    @property
    def start(self) -> dt.date:
        """The first day of the month."""
        return self._first

    @property
    def end(self) -> dt.date:
        """The last day of the month."""
        return last_of_month(self._first)

    @property
    def months(self) -> tuple[Month, ...]:
        """The month itself, so that every span of the calendar can be asked for its months."""
        return (self,)

    @property
    def ce(self) -> int:
        """The CE year the month lies in."""
        return self._first.year

    @property
    def next(self) -> Month:
        """The month after this one."""
        return self + 1

    @property
    def previous(self) -> Month:
        """The month before this one; there is none before April 1912."""
        return self - 1

    def __add__(self, months: int) -> Month:
        return Month.of(add_months(self._first, check_int(months, "Month + months")))

    __radd__ = __add__

    @overload
    def __sub__(self, other: int) -> Month: ...
    @overload
    def __sub__(self, other: Month) -> int: ...
    def __sub__(self, other: int | Month) -> Month | int:
        if isinstance(other, Month):
            years = self._first.year - other._first.year
            return years * MONTHS_A_YEAR + self._first.month - other._first.month
        return self + -check_int(other, "Month - months")

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Month):
            return NotImplemented
        return self._first < other._first

    def __repr__(self) -> str:
        return f"Month({self.be}, {self.number})"


def _month(value: object, what: str) -> Month:
    if not isinstance(value, Month):
        raise CalendarTypeError("not-a-month", what=what, value=value, type=type(value).__name__)
    return value
