from __future__ import annotations

import datetime as dt
import pickle
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoplan import calendar
from ssoplan.calendar import CalendarError, CalendarTypeError, add_months, be_year, date_of
from ssoplan.calendar.era import last_of_month

CIVIL = st.dates(min_value=dt.date(1912, 4, 1))
# Buddhist years before 2400 look like CE years and are not accepted, so the way back starts at BE 2400.
PROLEPTIC = st.dates(min_value=dt.date(1857, 1, 1))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (dt.date(1912, 4, 1), 2455),
        (dt.date(1913, 3, 31), 2455),
        (dt.date(1940, 3, 31), 2482),
        (dt.date(1940, 4, 1), 2483),
        (dt.date(1940, 12, 31), 2483),
        (dt.date(1941, 1, 1), 2484),
        (dt.date(2030, 6, 1), 2573),
    ],
)
def test_civil_year_turns_where_the_law_turned_it(date: dt.date, expected: int) -> None:
    """The civil year began on 1 April until 1940 and on 1 January from 1941 (Calendar Years Act, B.E. 2483)."""
    assert expected == be_year(date)


def test_days_before_the_era_are_refused_with_the_reason() -> None:
    """31 March 1912 has no civil Buddhist year, and the message names the day the era began."""
    with pytest.raises(CalendarError, match=r"1912-03-31.*1 April 1912.*proleptic") as caught:
        be_year(dt.date(1912, 3, 31))
    assert "1 เมษายน ค.ศ. 1912" in caught.value.text("th")
    assert be_year(dt.date(1912, 3, 31), reckoning="proleptic") == 2455


def test_moments_are_refused() -> None:
    """A datetime has no day without a time zone, so it is refused with the way out."""
    with pytest.raises(CalendarTypeError, match=r"\.date\(\)"):
        be_year(dt.datetime(2021, 10, 31, 0, 30, tzinfo=dt.UTC))


@pytest.mark.parametrize("value", ["2021-10-31", 2564, None])
def test_only_dates_have_a_year(value: Any) -> None:
    """Text, numbers and None are refused, and the message says which type came."""
    with pytest.raises(CalendarTypeError, match=type(value).__name__):
        be_year(value)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ((2483, 2, 15), "never-existed"),
        ((2454, 12, 31), "before-era-year"),
        ((2564, 2, 29), "no-such-day"),
        ((2563, 12, 0), "no-such-day"),
        ((2563, 13, 1), "no-such-month"),
        ((2021, 10, 31), "ce-year"),
        ((64, 10, 31), "short-year"),
        ((543, 1, 1), "year-out-of-range"),
        ((10543, 1, 1), "year-out-of-range"),
        ((-2564, 1, 1), "year-out-of-range"),
    ],
)
def test_impossible_dates_are_refused(parts: tuple[int, int, int], reason: str) -> None:
    """A day that does not exist is never moved to one that does; the error says what is wrong in two languages."""
    with pytest.raises(CalendarError) as caught:
        date_of(*parts)
    assert reason == caught.value.reason
    assert caught.value.text("th") != caught.value.text("en")


def test_leap_days_follow_the_gregorian_year() -> None:
    """29 February exists in BE 2567 (CE 2024), whatever the number 2567 suggests."""
    assert dt.date(2024, 2, 29) == date_of(2567, 2, 29)


def test_a_ce_year_is_told_its_buddhist_year() -> None:
    """The error for a CE-looking year suggests the Buddhist one."""
    with pytest.raises(CalendarError, match="2021 looks like a CE year; write the Buddhist year 2564"):
        date_of(2021, 1, 1)


@pytest.mark.parametrize("be", [2564.0, "2564", True, None])
def test_years_are_whole_numbers(be: Any) -> None:
    """A float, text or bool is no year."""
    with pytest.raises(CalendarTypeError, match="needs an int"):
        date_of(be, 1, 1)


def test_unknown_reckoning_is_refused_with_the_choices() -> None:
    """A misspelt reckoning is an error that lists the right ones."""
    with pytest.raises(CalendarError, match="civil, proleptic"):
        be_year(dt.date(2021, 1, 1), reckoning="thai")  # type: ignore[arg-type]  # wrong on purpose


def test_errors_survive_pickling() -> None:
    """An error keeps its reason and values when it comes back from another process."""
    with pytest.raises(CalendarError) as caught:
        date_of(2483, 2, 15)
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  # our own bytes
    assert (caught.value.code, str(caught.value)) == (again.code, str(again))


@given(CIVIL)
def test_round_trip_of_civil_dates(date: dt.date) -> None:
    """The civil BE date of a day names that day."""
    assert date == date_of(be_year(date), date.month, date.day)


@given(PROLEPTIC)
def test_round_trip_of_proleptic_dates(date: dt.date) -> None:
    """The proleptic BE date of a day names that day."""
    be = be_year(date, reckoning="proleptic")
    assert date == date_of(be, date.month, date.day, reckoning="proleptic")


@given(CIVIL, CIVIL)
def test_civil_year_preserves_order(one: dt.date, other: dt.date) -> None:
    """A later day never has an earlier year."""
    assert (be_year(min(one, other))) <= be_year(max(one, other))


def test_moving_months_ends_at_the_last_day_of_a_shorter_month() -> None:
    """A month after 31 January is the last day of February, leap year or not."""
    assert dt.date(2021, 2, 28) == add_months(dt.date(2021, 1, 31), 1)
    assert dt.date(2024, 2, 29) == add_months(dt.date(2024, 1, 31), 1)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)), st.integers(-1200, 1200))
def test_moving_months_is_plain_calendar_arithmetic(date: dt.date, months: int) -> None:
    """The month moves by the number given, the day stays or ends at the month's end, the type is datetime.date."""
    moved = add_months(date, months)
    assert months == (moved.year - date.year) * 12 + moved.month - date.month
    assert moved.day == min(date.day, last_of_month(moved).day)
    assert type(moved) is dt.date


def test_moving_out_of_the_calendar_is_one_clear_error() -> None:
    """A month after December 9999 is refused, not an overflow."""
    with pytest.raises(CalendarError, match="9999-12-31"):
        add_months(dt.date(9999, 12, 31), 1)


@pytest.mark.parametrize("year", [1900, 1940, 2000, 2023, 2024])
def test_last_of_month_is_the_day_before_the_next_first(year: int) -> None:
    """The last day of a month is followed by a first day."""
    for month in range(1, 13):
        last = last_of_month(dt.date(year, month, 5))
        assert (last + dt.timedelta(days=1)).day == 1
        assert last.month == month


def test_every_public_name_can_be_loaded() -> None:
    """What the package says it offers is there, and nothing else is."""
    assert dir(calendar) == [name for name in dir(calendar) if hasattr(calendar, name)]
    with pytest.raises(AttributeError, match="fiscal_year"):
        _ = calendar.fiscal_year


def test_importing_years_loads_nothing_heavy() -> None:
    """The calendar's types come without pendulum, data frames, holidays or YAML."""
    code = (
        "import sys; from ssoplan.calendar import BudgetYear, Period, MonthlySeries, due_date; import ssoplan.calendar.columns;"
        "print([m for m in ('pendulum','narwhals','polars','pandas','holidays','yaml','babel') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own code
    assert result.stdout.strip() == "[]"
