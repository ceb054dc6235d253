"""What calculators ask of their input before they compute: one clear error for what cannot be meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from ssoplan.calculators.errors import CalculatorError, CalculatorTypeError
from ssoplan.calendar.era import OFFSET, check_date
from ssoplan.errors import Message
from ssoplan.money import Baht
from ssoplan.parameters.days import FIRST_BE_LOOK

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
]

T = TypeVar("T")
Name = str | Message


def check_count(value: int, name: Name) -> int:
    """Return a count as it is.

    Raises:
        CalculatorError: It is no whole number, or below zero.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise CalculatorError("not-whole", name=name, value=value)
    if value < 0:
        raise CalculatorError("negative", name=name, value=value)
    return value


def check_positive(value: int, name: Name) -> int:
    """Return a whole number above zero as it is.

    Raises:
        CalculatorError: It is no whole number, or not above zero.
    """
    if check_count(value, name) == 0:
        raise CalculatorError("not-positive", name=name, value=value)
    return value


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
        raise _wrong_type(values, name, Message(en=f"a list of {expected.en}", th=f"รายการของ {expected.th}"))
    for value in values:
        if not isinstance(value, kinds):
            raise _wrong_type(value, _one_of(name), expected)
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


def listed_words(kinds: Iterable[type]) -> Message:
    """Return the names of classes as a choice."""
    names = [kind.__name__ for kind in kinds]
    return Message(en=" or ".join(names), th=" หรือ ".join(names))


def _wrong_type(value: object, name: Name, expected: Message) -> CalculatorTypeError:
    return CalculatorTypeError(
        "wrong-type", name=name, value=value, type=type(value).__name__, expected=expected
    )


def _one_of(name: Name) -> Message:
    words = name if isinstance(name, Message) else Message(name, name)
    return Message(en=f"one of {words.en}", th=f"รายการหนึ่งใน {words.th}")
