"""Thai digits ๐–๙ in any text, both ways, and the plain writing of whole numbers of any size."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NumeralTypeError", "clipped", "from_thai_digits", "plain_digits", "to_thai_digits"]

_LATIN = "0123456789"
_THAI = "๐๑๒๓๔๕๖๗๘๙"
_TO_THAI = str.maketrans(_LATIN, _THAI)
_FROM_THAI = str.maketrans(_THAI, _LATIN)
_SHORT = 10**600
_SHOWN = 60


class NumeralTypeError(SsoplanError, TypeError):
    """Raised when something is neither the text nor the whole number that a numeral function reads."""

    kind = "numeral-type"
    messages: ClassVar[Mapping[str, Message]] = {
        "not-text": Message(
            en="expected text, got {found} of type {type}: give a str",
            th="ต้องเป็นข้อความ แต่ได้ {found} ชนิด {type} ให้ส่งเป็น str",
        ),
        "not-int": Message(
            en="expected a whole number, got {found} of type {type}: give an int",
            th="ต้องเป็นจำนวนเต็ม แต่ได้ {found} ชนิด {type} ให้ส่งเป็น int",
        ),
        "not-column": Message(
            en="a column of {found} does not hold {wanted}: convert it to int64 satang first",
            th="คอลัมน์ชนิด {found} ไม่ได้เก็บจำนวนเงินที่แม่นยำ ให้แปลงเป็นสตางค์ int64 ก่อน",
        ),
    }


def clipped(value: object) -> str:
    """Return ``repr(value)``, cut where it is too long for a message; a whole number of any size is safe."""
    if isinstance(value, int) and not isinstance(value, bool):
        shown = plain_digits(value)
    else:
        shown = repr(value[: _SHOWN + 1] if isinstance(value, str) else value)
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"


def plain_digits(number: int, *, grouped: bool = False) -> str:
    """Return the decimal digits of a whole number, with thousands separators where ``grouped``.

    >>> plain_digits(2757683080, grouped=True)
    '2,757,683,080'
    """
    # Python refuses to print an int beyond a few thousand digits; Decimal holds and prints it exactly.
    source = number if -_SHORT < number < _SHORT else Decimal(number)
    return format(source, "," if grouped else "")


def to_thai_digits(text: str | int) -> str:
    """Return the text with every digit 0–9 written as ๐–๙; everything else stays as it is.

    Args:
        text: Any text, or a whole number.

    Raises:
        NumeralTypeError: Neither text nor a whole number was given.

    >>> to_thai_digits("18,408 บาท")
    '๑๘,๔๐๘ บาท'
    >>> to_thai_digits(2566)
    '๒๕๖๖'
    """
    if isinstance(text, str):
        return text.translate(_TO_THAI)
    if isinstance(text, bool) or not isinstance(text, int):
        raise _not_text(text)
    return plain_digits(text).translate(_TO_THAI)


def from_thai_digits(text: str) -> str:
    """Return the text with every digit ๐–๙ written as 0–9; everything else stays as it is.

    Raises:
        NumeralTypeError: Something other than text was given.

    >>> from_thai_digits("มาตรา ๓๓ พ.ศ. ๒๕๓๓")
    'มาตรา 33 พ.ศ. 2533'
    """
    if isinstance(text, str):
        return text.translate(_FROM_THAI)
    raise _not_text(text)


def _not_text(value: object) -> NumeralTypeError:
    return NumeralTypeError("not-text", found=clipped(value), type=type(value).__name__)
