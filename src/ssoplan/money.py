"""Baht: an exact amount of Thai money, held as whole satang.

An amount is never a float, and it is rounded only where a rounding is named.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NoReturn, final, overload

import attrs

from ssoplan.errors import Message
from ssoplan.numerals.digits import clipped, plain_digits
from ssoplan.numerals.exact import Ratio, Rounding, exact_ratio, round_ratio, whole
from ssoplan.numerals.figures import Digits, Unit, format_satang, parse_figures
from ssoplan.numerals.money_errors import MoneyTextError, MoneyTypeError, MoneyValueError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Baht",
    "MoneyTextError",
    "MoneyTypeError",
    "MoneyValueError",
    "Rounding",
    "from_satang_column",
    "register_hooks",
    "to_satang_column",
]

_PER_BAHT: Final = 100
_INT64: Final = range(-(2**63), 2**63)
_FIXED_POINT = re.compile(r".*?(?:\.(?P<decimals>\d{1,9}))?[fF]", re.DOTALL)

_new = object.__new__
_set = object.__setattr__


_ADVICE = {
    "sum": Message(en="wrap it as Baht(…) first", th="ให้แปลงเป็น Baht(…) ก่อน"),
    "product": Message(
        en="multiply by an int, or use times(factor, rounding=…)",
        th="ให้คูณด้วย int หรือใช้ times(factor, rounding=…)",
    ),
    "quotient": Message(
        en="divide by a Baht for the exact ratio, use // and %, or times(Fraction(1, n), rounding=…)",
        th="ให้หารด้วย Baht เพื่อได้อัตราส่วน ใช้ // กับ % หรือ times(Fraction(1, n), rounding=…)",
    ),
    "order": Message(en="compare with a Baht, or with 0", th="ให้เปรียบเทียบกับ Baht หรือกับ 0"),
}


@final
@attrs.frozen(init=False, eq=False, repr=False)
class Baht:
    """An exact amount of baht; immutable, hashable, ordered, and equal to every other equal amount.

    ``+`` and ``−`` take another amount, ``×`` an int; ``Baht / Baht`` is the exact ``Fraction``; ``//``, ``%`` and
    ``divmod`` by an amount or an int floor at the satang, and conserve it. An amount compares with another one
    and with 0; with any other number it is unequal and has no order.

    Args:
        amount: Baht as an int, a Decimal or text (``"18,408.50"``, ``"๑๘,๔๐๘ บาท"``, ``"49,432.1520 ล้านบาท"``).

    Raises:
        MoneyTypeError: The amount is a float, a bool or nothing that can be an amount.
        MoneyValueError: It is finer than one satang, or not finite.
        MoneyTextError: It is text that cannot be read as an amount (also a ``MoneyValueError``).

    Attributes:
        satang: The amount in satang, an int.

    >>> Baht("2,757,683,080 บาท") + Baht("0.50")
    Baht('2757683080.50')
    >>> sum([Baht(17280), Baht(10800), Baht(7220)])
    Baht('35300')
    """

    satang: int

    def __init__(self, amount: int | str | Decimal | Baht, /) -> None:
        _set(self, "satang", amount * _PER_BAHT if type(amount) is int else _whole_satang(amount))

    @classmethod
    def from_satang(cls, satang: int, /) -> Baht:
        """Return the amount of a whole number of satang.

        Raises:
            MoneyTypeError: ``satang`` is not a whole number.

        >>> Baht.from_satang(150)
        Baht('1.50')
        """
        return _make(satang if type(satang) is int else whole(satang))

    @classmethod
    def parse(cls, text: str, /) -> Baht:
        """Return the amount that text in figures says.

        Read are Thai and Latin digits, thousands separators, บาท and its multiples (พันบาท, ล้านบาท, …), ฿, THB,
        and a negative sign written -, ลบ or as brackets. Without a unit the figures are baht.

        Raises:
            MoneyTextError: The text is no amount, wrongly grouped, finer than a satang, or has an unknown unit.
            MoneyTypeError: Something other than text was given.

        >>> Baht.parse("49,432.1520 ล้านบาท")
        Baht('49432152000')
        """
        if not isinstance(text, str):
            raise MoneyTypeError("not-money", found=clipped(text), type=type(text).__name__)
        return cls(text)

    @classmethod
    def rounded(
        cls,
        amount: int | str | Decimal | Fraction | Baht,
        /,
        *,
        rounding: Rounding,
        unit: int | str | Decimal | Baht = "0.01",
    ) -> Baht:
        """Return an amount rounded to a multiple of ``unit`` (in baht; one satang unless stated).

        Args:
            amount: Baht as an int, Decimal, Fraction or text, or an amount.
            rounding: ``half_up`` (half away from zero), ``half_even``, ``up`` (away from zero), ``down``.
            unit: What the result is a multiple of: ``1`` for whole baht, ``100`` for hundreds.

        Raises:
            MoneyTypeError: As for ``Baht``.
            MoneyValueError: As for ``Baht``; or the unit is not above zero, or the rounding is not known.

        >>> Baht.rounded("82.505", rounding="half_up")
        Baht('82.51')
        >>> Baht.rounded(Baht(35280), rounding="up", unit=100)
        Baht('35300')
        """
        step = cls(unit).satang
        if step <= 0:
            raise MoneyValueError("unit-not-positive", found=clipped(unit))
        numerator, denominator = _ratio(amount)
        return _make(round_ratio(Ratio(numerator, denominator * step), rounding=rounding) * step)

    @property
    def baht(self) -> Decimal:
        """The amount in baht, an exact Decimal."""
        return Decimal(_plain(self.satang))

    def times(
        self,
        factor: int | Decimal | Fraction,
        /,
        *,
        rounding: Rounding,
        unit: int | str | Decimal | Baht = "0.01",
    ) -> Baht:
        """Return the amount times an exact factor, rounded to a multiple of ``unit`` (in baht).

        Raises:
            MoneyTypeError: The factor is a float or no number.
            MoneyValueError: The factor is not finite, the unit not above zero, or the rounding not known.

        >>> Baht(1650).times(Decimal("0.05"), rounding="half_up", unit=1)
        Baht('83')
        """
        if isinstance(factor, bool) or not isinstance(factor, int | Decimal | Fraction):
            raise MoneyTypeError("not-factor", found=clipped(factor), type=type(factor).__name__)
        ratio = exact_ratio(factor)
        product = Fraction(self.satang * ratio.numerator, _PER_BAHT * ratio.denominator)
        return Baht.rounded(product, rounding=rounding, unit=unit)

    def text(
        self,
        unit: Unit = "บาท",
        *,
        decimals: int | None = None,
        digits: Digits = "latin",
        rounding: Rounding | None = None,
    ) -> str:
        """Return the amount in figures with thousands separators and its unit.

        Args:
            unit: ``บาท``, ``ล้านบาท``, ``฿``, ``THB``, ``baht`` or ``million baht``.
            decimals: How many decimals; None shows two for ฿ and THB, else as many as the amount needs.
            digits: ``latin`` or ``thai``.
            rounding: How to round when the decimals stated lose digits; None refuses to lose any.

        Raises:
            MoneyValueError: Digits would be lost and no rounding is named, or an option is not known.

        >>> Baht("49432152000").text("ล้านบาท", decimals=4)
        '49,432.1520 ล้านบาท'
        >>> Baht("18408").text(digits="thai")
        '๑๘,๔๐๘ บาท'
        """
        return format_satang(self.satang, unit=unit, decimals=decimals, digits=digits, rounding=rounding)

    def to_json(self) -> str:
        """Return the amount in baht as plain exact text, for JSON and YAML."""
        return _plain(self.satang)

    @classmethod
    def from_json(cls, value: str | int, /) -> Baht:
        """Return the amount that JSON or YAML holds: text or a whole number of baht, never a float.

        Raises:
            MoneyTypeError: The value is a float, or nothing that can be an amount.
            MoneyTextError: The text cannot be read as an amount.
        """
        return cls(value)

    def __repr__(self) -> str:
        return f"Baht('{_plain(self.satang)}')"

    def __str__(self) -> str:
        return format_satang(self.satang)

    def __format__(self, spec: str) -> str:
        """Return the bare number for a fixed-point spec (``,.2f``), else the text aligned as ``spec`` says."""
        match = _FIXED_POINT.fullmatch(spec)
        if match is None:
            return format(str(self), spec)
        decimals = int(match["decimals"] or 6)
        if self.satang * 10 ** min(decimals, 2) % _PER_BAHT:
            raise MoneyValueError("digits-lost", found=str(self), decimals=decimals, unit="บาท")
        return format(self.baht, spec)

    def __hash__(self) -> int:
        return hash(self.satang)

    def __bool__(self) -> bool:
        return self.satang != 0

    def __eq__(self, other: object) -> bool:
        if type(other) is Baht:
            return self.satang == other.satang
        return self.satang == 0 if type(other) is int and other == 0 else NotImplemented

    def __lt__(self, other: Baht | int) -> bool:
        return self.satang < _comparable(other, "<")

    def __le__(self, other: Baht | int) -> bool:
        return self.satang <= _comparable(other, "<=")

    def __gt__(self, other: Baht | int) -> bool:
        return self.satang > _comparable(other, ">")

    def __ge__(self, other: Baht | int) -> bool:
        return self.satang >= _comparable(other, ">=")

    def __neg__(self) -> Baht:
        return _make(-self.satang)

    def __pos__(self) -> Baht:
        return self

    def __abs__(self) -> Baht:
        return _make(abs(self.satang))

    def __add__(self, other: Baht) -> Baht:
        if type(other) is Baht:
            return _make(self.satang + other.satang)
        return self if type(other) is int and other == 0 else _refuse("+", other, "sum")

    # sum() starts from the int 0.
    def __radd__(self, other: object) -> Baht:
        return self if type(other) is int and other == 0 else _refuse("+", other, "sum")

    def __sub__(self, other: Baht) -> Baht:
        if type(other) is Baht:
            return _make(self.satang - other.satang)
        return _refuse("-", other, "sum")

    def __rsub__(self, other: object) -> NoReturn:
        _refuse("-", other, "sum")

    def __mul__(self, factor: int) -> Baht:
        if type(factor) is not int:
            factor = whole(factor) if _is_whole(factor) else _refuse("*", factor, "product")
        return _make(self.satang * factor)

    __rmul__ = __mul__

    def __truediv__(self, other: Baht) -> Fraction:
        if type(other) is Baht:
            return Fraction(self.satang, other.satang)
        return _refuse("/", other, "quotient")

    @overload
    def __floordiv__(self, other: Baht) -> int: ...
    @overload
    def __floordiv__(self, other: int) -> Baht: ...
    def __floordiv__(self, other: Baht | int) -> int | Baht:
        return self.__divmod__(other)[0]

    def __mod__(self, other: Baht | int) -> Baht:
        return self.__divmod__(other)[1]

    @overload
    def __divmod__(self, other: Baht) -> tuple[int, Baht]: ...
    @overload
    def __divmod__(self, other: int) -> tuple[Baht, Baht]: ...
    def __divmod__(self, other: Baht | int) -> tuple[int | Baht, Baht]:
        if type(other) is Baht:
            times, rest = divmod(self.satang, other.satang)
            return times, _make(rest)
        if type(other) is int:
            share, rest = divmod(self.satang, other)
            return _make(share), _make(rest)
        return _refuse("//", other, "quotient")


def _make(satang: int) -> Baht:
    amount = _new(Baht)
    _set(amount, "satang", satang)
    return amount


def _is_whole(number: object) -> bool:
    return hasattr(number, "__index__") and not isinstance(number, bool)


def _plain(satang: int) -> str:
    whole, part = divmod(abs(satang), _PER_BAHT)
    sign = "-" if satang < 0 else ""
    return f"{sign}{plain_digits(whole)}.{part:02d}" if part else f"{sign}{plain_digits(whole)}"


def _whole_satang(amount: object) -> int:
    if type(amount) is Baht:
        return amount.satang
    if isinstance(amount, Fraction):
        raise MoneyTypeError("not-money", found=clipped(amount), type="Fraction")
    numerator, denominator = _ratio(amount)
    satang, rest = divmod(numerator, denominator)
    if rest:
        error = MoneyTextError if isinstance(amount, str) else MoneyValueError
        raise error("finer-than-satang", found=clipped(amount))
    return satang


def _ratio(amount: object) -> Ratio:
    """Return baht, in any form that holds them exactly, as a ratio of satang."""
    if isinstance(amount, Baht):
        return Ratio(amount.satang)
    if isinstance(amount, str):
        return parse_figures(amount)
    ratio = exact_ratio(amount)
    return Ratio(ratio.numerator * _PER_BAHT, ratio.denominator)


def _comparable(other: object, operator: str) -> int:
    if type(other) is Baht:
        return other.satang
    return 0 if type(other) is int and other == 0 else _refuse(operator, other, "order")


def _refuse(operator: str, other: object, advice: str) -> NoReturn:
    raise MoneyTypeError(
        "operation",
        operator=operator,
        found=clipped(other),
        type=type(other).__name__,
        advice=_ADVICE[advice],
    )


def to_satang_column(amounts: Iterable[Baht | None], /) -> list[int | None]:
    """Return amounts as the satang of an int64 column; None stays None.

    Raises:
        MoneyTypeError: One of them is not a ``Baht``.
        MoneyValueError: One of them does not fit 64 bits (it is beyond 92,233 million million baht).

    >>> to_satang_column([Baht("1.50"), None])
    [150, None]
    """
    return [None if amount is None else _int64(amount, row) for row, amount in enumerate(amounts)]


def _int64(amount: Baht, row: int) -> int:
    if not isinstance(amount, Baht):
        raise MoneyTypeError("not-money", found=clipped(amount), type=type(amount).__name__)
    if amount.satang not in _INT64:
        raise MoneyValueError("beyond-int64", found=clipped(amount), row=row)
    return amount.satang


def from_satang_column(satang: Iterable[int | None], /) -> list[Baht | None]:
    """Return the amounts of a column of satang; None stays None.

    Raises:
        MoneyTypeError: One value is not a whole number.

    >>> from_satang_column([150, None])
    [Baht('1.50'), None]
    """
    return [None if value is None else Baht.from_satang(value) for value in satang]


def register_hooks(converter: Any, /) -> None:
    """Teach a cattrs converter to write ``Baht`` as exact text and to read it back."""
    converter.register_unstructure_hook(Baht, Baht.to_json)
    converter.register_structure_hook(Baht, lambda value, _: Baht.from_json(value))
