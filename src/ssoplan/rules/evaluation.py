"""What a condition means: the one definition that every reading must equal.

**Truth has three values.** A condition on one row is true, false or unknown. A comparison, membership or bare fact is
unknown if a fact or parameter in it is absent (missing, damaged or not in force) or if an operation in it has no
answer (`Undefined`: division by zero, the smallest of no values, lists of unequal length taken item by item).
``and`` is false if a part is false, else unknown if a part is unknown; ``or`` is true if a part is true, else unknown
if a part is unknown; ``not`` of unknown is unknown. ``x is missing`` is always known: a damaged value is not missing.

**A rule on one row** has one of four states:

1. ``when`` (default true) false: *not applicable*; unknown: *not evaluated*.
2. else, if a fact or parameter that ``must`` uses (outside ``is missing``) is absent: *not evaluated*, even where the
   answer would not depend on it.
3. else ``must`` false: *finding*; true: *passed*; unknown (an operation without an answer): *not evaluated*.

**Numbers are exact**: int and Fraction; an amount of money is compared in baht with its satang.

This module evaluates a tree by walking it, one row at a time: it explains results, and is the plain reference for the
readings that are built for speed.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.rules.expression import nodes as n
from ssoplan.rules.expression.functions import FUNCTIONS, Undefined, floor_quotient, quotient
from ssoplan.rules.facts import MISSING, Absent
from ssoplan.rules.states import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssoplan.rules.expression import Expression

__all__ = ["State", "Unknown", "World", "evaluate", "state_of", "truth"]


@attrs.frozen
class Unknown:
    """The value of a part that cannot be known, and why.

    Attributes:
        cause: The name of the absent fact or parameter, or the operation without an answer.
        absent: How the fact is absent; None for an operation.
    """

    cause: str
    absent: Absent | None = None


@attrs.frozen
class World:
    """Everything one row's conditions can see.

    Attributes:
        facts: Exact values (money in baht) or `Absent`, by name.
        parameters: The same for the parameters, by id.
        matched: For each joined name, whether a row of it matches, or how a fact it is found by is absent.
    """

    facts: Mapping[str, Any]
    parameters: Mapping[str, Any] = attrs.Factory(dict)
    matched: Mapping[str, Any] = attrs.Factory(dict)
    joined: Mapping[str, Mapping[str, Any]] = attrs.Factory(dict)


_SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": quotient,
    "//": floor_quotient,
}


def state_of(when: Expression | None, must: Expression, world: World) -> State:
    """Return the state of a rule on one row."""
    if when is not None:
        applies = truth(when.tree, world)
        if applies is not True:
            return State.NOT_APPLICABLE if applies is False else State.NOT_EVALUATED
    needed = [
        *(world.facts[name] for name in must.needed()),
        *(world.matched[name] for name in must.aliases()),
    ]
    if any(isinstance(value, Absent) for value in needed):
        return State.NOT_EVALUATED
    if any(isinstance(world.parameters[name], Absent) for name in must.parameters()):
        return State.NOT_EVALUATED
    holds = truth(must.tree, world)
    if isinstance(holds, Unknown):
        return State.NOT_EVALUATED
    return State.PASSED if holds else State.FINDING


def truth(node: n.Node, world: World) -> bool | Unknown:
    """Return whether a condition holds on a row."""
    match node:
        case n.And(parts):
            return _junction([truth(part, world) for part in parts], decisive=False)
        case n.Or(parts):
            return _junction([truth(part, world) for part in parts], decisive=True)
        case n.Not(part):
            found = truth(part, world)
            return found if isinstance(found, Unknown) else not found
        case _:
            found = evaluate(node, world)
            return found if isinstance(found, Unknown) else bool(found)


def _junction(found: list[bool | Unknown], *, decisive: bool) -> bool | Unknown:
    if any(each is decisive for each in found):
        return decisive
    return next((each for each in found if isinstance(each, Unknown)), not decisive)


def evaluate(node: n.Node, world: World) -> Any:
    """Return the exact value of a part, or `Unknown`."""
    try:
        return _value(node, world)
    except _AbsentError as absent:
        return absent.unknown
    except Undefined as error:
        return Unknown(str(error))


class _AbsentError(Exception):
    def __init__(self, name: str, absent: Absent) -> None:
        super().__init__(name)
        self.unknown = Unknown(name, absent)


def _value(node: n.Node, world: World) -> Any:  # noqa: C901, PLR0911  # one line for each kind of node
    match node:
        case n.Constant(value):
            return value
        case n.Reference(name, alias):
            facts = world.facts if alias is None else world.joined[alias]
            return _known(name, facts[name])
        case n.ParameterValue(id_):
            return _known(id_, world.parameters[id_])
        case n.Missing(fact, negated):
            return (world.facts[fact.name] is MISSING) is not negated
        case n.Exists(alias, negated):
            return _known(alias, world.matched[alias]) is not negated
        case n.Negative(operand):
            return _each(operator.neg, _value(operand, world))
        case n.Arithmetic(sign, left, right):
            return _each(_SIGNS[sign], _value(left, world), _value(right, world))
        case n.Comparison(signs, operands):
            return _compared(signs, [_value(operand, world) for operand in operands])
        case n.Membership(item, container, negated):
            return _contained(_value(item, world), container, world, negated=negated)
        case n.Call(name, arguments):
            return _called(name, arguments, world)
        case _:
            msg = f"{type(node).__name__} is a condition, not a value"
            raise TypeError(msg)


def _known(name: str, value: Any) -> Any:
    if isinstance(value, Absent):
        raise _AbsentError(name, value)
    return value


def _each(run: Callable[..., Any], *values: Any) -> Any:
    """Apply ``run`` to single values, or item by item where some are lists."""
    lengths = {len(value) for value in values if isinstance(value, tuple)}
    if not lengths:
        return run(*values)
    if len(lengths) > 1:
        raise Undefined("lists of unequal length cannot be taken item by item")
    length = lengths.pop()
    columns = [value if isinstance(value, tuple) else (value,) * length for value in values]
    return tuple(run(*row) for row in zip(*columns, strict=True))


def _compared(signs: tuple[str, ...], values: list[Any]) -> Any:
    def chain(*row: Any) -> bool:
        return all(_SIGNS[sign](row[place], row[place + 1]) for place, sign in enumerate(signs))

    return _each(chain, *values)


def _contained(item: Any, container: n.Node, world: World, *, negated: bool) -> Any:
    if isinstance(container, n.Listing):
        values = tuple(_value(each, world) for each in container.items)
    else:
        values = _value(container, world)
    return _each(lambda one: (one in values) is not negated, item)


def _called(name: str, arguments: tuple[n.Node, ...], world: World) -> Any:
    values = [_value(argument, world) for argument in arguments]
    if name == "abs":
        return _each(abs, *values)
    return normal(FUNCTIONS[name].run(*values))


def normal(value: Any) -> Any:
    """Return a Fraction that is whole as an int: one number, one form."""
    return n.exact(value) if isinstance(value, Fraction) else value
