"""One cell of an input table: the value that it is, or what is wrong with it.

Officials write days, amounts and yes or no in many ways; a cell is read by the library's own readers, or refused
with a reason. Nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calendar.era import FIRST_BE_LOOK
from ssoplan.calendar.text import DateTextError, parse_date
from ssoplan.errors import Message
from ssoplan.money import Baht
from ssoplan.numerals import from_thai_digits
from ssoplan.payments.identity import AccountNumber, CitizenId, IdentityError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssoplan.payments.tables import Kind

__all__ = ["LONGEST", "NOT_PLAIN", "READERS", "Fault"]


@attrs.frozen
class Fault:
    """What is wrong with a cell.

    Attributes:
        reason: The stable word for it.
        detail: What more is known.
    """

    reason: str
    detail: Message | None = None


_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_YES = frozenset({"yes", "y", "true", "t", "1", "ใช่", "จริง", "เป็น", "มี", "สมบูรณ์", "รายใหม่", "บุคคลธรรมดา"})
_NO = frozenset(
    {"no", "n", "false", "f", "0", "ไม่", "ไม่ใช่", "เท็จ", "ไม่เป็น", "ไม่มี", "ไม่สมบูรณ์", "รายเก่า", "นิติบุคคล"}
)
_SIGNS = "\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_HIDDEN = re.compile(f"[{_SIGNS}]")
LONGEST = 200
"""The most characters of a name."""
NOT_PLAIN = f"[{_SIGNS}๐-๙]"
"""A regular expression for signs with which a name is not what it looks like: invisible ones, and Thai digits."""


def name(text: str) -> str | Fault:
    """Return a number or name as one reads it, Thai digits as Arabic ones.

    >>> name("ค-๐๑")
    'ค-01'
    """
    if len(text) > LONGEST or _HIDDEN.search(text):
        return Fault("text")
    return from_thai_digits(text)


def day(text: str) -> dt.date | Fault:
    """Return a day: as officials write it, in the Buddhist era, or as ISO writes it, in the common era.

    >>> day("๑ มี.ค. ๒๕๖๖"), day("1/3/2566"), day("2023-03-01")
    (datetime.date(2023, 3, 1), datetime.date(2023, 3, 1), datetime.date(2023, 3, 1))
    """
    iso = _ISO.fullmatch(from_thai_digits(text))
    try:
        if iso is None:
            return parse_date(text)
        if int(iso[1]) >= FIRST_BE_LOOK:
            return Fault("be-year")
        return dt.date(*map(int, iso.groups()))
    except DateTextError as error:
        return Fault("date", Message(error.text("en"), error.text("th")))
    except ValueError:
        return Fault("date", Message(f"there is no day {text!r} in the calendar", f"ไม่มีวันที่ {text!r} ในปฏิทิน"))


def yes_no(text: str) -> bool | Fault:
    """Return whether a cell says yes.

    >>> yes_no("ใช่"), yes_no("False")
    (True, False)
    """
    word = from_thai_digits(text).casefold()
    return True if word in _YES else False if word in _NO else Fault("yes-no")


def amount(text: str) -> int | Fault:
    """Return an amount of baht in satang; it is not below zero.

    >>> amount("๑๘,๔๐๘ บาท")
    1840800
    """
    try:
        satang = Baht(text).satang
    except ValueError:
        return Fault("amount")
    return satang if 0 <= satang < _MOST_SATANG else Fault("amount")


_MOST_SATANG = 2**62  # sums of them are counted in int64


def citizen(text: str) -> str | Fault:
    """Return the 13 digits of a citizen id."""
    try:
        return CitizenId(text).reveal()
    except IdentityError as error:
        return Fault("citizen-id", Message(error.text("en"), error.text("th")))


def account(text: str) -> str:
    """Return the digits of an account number, or an empty text where it holds something else."""
    try:
        return AccountNumber(text).reveal()
    except IdentityError:
        return ""  # a rule says so: the row of the member is good


READERS: dict[Kind, Callable[[str], Any]] = {
    "name": name,
    "day": day,
    "yes-no": yes_no,
    "amount": amount,
    "citizen": citizen,
    "account": account,
}
