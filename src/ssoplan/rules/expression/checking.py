"""A tree against the declared facts and parameters: every name known, every type and unit fitting.

What passes here cannot fail while a document is checked, except by an operation without an answer (division by
zero, the smallest of no values), which leaves the rule not evaluated for that row.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.rules.expression import nodes as n
from ssoplan.rules.expression.errors import ExpressionError, unknown
from ssoplan.rules.expression.functions import FUNCTIONS
from ssoplan.rules.expression.parsing import parse
from ssoplan.rules.expression.types import BOOL, Type, is_money
from ssoplan.units import DIMENSIONLESS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssoplan.units import Unit

__all__ = ["Expression", "Scope", "check", "expression"]

_NO_TYPES: Mapping[str, Type] = {}
_ORDERING = ("<", "<=", ">", ">=")


@attrs.frozen(kw_only=True)
class Scope:
    """The names a condition may use.

    Attributes:
        facts: The facts of the rule's subject with their types.
        parameters: The parameters of the policy with their types.
        joined: For each joined alias, the facts of its subject.
    """

    facts: Mapping[str, Type]
    parameters: Mapping[str, Type] = _NO_TYPES
    joined: Mapping[str, Mapping[str, Type]] = attrs.Factory(dict)


@attrs.frozen
class Expression:
    """A checked condition: its text and its typed tree.

    Attributes:
        text: As written in the rule.
        tree: The typed tree.
    """

    text: str = attrs.field(eq=False)
    tree: n.Node

    def source(self, node: n.Node) -> str:
        """Return the part of the text that ``node`` stands for."""
        start, end = node.span
        return " ".join(self.text[start:end].split())

    def facts(self, *, alias: str | None = None) -> tuple[str, ...]:
        """Return the names of the facts read, in the order of the text."""
        names = (m.name for m in n.walk(self.tree) if isinstance(m, n.Reference) and m.alias == alias)
        return tuple(dict.fromkeys(names))

    def needed(self) -> tuple[str, ...]:
        """Return the facts whose value is used, that is, not only tested for ``is missing``."""
        return self._used[0]

    def parameters(self) -> tuple[str, ...]:
        """Return the ids of the parameters read, in the order of the text."""
        return self._used[1]

    def aliases(self) -> tuple[str, ...]:
        """Return the joined names asked for, in the order of the text."""
        return self._used[2]

    @cached_property
    def _used(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        # Asked for with every row that is explained: the tree is walked once.
        nodes = tuple(n.walk(self.tree))
        parameters = dict.fromkeys(m.id for m in nodes if isinstance(m, n.ParameterValue))
        aliases = dict.fromkeys(m.alias for m in nodes if isinstance(m, n.Exists))
        return tuple(dict.fromkeys(_needed(self.tree))), tuple(parameters), tuple(aliases)


def _needed(node: n.Node) -> list[str]:
    if isinstance(node, n.Reference):
        return [node.name] if node.alias is None else []
    if isinstance(node, n.Missing):
        return []
    return [name for child in n.children(node) for name in _needed(child)]


def expression(text: str, scope: Scope) -> Expression:
    """Return the checked condition that ``text`` spells; it must be true or false for one row.

    Raises:
        ExpressionError: With the column of the part at fault.
    """
    return Expression(text, check(parse(text), scope, text))


def check(tree: n.Node, scope: Scope, text: str) -> n.Node:
    """Return ``tree`` with its types, checked to be a condition.

    Raises:
        ExpressionError: With the column of the part at fault.
    """
    checker = _Checker(scope, text)
    return checker.condition(checker.visit(tree))


class _Checker:
    def __init__(self, scope: Scope, text: str) -> None:
        self.scope = scope
        self.text = text

    # What a part must be.

    def condition(self, node: n.Node) -> n.Node:
        if _type(node).kind != "bool":
            raise self._type_error(node, "a condition (true or false)")
        if _type(node).many:
            raise self._error("many", node)
        return node

    def visit(self, node: n.Node) -> n.Node:
        return _VISIT[type(node)](self, node)

    # Leaves.

    def constant(self, node: n.Constant) -> n.Node:
        return node

    def reference(self, node: n.Reference) -> n.Node:
        if node.alias is None:
            facts = self.scope.facts
        elif node.alias in self.scope.joined:
            facts = self.scope.joined[node.alias]
        else:
            raise unknown("joined name", node.alias, self.scope.joined, column=node.span[0] + 1)
        if node.name not in facts:
            raise unknown("fact", node.name, facts, column=node.span[0] + 1)
        return attrs.evolve(node, type=facts[node.name])

    def parameter(self, node: n.ParameterValue) -> n.Node:
        if node.id not in self.scope.parameters:
            raise unknown("parameter", node.id, self.scope.parameters, column=node.span[0] + 1)
        return attrs.evolve(node, type=self.scope.parameters[node.id])

    def exists(self, node: n.Exists) -> n.Node:
        if node.alias not in self.scope.joined:
            raise unknown("joined name", node.alias, self.scope.joined, column=node.span[0] + 1)
        return attrs.evolve(node, type=BOOL)

    def missing(self, node: n.Missing) -> n.Node:
        operand: Any = self.visit(node.operand)
        return attrs.evolve(node, operand=operand, type=BOOL)

    # Conditions.

    def parts(self, node: n.And | n.Or) -> n.Node:
        parts = tuple(self.condition(self.visit(part)) for part in node.parts)
        return attrs.evolve(node, parts=parts, type=BOOL)

    def negation(self, node: n.Not) -> n.Node:
        return attrs.evolve(node, part=self.condition(self.visit(node.part)), type=BOOL)

    def comparison(self, node: n.Comparison) -> n.Node:
        operands = [self.visit(operand) for operand in node.operands]
        for place, sign in enumerate(node.signs):
            pair = self._comparable(operands[place], sign, operands[place + 1], node)
            operands[place : place + 2] = pair
        many = any(_type(operand).many for operand in operands)
        return attrs.evolve(node, operands=tuple(operands), type=BOOL.listed(many=many))

    def membership(self, node: n.Membership) -> n.Node:
        item = self.visit(node.item)
        if isinstance(node.container, n.Listing):
            items = tuple(self._listed(item, self.visit(part), node) for part in node.container.items)
            container: n.Node = attrs.evolve(node.container, items=items, type=_type(item).listed())
        else:
            container = self.visit(node.container)
            if not _type(container).many:
                raise self._type_error(container, "a list")
            item, _ = self._comparable(item, "==", _as_item(container), node)  # each item in the whole list
        many = _type(item).many
        return attrs.evolve(node, item=item, container=container, type=BOOL.listed(many=many))

    def _listed(self, item: n.Node, part: n.Node, node: n.Membership) -> n.Node:
        if not isinstance(part, n.Constant | n.ParameterValue) or _type(part).many:
            raise self._type_error(part, "a written value")
        return self._comparable(item, "==", part, node)[1]

    def _comparable(self, left: n.Node, sign: str, right: n.Node, node: n.Node) -> tuple[n.Node, n.Node]:
        a, b = _type(left), _type(right)
        if a.kind == "bool" and not (_plain_bool(left) and _plain_bool(right)):
            raise self._compare_error(a, sign, b, node, "join conditions with and, or, not")
        if a.numeric and b.numeric:
            self._common_unit(left, right, node)
            return left, right
        if "enum" in (a.kind, b.kind) and {a.kind, b.kind} <= {"enum", "text"} and sign in ("==", "!="):
            return self._enum(left, right), self._enum(right, left)
        fits = a.kind == b.kind and a.year == b.year
        if not fits or (sign in _ORDERING and not a.ordered):
            raise self._compare_error(a, sign, b, node, _hint(a, b, sign))
        return left, right

    def _enum(self, node: n.Node, other: n.Node) -> n.Node:
        """Return ``node``, a text literal taken as one of the words of the enum it meets."""
        here, there = _type(node), _type(other)
        if here.kind == "enum":
            if there.kind == "enum" and set(here.values).isdisjoint(there.values):
                raise self._compare_error(here, "==", there, node, "they have no value in common")
            return node
        if isinstance(node, n.ParameterValue):
            return node
        if not isinstance(node, n.Constant):
            raise self._compare_error(here, "==", there, node, "compare an enum with one of its values")
        if node.value not in there.values:
            raise unknown("value", node.value, there.values, column=node.span[0] + 1)
        return attrs.evolve(node, type=there.item)

    # Numbers.

    def negative(self, node: n.Negative) -> n.Node:
        operand = self._number(self.visit(node.operand))
        return attrs.evolve(node, operand=operand, type=_type(operand))

    def arithmetic(self, node: n.Arithmetic) -> n.Node:
        left, right = self.visit(node.left), self.visit(node.right)
        a, b = _type(left), _type(right)
        if "year" in (a.kind, b.kind) and node.sign in ("+", "-"):
            return attrs.evolve(node, left=left, right=right, type=self._year(node, a, b))
        self._number(left)
        self._number(right)
        if node.sign in ("/", "//") and isinstance(right, n.Constant) and right.value == 0:
            raise self._error("zero", node)
        many = a.many or b.many
        result = Type(kind=self._kind(node, a, b), unit=self._unit(node, left, right), many=many)
        return attrs.evolve(node, left=left, right=right, type=result)

    def _kind(self, node: n.Arithmetic, a: Type, b: Type) -> Any:
        whole = node.sign == "//" or (node.sign != "/" and a.kind == b.kind == "int")
        return "int" if whole else "number"

    def _year(self, node: n.Arithmetic, a: Type, b: Type) -> Type:
        if node.sign == "-" and a.kind == b.kind and a.year == b.year:
            return Type(kind="int", decimals=0, many=a.many or b.many)
        if a.kind == "year" and b.kind == "int" and b.unit in (None, DIMENSIONLESS):
            return a.listed(many=a.many or b.many)
        raise self._compare_error(a, node.sign, b, node, "a year plus or minus a plain number gives a year")

    def _unit(self, node: n.Arithmetic, left: n.Node, right: n.Node) -> Unit | None:
        a, b = _type(left).unit, _type(right).unit
        if node.sign in ("+", "-"):
            return self._common_unit(left, right, node)
        if node.sign == "*":
            return a * b if a is not None and b is not None else (b if a is None else a)
        if b is None:
            return a
        return (DIMENSIONLESS if a is None else a) / b

    def _common_unit(self, left: n.Node, right: n.Node, node: n.Node) -> Unit | None:
        a, b = _type(left).unit, _type(right).unit
        if a is not None and b is not None:
            if not a.fits(b):
                raise self._error("unit", node, left=str(a), right=str(b))
            return a
        for unit, other in ((a, right), (b, left)):
            # A bare number beside money could be baht or satang; only nought is the same in both.
            if is_money(unit) and not (isinstance(other, n.Constant) and other.value == 0):
                raise self._error("money", node)
        return a if a is not None else b

    def _number(self, node: n.Node) -> n.Node:
        if not _type(node).numeric:
            raise self._type_error(node, "a number")
        return node

    # Functions.

    def call(self, node: n.Call) -> n.Node:
        function = FUNCTIONS[node.function]
        arguments = tuple(self.visit(argument) for argument in node.arguments)
        result = _SHAPES[function.shape](self, node, arguments)
        return attrs.evolve(node, arguments=arguments, type=function.result or result)

    def _takes(self, node: n.Call, given: tuple[n.Node, ...], expected: str, count: int = 1) -> None:
        if len(given) != count:
            values = {"what": node.function, "expected": expected, "count": len(given)}
            raise ExpressionError("arguments", column=node.span[0] + 1, **values)

    def _many_numbers(self, node: n.Call, given: tuple[n.Node, ...]) -> Type:
        self._takes(node, given, "one list of numbers")
        if not (_type(given[0]).many and _type(given[0]).numeric):
            raise self._type_error(given[0], "a list of numbers")
        return _type(given[0]).item

    def _many_conditions(self, node: n.Call, given: tuple[n.Node, ...]) -> Type:
        self._takes(node, given, "one condition on a list")
        if not (_type(given[0]).many and _type(given[0]).kind == "bool"):
            raise self._type_error(given[0], "a condition on a list")
        return BOOL

    def _any_list(self, node: n.Call, given: tuple[n.Node, ...]) -> Type:
        self._takes(node, given, "one list")
        if not _type(given[0]).many:
            raise self._type_error(given[0], "a list")
        return BOOL

    def _choice(self, node: n.Call, given: tuple[n.Node, ...]) -> Type:
        if len(given) == 1 and _type(given[0]).many and _type(given[0]).ordered:
            return _type(given[0]).item
        if len(given) < 2 or any(_type(each).many or not _type(each).ordered for each in given):  # noqa: PLR2004  # what the name beside it says
            expected = "one list, or several single numbers, days or years"
            values = {"what": node.function, "expected": expected, "count": len(given)}
            raise ExpressionError("arguments", column=node.span[0] + 1, **values)
        result = given[0]
        for each in given[1:]:
            self._comparable(result, "<", each, node)
            result = result if _type(result).unit is not None else each
        numeric = any(_type(each).kind == "number" for each in given)
        return attrs.evolve(_type(result), kind="number" if numeric else _type(result).kind)

    def _one_number(self, node: n.Call, given: tuple[n.Node, ...]) -> Type:
        self._takes(node, given, "one number")
        return _type(self._number(given[0]))

    def _of_kind(self, kind: str, count: int, expected: str) -> Callable[[n.Call, tuple[n.Node, ...]], Type]:
        def shape(node: n.Call, given: tuple[n.Node, ...]) -> Type:
            self._takes(node, given, expected, count)
            for each in given:
                if _type(each).kind != kind or _type(each).many:
                    raise self._type_error(each, expected)
            return BOOL

        return shape

    # Errors.

    def _error(self, reason: str, node: n.Node, **values: Any) -> ExpressionError:
        return ExpressionError(reason, column=node.span[0] + 1, what=self._source(node), **values)

    def _type_error(self, node: n.Node, expected: str) -> ExpressionError:
        return self._error("type", node, found=str(_type(node)), expected=expected)

    def _compare_error(self, a: Type, sign: str, b: Type, node: n.Node, hint: str) -> ExpressionError:
        return self._error("compare", node, left=str(a), right=str(b), operator=sign, hint=hint)

    def _source(self, node: n.Node) -> str:
        return " ".join(self.text[node.span[0] : node.span[1]].split())[:60]


def _type(node: n.Node) -> Type:
    if node.type is None:
        msg = f"{node!r} was not checked"
        raise TypeError(msg)
    return node.type


def _as_item(node: n.Node) -> n.Node:
    return attrs.evolve(node, type=_type(node).item)


def _plain_bool(node: n.Node) -> bool:
    return isinstance(node, n.Reference | n.Constant | n.ParameterValue)


def _hint(a: Type, b: Type, sign: str) -> str:
    kinds = {a.kind, b.kind}
    if kinds == {"date", "text"}:
        return 'write date("2023-01-31") for a day'
    if "year" in kinds and ("int" in kinds or kinds == {"year"}):
        return "write budget_year(2566), fund_year(2566) or be(2566), of one kind"
    if sign in _ORDERING and a.kind == b.kind:
        return "they have no order"
    return "give both the same type"


_VISIT: dict[type, Callable[[_Checker, Any], n.Node]] = {
    n.Constant: _Checker.constant,
    n.Reference: _Checker.reference,
    n.ParameterValue: _Checker.parameter,
    n.Exists: _Checker.exists,
    n.Missing: _Checker.missing,
    n.And: _Checker.parts,
    n.Or: _Checker.parts,
    n.Not: _Checker.negation,
    n.Comparison: _Checker.comparison,
    n.Membership: _Checker.membership,
    n.Negative: _Checker.negative,
    n.Arithmetic: _Checker.arithmetic,
    n.Call: _Checker.call,
}
_SHAPES: dict[str, Callable[[_Checker, n.Call, tuple[n.Node, ...]], Type]] = {
    "many": _Checker._many_numbers,  # noqa: SLF001  # the table of this class's own methods
    "many-bool": _Checker._many_conditions,  # noqa: SLF001  # the table of this class's own methods
    "any-many": _Checker._any_list,  # noqa: SLF001  # the table of this class's own methods
    "numbers": _Checker._choice,  # noqa: SLF001  # the table of this class's own methods
    "number": _Checker._one_number,  # noqa: SLF001  # the table of this class's own methods
    "date": lambda self, node, given: self._of_kind("date", 1, "one day")(node, given),
    "two-dates": lambda self, node, given: self._of_kind("date", 2, "two days")(node, given),
    "year": lambda self, node, given: self._of_kind("year", 1, "one year")(node, given),
}
