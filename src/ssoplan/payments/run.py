"""A pay run: read, decide, commit. Nothing is paid outside the commit, and nothing is paid twice.

A run is named by what it was given and by the policy, so that the same input gives the same run. Where the ledger has
the run already, it is decided again exactly as it was, against the ledger as it stood then, and nothing is written.
Where another run comes first, the ledger refuses the commit, and the run is decided anew against what is true now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan._version import library_version
from ssoplan.money import Baht
from ssoplan.payments.book import RATE, Book, read_book
from ssoplan.payments.deciding import Known, decided
from ssoplan.payments.decisions import By, Decisions
from ssoplan.payments.errors import PayRunError, RejectedRow
from ssoplan.payments.identity import person_key
from ssoplan.payments.judging import Engine, check_engine
from ssoplan.payments.ledger import Entry, LedgerError, RunEntry, RunRecord, Snapshot, StaleLedgerError
from ssoplan.payments.model import OfficeMoney, Outcome, Progress, Total
from ssoplan.payments.sources import polars
from ssoplan.rules.dated import DatedParameters
from ssoplan.rules.report import ReadParameter, Receipt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssoplan.calendar import FundYear
    from ssoplan.payments.explaining import ClaimExplanation
    from ssoplan.payments.ledger import Ledger
    from ssoplan.rules.policy import Policy

__all__ = ["PayRun", "decide", "pay", "settle"]

_TRIES = 25


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PayRun:
    """A run that was decided; paid only where it has a `record`.

    Attributes:
        book: What it was given.
        known: What the ledger knew.
        decisions: The decision on each claim.
        offices: The money of each office.
        engine: The reading of the rules.
        record: What the ledger holds of it, once it is committed.
        replayed: Whether the ledger had it before: then nothing was written.
    """

    book: Book
    known: Known
    decisions: Decisions
    offices: tuple[OfficeMoney, ...]
    engine: Engine = "columns"
    record: RunRecord | None = None
    replayed: bool = False

    @property
    def run_id(self) -> str:
        """What names the run."""
        return self.book.run_id

    @property
    def year(self) -> FundYear:
        """The fund year that pays."""
        return self.book.year

    @property
    def position(self) -> int:
        """The position of the ledger that it was decided against."""
        return self.known.snapshot.position

    @property
    def committed(self) -> bool:
        """Whether it is paid."""
        return self.record is not None

    @property
    def rejected_rows(self) -> tuple[RejectedRow, ...]:
        """The rows of the input that could not be read."""
        return self.book.rejected_rows

    @property
    def paying(self) -> Baht:
        """What it pays in all."""
        return sum((office.paying for office in self.offices), Baht(0))

    def totals(self, by: By) -> tuple[Total, ...]:
        """Return the claims and their money by member, office or month of registration."""
        return self.decisions.totals(by)

    def explain(self, claim: str) -> ClaimExplanation:
        """Return why a claim is payable, rejected or held: every rule with its sources and the values it read.

        Raises:
            PayRunError: The run has no such claim.
        """
        from ssoplan.payments.explaining import explanation  # noqa: PLC0415  # only where asked for

        return explanation(self, claim)

    @property
    def receipt(self) -> Receipt:
        """What the run rests on."""
        policy, on = self.book.policy, self.year.end
        parameters = DatedParameters(policy.parameters, on)
        rules = [policy.checked(policy.rule(rule, on=on)) for rule in self.decisions.rules]
        ids = {id_ for rule in rules for id_ in rule.quoted} | set(_OWN)
        return Receipt(
            library=library_version(),
            policy=policy.version,
            policy_hash=policy.digest,
            on=on,
            reading=self.engine,
            parameters=tuple(_read(parameters, id_) for id_ in sorted(ids)),
            input_digest=self.book.digest,
        )

    def entry(self) -> RunEntry:
        """Return what the ledger is to write."""
        counts = self.decisions.counts
        return RunEntry(
            run_id=self.run_id,
            year=self.year.be,
            position=self.position,
            input_digest=self.book.digest,
            policy_hash=self.book.policy.digest,
            decision_digest=self.decisions.digest,
            claims=len(self.decisions),
            paid=counts[Outcome.PAYABLE],
            held=counts[Outcome.HELD],
            rejected=counts[Outcome.REJECTED],
            rejected_rows=len(self.rejected_rows),
            entries=_entries(self),
        )

    def __repr__(self) -> str:
        state = "paid" if self.committed else "not paid"
        return f"<PayRun {self.run_id}: {self.decisions!r}, {self.paying}, {state}>"


_OWN = (RATE, "claim.allocation_order", "claim.holding_rules", "claim.account_digits")


def _read(parameters: DatedParameters, id_: str) -> ReadParameter:
    entry = parameters.entry(id_)
    if entry is None:
        return ReadParameter(id=id_, value=None)
    source = None if entry.citation is None else str(entry.citation)
    return ReadParameter(
        id=id_, value=parameters[id_], start=entry.start, source=source, what_if=entry.confidence == "what-if"
    )


def pay(
    claims: Any,
    *,
    members: Any,
    persons: Any,
    allocations: Any,
    year: FundYear,
    earlier: Any = (),
    ledger: Ledger | None = None,
    dry_run: bool = True,
    policy: Policy | None = None,
    engine: Engine = "columns",
    progress: Progress | None = None,
) -> PayRun:
    """Decide every claim, and, unless it is a dry run, pay what is payable by writing it to the ledger.

    Args:
        claims: Registrations through network members: a CSV file (UTF-8), a data frame, or `Claim` objects. The other
            tables likewise.
        members: The register of members (`RegisterEntry`).
        persons: The status of the insured persons (`InsuredPerson`).
        allocations: What each office is allocated for the year to date; also a mapping from office to `Baht`.
        year: The fund year that pays.
        earlier: Payments made before, outside the ledger (`EarlierPayment`).
        ledger: The ledger; without one, only what the input says was paid before is known.
        dry_run: Whether nothing is written.
        policy: The policy; default `Policy.default`.
        engine: The reading of the rules: ``columns``, ``direct`` or ``rete``; all decide alike.
        progress: Told what is being done (``read``, ``ledger``, ``decide``, ``commit``), and how many steps of how
            many are done.

    Raises:
        PaymentInputError: A table cannot be read.
        PayRunError: It cannot be decided, or it is to pay and has no ledger.
        LedgerError: The ledger refuses it, or (``TamperedLedgerError``) is not what was once committed.
        MissingLibraryError: The extra ``frames`` is not installed.
    """
    if ledger is None and not dry_run:
        raise PayRunError("ledger-needed")
    check_engine(engine)
    book = read_book(
        claims, members=members, persons=persons, allocations=allocations, earlier=earlier, year=year,
        policy=policy, progress=progress,
    )  # fmt: skip
    return settle(book, ledger=ledger, dry_run=dry_run, engine=engine, progress=progress)


def settle(
    book: Book,
    *,
    ledger: Ledger | None = None,
    dry_run: bool = True,
    engine: Engine = "columns",
    progress: Progress | None = None,
) -> PayRun:
    """Decide the claims of a book and, unless it is a dry run, pay what is payable, as `pay` does.

    Before anything is paid, the whole ledger is read and verified: from one that was changed, somebody could be paid
    twice.

    Raises:
        PayRunError: It cannot be decided, or it is to pay and has no ledger.
        LedgerError: The ledger refuses it, or (``TamperedLedgerError``) is not what was once committed.
    """
    if not dry_run:
        if ledger is None:
            raise PayRunError("ledger-needed")
        ledger.verify()
    for _ in range(_TRIES):
        run = decide(book, ledger=ledger, engine=engine, progress=progress)
        if dry_run or ledger is None or run.replayed:
            return run
        try:
            return _committed(run, ledger, progress)
        except StaleLedgerError:
            continue
        except LedgerError as error:
            if error.reason != "differs":
                raise
            # Another process committed this very run at another position: the next turn shows what it decided.
    raise PayRunError("busy", tries=_TRIES)


def decide(
    book: Book, *, ledger: Ledger | None = None, engine: Engine = "columns", progress: Progress | None = None
) -> PayRun:
    """Return the run of a book against a ledger as it stands, or as it stood when it holds the run already.

    Arguments as in `pay`; the book is what `read_book` gives.

    Raises:
        PayRunError: It cannot be decided, or the ledger holds another decision under its name.
    """
    check_engine(engine)
    record = None if ledger is None else ledger.run(book.run_id)
    known = _known(book, ledger, None if record is None else record.position, progress)
    frame, rules, offices = decided(book, known, engine=engine, progress=progress)
    decisions = Decisions(frame, rules, book.run_id)
    if record is not None and record.decision_digest != decisions.digest:
        raise PayRunError("differs", run=book.run_id)
    return PayRun(
        book=book, known=known, decisions=decisions, offices=offices, engine=engine, record=record, replayed=record is not None
    )  # fmt: skip


def _known(book: Book, ledger: Ledger | None, at: int | None, progress: Progress | None) -> Known:
    """Return what the ledger knows of the claims and persons of the run."""
    year = book.year.be
    if ledger is None:
        return Known(snapshot=Snapshot.empty(year))
    if progress is not None:
        progress("ledger", 0, 1)
    # The position is read first: whatever changes after it makes the commit stale.
    snapshot = ledger.snapshot(year, at=at)
    counted, paid = {}, {}
    if snapshot.position:
        persons = book.frame["person"].unique().to_list()
        keys = {person_key(person): person for person in persons}
        found = ledger.counted(keys, at=snapshot.position)
        counted = {keys[key]: each.claim for key, each in found.items()}
        paid = ledger.paid_claims(book.frame["claim"].to_list(), at=snapshot.position)
    if progress is not None:
        progress("ledger", 1, 1)
    return Known(snapshot=snapshot, counted=counted, paid=paid)


def _committed(run: PayRun, ledger: Ledger, progress: Progress | None) -> PayRun:
    entry = run.entry()
    taken: list[None] = []
    lines = entry.entries if progress is None else _told(entry, progress)
    record = ledger.commit(attrs.evolve(entry, entries=_noted(lines, taken)))
    if not taken:
        # The same run was committed by another process meanwhile: show it as it was decided there.
        return decide(run.book, ledger=ledger, engine=run.engine)
    if progress is not None:
        progress("commit", max(entry.paid, 1), max(entry.paid, 1))
    return attrs.evolve(run, record=record)


def _noted(lines: Iterable[Entry], taken: list[None]) -> Iterator[Entry]:
    """Yield the lines, and note that they were asked for: a ledger that has the run already does not."""
    taken.append(None)
    yield from lines


def _told(entry: RunEntry, progress: Progress) -> Iterator[Entry]:
    """Yield the lines of a run, and tell how many of its payments are written."""
    total = max(entry.paid, 1)
    for number, line in enumerate(entry.entries):
        if number % _TELL == 0:
            progress("commit", min(number, total), total)
        yield line


_TELL = 20_000


def _entries(run: PayRun) -> Iterator[Entry]:
    """Yield the lines of a run: changes of allocations, releases, payments, money held back."""
    pl = polars()
    balances, holds = run.known.snapshot.balances, run.known.snapshot.holds
    for office, allocation in sorted(run.book.allocations.items()):
        before = balances[office].allocation.satang if office in balances else 0
        if allocation != before:
            yield Entry("allocated", office, allocation - before)
    frame = run.decisions.frame
    if holds:
        for claim in frame.filter(pl.col("claim").is_in(list(holds)))["claim"].to_list():
            yield Entry("released", holds[claim].office, holds[claim].satang, claim)
    columns = ("office", "amount", "claim", "person", "member")
    paid = frame.filter(pl.col("outcome") == Outcome.PAYABLE.value).select(columns)
    for office, satang, claim, person, member in paid.iter_rows():
        yield Entry("paid", office, satang, claim, person_key(person), member)
    held = frame.filter(pl.col("set_aside") > 0).select(columns)
    for office, satang, claim, person, member in held.iter_rows():
        yield Entry("held", office, satang, claim, person_key(person), member)
