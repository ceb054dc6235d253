"""Whether a ledger still holds what was committed: every hash computed again, every balance added up again."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from ssoplan.money import Baht
from ssoplan.payments.ledger.book import add_up
from ssoplan.payments.ledger.chain import LinesDigest, chain_value
from ssoplan.payments.ledger.errors import TamperedLedgerError
from ssoplan.payments.ledger.interface import Entry
from ssoplan.payments.masking import masked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ssoplan.payments.ledger.book import Row
    from ssoplan.payments.ledger.interface import RunRecord

__all__ = ["verified"]

_BATCH: Final = 1000


def verified(
    runs: Sequence[RunRecord], lines: Callable[[int], Iterator[Row]], *, head: str | None = None
) -> str | None:
    """Return the chain value of the last run, or raise ``TamperedLedgerError`` at the first that does not fit.

    Args:
        runs: The runs in order.
        lines: Gives the lines of the run with a number.
        head: A chain value noted earlier, which one of the runs has to have.
    """
    previous: str | None = None
    totals: dict[int, dict[str, list[int]]] = {}
    for number, run in enumerate(runs, 1):
        if run.number != number:
            raise TamperedLedgerError("number", number=number, found=run.number)
        of_year = totals.setdefault(run.year, {})
        digest = _digest(lines(number), of_year)
        if chain_value(previous, run, digest) != run.chain:
            raise TamperedLedgerError("run", number=number)
        _check_balances(run, of_year)
        previous = run.chain
    if head is not None and head not in {run.chain for run in runs}:
        raise TamperedLedgerError("head", expected=masked(head))
    return previous


def _digest(rows: Iterator[Row], totals: dict[str, list[int]]) -> LinesDigest:
    digest = LinesDigest()
    while batch := list(islice(rows, _BATCH)):
        digest.add([Entry(*row[2:]) for row in batch])
        for row in batch:
            add_up(totals, row)
    return digest


def _check_balances(run: RunRecord, totals: dict[str, list[int]]) -> None:
    for office, (allocation, paid, held) in totals.items():
        if allocation < paid + held:
            remaining = Baht.from_satang(allocation - paid - held)
            raise TamperedLedgerError(
                "balance", number=run.number, office=masked(office), remaining=remaining, year=run.year
            )
