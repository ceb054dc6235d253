"""A policy: the parameters, rules and sources that belong together, at a version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calendar.era import is_day
from ssoplan.parameters import Parameters
from ssoplan.parameters.errors import suggestion
from ssoplan.rules.problems import RuleError, UnknownRuleError
from ssoplan.rules.rule import Rule, rule_order

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ssoplan.parameters import SourceRegistry
    from ssoplan.rules.checked import CheckedRule  # noqa: TC004  # attrs does not evaluate annotations
    from ssoplan.rules.coverage import Coverage
    from ssoplan.rules.diff import PolicyDiff
    from ssoplan.rules.expression.types import Type
    from ssoplan.rules.facts import Subject  # noqa: TC004  # attrs does not evaluate annotations
    from ssoplan.rules.limits import Limit
    from ssoplan.rules.worked import WorkedOutcome

__all__ = ["Policy"]


def _order(rule: Rule) -> tuple[Any, dt.date]:
    return rule_order(rule.id), rule.start or dt.date.min


def _sorted(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=_order))


def _day(on: dt.date) -> dt.date:
    if not is_day(on):
        raise RuleError("day", on=on)
    return on


@attrs.frozen(eq=False, repr=False)
class Policy:
    """What is in force: parameters, rules and sources; immutable, and cheap to vary.

    Two policies are equal if they hold the same rules and parameters at the same version.

    Attributes:
        parameters: The figures of policy through time, with the sources they cite.
        rules: Every rule, in the order of ids, then of dates.
        version: ``YYYY.n``: the Buddhist-era year and the number of the edition in it.
        subjects: What rules can be about.
    """

    parameters: Parameters
    rules: tuple[Rule, ...] = attrs.field(converter=_sorted)
    version: str
    subjects: Mapping[str, Subject] = attrs.field(repr=False)
    # Shared between a policy and its variations: a rule is checked and compiled once for all of them.
    _checked: dict[int, CheckedRule] = attrs.field(factory=dict, repr=False)

    @classmethod
    def default(cls) -> Policy:
        """Return the policy of the published SSO documents that this package carries."""
        from ssoplan.rules.compiled import default_policy  # noqa: PLC0415  # reads files only when asked

        return default_policy()

    @classmethod
    def load(
        cls,
        path: str | Path,
        *,
        parameters: Parameters | None = None,
        subjects: Mapping[str, Subject] | None = None,
        version: str = "0.0",
    ) -> Policy:
        """Read a directory of rule catalogues (or one file) over given parameters, and validate it.

        Args:
            path: The directory, or the file.
            parameters: The figures that its rules read; the published ones unless stated.
            subjects: What rules may speak about, by name; those of the library unless stated.
            version: The version that receipts name.

        Raises:
            PolicyError: With every problem of every file.
        """
        from ssoplan.rules.loading import load_policy  # noqa: PLC0415  # YAML only when asked

        return load_policy(path, parameters=parameters, subjects=subjects, version=version)

    @cached_property
    def _by_id(self) -> dict[str, tuple[Rule, ...]]:
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.id, []).append(rule)
        return {id_: tuple(rules) for id_, rules in found.items()}

    def rule(self, id_: str, *, on: dt.date | None = None) -> Rule:
        """Return a rule: its version in force on a day, or its last version.

        Args:
            id_: The id, such as ``KPI-12``.
            on: The day; None for the last version.

        Raises:
            UnknownRuleError: There is no such rule, or none in force on the day.
            RuleError: The day is not a day of the CE calendar.
        """
        versions = self._by_id.get(id_)
        if versions is None:
            raise UnknownRuleError("unknown", id=id_, **suggestion(id_, self._by_id))
        held = versions if on is None else tuple(rule for rule in versions if rule.in_force(_day(on)))
        if not held:
            raise UnknownRuleError("not-in-force", id=id_, on=on)
        return held[-1]

    @property
    def sources(self) -> SourceRegistry:
        """The documents, acts and reports that rules and parameters cite."""
        return self.parameters.sources

    @cached_property
    def parameter_types(self) -> dict[str, Type]:
        """The types of the parameters as conditions see them."""
        from ssoplan.rules.dated import type_of_parameter  # noqa: PLC0415  # only where conditions are checked

        return {parameter.id: type_of_parameter(parameter) for parameter in self.parameters}

    def checked(self, rule: Rule) -> CheckedRule:
        """Return a check rule with its typed conditions, made once.

        Raises:
            RuleError: A condition does not fit the declared facts.
        """
        from ssoplan.rules.checked import check_rule  # noqa: PLC0415  # only where conditions are checked

        key = id(rule)
        found = self._checked.get(key)
        if found is None or found.rule is not rule:
            found = self._checked[key] = check_rule(rule, self.subjects, self.parameter_types)
        return found

    def checks(self, *, on: dt.date | None = None) -> tuple[CheckedRule, ...]:
        """Return the check rules (those in force on a day), ready to run; drafts never."""
        rules = (rule for rule in self.rules if rule.kind == "check" and rule.legal_status == "in_force")
        return tuple(self.checked(rule) for rule in rules if on is None or rule.in_force(on))

    def in_force(self, *, on: dt.date) -> Policy:
        """Return the policy with only the rules in force on a day.

        Raises:
            RuleError: The day is not a day of the CE calendar.
        """
        day = _day(on)
        return self._with(rules=tuple(rule for rule in self.rules if rule.in_force(day)))

    def override(self, values: Mapping[str, Any]) -> Policy:
        """Return the policy with some parameters replaced on every day: a what-if. Everything else is shared.

        Raises:
            UnknownParameterError: There is no such parameter.
            ParameterValueError: A value is not of the type of its parameter.
        """
        return self._with(parameters=self.parameters.override(values))

    def extend(self, path: str | Path) -> Policy:
        """Return the policy with further rules (ids like ``office:ABC-1``) and parameters, validated alike.

        Args:
            path: A file of rules, or a directory with rules and, in ``parameters/``, parameters.

        Raises:
            PolicyError: With every problem of every file.
            ParameterDataError: A parameter file does not load.
        """
        from ssoplan.rules.loading import extended_policy  # noqa: PLC0415  # YAML only when asked

        return extended_policy(self, path)

    def diff(self, other: Policy) -> PolicyDiff:
        """Return what ``other`` adds, removes and changes."""
        from ssoplan.rules.diff import diff_of  # noqa: PLC0415  # only where asked for

        return diff_of(self, other)

    def run_examples(self) -> dict[str, tuple[RuleError, ...]]:
        """Return, for each check rule whose examples do not come out as they say, what is wrong: empty if all do.

        A what-if changes the parameters, and so may change the outcome of examples.
        """
        from ssoplan.rules.examples import check_examples  # noqa: PLC0415  # only where asked for

        rules = (rule for rule in self.rules if rule.kind == "check")
        found = {rule.id: tuple(check_examples(self.checked(rule), self.parameters)) for rule in rules}
        return {id_: errors for id_, errors in found.items() if errors}

    def worked_examples(self) -> tuple[WorkedOutcome, ...]:
        """Return what each worked example of the calculator rules gives; one that is not ``ok`` says what is wrong.

        The calculators are called: examples run when the policy's own tests run, never when it is loaded.
        """
        from ssoplan.rules.worked import worked_outcomes  # noqa: PLC0415  # only where asked for

        return tuple(worked_outcomes(self))

    def coverage(self) -> Coverage:
        """Return which rules, sub-conditions and thresholds the examples exercise, and what worked examples give."""
        from ssoplan.rules.coverage import coverage_of  # noqa: PLC0415  # only where asked for

        return coverage_of(self)

    def warnings(self) -> tuple[str, ...]:
        """Return what is declared and not used by any rule: parameters and facts."""
        from ssoplan.rules.static import unused  # noqa: PLC0415  # only where asked for

        return tuple(unused(self))

    def limits(self, *, on: dt.date) -> tuple[Limit, ...]:
        """Return which rules in force on a day the columnar and the Rete reading refuse, and why.

        Raises:
            MissingLibraryError: The extra ``frames`` is not installed.
        """
        from ssoplan.rules.limits import limits_of  # noqa: PLC0415  # only where asked for

        return tuple(limits_of(self, on=on))

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of rules, parameters (with what-if values) and sources; equal content, equal digest."""
        from ssoplan.parameters.plain import digest_of  # noqa: PLC0415  # only where asked for

        return digest_of([self.version, self.parameters.digest, self._rules_digest])

    @cached_property
    def _rules_digest(self) -> str:
        from ssoplan.parameters.plain import digest_of  # noqa: PLC0415  # only where asked for

        return digest_of([{"id": rule.id, **rule.to_plain()} for rule in self.rules])

    def _with(self, **changes: Any) -> Policy:
        made = attrs.evolve(self, **changes)
        if "rules" not in changes:  # what depends on the rules alone is carried over
            object.__setattr__(made, "_rules_digest", self._rules_digest)
            object.__setattr__(made, "_by_id", self._by_id)
            object.__setattr__(made, "parameter_types", self.parameter_types)
        return made

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, Policy) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"<Policy {self.version}: {len(self._by_id)} rules, {len(self.parameters)} parameters>"
