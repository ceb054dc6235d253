"""Exact numbers, and nothing else, for calculators."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ssoplan.calculators.errors import CalculatorError
from ssoplan.errors import Message

__all__ = ["MOST_PLACES", "Number", "exact", "exact_or_none"]

Number = int | Decimal | Fraction

_NUMBER = Message(en="a number", th="จำนวน")

MOST_PLACES = 500
"""The most digits that a Decimal may stand for: 1E+999999999 is one short Decimal and one gigabyte as an int."""


def exact(value: Number, name: str | Message = _NUMBER) -> Fraction:
    """Return a number as a fraction.

    Args:
        value: The number.
        name: What an error calls it.

    Raises:
        CalculatorError: It is a float, a bool, a text, not finite, or too long.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        raise CalculatorError("not-exact", name=name, value=value)
    if isinstance(value, Decimal) and not value.is_finite():
        raise CalculatorError("not-exact", name=name, value=value)
    if isinstance(value, Decimal) and value and abs(value.adjusted()) >= MOST_PLACES:
        raise CalculatorError("too-long", name=name, value=value, most=MOST_PLACES)
    return Fraction(value)


def exact_or_none(value: Number | None, name: str | Message = _NUMBER) -> Fraction | None:
    """Return a number as a fraction, and None where there is none.

    Raises:
        CalculatorError: As for `exact`.
    """
    return None if value is None else exact(value, name)
