"""The domain ``sso``: what a page can declare and what a link can lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from ssoplan.sphinxext.words import WORDS
from ssoplan.sphinxext.writer import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

__all__ = ["Entry", "SsoDomain"]

_LOG = logging.getLogger(__name__)
_KINDS = ("rule", "parameter", "source", "calculator", "term", "subject", "sample", "family")
_AS_WORDS = {"term", "family"}
"""Kinds that are shown by their words, not by their id."""


class Entry(NamedTuple):
    """Where an object is declared.

    Attributes:
        page: The name of the page.
        anchor: The place in it.
        words: What it is called in the language of the build.
        also: Other names by which a link may mean it.
    """

    page: str
    anchor: str
    words: str = ""
    also: tuple[str, ...] = ()


class SsoDomain(Domain):
    """Rules, parameters, sources, calculators and terms of SSO policy, and what goes with them."""

    name = "sso"
    label = "SSO policy"
    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, kind) for kind in _KINDS}
    # An unknown id is a warning in every build: a policy reference must not point to nothing.
    roles = {kind: XRefRole(warn_dangling=True) for kind in _KINDS}  # noqa: RUF012  # as Sphinx declares it
    dangling_warnings: ClassVar[dict[str, str]] = {
        kind: f"there is no {kind} called %(target)r in this policy, nor in the inventories of intersphinx"
        for kind in _KINDS
    }
    initial_data: ClassVar[dict[str, Any]] = {"entries": {}, "live": {}, "fingerprint": ""}
    data_version = 1

    @property
    def entries(self) -> dict[tuple[str, str], Entry]:
        """Every object that is declared, by kind and name."""
        return self.data["entries"]  # type: ignore[no-any-return]  # the data of a domain is untyped

    def declare(self, kind: str, name: str, entry: Entry) -> None:
        """Note where an object is declared."""
        known = self.entries.get((kind, name))
        if known is not None and known.page != entry.page:
            _LOG.warning("%s %s is declared on %s and on %s", kind, name, known.page, entry.page, type="sso")
        self.entries[kind, name] = entry

    def note_live(self, page: str) -> None:
        """Note that a page is made from the policy, and has to be read again when the policy changes."""
        self.data["live"][page] = True

    def outdated(self, fingerprint: str) -> list[str]:
        """Return the pages that are made from another policy than the one of the fingerprint."""
        if self.data["fingerprint"] == fingerprint:
            return []
        self.data["fingerprint"] = fingerprint
        return list(self.data["live"])

    def clear_doc(self, docname: str) -> None:
        """Forget what a page declared."""
        self.data["live"].pop(docname, None)
        for key in [key for key, entry in self.entries.items() if entry.page == docname]:
            del self.entries[key]

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for (kind, name), entry in otherdata["entries"].items():
            if entry.page in docnames:
                self.declare(kind, name, entry)
        self.data["live"].update({page: True for page in otherdata["live"] if page in docnames})

    def find(self, kind: str, target: str) -> Entry | None:
        """Return where an object is declared, by its name or another that it goes by."""
        found = self.entries.get((kind, target))
        if found is not None:
            return found
        named = [entry for (each, _), entry in self.entries.items() if each == kind and target in entry.also]
        return named[0] if len(named) == 1 else None

    def resolve_xref(  # noqa: PLR0917  # as Sphinx calls it
        self,
        env: BuildEnvironment,  # noqa: ARG002  # as Sphinx calls it
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Return the link to an object, or None."""
        entry = self.find(typ, target)
        if entry is None:
            return None
        if typ in _AS_WORDS and entry.words and not node.get("refexplicit"):
            contnode = nodes.inline("", entry.words)
        tip = None if node.get("sso_bare") else entry.words or None
        # The top of a page needs no anchor.
        whole = fromdocname != entry.page and entry.page.rpartition("/")[2] == target
        return make_refnode(builder, fromdocname, entry.page, "" if whole else entry.anchor, contnode, tip)

    def resolve_any_xref(  # noqa: PLR0917  # as Sphinx calls it
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return the links that a role of no kind may mean."""
        found = []
        for kind in _KINDS:
            made = self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode)
            if made is not None:
                found.append((f"sso:{kind}", made))
        return found

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield what stands in the inventory and in the index of the search.

        The shown name is the name: the search makes the anchor again from it.
        """
        for (kind, name), entry in self.entries.items():
            yield name, name, kind, entry.page, entry.anchor, 1

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002, ARG002, FBT001, FBT002  # as Sphinx calls it
        """Return what a kind of object is called in the language of the build."""
        key = "family-of-rules" if type.lname == "family" else type.lname
        return WORDS[key].text(language_of(self.env.config.language))
