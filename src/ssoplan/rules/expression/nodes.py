"""The frozen tree of a condition: what every reading walks.

A node knows where it stands in the text (``span``, character offsets) and, once checked against the declared
facts, its ``type``. Equality ignores both places and types: two rules that say the same have equal trees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import attrs

from ssoplan.rules.expression.types import Type

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction


__all__ = [
    "And",
    "Arithmetic",
    "Call",
    "Comparison",
    "Constant",
    "Exists",
    "Listing",
    "Membership",
    "Missing",
    "Negative",
    "Node",
    "Not",
    "Or",
    "ParameterValue",
    "Reference",
    "children",
    "walk",
]

ArithmeticSign = Literal["+", "-", "*", "/", "//"]
ComparisonSign = Literal["==", "!=", "<", "<=", ">", ">="]


@attrs.frozen(kw_only=True)
class Node:
    """A part of a condition; the fields every kind of node shares."""

    span: tuple[int, int] = attrs.field(default=(0, 0), eq=False, repr=False)
    type: Type | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen
class Constant(Node):
    """A value written in the text: int or Fraction (exact), str, bool, date, or the BE number of a year."""

    value: Any


@attrs.frozen
class Reference(Node):
    """The name of a fact; with ``alias``, a fact of a joined row (``twin.person``)."""

    name: str
    alias: str | None = None


@attrs.frozen
class ParameterValue(Node):
    """``param("kpi.weight_total")``: the value in force on the day of the check."""

    id: str


@attrs.frozen
class Listing(Node):
    """A list of constants or parameters, only to the right of ``in``."""

    items: tuple[Node, ...]


@attrs.frozen
class Negative(Node):
    """``-x``."""

    operand: Node


@attrs.frozen
class Arithmetic(Node):
    """``left + right`` and its kin; exact."""

    sign: ArithmeticSign
    left: Node
    right: Node


@attrs.frozen
class Comparison(Node):
    """``a < b <= c``: each operand compared with its neighbour."""

    signs: tuple[ComparisonSign, ...]
    operands: tuple[Node, ...]


@attrs.frozen
class Membership(Node):
    """``item in container`` or ``item not in container``."""

    item: Node
    container: Node
    negated: bool = False


@attrs.frozen
class Missing(Node):
    """``name is missing`` or ``name is not missing``; a damaged value is not missing."""

    operand: Reference
    negated: bool = False


@attrs.frozen
class And(Node):
    """All parts hold."""

    parts: tuple[Node, ...]


@attrs.frozen
class Or(Node):
    """At least one part holds."""

    parts: tuple[Node, ...]


@attrs.frozen
class Not(Node):
    """The part does not hold."""

    part: Node


@attrs.frozen
class Call(Node):
    """One of the listed functions applied to its arguments."""

    function: str
    arguments: tuple[Node, ...]


@attrs.frozen
class Exists(Node):
    """``exists(alias)`` or ``none(alias)``: a joined row is there, or none is."""

    alias: str
    negated: bool = False


def children(node: Node) -> tuple[Node, ...]:
    """Return the parts of a node, left to right."""
    match node:
        case Negative(operand) | Missing(operand):
            return (operand,)
        case Arithmetic(_, left, right) | Membership(left, right):
            return (left, right)
        case Comparison(_, many) | And(many) | Or(many) | Listing(many) | Call(_, many):
            return many
        case Not(part):
            return (part,)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and everything below it, in the order of the text."""
    yield node
    for child in children(node):
        yield from walk(child)


def exact(value: Fraction) -> int | Fraction:
    """Return the value as an int where it is whole: one number, one form."""
    return value.numerator if value.denominator == 1 else value
