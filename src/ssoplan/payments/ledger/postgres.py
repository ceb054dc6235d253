"""A ledger on a PostgreSQL server, spoken to by psycopg 3 (``pip install "ssoplan[postgres]"``).

The tables stand in the first schema of the connection's search path. One transaction lock lets one process write at
a time, while others read on. ``synchronous_commit`` is switched on for each commit, whatever the server's default;
that the server itself writes to its disk (``fsync``) is its operator's duty. The role that pays needs to read and
to insert, nothing more; a role that owns the tables could switch off what guards them.

Where the connection breaks during a commit, it is not known whether the run was written. Commit it again: the run
id tells, and nothing is paid twice.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, Final

from ssoplan._optional import require
from ssoplan.errors import Message
from ssoplan.payments.ledger.errors import LedgerError, LedgerStorageError
from ssoplan.payments.ledger.schema import LAYOUT, TABLES
from ssoplan.payments.ledger.sql import SqlLedger
from ssoplan.payments.masking import masked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ssoplan.payments.ledger.book import Row
    from ssoplan.payments.ledger.sql import Step

__all__ = ["PostgresLedger"]

_WHAT: Final = Message(en="a ledger on a PostgreSQL server", th="บัญชีบนเซิร์ฟเวอร์ PostgreSQL")
# The upper half of the lock's number ("SSOL"); the lower half is the table, so that two schemas do not wait.
_LOCK: Final = "(1397968716::bigint << 32)"
_UNIQUE: Final = "23505"
_BUSY: Final = frozenset({"55P03", "40P01"})
_COPY: Final = "COPY ssoplan_entries FROM STDIN"
_CREATE: Final = (
    "CREATE TABLE ssoplan_ledger (layout INTEGER NOT NULL)",
    *TABLES.values(),
    """CREATE FUNCTION ssoplan_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$""",
    """CREATE FUNCTION ssoplan_seal() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF EXISTS (SELECT 1 FROM added JOIN ssoplan_runs ON number >= run) THEN
    RAISE EXCEPTION 'the ledger is append-only';
  END IF;
  RETURN NULL;
END $$""",
    """CREATE TRIGGER ssoplan_runs_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON ssoplan_runs
FOR EACH STATEMENT EXECUTE FUNCTION ssoplan_refuse()""",
    """CREATE TRIGGER ssoplan_entries_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON ssoplan_entries
FOR EACH STATEMENT EXECUTE FUNCTION ssoplan_refuse()""",
    """CREATE TRIGGER ssoplan_entries_seal AFTER INSERT ON ssoplan_entries
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ssoplan_seal()""",
)
_TRIGGERS: Final = ("ssoplan_runs_refuse", "ssoplan_entries_refuse", "ssoplan_entries_seal")
_INDEXES: Final = tuple(name for name, statement in TABLES.items() if "INDEX" in statement)
# Asked of the catalogue as rows: to_regclass answers from a cache that a wait for a lock does not renew.
_LEDGER_THERE: Final = """SELECT 1 FROM pg_catalog.pg_tables
WHERE schemaname = current_schema() AND tablename = 'ssoplan_ledger'"""
_THERE: Final = """SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')
  AND tgrelid IN (to_regclass('ssoplan_runs'), to_regclass('ssoplan_entries'))
UNION ALL
SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE i.indisvalid AND i.indrelid = to_regclass('ssoplan_entries')"""


class PostgresLedger(SqlLedger):
    """A ledger in a PostgreSQL database.

    Args:
        address: The connection as libpq reads it, such as ``postgresql://office@db.example/payments``.
        wait: For how many seconds another process is waited for.
        create: False refuses to make a ledger where there is none.
        on_step: Called with the name of each step of a commit; for tests that end the process there.

    Raises:
        MissingLibraryError: psycopg is not installed.
        LedgerStorageError: The server is out of reach, or holds a newer ledger or none.
    """

    _among: ClassVar = "IN (SELECT unnest(?::text[]))"

    def __init__(
        self,
        address: str,
        *,
        wait: float = 30,
        create: bool = True,
        on_step: Callable[[Step], None] | None = None,
    ) -> None:
        self._driver = require("psycopg", what=_WHAT, extra="postgres")
        super().__init__("PostgreSQL", on_step=on_step)
        self._wait = wait
        with self._translated():
            self._target = self._named(address)
            self._connection = self._driver.connect(address, autocommit=True)
        try:
            self._prepare(create=create)
        except BaseException:
            self.close()
            raise

    def _named(self, address: str) -> str:
        """Return the server and the database of an address, without user and password."""
        parts = self._driver.conninfo.conninfo_to_dict(address)
        return masked(f"postgresql://{parts.get('host') or ''}/{parts.get('dbname') or ''}")

    def _prepare(self, *, create: bool) -> None:
        self._rows("SELECT set_config('lock_timeout', ?, false)", f"{int(self._wait * 1000)}ms")
        if self._layout() is None:
            if not create:
                raise LedgerStorageError("not-a-ledger", target=self._target)
            with self._translated(), self._connection.transaction():
                self._rows(f"SELECT pg_advisory_xact_lock({_LOCK})")
                # Another process may have made it since.
                if self._layout() is None:
                    self._create()

    def _layout(self) -> int | None:
        """Return the layout of the tables, None where there are none."""
        if not self._rows(_LEDGER_THERE):
            return None
        layout: int = self._rows("SELECT MAX(layout) FROM ssoplan_ledger")[0][0]
        if layout > LAYOUT:
            raise LedgerStorageError("newer", target=self._target, found=layout, known=LAYOUT)
        return layout

    def _create(self) -> None:
        for statement in _CREATE:
            self._connection.execute(statement)
        self._rows("INSERT INTO ssoplan_ledger VALUES (?)", LAYOUT)

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._translated():
            cursor = self._connection.execute(sql.replace("?", "%s"), values)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def _writing(self, run_id: str) -> Iterator[None]:
        with self._translated(run_id), self._connection.transaction():
            # Each statement has to see what the writer before committed.
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            self._connection.execute("SET LOCAL synchronous_commit = on")
            self._rows(f"SELECT pg_advisory_xact_lock({_LOCK} | 'ssoplan_runs'::regclass::oid::bigint)")
            yield

    def _store(self, rows: Iterator[Row]) -> None:
        with self._connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            for row in rows:
                copy.write_row(row)

    def _list(self, values: Sequence[str]) -> object:
        return list(values)

    def _lost_guards(self) -> tuple[str, ...]:
        there = {name for (name,) in self._rows(_THERE)}
        return tuple(name for name in (*_TRIGGERS, *_INDEXES) if name not in there)

    def close(self) -> None:
        """Close the connection; again is harmless."""
        self._connection.close()

    @contextmanager
    def _translated(self, run_id: str = "-") -> Iterator[None]:
        try:
            yield
        except self._driver.Error as error:
            raise self._error(error, run_id) from None

    def _error(self, error: Any, run_id: str) -> LedgerError:
        if error.sqlstate == _UNIQUE:
            return LedgerError("counted-twice", run_id=masked(run_id))
        if error.sqlstate in _BUSY:
            return LedgerStorageError("busy", target=self._target, seconds=self._wait)
        if "connection is closed" in str(error):
            return LedgerError("closed", target=self._target)
        # The first line only: what follows may quote the values of a row.
        detail = masked(next(iter(str(error).splitlines()), type(error).__name__))
        return LedgerStorageError("unusable", target=self._target, detail=detail)
