"""What can be said about a rule before any document is seen: it decides something, and its examples show it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ssoplan.errors import Message
from ssoplan.parameters.errors import suggestion
from ssoplan.rules.examples import check_examples
from ssoplan.rules.expression.intervals import Domain, possible
from ssoplan.rules.problems import RuleError
from ssoplan.rules.worked import parameters_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.policy import Policy
    from ssoplan.rules.rule import Rule

__all__ = ["problems_of", "unused"]

_NEVER = {True: ("true", "จริง"), False: ("false", "เท็จ")}


def problems_of(rule: Rule, policy: Policy) -> Iterator[RuleError]:
    """Yield what is wrong with a rule within its policy.

    Raises:
        RuleError: Its conditions cannot be checked at all.
    """
    yield from _overlaps(rule, policy)
    for id_ in rule.covers:
        if rule.kind == "parameter" and id_ not in policy.parameters:
            near = next((each.id for each in policy.parameters if each.id.startswith(id_[:4])), "-")
            yield RuleError("unknown", sort="parameter", what=id_, near=near)
    for number, example in enumerate(rule.worked_examples, start=1):
        for id_ in parameters_of(example):
            if id_ not in policy.parameters:
                hints = suggestion(id_, (each.id for each in policy.parameters))
                problem = Message(
                    en=f"no parameter is called {id_!r}: {hints['hint']}",
                    th=f"ไม่มีพารามิเตอร์ชื่อ {id_!r}: {hints['hint_th']}",
                )
                yield RuleError("example", number=number, problem=problem)
    if rule.kind != "check":
        return
    checked = policy.checked(rule)
    yield from _undecided(checked, policy)
    yield from check_examples(checked, policy.parameters)


def _overlaps(rule: Rule, policy: Policy) -> Iterator[RuleError]:
    """Yield an error for each other version of the rule that is in force on one of its days."""
    for other in policy.rules:
        if other.id != rule.id or other is rule or "draft" in (rule.legal_status, other.legal_status):
            continue  # a draft is never applied, so that it may stand beside what is in force
        first = max(rule.start or dt.date.min, other.start or dt.date.min)
        last = min(rule.end or dt.date.max, other.end or dt.date.max)
        if first <= last:
            day = "every day" if first == dt.date.min else first.isoformat()
            yield RuleError("overlap", id=rule.id, day=day)


def _undecided(checked: CheckedRule, policy: Policy) -> Iterator[RuleError]:
    """Yield an error where a condition has one outcome only, whatever the facts within their bounds."""
    domain = Domain.of(checked, policy.parameters)
    if checked.when is not None:
        outcomes = possible(checked.when.tree, domain)
        yield from _decides("when", outcomes, wanted=(True,))
        domain = domain.assuming(checked.when.tree)
    yield from _decides("must", possible(checked.must.tree, domain), wanted=(True, False))


def _decides(field: str, outcomes: frozenset[bool], *, wanted: tuple[bool, ...]) -> Iterator[RuleError]:
    for outcome in wanted:
        if outcome not in outcomes:
            never, never_th = _NEVER[outcome]
            yield RuleError("always", field=field, never=never, never_th=never_th)


def unused(policy: Policy) -> Iterator[str]:
    """Yield what no rule uses: a parameter that no condition, derived fact or rule names, a fact no rule reads."""
    checks = [policy.checked(rule) for rule in policy.rules if rule.kind == "check"]
    read = {id_ for checked in checks for id_ in checked.quoted}
    read |= {id_ for rule in policy.rules for id_ in rule.covers}
    read |= {id_ for subject in policy.subjects.values() for fact in subject.facts for id_ in fact.reads}
    for parameter in policy.parameters:
        if parameter.id not in read and not parameter.rules:
            yield f"parameter {parameter.id} is used by no rule"
    facts = {(checked.subject.name, name) for checked in checks for name in checked.shown}
    facts |= {
        (join.subject.name, name) for checked in checks for join in checked.joins for name in join.facts
    }
    for subject in policy.subjects.values():
        for fact in subject.facts:
            if (subject.name, fact.name) not in facts:
                yield f"fact {subject.name}.{fact.name} is read by no rule"
