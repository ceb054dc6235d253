"""The most that a benefit pays, and what a pension guarantee leaves to the heirs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ssoplan.calculators.errors import check_count

if TYPE_CHECKING:
    from decimal import Decimal

    from ssoplan.money import Baht

__all__ = ["former_pension_payment", "most_daily_wages", "pension_guarantee"]

_PERCENT = 100


def most_daily_wages(share_percent: int | Decimal, *, days: int) -> Fraction:
    """Return the most a benefit pays, counted in daily wages: a share of the wage for a number of days.

    Args:
        share_percent: The share of the wage, such as ``benefit.unemployment.termination.share``.
        days: The most days at a time, such as ``benefit.unemployment.termination.days``.

    >>> most_daily_wages(45, days=90)
    Fraction(81, 2)
    """
    return Fraction(share_percent) * check_count(days, "days") / _PERCENT


def pension_guarantee(last_pension: Baht, *, months_paid: int, guarantee_months: int) -> Baht:
    """Return what the heirs of a pensioner get: the last monthly pension for each month left of the guarantee (TDR-12).

    Args:
        last_pension: The last monthly pension.
        months_paid: The months for which a pension was paid.
        guarantee_months: The months guaranteed (``benefit.pension_guarantee.months``).

    Raises:
        CalculatorError: A number of months is below zero.

    >>> from ssoplan.money import Baht
    >>> pension_guarantee(Baht(3000), months_paid=24, guarantee_months=60)
    Baht('108000')
    """
    left = check_count(guarantee_months, "guarantee_months") - check_count(months_paid, "months_paid")
    return last_pension * max(left, 0)


def former_pension_payment(last_pension: Baht, *, multiple: int) -> Baht:
    """Return what the heirs got under the former rule: a multiple of the last monthly pension, whatever was paid.

    Args:
        last_pension: The last monthly pension.
        multiple: The multiple (``benefit.pension_guarantee.former_multiple``).

    >>> from ssoplan.money import Baht
    >>> former_pension_payment(Baht(3000), multiple=10)
    Baht('30000')
    """
    return last_pension * check_count(multiple, "multiple")
