"""Sheets as an Excel workbook with the same bytes each time, through openpyxl (the extra ``excel``)."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import zipfile
from typing import TYPE_CHECKING, Any, Final

from ssoplan._optional import require
from ssoplan.errors import Message
from ssoplan.money import Baht
from ssoplan.payments.outputs.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ssoplan.payments.outputs.sheets import Cell, Sheet

__all__ = ["openpyxl", "write_workbook"]

_WHAT = Message(en="a workbook of a pay run", th="สมุดงานของรอบจ่าย")
# A workbook is a function of its run: it is dated like an archive without dates.
_BEGIN: Final = dt.datetime(1980, 1, 1)  # noqa: DTZ001  # the zip format knows no time zones
_STAMP: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_ROWS: Final = 1_000_000  # a sheet of a workbook ends at 1,048,576
_EXACT: Final = 10**15  # spreadsheets keep 15 digits of a number
_WIDTH: Final = 22


def openpyxl() -> Any:
    """Return the library that writes workbooks, or say how to install it."""
    return require("openpyxl", what=_WHAT, extra="excel")


def write_workbook(sheets: Iterable[Sheet], path: Path) -> None:
    """Write sheets to a new workbook; one that has more rows than a sheet can hold goes on in a second one.

    Text stands in text cells and is neutralised as in CSV, so that it stays harmless when it is saved as CSV.
    """
    book = openpyxl().Workbook(write_only=True)
    book.properties.creator = "ssoplan"
    book.properties.created = _BEGIN
    for sheet in sheets:
        _write(sheet, book)
    made = io.BytesIO()
    book.save(made)
    with path.open("xb") as file:
        _dateless(made, file)


def _write(sheet: Sheet, book: Any) -> None:
    page = _Page(sheet, sheet.title, book)
    parts, count = 1, 0
    for row in sheet.rows():
        if count == _ROWS:
            parts, count = parts + 1, 0
            page = _Page(sheet, f"{sheet.title} {parts}", book)
        page.append(row)
        count += 1


class _Page:
    """A sheet of the workbook. A row is written when it is appended, so one cell a column serves all rows."""

    def __init__(self, sheet: Sheet, title: str, book: Any) -> None:
        from openpyxl.styles import Font  # noqa: PLC0415  # an extra

        width = len(sheet.headings)
        self._page = book.create_sheet(title)
        self._page.freeze_panes = "A2"
        for place in range(width):
            self._page.column_dimensions[chr(ord("A") + place)].width = _WIDTH
        headings = self._cells(width, "@")
        for cell, heading in zip(headings, sheet.headings, strict=True):
            _text(cell, heading)
            cell.font = Font(bold=True)
        self._page.append(headings)
        self._texts, self._sums = self._cells(width, "@"), self._cells(width, "#,##0.00")

    def _cells(self, width: int, form: str) -> list[Any]:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  # an extra

        cells = [WriteOnlyCell(self._page) for _ in range(width)]
        for cell in cells:
            cell.number_format = form
        return cells

    def append(self, row: Sequence[Cell]) -> None:
        """Write a row; days, whole numbers and empty cells are taken as they are."""
        self._page.append([self._cell(place, value) for place, value in enumerate(row)])

    def _cell(self, place: int, value: Cell) -> Any:
        if isinstance(value, Baht):
            if abs(value.satang) < _EXACT:
                self._sums[place].value = value.baht
                return self._sums[place]
            value = f"{value.baht:.2f}"
        return _text(self._texts[place], value) if isinstance(value, str) else value


def _text(cell: Any, text: str) -> Any:
    cell.value = neutral(text)
    cell.data_type = "s"  # never a formula or an error value, whatever the library makes of the text
    return cell


def _dateless(made: io.BytesIO, file: Any) -> None:
    """Copy an archive without the time at which it was made."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            plain = zipfile.ZipInfo(entry.filename)  # dated 1980-01-01
            plain.compress_type = zipfile.ZIP_DEFLATED
            plain.create_system = 0
            with source.open(entry) as old, target.open(plain, "w") as new:
                if entry.filename == "docProps/core.xml":
                    stamp = _BEGIN.isoformat().encode() + b"Z"
                    new.write(_STAMP.sub(rb"\g<1>" + stamp + rb"\g<2>", old.read()))
                else:
                    shutil.copyfileobj(old, new)
