"""``ssoplan returned``: payments that the bank returned, entered in the ledger so that they may be paid once more."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ssoplan.cli._style import echo, language
from ssoplan.cli.pay import STOPPED, refuse_masked
from ssoplan.cli.pay_text import PayCommandError
from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    from ssoplan.errors import Language
    from ssoplan.payments import ReturnRun

__all__ = ["returned"]

_STATES = {
    "dry": Message("trial: nothing is written; enter it with --commit", "ทดลอง: ยังไม่บันทึก สั่งบันทึกด้วย --commit"),
    "entered": Message("entered: run {number} of the ledger", "บันทึกแล้ว: เป็นรอบที่ {number} ของบัญชี"),
    "again": Message(
        "entered before: run {number} of the ledger; nothing was written now",
        "บันทึกไปแล้ว: เป็นรอบที่ {number} ของบัญชี ครั้งนี้ไม่ได้บันทึก",
    ),
}
_LINE = Message(
    "{run}: {count} returned, {amount} baht go back to fund year {year}; {state}",
    "{run}: คืนเงิน {count} รายการ {amount} บาท กลับเข้าปีกองทุน {year}; {state}",
)


@click.command()
@click.argument("returns")
@click.option(
    "--ledger", required=True, metavar="LEDGER", help="The ledger: a file, or a postgresql:// address."
)
@click.option(
    "--commit", is_flag=True, help="Write the returns to the ledger. Without it, nothing is written."
)
@language
def returned(returns: str, *, ledger: str, commit: bool, lang: Language) -> None:
    """Enter payments that the bank returned, so that a later pay run may pay their claims once more.

    RETURNS is a CSV file (UTF-8) with the columns claim, run, day and reason. All its rows are entered, or the error
    names the one that is not. Exit status: 0 done, 2 something given cannot be read or written, 130 stopped by Ctrl-C.
    """
    try:
        for each in _recorded(returns, ledger, commit=commit):
            echo(_line(each, lang))
    except SsoplanError as error:
        refuse_masked(error, lang)
        sys.exit(2)
    except KeyboardInterrupt:
        refuse_masked(PayCommandError("stopped" if commit else "stopped-dry"), lang)
        sys.exit(STOPPED)


def _recorded(returns: str, target: str, *, commit: bool) -> tuple[ReturnRun, ...]:
    from ssoplan.payments import open_ledger, record_returns  # noqa: PLC0415  # not needed for --help

    with open_ledger(target, create=False) as ledger:
        return record_returns(returns, ledger=ledger, dry_run=not commit)


def _line(found: ReturnRun, lang: Language) -> str:
    record = found.record
    state = "dry" if record is None else "again" if found.replayed else "entered"
    said = _STATES[state].text(lang, number=record.number if record else None)
    amount = f"{found.amount.baht:,}"
    return _LINE.text(
        lang, run=found.paid_by, count=len(found.lines), amount=amount, year=found.year, state=said
    )
