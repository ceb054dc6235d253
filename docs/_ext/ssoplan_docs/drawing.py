"""What the pictures of this site are drawn with: boxes, texts, lines and arrows whose colours follow the theme."""

from __future__ import annotations

from html import escape

__all__ = ["HEADS", "WIDTH", "arrow", "box", "line", "text"]

WIDTH = 760

HEADS = (
    '<defs><marker id="sso-head" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="7" markerHeight="7" '
    'orient="auto"><path class="arrow-head" d="M0 0L10 5L0 10z"/></marker></defs>'
)
"""The head of arrows, once in a picture that has any."""

_DASHED = ' stroke-dasharray="5 4"'


def box(x: float, y: float, width: float, height: float, css: str) -> str:
    """Return a box with round corners."""
    return f'<rect class="{css}" x="{x:.1f}" y="{y}" width="{width:.1f}" height="{height}" rx="4" stroke-width="1.2"/>'


def text(x: float, y: float, words: str, css: str = "", *, anchor: str = "start", size: float = 13) -> str:
    """Return one line of text."""
    return f'<text class="{css}" x="{x:.1f}" y="{y}" font-size="{size}" text-anchor="{anchor}">{escape(words)}</text>'


def line(path: str, *, dashed: bool = False) -> str:
    """Return a line along a path."""
    return f'<path class="arrow" stroke-width="2"{_DASHED if dashed else ""} d="{path}"/>'


def arrow(path: str, *, dashed: bool = False) -> str:
    """Return an arrow along a path."""
    return line(path, dashed=dashed).replace(" d=", ' marker-end="url(#sso-head)" d=')
