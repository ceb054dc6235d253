"""Written unit costs: ``จำนวน ๑๒๐ บาท x ๓ คน x ๔ ครั้ง/เดือน x ๑๒ เดือน`` as a checked product that is baht.

How a cost is read:

- A rate that is written with what it is for (``บาท/คน/ครั้ง``, ``บาทต่อคน``, ``คนละ 500 บาท``,
  ``๑,๔๑๖ ราย ๆ ละ ๑๓ บาท``) is taken at its word: the product has to come out as baht.
- A rate that is written as bare baht is for each of what is counted beside it, as the documents mean it: in
  ``120 บาท x 3 คน x 4 ครั้ง/เดือน x 12 เดือน`` it is baht per person and time. What is counted has to cancel to whole
  things (``4 ครั้ง/เดือน`` needs months), and nothing is counted twice.
"""

from __future__ import annotations

import re
from collections import Counter
from math import prod
from typing import TYPE_CHECKING, ClassVar

import attrs

from ssoplan.calculators.checks import check_kind
from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.quantity import BAHT, PER, Quantity, left_over
from ssoplan.calculators.worksheet import Worksheet, calculator
from ssoplan.errors import Message
from ssoplan.money import Baht
from ssoplan.units import VOCABULARY, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssoplan.errors import Language

__all__ = ["CostError", "CostFactor", "CostFormula", "amount_on", "cost_of", "numerator_of"]

NOT_COUNTED = frozenset(
    {
        *("be_year", "day_of_month", "level", "million_THB", "month_of_year"),
        *("multiple", "percent", "percentage_point", "rank", "score"),
    }
)
"""Words of the vocabulary that measure or name; one cannot pay a rate for each of them."""


class CostError(CalculatorError):
    """Raised when factors do not make a cost."""

    kind = "cost"
    messages: ClassVar[Mapping[str, Message]] = {
        "not-baht": Message(
            en="{cost!r} does not come out as baht: {left_over}",
            th="{cost!r} คูณแล้วไม่เป็นบาท: {left_over}",
        ),
        "no-rate": Message(
            en="{cost!r} has no amount of baht in it; give the rate, such as 120 บาท",
            th="{cost!r} ไม่มีจำนวนเงินบาท ให้ระบุอัตรา เช่น 120 บาท",
        ),
        "two-rates": Message(
            en="{cost!r} has {number} rates in baht, {rates}; a cost has one: write a line for each",
            th="{cost!r} มีอัตราเป็นบาท {number} อัตรา คือ {rates} หนึ่งรายการมีได้อัตราเดียว ให้แยกรายการ",
        ),
        "twice": Message(
            en="{cost!r} counts {word} twice; write each count once, or what one is for (such as 40 คน/รุ่น)",
            th="{cost!r} นับ{word}ซ้ำ ให้เขียนแต่ละจำนวนครั้งเดียว หรือระบุว่าต่ออะไร (เช่น 40 คน/รุ่น)",
        ),
        "not-counted": Message(
            en="{cost!r} multiplies by {word}, which is nothing that can be counted; write how many of what",
            th="{cost!r} คูณด้วย{word} ซึ่งไม่ใช่สิ่งที่นับได้ ให้เขียนจำนวนและหน่วยนับ",
        ),
        "negative": Message(
            en="{cost!r} has {factor}, which is below zero; give 0 or more",
            th="{cost!r} มี {factor} ซึ่งต่ำกว่าศูนย์ ให้ระบุตั้งแต่ 0 ขึ้นไป",
        ),
        "not-decimal": Message(
            en="{factor} cannot be written with decimals, which the cost lines of a budget have; round it first",
            th="เขียน {factor} เป็นทศนิยมในรายการค่าใช้จ่ายไม่ได้ ให้ปัดเศษก่อน",
        ),
    }


@attrs.frozen
class CostFactor:
    """One factor of a written cost.

    Attributes:
        quantity: How many of what.
        word: The unit as it is written, where that is not the first word for it: ราย for persons.
        per: The word that ละ follows, where the factor is written so: ราย in ``๑,๔๑๖ ราย ๆ ละ ๑๓ บาท``.
    """

    quantity: Quantity
    word: str | None = attrs.field(default=None, eq=False)
    per: str | None = attrs.field(default=None, eq=False)

    def text(self, lang: Language = "en") -> str:
        """Return the factor as it is written."""
        if lang == "en" or (self.word is None and self.per is None):
            return self.quantity.text(lang)
        counted = f"{self.quantity.figure} {self.word or self.quantity.unit.label('th')}"
        return counted if self.per is None else f"{self.per}ละ {counted}"

    @property
    def head(self) -> str:
        """What is counted, without what it is per of: ครั้ง of ``ครั้ง/เดือน``."""
        return numerator_of(self.word or self.quantity.unit.label("th"))

    def text_after(self, before: CostFactor) -> str:
        """Return the factor in Thai as it follows another one: ``ๆ ละ`` of the word just written, or a multiplication."""
        if self.per is not None and self.per == before.head:
            return f" ๆ ละ {self.text('th').removeprefix(f'{self.per}ละ ')}"
        return f" × {self.text('th')}"


@attrs.frozen(repr=False)
class CostFormula:
    """A rate in baht times what it is paid for; it always comes out as baht.

    Attributes:
        factors: The rate and the counts in the order in which they are written.
        stated: The amount that the text states, whether or not the factors give it.

    Raises:
        CostError: The factors have no rate or several, count below zero, or do not come out as baht.
        QuantityError: The amount is finer than a satang.

    >>> formula = CostFormula.of("120 บาท", "3 คน", "4 ครั้ง/เดือน", "12 เดือน")
    >>> print(formula.text("th"), "=", formula.amount.text("บาท"))
    120 บาท × 3 คน × 4 ครั้ง/เดือน × 12 เดือน = 17,280 บาท
    >>> str(formula.rate.unit)
    'THB/person/time'
    """

    factors: tuple[CostFactor, ...]
    stated: Baht | None = None

    @classmethod
    def of(cls, *factors: Quantity | str, stated: Baht | None = None) -> CostFormula:
        """Return the formula of quantities, or of their words.

        Args:
            *factors: The quantities, or texts such as ``120 บาท``.
            stated: The amount that the document prints for it, where it prints one.
        """
        return cls(tuple(_factor(each) for each in factors), stated)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no cost."""
        _check_factors(self)
        _check_units(self)
        self.amount  # noqa: B018  # raises where the amount is finer than a satang

    @property
    def rate(self) -> Quantity:
        """The rate with what it is for, also where that is left unsaid."""
        written = self._written_rate
        if written.unit != BAHT:
            return written
        return Quantity(written.value, BAHT / _product(self.counts).unit)

    @property
    def counts(self) -> tuple[Quantity, ...]:
        """What the rate is multiplied by, in written order."""
        return tuple(each.quantity for each in self.factors if not _is_money(each.quantity))

    @property
    def amount(self) -> Baht:
        """The rate times the counts."""
        value = _product(tuple(each.quantity for each in self.factors)).value
        return Quantity(value, BAHT).to_baht(self.text("th"))

    def text(self, lang: Language = "en") -> str:
        """Return the formula as the documents write it, without its result."""
        if lang == "en":
            return " × ".join(factor.text(lang) for factor in self.factors)
        first, *rest = self.factors
        pairs = zip(self.factors, rest, strict=False)
        return first.text(lang) + "".join(factor.text_after(before) for before, factor in pairs)

    @property
    def _written_rate(self) -> Quantity:
        return next(each.quantity for each in self.factors if _is_money(each.quantity))

    def __repr__(self) -> str:
        return f"<CostFormula {self.text('th')}>"

    def __str__(self) -> str:
        return self.text()


@calculator
def cost_of(sheet: Worksheet, cost: CostFormula | str) -> Baht:
    """Return what a written cost amounts to.

    Args:
        cost: A formula, or the text of one (`ssoplan.calculators.parse_cost`).

    Raises:
        CostTextError: The text cannot be read.
        CostError: It is no cost.

    >>> print(cost_of("จำนวน ๑,๔๑๖ ราย ๆ ละ ๑๓ บาท").steps[0].text("th"))
    1,416 ราย ๆ ละ 13 บาท = 18,408 บาท
    """
    from ssoplan.calculators.cost_texts import parse_cost  # noqa: PLC0415  # it reads into the classes of this module

    check_kind(cost, CostFormula, str, name="cost")
    formula = parse_cost(cost) if isinstance(cost, str) else cost
    return amount_on(sheet, formula, formula.stated)


def numerator_of(words: str) -> str:
    """Return what stands before the first ``/`` or ต่อ of a unit in words."""
    return re.split(PER, words, maxsplit=1)[0].strip()


def amount_on(sheet: Worksheet, formula: CostFormula, printed: Baht | None) -> Baht:
    """Write a formula and its result on a worksheet, with a note where another amount is printed."""
    result = sheet.step(_COST, cost=formula, result=formula.amount)
    if printed is not None and printed != result:
        sheet.note(_STATED, cost=formula, printed=printed, exact=result, difference=printed - result)
    return result


def _factor(given: Quantity | str) -> CostFactor:
    if isinstance(given, Quantity):
        return CostFactor(given)
    from ssoplan.calculators.cost_texts import read_factor  # noqa: PLC0415  # it reads into the classes of this module

    return read_factor(given)


def _is_money(quantity: Quantity) -> bool:
    return dict(quantity.unit.factors).get("THB", 0) > 0


def _product(quantities: tuple[Quantity, ...]) -> Quantity:
    return prod(quantities, start=Quantity(1))


def _check_factors(formula: CostFormula) -> None:
    quantities = [each.quantity for each in formula.factors]
    cost = " × ".join(each.text("th") for each in formula.factors)
    rates = [each for each in quantities if _is_money(each)]
    if not rates:
        raise CostError("no-rate", cost=cost)
    if len(rates) > 1:
        raise CostError(
            "two-rates", cost=cost, number=len(rates), rates=", ".join(each.text("th") for each in rates)
        )
    for each in quantities:
        if each.value < 0:
            raise CostError("negative", cost=cost, factor=each.text("th"))
        for word, _ in each.unit.factors:
            if word in NOT_COUNTED:
                raise CostError("not-counted", cost=cost, word=_name(word))


def _check_units(formula: CostFormula) -> None:
    cost, counted = formula.text("th"), _product(formula.counts).unit
    seen = Counter(word for each in formula.counts for word, power in each.unit.factors if power > 0)
    word, times = seen.most_common(1)[0] if seen else ("", 0)
    if times > 1 and dict(counted.factors).get(word, 0) > 1:
        raise CostError("twice", cost=cost, word=_name(word))
    unit = _product(tuple(each.quantity for each in formula.factors)).unit
    if formula._written_rate.unit == BAHT:  # noqa: SLF001  # the formula's own check
        # counts cancel against what the bare rate is for; what they are per of cannot
        unit = BAHT * Unit(tuple((word, power) for word, power in counted.factors if power < 0))
    if unit != BAHT:
        raise CostError("not-baht", cost=cost, left_over=left_over(unit))


def _name(word: str) -> Message:
    return Message(en=VOCABULARY[word].plural, th=VOCABULARY[word].th)


_COST = Message(en="{cost} = {result}", th="{cost} = {result}")
_STATED = Message(
    en="{printed} is printed for {cost}, which is {exact}: a difference of {difference}",
    th="เอกสารพิมพ์ {printed} สำหรับ {cost} ซึ่งคำนวณได้ {exact} ต่างกัน {difference}",
)
