"""Windows of time as a drawing: years of both eras along the foot, a bar for each window.

The drawing has no size of its own: it is as wide as its column, and its text keeps its size, on a phone too.
"""

from __future__ import annotations

import datetime as dt
import math
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssoplan.sphinxext.writer import Writer

__all__ = ["Bar", "timeline"]

_ERA_GAP = 543  # of names of years; no day is shifted
_TICKS = 6
_ROW, _FOOT, _BAR = 36, 40, 11
_DAYS = 365.25
_LABEL_FROM = 60.0  # percent: a bar that begins further right has its text end where it ends


class Bar(NamedTuple):
    """One window.

    Attributes:
        text: What holds in it.
        start: First day; None where there is none.
        end: Last day; None where there is none.
        start_known: False where the first day is only vouched for.
        end_known: The same for the last.
        css: The kind of bar: ``now``, ``draft``, ``aside``.
    """

    text: str
    start: dt.date | None
    end: dt.date | None
    start_known: bool = True
    end_known: bool = True
    css: str = "now"


def timeline(writer: Writer, title: str, bars: Sequence[Bar]) -> nodes.Node | None:
    """Return the drawing of windows, the first given on top; None where no day is known."""
    days = [day for bar in bars for day in (bar.start, bar.end) if day is not None]
    if not days:
        return None
    first, last = min(days).year, max(days).year + 1
    if any(bar.end is None for bar in bars):
        last += 1
    if any(bar.start is None for bar in bars):
        first -= 1
    height = _ROW * len(bars) + _FOOT
    said = "; ".join(f"{bar.text}: {_words(writer, bar)}" for bar in bars)
    label = escape(f"{writer.say('timeline-of', title)}. {said}", quote=True)
    body = "".join([*_grid(first, last, height, writer), *_rows(bars, first, last)])
    svg = f'<svg class="sso-timeline" role="img" aria-label="{label}" width="100%" height="{height}">{body}</svg>'
    made = nodes.container("", classes=["sso-timeline-box"])
    made += nodes.raw("", svg, format="html")
    return made


def _words(writer: Writer, bar: Bar) -> str:
    return f"{writer.day_text(bar.start)} – {writer.day_text(bar.end)}"


def _grid(first: int, last: int, height: int, writer: Writer) -> Iterator[str]:
    """Yield the years along the foot: the Buddhist year, and the CE year under it."""
    step = max(1, math.ceil((last - first) / _TICKS))
    for year in range(first, last, step):
        x = 100 * (year - first) / (last - first)
        yield f'<line class="grid" x1="{x:.2f}%" x2="{x:.2f}%" y1="0" y2="{height - _FOOT + 6}"/>'
        yield f'<text class="year" x="{x:.2f}%" dx="3" y="{height - 20}">{year + _ERA_GAP}</text>'
        yield f'<text class="ce" x="{x:.2f}%" dx="3" y="{height - 5}">{year}</text>'
    for y, key in ((20, "be"), (5, "ce")):
        yield f'<text class="era" x="100%" y="{height - y}" text-anchor="end">{escape(writer.say(key))}</text>'


def _rows(bars: Sequence[Bar], first: int, last: int) -> Iterator[str]:
    for number, bar in enumerate(bars):
        y = number * _ROW + 20
        x = 0.0 if bar.start is None else _at(bar.start, first, last)
        end = 100.0 if bar.end is None else _at(bar.end + dt.timedelta(days=1), first, last)
        width = max(end - x, 0.6)
        yield (
            f'<rect class="bar {bar.css}" x="{x:.2f}%" y="{y}" width="{width:.2f}%" height="{_BAR}" rx="3">'
            f"<title>{escape(bar.text)}</title></rect>"
        )
        if bar.start is None or not bar.start_known:
            yield _open(x, y, bar.css)
        if bar.end is None or not bar.end_known:
            yield _open(x + width, y, bar.css)
        anchor, at = ("end", x + width) if x > _LABEL_FROM else ("start", x)
        yield f'<text class="what" x="{at:.2f}%" y="{y - 6}" text-anchor="{anchor}">{escape(_short(bar.text))}</text>'


def _at(day: dt.date, first: int, last: int) -> float:
    years = (day - dt.date(first, 1, 1)).days / _DAYS
    return min(100.0, max(0.0, 100 * years / (last - first)))


def _open(x: float, y: int, css: str) -> str:
    """Return the dotted edge of a bar whose first or last day is open."""
    return f'<line class="edge {css}" x1="{x:.2f}%" x2="{x:.2f}%" y1="{y - 3}" y2="{y + _BAR + 3}"/>'


def _short(text: str, most: int = 42) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
