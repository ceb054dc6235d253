"""Which outcomes a condition can have at all, from the bounds of its facts: interval reasoning.

The answer errs to one side only: an outcome that is left out is impossible; one that is named may be. Facts are
taken as independent, except that ``and`` narrows a fact by each part that compares it with a fixed value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.rules.expression import nodes as n

if TYPE_CHECKING:
    from ssoplan.parameters import Parameters
    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.expression.types import Type

__all__ = ["Domain", "Interval", "possible", "span"]

BOTH = frozenset({True, False})


@attrs.frozen
class Interval:
    """The values from ``low`` to ``high``, both included; None is unbounded.

    Attributes:
        low: The least value.
        high: The greatest value.
        words: For words (enums) and truth values: the values themselves; None if any.
        step: The smallest distance between two values; 0 if there is none.
        reals: The same facts taken as one value of a list: their comparison decides nothing for the whole list.
    """

    low: Any = None
    high: Any = None
    words: frozenset[Any] | None = None
    step: Any = 0

    @property
    def empty(self) -> bool:
        """Whether no value is left."""
        crossed = self.low is not None and self.high is not None and self.low > self.high
        return crossed or (self.words is not None and not self.words)

    @property
    def single(self) -> bool:
        """Whether exactly one value is left."""
        return self.low is not None and self.low == self.high


@attrs.frozen
class Domain:
    """What is known about the facts and parameters of a rule.

    Attributes:
        facts: The interval of each fact (for a list, of each item).
        parameters: The interval over all values of each parameter.
    """

    facts: Mapping[str, Interval]
    parameters: Mapping[str, Interval] = attrs.Factory(dict)

    @classmethod
    def of(cls, checked: CheckedRule, parameters: Parameters) -> Domain:
        """Return what the declarations say about the facts and parameters of a rule."""
        facts = {name: _declared(checked.subject.fact(name)) for name in checked.facts}
        return cls(facts, {id_: _of_parameter(parameters, id_) for id_ in checked.parameters})

    def assuming(self, condition: n.Node, *, holds: bool = True) -> Domain:
        """Return what is known where a condition holds (or does not)."""
        return _narrow(condition, self, wanted=holds) or self


def _declared(fact: Any) -> Interval:
    type_: Type = fact.type
    if type_.kind == "bool":
        return Interval(words=BOTH)
    if type_.kind == "enum":
        return Interval(words=frozenset(type_.values))
    return Interval(fact.low, fact.high, step=_step(type_))


def _step(type_: Type) -> Any:
    if type_.kind in ("int", "year"):
        return 1
    if type_.kind == "number" and type_.decimals is not None:
        return Fraction(1, type_.scale)
    return dt.timedelta(days=1) if type_.kind == "date" else 0


def _of_parameter(parameters: Parameters, id_: str) -> Interval:
    from ssoplan.rules.dated import exact_value  # noqa: PLC0415  # floors: the expression package knows no policy

    if id_ in parameters.overrides:
        values = [exact_value(parameters.overrides[id_])]
    else:
        values = [exact_value(value.value) for value in parameters[id_].values]
    flat = [item for value in values for item in (value if isinstance(value, tuple) else (value,))]
    if not flat or isinstance(flat[0], str):
        return Interval(words=frozenset(flat) or None)
    return Interval(min(flat), max(flat))


def possible(node: n.Node, domain: Domain) -> frozenset[bool]:
    """Return the outcomes that a condition may have."""
    return frozenset(
        outcome for outcome in (True, False) if _narrow(node, domain, wanted=outcome) is not None
    )


def _narrow(node: n.Node, domain: Domain, *, wanted: bool) -> Domain | None:  # noqa: PLR0911  # one line for each kind of value
    """Return the domain in which a condition has the wanted outcome, or None if it never has."""
    match node:
        case n.And(parts) | n.Or(parts):
            if isinstance(node, n.And) is wanted:
                return _narrow_all(parts, domain, wanted=wanted)
            some = [
                narrowed for part in parts if (narrowed := _narrow(part, domain, wanted=wanted)) is not None
            ]
            return None if not some else some[0] if len(some) == 1 else domain
        case n.Not(part):
            return _narrow(part, domain, wanted=not wanted)
        case n.Constant(value):
            return domain if value is wanted else None
        case n.Reference(name) if name in domain.facts:
            return _only(domain, name, frozenset({wanted}))
        case n.Comparison(signs, operands):
            return _comparison(signs, operands, domain, wanted=wanted)
        case n.Membership():
            return _membership(node, domain, wanted=wanted)
        case n.Call(("all" | "any") as name, (argument,)):
            return _over_list(name, argument, domain, wanted=wanted)
        case _:
            return domain


def _narrow_all(parts: tuple[n.Node, ...], domain: Domain, *, wanted: bool) -> Domain | None:
    found: Domain | None = domain
    for part in parts:
        if found is not None:
            found = _narrow(part, found, wanted=wanted)
    return found


def _over_list(name: str, argument: n.Node, domain: Domain, *, wanted: bool) -> Domain | None:
    # An empty list makes ``all`` true and ``any`` false; the other outcome needs an item that makes it so.
    if wanted is (name == "all"):
        return domain
    return None if _narrow(argument, domain, wanted=wanted) is None else domain


def _comparison(
    signs: tuple[str, ...], operands: tuple[n.Node, ...], domain: Domain, *, wanted: bool
) -> Domain | None:
    pairs = list(zip(operands, signs, operands[1:], strict=False))
    if wanted:
        found: Domain | None = domain
        for left, sign, right in pairs:
            if found is not None:
                found = _compare(left, sign, right, found)
        return found
    outcomes = [_compare(left, _OPPOSITE[sign], right, domain) for left, sign, right in pairs]
    some = [outcome for outcome in outcomes if outcome is not None]
    return None if not some else some[0] if len(pairs) == 1 else domain


_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_TURNED = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def _compare(left: n.Node, sign: str, right: n.Node, domain: Domain) -> Domain | None:
    a, b = span(left, domain), span(right, domain)
    if not _may(a, sign, b):
        return None
    for node, mine, other, way in ((left, a, b, sign), (right, b, a, _TURNED[sign])):
        if isinstance(node, n.Reference) and node.type is not None and not node.type.many:
            narrowed = _cut(mine, way, other)
            if narrowed.empty:
                return None
            domain = attrs.evolve(domain, facts={**domain.facts, node.name: narrowed})
    return domain


def _may(a: Interval, sign: str, b: Interval) -> bool:
    if a.words is not None and b.words is not None:
        alone = a.words == b.words and len(a.words) == 1
        return not alone if sign == "!=" else sign != "==" or bool(a.words & b.words)
    if sign == "!=":
        return not (a.single and b.single and a.low == b.low)
    if sign in (">", ">="):
        a, b, sign = b, a, _TURNED[sign]
    below = a.low is None or b.high is None or a.low < b.high or (sign != "<" and a.low == b.high)
    if sign in ("<", "<="):
        return below
    return below and (b.low is None or a.high is None or b.low <= a.high)


def _cut(mine: Interval, sign: str, other: Interval) -> Interval:
    """Return what is left of ``mine`` where ``mine sign other`` holds."""
    if mine.words is not None:
        if sign == "==" and other.words is not None:
            return attrs.evolve(mine, words=mine.words & other.words)
        if sign == "!=" and other.words is not None and len(other.words) == 1:
            return attrs.evolve(mine, words=mine.words - other.words)
        return mine
    low, high = mine.low, mine.high
    if sign in ("==", ">", ">=") and other.low is not None:
        bound = other.low + mine.step if sign == ">" and mine.step else other.low
        low = bound if low is None else max(low, bound)
    if sign in ("==", "<", "<=") and other.high is not None:
        bound = other.high - mine.step if sign == "<" and mine.step else other.high
        high = bound if high is None else min(high, bound)
    if sign == "!=" and other.single and mine.step:
        low = low + mine.step if low is not None and low == other.low else low
        high = high - mine.step if high is not None and high == other.low else high
    return attrs.evolve(mine, low=low, high=high)


def _only(domain: Domain, name: str, words: frozenset[Any]) -> Domain | None:
    left = (domain.facts[name].words or BOTH) & words
    return attrs.evolve(domain, facts={**domain.facts, name: Interval(words=left)}) if left else None


def _membership(node: n.Membership, domain: Domain, *, wanted: bool) -> Domain | None:
    inside = wanted is not node.negated
    item = span(node.item, domain)
    if not isinstance(node.container, n.Listing):
        return domain
    values = [span(each, domain) for each in node.container.items]
    if item.words is not None:
        listed = frozenset(word for value in values for word in value.words or ())
        left = item.words & listed if inside else item.words - listed
        if not left:
            return None
        if isinstance(node.item, n.Reference) and node.type is not None and not node.type.many:
            return attrs.evolve(domain, facts={**domain.facts, node.item.name: Interval(words=left)})
        return domain
    if inside and not any(_may(item, "==", value) for value in values):
        return None
    only = item.single and any(value.single and value.low == item.low for value in values)
    return None if not inside and only else domain


def span(node: n.Node, domain: Domain) -> Interval:  # noqa: PLR0911  # one line for each kind of node
    """Return the interval of the values that a part may have; of a list, that its items may have."""
    match node:
        case n.Constant(bool() | str() as value):
            return Interval(words=frozenset({value}))
        case n.Constant(value):
            return Interval(value, value)
        case n.Reference(name, None):
            return domain.facts[name]
        case n.ParameterValue(id_):
            return domain.parameters.get(id_, Interval())
        case n.Negative(operand):
            inner = span(operand, domain)
            return Interval(_negative(inner.high), _negative(inner.low))
        case n.Arithmetic(sign, left, right):
            return _arithmetic(sign, span(left, domain), span(right, domain))
        case n.Call(name, arguments):
            return _call(name, [span(argument, domain) for argument in arguments], arguments)
        case _:
            return Interval(words=BOTH)


def _negative(value: Any) -> Any:
    return None if value is None else -value


def _arithmetic(sign: str, a: Interval, b: Interval) -> Interval:
    if sign == "+":
        return Interval(_plus(a.low, b.low), _plus(a.high, b.high))
    if sign == "-":
        return Interval(_plus(a.low, _negative(b.high)), _plus(a.high, _negative(b.low)))
    corners = [a.low, a.high, b.low, b.high]
    if None in corners:
        return _half_bounded_product(a, b) if sign == "*" else Interval()
    if sign == "*":
        products = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
        return Interval(min(products), max(products))
    if b.low <= 0 <= b.high:
        return Interval()
    quotients = [Fraction(x) / y for x in (a.low, a.high) for y in (b.low, b.high)]
    low, high = min(quotients), max(quotients)
    return Interval(low // 1, high // 1) if sign == "//" else Interval(low, high)


def _half_bounded_product(a: Interval, b: Interval) -> Interval:
    both_positive = a.low is not None and a.low >= 0 and b.low is not None and b.low >= 0
    return Interval(a.low * b.low, None) if both_positive else Interval()


def _plus(a: Any, b: Any) -> Any:
    return None if a is None or b is None else a + b


def _call(name: str, given: list[Interval], arguments: tuple[n.Node, ...]) -> Interval:  # noqa: PLR0911  # one line for each kind of value
    if name == "count":
        return Interval(0, None)
    if name == "month":
        return Interval(1, 12)
    if name == "day":
        return Interval(1, 31)
    if name == "number":
        return given[0]
    if name == "sum":  # of any number of items, none included
        low, high = given[0].low, given[0].high
        return Interval(
            0 if low is not None and low >= 0 else None, 0 if high is not None and high <= 0 else None
        )
    if name == "abs":
        return Interval(0, _largest(given[0]))
    if name in ("min", "max") and len(arguments) == 1:
        return Interval(given[0].low, given[0].high)
    if name in ("min", "max"):
        choose = min if name == "min" else max
        lows, highs = [each.low for each in given], [each.high for each in given]
        return Interval(None if None in lows else choose(lows), None if None in highs else choose(highs))
    return Interval()


def _largest(interval: Interval) -> Any:
    if interval.low is None or interval.high is None:
        return None
    return max(abs(interval.low), abs(interval.high))
