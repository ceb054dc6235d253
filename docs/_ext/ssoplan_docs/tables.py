"""Tables of docutils nodes from rows of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Cell", "LiveDirective", "both", "code", "lines", "table", "target"]

Cell: TypeAlias = "str | nodes.Node | None"
"""Text, a node, or None for an empty cell."""


class LiveDirective(SphinxDirective):
    """A directive whose content comes from the library: its page is read again in every build."""

    def run(self) -> list[nodes.Node]:
        """Return the nodes."""
        self.env.note_reread()
        return list(self.content_nodes())

    def content_nodes(self) -> Iterable[nodes.Node]:
        """Return what stands in the place of the directive."""
        raise NotImplementedError


def table(
    head: Sequence[str], rows: Iterable[Sequence[Cell]], *, widths: Sequence[int], classes: Sequence[str] = ()
) -> nodes.Node:
    """Return a table; ``widths`` are relative."""
    group = nodes.tgroup(cols=len(head))
    group += [nodes.colspec(colwidth=width) for width in widths]
    group += nodes.thead("", _row(head))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return nodes.table("", group, classes=["sso-table", "colwidths-given", *classes])


def _row(cells: Sequence[Cell]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", _paragraph(cell)) for cell in cells))


def _paragraph(cell: Cell) -> nodes.Node:
    if cell is None:
        return nodes.paragraph()
    if isinstance(cell, str):
        return nodes.paragraph("", cell)
    return nodes.paragraph("", "", cell) if isinstance(cell, nodes.Inline) else cell


def lines(*cells: Cell) -> nodes.Node:
    """Return several cells as lines of one."""
    return nodes.container("", *(_paragraph(cell) for cell in cells if cell is not None))


def both(en: str, th: str) -> nodes.Node:
    """Return a text in English with the Thai one under it."""
    return lines(en, nodes.inline("", th, classes=["th"], language="th"))


def code(text: str) -> nodes.Node:
    """Return text as code."""
    return nodes.literal("", text)


def target(name: str) -> nodes.Node:
    """Return code that a link can point to as ``#name``."""
    return nodes.literal("", name, ids=[name])
