"""Whole columns of dates: Buddhist year, budget year, fund year and the quarters of both, for any data frame.

The values are those of :func:`ssoplan.calendar.be_year`, :class:`~ssoplan.calendar.BudgetYear` and
:class:`~ssoplan.calendar.FundYear` row by row; null stays null. What these refuse (a day before the era, a budget
year before 2505) a column refuses too, naming the first such row; ``outside="null"`` turns it into null instead. A
lazy frame or an expression cannot look at its rows, so there ``outside="null"`` has to be asked for.

Columns come through narwhals (extra ``frames``): polars, pandas and PyArrow, eager, and lazy where the library is.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from ssoplan._optional import require
from ssoplan.calendar.era import (
    APRIL,
    FIRST_CIVIL_DAY,
    FIRST_JANUARY_DAY,
    OFFSET,
    Reckoning,
    check_option,
)
from ssoplan.calendar.errors import CalendarError, CalendarTypeError
from ssoplan.calendar.years import BudgetYear, FundYear
from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Outside",
    "YearColumn",
    "be_year",
    "budget_quarter",
    "budget_year",
    "fund_quarter",
    "fund_year",
    "with_years",
]

_WHAT = Message(en="a column of years", th="คอลัมน์ปี")

Outside = Literal["refuse", "null"]
"""What to do with a day that has no year of the kind asked for."""

YearColumn = Literal["be_year", "budget_year", "budget_quarter", "fund_year", "fund_quarter"]
"""The columns that can be made from a column of dates; they are named so in the result."""

C = TypeVar("C")
F = TypeVar("F")

FIRST_DAYS: dict[str, dt.date] = {
    "be_year": FIRST_CIVIL_DAY,
    "budget_year": BudgetYear(BudgetYear.first_be).start,
    "budget_quarter": BudgetYear(BudgetYear.first_be).start,
    "fund_year": FundYear(FundYear.first_be).start,
    "fund_quarter": FundYear(FundYear.first_be).start,
}


def be_year(column: C, *, reckoning: Reckoning = "civil", outside: Outside = "refuse") -> C:
    """Return the Buddhist year of every date; the civil one is right before 1941 too.

    Args:
        column: A polars, pandas or PyArrow column of dates (or of moments without a time zone), or a narwhals
            expression.
        reckoning: As in :func:`ssoplan.calendar.be_year`; nothing is outside the proleptic reckoning.
        outside: ``"refuse"`` raises for a date without such a year, ``"null"`` leaves it out.

    Raises:
        CalendarError: A date has no such year, and its row is named; or the column is an expression.
        CalendarTypeError: The column does not hold dates.
        MissingLibraryError: The extra ``frames`` is not installed.

    Examples:
        >>> import datetime as dt
        >>> import polars as pl
        >>> be_year(pl.Series([dt.date(2021, 10, 31), None, dt.date(1940, 3, 31)])).to_list()
        [2564, None, 2482]
    """
    check_option(reckoning, "reckoning", get_args(Reckoning))
    return _one(column, "be_year", reckoning=reckoning, outside=outside)


def budget_year(column: C, *, outside: Outside = "refuse") -> C:
    """Return the budget year of every date; days before 1 October 1961 have none.

    Arguments and errors as in :func:`be_year`.
    """
    return _one(column, "budget_year", outside=outside)


def budget_quarter(column: C, *, outside: Outside = "refuse") -> C:
    """Return the number of the budget-year quarter of every date: October to December is 1.

    Arguments and errors as in :func:`be_year`.
    """
    return _one(column, "budget_quarter", outside=outside)


def fund_year(column: C, *, outside: Outside = "refuse") -> C:
    """Return the fund year of every date; days before 1 January 1941 have none.

    Arguments and errors as in :func:`be_year`.
    """
    return _one(column, "fund_year", outside=outside)


def fund_quarter(column: C, *, outside: Outside = "refuse") -> C:
    """Return the number of the fund-year quarter of every date: January to March is 1.

    Arguments and errors as in :func:`be_year`.
    """
    return _one(column, "fund_quarter", outside=outside)


def with_years(
    frame: F, column: str, *, add: Iterable[YearColumn] = get_args(YearColumn), outside: Outside = "refuse"
) -> F:
    """Return the frame with columns made from one of its columns of dates.

    Args:
        frame: A polars, pandas or PyArrow frame, eager or lazy.
        column: The name of the column of dates.
        add: Which columns to add, under these names; a column of that name is replaced.
        outside: As in :func:`be_year`; a lazy frame needs ``"null"``.

    Raises:
        CalendarError: A date has no such year, and its row is named; or the frame is lazy.
        CalendarTypeError: The column does not hold dates.
        MissingLibraryError: The extra ``frames`` is not installed.

    Examples:
        >>> import datetime as dt
        >>> import polars as pl
        >>> frame = pl.LazyFrame({"paid": [dt.date(2021, 10, 1)]})
        >>> with_years(frame, "paid", add=["budget_year", "fund_year"], outside="null").collect().rows()
        [(datetime.date(2021, 10, 1), 2565, 2564)]
    """
    nw = require("narwhals", what=_WHAT, extra="frames")
    names = tuple(add)
    for name in names:
        check_option(name, "add", get_args(YearColumn))
    table = nw.from_native(frame)
    dtype = _check_dtype(nw, table.collect_schema()[column], "with_years")
    modern = _check_rows(table[column] if isinstance(table, nw.DataFrame) else None, names, outside)
    date = nw.col(column)
    made = [
        _formula(nw, name, date, outside=outside, modern=modern, dtype=dtype).alias(name) for name in names
    ]
    return _with_integers(table.with_columns(*made), names)  # type: ignore[no-any-return]  # the kind of frame given


def _one(column: C, name: YearColumn, *, outside: Outside, reckoning: Reckoning = "civil") -> C:
    nw = require("narwhals", what=_WHAT, extra="frames")
    proleptic = reckoning == "proleptic"
    if isinstance(column, nw.Expr):
        if not proleptic:
            _check_rows(None, (name,), outside)
        return _formula(nw, name, column, outside=outside, modern=proleptic).alias(name)  # type: ignore[no-any-return]  # an expression, as given
    series = _series(nw, column, name)
    modern = proleptic or _check_rows(series, (name,), outside)
    made = _formula(nw, name, nw.col("date"), outside=outside, modern=modern, dtype=series.dtype).alias(name)
    table = series.alias("date").to_frame().select(made)
    return nw.from_native(_with_integers(table, (name,)))[name].to_native()  # type: ignore[no-any-return]  # the kind of column given


def _formula(nw: Any, name: str, date: Any, *, outside: Outside, modern: bool, dtype: Any = None) -> Any:
    """Return the expression; ``modern`` says that no row needs the calendar before 1941 or lies outside."""
    month = date.dt.month()
    value = _quarter(name, month) if name.endswith("quarter") else date.dt.year() + OFFSET
    if name == "budget_year":
        value = value + month // 10  # 1 from October on
    if modern:
        return value
    if name == "be_year":
        spring = (month < APRIL) & ~_since(nw, date, FIRST_JANUARY_DAY, dtype)
        value = value - spring.cast(nw.Int32)
    return value if outside == "refuse" else nw.when(_since(nw, date, FIRST_DAYS[name], dtype)).then(value)


def _quarter(name: str, month: Any) -> Any:
    of_fund = (month + 2) // 3
    return of_fund if name == "fund_quarter" else of_fund + 1 - month // 10 * 4  # pandas on Arrow knows no %


def _since(nw: Any, date: Any, first: dt.date, dtype: Any) -> Any:
    """Return whether a date is not before ``first``, the first day of a month; fastest where the dtype is known."""
    if dtype is None:
        year, month = date.dt.year(), date.dt.month()
        return (year > first.year) | ((year == first.year) & (month >= first.month))
    return date >= (first if isinstance(dtype, nw.Date) else dt.datetime(first.year, first.month, 1))  # noqa: DTZ001  # the column has no zone


def _check_rows(series: Any, names: tuple[str, ...], outside: Outside) -> bool:
    """Refuse days without a year, and return whether every day is from the time that needs no special case."""
    check_option(outside, "outside", get_args(Outside))
    if series is None:
        if outside == "refuse" and names:
            raise CalendarError("column-lazy", what=names[0])
        return False
    if series.null_count() == len(series):
        return True
    lowest = series.min()
    earliest = (lowest.year, lowest.month)
    for name in names:
        first = FIRST_DAYS[name]
        if outside == "refuse" and earliest < (first.year, first.month):
            raise _outside(series, name, first)
    return all(earliest >= (FIRST_DAYS[name].year, FIRST_DAYS[name].month) for name in (*names, "fund_year"))


def _outside(series: Any, name: str, first: dt.date) -> CalendarError:
    year, month = series.dt.year(), series.dt.month()
    before = (year < first.year) | ((year == first.year) & (month < first.month))
    row = before.fill_null(value=False).arg_true()[0]
    date = series[row]
    return CalendarError("column-outside", row=int(row), date=f"{date:%Y-%m-%d}", what=name, first=first)


def _series(nw: Any, column: Any, name: str) -> Any:
    try:
        series = nw.from_native(column, series_only=True)
    except TypeError:
        raise _not_dates(name, type(column).__name__, "give a polars, pandas or PyArrow column") from None
    _check_dtype(nw, series.dtype, name)
    return series


def _check_dtype(nw: Any, dtype: Any, name: str) -> Any:
    if not isinstance(dtype, (nw.Date, nw.Datetime)):
        raise _not_dates(name, str(dtype), "turn it into dates first; Thai text is read by parse_date")
    if getattr(dtype, "time_zone", None) is not None:
        raise _not_dates(name, str(dtype), "take the day in the time zone you mean first")
    return dtype


def _not_dates(what: str, dtype: str, hint: str) -> CalendarTypeError:
    return CalendarTypeError("not-a-date-column", what=what, dtype=dtype, hint=hint)


def _with_integers(table: Any, names: tuple[str, ...]) -> Any:
    """Return the native frame; pandas would make 2565.0 of a year beside a null, its Int32 does not."""
    native = table.to_native()
    if not table.implementation.is_pandas_like():
        return native
    floats = [name for name in names if not hasattr(native[name].dtype, "pyarrow_dtype")]
    return native.astype(dict.fromkeys(floats, "Int32"))
