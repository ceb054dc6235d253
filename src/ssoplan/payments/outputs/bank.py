"""The bank file: the one output with account numbers in full, because a bank cannot transfer to a masked account.

It holds a line for each member and account, and no citizen id: a bank does not need one. Names of members that may be
one are masked as everywhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ssoplan.money import Baht
from ssoplan.payments.model import Outcome
from ssoplan.payments.outputs.csv_file import write_csv
from ssoplan.payments.outputs.errors import BankFileError
from ssoplan.payments.outputs.placing import place, workshop, writing
from ssoplan.payments.outputs.sheets import Cell, Sheet, name
from ssoplan.payments.outputs.words import BANK, BANK_TITLE
from ssoplan.payments.outputs.workbook import openpyxl, write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssoplan.errors import Language
    from ssoplan.payments.run import PayRun

__all__ = ["check_bank_file", "write_bank_file"]

_SUFFIXES = (".csv", ".xlsx")


def check_bank_file(path: str | Path) -> None:
    """Refuse beforehand a place where a bank file cannot be written.

    Raises:
        BankFileError: It is no CSV file and no workbook.
        OutputError: It cannot be written to.
        MissingLibraryError: It is a workbook, and openpyxl is not installed.
    """
    path = Path(path)
    if path.suffix.lower() not in _SUFFIXES:
        raise BankFileError("suffix", suffix=path.suffix)
    if path.suffix.lower() == ".xlsx":
        openpyxl()
    with writing(path), workshop(path.parent):
        pass


def write_bank_file(run: PayRun, path: str | Path, *, reveal: bool, lang: Language = "th") -> Path:
    """Write what the bank is to transfer, a line for each member and account, and return the path.

    The file is readable for its owner only. The same run gives the same bytes; a file with other content is never
    written over. Each line names the run, so that a file that is sent twice can be told.

    Args:
        run: A run that is paid.
        path: A new file that ends in ``.csv`` or ``.xlsx``.
        reveal: Has to be true: account numbers stand in it in full.
        lang: The language of the headings.

    Raises:
        BankFileError: ``reveal`` is not true, the run is not paid, or the file is of another kind.
        OutputError: It cannot be written, or holds something else.
        MissingLibraryError: It is a workbook, and openpyxl is not installed.
    """
    if reveal is not True:
        raise BankFileError("reveal")
    if not run.committed:
        raise BankFileError("not-committed", run=run.run_id)
    path = Path(path)
    check_bank_file(path)
    sheet = Sheet(
        "bank", BANK_TITLE.text(lang), tuple(each.text(lang) for each in BANK), lambda: _transfers(run)
    )
    with writing(path), workshop(path.parent) as shop:
        new = shop / path.name
        if path.suffix.lower() == ".xlsx":
            write_workbook([sheet], new)
        else:
            write_csv(sheet, new)
        new.chmod(0o600)
        place(new, path)
    return path


def _transfers(run: PayRun) -> Iterator[tuple[Cell, ...]]:
    """Yield the transfers in the order of office, member and account."""
    sums: dict[tuple[str, str, str], tuple[int, int]] = {}
    for each in run.decisions.only(Outcome.PAYABLE):
        # Payable means that a rule found an account and a rate: without them nothing is paid.
        account, amount = each.account, each.amount
        if account is None or amount is None:
            raise BankFileError("incomplete", claim=name(each.claim_id))
        key = (each.office_th or "", each.member_id, account.reveal())
        count, satang = sums.get(key, (0, 0))
        sums[key] = (count + 1, satang + amount.satang)
    for number, ((office, member, account_), (count, satang)) in enumerate(sorted(sums.items()), 1):
        yield number, name(office), name(member), account_, count, Baht.from_satang(satang), run.run_id
