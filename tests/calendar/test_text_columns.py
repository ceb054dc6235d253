"""Whole columns of date texts, in polars, pandas and PyArrow."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # PyArrow ships no types
import pytest

from ssoplan.calendar import text_columns
from ssoplan.calendar.errors import CalendarError
from ssoplan.calendar.text import OcrRepairWarning, read_date
from ssoplan.calendar.text_columns import (
    DateColumnError,
    UnreadDatesWarning,
    parse_date_column,
    read_date_column,
)

TEXTS = ["31/12/63", None, "๑ ต.ค. ๖๒", "31/12/63"]
DAYS = [dt.date(2020, 12, 31), None, dt.date(2019, 10, 1), dt.date(2020, 12, 31)]
BAD = ["31/12/63", "31/2/63", None, "ไม่ทราบ", "31/2/63"]


@pytest.mark.parametrize(
    ("column", "dtype"),
    [
        (pl.Series("paid", TEXTS), "Date"),
        (pl.Series("paid", TEXTS, dtype=pl.Categorical), "Date"),
        (pd.Series(TEXTS, name="paid"), "datetime64[us]"),
        (pd.Series(TEXTS, name="paid", dtype=object), "datetime64[us]"),
        (pd.Series(TEXTS, name="paid", dtype=pd.ArrowDtype(pa.string())), "date32[day][pyarrow]"),
    ],
    ids=["polars", "polars categories", "pandas", "pandas objects", "pandas arrow"],
)
def test_dates_of_the_same_library(column: Any, dtype: str) -> None:
    """A column of texts becomes a column of dates of the same library and name; null stays null."""
    made = parse_date_column(column)
    days = [
        None if day is None or day is pd.NaT or day is pd.NA else dt.date(day.year, day.month, day.day)
        for day in made
    ]
    assert (type(column), "paid", dtype, DAYS) == (type(made), made.name, str(made.dtype), days)


def test_pyarrow() -> None:
    """A PyArrow column becomes a PyArrow column of dates."""
    made = parse_date_column(pa.chunked_array([TEXTS]))
    assert (pa.date32(), DAYS) == (made.type, made.to_pylist())


def test_pandas_keeps_its_index() -> None:
    """Rows keep their labels, so that the result can be put beside the texts."""
    made = parse_date_column(pd.Series(TEXTS, index=[5, 6, 7, 8]))
    assert list(made.index) == [5, 6, 7, 8]


@pytest.mark.parametrize(
    "column", [pl.Series([], dtype=pl.String), pl.Series([None, None]), pd.Series([None], dtype=object)]
)
def test_nothing_to_read(column: Any) -> None:
    """An empty column, or one of nulls, is a column of no dates."""
    made = parse_date_column(column)
    assert (len(column), len(column)) == (len(made), sum(pd.isna(day) for day in made))


def test_all_bad_rows_are_reported_together() -> None:
    """The error lists each bad row with its number and reason, in both languages."""
    with pytest.raises(DateColumnError, match=r"3 of 5 rows .* row 1: .* row 3: .* row 4: ") as caught:
        parse_date_column(pl.Series(BAD))
    assert [(bad.row, bad.error.reason) for bad in caught.value.bad_rows] == [
        (1, "impossible-day"),
        (3, "unknown-word"),
        (4, "impossible-day"),
    ]
    assert "แถว 3: อ่าน 'ไม่ทราบ' ไม่ได้" in caught.value.text("th")


def test_message_lists_the_first_rows_and_counts_the_rest() -> None:
    """Of many bad rows the message shows five; the error has all."""
    with pytest.raises(DateColumnError, match=r"9 of 9 rows .*row 4: .*and 4 more$") as caught:
        parse_date_column(pl.Series(["x"] * 9))
    assert len(caught.value.bad_rows) == 9


def test_null_for_bad_rows_is_asked_for_and_reported() -> None:
    """With errors='null' bad rows are null, and a warning lists them."""
    with pytest.warns(UnreadDatesWarning, match="3 of 5 rows"):
        made = parse_date_column(pl.Series(BAD), errors="null")
    assert [dt.date(2020, 12, 31), None, None, None, None] == made.to_list()


def test_reading_returns_the_report_without_a_warning() -> None:
    """read_date_column gives dates, bad rows and repairs as values."""
    reading = read_date_column(pl.Series(["11 ม.ีค. 64", "31/2/63"]), lenient=True)
    assert [dt.date(2021, 3, 11), None] == reading.dates.to_list()
    assert [(bad.row, bad.value) for bad in reading.bad_rows] == [(1, "31/2/63")]
    assert {row: [change.read for change in of_row] for row, of_row in reading.changes.items()} == {
        0: ["มี.ค."]
    }


def test_lenient_column_warns_of_its_repairs() -> None:
    """Repairs of a lenient column are listed by row."""
    with pytest.warns(OcrRepairWarning, match="1 rows were repaired; row 0: 'ม.ีค.' read as 'มี.ค.'"):
        parse_date_column(pl.Series(["11 ม.ีค. 64"]), lenient=True)


def test_values_that_are_no_text_are_bad_rows() -> None:
    """A number or a list in a column of objects is a bad row, a missing value is null."""
    column = pd.Series(["31/12/63", 3, ["x"], float("nan"), None, True], dtype=object)
    reading = read_date_column(column)
    assert [(bad.row, bad.error.reason) for bad in reading.bad_rows] == [
        (1, "not-text"),
        (2, "not-text"),
        (5, "not-text"),
    ]


@pytest.mark.parametrize(
    "column", [pl.Series([1, 2]), pl.Series([dt.date(2020, 1, 1)]), ["31/12/63"], "31/12/63"]
)
def test_what_is_no_column_of_texts_is_refused(column: Any) -> None:
    """Numbers, dates, lists and single texts are refused as a whole."""
    with pytest.raises(DateColumnError, match="texts"):
        parse_date_column(column)


def test_unknown_choice_is_refused() -> None:
    """Only 'raise' and 'null' are known."""
    with pytest.raises(CalendarError, match="raise, null"):
        parse_date_column(pl.Series(TEXTS), errors="ignore")  # type: ignore[arg-type]  # the wrong choice is the point


def test_each_text_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that stands in many rows is read one time."""
    seen: list[str] = []

    def counted(text: str, *, lenient: bool) -> Any:
        seen.append(text)
        return read_date(text, lenient=lenient)

    monkeypatch.setattr(text_columns, "read_date", counted)
    parse_date_column(pl.Series(["31/12/63", "1/1/64"] * 50))
    assert sorted(seen) == ["1/1/64", "31/12/63"]
