"""Tables over the whole policy: rules by family, parameters by family, counts."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, get_args

from ssoplan.rules.rule import RuleKind
from ssoplan.sphinxext.parts import inline, join, lines, para, section, spoken, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes

    from ssoplan.parameters import Parameter, ParameterValue
    from ssoplan.rules import Rule
    from ssoplan.sphinxext.parts import Cell
    from ssoplan.sphinxext.writer import Writer

__all__ = [
    "family_page",
    "parameter_families",
    "parameter_sections",
    "parameter_table",
    "rule_counts",
    "rule_sections",
    "rule_table",
    "since",
]

_SHOWN = 3  # values of one parameter; its own page has them all


def rule_counts(writer: Writer) -> Iterator[nodes.Node]:
    """Yield how many rules there are of each kind, by family."""
    register = writer.register
    kinds = get_args(RuleKind)
    rows: list[list[Cell]] = []
    for family, rules in register.families.items():
        counts = Counter(rule.kind for rule in rules)
        name = writer.link("family", family, f"{family} {writer.family(family)}")
        rows.append([name, *(str(counts[kind] or "") for kind in kinds), str(len(rules))])
    totals = Counter(rule.kind for rule in register.rules.values())
    rows.append([writer.say("all"), *(str(totals[kind]) for kind in kinds), str(len(register.rules))])
    yield para(writer.say("count-line", version=register.policy.version, count=len(register.rules)))
    files = [made for name in ("rules.json", "rules.csv") if (made := writer.data(name)) is not None]
    if files:
        yield para(f"{writer.say('data-line')} ", join(files))
    head = [writer.say("family"), *(writer.say(f"kind.{kind}") for kind in kinds), writer.say("all")]
    yield table(head, rows, widths=[40, 12, 12, 12, 12, 12], classes=["sso-counts"])


def rule_sections(writer: Writer) -> Iterator[tuple[str, nodes.section]]:
    """Yield each family of rules with the names of its rules, led by the link to its page where pages are written."""
    head = [writer.say(key) for key in ("id", "rule", "status")]
    for family, rules in writer.register.families.items():
        rows: list[list[Cell]] = [
            [writer.link("rule", rule.id, bare=True), writer.text(rule.title), _marks(writer, rule)]
            for rule in rules
        ]
        made = table(head, rows, widths=[14, 62, 24], classes=["sso-names"])
        title = f"{family}: {writer.family(family)}"
        yield family, section(f"family-{family}", title, _more(writer, family), made)


def _more(writer: Writer, family: str) -> nodes.Node | None:
    if not writer.pages:
        return None
    return para(writer.link("family", family, writer.say("family-page"), bare=True))


def family_page(writer: Writer, family: str) -> nodes.section:
    """Return the page of a family of rules or parameters: everything in one table, with sources and days."""
    if family in writer.register.families:
        title = f"{family}: {writer.family(family)}"
        made = rule_table(writer, family)
    else:
        title = writer.family(family)
        made = parameter_table(writer, family)
    return section(f"family-{family}", title, made)


def rule_table(writer: Writer, family: str) -> nodes.Node:
    """Return the rules of a family: what each is called, its standing and its sources."""
    head = [writer.say(key) for key in ("id", "rule", "status", "in-force-since", "source")]
    rows = [_rule_row(writer, rule) for rule in writer.register.families[family]]
    return table(head, rows, widths=[11, 42, 14, 16, 17])


def _rule_row(writer: Writer, rule: Rule) -> list[Cell]:
    return [
        writer.link("rule", rule.id, bare=True),
        writer.both(rule.title),
        _marks(writer, rule),
        since(writer, rule),
        writer.citations(rule.citations),
    ]


def _marks(writer: Writer, rule: Rule) -> nodes.Node:
    marks: list[Cell] = [writer.chip(f"kind.{rule.kind}"), writer.severity(rule)]
    if rule.legal_status == "draft":
        marks.append(writer.chip("draft-short", "draft"))
    return join((mark for mark in marks if mark is not None), " ")


def since(writer: Writer, rule: Rule) -> nodes.Node:
    """Return from when to when a rule holds, in short."""
    if rule.start is None:
        return inline(writer.say("same-always" if rule.dates_known else "no-printed-day"))
    start = writer.short_day(rule.start)
    if rule.end is None:
        return inline(writer.say("since", start))
    return inline(writer.say("span", start, writer.short_day(rule.end)))


def parameter_families(writer: Writer) -> dict[str, list[Parameter]]:
    """Return the parameters by family."""
    parameters = writer.register.parameters.values()
    return {
        family: list(members)
        for family, members in groupby(parameters, key=lambda each: each.id.partition(".")[0])
    }


def parameter_sections(writer: Writer) -> Iterator[tuple[str, nodes.section]]:
    """Yield each family of parameters with the newest values, led by the link to its page where pages are written."""
    head = [writer.say(key) for key in ("parameter", "value")]
    for family, members in parameter_families(writer).items():
        rows: list[list[Cell]] = [
            [_named(writer, parameter), lines(*_newest(writer, parameter))] for parameter in members
        ]
        made = table(head, rows, widths=[56, 44], classes=["sso-names"])
        yield family, section(f"family-{family}", writer.family(family), _more(writer, family), made)


def _named(writer: Writer, parameter: Parameter) -> nodes.Node:
    return writer.link("parameter", parameter.id, writer.text(parameter.title), bare=True)


def _newest(writer: Writer, parameter: Parameter) -> Iterator[Cell]:
    values = [*reversed(parameter.drafts), *reversed(parameter.values)]
    shown = values[:_SHOWN] if len(values) > _SHOWN + 1 else values
    for value in shown:
        yield writer.value(parameter, value)
        yield inline(writer.window(value), classes=["sso-quiet"])
    if len(shown) < len(values):
        yield inline(writer.say("earlier-values", len(values) - len(shown)), classes=["sso-quiet"])


def parameter_table(writer: Writer, family: str) -> nodes.Node:
    """Return the parameters of a family: every value with the days between which it holds, and its sources."""
    head = [writer.say(key) for key in ("parameter", "value", "source")]
    members = parameter_families(writer)[family]
    rows = [row for parameter in members for row in _value_rows(writer, parameter)]
    return table(head, rows, widths=[40, 36, 24])


def _value_rows(writer: Writer, parameter: Parameter) -> Iterator[list[Cell]]:
    """Yield a row for each value, the newest first; the parameter is named in the first."""
    other = spoken(writer.other_text(parameter.title), writer.other)
    named: Cell = lines(_named(writer, parameter), other, inline(parameter.id, classes=["sso-name"]))
    for value in [*reversed(parameter.drafts), *reversed(parameter.values)]:
        yield [named, lines(*_value(writer, parameter, value)), writer.citations(value.citations)]
        named = None


def _value(writer: Writer, parameter: Parameter, value: ParameterValue) -> Iterator[Cell]:
    marks: list[Cell] = []
    if value.confidence != "document":
        marks.append(writer.chip(f"confidence.{value.confidence}", "aside"))
    if value.legal_status == "draft":
        marks.append(writer.chip("draft-short", "draft"))
    yield writer.value(parameter, value)
    yield join([inline(writer.window(value), classes=["sso-quiet"]), *marks], " ")
