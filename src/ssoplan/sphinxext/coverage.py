"""Which parts of each document are expressed as rules and parameters, which are not, and why."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, get_args

import attrs
import yaml

from ssoplan.errors import Message
from ssoplan.rules import Rule
from ssoplan.rules.rule import RuleKind, rule_order
from ssoplan.sphinxext.parts import Cell, inline, lines, para, section, spoken, table
from ssoplan.sphinxext.source_page import by_part, expressed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes

    from ssoplan.parameters import Citation, Parameter
    from ssoplan.sphinxext.writer import Writer

    Citing = tuple[Citation, Rule | Parameter]

__all__ = ["Part", "coverage", "outlines"]


@attrs.frozen(kw_only=True)
class Part:
    """A part of a published document.

    Attributes:
        part: As citations name it.
        title: Its heading.
        reason: Why it is not expressed; None where it is.
        also: Other names by which citations mean it, alone or together with a further part.
    """

    part: str
    title: Message
    reason: Message | None = None
    also: tuple[str, ...] = ()


@cache
def outlines() -> dict[str, tuple[Part, ...]]:
    """Return the parts of the published documents, by source."""
    text = resources.files("ssoplan.sphinxext").joinpath("outlines.yaml").read_text(encoding="utf-8")
    return {
        source: tuple(_part(str(part), entry) for part, entry in parts.items())
        for source, parts in yaml.safe_load(text).items()
    }


def _part(part: str, entry: dict[str, Any]) -> Part:
    why = entry.get("why")
    return Part(
        part=part,
        title=Message(en=entry["en"], th=entry["th"]),
        reason=None if why is None else Message(en=why["en"], th=why["th"]),
        also=tuple(map(str, entry.get("also", ()))),
    )


def coverage(writer: Writer) -> Iterator[nodes.Node]:
    """Yield the counts by kind, the parts of each document, and what is not expressed."""
    share = writer.register.policy.coverage().share
    yield section(
        "counts",
        writer.say("cover-counts"),
        _counts(writer),
        para(writer.say("cover-examples", share=f"{float(share):.1%}")),
    )
    for source in outlines():
        title = writer.text(writer.register.policy.sources[source].title)
        named = para(writer.link("source", source))
        yield section(f"of-{source}", title, named, _parts(writer, source))
    yield section("not-expressed", writer.say("cover-not"), *_not_expressed(writer))


def _counts(writer: Writer) -> nodes.Node:
    kinds = get_args(RuleKind)
    head = [
        writer.say("document"),
        *(writer.say(f"kind.{kind}") for kind in kinds),
        writer.say("draft-short"),
        writer.say("parameters-column"),
    ]
    rows: list[list[Cell]] = []
    for source in [*outlines(), *(each for each in writer.register.cited if each not in outlines())]:
        citing = {each.id: each for _, each in writer.register.cited.get(source, [])}
        rules = [each for each in citing.values() if isinstance(each, Rule)]
        counts = Counter(rule.kind for rule in rules)
        drafts = sum(rule.legal_status == "draft" for rule in rules)
        numbers = [*(counts[kind] for kind in kinds), drafts, len(citing) - len(rules)]
        title = writer.text(writer.register.policy.sources[source].title)
        named = lines(writer.link("source", source, title, bare=True), inline(source, classes=["sso-name"]))
        rows.append([named, *(str(number or "") for number in numbers)])
    return table(head, rows, widths=[40, 10, 10, 10, 10, 10, 10], classes=["sso-counts"])


def _parts(writer: Writer, source: str) -> nodes.Node:
    cited = by_part(writer, source)
    head = [writer.say(key) for key in ("part", "title", "rules-column", "parameters-column")]
    rows = []
    for part in outlines()[source]:
        listed = [each for name in (part.part, *part.also) for each in cited.pop(name, [])]
        rows.append([part.part, writer.both(part.title), *_expressed(writer, part, listed)])
    # What citations name and the outline does not: several parts together, or none.
    rest = sorted(cited, key=rule_order)
    rows += [[name or writer.say("whole"), None, *expressed(writer, cited[name])] for name in rest]
    return table(head, rows, widths=[12, 30, 32, 26])


def _expressed(writer: Writer, part: Part, listed: list[Citing]) -> Iterator[Cell]:
    if listed:
        yield from expressed(writer, listed)
        return
    reason = (
        ()
        if part.reason is None
        else (writer.text(part.reason), spoken(writer.other_text(part.reason), writer.other))
    )
    yield lines(inline(writer.say("cover-none"), classes=["sso-chip", "sso-not-evaluated"]), *reason)
    yield None


def _not_expressed(writer: Writer) -> Iterator[nodes.Node]:
    rules = writer.register.rules.values()
    statements = [rule for rule in rules if rule.kind == "statement"]
    yield para(writer.say("cover-statements"), classes=["sso-subhead"])
    yield _reasons(writer, statements)
    yield para(writer.say("cover-drafts"), classes=["sso-subhead"])
    yield _reasons(writer, [rule for rule in rules if rule.legal_status == "draft"])


def _reasons(writer: Writer, rules: list[Rule]) -> nodes.Node:
    head = [writer.say("rule"), writer.say("reason"), writer.say("source")]
    rows = [
        [
            lines(writer.rule(rule.id, title=True)),
            writer.both(rule.reason)
            if rule.reason
            else writer.both(rule.statement)
            if rule.statement
            else None,
            writer.citations(rule.citations),
        ]
        for rule in rules
    ]
    return table(head, rows, widths=[34, 48, 18])
