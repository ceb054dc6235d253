"""The Buddhist era: which BE year a day belongs to, and which day a BE date names.

A BE year is a name for a year, never a date shifted by 543 years. From 1 April 1912 (BE 2455) the civil year began
on 1 April; the Calendar Years Act, B.E. 2483 (Royal Gazette vol. 57, 17 September 2483), section 4, ended BE 2483 on
31 December 1940 and has begun every later year on 1 January. pendulum moves dates underneath; what comes out is
always a plain ``datetime.date``.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from functools import lru_cache
from operator import index
from typing import Literal, get_args

from ssoplan.calendar.errors import CalendarError, CalendarTypeError
from ssoplan.errors import Message

__all__ = [
    "FIRST_BE_LOOK",
    "Reckoning",
    "add_months",
    "as_int",
    "be_year",
    "check_be",
    "check_date",
    "check_int",
    "date_of",
    "is_day",
    "last_of_month",
]

Reckoning = Literal["civil", "proleptic"]
"""``civil``: as it was counted at the time; ``proleptic``: every CE year + 543, as most software prints it."""

OFFSET = 543
FIRST_CIVIL_DAY = dt.date(1912, 4, 1)
FIRST_CIVIL_BE = 2455
LAST_APRIL_BE = 2483  # the short year: 1 April to 31 December 1940
FIRST_JANUARY_DAY = dt.date(1941, 1, 1)
APRIL = 4
LAST_BE = dt.MAXYEAR + OFFSET
FIRST_BE_LOOK = 2400
"""The first number of a year that is read as a BE year where a CE year should stand.

BE 2400 began in CE 1857, before any paper that is read here (the first Social Security Act is of BE 2497), and no plan
reaches CE 2400: no document writes a CE year as late, or a BE year as early, as this.
"""
CE_LOOKALIKES = range(1900, FIRST_BE_LOOK)
SHORT_YEARS = range(100)
_THE_MONTH = Message(en="month", th="เดือน (month)")
_THE_DAY = Message(en="day", th="วัน (day)")
_A_YEAR = Message(en="a Buddhist year", th="ปี พ.ศ.")


def be_year(date: dt.date, *, reckoning: Reckoning = "civil") -> int:
    """Return the Buddhist year of a day, right before 1941 too.

    Args:
        date: A day; a ``datetime`` is refused, because its day depends on a time zone.
        reckoning: ``"civil"`` follows the calendar in force on that day and refuses days before 1 April 1912;
            ``"proleptic"`` adds 543 to any CE year.

    Raises:
        CalendarError: The day lies before the civil Buddhist era.
        CalendarTypeError: What was given is not a date.

    Examples:
        >>> be_year(dt.date(2021, 10, 31))
        2564
        >>> be_year(dt.date(1940, 3, 31)), be_year(dt.date(1940, 3, 31), reckoning="proleptic")
        (2482, 2483)
    """
    check_date(date, "be_year")
    if _is_proleptic(reckoning) or date >= FIRST_JANUARY_DAY:
        return date.year + OFFSET
    if date < FIRST_CIVIL_DAY:
        raise CalendarError("before-era", date=date)
    return date.year + OFFSET - (date.month < APRIL)


def date_of(be: int, month: int, day: int, *, reckoning: Reckoning = "civil") -> dt.date:
    """Return the day that a BE date names.

    Args:
        be: Buddhist year in full; a year from 1900 to 2399 is taken for a CE year and refused.
        month: 1 (January) to 12.
        day: Day of the month.
        reckoning: As in :func:`be_year`; ``"proleptic"`` also reaches years before BE 2455.

    Raises:
        CalendarError: There was no such day: a 30 February, or January to March of BE 2483.
        CalendarTypeError: A part is not an int.

    Examples:
        >>> date_of(2563, 12, 31)
        datetime.date(2020, 12, 31)
        >>> date_of(2482, 2, 15)
        datetime.date(1940, 2, 15)
    """
    check_be(be)
    if not 1 <= check_int(month, _THE_MONTH) <= 12:  # noqa: PLR2004  # the months of a year
        raise CalendarError("no-such-month", month=month)
    first = dt.date(_ce_year(be, month, proleptic=_is_proleptic(reckoning)), month, 1)
    last = last_of_month(first).day
    if not 1 <= check_int(day, _THE_DAY) <= last:
        raise CalendarError("no-such-day", be=be, month=month, day=day, last=last)
    return first.replace(day=day)


def add_months(date: dt.date, months: int) -> dt.date:
    """Return the same day of the month some months later, or the last day of a shorter month.

    Args:
        date: The day to count from.
        months: How many months; below zero for earlier.

    Raises:
        CalendarError: The day would lie beyond the years that a date can have.

    Examples:
        >>> add_months(dt.date(2021, 1, 31), 1)
        datetime.date(2021, 2, 28)
    """
    from pendulum import Date  # noqa: PLC0415  # 100 ms, only where dates move

    check_date(date, "add_months")
    check_int(months, "months")
    try:
        moved = Date(date.year, date.month, date.day).add(months=months)
    except (ValueError, OverflowError):
        raise CalendarError("date-out-of-range", date=date, months=months) from None
    return dt.date(moved.year, moved.month, moved.day)


@lru_cache(maxsize=4096)
def last_of_month(date: dt.date) -> dt.date:
    """Return the last day of the month that a day lies in.

    Examples:
        >>> last_of_month(dt.date(2024, 2, 10))
        datetime.date(2024, 2, 29)
    """
    from pendulum import Date  # noqa: PLC0415  # 100 ms, only where dates move

    return dt.date(date.year, date.month, Date(date.year, date.month, 1).days_in_month)


def check_date(value: object, what: str | Message) -> dt.date:
    """Return ``value`` if it is a day; ``what`` says in the error which argument it was."""
    if isinstance(value, dt.datetime):
        raise CalendarTypeError("datetime", what=what, value=value)
    if not isinstance(value, dt.date):
        raise CalendarTypeError("not-a-date", what=what, value=value, type=type(value).__name__)
    return value


def check_int(value: object, what: str | Message) -> int:
    """Return a whole number of any library (numpy) as an int; a bool is none."""
    if not isinstance(value, bool):
        with suppress(TypeError):
            return index(value)  # type: ignore[arg-type]  # asked whether it is one
    raise CalendarTypeError("not-an-int", what=what, value=value, type=type(value).__name__)


def as_int(value: int) -> int:
    """Return a whole number of any library (numpy) as an int; what is none as it is, to be refused by its name."""
    if type(value) is int or isinstance(value, bool):
        return value
    with suppress(TypeError):
        return index(value)
    return value


def check_be(be: object) -> int:
    """Return ``be`` as an int if it can be a Buddhist year written in full."""
    year = check_int(be, _A_YEAR)
    if year in CE_LOOKALIKES:
        raise CalendarError("ce-year", be=year, suggested=year + OFFSET)
    if year in SHORT_YEARS:
        raise CalendarError("short-year", be=year, suggested=2500 + year)
    if not OFFSET < year <= LAST_BE:
        raise CalendarError("year-out-of-range", be=year, first=OFFSET + 1, last=LAST_BE)
    return year


def is_day(value: object) -> bool:
    """Return whether a value is a day, without a time and not with a Buddhist-era year in place of a CE one.

    >>> is_day(dt.date(2023, 12, 31)), is_day(dt.date(2566, 12, 31)), is_day(dt.datetime(2023, 12, 31)), is_day("2023")
    (True, False, False, False)
    """
    plain = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    return plain and value.year < FIRST_BE_LOOK  # type: ignore[attr-defined]  # a date has one


def check_option(value: object, option: str, choices: tuple[str, ...]) -> None:
    """Refuse an option that is not one of ``choices``."""
    if value not in choices:
        raise CalendarError("unknown-option", option=option, value=value, choices=", ".join(choices))


def _is_proleptic(reckoning: Reckoning) -> bool:
    if reckoning == "civil":
        return False
    check_option(reckoning, "reckoning", get_args(Reckoning))
    return True


def _ce_year(be: int, month: int, *, proleptic: bool) -> int:
    if proleptic or be > LAST_APRIL_BE:
        return be - OFFSET
    if be < FIRST_CIVIL_BE:
        raise CalendarError("before-era-year", be=be)
    if be == LAST_APRIL_BE and month < APRIL:
        raise CalendarError("never-existed", month=month)
    return be - OFFSET + (month < APRIL)
