"""Ledger lines and balances that the tests of ledgers are written with."""

from __future__ import annotations

from typing import Any

import attrs

from ssoplan.money import Baht
from ssoplan.payments.identity import person_key
from ssoplan.payments.ledger import Balance, Entry, RunEntry

YEAR = 2566
NORTH, SOUTH = "สำนักงานประกันสังคมจังหวัดเหนือ", "สำนักงานประกันสังคมจังหวัดใต้"
KEYS = [person_key(f"{number:013d}") for number in range(10)]

ALLOCATED = Entry("allocated", NORTH, 10_000)
HELD = Entry("held", NORTH, 1300, "c-2", KEYS[2], "m-1")
RELEASED = Entry("released", NORTH, 1300, "c-2")


def paid(person: int, *, claim: str | None = None, office: str = NORTH, satang: int = 1300) -> Entry:
    """Return the line that pays a person."""
    return Entry("paid", office, satang, claim or f"c-{person}", KEYS[person], "m-1")


def run_of(
    *entries: Entry, run_id: str = "run-1", position: int = 0, year: int = YEAR, **changes: Any
) -> RunEntry:
    """Return a run with these lines."""
    count = sum(entry.kind == "paid" for entry in entries)
    run = RunEntry(
        run_id=run_id,
        year=year,
        position=position,
        input_digest="a" * 64,
        policy_hash="b" * 64,
        decision_digest="c" * 64,
        claims=len(entries),
        paid=count,
        held=0,
        rejected=0,
        rejected_rows=0,
        entries=entries,
    )
    return attrs.evolve(run, **changes)


def money(allocation: int, paid: int, held_back: int, *, office: str = NORTH, year: int = YEAR) -> Balance:
    """Return a balance from satang."""
    amounts = {"allocation": allocation, "paid": paid, "held_back": held_back}
    return Balance(
        year=year, office=office, **{name: Baht.from_satang(amount) for name, amount in amounts.items()}
    )
