"""How single values are written in a document file: amounts, dates, months, years, periods, numbers, text.

Readers take plain data (as YAML and JSON give it) and raise `WrongValue`; writers are their exact inverse.

* `Baht`: a whole number of baht, or text that ``Baht.parse`` reads; written as a number where it is whole.
* date: ISO text with a CE year before 2400 (a later one is a BE year by mistake).
* `Month`: ``2566-10``, BE year and month.
* a year of either kind: ``{fund_year: 2566}``, ``{budget_year: 2565}``; of one kind: ``2566``.
* `Period`: ``{start: 2023-01-01, end: 2023-12-31}``.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from ssoplan.calendar.era import FIRST_BE_LOOK, OFFSET, check_be
from ssoplan.calendar.months import Month
from ssoplan.calendar.years import BudgetYear, FundYear, Year
from ssoplan.errors import Message, SsoplanError
from ssoplan.files.errors import WrongValue, shown
from ssoplan.money import Baht

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssoplan.calendar.period import Period

__all__ = [
    "MAX_DIGITS",
    "did_you_mean",
    "read_amount",
    "read_be",
    "read_bool",
    "read_date",
    "read_int",
    "read_month",
    "read_text",
    "read_year",
    "write_amount",
    "write_be",
    "write_bool",
    "write_date",
    "write_int",
    "write_month",
    "write_number",
    "write_period",
    "write_text",
    "write_year",
]

MAX_DIGITS = 4000
"""Digits of the longest number that is written (Python itself reads whole numbers of up to 4,300)."""

MAX_AMOUNT_DIGITS = 400
"""Digits of the largest amount with satang, which is written as text."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"(\d{4,5})-(\d{2})", re.ASCII)
_YEARS: dict[str, type[Year]] = {"fund_year": FundYear, "budget_year": BudgetYear}
_YEAR_KEYS = {kind: key for key, kind in _YEARS.items()}


def did_you_mean(word: object, known: Iterable[str]) -> Message:
    """Return the end of a message that suggests the nearest known word, or nothing."""
    close = get_close_matches(word[:100], list(known), n=1) if isinstance(word, str) else []
    return (
        Message(f"; did you mean {close[0]!r}?", f" หมายถึง {close[0]!r} หรือไม่") if close else Message("", "")
    )


def read_text(value: Any, _: Any = None) -> str:
    """Return text as it is; a bare number is refused, so that ``1.10`` never becomes ``1.1``."""
    if type(value) is not str:
        raise WrongValue("not-text", found=shown(value))
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise WrongValue("not-unicode", found=shown(value)) from None
    return value


def write_text(value: str) -> str:
    """Return plain text, also for an enum member that is text."""
    return read_text(str.__str__(value))


def read_int(value: Any, _: Any = None) -> int:
    """Return a whole number; text that looks like one is refused."""
    if type(value) is not int:
        raise WrongValue("not-whole", found=shown(value))
    return value


def write_int(value: int) -> int:
    """Return a plain whole number that can be read again."""
    number = int(value)
    if abs(number).bit_length() > MAX_DIGITS * 3:
        raise WrongValue("not-storable", found=shown(number), limit=MAX_DIGITS)
    return number


def write_number(value: Any) -> Any:
    """Return a number or text of a field that takes several types."""
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        if not isinstance(exponent, int) or abs(exponent) + len(value.as_tuple().digits) > MAX_DIGITS:
            raise WrongValue("not-storable", found=shown(value), limit=MAX_DIGITS)
        return value
    return write_text(value) if isinstance(value, str) else write_int(value)


def read_bool(value: Any, _: Any = None) -> bool:
    """Return true or false."""
    if type(value) is not bool:
        raise WrongValue("not-yes-no", found=shown(value))
    return value


def write_bool(value: bool) -> bool:  # noqa: FBT001  # the value that is written, not an option
    """Return true or false."""
    return value


def read_amount(value: Any, _: Any = None) -> Baht:
    """Return an amount: whole or exact decimal baht, or text in figures with an optional unit."""
    if type(value) is int:
        return Baht(value)
    if type(value) not in (str, Decimal):
        raise WrongValue("not-amount", found=shown(value))
    try:
        return Baht(value)
    except SsoplanError as error:
        raise WrongValue.of(error) from None


def write_amount(value: Baht) -> int | str:
    """Return whole baht as a number, an amount with satang as exact text."""
    baht, satang = divmod(value.satang, 100)
    if not satang:
        return write_int(baht)
    if baht.bit_length() > MAX_AMOUNT_DIGITS * 3:
        raise WrongValue("not-storable", found=shown(baht), limit=MAX_AMOUNT_DIGITS)
    return value.to_json()


def read_date(value: Any, _: Any = None) -> date:
    """Return the day of ISO text with a CE year."""
    if type(value) is not str or not _DATE.fullmatch(value):
        raise WrongValue("not-date", found=shown(value))
    if int(value[:4]) >= FIRST_BE_LOOK:
        ce = f"{int(value[:4]) - OFFSET}{value[4:]}"
        raise WrongValue("be-date", found=shown(value), hint=Message(f", such as {ce}", f" เช่น {ce}"))
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise WrongValue("no-such-date", found=shown(value)) from None


def write_date(value: date) -> str:
    """Return ISO text with the CE year."""
    if isinstance(value, datetime):
        raise WrongValue("not-date", found=shown(value.isoformat()))
    text = date.isoformat(value)
    read_date(text)
    return text


def read_month(value: Any, _: Any = None) -> Month:
    """Return the month of ``2566-10``."""
    match = _MONTH.fullmatch(value) if type(value) is str else None
    if match is None:
        raise WrongValue("not-month", found=shown(value))
    try:
        return Month(int(match[1]), int(match[2]))
    except SsoplanError as error:
        raise WrongValue.of(error) from None


def write_month(value: Month) -> str:
    """Return BE year and month."""
    return f"{value.be}-{value.number:02d}"


def read_year(value: Any, kind: Any) -> Year:
    """Return a year; ``kind`` is `Year` where the file has to name the kind, else the kind it must be."""
    if kind is not Year:
        return _year(kind, value)
    if type(value) is not dict or len(value) != 1 or not value.keys() <= _YEARS.keys():
        raise WrongValue("not-year", found=_year_found(value))
    ((key, be),) = value.items()
    return _year(_YEARS[key], be)


def _year_found(value: Any) -> Message:
    if type(value) is not dict:
        return shown(value)
    keys = ", ".join(shown(key).en for key in list(value)[:3]) or "{}"
    return Message(keys, keys)


def _year(kind: type[Year], be: Any) -> Year:
    if type(be) is not int:
        raise WrongValue("not-be-year", found=shown(be))
    try:
        return kind(be)
    except SsoplanError as error:
        raise WrongValue.of(error) from None


def write_year(value: Year, *, named: bool) -> int | dict[str, int]:
    """Return a year, with its kind where ``named``."""
    return {_YEAR_KEYS[type(value)]: value.be} if named else value.be


def read_be(value: Any, _: Any = None) -> int:
    """Return a whole number that is a BE year; one that looks like a CE year is refused."""
    if type(value) is not int:
        raise WrongValue("not-be-year", found=shown(value))
    return write_be(value)


def write_be(value: int) -> int:
    """Return a BE year as a plain number; one that looks like a CE year is refused."""
    try:
        return check_be(value)
    except SsoplanError as error:
        raise WrongValue.of(error) from None


def write_period(value: Period) -> dict[str, str]:
    """Return first and last day."""
    return {"start": write_date(value.start), "end": write_date(value.end)}
