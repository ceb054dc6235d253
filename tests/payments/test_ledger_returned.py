"""What a ledger keeps of payments that the bank returned, asked of each kind of database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ssoplan.payments.ledger import Entry, Ledger, LedgerEntryError, LedgerError, open_ledger

from .ledger_lines import ALLOCATED, KEYS, SOUTH, YEAR, money, paid, run_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def returned(person: int, **changes: Any) -> Entry:
    """Return the line that gives the payment of a person back."""
    return paid(person)._replace(kind="returned", note="run-1, 2023-03-05: the account is closed", **changes)


@pytest.fixture
def ledger(target: str) -> Iterator[Ledger]:
    """Open a ledger in which two persons are paid."""
    with open_ledger(target) as opened:
        opened.commit(run_of(ALLOCATED, paid(1), paid(2)))
        yield opened


def test_its_money_and_its_person_are_free_again(ledger: Ledger) -> None:
    """After the return nobody counts for the claim, and the office has the money; before it stands as it was."""
    ledger.commit(run_of(returned(1), run_id="back", position=1))
    assert (money(10_000, 1300, 0),) == ledger.balances(YEAR)
    assert (money(10_000, 2600, 0),) == ledger.balances(YEAR, at=1)
    assert {KEYS[2]} == set(ledger.counted(KEYS))
    assert {KEYS[1], KEYS[2]} == set(ledger.counted(KEYS, at=1))
    assert {"c-2": "run-1"} == ledger.paid_claims(["c-1", "c-2"])
    ledger.verify()


def test_it_is_paid_once_more_and_no_more(ledger: Ledger) -> None:
    """The claim may be paid once for each return."""
    for position in (1, 3):
        ledger.commit(run_of(returned(1), run_id=f"back-{position}", position=position))
        ledger.commit(run_of(paid(1), run_id=f"again-{position}", position=position + 1))
        with pytest.raises(LedgerError) as caught:
            ledger.commit(run_of(paid(1), run_id="twice", position=position + 2))
        assert "counted-twice" == caught.value.reason
    assert (money(10_000, 2600, 0),) == ledger.balances(YEAR)
    assert {"c-1": "again-3"} == ledger.paid_claims(["c-1"])
    ledger.verify()


@pytest.mark.parametrize(
    "line", [paid(1, claim="c-9"), paid(9, claim="c-1"), paid(2, claim="c-1"), paid(1, claim="c-2")]
)
def test_one_person_and_one_claim_count_once_in_whatever_pairs(ledger: Ledger, line: Entry) -> None:
    """After a return the person and the claim are free for others, each once, and what is paid is not."""
    ledger.commit(run_of(returned(1), run_id="back", position=1))
    if line.claim == "c-2" or line.person_key == KEYS[2]:
        with pytest.raises(LedgerError, match="paid before"):
            ledger.commit(run_of(line, run_id="other", position=2))
        return
    ledger.commit(run_of(line, run_id="other", position=2))
    for more in (line, line._replace(claim="c-8"), line._replace(person_key=KEYS[8])):
        with pytest.raises(LedgerError, match="paid before"):
            ledger.commit(run_of(more, run_id="more", position=3))


def test_the_same_return_again_is_no_other(ledger: Ledger) -> None:
    """A return that is committed again is shown, and one under another name is refused."""
    first = ledger.commit(run_of(returned(1), run_id="back", position=1))
    assert first == ledger.commit(run_of(returned(1), run_id="back", position=1))
    with pytest.raises(LedgerEntryError, match="not returned since"):
        ledger.commit(run_of(returned(1), run_id="back-2", position=2))
    assert 2 == len(ledger.runs())


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([returned(3)], "not-paid"),
        ([returned(1, satang=1299)], "not-paid"),
        ([returned(1, office=SOUTH)], "not-paid"),
        ([returned(1, person_key=KEYS[2])], "not-paid"),
        ([returned(1), returned(1)], "not-paid"),
        ([returned(1), paid(1)], "mixed"),
        ([paid(3), returned(1)], "mixed"),
        ([returned(1)._replace(note=None)], "field"),
        ([returned(1, claim_after=1)], "field"),
        ([paid(3)._replace(note="x")], "field"),
        ([paid(3)._replace(person_after=1)], "field"),
    ],
)
def test_what_was_not_paid_so_is_not_returned(ledger: Ledger, lines: list[Entry], reason: str) -> None:
    """A return names a payment that stands, and stands in a run without other lines; else nothing is written."""
    with pytest.raises(LedgerEntryError) as caught:
        ledger.commit(run_of(*lines, run_id="back", position=1))
    assert reason == caught.value.reason
    assert 1 == len(ledger.runs())
    assert (money(10_000, 2600, 0),) == ledger.balances(YEAR)


def test_a_return_belongs_to_the_year_that_paid(ledger: Ledger) -> None:
    """The money goes back to the fund year that it came from."""
    with pytest.raises(LedgerEntryError) as caught:
        ledger.commit(run_of(returned(1), run_id="back", position=1, year=YEAR + 1))
    assert "not-paid" == caught.value.reason
