from __future__ import annotations

import datetime as dt
import pickle
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoplan.calendar import (
    BudgetYear,
    CalendarError,
    CalendarTypeError,
    FundYear,
    Month,
    MonthlySeries,
    Year,
    recut,
)

MONTHS = st.builds(Month.of, st.dates(dt.date(2015, 1, 1), dt.date(2022, 12, 31)))
VALUES = st.one_of(st.integers(), st.fractions())
SERIES: st.SearchStrategy[MonthlySeries[Any]] = st.builds(
    MonthlySeries, st.dictionaries(MONTHS, VALUES, max_size=40)
)
KINDS = st.sampled_from([BudgetYear, FundYear])


def present(years: dict[Any, tuple[Any, ...]]) -> list[Any]:
    """Return the cells that hold a value, year by year."""
    return [cell for year in sorted(years) for cell in years[year] if cell is not None]


def test_the_nong_khai_contractor() -> None:
    """2,940 baht a month in budget year 2565: fund 2564 pays 8,820, fund 2565 pays 26,460, together 35,280 (CAL-09)."""
    series = MonthlySeries.from_years({BudgetYear(2565): [2940] * 12})
    assert series.totals(FundYear) == {FundYear(2564): 8820, FundYear(2565): 26460}
    assert series.totals(BudgetYear) == {BudgetYear(2565): 35280}
    assert [sum(series.within(part).values()) for part in BudgetYear(2565).funding()] == [8820, 26460]


def test_recut_leaves_missing_months_missing() -> None:
    """The months a budget year does not have in a fund year are None there, and a zero stays a zero."""
    years = recut({BudgetYear(2565): [0, None, 5, *range(1, 10)]}, into=FundYear)
    assert years == {
        FundYear(2564): (*[None] * 9, 0, None, 5),
        FundYear(2565): (*range(1, 10), None, None, None),
    }


def test_recut_takes_months_too() -> None:
    """Values may be given by month, in any order."""
    years = recut({Month(2565, 1): "b", Month(2564, 12): "a"}, into=BudgetYear)
    assert years == {BudgetYear(2565): (None, None, "a", "b", *[None] * 8)}
    assert recut({}, into=BudgetYear) == {}


def test_a_series_is_a_mapping_in_the_order_of_time() -> None:
    """Months come in order, whatever the order given; equal content is equal and hashes alike."""
    series: MonthlySeries[int] = MonthlySeries({Month(2565, 1): 2, Month(2564, 12): 1})
    assert list(series.items()) == [(Month(2564, 12), 1), (Month(2565, 1), 2)]
    again: MonthlySeries[int] = MonthlySeries([(Month(2564, 12), 1), (Month(2565, 1), 2)])
    assert (series, hash(series)) == (again, hash(again))
    assert Month(2565, 2) not in series
    with pytest.raises(KeyError):
        series[Month(2565, 2)]


def test_wrong_input_is_refused() -> None:
    """A month twice, thirteen cells and bare years are errors that say where."""
    with pytest.raises(CalendarError, match=r"Month\(2565, 1\) is given twice"):
        MonthlySeries([(Month(2565, 1), 1), (Month(2565, 1), 2)])
    with pytest.raises(CalendarError, match=r"BudgetYear\(2565\) was given 13 values"):
        recut({BudgetYear(2565): [1] * 13}, into=FundYear)
    with pytest.raises(CalendarTypeError, match="2565"):
        MonthlySeries({2565: 1})  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(CalendarTypeError, match="ambiguous"):
        MonthlySeries.from_years({2565: [1] * 12})  # type: ignore[type-var]  # wrong on purpose
    with pytest.raises(CalendarTypeError, match="ambiguous"):
        recut({Month(2565, 1): 1}, into=Year)  # type: ignore[type-abstract]  # wrong on purpose


def test_the_same_month_under_two_year_types_is_refused() -> None:
    """October 2564 cannot come from a budget year and a fund year at once."""
    with pytest.raises(CalendarError, match="given twice"):
        recut({BudgetYear(2565): [1] * 12, FundYear(2564): [2] * 12}, into=FundYear)


@given(SERIES, KINDS)
def test_recutting_conserves_every_value(series: MonthlySeries[int | Fraction], kind: type[Year]) -> None:
    """Every value is in the result exactly once, in the order of time, and the totals add up to the same."""
    assert present(series.by_year(kind)) == list(series.values())
    assert sum(series.totals(kind).values()) == sum(series.values())


@given(SERIES, KINDS, KINDS)
def test_recutting_there_and_back_is_the_same_series(
    series: MonthlySeries[int], there: type[Year], back: type[Year]
) -> None:
    """Cut into one type, then into the other, then read as months: nothing lost, nothing added."""
    once = MonthlySeries.from_years(series.by_year(there))
    twice: MonthlySeries[int] = MonthlySeries.from_years(once.by_year(back))
    assert series == once == twice


@given(SERIES)
def test_series_round_trip(series: MonthlySeries[int]) -> None:
    """The repr is the call that makes the series; pickling keeps it."""
    names = {"MonthlySeries": MonthlySeries, "Month": Month, "Fraction": Fraction}
    assert series == eval(repr(series), names)  # noqa: S307  # our own repr
    assert series == pickle.loads(pickle.dumps(series))  # noqa: S301  # our own bytes
