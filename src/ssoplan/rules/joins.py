"""Joined rows: which rows of a subject a rule looks at beside the row it checks.

A joined name stands for the rows of a subject whose facts equal those of the checked row (or of an earlier joined
row), optionally ordered against it and under a condition of their own. ``exists(name)`` holds if such a row is
there, together with one for every joined name that it refers to; ``none(name)`` if not. A joined row with an absent
key or an unknown condition never matches; an absent key of the checked row leaves the rule not evaluated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.rules.expression import nodes as n
from ssoplan.rules.expression.checking import Expression, Scope, check, expression
from ssoplan.rules.expression.errors import ExpressionError, unknown
from ssoplan.rules.expression.parsing import parse
from ssoplan.rules.facts import Subject
from ssoplan.rules.problems import RuleError, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssoplan.rules.expression.types import Type
    from ssoplan.rules.rule import JoinText, Rule

__all__ = ["Join", "JoinKey", "JoinOrder", "joins_of"]


@attrs.frozen
class JoinKey:
    """A fact of the joined row that equals a fact seen before.

    Attributes:
        fact: The fact of the joined row.
        other: The fact it equals.
        alias: The earlier joined name that ``other`` belongs to; None for the checked row.
    """

    fact: str
    other: str
    alias: str | None = None


@attrs.frozen
class JoinOrder:
    """A comparison of a fact of the joined row (left) with a fact seen before (right)."""

    fact: str
    sign: n.ComparisonSign
    other: str
    alias: str | None = None


@attrs.frozen(kw_only=True)
class Join:
    """A checked joined name: what a hash join or a Rete network needs to find its rows.

    Attributes:
        alias: The name in conditions.
        subject: What its rows are.
        keys: Equalities, at least one.
        orders: Inequalities beside them.
        when: A condition on the joined row's own facts; None for every row.
    """

    alias: str
    subject: Subject
    keys: tuple[JoinKey, ...]
    orders: tuple[JoinOrder, ...] = ()
    when: Expression | None = None

    @property
    def links(self) -> tuple[JoinKey | JoinOrder, ...]:
        """Everything that ties this row to those seen before."""
        return (*self.keys, *self.orders)

    @property
    def earlier(self) -> tuple[str, ...]:
        """The joined names that this one refers to."""
        return tuple(dict.fromkeys(link.alias for link in self.links if link.alias is not None))

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts of the joined row that are read."""
        own = self.when.facts() if self.when is not None else ()
        return tuple(dict.fromkeys((*(link.fact for link in self.links), *own)))

    def others(self, alias: str | None) -> tuple[str, ...]:
        """Return the facts read of an earlier joined name, or (None) of the checked row."""
        return tuple(dict.fromkeys(link.other for link in self.links if link.alias == alias))


def joins_of(
    rule: Rule, subject: Subject, subjects: Mapping[str, Subject], parameters: Mapping[str, Type]
) -> tuple[Join, ...]:
    """Return the checked joins of a rule, in an order in which each refers to earlier ones only.

    Raises:
        RuleError: A join names an unknown subject or fact, or compares facts that do not fit.
    """
    seen: dict[str, Subject] = {}
    made = []
    for text in rule.joins:
        try:
            if text.of not in subjects:
                raise unknown("subject", text.of, subjects, column=1)
            made.append(_join(text, subject, subjects[text.of], seen, parameters))
        except ExpressionError as error:
            raise wrap("join", error, alias=text.alias) from None
        seen[text.alias] = subjects[text.of]
    return tuple(made)


def _join(
    text: JoinText,
    subject: Subject,
    joined: Subject,
    seen: Mapping[str, Subject],
    parameters: Mapping[str, Type],
) -> Join:
    types = {alias: each.types for alias, each in seen.items()}
    scope = Scope(facts=subject.types, joined={**types, text.alias: joined.types})
    keys = tuple(_key(text, here, there, scope) for here, there in text.on)
    if not keys:
        problem = Message(
            en="give at least one fact in 'on' that must be equal",
            th="ให้ระบุข้อเท็จจริงที่ต้องเท่ากันใน 'on' อย่างน้อยหนึ่ง",
        )
        raise RuleError("join", alias=text.alias, problem=problem)
    return Join(
        alias=text.alias,
        subject=joined,
        keys=keys,
        orders=tuple(_order(text, each, scope) for each in text.where),
        when=None
        if text.when is None
        else expression(text.when, Scope(facts=joined.types, parameters=parameters)),
    )


def _key(text: JoinText, here: str, there: str, scope: Scope) -> JoinKey:
    _, left, right = _sides(f"{text.alias}.{here} == {there}", scope)
    _same_form(text, left, right)
    return JoinKey(left.name, right.name, right.alias)


def _order(text: JoinText, condition: str, scope: Scope) -> JoinOrder:
    sign, left, right = _sides(condition, scope)
    if right.alias == text.alias:
        left, right, sign = right, left, _TURNED[sign]
    if left.alias != text.alias or right.alias == text.alias or sign == "==":
        problem = Message(
            en=f"where {condition!r} must order a fact of {text.alias} against an earlier fact, as in {text.alias}.id < id",
            th=f"where {condition!r} ต้องเรียงลำดับข้อเท็จจริงของ {text.alias} กับข้อเท็จจริงก่อนหน้า เช่น {text.alias}.id < id",
        )
        raise RuleError("join", alias=text.alias, problem=problem)
    _same_form(text, left, right)
    return JoinOrder(left.name, sign, right.name, right.alias)


_TURNED: Mapping[n.ComparisonSign, n.ComparisonSign] = {
    "<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!=",
}  # fmt: skip


def _sides(condition: str, scope: Scope) -> tuple[n.ComparisonSign, n.Reference, n.Reference]:
    tree: Any = check(parse(condition), scope, condition)
    if isinstance(tree, n.Comparison) and len(tree.signs) == 1:
        left, right = tree.operands
        if isinstance(left, n.Reference) and isinstance(right, n.Reference):
            return tree.signs[0], left, right
    raise ExpressionError("syntax", column=1, what=condition)


def _same_form(text: JoinText, left: n.Reference, right: n.Reference) -> None:
    """Refuse keys that are stored in different forms: equal values would not be found by their hash."""
    a, b = left.type, right.type
    if (
        a is None
        or b is None
        or (a.kind, a.scale, a.decimals is None) != (b.kind, b.scale, b.decimals is None)
    ):
        problem = Message(
            en=f"{left.name} is {a} and {right.name} is {b}; give both the same type",
            th=f"{left.name} เป็น {a} และ {right.name} เป็น {b} ให้ใช้ชนิดเดียวกัน",
        )
        raise RuleError("join", alias=text.alias, problem=problem)
