"""The folder of a run's outputs: CSV files, a workbook and a report, all of them masked."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ssoplan.payments.masking import masked
from ssoplan.payments.outputs.csv_file import write_csv
from ssoplan.payments.outputs.errors import OutputError
from ssoplan.payments.outputs.placing import UNFINISHED, place, workshop, writing
from ssoplan.payments.outputs.report import report
from ssoplan.payments.outputs.sheets import sheets
from ssoplan.payments.outputs.words import TITLE
from ssoplan.payments.outputs.workbook import openpyxl, write_workbook

if TYPE_CHECKING:
    from ssoplan.errors import Language
    from ssoplan.payments.model import Progress
    from ssoplan.payments.run import PayRun

__all__ = ["REPORT", "WORKBOOK", "check_outputs", "write_outputs"]

WORKBOOK = "pay-run.xlsx"
REPORT = "report.json"
_NAMES = frozenset({*(f"{name}.csv" for name in TITLE), WORKBOOK, REPORT})


def check_outputs(folder: str | Path, *, paying: bool = False, excel: bool = True) -> None:
    """Refuse beforehand a place where outputs cannot be written, so that nothing is paid without its papers.

    Args:
        folder: Where they are to go.
        paying: Whether the run is going to be paid.
        excel: Whether a workbook is to be written.

    Raises:
        OutputError: It is a file, cannot be written to, holds other files, or the outputs of a run not paid.
        MissingLibraryError: A workbook is asked for, and openpyxl is not installed.
    """
    if excel:
        openpyxl()
    folder = Path(folder)
    with writing(folder):
        _check(folder)
        if paying and _unpaid(folder / REPORT):
            raise OutputError("not-paid", path=masked(str(folder)))
        with workshop(folder):
            pass


def write_outputs(
    run: PayRun,
    folder: str | Path,
    *,
    lang: Language = "th",
    excel: bool = True,
    progress: Progress | None = None,
) -> tuple[Path, ...]:
    """Write the outputs of a run to a folder and return their paths; numbers of persons and accounts are masked.

    The CSV files are ``control``, ``totals``, ``offices``, ``pay-list``, ``rejected``, ``held`` and ``unread-rows``; the
    workbook ``pay-run.xlsx`` has them as sheets; ``report.json`` has the sums, the receipt, and the rows and SHA-256 of
    each CSV file. The same run gives the same bytes: files that are there with the same bytes stay, missing ones are
    added, and anything else in the folder refuses it.

    Args:
        run: The run.
        folder: A new or empty folder, or one with the outputs of the same run.
        lang: The language of headings and reasons.
        excel: Whether to write the workbook.
        progress: Told how many files of how many are made (``write``).

    Raises:
        OutputError: The folder cannot be written to, or holds something else.
        MissingLibraryError: openpyxl is not installed.
    """
    if excel:
        openpyxl()
    folder = Path(folder)
    with writing(folder):
        _check(folder)
        with workshop(folder) as shop:
            names = _made(run, shop, lang=lang, excel=excel, progress=progress)
            for name in names:
                place(shop / name, folder / name)
    return tuple(folder / name for name in names)


def _made(
    run: PayRun, shop: Path, *, lang: Language, excel: bool, progress: Progress | None
) -> tuple[str, ...]:
    made = sheets(run, lang=lang)
    steps = len(made) + excel + 1
    files: dict[str, Any] = {}
    for done, sheet in enumerate(made):
        _tell(progress, done, steps)
        name = f"{sheet.name}.csv"
        rows = write_csv(sheet, shop / name)
        files[name] = {"rows": rows, "sha256": _digest(shop / name)}
    _tell(progress, len(made), steps)
    if excel:
        write_workbook(made, shop / WORKBOOK)
    text = json.dumps(report(run) | {"files": files}, ensure_ascii=False, indent=2)
    (shop / REPORT).write_text(f"{text}\n", encoding="utf-8", newline="\n")
    _tell(progress, steps, steps)
    # The report comes last: a folder that has it is whole.
    return (*files, *([WORKBOOK] if excel else []), REPORT)


def _tell(progress: Progress | None, done: int, steps: int) -> None:
    if progress is not None:
        progress("write", done, steps)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check(folder: Path) -> None:
    """Refuse a folder that holds anything but outputs of a run."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise OutputError("no-folder", path=masked(str(folder)))
    found = sorted(each.name for each in folder.iterdir() if not each.name.startswith(UNFINISHED))
    strange = [name for name in found if name not in _NAMES]
    if strange:
        raise OutputError("occupied", path=masked(str(folder)), found=masked(strange[0]))


def _unpaid(path: Path) -> bool:
    if not path.exists():
        return False
    try:
        found = json.loads(path.read_bytes())
    except ValueError:
        return True
    return not isinstance(found, dict) or found.get("state") != "paid"
