"""Amounts of a whole column in words, for any eager data frame library that narwhals knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar

from ssoplan._optional import require
from ssoplan.errors import Message, SsoplanError
from ssoplan.money import Baht
from ssoplan.numerals.baht import satang_text
from ssoplan.numerals.digits import NumeralTypeError, clipped
from ssoplan.numerals.words import NumeralOptionError, Reading, word_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import narwhals as nw

__all__ = ["ColumnCellError", "baht_text_column"]

_WHAT = Message(en="a column of amounts in words", th="คอลัมน์จำนวนเงินเป็นตัวอักษร")

Series = TypeVar("Series")
CellUnit = Literal["satang", "baht"]


class ColumnCellError(SsoplanError, ValueError):
    """Raised when a cell of a column is no amount; it names the row (0 is the first) and the reason.

    Attributes:
        values: ``row`` and the error of the cell, ``cause``.
    """

    kind = "column-cell"
    messages: ClassVar[Mapping[str, Message]] = {
        "not-amount": Message(en="row {row}: {cause}", th="แถว {row}: {cause_th}"),
    }


def baht_text_column(
    series: Series, *, unit: CellUnit = "satang", reading: Reading = "royal-society", zero_baht: bool = False
) -> Series:
    """Return a column of amounts in Thai words, in the library (and with the index) of the column given.

    Args:
        series: A polars, pandas or PyArrow column. With ``unit="satang"`` whole numbers of satang, the way amounts
            are kept in columns; with ``unit="baht"`` whole numbers, decimals or text, as ``Baht`` reads them.
            An empty cell stays empty. Columns of floats are refused.
        unit: What the numbers of the column count: ``satang`` or ``baht``.
        reading: How a final 1 is read, as in ``baht_text``.
        zero_baht: Whether an amount below one baht begins with ศูนย์บาท.

    Raises:
        MissingLibraryError: The extra ``frames`` is not installed.
        NumeralTypeError: The column holds floats, or satang that are not whole numbers.
        ColumnCellError: A cell is no amount.
        NumeralOptionError: ``unit`` or ``reading`` is not known.

    >>> import polars
    >>> baht_text_column(polars.Series("amount", [1840800, None])).to_list()
    ['หนึ่งหมื่นแปดพันสี่ร้อยแปดบาทถ้วน', None]
    """
    nw = require("narwhals", what=_WHAT, extra="frames")
    word_tables(reading)
    column = nw.from_native(series, series_only=True)
    to_satang = _reader(column.dtype, unit)
    cells = [
        None if empty else satang_text(_cell(to_satang, value, row), reading=reading, zero_baht=zero_baht)
        for row, (value, empty) in enumerate(zip(column.to_list(), column.is_null().to_list(), strict=True))
    ]
    words = nw.new_series(column.name, cells, nw.String, backend=column.implementation)
    # A pandas column without its index would be joined to the wrong rows on assignment.
    kept = nw.maybe_get_index(column)
    return (words if kept is None else nw.maybe_set_index(words, index=kept)).to_native()  # type: ignore[no-any-return]  # narwhals returns the native kind it was given


def _reader(dtype: nw.dtypes.DType, unit: CellUnit) -> Callable[[Any], int]:
    if unit not in ("satang", "baht"):
        raise NumeralOptionError("unknown", option="unit", found=clipped(unit), choices="satang, baht")
    if dtype.is_float() or (unit == "satang" and not dtype.is_integer()):
        wanted = "whole numbers of satang" if unit == "satang" else "exact amounts"
        raise NumeralTypeError("not-column", found=str(dtype), wanted=wanted)
    return (
        (lambda satang: Baht.from_satang(satang).satang)
        if unit == "satang"
        else (lambda value: Baht(value).satang)
    )


def _cell(to_satang: Callable[[Any], int], value: Any, row: int) -> int:
    try:
        return to_satang(value)
    except SsoplanError as error:
        raise ColumnCellError("not-amount", row=row, cause=str(error), cause_th=error.text("th")) from error
