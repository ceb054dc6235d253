"""Days on which government offices work, and due dates.

Office holidays are the public holidays of the ``holidays`` library without Labour Day (government offices open on
1 May) and with its government category (the ploughing ceremony), then corrected by dated cabinet decisions
(``data/holiday_changes.yaml``) and by the caller's own. No published rule of the SSO says what happens to a due date
on a holiday: a shift is therefore asked for by name and never made by itself.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs

from ssoplan._optional import require
from ssoplan.calendar.era import OFFSET, check_date, check_option, date_of
from ssoplan.calendar.errors import CalendarError
from ssoplan.calendar.years import FundYear, Year
from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from holidays import HolidayBase

__all__ = ["HolidayChange", "Shift", "due_date", "is_office_day", "office_holidays", "published_changes"]

_WHAT = Message(en="the table of office holidays", th="ตารางวันหยุดราชการ")

Shift = Literal["none", "next_office_day", "previous_office_day"]
"""What to do with a due date on which offices are closed."""

SATURDAY = 5


@attrs.frozen(kw_only=True)
class HolidayChange:
    """One decision that an office day became a holiday or the other way round.

    Attributes:
        date: The day concerned.
        office: ``"closed"`` or ``"open"``.
        name: What the day is called.
        announced: The day of the decision; it is not known before.
        source: Where it was published.

    Examples:
        >>> change = HolidayChange(date=dt.date(2026, 2, 6), office="closed", name="วันหยุดพิเศษ",
        ...                        announced=dt.date(2025, 11, 1), source="example")
        >>> is_office_day(dt.date(2026, 2, 6), overrides=[change])
        False
    """

    date: dt.date = attrs.field()
    office: Literal["closed", "open"] = attrs.field()
    name: str
    announced: dt.date = attrs.field()
    source: str

    @date.validator
    @announced.validator
    def _check_day(self, attribute: attrs.Attribute[dt.date], day: object) -> None:
        name = attribute.name
        check_date(day, Message(f"'{name}' of a holiday change", f"'{name}' ของการเปลี่ยนวันหยุด"))

    @office.validator
    def _check_office(self, _: object, office: object) -> None:
        check_option(office, "office", ("closed", "open"))


def is_office_day(
    date: dt.date, *, overrides: Iterable[HolidayChange] = (), known_on: dt.date | None = None
) -> bool:
    """Say whether government offices work on a day.

    Args:
        date: The day; a weekend is never an office day unless an override opens it.
        overrides: Changes of the caller's own, on top of the published ones; the last one for a day wins.
        known_on: Leave out changes announced after this day; None takes all of them.

    Raises:
        CalendarError: There is no table of holidays for that year.
        MissingLibraryError: The extra ``holidays`` is not installed.

    Examples:
        >>> is_office_day(dt.date(2021, 10, 22)), is_office_day(dt.date(2021, 10, 25))
        (False, True)
        >>> is_office_day(dt.date(2021, 7, 27), known_on=dt.date(2021, 6, 1))  # the holiday was still planned
        False
    """
    check_date(date, "is_office_day")
    return _is_open(date, _decisions(overrides, known_on))


def office_holidays(
    year: Year | int, *, overrides: Iterable[HolidayChange] = (), known_on: dt.date | None = None
) -> dict[dt.date, str]:
    """Return the office holidays of a year with their Thai names, in the order of time.

    Args:
        year: A budget or fund year; an int is a Buddhist calendar year, which is the same as its fund year.
        overrides: As in :func:`is_office_day`.
        known_on: As in :func:`is_office_day`.

    Examples:
        >>> list(office_holidays(2564).items())[0]
        (datetime.date(2021, 1, 1), 'วันขึ้นปีใหม่')
        >>> from ssoplan.calendar import BudgetYear
        >>> dt.date(2021, 5, 3) in office_holidays(BudgetYear(2564))  # the substitute of Labour Day
        False
    """
    whole = year if isinstance(year, Year) else FundYear(year)
    found: dict[dt.date, str] = {}
    for ce in range(whole.start.year, whole.end.year + 1):
        found |= _table(ce)
    for date, change in _decisions(overrides, known_on).items():
        if change.office == "closed":
            found[date] = change.name
        else:
            found.pop(date, None)
    return {date: found[date] for date in sorted(found) if whole.contains(date)}


def due_date(
    year: int,
    month: int,
    day: int,
    *,
    shift: Shift = "none",
    overrides: Iterable[HolidayChange] = (),
    known_on: dt.date | None = None,
) -> dt.date:
    """Return the day something is due, moved only if a shift is asked for.

    Args:
        year: Buddhist year of the due date, in full.
        month: 1 (January) to 12.
        day: Day of the month; a day the month does not have is refused.
        shift: ``"none"`` leaves the date as written, because no published rule says otherwise;
            ``"next_office_day"`` and ``"previous_office_day"`` move it off weekends and office holidays.
        overrides: As in :func:`is_office_day`.
        known_on: As in :func:`is_office_day`.

    Raises:
        CalendarError: There is no such day, or no table of holidays for it.
        MissingLibraryError: A shift was asked for and the extra ``holidays`` is not installed.

    Examples:
        >>> due_date(2565, 5, 15), due_date(2565, 5, 15, shift="next_office_day")
        (datetime.date(2022, 5, 15), datetime.date(2022, 5, 17))
    """
    check_option(shift, "shift", get_args(Shift))
    due = date_of(year, month, day)
    if shift == "none":
        return due
    step = dt.timedelta(days=1 if shift == "next_office_day" else -1)
    decisions = _decisions(overrides, known_on)
    while not _is_open(due, decisions):
        due += step
    return due


@lru_cache(maxsize=1)
def published_changes() -> tuple[HolidayChange, ...]:
    """Return the dated cabinet decisions that are shipped with the library, oldest first."""
    changes = (HolidayChange(**change) for change in _data()["changes"])
    return tuple(sorted(changes, key=lambda change: change.announced))


def _decisions(
    overrides: Iterable[HolidayChange], known_on: dt.date | None
) -> Mapping[dt.date, HolidayChange]:
    if known_on is not None:
        check_date(known_on, "known_on")
    changes = (*published_changes(), *overrides)
    return {change.date: change for change in changes if known_on is None or change.announced <= known_on}


def _is_open(date: dt.date, decisions: Mapping[dt.date, HolidayChange]) -> bool:
    if change := decisions.get(date):
        return change.office == "open"
    return date not in _table(date.year) and date.weekday() < SATURDAY


@lru_cache(maxsize=256)
def _table(ce: int) -> Mapping[dt.date, str]:
    """Return the office holidays of a CE year as the library has them, before any decision."""
    table = _thailand(ce)
    working = tuple(entry["name"] for entry in _data()["never_closed"])
    named = {date: [n for n in table.get_list(date) if not n.endswith(working)] for date in sorted(table)}
    return {date: "; ".join(names) for date, names in named.items() if names}


def _thailand(ce: int) -> HolidayBase:
    country_holidays = require("holidays", what=_WHAT, extra="holidays").country_holidays
    first, last = _data()["table_from"], dt.date(country_holidays("TH").end_year, 12, 31)
    if not first.year <= ce <= last.year:
        raise CalendarError("no-holiday-table", year=ce + OFFSET, first=first, last=last)
    table: HolidayBase = country_holidays("TH", years=ce, categories=("public", "government"), language="th")
    return table


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    import yaml  # noqa: PLC0415  # read once, when office days are first asked for

    text = files("ssoplan.calendar").joinpath("data/holiday_changes.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data
