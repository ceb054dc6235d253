"""Tables over the whole policy: rules by family, parameters by family, counts."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, get_args

from docutils import nodes

from ssoplan.rules.rule import RuleKind
from ssoplan.sphinxext.parts import inline, join, lines, para, section, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssoplan.parameters import Parameter, ParameterValue
    from ssoplan.rules import Rule
    from ssoplan.sphinxext.parts import Cell
    from ssoplan.sphinxext.writer import Writer

__all__ = ["parameter_sections", "rule_counts", "rule_sections", "rule_table"]


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
    """Yield each family of rules with its table."""
    for family in writer.register.families:
        title = f"{family}: {writer.family(family)}"
        yield family, section(f"family-{family}", title, rule_table(writer, family))


def rule_table(writer: Writer, family: str) -> nodes.Node:
    """Return the rules of a family: what each is called, its standing and its sources."""
    head = [writer.say(key) for key in ("id", "rule", "status", "source")]
    rows = [_rule_row(writer, rule) for rule in writer.register.families[family]]
    return table(head, rows, widths=[12, 50, 18, 20])


def _rule_row(writer: Writer, rule: Rule) -> list[Cell]:
    marks: list[Cell] = [writer.chip(f"kind.{rule.kind}"), writer.severity(rule)]
    if rule.legal_status == "draft":
        marks.append(writer.chip("draft-short", "draft"))
    return [
        writer.rule(rule.id),
        writer.both(rule.title),
        join((mark for mark in marks if mark is not None), " "),
        writer.citations(rule.citations),
    ]


def parameter_sections(writer: Writer) -> Iterator[tuple[str, nodes.section]]:
    """Yield each family of parameters with its table."""
    parameters = writer.register.parameters.values()
    for family, members in groupby(parameters, key=lambda each: each.id.partition(".")[0]):
        head = [writer.say(key) for key in ("parameter", "value", "source")]
        rows = [_parameter_row(writer, parameter) for parameter in members]
        made = section(f"family-{family}", writer.family(family), table(head, rows, widths=[44, 36, 20]))
        yield family, made


def _parameter_row(writer: Writer, parameter: Parameter) -> list[Cell]:
    values = [*reversed(parameter.drafts), *reversed(parameter.values)]
    return [
        lines(writer.parameter(parameter.id), writer.both(parameter.title)),
        lines(*(line for value in values for line in _value(writer, parameter, value))),
        writer.citations(citation for value in values for citation in value.citations[:1]),
    ]


def _value(writer: Writer, parameter: Parameter, value: ParameterValue) -> Iterator[Cell]:
    shown = writer.value(parameter, value)
    marks: list[Cell] = []
    if value.confidence != "document":
        marks.append(writer.chip(f"confidence.{value.confidence}", "aside"))
    if value.legal_status == "draft":
        marks.append(writer.chip("draft-short", "draft"))
    if marks and isinstance(shown, nodes.inline):
        shown = join([shown, *marks], " ")
        marks = []
    yield shown
    yield from marks
    yield inline(value.window(writer.lang), classes=["sso-quiet"])
