"""Axes that every chart shares: rows by position with whole labels, and numbers that do not touch."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ssoplan.display.chart import altair
from ssoplan.display.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["number_axis", "row_axis", "row_height"]

_LABEL: Final = 40
"""Letters in a line of a label."""
_LINE: Final = 15
_TICKS: Final = 8


def row_axis(labels: Sequence[str], *, field: str = "row") -> Any:
    """Return the vertical axis of rows that are told apart by their position, whatever their labels say.

    Args:
        labels: What each row is called; a long label is shown on several lines, never cut.
        field: The field of the data with the position of the row, from 0.
    """
    alt = altair()
    shown = [lines_of(label, most=_LABEL) for label in labels]
    return alt.Y(
        f"{field}:O",
        title=None,
        scale=alt.Scale(domain=list(range(len(labels)))),
        axis=alt.Axis(
            labelExpr=f"{json.dumps(shown, ensure_ascii=False)}[datum.value]",
            labelLimit=0,
            labelOffset=_middle(shown),
        ),
    )


def row_height(labels: Sequence[str], *, least: int) -> int:
    """Return the height of a row that holds the longest of the labels.

    Args:
        labels: What each row is called.
        least: The height in points that a row has where the labels stand on one line.
    """
    lines = max(len(lines_of(label, most=_LABEL)) for label in labels)
    return max(least, _LINE * lines + 4)


def _middle(shown: list[list[str]]) -> Any:
    """Return how far a label moves up so that its lines, not its first line, stand beside the middle of the row."""
    several = sorted({len(lines) for lines in shown} - {1})
    moved = [
        {
            "test": f"indexof({[place for place, lines in enumerate(shown) if len(lines) == count]}, datum.value) >= 0",
            "value": -_LINE * (count - 1) / 2,
        }
        for count in several
    ]
    return {"condition": moved, "value": 0} if moved else 0


def number_axis(values: Iterable[float], **options: Any) -> Any:
    """Return an axis of numbers whose labels keep apart; whole numbers have no ticks between them.

    Args:
        values: What is drawn along it.
        options: What else altair is to be told of the axis.
    """
    step = {"tickMinStep": 1} if all(value.is_integer() for value in map(float, values)) else {}
    return altair().Axis(labelFlush=False, labelSeparation=8, tickCount=_TICKS, **step, **options)
