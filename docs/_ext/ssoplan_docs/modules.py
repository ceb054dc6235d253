"""The public names of a module, each documented in one place."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from docutils import nodes

__all__ = ["Module"]


class Module(SphinxDirective):
    """What ``__all__`` of a module lists, without what its package lists too: that is documented there."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return what ``automodule`` makes of the module."""
        name = self.arguments[0]
        package = import_module(name.rpartition(".")[0])
        above = set(getattr(package, "__all__", ())) if package.__name__.count(".") else set[str]()
        lines = [f".. automodule:: {name}", "   :members:", "   :show-inheritance:"]
        if above:
            lines.append(f"   :exclude-members: {', '.join(sorted(above))}")
        return self.parse_text_to_nodes("\n".join(lines))
