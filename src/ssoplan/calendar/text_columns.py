"""Read whole columns of Thai date texts, in any data frame library narwhals knows.

Every distinct text is read once. Rows that cannot be read are reported all together, with their number and reason;
none is dropped, and none becomes null unless that is asked for.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, TypeVar, get_args

import attrs

from ssoplan._optional import require
from ssoplan.calendar.era import check_option
from ssoplan.calendar.text import Change, DateTextError, OcrRepairWarning, Reading, read_date
from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    import datetime as dt

__all__ = [
    "BadRow",
    "DateColumn",
    "DateColumnError",
    "Errors",
    "UnreadDatesWarning",
    "parse_date_column",
    "read_date_column",
]

_WHAT = Message(en="a column of dates", th="คอลัมน์วันที่")

Errors = Literal["raise", "null"]
"""What to do with rows that cannot be read."""

C = TypeVar("C")

SHOWN = 5  # bad rows that a message lists; the error has them all


class DateColumnError(SsoplanError, ValueError):
    """Raised when a column does not hold texts, or holds texts that are not dates.

    Attributes:
        bad_rows: Every row that could not be read, with its reason.
    """

    kind: ClassVar[str] = "date-column"
    messages: ClassVar[Mapping[str, Message]] = {
        "bad-rows": Message(
            en="{count} of {rows} rows are not dates; correct them, or pass errors='null'. {listing}",
            th="{count} จาก {rows} แถวอ่านเป็นวันที่ไม่ได้ โปรดแก้ไข หรือใช้ errors='null' {listing}",
        ),
        "not-a-column": Message(
            en="a column of texts is needed, not {type}; give a polars, pandas or PyArrow column",
            th="ต้องเป็นคอลัมน์ข้อความ ไม่ใช่ {type} โปรดส่งคอลัมน์ของ polars, pandas หรือ PyArrow",
        ),
        "not-texts": Message(
            en="the column holds {dtype}, not texts; dates need no reading, numbers are not dates",
            th="คอลัมน์เป็นชนิด {dtype} ไม่ใช่ข้อความ วันที่ไม่ต้องอ่านซ้ำ และตัวเลขไม่ใช่วันที่",
        ),
    }

    @property
    def bad_rows(self) -> tuple[BadRow, ...]:
        """Every row that could not be read, with its reason."""
        return tuple(self.values.get("bad_rows", ()))


class UnreadDatesWarning(UserWarning):
    """Shown when ``errors="null"`` put null where a text could not be read; the message lists the first rows."""


@attrs.frozen(kw_only=True)
class BadRow:
    """A row that could not be read.

    Attributes:
        row: Its position, from 0.
        value: What stands there.
        error: Why it is not a date.
    """

    row: int
    value: object
    error: DateTextError


@attrs.frozen(kw_only=True, eq=False)
class DateColumn(Generic[C]):
    """What a column of texts was read as.

    Attributes:
        dates: The dates, a column of the library that was given; null where the text was null or could not be read.
        bad_rows: The rows that could not be read.
        changes: What a lenient reading changed, by row.
    """

    dates: C
    bad_rows: tuple[BadRow, ...] = ()
    changes: Mapping[int, tuple[Change, ...]] = attrs.field(factory=dict)


def parse_date_column(column: C, *, errors: Errors = "raise", lenient: bool = False) -> C:
    """Return the days that a column of Thai date texts names, as a column of the same library; null stays null.

    polars and PyArrow columns, and pandas columns kept by PyArrow, become dates; other pandas columns become
    ``datetime64[us]``, at midnight.

    Args:
        column: A polars, pandas or PyArrow column of texts.
        errors: ``"raise"`` refuses the column if a row cannot be read; ``"null"`` leaves such rows null and lists
            them in an :class:`UnreadDatesWarning`. :func:`read_date_column` returns the list instead.
        lenient: As in :func:`~ssoplan.calendar.text.parse_date`.

    Raises:
        DateColumnError: It is no column of texts, or has rows that are not dates: all of them are listed.
        MissingLibraryError: The extra ``frames`` is not installed.

    Examples:
        >>> import polars as pl
        >>> parse_date_column(pl.Series(["๓๑ ธ.ค. ๖๓", None])).to_list()
        [datetime.date(2020, 12, 31), None]
    """
    check_option(errors, "errors", get_args(Errors))
    reading = read_date_column(column, lenient=lenient)
    if reading.bad_rows:
        error = _error(reading.bad_rows, rows=len(reading.dates))  # type: ignore[arg-type]  # columns have a length
        if errors == "raise":
            raise error
        warnings.warn(str(error), UnreadDatesWarning, stacklevel=2)
    if reading.changes:
        warnings.warn(_listed_changes(reading.changes), OcrRepairWarning, stacklevel=2)
    return reading.dates


def read_date_column(column: C, *, lenient: bool = False) -> DateColumn[C]:
    """Return the dates of a column of texts together with the rows that could not be read and what was repaired.

    Raises:
        DateColumnError: It is no column of texts.
        MissingLibraryError: The extra ``frames`` is not installed.

    Examples:
        >>> import polars as pl
        >>> reading = read_date_column(pl.Series(["31/12/63", "31/2/63"]))
        >>> [(bad.row, bad.error.reason) for bad in reading.bad_rows]
        [(1, 'impossible-day')]
    """
    nw = require("narwhals", what=_WHAT, extra="frames")
    series = _series(nw, column)
    texts = [
        None if null else text
        for text, null in zip(series.to_list(), series.is_null().to_list(), strict=True)
    ]
    keys = [_key(text) for text in texts]
    read = {key: _read(text, lenient=lenient) for key, text in dict(zip(keys, texts, strict=True)).items()}
    found = [read[key] for key in keys]
    dates = [reading.value if isinstance(reading, Reading) else None for reading in found]
    return DateColumn(
        dates=_column_of(nw, series, dates),
        bad_rows=tuple(
            BadRow(row=row, value=texts[row], error=error)
            for row, error in enumerate(found)
            if isinstance(error, DateTextError)
        ),
        changes={row: r.changes for row, r in enumerate(found) if isinstance(r, Reading) and r.changes},
    )


def _key(text: object) -> object:
    # What is no text may not hash; its type and repr tell it apart just as well.
    return text if text is None or isinstance(text, str) else (type(text), repr(text))


def _read(text: Any, *, lenient: bool) -> Reading[dt.date] | DateTextError | None:
    if text is None:
        return None
    try:
        return read_date(text, lenient=lenient)
    except DateTextError as error:
        return error


def _series(nw: Any, column: Any) -> Any:
    try:
        series = nw.from_native(column, series_only=True)
    except TypeError:
        raise DateColumnError("not-a-column", type=type(column).__name__) from None
    textual = (nw.String, nw.Object, nw.Categorical, nw.Enum, nw.Unknown)
    if not isinstance(series.dtype, textual) and not series.is_null().all():
        raise DateColumnError("not-texts", dtype=str(series.dtype))
    return series


def _column_of(nw: Any, like: Any, dates: list[dt.date | None]) -> Any:
    is_plain_pandas = like.implementation.is_pandas_like() and not hasattr(
        like.to_native().dtype, "pyarrow_dtype"
    )
    dtype = nw.Datetime("us") if is_plain_pandas else nw.Date()
    made = nw.new_series(like.name, dates, dtype, backend=like.implementation)
    index = nw.maybe_get_index(like)
    return (made if index is None else nw.maybe_set_index(made, index=index)).to_native()


def _error(bad_rows: tuple[BadRow, ...], *, rows: int) -> DateColumnError:
    first, more = bad_rows[:SHOWN], len(bad_rows) - SHOWN
    en = "; ".join(f"row {bad.row}: {bad.error.text('en')}" for bad in first)
    th = "; ".join(f"แถว {bad.row}: {bad.error.text('th')}" for bad in first)
    listing = Message(
        en + (f"; and {more} more" if more > 0 else ""), th + (f"; และอีก {more} แถว" if more > 0 else "")
    )
    return DateColumnError("bad-rows", count=len(bad_rows), rows=rows, listing=listing, bad_rows=bad_rows)


def _listed_changes(changes: Mapping[int, tuple[Change, ...]]) -> str:
    first = [f"row {row}: {change}" for row, of_row in changes.items() for change in of_row][:SHOWN]
    return f"{len(changes)} rows were repaired; " + "; ".join(first)
