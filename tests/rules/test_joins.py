"""Rules over several rows: found by hashing, equal to trying every pair."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssoplan.errors import Message
from ssoplan.rules.checked import CheckedRule, check_rule
from ssoplan.rules.checking import check_rows
from ssoplan.rules.dated import DatedParameters, type_of_parameter
from ssoplan.rules.evaluation import State
from ssoplan.rules.examples import table_of
from ssoplan.rules.facts import Row
from ssoplan.rules.problems import PolicyError, RuleError
from ssoplan.rules.readings import direct, hashing
from ssoplan.rules.rule import JoinText, Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssoplan.parameters import Parameters
    from ssoplan.rules.facts import Subject
    from ssoplan.rules.policy import Policy

DAY = dt.date(2023, 12, 31)
DOUBLE = """
REG-1:
  kind: check
  title: {th: ลงทะเบียนซ้ำ, en: no double registration}
  of: item
  join:
    twin: {of: item, on: person, where: twin.sequence < sequence}
  must: none(twin)
  message: {th: "{person} ลงทะเบียนซ้ำ", en: "{person} is registered twice"}
  source: {document: toy}
  examples:
    - {person: a, sequence: 2, twin: [{person: a, sequence: 1}], state: finding}
    - {person: a, sequence: 2, twin: [{person: b, sequence: 1}, {person: a, sequence: 3}], state: passed}
    - {sequence: 2, twin: [{person: a, sequence: 1}], state: not evaluated}
"""


def test_a_finding_names_the_row_it_collides_with(
    load: Callable[..., Policy], subjects: dict[str, Subject], item_type: Any
) -> None:
    """The later row is the finding, and carries the path of the earlier one."""
    rows = [Row("i[0]", item_type(person="a", sequence=1)), Row("i[1]", item_type(person="b", sequence=2)),
            Row("i[2]", item_type(person="a", sequence=3)), Row("i[3]", item_type(sequence=4))]  # fmt: skip
    report = check_rows([(subjects["item"], rows)], on=DAY, policy=load(DOUBLE))
    [finding] = report.findings
    assert ("i[2]", (("twin", "i[0]"),), "a is registered twice") == (
        finding.path,
        finding.related,
        finding.text(),
    )
    assert (("person", "missing"),) == tuple((name, why.value) for name, why in report.skips[0].absent)
    assert {"passed": 2, "finding": 1, "not applicable": 0, "not evaluated": 1} == report.counts


def test_a_document_without_the_joined_subject_has_no_match(
    load: Callable[..., Policy], subjects: dict[str, Subject], item_type: Any
) -> None:
    """A joined subject that the document does not have is one without rows."""
    text = DOUBLE.replace("of: item, on: person, where: twin.sequence < sequence", "of: other, on: person")
    text = text.replace("twin: [{person: b, sequence: 1}, {person: a, sequence: 3}]", "twin: [{person: b}]")
    report = check_rows(
        [(subjects["item"], [Row("i", item_type(person="a", sequence=1))])], on=DAY, policy=load(text)
    )
    assert 1 == report.counts["passed"]


@pytest.mark.parametrize(
    ("join", "part"),
    [
        ("{of: nothing, on: person}", "unknown subject"),
        ("{of: other, on: persn}", "did you mean 'person'"),
        ("{of: other, on: {person: weight}}", "cannot be compared"),
        ("{of: other, on: {weight: share}}", "give both the same type"),
        ("{of: other, on: person, where: twin.sequence == sequence}", "must order"),
        ("{of: other, on: person, where: sequence < weight}", "do not fit"),
        ("{of: other, on: person, where: twin.sequence < 5}", "cannot read"),
        ("{of: other, on: person, when: weigth > 1}", "did you mean 'weight'"),
        ("{of: other, on: []}", "at least one"),
        ("{of: other}", "{of: …, on: …"),
    ],
)
def test_a_join_that_cannot_work_is_refused(load: Callable[..., Policy], join: str, part: str) -> None:
    """Unknown subjects and facts, keys of different types, and orders that order nothing are load errors."""
    text = DOUBLE.replace("{of: item, on: person, where: twin.sequence < sequence}", join)
    with pytest.raises(PolicyError) as caught:
        load(text)
    assert part in str(caught.value)


def test_a_joined_fact_cannot_stand_in_a_condition(load: Callable[..., Policy]) -> None:
    """A condition asks whether a joined row is there; it does not read its facts."""
    with pytest.raises(PolicyError, match=r"twin\.sequence"):
        load(DOUBLE.replace("must: none(twin)", "must: twin.sequence > 1"))


def _rule(
    subjects: dict[str, Subject], parameters: Parameters, must: str, *joins: JoinText, when: str | None = None
) -> CheckedRule:
    types = {parameter.id: type_of_parameter(parameter) for parameter in parameters}
    rule = Rule(id="T-1", kind="check", title=Message("t", "ท"), of="item", when=when, must=must, joins=joins)
    return check_rule(rule, subjects, types)


CHAIN = (
    JoinText(alias="second", of="item", on=(("person", "person"),), where=("second.sequence > sequence",), when="active"),
    JoinText(alias="third", of="item", on=(("person", "second.person"), ("weight", "weight")), where=("third.sequence > second.sequence",)),
    JoinText(alias="before", of="other", on=(("person", "person"),), where=("before.sequence < sequence",)),
)  # fmt: skip
rows = st.fixed_dictionaries(
    {
        "person": st.sampled_from(["a", "b", None, "damaged!"]),
        "sequence": st.one_of(st.integers(0, 4), st.none()),
        "weight": st.sampled_from([1, 2, None]),
        "active": st.sampled_from([True, True, False, None]),
    }
)


def _facts(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "person": {"absent": "damaged"}} if row["person"] == "damaged!" else row


def _known(*values: Any) -> bool:
    return not any(value is None or value == "damaged!" for value in values)


def _tried(items: list[dict[str, Any]], others: list[dict[str, Any]]) -> list[State]:
    """Return the states by trying every pair: the oracle."""
    states = []
    for root in items:
        if not _known(root["person"], root["sequence"], root["weight"]):
            states.append(State.NOT_EVALUATED)
            continue
        seconds = [r for r in items if r["active"] is True and _known(r["person"], r["sequence"])
                   and r["person"] == root["person"] and r["sequence"] > root["sequence"]]  # fmt: skip
        thirds = [r for s in seconds for r in items if _known(r["person"], r["sequence"], r["weight"])
                  and r["person"] == s["person"] and r["weight"] == root["weight"] and r["sequence"] > s["sequence"]]  # fmt: skip
        before = [r for r in others if _known(r["person"], r["sequence"])
                  and r["person"] == root["person"] and r["sequence"] < root["sequence"]]  # fmt: skip
        states.append(State.PASSED if before or not thirds else State.FINDING)
    return states


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(items=st.lists(rows, max_size=8), others=st.lists(rows, max_size=4))
def test_hashing_equals_trying_every_pair(
    subjects: dict[str, Subject],
    parameters: Parameters,
    items: list[dict[str, Any]],
    others: list[dict[str, Any]],
) -> None:
    """A chain of joined rows with equalities, orders, a condition and gaps gives what a plain loop gives."""
    rule = _rule(subjects, parameters, "exists(before) or none(third)", *CHAIN)
    names = ("person", "sequence", "weight", "active")
    tables = {
        "item": table_of(subjects["item"], map(_facts, items), names),
        "other": table_of(subjects["other"], map(_facts, others), names),
    }
    dated = DatedParameters(parameters, DAY)
    matches = hashing.match(rule, tables, dated)
    outcome = direct.read(rule, tables["item"], dated, matches)
    states = [State.PASSED] * len(items)
    for state, found in zip((State.FINDING, State.NOT_APPLICABLE, State.NOT_EVALUATED), outcome, strict=True):
        for row in found:
            states[row] = state
    assert _tried(items, others) == states


def test_joined_names_in_when_are_unknown_without_their_keys(
    subjects: dict[str, Subject], parameters: Parameters
) -> None:
    """Where the row lacks the fact it is joined by, `exists` in `when` is unknown, and a deciding part still decides."""
    twin = JoinText(alias="twin", of="other", on=(("person", "person"),))
    table = table_of(subjects["item"], [{"weight": 1}, {"weight": 9}], ("person", "weight"))
    tables = {"item": table, "other": table_of(subjects["other"], [{"person": "a"}], ("person",))}
    dated = DatedParameters(parameters, DAY)
    rule = _rule(subjects, parameters, "weight > 100", twin, when="exists(twin) or weight > 5")
    outcome = direct.read(rule, table, dated, hashing.match(rule, tables, dated))
    assert ([1], [], [0]) == tuple(outcome)


def test_a_rule_error_says_which_join(subjects: dict[str, Subject], parameters: Parameters) -> None:
    """The error of a join names the joined name."""
    with pytest.raises(RuleError, match="join twin"):
        _rule(
            subjects, parameters, "none(twin)", JoinText(alias="twin", of="item", on=(("nobody", "person"),))
        )
