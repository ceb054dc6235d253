from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoplan.calendar import BudgetYear, CalendarError, CalendarTypeError, FundYear, Month, Period, Quarter

DATES = st.dates(dt.date(1912, 4, 1), dt.date(2300, 1, 1))
NEAR = st.dates(dt.date(2020, 1, 1), dt.date(2021, 12, 31))
NAMES = {
    "Period": Period,
    "datetime": dt,
    "BudgetYear": BudgetYear,
    "FundYear": FundYear,
    "Month": Month,
    "Quarter": Quarter,
}


@st.composite
def periods(draw: st.DrawFn, dates: st.SearchStrategy[dt.date] = NEAR) -> Period:
    """Draw a period between two days."""
    one, other = draw(dates), draw(dates)
    return Period(min(one, other), max(one, other))


def test_the_yasothon_project_counts_six_months() -> None:
    """พฤศจิกายน 2555 - เมษายน 2556 is six months inside budget year 2556, over two calendar years (CAL-12, CAL-13)."""
    period = Period(dt.date(2012, 11, 1), dt.date(2013, 4, 30))
    assert (period.month_count, period.days) == (6, 181)
    assert Month.range(Month(2555, 11), Month(2556, 4)) == period.months
    assert period in BudgetYear(2556)
    assert period not in FundYear(2556)


def test_ends_are_inclusive() -> None:
    """The first and last day are inside; a period of one day has one day."""
    day = dt.date(2021, 10, 31)
    period = Period(day, day)
    assert (period.days, day in period, day + dt.timedelta(days=1) in period) == (1, True, False)


def test_a_period_cannot_end_before_it_starts() -> None:
    """Swapped ends are refused, not sorted."""
    with pytest.raises(CalendarError, match="ends on 2021-01-01, before it starts on 2021-02-01"):
        Period(dt.date(2021, 2, 1), dt.date(2021, 1, 1))


@pytest.mark.parametrize("end", ["2021-12-31", None, dt.datetime(2021, 12, 31, tzinfo=dt.UTC)])
def test_ends_are_days(end: Any) -> None:
    """Text, None and moments are refused."""
    with pytest.raises(CalendarTypeError):
        Period(dt.date(2021, 1, 1), end)


@pytest.mark.parametrize(
    "of", [Month(2567, 2), Quarter(BudgetYear(2565), 1), BudgetYear(2565), FundYear(2565)]
)
def test_a_period_says_what_it_is_the_whole_of(of: Any) -> None:
    """The name goes with the days, shows in the repr and does not change equality."""
    period = Period.spanning(of)
    assert (of.start, of.end, of) == (period.start, period.end, period.of)
    assert Period(of.start, of.end) == period
    assert period.of == eval(repr(period), NAMES).of  # noqa: S307  # our own repr
    assert of.months == period.months


def test_a_wrong_name_is_refused() -> None:
    """ปีงบประมาณ 2565 does not begin in October 2563: name and days have to agree."""
    with pytest.raises(
        CalendarError, match=r"not the days of BudgetYear\(2565\) \(2021-10-01 to 2022-09-30\)"
    ):
        Period(dt.date(2020, 10, 1), dt.date(2021, 9, 30), of=BudgetYear(2565))
    with pytest.raises(CalendarTypeError):
        Period(dt.date(2020, 10, 1), dt.date(2021, 9, 30), of="2564")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(CalendarTypeError):
        Period.spanning(Month(2564, 1), 2564)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(CalendarTypeError):
        Period.spanning(Month(2564, 1)).overlaps(2564)  # type: ignore[arg-type]  # wrong on purpose


def test_months_across_the_short_year() -> None:
    """February 2482 to January 2484 is February to December 1940 and one month more."""
    assert Period(dt.date(1940, 2, 10), dt.date(1941, 1, 5)).month_count == 12


@given(periods(), periods())
def test_common_days_are_the_days_in_both(one: Period, other: Period) -> None:
    """A day is in the common period exactly if it is in both; the order does not matter."""
    both = one & other
    assert both == other & one
    assert (both is not None) == one.overlaps(other)
    days = [one.start, one.end, other.start, other.end]
    for day in days:
        assert (both is not None and day in both) == (day in one and day in other)


@given(periods(), periods())
def test_containing_means_common_days_are_all_days(one: Period, other: Period) -> None:
    """A period contains another exactly if the common days are all of the other."""
    assert one.contains(other) == ((one & other) == other)


@given(periods(DATES))
def test_periods_round_trip(period: Period) -> None:
    """The repr is the call that makes the period; pickling keeps it; equal periods hash alike."""
    again = eval(repr(period), NAMES)  # noqa: S307  # our own repr
    assert (period, hash(period)) == (again, hash(again))
    assert period == pickle.loads(pickle.dumps(period))  # noqa: S301  # our own bytes


@given(periods(DATES))
def test_month_count_is_the_number_of_months(period: Period) -> None:
    """Counting without listing gives the length of the list."""
    assert (
        period.month_count
        == (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    )


@given(periods())
def test_months_cover_the_period(period: Period) -> None:
    """The months cover every day, and each has a day in the period."""
    assert period.months[0].start <= period.start
    assert period.end <= period.months[-1].end
    assert all(month.overlaps(period) for month in period.months)
