"""``ssoplan year`` and ``ssoplan date``: the two years, and dates as Thai officials write them, both ways."""

from __future__ import annotations

import re
import sys
from datetime import date as Date  # noqa: N812  # the command is called date
from typing import TYPE_CHECKING

import click

from ssoplan.cli._style import echo, language, pad, refuse
from ssoplan.errors import Language, Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssoplan.calendar import Period, Year
    from ssoplan.calendar.format import Style
    from ssoplan.calendar.text.errors import Change

__all__ = ["date", "read_day", "year"]

_ISO = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}\Z")
_WORDS = {
    "quarter": Message("quarter {number}", "ไตรมาสที่ {number}"),
    "pays": Message("{year} pays", "จ่ายจาก{year}"),
    "changed": Message(
        "  read as: '{written}' read as '{read}' (at character {place})",
        "  อ่านเป็น: '{written}' อ่านเป็น '{read}' (ตัวอักษรที่ {place})",
    ),
}
_STYLES: Mapping[Style, Message] = {
    "full": Message("full", "เต็ม"),
    "long": Message("long", "ยาว"),
    "medium": Message("medium", "ย่อ"),
    "short": Message("short", "สั้น"),
}


def read_day(text: str) -> Date:
    """Return the day that an ISO date (CE) or a Thai date says.

    Raises:
        DateTextError: It is neither.
    """
    from ssoplan.calendar import parse_date  # noqa: PLC0415  # not needed for --help
    from ssoplan.calendar.era import FIRST_BE_LOOK  # noqa: PLC0415  # not needed for --help

    if _ISO.match(text) and int(text[:4]) < FIRST_BE_LOOK:
        try:
            return Date.fromisoformat(text)
        except ValueError:
            pass
    return parse_date(text)


@click.command()
@click.argument("be", type=int)
@click.option("--type", "kind", type=click.Choice(["budget", "fund"]), default="budget", show_default=True)
@language
def year(be: int, kind: str, lang: Language) -> None:
    """Show the days and quarters of a budget year or fund year, named in the Buddhist era.

    BE is its Buddhist year, such as 2566. Exit status: 0 shown, 2 there is no such year.
    """
    from ssoplan.calendar import BudgetYear, FundYear  # noqa: PLC0415  # not needed for --help

    try:
        found: Year = BudgetYear(be) if kind == "budget" else FundYear(be)
        lines = list(_year(found, lang))
    except SsoplanError as error:
        refuse(error, lang)
        sys.exit(2)
    for line in lines:
        echo(line)


def _year(found: Year, lang: Language) -> Iterator[str]:
    from ssoplan.calendar import BudgetYear  # noqa: PLC0415  # not needed for --help

    yield f"{click.style(found.text(lang), bold=True)}  {_span(found.start, found.end, lang)}"
    for quarter in found.quarters:
        name = _WORDS["quarter"].text(lang, number=quarter.number)
        yield f"  {name}  {_span(quarter.start, quarter.end, lang)}"
    if isinstance(found, BudgetYear):
        for part in found.funding():
            pays = _WORDS["pays"].text(lang, year=part.year.text(lang))
            yield f"  {pays}  {_span(part.start, part.end, lang)}"


def _span(start: Date, end: Date, lang: Language) -> str:
    from ssoplan.calendar import format_date  # noqa: PLC0415  # not needed for --help

    texts = (format_date(day, locale=lang) for day in (start, end))
    return f"{' – '.join(texts)}  ({start} – {end})"


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--lenient", is_flag=True, help="Read frequent misreadings of scanned text, and say what was changed."
)
@language
def date(text: tuple[str, ...], lang: Language, *, lenient: bool) -> None:
    """Read a Thai date, month, quarter, year or range; or write an ISO date as Thai officials do.

    Exit status: 0 read, 2 it cannot be read.
    """
    from ssoplan.calendar.text import read_period  # noqa: PLC0415  # not needed for --help

    written = " ".join(text)
    try:
        if _ISO.match(written):
            lines = list(_forms(read_day(written), lang))
        else:
            reading = read_period(written, lenient=lenient)
            lines = list(_period(reading.value, lang))
            lines += [_changed(change, lang) for change in reading.changes]
    except SsoplanError as error:
        refuse(error, lang)
        sys.exit(2)
    for line in lines:
        echo(line)


def _changed(change: Change, lang: Language) -> str:
    return _WORDS["changed"].text(lang, written=change.written, read=change.read, place=change.position + 1)


def _forms(day: Date, lang: Language) -> Iterator[str]:
    from ssoplan.calendar import format_date  # noqa: PLC0415  # not needed for --help

    for style in _STYLES:
        thai = f"   {format_date(day, style=style, digits='thai')}" if lang == "th" else ""
        yield f"{pad(_STYLES[style].text(lang), 7)} {format_date(day, style=style, locale=lang)}{thai}"


def _period(period: Period, lang: Language) -> Iterator[str]:
    if period.start == period.end:
        yield str(period.start)
        yield from _forms(period.start, lang)
        return
    name = f"  {period.of.text(lang)}" if period.of is not None else ""
    yield f"{period.start} – {period.end}{name}"
    yield _span(period.start, period.end, lang)
