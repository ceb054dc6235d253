"""What pages are made of: docutils nodes without a place in a source file, so that nothing asks for a translation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx

__all__ = [
    "Bare",
    "Cell",
    "Code",
    "Fold",
    "Line",
    "Lines",
    "Spoken",
    "add_parts",
    "block",
    "bullets",
    "code",
    "fields",
    "fold",
    "inline",
    "join",
    "lines",
    "para",
    "preformatted",
    "section",
    "spoken",
    "table",
    "web",
]

Cell: TypeAlias = "str | nodes.Node | None"
"""Text, a node, or None for nothing."""

_SHORT = 8


class Fold(nodes.General, nodes.Element):
    """Content that a reader opens: ``<details>`` in HTML, plain content elsewhere."""


class Spoken(nodes.Inline, nodes.TextElement):
    """Part of a line in a given language: ``<span lang="…">``.

    The class that docutils has for this makes it look for quotation marks of that language, and it knows none for Thai.
    """


class Code(nodes.literal):
    """A name in code, written to HTML in one tag: the tables of the policy have thousands of them."""


class Bare(nodes.inline):
    """Part of a line with nothing to say about it: no tag in HTML."""


class Lines(nodes.container):
    """Lines of one cell: one paragraph of HTML, divided by ``<br>``."""


class Line(nodes.paragraph):
    """One of these lines."""


def fold(summary: str, *content: Cell, lang: str = "") -> Fold:
    """Return content behind a line to click on; ``lang`` is the language of the content."""
    made = Fold(summary=summary, lang=lang)
    made += [_block(cell) for cell in content if cell is not None]
    return made


def add_parts(app: Sphinx) -> None:
    """Tell the builders how to write a fold."""
    plain = (_pass, _pass)
    other: dict[str, Any] = {"latex": plain, "text": plain, "man": plain, "texinfo": plain}
    app.add_node(Fold, html=(_open_fold, _close_fold), **other)
    app.add_node(Spoken, html=(_open_spoken, _close_spoken), **other)
    # Builders for which nothing is said here write the class that each is derived from.
    app.add_node(Code, html=(_open_code, _close_code))
    app.add_node(Bare, html=(_pass, _pass))
    app.add_node(Lines, html=(_open_lines, _close_lines))
    app.add_node(Line, html=(_open_line, _pass))


def _open_fold(self: Any, node: nodes.Element) -> None:
    lang = f' lang="{node["lang"]}"' if node["lang"] else ""
    summary = self.encode(node["summary"])
    self.body.append(f'<details class="sso-fold"><summary>{summary}</summary><div{lang}>\n')


def _close_fold(self: Any, _node: nodes.Element) -> None:
    self.body.append("</div></details>\n")


def _open_spoken(self: Any, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "span", "", lang=node["lang"]))


def _close_spoken(self: Any, _node: nodes.Element) -> None:
    self.body.append("</span>")


def _open_code(self: Any, node: nodes.Element) -> None:
    # A short id stays in one piece.
    css = "literal sso-id" if len(node.astext()) <= _SHORT else "literal"
    self.body.append(f'<code class="{css}">')


def _close_code(self: Any, _node: nodes.Element) -> None:
    self.body.append("</code>")


def _open_lines(self: Any, _node: nodes.Element) -> None:
    self.body.append("<p>")


def _close_lines(self: Any, _node: nodes.Element) -> None:
    self.body.append("</p>")


def _open_line(self: Any, node: nodes.Element) -> None:
    if node.parent.index(node):
        self.body.append("<br>\n")


def _pass(_self: Any, _node: nodes.Element) -> None:
    pass


def _block(cell: Cell) -> nodes.Node:
    if cell is None:
        return nodes.paragraph()
    if isinstance(cell, str):
        return nodes.paragraph("", cell)
    return nodes.paragraph("", "", cell) if isinstance(cell, nodes.Inline | nodes.Text) else cell


def para(*cells: Cell, classes: Sequence[str] = (), lang: str = "") -> nodes.paragraph:
    """Return a paragraph of texts and inline nodes."""
    content = [inline(*cells, lang=lang)] if lang else _inlines(cells)
    return nodes.paragraph("", "", *content, classes=list(classes))


def inline(*cells: Cell, classes: Sequence[str] = (), lang: str = "", title: str = "") -> nodes.TextElement:
    """Return a part of a line; ``title`` shows when it is pointed at."""
    if lang:
        return Spoken("", "", *_inlines(cells), classes=list(classes), lang=lang)
    more = {"title": title} if title else {}
    if not classes and not title:
        return Bare("", "", *_inlines(cells))
    return nodes.inline("", "", *_inlines(cells), classes=list(classes), **more)


def _inlines(cells: Iterable[Cell]) -> list[nodes.Node]:
    return [nodes.Text(cell) if isinstance(cell, str) else cell for cell in cells if cell is not None]


def block(*cells: Cell, classes: Sequence[str] = ()) -> nodes.container:
    """Return blocks in a box of their own."""
    return nodes.container("", *(_block(cell) for cell in cells if cell is not None), classes=list(classes))


def lines(*cells: Cell) -> nodes.Element:
    """Return several cells as lines of one; a cell that is a block of its own makes a block of each."""
    given = [cell for cell in cells if cell is not None]
    flat = [line for cell in given for line in _lines_of(cell)]
    if any(line is None for line in flat):
        return block(*given, classes=["sso-lines"])
    return Lines("", *(line for line in flat if line is not None))


def _lines_of(cell: str | nodes.Node) -> Sequence[Line | None]:
    if isinstance(cell, Lines):
        return [Line("", "", *line.children) for line in cell.children if isinstance(line, Line)]
    if isinstance(cell, str | nodes.Inline | nodes.Text):
        return [Line("", "", *_inlines([cell]))]
    plain = isinstance(cell, nodes.paragraph) and not cell["classes"]
    return [Line("", "", *cell.children)] if plain else [None]


def join(cells: Iterable[Cell], separator: str = ", ") -> nodes.TextElement:
    """Return inline cells in one line."""
    made: list[Cell] = []
    for cell in cells:
        made += [separator, cell] if made else [cell]
    return inline(*made)


def spoken(text: str, lang: str) -> nodes.TextElement:
    """Return text in another language than the page, in a quieter colour."""
    return inline(text, classes=["sso-quiet"], lang=lang)


def code(text: str) -> Code:
    """Return text as code."""
    return Code("", text)


def preformatted(text: str, language: str = "text") -> nodes.literal_block:
    """Return lines as they stand, with a button to copy them."""
    return nodes.literal_block(text, text, language=language)


def section(id_: str, title: str, *content: nodes.Node | None, classes: Sequence[str] = ()) -> nodes.section:
    """Return a section with its anchor."""
    made = nodes.section("", nodes.title("", title), ids=[id_], names=[id_], classes=list(classes))
    made += [node for node in content if node is not None]
    return made


def bullets(cells: Iterable[Cell]) -> nodes.bullet_list:
    """Return a list of points."""
    return nodes.bullet_list("", *(nodes.list_item("", _block(cell)) for cell in cells))


def fields(pairs: Iterable[tuple[str, Cell]]) -> nodes.Node:
    """Return names with what belongs to them, those without anything left out."""
    rows = [(name, cell) for name, cell in pairs if cell not in (None, "")]
    return table((), rows, widths=[25, 75], classes=["sso-fields"])


def table(
    head: Sequence[str], rows: Iterable[Sequence[Cell]], *, widths: Sequence[int], classes: Sequence[str] = ()
) -> nodes.table:
    """Return a table; ``widths`` are relative."""
    group = nodes.tgroup(cols=len(widths))
    group += [nodes.colspec(colwidth=width) for width in widths]
    if head:
        group += nodes.thead("", _row(head))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return nodes.table("", group, classes=["sso-table", "colwidths-given", *classes])


def _row(cells: Sequence[Cell]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", _block(cell)) for cell in cells))


def web(url: str | None) -> nodes.Node | None:
    """Return a link to a page elsewhere."""
    return None if url is None else nodes.reference("", url, refuri=url)
