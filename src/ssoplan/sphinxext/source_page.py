"""The page of one source, and the table of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.rules import Rule
from ssoplan.rules.rule import rule_order
from ssoplan.sphinxext.parts import code, fields, inline, join, lines, para, section, table, web

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes

    from ssoplan.parameters import Citation, Parameter, Source
    from ssoplan.sphinxext.parts import Cell
    from ssoplan.sphinxext.writer import Writer

__all__ = ["by_part", "expressed", "source_page", "source_table"]


def source_page(writer: Writer, id_: str) -> nodes.section:
    """Return the page of a source as a section: what it is, and what rests on each of its parts."""
    source = writer.register.policy.sources[id_]
    parts = [
        para(writer.other_text(source.title), classes=["sso-subtitle"], lang=writer.other),
        _about(writer, source),
    ]
    cited = by_part(writer, id_)
    if cited:
        head = [writer.say(key) for key in ("part", "rules-column", "parameters-column")]
        rows = [[part or writer.say("whole"), *expressed(writer, listed)] for part, listed in cited.items()]
        parts.append(section("cited-for", writer.say("cited-for"), table(head, rows, widths=[16, 42, 42])))
    return section(f"source-{id_}", writer.text(source.title), *parts, classes=["sso-page"])


def _about(writer: Writer, source: Source) -> nodes.Node:
    period = None
    if source.start is not None and source.end is not None:
        period = inline(writer.day(source.start), " – ", writer.day(source.end))
    published = None if source.published is None else writer.day(source.published)
    return fields(
        [
            (writer.say("identifier"), code(source.id)),
            (writer.say("kind"), writer.say(f"source.{source.kind}")),
            (writer.say("year"), str(source.year) if source.year else None),
            (writer.say("governs"), period),
            (writer.say("published-on"), published or inline(writer.say("not-known"), classes=["sso-quiet"])),
            (writer.say("reference"), writer.english(source.reference)),
            (writer.say("url"), web(source.url)),
            (writer.say("how-far"), writer.english(source.note)),
        ]
    )


def by_part(writer: Writer, id_: str) -> dict[str, list[tuple[Citation, Rule | Parameter]]]:
    """Return what cites a source by the part that is cited; the whole is the part ``""``."""
    found: dict[str, list[tuple[Citation, Rule | Parameter]]] = {}
    cited = writer.register.cited.get(id_, [])
    for citation, citing in sorted(cited, key=lambda each: rule_order(each[0].part or "")):
        found.setdefault(citation.part or "", []).append((citation, citing))
    return found


def expressed(writer: Writer, cited: list[tuple[Citation, Rule | Parameter]]) -> Iterator[Cell]:
    """Yield the rules and the parameters that cite a part, as links."""
    rules = dict.fromkeys(citing.id for _, citing in cited if isinstance(citing, Rule))
    parameters = dict.fromkeys(citing.id for _, citing in cited if not isinstance(citing, Rule))
    yield join(writer.rule(id_) for id_ in sorted(rules, key=rule_order))
    titles = {id_: writer.text(writer.register.parameters[id_].title) for id_ in sorted(parameters)}
    yield join((writer.link("parameter", id_, title, bare=True) for id_, title in titles.items()), "; ")


def source_table(writer: Writer) -> nodes.Node:
    """Return every source: what it is and how far it goes."""
    head = [writer.say(key) for key in ("id", "title", "kind", "how-far")]
    return table(
        head, (_row(writer, source) for source in writer.register.policy.sources), widths=[18, 40, 14, 28]
    )


def _row(writer: Writer, source: Source) -> list[Cell]:
    cited = writer.register.cited.get(source.id, [])
    rules = len({citing.id for _, citing in cited if isinstance(citing, Rule)})
    parameters = len({citing.id for _, citing in cited if not isinstance(citing, Rule)})
    count = ", ".join(
        writer.say(key, number)
        for key, number in (("number-of-rules", rules), ("number-of-parameters", parameters))
        if number
    )
    return [
        writer.link("source", source.id),
        writer.both(source.title),
        writer.say(f"source.{source.kind}"),
        lines(count or None, writer.english(source.note)),
    ]
