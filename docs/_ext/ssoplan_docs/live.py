"""Directives whose content comes from the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes

__all__ = ["LiveDirective"]


class LiveDirective(SphinxDirective):
    """A directive whose content comes from the library: its page is read again in every build."""

    def run(self) -> list[nodes.Node]:
        """Return the nodes."""
        self.env.note_reread()
        return list(self.content_nodes())

    def content_nodes(self) -> Iterable[nodes.Node]:
        """Return what stands in the place of the directive."""
        raise NotImplementedError
