"""Reading the tables of a pay run: nothing is dropped, nothing is guessed, no number of a person is shown."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.calendar import BudgetYear, FundYear
from ssoplan.money import Baht
from ssoplan.payments import (
    AccountNumber,
    CitizenId,
    Claim,
    EarlierPayment,
    InsuredPerson,
    OfficeAllocation,
    PaymentInputError,
    PayRunError,
    RegisterEntry,
    read_book,
    sample_tables,
)
from ssoplan.payments.identity import citizen_id_fault
from ssoplan.payments.reading import read_table
from ssoplan.payments.tables import ALLOCATIONS, CLAIMS, EARLIER, MEMBERS, PERSONS, TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from ssoplan.payments.book import Book

YEAR = FundYear(2566)
GOOD = "9999900000019"
HEAD = "claim_id,member_id,person_id,registered"


def written(folder: Path, text: str | bytes, name: str = "claims.csv") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def read(folder: Path, text: str | bytes) -> Any:
    """Return the claims of a CSV text."""
    return read_table(written(folder, text), CLAIMS)


class TestDays:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("2023-03-01", dt.date(2023, 3, 1)),
            ("๒๐๒๓-๐๓-๐๑", dt.date(2023, 3, 1)),
            ("2023-03-01 00:00:00", dt.date(2023, 3, 1)),
            ("1/3/2566", dt.date(2023, 3, 1)),
            ("๑ มี.ค. ๒๕๖๖", dt.date(2023, 3, 1)),
            (" 1 มีนาคม พ.ศ. 2566 ", dt.date(2023, 3, 1)),
            ("29 ก.พ. 2567", dt.date(2024, 2, 29)),
            ("2024-02-29", dt.date(2024, 2, 29)),
            ("", None),
        ],
    )
    def test_days_are_read_in_both_eras(self, tmp_path: Path, text: str, day: dt.date | None) -> None:
        """A day as officials write it is in the Buddhist era, a day as ISO writes it in the common era."""
        table = read(tmp_path, f"{HEAD}\nC1,N1,{GOOD},{text}\n")
        assert [day] == table.frame["registered"].to_list()

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("29 ก.พ. 2566", "date"),
            ("2023-02-29", "date"),
            ("2566-03-01", "be-year"),
            ("1/3/2023", "date"),
            ("1 Mar 2023", "date"),
            ("2023-03-01 08:30:00", "date"),
            ("31/13/2566", "date"),
            ("0000-00-00", "date"),
            ("เมื่อวาน", "date"),
        ],
    )
    def test_what_is_no_day_rejects_the_row(self, tmp_path: Path, text: str, reason: str) -> None:
        """An impossible day, or a year of the other era, is refused with a reason in both languages."""
        table = read(tmp_path, f"{HEAD}\nC1,N1,{GOOD},{text}\nC2,N1,{GOOD},\n")
        assert [(1, reason, "registered")] == [(r.row, r.reason, r.column) for r in table.rejected]
        assert table.rejected[0].text("th").startswith("แถวที่ 1 ของ คำขอ")
        assert ["C2"] == table.frame["claim_id"].to_list()


class TestRows:
    def test_every_row_is_a_claim_or_rejected(self, tmp_path: Path) -> None:
        """Short, long, blank, empty, repeated and contradicting rows are each listed with number and reason."""
        lines = [
            HEAD,
            f"C1,N1,{GOOD},",
            f"C2,N1,{GOOD}",
            f"C3,N1,{GOOD},,more",
            "",
            ",,,",
            f"C4,,{GOOD},",
            f"C5,N1,{GOOD[:-1]}0,",
            f"C1,N1,{GOOD},",
            f"C6,N1,{GOOD},1/3/2566",
            f"C6,N1,{GOOD},2/3/2566",
            f"C\u200b7,N1,{GOOD},",
            "C8,N1,,",
        ]
        table = read(tmp_path, "\n".join(lines) + "\n")
        found = [(each.row, each.reason) for each in table.rejected]
        assert [
            (2, "cells"), (3, "cells"), (4, "blank"), (5, "blank"), (6, "empty"), (7, "citizen-id"), (8, "repeated"),
            (9, "contradicting"), (10, "contradicting"), (11, "text"), (12, "empty"),
        ] == found  # fmt: skip
        assert ["C1"] == table.frame["claim_id"].to_list()
        assert table.rows == len(lines) - 1 == len(table.rejected) + table.frame.height

    @settings(max_examples=40)
    @given(st.lists(st.lists(st.sampled_from(["C1", "N1", GOOD, "1/3/2566", "", " ", '"a\nb"', "x" * 300, "๑"]), max_size=6), max_size=8), st.sampled_from(["\n", "\r\n"]))  # fmt: skip
    def test_rows_of_any_shape_are_counted(
        self, tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], end: str
    ) -> None:
        """Claims + rejected rows = rows of the file, whatever stands there."""
        text = end.join([HEAD, *(",".join(row) for row in rows)]) + end
        table = read(tmp_path_factory.mktemp("any"), text)
        assert len(rows) == table.rows == table.frame.height + len(table.rejected)
        numbers = [*table.frame["row"].to_list(), *(each.row for each in table.rejected)]
        assert list(range(1, len(rows) + 1)) == sorted(numbers)

    def test_a_quoted_file_reads_like_a_plain_one(self, tmp_path: Path) -> None:
        """Quotation marks, a byte order mark and line ends of Windows change nothing."""
        plain = f"{HEAD}\nC1,N1,{GOOD},1/3/2566\n"
        forms = [
            plain,
            "\ufeff" + plain,
            plain.replace("\n", "\r\n"),
            plain.rstrip(),
            "\ufeff" + plain.replace("C1", '"C1"').replace("\n", "\r\n"),
        ]
        frames = [read(tmp_path, form).frame for form in forms]
        assert all(frame.equals(frames[0]) for frame in frames)

    def test_a_file_with_a_header_only_has_no_claims(self, tmp_path: Path) -> None:
        """No rows are no claims, and no error."""
        table = read(tmp_path, HEAD)
        assert (0, 0, ()) == (table.rows, table.frame.height, table.rejected)

    def test_numbers_of_persons_are_not_shown(self, tmp_path: Path) -> None:
        """A citizen id in any column of a rejected row, or in a missing header, is masked in every text."""
        other = "9999900000027"
        text = f"{HEAD}\nC1,N1,{GOOD[:-1]}0,\nC2,N1,{GOOD},{other}\n{GOOD},N1,{GOOD},\n{GOOD},N2,{GOOD},\n"
        shown = [
            part
            for each in read(tmp_path, text).rejected
            for part in (each.text("en"), each.text("th"), repr(each), str(each))
        ]
        with pytest.raises(PaymentInputError) as caught:
            read(tmp_path, f"C1,N1,{GOOD},1/3/2566\n")
        shown += [repr(each) for each in (as_objects()["members"], as_objects()["claims"])]
        shown += [str(caught.value), caught.value.text("th"), repr(caught.value.values)]
        assert len(shown) > 12
        assert not [text for text in shown if GOOD[:-3] in text or other[:-3] in text or "9991000" in text]


class TestWholeTables:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "no-header"),
            ("\n\n", "no-header"),
            ("claim_id,member_id,person_id\n", "columns"),
            (f"{HEAD},วันที่ขึ้นทะเบียน\n", "columns-twice"),
            (f"{HEAD}\nC1,N1,ก".encode("cp874"), "encoding"),
            (f'{HEAD}\n"C1,N1,{GOOD},\n', "csv"),
        ],
    )
    def test_a_wrong_file_is_one_clear_error(self, tmp_path: Path, text: str | bytes, reason: str) -> None:
        """An empty file, wrong columns, another encoding and an open quotation mark each have their error."""
        with pytest.raises(PaymentInputError) as caught:
            read(tmp_path, text)
        assert reason == caught.value.reason

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        """The error names the file that is not there."""
        with pytest.raises(PaymentInputError, match=r"gone\.csv"):
            read_table(tmp_path / "gone.csv", CLAIMS)

    @pytest.mark.parametrize("source", [5, object(), [5], pl.Series([1])])
    def test_what_is_no_table_is_refused(self, source: Any) -> None:
        """A source that is neither file nor frame nor objects is refused, with what would do."""
        with pytest.raises(PaymentInputError):
            read_table(source, CLAIMS)

    def test_text_that_is_no_text_is_refused(self) -> None:
        """Half of a sign that two make, which no file can hold, is an error of the library."""
        claim = Claim(claim_id="C\ud800", member_id="N1", person_id=CitizenId(GOOD))
        with pytest.raises(PaymentInputError):
            read_table([claim], CLAIMS)

    @pytest.mark.parametrize("year", [2566, BudgetYear(2566), None])
    def test_the_year_is_a_fund_year(self, year: Any) -> None:
        """A bare number and a budget year are refused: they are other days."""
        with pytest.raises(PayRunError, match="FundYear"):
            read_book([], members=[], persons=[], allocations={}, year=year)

    def test_floats_are_refused(self) -> None:
        """A column of floats is no column of ids: digits may be lost."""
        frame = pl.DataFrame({"office_th": ["ยะลา"], "amount": [7800.0]})
        with pytest.raises(PaymentInputError) as caught:
            read_table(frame, ALLOCATIONS)
        assert "column-type" == caught.value.reason

    @pytest.mark.parametrize("amount", ["-1", "abc", "1.005", "", "9" * 30])
    def test_a_bad_allocation_refuses_the_run(self, tmp_path: Path, amount: str) -> None:
        """Without the allocation of an office too much could be paid, so that a bad row is an error."""
        path = written(tmp_path, f"office_th,amount\nยะลา,{amount}\n")
        with pytest.raises(PaymentInputError) as caught:
            read_table(path, ALLOCATIONS, strict=True)
        assert "bad-rows" == caught.value.reason

    def test_a_bad_earlier_payment_refuses_the_run(self, tmp_path: Path) -> None:
        """Without an earlier payment a person could be paid for twice."""
        path = written(tmp_path, f"person_id,claim_id\n{GOOD[:-1]}0,E1\n")
        with pytest.raises(PaymentInputError, match="check digit"):
            read_table(path, EARLIER, strict=True)


class TestCitizenIds:
    @settings(max_examples=150)
    @given(
        st.text("0123456789๐๑๙-  \u00a0\u200bxก", max_size=20)
        | st.integers(0, 10**13).map(lambda number: f"{number:013}")
        | st.sampled_from([GOOD, "9-9999-00000-01-9", "๙-๙๙๙๙-๐๐๐๐๐-๐๑-๙", f" {GOOD}"])
    )
    def test_the_column_is_read_as_single_ids_are(self, text: str) -> None:
        """A column takes exactly the citizen ids that `CitizenId` takes, as the same digits."""
        frame = pl.DataFrame({"person_id": [text], "claim_id": ["E1"]})
        table = read_table(frame, EARLIER)
        if text.strip() == "" or citizen_id_fault(text.strip()) is not None:
            assert [1] == [each.row for each in table.rejected]
        else:
            assert [CitizenId(text).reveal()] == table.frame["person_id"].to_list()


def as_objects() -> dict[str, Any]:
    """Return the tables of a small run as objects."""
    person = CitizenId(GOOD)
    return {
        "claims": [Claim(claim_id="C1", member_id="N1", person_id=person, registered=dt.date(2023, 3, 1))],
        "members": [
            RegisterEntry(
                member_id="N1", office_th="ยะลา", natural_person=True, approved=dt.date(2023, 1, 9),
                entered=dt.date(2023, 1, 9), account=AccountNumber("9991000011"),
            )
        ],
        "persons": [InsuredPerson(person_id=person, complete=True, first_time=None)],
        "earlier": [EarlierPayment(person_id=person)],
        "allocations": [OfficeAllocation(office_th="ยะลา", amount=Baht("7800.50"))],
    }  # fmt: skip


CELLS: dict[str, Any] = {
    "claims": {"claim_id": ["C1"], "member_id": ["N1"], "person_id": ["๙-๙๙๙๙-๐๐๐๐๐-๐๑-๙"], "registered": ["๑ มี.ค. ๒๕๖๖"]},
    "members": {
        "member_id": ["N1"], "office_th": ["ยะลา"], "natural_person": ["ใช่"], "approved": ["9/1/2566"],
        "entered": ["2023-01-09"], "account": ["999-1-00001-1"],
    },
    "persons": {"person_id": [GOOD], "complete": ["สมบูรณ์"], "first_time": [None]},
    "earlier": {"person_id": [GOOD], "claim_id": [None]},
    "allocations": {"office_th": ["ยะลา"], "amount": ["7,800.50 บาท"]},
}  # fmt: skip


def book_of(**tables: Any) -> Book:
    """Return the tables of a run, read and joined."""
    return read_book(**tables, year=YEAR)


class TestOneInputOneRun:
    @pytest.mark.parametrize(
        "make", [pl.DataFrame, pd.DataFrame, pa.table, lambda data: pl.DataFrame(data).lazy()]
    )
    def test_frames_of_every_library_are_read_alike(self, make: Any) -> None:
        """The same input as objects and as frames has the same digest and run id, however it is written."""
        expected = book_of(**as_objects())
        frames: dict[str, Any] = {name: make(cells) for name, cells in CELLS.items()}
        book = book_of(**frames)
        assert () == book.rejected_rows
        assert (expected.digest, expected.run_id) == (book.digest, book.run_id)

    def test_typed_columns_are_read_as_they_are(self) -> None:
        """Days, truth values and whole baht need no text."""
        frame = pd.DataFrame({"person_id": [int(GOOD)], "complete": [True], "first_time": [False]})
        assert [(GOOD, True, False)] == read_table(frame, PERSONS).frame.drop("row").rows()
        days = pd.DataFrame({**CELLS["claims"], "registered": [pd.Timestamp("2023-03-01")]})
        assert [dt.date(2023, 3, 1)] == read_table(days, CLAIMS).frame["registered"].to_list()
        late = pl.DataFrame({**CELLS["claims"], "registered": [dt.date(2566, 3, 1)]})
        assert ["be-year"] == [each.reason for each in read_table(late, CLAIMS).rejected]
        money = pl.DataFrame({"office_th": ["ยะลา"], "amount": [7800]})
        assert [780000] == read_table(money, ALLOCATIONS).frame["amount"].to_list()

    def test_the_order_of_other_tables_does_not_matter(self) -> None:
        """Members in another order are the same input; claims in another order are not."""
        tables = {
            table.name: pl.read_csv(sample_tables()[table.name], infer_schema=False) for table in TABLES
        }
        book = book_of(**tables)
        turned = book_of(**tables | {"members": tables["members"].reverse()})
        assert book.run_id == turned.run_id
        other = book_of(**tables | {"claims": tables["claims"].reverse()})
        assert book.run_id != other.run_id

    def test_the_policy_and_the_year_name_the_run_too(self) -> None:
        """Another policy or another fund year is another run."""
        book = book_of(**as_objects())
        option = book.policy.override({"claim.allocation_order": "claim"})
        names = {
            book.run_id,
            read_book(**as_objects(), year=YEAR, policy=option).run_id,
            read_book(**as_objects(), year=FundYear(2567)).run_id,
        }
        assert 3 == len(names)


def test_claims_of_a_row_that_cannot_be_read_are_not_called_unknown(tmp_path: Path) -> None:
    """A member whose register row is refused may be in order: whether it is known is not known."""
    path = written(tmp_path, f"{','.join(MEMBERS.names)}\nN1,ยะลา,maybe,,,\n")
    book = book_of(**as_objects() | {"members": path})
    assert [None] == book.frame["member_known"].to_list()
    assert ["yes-no"] == [each.reason for each in book.rejected_rows]


@pytest.mark.parametrize("line", ["N1,ยะลา,yes,,", "N\u200b1,ยะลา,yes,,,", ",ยะลา,yes,,,"])
def test_claims_wait_where_the_member_of_a_refused_row_cannot_be_read(tmp_path: Path, line: str) -> None:
    """A refused row of the register that does not say whose it is may be of any member that is not found."""
    path = written(tmp_path, f"{','.join(MEMBERS.names)}\n{line}\n")
    assert [None] == book_of(**as_objects() | {"members": path}).frame["member_known"].to_list()


def test_blank_rows_at_the_end_say_nothing(tmp_path: Path) -> None:
    """Blank rows, as spreadsheets leave them, are listed; they refuse no table and leave nothing in doubt."""
    members = written(tmp_path, f"{','.join(MEMBERS.names)}\nN2,,,,,\n,,,,,\n , ,,,,\n\n", "members.csv")
    earlier = written(tmp_path, "person_id,claim_id\n,\n\n", "earlier.csv")
    book = book_of(**as_objects() | {"members": members, "earlier": earlier})
    assert [False] == book.frame["member_known"].to_list()
    assert ["blank"] * 5 == [each.reason for each in book.rejected_rows]


@pytest.mark.parametrize(("sign", "said"), [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")])
def test_another_sign_than_a_comma_is_named(tmp_path: Path, sign: str, said: str) -> None:
    """A file whose columns are separated by another sign is an error that names the sign, in both languages."""
    with pytest.raises(PaymentInputError, match=said) as caught:
        read(tmp_path, sign.join(HEAD.split(",")) + "\n")
    assert "จุลภาค" in caught.value.text("th")
