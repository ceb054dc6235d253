"""The page of one rule: everything that is known about it, from the data that runs."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from docutils import nodes

from ssoplan.rules import describe
from ssoplan.sphinxext.history import history
from ssoplan.sphinxext.lists import since
from ssoplan.sphinxext.parts import (
    Cell,
    block,
    bullets,
    code,
    fields,
    fold,
    inline,
    join,
    lines,
    para,
    preformatted,
    section,
    table,
)
from ssoplan.sphinxext.rule_cases import examples, found, worked
from ssoplan.sphinxext.timeline import Bar, timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssoplan.rules import Rule
    from ssoplan.rules.checked import CheckedRule
    from ssoplan.sphinxext.writer import Writer

__all__ = ["rule_page"]


def rule_page(writer: Writer, id_: str) -> nodes.section:
    """Return the page of a rule as a section with its sub-sections."""
    rule = writer.register.rules[id_]
    head = [
        _trail(writer, rule),
        para(writer.other_text(rule.title), classes=["sso-subtitle"], lang=writer.other),
        _banner(writer, rule),
    ]
    parts = chain(
        _statement(writer, rule),
        _meaning(writer, rule),
        [_where(writer, rule), _in_force(writer, rule)],
        _parameters(writer, rule),
        worked(writer, rule),
        examples(writer, rule),
        found(writer, rule),
        _related(writer, rule),
        [_definition(writer, rule), _cite(writer, rule)],
    )
    return section(f"rule-{id_}", f"{id_} {writer.text(rule.title)}", *head, *parts, classes=["sso-page"])


def _trail(writer: Writer, rule: Rule) -> nodes.Node:
    """Return the way up, and the rules before and after in the family."""
    family = rule.id.rpartition("-")[0]
    ids = [each.id for each in writer.register.families[family]]
    place = ids.index(rule.id)
    up = writer.link("family", family, writer.family(family))
    near: list[Cell] = [up]
    if place:
        near.append(writer.link("rule", ids[place - 1], writer.say("previous", ids[place - 1])))
    if place + 1 < len(ids):
        near.append(writer.link("rule", ids[place + 1], writer.say("next", ids[place + 1])))
    return para(join(near, " · "), classes=["sso-trail"])


def _banner(writer: Writer, rule: Rule) -> nodes.Node:
    marks: list[Cell] = [writer.standing(rule), writer.chip(f"kind.{rule.kind}")]
    if rule.kind == "check":
        marks += [writer.severity(rule), inline(writer.say(f"means.{rule.severity}"), classes=["sso-quiet"])]
    marks.append(writer.chip(f"evidence.{rule.evidence}"))
    draft = rule.legal_status == "draft"
    css = "sso-banner-draft" if draft or rule.end is not None else "sso-banner-in-force"
    rests = para(inline(f"{writer.say('rests-on')}: ", classes=["sso-quiet"]), _cited(writer, rule))
    holds = para(
        inline(f"{writer.say('in-force-since')}: ", classes=["sso-quiet"]),
        writer.say("draft-window") if draft else since(writer, rule),
    )
    return block(para(join(marks, " ")), holds, rests, classes=["sso-banner", css])


def _cited(writer: Writer, rule: Rule) -> nodes.Node:
    """Return the documents by name, each with links to the parts that are cited."""
    parts: dict[str, list[Cell]] = {}
    for citation in rule.citations:
        parts.setdefault(citation.source, []).append(writer.citation(citation, bare=True))
    titles = {source: writer.text(writer.register.policy.sources[source].title) for source in parts}
    return join((inline(titles[source], " (", join(links), ")") for source, links in parts.items()), "; ")


def _statement(writer: Writer, rule: Rule) -> Iterator[nodes.Node]:
    if rule.statement is not None:
        yield section(
            "statement",
            writer.say("statement"),
            para(writer.text(rule.statement), classes=["sso-lead"]),
            fold(writer.say("other-language"), writer.other_text(rule.statement), lang=writer.other),
        )


def _meaning(writer: Writer, rule: Rule) -> Iterator[nodes.Node]:
    made = section("meaning", writer.say("meaning"))
    checked = writer.register.checked(rule)
    if checked is not None:
        made += list(_conditions(writer, rule, checked))
    elif rule.kind == "statement":
        made += para(writer.say("nothing-to-execute"))
        if rule.reason is not None:
            made += para(writer.text(rule.reason))
            made += fold(writer.say("other-language"), writer.other_text(rule.reason), lang=writer.other)
    elif rule.covers:
        made += para(writer.say("held-by" if rule.kind == "parameter" else "carried-out"))
        made += bullets(_covered(writer, id_) for id_ in rule.covers)
    yield made


def _covered(writer: Writer, id_: str) -> Cell:
    parameter = writer.register.parameters.get(id_)
    if parameter is None:
        return writer.object(id_)
    return inline(writer.parameter(id_), " ", writer.text(parameter.title))


def _conditions(writer: Writer, rule: Rule, checked: CheckedRule) -> Iterator[nodes.Node]:
    parameters = writer.register.policy.parameters
    yield para(describe(checked, writer.lang, parameters=parameters), classes=["sso-prose"])
    said = describe(checked, writer.other, parameters=parameters)
    yield fold(writer.say("other-language"), said, lang=writer.other)
    yield nodes.rubric("", writer.say("conditions"))
    plain = rule.to_plain()
    shown = {key: plain[key] for key in ("of", "join", "when", "must") if key in plain}
    yield preformatted(_yaml(shown), "yaml")
    if rule.message is not None:
        yield para(
            inline(writer.say("message"), ": ", classes=["sso-quiet"]), code(writer.text(rule.message))
        )
    yield nodes.rubric("", writer.say("reads"))
    subject = writer.link("subject", checked.subject.name, writer.text(checked.subject.title))
    rows: list[list[Cell]] = [
        [code(name), writer.text(checked.subject.fact(name).title), _type(writer, checked, name)]
        for name in checked.facts
    ]
    yield para(subject)
    if rows:
        head = [writer.say(key) for key in ("fact", "meaning-column", "type")]
        yield table(head, rows, widths=[26, 50, 24])


def _type(writer: Writer, checked: CheckedRule, name: str) -> str:
    from ssoplan.sphinxext.subjects import type_text  # noqa: PLC0415  # that page is made of rules too

    return type_text(writer, checked.subject.fact(name))


def _where(writer: Writer, rule: Rule) -> nodes.Node:
    made = section("source", writer.say("where"))
    for citation in rule.citations:
        source = writer.register.policy.sources[citation.source]
        made += para(writer.citation(citation), " ", writer.text(source.title))
        if citation.phrase:
            said = para(f"“{citation.phrase}”", lang="" if writer.lang == "th" else "th")
            made += nodes.block_quote("", said, classes=["sso-phrase"])
        if source.note:
            made += para(writer.english(source.note))
    return made


def _in_force(writer: Writer, rule: Rule) -> nodes.Node:
    made = section("in-force", writer.say("in-force-since"))
    versions = [each for each in writer.register.policy.rules if each.id == rule.id]
    if all(each.legal_status == "draft" for each in versions):
        made += para(writer.say("draft-window"))
        return made
    if not any(each.dates_known for each in versions):
        made += para(writer.say("no-dates"))
        return made
    if all(each.start is None and each.end is None for each in versions):
        made += para(writer.say("always"))
        return made
    drawn = timeline(
        writer,
        rule.id,
        [
            Bar(each.id, each.start, each.end, css="draft" if each.legal_status == "draft" else "now")
            for each in reversed(versions)
        ],
    )
    rows: list[list[Cell]] = [
        [writer.standing(each), writer.bound(each.start, known=True), writer.bound(each.end, known=True)]
        for each in reversed(versions)
    ]
    made += [node for node in [drawn] if node is not None]
    made += table([writer.say(key) for key in ("status", "from", "to")], rows, widths=[30, 35, 35])
    return made


def _parameters(writer: Writer, rule: Rule) -> Iterator[nodes.Node]:
    ids = writer.register.parameters_of[rule.id]
    if ids:
        made = section("parameters", writer.say("parameters"))
        for id_ in ids:
            parameter = writer.register.parameters[id_]
            made += para(
                writer.parameter(id_),
                " ",
                nodes.strong("", writer.text(parameter.title)),
                classes=["sso-subhead"],
            )
            made += list(history(writer, parameter, brief=True))
        yield made


def _related(writer: Writer, rule: Rule) -> Iterator[nodes.Node]:
    register = writer.register
    groups = [
        ("related-named", register.named_with(rule.id)),
        ("related-parameters", register.sharing_parameters(rule.id)),
        ("related-facts", register.sharing_facts(rule.id)),
    ]
    rows: list[tuple[str, Cell]] = [
        (writer.say(key), lines(*(writer.rule(id_, title=True) for id_ in ids))) for key, ids in groups if ids
    ]
    if rows:
        yield section("related", writer.say("related"), fields(rows))


def _definition(writer: Writer, rule: Rule) -> nodes.Node:
    place = writer.register.places.get(rule.id)
    text = place.text if place is not None else _yaml({rule.id: rule.to_plain()})
    where = writer.place(rule.id)
    data = writer.data("rules.json")
    return section(
        "definition",
        writer.say("definition"),
        para(writer.say("definition-note")),
        None if where is None else para(f"{writer.say('file')}: ", where),
        None if data is None else para(f"{writer.say('as-data')}: ", data),
        fold(rule.id, preformatted(text, "yaml")),
    )


def _cite(writer: Writer, rule: Rule) -> nodes.Node:
    sources = "; ".join(dict.fromkeys(map(str, rule.citations)))
    said = writer.say(
        "cite-rule",
        version=writer.register.policy.version,
        id=rule.id,
        title=writer.text(rule.title),
        sources=sources,
    )
    return section(
        "cite",
        writer.say("cite"),
        preformatted(said),
        para(writer.say("cite-link"), " ", code(f"{{sso:rule}}`{rule.id}`")),
        para(writer.say("gazette"), classes=["sso-quiet"]),
    )


def _yaml(data: object) -> str:
    import yaml  # noqa: PLC0415  # only where a definition is shown

    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100))
