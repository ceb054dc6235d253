"""No number of a person or an account is printed, not even where registers number claims and members with them."""

from __future__ import annotations

import datetime as dt
import json
import logging
import pickle
import traceback
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from ssoplan.calendar import FundYear
from ssoplan.cli import cli
from ssoplan.errors import SsoplanError
from ssoplan.model import ModelTypeError
from ssoplan.money import Baht
from ssoplan.payments import (
    AccountNumber,
    CitizenId,
    Claim,
    EarlierPayment,
    InsuredPerson,
    OfficeAllocation,
    PayRun,
    RegisterEntry,
    open_ledger,
    pay,
)
from ssoplan.payments.identity import check_digit, plain_identity
from ssoplan.payments.ledger import Counted, Entry, Hold, Line, RunEntry
from ssoplan.payments.outputs import report, sheets
from ssoplan.payments.run import decide

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ssoplan.payments.ledger import Ledger

YEAR = FundYear(2566)
DAY = dt.date(2023, 3, 1)


def number(place: int) -> str:
    """Return the digits of a citizen id that nobody has."""
    twelve = f"99999{place:07}"
    return twelve + str(check_digit(twelve))


ACCOUNT = "9991000011"
MEMBER = number(500)
OFFICE = f"สำนักงาน {number(600)}"
CLAIMS = [
    *(Claim(claim_id=number(100 + n), member_id=MEMBER, person_id=CitizenId(number(n)), registered=DAY) for n in range(1, 5)),
    Claim(claim_id=number(105), member_id=MEMBER, person_id=CitizenId(number(1)), registered=DAY),
    Claim(claim_id=number(106), member_id=number(501), person_id=CitizenId(number(6)), registered=DAY),
    Claim(claim_id=number(107), member_id=MEMBER, person_id=CitizenId(number(7)), registered=DAY),
    Claim(claim_id=number(107), member_id=MEMBER, person_id=CitizenId(number(8)), registered=DAY),
]  # fmt: skip
TABLES: dict[str, Any] = {
    "members": [
        RegisterEntry(
            member_id=MEMBER, office_th=OFFICE, natural_person=True, approved=DAY, entered=DAY, account=AccountNumber(ACCOUNT)
        )
    ],
    "persons": [
        InsuredPerson(person_id=CitizenId(number(n)), complete=None if n == 3 else True, first_time=True) for n in range(1, 9)
    ],
    "earlier": [EarlierPayment(person_id=CitizenId(number(2)), claim_id=number(700))],
    "allocations": [OfficeAllocation(office_th=OFFICE, amount=Baht(26))],
}  # fmt: skip
NUMBERS = {number(n) for n in (*range(1, 9), *range(100, 109), 500, 501, 600, 700)} | {ACCOUNT}


def leaks(text: str) -> set[str]:
    """Return the numbers that stand in a text, however they are written."""
    plain = plain_identity(text)
    return {each for each in NUMBERS if each in plain}


@pytest.fixture(scope="module")
def run() -> PayRun:
    """Return a paid run in which claims, members and offices are numbered with citizen ids."""
    with open_ledger(":memory:") as ledger:
        return pay(CLAIMS, **TABLES, year=YEAR, ledger=ledger, dry_run=False)


class TestPrinted:
    def test_the_search_finds_what_it_looks_for(self, run: PayRun) -> None:
        """The run holds the numbers, payable, rejected and held, and they are found where they stand in full."""
        assert {"payable": 1, "rejected": 3, "held": 2} == {
            str(k): v for k, v in run.decisions.counts.items()
        }
        assert number(101) in leaks(str(run.decisions.frame.rows()))

    def test_no_object_of_a_run_prints_one(self, run: PayRun, caplog: pytest.LogCaptureFixture) -> None:
        """The run and all that it gives, in repr, str, logs, pickled and as text, are masked."""
        things: list[Any] = [
            run,
            run.book,
            run.known,
            run.known.snapshot,
            run.decisions,
            run.offices,
            run.record,
        ]
        things += [
            run.receipt,
            run.rejected_rows,
            run.entry(),
            sheets(run),
            report(run),
            *run.entry().entries,
        ]
        things += [each for by in ("member", "office", "month") for each in run.totals(by)]
        things += [
            *run.decisions,
            *run.rejected_rows,
            *CLAIMS,
            *(each for table in TABLES.values() for each in table),
        ]
        with caplog.at_level(logging.DEBUG):
            for each in things:
                logging.getLogger("test").debug("%r %s", each, each)
        printed = [caplog.text, *map(repr, things), *map(str, things)]
        printed += [row.text(lang) for row in run.rejected_rows for lang in ("en", "th")]
        assert set() == leaks("\n".join(printed))
        assert set() == leaks(repr(pickle.loads(pickle.dumps(list(run.decisions)))))  # noqa: S301  # made here

    def test_no_explanation_prints_one(self, run: PayRun) -> None:
        """Why a claim has its outcome is told without the numbers that serve as names, in every form."""
        for each in run.decisions:
            explained = run.explain(each.claim_id)
            texts = [repr(explained), str(explained), explained.text("th"), json.dumps(explained.to_dict())]
            for reason in explained.reasons:
                texts += [repr(reason), str(reason.details), reason.details.text("th"), repr(reason.details)]
                texts += [repr(reason.details.values), repr(reason.details.steps), reason.said("th")]
            assert set() == leaks("\n".join(texts))

    def test_a_ledger_prints_none(self) -> None:
        """A later run, which the ledger tells what was paid and held, and the lines of the ledger are masked."""
        with open_ledger(":memory:") as ledger:
            first = pay(CLAIMS, **TABLES, year=YEAR, ledger=ledger, dry_run=False)
            second = pay(CLAIMS[::-1], **TABLES, year=YEAR, ledger=ledger)
            snapshot = ledger.snapshot(2566)
            assert snapshot.holds
            things: list[Any] = [
                snapshot,
                ledger.balances(2566),
                *snapshot.holds.values(),
                *ledger.lines(),
                ledger.runs(),
            ]
            things += [second.known, second.entry(), *second.entry().entries, *ledger.entries(first.run_id)]
            things += [ledger.counted([CitizenId(number(1)).key]), *second.decisions]
            texts = [
                *map(repr, things),
                *(second.explain(each.claim_id).text("th") for each in second.decisions),
            ]
        assert set() == leaks("\n".join(texts))

    def test_names_that_are_no_such_numbers_are_shown(self) -> None:
        """Ordinary numbers of claims, members and offices stay readable."""
        claim = Claim(claim_id="ค-2566/000123", member_id="N12345", person_id=CitizenId(number(1)))
        assert (
            "Claim(claim_id='ค-2566/000123', member_id='N12345', person_id=CitizenId('x-xxxx-xxxxx-01-9'))"
            == repr(claim)
        )
        assert "Hold(claim='C1', office='ยะลา', satang=1300)" == repr(Hold("C1", "ยะลา", 1300))
        assert "Counted(claim='C1', run_id='r')" == repr(Counted("C1", "r"))
        assert "Entry(kind='allocated', office='ก', satang=5)" == repr(Entry("allocated", "ก", 5))
        line = (1, 1, "r", 2566, "paid", "ก", 5, "C", None, None, None, 0, 0)
        assert Line._make(line) == line
        twice = [Claim(claim_id="C12345", member_id=str(n), person_id=CitizenId(number(1))) for n in range(2)]
        assert {"C12345"} == {row.shown for row in pay(twice, **TABLES, year=YEAR).rejected_rows}


def made(kind: type, **fields: Any) -> Any:
    """Make an object of the model."""
    return kind(**fields)


class TestErrors:
    @pytest.mark.parametrize(
        ("kind", "fields"),
        [
            (Claim, {"claim_id": int(number(1)), "member_id": "N", "person_id": CitizenId(number(2))}),
            (Claim, {"claim_id": "C", "member_id": int(number(1)), "person_id": CitizenId(number(2))}),
            (Claim, {"claim_id": "C", "member_id": "N", "person_id": number(1)}),
            (Claim, {"claim_id": "C", "member_id": "N", "person_id": CitizenId(number(2)), "registered": number(1)}),
            (RegisterEntry, {"member_id": "N", "account": ACCOUNT}),
            (RegisterEntry, {"member_id": "N", "office_th": [OFFICE]}),
            (RegisterEntry, {"member_id": "N", "natural_person": MEMBER}),
            (InsuredPerson, {"person_id": number(1)}),
            (InsuredPerson, {"person_id": CitizenId(number(1)), "complete": number(1)}),
            (EarlierPayment, {"person_id": int(number(1))}),
            (EarlierPayment, {"person_id": CitizenId(number(1)), "claim_id": (number(700),)}),
            (OfficeAllocation, {"office_th": OFFICE, "amount": ACCOUNT}),
        ],
    )  # fmt: skip
    def test_of_objects(self, kind: type, fields: dict[str, Any]) -> None:
        """A value of the wrong type is named without its number, in text, values, traceback and pickled."""
        with pytest.raises(ModelTypeError) as caught:
            made(kind, **fields)
        self.silent(caught.value)
        assert kind.__name__ in str(caught.value)

    @pytest.mark.parametrize(
        "fail",
        [
            lambda run, _: run.explain(number(108)),
            lambda run, _: run.decisions[number(108)],
            lambda run, _: decide(run.book, engine=number(1)),  # type: ignore[arg-type]  # what is tested
            lambda *_: pay(CLAIMS, **TABLES, year=number(1)),  # type: ignore[arg-type]  # what is tested
            lambda *_: pay(CLAIMS, **TABLES, year=int(number(1))),  # type: ignore[arg-type]  # what is tested
            lambda _, path: pay(path / f"{number(1)}.csv", **TABLES, year=YEAR),
            lambda _, path: pay(path / "latin.csv", **TABLES, year=YEAR),
            lambda _, path: pay(path / "headless.csv", **TABLES, year=YEAR),
            lambda _, path: pay(path / "quote.csv", **TABLES, year=YEAR),
            lambda *_: pay(CLAIMS, **TABLES | {"allocations": {OFFICE: Baht(-1)}}, year=YEAR),
            lambda *_: pay(CLAIMS, **TABLES | {"allocations": [*TABLES["allocations"], OfficeAllocation(office_th=OFFICE, amount=Baht(1))]}, year=YEAR),
            lambda *_: again(allocation=12),
            lambda *_: pay([made(Claim, claim_id="\udcff" + number(1), member_id="N", person_id=CitizenId(number(1)))], **TABLES, year=YEAR),
            lambda *_: pay(CLAIMS, **TABLES | {"allocations": {int(number(1)): Baht(1)}}, year=YEAR),
            lambda *_: asked(lambda ledger: ledger.verify(head=number(1))),
            lambda *_: asked(lambda ledger: ledger.snapshot(2566, at=int(number(1)))),
            lambda *_: asked(lambda ledger: list(ledger.entries(number(1)))),
            lambda _, path: open_ledger(path / number(1) / "l.db"),
            lambda _, path: open_ledger(path / f"{number(1)}.db", create=False),
            lambda *_: committed(Entry("held", OFFICE, 5, MEMBER, "x")),
            lambda *_: committed(Entry("released", OFFICE, 5, MEMBER)),
            lambda *_: committed(Entry("paid", OFFICE, 5, number(101), CitizenId(number(1)).key, MEMBER)),
            lambda *_: committed(Entry(number(1), OFFICE, 5)),  # type: ignore[arg-type]  # what is tested
            lambda *_: committed(Entry("paid", OFFICE, 5, number(101), number(1), MEMBER)),
        ],
    )  # fmt: skip
    def test_of_runs_and_ledgers(self, fail: Any, run: PayRun, tmp_path: Path) -> None:
        """Whatever is refused is refused without a number, in text, values, traceback and pickled."""
        (tmp_path / "latin.csv").write_bytes(f"claim,{number(1)}\n".encode() + b"\xff\n")
        (tmp_path / "headless.csv").write_text(
            f"{number(101)},{MEMBER},{number(1)},1/2/2566\n", encoding="utf-8"
        )
        (tmp_path / "quote.csv").write_text(
            f'claim_id,member_id,person_id,registered\n"{number(1)},x\n', encoding="utf-8"
        )
        with pytest.raises(SsoplanError) as caught:
            fail(run, tmp_path)
        self.silent(caught.value)

    def silent(self, error: SsoplanError) -> None:
        """Check that an error shows no number."""
        kept = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own
        said: traceback.TracebackException | None = traceback.TracebackException.from_exception(error)
        texts = [
            each
            for e in (error, kept)
            for each in (e.text("en"), e.text("th"), repr(e), str(e), repr(e.values))
        ]
        # The lines of the source stand in a traceback too; only what was said is looked at.
        while said is not None:
            texts += said.format_exception_only()
            said = said.__cause__ or (None if said.__suppress_context__ else said.__context__)
        assert set() == leaks("\n".join(texts))

    @pytest.mark.parametrize("lang", ["en", "th"])
    @pytest.mark.parametrize(
        "more",
        [
            ("--explain", number(108)),
            ("--year", number(1)),
            ("--ledger", f"{number(1)}.db"),
            ("--out", f"{ACCOUNT}/{number(1)}"),
            ("--members", f"{number(1)}.csv"),
            ("--commit", "--new-ledger", "--ledger", f"{number(1)}/l.db"),
            ("--commit", "--new-ledger", "--ledger", "l.db", "--bank-file", f"{number(1)}.pdf"),
        ],
    )
    def test_of_the_command_line(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, more: tuple[str, ...]
    ) -> None:
        """Each refusal is one line without a number, in both languages, and no traceback."""
        monkeypatch.chdir(tmp_path)
        (tmp_path / ACCOUNT).touch()
        lines = "".join(f"{each.claim_id},{MEMBER},{each.person_id.reveal()},1/3/2566\n" for each in CLAIMS)
        (tmp_path / "c.csv").write_text(f"claim_id,member_id,person_id,registered\n{lines}", encoding="utf-8")
        (tmp_path / "m.csv").write_text(
            f"member_id,office_th,natural_person,approved,entered,account\n{MEMBER},{OFFICE},yes,1/3/2566,1/3/2566,{ACCOUNT}\n",
            encoding="utf-8",
        )
        (tmp_path / "p.csv").write_text(
            f"person_id,complete,first_time\n{number(1)},yes,yes\n", encoding="utf-8"
        )
        given = ["pay", "c.csv", "--year", "2566", "--members", "m.csv", "--insured", "p.csv", "--lang", lang]
        result = CliRunner().invoke(cli, [*given, *more])
        assert (2, 1) == (result.exit_code, len(result.stderr.splitlines())), result.output
        assert result.stderr.startswith("ssoplan: ")
        assert set() == leaks(result.output + result.stderr)


def asked(question: Callable[[Ledger], object]) -> object:
    """Return what an empty ledger answers, and close it."""
    with open_ledger(":memory:") as ledger:
        return question(ledger)


def again(*, allocation: int) -> PayRun:
    """Return a second run that has less money than the first has paid and held back."""
    with open_ledger(":memory:") as ledger:
        pay(CLAIMS, **TABLES, year=YEAR, ledger=ledger, dry_run=False)
        less = {OFFICE: Baht(allocation)}
        return pay(CLAIMS, **TABLES | {"allocations": less}, year=YEAR, ledger=ledger)


def committed(line: Entry) -> None:
    """Commit a run of one line."""
    with open_ledger(":memory:") as ledger:
        ledger.commit(
            RunEntry(
                run_id="run-1", year=2566, position=0, input_digest="a" * 64, policy_hash="b" * 64, decision_digest="c" * 64,
                claims=1, paid=int(line.kind == "paid"), held=0, rejected=0, rejected_rows=0, entries=[line],
            )
        )  # fmt: skip
