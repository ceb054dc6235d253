"""An amount to divide and its unit as whole numbers, so that one arithmetic serves persons and money."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

import attrs

from ssoplan.calculators.allocation_errors import AllocationError
from ssoplan.calculators.checks import check_choice
from ssoplan.errors import Message, SsoplanError
from ssoplan.money import Baht, Rounding
from ssoplan.numerals.exact import Ratio, round_ratio

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["Amount", "Scale", "Unit", "check_rounding", "nearest", "number_of"]

Amount = int | Baht
"""What is divided: a number of things, or money."""

Unit = int | Decimal | Baht | None
"""What parts are a multiple of: things, or baht where money is divided; None is one thing or one satang."""

Name = str | Message

_ROUNDING = Message(en="the rounding", th="วิธีปัดเศษ")
_TOTAL = Message(en="the total", th="ยอดรวม")
_SATANG_A_BAHT = Baht(1).satang


@attrs.frozen
class Scale:
    """How whole numbers stand for amounts.

    Attributes:
        money: Whether they are satang.
        unit: What a part is a multiple of.
    """

    money: bool
    unit: int = 1

    @classmethod
    def of(cls, total: Any, unit: Any = None, *, name: Name = _TOTAL) -> Scale:
        """Return the scale of a total with its unit.

        Raises:
            AllocationError: The total is no whole number and no Baht, or the unit does not fit it.
        """
        if type(total) is not int and type(total) is not Baht:
            raise AllocationError("not-total", name=name, value=total, type=type(total).__name__)
        money = type(total) is Baht
        if unit is None:
            return cls(money)
        step = _satang(unit) if money else unit
        if type(step) is not int or step < 1:
            raise AllocationError("not-unit", value=unit)
        return cls(money, step)

    def whole(self, amount: Any, *, name: Name, total: Any) -> int:
        """Return an amount beside the total as a whole number; for money, an int or a Decimal is baht.

        Raises:
            AllocationError: It is not of the kind of the total.
        """
        number = _satang(amount) if self.money else amount
        if type(number) is not int:
            raise AllocationError("unlike", name=name, value=amount, total=total)
        return number

    def amount(self, number: int) -> Amount:
        """Return the amount that a whole number stands for."""
        return Baht.from_satang(number) if self.money else number

    @property
    def unit_amount(self) -> Amount:
        """The unit as an amount."""
        return self.amount(self.unit)

    def exact(self, number: Fraction) -> Fraction:
        """Return an exact number of satang in baht, or of things as it is."""
        return number / _SATANG_A_BAHT if self.money else number


def number_of(amount: Amount) -> int:
    """Return an amount as a whole number: satang or things."""
    return amount.satang if isinstance(amount, Baht) else amount


def nearest(number: Fraction, *, rounding: Rounding, unit: int = 1) -> int:
    """Return the multiple of a unit nearest to a number in the sense of a rounding."""
    return round_ratio(Ratio(number.numerator, number.denominator * unit), rounding=rounding) * unit


def check_rounding(rounding: Any) -> Rounding:
    """Return a rounding as it is.

    Raises:
        AllocationError: It is not one of the four.
    """
    check_choice(rounding, get_args(Rounding), _ROUNDING, error=AllocationError)
    return rounding  # type: ignore[no-any-return]  # one of the choices


def _satang(amount: Any) -> int | None:
    """Return baht in any exact form as satang; None if it is none."""
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal | Baht):
        return None
    try:
        return Baht(amount).satang
    except SsoplanError:
        return None
