"""Payments that the bank returned: entered in the ledger, so that their claims may be paid once more.

A return takes nothing out of the ledger. It is a line of its own, which names the run that paid, the claim, the day
and the reason. From then on the money is the office's again, and the claim and its person count as not paid, for one
payment more.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ssoplan.errors import Message, SsoplanError
from ssoplan.money import Baht
from ssoplan.payments.ledger import Entry, RunEntry, RunRecord, StaleLedgerError
from ssoplan.payments.masking import masked, masked_value, prints_names_masked
from ssoplan.payments.reading import read_table
from ssoplan.payments.tables import RETURNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssoplan.payments.ledger import Ledger

__all__ = ["PaymentReturnError", "ReturnRun", "record_returns"]

_TRIES = 25


class PaymentReturnError(SsoplanError, ValueError):
    """Raised when a return cannot be entered in a ledger; nothing has been written for its run then."""

    kind = "payment-return"
    messages: ClassVar[Mapping[str, Message]] = {
        "no-run": Message(
            en="the ledger has no run {run} that paid; copy the number of the run from its bank file",
            th="บัญชีไม่มีรอบจ่าย {run} ให้คัดลอกเลขรอบจากไฟล์ธนาคาร",
        ),
        "not-in-run": Message(
            en="run {run} did not pay claim {claim}; take claim and run from the pay list and the bank file",
            th="รอบ {run} ไม่ได้จ่ายคำขอ {claim} ให้ตรวจคำขอและรอบจากรายการจ่ายและไฟล์ธนาคาร",
        ),
        "returned-before": Message(
            en="the payment of claim {claim} by run {run} was returned before, in another list; leave it out of this one",
            th="การจ่ายคำขอ {claim} ในรอบ {run} บันทึกคืนเงินแล้วในรายการอื่น ให้เอาออกจากรายการนี้",
        ),
        "busy": Message(
            en="other runs came first {tries} times; run it again",
            th="มีรอบอื่นบันทึกก่อน {tries} ครั้ง โปรดรันใหม่",
        ),
    }

    def __init__(self, reason: str, /, **values: Any) -> None:
        super().__init__(reason, **{name: masked_value(value) for name, value in values.items()})


@prints_names_masked
@attrs.frozen(kw_only=True)
class ReturnRun:
    """The returned payments of one pay run.

    Attributes:
        run_id: What names this entry; the same returns give the same name.
        paid_by: The run that paid.
        year: The fund year (BE) that the money goes back to.
        lines: The lines, one for each payment.
        record: What the ledger holds of it, once it is entered.
        replayed: Whether the ledger had it before: then nothing was written.
    """

    run_id: str
    paid_by: str
    year: int
    lines: tuple[Entry, ...] = attrs.field(repr=False)
    record: RunRecord | None = None
    replayed: bool = False

    @property
    def amount(self) -> Baht:
        """What goes back to the allocations."""
        return Baht.from_satang(sum(line.satang for line in self.lines))


def record_returns(returns: Any, *, ledger: Ledger, dry_run: bool = True) -> tuple[ReturnRun, ...]:
    """Enter payments that the bank returned in the ledger, and return them by the run that paid.

    All of them are looked up before the first is written. Those of one run are written whole or not at all; the same
    returns again write nothing.

    Args:
        returns: A CSV file (UTF-8), a data frame, or `PaymentReturn` objects. One row that cannot be read refuses all.
        ledger: The ledger that has the payments. It is verified before anything is written.
        dry_run: Whether nothing is written.

    Raises:
        PaymentInputError: The table cannot be read.
        PaymentReturnError: A payment is not in its run, or was returned before.
        LedgerError: The ledger refuses it, or (``TamperedLedgerError``) is not what was once committed.
        MissingLibraryError: The extra ``frames`` is not installed.
    """
    rows = read_table(returns, RETURNS, strict=True).frame.sort("run_id", "claim_id")
    notes: dict[str, dict[str, str]] = {}
    for claim, run_id, day, reason in rows.select(RETURNS.names).iter_rows():
        notes.setdefault(run_id, {})[claim] = f"{run_id}, {day.isoformat()}: {masked(reason)}"
    if not dry_run:
        ledger.verify()
    found = [_looked_up(ledger, run_id, of_run) for run_id, of_run in notes.items()]
    return tuple(each if dry_run or each.replayed else _entered(each, ledger) for each in found)


def _looked_up(ledger: Ledger, run_id: str, notes: Mapping[str, str]) -> ReturnRun:
    """Return the returns of one run with the lines that they give back."""
    paid_by = ledger.run(run_id)
    if paid_by is None:
        raise PaymentReturnError("no-run", run=run_id)
    lines = tuple(
        line._replace(kind="returned", note=notes[str(line.claim)], claim_after=0, person_after=0)
        for line in ledger.entries(run_id)
        if line.kind == "paid" and line.claim in notes
    )
    for claim in sorted(set(notes) - {line.claim for line in lines}):
        raise PaymentReturnError("not-in-run", run=run_id, claim=claim)
    text = json.dumps([_plain(line) for line in lines], ensure_ascii=False)
    name = f"return-{paid_by.year}-{hashlib.sha256(text.encode()).hexdigest()[:32]}"
    record = ledger.run(name)
    if record is None:
        stands = ledger.paid_claims(notes)
        for claim in sorted(claim for claim in notes if stands.get(claim) != run_id):
            raise PaymentReturnError("returned-before", run=run_id, claim=claim)
    return ReturnRun(
        run_id=name,
        paid_by=run_id,
        year=paid_by.year,
        lines=lines,
        record=record,
        replayed=record is not None,
    )


def _plain(line: Entry) -> list[Any]:
    return [line.office, line.satang, line.claim, line.person_key, line.member, line.note]


def _entered(found: ReturnRun, ledger: Ledger) -> ReturnRun:
    """Return the returns as the ledger has them, once they are written."""
    digest = hashlib.sha256(found.run_id.encode()).hexdigest()
    run = RunEntry(
        run_id=found.run_id, year=found.year, position=0, input_digest=digest, policy_hash="-", decision_digest=digest,
        claims=0, paid=0, held=0, rejected=0, rejected_rows=0, entries=found.lines,
    )  # fmt: skip
    for _ in range(_TRIES):
        position = ledger.snapshot(found.year).position
        taken: list[None] = []
        try:
            record = ledger.commit(attrs.evolve(run, position=position, entries=_noted(found.lines, taken)))
        except StaleLedgerError:
            continue
        # Where another process has written it meanwhile, the lines are not asked for.
        return attrs.evolve(found, record=record, replayed=not taken)
    raise PaymentReturnError("busy", tries=_TRIES)


def _noted(lines: Iterable[Entry], taken: list[None]) -> Iterator[Entry]:
    taken.append(None)
    yield from lines
