from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoplan.calendar import CalendarError, CalendarTypeError, Month

MONTHS = st.builds(Month.of, st.dates(dt.date(1912, 4, 1), dt.date(2300, 12, 31)))


def test_a_month_knows_its_days() -> None:
    """February 2567 has 29 days, first and last included."""
    month = Month(2567, 2)
    assert (dt.date(2024, 2, 1), dt.date(2024, 2, 29), 29) == (month.start, month.end, month.days)
    assert (2024, (month,)) == (month.ce, month.months)


def test_a_month_contains_its_days_only() -> None:
    """The ends are inside, the neighbours are not."""
    month = Month(2564, 10)
    assert dt.date(2021, 10, 1) in month
    assert dt.date(2021, 10, 31) in month
    assert dt.date(2021, 11, 1) not in month
    assert Month(2564, 10) in month
    with pytest.raises(CalendarTypeError):
        "2021-10-01" in month  # noqa: B015  # the question itself is refused


def test_the_short_year_goes_from_april_to_december() -> None:
    """December 2482 came before January 2482, March 2482 before April 2483, December 2483 before January 2484."""
    assert Month(2482, 12) < Month(2482, 1) < Month(2482, 3) < Month(2483, 4)
    assert (Month(2483, 4), Month(2484, 1)) == (Month(2482, 3).next, Month(2483, 12).next)
    with pytest.raises(CalendarError, match="never existed"):
        Month(2483, 1)


def test_there_is_no_month_before_april_2455() -> None:
    """The first month of the era has no predecessor."""
    with pytest.raises(CalendarError, match="1 April 1912"):
        _ = Month(2455, 4).previous


def test_a_range_counts_both_ends() -> None:
    """พฤศจิกายน 2555 - เมษายน 2556 is six months (CAL-12), กุมภาพันธ์ – ธันวาคม 2564 eleven."""
    assert len(Month.range(Month(2555, 11), Month(2556, 4))) == 6
    assert len(Month.range(Month(2564, 2), Month(2564, 12))) == 11
    with pytest.raises(CalendarError, match="before it starts"):
        Month.range(Month(2556, 4), Month(2555, 11))


@pytest.mark.parametrize("parts", [("2564", 1), (2564, "1"), (2564, True), (2564, 1.0)])
def test_months_are_made_of_whole_numbers(parts: tuple[Any, Any]) -> None:
    """Text, bools and floats are refused."""
    with pytest.raises(CalendarTypeError):
        Month(*parts)


def test_months_are_ordered_among_themselves_only() -> None:
    """A month has no order with a number."""
    with pytest.raises(CalendarTypeError, match="needs a Month"):
        Month.range(Month(2564, 1), 5)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(TypeError):
        _ = Month(2564, 1) < 5  # type: ignore[operator]  # wrong on purpose


@given(MONTHS, st.integers(0, 1500))
def test_adding_then_subtracting_months_returns(month: Month, count: int) -> None:
    """N months later and n months back is the same month, and the difference is n."""
    later = month + count
    assert (month, count) == (later - count, later - month)
    assert month <= later


@given(MONTHS)
def test_months_follow_each_other_without_gap(month: Month) -> None:
    """The next month starts the day after this one ends."""
    assert month.next.start == month.end + dt.timedelta(days=1)
    assert month == Month.of(month.start) == Month.of(month.end)


@given(MONTHS, MONTHS)
def test_months_are_ordered_by_time(one: Month, other: Month) -> None:
    """The order, equality and hash of months are those of their first days."""
    assert (one < other) == (one.start < other.start)
    assert (one == other) == (one.start == other.start)
    assert one != other or hash(one) == hash(other)


@given(MONTHS)
def test_months_round_trip(month: Month) -> None:
    """The repr is the call that makes the month; pickling keeps it."""
    assert month == eval(repr(month), {"Month": Month})  # noqa: S307  # our own repr
    assert month == pickle.loads(pickle.dumps(month))  # noqa: S301  # our own bytes
