"""A rule: what has to hold, for what, since when, on whose authority, with the examples that show it."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ssoplan.errors import Message
from ssoplan.parameters import Citation
from ssoplan.rules.states import State

if TYPE_CHECKING:
    from ssoplan.errors import Language

__all__ = ["Example", "JoinText", "Rule", "RuleKind", "Severity", "WorkedExample", "rule_order"]

RuleKind = Literal["check", "parameter", "calculator", "statement"]


_WORKED = {
    "on": Message("on {day}", "ณ วันที่ {day}"),
    "error": Message("raises {error}", "แจ้งข้อผิดพลาด {error}"),
}


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    """An arithmetic or legal contradiction."""
    WARNING = "warning"
    """An inferred rule does not hold."""
    NOTE = "note"
    """Possibly damage of the copy."""


@attrs.frozen(kw_only=True)
class Example:
    """Facts of one row and the state that the rule must give them.

    Attributes:
        facts: Names and plain values; a fact not named is missing.
        state: The state expected.
        joined: For each joined name, the facts of the rows that exist.
        on: The day whose parameters apply; None for the last known value of each.
        note: What the example shows.
    """

    facts: tuple[tuple[str, Any], ...]
    state: State
    joined: tuple[tuple[str, tuple[tuple[tuple[str, Any], ...], ...]], ...] = ()
    on: dt.date | None = None
    note: str | None = None

    def to_plain(self) -> dict[str, Any]:
        """Return the example as it stands in a catalogue."""
        plain: dict[str, Any] = {name: _plain(value) for name, value in self.facts}
        for alias, rows in self.joined:
            plain[alias] = [{name: _plain(value) for name, value in row} for row in rows]
        plain["state"] = str(self.state)
        extra = {"on": self.on and self.on.isoformat(), "note": self.note}
        return plain | {key: value for key, value in extra.items() if value is not None}


@attrs.frozen(kw_only=True)
class WorkedExample:
    """A call of the calculator that carries out a rule, and what it must give; see `ssoplan.rules.worked`.

    Attributes:
        call: Which of the rule's calculators, as the end of its name such as ``network.least_members``.
        arguments: Names and plain values; what JSON has no word for is a mapping such as ``{"month": [2566, 1]}``, and
            ``{"param": id}`` is a parameter of the policy.
        value: What it gives: a plain value, or a mapping of some attributes of the result.
        error: The code of the error that it raises instead.
        on: The day whose parameters apply; None for the last known value of each.
        note: What the example shows.
    """

    call: str
    # A mapping among the plain values has no hash; equality sees it.
    arguments: tuple[tuple[str, Any], ...] = attrs.field(default=(), hash=False)
    value: Any = attrs.field(default=None, hash=False)
    error: str | None = None
    on: dt.date | None = None
    note: str | None = None

    def text(self, lang: Language = "en") -> str:
        """Return the example as one line: the call, the day and what it gives; the note, where one is, in English only.

        >>> example = WorkedExample(call="training_seats", arguments=(("batches", 3),), value=900)
        >>> example.text()
        'training_seats(batches=3) = 900'
        """
        given = ", ".join(f"{name}={_short(value)}" for name, value in self.arguments)
        day = "" if self.on is None else f" {_WORKED['on'].text(lang, day=self.on)}"
        error = _WORKED["error"].text(lang, error=self.error)
        gives = error if self.error is not None else f"= {_short(self.value)}"
        note = f" ({self.note})" if self.note and lang == "en" else ""
        return f"{self.call}({given}){day} {gives}{note}"

    def to_plain(self) -> dict[str, Any]:
        """Return the example as it stands in a catalogue."""
        plain: dict[str, Any] = {"call": self.call}
        if self.arguments:
            plain["with"] = {name: _listed(value) for name, value in self.arguments}
        if self.on is not None:
            plain["on"] = self.on.isoformat()
        plain |= {"value": _listed(self.value)} if self.error is None else {"error": self.error}
        return plain | ({} if self.note is None else {"note": self.note})


@attrs.frozen(kw_only=True)
class JoinText:
    """A joined name as written: which rows it stands for, seen from the row that is checked.

    Attributes:
        alias: The name by which conditions speak of the row.
        of: Its subject.
        on: Pairs: a fact of the joined row, and the fact it equals: of the checked row, or ``earlier.fact``.
        where: Comparisons that order the rows, such as ``twin.sequence < sequence``.
        when: A condition on the joined row's own facts.
    """

    alias: str
    of: str
    on: tuple[tuple[str, str], ...]
    where: tuple[str, ...] = ()
    when: str | None = None

    def to_plain(self) -> dict[str, Any]:
        """Return the join as it stands in a catalogue."""
        plain: dict[str, Any] = {"of": self.of, "on": dict(self.on)}
        if self.where:
            plain["where"] = list(self.where)
        if self.when is not None:
            plain["when"] = self.when
        return plain


@attrs.frozen(kw_only=True)
class Rule:
    """One rule of the policy.

    Attributes:
        id: The stable id, such as ``KPI-12``.
        kind: ``check`` has conditions; ``parameter`` and ``calculator`` say which figure or formula holds the rule;
            ``statement`` is cited text with nothing to execute.
        title: What it is called.
        family: The family it belongs to, such as ``kpi``.
        of: The subject of a check.
        when: The condition under which it applies; None for always.
        must: What has to hold.
        message: What a finding says, with places for facts and parameters.
        severity: How grave a finding is.
        evidence: Whether a source states the rule, or it was inferred from figures.
        legal_status: A ``draft`` is shown, never applied.
        statement: The rule in words, where the conditions do not say it all.
        reason: For a statement: why there is nothing to execute.
        start: First day in force; None where no day is printed or there is none.
        end: Last day in force.
        dates_known: False where no dates are printed: the rule then holds for the own year of every document.
        citations: Where it stands; the first is the one to quote, with its phrase.
        examples: Rows that pass, fail and stand on the boundary.
        joins: The joined names of a rule over several rows.
        covers: Ids of the parameters, or the name of the calculator, that carry out the rule.
        unreachable: Places of the coverage report that no row can reach, and why.
        worked_examples: For a calculator: calls with what they give.
    """

    id: str
    kind: RuleKind
    title: Message
    family: str = ""
    of: str | None = None
    when: str | None = None
    must: str | None = None
    message: Message | None = None
    severity: Severity = Severity.ERROR
    evidence: Literal["stated", "inferred"] = "stated"
    legal_status: Literal["in_force", "draft"] = "in_force"
    statement: Message | None = None
    reason: Message | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    dates_known: bool = False
    citations: tuple[Citation, ...] = ()
    examples: tuple[Example, ...] = attrs.field(default=(), repr=False)
    joins: tuple[JoinText, ...] = ()
    covers: tuple[str, ...] = ()
    unreachable: tuple[tuple[str, str], ...] = ()
    worked_examples: tuple[WorkedExample, ...] = attrs.field(default=(), repr=False)

    def in_force(self, on: dt.date) -> bool:
        """Return whether the rule applies on a day; a draft never does."""
        begun = self.start is None or self.start <= on
        return self.legal_status == "in_force" and begun and (self.end is None or on <= self.end)

    @property
    def citation(self) -> Citation | None:
        """The citation to quote."""
        return self.citations[0] if self.citations else None

    def to_plain(self) -> dict[str, Any]:
        """Return the rule as it stands in a catalogue, as JSON data."""
        plain: dict[str, Any] = {
            "kind": self.kind,
            "title": self.title._asdict(),
            "family": self.family or None,
            "of": self.of,
            "join": {join.alias: join.to_plain() for join in self.joins} or None,
            "when": self.when,
            "must": self.must,
            "message": self.message and self.message._asdict(),
            "severity": str(self.severity) if self.kind == "check" else None,
            "evidence": self.evidence,
            "status": "draft" if self.legal_status == "draft" else None,
            "statement": self.statement and self.statement._asdict(),
            "reason": self.reason and self.reason._asdict(),
            **self._window(),
            "source": [_citation(citation) for citation in self.citations] or None,
            "covers": list(self.covers) or None,
            "unreachable": dict(self.unreachable) or None,
            "examples": [each.to_plain() for each in self.examples]
            or [each.to_plain() for each in self.worked_examples]
            or None,
        }
        return {key: value for key, value in plain.items() if value is not None}

    def _window(self) -> dict[str, Any]:
        if not self.dates_known:
            return {}
        start = {"date": self.start.isoformat()} if self.start else "open"
        return {"from": start, "to": {"date": self.end.isoformat()} if self.end else "open"}


@lru_cache(maxsize=4096)  # every variation of a policy sorts the same ids
def rule_order(id_: str) -> tuple[tuple[int, int, str], ...]:
    """Return the sorting key of a rule id: KPI-2 comes before KPI-12.

    >>> sorted(["KPI-12", "KPI-2", "CAL-1"], key=rule_order)
    ['CAL-1', 'KPI-2', 'KPI-12']
    """
    return tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"([0-9]+)", id_) if part
    )


def _citation(citation: Citation) -> dict[str, str]:
    plain = dict(citation.to_plain())
    return {"document": plain.pop("source"), **plain}


def _short(value: Any) -> str:
    """Return a plain value in few words: ``{"month": [2566, 1]}`` as ``month 2566 1``."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_short, value))}]"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_short(item)}" for name, item in value.items())
    return "none" if value is None else str(value)


def _listed(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_listed(item) for item in value]
    return {name: _listed(item) for name, item in value.items()} if isinstance(value, dict) else value


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | str | dict) else str(value)
