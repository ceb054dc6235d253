"""Pay runs under bad luck: processes that are killed or meet, empty and locked ledgers, input of only bad rows."""

from __future__ import annotations

import csv
import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from ssoplan.calendar import FundYear
from ssoplan.cli import cli
from ssoplan.money import Baht
from ssoplan.payments import PaymentInputError, open_ledger, pay, sample_tables
from ssoplan.payments.ledger import LedgerStorageError, SqliteLedger, TamperedLedgerError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ssoplan.payments import PayRun
    from ssoplan.payments.ledger import RunEntry, RunRecord

TABLES = sample_tables()
YEAR = FundYear(2566)
COMMAND = "from ssoplan.cli import cli; cli(prog_name='ssoplan')"
KILLED = """
import os, ssoplan.payments.outputs as outputs
write = outputs.{function}
def killed(*given, **more):
    if {after}: write(*given, **more)
    os._exit(9)
outputs.{function} = killed
"""


def words(*more: str, claims: str = str(TABLES["claims"])) -> list[str]:
    """Return the arguments of ``ssoplan`` that decide the sample, or other claims."""
    tables = (
        ("members", "members"),
        ("insured", "persons"),
        ("earlier", "earlier"),
        ("allocation", "allocations"),
    )
    given = [word for option, name in tables for word in (f"--{option}", str(TABLES[name]))]
    return ["pay", claims, "--year", "2566", *given, *more]


def started(arguments: Sequence[str], *, before: str = "") -> subprocess.Popen[str]:
    """Start the command line in a process of its own, with something done before."""
    command = [sys.executable, "-X", "utf8", "-c", before + COMMAND, *arguments]
    return subprocess.Popen(  # noqa: S603  # our own program
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Return the exit status and what was printed."""
    out, error = process.communicate(timeout=120)
    return process.returncode, out, error


def content(folder: Path) -> dict[str, bytes]:
    """Return the bytes of the files in a folder by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def part(path: Path, rows: slice) -> str:
    """Write some of the claims of the sample to a file and return its name."""
    header, *lines = TABLES["claims"].read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *lines[rows]]) + "\n", encoding="utf-8")
    return str(path)


class TestKilled:
    @pytest.mark.parametrize("function", ["write_outputs", "write_bank_file"])
    @pytest.mark.parametrize("after", [False, True], ids=["before writing", "after writing"])
    def test_the_same_command_again_pays_nothing_and_writes_all(
        self, tmp_path: Path, function: str, *, after: bool
    ) -> None:
        """A process that dies after the payment, before or after its outputs: the same command gives them all."""

        def command(at: Path) -> list[str]:
            at.mkdir(exist_ok=True)
            places = (
                "--ledger",
                str(at / "l.db"),
                "--out",
                str(at / "out"),
                "--bank-file",
                str(at / "bank.csv"),
            )
            return words("--commit", "--new-ledger", *places)

        died = ended(started(command(tmp_path / "a"), before=KILLED.format(function=function, after=after)))
        assert (9, "", "") == died
        before = (tmp_path / "a" / "l.db").read_bytes()
        again = CliRunner().invoke(cli, command(tmp_path / "a"))
        assert (1, "") == (again.exit_code, again.stderr)
        assert "nothing was paid now" in again.stdout
        assert before == (tmp_path / "a" / "l.db").read_bytes()
        assert 1 == CliRunner().invoke(cli, command(tmp_path / "b")).exit_code
        assert content(tmp_path / "b" / "out") == content(tmp_path / "a" / "out")
        assert (tmp_path / "b" / "bank.csv").read_bytes() == (tmp_path / "a" / "bank.csv").read_bytes()


class TestTwoProcesses:
    def test_the_same_command_twice_at_once_pays_once(self, tmp_path: Path) -> None:
        """Two people give the same command at the same moment: one run is in the ledger, and both get its outputs."""
        command = words(
            "--commit", "--new-ledger", "--ledger", str(tmp_path / "l.db"), "--out", str(tmp_path / "out")
        )
        both = [ended(each) for each in [started(command), started(command)]]
        assert [(1, ""), (1, "")] == [(status, error) for status, _, error in both]
        assert 1 == sum("nothing was paid now" in out for _, out, _ in both)
        with open_ledger(tmp_path / "l.db", create=False) as ledger:
            assert [5] == [run.paid for run in ledger.runs()]
            ledger.verify()

    def test_whoever_comes_second_is_told(self, tmp_path: Path) -> None:
        """A run that another process commits just before is shown as paid before, not as paid now."""

        class Late(SqliteLedger):
            def commit(self, run: RunEntry) -> RunRecord:
                with SqliteLedger(tmp_path / "l.db") as other:
                    assert not pay(**TABLES, year=YEAR, ledger=other, dry_run=False).replayed
                return super().commit(run)

        with Late(tmp_path / "l.db") as ledger:
            run = pay(**TABLES, year=YEAR, ledger=ledger, dry_run=False)
            assert (True, True, 1) == (run.committed, run.replayed, len(ledger.runs()))

    def test_claims_in_two_files_are_paid_once(self, tmp_path: Path) -> None:
        """Two files that share claims, paid at the same moment: each claim and each person is paid once."""
        files = [part(tmp_path / "1.csv", slice(0, 14)), part(tmp_path / "2.csv", slice(2, 22))]
        open_ledger(tmp_path / "l.db").close()
        commands = [words("--commit", "--ledger", str(tmp_path / "l.db"), claims=file) for file in files]
        both = [ended(each) for each in [started(command) for command in commands]]
        assert [(1, ""), (1, "")] == [(status, error) for status, _, error in both]
        with open_ledger(tmp_path / "l.db", create=False) as ledger:
            paid = [line for line in ledger.lines() if line.kind == "paid"]
            # ค-001 and ค-012 are for one person: whichever is decided first is paid.
            claims = {str(line.claim) for line in paid}
            assert {"ค-002", "ค-003", "ค-010", "ค-014"} == claims - {"ค-001", "ค-012"}
            assert 5 == len(paid) == len(claims)
            assert 5 == len({line.person_key for line in paid})
            ledger.verify()


class TestLedgerFile:
    def test_an_empty_file_is_no_ledger(self, tmp_path: Path) -> None:
        """Where no ledger is to be made, a file of 0 bytes is refused, and stays as it is: it may be a lost ledger."""
        path = tmp_path / "l.db"
        path.touch()
        for lang in ("en", "th"):
            for more in ((), ("--commit",)):
                result = CliRunner().invoke(cli, words("--ledger", str(path), "--lang", lang, *more))
                assert (2, 1) == (result.exit_code, len(result.stderr.splitlines()))
                assert "l.db" in result.stderr
        for opened in (open_ledger, SqliteLedger):
            with pytest.raises(LedgerStorageError) as caught:
                opened(path, create=False)
            assert "not-a-ledger" == caught.value.reason
        assert {"l.db": b""} == content(tmp_path)
        SqliteLedger(path).close()
        SqliteLedger(path, create=False).close()

    @pytest.mark.skipif(os.name == "nt", reason="needs the rights of files as POSIX has them")
    def test_a_ledger_that_may_only_be_read(self, tmp_path: Path) -> None:
        """A dry run reads a ledger that it may not write; a payment is refused in one line, and writes nothing."""
        path = tmp_path / "l.db"
        with open_ledger(path) as ledger:
            pay(**TABLES, year=YEAR, ledger=ledger, dry_run=False)
        before = path.read_bytes()
        claims = part(tmp_path / "c.csv", slice(0, 3))
        # A connection that may only read stands for the file's rights, which do not bind an administrator.
        only_read = (
            "import sqlite3; real = sqlite3.connect\n"
            "sqlite3.connect = lambda path, **more: real(f'file:{path}?mode=ro', uri=True, **more)\n"
        )
        given = words("--ledger", str(path), claims=claims)
        status, out, error = ended(started(given, before=only_read))
        assert (1, "", True) == (status, error, "dry run" in out)
        for lang, said in (("en", "cannot be used"), ("th", "ไม่ได้")):
            status, out, error = ended(started([*given, "--commit", "--lang", lang], before=only_read))
            assert (2, "", 1) == (status, out, len(error.splitlines()))
            assert said in error
        assert before == path.read_bytes()


class TestTampered:
    @pytest.mark.parametrize(
        "change",
        [
            "DELETE FROM ssoplan_entries WHERE claim = 'ค-001'",
            "UPDATE ssoplan_entries SET person_key = '0123456789abcdef0123456789abcdef' WHERE claim = 'ค-001'",
            "UPDATE ssoplan_runs SET chain = 'x'",
        ],
    )
    def test_nothing_is_paid_from_a_ledger_that_was_changed(self, tmp_path: Path, change: str) -> None:
        """Somebody who was paid for and taken out of the ledger is not paid again: the ledger is verified before."""
        path = tmp_path / "l.db"
        with open_ledger(path) as ledger:
            pay(**TABLES, year=YEAR, ledger=ledger, dry_run=False)
        connection = sqlite3.connect(path)
        with connection:
            triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(change)
        connection.close()
        claims = tmp_path / "c.csv"
        claims.write_text(
            "claim,member,person,registered\nc1,ย-01,9999900000019,1/2/2566\n", encoding="utf-8"
        )
        command = words("--commit", "--ledger", str(path), claims=str(claims))
        result = CliRunner().invoke(cli, command)
        assert (2, "", 1) == (result.exit_code, result.stdout, len(result.stderr.splitlines()))
        with open_ledger(path, create=False) as ledger, pytest.raises(TamperedLedgerError):
            pay(**TABLES | {"claims": claims}, year=YEAR, ledger=ledger, dry_run=False)


STOPPED = """
import ssoplan.payments.{module} as module
def stopped(*given, **more): raise KeyboardInterrupt
module.{function} = stopped
"""


class TestStopped:
    @pytest.mark.parametrize(
        ("module", "function", "paid"),
        [("run", "decided", False), ("run", "_entries", False), ("outputs", "write_outputs", True)],
    )
    def test_ctrl_c_says_what_to_do(self, tmp_path: Path, module: str, function: str, *, paid: bool) -> None:
        """Stopped at any moment, the command ends with 130 and one line; the same command again does the rest."""
        command = words(
            "--commit", "--new-ledger", "--ledger", str(tmp_path / "l.db"), "--out", str(tmp_path / "o")
        )
        before = STOPPED.format(module=module, function=function)
        for lang, said in (("en", "same command again"), ("th", "คำสั่งเดิม")):
            status, out, error = ended(started([*command, "--lang", lang], before=before))
            assert (130, "", 1) == (status, out, len(error.splitlines()))
            assert said in error
        status, out, error = ended(started(command))
        assert (1, "", paid) == (status, error, "nothing was paid now" in out)
        with open_ledger(tmp_path / "l.db", create=False) as ledger:
            assert [5] == [run.paid for run in ledger.runs()]

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")  # noqa: PTH110  # a device
    def test_a_full_output_does_not_hide_the_payment(self, tmp_path: Path) -> None:
        """Where the summary cannot be printed, the error says that the run is paid."""
        command = words("--commit", "--new-ledger", "--ledger", str(tmp_path / "l.db"))
        line = [sys.executable, "-X", "utf8", "-c", COMMAND, *command]
        with open("/dev/full", "w") as full:  # noqa: PTH123  # a device
            done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603  # our own program
        assert (2, 1) == (done.returncode, len(done.stderr.splitlines()))
        assert b"IS PAID" in done.stderr

    def test_refused_tables_leave_no_new_ledger(self, tmp_path: Path) -> None:
        """A run whose claims cannot be read makes no ledger, though it was told to."""
        command = words("--commit", "--new-ledger", "--ledger", str(tmp_path / "l.db"), claims="nowhere.csv")
        assert 2 == CliRunner().invoke(cli, command).exit_code
        assert [] == list(tmp_path.iterdir())


class TestInput:
    def test_only_bad_rows(self, tmp_path: Path) -> None:
        """A file in which no row can be read is a run of no claims: each row is listed, nobody is paid."""
        claims = tmp_path / "c.csv"
        claims.write_text(
            "claim,member,person,registered\nc1,ย-01,123,1/2/2566\nc2,ย-01,9999900000019,29 ก.พ. 2566\n,,,\n"
            "c4,ย-01,9999900000019,2566-02-01\n",
            encoding="utf-8",
        )
        command = words(
            "--commit", "--new-ledger", "--ledger", str(tmp_path / "l.db"), "--out", str(tmp_path / "out")
        )
        command[1] = str(claims)
        assert 1 == CliRunner().invoke(cli, command).exit_code
        with (tmp_path / "out" / "unread-rows.csv").open(encoding="utf-8-sig", newline="") as file:
            assert ["1", "2", "3", "4"] == [row[1] for row in csv.reader(file)][1:]
        with open_ledger(tmp_path / "l.db", create=False) as ledger:
            assert [(0, 4)] == [(run.claims, run.rejected_rows) for run in ledger.runs()]

    def test_the_same_claims_in_another_order_pay_nothing_again(self, tmp_path: Path) -> None:
        """The rows turned round are another run, in which what was paid is rejected, and no baht moves."""
        header, *lines = TABLES["claims"].read_text(encoding="utf-8").splitlines()
        turned = tmp_path / "turned.csv"
        turned.write_text("\n".join([header, *reversed(lines)]) + "\n", encoding="utf-8")
        with open_ledger(":memory:") as ledger:
            first = pay(**TABLES, year=YEAR, ledger=ledger, dry_run=False)
            money = ledger.balances(2566)
            again = pay(**TABLES | {"claims": turned}, year=YEAR, ledger=ledger, dry_run=False)
            assert first.run_id != again.run_id
            assert (Baht(0), money) == (again.paying, ledger.balances(2566))
            ledger.verify()

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("29 ก.พ. 2567", "2024-02-29"), ("๒๙/๒/๒๕๖๗", "2024-02-29"), ("2024-02-29", "2024-02-29"),
            ("31/12/2566", "2023-12-31"), ("29 ก.พ. 2566", None), ("2023-02-29", None), ("2567-02-29", None),
            ("29/2/2024", None), ("1 ก.พ. 2023", None), ("31/4/2566", None),
        ],
    )  # fmt: skip
    def test_days_of_both_eras(self, tmp_path: Path, text: str, day: str | None) -> None:
        """A day is read in the era that its form states; one that is in no calendar or no era is refused."""
        claims = tmp_path / "c.csv"
        claims.write_text(
            f"claim,member,person,registered\nc1,ย-01,9999900000019,1/2/2566\nc2,ย-01,9999900000027,{text}\n",
            encoding="utf-8",
        )
        run = pay(**TABLES | {"claims": claims}, year=YEAR)
        assert ([2] if day is None else []) == [row.row for row in run.rejected_rows]
        if day is not None:
            assert day == str(run.decisions["c2"].registered)

    @pytest.mark.parametrize("amount", ["-1", "1e3", "", "NaN", "13.001", "ยะลา"])
    def test_allocations_that_are_no_amounts(self, tmp_path: Path, amount: str) -> None:
        """An allocation below zero, or that is no amount, refuses the run in both languages."""
        money = tmp_path / "m.csv"
        money.write_text(f"office,amount\nยะลา,{amount}\n", encoding="utf-8")
        with pytest.raises(PaymentInputError) as caught:
            pay(**TABLES | {"allocations": money}, year=YEAR)
        assert "bad-rows" == caught.value.reason
        assert "แถวที่ 1" in caught.value.text("th")

    def test_refused_rows_that_look_alike_are_two_inputs(self, tmp_path: Path) -> None:
        """Registers that contradict themselves about different members, which look alike when masked, are two runs."""

        def run(member: str) -> PayRun:
            register = tmp_path / f"{member}.csv"
            rows = "".join(f"{member},{office},yes,9/1/2566,9/1/2566,9991000011\n" for office in ("ก", "ข"))
            register.write_text(
                f"member_id,office_th,natural_person,approved,entered,account\n{rows}", encoding="utf-8"
            )
            return pay(**TABLES | {"members": register}, year=YEAR)

        first, second = run("1110000000001"), run("2220000000001")
        assert first.rejected_rows == second.rejected_rows
        assert first.run_id != second.run_id
