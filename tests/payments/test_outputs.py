"""The outputs of a pay run: whole, the same each time, harmless in a spreadsheet, and without anybody's numbers."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import logging
import pickle
import stat
import traceback
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoplan.calendar import FundYear
from ssoplan.errors import SsoplanError
from ssoplan.money import Baht
from ssoplan.numerals import parse_baht_text
from ssoplan.payments import (
    AccountNumber,
    CitizenId,
    Claim,
    InsuredPerson,
    PayRun,
    RegisterEntry,
    open_ledger,
    pay,
    sample_tables,
)
from ssoplan.payments.identity import plain_identity
from ssoplan.payments.outputs import (
    BankFileError,
    OutputError,
    Sheet,
    check_outputs,
    neutral,
    report,
    sheets,
    write_bank_file,
    write_outputs,
)
from ssoplan.payments.outputs.workbook import write_workbook

if TYPE_CHECKING:
    from pathlib import Path

YEAR = FundYear(2566)
DAY = dt.date(2023, 3, 1)
PERSON = CitizenId("9-9999-00000-01-9")
NAMES = [
    "control.csv", "totals.csv", "offices.csv", "pay-list.csv", "rejected.csv", "held.csv", "unread-rows.csv",
    "pay-run.xlsx", "report.json",
]  # fmt: skip


def paid_run() -> PayRun:
    """Return the sample run, paid."""
    with open_ledger(":memory:") as ledger:
        return pay(**sample_tables(), year=YEAR, ledger=ledger, dry_run=False)


PAID = paid_run()
DRY = pay(**sample_tables(), year=YEAR)


def run_of(
    claim: str = "C1", *, member: str = "N1", office: str = "ยะลา", account: str = "9991000011"
) -> PayRun:
    """Return a run of one claim, paid."""
    with open_ledger(":memory:") as ledger:
        return pay(
            [Claim(claim_id=claim, member_id=member, person_id=PERSON, registered=DAY)],
            members=[
                RegisterEntry(
                    member_id=member, office_th=office, natural_person=True, approved=DAY, entered=DAY, account=AccountNumber(account)
                )
            ],
            persons=[InsuredPerson(person_id=PERSON, complete=True, first_time=True)],
            allocations={office: Baht(1000)},
            year=YEAR,
            ledger=ledger,
            dry_run=False,
        )  # fmt: skip


def content(path: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder by name."""
    return {each.name: each.read_bytes() for each in sorted(path.iterdir())}


def unpacked(data: bytes) -> str:
    """Return the text of a file, of every part of it where it is a workbook."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def rows(path: Path) -> list[list[str]]:
    """Return the rows of a CSV file, its headings first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def secrets() -> set[str]:
    """Return all citizen ids and accounts that the sample holds, as plain digits, wrong ones too."""
    found = set()
    for path in sample_tables().values():
        for row in rows(path):
            found |= {plain_identity(cell) for cell in row}
    return {each for each in found if each.isdecimal() and len(each) >= 10}


def leaks(text: str, numbers: set[str]) -> set[str]:
    """Return the numbers that stand in a text, however they are written."""
    plain = plain_identity(text)
    return {number for number in numbers if number in plain}


class TestFolder:
    def test_holds_every_output(self, tmp_path: Path) -> None:
        """All lists, the workbook and the report are written, and nothing is left beside them."""
        assert NAMES == [path.name for path in write_outputs(PAID, tmp_path / "a" / "out")]
        assert sorted(NAMES) == sorted(content(tmp_path / "a" / "out"))
        assert ["a"] == [path.name for path in tmp_path.iterdir()]

    def test_same_run_same_bytes(self, tmp_path: Path) -> None:
        """The same run in another ledger gives the same bytes, and so does the run read again from its ledger."""
        write_outputs(PAID, tmp_path / "1")
        write_outputs(paid_run(), tmp_path / "2")
        with open_ledger(":memory:") as ledger:
            pay(**sample_tables(), year=YEAR, ledger=ledger, dry_run=False)
            again = pay(**sample_tables(), year=YEAR, ledger=ledger, dry_run=False)
        assert again.replayed
        write_outputs(again, tmp_path / "3")
        assert content(tmp_path / "1") == content(tmp_path / "2") == content(tmp_path / "3")

    def test_bytes_do_not_depend_on_the_clock(self, tmp_path: Path) -> None:
        """Nothing in a workbook is dated by the day on which it was written."""
        write_outputs(PAID, tmp_path)
        with zipfile.ZipFile(tmp_path / "pay-run.xlsx") as archive:
            assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in archive.infolist()}
            core = archive.read("docProps/core.xml").decode()
        assert str(dt.datetime.now(tz=dt.UTC).year) not in core
        assert core.count("1980-01-01T00:00:00Z") == 2

    def test_written_again_nothing_changes(self, tmp_path: Path) -> None:
        """The same outputs in the same folder again stay, and a file that is gone comes back."""
        write_outputs(PAID, tmp_path)
        before = content(tmp_path)
        times = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
        write_outputs(PAID, tmp_path)
        assert times == {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
        (tmp_path / "held.csv").unlink()
        write_outputs(PAID, tmp_path)
        assert before == content(tmp_path)

    def test_without_links(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the file system has no links, the files are the same, and nothing is written over either."""

        def refuse(*_: object) -> None:
            raise OSError(95, "Operation not supported")

        monkeypatch.setattr("pathlib.Path.hardlink_to", refuse)
        write_outputs(PAID, tmp_path / "1")
        write_outputs(PAID, tmp_path / "1")
        with pytest.raises(OutputError):
            write_outputs(DRY, tmp_path / "1")
        monkeypatch.undo()
        write_outputs(PAID, tmp_path / "2")
        assert content(tmp_path / "1") == content(tmp_path / "2")

    def test_another_run_is_not_written_over(self, tmp_path: Path) -> None:
        """The folder of another run refuses, and stays as it is."""
        write_outputs(PAID, tmp_path)
        before = content(tmp_path)
        with pytest.raises(OutputError) as caught:
            write_outputs(run_of(), tmp_path)
        assert caught.value.reason == "exists"
        assert before == content(tmp_path)

    def test_strange_folder_is_refused(self, tmp_path: Path) -> None:
        """A folder with files of somebody else's is refused by name, and nothing is added to it."""
        (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
        with pytest.raises(OutputError, match=r"letter\.txt"):
            write_outputs(PAID, tmp_path)
        assert ["letter.txt"] == list(content(tmp_path))

    def test_file_is_no_folder(self, tmp_path: Path) -> None:
        """A file in the place of the folder is refused."""
        (tmp_path / "x").write_text("x", encoding="utf-8")
        with pytest.raises(OutputError, match="need a folder"):
            write_outputs(PAID, tmp_path / "x")

    @pytest.mark.parametrize("place", ["x/y", "a\0b"])
    def test_place_that_cannot_be(self, tmp_path: Path, place: str) -> None:
        """A place that the system refuses is one error of the library, in both languages."""
        (tmp_path / "x").write_text("x", encoding="utf-8")
        with pytest.raises(OutputError) as caught:
            write_outputs(PAID, tmp_path / place)
        assert caught.value.text("th").startswith("เขียนที่")

    def test_failure_leaves_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A failure in the middle leaves no file and no folder behind."""

        def broken(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("ssoplan.payments.outputs.folder.write_workbook", broken)
        with pytest.raises(OutputError, match="No space left"):
            write_outputs(PAID, tmp_path / "out")
        assert [] == list(tmp_path.iterdir())

    def test_unpaid_papers_are_not_mixed_with_paid_ones(self, tmp_path: Path) -> None:
        """Before a payment, a folder with the outputs of a dry run is refused; without one, nothing is made."""
        check_outputs(tmp_path / "new", paying=True)
        assert [] == list(tmp_path.iterdir())
        write_outputs(DRY, tmp_path)
        check_outputs(tmp_path)
        with pytest.raises(OutputError) as caught:
            check_outputs(tmp_path, paying=True)
        assert caught.value.reason == "not-paid"

    def test_report_names_the_files(self, tmp_path: Path) -> None:
        """The report has the rows and the SHA-256 of each CSV file."""
        write_outputs(PAID, tmp_path)
        files = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["files"]
        assert files == {
            name: {
                "rows": len(rows(tmp_path / name)) - 1,
                "sha256": hashlib.sha256((tmp_path / name).read_bytes()).hexdigest(),
            }
            for name in NAMES
            if name.endswith(".csv")
        }

    def test_without_a_workbook(self, tmp_path: Path) -> None:
        """The workbook can be left out, and then its library is not asked for."""
        assert "pay-run.xlsx" not in [path.name for path in write_outputs(PAID, tmp_path, excel=False)]


class TestLists:
    def test_every_row_of_the_input_is_in_one_list(self, tmp_path: Path) -> None:
        """Claims that are payable, rejected and held and rows that could not be read are all rows of the input."""
        write_outputs(PAID, tmp_path)
        lists = [rows(tmp_path / f"{name}.csv")[1:] for name in ("pay-list", "rejected", "held")]
        unread = [row[1] for row in rows(tmp_path / "unread-rows.csv")[1:]]
        found = sorted(int(each) for each in [*(row[0] for part in lists for row in part), *unread])
        assert list(range(1, 23)) == found

    def test_rejection_has_every_reason_and_rule(self, tmp_path: Path) -> None:
        """A claim that three rules stand against is listed with all three and what each asks."""
        write_outputs(PAID, tmp_path, lang="en")
        row = next(row for row in rows(tmp_path / "rejected.csv") if row[1] == "ค-013")
        assert row[-2] == "CLM-03; CLM-11; CLM-11a?"
        assert row[-1] == (
            "does not hold: The member was approved when the person registered; "
            "does not hold: The person registered within the fund year; "
            "not known: A rate is in force on the day of registration"
        )

    def test_workbook_says_what_the_csv_files_say(self, tmp_path: Path) -> None:
        """Each sheet of the workbook has the rows of its CSV file; amounts are numbers, days are days."""
        write_outputs(PAID, tmp_path)
        book = openpyxl.load_workbook(tmp_path / "pay-run.xlsx")
        for sheet, page in zip(sheets(PAID), book, strict=True):
            cells = [[_plain(cell) for cell in row] for row in page.iter_rows(values_only=True)]
            assert _padded(rows(tmp_path / f"{sheet.name}.csv")) == _padded(cells)
        assert [row[-1].value for row in book["รายการจ่าย"].iter_rows(min_row=2)] == [13] * 5

    def test_totals_agree_in_digits_and_words(self, tmp_path: Path) -> None:
        """Totals by office, member and month each add up to what is paid, and words say what digits say."""
        write_outputs(PAID, tmp_path)
        table = rows(tmp_path / "totals.csv")[1:]
        for by in ("หน่วยงาน", "เครือข่าย", "เดือน"):
            assert PAID.paying == sum((Baht(row[6]) for row in table if row[0] == by), Baht(0))
        assert all(parse_baht_text(row[place + 1]) == Baht(row[place]) for row in table for place in (6, 8))
        control = dict(rows(tmp_path / "control.csv")[1:])
        assert (control["จำนวนเงินที่จ่าย (บาท)"], control["จำนวนเงินที่จ่าย (ตัวอักษร)"]) == ("65.00", "หกสิบห้าบาทถ้วน")

    def test_money_of_an_office_is_conserved(self) -> None:
        """In the report, the allocation of each office is what is paid, held back and remaining."""
        for office in report(PAID)["offices"]:
            parts = [Baht(office[each]) for each in ("paid", "held_back", "remaining")]
            assert Baht(office["allocation"]) == sum(parts, Baht(0))

    def test_report_has_the_receipt(self) -> None:
        """The report names run, ledger, policy, its hash and the digest of the input, and says whether it is paid."""
        made = report(PAID)
        assert PAID.record is not None
        assert made["receipt"] == PAID.receipt.to_dict()
        assert (made["state"], made["run"]) == ("paid", PAID.run_id)
        assert made["ledger"] == {"runs_before": 0, "number": 1, "chain": PAID.record.chain}
        assert (report(DRY)["state"], report(DRY)["ledger"]["chain"]) == ("not paid", None)

    def test_long_sheets_go_on(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Rows beyond what a sheet holds stand in a second sheet, none twice and none lost."""
        monkeypatch.setattr("ssoplan.payments.outputs.workbook._ROWS", 2)
        sheet = Sheet("x", "X", ("n",), lambda: iter([(number,) for number in range(5)]))
        write_workbook([sheet], tmp_path / "x.xlsx")
        book = openpyxl.load_workbook(tmp_path / "x.xlsx")
        found = {page.title: [row[0] for row in page.iter_rows(min_row=2, values_only=True)] for page in book}
        assert {"X": [0, 1], "X 2": [2, 3], "X 3": [4]} == found

    def test_large_amounts_keep_their_digits(self, tmp_path: Path) -> None:
        """An amount with more digits than a spreadsheet keeps stands as text."""
        amounts = [Baht("9999999999999.99"), Baht("12345678901234.56")]
        sheet = Sheet("x", "X", ("n",), lambda: iter([(amount,) for amount in amounts]))
        write_workbook([sheet], tmp_path / "x.xlsx")
        page = openpyxl.load_workbook(tmp_path / "x.xlsx")["X"]
        assert [9999999999999.99, "12345678901234.56"] == [page["A2"].value, page["A3"].value]


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return cell if isinstance(cell, str) else f"{cell:g}"


def _padded(table: list[list[str]]) -> list[list[str]]:
    return [[cell.removesuffix(".00") for cell in row] for row in table]


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\rx",
    "  =1",
    "\u00a0=1",
    "＝1",
    "\u200b=1",
    "ก;=1",
    '=HYPERLINK("x")',
]


class TestFormulas:
    @pytest.mark.parametrize("text", FORMULAS)
    def test_is_made_text(self, text: str) -> None:
        """What a spreadsheet may compute gets an apostrophe, in its right place, and is else unchanged."""
        assert neutral(text).replace("'", "") == text
        assert neutral(text) != text
        assert neutral(neutral(text)) == neutral(text)

    @pytest.mark.parametrize("text", ["ค-001", "1=1", "ก=ข", "", "a - b", "2566/01", "เครือข่าย+", "ก; ข"])
    def test_other_text_stays(self, text: str) -> None:
        """Text that begins with a letter or a digit stays as it is."""
        assert text == neutral(text)

    @given(st.text(alphabet="=+-@ \t\r\n;ก1\u00a0\x00\x0b", max_size=8))
    def test_no_part_of_a_line_begins_a_formula(self, text: str) -> None:
        """Whatever the text, no part of it that a spreadsheet may take for a cell begins with a sign of a formula."""
        for part in neutral(text).replace("\t", ";").replace("\r", ";").replace("\n", ";").split(";"):
            assert not part.lstrip(" \u00a0\ufffd\x00\x0b").startswith(("=", "+", "-", "@"))

    @pytest.mark.parametrize("name", ["=1+1", "@cmd", "#REF!", "-2+3"])
    def test_names_of_the_input_are_text(self, name: str, tmp_path: Path) -> None:
        """A claim, a member and an office that are called like a formula are text in CSV and workbook."""
        run = run_of(name, member=name, office=name)
        write_outputs(run, tmp_path / "out")
        assert [neutral(name)] * 3 == rows(tmp_path / "out" / "pay-list.csv")[1][1:4]
        write_bank_file(run, tmp_path / "bank.xlsx", reveal=True)
        for path in (tmp_path / "out" / "pay-run.xlsx", tmp_path / "bank.xlsx"):
            for page in openpyxl.load_workbook(path):
                assert not {cell.data_type for row in page.iter_rows() for cell in row} & {"f", "e"}


class TestPersonalData:
    numbers = secrets()

    def test_sample_has_numbers_to_find(self, tmp_path: Path) -> None:
        """The search finds what it looks for: in the bank file the accounts, in the input all of them."""
        assert len(self.numbers) > 25
        whole = "\n".join(path.read_text(encoding="utf-8") for path in sample_tables().values())
        assert self.numbers == leaks(whole, self.numbers)
        write_bank_file(PAID, tmp_path / "bank.csv", reveal=True)
        found = leaks((tmp_path / "bank.csv").read_text(encoding="utf-8"), self.numbers)
        assert {"9991000011", "9991000022", "9991000044", "9991000066"} == found

    @pytest.mark.parametrize("lang", ["en", "th"])
    @pytest.mark.parametrize("run", [PAID, DRY], ids=["paid", "dry"])
    def test_no_output_shows_a_number(self, run: PayRun, lang: Any, tmp_path: Path) -> None:
        """No file of the outputs, and no part of the workbook, holds a citizen id or an account number."""
        write_outputs(run, tmp_path, lang=lang)
        for name, data in content(tmp_path).items():
            assert set() == leaks(unpacked(data), self.numbers), name

    def test_numbers_used_as_names_are_masked(self, tmp_path: Path) -> None:
        """A citizen id that serves as the number of a claim, member or office is masked too, in any script."""
        run = run_of("9-9999-00000-02-7", member="๙๙๙๙๙๐๐๐๐๐๐๓๕", office="ร้าน 9999900000043")
        write_outputs(run, tmp_path)
        numbers = {"9999900000019", "9999900000027", "9999900000035", "9999900000043", "9991000011"}
        for name, data in content(tmp_path).items():
            assert set() == leaks(unpacked(data), numbers), name
        bank = write_bank_file(run, tmp_path / "bank.csv", reveal=True)
        assert {"9991000011"} == leaks(bank.read_text(encoding="utf-8"), numbers)

    def test_no_repr_log_or_pickled_sheet_shows_a_number(
        self, caplog: pytest.LogCaptureFixture, tmp_path: Path
    ) -> None:
        """What a run, its decisions, explanations, rejected rows and sheets print holds no number."""
        with caplog.at_level(logging.DEBUG):
            run = paid_run()
            write_outputs(run, tmp_path / "out")
            write_bank_file(run, tmp_path / "bank.csv", reveal=True)
            logging.getLogger("test").debug("%r %s", run, list(run.decisions))
        printed = [
            repr(run),
            str(run),
            repr(run.receipt),
            repr(run.rejected_rows),
            repr(sheets(run)),
            caplog.text,
        ]
        printed += [repr(run.entry()), repr(run.book), repr(run.decisions)]
        for each in run.decisions:
            printed += [repr(each), str(each), json.dumps(run.explain(each.claim_id).to_dict())]
            printed += [run.explain(each.claim_id).text("th")]
        assert set() == leaks("\n".join(printed), self.numbers)

    @pytest.mark.parametrize(
        "fail",
        [
            lambda path: write_bank_file(PAID, path / "bank.csv", reveal=False),
            lambda path: write_bank_file(DRY, path / "bank.csv", reveal=True),
            lambda path: write_bank_file(PAID, path / "9999900000019.txt", reveal=True),
            lambda path: write_outputs(PAID, path / "9991000011"),
            lambda _: pay(**sample_tables() | {"allocations": sample_tables()["persons"]}, year=YEAR),
            lambda _: pay(**sample_tables() | {"earlier": sample_tables()["members"]}, year=YEAR),
        ],
    )
    def test_no_error_shows_a_number(self, fail: Any, tmp_path: Path) -> None:
        """Errors, in both languages, in a traceback and pickled, hold no number."""
        (tmp_path / "9991000011").write_text("x", encoding="utf-8")
        with pytest.raises(SsoplanError) as caught:
            fail(tmp_path)
        error = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  # our own
        texts = [error.text("en"), error.text("th"), repr(error)]
        texts.append("".join(traceback.format_exception_only(caught.value)))
        assert set() == leaks("\n".join(texts), self.numbers)


class TestBankFile:
    def test_is_what_the_bank_transfers(self, tmp_path: Path) -> None:
        """One line a member and account with the account in full adds up to what is paid; no citizen id is in it."""
        write_bank_file(PAID, tmp_path / "bank.csv", reveal=True)
        table = rows(tmp_path / "bank.csv")[1:]
        assert [PAID.run_id] * 4 == [row[-1] for row in table]
        assert ["1", "ยะลา", "ย-01", "9991000011", "2", "26.00"] == table[0][:-1]
        assert PAID.paying == sum((Baht(row[5]) for row in table), Baht(0))

    def test_workbook_keeps_the_zeros_of_an_account(self, tmp_path: Path) -> None:
        """An account that begins with zeros is text in the workbook, with all its digits."""
        write_bank_file(run_of(account="001-2-34567-8"), tmp_path / "bank.xlsx", reveal=True)
        page = openpyxl.load_workbook(tmp_path / "bank.xlsx").worksheets[0]
        assert ("0012345678", "s") == (page["D2"].value, page["D2"].data_type)

    def test_is_for_its_owner_only(self, tmp_path: Path) -> None:
        """Nobody but the owner can read it."""
        path = write_bank_file(PAID, tmp_path / "bank.csv", reveal=True)
        assert 0o600 == stat.S_IMODE(path.stat().st_mode)
        assert ["bank.csv"] == list(content(tmp_path))

    def test_same_bytes_and_never_written_over(self, tmp_path: Path) -> None:
        """The same run gives the same bytes again; another run does not replace the file."""
        for name in ("bank.csv", "bank.xlsx"):
            write_bank_file(PAID, tmp_path / name, reveal=True)
            before = (tmp_path / name).read_bytes()
            write_bank_file(paid_run(), tmp_path / name, reveal=True)
            with pytest.raises(OutputError):
                write_bank_file(run_of(), tmp_path / name, reveal=True)
            assert before == (tmp_path / name).read_bytes()

    @pytest.mark.parametrize(
        ("run", "name", "reveal", "reason"),
        [
            (DRY, "bank.csv", True, "not-committed"),
            (PAID, "bank.csv", False, "reveal"),
            (PAID, "bank.csv", "yes", "reveal"),
            (PAID, "bank.pdf", True, "suffix"),
        ],
    )
    def test_is_refused(self, run: PayRun, name: str, reveal: Any, reason: str, tmp_path: Path) -> None:
        """A run that is not paid, an unspoken wish or another kind of file gives no bank file."""
        with pytest.raises(BankFileError) as caught:
            write_bank_file(run, tmp_path / name, reveal=reveal)
        assert caught.value.reason == reason
        assert [] == list(tmp_path.iterdir())
