"""Catalogues of rules from YAML files; every problem is reported at once."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ssoplan._yaml import YamlError, YamlText, read
from ssoplan.errors import SsoplanError
from ssoplan.parameters import Parameters
from ssoplan.rules.compiled import SUBJECTS, policy_from_plain, policy_to_plain
from ssoplan.rules.policy import Policy
from ssoplan.rules.problems import PolicyError, Problem, RuleError, both, wrap
from ssoplan.rules.reading import rules_of_entry
from ssoplan.rules.static import problems_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ssoplan.parameters import SourceRegistry
    from ssoplan.rules.facts import Subject
    from ssoplan.rules.rule import Rule

__all__ = ["compiled_json", "extended_policy", "load_policy", "own_policy"]

_HEAD = "_policy"
_NAMESPACED = re.compile(r"[^\s:]+:[^\s:]+")


def own_policy() -> Policy:
    """Return the policy of the package from the YAML of a source tree, validated."""
    with resources.as_file(resources.files("ssoplan.rules") / "catalogue") as directory:
        return load_policy(directory)


def compiled_json() -> str:
    """Return the text of the compiled policy, validated: what a wheel build writes.

    Raises:
        RuntimeError: The policy changes when it is written and read back.
    """
    policy = own_policy()
    text = json.dumps(policy_to_plain(policy), ensure_ascii=False, separators=(",", ":"))
    if policy_from_plain(json.loads(text), parameters=policy.parameters).rules != policy.rules:
        msg = "the policy changes when it is written as JSON"
        raise RuntimeError(msg)
    return text


def load_policy(
    path: str | Path,
    *,
    parameters: Parameters | None = None,
    subjects: Mapping[str, Subject] | None = None,
    version: str = "0.0",
) -> Policy:
    """Read and validate catalogues; see `Policy.load`."""
    given = Parameters.default() if parameters is None else parameters
    catalogue = _Catalogue(given.sources)
    for file in _files(Path(path)):
        catalogue.add(file)
    policy = Policy(
        given, catalogue.rules, catalogue.version or version, SUBJECTS if subjects is None else subjects
    )
    catalogue.check(policy, policy.rules)
    catalogue.finish()
    return policy


def extended_policy(policy: Policy, path: str | Path) -> Policy:
    """Read and validate further rules over a policy; see `Policy.extend`."""
    place = Path(path)
    parameters = policy.parameters
    if (place / "parameters").is_dir():
        parameters = parameters.merged(Parameters.load(place / "parameters", sources=parameters.sources))
    catalogue = _Catalogue(parameters.sources, namespaced=True)
    only_parameters = (place / "parameters").is_dir()
    rules = place / "rules" if (place / "rules").is_dir() else place
    for file in _files(rules, needed=not only_parameters):
        catalogue.add(file)
    made = Policy(parameters, [*policy.rules, *catalogue.rules], policy.version, policy.subjects)
    catalogue.check(made, catalogue.rules)
    catalogue.finish()
    return made


def _files(place: Path, *, needed: bool = True) -> Sequence[Path]:
    if not place.exists():
        raise PolicyError("no-path", path=str(place))
    files = sorted(place.glob("*.yaml")) if place.is_dir() else [place]
    if needed and not files:
        raise PolicyError("no-rules", path=str(place))
    return files


class _Catalogue:
    """Collects the rules of several files, where each stands, and everything that is wrong."""

    def __init__(self, sources: SourceRegistry, *, namespaced: bool = False) -> None:
        self.sources = sources
        self.namespaced = namespaced
        self.rules: list[Rule] = []
        self.version: str | None = None
        self.problems: list[Problem] = []
        self._places: dict[str, YamlText] = {}

    def add(self, file: Path) -> None:
        """Read one file: a mapping from id to rule, all of one family."""
        try:
            text = read(file.read_text(encoding="utf-8"), file=file.name)
        except (YamlError, UnicodeDecodeError) as error:
            shown = error if isinstance(error, YamlError) else YamlError(
                "syntax", file=file.name, line=1, column=1, problem="not UTF-8 text"
            )  # fmt: skip
            self.problems.append(Problem("file", problem=both(shown)))
            return
        data = text.data if text.data is not None else {}
        if not isinstance(data, dict):
            shape = RuleError("shape", field=file.name, expected="a mapping from id to rule", value=data)
            self.problems.append(Problem("file", problem=both(shape)))
            return
        if file.stem == _HEAD:
            self.version = str(data.get("version", "")) or None
            return
        for id_, entry in data.items():
            self._add_rule(str(id_), entry, text, file.stem)

    def _add_rule(self, id_: str, entry: Any, text: YamlText, family: str) -> None:
        if id_ in self._places:
            self._report(id_, RuleError("duplicate", id=id_, other=self._places[id_].file), text)
            return
        self._places[id_] = text
        if self.namespaced and not _NAMESPACED.fullmatch(id_):
            self._report(id_, RuleError("namespace", id=id_), text)
        try:
            self.rules += rules_of_entry(id_, entry, family=family, sources=self.sources)
        except RuleError as error:
            self._report(id_, error, text)

    def check(self, policy: Policy, rules: Iterable[Rule]) -> None:
        """Find what is wrong with rules seen together with their facts and parameters."""
        seen = set()
        for id_, error in _problems(policy, rules):
            said = (id_, error.text())
            if said not in seen:  # two versions that overlap both say so
                self._report(id_, error, self._places[id_])
            seen.add(said)

    def finish(self) -> None:
        """Raise everything that is wrong, if anything is."""
        if self.problems:
            ordered = tuple(sorted(self.problems, key=_place))
            raise PolicyError("problems", count=len(ordered), problems=ordered)

    def _report(self, id_: str, error: RuleError, text: YamlText) -> None:
        field = str(error.values.get("field", "")) or error.reason
        path: tuple[str | int, ...] = (id_, field) if isinstance(text.data, dict) else ()
        line, column = text.at(_example_path(id_, error) or path)
        if error.reason == "condition":  # right for a plain text on one line, near enough for any other
            column += int(error.values.get("column", 1)) - 1
        problem = Problem("at", file=text.file, line=line, column=column, id=id_, problem=both(error))
        self.problems.append(problem)


def _example_path(id_: str, error: RuleError) -> tuple[str | int, ...]:
    number = error.values.get("number")
    return (id_, "examples", number - 1) if isinstance(number, int) else ()


def _place(problem: Problem) -> tuple[str, int, int]:
    values = problem.values
    return values.get("file", ""), values.get("line", 0), values.get("column", 0)


def _problems(policy: Policy, rules: Iterable[Rule]) -> Iterator[tuple[str, RuleError]]:
    for rule in rules:
        try:
            for error in problems_of(rule, policy):
                yield rule.id, error
        except RuleError as error:
            yield rule.id, error
        except SsoplanError as error:
            yield rule.id, wrap("condition", error, field=rule.id)
