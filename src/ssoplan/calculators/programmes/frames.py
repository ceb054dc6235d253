"""Office tables as data frames."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, get_args

from ssoplan._optional import require
from ssoplan.calculators.checks import check_choice, check_kind
from ssoplan.errors import Message
from ssoplan.model import Cell, OfficeTable

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["to_frame"]

Backend = Literal["polars", "pandas", "pyarrow"]
_WHAT = Message(en="a data frame of an office table", th="การแปลงตารางรายหน่วยงานเป็น data frame")


def to_frame(table: OfficeTable, *, backend: Backend = "polars") -> Any:
    """Return an office table as a data frame: a row for each office, subtotal and total, a column for each figure.

    The first columns are ``office``, ``office_kind`` (``country``, ``region``, ``province`` …) and ``group``. Figures
    are whole numbers, money is baht; a column with satang holds Decimals. A cell that is not there, and one that the
    copy lost, is null.

    Args:
        table: The table; that of a calculation is its ``value``.
        backend: The library of the frame: ``polars``, ``pandas`` or ``pyarrow``.

    Raises:
        CalculatorTypeError: It is no office table.
        CalculatorError: There is no such backend.
        MissingLibraryError: The extra ``frames`` is not installed, or the library that is asked for.
    """
    check_kind(table, OfficeTable, name="table")
    check_choice(backend, get_args(Backend), "backend")
    columns: dict[str, list[Any]] = {
        "office": [row.office.name_th for row in table.rows],
        "office_kind": [row.office.kind.value for row in table.rows],
        "group": [row.group for row in table.rows],
    }
    figures = {key: [_figure(row.values[i]) for row in table.rows] for i, key in enumerate(table.column_keys)}
    if backend == "pandas":  # whose own whole numbers cannot be null
        pandas = require("pandas", what=_WHAT, extra="frames")
        series = {key: pandas.Series(values, dtype=_pandas_type(values)) for key, values in figures.items()}
        return pandas.DataFrame({**columns, **series})
    nw = require("narwhals", what=_WHAT, extra="frames")
    require(backend, what=_WHAT, extra="frames")
    texts = nw.from_dict(columns, dict.fromkeys(columns, nw.String), backend=backend)
    return texts.with_columns(
        nw.new_series(key, values, None if _has_decimals(values) else nw.Int64, backend=backend)
        for key, values in figures.items()
    ).to_native()


def _figure(value: object) -> object:
    return None if value is Cell.LOST else value


def _has_decimals(values: Sequence[object]) -> bool:
    return any(isinstance(value, Decimal) for value in values)


def _pandas_type(values: Sequence[object]) -> str:
    return "object" if _has_decimals(values) else "Int64"
