"""The rule catalogue, the parameters, the sources and the facts, from the policy that the package carries."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from ssoplan import Policy
from ssoplan_docs.tables import LiveDirective, both, code, lines, table, target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssoplan.parameters import Citation, Parameter, ParameterValue
    from ssoplan.rules import Fact, Rule

__all__ = ["Facts", "Parameters", "RuleCounts", "Rules", "Sources"]

_KINDS = ("check", "parameter", "calculator", "statement")


class RuleCounts(LiveDirective):
    """How many rules there are of each kind, by family."""

    def content_nodes(self) -> Iterator[nodes.Node]:
        """Return the table of counts."""
        policy = Policy.default()
        counts: Counter[tuple[str, str]] = Counter((_family(rule.id), rule.kind) for rule in _latest(policy))
        families = sorted({family for family, _ in counts})
        rows = [[family, *(str(counts[family, kind] or "") for kind in _KINDS)] for family in families]
        total = ["all", *(str(sum(counts[family, kind] for family in families)) for kind in _KINDS)]
        yield nodes.paragraph("", f"Policy {policy.version}: {len(_latest(policy))} rules.")
        yield table(["family", *_KINDS], [*rows, total], widths=[2, 1, 1, 1, 1], classes=["narrow"])


class Rules(LiveDirective):
    """Every rule: what it is called, its kind, its severity and its source."""

    def content_nodes(self) -> Iterator[nodes.Node]:
        """Return the table of rules; ``#KPI-12`` leads to a row."""
        rows = [
            [
                target(rule.id),
                both(rule.title.en, rule.title.th),
                rule.kind if rule.legal_status == "in_force" else f"{rule.kind} (draft)",
                str(rule.severity) if rule.kind == "check" else "",
                _cited(rule.citations),
            ]
            for rule in _latest(Policy.default())
        ]
        yield table(["id", "rule", "kind", "severity", "source"], rows, widths=[10, 50, 10, 10, 20])


class Parameters(LiveDirective):
    """Every parameter, by family: its unit, its values through time and their sources."""

    def content_nodes(self) -> Iterator[nodes.Node]:
        """Return one section for each family."""
        parameters = sorted(Policy.default().parameters, key=lambda parameter: parameter.id)
        for family, members in groupby(parameters, key=lambda parameter: parameter.id.partition(".")[0]):
            section = nodes.section("", nodes.title("", family), ids=[f"family-{family}"], names=[family])
            rows = [_parameter_row(parameter) for parameter in members]
            section += table(["id", "parameter", "value", "source"], rows, widths=[24, 32, 26, 18])
            yield section


class Sources(LiveDirective):
    """Every document, act and report that rules and parameters cite."""

    def content_nodes(self) -> Iterator[nodes.Node]:
        """Return the table of sources."""
        rows = [
            [
                target(source.id),
                both(source.title.en, source.title.th),
                source.kind,
                lines(*filter(None, (source.reference, source.note, _link(source.url)))),
            ]
            for source in Policy.default().sources
        ]
        yield table(["id", "title", "kind", "how far it goes"], rows, widths=[18, 40, 10, 32])


class Facts(LiveDirective):
    """Every subject with its facts: what a condition can speak about."""

    def content_nodes(self) -> Iterator[nodes.Node]:
        """Return one section for each subject."""
        for subject in Policy.default().subjects.values():
            heading = nodes.title("", "", code(subject.name), nodes.Text(f": {subject.title.en}"))
            section = nodes.section("", heading, ids=[f"subject-{subject.name}"], names=[subject.name])
            rows = [
                [code(fact.name), _type(fact), both(fact.title.en, fact.title.th)] for fact in subject.facts
            ]
            section += table(["fact", "type", "meaning"], rows, widths=[22, 28, 50])
            yield section


def _family(id_: str) -> str:
    return id_.rpartition("-")[0]


def _latest(policy: Policy) -> list[Rule]:
    return list({rule.id: rule for rule in policy.rules}.values())


def _cited(citations: Iterable[Citation]) -> nodes.Node:
    return lines(*dict.fromkeys(map(str, citations)))


def _parameter_row(parameter: Parameter) -> list[str | nodes.Node]:
    values = [*parameter.values, *parameter.drafts]
    return [
        target(parameter.id),
        both(parameter.title.en, parameter.title.th),
        lines(*(_value(parameter, value) for value in values)),
        _cited(citation for value in values for citation in value.citations[:1]),
    ]


def _value(parameter: Parameter, value: ParameterValue) -> nodes.Node:
    shown = _shown(value.value)
    unit = "" if str(parameter.unit) == "1" else f" {parameter.unit.label('en')}"
    marks: list[str] = [] if value.confidence == "document" else [value.confidence]
    marks += ["draft"] if value.legal_status == "draft" else []
    mark = f" ({', '.join(marks)})" if marks else ""
    return lines(f"{shown}{unit}{mark}", nodes.inline("", value.window(), classes=["quiet"]))


def _shown(value: object) -> str:
    if hasattr(value, "items"):
        return "; ".join(f"{name} = {_shown(each)}" for name, each in value.items())
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    return f"{value:,}" if isinstance(value, int) and value > 9999 else str(value)  # noqa: PLR2004  # five digits


def _type(fact: Fact) -> nodes.Node:
    kind = f"{fact.type.year}_year" if fact.type.kind == "year" else fact.type.kind
    kind = "money" if str(fact.type.unit) == "THB" else kind
    label = "" if fact.type.unit is None or kind == "money" else fact.type.unit.label("en")
    unit = f", {label}" if label else ""
    words = [code(f"many[{kind}]" if fact.type.many else kind)]
    text = f"{unit}{': ' + ', '.join(fact.type.values) if fact.type.values else ''}"
    return nodes.inline("", "", *words, nodes.Text(text))


def _link(url: str | None) -> nodes.Node | None:
    return None if url is None else nodes.reference("", url, refuri=url)
