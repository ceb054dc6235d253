"""A sheet as CSV: UTF-8 with a byte order mark, by which spreadsheets know Thai, and lines ended as RFC 4180 says."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING

from ssoplan.money import Baht
from ssoplan.payments.outputs.neutral import neutral

if TYPE_CHECKING:
    from pathlib import Path

    from ssoplan.payments.outputs.sheets import Cell, Sheet

__all__ = ["write_csv"]


def write_csv(sheet: Sheet, path: Path) -> int:
    """Write a sheet to a new file and return how many rows it has; days are ISO, amounts plain baht (``13.50``)."""
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([neutral(heading) for heading in sheet.headings])
        count = 0
        for count, row in enumerate(sheet.rows(), 1):  # noqa: B007  # the last count is the number of rows
            writer.writerow([_text(cell) for cell in row])
    return count


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return neutral(cell)
    if isinstance(cell, Baht):
        return f"{cell.baht:.2f}"
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)
