"""A process that dies while it writes a run loses nothing and pays nobody twice, in each kind of database."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from ssoplan.payments.ledger import open_ledger

from .ledger_worker import OFFICE, YEAR, entry_of, run_to_kill

WORKER = Path(__file__).with_name("ledger_worker.py")
LINES = 6
STEPS = [
    *(("line", nth) for nth in range(1, LINES + 1)),
    *((step, 1) for step in ("locked", "checked", "lines", "run", "committed")),
]


def start(*arguments: object) -> subprocess.Popen[str]:
    """Start the worker in a process of its own."""
    command = [sys.executable, str(WORKER), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603  # our own code


def recommit(target: str, lines: int) -> None:
    """Commit the killed run again, and assert that each person is paid once and all money is accounted for."""
    with open_ledger(target) as ledger:
        record = ledger.commit(run_to_kill(lines))
        assert 1 == record.number
        assert (record,) == ledger.runs()
        assert record == ledger.commit(run_to_kill(lines))
        assert list(run_to_kill(lines).entries) == list(ledger.entries("run-1"))
        assert record.chain == ledger.verify()
        (balance,) = ledger.balances(YEAR)
        assert 1300 * (lines - 1) == balance.paid.satang
        assert balance.allocation == balance.paid + balance.held_back + balance.remaining


@pytest.mark.parametrize(("step", "nth"), STEPS)
def test_a_run_killed_at_a_step_is_whole_or_absent(target: str, step: str, nth: int) -> None:
    """Killed at any step, the ledger holds all of the run or nothing, and the same run again completes it."""
    with start("die", target, step, nth, LINES) as process:
        assert "committed\n" not in process.communicate(timeout=60)[0]
    assert process.returncode < 0

    with open_ledger(target) as ledger:
        written = step == "committed"
        assert int(written) == ledger.snapshot(YEAR).position
        assert LINES * written == len(list(ledger.lines()))
        ledger.verify()
    recommit(target, LINES)


def test_lines_that_reached_the_file_before_the_death_are_taken_out(tmp_path: Path) -> None:
    """A SQLite file that was written into by a run that died is put back from its journal."""
    target = tmp_path / "ledger.db"
    lines = 2000
    with start("die", target, "line", lines, lines, "small-cache") as process:
        process.communicate(timeout=60)
    assert Path(f"{target}-journal").stat().st_size > 0
    assert target.stat().st_size > 200_000

    with open_ledger(target) as ledger:
        assert () == ledger.runs()
        assert [] == list(ledger.lines())
        assert ledger.verify() is None
    recommit(str(target), lines)


def test_a_run_killed_at_any_moment_is_whole_or_absent(target: str) -> None:
    """Killed from outside at moments that nobody chose, the run is whole or absent each time."""
    lines = 3000
    for attempt in range(5):
        process = start("die", target, "never", 0, lines)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(attempt * 0.03)
        process.kill()
        process.communicate(timeout=60)
        with open_ledger(target) as ledger:
            assert len(list(ledger.lines())) in ({lines} if ledger.runs() else {0})
            ledger.verify()
    recommit(target, lines)


def test_two_processes_at_once_pay_each_person_once(target: str, tmp_path: Path) -> None:
    """Processes that pay the same persons at the same time take turns, and nobody is paid twice."""
    persons = 120
    with open_ledger(target) as ledger:
        ledger.commit(run_to_kill(1))
    go = tmp_path / "go"
    workers = [start("race", target, name, persons, go) for name in ("a", "b", "c")]
    for worker in workers:
        assert worker.stdout is not None
        assert "ready\n" == worker.stdout.readline()
    go.touch()
    outputs = [worker.communicate(timeout=120) for worker in workers]
    assert [""] * 3 == [error for _, error in outputs]

    with open_ledger(target) as ledger:
        paid = [line.claim for line in ledger.lines() if line.kind == "paid"]
        assert sorted(f"claim-{person}" for person in range(persons)) == sorted(map(str, paid))
        assert persons == len(ledger.counted(entry_of(person).person_key or "" for person in range(persons)))
        assert persons * 1300 == ledger.snapshot(YEAR).balances[OFFICE].paid.satang
        ledger.verify()
