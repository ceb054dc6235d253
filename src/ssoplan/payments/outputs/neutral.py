"""Text that a spreadsheet shows and does not compute.

A cell that begins with ``=``, ``+``, ``-`` or ``@``, or with a tab or a line break, may be taken for a formula when a
CSV file is opened, or later, when a workbook is saved as CSV ("CSV injection", OWASP). The full-width forms count,
spaces before do not protect, and so does a place behind a semicolon, at which spreadsheets of some countries cut a line.
Such text gets an apostrophe before the sign's blanks, by which spreadsheets know text.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["neutral"]

_BLANK: Final = r"[^\S\t\r\n]|[\u200b-\u200f\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]"
_FORMULA: Final = re.compile(
    rf"(?:^|(?<=[;\t\r\n]))(?=(?:{_BLANK})*[=+\-@＝＋－＠−])|^(?=(?:{_BLANK})*[\t\r\n])"
)
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def neutral(text: str, /) -> str:
    """Return text as a cell may hold it: never a formula, and nothing that no file can hold.

    >>> neutral("=1+1"), neutral("  @SUM(A1)"), neutral("ก;-1"), neutral("ค-001")
    ("'=1+1", "'  @SUM(A1)", "ก;'-1", 'ค-001')
    """
    if text.isprintable() and text[:1].isalnum() and ";" not in text:
        return text  # most are
    return _NOT_XML.sub("\ufffd", _FORMULA.sub("'", text))
