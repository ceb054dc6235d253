"""Numbers held exactly, as ratios of whole numbers, and rounded only in a named way."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from operator import index
from typing import Any, Literal, NamedTuple, get_args

from ssoplan.numerals.digits import clipped
from ssoplan.numerals.money_errors import MoneyTypeError, MoneyValueError, checked

__all__ = ["Ratio", "Rounding", "exact_ratio", "round_ratio", "whole"]

Rounding = Literal["half_up", "half_even", "up", "down"]
"""``half_up``: half away from zero; ``up``: away from zero; ``down``: towards zero; ``half_even``: half to even."""

_MAX_DIGITS = 500


class Ratio(NamedTuple):
    """An exact number of satang as ``numerator / denominator``; the denominator is above zero."""

    numerator: int
    denominator: int = 1


def round_ratio(ratio: Ratio, *, rounding: Rounding) -> int:
    """Return the whole number nearest to a ratio in the sense of a rounding.

    Raises:
        MoneyValueError: ``rounding`` is not one of the four.
    """
    checked("rounding", rounding, get_args(Rounding))
    whole, rest = divmod(abs(ratio.numerator), ratio.denominator)
    twice = 2 * rest - ratio.denominator
    away = {
        "half_up": twice >= 0,
        "half_even": twice > 0 or (twice == 0 and whole % 2 == 1),
        "up": rest > 0,
        "down": False,
    }[rounding]
    return (whole + away) * (-1 if ratio.numerator < 0 else 1)


def exact_ratio(number: object) -> Ratio:
    """Return an int, a Decimal or a Fraction as a ratio.

    Raises:
        MoneyTypeError: The number is a float, a bool or of a type that is no exact number.
        MoneyValueError: The number is not finite, or absurdly long.
    """
    if isinstance(number, Decimal):
        return _decimal_ratio(number)
    if isinstance(number, Fraction):
        return Ratio(number.numerator, number.denominator)
    if isinstance(number, float):
        raise MoneyTypeError("float", found=clipped(number))
    return Ratio(whole(number, "not-money"))


def _decimal_ratio(number: Decimal) -> Ratio:
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        raise MoneyValueError("not-finite", found=clipped(number))
    if not number:
        return Ratio(0)
    # 1E+999999999 is one short Decimal and one gigabyte as an int.
    if number.adjusted() >= _MAX_DIGITS:
        raise MoneyValueError("too-large", found=clipped(number))
    if exponent < -_MAX_DIGITS:
        raise MoneyValueError("finer-than-satang", found=clipped(number))
    return Ratio(*number.as_integer_ratio())


def whole(number: Any, reason: str = "not-satang") -> int:
    """Return a whole number of any library as an int.

    Raises:
        MoneyTypeError: With ``reason``: the number is a bool or not a whole number.
    """
    # Whole numbers of other libraries (numpy) are exact too; a bool is a yes or no, not an amount.
    if not isinstance(number, bool):
        with suppress(TypeError):
            return index(number)
    raise MoneyTypeError(reason, found=clipped(number), type=type(number).__name__)
