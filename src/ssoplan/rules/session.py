"""A live set of facts: rows put, changed and removed, and after each step the findings that came and went.

The rows that one key connects are evaluated again, everything else is left as it stands. After any sequence of steps
the findings are those of a check of the same rows, in the order of their keys.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ssoplan.errors import Message, SsoplanError
from ssoplan.parameters.errors import suggestion
from ssoplan.rules.engine import facts_needed, run
from ssoplan.rules.facts import MISSING, Absent, Subject
from ssoplan.rules.findings import Finding
from ssoplan.rules.live import Links
from ssoplan.rules.readings.choice import choose
from ssoplan.rules.running import prepare
from ssoplan.rules.states import State
from ssoplan.rules.tables import FactTable, gather_objects

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ssoplan.rules.engine import Engine, RuleResult
    from ssoplan.rules.facts import Fact
    from ssoplan.rules.findings import Skip
    from ssoplan.rules.policy import Policy

__all__ = ["RuleSession", "SessionError", "Step"]


class SessionError(SsoplanError, LookupError):
    """Raised when a session is told about a subject or row that it does not know."""

    kind = "session"
    messages: ClassVar[Mapping[str, Message]] = {
        "subject": Message(en="there is no subject {what!r}: {hint}", th="ไม่มี {what!r}: {hint_th}"),
        "row": Message(
            en="there is no {subject} with the key {key!r} in the session; put it first",
            th="ไม่มี {subject} คีย์ {key!r} ในชุดข้อมูล ให้ใส่ก่อน",
        ),
        "key": Message(
            en="the key of a {subject} is text, not {key!r}; give a text that no other {subject} has",
            th="คีย์ของ {subject} ต้องเป็นข้อความ ไม่ใช่ {key!r} ให้ระบุข้อความที่ไม่ซ้ำกัน",
        ),
    }


@attrs.frozen
class Step:
    """What a change of the facts did. A finding whose values changed disappears and appears.

    Attributes:
        appeared: Findings that are new, in the order of the rules, then of the keys.
        disappeared: Findings that no longer stand.
    """

    appeared: tuple[Finding, ...]
    disappeared: tuple[Finding, ...]


_Stored = dict[str, Any]
_Change = tuple[str, str, _Stored | None]
"""The subject and key of a row, and its facts; None where it goes."""
_Place = tuple[int, str]
"""A rule by its number, and the key of the row it checks."""


class RuleSession:
    """Rows of facts under the rules in force on a day; findings are kept up to date as rows come and go.

    A row is known by its subject and its key, and given as an object of the domain or as a mapping of facts.
    Methods may be called from several threads: each waits for the one before. Threads that need not share rows get
    more done with a session each.

    Args:
        on: The day whose rules and parameters apply.
        policy: The policy; default `Policy.default`.
        engine: ``rete`` takes the Rete engine, ``direct`` the hash join; ``auto`` the Rete engine where it is installed
            and can hold the rule. The findings are the same.

    Raises:
        CheckError: The day is not a day.
        EngineError: There is no such engine.
        MissingLibraryError: ``rete`` is asked for and durable-rules is not installed.
        ReteError: ``rete`` is asked for and a rule is beyond its limits.

    Examples:
        A payment counts only for a registration that is new and complete (NET-07):

        >>> from datetime import date
        >>> session = RuleSession(on=date(2021, 12, 31))
        >>> step = session.put("payment", "P1", {"payment": "P1", "person": "A", "member": "N1"})
        >>> print(step.appeared[0].text())
        payment P1: no new and complete registration of A through N1
        >>> new = {"person": "A", "member": "N1", "first_time": True, "complete": True}
        >>> session.put("registration", "R1", new).disappeared == step.appeared
        True
    """

    def __init__(self, *, on: dt.date, policy: Policy | None = None, engine: Engine = "auto") -> None:
        self._policy, self._rules, self._parameters = prepare(policy, on, engine)
        self.on = on
        self.engine, self._match = choose(engine, self._rules)
        self._needed = facts_needed(self._rules)
        self._links = [Links(rule) for rule in self._rules]
        self._readers: dict[str, Subject] = {}
        self._rows: dict[str, dict[str, _Stored]] = {name: {} for name in self._policy.subjects}
        self._states: dict[_Place, State] = {}
        self._findings: dict[_Place, Finding] = {}
        self._skips: dict[_Place, Skip] = {}
        self._lock = threading.RLock()

    # What stands.

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What does not hold, in the order of the rules, then of the keys."""
        with self._lock:
            return _in_order(self._findings)

    @property
    def skips(self) -> tuple[Skip, ...]:
        """What could not be evaluated, and why."""
        with self._lock:
            return tuple(self._skips[place] for place in sorted(self._skips))

    @property
    def counts(self) -> dict[str, int]:
        """How many pairs of rule and row are in each of the four states."""
        with self._lock:
            states = list(self._states.values())
        return {str(state): states.count(state) for state in State}

    def __len__(self) -> int:
        return sum(map(len, self._rows.values()))

    def keys(self, subject: str) -> tuple[str, ...]:
        """Return the keys of the rows of a subject, in their order.

        Raises:
            SessionError: There is no such subject.
        """
        with self._lock:
            return tuple(sorted(self._rows[self._subject(subject).name]))

    # What changes.

    def put(self, subject: str, key: str, facts: Any) -> Step:
        """Add a row, or replace the one that has the key.

        Args:
            subject: The name of the subject, such as ``payment``.
            key: What the row is known by.
            facts: An object of the domain, or a mapping of facts; a fact not named is missing.

        Raises:
            SessionError: There is no such subject, or the key is not text.
            FactError: A value contradicts the declaration of its fact, or there is no such fact.
        """
        return self.put_many(subject, {_key(subject, key): facts})

    def put_many(self, subject: str, rows: Mapping[str, Any]) -> Step:
        """Add or replace rows of one subject in one step, which is faster than one by one; all of them or none.

        Args:
            subject: The name of the subject.
            rows: The facts of each row by its key, as `put` takes them.
        """
        found = self._subject(subject)
        for key in rows:
            _key(subject, key)
        with self._lock:
            changes: list[_Change] = [
                (subject, key, self._read(found, key, facts)) for key, facts in rows.items()
            ]
            return self._step(changes)

    def change(self, subject: str, key: str, facts: Mapping[str, Any]) -> Step:
        """Change some facts of a row and leave the others.

        Args:
            subject: The name of the subject.
            key: The key of the row.
            facts: The new values by name of fact.

        Raises:
            SessionError: There is no such row, or the key is not text.
            FactError: A value contradicts the declaration of its fact, or there is no such fact.
        """
        found = self._subject(subject)
        with self._lock:
            held = self._row(subject, key)
            return self._step([(subject, key, held | self._given(found, key, facts, tuple(facts)))])

    def remove(self, subject: str, key: str) -> Step:
        """Take a row away.

        Args:
            subject: The name of the subject.
            key: The key of the row.

        Raises:
            SessionError: There is no such row, or the key is not text.
        """
        self._subject(subject)
        with self._lock:
            self._row(subject, key)
            return self._step([(subject, key, None)])

    def __repr__(self) -> str:
        return f"<RuleSession on {self.on}: {len(self)} rows, {len(self._findings)} findings>"

    # Reading what is given.

    def _subject(self, name: str) -> Subject:
        found = self._policy.subjects.get(name)
        if found is None:
            raise SessionError("subject", what=name, **suggestion(name, self._policy.subjects))
        return found

    def _row(self, subject: str, key: str) -> _Stored:
        held = self._rows[subject].get(_key(subject, key))
        if held is None:
            raise SessionError("row", subject=subject, key=key)
        return held

    def _read(self, subject: Subject, key: str, facts: Any) -> _Stored:
        needed = self._needed.get(subject.name, ())
        if isinstance(facts, Mapping):
            return self._given(subject, key, facts, (*needed, *facts))
        return _first_row(gather_objects(subject, [facts], needed, self._parameters.view, paths=[key]))

    def _given(self, subject: Subject, key: str, facts: Mapping[str, Any], names: Iterable[str]) -> _Stored:
        reader = self._readers.get(subject.name)
        if reader is None:
            reader = self._readers[subject.name] = _by_name(subject)
        return _first_row(gather_objects(reader, [facts], dict.fromkeys(names), paths=[key]))

    # One step.

    def _step(self, changes: list[_Change]) -> Step:
        before = [(subject, key, self._rows[subject].get(key)) for subject, key, _ in changes]
        touched: list[set[str]] = [set() for _ in self._rules]
        try:
            for subject, key, facts in changes:
                self._touch(touched, subject, key)
                self._set(subject, key, facts)
                self._touch(touched, subject, key)
            fresh = [list(self._evaluated(number, roots)) for number, roots in enumerate(touched)]
        except BaseException:
            for subject, key, facts in reversed(before):
                self._set(subject, key, facts)
            raise
        places = {(number, root) for number, roots in enumerate(touched) for root in roots}
        return self._record(places, [each for listed in fresh for each in listed])

    def _touch(self, touched: list[set[str]], subject: str, key: str) -> None:
        for links, roots in zip(self._links, touched, strict=True):
            roots.update(links.roots(subject, key, self._rows))

    def _set(self, subject: str, key: str, facts: _Stored | None) -> None:
        rows = self._rows[subject]
        held = rows.pop(key, None)
        for links in self._links:
            links.replace(subject, key, held, facts)
        if facts is not None:
            rows[key] = facts

    def _evaluated(
        self, number: int, roots: set[str]
    ) -> Iterator[tuple[_Place, State, Finding | Skip | None]]:
        rule = self._rules[number]
        present = sorted(roots & self._rows[rule.subject.name].keys())
        if not present:
            return
        tables = self._tables(number, present)
        [result] = run([rule], tables, self._parameters, match=self._match)
        rows = {path: row for row, path in enumerate(result.table.paths)}
        states, page = _states(result), result.page()
        for root in present:
            row = rows[root]
            state = states.get(row, State.PASSED)
            detail: Finding | Skip | None = None
            if state is State.FINDING:
                detail = Finding(page.alone(row), 0)  # and let the rows beside it go
            elif state is State.NOT_EVALUATED:
                detail = result.skip(row)
            yield (number, root), state, detail

    def _tables(self, number: int, roots: list[str]) -> dict[str, FactTable]:
        """Return the rows that a rule must see to decide on some of its rows, in the order of their keys."""
        keys = self._links[number].partners(roots, self._rows)
        needed = facts_needed([self._rules[number]])
        return {
            name: _table(self._policy.subjects[name], sorted(keys[name]), self._rows[name], needed[name])
            for name in keys
        }

    def _record(self, places: set[_Place], fresh: list[tuple[_Place, State, Finding | Skip | None]]) -> Step:
        before = {place: self._findings.pop(place) for place in places if place in self._findings}
        for place in places:
            self._states.pop(place, None)
            self._skips.pop(place, None)
        after: dict[_Place, Finding] = {}
        for place, state, detail in fresh:
            self._states[place] = state
            if isinstance(detail, Finding):
                after[place] = detail
            elif detail is not None:
                self._skips[place] = detail
        self._findings.update(after)
        appeared = {place: each for place, each in after.items() if before.get(place) != each}
        gone = {place: each for place, each in before.items() if after.get(place) != each}
        return Step(_in_order(appeared), _in_order(gone))


def _key(subject: str, key: str) -> str:
    if not isinstance(key, str):
        raise SessionError("key", subject=subject, key=key)
    return key


def _by_name(subject: Subject) -> Subject:
    """Return the subject as read from mappings of facts instead of objects."""
    return Subject(subject.name, subject.title, tuple(_named(fact) for fact in subject.facts))


def _named(fact: Fact) -> Fact:
    return attrs.evolve(fact, read=partial(_get, name=fact.name), reads=(), field="")


def _get(facts: Mapping[str, Any], *, name: str) -> Any:
    return facts.get(name, MISSING)


def _first_row(table: FactTable) -> _Stored:
    return {name: column[0] for name, column in table.columns.items()}


def _table(subject: Subject, keys: list[str], rows: Mapping[str, _Stored], facts: Iterable[str]) -> FactTable:
    columns = {name: [rows[key].get(name, MISSING) for key in keys] for name in facts}
    gaps = frozenset(
        name for name, column in columns.items() if any(type(value) is Absent for value in column)
    )
    return FactTable(subject, keys, (), columns, gaps)


def _states(result: RuleResult) -> dict[int, State]:
    kinds = (State.FINDING, State.NOT_APPLICABLE, State.NOT_EVALUATED)
    return {row: state for state, rows in zip(kinds, result.outcome, strict=True) for row in rows}


def _in_order(findings: Mapping[_Place, Finding]) -> tuple[Finding, ...]:
    return tuple(findings[place] for place in sorted(findings))
