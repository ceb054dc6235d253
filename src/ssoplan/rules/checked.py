"""A rule with its conditions checked against the declared facts: what the readings run."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.rules.expression import nodes as n
from ssoplan.rules.expression.checking import Expression, Scope, expression
from ssoplan.rules.expression.errors import ExpressionError, unknown
from ssoplan.rules.facts import Subject
from ssoplan.rules.joins import Join, joins_of
from ssoplan.rules.problems import RuleError, wrap
from ssoplan.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssoplan.errors import Message
    from ssoplan.rules.expression.types import Type

__all__ = ["CheckedRule", "check_rule"]


@attrs.frozen(kw_only=True, eq=False)
class CheckedRule:
    """A check rule with its typed trees.

    Attributes:
        rule: The rule as written.
        subject: What it is about.
        when: The checked condition of application; None for always.
        must: The checked condition that has to hold.
        joins: Its joined names.
        facts: The facts of the checked row that the conditions read, in the order of the columns.
        needed: Those that must be known for ``must`` to be decided.
        shown: The facts whose values a finding carries.
        parameters: Ids of the parameters that the conditions read.
        quoted: Ids of the parameters whose values a finding carries.
        keys: For each joined name in the conditions, the facts of the checked row by which it is found.
        cache: Compiled functions of the direct reading.
    """

    rule: Rule
    subject: Subject
    when: Expression | None
    must: Expression
    joins: tuple[Join, ...]
    facts: tuple[str, ...]
    needed: tuple[str, ...]
    shown: tuple[str, ...]
    parameters: tuple[str, ...]
    quoted: tuple[str, ...]
    keys: Mapping[str, tuple[str, ...]] = attrs.Factory(dict)
    cache: dict[Any, Any] = attrs.field(factory=dict, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        # Compiled functions do not pickle, and are made again when first used.
        return {**attrs.asdict(self, recurse=False), "cache": {}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)

    @property
    def conditions(self) -> tuple[Expression, ...]:
        """Both conditions, ``when`` first."""
        return (self.must,) if self.when is None else (self.when, self.must)

    @property
    def aliases(self) -> tuple[str, ...]:
        """The joined names that the conditions ask for."""
        return tuple(self.keys)


def check_rule(rule: Rule, subjects: Mapping[str, Subject], parameters: Mapping[str, Type]) -> CheckedRule:
    """Return the rule with its conditions, joins and message checked.

    Raises:
        RuleError: With the field and the column of what does not fit.
    """
    of = str(rule.of)
    if of not in subjects:
        raise wrap("condition", unknown("subject", of, subjects, column=1), field="of")
    subject = subjects[of]
    joins = joins_of(rule, subject, subjects, parameters)
    scope = Scope(
        facts=subject.types, parameters=parameters, joined={join.alias: join.subject.types for join in joins}
    )
    when = None if rule.when is None else _condition("when", rule.when, scope)
    must = _condition("must", rule.must or "", scope)
    keys = {alias: _root_keys(joins, alias) for each in (when, must) if each for alias in each.aliases()}
    needed = _united(must.needed(), *(keys[alias] for alias in must.aliases()))
    facts = _united(when.facts() if when else (), must.facts(), *keys.values())
    filters = (join.when.parameters() for join in joins if join.when is not None)
    used = _united(when.parameters() if when else (), must.parameters(), *filters)
    names, quoted = _places(rule.message, scope)
    checked = CheckedRule(
        rule=rule,
        subject=subject,
        when=when,
        must=must,
        joins=joins,
        facts=facts,
        needed=needed,
        shown=_united(facts, names),
        parameters=used,
        quoted=_united(used, quoted),
        keys=keys,
    )
    _refuse_guard(must)
    return checked


def _condition(field: str, text: str, scope: Scope) -> Expression:
    try:
        found = expression(text, scope)
    except ExpressionError as error:
        raise wrap("condition", error, field=field, column=error.column) from None
    for node in n.walk(found.tree):
        if isinstance(node, n.Reference) and node.alias is not None:
            misplaced = ExpressionError("construct", column=node.span[0] + 1, what=found.source(node))
            raise wrap("condition", misplaced, field=field, column=misplaced.column)
    return found


def _united(*names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in names for name in each))


def _root_keys(joins: tuple[Join, ...], alias: str) -> tuple[str, ...]:
    """Return the facts of the checked row by which a joined name is found, through those it refers to."""
    by_alias = {join.alias: join for join in joins}
    todo, facts = [alias], list[str]()
    while todo:
        join = by_alias[todo.pop()]
        facts += join.others(None)
        todo += join.earlier
    return tuple(dict.fromkeys(facts))


def _refuse_guard(must: Expression) -> None:
    """Refuse ``x is missing or x > 5`` in must, where a missing x is never decided."""
    needed = must.needed()
    for node in n.walk(must.tree):
        if isinstance(node, n.Missing) and node.operand.name in needed:
            raise RuleError("guard", field="must", name=node.operand.name)


def _places(message: Message | None, scope: Scope) -> tuple[list[str], list[str]]:
    """Return the facts and the parameters that a message quotes."""
    facts, parameters = [], []
    for name in {name: None for text in message or () for name in places_of(text)}:
        alias, _, fact = name.rpartition(".")
        if name in scope.facts:
            facts.append(name)
        elif name in scope.parameters:
            parameters.append(name)
        elif fact not in scope.joined.get(alias, {}):
            near = unknown("value", name, [*scope.facts, *scope.parameters], column=1)
            raise RuleError("place", field="message", name=name, hint=str(near).partition(": ")[2])
    return facts, parameters


def places_of(text: str) -> Iterator[str]:
    """Yield the names in the places of a message.

    Raises:
        RuleError: A place carries a format, an index or an attribute of its value, or a brace is left open.
    """
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        raise RuleError("shape", field="message", expected="closed braces around names", value=text) from None
    for _, name, spec, conversion in parts:
        if name is None:
            continue
        if spec or conversion or not name or "[" in name:
            raise RuleError("shape", field="message", expected="{name} without a format", value=text)
        yield name
