"""Runs, repeats, stale runs, crashes and reopenings in any order keep what a ledger promises."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ssoplan.money import Baht
from ssoplan.payments.identity import person_key
from ssoplan.payments.ledger import (
    Entry,
    Hold,
    LedgerError,
    PostgresLedger,
    RunEntry,
    Snapshot,
    SqliteLedger,
    StaleLedgerError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssoplan.payments.ledger import RunRecord
    from ssoplan.payments.ledger.sql import SqlLedger, Step

YEARS = (2566, 2567)
OFFICES = ("เหนือ", "ใต้")
PERSONS = range(6)
STEPS: tuple[Step, ...] = ("locked", "checked", "line", "lines", "run", "committed")
KEYS = [person_key(f"{person:013d}") for person in PERSONS]

amounts = st.integers(1, 3)
offices = st.sampled_from(OFFICES)
persons = st.sampled_from(PERSONS)


class PowerFailure(BaseException):
    """Ends a commit in the middle, as far as a test can without ending the process."""


@attrs.define
class Books:
    """A second keeping of the same money, as plain as it can be."""

    money: Counter[tuple[int, str, str]] = attrs.field(factory=Counter)
    holds: dict[tuple[int, str], Hold] = attrs.field(factory=dict)
    paid: dict[str, str] = attrs.field(factory=dict)
    claims: dict[str, tuple[int, Entry]] = attrs.field(factory=dict)

    def after(self, run: RunEntry) -> Books | None:
        """Return the books after a run, or None where a ledger has to refuse it."""
        books = Books(self.money.copy(), dict(self.holds), dict(self.paid), dict(self.claims))
        kinds = {entry.kind for entry in run.entries}
        if "returned" in kinds and len(kinds) > 1:
            return None
        fine = list(map(partial(books.take, run), run.entries))
        money = books.money
        enough = all(
            money[year, office, "allocation"] >= money[year, office, "paid"] + money[year, office, "held"]
            for year in YEARS
            for office in OFFICES
        )
        return books if all(fine) and enough else None

    def take(self, run: RunEntry, entry: Entry) -> bool:
        """Enter a line, and say whether it may stand."""
        kind, office, satang, claim, key, *_ = entry
        place = run.year, claim or ""
        if kind == "allocated":
            self.money[run.year, office, "allocation"] += satang
            return True
        if kind == "released":
            self.money[run.year, office, "held"] -= satang
            return self.holds.pop(place, None) == Hold(claim or "", office, satang)
        if kind == "returned":
            self.money[run.year, office, "paid"] -= satang
            year, line = self.claims.pop(claim or "", (0, entry))
            self.paid.pop(key or "", None)
            return year == run.year and line[1:5] == entry[1:5]
        if place in self.holds:
            return False
        if kind == "held":
            self.money[run.year, office, "held"] += satang
            self.holds[place] = Hold(claim or "", office, satang)
            return True
        self.money[run.year, office, "paid"] += satang
        twice = key in self.paid or claim in self.claims
        self.paid[key or ""] = run.run_id
        self.claims[claim or ""] = run.year, entry
        return not twice


@st.composite
def entry_lists(draw: st.DrawFn) -> list[Entry]:
    """Return lines of which most may stand; a claim belongs to one person."""
    lines = [
        Entry("allocated", draw(offices), draw(st.integers(-3, 12).filter(bool)))
        for _ in range(draw(st.integers(0, 2)))
    ]
    for kind in ("released", "paid", "held"):
        for person in draw(st.lists(persons, max_size=3)):
            key = None if kind == "released" else KEYS[person]
            lines.append(Entry(kind, draw(offices), draw(amounts), f"c-{person}", key))
    return lines


class LedgerMachine(RuleBasedStateMachine):
    """A ledger beside its books, whatever happens to both."""

    new_target: ClassVar[Callable[[], str]]
    ledger: SqlLedger
    fail_at: tuple[Step, int] | None = None

    @initialize()
    def begin(self) -> None:
        """Start with an empty ledger and empty books."""
        self.target = type(self).new_target()
        self.history = [Books()]
        self.runs: list[tuple[RunEntry, RunRecord]] = []
        self.open()

    def open(self) -> None:
        """Open the ledger."""
        kind = PostgresLedger if self.target.startswith("postgresql:") else SqliteLedger
        self.ledger = kind(self.target, on_step=self.on_step)

    def on_step(self, name: Step) -> None:
        """Fail where a failure is due."""
        if self.fail_at == (name, 0):
            raise PowerFailure
        if self.fail_at is not None and self.fail_at[0] == name:
            self.fail_at = (name, self.fail_at[1] - 1)

    def run(self, year: int, entries: list[Entry], **changes: Any) -> RunEntry:
        """Return the next run."""
        count = sum(entry.kind == "paid" for entry in entries)
        run = RunEntry(
            run_id=f"run-{len(self.runs)}",
            year=year,
            position=len(self.runs),
            input_digest="a",
            policy_hash="b",
            decision_digest="c",
            claims=len(entries),
            paid=count,
            held=0,
            rejected=0,
            rejected_rows=0,
            entries=entries,
        )
        return attrs.evolve(run, **changes)

    def record(self, run: RunEntry, books: Books, written: RunRecord) -> None:
        """Note what was committed."""
        self.runs.append((run, written))
        self.history.append(books)

    @rule(year=st.sampled_from(YEARS), entries=entry_lists())
    def commit(self, year: int, entries: list[Entry]) -> None:
        """Commit lines, which the ledger takes exactly if the books do."""
        run = self.run(year, entries)
        books = self.history[-1].after(run)
        if books is not None:
            self.record(run, books, self.ledger.commit(run))
            return
        try:
            self.ledger.commit(run)
        except LedgerError as error:
            assert not isinstance(error, StaleLedgerError)
        else:
            msg = f"taken: {entries}"
            raise AssertionError(msg)

    @rule(year=st.sampled_from(YEARS), person=persons, office=offices)
    def allocate_and_pay(self, year: int, person: int, office: str) -> None:
        """Give an office money and pay somebody from it, again perhaps."""
        self.commit(
            year, [Entry("allocated", office, 3), Entry("paid", office, 3, f"c-{person}", KEYS[person])]
        )

    @precondition(lambda self: self.history[-1].holds)
    @rule(data=st.data())
    def pay_what_is_held(self, data: st.DataObject) -> None:
        """Release a hold and pay its claim."""
        (year, claim), hold = data.draw(st.sampled_from(sorted(self.history[-1].holds.items())))
        person = int(claim[-1])
        self.commit(
            year,
            [
                Entry("released", hold.office, hold.satang, claim),
                Entry("paid", hold.office, hold.satang, claim, KEYS[person]),
            ],
        )

    @precondition(lambda self: self.history[-1].claims)
    @rule(data=st.data(), other=st.booleans(), again=st.booleans(), fail=st.sampled_from([None, *STEPS]))
    def return_a_payment(self, data: st.DataObject, *, other: bool, again: bool, fail: Step | None) -> None:
        """Return a payment, of another year or with a failure perhaps; then pay it once more, or twice."""
        _, (year, line) = data.draw(st.sampled_from(sorted(self.history[-1].claims.items())))
        back = line._replace(kind="returned", note="returned")
        if fail is not None:
            self.fail_while_committing(year, [back], fail, 0)
        self.commit(YEARS[0] + YEARS[1] - year if other else year, [back])
        if again:
            self.commit(year, [line])
            self.commit(year, [line])

    @rule(
        year=st.sampled_from(YEARS),
        entries=entry_lists(),
        step=st.sampled_from(STEPS),
        nth=st.integers(0, 4),
    )
    def fail_while_committing(self, year: int, entries: list[Entry], step: Step, nth: int) -> None:
        """Fail at a step, and find the run whole or absent."""
        run = self.run(year, entries)
        books = self.history[-1].after(run)
        self.fail_at = (step, nth if step == "line" else 0)
        try:
            written = self.ledger.commit(run)
        except LedgerError:
            assert books is None
        except PowerFailure:
            self.reopen()
            if step == "committed":
                assert books is not None
                found = self.ledger.run(run.run_id)
                assert found is not None
                self.record(run, books, found)
        else:
            assert books is not None
            self.record(run, books, written)
        self.fail_at = None

    @precondition(lambda self: self.runs)
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        """Commit an earlier run again."""
        run, written = data.draw(st.sampled_from(self.runs))
        assert written == self.ledger.commit(run)

    @precondition(lambda self: self.runs)
    @rule(data=st.data(), year=st.sampled_from(YEARS), entries=entry_lists())
    def commit_stale(self, data: st.DataObject, year: int, entries: list[Entry]) -> None:
        """Commit what was decided at an earlier position."""
        position = data.draw(st.integers(0, len(self.runs) - 1))
        try:
            self.ledger.commit(self.run(year, entries, position=position))
        except StaleLedgerError:
            return
        msg = f"taken at {position}"
        raise AssertionError(msg)

    @rule()
    def reopen(self) -> None:
        """Close the ledger and open it again."""
        self.ledger.close()
        self.open()

    @invariant()
    def holds_what_was_committed(self) -> None:
        """Every run and line is there, in order, and nothing else."""
        assert [written for _, written in self.runs] == list(self.ledger.runs())
        assert [entry for run, _ in self.runs for entry in run.entries] == [
            Entry(*line[4:])._replace(claim_after=0, person_after=0) for line in self.ledger.lines()
        ]
        self.ledger.verify()

    @invariant()
    def conserves_money(self) -> None:
        """The present balances are those of the books."""
        self.agrees_at(len(self.history) - 1)

    def agrees_at(self, position: int) -> None:
        """Compare balances, holds and persons at a position."""
        books = self.history[position]
        for year in YEARS:
            agrees(self.ledger.snapshot(year, at=position), books)
        counted = self.ledger.counted(KEYS, at=position)
        assert books.paid == {key: found.run_id for key, found in counted.items()}
        paid = self.ledger.paid_claims([f"c-{person}" for person in PERSONS], at=position)
        assert sorted(books.claims) == sorted(paid)

    def teardown(self) -> None:
        """Every position that there ever was reads as it did then."""
        for position in range(len(self.history)):
            self.agrees_at(position)
        self.ledger.close()


def agrees(snapshot: Snapshot, books: Books) -> None:
    """Assert that a snapshot says what the books say, and that no money is lost."""
    year = snapshot.year
    assert {place[1]: hold for place, hold in books.holds.items() if place[0] == year} == snapshot.holds
    for office in OFFICES:
        balance = snapshot.balances.get(office)
        amounts = [books.money[year, office, part] for part in ("allocation", "paid", "held")]
        if balance is None:
            assert [0, 0, 0] == amounts
            continue
        assert amounts == [balance.allocation.satang, balance.paid.satang, balance.held_back.satang]
        assert balance.allocation == balance.paid + balance.held_back + balance.remaining
        assert balance.remaining >= Baht(0)


def test_any_order_of_runs_and_crashes_keeps_the_ledger_whole(new_target: Callable[[], str]) -> None:
    """Nothing is lost, nobody is paid twice, and money is conserved at every position that there ever was."""
    run_state_machine_as_test(
        type("Machine", (LedgerMachine,), {"new_target": staticmethod(new_target)}),
        settings=settings(
            # Each example makes a schema on the server.
            max_examples=25 if new_target().endswith(".db") else 8,
            stateful_step_count=20,
        ),
    )
