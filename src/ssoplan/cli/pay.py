"""``ssoplan pay``: from the claims of network members to what is paid, rejected and held."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from ssoplan.cli._style import echo, language
from ssoplan.cli.pay_text import PayCommandError, lines
from ssoplan.errors import Language, Message, SsoplanError
from ssoplan.payments.problems import problem_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssoplan.calendar import FundYear
    from ssoplan.payments import PayRun
    from ssoplan.payments.ledger import Ledger
    from ssoplan.payments.model import Progress

__all__ = ["STOPPED", "pay", "refuse_masked"]


@attrs.frozen(kw_only=True)
class _Order:
    """What the command was asked for."""

    claims: str
    members: str
    insured: str
    earlier: str | None
    allocation: str | None
    year: str
    ledger: str | None
    new_ledger: bool
    commit: bool
    out: str | None
    bank_file: str | None
    excel: bool
    explain: tuple[str, ...]
    files_lang: Language
    lang: Language
    form: str


@click.command()
@click.argument("claims")
@click.option("--year", required=True, metavar="YEAR", help="The fund year that pays, such as 2566.")
@click.option("--members", required=True, metavar="FILE", help="The register of network members.")
@click.option("--insured", required=True, metavar="FILE", help="The status of the insured persons.")
@click.option("--earlier", metavar="FILE", help="Payments made before, outside the ledger.")
@click.option("--allocation", metavar="FILE", help="What each office is allocated for the year to date.")
@click.option("--ledger", metavar="LEDGER", help="The ledger: a file, or a postgresql:// address.")
@click.option("--new-ledger", is_flag=True, help="With --commit: make the ledger where there is none.")
@click.option("--commit", is_flag=True, help="Pay: write the run to the ledger. Without it, nothing is paid.")
@click.option("--out", metavar="DIR", help="Write the lists, control sheet and report here; all masked.")
@click.option(
    "--bank-file",
    metavar="FILE",
    help="Write the transfers of a run that is paid, with account numbers IN FULL (.csv or .xlsx).",
)
@click.option("--excel/--no-excel", default=True, show_default=True, help="Whether --out has a workbook too.")
@click.option(
    "--files-lang",
    type=click.Choice(["th", "en"]),
    default="th",
    show_default=True,
    help="Language of the files; the same run gives the same files whatever --lang is.",
)
@click.option("--explain", multiple=True, metavar="CLAIM", help="Say why this claim has its outcome.")
@language
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def pay(**given: Any) -> None:
    """Decide the claims of network members by the rules, and, with --commit, pay what is payable.

    CLAIMS and the other tables are CSV files (UTF-8). Without --commit nothing is written to the ledger. Exit status: 0
    every claim is payable, 1 some are rejected or held or could not be read, 2 something given cannot be read or
    written, 130 stopped by Ctrl-C. Citizen ids and account numbers are masked in everything but --bank-file.
    """
    order = _Order(**given)
    try:
        run = _paid(order)
        _show(run, order)
    except SsoplanError as error:
        refuse_masked(error, order.lang)
        sys.exit(2)
    except KeyboardInterrupt:
        refuse_masked(PayCommandError("stopped" if order.commit else "stopped-dry"), order.lang)
        sys.exit(STOPPED)
    sys.exit(_status(run))


STOPPED = 130
"""The exit status of a program that Ctrl-C ends, by the custom of shells."""


def refuse_masked(error: SsoplanError, lang: Language) -> None:
    """Print an error as one line on stderr; a number that was typed or serves as a name is masked."""
    click.echo(f"ssoplan: {_masked(' '.join(error.text(lang).split()))}", err=True)


def _status(run: PayRun) -> int:
    from ssoplan.payments import Outcome  # noqa: PLC0415  # not needed for --help

    return int(bool(run.rejected_rows) or run.decisions.counts[Outcome.PAYABLE] < len(run.decisions))


def _paid(order: _Order) -> PayRun:
    """Return the run, with its outputs written."""
    from ssoplan.payments.book import read_book  # noqa: PLC0415  # not needed for --help
    from ssoplan.payments.run import settle  # noqa: PLC0415  # as above

    year = _year(order.year)
    _check(order)
    with _bar(order.lang) as progress:
        # Read before the ledger is opened: tables that are refused leave no new, empty ledger behind.
        book = read_book(
            order.claims,
            members=order.members,
            persons=order.insured,
            earlier=order.earlier or (),
            allocations=order.allocation or (),
            year=year,
            progress=progress,
        )
        with _ledger(order) as ledger:
            run = settle(book, ledger=ledger, dry_run=not order.commit, progress=progress)
        try:
            _write(run, order, progress)
        except SsoplanError as error:
            if order.commit:
                raise PayCommandError("paid-not-written", run=run.run_id, problem=_both(error)) from error
            raise
    return run


def _year(text: str) -> FundYear:
    from ssoplan.calendar import FundYear  # noqa: PLC0415  # not needed for --help

    if not text.isdecimal():
        raise PayCommandError("year", year=text)
    return FundYear(int(text))


def _check(order: _Order) -> None:
    """Refuse what could not be finished before anything is paid."""
    from ssoplan.payments.outputs import check_bank_file, check_outputs  # noqa: PLC0415  # not for --help

    if order.commit and order.ledger in (None, ":memory:"):
        raise PayCommandError("ledger")
    if order.new_ledger and not order.commit:
        raise PayCommandError("new-ledger")
    if order.bank_file is not None and order.ledger is None:
        raise PayCommandError("bank-file")
    if order.out is not None:
        for file in (order.bank_file, order.ledger):
            if file is not None and _inside(file, order.out):
                raise PayCommandError("inside", file=file, out=order.out)
        check_outputs(order.out, paying=order.commit, excel=order.excel)
    if order.bank_file is not None:
        check_bank_file(order.bank_file)


def _inside(file: str, folder: str) -> bool:
    with suppress(OSError, ValueError):  # what is no path is no place inside
        return Path(file).resolve().is_relative_to(Path(folder).resolve())
    return False


@contextmanager
def _ledger(order: _Order) -> Iterator[Ledger | None]:
    from ssoplan.payments import open_ledger  # noqa: PLC0415  # not needed for --help

    if order.ledger is None:
        yield None
        return
    # A name that is mistyped would otherwise be a new, empty ledger, and everybody in the old one be paid again.
    with open_ledger(order.ledger, create=order.new_ledger) as ledger:
        yield ledger


def _write(run: PayRun, order: _Order, progress: Progress | None) -> None:
    from ssoplan.payments.outputs import write_bank_file, write_outputs  # noqa: PLC0415  # not for --help

    if order.bank_file is not None:
        write_bank_file(run, order.bank_file, reveal=True, lang=order.files_lang)
    if order.out is not None:
        write_outputs(run, order.out, lang=order.files_lang, excel=order.excel, progress=progress)


def _both(error: SsoplanError) -> Message:
    return Message(error.text("en"), error.text("th"))


def _show(run: PayRun, order: _Order) -> None:
    """Print what became of the run; where the output is full or gone, say at least that it is paid."""
    try:
        _print(run, order)
        sys.stdout.flush()
    except OSError as error:
        if not run.committed:
            raise
        problem = problem_of(error)
        raise PayCommandError("paid-not-printed", run=run.run_id, problem=problem) from error


def _print(run: PayRun, order: _Order) -> None:
    """Print what became of the run, always, and then what was asked for besides."""
    explanations, unknown = [], []
    for claim in order.explain:
        try:
            explanations.append(run.explain(claim))
        except SsoplanError as error:
            unknown.append(error)
    if order.form == "json":
        from ssoplan.payments.outputs import report  # noqa: PLC0415  # only for JSON

        plain = report(run)
        if order.explain:
            plain["explanations"] = _masked([each.to_dict() for each in explanations])
        echo(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        for line in lines(run, order.lang, out=order.out, bank_file=order.bank_file):
            echo(line)
        for each in explanations:
            echo(f"\n{_masked(each.text(order.lang))}")
    if unknown:
        raise unknown[0]


def _masked(plain: Any) -> Any:
    """Return plain data with every number hidden that may be one of a person or an account."""
    if isinstance(plain, str):
        from ssoplan.payments.masking import masked  # noqa: PLC0415  # not needed for --help

        return masked(plain)
    if isinstance(plain, dict):
        return {key: _masked(value) for key, value in plain.items()}
    return [_masked(each) for each in plain] if isinstance(plain, list) else plain


# The bar of progress: each step with its share of the whole.

_SHARES = {"read": 5, "ledger": 1, "decide": 3, "commit": 1, "write": 4}
_LABELS = {
    "read": Message("reading", "กำลังอ่าน"),
    "ledger": Message("asking the ledger", "กำลังตรวจบัญชี"),
    "decide": Message("deciding", "กำลังพิจารณา"),
    "commit": Message("writing the ledger", "กำลังบันทึกบัญชี"),
    "write": Message("writing the outputs", "กำลังเขียนผลลัพธ์"),
}


@contextmanager
def _bar(lang: Language) -> Iterator[Progress | None]:
    """Give a function that moves a bar on a terminal; None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    whole = sum(_SHARES.values())
    with click.progressbar(length=whole, file=sys.stderr, label=_LABELS["read"].text(lang)) as bar:

        def tell(step: str, done: int, steps: int) -> None:
            before = sum(share for _, share in list(_SHARES.items())[: list(_SHARES).index(step)])
            bar.label = _LABELS[step].text(lang)
            # A run that is decided anew goes back; a bar does not.
            bar.update(max(0, before + _SHARES[step] * done // steps - bar.pos))

        yield tell
        bar.update(whole - bar.pos)
