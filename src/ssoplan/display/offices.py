"""The rows of an office table as bars: each its own, with the label that the document prints, misprints included."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from ssoplan.errors import Message
from ssoplan.model import Cell, OfficeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssoplan.errors import Language
    from ssoplan.model import OfficeRow, OfficeTable

__all__ = ["OfficeBar", "office_bars"]


@attrs.frozen
class OfficeBar:
    """One bar.

    Attributes:
        label: The label as printed, followed by the number of the row where another row has the same label.
        number: The number of the row.
        value: Its figure.
    """

    label: str
    number: int
    value: int | Decimal


def office_bars(table: OfficeTable, column: int, lang: Language) -> tuple[list[OfficeBar], list[str]]:
    """Return the bars of the offices that have a figure, and what a reader has to know of them.

    Args:
        table: The table.
        column: The position of the column, from 0.
        lang: The language of the words.
    """
    rows = [
        (label_of(row), number, row.values[column])
        for number, row in zip(_numbers(table.rows), table.rows, strict=True)
        if row.office.kind not in _SUMS
    ]
    doubled = {label for label, times in Counter(label for label, _, _ in rows).items() if times > 1}
    bars = [
        OfficeBar(_ROW.text(lang, label=label, row=number) if label in doubled else label, number, value)
        for label, number, value in rows
        if value is not None and not isinstance(value, Cell)
    ]
    remarks = [
        _DOUBLED.text(
            lang, label=label, rows=", ".join(str(number) for each, number, _ in rows if each == label)
        )
        for label in dict.fromkeys(label for label, _, _ in rows)
        if label in doubled
    ]
    if len(bars) < len(rows):
        remarks.append(_LEFT_OUT.text(lang, count=len(rows) - len(bars)))
    return bars, remarks


def label_of(row: OfficeRow) -> str:
    """Return what a table calls a row: its label as printed."""
    return row.label_th or row.office.name_th


def _numbers(rows: Sequence[OfficeRow]) -> list[int]:
    """Return the number of each row: as the table counts, or its position where that names no single row."""
    printed = [row.number for row in rows]
    unique = None not in printed and len(set(printed)) == len(rows)
    return [
        number if unique and number is not None else place for place, number in enumerate(printed, start=1)
    ]


_SUMS = (OfficeKind.COUNTRY, OfficeKind.REGION, OfficeKind.BANGKOK, OfficeKind.GROUP)
_ROW = Message(en="{label} (row {row})", th="{label} (แถวที่ {row})")
_DOUBLED = Message(
    en="the label “{label}” stands in the rows {rows} and is followed by the number of the row",
    th="ป้ายชื่อ “{label}” มีอยู่ในแถวที่ {rows} จึงกำกับด้วยหมายเลขแถว",
)
_LEFT_OUT = Message(en="without a figure and left out: {count}", th="ไม่มีตัวเลขจึงไม่แสดง: {count}")
