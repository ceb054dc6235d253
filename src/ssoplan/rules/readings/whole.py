"""Exact numbers in columns: an integer column over a positive one, every step proved to stay within int64.

A data frame has no exact fractions, and int64 wraps around without a word. So a number here is a pair of whole
numbers with known bounds; a step whose bounds leave int64 raises `BeyondInt64Error` before any row is read, and a
comparison clears the denominators (a/b < c/d is a·d < c·b) instead of dividing.
"""

from __future__ import annotations

import operator
from fractions import Fraction
from math import ceil, floor, gcd, lcm
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw

from ssoplan.rules.readings.logic import SIGNS, TURNED, any_of

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["HIGH", "LOW", "BeyondInt64Error", "Number", "Whole", "compare", "contained"]

LOW, HIGH = -(2**63), 2**63 - 1


class BeyondInt64Error(Exception):
    """Raised where the bounds of a step leave int64.

    Attributes:
        low: The least value that the step may have.
        high: The greatest.
    """

    def __init__(self, low: int, high: int) -> None:
        super().__init__(low, high)
        self.low = low
        self.high = high


@attrs.frozen(eq=False)
class Whole:
    """A whole number: a constant, or a column within bounds.

    Attributes:
        value: An int, or a narwhals expression of int64.
        low: The least value possible.
        high: The greatest.
    """

    value: Any
    low: int
    high: int

    @classmethod
    def of(cls, value: int) -> Whole:
        """Return a constant."""
        return cls(value, value, value)

    @property
    def constant(self) -> bool:
        """Whether the value is the same in every row."""
        return isinstance(self.value, int)

    def plus(self, other: Whole) -> Whole:
        """Return the sum."""
        return _made(operator.add, self, other, self.low + other.low, self.high + other.high)

    def times(self, other: Whole) -> Whole:
        """Return the product."""
        if self.constant and self.value == 1:
            return other
        if other.constant and other.value == 1:
            return self
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return _made(operator.mul, self, other, min(corners), max(corners))

    def negative(self) -> Whole:
        """Return the number with the other sign."""
        return self.times(Whole.of(-1))

    def size(self) -> Whole:
        """Return the absolute value."""
        if self.constant:
            return Whole.of(abs(self.value))
        if self.low >= 0:
            return self
        high = max(-self.low, self.high)
        _fit(0, high)
        return Whole(self.value.abs(), max(0, -self.high), high)

    def divided_down(self, positive: Whole) -> Whole:
        """Return the quotient by a positive number, rounded down."""
        corners = [a // b for a in (self.low, self.high) for b in (positive.low, positive.high)]
        if positive.constant and positive.value == 1:
            return self
        return _made(operator.floordiv, self, positive, min(corners), max(corners))

    def is_zero(self) -> Any:
        """Return whether it is zero: true, false, or an expression."""
        if self.constant or not self.low <= 0 <= self.high:
            return self.constant and self.value == 0
        return self.value == 0


def _fit(low: int, high: int) -> None:
    if low < LOW or high > HIGH:
        raise BeyondInt64Error(low, high)


def _made(run: Callable[[Any, Any], Any], a: Whole, b: Whole, low: int, high: int) -> Whole:
    if a.constant and b.constant:
        return Whole.of(run(a.value, b.value))
    for low_, high_ in ((a.low, a.high), (b.low, b.high), (low, high)):
        _fit(low_, high_)
    return Whole(run(a.value, b.value), low, high)


def chosen(condition: Any, a: Whole, b: Whole) -> Whole:
    """Return ``a`` where the condition holds, else ``b``."""
    if isinstance(condition, bool):
        return a if condition else b
    low, high = min(a.low, b.low), max(a.high, b.high)
    _fit(low, high)
    value = nw.when(condition).then(_written(a)).otherwise(_written(b))
    return Whole(value, low, high)


def _written(whole: Whole) -> Any:
    return nw.lit(whole.value, nw.Int64) if whole.constant else whole.value


@attrs.frozen(eq=False)
class Number:
    """An exact number: ``above`` divided by the positive ``below``.

    Attributes:
        above: The numerator.
        below: The denominator, never below 1.
        undefined: Where the number has no meaning (a divisor is zero): expressions, or True for every row.
    """

    above: Whole
    below: Whole = attrs.Factory(lambda: Whole.of(1))
    undefined: tuple[Any, ...] = ()

    @classmethod
    def of(cls, value: int | Fraction) -> Number:
        """Return a constant."""
        exact = Fraction(value)
        return cls(Whole.of(exact.numerator), Whole.of(exact.denominator))

    @property
    def constant(self) -> Fraction | None:
        """The value, where it is the same in every row."""
        if self.above.constant and self.below.constant:
            return Fraction(self.above.value, self.below.value)
        return None

    def plus(self, other: Number) -> Number:
        """Return the sum."""
        left, right, below = _common(self, other)
        return Number(left.plus(right), below, self.undefined + other.undefined)

    def times(self, other: Number) -> Number:
        """Return the product."""
        a, b = _reduced(self.above, other.below)
        c, d = _reduced(other.above, self.below)
        return Number(a.times(c), b.times(d), self.undefined + other.undefined)

    def negative(self) -> Number:
        """Return the number with the other sign."""
        return attrs.evolve(self, above=self.above.negative())

    def size(self) -> Number:
        """Return the absolute value."""
        return attrs.evolve(self, above=self.above.size())

    def divided(self, other: Number) -> Number:
        """Return the quotient; where the divisor is zero it has no meaning."""
        return self.times(_inverse(other))

    def divided_down(self, other: Number) -> Number:
        """Return the quotient rounded down to a whole number."""
        quotient = self.divided(other)
        return Number(quotient.above.divided_down(quotient.below), undefined=quotient.undefined)

    def better(self, other: Number, sign: str) -> Number:
        """Return the smaller (``<=``) or greater (``>=``) of two numbers."""
        left, right, below = _common(self, other)
        first = compare(sign, Number(left), Number(right))
        return Number(chosen(first, left, right), below, self.undefined + other.undefined)


def _inverse(number: Number) -> Number:
    """Return one over a number, with 1 in place of a zero divisor: the row is left out, but must not fail."""
    zero = number.above.is_zero()
    if zero is True:
        return Number(Whole.of(1), Whole.of(1), (*number.undefined, True))
    above, below = number.below, number.above
    if below.low < 0:
        negative = True if below.high <= 0 else below.value < 0
        above = chosen(negative, above.negative(), above)
        below = below.size()
    undefined = number.undefined
    if zero is not False:
        below = chosen(zero, Whole.of(1), below)
        undefined = (*undefined, zero)
    return Number(above, attrs.evolve(below, low=max(below.low, 1)), undefined)


def _reduced(above: Whole, below: Whole) -> tuple[Whole, Whole]:
    if above.constant and below.constant and (factor := gcd(above.value, below.value)) > 1:
        return Whole.of(above.value // factor), Whole.of(below.value // factor)
    return above, below


def _common(a: Number, b: Number) -> tuple[Whole, Whole, Whole]:
    """Return two numerators over one denominator."""
    if a.below.constant and b.below.constant:
        below = Whole.of(lcm(a.below.value, b.below.value))
        by = [Whole.of(below.value // each.below.value) for each in (a, b)]
        return a.above.times(by[0]), b.above.times(by[1]), below
    if a.below is b.below:
        return a.above, b.above, a.below
    return a.above.times(b.below), b.above.times(a.below), a.below.times(b.below)


def compare(sign: str, a: Number, b: Number) -> Any:
    """Return a comparison: a bool where it is the same in every row, else an expression."""
    fixed = b.constant
    if fixed is not None and a.below.constant:
        return _compared(sign, a.above, fixed * a.below.value)
    if a.constant is not None:
        return compare(TURNED[sign], b, a)
    left, right, _ = _common_for_comparison(a, b)
    # An expression goes first: not every back end turns the comparison of a constant with a column.
    if left.constant:
        return SIGNS[TURNED[sign]](right.value, left.value)
    return SIGNS[sign](left.value, right.value)


def _common_for_comparison(a: Number, b: Number) -> tuple[Whole, Whole, Whole]:
    if a.constant is None and b.constant is None:
        return _common(a, b)
    left, right, below = _common(a, b)
    for each in (left, right):
        _fit(each.low, each.high)
    return left, right, below


def _compared(sign: str, whole: Whole, value: Fraction) -> Any:
    """Return a whole number compared with any exact one, without multiplying the column."""
    if whole.constant:
        return SIGNS[sign](whole.value, value)
    if sign in ("==", "!="):
        possible = value.denominator == 1 and whole.low <= value <= whole.high
        return SIGNS[sign](whole.value, int(value)) if possible else sign == "!="
    if sign in ("<", "<="):
        bound = ceil(value) - 1 if sign == "<" else floor(value)
        return whole.value <= bound if whole.low <= bound < whole.high else bound >= whole.high
    bound = floor(value) + 1 if sign == ">" else ceil(value)
    return whole.value >= bound if whole.low < bound <= whole.high else bound <= whole.low


def contained(item: Number, values: list[Fraction]) -> Any:
    """Return whether a number is one of fixed ones: a bool or an expression."""
    fixed = item.constant
    if fixed is not None:
        return fixed in values
    if not item.below.constant:
        return any_of(*(compare("==", item, Number.of(value)) for value in values))
    scaled = [value * item.below.value for value in values]
    whole = sorted({int(each) for each in scaled if each.denominator == 1})
    within = [each for each in whole if item.above.low <= each <= item.above.high]
    return item.above.value.is_in(within) if within else False
