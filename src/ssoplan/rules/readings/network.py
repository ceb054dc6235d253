"""Joined names as networks of patterns: what the Rete engine is told, and what it can be told.

A *chain* is a joined name with those it refers to. Place 0 is the checked row, each further place a joined row. A
place is one pattern of flat conditions: a flag, the inequalities, the equalities, and last an equality that is always
true, as the engine reads past its memory where the last comparison of a pattern fails. Equalities with one earlier
place are one comparison of a composite key.

Nothing of a rule but its shape reaches the engine: rules of one shape share a network.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.rules.joins import Join
from ssoplan.rules.readings._durable import BOOT, ReteError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.joins import JoinKey, JoinOrder

__all__ = ["MOST_PATTERNS", "MOST_TERMS", "Chain", "Link", "chains_of", "problem_of"]

MOST_PATTERNS = 16
"""Patterns of one match; the engine refuses more."""
MOST_TERMS = 28
"""Comparisons between patterns of one match; the engine refuses more."""

_WORDS: Mapping[str, str] = {"!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}


@attrs.frozen
class Link:
    """A comparison between a joined row and an earlier row of its chain.

    Attributes:
        place: The joined row.
        facts: Its facts; several for a composite key.
        sign: The comparison.
        earlier: The place of the earlier row; 0 is the checked row.
        others: The facts of the earlier row.
    """

    place: int
    facts: tuple[str, ...]
    sign: str
    earlier: int
    others: tuple[str, ...]


@attrs.frozen
class Chain:
    """A joined name with those it refers to, in an order in which each refers to earlier ones only.

    Attributes:
        alias: The joined name asked for.
        joins: The joined rows, for the places 1, 2 …
        links: The comparisons, those of one place together, inequalities before equalities.
    """

    alias: str
    joins: tuple[Join, ...]
    links: tuple[Link, ...]

    @property
    def patterns(self) -> int:
        """The number of patterns."""
        return 1 + len(self.joins)

    @property
    def terms(self) -> int:
        """The number of comparisons, the always-true ones included."""
        return len(self.links) + len(self.joins)

    def at(self, place: int) -> tuple[int, ...]:
        """Return the numbers of the links that read a place."""
        return tuple(number for number, link in enumerate(self.links) if place in (link.place, link.earlier))

    def anchor(self, place: int) -> int:
        """Return the number of the equality by which a joined place is partitioned: with the checked row if it can."""
        equal = [
            number for number, link in enumerate(self.links) if link.place == place and link.sign == "=="
        ]
        return min(equal, key=lambda number: self.links[number].earlier)

    @property
    def definition(self) -> str:
        """The JSON text of the network."""
        shape = tuple((link.place, link.sign, link.earlier) for link in self.links)
        return _definition(self.patterns, shape)


def chains_of(rule: CheckedRule) -> tuple[Chain, ...]:
    """Return the chain of every joined name that the conditions of a rule ask for."""
    return tuple(_chain(rule, alias) for alias in rule.aliases)


def problem_of(rule: CheckedRule) -> ReteError | None:
    """Return why the Rete engine cannot read a rule; None if it can. Known when the policy is loaded."""
    for chain in chains_of(rule):
        if chain.patterns > MOST_PATTERNS or chain.terms > MOST_TERMS:
            return ReteError(
                "shape", rule=rule.rule.id, alias=chain.alias, patterns=chain.patterns, terms=chain.terms,
                most_patterns=MOST_PATTERNS, most_terms=MOST_TERMS,
            )  # fmt: skip
    return None


def _chain(rule: CheckedRule, alias: str) -> Chain:
    needed = {alias}
    for join in reversed(rule.joins):
        if join.alias in needed:
            needed.update(join.earlier)
    joins = tuple(join for join in rule.joins if join.alias in needed)
    places: dict[str | None, int] = {
        None: 0,
        **{join.alias: place for place, join in enumerate(joins, start=1)},
    }
    return Chain(alias, joins, tuple(link for join in joins for link in _links(join, places)))


def _links(join: Join, places: Mapping[str | None, int]) -> Iterator[Link]:
    for order in join.orders:
        yield _link(join, order.sign, places, order.alias, [order])
    for alias in dict.fromkeys(key.alias for key in join.keys):
        yield _link(join, "==", places, alias, [key for key in join.keys if key.alias == alias])


def _link(
    join: Join, sign: str, places: Mapping[str | None, int], alias: str | None, parts: list[Any]
) -> Link:
    pairs: list[JoinKey | JoinOrder] = parts
    facts, others = tuple(pair.fact for pair in pairs), tuple(pair.other for pair in pairs)
    return Link(places[join.alias], facts, sign, places[alias], others)


@lru_cache(maxsize=256)
def _definition(patterns: int, shape: tuple[tuple[int, str, int], ...]) -> str:
    every: list[dict[str, Any]] = [{"a0": {"$and": [{"p0": 1}]}}]
    for place in range(1, patterns):
        terms = [
            _term(number, sign, earlier) for number, (p, sign, earlier) in enumerate(shape) if p == place
        ]
        every.append({f"a{place}": {"$and": [{f"p{place}": 1}, *terms, {"one": {"a0": "one"}}]}})
    return json.dumps({"boot": BOOT, "chain": {"all": every}})


def _term(number: int, sign: str, earlier: int) -> dict[str, Any]:
    equality = {f"k{number}": {f"a{earlier}": f"k{number}"}}
    return equality if sign == "==" else {_WORDS[sign]: equality}
