"""What every chart asks of what it is given, before anything is drawn."""

from __future__ import annotations

import math
import reprlib
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from ssoplan.display.errors import DisplayError, DisplayTypeError
from ssoplan.errors import Language, Message

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

__all__ = ["AN_OFFICE_TABLE", "A_TEXT", "A_YEAR", "check_each", "check_is", "check_language", "drawable"]

T = TypeVar("T")

A_TEXT = Message(en="a text", th="ข้อความ")
A_YEAR = Message(
    en="a budget year or a fund year, such as BudgetYear(2566)", th="ปีงบประมาณหรือปีกองทุน เช่น BudgetYear(2566)"
)
AN_OFFICE_TABLE = Message(
    en='an OfficeTable, such as samples.load("office-tables/sdu-2566")',
    th='OfficeTable เช่น samples.load("office-tables/sdu-2566")',
)


def check_language(lang: Language) -> Language:
    """Return a language as it is.

    Raises:
        DisplayError: Charts do not speak it.
    """
    known = get_args(Language)
    if lang not in known:
        raise DisplayError("language", lang=_shown(lang), choices=", ".join(map(repr, known)))
    return lang


def check_is(value: T, kind: type, *, name: str, of: str, expected: Message) -> T:
    """Return an object of a class as it is.

    Args:
        value: The object.
        kind: The class.
        name: What the chart calls it.
        of: The function that draws the chart.
        expected: What to give, and where it is had from.

    Raises:
        DisplayTypeError: It is of another class.
    """
    if not isinstance(value, kind):
        raise DisplayTypeError(
            "wrong-type", of=of, name=name, value=_shown(value), type=type(value).__name__, expected=expected
        )
    return value


def check_each(values: Any, kind: type, *, name: str, of: str, expected: Message) -> list[Any]:
    """Return objects of a class as a list; the arguments are those of `check_is`.

    Raises:
        DisplayTypeError: They are no list, or one of them is of another class.
    """
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Collection):
        raise DisplayTypeError(
            "wrong-type",
            of=of,
            name=name,
            value=_shown(values),
            type=type(values).__name__,
            expected=expected,
        )
    return [
        check_is(value, kind, name=f"{name}[{place}]", of=of, expected=expected)
        for place, value in enumerate(values)
    ]


def drawable(value: float | Decimal | Fraction) -> float:
    """Return a number as the drawing has it: near enough for a bar, never used to count.

    Raises:
        DisplayError: It is no finite number, or longer than a drawing can hold.
    """
    try:
        drawn = float(value)
    except (OverflowError, ValueError):  # ValueError: a signalling NaN
        drawn = math.inf
    if not math.isfinite(drawn):
        raise DisplayError("not-drawable", value=_shown(value))
    return drawn


def _shown(value: object) -> str:
    """Return an object short enough for one line of a message."""
    return _SHORT.repr(value)


_SHORT = reprlib.Repr()
_SHORT.maxother = _SHORT.maxstring = 60
