"""Write a date with its Buddhist year, as CLDR prints it in the Buddhist calendar, in Thai or English.

Babel supplies the names of months and weekdays; it has no Buddhist calendar, so the patterns, the era and the year are
here (CLDR 48, ``th`` and ``en``, calendar ``buddhist``). Unlike CLDR, a day before 1941 gets the civil BE year of its
time (:func:`ssoplan.calendar.era.be_year`).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from ssoplan.calendar._names import TO_THAI_DIGITS
from ssoplan.calendar.era import be_year, check_date, check_option
from ssoplan.calendar.errors import CalendarError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Digits", "Locale", "Style", "format_date"]

Style = Literal["full", "long", "medium", "short", "d_mmm_yy", "mmm_yy", "mmmm_y"]
"""The four CLDR styles, and three short forms that documents use."""

Digits = Literal["latin", "thai"]
Locale = Literal["th", "en"]

PATTERNS: dict[Locale, dict[Style, str]] = {
    "th": {
        "full": "EEEEที่ d MMMM G y",
        "long": "d MMMM y",
        "medium": "d MMM y",
        "short": "d/M/yy",
        "d_mmm_yy": "d MMM yy",
        "mmm_yy": "MMM yy",
        "mmmm_y": "MMMM y",
    },
    "en": {
        "full": "EEEE, MMMM d, y G",
        "long": "MMMM d, y G",
        "medium": "MMM d, y G",
        "short": "M/d/y G",
        "d_mmm_yy": "MMM d, yy G",
        "mmm_yy": "MMM yy G",
        "mmmm_y": "MMMM y G",
    },
}
"""CLDR date fields: E weekday, d day, M month (MMM short, MMMM full), y Buddhist year, G era."""

ERAS: dict[Locale, str] = {"th": "พ.ศ.", "en": "BE"}
FIELD = re.compile("E+|d|M+|y+|G")
MONTHS_A_YEAR = 12

_DATE = dt.date
_RENDERERS: dict[tuple[Style, Digits, Locale], Callable[[dt.date], str]] = {}


def format_date(
    date: dt.date,
    style: Style = "long",
    digits: Digits = "latin",
    locale: Locale = "th",
) -> str:
    """Return the text of a day with its Buddhist year.

    ============  ===================================  ===============================
    style         ``locale="th"``                      ``locale="en"``
    ============  ===================================  ===============================
    ``full``      วันอาทิตย์ที่ 31 ตุลาคม พ.ศ. 2564       Sunday, October 31, 2564 BE
    ``long``      31 ตุลาคม 2564                       October 31, 2564 BE
    ``medium``    31 ต.ค. 2564                         Oct 31, 2564 BE
    ``short``     31/10/64                             10/31/2564 BE
    ``d_mmm_yy``  31 ต.ค. 64                           Oct 31, 64 BE
    ``mmm_yy``    ต.ค. 64                              Oct 64 BE
    ``mmmm_y``    ตุลาคม 2564                          October 2564 BE
    ============  ===================================  ===============================

    Args:
        date: A day from 1 April 1912 on; a ``datetime`` is refused.
        style: How much is written.
        digits: ``"thai"`` writes ๓๑ instead of 31.
        locale: The language.

    Raises:
        CalendarError: An unknown style, digits or locale, or a day before the civil Buddhist era.
        CalendarTypeError: What was given is not a date.

    Examples:
        >>> format_date(dt.date(2020, 12, 31), "medium", digits="thai")
        '๓๑ ธ.ค. ๒๕๖๓'
        >>> format_date(dt.date(2021, 10, 31), "full", locale="en")
        'Sunday, October 31, 2564 BE'
    """
    # Speed: most calls are one lookup, one check and one table each for the day and for month and year.
    if type(date) is not _DATE:
        check_date(date, "format_date")
    try:
        render = _RENDERERS[style, digits, locale]
    except (KeyError, TypeError):
        render = _renderer(style, digits, locale)
    try:
        return render(date)
    except CalendarError:
        be_year(date)  # names the day, where the table only knew its month
        raise


def _renderer(style: Style, digits: Digits, locale: Locale) -> Callable[[dt.date], str]:
    check_option(style, "style", get_args(Style))
    check_option(digits, "digits", get_args(Digits))
    check_option(locale, "locale", get_args(Locale))
    render = _compile(PATTERNS[locale][style], _names(locale), thai=digits == "thai")
    return _RENDERERS.setdefault((style, digits, locale), render)


class _Names(NamedTuple):
    months: dict[str, tuple[str, ...]]
    weekdays: tuple[str, ...]
    era: str


def _names(locale: Locale) -> _Names:
    """Return the names Babel has for a locale; months from January, weekdays from Monday."""
    from babel import Locale as BabelLocale  # noqa: PLC0415  # 40 ms, only where dates are written

    known = BabelLocale(locale)
    widths = {"MMM": "abbreviated", "MMMM": "wide"}
    months = {
        field: tuple(known.months["format"][width][n] for n in range(1, MONTHS_A_YEAR + 1))
        for field, width in widths.items()
    }
    return _Names(months, tuple(known.days["format"]["wide"][n] for n in range(7)), ERAS[locale])


class _MonthTexts(dict[int, str]):
    """The part of a pattern that depends on month and year only, made once for each month that is asked for."""

    def __init__(self, pattern: str, names: _Names, *, thai: bool) -> None:
        super().__init__()
        self._pattern, self._names, self._thai = pattern, names, thai

    def __missing__(self, month: int) -> str:
        """Make the text of a month, counted from January of the year 0."""
        year, ahead = divmod(month - 1, MONTHS_A_YEAR)
        be = be_year(dt.date(year, ahead + 1, 1))
        values = {field: names[ahead] for field, names in self._names.months.items()}
        values |= {"M": str(ahead + 1), "y": str(be), "yy": f"{be % 100:02}", "G": self._names.era}
        text = FIELD.sub(lambda field: values[field[0]], self._pattern)
        self[month] = text.translate(TO_THAI_DIGITS) if self._thai else text
        return self[month]


def _compile(pattern: str, names: _Names, *, thai: bool) -> Callable[[dt.date], str]:
    head, day, tail = pattern.partition("d")
    after = _MonthTexts(tail if day else head, names, thai=thai)
    if not day:
        return lambda date: after[date.year * 12 + date.month]
    days = tuple(str(n).translate(TO_THAI_DIGITS) if thai else str(n) for n in range(32))
    if not head:
        return lambda date: days[date.day] + after[date.year * 12 + date.month]
    rest = head.removeprefix("EEEE")
    weekdays = names.weekdays if head.startswith("EEEE") else ("",) * 7
    if "M" not in rest:
        weekdays = tuple(name + rest for name in weekdays)
        return lambda date: weekdays[date.weekday()] + days[date.day] + after[date.year * 12 + date.month]
    before = _MonthTexts(rest, names, thai=thai)

    def with_month_first(date: dt.date) -> str:
        month = date.year * 12 + date.month
        return weekdays[date.weekday()] + before[month] + days[date.day] + after[month]

    return with_month_first
