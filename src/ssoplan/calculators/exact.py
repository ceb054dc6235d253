"""Exact numbers, and nothing else, for calculators."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ssoplan.calculators.errors import CalculatorError

__all__ = ["Number", "exact"]

Number = int | Decimal | Fraction


def exact(value: Number) -> Fraction:
    """Return a number as a fraction.

    Raises:
        CalculatorError: It is a float, a bool, a text, or not finite.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        raise CalculatorError("not-exact", value=value)
    if isinstance(value, Decimal) and not value.is_finite():
        raise CalculatorError("not-exact", value=value)
    return Fraction(value)
