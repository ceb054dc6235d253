"""Links between the pages of the reference that plain docstrings leave open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import combining

from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["mend", "resolve"]

_BORDER = re.compile(r"\s*=+(?: +=+)+\s*")
_THAI = re.compile("[\u0e00-\u0e7f]")


def mend(_app: Sphinx, what: str, _name: str, _object: object, _options: object, lines: list[str]) -> None:
    """Mend what docutils and napoleon would misread in a docstring."""
    if what in {"attribute", "data", "property"}:
        lines[:0] = ["..", ""]  # else napoleon takes what stands before a colon for a type
    starts: list[int] = []
    for number, line in enumerate(lines):
        if _BORDER.fullmatch(line):
            starts = [match.start() for match in re.finditer(r"=+", line)]
        elif not line.strip():
            starts = []
        elif starts and _THAI.search(line):
            lines[number] = _aligned(line, starts)


def _aligned(line: str, starts: list[int]) -> str:
    """Return a row of a simple table with its cells where docutils, which gives some Thai marks no width, sees them."""
    cells = re.split(r" {2,}", line.strip())
    made = ""
    for start, cell in zip(starts, cells, strict=False):
        width = sum(not combining(letter) for letter in made)
        made += " " * (start - width) + cell
    return made if len(cells) == len(starts) else line


def resolve(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: Element) -> Element | None:
    """Link a name to the one documented object that is called so, wherever it is documented.

    A name in single backquotes that is no documented object (a private class, a function of another library) is
    shown as it is; a role that names its kind, and every annotation, still has to resolve.
    """
    if node.get("refdomain") != "py":
        return None
    objects = env.domains["py"].objects
    last = node["reftarget"].rpartition(".")[2]
    found = {
        entry.node_id: entry
        for name, entry in objects.items()
        if name.rpartition(".")[2] == last and not entry.aliased
    }
    if len(found) == 1:
        ((node_id, entry),) = found.items()
        return make_refnode(app.builder, node["refdoc"], entry.docname, node_id, content, node_id)
    return content if node["reftype"] == "obj" else None
