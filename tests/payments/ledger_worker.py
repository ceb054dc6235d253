"""Commits runs in a process of its own, and dies where it is told to; started by the tests as a program.

ledger_worker.py die TARGET STEP NTH LINES [small-cache]    commit one run, dead at the NTH time of STEP
ledger_worker.py race TARGET RUN PERSONS GO                 pay all PERSONS not yet counted, once GO exists
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from ssoplan.payments.identity import person_key
from ssoplan.payments.ledger import (
    Entry,
    PostgresLedger,
    RunEntry,
    SqliteLedger,
    StaleLedgerError,
    open_ledger,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssoplan.payments.ledger.sql import SqlLedger, Step

YEAR = 2566
OFFICE = "สำนักงานประกันสังคมจังหวัดสุโขทัย"


def entry_of(person: int) -> Entry:
    """Return the line that pays a made-up person."""
    return Entry("paid", OFFICE, 1300, f"claim-{person}", person_key(f"{person:013d}"), "member-1")


def run_of(run_id: str, position: int, entries: Sequence[Entry]) -> RunEntry:
    """Return a run with these lines."""
    paid = sum(entry.kind == "paid" for entry in entries)
    return RunEntry(
        run_id=run_id,
        year=YEAR,
        position=position,
        input_digest="0" * 64,
        policy_hash="1" * 64,
        decision_digest="2" * 64,
        claims=paid,
        paid=paid,
        held=0,
        rejected=0,
        rejected_rows=0,
        entries=entries,
    )


def run_to_kill(lines: int) -> RunEntry:
    """Return the run that ``die`` commits: an allocation and payments."""
    return run_of("run-1", 0, [Entry("allocated", OFFICE, 10**9), *map(entry_of, range(lines - 1))])


def die(target: str, step: str, nth: str, lines: str, cache: str = "") -> None:
    """Commit, and end at the nth time of a step as if the power had gone."""
    seen: Counter[str] = Counter()

    def on_step(name: Step) -> None:
        seen[name] += 1
        if name == step and seen[name] == int(nth):
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    ledger: SqlLedger
    if target.startswith("postgresql:"):
        ledger = PostgresLedger(target, on_step=on_step)
    else:
        ledger = SqliteLedger(target, on_step=on_step)
    if cache:
        # So small that lines reach the file before the commit, and have to be taken out again.
        ledger._rows("PRAGMA cache_size = 5")  # noqa: SLF001  # no setting for users
    print("committing", flush=True)  # noqa: T201  # read by the test
    ledger.commit(run_to_kill(int(lines)))
    print("committed", flush=True)  # noqa: T201  # read by the test


def race(target: str, run_id: str, persons: str, go: str) -> None:
    """Pay everybody who is not counted yet, deciding again for as long as another run comes first."""
    everybody = {entry_of(person).person_key or "": entry_of(person) for person in range(int(persons))}
    with open_ledger(target) as ledger:
        print("ready", flush=True)  # noqa: T201  # read by the test
        while not Path(go).exists():
            time.sleep(0.001)
        while True:
            position = ledger.snapshot(YEAR).position
            counted = ledger.counted(everybody, at=position)
            due = [entry for key, entry in everybody.items() if key not in counted][:20]
            if not due:
                return
            try:
                ledger.commit(run_of(f"{run_id}-{position}", position, due))
            except StaleLedgerError:
                print("stale", flush=True)  # noqa: T201  # read by the test


if __name__ == "__main__":
    (die if sys.argv[1] == "die" else race)(*sys.argv[2:])
