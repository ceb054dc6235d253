from __future__ import annotations

import sys
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pytest

from ssoplan.errors import MissingLibraryError
from ssoplan.numerals import NumeralOptionError, NumeralTypeError, baht_text_column
from ssoplan.numerals.columns import ColumnCellError

EXPECTED = ["หนึ่งหมื่นแปดพันสี่ร้อยแปดบาทถ้วน", None, "ลบห้าสตางค์"]


def test_a_polars_column_of_satang() -> None:
    """A polars column of satang becomes a polars column of words; empty cells stay empty, the name is kept."""
    words = baht_text_column(pl.Series("amount", [1_840_800, None, -5]))
    assert isinstance(words, pl.Series)
    assert words.to_list() == EXPECTED
    assert words.name == "amount"
    assert isinstance(words.dtype, pl.String)


@pytest.mark.parametrize("dtype", ["Int64", "int64[pyarrow]"])
def test_a_pandas_column_keeps_its_index(dtype: str) -> None:
    """A pandas column of satang keeps its index, so that the words land on the right rows."""
    if "pyarrow" in dtype:
        pytest.importorskip("pyarrow")
    words = baht_text_column(pd.Series([1_840_800, None, -5], index=[7, 8, 9], dtype=dtype, name="amount"))
    assert isinstance(words, pd.Series)
    assert words.index.to_list() == [7, 8, 9]
    assert [None if pd.isna(word) else word for word in words] == EXPECTED


def test_an_arrow_column() -> None:
    """A PyArrow column is read too."""
    pa = pytest.importorskip("pyarrow")
    assert baht_text_column(pa.chunked_array([[1_840_800, None, -5]])).to_pylist() == EXPECTED


@pytest.mark.parametrize(
    "cells",
    [["18,408 บาท", None, "-0.05"], [Decimal(18408), None, Decimal("-0.05")]],
    ids=["text", "decimal"],
)
def test_a_column_of_baht(cells: list[Any]) -> None:
    """With unit="baht" text and decimals are read as amounts of baht."""
    assert baht_text_column(pl.Series(cells), unit="baht").to_list() == EXPECTED


def test_whole_numbers_count_what_the_unit_says() -> None:
    """The same whole number is satang by default and baht when the unit says so."""
    column = pl.Series([500])
    assert baht_text_column(column).to_list() == ["ห้าบาทถ้วน"]
    assert baht_text_column(column, unit="baht").to_list() == ["ห้าร้อยบาทถ้วน"]


def test_the_options_of_the_words_hold_for_columns() -> None:
    """The other reading and ศูนย์บาท can be asked for a column."""
    words = baht_text_column(pl.Series([10_100, 5]), reading="tens-only", zero_baht=True)
    assert words.to_list() == ["หนึ่งร้อยหนึ่งบาทถ้วน", "ศูนย์บาทห้าสตางค์"]


@pytest.mark.parametrize(
    ("column", "unit"),
    [
        (pl.Series([1.5]), "satang"),
        (pl.Series([1.5]), "baht"),
        (pl.Series(["5"]), "satang"),
        (pl.Series([True]), "satang"),
    ],
)
def test_inexact_columns_are_refused(column: pl.Series, unit: Any) -> None:
    """Floats are refused in both units, and satang must be whole numbers."""
    with pytest.raises(NumeralTypeError, match="does not hold") as caught:
        baht_text_column(column, unit=unit)
    assert "คอลัมน์" in caught.value.text("th")


def test_a_bad_cell_is_named_by_its_row() -> None:
    """The error of one cell names its row and its reason in both languages."""
    with pytest.raises(ColumnCellError, match=r"row 1: .*grouped by thousands") as caught:
        baht_text_column(pl.Series(["5", "1,23"]), unit="baht")
    assert "แถว 1:" in caught.value.text("th")
    assert "หลักพัน" in caught.value.text("th")


def test_an_empty_column_stays_empty() -> None:
    """A column without rows gives a column of text without rows."""
    assert baht_text_column(pl.Series([], dtype=pl.Int64)).to_list() == []


@pytest.mark.parametrize("options", [{"unit": "dollar"}, {"reading": "other"}])
def test_unknown_options_are_refused(options: Any) -> None:
    """An unknown unit or reading is refused with the choices."""
    with pytest.raises(NumeralOptionError, match="choose one of"):
        baht_text_column(pl.Series([1]), **options)


def test_the_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without narwhals the error says which extra to install."""
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(MissingLibraryError, match=r"ssoplan\[frames\]") as caught:
        baht_text_column(pl.Series([1]))
    assert "ssoplan[frames]" in caught.value.text("th")
