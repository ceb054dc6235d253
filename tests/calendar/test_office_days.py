from __future__ import annotations

import datetime as dt
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.calendar import (
    BudgetYear,
    CalendarError,
    CalendarTypeError,
    FundYear,
    HolidayChange,
    due_date,
    is_office_day,
    office_holidays,
)
from ssoplan.calendar.office_days import published_changes
from ssoplan.errors import MissingLibraryError

DAY = dt.timedelta(days=1)
DATES = st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 1))


def change(date: dt.date, office: str = "closed", announced: dt.date = dt.date(2020, 1, 1)) -> HolidayChange:
    """Return a decision of a made-up cabinet."""
    return HolidayChange(date=date, office=office, name="วันหยุดพิเศษ", announced=announced, source="test")  # type: ignore[arg-type]  # tests pass wrong ones too


@pytest.mark.parametrize(
    ("date", "expected", "why"),
    [
        (dt.date(2021, 10, 21), True, "a Thursday"),
        (dt.date(2021, 10, 23), False, "a Saturday and a holiday"),
        (dt.date(2021, 10, 22), False, "the substitute moved here by the cabinet of 29 Dec 2563"),
        (dt.date(2021, 10, 25), True, "the substitute moved away"),
        (dt.date(2021, 7, 27), True, "a special holiday cancelled on 29 Jun 2564"),
        (dt.date(2021, 5, 10), False, "วันพืชมงคล closes offices only"),
        (dt.date(2024, 5, 1), True, "government offices work on Labour Day"),
        (dt.date(2021, 5, 3), True, "so its substitute is no holiday either"),
        (dt.date(2021, 1, 1), False, "New Year"),
        (dt.date(2021, 10, 13), False, "a Wednesday, public holiday"),
    ],
)
def test_office_days(date: dt.date, *, expected: bool, why: str) -> None:
    """Weekdays are office days except public holidays without Labour Day, government holidays and decisions."""
    assert expected == is_office_day(date), why


def test_what_was_known_on_a_day() -> None:
    """Before its cancellation was announced, 27 July 2564 was going to be a holiday; before December 2563 it was not."""
    date = dt.date(2021, 7, 27)
    known = [dt.date(2020, 12, 28), dt.date(2020, 12, 29), dt.date(2021, 6, 28), dt.date(2021, 6, 29)]
    assert [is_office_day(date, known_on=day) for day in known] == [True, False, False, True]


def test_own_decisions_win() -> None:
    """The caller's changes come on top of the published ones, unless announced after what is known."""
    friday, moved = dt.date(2026, 2, 6), dt.date(2021, 10, 22)
    assert is_office_day(friday)
    assert not is_office_day(friday, overrides=[change(friday)])
    assert is_office_day(moved, overrides=[change(moved, "open")])
    assert is_office_day(friday, overrides=[change(friday)], known_on=dt.date(2019, 12, 31))


def test_holidays_of_a_year() -> None:
    """The list has the decisions in it, is in order, and a budget year has its own days."""
    days = office_holidays(2564)
    assert list(days) == sorted(days)
    assert days[dt.date(2021, 10, 22)] == "ชดเชยวันปิยมหาราช"
    assert dt.date(2021, 10, 25) not in days
    assert not [name for name in days.values() if "แรงงาน" in name or "เด็ก" in name]
    assert days == office_holidays(FundYear(2564))
    budget = office_holidays(BudgetYear(2565))
    assert {day.year for day in budget} == {2021, 2022}
    assert all(day in BudgetYear(2565) for day in budget)


def test_published_changes_are_dated_and_sourced() -> None:
    """Every shipped decision says when it was announced and by whom, and never after the day itself."""
    assert len(published_changes()) >= 4
    assert all(c.source and c.name and c.announced < c.date for c in published_changes())


def test_a_due_date_stays_unless_a_shift_is_named() -> None:
    """15 May 2565 is a Sunday and 16 May a holiday: only a named shift moves the date."""
    assert due_date(2565, 5, 15) == dt.date(2022, 5, 15)
    assert due_date(2565, 5, 15, shift="next_office_day") == dt.date(2022, 5, 17)
    assert due_date(2565, 5, 15, shift="previous_office_day") == dt.date(2022, 5, 12)


def test_a_due_date_on_an_office_day_does_not_move() -> None:
    """Friday 15 October 2564 is due on that day, whatever the shift."""
    assert due_date(2564, 10, 15, shift="next_office_day") == dt.date(2021, 10, 15)
    assert due_date(2564, 10, 15, shift="previous_office_day") == dt.date(2021, 10, 15)


def test_due_dates_take_own_decisions() -> None:
    """A decision of the caller moves the due date on."""
    closed = change(dt.date(2021, 10, 15))
    assert due_date(2564, 10, 15, shift="next_office_day", overrides=[closed]) == dt.date(2021, 10, 18)


def test_impossible_due_dates_are_refused() -> None:
    """A 31 April, a CE year and an unknown shift are errors, not guesses."""
    with pytest.raises(CalendarError, match="no day 31"):
        due_date(2565, 4, 31)
    with pytest.raises(CalendarError, match="2565"):
        due_date(2022, 4, 15)
    with pytest.raises(CalendarError, match="next_office_day"):
        due_date(2565, 4, 15, shift="next")  # type: ignore[arg-type]  # wrong on purpose


def test_years_without_a_table_are_refused() -> None:
    """Before 1960 nobody checked the table, after its end there is none."""
    for date in (dt.date(1959, 12, 31), dt.date(2300, 1, 1)):
        with pytest.raises(CalendarError, match="no table of office holidays"):
            is_office_day(date)


def test_a_change_has_a_day_and_a_direction() -> None:
    """A change with text for a date or an unknown direction is refused."""
    with pytest.raises(CalendarTypeError, match="'date' of a holiday change"):
        change("2021-10-22")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(CalendarError, match="closed, open"):
        change(dt.date(2021, 10, 22), "shut")


def test_without_the_extra_only_shifts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the holidays library a plain due date works, a shift names the extra to install."""
    from ssoplan.calendar import office_days  # noqa: PLC0415  # its cache is emptied

    monkeypatch.setitem(sys.modules, "holidays", None)
    office_days._table.cache_clear()  # noqa: SLF001  # a year read before needs no library
    assert due_date(2565, 5, 15) == dt.date(2022, 5, 15)
    with pytest.raises(MissingLibraryError, match=r'pip install "ssoplan\[holidays\]"') as caught:
        due_date(2565, 5, 15, shift="next_office_day")
    assert "โปรดรัน" in caught.value.text("th")
    assert isinstance(caught.value, ImportError)


@settings(max_examples=60)
@given(DATES)
def test_shifts_find_the_nearest_office_day(date: dt.date) -> None:
    """A shifted date is an office day, with none between it and the date as written."""
    be = date.year + 543
    later = due_date(be, date.month, date.day, shift="next_office_day")
    earlier = due_date(be, date.month, date.day, shift="previous_office_day")
    assert earlier <= date <= later
    assert is_office_day(earlier)
    assert is_office_day(later)
    between = [earlier + DAY * ahead for ahead in range(1, (later - earlier).days)]
    assert not [day for day in between if day != date and is_office_day(day)]
    assert (earlier == date) == (later == date) == is_office_day(date)
