"""Payments that the bank returned: their claims are paid once more, and no more, whatever is repeated."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from ssoplan.calendar import FundYear
from ssoplan.cli import cli
from ssoplan.money import Baht
from ssoplan.payments import (
    PaymentInputError,
    PaymentReturn,
    PaymentReturnError,
    open_ledger,
    pay,
    record_returns,
    sample_tables,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ssoplan.payments import Ledger, PayRun
    from ssoplan.payments.ledger import RunEntry, RunRecord

TABLES = sample_tables()
YEAR = FundYear(2566)


@pytest.fixture
def ledger(target: str) -> Iterator[Ledger]:
    """Open a new ledger, in each kind of database."""
    with open_ledger(target) as opened:
        yield opened


def paid(ledger: Ledger, **instead: object) -> PayRun:
    """Pay the sample."""
    return pay(**TABLES | instead, year=YEAR, ledger=ledger, dry_run=False)


def back(run: PayRun, claim: str = "ค-001", *, reason: str = "บัญชีปิดแล้ว", day: int = 5) -> PaymentReturn:
    """Return that the bank gave a payment back."""
    return PaymentReturn(claim_id=claim, run_id=run.run_id, returned=dt.date(2023, 3, day), reason=reason)


def new_account(folder: Path) -> Path:
    """Write the register with another account for a member, and return its path."""
    path = folder / "members.csv"
    text = TABLES["members"].read_text(encoding="utf-8")
    path.write_text(text.replace("999-1-00001-1", "999-1-00010-0"), encoding="utf-8")
    return path


def test_a_returned_claim_is_paid_once_more_and_no_more(ledger: Ledger, tmp_path: Path) -> None:
    """With the new account the claim is payable again, once; money is conserved at every step."""
    first = paid(ledger)
    [entry] = record_returns([back(first)], ledger=ledger, dry_run=False)
    assert (Baht(13), False, 2) == (entry.amount, entry.replayed, entry.record and entry.record.number)
    after = next(each for each in ledger.balances(2566) if each.office == "ยะลา")
    assert (Baht(26), Baht(13), Baht(7761)) == (after.paid, after.held_back, after.remaining)
    assert (True, Baht(65)) == ((again := paid(ledger)).replayed, again.paying)
    second = paid(ledger, members=new_account(tmp_path))
    assert ["ค-001"] == [each.claim_id for each in second.decisions if each.outcome == "payable"]
    assert first.paying == sum((each.paid for each in ledger.balances(2566)), Baht(0))
    third = paid(ledger, members=new_account(tmp_path), earlier=[])
    assert ["CLM-09", "CLM-09a"] == [each.rule_id for each in third.decisions["ค-001"].reasons]
    kinds = [line.kind for line in ledger.lines() if line.claim == "ค-001"]
    assert ["paid", "returned", "paid"] == kinds
    assert first.decisions.digest == paid(ledger).decisions.digest
    ledger.verify()


def test_a_trial_writes_nothing(ledger: Ledger) -> None:
    """Without dry_run=False the ledger stays as it is."""
    run = paid(ledger)
    [entry] = record_returns([back(run)], ledger=ledger)
    assert (None, 1, Baht(13)) == (entry.record, len(ledger.runs()), entry.amount)


def test_the_same_list_again_writes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    """The same returns are shown again, also after the claim was paid once more; in another list they are refused."""
    run = paid(ledger)
    [entry] = record_returns([back(run)], ledger=ledger, dry_run=False)
    paid(ledger, members=new_account(tmp_path))
    [again] = record_returns([back(run)], ledger=ledger, dry_run=False)
    assert (True, entry.record, 3) == (again.replayed, again.record, len(ledger.runs()))
    with pytest.raises(PaymentReturnError) as caught:
        record_returns([back(run, day=6)], ledger=ledger, dry_run=False)
    assert "returned-before" == caught.value.reason


def test_the_same_list_at_once_is_entered_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two processes with the same list the second is told that it wrote nothing."""
    run = paid(ledger)
    commit = type(ledger).commit

    def late(self: Ledger, entry: RunEntry) -> RunRecord:
        monkeypatch.undo()
        assert not record_returns([back(run)], ledger=self, dry_run=False)[0].replayed
        return commit(self, entry)

    monkeypatch.setattr(type(ledger), "commit", late)
    [entry] = record_returns([back(run)], ledger=ledger, dry_run=False)
    assert (True, 2) == (entry.replayed, len(ledger.runs()))


def test_a_return_that_comes_second_is_entered_behind(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another run is committed first, the return follows it."""
    run = paid(ledger)
    commit = type(ledger).commit

    def late(self: Ledger, entry: RunEntry) -> RunRecord:
        monkeypatch.undo()
        record_returns([back(run, "ค-002")], ledger=self, dry_run=False)
        return commit(self, entry)

    monkeypatch.setattr(type(ledger), "commit", late)
    [entry] = record_returns([back(run)], ledger=ledger, dry_run=False)
    assert 3 == (entry.record and entry.record.number)


def test_returns_of_several_runs_are_looked_up_before_any_is_written(ledger: Ledger, tmp_path: Path) -> None:
    """One wrong row of the list and nothing of it is written."""
    run = paid(ledger)
    for wrong, reason in ((back(run, "ค-004"), "not-in-run"), (back(run, "ค-999"), "not-in-run")):
        with pytest.raises(PaymentReturnError) as caught:
            record_returns([back(run), wrong], ledger=ledger, dry_run=False)
        assert reason == caught.value.reason
        assert "คำขอ" in caught.value.text("th")
    path = tmp_path / "r.csv"
    path.write_text(
        f"claim,run,day,reason\nค-001,{run.run_id},5/3/2566,ปิด\nค-002,pay-x,5/3/2566,ปิด\n", "utf-8"
    )
    with pytest.raises(PaymentReturnError, match="no run pay-x"):
        record_returns(path, ledger=ledger, dry_run=False)
    path.write_text(f"claim,run,day,reason\nค-001,{run.run_id},29/2/2566,ปิด\n", "utf-8")
    with pytest.raises(PaymentInputError, match="row 1 of the returned payments"):
        record_returns(path, ledger=ledger, dry_run=False)
    assert 1 == len(ledger.runs())


def test_an_account_in_the_reason_is_masked(ledger: Ledger) -> None:
    """Banks quote account numbers; the ledger keeps none."""
    run = paid(ledger)
    [entry] = record_returns(
        [back(run, reason="บัญชี 999-1-00001-1 ปิด 9991000011")], ledger=ledger, dry_run=False
    )
    notes = [line.note for line in ledger.lines() if line.note]
    assert [f"{run.run_id}, 2023-03-05: บัญชี xxx-x-xxx01-1 ปิด xxxxxxx011"] == notes
    assert "9991000011" not in repr(entry)


def test_the_command_line(tmp_path: Path) -> None:
    """``ssoplan returned`` is a trial unless told to write, says what it wrote, and is the same again."""
    with open_ledger(tmp_path / "l.db") as ledger:
        run = paid(ledger)
    path = tmp_path / "returns.csv"
    path.write_text(f"เลขที่คำขอ,รอบจ่าย,วันที่คืนเงิน,เหตุผล\nค-๐๐๑,{run.run_id},๕ มี.ค. ๒๕๖๖,บัญชีปิด\n", "utf-8")
    given = ["returned", str(path), "--ledger", str(tmp_path / "l.db")]
    before = (tmp_path / "l.db").read_bytes()
    commit, thai = ["--commit"], ["--commit", "--lang", "th"]
    for more, said in (([], "trial"), (commit, "entered: run 2"), (thai, "บันทึกไปแล้ว")):
        assert more == thai or before == (tmp_path / "l.db").read_bytes()
        result = CliRunner().invoke(cli, [*given, *more])
        assert (0, "", True) == (result.exit_code, result.stderr, said in result.stdout), result.stdout
    for wrong in (["returned", "no.csv", *given[2:]], [*given[:3], str(tmp_path / "no.db")]):
        result = CliRunner().invoke(cli, [*wrong, "--commit"])
        assert (2, "", 1) == (result.exit_code, result.stdout, len(result.stderr.splitlines()))
