from __future__ import annotations

import datetime as dt
import itertools
import operator
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoplan.calendar import (
    BudgetYear,
    CalendarError,
    CalendarTypeError,
    FundYear,
    Month,
    Period,
    Quarter,
    Year,
    YearPart,
)

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = {"BudgetYear": BudgetYear, "FundYear": FundYear, "Quarter": Quarter}
DATES = st.dates(dt.date(1961, 10, 1), dt.date(2450, 12, 31))
KINDS = st.sampled_from([BudgetYear, FundYear])
YEARS = st.builds(lambda kind, be: kind(be), KINDS, st.integers(2505, 2990))
QUARTERS = st.builds(Quarter, YEARS, st.integers(1, 4))
DAY = dt.timedelta(days=1)


def test_budget_year_2565() -> None:
    """Budget year 2565 is October 2564 to September 2565 (CAL-04), with its months and quarters."""
    year = BudgetYear(2565)
    assert (dt.date(2021, 10, 1), dt.date(2022, 9, 30)) == (year.start, year.end)
    assert (Month(2564, 10), Month(2565, 9)) == (year.months[0], year.months[-1])
    assert [dt.date(2021, 10, 1), dt.date(2022, 1, 1), dt.date(2022, 4, 1), dt.date(2022, 7, 1)] == [
        quarter.start for quarter in year.quarters
    ]
    assert (BudgetYear(2564), BudgetYear(2566), 365, 12) == (year.previous, year.next, year.days, len(year))


def test_fund_year_2566() -> None:
    """Fund year 2566 is January to December 2566 (CAL-06), quarters start in January (CAL-07)."""
    year = FundYear(2566)
    assert (dt.date(2023, 1, 1), dt.date(2023, 12, 31)) == (year.start, year.end)
    assert [quarter.months[0].number for quarter in year.quarters] == [1, 4, 7, 10]
    assert list(year.months) == list(year)


def test_the_same_label_means_two_quarters() -> None:
    """ไตรมาสที่ 1 is October to December in one year type and January to March in the other."""
    budget, fund = Quarter(BudgetYear(2566), 1), Quarter(FundYear(2566), 1)
    assert budget != fund
    assert [month.number for month in budget] == [10, 11, 12]
    assert [month.number for month in fund] == [1, 2, 3]


@pytest.mark.parametrize(
    ("fund", "budget"),
    [((2566, 1), (2566, 2)), ((2566, 2), (2566, 3)), ((2566, 3), (2566, 4)), ((2566, 4), (2567, 1))],
)
def test_quarters_shift_by_three_months(fund: tuple[int, int], budget: tuple[int, int]) -> None:
    """Fund quarter k is budget quarter k+1, and fund quarter 4 is budget quarter 1 of the next year (CAL-08)."""
    of_fund, of_budget = Quarter(FundYear(fund[0]), fund[1]), Quarter(BudgetYear(budget[0]), budget[1])
    assert of_budget == of_fund.to_budget() == of_budget.to_budget()
    assert of_fund == of_budget.to_fund() == of_fund.to_fund()


def test_a_budget_year_draws_on_two_fund_years() -> None:
    """Budget year 2565 takes October to December from fund year 2564, the rest from 2565 (CAL-09)."""
    first, second = BudgetYear(2565).funding()
    assert (FundYear(2564), dt.date(2021, 10, 1), dt.date(2021, 12, 31)) == (
        first.year,
        first.start,
        first.end,
    )
    assert (FundYear(2565), dt.date(2022, 1, 1), dt.date(2022, 9, 30)) == (
        second.year,
        second.start,
        second.end,
    )
    assert BudgetYear(2565).months == first.months + second.months
    assert (sum(2940 for _ in first), sum(2940 for _ in second)) == (2940 * 3, 2940 * 9)


def test_a_fund_year_pays_for_two_budget_years() -> None:
    """The way back: fund year 2564 pays January to September of budget year 2564 and the opening of 2565."""
    first, second = FundYear(2564).budgeting()
    assert (BudgetYear(2564), BudgetYear(2565)) == (first.year, second.year)
    assert BudgetYear(2565).funding()[0].months == second.months


@pytest.mark.parametrize(
    ("whole", "year"), [(BudgetYear(2565), FundYear(2566)), (FundYear(2565), FundYear(2565))]
)
def test_years_without_common_months_have_no_part(whole: Year, year: Year) -> None:
    """A part needs two overlapping years of different types."""
    with pytest.raises(CalendarError, match="share no month"):
        YearPart(whole, year)
    with pytest.raises(CalendarTypeError, match="ambiguous"):
        YearPart(whole, 2565)  # type: ignore[arg-type]  # wrong on purpose


def test_first_budget_year_is_2505() -> None:
    """1 October 1961 is the first day; the day before and budget year 2504 are refused with the reason."""
    assert BudgetYear(2505) == BudgetYear.of(dt.date(1961, 10, 1))
    refused: list[Callable[[], object]] = [
        lambda: BudgetYear(2504),
        lambda: BudgetYear.of(dt.date(1961, 9, 30)),
        lambda: BudgetYear(2505).previous,
    ]
    for call in refused:
        with pytest.raises(CalendarError, match=r"Budget Procedures Act B\.E\. 2502") as caught:
            call()
        assert "พ.ศ. 2502" in caught.value.text("th")


def test_first_fund_year_is_2484() -> None:
    """A year from January to December exists from BE 2484 on."""
    assert FundYear(2484) == FundYear.of(dt.date(1941, 1, 1))
    with pytest.raises(CalendarError, match="BE 2484"):
        FundYear.of(dt.date(1940, 12, 31))


@pytest.mark.parametrize("kind", [BudgetYear, FundYear])
@pytest.mark.parametrize(
    ("be", "error", "hint"),
    [
        (2022, CalendarError, "2565"),
        (65, CalendarError, "2565"),
        (10543, CalendarError, "10542"),
        ("2565", CalendarTypeError, "int"),
        (2565.0, CalendarTypeError, "int"),
        (True, CalendarTypeError, "int"),
    ],
)
def test_what_is_no_buddhist_year_is_refused(kind: Any, be: Any, error: type[Exception], hint: str) -> None:
    """CE-looking, short and far-off years and everything but an int are refused with a hint."""
    with pytest.raises(error, match=hint):
        kind(be)


def test_a_quarter_needs_a_year_type() -> None:
    """A quarter of a bare number is ambiguous, and quarter 5 does not exist."""
    with pytest.raises(CalendarTypeError, match="ambiguous"):
        Quarter(2565, 1)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(CalendarTypeError, match="ambiguous"):
        Quarter.of(dt.date(2021, 10, 1), Year)  # type: ignore[type-abstract]  # wrong on purpose
    with pytest.raises(CalendarError, match="1 to 4"):
        BudgetYear(2565).quarter(5)


def test_a_day_outside_the_year_has_no_quarter_in_it() -> None:
    """Asking a year for the quarter of another year's day is refused."""
    with pytest.raises(CalendarError, match=r"2022-10-01 is not inside BudgetYear\(2565\)"):
        BudgetYear(2565).quarter_of(dt.date(2022, 10, 1))


def test_a_year_contains_days_months_quarters_and_periods() -> None:
    """Whatever lies wholly inside is contained; what sticks out is not."""
    year = BudgetYear(2565)
    inside = (
        dt.date(2021, 10, 1),
        dt.date(2022, 9, 30),
        Month(2564, 10),
        year.quarter(4),
        year,
        Period.spanning(Month(2564, 11)),
    )
    outside = (
        dt.date(2021, 9, 30),
        dt.date(2022, 10, 1),
        Month(2565, 10),
        FundYear(2565),
        FundYear(2565).quarter(4),
    )
    assert [True] * len(inside) == [year.contains(value) for value in inside]
    assert [False] * len(outside) == [value in year for value in outside]


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
def test_year_types_have_no_common_order(compare: Callable[[Any, Any], bool]) -> None:
    """Years and quarters of two types are unequal and refuse to be ordered; other things are a plain TypeError."""
    assert len({BudgetYear(2565), FundYear(2565)}) == 2
    with pytest.raises(CalendarTypeError, match=r"compare their \.start"):
        compare(BudgetYear(2565), FundYear(2564))
    with pytest.raises(CalendarTypeError, match=r"compare their \.start"):
        compare(BudgetYear(2565).quarter(1), FundYear(2564).quarter(4))
    with pytest.raises(TypeError, match="not supported"):
        compare(BudgetYear(2565), 2565)
    with pytest.raises(TypeError, match="not supported"):
        compare(BudgetYear(2565).quarter(1), BudgetYear(2565))


def test_names_in_two_languages() -> None:
    """Years and quarters have the names documents give them."""
    assert (FundYear(2566).text("th"), BudgetYear(2565).text()) == ("ปีกองทุน 2566", "budget year 2565")
    assert BudgetYear(2566).quarter(1).text("th") == "ไตรมาสที่ 1 ปีงบประมาณ 2566"
    assert FundYear(2566).quarter(4).text() == "quarter 4 of fund year 2566"


@given(DATES, KINDS)
def test_every_date_lies_in_exactly_one_quarter(date: dt.date, kind: type[Year]) -> None:
    """Partition: among the quarters of the year and its neighbours exactly one contains the day."""
    year = kind.of(date)
    around = [*year.quarters, year.next.quarter(1)]
    assert [year.quarter_of(date)] == [quarter for quarter in around if date in quarter]
    assert year.quarter_of(date) == Quarter.of(date, kind)


@given(YEARS)
def test_quarters_and_months_tile_the_year(year: Year) -> None:
    """Quarters and months follow each other without gap from the first to the last day."""
    for parts in (year.quarters, year.months):
        assert (year.start, year.end) == (parts[0].start, parts[-1].end)
        assert all(one.end + DAY == two.start for one, two in itertools.pairwise(parts))
    assert year.months == sum((quarter.months for quarter in year.quarters), ())
    assert year.next.start == year.end + DAY


@given(QUARTERS)
def test_quarter_mapping_is_lossless(quarter: Quarter) -> None:
    """To the other year type and back is the same quarter, over the same months."""
    there = quarter.to_fund() if isinstance(quarter.year, BudgetYear) else quarter.to_budget()
    back = there.to_budget() if isinstance(quarter.year, BudgetYear) else there.to_fund()
    assert (quarter, quarter.months) == (back, there.months)
    assert quarter == quarter.next.previous


@given(st.integers(2505, 2990))
def test_funding_and_budgeting_are_inverse(be: int) -> None:
    """The months a budget year takes from a fund year are the months that fund year gives it."""
    for part in BudgetYear(be + 1).funding():
        back = [p for p in FundYear(part.year.be).budgeting() if p.year == part.whole]
        assert [part.months] == [p.months for p in back]


@given(KINDS, DATES, DATES)
def test_years_preserve_order(kind: type[Year], one: dt.date, other: dt.date) -> None:
    """A later day never lies in an earlier year or quarter."""
    first, last = min(one, other), max(one, other)
    assert kind.of(first) <= kind.of(last)
    assert Quarter.of(first, kind) <= Quarter.of(last, kind)


@given(QUARTERS)
def test_years_and_quarters_round_trip(quarter: Quarter) -> None:
    """The repr is the call that makes the value; pickling keeps value and hash."""
    for value in (quarter, quarter.year):
        assert value == eval(repr(value), NAMES)  # noqa: S307  # our own repr
        again = pickle.loads(pickle.dumps(value))  # noqa: S301  # our own bytes
        assert (value, hash(value)) == (again, hash(again))
