"""The rules in force over the facts of a document: which table each rule reads, by which reading, with what result."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import repeat
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ssoplan.errors import Message, SsoplanError
from ssoplan.rules.checked import CheckedRule
from ssoplan.rules.dated import DatedParameters
from ssoplan.rules.evaluation import Unknown, evaluate, truth
from ssoplan.rules.expression import nodes as n
from ssoplan.rules.facts import Absent
from ssoplan.rules.findings import Finding, Layout, Page, ShownParameter, Skip
from ssoplan.rules.formatting import absence, no_answer
from ssoplan.rules.readings import direct, hashing
from ssoplan.rules.tables import FactTable, gather

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ssoplan.rules.evaluation import World
    from ssoplan.rules.facts import Row, Subject

__all__ = ["ENGINES", "Engine", "EngineError", "RuleResult", "facts_needed", "run", "tables_of"]

Engine = Literal["auto", "direct", "rete"]
ENGINES: tuple[Engine, ...] = ("auto", "direct", "rete")


class EngineError(SsoplanError, ValueError):
    """Raised when a reading is asked for that does not exist or cannot be used."""

    kind = "engine"
    messages = {  # noqa: RUF012  # a catalogue, never changed
        "unknown": Message(
            en="there is no engine {engine!r}; choose auto, direct or rete",
            th="ไม่มีเครื่องมือ {engine!r} ให้เลือก auto, direct หรือ rete",
        ),
    }


@attrs.frozen(eq=False)
class RuleResult:
    """What one rule says about every row of its subject.

    Attributes:
        checked: The rule with its conditions.
        table: The facts that were read.
        outcome: The rows in each state.
        parameters: The parameters on the day.
        matches: For a joining rule, the joined rows found.
        tables: The tables of the joined subjects.
    """

    checked: CheckedRule
    table: FactTable
    outcome: direct.Outcome
    parameters: DatedParameters = attrs.field(repr=False)
    matches: hashing.Matches | None = attrs.field(default=None, repr=False)
    tables: Mapping[str, FactTable] = attrs.field(factory=dict, repr=False)

    @property
    def passed(self) -> int:
        """How many rows passed."""
        return len(self.table) - sum(map(len, self.outcome))

    def findings(self) -> list[Finding]:
        """Return the findings in the order of the rows."""
        return list(map(Finding, repeat(self.page()), self.outcome.findings))

    def page(self) -> Page:
        """Return what the findings read their values from."""
        columns = tuple(self.table.columns[name] for name in self.checked.shown)
        others = {
            join.alias: self.tables[join.subject.name].paths
            for join in self.checked.joins
            if join.subject.name in self.tables
        }
        return Page(self.layout(), self.table.paths, self.table.labels, columns, self.matches or {}, others)

    def layout(self) -> Layout:
        """Return what the findings of this rule share."""
        subject = self.checked.subject
        facts = [subject.fact(name) for name in self.checked.shown]
        return Layout(
            rule=self.checked.rule,
            subject=subject.name,
            title=subject.title,
            facts=tuple((fact.name, fact.type) for fact in facts),
            titles=tuple(fact.title for fact in facts),
            parameters=tuple(self.shown_parameters()),
        )

    def shown_parameters(self) -> Iterable[ShownParameter]:
        """Yield the parameters that the rule reads or its message quotes."""
        for id_ in self.checked.quoted:
            type_ = self.parameters.type_of(id_)
            yield ShownParameter(id_, self.parameters[id_], type_, self.parameters.entry(id_))

    def skips(self) -> list[Skip]:
        """Return why each row that was not evaluated was not."""
        return [self.skip(row) for row in self.outcome.not_evaluated]

    def skip(self, row: int) -> Skip:
        """Return why a row was not evaluated."""
        world = self.world(row)
        absent = tuple(self._absent(world))
        rule = self.checked.rule
        return Skip(
            rule.id, self.checked.subject.name, self.table.paths[row], absent, self._reason(absent, world)
        )

    def _absent(self, world: World) -> Iterable[tuple[str, Absent]]:
        """Yield what is absent: in ``when`` if it is unknown, else in what ``must`` needs."""
        when, must = self.checked.when, self.checked.must
        undecided = when is not None and isinstance(truth(when.tree, world), Unknown)
        condition = when if undecided and when is not None else must
        keys = (name for alias in condition.aliases() for name in self.checked.keys[alias])
        for name in dict.fromkeys((*condition.needed(), *keys)):
            if isinstance(world.facts[name], Absent):
                yield name, world.facts[name]
        for id_ in condition.parameters():
            if isinstance(world.parameters[id_], Absent):
                yield id_, world.parameters[id_]

    def _reason(self, absent: tuple[tuple[str, Absent], ...], world: World) -> Message:
        if absent:
            said = [absence(name, why) for name, why in absent]
            return Message(en="; ".join(each.en for each in said), th=" ".join(each.th for each in said))
        for each in self.checked.conditions:
            for node in n.walk(each.tree):
                if isinstance(node, n.Comparison | n.Membership | n.Call):
                    found = evaluate(node, world)
                    if isinstance(found, Unknown):
                        part, cause = each.source(node), no_answer(found.cause)
                        return Message(en=f"{part}: {cause.en}", th=f"{part}: {cause.th}")
        return Message(en="no answer", th="คำนวณไม่ได้")

    def world(self, row: int) -> World:
        """Return what the conditions see on a row."""
        return direct.world_of(self.checked, self.table, row, self.parameters, self.matches)


def facts_needed(rules: Iterable[CheckedRule]) -> dict[str, tuple[str, ...]]:
    """Return the facts to gather for each subject: those that some rule reads, quotes or joins by."""
    found: dict[str, dict[str, None]] = {}
    for rule in rules:
        found.setdefault(rule.subject.name, {}).update(dict.fromkeys(rule.shown))
        by_alias = {join.alias: join.subject.name for join in rule.joins}
        for join in rule.joins:
            found.setdefault(join.subject.name, {}).update(dict.fromkeys(join.facts))
            for alias in join.earlier:
                found.setdefault(by_alias[alias], {}).update(dict.fromkeys(join.others(alias)))
    return {name: tuple(facts) for name, facts in found.items()}


def tables_of(
    rows: Iterable[tuple[Subject, Iterable[Row]]], rules: Iterable[CheckedRule], parameters: DatedParameters
) -> dict[str, FactTable]:
    """Return the fact tables that the rules need, by subject."""
    needed = facts_needed(rules)
    return {
        subject.name: gather(subject, listed, needed[subject.name], parameters.view)
        for subject, listed in rows
        if subject.name in needed
    }


def run(
    rules: Iterable[CheckedRule],
    tables: Mapping[str, FactTable],
    parameters: DatedParameters,
    *,
    match: Callable[..., hashing.Matches] = hashing.match,
) -> list[RuleResult]:
    """Return what each rule says about the rows of its subject; a subject without rows gives no result.

    Args:
        rules: The rules in force, in their order.
        tables: The facts by subject.
        parameters: The parameters on the day.
        match: How joined rows are found.
    """
    results = []
    for rule in rules:
        if rule.subject.name not in tables:
            continue
        table = tables[rule.subject.name]
        matches = match(rule, _all_tables(rule, tables, parameters), parameters) if rule.joins else None
        outcome = direct.read(rule, table, parameters, matches)
        results.append(RuleResult(rule, table, outcome, parameters, matches, _joined(rule, tables)))
    return results


def _joined(rule: CheckedRule, tables: Mapping[str, FactTable]) -> dict[str, FactTable]:
    names = [join.subject.name for join in rule.joins]
    return {name: tables[name] for name in names if name in tables}


def _all_tables(rule: CheckedRule, tables: Mapping[str, FactTable], parameters: Any) -> dict[str, FactTable]:
    """Return the tables with an empty one for each joined subject that the document does not have."""
    needed = facts_needed([rule])
    missing = {
        join.subject.name: gather(join.subject, [], needed[join.subject.name], parameters.view)
        for join in rule.joins
        if join.subject.name not in tables
    }
    return {**tables, **missing}
