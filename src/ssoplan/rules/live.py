"""Which rows a change touches: for one rule, the rows that its joins connect by key, indexed both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.rules.facts import Absent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.joins import Join

__all__ = ["Links"]

_Facts = dict[str, Any]
_Key = tuple[Any, ...]


@attrs.frozen(eq=False)
class _Index:
    """The keys of rows by the values of some of their facts."""

    subject: str
    facts: tuple[str, ...]
    rows: dict[_Key, set[str]] = attrs.Factory(dict)

    def value(self, facts: _Facts) -> _Key | None:
        """Return the values of a row; None if one is absent."""
        values = tuple(facts[name] for name in self.facts)
        return None if any(value.__class__ is Absent for value in values) else values

    def find(self, value: _Key | None) -> Iterable[str]:
        """Return the keys of the rows with these values."""
        return () if value is None else self.rows.get(value, ())

    def add(self, key: str, facts: _Facts) -> None:
        """Take in a row."""
        value = self.value(facts)
        if value is not None:
            self.rows.setdefault(value, set()).add(key)

    def drop(self, key: str, facts: _Facts) -> None:
        """Take out a row."""
        value = self.value(facts)
        if value is not None:
            held = self.rows[value]
            held.discard(key)
            if not held:
                del self.rows[value]


@attrs.frozen(eq=False)
class _Bridge:
    """The rows of a joined name, and the rows before them (checked, or joined earlier) that share a key."""

    alias: str | None
    joined: _Index
    earlier: _Index


class Links:
    """The rows of one rule that hang together.

    A joined name hangs on one earlier row of its chain, on the checked row where it can; its other comparisons only
    narrow what that key connects.
    """

    def __init__(self, rule: CheckedRule) -> None:
        self.rule = rule
        subjects: dict[str | None, str] = {None: rule.subject.name}
        subjects.update({join.alias: join.subject.name for join in rule.joins})
        self._bridges = {join.alias: _bridge(join, subjects) for join in _asked(rule)}
        self._indexes = [
            index for bridge in self._bridges.values() for index in (bridge.joined, bridge.earlier)
        ]

    def replace(self, subject: str, key: str, before: _Facts | None, after: _Facts | None) -> None:
        """Take a row out as it was and in as it is now."""
        for index in self._indexes:
            if index.subject == subject:
                if before is not None:
                    index.drop(key, before)
                if after is not None:
                    index.add(key, after)

    def roots(self, subject: str, key: str, rows: Mapping[str, Mapping[str, _Facts]]) -> set[str]:
        """Return the checked rows on which a row has a bearing, as things stand."""
        found = {key} if subject == self.rule.subject.name else set()
        if key in rows[subject]:
            for bridge in self._bridges.values():
                if bridge.joined.subject == subject:
                    found |= self._up(bridge, {key}, rows)
        return found

    def _up(self, bridge: _Bridge, keys: set[str], rows: Mapping[str, Mapping[str, _Facts]]) -> set[str]:
        held = rows[bridge.joined.subject]
        values = {bridge.joined.value(held[key]) for key in keys}
        found = {key for value in values for key in bridge.earlier.find(value)}
        return (
            found if bridge.alias is None or not found else self._up(self._bridges[bridge.alias], found, rows)
        )

    def partners(self, roots: Iterable[str], rows: Mapping[str, Mapping[str, _Facts]]) -> dict[str, set[str]]:
        """Return by subject the rows that decide on some checked rows, these included."""
        by_alias: dict[str | None, set[str]] = {None: set(roots)}
        found: dict[str, set[str]] = {join.subject.name: set() for join in self.rule.joins}
        found.setdefault(self.rule.subject.name, set()).update(roots)
        for alias, bridge in self._bridges.items():
            held = rows[bridge.earlier.subject]
            values = {bridge.earlier.value(held[key]) for key in by_alias[bridge.alias]}
            by_alias[alias] = {key for value in values for key in bridge.joined.find(value)}
            found[bridge.joined.subject].update(by_alias[alias])
        return found


def _asked(rule: CheckedRule) -> list[Join]:
    """Return the joined names that the conditions ask for, with those they refer to, in the order of the rule."""
    needed = set(rule.aliases)
    for join in reversed(rule.joins):
        if join.alias in needed:
            needed.update(join.earlier)
    return [join for join in rule.joins if join.alias in needed]


def _bridge(join: Join, subjects: Mapping[str | None, str]) -> _Bridge:
    aliases = dict.fromkeys(key.alias for key in join.keys)
    alias = None if None in aliases else next(iter(aliases))
    keys = [key for key in join.keys if key.alias == alias]
    joined = _Index(join.subject.name, tuple(key.fact for key in keys))
    return _Bridge(alias, joined, _Index(subjects[alias], tuple(key.other for key in keys)))
