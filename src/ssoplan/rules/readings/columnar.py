"""The columnar reading: the same checked tree as narwhals expressions, for millions of rows.

The truth of a condition is a pair of two-valued columns, where it is known to hold and where it is known not to, so
that no back end's own idea of null matters. Numbers are whole (`ssoplan.rules.readings.whole`). What cannot be equal
to the meaning of `ssoplan.rules.evaluation` is refused before a row is read, with a named `ColumnsError`: joined
rows, lists, and numbers that could leave int64.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw

from ssoplan.rules.expression import nodes as n
from ssoplan.rules.facts import Absent
from ssoplan.rules.readings.column_errors import ColumnsError
from ssoplan.rules.readings.columns import Column, States
from ssoplan.rules.readings.days import PARTS, Days
from ssoplan.rules.readings.logic import OPPOSITE, SIGNS, TURNED, all_of, any_of, none_of
from ssoplan.rules.readings.whole import HIGH, LOW, BeyondInt64Error, Number, Whole, compare, contained

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.expression import Expression, Type
    from ssoplan.rules.facts import Fact

__all__ = ["compile_rule", "refusal"]


def compile_rule(rule: CheckedRule, columns: Mapping[str, Column], parameters: Mapping[str, Any]) -> States:
    """Return where each state of a rule holds, as expressions over columns.

    Args:
        rule: The checked rule.
        columns: The columns of at least the rule's facts.
        parameters: Exact values by id; `Absent` for one not in force on the day.

    Raises:
        ColumnsError: The rule joins rows, uses a list or a fact without a column, or could leave int64.
    """
    _refuse(rule, columns)
    writer = _Writer(rule, columns, parameters)
    applies, apart = (True, False) if rule.when is None else writer.truth(rule.when)
    if any(isinstance(parameters[id_], Absent) for id_ in rule.must.parameters()):
        applies = False
    # What ``must`` needs is known wherever it is asked, so that its parts need not ask again.
    holds, fails = writer.truth(rule.must, known=True)
    asked = all_of(
        applies,
        *(columns[name].given for name in rule.needed),
        *(columns[name].fits for name in rule.facts if name not in rule.needed),
    )
    apart = all_of(apart, *(columns[name].fits for name in rule.facts))
    return States(all_of(asked, fails), all_of(asked, holds), apart)


def refusal(rule: CheckedRule, parameters: Mapping[str, Any]) -> ColumnsError | None:
    """Return why a rule cannot be read on columns that are only known to fit the declarations, or None.

    A frame that is at hand may still do: the narrower its numbers, the more is proved to stay within int64.
    """
    columns = {fact.name: _declared(fact) for fact in rule.subject.facts}
    try:
        compile_rule(rule, columns, parameters)
    except ColumnsError as error:
        return error
    return None


def _declared(fact: Fact) -> Column:
    """Return the column that a fact is by its declaration alone."""
    low, high = LOW, HIGH
    if isinstance(fact.low, int | Fraction):
        low = ceil(fact.low * fact.type.scale)
    if isinstance(fact.high, int | Fraction):
        high = floor(fact.high * fact.type.scale)
    scale = fact.type.scale if fact.type.numeric else 1
    return Column(nw.col(fact.name), ~nw.col(fact.name).is_null(), low, high, scale)


def _refuse(rule: CheckedRule, columns: Mapping[str, Column]) -> None:
    if rule.joins:
        raise ColumnsError("joins", rule=rule.rule.id, what=", ".join(join.alias for join in rule.joins))
    for each in rule.conditions:
        for node in n.walk(each.tree):
            of_list = isinstance(node, n.Reference) and node.type is not None and node.type.many
            if of_list:
                raise ColumnsError("list", rule=rule.rule.id, what=each.source(node))
    absent = [name for name in rule.facts if name not in columns]
    if absent:
        raise ColumnsError("absent", rule=rule.rule.id, what=", ".join(absent))


Truth = tuple[Any, Any]
_FEW = 3  # words that are found faster one by one than as a set (measured with polars)


class _UnknownError(Exception):
    """Raised where a part is unknown in every row: a parameter is not in force."""


class _Writer:
    """Writes the conditions of one rule."""

    def __init__(
        self, rule: CheckedRule, columns: Mapping[str, Column], parameters: Mapping[str, Any]
    ) -> None:
        self.rule = rule
        self.columns = columns
        self.parameters = parameters
        self.undefined: list[Any] = []
        self.known = False

    def truth(self, condition: Expression, *, known: bool = False) -> Truth:
        """Return where a condition is known to hold and where it is known not to.

        With ``known`` this is right only where every fact whose value is used is known.
        """
        self.condition, self.known = condition, known
        return self._truth(condition.tree)

    def _truth(self, node: n.Node) -> Truth:
        match node:
            case n.And(parts):
                holds, fails = zip(*map(self._truth, parts), strict=True)
                return all_of(*holds), any_of(*fails)
            case n.Or(parts):
                holds, fails = zip(*map(self._truth, parts), strict=True)
                return any_of(*holds), all_of(*fails)
            case n.Not(part):
                holds, fails = self._truth(part)
                return fails, holds
            case n.Missing(fact, negated):
                known = self.columns[fact.name].known
                return (known, none_of(known)) if negated else (none_of(known), known)
            case _:
                return self._atom(node)

    def _atom(self, node: n.Node) -> Truth:
        self.undefined = []
        try:
            holds, fails = self._plain(node)
        except _UnknownError:
            return False, False
        except BeyondInt64Error as beyond:
            what = self.condition.source(node)
            raise ColumnsError(
                "int64", rule=self.rule.rule.id, what=what, low=beyond.low, high=beyond.high
            ) from None
        names = dict.fromkeys(
            each.name for each in n.walk(node) if isinstance(each, n.Reference) and not self.known
        )
        defined = all_of(*(self.columns[name].known for name in names), *map(none_of, self.undefined))
        return all_of(defined, holds), all_of(defined, fails)

    def _plain(self, node: n.Node) -> Truth:
        """Return where a condition on known values holds and where it does not."""
        match node:
            case n.Comparison(signs, operands):
                return self._chain(signs, operands)
            case n.Membership(item, container, negated):
                inside = self._contained(item, container)
                return (none_of(inside), inside) if negated else (inside, none_of(inside))
            case _:
                value = self._word(node)
                return value, none_of(value)

    # Comparisons.

    def _chain(self, signs: tuple[str, ...], operands: tuple[n.Node, ...]) -> Truth:
        values = [self._value(operand) for operand in operands]
        links = [_link(sign, values[i], values[i + 1]) for i, sign in enumerate(signs)]
        turned = [_link(OPPOSITE[sign], values[i], values[i + 1]) for i, sign in enumerate(signs)]
        return all_of(*links), any_of(*turned)

    def _contained(self, item: n.Node, container: n.Node) -> Any:
        value, known = self._value(item), self._listed(container)
        if isinstance(value, Number):
            return contained(value, [Fraction(each) for each in known])
        if isinstance(value, Days):
            return any_of(*(_link("==", value, Days(each)) for each in known))
        if value.__class__ in (str, bool):
            return value in known
        if len(known) <= _FEW:
            return any_of(*(value == each for each in known))
        return value.is_in(known)

    def _listed(self, container: n.Node) -> list[Any]:
        if not isinstance(container, n.Listing):
            return list(self._fixed(container))
        return [self._fixed(each) for each in container.items]

    def _fixed(self, node: n.Node) -> Any:
        if isinstance(node, n.ParameterValue):
            value = self.parameters[node.id]
            if isinstance(value, Absent):
                raise _UnknownError
            return value
        if not isinstance(node, n.Constant):
            raise self._refused(node)
        return node.value

    # Values.

    def _value(self, node: n.Node) -> Any:
        type_ = _type(node)
        if type_.numeric or type_.kind == "year":
            number = self._number(node)
            self.undefined += number.undefined
            return attrs.evolve(number, undefined=())
        return self._date(node) if type_.kind == "date" else self._word(node)

    def _word(self, node: n.Node) -> Any:
        """Return a text or truth value: a constant or an expression."""
        if isinstance(node, n.Reference):
            return self.columns[node.name].value
        return self._fixed(node)

    def _number(self, node: n.Node) -> Number:
        match node:
            case n.Reference(name):
                column = self.columns[name]
                whole = Whole(column.value, column.low, column.high)
                return Number(whole, Whole.of(column.scale))
            case n.Negative(operand):
                return self._number(operand).negative()
            case n.Arithmetic(sign, left, right):
                return self._arithmetic(sign, left, right)
            case n.Call(name, arguments):
                return self._called(name, arguments, node)
            case _:
                return Number.of(self._fixed(node))

    def _arithmetic(self, sign: str, left: n.Node, right: n.Node) -> Number:
        a, b = self._number(left), self._number(right)
        if sign == "-":
            return a.plus(b.negative())
        return _ARITHMETIC[sign](a, b)

    def _called(self, name: str, arguments: tuple[n.Node, ...], node: n.Node) -> Number:
        if name in ("min", "max") and len(arguments) > 1:
            first, *others = map(self._number, arguments)
            for other in others:
                first = first.better(other, "<=" if name == "min" else ">=")
            return first
        if name in ("abs", "number"):
            number = self._number(arguments[0])
            return number.size() if name == "abs" else number
        if name == "days":
            first_day, last_day = (self._date(each).numbers() for each in arguments)
            return Number(last_day).plus(Number(first_day).negative())
        if name in PARTS:
            value, outside = self._date(arguments[0]).part(name)
            return Number(value, undefined=outside)
        raise self._refused(node)

    def _date(self, node: n.Node) -> Days:
        match node:
            case n.Reference(name):
                column = self.columns[name]
                return Days(column.value, moments=column.moments)
            case n.Call(("min" | "max") as name, arguments) if len(arguments) > 1:
                first, *others = map(self._date, arguments)
                for other in others:
                    first = first.better(other, "<=" if name == "min" else ">=")
                return first
            case _:
                return Days(self._fixed(node))

    def _refused(self, node: n.Node) -> ColumnsError:
        return ColumnsError("operator", rule=self.rule.rule.id, what=self.condition.source(node))


def _type(node: n.Node) -> Type:
    if node.type is None:
        msg = f"{node!r} was not checked"
        raise TypeError(msg)
    return node.type


_ARITHMETIC: dict[str, Callable[[Number, Number], Number]] = {
    "+": Number.plus,
    "*": Number.times,
    "/": Number.divided,
    "//": Number.divided_down,
}


def _link(sign: str, a: Any, b: Any) -> Any:
    """Return one comparison of two values of a kind: a bool where it is the same in every row."""
    if isinstance(a, Number):
        return compare(sign, a, b)
    if isinstance(a, Days):
        return a.compared(sign, b)
    if isinstance(a, str | bool) and not isinstance(b, str | bool):
        return SIGNS[TURNED[sign]](b, a)
    return SIGNS[sign](a, b)
