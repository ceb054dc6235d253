"""The Rete reading: joined rows found by durable-rules, with exactly the matches of the hash join.

Conditions on one row are decided by the generated functions before; the engine sees which rows passed, and numbers in
the place of their keys: equal keys have equal numbers, and an ordered fact has its rank. No value of a document
reaches the engine, so none can be cut, coerced or collide. Rows that look alike to the engine are one row of it.

``none(name)`` is where ``exists(name)`` finds nothing; the engine's own negation, which depends on the order in which
facts come, is not used. Rows are partitioned by key, and partitions are matched some hundred rows at a time. What a
network finds depends neither on the order of the rows nor on what was matched before.

The engine holds Python's global lock: threads do not disturb each other, and do not gain speed.
"""

from __future__ import annotations

from collections import defaultdict
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple

from ssoplan.rules.facts import Absent
from ssoplan.rules.readings import hashing
from ssoplan.rules.readings._durable import (
    IDS,
    ReteError,
    available,
    close,
    network,
    require,
)
from ssoplan.rules.readings.network import Chain, Link, chains_of, problem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.tables import FactTable

__all__ = ["ReteError", "available", "close", "match", "problem_of", "require"]

ROWS = 500
"""Rows that an evaluation holds where the partitions allow."""
MOST_ROWS = 2_000
"""Rows of a partition beyond which its checked rows are split over several evaluations."""
MATCHES = 100_000
"""Matches of a partition beyond which its checked rows are split over several evaluations."""
MOST_MATCHES = 1_000_000
"""Matches that one checked row may have; one with more is refused before the engine sees it."""


def match(
    rule: CheckedRule, tables: Mapping[str, FactTable], parameters: Mapping[str, Any]
) -> hashing.Matches:
    """Return the matches of every joined name that the rule's conditions ask for, as the hash join does.

    Args:
        rule: A rule with joins.
        tables: The facts by subject: of the checked rows and of every joined subject.
        parameters: Exact values by id.

    Raises:
        MissingLibraryError: durable-rules is not installed.
        ReteError: The rule is beyond the engine's limits, or the engine failed.
    """
    require()
    problem = problem_of(rule)
    if problem is not None:
        raise problem
    return {chain.alias: _matches(chain, rule, tables, parameters) for chain in chains_of(rule)}


def _matches(
    chain: Chain, rule: CheckedRule, tables: Mapping[str, FactTable], parameters: Mapping[str, Any]
) -> dict[int, tuple[tuple[str, int], ...]]:
    """Return the first match of every checked row that has one: the least by the rows of the chain in turn."""
    classes = _connected(chain, _classes(chain, rule, tables, parameters))
    first: dict[int, tuple[int, ...]] = {}
    for part in _evaluations(chain, classes, rule):
        for root, rows in _run(chain, classes, part):
            first[root] = min(rows, first.get(root, rows))
    aliases = [join.alias for join in chain.joins]
    found = {row: first[root] for root in first for row in classes[0][root].rows}
    return {row: tuple(zip(aliases, found[row], strict=True)) for row in sorted(found)}


class _Class(NamedTuple):
    """Rows of one place that are alike in everything the chain compares."""

    numbers: dict[int, int]  # of each link that reads the place
    rows: list[int]  # ascending
    weight: int = 1  # matches by the anchors alone, from this place on


_Classes = list[list[_Class]]


def _classes(
    chain: Chain, rule: CheckedRule, tables: Mapping[str, FactTable], parameters: Mapping[str, Any]
) -> _Classes:
    """Return the classes of every place: the rows that pass their own condition and have every fact compared."""
    places = [tables[name] for name in (rule.subject.name, *(join.subject.name for join in chain.joins))]
    numberings = [_numbering(link, places) for link in chain.links]
    out: list[set[int]] = [set()]
    out += [hashing.left_out(join, tables[join.subject.name], rule, parameters) for join in chain.joins]
    return [_alike(chain, place, places[place], out[place], numberings) for place in range(len(places))]


def _alike(
    chain: Chain, place: int, table: FactTable, out: set[int], numberings: Sequence[Callable[[Any], int]]
) -> list[_Class]:
    links = chain.at(place)
    sides = [_side(chain.links[number], place) for number in links]
    columns = [_keys(table, facts) for facts in sides]
    found: dict[tuple[int, ...], list[int]] = {}
    for row, values in enumerate(zip(*columns, strict=True) if columns else [()] * len(table)):
        if row in out or any(_absent(value) for value in values):
            continue
        numbers = tuple(numberings[link](value) for link, value in zip(links, values, strict=True))
        found.setdefault(numbers, []).append(row)
    return [_Class(dict(zip(links, numbers, strict=True)), rows) for numbers, rows in found.items()]


def _side(link: Link, place: int) -> tuple[str, ...]:
    return link.facts if link.place == place else link.others


def _keys(table: FactTable, facts: Sequence[str]) -> Iterable[Any]:
    return zip(*(table.columns[name] for name in facts), strict=True)


def _absent(key: tuple[Any, ...]) -> bool:
    return any(value.__class__ is Absent for value in key)


def _numbering(link: Link, places: Sequence[FactTable]) -> Callable[[tuple[Any, ...]], int]:
    """Return the function from a key to its number, from 1: as it comes, or by rank where a link orders."""
    if link.sign in ("==", "!="):
        numbers: dict[tuple[Any, ...], int] = {}
        return lambda key: numbers.setdefault(key, len(numbers) + 1)
    sides = (_keys(places[link.place], link.facts), _keys(places[link.earlier], link.others))
    values = {key for side in sides for key in side if not _absent(key)}
    return {key: rank for rank, key in enumerate(sorted(values), start=1)}.__getitem__


def _connected(chain: Chain, classes: _Classes) -> _Classes:
    """Return the classes that may be in a match, each with the number of matches that its anchors allow."""
    weights: dict[int, dict[int, int]] = {}  # by anchor: number of the key → matches from there on
    kept: _Classes = [[] for _ in classes]
    anchors = {place: chain.anchor(place) for place in range(1, len(classes))}
    for place in range(len(classes) - 1, -1, -1):
        below = [
            number
            for other, number in anchors.items()
            if chain.links[number].earlier == place and other > place
        ]
        table: defaultdict[int, int] = defaultdict(int)
        for each in classes[place]:
            weight = prod(weights[number].get(each.numbers[number], 0) for number in below)
            if weight:
                kept[place].append(each._replace(weight=weight))
                if place:
                    table[each.numbers[anchors[place]]] += weight
        if place:
            weights[anchors[place]] = table
    return kept


_Part = list[list[int]]
"""For each place, the numbers of the classes of one evaluation."""


def _evaluations(chain: Chain, classes: _Classes, rule: CheckedRule) -> Iterator[_Part]:
    """Yield partitions that share no key, several together while they are small, the roots of a large one in turn."""
    batch: _Part = [[] for _ in classes]
    size = weight = 0
    for part in _partitions(chain, classes):
        matches = sum(classes[0][root].weight for root in part[0])
        rows = sum(map(len, part))
        if matches > MATCHES or rows > MOST_ROWS:
            yield from _split(chain, classes, rule, part)
            continue
        if size and (size + rows > ROWS or weight + matches > MATCHES):
            yield batch
            batch, size, weight = [[] for _ in classes], 0, 0
        batch = [[*held, *new] for held, new in zip(batch, part, strict=True)]
        size, weight = size + rows, weight + matches
    if size:
        yield batch


def _split(chain: Chain, classes: _Classes, rule: CheckedRule, part: _Part) -> Iterator[_Part]:
    roots, joined = part[0], part[1:]
    beside = sum(map(len, joined))
    room = max(ROWS, beside)  # rows asserted again for each evaluation are at most half of its rows
    most = max(classes[0][root].weight for root in roots)
    if most > MOST_MATCHES or beside + room > len(IDS):
        raise ReteError("too-many", rule=rule.rule.id, alias=chain.alias, count=most, most=MOST_MATCHES)
    held: list[int] = []
    weight = 0
    for root in roots:
        weight += classes[0][root].weight
        if held and (weight > MATCHES or len(held) == room):
            yield [held, *joined]
            held, weight = [], classes[0][root].weight
        held.append(root)
    yield [held, *joined]


def _partitions(chain: Chain, classes: _Classes) -> Iterator[_Part]:
    """Yield the classes that hang together by their anchors, for each place; without a checked row none."""
    groups = _Groups()
    for place in range(1, len(classes)):
        anchor = chain.anchor(place)
        for side in (chain.links[anchor].earlier, place):
            for number, each in enumerate(classes[side]):
                groups.join((side, number), (-1 - anchor, each.numbers[anchor]))
    parts: dict[tuple[int, int], _Part] = {}
    for place, listed in enumerate(classes):
        for number in range(len(listed)):
            top = groups.top((place, number))
            parts.setdefault(top, [[] for _ in classes])[place].append(number)
    return (part for part in parts.values() if all(part))


class _Groups:
    """Nodes that hang together (union-find)."""

    def __init__(self) -> None:
        self.parents: dict[tuple[int, int], tuple[int, int]] = {}

    def top(self, node: tuple[int, int]) -> tuple[int, int]:
        parents = self.parents
        while (above := parents.setdefault(node, node)) != node:
            parents[node] = node = parents[above]
        return node

    def join(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        self.parents[self.top(one)] = self.top(other)


def _run(chain: Chain, classes: _Classes, part: _Part) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each match: the class of the checked row, and the first row of each class joined with it."""
    places = [(place, number) for place in reversed(range(len(part))) for number in part[place]]
    rows = [
        {
            "n": n,
            "one": 1,
            f"p{place}": 1,
            **{f"k{link}": key for link, key in classes[place][number].numbers.items()},
        }
        for n, (place, number) in enumerate(places)
    ]
    for hit in network(chain.definition).match(rows):
        filled = [places[hit.rows[f"a{place}"]][1] for place in range(len(part))]
        yield filled[0], tuple(classes[place][filled[place]].rows[0] for place in range(1, len(part)))
