from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.calendar import (
    BudgetYear,
    CalendarError,
    CalendarTypeError,
    FundYear,
    columns,
)
from ssoplan.calendar import be_year as be_year_of
from ssoplan.errors import MissingLibraryError

if TYPE_CHECKING:
    from collections.abc import Callable

pa = pytest.importorskip("pyarrow")

NAMES: tuple[columns.YearColumn, ...] = (
    "be_year",
    "budget_year",
    "budget_quarter",
    "fund_year",
    "fund_quarter",
)
FUNCTIONS: dict[str, Callable[..., Any]] = {name: getattr(columns, name) for name in NAMES}
SCALAR: dict[str, Callable[[dt.date], int]] = {
    "be_year": be_year_of,
    "budget_year": lambda date: BudgetYear.of(date).be,
    "budget_quarter": lambda date: BudgetYear.of(date).quarter_of(date).number,
    "fund_year": lambda date: FundYear.of(date).be,
    "fund_quarter": lambda date: FundYear.of(date).quarter_of(date).number,
}
MAKERS: dict[str, Callable[[list[dt.date | None]], Any]] = {
    "polars": lambda dates: pl.Series("paid", dates, dtype=pl.Date),
    "polars datetime": lambda dates: pl.Series("paid", dates, dtype=pl.Datetime),
    "pandas": lambda dates: pd.Series(pd.to_datetime(pd.Series(dates, dtype=object)), name="paid"),
    "pandas arrow": lambda dates: pd.Series(dates, dtype="date32[pyarrow]"),
    "pyarrow": lambda dates: pa.chunked_array([pa.array(dates, type=pa.date32())]),
}
MODERN = st.lists(st.none() | st.dates(dt.date(1961, 10, 1), dt.date(2450, 1, 1)), max_size=30)
ANY = st.lists(st.none() | st.dates(dt.date(1905, 1, 1), dt.date(1970, 1, 1)), max_size=30)


def expected(name: str, date: dt.date | None) -> int | None:
    """Return what the scalar says, None where it refuses."""
    try:
        return None if date is None else SCALAR[name](date)
    except CalendarError:
        return None


def listed(column: Any) -> list[int | None]:
    """Return a column as Python values, null (of whatever library) as None."""
    return [None if pd.isna(value) else int(value) for value in nw.from_native(column, series_only=True)]


@pytest.mark.parametrize("maker", MAKERS)
@settings(max_examples=20)
@given(dates=MODERN)
def test_columns_say_what_scalars_say(maker: str, dates: list[dt.date | None]) -> None:
    """Every row of every kind of column has the scalar's value, null stays null."""
    column = MAKERS[maker](dates)
    for name in NAMES:
        assert listed(FUNCTIONS[name](column)) == [expected(name, date) for date in dates], name


@pytest.mark.parametrize("maker", MAKERS)
@settings(max_examples=20)
@given(dates=ANY)
def test_early_days_are_null_on_request(maker: str, dates: list[dt.date | None]) -> None:
    """A day the scalar refuses is null if that is asked for; the others have the scalar's value."""
    column = MAKERS[maker](dates)
    for name in NAMES:
        assert listed(FUNCTIONS[name](column, outside="null")) == [expected(name, date) for date in dates], (
            name
        )


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("name", NAMES)
def test_early_days_are_refused_by_row(name: str, maker: str) -> None:
    """The first row that the scalar refuses is named, with its date."""
    first = columns.FIRST_DAYS[name]
    before = first - dt.timedelta(days=1)
    column = MAKERS[maker]([None, dt.date(2021, 1, 1), first, before, dt.date(1910, 1, 1)])
    with pytest.raises(CalendarError, match=f"row 3 of the column holds {before}.*{name} begins on {first}"):
        FUNCTIONS[name](column)


@settings(max_examples=30)
@given(ANY)
def test_lazy_and_eager_frames_agree(dates: list[dt.date | None]) -> None:
    """A lazy frame gives the same rows as an eager one, and both the scalar's."""
    frame = MAKERS["polars"](dates).to_frame()
    eager = columns.with_years(frame, "paid", outside="null")
    lazy = columns.with_years(frame.lazy(), "paid", outside="null")
    assert isinstance(lazy, pl.LazyFrame)
    assert lazy.collect().equals(eager)
    assert eager.rows() == [(date, *(expected(name, date) for name in NAMES)) for date in dates]


@settings(max_examples=30)
@given(ANY)
def test_expressions_work_where_narwhals_does(dates: list[dt.date | None]) -> None:
    """A narwhals expression gives the same values for dates in polars and moments in pandas."""
    made = [FUNCTIONS[name](nw.col("paid"), outside="null") for name in NAMES]
    want = [[expected(name, date) for date in dates] for name in NAMES]
    of_polars = nw.from_native(MAKERS["polars"](dates).to_frame()).select(*made)
    assert [of_polars[name].to_list() for name in NAMES] == want


@settings(max_examples=20)
@given(ANY)
def test_proleptic_years_are_the_ce_year_plus_543(dates: list[dt.date | None]) -> None:
    """The proleptic reckoning has a year for every day."""
    got = columns.be_year(MAKERS["polars"](dates), reckoning="proleptic")
    assert got.to_list() == [None if date is None else date.year + 543 for date in dates]
    frame = MAKERS["polars"](dates).to_frame()
    made = nw.from_native(frame).select(columns.be_year(nw.col("paid"), reckoning="proleptic"))
    assert made["be_year"].to_list() == got.to_list()


def test_frames_keep_their_kind_and_columns() -> None:
    """A pandas frame stays pandas with its index, an Arrow table stays a table; years beside nulls are integers."""
    dates = [dt.date(2021, 10, 1), None]
    pandas = pd.DataFrame({"paid": MAKERS["pandas"](dates).array}, index=[7, 9])
    made = columns.with_years(pandas, "paid", add=["budget_year"])
    assert isinstance(made, pd.DataFrame)
    assert (list(made.columns), list(made.index), str(made["budget_year"].dtype)) == (
        ["paid", "budget_year"],
        [7, 9],
        "Int32",
    )
    table = columns.with_years(pa.table({"paid": dates}), "paid", add=["fund_quarter", "budget_quarter"])
    assert table.to_pydict() == {"paid": dates, "fund_quarter": [4, None], "budget_quarter": [1, None]}


def test_a_made_column_has_the_name_of_what_it_is() -> None:
    """The budget years of a column are called so and do not replace the dates when put beside them."""
    frame = pl.DataFrame({"paid": [dt.date(2021, 10, 1)]})
    assert frame.with_columns(columns.budget_year(frame["paid"])).columns == ["paid", "budget_year"]


def test_lazy_columns_cannot_refuse_rows() -> None:
    """A lazy frame or expression that should refuse rows is an error that says what to ask for."""
    lazy = pl.LazyFrame({"paid": [dt.date(2021, 10, 1)]})
    with pytest.raises(CalendarError, match="outside='null'"):
        columns.with_years(lazy, "paid")
    with pytest.raises(CalendarError, match="outside='null'"):
        columns.fund_year(nw.col("paid"))


@pytest.mark.parametrize(
    ("column", "hint"),
    [
        (pl.Series(["31 ธ.ค. 63"]), "parse_date"),
        (pl.Series([dt.datetime(2021, 1, 1, tzinfo=dt.UTC)]), "time zone"),
        (pd.Series([dt.date(2021, 1, 1)], dtype=object), "turn it into dates"),
        ([dt.date(2021, 1, 1)], "list"),
        (pl.col("paid"), "Expr"),
    ],
)
def test_only_columns_of_dates_have_years(column: Any, hint: str) -> None:
    """Text, moments in a time zone, Python objects and lists are refused with a way out."""
    with pytest.raises(CalendarTypeError, match=hint) as caught:
        columns.be_year(column)
    assert "ต้องเป็นคอลัมน์วันที่" in caught.value.text("th")


def test_options_are_checked() -> None:
    """Unknown options are refused with the right ones."""
    column = pl.Series([dt.date(2021, 1, 1)])
    with pytest.raises(CalendarError, match="refuse, null"):
        columns.be_year(column, outside="drop")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(CalendarError, match="civil, proleptic"):
        columns.be_year(column, reckoning="old")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(CalendarError, match="budget_quarter"):
        columns.with_years(column.to_frame("d"), "d", add=["quarter"])  # type: ignore[list-item]  # wrong on purpose


def test_without_the_extra_columns_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without narwhals the error says which extra to install."""
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(MissingLibraryError, match=r'pip install "ssoplan\[frames\]"'):
        columns.be_year(pl.Series([dt.date(2021, 1, 1)]))
