"""What changed between two policies: the version, and rules, parameters and sources added, removed and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.parameters.plain import parameter_to_plain, value_to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssoplan.rules.policy import Policy

__all__ = ["Change", "PolicyDiff", "diff_of"]

WHAT_IF = "what-if"
"""The field of a parameter whose published values are overridden."""


@attrs.frozen
class Change:
    """One rule, parameter or source that differs, or the version of the policy.

    Attributes:
        sort: ``version``, ``rule``, ``parameter`` or ``source``.
        id: Which one.
        kind: ``added``, ``removed`` or ``changed``.
        fields: For a change: each field with its value before and after. The field ``what-if`` of an overridden
            parameter has, on the side that is not overridden, the published value, or all of them by their first day.
    """

    sort: str
    id: str
    kind: str
    fields: tuple[tuple[str, Any, Any], ...] = ()

    def __str__(self) -> str:
        changes = "; ".join(f"{name}: {before!r} -> {after!r}" for name, before, after in self.fields)
        return f"{self.kind} {self.sort} {self.id}" + (f" ({changes})" if changes else "")


@attrs.frozen(repr=False)
class PolicyDiff:
    """The difference of two policies; false if there is none.

    Attributes:
        before: The version of the first.
        after: The version of the second.
        changes: The version first, then rules, parameters and sources, each by id.
    """

    before: str
    after: str
    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, sort: str, kind: str | None = None) -> tuple[Change, ...]:
        """Return the changes of one sort (rules, parameters, sources), all or of one kind."""
        return tuple(each for each in self.changes if each.sort == sort and kind in (None, each.kind))

    def __str__(self) -> str:
        return "\n".join([f"{self.before} -> {self.after}", *map(str, self.changes)])

    def __repr__(self) -> str:
        return f"<PolicyDiff {self.before} -> {self.after}: {len(self.changes)} changes>"


def diff_of(before: Policy, after: Policy) -> PolicyDiff:
    """Return what the second policy adds, removes and changes."""
    changes = [
        *_changes(
            "version", {"version": {"version": before.version}}, {"version": {"version": after.version}}
        ),
        *_changes("rule", _rules(before), _rules(after)),
        *_changes("parameter", _values(before), _values(after)),
        *_changes("source", _sources(before), _sources(after)),
    ]
    return PolicyDiff(before.version, after.version, tuple(changes))


def _rules(policy: Policy) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for rule in policy.rules:
        name = rule.id if rule.id not in found else f"{rule.id} from {rule.start}"
        found[name] = rule.to_plain()
    return found


def _values(policy: Policy) -> dict[str, dict[str, Any]]:
    found = {parameter.id: parameter_to_plain(parameter) for parameter in policy.parameters}
    for id_, value in policy.parameters.overrides.items():
        found[id_] = {**found[id_], WHAT_IF: value_to_plain(value)}
    return found


def _sources(policy: Policy) -> dict[str, dict[str, Any]]:
    return {source.id: source.to_plain() for source in policy.sources}


def _changes(
    sort: str, before: Mapping[str, dict[str, Any]], after: Mapping[str, dict[str, Any]]
) -> list[Change]:
    found = [Change(sort, id_, "removed") for id_ in before if id_ not in after]
    found += [Change(sort, id_, "added") for id_ in after if id_ not in before]
    for id_ in before:
        if id_ in after and before[id_] != after[id_]:
            found.append(Change(sort, id_, "changed", tuple(_fields(before[id_], after[id_]))))
    return sorted(found, key=lambda change: change.id)


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    names = [name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)]
    return [(name, _field(before, name), _field(after, name)) for name in names]


def _field(plain: Mapping[str, Any], name: str) -> Any:
    """Return a field; for a what-if of the other policy alone, the published value that stands in its place here."""
    return _published(plain) if name == WHAT_IF and name not in plain else plain.get(name)


def _published(plain: Mapping[str, Any]) -> Any:
    """Return the value in force of a parameter; by the first day of each, where it changed through time."""
    entries = [entry for entry in plain["values"] if entry.get("legal_status") != "draft"]
    if not entries:
        return None
    first = entries[0]["value"]
    if all(entry["value"] == first for entry in entries):
        return first
    return {entry.get("start", "open"): entry["value"] for entry in entries}
