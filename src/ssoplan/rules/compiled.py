"""The policy as plain JSON data and back: the compiled form of the wheel, read without any YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from ssoplan.parameters import Parameters
from ssoplan.rules.policy import Policy
from ssoplan.rules.reading import rules_of_entry

if TYPE_CHECKING:
    from ssoplan.rules.facts import Subject
    from ssoplan.rules.rule import Rule

__all__ = ["COMPILED", "SUBJECTS", "default_policy", "policy_from_plain", "policy_to_plain"]

COMPILED = "_compiled/policy.json"
"""Where the compiled policy lies inside the package; the wheel build writes it, a source tree has none."""

FORMAT = "ssoplan-policy/1"


class _OwnSubjects(Mapping[str, "Subject"]):
    """The subjects of this library, loaded with the domain model when first asked for."""

    @cached_property
    def _subjects(self) -> Mapping[str, Subject]:
        from ssoplan.rules import subjects  # noqa: PLC0415  # the whole domain model, needed by checks only

        return subjects.SUBJECTS

    def __getitem__(self, name: str) -> Subject:
        return self._subjects[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._subjects)

    def __len__(self) -> int:
        return len(self._subjects)

    def __reduce__(self) -> str:
        return "SUBJECTS"


SUBJECTS: Mapping[str, Subject] = _OwnSubjects()


@lru_cache(maxsize=1)
def default_policy() -> Policy:
    """Return the policy of the package: compiled (and validated before) in a wheel, from YAML in a source tree."""
    compiled = resources.files("ssoplan") / COMPILED
    if compiled.is_file():
        return policy_from_plain(json.loads(compiled.read_text(encoding="utf-8")))
    from ssoplan.rules.loading import own_policy  # noqa: PLC0415  # YAML in a source tree only

    return own_policy()


def policy_to_plain(policy: Policy) -> dict[str, Any]:
    """Return the rules of a policy as plain JSON data; its parameters have a form of their own."""
    return {
        "format": FORMAT,
        "version": policy.version,
        "rules": [{"id": rule.id, **rule.to_plain()} for rule in policy.rules],
    }


def policy_from_plain(
    plain: Mapping[str, Any],
    *,
    parameters: Parameters | None = None,
    subjects: Mapping[str, Subject] | None = None,
) -> Policy:
    """Return the policy that `policy_to_plain` wrote; what was validated once is not validated again."""
    given = Parameters.default() if parameters is None else parameters
    rules: list[Rule] = []
    for entry in plain["rules"]:
        fields = {name: value for name, value in entry.items() if name != "id"}
        rules += rules_of_entry(entry["id"], fields, family="", sources=given.sources)
    return Policy(given, rules, plain["version"], SUBJECTS if subjects is None else subjects)
