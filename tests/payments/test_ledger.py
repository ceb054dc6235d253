"""What a ledger promises, asked of each kind of database."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from ssoplan.money import Baht
from ssoplan.payments.ledger import (
    Counted,
    Entry,
    Hold,
    Ledger,
    LedgerEntryError,
    LedgerError,
    PostgresLedger,
    Snapshot,
    SqliteLedger,
    StaleLedgerError,
    TamperedLedgerError,
    open_ledger,
)
from ssoplan.payments.ledger.interface import Line

from .ledger_lines import ALLOCATED, HELD, KEYS, NORTH, RELEASED, SOUTH, YEAR, money, paid, run_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssoplan.payments.ledger.sql import SqlLedger, Step


@pytest.fixture
def ledger(target: str) -> Iterator[Ledger]:
    """Open a new ledger."""
    with open_ledger(target) as opened:
        yield opened


def ledger_with_steps(target: str, on_step: Callable[[Step], None]) -> SqlLedger:
    """Open a ledger that reports the steps of its commits."""
    if target.startswith("postgresql:"):
        return PostgresLedger(target, on_step=on_step)
    return SqliteLedger(target, on_step=on_step)


class TestEmpty:
    def test_a_new_ledger_is_empty(self, ledger: Ledger) -> None:
        """A new ledger has no runs, no lines, no money."""
        assert Snapshot.empty(YEAR) == ledger.snapshot(YEAR)
        assert () == ledger.runs()
        assert [] == list(ledger.lines())
        assert {} == ledger.counted(KEYS)
        assert {} == ledger.paid_claims([])
        assert ledger.verify() is None

    def test_it_is_a_ledger(self, ledger: Ledger) -> None:
        """Each kind of database fulfils the interface."""
        assert isinstance(ledger, Ledger)

    def test_an_unknown_run_is_none_and_has_no_lines(self, ledger: Ledger) -> None:
        """A run that was never committed has no record, and asking for its lines is an error."""
        assert ledger.run("run-1") is None
        with pytest.raises(LedgerError, match="no run run-1"):
            ledger.entries("run-1")


class TestCommit:
    def test_a_run_is_recorded_with_its_lines(self, ledger: Ledger) -> None:
        """What was committed is what is read."""
        entries = (ALLOCATED, paid(1), HELD)
        record = ledger.commit(run_of(*entries))
        assert (1, 0, "run-1", 1) == (record.number, record.position, record.run_id, record.paid)
        assert record == ledger.run("run-1")
        assert (record,) == ledger.runs()
        assert entries == tuple(ledger.entries("run-1"))
        assert Line(1, 2, "run-1", YEAR, *paid(1)) == list(ledger.lines())[1]
        assert (money(10_000, 1300, 1300),) == ledger.balances(YEAR)
        assert {"c-2": Hold("c-2", NORTH, 1300)} == ledger.snapshot(YEAR).holds
        assert {KEYS[1]: Counted("c-1", "run-1")} == ledger.counted(KEYS)
        assert {"c-1": "run-1"} == ledger.paid_claims(["c-1", "c-2", "c-3"])

    def test_a_run_without_lines_is_recorded(self, ledger: Ledger) -> None:
        """A run that pays nobody moves the position."""
        ledger.commit(run_of())
        assert 1 == ledger.snapshot(YEAR).position

    def test_the_same_run_again_returns_its_record_and_writes_nothing(self, ledger: Ledger) -> None:
        """A run id that is recorded pays nothing again, whatever the position is now; its lines are not even read."""
        record = ledger.commit(run_of(ALLOCATED, paid(1)))
        ledger.commit(run_of(paid(2), run_id="run-2", position=1))

        def unread() -> Iterator[Entry]:
            pytest.fail("the lines were read")
            yield ALLOCATED

        assert record == ledger.commit(run_of(paid=1, entries=unread()))
        assert 2600 == ledger.balances(YEAR)[0].paid.satang

    def test_the_same_run_with_other_decisions_is_refused(self, ledger: Ledger) -> None:
        """One run id cannot stand for two sets of decisions."""
        ledger.commit(run_of(ALLOCATED, paid(1)))
        with pytest.raises(LedgerError) as caught:
            ledger.commit(run_of(ALLOCATED, paid(1), decision_digest="d" * 64))
        assert "ledger.differs" == caught.value.code

    def test_two_runs_decided_at_one_position_cannot_both_pay(self, target: str) -> None:
        """Of two connections that read the same position, the second to commit is told that it is stale."""
        with open_ledger(target) as first, open_ledger(target) as second:
            assert first.snapshot(YEAR).position == second.snapshot(YEAR).position == 0
            first.commit(run_of(ALLOCATED, paid(1), run_id="a"))
            with pytest.raises(StaleLedgerError) as caught:
                second.commit(run_of(ALLOCATED, paid(1), run_id="b"))
            assert {"run_id": "b", "position": 0, "current": 1} == caught.value.values
            assert 1 == len(second.runs())

    @pytest.mark.parametrize("again", [paid(1, claim="c-9"), paid(9, claim="c-1")], ids=["person", "claim"])
    @pytest.mark.parametrize("where", ["same run", "later run"])
    def test_a_person_and_a_claim_are_paid_once_ever(self, ledger: Ledger, again: Entry, where: str) -> None:
        """Neither in one run nor in a later one, nor in another year, is a person or a claim paid twice."""
        if where == "same run":
            run = run_of(ALLOCATED, paid(1), again)
        else:
            ledger.commit(run_of(ALLOCATED, paid(1)))
            run = run_of(ALLOCATED, again, run_id="run-2", position=1, year=YEAR + 1)
        before = ledger.runs()
        with pytest.raises(LedgerError) as caught:
            ledger.commit(run)
        assert "ledger.counted-twice" == caught.value.code
        assert before == ledger.runs()
        ledger.verify()

    @pytest.mark.parametrize(
        "entries",
        [
            (ALLOCATED, paid(1, satang=10_001)),
            (ALLOCATED, paid(1, satang=9_000), HELD),
            (ALLOCATED, paid(1, office=SOUTH)),
            (Entry("allocated", NORTH, -1),),
        ],
    )
    def test_no_allocation_is_overspent(self, ledger: Ledger, entries: tuple[Entry, ...]) -> None:
        """A run that would leave an office below zero is refused whole."""
        with pytest.raises(LedgerError) as caught:
            ledger.commit(run_of(*entries))
        assert "ledger.overspent" == caught.value.code
        assert [] == list(ledger.lines())

    def test_all_of_an_allocation_can_be_paid(self, ledger: Ledger) -> None:
        """Nothing remaining is no error."""
        ledger.commit(run_of(ALLOCATED, paid(1, satang=10_000)))
        assert Baht(0) == ledger.balances(YEAR)[0].remaining

    def test_an_error_while_the_lines_are_made_writes_nothing(self, ledger: Ledger) -> None:
        """Where the lines end in an error, the run is not there and the ledger can be used."""

        def lines() -> Iterator[Entry]:
            yield ALLOCATED
            msg = "the disk with the claims is gone"
            raise OSError(msg)

        with pytest.raises(OSError, match="the disk with the claims"):
            ledger.commit(run_of(entries=lines()))
        assert [] == list(ledger.lines())
        assert 1 == ledger.commit(run_of(ALLOCATED, paid(1))).number

    def test_the_steps_of_a_commit(self, target: str) -> None:
        """Every step that a test may end the process at is passed, in order."""
        steps: list[Step] = []
        with ledger_with_steps(target, steps.append) as ledger:
            ledger.commit(run_of(ALLOCATED, paid(1)))
        assert ["locked", "checked", "line", "line", "lines", "run", "committed"] == steps


class TestHolds:
    def test_a_hold_is_released_once_and_then_paid(self, ledger: Ledger) -> None:
        """Money held back for a claim is freed by its release, and can be paid in the same run."""
        ledger.commit(run_of(ALLOCATED, HELD))
        ledger.commit(run_of(RELEASED, paid(2), run_id="run-2", position=1))
        assert (money(10_000, 1300, 0),) == ledger.balances(YEAR)
        assert {} == ledger.snapshot(YEAR).holds
        with pytest.raises(LedgerEntryError, match=r"no hold of 13 บาท"):
            ledger.commit(run_of(RELEASED, run_id="run-3", position=2))

    def test_a_hold_can_be_opened_anew_elsewhere(self, ledger: Ledger) -> None:
        """A claim that is held again counts once, with its new office and amount."""
        other = HELD._replace(office=SOUTH, satang=900)
        ledger.commit(run_of(ALLOCATED, HELD, Entry("allocated", SOUTH, 1000)))
        ledger.commit(run_of(RELEASED, other, run_id="run-2", position=1))
        assert {"c-2": Hold("c-2", SOUTH, 900)} == ledger.snapshot(YEAR).holds

    @pytest.mark.parametrize(
        "release",
        [RELEASED._replace(satang=1299), RELEASED._replace(office=SOUTH), RELEASED._replace(claim="c-3")],
    )
    def test_a_release_has_to_fit_its_hold(self, ledger: Ledger, release: Entry) -> None:
        """Another amount, office or claim than was held cannot be released."""
        ledger.commit(run_of(ALLOCATED, HELD))
        with pytest.raises(LedgerEntryError) as caught:
            ledger.commit(run_of(release, run_id="run-2", position=1))
        assert "ledger-entry.no-hold" == caught.value.code

    @pytest.mark.parametrize("entry", [HELD, paid(2)], ids=["held", "paid"])
    def test_a_claim_with_an_open_hold_is_not_held_or_paid_beside_it(
        self, ledger: Ledger, entry: Entry
    ) -> None:
        """Money for one claim is set aside once: its hold is released before it is paid or held again."""
        ledger.commit(run_of(ALLOCATED, HELD))
        with pytest.raises(LedgerEntryError) as caught:
            ledger.commit(run_of(entry, run_id="run-2", position=1))
        assert "ledger-entry.still-held" == caught.value.code


class TestPointInTime:
    def test_an_earlier_position_reads_as_it_was(self, ledger: Ledger) -> None:
        """What later runs did cannot be seen from an earlier position."""
        ledger.commit(run_of(ALLOCATED, HELD))
        then = ledger.snapshot(YEAR)
        ledger.commit(run_of(RELEASED, paid(2), paid(3), run_id="run-2", position=1))
        assert then == ledger.snapshot(YEAR, at=1)
        assert (money(10_000, 0, 1300),) == ledger.balances(YEAR, at=1)
        assert {} == ledger.counted(KEYS, at=1)
        assert {} == ledger.paid_claims(["c-2"], at=1)
        assert Snapshot.empty(YEAR) == ledger.snapshot(YEAR, at=0)

    @pytest.mark.parametrize("at", [-1, 2])
    def test_a_position_that_is_not_there_is_refused(self, ledger: Ledger, at: int) -> None:
        """The ledger can be read at the positions that it has reached, and no other."""
        ledger.commit(run_of())
        with pytest.raises(LedgerError, match=f"no position {at}: give one from 0 to 1"):
            ledger.snapshot(YEAR, at=at)

    def test_years_have_their_own_money_and_share_the_persons(self, ledger: Ledger) -> None:
        """Allocations belong to a fund year; a person counts in all of them."""
        ledger.commit(run_of(ALLOCATED, paid(1)))
        ledger.commit(run_of(ALLOCATED, run_id="run-2", position=1, year=YEAR + 1))
        assert (money(10_000, 1300, 0),) == ledger.balances(YEAR)
        assert (money(10_000, 0, 0, year=YEAR + 1),) == ledger.balances(YEAR + 1)
        assert [KEYS[1]] == list(ledger.counted(KEYS))

    def test_many_keys_are_looked_up(self, ledger: Ledger) -> None:
        """More keys than fit one question are asked in several."""
        ledger.commit(run_of(ALLOCATED, paid(1), paid(2)))
        asked = [KEYS[1], *(f"{number:032x}" for number in range(250_001)), KEYS[2]]
        assert {KEYS[1], KEYS[2]} == set(ledger.counted(iter(asked)))


class TestLines:
    @pytest.mark.parametrize(
        ("entry", "code"),
        [
            (paid(1)._replace(kind="gift"), "ledger-entry.kind"),  # type: ignore[arg-type]  # the point
            (paid(1, satang=0), "ledger-entry.amount"),
            (paid(1, satang=-1), "ledger-entry.amount"),
            (paid(1)._replace(satang=13.0), "ledger-entry.amount"),  # type: ignore[arg-type]  # the point
            (paid(1)._replace(satang="1300"), "ledger-entry.amount"),  # type: ignore[arg-type]  # the point
            (paid(1)._replace(satang=True), "ledger-entry.amount"),
            (paid(1, satang=2**63), "ledger-entry.amount"),
            (ALLOCATED._replace(satang=0), "ledger-entry.amount"),
            (paid(1)._replace(office=""), "ledger-entry.field"),
            (paid(1)._replace(claim=None), "ledger-entry.field"),
            (paid(1)._replace(person_key=None), "ledger-entry.field"),
            (paid(1)._replace(person_key="1234567890121"), "ledger-entry.field"),
            (paid(1)._replace(claim="nul \x00"), "ledger-entry.field"),
            (paid(1)._replace(member="half \ud800"), "ledger-entry.field"),
            (HELD._replace(person_key=None), "ledger-entry.field"),
            (ALLOCATED._replace(claim="c-1"), "ledger-entry.field"),
        ],
    )
    def test_a_malformed_line_is_refused_with_its_number(
        self, ledger: Ledger, entry: Entry, code: str
    ) -> None:
        """A line that cannot stand names itself, and nothing of its run is written."""
        with pytest.raises(LedgerEntryError) as caught:
            ledger.commit(run_of(ALLOCATED, entry, paid=int(entry.kind == "paid")))
        assert (code, 2) == (caught.value.code, caught.value.values["line"])
        assert "1234567890121" not in f"{caught.value} {caught.value.text('th')} {caught.value.values}"
        assert [] == list(ledger.lines())

    def test_as_many_lines_pay_as_the_run_says(self, ledger: Ledger) -> None:
        """A run whose count of payments differs from its lines is refused."""
        with pytest.raises(LedgerEntryError, match="says that it pays 2 claims and has 1 lines"):
            ledger.commit(run_of(ALLOCATED, paid(1), paid=2))

    @pytest.mark.parametrize("change", [{"run_id": ""}, {"year": "2566"}, {"held": -1}, {"position": 0.0}])
    def test_a_malformed_run_is_refused(self, ledger: Ledger, change: dict[str, Any]) -> None:
        """A field of the run that is empty or of another type names itself."""
        with pytest.raises(LedgerEntryError) as caught:
            ledger.commit(run_of(**change))
        assert next(iter(change)) == caught.value.values["field"]

    def test_any_other_text_is_kept(self, ledger: Ledger) -> None:
        """Quotes, tabs, backslashes and what looks like a null come back as they were."""
        odd = "\\N\t'\"\n\\.\u200bก😀\\u0000"
        entry = Entry("paid", odd, 1300, odd, KEYS[1], "\\N")
        ledger.commit(run_of(Entry("allocated", odd, 1300), entry))
        assert entry == list(ledger.entries("run-1"))[1]
        ledger.verify()


class TestAppendOnly:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE ssoplan_entries SET satang = 1",
            "DELETE FROM ssoplan_entries",
            "UPDATE ssoplan_runs SET paid = 0",
            "DELETE FROM ssoplan_runs",
            "INSERT INTO ssoplan_entries VALUES (1, 99, 'allocated', 'x', 5, NULL, NULL, NULL, NULL, 0, 0)",
        ],
    )
    def test_the_database_refuses_changes(self, target: str, statement: str) -> None:
        """What stands in the tables cannot be changed, deleted or added to, not even past the library."""
        with ledger_with_steps(target, lambda _: None) as ledger:
            ledger.commit(run_of(ALLOCATED, paid(1)))
            with pytest.raises(LedgerError, match="append-only"):
                ledger._rows(statement)  # noqa: SLF001  # past the library
            assert 2 == len(list(ledger.lines()))
            ledger.verify()


class TestChain:
    @pytest.fixture
    def open_with_runs(self, target: str) -> Iterator[SqlLedger]:
        """Give a ledger of three runs whose guards are off, as the owner of a database can have it."""
        with ledger_with_steps(target, lambda _: None) as ledger:
            ledger.commit(run_of(ALLOCATED, paid(1), paid(2)))
            ledger.commit(run_of(paid(3), run_id="run-2", position=1))
            ledger.commit(run_of(run_id="run-3", position=2))
            yield ledger

    def test_the_value_of_the_last_run_stands_for_all(self, open_with_runs: SqlLedger) -> None:
        """An untouched ledger gives the chain value of its last run, and knows each earlier one."""
        runs = open_with_runs.runs()
        assert runs[-1].chain == open_with_runs.verify(head=runs[0].chain)
        assert 3 == len({run.chain for run in runs})

    def test_equal_runs_give_equal_values_in_every_database(self, ledger: Ledger) -> None:
        """The chain depends on what was committed, not on where it is kept."""
        record = ledger.commit(run_of(ALLOCATED, paid(1)))
        lines = (
            f'["allocated","{NORTH}",10000,null,null,null,null,0,0],'
            f'["paid","{NORTH}",1300,"c-1","{KEYS[1]}","m-1",null,0,0],'
        )
        fields = f'["run-1",2566,0,"{"a" * 64}","{"b" * 64}","{"c" * 64}",2,1,0,0,0]'
        header = f'["ssoplan ledger 1",null,{fields},2,"{sha256(lines.encode()).hexdigest()}"]'
        assert sha256(header.encode()).hexdigest() == record.chain

    @pytest.mark.parametrize(
        ("statement", "code"),
        [
            ("UPDATE ssoplan_entries SET satang = 1299 WHERE run = 1 AND line = 2", "run"),
            ("UPDATE ssoplan_entries SET member = 'm-2' WHERE run = 2", "run"),
            ("UPDATE ssoplan_entries SET person_after = 1 WHERE run = 1 AND line = 2", "run"),
            ("DELETE FROM ssoplan_entries WHERE run = 2", "run"),
            (
                "INSERT INTO ssoplan_entries VALUES (3, 1, 'allocated', 'x', 5, NULL, NULL, NULL, NULL, 0, 0)",
                "run",
            ),
            (
                "INSERT INTO ssoplan_entries VALUES (9, 1, 'allocated', 'x', 5, NULL, NULL, NULL, NULL, 0, 0)",
                "stray",
            ),
            ("UPDATE ssoplan_runs SET rejected = 7 WHERE number = 1", "run"),
            ("UPDATE ssoplan_runs SET chain = 'x' WHERE number = 3", "run"),
            ("DELETE FROM ssoplan_runs WHERE number = 2", "stray"),
            ("DELETE FROM ssoplan_runs WHERE number = 3", "head"),
        ],
    )
    def test_tampering_past_the_guards_is_found(
        self, open_with_runs: SqlLedger, statement: str, code: str
    ) -> None:
        """A change, an addition or a removal by somebody who switched the guards off does not stay hidden."""
        head = open_with_runs.runs()[-1].chain
        guards = unguarded(open_with_runs)
        open_with_runs._rows(statement)  # noqa: SLF001  # past the library
        for guard in guards:
            open_with_runs._rows(guard)  # noqa: SLF001  # past the library
        with pytest.raises(TamperedLedgerError) as caught:
            open_with_runs.verify(head=head)
        assert code == caught.value.reason

    def test_missing_guards_are_found(self, open_with_runs: SqlLedger) -> None:
        """A ledger whose triggers were dropped says so."""
        unguarded(open_with_runs)
        with pytest.raises(TamperedLedgerError, match="has lost ssoplan_"):
            open_with_runs.verify()


def unguarded(ledger: SqlLedger) -> list[str]:
    """Drop the triggers and return the statements that put them back."""
    if isinstance(ledger, PostgresLedger):
        tables = ("ssoplan_runs", "ssoplan_entries")
        for table in tables:
            ledger._rows(f"ALTER TABLE {table} DISABLE TRIGGER USER")  # noqa: SLF001  # past the library
        return [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
    triggers = ledger._rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")  # noqa: SLF001  # past the library
    for name, _ in triggers:
        ledger._rows(f"DROP TRIGGER {name}")  # noqa: SLF001  # past the library
    return [sql for _, sql in triggers]


class TestUse:
    def test_a_closed_ledger_says_so(self, target: str) -> None:
        """Closing twice is harmless, and asking a closed ledger is an error that says what to do."""
        ledger = open_ledger(target)
        ledger.close()
        ledger.close()
        with pytest.raises(LedgerError, match="is closed: open it again"):
            ledger.runs()

    def test_what_was_committed_is_there_after_reopening(self, target: str) -> None:
        """A ledger outlives the object that wrote it."""
        with open_ledger(target) as ledger:
            record = ledger.commit(run_of(ALLOCATED, paid(1)))
        with open_ledger(target, create=False) as ledger:
            assert record == ledger.run("run-1")

    def test_a_ledger_that_is_not_there_is_not_made_unasked(self, target: str) -> None:
        """With create=False nothing comes into being."""
        for _ in range(2):
            with pytest.raises(LedgerError):
                open_ledger(target, create=False)

    def test_many_can_make_a_ledger_at_once(self, new_target: Callable[[], str]) -> None:
        """Whoever comes first makes the tables, and the others find them."""
        for _ in range(3):
            place = new_target()

            def position(_: int, place: str = place) -> int:
                with open_ledger(place) as ledger:
                    return ledger.snapshot(YEAR).position

            with ThreadPoolExecutor(4) as pool:
                assert [0] * 8 == list(pool.map(position, range(8)))

    def test_a_busy_ledger_gives_up_after_the_wait(self, target: str) -> None:
        """A writer that does not end is waited for, then named; nothing is written."""
        kind = PostgresLedger if target.startswith("postgresql:") else SqliteLedger
        with open_ledger(target), kind(target, wait=0.2) as second:

            def while_locked(step: Step) -> None:
                if step == "locked":
                    with pytest.raises(LedgerError, match=r"in use by another process for 0\.2 seconds"):
                        second.commit(run_of(run_id="run-2"))

            with ledger_with_steps(target, while_locked) as first:
                first.commit(run_of(run_id="run-1"))
            assert ["run-1"] == [run.run_id for run in second.runs()]

    def test_records_are_values(self, ledger: Ledger) -> None:
        """Records and errors survive pickling and compare by value."""
        record = ledger.commit(run_of(ALLOCATED, paid(1)))
        assert record == pickle.loads(pickle.dumps(record))  # noqa: S301  # our own bytes
        error = StaleLedgerError("moved-on", run_id="r", position=1, current=2)
        assert str(error) == str(pickle.loads(pickle.dumps(error)))  # noqa: S301  # our own bytes
