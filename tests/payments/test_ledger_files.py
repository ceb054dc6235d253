"""Files and servers that are no ledger, damaged, newer, or out of reach; optional libraries; the public names."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import ssoplan.payments.ledger
from ssoplan.errors import MissingLibraryError
from ssoplan.payments.ledger import (
    Entry,
    LedgerError,
    LedgerStorageError,
    RunEntry,
    SqliteLedger,
    open_ledger,
)

from .ledger_worker import OFFICE, run_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a ledger with one run."""
    path = tmp_path / "ledger.db"
    with SqliteLedger(path) as ledger:
        ledger.commit(run_of("run-1", 0, [Entry("allocated", OFFICE, 100)]))
    return path


def refused(path: Path) -> LedgerStorageError:
    """Open what is no ledger and return the error, which has both languages."""
    with pytest.raises(LedgerStorageError) as caught:
        SqliteLedger(path)
    assert path.name in str(caught.value)
    assert path.name in caught.value.text("th")
    return caught.value


class TestFiles:
    def test_a_file_of_something_else_is_refused_and_left_alone(self, tmp_path: Path) -> None:
        """A file that is no database stays as it is."""
        path = tmp_path / "claims.csv"
        path.write_text("claim_id,citizen_id\n" * 200, encoding="utf-8")
        before = path.read_bytes()
        assert "not-a-ledger" == refused(path).reason
        assert before == path.read_bytes()

    def test_a_database_of_another_program_is_refused_and_left_alone(self, tmp_path: Path) -> None:
        """Somebody else's tables are not written into."""
        path = tmp_path / "other.db"
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE t (a)")
        connection.close()
        before = path.read_bytes()
        assert "not-a-ledger" == refused(path).reason
        assert before == path.read_bytes()

    def test_a_newer_layout_is_refused(self, path: Path) -> None:
        """A ledger of a later version of the library is not written by this one."""
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 2")
        connection.close()
        error = refused(path)
        assert ("newer", 2, 1) == (error.reason, error.values["found"], error.values["known"])

    def test_a_damaged_file_is_named(self, path: Path) -> None:
        """Bytes that were overwritten are found, when opening or by verify."""
        content = bytearray(path.read_bytes())
        content[4096:] = b"\xff" * (len(content) - 4096)
        path.write_bytes(content)
        with pytest.raises(LedgerStorageError) as caught, SqliteLedger(path) as ledger:
            ledger.verify()
        assert "corrupt" == caught.value.reason

    def test_a_folder_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        """The reason of the operating system is passed on."""
        error = refused(tmp_path / "nowhere" / "ledger.db")
        assert ("unusable", "No such file or directory") == (error.reason, error.values["detail"].en)
        assert "ไม่มีไฟล์" in error.text("th")

    def test_a_new_file_is_for_its_owner_only(self, path: Path) -> None:
        """Nobody else can read the ledger of payments."""
        assert 0o600 == stat.S_IMODE(path.stat().st_mode)

    def test_the_ledger_is_one_file(self, path: Path) -> None:
        """Nothing of a committed run stands in a second file, so that a copy of the file is a copy of the ledger."""
        with SqliteLedger(path) as ledger:
            ledger.commit(run_of("run-2", 1, [Entry("allocated", OFFICE, 1)]))
            assert ["ledger.db"] == [file.name for file in path.parent.iterdir()]
            copy = path.with_name("copy.db")
            copy.write_bytes(path.read_bytes())
            with SqliteLedger(copy) as copied:
                assert ledger.runs() == copied.runs()

    def test_replacing_lines_is_refused(self, path: Path) -> None:
        """SQLite's REPLACE, which deletes past ordinary triggers, is refused for lines and runs that are committed."""
        connection = sqlite3.connect(path)
        for statement in (
            "REPLACE INTO ssoplan_entries VALUES (1, 1, 'allocated', 'x', 5, NULL, NULL, NULL, NULL, 0, 0)",
            "REPLACE INTO ssoplan_runs SELECT * FROM ssoplan_runs",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)
        connection.close()

    def test_numbers_in_a_path_are_masked(self, tmp_path: Path) -> None:
        """A file that is named after a person does not bring the number into an error."""
        error = refused_numbers(tmp_path / "1234567890121" / "x.db")
        assert "1234567890121" not in f"{error} {error.text('th')} {error.values}"


def refused_numbers(path: Path) -> LedgerError:
    """Return the error of opening a path that is not there."""
    with pytest.raises(LedgerError) as caught:
        open_ledger(path)
    return caught.value


class TestServers:
    def test_without_psycopg_the_extra_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The error says what to install."""
        monkeypatch.setitem(sys.modules, "psycopg", None)
        with pytest.raises(MissingLibraryError, match=r'pip install "ssoplan\[postgres\]"'):
            open_ledger("postgresql:///payments")

    def test_an_error_holds_no_password(self) -> None:
        """A server out of reach is named without user and password."""
        pytest.importorskip("psycopg")
        with pytest.raises(LedgerStorageError) as caught:
            open_ledger("postgresql://officer:s3cret@/payments?host=/nowhere&connect_timeout=2")
        assert "unusable" == caught.value.reason
        assert "postgresql:///nowhere/payments" == caught.value.values["target"]
        assert "s3cret" not in f"{caught.value} {caught.value.text('th')} {caught.value.values}"

    def test_a_malformed_address_is_refused(self) -> None:
        """What libpq cannot read is an error of the ledger, without the address in it."""
        pytest.importorskip("psycopg")
        with pytest.raises(LedgerStorageError) as caught:
            open_ledger("postgresql://officer:s3cret@host:port/payments?nonsense=1")
        assert "s3cret" not in f"{caught.value} {caught.value.values}"


class TestNames:
    def test_all_public_names_exist(self) -> None:
        """Each name of __all__ can be imported."""
        for name in ssoplan.payments.ledger.__all__:
            assert getattr(ssoplan.payments.ledger, name) is not None

    def test_nothing_heavy_is_imported(self) -> None:
        """The ledger needs the standard library, attrs and the library's own ground floor."""
        code = (
            "import sys; from ssoplan.payments.ledger import open_ledger; open_ledger(':memory:'); "
            "print({'polars', 'narwhals', 'pandas', 'psycopg', 'babel', 'cattrs', 'yaml'} & set(sys.modules))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own code
        assert "set()\n" == done.stdout

    def test_a_run_does_not_print_its_lines(self) -> None:
        """A run with a million lines has a short repr."""
        run: RunEntry = run_of("run-1", 0, [Entry("allocated", OFFICE, 100)])
        assert "entries" not in repr(run)
