"""What a ledger of payments is, whichever database keeps it: the lines, a run, a balance, and what can be asked.

A ledger is append-only: a run is written whole in one transaction, or not at all, and never changed. Its **position**
is the number of runs that it holds. A run is decided against a position and is only taken there, so that two runs at
the same time cannot both pay for the same person; whoever comes second is told so (``StaleLedgerError``), reads again
and decides again. Because nothing is ever changed, ``at=p`` reads the ledger as it was after p runs.

For each office and fund year, at every moment that a reader can see, allocation = paid + held back + remaining.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, Self, runtime_checkable

import attrs

from ssoplan.money import Baht
from ssoplan.payments.masking import prints_names_masked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

__all__ = [
    "Balance",
    "Counted",
    "Entry",
    "Hold",
    "Kind",
    "Ledger",
    "Line",
    "RunEntry",
    "RunRecord",
    "Snapshot",
]

Kind = Literal["allocated", "released", "paid", "held", "returned"]


@prints_names_masked
class Entry(NamedTuple):
    """One line of a run. A plain tuple, because a run may have a million of them.

    Attributes:
        kind: ``allocated`` changes an office's allocation, ``released`` frees what was held back for a claim,
            ``paid`` pays a claim and counts its person for ever, ``held`` holds money back for a claim,
            ``returned`` says that the bank has returned a payment: its money is free again, and its claim and person
            may be paid for once more. A run with ``returned`` lines has no others.
        office: The office whose allocation moves, as it writes its name.
        satang: Above 0; the change of an allocation may be below 0.
        claim: The claim; None for an allocation.
        person_key: The fingerprint of the insured person (``person_key``), never the citizen id; given for
            ``paid``, ``held`` and ``returned``.
        member: The network member who is compensated.
        note: For ``returned``: of which run, on what day, and why.
        claim_after: Set by the ledger. Of a payment: the number of the run in which an earlier one of this claim was
            returned, 0 where none was. Of ``returned``: the number of the run that paid.
        person_after: Set by the ledger. Of a payment: the same for the person.
    """

    kind: Kind
    office: str
    satang: int
    claim: str | None = None
    person_key: str | None = None
    member: str | None = None
    note: str | None = None
    claim_after: int = 0
    person_after: int = 0


@prints_names_masked
class Line(NamedTuple):
    """A line with its place, as it is exported: run number, line in the run, run id and fund year, then the entry."""

    run: int
    line: int
    run_id: str
    year: int
    kind: Kind
    office: str
    satang: int
    claim: str | None
    person_key: str | None
    member: str | None
    note: str | None
    claim_after: int
    person_after: int


@prints_names_masked
@attrs.frozen(kw_only=True)
class RunEntry:
    """A run to be written: what it was decided from, its counts, and its lines.

    Attributes:
        run_id: What names the run; the same input and policy give the same name.
        year: The fund year (BE) whose allocations move.
        position: The position of the ledger that the run was decided against.
        input_digest: The digest of everything that was read.
        policy_hash: The hash of the policy that decided.
        decision_digest: The digest of all decisions.
        claims: How many claims were decided.
        paid: How many of them are paid; the run has as many ``paid`` lines.
        held: How many are held, with or without money held back.
        rejected: How many are rejected.
        rejected_rows: How many rows could not be read as claims.
        entries: The lines, taken once, in the order they are written: allocated, released, paid, held; or returned.
    """

    run_id: str
    year: int
    position: int
    input_digest: str
    policy_hash: str
    decision_digest: str
    claims: int
    paid: int
    held: int
    rejected: int
    rejected_rows: int
    entries: Iterable[Entry] = attrs.field(repr=False)


@prints_names_masked
@attrs.frozen(kw_only=True)
class RunRecord:
    """A run as the ledger holds it: the fields of its ``RunEntry``, its number, and its link in the chain.

    Attributes:
        number: 1 for the first run of the ledger, then 2, 3, …; always ``position + 1``.
        chain: A SHA-256 over the chain value of the run before, the run's fields and all its lines. Kept outside
            the ledger (on a printed receipt), it proves later that nothing up to this run was changed.
    """

    number: int
    run_id: str
    year: int
    position: int
    input_digest: str
    policy_hash: str
    decision_digest: str
    claims: int
    paid: int
    held: int
    rejected: int
    rejected_rows: int
    chain: str


@prints_names_masked
@attrs.frozen(kw_only=True)
class Balance:
    """The money of one office in one fund year: allocation = paid + held back + remaining.

    >>> Balance(year=2566, office="ก", allocation=Baht(100), paid=Baht(39), held_back=Baht(13)).remaining
    Baht('48')
    """

    year: int
    office: str
    allocation: Baht
    paid: Baht
    held_back: Baht

    @property
    def remaining(self) -> Baht:
        """What can still be paid or held back; a ledger takes no run that would leave less than nothing."""
        return self.allocation - self.paid - self.held_back


@prints_names_masked
class Counted(NamedTuple):
    """The claim that a person was counted for, and its run."""

    claim: str
    run_id: str


@prints_names_masked
class Hold(NamedTuple):
    """Money held back for a claim and not released since."""

    claim: str
    office: str
    satang: int


@prints_names_masked
@attrs.frozen(kw_only=True)
class Snapshot:
    """The money of one fund year at one position: balances by office, open holds by claim."""

    year: int
    position: int
    balances: Mapping[str, Balance]
    holds: Mapping[str, Hold]

    @classmethod
    def empty(cls, year: int) -> Snapshot:
        """Return the snapshot of a fund year, by its BE number, in a ledger without runs."""
        return cls(year=year, position=0, balances=MappingProxyType({}), holds=MappingProxyType({}))


@runtime_checkable
class Ledger(Protocol):
    """An append-only record of pay runs. One object serves one thread; open another for another thread or process.

    Every method may raise ``LedgerStorageError`` (busy, damaged, out of reach). ``at`` is a position, None the
    present one; a position that the ledger has not reached is refused with ``LedgerError``.
    """

    def snapshot(self, year: int, *, at: int | None = None) -> Snapshot:
        """Return the balances and open holds of a fund year, by its BE number, at a position (see `Ledger`)."""
        ...

    def balances(self, year: int, *, at: int | None = None) -> tuple[Balance, ...]:
        """Return the balance of each office of a fund year, ordered by office; arguments as in `snapshot`."""
        ...

    def counted(self, person_keys: Iterable[str], *, at: int | None = None) -> dict[str, Counted]:
        """Return those of the persons (`person_key`) who have been counted in any year, with the claim and the run.

        A person whose payment was returned is not counted until paid for again.
        """
        ...

    def paid_claims(self, claims: Iterable[str], *, at: int | None = None) -> dict[str, str]:
        """Return those of the claims, by their numbers, that are paid, with the run id; ``at`` as in `snapshot`.

        A claim whose payment was returned is not paid until it is paid again.
        """
        ...

    def run(self, run_id: str) -> RunRecord | None:
        """Return the record of a run, or None where it was never committed."""
        ...

    def runs(self) -> tuple[RunRecord, ...]:
        """Return all runs in the order of their commits."""
        ...

    def entries(self, run_id: str) -> Iterator[Entry]:
        """Yield the lines of a run as they were written; ``LedgerError`` for a run that is not there."""
        ...

    def lines(self) -> Iterator[Line]:
        """Yield every line of the ledger as a plain row, for an export."""
        ...

    def commit(self, run: RunEntry) -> RunRecord:
        """Write a run, all of it or nothing, and return its record.

        A run id that the ledger holds is not written again: its record is returned, and ``run.entries`` not touched.

        Raises:
            StaleLedgerError: Other runs were committed since ``run.position``.
            LedgerEntryError: A line is malformed, releases what is not held, or returns what is not paid.
            LedgerError: The run would count a person or pay a claim again, overspend an allocation, or differs
                from the decisions recorded under its id.
        """
        ...

    def verify(self, *, head: str | None = None) -> str | None:
        """Read the whole ledger again, and return the chain value of its last run (None without runs).

        Args:
            head: A chain value noted earlier; the ledger has to hold it.

        Raises:
            TamperedLedgerError: What stands there is not what was committed.
        """
        ...

    def close(self) -> None:
        """Close the connection; again is harmless."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...
