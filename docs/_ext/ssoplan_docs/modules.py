"""The public names of a package, each documented in one place, divided among pages where they are many."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.docutils import SphinxDirective

from ssoplan.sphinxext.parts import code, table
from ssoplan_docs.live import LiveDirective

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes

__all__ = ["Contents", "Module", "Objects"]


class Module(SphinxDirective):
    """What ``__all__`` of a module lists, without what its package lists too: that is documented there.

    With ``:of:``, a package whose reference is divided among pages, what that package takes from the module is
    documented here under the name of the package, before the rest.
    """

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"of": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return what autodoc makes of the module."""
        name = self.arguments[0]
        divided = self.options.get("of")
        lines = [f".. automodule:: {name}"]
        if divided is None:
            lines += ["   :members:", "   :show-inheritance:"]
            package = import_module(name.rpartition(".")[0])
            above = set(getattr(package, "__all__", ())) if package.__name__.count(".") else set[str]()
            if above:
                lines.append(f"   :exclude-members: {', '.join(sorted(above))}")
            return self.parse_text_to_nodes("\n".join(lines))
        taken = list(_taken(divided, name))
        above = set(import_module(divided).__all__)
        own = [
            each for each in import_module(name).__all__ if each not in above and _is_described(name, each)
        ]
        lines += ["", *_documented(divided, taken), *_documented(name, own)]
        return self.parse_text_to_nodes("\n".join(lines))


class Objects(SphinxDirective):
    """Some of the names of a module or package, in the order in which they are given."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return what autodoc makes of them."""
        names = " ".join(self.content).split()
        return self.parse_text_to_nodes("\n".join(_documented(self.arguments[0], names)))


class Contents(LiveDirective):
    """Every name of a package with what it is, linked to where it is documented.

    A class or function that no page documents is a warning of the build.
    """

    required_arguments = 1

    def content_nodes(self) -> Iterator[nodes.Node]:
        """Return the description of the package and the table of names."""
        package = self.arguments[0]
        yield from self.parse_text_to_nodes(f".. automodule:: {package}")
        module = import_module(package)
        rows = [[_link(package, name), _first_line(getattr(module, name))] for name in module.__all__]
        yield table(["name", "what it is"], rows, widths=[34, 66])


def _taken(package: str, module: str) -> Iterator[str]:
    """Yield the names of a package that are defined in a module of it."""
    found, home = import_module(package), import_module(module)
    for name in found.__all__:
        defined = getattr(getattr(found, name), "__module__", None)
        if defined == module or (defined is None and name in home.__all__):
            yield name


def _documented(package: str, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        kind = _kind(getattr(import_module(package), name))
        yield f".. auto{kind}:: {package}.{name}"
        if kind in {"class", "exception"}:
            yield from ("   :members:", "   :show-inheritance:")
        yield ""


def _is_described(module: str, name: str) -> bool:
    """Return whether a name has a description; data without one is left out, as autodoc does."""
    if _kind(getattr(import_module(module), name)) != "data":
        return True
    return ("", name) in ModuleAnalyzer.for_module(module).find_attr_docs()


def _kind(found: object) -> str:
    """Return what autodoc calls the kind of an object."""
    if inspect.isclass(found):
        return "exception" if issubclass(found, BaseException) else "class"
    return "function" if inspect.isroutine(found) else "data"


_ROLES = {"class": "class", "exception": "exc", "function": "func", "data": "obj"}


def _link(package: str, name: str) -> nodes.Node:
    # A class or a function has to be documented somewhere; a name for a type may be shown without a link.
    role = _ROLES[_kind(getattr(import_module(package), name))]
    made = addnodes.pending_xref(
        "", refdomain="py", reftype=role, reftarget=f"{package}.{name}", refexplicit=True, refwarn=True
    )
    made += code(name)
    return made


def _first_line(found: object) -> str:
    documented = inspect.isclass(found) or inspect.isroutine(found)
    return (found.__doc__ or "").strip().partition("\n")[0].replace("``", "") if documented else ""
