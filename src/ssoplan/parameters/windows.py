"""Windows as policy writers state them, read to plain days.

A bound is ``{date: 2022-05-01}``, ``{month: "2565-05"}``, ``{fund_year: 2566}``, ``{budget_year: 2565}`` (years and
months in the Buddhist era), ``open`` (no bound: a definition, or until further notice) or ``unknown`` (none is
printed: then the period that the cited document governs; a draft act needs no bounds). ``{at_least: …}`` says that the true bound is not known but
that a source vouches for the value from (or to) there. ``during: {fund_year: 2564}`` is both bounds at once.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ssoplan.calendar.era import FIRST_BE_LOOK
from ssoplan.calendar.years import BudgetYear, FundYear
from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Bound", "WindowText", "Windows", "read_bound", "read_date", "read_window"]

Side = Literal["start", "end"]
Windows = tuple["Bound", "Bound"]

_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
_FORMS = "{date: 2022-05-01}, {month: '2565-05'}, {fund_year: 2566}, {budget_year: 2565}, {at_least: …}, open or unknown"


class Bound(NamedTuple):
    """The first or last day of a window; None where there is none; ``known`` is False where it is not printed."""

    day: dt.date | None
    known: bool


class WindowText(Exception):  # noqa: N818 - carries a message to the reader of the file, which raises the error
    """Carries why a bound cannot be read to whoever knows where it stands."""

    def __init__(self, en: str, th: str) -> None:
        super().__init__(en)
        self.message = Message(en=en, th=th)


def read_window(entry: Mapping[str, Any], governed: tuple[dt.date | None, dt.date | None]) -> Windows:
    """Return both bounds of an entry with ``during`` or with ``from`` and ``to``.

    Args:
        entry: The plain data of the value.
        governed: First and last day of the period that the cited document governs, for ``unknown`` bounds.

    Raises:
        WindowText: A bound is missing, doubled or unreadable.
    """
    if "during" in entry:
        if "from" in entry or "to" in entry:
            raise WindowText(
                "write either during, or from and to", "ให้เขียน during หรือ from กับ to อย่างใดอย่างหนึ่ง"
            )
        sides = entry["during"], entry["during"]
    else:
        if entry.get("status") == "draft" and "from" not in entry and "to" not in entry:
            return Bound(None, known=False), Bound(None, known=False)
        missing = [name for name in ("from", "to") if entry.get(name) is None]
        if missing:
            raise WindowText(
                f"no {' and no '.join(missing)}: say {_FORMS}, or during for both at once",
                f"ไม่มี {' และ '.join(missing)} ให้ระบุ {_FORMS} หรือใช้ during",
            )
        sides = entry["from"], entry["to"]
    start, end = read_bound(sides[0], "start", governed[0]), read_bound(sides[1], "end", governed[1])
    if start.day is not None and end.day is not None and start.day > end.day:
        raise WindowText(
            f"ends on {end.day}, before it starts on {start.day}", f"สิ้นสุด {end.day} ก่อนเริ่ม {start.day}"
        )
    return start, end


def read_bound(form: object, side: Side, governed: dt.date | None) -> Bound:
    """Return the day that one bound states.

    Raises:
        WindowText: The form is none of those listed, or the day does not exist.
    """
    if form == "open":
        return Bound(None, known=True)
    if form == "unknown":
        if governed is None:
            raise WindowText(
                "the bound is unknown and the cited source governs no period: use {at_least: …} with a day it vouches for",
                "ไม่ทราบขอบเขต และแหล่งอ้างอิงไม่มีช่วงเวลา ให้ใช้ {at_least: …}",
            )
        return Bound(governed, known=False)
    if isinstance(form, dict) and len(form) == 1:
        [(name, value)] = form.items()
        if name == "at_least":
            return Bound(read_bound(value, side, governed).day, known=False)
        day = _day(name, value, side)
        if day is not None:
            return Bound(day, known=True)
    raise WindowText(
        f"cannot read the bound {form!r}: write {_FORMS}", f"อ่านขอบเขต {form!r} ไม่ได้ ให้เขียน {_FORMS}"
    )


def read_date(value: object) -> dt.date:
    """Return a day written as CE ``2022-05-01``.

    Raises:
        WindowText: It is not, or its year looks like a Buddhist-era year.
    """
    try:
        day = dt.date.fromisoformat(str(value))
    except ValueError:
        raise WindowText(
            f"{value!r} is not a date: write it as 2022-05-01 (CE)",
            f"{value!r} ไม่ใช่วันที่ ให้เขียนแบบ 2022-05-01 (ค.ศ.)",
        ) from None
    if day.year >= FIRST_BE_LOOK:
        raise WindowText(
            f"{value!r} looks like a Buddhist-era year: a date is written in CE, a month, fund_year or budget_year in BE",
            f"{value!r} ดูเหมือนปี พ.ศ. วันที่ให้เขียนเป็น ค.ศ. ส่วนเดือนและปีให้เขียนเป็น พ.ศ.",
        )
    return day


def _day(name: str, value: object, side: Side) -> dt.date | None:
    if name == "date":
        return read_date(value)
    try:
        if (
            name == "month"
            and (match := _MONTH.match(str(value)))
            and 1 <= int(match[2]) <= len(FundYear(2566))
        ):
            month = FundYear(int(match[1])).months[int(match[2]) - 1]
            return month.start if side == "start" else month.end
        if name in ("fund_year", "budget_year") and isinstance(value, int):
            year = FundYear(value) if name == "fund_year" else BudgetYear(value)
            return year.start if side == "start" else year.end
    except SsoplanError as error:
        raise WindowText(error.text("en"), error.text("th")) from None
    return None
