"""The keeping of one run: every line checked against what the ledger holds, while it is being written.

The databases keep the same promises by their indexes; this is where a broken one gets its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from ssoplan.errors import Message
from ssoplan.money import Baht
from ssoplan.numerals.digits import clipped
from ssoplan.payments.ledger.chain import LinesDigest, chain_value
from ssoplan.payments.ledger.errors import LedgerEntryError, LedgerError
from ssoplan.payments.ledger.interface import Hold, RunRecord
from ssoplan.payments.masking import masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssoplan.payments.ledger.interface import Entry, Kind, RunEntry, Snapshot

__all__ = ["Book", "Payment", "Returns", "Row", "add_up", "check_run"]

_KINDS: Final = frozenset({"allocated", "released", "paid", "held", "returned"})
_KEY_LENGTH: Final = 32
_BATCH: Final = 1000
_INT64: Final = range(-(2**63), 2**63)
_COUNTS: Final = ("claims", "paid", "held", "rejected", "rejected_rows")
_NAMES: Final = ("run_id", "input_digest", "policy_hash", "decision_digest")
_TEXT: Final = Message(en="text that is not empty", th="ข้อความที่ไม่ว่าง")
_WHOLE: Final = Message(en="a whole number from 0", th="จำนวนเต็มตั้งแต่ 0")
_OFFICE: Final = Message(en="the name of an office", th="ชื่อสำนักงาน")
_NOTHING: Final = Message(en="None", th="None")
_CLAIM: Final = Message(en="the id of a claim", th="รหัสคำขอ")
_KEY: Final = Message(
    en="person_key(citizen id), never the citizen id", th="person_key(เลขประจำตัว) ไม่ใช่เลขประจำตัว"
)
_MEMBER: Final = Message(en="text or None", th="ข้อความหรือ None")
_NOTE: Final = Message(
    en="the run, the day and the reason of a return, else None", th="รอบ วันที่ และเหตุผลของการคืนเงิน หรือ None"
)
_ZERO: Final = Message(en="0: the ledger sets it", th="0 บัญชีเป็นผู้กำหนดเอง")


class Row(NamedTuple):
    """A line as a database stores it: the number of the run, the line in it, then the entry."""

    run: int
    line: int
    kind: Kind
    office: str
    satang: int
    claim: str | None
    person_key: str | None
    member: str | None
    note: str | None
    claim_after: int
    person_after: int


class Payment(NamedTuple):
    """A payment that was not returned: the number and the year of its run, and what its line says."""

    run: int
    year: int
    office: str
    satang: int
    person_key: str


@attrs.frozen(kw_only=True)
class Returns:
    """What a ledger holds of returned payments.

    Attributes:
        claims: The number of the run in which a payment of each claim was last returned.
        persons: The same for each person, by key.
        payment: Gives the payment of a claim that stands, None where there is none.
    """

    claims: Mapping[str, int]
    persons: Mapping[str, int]
    payment: Callable[[str], Payment | None]


def check_run(run: RunEntry) -> None:
    """Refuse a run whose fields are of the wrong type or empty, with ``LedgerEntryError``."""
    for name in _NAMES:
        value = getattr(run, name)
        if not isinstance(value, str) or not value:
            raise LedgerEntryError("run-field", field=name, found=_shown(value), expected=_TEXT)
    for name in (*_COUNTS, "year", "position"):
        value = getattr(run, name)
        if type(value) is not int or value not in range(2**31):
            raise LedgerEntryError("run-field", field=name, found=_shown(value), expected=_WHOLE)


class Book:
    """The lines of a run on their way into the ledger, checked and added up.

    Args:
        run: The run to be written.
        before: The balances and open holds of its year at its position.
        returns: The payments that were returned before.
        step: Called after each line, for tests that end the process there; None calls nothing.
    """

    def __init__(
        self, run: RunEntry, before: Snapshot, *, returns: Returns, step: Callable[[], None] | None = None
    ) -> None:
        self._run = run
        self._returns = returns
        self._again = bool(returns.claims)
        self._returned: set[str] = set()
        self._step = step
        self._open = dict(before.holds)
        self._totals = {
            office: [held.allocation.satang, held.paid.satang, held.held_back.satang]
            for office, held in before.balances.items()
        }
        self._digest = LinesDigest()
        self._paid = 0

    def rows(self) -> Iterator[Row]:
        """Yield the rows to be stored, in order; ``LedgerEntryError`` at the first line that cannot stand."""
        number, step = self._run.position + 1, self._step
        entries, line = iter(self._run.entries), 0
        while batch := list(islice(entries, _BATCH)):
            for entry in self._taken(line, batch):
                line += 1
                yield Row(number, line, *entry)
                if step is not None:
                    step()

    def close(self, previous: str | None) -> RunRecord:
        """Return the record of the run once all rows are stored, or refuse a run that does not add up."""
        run = self._run
        if self._paid != run.paid:
            raise LedgerEntryError("paid-count", run_id=run.run_id, expected=run.paid, found=self._paid)
        for office, (allocation, paid, held) in self._totals.items():
            remaining = allocation - paid - held
            if remaining < 0:
                shown = Baht.from_satang(remaining)
                raise LedgerError(
                    "overspent", run_id=run.run_id, office=masked(office), remaining=shown, year=run.year
                )
        fields = {name: getattr(run, name) for name in (*_NAMES, *_COUNTS, "year", "position")}
        return RunRecord(number=run.position + 1, chain=chain_value(previous, run, self._digest), **fields)

    def _taken(self, before: int, batch: list[Entry]) -> list[Entry]:
        """Return the lines as they are to be stored, once they are checked and added up."""
        for place, entry in enumerate(batch):
            line = before + place + 1
            _check(line, entry)
            if (entry.kind == "returned") != (line - 1 == len(self._returned)) and line > 1:
                raise LedgerEntryError("mixed", run_id=masked(self._run.run_id))
            if entry.kind == "returned":
                batch[place] = self._return(line, entry)
            else:
                self._check_hold(line, entry)
                if self._again and entry.kind == "paid":
                    batch[place] = self._paid_again(entry)
            add_up(self._totals, entry)
        self._digest.add(batch)
        return batch

    def _return(self, line: int, entry: Entry) -> Entry:
        claim = entry.claim or ""
        stands = None if claim in self._returned else self._returns.payment(claim)
        if stands is None or stands[1:] != (self._run.year, entry.office, entry.satang, entry.person_key):
            raise LedgerEntryError(
                "not-paid", line=line, claim=masked(claim), amount=Baht.from_satang(entry.satang),
                office=masked(entry.office), year=self._run.year,
            )  # fmt: skip
        self._returned.add(claim)
        return entry._replace(claim_after=stands.run)

    def _paid_again(self, entry: Entry) -> Entry:
        claim = self._returns.claims.get(entry.claim or "", 0)
        person = self._returns.persons.get(entry.person_key or "", 0)
        return entry._replace(claim_after=claim, person_after=person) if claim or person else entry

    def _check_hold(self, line: int, entry: Entry) -> None:
        if entry.kind == "allocated":
            return
        claim = entry.claim or ""
        if entry.kind == "released":
            hold = self._open.pop(claim, None)
            if hold != Hold(claim, entry.office, entry.satang):
                amount = Baht.from_satang(entry.satang)
                raise LedgerEntryError(
                    "no-hold", line=line, claim=masked(claim), amount=amount, office=masked(entry.office)
                )
            return
        if claim in self._open:
            raise LedgerEntryError("still-held", line=line, kind=entry.kind, claim=masked(claim))
        if entry.kind == "held":
            self._open[claim] = Hold(claim, entry.office, entry.satang)
        else:
            self._paid += 1


def _check(line: int, entry: Entry) -> None:
    kind, office, satang, claim, person_key, member, *_ = entry
    if kind not in _KINDS:
        raise LedgerEntryError("kind", line=line, found=_shown(kind))
    if type(satang) is not int or satang not in _INT64 or not _has_sign(satang, kind):
        raise LedgerEntryError("amount", line=line, kind=kind, found=_shown(satang))
    if not office or not isinstance(office, str):
        raise _field(line, kind, "office", office, _OFFICE)
    if kind == "allocated":
        if not claim is person_key is member is None:
            raise _field(line, kind, "claim, person_key or member", claim or person_key or member, _NOTHING)
    elif not claim or not isinstance(claim, str):
        raise _field(line, kind, "claim", claim, _CLAIM)
    counts = person_key is not None or kind in {"paid", "held", "returned"}
    if counts and (not isinstance(person_key, str) or len(person_key) != _KEY_LENGTH):
        raise _field(line, kind, "person_key", "…", _KEY)
    if member is not None and not isinstance(member, str):
        raise _field(line, kind, "member", member, _MEMBER)
    if kind == "returned" or entry[len(_PLAIN) :] != _UNSET:
        _check_return(line, entry)


_PLAIN: Final = ("kind", "office", "satang", "claim", "person_key", "member")
_UNSET: Final = (None, 0, 0)


def _check_return(line: int, entry: Entry) -> None:
    kind, note, after = entry.kind, entry.note, (entry.claim_after, entry.person_after)
    if (kind == "returned") != bool(note) or not isinstance(note, str | None):
        raise _field(line, kind, "note", note, _NOTE)
    if after != _UNSET[1:]:
        raise _field(line, kind, "claim_after or person_after", after, _ZERO)


def add_up(totals: dict[str, list[int]], entry: Entry | Row) -> None:
    """Add a line to the totals [allocation, paid, held back] of its office."""
    total = totals.setdefault(entry.office, [0, 0, 0])
    if entry.kind == "paid":
        total[1] += entry.satang
    elif entry.kind == "returned":
        total[1] -= entry.satang
    elif entry.kind == "held":
        total[2] += entry.satang
    elif entry.kind == "released":
        total[2] -= entry.satang
    else:
        total[0] += entry.satang


def _has_sign(satang: int, kind: Kind) -> bool:
    return satang > 0 or (kind == "allocated" and satang < 0)


def _field(line: int, kind: str, field: str, found: object, expected: Message) -> LedgerEntryError:
    return LedgerEntryError(
        "field", line=line, kind=kind, field=field, found=_shown(found), expected=expected
    )


def _shown(value: object) -> str:
    return masked(clipped(value))
