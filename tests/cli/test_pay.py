"""``ssoplan pay``: a dry run unless told otherwise, one line an error, and nobody's numbers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from ssoplan.calendar import FundYear
from ssoplan.cli import cli
from ssoplan.payments import open_ledger, pay, sample_tables
from ssoplan.payments.identity import plain_identity
from ssoplan.payments.outputs import report

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLES = sample_tables()
GIVEN = {
    "--year": "2566",
    "--members": str(TABLES["members"]),
    "--insured": str(TABLES["persons"]),
    "--earlier": str(TABLES["earlier"]),
    "--allocation": str(TABLES["allocations"]),
}


def arguments(*more: str, claims: str = str(TABLES["claims"]), **instead: str) -> list[str]:
    """Return the arguments of a run of the sample; ``members=…`` stands for ``--members``."""
    options = GIVEN | {f"--{name}": value for name, value in instead.items()}
    return ["pay", claims, *(word for pair in options.items() for word in pair), *more]


def run(*more: str, claims: str = str(TABLES["claims"]), **instead: str) -> Result:
    """Run ``ssoplan pay`` on the sample."""
    result = CliRunner().invoke(cli, arguments(*more, claims=claims, **instead), prog_name="ssoplan")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def refused(result: Result, *, said: str) -> None:
    """Check that a run is refused in one line that says this, with exit status 2 and nothing on stdout."""
    assert (2, "") == (result.exit_code, result.stdout)
    assert 1 == len(result.stderr.splitlines()), result.stderr
    assert result.stderr.startswith("ssoplan: ")
    assert said in result.stderr


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestDryRun:
    def test_is_the_default_and_says_so(self, here: Path) -> None:
        """Without --commit nothing is paid, nothing is written anywhere, and the first lines say so."""
        result = run()
        assert (1, "") == (result.exit_code, result.stderr)
        assert "dry run: nothing is paid" in result.stdout
        assert "to pay: 65 baht (หกสิบห้าบาทถ้วน)" in result.stdout
        assert [] == list(here.iterdir())

    def test_does_not_touch_a_ledger(self, here: Path) -> None:
        """A dry run reads the ledger and leaves every byte of it."""
        open_ledger("l.db").close()
        before = Path("l.db").read_bytes()
        assert 1 == run("--ledger", "l.db").exit_code
        assert before == Path("l.db").read_bytes()
        assert ["l.db"] == [path.name for path in here.iterdir()]

    def test_thai(self) -> None:
        """The summary is Thai on request."""
        assert "ทดลองรัน" in run("--lang", "th").stdout

    def test_json_is_the_report(self) -> None:
        """JSON output is the report of the library."""
        result = run("--format", "json")
        assert report(pay(**TABLES, year=FundYear(2566))) == json.loads(result.stdout)

    def test_explains_a_claim(self) -> None:
        """--explain says which rules stand against a claim, in text and in JSON; an unknown claim is an error."""
        assert "CLM-09" in run("--explain", "ค-004").stdout.partition("claim ค-004 (row 4)")[2]
        plain = json.loads(run("--format", "json", "--explain", "ค-004").stdout)
        assert ["CLM-09"] == [each["rule"] for each in plain["explanations"][0]["reasons"]]
        result = run("--explain", "x")
        assert (2, True) == (result.exit_code, "'x'" in result.stderr)

    def test_thai_digits_in_the_year(self) -> None:
        """The year may be written in Thai digits."""
        assert run().stdout == run(year="๒๕๖๖").stdout

    def test_all_payable(self, here: Path) -> None:
        """Exit status 0 says that every claim is payable."""
        lines = TABLES["claims"].read_text(encoding="utf-8").splitlines()[:4]
        (here / "claims.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        result = run(claims="claims.csv")
        assert 0 == result.exit_code, result.stdout

    def test_without_allocations_nothing_is_paid(self) -> None:
        """Without --allocation and a ledger no office has money: every claim that is in order is held."""
        given = arguments()
        place = given.index("--allocation")
        result = CliRunner().invoke(cli, [*given[:place], *given[place + 2 :]])
        assert (1, True) == (result.exit_code, "0 payable" in result.stdout)


class TestCommit:
    def pay(self, *more: str) -> Result:
        """Pay the sample."""
        return run("--commit", "--ledger", "l.db", "--new-ledger", *more)

    def test_pays_once(self, here: Path) -> None:
        """The first run pays; the second run of the same input says that it was paid before, and adds nothing."""
        assert "paid: run 1 of the ledger" in self.pay().stdout
        before = (here / "l.db").read_bytes()
        again = self.pay()
        assert "nothing was paid now" in again.stdout
        assert (1, before) == (again.exit_code, (here / "l.db").read_bytes())

    def test_writes_the_same_files_again(self, here: Path) -> None:
        """The second run of the same input writes the same bytes to another place, and none to the same one."""
        self.pay("--out", "a", "--bank-file", "bank.csv")
        self.pay("--out", "b", "--lang", "th")
        again = self.pay("--out", "a", "--bank-file", "bank.csv")
        assert (1, "") == (again.exit_code, again.stderr)
        first, second = ({path.name: path.read_bytes() for path in (here / each).iterdir()} for each in "ab")
        assert first == second

    def test_needs_a_ledger(self) -> None:
        """--commit without a ledger, or with one that is forgotten at once, is refused."""
        refused(run("--commit"), said="--ledger")
        refused(run("--commit", "--new-ledger", "--ledger", ":memory:"), said="--ledger")

    def test_masked_outputs_stand_alone(self, here: Path) -> None:
        """A bank file or a ledger inside the folder of the masked outputs is refused before anything is paid."""
        refused(self.pay("--out", "out", "--bank-file", "out/bank.csv"), said="out/bank.csv")
        refused(self.pay("--out", "."), said="l.db")
        assert [] == list(here.iterdir())

    def test_does_not_make_a_ledger_unasked(self, here: Path) -> None:
        """A name that is mistyped is no new ledger, from which everybody would be paid again."""
        refused(run("--commit", "--ledger", "mistyped.db"), said="mistyped.db")
        assert [] == list(here.iterdir())

    def test_papers_are_looked_after_first(self, here: Path) -> None:
        """Where the outputs cannot be written, nothing is paid."""
        (here / "out").mkdir()
        (here / "out" / "letter.txt").write_text("x", encoding="utf-8")
        refused(self.pay("--out", "out"), said="letter.txt")
        run("--out", "trial")
        refused(self.pay("--out", "trial"), said="not paid")
        refused(self.pay("--bank-file", "bank.pdf"), said=".pdf")
        assert not (here / "l.db").exists()

    def test_paid_but_not_written_says_so(self, here: Path) -> None:
        """Where writing fails after the payment, the one line says that it is paid; the same command elsewhere mends it."""
        (here / "bank.csv").write_text("x", encoding="utf-8")
        refused(self.pay("--bank-file", "bank.csv"), said="IS PAID")
        assert "nothing was paid now" in self.pay("--bank-file", "other.csv").stdout
        assert (here / "other.csv").exists()

    def test_a_bank_file_needs_a_payment(self, here: Path) -> None:
        """A dry run gives no bank file."""
        refused(run("--bank-file", "bank.csv"), said="--commit")
        open_ledger("l.db").close()
        refused(run("--bank-file", "bank.csv", "--ledger", "l.db"), said="not paid")
        assert ["l.db"] == [path.name for path in here.iterdir()]

    def test_new_ledger_is_for_payments(self) -> None:
        """A dry run makes no ledger."""
        refused(run("--new-ledger", "--ledger", "l.db"), said="--new-ledger")


class TestBadInput:
    @pytest.mark.parametrize("option", ["claims", "members", "insured", "earlier", "allocation"])
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (None, "No such file"),
            (b"", "no header"),
            (b"\n\n", "no header"),
            (b"a,b\n1,2\n", "column"),
            (b"\xff\xfe\x00\x01", "UTF-8"),
            (b"PK\x03\x04\x00\x00", ""),
            (b'claim_id,"x\n', ""),
        ],
    )
    def test_is_one_line(self, here: Path, option: str, content: bytes | None, said: str) -> None:
        """A file that is missing, empty, of other columns or no text at all is one line on stderr, in both languages."""
        if content is not None:
            (here / "x.csv").write_bytes(content)
        refused(run(**{option: "x.csv"}), said=said)
        refused(run("--lang", "th", **{option: "x.csv"}), said="")

    @pytest.mark.parametrize("option", ["claims", "members", "allocation"])
    def test_directory(self, here: Path, option: str) -> None:
        """A folder in the place of a file is one line."""
        refused(run(**{option: str(here)}), said="directory")

    @pytest.mark.parametrize("year", ["2023", "abc", "", "-1", "²", "99999", "256.6"])
    def test_year(self, year: str) -> None:
        """A year that is no fund year is one line."""
        refused(run(year=year), said="year")

    @pytest.mark.parametrize(
        "content", [b"not a database, but a text that is long enough to be one" * 20, b"SQLite format 3\0"]
    )
    def test_ledger_of_another_kind(self, here: Path, content: bytes) -> None:
        """A file that is no ledger is refused and stays as it is."""
        (here / "l.db").write_bytes(content)
        for more in ((), ("--commit",)):
            result = run("--ledger", "l.db", *more)
            refused(result, said="l.db")
            assert content == (here / "l.db").read_bytes()

    def test_ledger_is_a_folder(self, here: Path) -> None:
        """A folder is no ledger."""
        refused(run("--ledger", str(here), "--commit", "--new-ledger"), said="ledger")

    @pytest.mark.skipif(
        os.name == "nt" or not Path("/proc").exists(), reason="needs a place where nobody can write"
    )
    def test_place_that_cannot_be_written(self, here: Path) -> None:
        """A place where nobody can write is refused before anything is paid."""
        refused(run("--out", "/proc/x", "--commit", "--ledger", "l.db", "--new-ledger"), said="/proc/x")
        assert not (here / "l.db").exists()

    def test_without_the_workbook_library(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without openpyxl the line names the extra; --no-excel does without."""
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        refused(run("--out", "out"), said="ssoplan[excel]")
        assert 1 == run("--out", "out", "--no-excel").exit_code
        assert not (here / "out" / "pay-run.xlsx").exists()


class TestNumbers:
    def test_numbers_used_as_names_are_masked(self, here: Path) -> None:
        """Citizen ids that serve as numbers of claims and offices stand in no summary, explanation, JSON or error."""
        (here / "claims.csv").write_text(
            "claim,member,person,วันที่สมัคร\n9999900000027,ย-01,9999900000019,1/2/2566\n"
            "9999900000035,ย-02,9999900000043,x\n9999900000035,ย-02,9999900000051,1/2/2566\n"
            "9999900000051,ย-09,9999900000051,1/2/2566\n",
            encoding="utf-8",
        )
        (here / "money.csv").write_text("office,amount\nยะลา 9991000011,100\n", encoding="utf-8")
        for more in ((), ("--format", "json")):
            for claim in ("9999900000027", "9999900000051", "9999900000028"):
                result = run(*more, "--explain", claim, claims="claims.csv", allocation="money.csv")
                plain = plain_identity(result.stdout + result.stderr)
                assert "99999000" not in plain
                assert "9991000" not in plain

    def test_of_places_too(self, here: Path) -> None:
        """A folder and a bank file that are called like a citizen id are named masked."""
        result = run(
            "--out",
            "9999900000019",
            "--bank-file",
            "9999900000027.csv",
            "--commit",
            "--ledger",
            "l.db",
            "--new-ledger",
        )
        assert (1, True) == (result.exit_code, (here / "9999900000019").exists())
        assert "99999000" not in plain_identity(result.stdout + result.stderr)

    @pytest.mark.parametrize("lang", ["en", "th"])
    def test_an_error_of_the_system_is_in_the_language_asked_for(self, here: Path, lang: str) -> None:
        """What the operating system reports is said in Thai too."""
        result = run("--lang", lang, claims=str(here / "nowhere.csv"))
        assert (lang == "en") == ("No such file" in result.stderr)
        assert (lang == "th") == ("ไม่มีไฟล์" in result.stderr)


class TestProcess:
    def shown(self, words: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Run the command line in a process of its own, as a shell does."""
        command = [sys.executable, "-X", "utf8", "-m", "ssoplan", *words]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603  # our own program

    def test_pipes_get_no_bar_and_nobodys_numbers(self, here: Path) -> None:
        """Where stderr is no terminal it stays empty, and stdout in both forms shows no number of a person."""
        for form in ("text", "json"):
            claims = [word for n in (1, 4, 8, 13) for word in ("--explain", f"ค-{n:03}")]
            result = self.shown(arguments("--format", form, *claims, "--out", str(here / "out")))
            assert (1, "") == (result.returncode, result.stderr)
            assert "99999000" not in plain_identity(result.stdout)
            assert "9991000" not in plain_identity(result.stdout)

    @pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
    def test_terminal_gets_a_bar(self) -> None:
        """On a terminal a bar on stderr reaches 100 %, and stdout has the summary alone."""
        import pty  # noqa: PLC0415  # not on Windows

        main, end = pty.openpty()
        command = [sys.executable, "-X", "utf8", "-m", "ssoplan", *arguments()]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=end) as process:  # noqa: S603  # our own program
            os.close(end)
            assert process.stdout is not None
            out = process.stdout.read().decode()
        drawn = b""
        try:
            while piece := os.read(main, 65536):
                drawn += piece
        except OSError:  # the other end is closed
            pass
        os.close(main)
        assert "100%" in drawn.decode()
        assert out.startswith("run pay-2566-")
