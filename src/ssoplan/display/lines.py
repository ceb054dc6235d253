"""Long texts in lines."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["lines_of"]

_GAP = re.compile(r" (?!\d)")
"""มาตรา 40 stays together."""


def lines_of(text: str, *, most: int) -> list[str]:
    """Return a text in few lines of like length that break at its spaces, but not before a number.

    Thai vowels and tone marks above and below take no room.

    Args:
        text: The text.
        most: The number of letters that a line should hold; a word that is longer is left whole.

    >>> lines_of("โครงการ ออกหน่วย เคลื่อนที่", most=16)
    ['โครงการ', 'ออกหน่วย เคลื่อนที่']
    """
    few = len(_filled(text, most))
    return next(lines for width in range(1, most + 1) if len(lines := _filled(text, width)) <= few)


def _filled(text: str, most: int) -> list[str]:
    lines: list[str] = []
    for word in _GAP.split(text):
        if lines and _room(f"{lines[-1]} {word}") <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _room(text: str) -> int:
    return sum(unicodedata.category(letter) != "Mn" for letter in text)
