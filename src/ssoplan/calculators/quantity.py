"""Quantities with a unit, whose products and sums are checked: 120 baht/person/time × 3 persons × 48 times is baht.

A unit is a `ssoplan.units.Unit` or its words in Thai or English, as the documents write them::

    >>> Quantity(120, "บาท/คน/ครั้ง") * Quantity(3, "คน") * Quantity(4, "ครั้ง/เดือน") * Quantity(12, "เดือน")
    Quantity(17280, 'THB')
    >>> Quantity.parse("๔ ครั้ง/เดือน").text("en")
    '4 times per month'
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering
from typing import TYPE_CHECKING, ClassVar

import attrs

from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.exact import exact
from ssoplan.calculators.showing import show
from ssoplan.errors import Message
from ssoplan.money import Baht
from ssoplan.numerals import from_thai_digits
from ssoplan.units import DIMENSIONLESS, THAI_UNIT_WORDS, VOCABULARY, Unit, units_of_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssoplan.calculators.exact import Number
    from ssoplan.errors import Language

__all__ = [
    "BAHT",
    "NUMBER",
    "PER",
    "UNIT_WORDS",
    "Quantity",
    "QuantityError",
    "left_over",
    "read_number",
    "read_unit",
]

BAHT = Unit.parse("THB")

UNIT_WORDS: Mapping[str, Unit] = {
    **{name: Unit.parse(name) for name in VOCABULARY},
    **{word.en: Unit.parse(name) for name, word in VOCABULARY.items()},
    **{word.plural: Unit.parse(name) for name, word in VOCABULARY.items()},
    **THAI_UNIT_WORDS,
}
"""Each word that can be written for a unit: those of the documents, of the vocabulary, and in English."""

NUMBER = r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?"
"""How a number is written: digits, with or without thousands separators, and decimals."""

PER = r"/|ต่อ|\bper\b"
"""What stands between the words of a quotient."""

_PER = re.compile(PER)
_QUANTITY = re.compile(rf"\s*(?P<number>-?{NUMBER})\s*(?P<unit>\S.*?)\s*", re.ASCII)
_SATANG = 100


class QuantityError(CalculatorError):
    """Raised when quantities are put together that do not fit, or what comes out is not what it has to be."""

    kind = "quantity"
    messages: ClassVar[Mapping[str, Message]] = {
        "not-baht": Message(
            en="{what} is in {unit}, not in baht: {left_over}",
            th="{what} มีหน่วยเป็น {unit} ไม่ใช่บาท: {left_over}",
        ),
        "finer-than-satang": Message(
            en="{what} is {value} baht, which is no whole number of satang; round it in a step of its own",
            th="{what} เป็น {value} บาท ซึ่งไม่เป็นจำนวนเต็มสตางค์ ให้ปัดเศษเป็นขั้นตอนแยกต่างหาก",
        ),
        "do-not-fit": Message(
            en="{first} and {second} have different units, so they cannot be added or compared; convert one of them",
            th="{first} กับ {second} มีหน่วยต่างกัน จึงบวกหรือเทียบกันไม่ได้ ให้แปลงหน่วยก่อน",
        ),
        "malformed": Message(
            en="cannot read {text!r} as a quantity: write a number and its unit, such as 4 ครั้ง/เดือน or 120 บาท",
            th="อ่าน {text!r} เป็นปริมาณไม่ได้ ให้เขียนตัวเลขและหน่วย เช่น 4 ครั้ง/เดือน หรือ 120 บาท",
        ),
        "by-zero": Message(
            en="cannot divide {first} by {second}; divide by what is not zero",
            th="หาร {first} ด้วย {second} ไม่ได้ ตัวหารต้องไม่เป็นศูนย์",
        ),
    }


def read_unit(text: str) -> Unit:
    """Return the unit that words in Thai or English spell; ``/``, ต่อ and *per* divide.

    >>> str(read_unit("บาท/คน/ครั้ง")), str(read_unit("บาทต่อคน")), str(read_unit("times per month"))
    ('THB/person/time', 'THB/person', 'time/month')

    Raises:
        UnitError: A word is none of the documents' unit words.
    """
    first, *below = [_word(part.strip()) for part in _PER.split(text)]
    for unit in below:
        first /= unit
    return first


def read_number(text: str) -> int | Fraction:
    """Return a number written in Thai or Latin digits: a whole number, or a Fraction where it has decimals.

    Raises:
        QuantityError: The text is no number, or its thousands are wrongly grouped.
    """
    latin = from_thai_digits(text)
    if re.fullmatch(f"-?{NUMBER}", latin, re.ASCII) is None:
        raise QuantityError("malformed", text=text)
    return _plain(Fraction(latin.replace(",", "")))


def _word(text: str) -> Unit:
    found = UNIT_WORDS.get(text)
    if found is None and "*" in text:
        return Unit.parse(text)
    (unit,) = (found,) if found is not None else units_of_label(text)  # which says what it could mean
    return unit


def _plain(value: Number) -> int | Fraction:
    number = exact(value)
    return number.numerator if number.denominator == 1 else number


def _unit(unit: Unit | str) -> Unit:
    return unit if isinstance(unit, Unit) else read_unit(unit)


@total_ordering
@attrs.frozen(repr=False)
class Quantity:
    """An exact number of something: 3 persons, 4 times a month, 120 baht per person.

    Products and quotients multiply the units; sums, differences and comparisons need units that fit.

    Attributes:
        value: A whole number, or a Fraction; a Decimal is taken as the fraction it is, a float is refused.
        unit: A unit, or its words: ``"คน"``, ``"ครั้ง/เดือน"``, ``"THB/person"``.

    Raises:
        CalculatorError: The value is no exact number.
        UnitError: The unit is no unit word of the documents.
    """

    value: int | Fraction = attrs.field(converter=_plain)
    unit: Unit = attrs.field(converter=_unit, default=DIMENSIONLESS)

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Return the quantity that a text says, such as ``"120บาทต่อคน"`` or ``"๔ ครั้ง/เดือน"``.

        Raises:
            QuantityError: The text is no number with a unit behind it.
            UnitError: The unit is not known.
        """
        match = _QUANTITY.fullmatch(from_thai_digits(text))
        if match is None:
            raise QuantityError("malformed", text=text)
        return cls(read_number(match["number"]), match["unit"])

    @classmethod
    def of_baht(cls, amount: Baht) -> Quantity:
        """Return an amount of money as a quantity."""
        return cls(Fraction(amount.satang, _SATANG), BAHT)

    def __mul__(self, other: Quantity | Number) -> Quantity:
        """Return the product; its unit is the product of the units."""
        if isinstance(other, Quantity):
            return Quantity(self.value * other.value, self.unit * other.unit)
        return Quantity(self.value * exact(other), self.unit)

    __rmul__ = __mul__

    def __truediv__(self, other: Quantity | Number) -> Quantity:
        """Return the quotient; its unit is the quotient of the units."""
        by = other if isinstance(other, Quantity) else Quantity(other)
        if not by.value:
            raise QuantityError("by-zero", **_both(self, by))
        return Quantity(Fraction(self.value) / by.value, self.unit / by.unit)

    def __add__(self, other: Quantity) -> Quantity:
        """Return the sum of two quantities whose units fit."""
        if not isinstance(other, Quantity):
            return NotImplemented
        return Quantity(self.value + self._fitting(other).value, self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        """Return the difference of two quantities whose units fit."""
        if not isinstance(other, Quantity):
            return NotImplemented
        return Quantity(self.value - self._fitting(other).value, self.unit)

    def __lt__(self, other: Quantity) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self.value < self._fitting(other).value

    def to_baht(self, what: str | Message | None = None) -> Baht:
        """Return the quantity as an amount of money.

        Args:
            what: What an error calls it; the quantity itself, where none is given.

        Raises:
            QuantityError: The unit is not baht; the message says what is left over. Or it is finer than a satang.
        """
        named = what if what is not None else Message(en=self.text("en"), th=self.text("th"))
        if self.unit != BAHT:
            raise QuantityError(
                "not-baht", what=named, unit=_unit_words(self.unit), left_over=left_over(self.unit)
            )
        satang = exact(self.value) * _SATANG
        if satang.denominator != 1:
            raise QuantityError("finer-than-satang", what=named, value=show(self.value))
        return Baht.from_satang(satang.numerator)

    def text(self, lang: Language = "en") -> str:
        """Return the quantity in words: ``4 ครั้ง/เดือน``, ``4 times per month``."""
        before = _PUT_BEFORE.get(str(self.unit))
        if before is not None and getattr(before, lang):
            return before.text(lang, number=self.figure)
        return f"{self.figure} {self.unit.label(lang, plural=self.value != 1)}".strip()

    @property
    def figure(self) -> str:
        """The number alone, grouped; satang are written with both digits."""
        satang = exact(self.value) * _SATANG
        if str(self.unit) == "be_year":
            return str(self.value)
        if ("THB", 1) in self.unit.factors and satang.denominator == 1 and not isinstance(self.value, int):
            return f"{Decimal(satang.numerator) / _SATANG:,.2f}"
        return show(self.value)

    def _fitting(self, other: Quantity) -> Quantity:
        if not self.unit.fits(other.unit):
            raise QuantityError("do-not-fit", **_both(self, other))
        return other

    def __repr__(self) -> str:
        return f"Quantity({self.value!r}, {str(self.unit)!r})"

    def __str__(self) -> str:
        return self.text()


def left_over(unit: Unit) -> Message:
    """Return what keeps a unit from being baht, with what to do about it."""
    amounts = dict(unit.factors).get("THB", 0)
    rest = [(word, power) for word, power in unit.factors if word != "THB"]
    found = [
        *([_NO_BAHT] if amounts < 1 else []),
        *([_MUCH_BAHT] if amounts > 1 else []),
        *(_counted(word) for word, power in rest if power > 0),
        *(_still_per(word) for word, power in rest if power < 0),
    ]
    return Message(*("; ".join(each) for each in zip(*found, strict=True)))


def _counted(word: str) -> Message:
    name = VOCABULARY[word]
    return Message(
        en=f"{name.plural} are left over, so give a rate for each {name.en}",
        th=f"เหลือหน่วย {name.th} ให้ระบุอัตราต่อ{name.th}",
    )


def _still_per(word: str) -> Message:
    name = VOCABULARY[word]
    return Message(
        en=f"it is still per {name.en}, so multiply by a number of {name.plural}",
        th=f"ยังเป็นอัตราต่อ{name.th} ให้คูณด้วยจำนวน{name.th}",
    )


def _unit_words(unit: Unit) -> Message:
    return Message(en=unit.label("en", plural=True) or "no unit", th=unit.label("th") or "จำนวนที่ไม่มีหน่วย")


def _both(first: Quantity, second: Quantity) -> dict[str, Message]:
    return {"first": _as_message(first), "second": _as_message(second)}


def _as_message(each: Quantity) -> Message:
    return Message(en=each.text("en"), th=each.text("th"))


_PUT_BEFORE: Mapping[str, Message] = {
    "percent": Message(en="", th="ร้อยละ {number}"),
    "day_of_month": Message(en="day {number} of the month", th="วันที่ {number}"),
    "month_of_year": Message(en="month {number} of the year", th="เดือนที่ {number}"),
    "be_year": Message(en="{number} BE", th="พ.ศ. {number}"),
    "level": Message(en="level {number}", th="ระดับ {number}"),
    "rank": Message(en="rank {number}", th="อันดับ {number}"),
}
"""Units whose word stands before the number; an empty text is as for all others."""

_NO_BAHT = Message(en="there is no amount of baht in it", th="ไม่มีจำนวนเงินบาท")
_MUCH_BAHT = Message(en="amounts of baht are multiplied by each other", th="นำจำนวนเงินบาทมาคูณกัน")
