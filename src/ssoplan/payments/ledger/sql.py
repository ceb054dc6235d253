"""A ledger kept by an SQL database: everything that does not depend on which one.

A commit takes these steps, and a process that dies at any of them leaves either the whole run or nothing of it:
``locked`` (no other writer from here on), ``checked`` (run id and position fit), ``line`` (after each line),
``lines`` (all are stored), ``run`` (the run's record is stored, the transaction about to end), ``committed``.
"""

# ruff: noqa: S608  # statements are put together from constants, values are always bound

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import partial
from itertools import chain, islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Self

from ssoplan.money import Baht
from ssoplan.payments.ledger.book import Book, Payment, Returns, Row, check_run
from ssoplan.payments.ledger.errors import LedgerError, StaleLedgerError, TamperedLedgerError
from ssoplan.payments.ledger.interface import Balance, Counted, Entry, Hold, Line, RunRecord, Snapshot
from ssoplan.payments.ledger.schema import RUN_COLUMNS
from ssoplan.payments.ledger.verification import verified
from ssoplan.payments.masking import masked, masked_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from types import TracebackType

    from ssoplan.payments.ledger.interface import RunEntry

__all__ = ["SqlLedger", "Step"]

Step = Literal["locked", "checked", "line", "lines", "run", "committed"]

_PAGE: Final = 10_000
# Large, because a database that has not yet counted a new ledger's lines reads all of them for each question.
_ASKED: Final = 250_000
_RUN: Final = f"SELECT {', '.join(RUN_COLUMNS)} FROM ssoplan_runs"
_INSERT_RUN: Final = (
    f"INSERT INTO ssoplan_runs ({', '.join(RUN_COLUMNS)}) VALUES ({', '.join('?' * len(RUN_COLUMNS))})"
)
_OF_YEAR: Final = "run IN (SELECT number FROM ssoplan_runs WHERE year = ? AND number <= ?)"
_TOTALS: Final = f"SELECT office, kind, SUM(satang) FROM ssoplan_entries WHERE {_OF_YEAR} GROUP BY office, kind ORDER BY office"
_HOLDS: Final = (
    "SELECT claim, office, SUM(CASE kind WHEN 'held' THEN satang ELSE -satang END) FROM ssoplan_entries "
    f"WHERE kind <> 'paid' AND kind <> 'allocated' AND kind <> 'returned' AND {_OF_YEAR} GROUP BY claim, office "
    "HAVING SUM(CASE kind WHEN 'held' THEN satang ELSE -satang END) > 0 ORDER BY claim"
)
_STANDS: Final = (
    "NOT EXISTS (SELECT 1 FROM ssoplan_entries AS back WHERE back.kind = 'returned' "
    "AND back.claim = ssoplan_entries.claim AND back.claim_after = ssoplan_entries.run AND back.run <= ?)"
)
_PAID: Final = (
    "SELECT {column}, claim, run_id FROM ssoplan_entries JOIN ssoplan_runs ON number = run "
    "WHERE kind = 'paid' AND {column} {among} AND run <= ? AND " + _STANDS
)
_PAYMENT: Final = (
    "SELECT run, year, office, satang, person_key FROM ssoplan_entries JOIN ssoplan_runs ON number = run "
    "WHERE kind = 'paid' AND claim = ? AND run <= ? AND " + _STANDS
)
_RETURNED: Final = (
    "SELECT claim, person_key, run FROM ssoplan_entries WHERE kind = 'returned' AND run <= ? ORDER BY run"
)
_LINES: Final = (
    "SELECT run, line, kind, office, satang, claim, person_key, member, note, claim_after, person_after "
    "FROM ssoplan_entries "
    "WHERE run = ? AND line > ? ORDER BY line LIMIT ?"
)
_STRAY: Final = "SELECT COUNT(*) FROM ssoplan_entries WHERE run NOT IN (SELECT number FROM ssoplan_runs)"


class SqlLedger(ABC):
    """A ledger in an SQL database; its subclasses say how that database is spoken to.

    Args:
        target: How errors name the ledger; it holds no password.
        on_step: Called with the name of each step of a commit; for tests that end the process there.
    """

    _among: ClassVar[str]

    def __init__(self, target: str, *, on_step: Callable[[Step], None] | None = None) -> None:
        self._target = target
        self._on_step = on_step

    @abstractmethod
    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a statement whose values stand as ``?`` and return its rows."""

    @abstractmethod
    def _writing(self, run_id: str) -> AbstractContextManager[None]:
        """Hold the only right to write for a transaction that ends with the block, or comes to nothing with it."""

    @abstractmethod
    def _store(self, rows: Iterator[Row]) -> None:
        """Append lines in bulk."""

    @abstractmethod
    def _list(self, values: Sequence[str]) -> object:
        """Return values as the one value that ``_among`` looks in."""

    @abstractmethod
    def _lost_guards(self) -> tuple[str, ...]:
        """Return the names of the triggers and indexes that should be there and are not."""

    @abstractmethod
    def close(self) -> None:
        """Close the connection; again is harmless."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._target!r})"

    def snapshot(self, year: int, *, at: int | None = None) -> Snapshot:
        """Return the balances and open holds of a fund year."""
        position = self._reached(at)
        holds = {
            claim: Hold(claim, office, int(held))
            for claim, office, held in self._rows(_HOLDS, year, position)
        }
        return Snapshot(
            year=year,
            position=position,
            balances=MappingProxyType(
                {balance.office: balance for balance in self.balances(year, at=position)}
            ),
            holds=MappingProxyType(holds),
        )

    def balances(self, year: int, *, at: int | None = None) -> tuple[Balance, ...]:
        """Return the balance of each office of a fund year, ordered by office."""
        position = self._reached(at)
        offices: dict[str, dict[str, int]] = {}
        for office, kind, satang in self._rows(_TOTALS, year, position):
            offices.setdefault(office, {})[kind] = int(satang)
        return tuple(
            Balance(
                year=year,
                office=office,
                allocation=Baht.from_satang(moved.get("allocated", 0)),
                paid=Baht.from_satang(moved.get("paid", 0) - moved.get("returned", 0)),
                held_back=Baht.from_satang(moved.get("held", 0) - moved.get("released", 0)),
            )
            for office, moved in sorted(offices.items())
        )

    def counted(self, person_keys: Iterable[str], *, at: int | None = None) -> dict[str, Counted]:
        """Return those of the persons who have been counted in any year, with the claim and the run."""
        return {
            key: Counted(claim, run_id) for key, claim, run_id in self._paid("person_key", person_keys, at)
        }

    def paid_claims(self, claims: Iterable[str], *, at: int | None = None) -> dict[str, str]:
        """Return those of the claims that have been paid, with the run id."""
        return {claim: run_id for claim, _, run_id in self._paid("claim", claims, at)}

    def _paid(self, column: str, values: Iterable[str], at: int | None) -> Iterator[tuple[str, str, str]]:
        position = self._reached(at)
        if not position:
            return
        sql = _PAID.format(column=column, among=self._among)
        rest = iter(values)
        while page := list(islice(rest, _ASKED)):
            yield from self._rows(sql, self._list(page), position, position)

    def run(self, run_id: str) -> RunRecord | None:
        """Return the record of a run, or None where it was never committed."""
        return next(map(_record, self._rows(f"{_RUN} WHERE run_id = ?", run_id)), None)

    def runs(self) -> tuple[RunRecord, ...]:
        """Return all runs in the order of their commits."""
        return tuple(map(_record, self._rows(f"{_RUN} ORDER BY number")))

    def entries(self, run_id: str) -> Iterator[Entry]:
        """Yield the lines of a run as they were written; ``LedgerError`` for a run that is not there."""
        record = self.run(run_id)
        if record is None:
            raise LedgerError("no-run", run_id=masked(run_id))
        return (Entry(*row[2:]) for row in self._lines(record.number))

    def lines(self) -> Iterator[Line]:
        """Yield every line of the ledger as a plain row, for an export."""
        for run in self.runs():
            for row in self._lines(run.number):
                yield Line(row.run, row.line, run.run_id, run.year, *row[2:])

    def _lines(self, number: int) -> Iterator[Row]:
        # Page by page: an open cursor would keep other processes from committing for as long as it is read.
        last = 0
        while page := self._rows(_LINES, number, last, _PAGE):
            yield from map(Row._make, page)
            last = page[-1][1]

    def commit(self, run: RunEntry) -> RunRecord:
        """Write a run, all of it or nothing, and return its record; see ``Ledger.commit``."""
        check_run(run)
        with self._writing(run.run_id):
            self._step("locked")
            known = self.run(run.run_id)
            if known is not None:
                return _same(known, run)
            record = self._write(run)
            self._step("run")
        self._step("committed")
        return record

    def _write(self, run: RunEntry) -> RunRecord:
        position, previous = self._head()
        if position != run.position:
            raise StaleLedgerError("moved-on", run_id=run.run_id, position=run.position, current=position)
        self._step("checked")
        after_line = None if self._on_step is None else partial(self._on_step, "line")
        before, returns = self.snapshot(run.year, at=position), self._returns(position)
        book = Book(run, before, returns=returns, step=after_line)
        rows = book.rows()
        first = next(rows, None)
        if first is not None:
            # Returned payments are looked up line by line, which no database does while lines stream into it.
            self._store(chain([first], list(rows) if first.kind == "returned" else rows))
        self._step("lines")
        record = book.close(previous)
        self._rows(_INSERT_RUN, *(getattr(record, name) for name in RUN_COLUMNS))
        return record

    def _returns(self, position: int) -> Returns:
        claims, persons = {}, {}
        for claim, key, number in self._rows(_RETURNED, position):
            claims[claim] = persons[key] = number

        def payment(claim: str) -> Payment | None:
            return next(map(Payment._make, self._rows(_PAYMENT, claim, position, position)), None)

        return Returns(claims=claims, persons=persons, payment=payment)

    def verify(self, *, head: str | None = None) -> str | None:
        """Read the whole ledger again and return its last chain value; see ``Ledger.verify``."""
        lost = self._lost_guards()
        if lost:
            raise TamperedLedgerError("guard", found=", ".join(lost))
        stray = self._rows(_STRAY)[0][0]
        if stray:
            raise TamperedLedgerError("stray", found=stray)
        return verified(self.runs(), self._lines, head=head)

    def _head(self) -> tuple[int, str | None]:
        last = self._rows("SELECT number, chain FROM ssoplan_runs ORDER BY number DESC LIMIT 1")
        return (last[0][0], last[0][1]) if last else (0, None)

    def _reached(self, at: int | None) -> int:
        current, _ = self._head()
        if at is None:
            return current
        if at not in range(current + 1):
            raise LedgerError("no-position", position=masked_value(at), current=current)
        return at

    def _step(self, name: Step) -> None:
        if self._on_step is not None:
            self._on_step(name)


def _record(row: tuple[Any, ...]) -> RunRecord:
    return RunRecord(**dict(zip(RUN_COLUMNS, row, strict=True)))


def _same(known: RunRecord, run: RunEntry) -> RunRecord:
    if known.decision_digest != run.decision_digest:
        raise LedgerError("differs", run_id=masked(run.run_id))
    return known
