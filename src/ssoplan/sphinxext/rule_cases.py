"""What a rule says about cases: its examples, its worked examples, the published samples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ssoplan.rules.examples import example_result, plain_to_value
from ssoplan.rules.states import State
from ssoplan.sphinxext.parts import Cell, code, fold, inline, lines, para, section, spoken, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils import nodes

    from ssoplan.rules import Finding, Rule
    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.engine import RuleResult
    from ssoplan.rules.facts import Subject
    from ssoplan.rules.rule import Example
    from ssoplan.rules.worked import WorkedOutcome
    from ssoplan.sphinxext.writer import Writer

__all__ = ["examples", "finding_rows", "found", "state_of", "worked"]


def examples(writer: Writer, rule: Rule) -> Iterator[nodes.Node]:
    """Yield the examples of a rule with what it says about them, found by running them."""
    checked = writer.register.checked(rule)
    if checked is None or not rule.examples:
        return
    head = ["", writer.say("example"), writer.say("outcome")]
    rows: list[list[Cell]] = [
        [str(number), lines(*_facts(writer, checked, example)), lines(*_outcome(writer, checked, example))]
        for number, example in enumerate(rule.examples, start=1)
    ]
    yield section(
        "examples",
        writer.say("examples"),
        para(writer.say("examples-note")),
        table(head, rows, widths=[5, 50, 45], classes=["sso-examples"]),
    )


def _facts(writer: Writer, checked: CheckedRule, example: Example) -> Iterator[Cell]:
    yield from _row(writer, checked.subject, dict(example.facts))
    subjects = {join.alias: join.subject for join in checked.joins}
    for alias, rows in example.joined:
        for row in rows:
            yield inline(writer.say("joined", alias), classes=["sso-quiet"])
            yield from _row(writer, subjects[alias], dict(row))
    if example.on is not None:
        yield inline(writer.say("on-day", writer.day_text(example.on)))
    yield writer.english(example.note)


def _row(writer: Writer, subject: Subject, facts: Mapping[str, Any]) -> Iterator[Cell]:
    for name, plain in facts.items():
        fact = subject.fact(name)
        shown = writer.fact(fact.type, plain_to_value(fact.type, plain))
        yield para(code(name), f" = {shown}")


def _outcome(writer: Writer, checked: CheckedRule, example: Example) -> Iterator[Cell]:
    result = example_result(checked, example, writer.register.policy.parameters)
    state = state_of(result)
    agreed = state is example.state
    check = (
        writer.say("as-expected")
        if agreed
        else writer.say("not-as-expected", writer.say(f"state.{example.state}"))
    )
    mark = inline(f"✓ {check}" if agreed else f"✗ {check}", classes=["sso-quiet" if agreed else "sso-error"])
    yield inline(writer.state(state), " ", mark)
    for finding in result.findings():
        yield inline(finding.text(writer.lang))
        yield spoken(finding.text(writer.other), writer.other)


def state_of(result: RuleResult) -> State:
    """Return the state of the first row of a result."""
    states = (State.FINDING, State.NOT_APPLICABLE, State.NOT_EVALUATED)
    held = [state for state, rows in zip(states, result.outcome, strict=True) if 0 in rows]
    return held[0] if held else State.PASSED


def worked(writer: Writer, rule: Rule) -> Iterator[nodes.Node]:
    """Yield the worked examples of a rule that a calculator carries out, with what each gave."""
    outcomes = writer.register.worked.get(rule.id, [])
    if outcomes:
        head = ["", writer.say("example"), writer.say("outcome")]
        rows: list[list[Cell]] = [
            [str(each.number), lines(*_call(writer, each)), lines(*_given(writer, each))] for each in outcomes
        ]
        yield section(
            "worked",
            writer.say("worked"),
            para(writer.say("examples-note")),
            table(head, rows, widths=[5, 50, 45], classes=["sso-examples"]),
        )


def _call(writer: Writer, outcome: WorkedOutcome) -> Iterator[Cell]:
    yield inline(code(outcome.example.call))
    for name, value in outcome.example.arguments:
        yield para(code(name), f" = {_plain(value)}")
    if outcome.example.on is not None:
        yield inline(writer.say("on-day", writer.day_text(outcome.example.on)))
    yield writer.english(outcome.example.note)


def _given(writer: Writer, outcome: WorkedOutcome) -> Iterator[Cell]:
    example = outcome.example
    yield inline(code(example.error if example.error is not None else _plain(example.value)))
    if outcome.problem is None:
        yield inline(f"✓ {writer.say('as-expected')}", classes=["sso-quiet"])
    else:
        yield inline(f"✗ {writer.text(outcome.problem)}", classes=["sso-error"])


def _plain(value: Any) -> str:
    """Return a plain value of a catalogue in the fewest words: ``{baht: "12.50"}`` is written *baht 12.50*."""
    if isinstance(value, tuple | list):
        return ", ".join(map(_plain, value))
    if isinstance(value, dict):
        return "; ".join(f"{name} {_plain(each)}" for name, each in value.items())
    return str(value)


def found(writer: Writer, rule: Rule) -> Iterator[nodes.Node]:
    """Yield what a check finds on the published samples, with the counts of the four states."""
    if rule.kind != "check":
        return
    made = section("found", writer.say("found"))
    results = [
        (name, result) for name, result in writer.register.results_of.get(rule.id, ()) if len(result.table)
    ]
    if rule.legal_status == "draft":
        made += para(writer.say("found-not-applied"))
    elif not results:
        made += para(writer.say("found-never"))
    else:
        findings = writer.register.findings_of(rule.id)
        for name, listed in findings.items():
            made += para(writer.link("sample", name), classes=["sso-subhead"])
            made += finding_table(writer, listed)
        if not findings:
            made += para(writer.say("found-none"))
        made += fold(writer.say("sample-counts"), _counts(writer, results))
    yield made


def finding_table(writer: Writer, findings: list[Finding]) -> nodes.Node:
    """Return findings of one rule: where, and what, in the language of the page (a table may have many rows)."""
    head = [writer.say("place"), writer.say("finding")]
    rows: list[list[Cell]] = [[_where(writer, each), each.text(writer.lang)] for each in findings]
    return table(head, rows, widths=[38, 62])


def finding_rows(writer: Writer, findings: list[Finding]) -> Iterator[list[Cell]]:
    """Yield a row for each finding: its place, and what it says in both languages."""
    for finding in findings:
        yield [
            _where(writer, finding),
            lines(finding.text(writer.lang), spoken(finding.text(writer.other), writer.other)),
        ]


def _where(writer: Writer, finding: Finding) -> nodes.Node:
    label = inline(finding.label, lang="" if writer.lang == "th" else "th") if finding.label else None
    return lines(label, inline(code(finding.path), classes=["sso-quiet"]))


def _counts(writer: Writer, results: list[tuple[str, RuleResult]]) -> nodes.Node:
    head = [writer.say("sample"), *(writer.say(f"state.{state}") for state in State)]
    rows: list[list[Cell]] = [
        [
            writer.link("sample", name),
            *(str(count or "") for count in (result.passed, *map(len, result.outcome))),
        ]
        for name, result in results
    ]
    return table(head, rows, widths=[40, 15, 15, 15, 15], classes=["sso-counts"])
