"""Whole numbers in Thai words, exact for any size.

The rule is that of the Royal Society (อ่านอย่างไรและเขียนอย่างไร, 16th printing, 2546, p. 67): the final 1 of a
number with two or more digits is read เอ็ด (101 = หนึ่งร้อยเอ็ด). Beyond a million the part above it is read as a
number of its own and followed by ล้าน, so 10¹² is หนึ่งล้านล้าน.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, get_args

from ssoplan.errors import Message, SsoplanError
from ssoplan.numerals.digits import NumeralTypeError, clipped

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "DIGIT_WORDS",
    "MILLION",
    "NumeralOptionError",
    "Reading",
    "WordTables",
    "number_text",
    "unsigned_text",
    "word_tables",
]

Reading = Literal["royal-society", "tens-only"]
"""How a final 1 is read: always เอ็ด (``royal-society``), or เอ็ด after a tens word only (``tens-only``)."""

MILLION = 1_000_000
DIGIT_WORDS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_TENS = ("", "สิบ", "ยี่สิบ", *(f"{word}สิบ" for word in DIGIT_WORDS[3:]))


class NumeralOptionError(SsoplanError, ValueError):
    """Raised when an option of a numeral function has a value that does not exist."""

    kind = "numeral-option"
    messages: ClassVar[Mapping[str, Message]] = {
        "unknown": Message(
            en="{option} cannot be {found}: choose one of {choices}",
            th="{option} เป็น {found} ไม่ได้ ให้เลือกจาก {choices}",
        ),
    }


class WordTables(NamedTuple):
    """The words of 0–999, once as thousands (``high[212]`` = สองแสนหนึ่งหมื่นสองพัน), once as units (``low``)."""

    high: tuple[str, ...]
    low: tuple[str, ...]


def number_text(number: int, *, reading: Reading = "royal-society") -> str:
    """Return a whole number in Thai words.

    Args:
        number: Any whole number; a negative one begins with ลบ.
        reading: How a final 1 is read, see ``Reading``.

    Raises:
        NumeralTypeError: ``number`` is not an int.
        NumeralOptionError: ``reading`` is not one of the two.

    >>> number_text(1_000_101)
    'หนึ่งล้านหนึ่งร้อยเอ็ด'
    >>> number_text(101, reading="tens-only")
    'หนึ่งร้อยหนึ่ง'
    """
    if isinstance(number, bool) or not isinstance(number, int):
        raise NumeralTypeError("not-int", found=clipped(number), type=type(number).__name__)
    tables = word_tables(reading)
    return f"ลบ{unsigned_text(-number, tables)}" if number < 0 else unsigned_text(number, tables)


def unsigned_text(number: int, tables: WordTables) -> str:
    """Return a whole number from 0 up in words; the fast inner part of ``number_text``."""
    high, low = tables
    if number < MILLION:
        return _leading(number, tables)
    groups: list[str] = []
    while number >= MILLION:
        number, group = divmod(number, MILLION)
        groups.append(high[group // 1000] + low[group % 1000])
    groups.append(_leading(number, tables))
    return "ล้าน".join(reversed(groups))


def _leading(group: int, tables: WordTables) -> str:
    if group == 1:
        return "หนึ่ง"
    return tables.high[group // 1000] + tables.low[group % 1000] or "ศูนย์"


@cache
def word_tables(reading: Reading) -> WordTables:
    """Return the words of 0–999 in a reading; built on first use, then kept.

    Raises:
        NumeralOptionError: ``reading`` is not one of the two.
    """
    if reading not in get_args(Reading):
        choices = ", ".join(get_args(Reading))
        raise NumeralOptionError("unknown", option="reading", found=clipped(reading), choices=choices)
    places = [(n, DIGIT_WORDS[n // 100], DIGIT_WORDS[n // 10 % 10], DIGIT_WORDS[n % 10]) for n in range(1000)]
    return WordTables(
        high=tuple((a and f"{a}แสน") + (b and f"{b}หมื่น") + (c and f"{c}พัน") for _, a, b, c in places),
        low=tuple((a and f"{a}ร้อย") + _TENS[n // 10 % 10] + _unit(n, reading) for n, a, _, _ in places),
    )


def _unit(number: int, reading: Reading) -> str:
    after_tens = number // 10 % 10 > 0
    if number % 10 == 1 and (reading == "royal-society" or after_tens):
        return "เอ็ด"
    return DIGIT_WORDS[number % 10]
