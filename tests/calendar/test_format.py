"""Written dates equal CLDR's Buddhist calendar, and the civil year before 1941."""

from __future__ import annotations

import csv
import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
from babel import Locale as BabelLocale
from hypothesis import given, settings
from hypothesis import strategies as st
from pendulum import Date

from ssoplan.calendar._names import MONTHS, WEEKDAYS
from ssoplan.calendar.era import be_year
from ssoplan.calendar.errors import CalendarError, CalendarTypeError
from ssoplan.calendar.format import PATTERNS, Style, format_date

ORACLE = Path(__file__).parents[1] / "data" / "oracles" / "dates_node_intl.csv"
DAY = dt.date(2021, 10, 31)


def cldr() -> list[tuple[dt.date, str, str, str]]:
    """Return the oracle's rows from 1941 on: day, style, digits, text."""
    digits = {"latn": "latin", "thai": "thai"}
    with ORACLE.open(encoding="utf-8") as file:
        rows = [
            (dt.date.fromisoformat(row["iso"]), row["style"], digits[row["numbering"]], row["text"])
            for row in csv.DictReader(file)
        ]
    return [row for row in rows if row[0].year >= 1941]


def test_every_style_equals_cldr() -> None:
    """Each of the seven styles is what CLDR prints, in both kinds of digits, on every row from 1941 on."""
    rows: list[Any] = cldr()
    assert [text for *_, text in rows] == [format_date(day, style, digits) for day, style, digits, _ in rows]
    assert (len(rows), len({row[1] for row in rows}), len({row[2] for row in rows})) == (2632, 7, 2)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("full", "Sunday, October 31, 2564 BE"),
        ("long", "October 31, 2564 BE"),
        ("medium", "Oct 31, 2564 BE"),
        ("short", "10/31/2564 BE"),
        ("d_mmm_yy", "Oct 31, 64 BE"),
        ("mmm_yy", "Oct 64 BE"),
        ("mmmm_y", "October 2564 BE"),
    ],
)
def test_english_equals_cldr(style: Style, expected: str) -> None:
    """English is written as CLDR 48 does for locale en with the Buddhist calendar."""
    assert expected == format_date(DAY, style, locale="en")


def test_english_with_thai_digits() -> None:
    """The kind of digits and the language are independent."""
    assert format_date(DAY, "long", "thai", "en") == "October ๓๑, ๒๕๖๔ BE"


def test_default_is_long_thai() -> None:
    """Without options the long Thai form is written."""
    assert format_date(DAY) == "31 ตุลาคม 2564"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(1940, 12, 31), "31 ธันวาคม 2483"),
        (dt.date(1940, 3, 31), "31 มีนาคม 2482"),
        (dt.date(1912, 4, 1), "1 เมษายน 2455"),
    ],
)
def test_before_1941_the_civil_year_is_written(day: dt.date, expected: str) -> None:
    """A day before 1941 gets the year that was counted at the time, not CE + 543."""
    assert expected == format_date(day)


@settings(max_examples=60)
@given(st.dates(dt.date(1912, 4, 1)))
def test_year_is_the_civil_year(day: dt.date) -> None:
    """The year written is be_year's, on every day."""
    assert format_date(day, "mmmm_y").endswith(f" {be_year(day)}")


def test_day_before_the_era_is_named_in_the_refusal() -> None:
    """A day before 1 April 1912 is refused by its own name."""
    with pytest.raises(CalendarError, match="1912-03-31"):
        format_date(dt.date(1912, 3, 31))


def test_subclass_of_date_is_written() -> None:
    """A pendulum date is a date."""
    assert format_date(Date(2021, 10, 31)) == "31 ตุลาคม 2564"


@pytest.mark.parametrize("value", [dt.datetime(2021, 10, 31), "2021-10-31", None, 20211031])  # noqa: DTZ001  # a moment without zone is one case
def test_what_is_no_day_is_refused(value: Any) -> None:
    """A moment, a text or a number is no day."""
    with pytest.raises(CalendarTypeError):
        format_date(value)


@pytest.mark.parametrize(
    "option", [{"style": "longest"}, {"digits": "roman"}, {"locale": "fr"}, {"style": ["long"]}]
)
def test_unknown_option_is_refused(option: dict[str, Any]) -> None:
    """An unknown style, digits or locale is refused with the choices."""
    with pytest.raises(CalendarError, match="choose one of"):
        format_date(DAY, **option)


def test_every_locale_has_every_style() -> None:
    """Both languages offer the same styles."""
    assert {style: set(get_args(Style)) for style in PATTERNS} == {
        name: set(p) for name, p in PATTERNS.items()
    }


def test_names_for_reading_are_those_of_cldr() -> None:
    """The names the reader knows are the names Babel has, so that what is written can be read."""
    thai, english = BabelLocale("th"), BabelLocale("en")
    months = [
        (
            thai.months["format"]["wide"][n],
            thai.months["format"]["abbreviated"][n],
            english.months["format"]["wide"][n],
        )
        for n in range(1, 13)
    ]
    days = [
        (
            thai.days["format"]["wide"][n],
            thai.days["format"]["abbreviated"][n],
            english.days["format"]["wide"][n],
        )
        for n in range(7)
    ]
    assert months == [tuple(name) for name in MONTHS]
    assert days == [(f"วัน{name.full}", name.short, name.english) for name in WEEKDAYS]


def test_babel_is_not_imported_with_the_module() -> None:
    """Reading and importing need no Babel; the first written date does."""
    code = (
        "import sys, datetime; from ssoplan.calendar.format import format_date; import ssoplan.calendar.text;"
        "before = 'babel' in sys.modules; format_date(datetime.date(2021, 10, 31));"
        "print(before, 'babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own code
    assert done.stdout == "False True\n"
