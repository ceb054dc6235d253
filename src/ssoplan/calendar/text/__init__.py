"""Read the dates and periods that Thai officials write.

``parse_date`` and ``parse_period`` give the value or raise; ``read_date`` and ``read_period`` also give the list of
what a lenient reading changed. The written forms are in ``grammar``, their words in ``forms``, the choices where
writing leaves one in ``meaning``.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003  # shown in the signatures that documentation resolves
import warnings
from typing import Generic, TypeVar

import attrs

from ssoplan.calendar.period import Period  # noqa: TC001  # shown in the signatures that documentation resolves
from ssoplan.calendar.text.errors import AmbiguousPeriodError, Change, DateTextError, OcrRepairWarning
from ssoplan.calendar.text.grammar import read_tree
from ssoplan.calendar.text.meaning import Meaning
from ssoplan.calendar.text.tokens import Tokeniser

__all__ = [
    "AmbiguousPeriodError",
    "Change",
    "DateTextError",
    "OcrRepairWarning",
    "Reading",
    "parse_date",
    "parse_period",
    "read_date",
    "read_period",
]

T = TypeVar("T")


@attrs.frozen
class Reading(Generic[T]):
    """What a text was read as, and where the reading departs from what is written.

    Attributes:
        value: The day or the period.
        changes: Empty unless ``lenient=True`` repaired something.
    """

    value: T
    changes: tuple[Change, ...] = ()


def parse_date(text: str, *, lenient: bool = False) -> dt.date:
    """Return the day that a Thai date text names.

    Thai or Arabic digits, full or short months with or without dots, วันที่, weekdays, พ.ศ., slashes and dashes; a
    two-digit year is 25yy. Nothing is guessed: what is impossible or may mean two days is refused.

    Args:
        text: The date alone, at most 1,000 characters.
        lenient: Also read what optical reading damages (vowels after the dot, split words, common misspellings); an
            :class:`OcrRepairWarning` lists what was changed. :func:`read_date` returns the changes instead.

    Raises:
        DateTextError: The text is not a date; the message says what was expected and where.

    Examples:
        >>> parse_date("๓๑ ธ.ค. ๖๓")
        datetime.date(2020, 12, 31)
        >>> parse_date("วันพุธที่ 30 กันยายน พ.ศ. 2563")
        datetime.date(2020, 9, 30)
        >>> parse_date("29 ก.พ. 64")
        Traceback (most recent call last):
        ssoplan.calendar.text.errors.DateTextError: cannot read '29 ก.พ. 64': February 2564 has 28 days; there is no day 29 (at character 1)
        29 ก.พ. 64
        ^
    """
    return _warned(read_date(text, lenient=lenient))


def parse_period(text: str, *, lenient: bool = False) -> Period:
    """Return the days that a Thai text names: a day, month, range, quarter of a named year, or year; ends inclusive.

    Args:
        text: The period alone, at most 1,000 characters.
        lenient: As in :func:`parse_date`.

    Raises:
        DateTextError: The text is not a period, or its parts contradict each other.
        AmbiguousPeriodError: A quarter or a year whose year type is not written.

    Examples:
        >>> parse_period("ปีงบประมาณ 2563 (ต.ค.62 - ก.ย.63)")
        Period(datetime.date(2019, 10, 1), datetime.date(2020, 9, 30), of=BudgetYear(2563))
        >>> parse_period("ก.พ. – ธ.ค. ๒๕๖๔").start
        datetime.date(2021, 2, 1)
        >>> parse_period("ไตรมาสที่ 1 (ต.ค. 62 - ธ.ค. 62)").of
        Quarter(BudgetYear(2563), 1)
    """
    return _warned(read_period(text, lenient=lenient))


def read_date(text: str, *, lenient: bool = False) -> Reading[dt.date]:
    """Return the day a text names together with what a lenient reading changed; errors as in :func:`parse_date`.

    Examples:
        >>> reading = read_date("11 ม.ิย. 64", lenient=True)
        >>> reading.value, str(reading.changes[0])
        (datetime.date(2021, 6, 11), "'ม.ิย.' read as 'มิ.ย.' (at character 4)")
    """
    words = Tokeniser(text, lenient=lenient)
    day = Meaning(words.text).day(read_tree(words))
    return Reading(day, tuple(words.changes))


def read_period(text: str, *, lenient: bool = False) -> Reading[Period]:
    """Return the period a text names together with what a lenient reading changed; errors as in :func:`parse_period`."""
    words = Tokeniser(text, lenient=lenient)
    period = Meaning(words.text).period(read_tree(words))
    return Reading(period, tuple(words.changes))


def _warned(reading: Reading[T]) -> T:
    if reading.changes:
        warnings.warn("; ".join(map(str, reading.changes)), OcrRepairWarning, stacklevel=3)
    return reading.value
