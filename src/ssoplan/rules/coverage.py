"""What the examples of the rules exercise: every part of a condition both ways, every threshold from both sides.

A *place* is one thing that an example can show: ``must[0].true`` (the first part of ``must`` is true somewhere),
``must[0].below`` / ``.at`` / ``.above`` (the left side of a comparison stands one step below, at, or above the right).
A step is one unit of what is compared: 1 for whole numbers, a satang, the last decimal, a day; for a ratio without
a smallest unit any distance counts. Places that the bounds of the facts rule out are left out; a rule may declare
others ``unreachable`` with a reason.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import SsoplanError
from ssoplan.rules.evaluation import Unknown, evaluate, truth
from ssoplan.rules.examples import example_result
from ssoplan.rules.expression import nodes as n
from ssoplan.rules.expression.intervals import Domain, possible, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.evaluation import World
    from ssoplan.rules.expression import Expression
    from ssoplan.rules.policy import Policy
    from ssoplan.rules.worked import WorkedOutcome  # noqa: TC004  # attrs does not evaluate annotations

__all__ = ["Coverage", "RuleCoverage", "coverage_of"]

_SIDES = ("below", "at", "above")


@attrs.frozen
class RuleCoverage:
    """What the examples of one rule show.

    Attributes:
        id: The rule.
        places: Every place that can be shown, with the text of its part.
        shown: Those that an example shows.
        excused: Those declared unreachable, with the reason.
    """

    id: str
    places: tuple[tuple[str, str], ...]
    shown: frozenset[str]
    excused: tuple[tuple[str, str], ...] = ()

    @property
    def open(self) -> tuple[tuple[str, str], ...]:
        """The places that no example shows."""
        excused = dict(self.excused)
        return tuple(
            (place, text) for place, text in self.places if place not in self.shown and place not in excused
        )


@attrs.frozen(repr=False)
class Coverage:
    """What the examples of a policy show.

    Attributes:
        rules: Each check rule.
        worked: What the worked examples of the calculator rules give.
    """

    rules: tuple[RuleCoverage, ...]
    worked: tuple[WorkedOutcome, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every place of every rule is shown, and every worked example holds: the gate."""
        return not any(rule.open for rule in self.rules) and all(outcome.ok for outcome in self.worked)

    @property
    def share(self) -> Fraction:
        """The share of the places that are shown or excused."""
        every = sum(len(rule.places) for rule in self.rules)
        return 1 - Fraction(sum(len(rule.open) for rule in self.rules), every) if every else Fraction(1)

    def text(self) -> str:
        """Return one line for each open place, and for each worked example that does not hold."""
        head = f"{len(self.rules)} rules, {float(self.share):.1%} of places shown, {len(self.worked)} worked examples"
        lines = [
            f"{rule.id}: no example for {place} ({text})" for rule in self.rules for place, text in rule.open
        ]
        return "\n".join([head, *lines, *(outcome.text() for outcome in self.worked if not outcome.ok)])

    def __repr__(self) -> str:
        return f"<Coverage: {self.text().splitlines()[0]}>"


def coverage_of(policy: Policy) -> Coverage:
    """Return what the examples of every check rule show, drafts included, and what worked examples give."""
    checks = (policy.checked(rule) for rule in policy.rules if rule.kind == "check")
    return Coverage(tuple(_rule_coverage(checked, policy) for checked in checks), policy.worked_examples())


def _rule_coverage(checked: CheckedRule, policy: Policy) -> RuleCoverage:
    domain = Domain.of(checked, policy.parameters)
    places: dict[str, str] = {}
    for field, condition in _conditions(checked):
        places.update(_places(field, condition, domain))
        domain = domain.assuming(condition.tree)  # what must hold is asked only where the rule applies
    shown: set[str] = set()
    for example in checked.rule.examples:
        try:
            result = example_result(checked, example, policy.parameters)
        except SsoplanError:
            continue  # reported by the check of the examples
        shown |= _shown(checked, result.world(0))
    return RuleCoverage(checked.rule.id, tuple(places.items()), frozenset(shown), checked.rule.unreachable)


def _conditions(checked: CheckedRule) -> Iterator[tuple[str, Expression]]:
    if checked.when is not None:
        yield "when", checked.when
    yield "must", checked.must


def _parts(condition: Expression) -> list[n.Node]:
    """Return the parts of a condition that are true or false, without the words that join them."""
    return list(_leaves(condition.tree))


def _leaves(node: n.Node) -> Iterator[n.Node]:
    if isinstance(node, n.And | n.Or | n.Not):
        for part in n.children(node):
            yield from _leaves(part)
    else:
        yield node


def _places(field: str, condition: Expression, domain: Domain) -> Iterator[tuple[str, str]]:
    for number, part in enumerate(_parts(condition)):
        text = condition.source(part)
        for outcome in sorted(possible(part, domain), reverse=True):
            yield f"{field}[{number}].{str(outcome).lower()}", text
        for place, left, right in _thresholds(part):
            for side in _SIDES:
                if _reachable(side, left, right, domain):
                    yield f"{field}[{number}]{place}.{side}", text


def _thresholds(part: n.Node) -> Iterator[tuple[str, n.Node, n.Node]]:
    """Yield each comparison of ordered values in a part, with its number where there are several."""
    pairs = [
        (node.operands[place], node.operands[place + 1])
        for node in n.walk(part)
        if isinstance(node, n.Comparison)
        for place in range(len(node.signs))
        if _ordered(node.operands[place])
    ]
    for number, (left, right) in enumerate(pairs):
        yield (f"({number})" if len(pairs) > 1 else ""), left, right


def _ordered(node: n.Node) -> bool:
    return node.type is not None and node.type.ordered


def _reachable(side: str, left: n.Node, right: n.Node, domain: Domain) -> bool:
    a, b = span(left, domain), span(right, domain)
    if side == "below":
        return a.low is None or b.high is None or a.low < b.high
    if side == "above":
        return a.high is None or b.low is None or a.high > b.low
    too_low = a.high is not None and b.low is not None and a.high < b.low
    too_high = a.low is not None and b.high is not None and a.low > b.high
    return not (too_low or too_high)


def _shown(checked: CheckedRule, world: World) -> set[str]:
    shown: set[str] = set()
    applies = checked.when is None or truth(checked.when.tree, world) is True
    for field, condition in _conditions(checked):
        if field == "must" and not applies:
            continue
        for number, part in enumerate(_parts(condition)):
            found = truth(part, world)
            if isinstance(found, Unknown):
                continue
            shown.add(f"{field}[{number}].{str(found).lower()}")
            for place, left, right in _thresholds(part):
                shown |= {f"{field}[{number}]{place}.{side}" for side in _sides(left, right, world)}
    return shown


def _sides(left: n.Node, right: n.Node, world: World) -> Iterable[str]:
    a, b = evaluate(left, world), evaluate(right, world)
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return
    step = _step(left, right)
    for x, y in _pairs(a, b):
        if x == y:
            yield "at"
        elif step is None or abs(x - y) == step:
            yield "below" if x < y else "above"


def _pairs(a: Any, b: Any) -> Iterable[tuple[Any, Any]]:
    if isinstance(a, tuple) and isinstance(b, tuple):
        return zip(a, b, strict=False)
    if isinstance(a, tuple):
        return ((x, b) for x in a)
    return ((a, y) for y in b) if isinstance(b, tuple) else [(a, b)]


def _step(left: n.Node, right: n.Node) -> Any:
    """Return the smallest distance between two values, or None if there is none to speak of."""
    for node in (left, right):
        type_ = node.type
        if type_ is not None and type_.kind == "date":
            return dt.timedelta(days=1)
        if isinstance(node, n.Call) and node.function == "days":
            return 1
    moving = [node for node in (left, right) if not isinstance(node, n.Constant | n.ParameterValue)] or [left]
    steps = [_own_step(node) for node in moving]
    return None if None in steps else min(step for step in steps if step is not None)


def _own_step(node: n.Node) -> Fraction | None:
    """Return the step of a value: of sums of facts that of the finest one; a product or a quotient has none."""
    if isinstance(node, n.Arithmetic):
        if node.sign in ("+", "-"):
            steps = [_own_step(node.left), _own_step(node.right)]
            return None if None in steps else min(step for step in steps if step is not None)
        whole = node.type is not None and node.type.kind == "int"
        return Fraction(1) if whole and node.sign == "//" else None
    if isinstance(node, n.Negative):
        return _own_step(node.operand)
    type_ = node.type
    if type_ is None or (type_.kind == "number" and type_.decimals is None):
        return None
    return Fraction(1, type_.scale)
