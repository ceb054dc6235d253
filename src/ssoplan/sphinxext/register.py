"""What pages are made from: the policy, what it finds in the published samples, and where its data stands."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import attrs

from ssoplan import Policy, check, samples
from ssoplan.rules.rule import rule_order
from ssoplan.rules.worked import worked_outcomes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

    from ssoplan.parameters import Citation, Parameter
    from ssoplan.rules import Report, Rule
    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.engine import RuleResult
    from ssoplan.rules.findings import Finding
    from ssoplan.rules.worked import WorkedOutcome

__all__ = ["Place", "Register", "register"]

_RULE_ID = re.compile(r"\b[A-Z]+-[0-9]+[a-z]?\b")
_MAX_RELATED = 8


class Place(NamedTuple):
    """Where an entry is defined.

    Attributes:
        path: The file, from the root of the repository.
        line: The line, from 1.
        text: The lines of the entry.
    """

    path: str
    line: int
    text: str


@cache
def register() -> Register:
    """Return what the pages of the policy of this package are made from, gathered once in a process."""
    return Register(Policy.default())


@attrs.frozen(eq=False)
class Register:
    """Everything that a page can say, looked up in both directions.

    Attributes:
        policy: The policy.
    """

    policy: Policy

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The last version of every rule, by id, in the order of ids."""
        return {rule.id: rule for rule in self.policy.rules}

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """Every parameter by id."""
        return {
            parameter.id: parameter for parameter in sorted(self.policy.parameters, key=lambda each: each.id)
        }

    @cached_property
    def families(self) -> dict[str, list[Rule]]:
        """The rules of each family: the first part of the id."""
        found: dict[str, list[Rule]] = {}
        for id_, rule in self.rules.items():
            found.setdefault(id_.rpartition("-")[0], []).append(rule)
        return found

    def checked(self, rule: Rule) -> CheckedRule | None:
        """Return a check rule with its typed conditions; None for the other kinds."""
        return self.policy.checked(rule) if rule.kind == "check" else None

    @cached_property
    def parameters_of(self) -> dict[str, tuple[str, ...]]:
        """The parameters that each rule reads, quotes, stands for, or that name it."""
        named: dict[str, list[str]] = defaultdict(list)
        for parameter in self.parameters.values():
            for id_ in parameter.rules:
                named[id_].append(parameter.id)
        return {
            id_: tuple(dict.fromkeys([*self._read(rule), *named[id_]])) for id_, rule in self.rules.items()
        }

    def _read(self, rule: Rule) -> Iterator[str]:
        yield from (id_ for id_ in rule.covers if id_ in self.parameters)
        checked = self.checked(rule)
        if checked is not None:
            yield from checked.quoted
            for name in checked.facts:
                yield from checked.subject.fact(name).reads

    @cached_property
    def rules_of_parameter(self) -> dict[str, list[str]]:
        """The rules that use each parameter."""
        return _turned(self.parameters_of)

    @cached_property
    def reports(self) -> dict[str, Report]:
        """What the rules say about each published sample."""
        return {name: check(samples.load(name), policy=self.policy) for name in samples.names()}

    @cached_property
    def results_of(self) -> dict[str, list[tuple[str, RuleResult]]]:
        """For each rule, the samples on which it was run, with the result."""
        found: dict[str, list[tuple[str, RuleResult]]] = defaultdict(list)
        for name, report in self.reports.items():
            for result in report.results:
                found[result.checked.rule.id].append((name, result))
        return found

    def findings_of(self, id_: str) -> dict[str, list[Finding]]:
        """Return the findings of a rule on each sample that has any."""
        found = {name: result.findings() for name, result in self.results_of.get(id_, ())}
        return {name: findings for name, findings in found.items() if findings}

    @cached_property
    def worked(self) -> dict[str, list[WorkedOutcome]]:
        """For each rule of a calculator, what its worked examples give."""
        found: dict[str, list[WorkedOutcome]] = defaultdict(list)
        for outcome in worked_outcomes(self.policy):
            found[outcome.rule_id].append(outcome)
        return found

    @cached_property
    def cited(self) -> dict[str, list[tuple[Citation, Rule | Parameter]]]:
        """For each source, every citation of it, and what cites it."""
        found: dict[str, list[tuple[Citation, Rule | Parameter]]] = defaultdict(list)
        for rule in self.rules.values():
            for citation in rule.citations:
                found[citation.source].append((citation, rule))
        for parameter in self.parameters.values():
            values = [*parameter.values, *parameter.drafts, *parameter.readings_set_aside]
            for citation in dict.fromkeys(each for value in values for each in value.citations):
                found[citation.source].append((citation, parameter))
        return found

    @cached_property
    def _named(self) -> dict[str, tuple[str, ...]]:
        return {id_: tuple(_ids(_texts(rule), self.rules)) for id_, rule in self.rules.items()}

    @cached_property
    def _named_by(self) -> dict[str, list[str]]:
        return _turned(self._named)

    def named_with(self, id_: str) -> list[str]:
        """Return the rules that a rule names in its texts, and those that name it."""
        found = {*self._named[id_], *self._named_by.get(id_, ())} - {id_}
        return sorted(found, key=rule_order)

    def sharing_parameters(self, id_: str) -> list[str]:
        """Return the rules that use one of the parameters of a rule."""
        found = {other for each in self.parameters_of[id_] for other in self.rules_of_parameter[each]} - {id_}
        return sorted(found, key=rule_order)

    def sharing_facts(self, id_: str) -> list[str]:
        """Return the rules about the same subject that read most of the same facts."""
        mine = self._facts.get(id_)
        if mine is None:
            return []
        shared = {
            other: len(mine & facts) for other, facts in self._facts.items() if other != id_ and mine & facts
        }
        nearest = sorted(shared, key=lambda other: (-shared[other], rule_order(other)))[:_MAX_RELATED]
        return sorted(nearest, key=rule_order)

    @cached_property
    def _facts(self) -> dict[str, frozenset[tuple[str, str]]]:
        checks = [checked for rule in self.rules.values() if (checked := self.checked(rule)) is not None]
        return {
            checked.rule.id: frozenset((checked.subject.name, name) for name in checked.facts)
            for checked in checks
        }

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where every rule and parameter is defined; empty where the package carries no YAML."""
        found: dict[str, Place] = {}
        for package, folder in (("ssoplan.rules", "catalogue"), ("ssoplan.parameters", "data")):
            for file in _yaml_files(package, folder):
                path = f"src/{package.replace('.', '/')}/{folder}/{file.name}"
                found.update(_entries(path, file.read_text(encoding="utf-8")))
        return found

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that pages can show: of every file of the package."""
        made = hashlib.sha256()
        for file in sorted(_files(resources.files("ssoplan")), key=str):
            made.update(file.read_bytes())
        return made.hexdigest()


def _turned(found: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    turned: dict[str, list[str]] = defaultdict(list)
    for key, values in found.items():
        for value in values:
            turned[value].append(key)
    return turned


def _texts(rule: Rule) -> str:
    said = [text for text in (rule.statement, rule.reason, rule.title) if text is not None]
    notes = [example.note or "" for example in rule.examples]
    return " ".join([*(text.en for text in said), *notes])


def _ids(text: str, known: Mapping[str, object]) -> list[str]:
    return [id_ for id_ in dict.fromkeys(_RULE_ID.findall(text)) if id_ in known]


def _yaml_files(package: str, folder: str) -> list[Traversable]:
    place = resources.files(package) / folder
    if not place.is_dir():
        return []
    return sorted(
        (each for each in place.iterdir() if each.name.endswith(".yaml")), key=lambda each: each.name
    )


def _entries(path: str, text: str) -> Iterator[tuple[str, Place]]:
    """Yield the entries of a YAML file: each begins at the left margin."""
    starts = list(re.finditer(r"^([A-Za-z][^\s:#]*):", text, re.MULTILINE))
    ends = [start.start() for start in starts[1:]] + [len(text)]
    for start, end in zip(starts, ends, strict=True):
        own = re.split(r"\n(?=#)", text[start.start() : end])[0]  # a heading comment belongs to what follows
        yield start[1], Place(path, text.count("\n", 0, start.start()) + 1, own.rstrip() + "\n")


def _files(place: Traversable) -> Iterator[Traversable]:
    for each in place.iterdir():
        if each.is_dir():
            if each.name != "__pycache__":
                yield from _files(each)
        elif not each.name.endswith(".pyc"):
            yield each
