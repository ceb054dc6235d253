"""What calculators ask of their input before they compute: one clear error for what cannot be meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from operator import index
from typing import TYPE_CHECKING, Any, TypeVar

from ssoplan.calculators.errors import CalculatorError, CalculatorTypeError
from ssoplan.calendar.era import FIRST_BE_LOOK, OFFSET, check_date
from ssoplan.errors import Message
from ssoplan.money import Baht

if TYPE_CHECKING:
    import datetime as dt

__all__ = [
    "check_amount",
    "check_choice",
    "check_count",
    "check_day",
    "check_each",
    "check_kind",
    "check_positive",
    "listed_words",
    "one_of",
    "whole",
]

_AS_THEY_ARE = frozenset({bool, float, int, str, type(None), Baht, Decimal, Fraction})

T = TypeVar("T")
Name = str | Message


def whole(value: Any) -> Any:
    """Return a whole number of any library (numpy, pandas) as an int, in lists and mappings too; all else as it is.

    >>> whole([True, 1.5, "x"])
    [True, 1.5, 'x']
    """
    kind = type(value)
    if kind in _AS_THEY_ARE or isinstance(value, int):
        return value
    if kind in (list, tuple):
        return kind(map(whole, value)) if _to_read(value) else value
    if kind is dict:
        return {name: whole(each) for name, each in value.items()} if _to_read(value.values()) else value
    with suppress(TypeError):
        return index(value)
    return value


def _to_read(values: Iterable[Any]) -> bool:
    """Return whether some of many values could be whole numbers of other libraries."""
    kinds = set(map(type, values)) - _AS_THEY_ARE
    return any(kind in (list, tuple, dict) or hasattr(kind, "__index__") for kind in kinds)


def check_count(value: int, name: Name) -> int:
    """Return a count as an int; whole numbers of other libraries (numpy) count too.

    Raises:
        CalculatorError: It is no whole number, or below zero.
    """
    number = whole(value)
    if isinstance(number, bool) or not isinstance(number, int):
        raise CalculatorError("not-whole", name=name, value=value)
    if number < 0:
        raise CalculatorError("negative", name=name, value=value)
    return number


def check_positive(value: int, name: Name) -> int:
    """Return a whole number above zero as an int.

    Raises:
        CalculatorError: It is no whole number, or not above zero.
    """
    number = check_count(value, name)
    if number == 0:
        raise CalculatorError("not-positive", name=name, value=value)
    return number


def check_choice(
    value: T, choices: Iterable[Any], name: Name, *, error: type[CalculatorError] = CalculatorError
) -> T:
    """Return one of some choices as it is.

    Raises:
        CalculatorError: It is none of them; of the class ``error``, which has the reason ``unknown-choice``.
    """
    known = tuple(choices)
    # Compared by type too: True is no option 1, and what cannot be hashed is no choice either.
    if not any(isinstance(value, type(each)) and value == each for each in known) or value is True:
        raise error("unknown-choice", name=name, value=value, choices=", ".join(map(str, known)))
    return value


def check_kind(value: T, *kinds: type, name: Name) -> T:
    """Return an object of one of some classes as it is.

    Raises:
        CalculatorTypeError: It is of another class.
    """
    if not isinstance(value, kinds):
        raise _wrong_type(value, name, listed_words(kinds))
    return value


def check_each(values: Any, *kinds: type, name: Name) -> Collection[Any]:
    """Return a list of objects of some classes as it is.

    Raises:
        CalculatorTypeError: It is no list, or one of it is of another class.
    """
    expected = listed_words(kinds)
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Collection):
        raise _wrong_type(
            values, name, Message(en=f"a list of {expected.en}", th=f"เป็นรายการของ {expected.th}")
        )
    for value in values:
        if not isinstance(value, kinds):
            raise _wrong_type(value, one_of(name), expected)
    return values


def check_day(value: dt.date, name: str) -> dt.date:
    """Return a day as it is.

    Raises:
        CalendarTypeError: It is no day.
        CalculatorError: Its year is one of the Buddhist era.
    """
    day = check_date(value, name)
    if day.year >= FIRST_BE_LOOK:
        raise CalculatorError("be-year", name=name, value=day, ce=day.year - OFFSET)
    return day


def check_amount(
    amount: Any, name: Name, *, wrong: type[CalculatorTypeError], below: type[CalculatorError]
) -> Baht:
    """Return an amount of money, 0 or more, as it is.

    Raises:
        CalculatorTypeError: It is no `Baht`; of the class ``wrong``.
        CalculatorError: It is below zero; of the class ``below``, which has the reason ``negative``.
    """
    if not isinstance(amount, Baht):
        raise wrong("not-baht", name=name, value=amount, type=type(amount).__name__)
    if amount < 0:
        raise below("negative", name=name, value=Message(en=amount.text("baht"), th=amount.text("บาท")))
    return amount


def listed_words(kinds: Sequence[type]) -> Message:
    """Return the names of classes as a choice; a value of any class is a value."""
    if tuple(kinds) == (object,):
        return Message(en="values", th="ค่า")
    names = [kind.__name__ for kind in kinds]
    return Message(en=" or ".join(names), th=" หรือ ".join(names))


def _wrong_type(value: object, name: Name, expected: Message) -> CalculatorTypeError:
    return CalculatorTypeError(
        "wrong-type", name=name, value=value, type=type(value).__name__, expected=expected
    )


def one_of(name: Name) -> Message:
    """Return what one of several things is called."""
    words = name if isinstance(name, Message) else Message(name, name)
    return Message(en=f"one of {words.en}", th=f"รายการหนึ่งใน {words.th}")
