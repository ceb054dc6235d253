"""The worked examples of calculator rules: read with the rule, run with the policy's own tests, and part of the gate."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ssoplan.rules.compiled import policy_from_plain, policy_to_plain
from ssoplan.rules.policy import Policy
from ssoplan.rules.problems import PolicyError

if TYPE_CHECKING:
    from collections.abc import Callable

POLICY = Policy.default()
CALCULATORS = [rule.id for rule in POLICY.rules if rule.kind == "calculator"]
OUTCOMES = POLICY.worked_examples()


def calculator(*examples: str, covers: str = "ssoplan.calendar.BudgetYear") -> str:
    """Return the text of one calculator rule."""
    lines = "".join(f"    - {example}\n" for example in examples)
    head = f"C-1:\n  kind: calculator\n  title: {{th: ก, en: a}}\n  covers: {covers}\n  source: {{document: toy}}\n"
    return head + (f"  examples:\n{lines}" if examples else "")


@pytest.mark.parametrize("rule", CALCULATORS)
def test_every_calculator_rule_has_an_example_that_holds(rule: str) -> None:
    """Each calculator rule carries at least one worked example, and its calculator gives what it says."""
    mine = [outcome for outcome in OUTCOMES if outcome.rule_id == rule]
    assert mine
    assert [] == [outcome.text() for outcome in mine if not outcome.ok]


def test_the_gate_includes_the_worked_examples() -> None:
    """A policy is complete only with them; a what-if may break them, and then says how."""
    assert POLICY.coverage().complete
    what_if = POLICY.override({"report.monthly.due_day": 7}).coverage()
    assert not what_if.complete
    [wrong] = [outcome for outcome in what_if.worked if not outcome.ok]
    assert ("REP-01b", 1) == (wrong.rule_id, wrong.number)
    assert "datetime.date(2023, 2, 7), not datetime.date(2023, 2, 5)" in what_if.text()
    assert "ให้แก้ตัวอย่างหรือการคำนวณ" in wrong.text("th")


def test_examples_survive_the_compiled_form() -> None:
    """Written as JSON and read back the rules are equal, and a changed example changes the digest."""
    plain = json.loads(json.dumps(policy_to_plain(POLICY)))
    again = policy_from_plain(plain)
    assert again.rules == POLICY.rules
    assert again.digest == POLICY.digest
    entry = next(each for each in plain["rules"] if each["id"] == "NET-03b")
    entry["examples"][0]["value"]["by_workers"] = 552
    changed = policy_from_plain(plain)
    assert changed.digest != POLICY.digest
    assert [1] == [outcome.number for outcome in changed.worked_examples() if not outcome.ok]


@pytest.mark.parametrize(
    ("example", "problem"),
    [
        (
            "{with: {be: 2565}, value: {start: {date: 2021-10-02}}}",
            "not {'start': datetime.date(2021, 10, 2)}",
        ),
        ("{with: {be: 2565}, value: {beginning: 1}}", "AttributeError"),
        ("{with: {year: 2565}, value: 1}", "TypeError"),
        ("{with: {be: 2565}, error: year.value}", "not the error year.value"),
        ("{with: {be: {param: toy.share}}, value: 1}", "gives"),
    ],
)
def test_what_is_wrong_is_said(load: Callable[..., Policy], example: str, problem: str) -> None:
    """An example that does not hold is an outcome with a reason in two languages; it never raises."""
    text = calculator(example).replace("toy.share", "toy.total")
    [outcome] = load(text).worked_examples()
    assert not outcome.ok
    assert problem in outcome.text() or outcome.problem is not None
    assert outcome.text("th")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (calculator(), "examples is missing"),
        (calculator("{with: {be: 2565}}"), "the value, or the error"),
        (calculator("{with: {be: 2565}, value: 1, error: x}"), "the value, or the error"),
        (calculator("{with: {be: 2565}, values: 1, value: 1}"), "did you mean 'value'"),
        (calculator("{call: FundYear, with: {be: 2565}, value: 1}"), "unknown call 'FundYear'"),
        (calculator("{with: {be: {param: toy.totl}}, value: 1}"), "no parameter is called 'toy.totl'"),
        (calculator("{with: {be: 2565}, value: 1, on: soon}"), "on: write"),
    ],
)
def test_a_malformed_example_does_not_load(load: Callable[..., Policy], text: str, problem: str) -> None:
    """Shape, call and parameters are checked when the policy is loaded; nothing is called."""
    with pytest.raises(PolicyError) as raised:
        load(text)
    assert problem in raised.value.text()


def test_values_that_json_has_no_word_for(load: Callable[..., Policy]) -> None:
    """Months, amounts, fractions and lists are written as mappings, and compared exactly."""
    numbers = calculator(
        "{with: {numerator: 2.50}, value: {decimal: 2.5}}",
        "{with: {numerator: 1, denominator: 3}, value: {fraction: 1/3}}",
        covers="fractions.Fraction",
    )
    assert [True, True] == [outcome.ok for outcome in load(numbers).worked_examples()]
    months = calculator(
        "{call: Month.range, with: {first: {month: [2565, 12]}, last: {month: [2566, 1]}}, value: {months: [[2565, 12], [2566, 1]]}}",
        covers="ssoplan.calendar.Month.range",
    )
    found: Any = load(months).worked_examples()
    assert [outcome.text() for outcome in found if not outcome.ok] == []
