"""Joined rows found by hashing: for each joined name, the checked rows that have a match, and the first match.

A Rete network finds the same pairs for a live set of facts; this one needs nothing installed and is the reference.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

from ssoplan.rules.checked import CheckedRule
from ssoplan.rules.expression import nodes as n
from ssoplan.rules.expression.checking import Expression
from ssoplan.rules.expression.types import BOOL
from ssoplan.rules.facts import Absent
from ssoplan.rules.readings import direct

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ssoplan.rules.joins import Join
    from ssoplan.rules.tables import FactTable

__all__ = ["Matches", "match"]

Matches = dict[str, dict[int, tuple[tuple[str, int], ...]]]
"""For each joined name: the checked rows with a match, each with the first match as pairs of name and row."""

_SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "!=": operator.ne,
}  # fmt: skip
_ALWAYS = Expression("true", n.Constant(value=True, type=BOOL))


def match(rule: CheckedRule, tables: Mapping[str, FactTable], parameters: Mapping[str, Any]) -> Matches:
    """Return the matches of every joined name that the rule's conditions ask for.

    Args:
        rule: A rule with joins.
        tables: The facts by subject: of the checked rows and of every joined subject.
        parameters: Exact values by id.
    """
    finder = _Finder(rule, tables, parameters)
    return {alias: finder.matches(alias) for alias in rule.aliases}


class _Finder:
    def __init__(
        self, rule: CheckedRule, tables: Mapping[str, FactTable], parameters: Mapping[str, Any]
    ) -> None:
        self.rule = rule
        self.tables = tables
        self.joins = {join.alias: join for join in rule.joins}
        self.indexes = {
            join.alias: _index(join, tables[join.subject.name], rule, parameters) for join in rule.joins
        }

    def matches(self, alias: str) -> dict[int, tuple[tuple[str, int], ...]]:
        chain = self._chain(alias)
        root = self.tables[self.rule.subject.name]
        found = {}
        for row in range(len(root)):
            first = self._first(chain, {None: row})
            if first is not None:
                found[row] = first
        return found

    def _chain(self, alias: str) -> list[Join]:
        """Return the joined names needed for ``alias``, each after those it refers to."""
        needed = {alias}
        for join in reversed(self.rule.joins):
            if join.alias in needed:
                needed.update(join.earlier)
        return [join for join in self.rule.joins if join.alias in needed]

    def _first(
        self, chain: Sequence[Join], rows: dict[str | None, int]
    ) -> tuple[tuple[str, int], ...] | None:
        if not chain:
            return tuple((alias, row) for alias, row in rows.items() if alias is not None)
        join = chain[0]
        key = tuple(self._seen(link.alias, link.other, rows) for link in join.keys)
        for row in self.indexes[join.alias].get(key, ()):
            if self._ordered(join, row, rows):
                first = self._first(chain[1:], {**rows, join.alias: row})
                if first is not None:
                    return first
        return None

    def _ordered(self, join: Join, row: int, rows: Mapping[str | None, int]) -> bool:
        columns = self.tables[join.subject.name].columns
        for order in join.orders:
            here, there = columns[order.fact][row], self._seen(order.alias, order.other, rows)
            if isinstance(here, Absent) or isinstance(there, Absent) or not _SIGNS[order.sign](here, there):
                return False
        return True

    def _seen(self, alias: str | None, fact: str, rows: Mapping[str | None, int]) -> Any:
        subject = self.rule.subject if alias is None else self.joins[alias].subject
        return self.tables[subject.name].columns[fact][rows[alias]]


def _index(
    join: Join, table: FactTable, rule: CheckedRule, parameters: Mapping[str, Any]
) -> dict[tuple[Any, ...], list[int]]:
    """Return the rows of a joined name by their key; a row with an absent key has none."""
    excluded = left_out(join, table, rule, parameters)
    index: dict[tuple[Any, ...], list[int]] = {}
    keys = zip(*(table.columns[link.fact] for link in join.keys), strict=True)
    for row, key in enumerate(keys):
        if row not in excluded and not any(value.__class__ is Absent for value in key):
            index.setdefault(key, []).append(row)
    return index


def left_out(join: Join, table: FactTable, rule: CheckedRule, parameters: Mapping[str, Any]) -> set[int]:
    if join.when is None:
        return set()
    filtering = rule.cache.get(join.alias)
    if filtering is None:
        filtering = rule.cache[join.alias] = CheckedRule(
            rule=rule.rule, subject=join.subject, when=join.when, must=_ALWAYS, joins=(), facts=join.when.facts(),
            needed=(), shown=(), parameters=join.when.parameters(), quoted=(),
        )  # fmt: skip
    outcome = direct.read(filtering, table, parameters)
    return {*outcome.not_applicable, *outcome.not_evaluated}
