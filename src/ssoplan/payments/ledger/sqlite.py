"""A ledger in one file, kept by SQLite from the standard library.

The file is kept by a rollback journal, not by a write-ahead log. A ledger is copied, backed up and put on network
drives by people who know it as one file: with a write-ahead log, a copy without the second file would lack the
last payments, and they would be paid again; and the log needs shared memory that network drives do not have. The
price is that readers wait while a run is written.

A commit returns when the operating system has confirmed that file, journal and directory are on the disk
(``synchronous=EXTRA``, which is ``FULL`` and the directory). A process that dies before leaves a journal, from which
the next one to open the ledger restores the state before the run. The file is made readable for its owner only.
"""

# ruff: noqa: S608  # statements are put together from constants, values are always bound

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from ssoplan.errors import Message
from ssoplan.payments.ledger.errors import LedgerError, LedgerStorageError
from ssoplan.payments.ledger.schema import LAYOUT, TABLES
from ssoplan.payments.ledger.sql import SqlLedger
from ssoplan.payments.masking import masked
from ssoplan.payments.problems import problem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ssoplan.payments.ledger.book import Row
    from ssoplan.payments.ledger.sql import Step

__all__ = ["SqliteLedger"]

# What the file says it is ("SSOL"), so that no other program's database is taken for a ledger.
_APPLICATION: Final = 0x53534F4C
_CACHE_KIB: Final = 131_072
_PROBLEMS: Final = {
    "SQLITE_FULL": Message("the disk is full", "พื้นที่เก็บเต็ม"),
    "SQLITE_READONLY": Message("it may only be read", "อ่านได้อย่างเดียว"),
    "SQLITE_CANTOPEN": Message("it cannot be opened", "เปิดไม่ได้"),
    "SQLITE_IOERR": Message("the disk reports an error", "อุปกรณ์เก็บข้อมูลขัดข้อง"),
}
_UNIQUE: Final = frozenset({"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"})
_REFUSE: Final = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"

_GUARDS: Final = {
    **{
        f"{table}_no_{event.lower()}": f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} {_REFUSE}"
        for table in ("ssoplan_runs", "ssoplan_entries")
        for event in ("UPDATE", "DELETE")
    },
    # REPLACE deletes without asking the triggers above; these refuse what it would replace.
    "ssoplan_runs_in_order": "CREATE TRIGGER ssoplan_runs_in_order BEFORE INSERT ON ssoplan_runs "
    "WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM ssoplan_runs) "
    "OR EXISTS (SELECT 1 FROM ssoplan_runs WHERE run_id = NEW.run_id OR chain = NEW.chain) "
    f"{_REFUSE}",
    "ssoplan_entries_sealed": "CREATE TRIGGER ssoplan_entries_sealed BEFORE INSERT ON ssoplan_entries "
    "WHEN NEW.run <= (SELECT MAX(number) FROM ssoplan_runs) "
    f"{_REFUSE}",
}


class SqliteLedger(SqlLedger):
    """A ledger in a file, or in memory (``":memory:"``) for as long as the object lives.

    Args:
        path: The file; it is made where there is none.
        wait: For how many seconds another process is waited for.
        create: False refuses to make a ledger where there is none.
        on_step: Called with the name of each step of a commit; for tests that end the process there.

    Raises:
        LedgerStorageError: The file is no ledger, damaged, newer than this library, busy, or cannot be used.

    >>> with SqliteLedger(":memory:") as ledger:
    ...     ledger.runs()
    ()
    """

    _among: ClassVar = "IN (SELECT value FROM json_each(?))"

    def __init__(
        self,
        path: str | Path,
        *,
        wait: float = 30,
        create: bool = True,
        on_step: Callable[[Step], None] | None = None,
    ) -> None:
        super().__init__(masked(str(path)), on_step=on_step)
        self._wait = wait
        self._connection = self._connect(str(path), create=create)
        try:
            self._prepare(create=create or str(path) == ":memory:")
        except BaseException:
            self.close()
            raise

    def _connect(self, path: str, *, create: bool) -> sqlite3.Connection:
        with self._translated():
            if path != ":memory:":
                self._make(path, create=create)
            return sqlite3.connect(path, timeout=self._wait, isolation_level=None)

    def _make(self, path: str, *, create: bool) -> None:
        try:
            with suppress(FileExistsError):
                if create:
                    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            Path(path).stat()
        except OSError as error:
            raise LedgerStorageError(
                "unusable", target=self._target, detail=problem_of(error)
            ) from None  # it prints the path

    def _prepare(self, *, create: bool) -> None:
        with self._translated():
            self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            # Person keys that are looked up are written to no temporary file.
            self._connection.execute("PRAGMA temp_store = MEMORY")
            self._connection.execute("PRAGMA fullfsync = ON")
            self._connection.execute("PRAGMA synchronous = EXTRA")
        if self._layout() is None:
            # An empty file may be what a failed copy has left of a ledger.
            if not create:
                raise LedgerStorageError("not-a-ledger", target=self._target)
            with self._writing("-"):
                # Another process may have made it since.
                if self._layout() is None:
                    self._create()
        with self._translated():
            self._connection.execute("PRAGMA journal_mode = DELETE")

    def _layout(self) -> int | None:
        """Return the layout of the tables, None for an empty file."""
        # In this order, whatever another process makes in between is not taken for another program's.
        tables = self._rows("SELECT 1 FROM sqlite_master LIMIT 1")
        layout: int = self._rows("PRAGMA user_version")[0][0]
        application = self._rows("PRAGMA application_id")[0][0]
        if application == _APPLICATION:
            if layout > LAYOUT:
                raise LedgerStorageError("newer", target=self._target, found=layout, known=LAYOUT)
            return layout
        if application or layout or tables:
            raise LedgerStorageError("not-a-ledger", target=self._target)
        return None

    def _create(self) -> None:
        for statement in (*TABLES.values(), *_GUARDS.values()):
            self._connection.execute(statement)
        self._connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        self._connection.execute(f"PRAGMA user_version = {LAYOUT}")

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._translated():
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def _writing(self, run_id: str) -> Iterator[None]:
        with self._translated(run_id):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def _store(self, rows: Iterator[Row]) -> None:
        self._connection.executemany(
            "INSERT INTO ssoplan_entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
        )

    def _list(self, values: Sequence[str]) -> object:
        return json.dumps(values)

    def _lost_guards(self) -> tuple[str, ...]:
        there = dict(self._rows("SELECT name, sql FROM sqlite_master"))
        with self._translated():
            broken = self._rows("PRAGMA integrity_check(1)")[0][0]
        if broken != "ok":
            raise LedgerStorageError("corrupt", target=self._target, detail=masked(broken))
        return tuple(name for name, sql in {**TABLES, **_GUARDS}.items() if there.get(name) != sql)

    def close(self) -> None:
        """Close the file; again is harmless."""
        self._connection.close()

    @contextmanager
    def _translated(self, run_id: str = "-") -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._error(error, run_id) from error

    def _error(self, error: sqlite3.Error, run_id: str) -> LedgerError:
        name = getattr(error, "sqlite_errorname", "")
        detail = masked(str(error))
        if name in _UNIQUE:
            return LedgerError("counted-twice", run_id=masked(run_id))
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return LedgerStorageError("busy", target=self._target, seconds=self._wait)
        if name == "SQLITE_NOTADB":
            return LedgerStorageError("not-a-ledger", target=self._target)
        if name.startswith("SQLITE_CORRUPT"):
            return LedgerStorageError("corrupt", target=self._target, detail=detail)
        if isinstance(error, sqlite3.ProgrammingError) and "closed" in detail:
            return LedgerError("closed", target=self._target)
        known = next((problem for start, problem in _PROBLEMS.items() if name.startswith(start)), detail)
        return LedgerStorageError("unusable", target=self._target, detail=known)
