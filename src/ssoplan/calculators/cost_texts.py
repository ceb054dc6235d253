"""Reading of costs as plans and proposals write them, in Thai or Latin digits, with x, X, ×, * or ละ."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.quantity import NUMBER, PER, UNIT_WORDS, Quantity, read_number, read_unit
from ssoplan.calculators.unit_costs import CostError, CostFactor, CostFormula, numerator_of
from ssoplan.errors import Message
from ssoplan.model import CostLine
from ssoplan.model import Quantity as PrintedQuantity
from ssoplan.numerals import from_thai_digits
from ssoplan.units import THAI_UNIT_WORDS, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from ssoplan.money import Baht

__all__ = [
    "CostTextError",
    "formula_of",
    "line_of",
    "parse_composite",
    "parse_cost",
    "parse_cost_line",
    "read_factor",
]


class CostTextError(CalculatorError):
    """Raised when a text cannot be read as a cost; the values say where it stops and why."""

    kind = "cost-text"
    messages: ClassVar[Mapping[str, Message]] = {
        "unreadable": Message(
            en="cannot read {text!r} from character {at}, {rest!r}: expected a number with its unit, ×, ละ or =; unit words are those of ssoplan.units",
            th="อ่าน {text!r} ตั้งแต่อักขระที่ {at} {rest!r} ไม่ได้: ควรเป็นตัวเลขพร้อมหน่วย เครื่องหมายคูณ ละ หรือ = และหน่วยนับต้องเป็นคำใน ssoplan.units",
        ),
        "no-unit": Message(
            en="{text!r} has {found!r} without a unit at character {at}; write what is counted, such as {found} คน",
            th="{text!r} มี {found!r} ที่อักขระที่ {at} ซึ่งไม่มีหน่วย ให้ระบุหน่วยนับ เช่น {found} คน",
        ),
        "no-sign": Message(
            en="{text!r} has no multiplication sign before {found!r} at character {at}; write × between the factors",
            th="{text!r} ไม่มีเครื่องหมายคูณหน้า {found!r} ที่อักขระที่ {at} ให้ใส่ × ระหว่างตัวคูณ",
        ),
        "no-number": Message(
            en="{text!r} has {found!r} at character {at} where a number with its unit should stand",
            th="{text!r} มี {found!r} ที่อักขระที่ {at} ซึ่งควรเป็นตัวเลขพร้อมหน่วย",
        ),
        "ends": Message(
            en="{text!r} ends where a number with its unit should follow",
            th="{text!r} จบลงโดยไม่มีตัวเลขพร้อมหน่วยตามมา",
        ),
        "side-by-side": Message(
            en="{text!r} sets {found!r} beside the figure before it, at character {at}: figures of one cell are no product; read them with parse_composite",
            th="{text!r} มี {found!r} ที่อักขระที่ {at} วางเคียงกับตัวเลขก่อนหน้า ตัวเลขในช่องเดียวกันไม่ใช่การคูณ ให้อ่านด้วย parse_composite",
        ),
        "after-total": Message(
            en="{text!r} goes on after its amount, at character {at}: {found!r}; give one cost at a time",
            th="{text!r} มีข้อความต่อจากจำนวนเงิน ที่อักขระที่ {at}: {found!r} ให้ระบุทีละรายการ",
        ),
        "not-text": Message(
            en="{text!r} is no text; give the cost as it is written, such as 120 บาท x 3 คน",
            th="{text!r} ไม่ใช่ข้อความ ให้ระบุค่าใช้จ่ายตามที่เขียน เช่น 120 บาท x 3 คน",
        ),
        "too-long": Message(
            en="the text has {length} characters; a cost has at most {limit}",
            th="ข้อความยาว {length} อักขระ รายการค่าใช้จ่ายยาวได้ไม่เกิน {limit} อักขระ",
        ),
    }


_LIMIT = 500
_WORDS = "|".join(re.escape(word) for word in sorted(UNIT_WORDS, key=len, reverse=True))
_UNIT = rf"(?:{_WORDS})(?:\s*(?:{PER})\s*(?:{_WORDS}))*"
_TOKEN = re.compile(
    rf"(?P<number>[-−–]?{NUMBER})|(?P<unit>{_UNIT})|(?P<each>ๆ\s*ละ|ละ)"
    rf"|(?P<total>=|รวมเป็นเงิน|เป็นเงิน)|(?P<skip>จำนวน)|(?P<even>ถ้วน)|(?P<times>[xX×*✕])|(?P<beside>/)",
    re.ASCII,
)
_SPACE = re.compile(r"[\s\u00a0]*")
_NOISE = str.maketrans({"\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "", "\u00ad": ""})
_NAME_ENDS = re.compile(rf"\s*\(?\s*(?:จำนวน|[-−–]?{NUMBER}\s*(?:{_WORDS})|(?:{_WORDS})\s*ละ\s*\d)", re.ASCII)
_AMOUNT_WORDS = re.compile(r"\s*(?:รวม)?เป็นเงิน\s*\Z")
_BESIDE = re.compile(r"\s*/\s*(?=[-\d])", re.ASCII)


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


def parse_cost(text: str) -> CostFormula:
    """Return the cost that a text writes; see `ssoplan.calculators.unit_costs` for how a rate is read.

    Read are ``จำนวน ๑๒๐ บาท x ๓ คน x ๔ ครั้ง/เดือน x ๑๒ เดือน``, ``๑,๔๑๖ ราย ๆ ละ ๑๓ บาท``,
    ``รุ่นละ 20,000 บาท × 4 รุ่น``, ``4 รุ่น ๆ ละ 40 คน ๆ ละ 500 บาท``, rates such as ``บาท/คน/ครั้ง`` and
    ``บาทต่อครั้ง``, and the same in English; a result behind ``=`` or ``เป็นเงิน`` is kept as what is stated.

    Raises:
        CostTextError: The text cannot be read; the message says from where on.
        CostError: What it says is no cost.

    >>> parse_cost("จำนวน ๓๐๐ บาท x ๓ ครั้ง/เดือน x ๑๒ เดือน").amount
    Baht('10800')
    >>> parse_cost("4 รุ่น ๆ ละ 40 คน ๆ ละ 500 บาท").amount
    Baht('80000')
    """
    cleaned = _cleaned(text)
    return _Reading(cleaned, list(_tokens(cleaned))).formula()


def parse_cost_line(text: str) -> CostLine:
    """Return the cost line that a text writes: a name and what it costs.

    Raises:
        CostTextError: The text behind the name cannot be read, or there is none.
        CostError: What it says is no cost.

    >>> line = parse_cost_line("ค่าเบี้ยเลี้ยง จำนวน ๑๒๐ บาท x ๓ คน x ๔ ครั้ง/เดือน x ๑๒ เดือน เป็นเงิน ๑๗,๒๘๐ บาท")
    >>> line.name_th, line.amount, [quantity.unit_th for quantity in line.quantities]
    ('ค่าเบี้ยเลี้ยง', Baht('17280'), ['คน', 'ครั้ง/เดือน', 'เดือน'])
    """
    tidy = _tidied(text)
    cleaned = from_thai_digits(tidy)
    start = _NAME_ENDS.search(cleaned)
    if start is None:
        raise CostTextError("ends", text=cleaned)
    name = _AMOUNT_WORDS.sub("", tidy[: start.start()]).rstrip(" :=-–")
    return line_of(parse_cost(cleaned[start.start() :]), name_th=name)


def parse_composite(text: str) -> list[Quantity]:
    """Return the figures that a cell holds side by side, such as ``4 รุ่น/160 คน/ 80,000 บาท``.

    >>> classes, persons, money = parse_composite("4 รุ่น/160 คน/ 80,000 บาท")
    >>> print(money / persons)
    500 baht per person

    Raises:
        QuantityError: A part is no number with its unit.
        UnitError: A unit is not known.
    """
    return [Quantity.parse(part) for part in _BESIDE.split(_cleaned(text))]


def read_factor(text: str) -> CostFactor:
    """Return one factor as it is written: ``3 คน``, ``120 บาท/คน``.

    Raises:
        CostTextError: The text cannot be read, or holds several factors.
    """
    cleaned = _cleaned(text)
    factors = _Reading(cleaned, list(_tokens(cleaned))).factors()
    if len(factors) != 1:
        raise CostTextError("no-number", text=cleaned, found=cleaned, at=1)
    return factors[0]


def formula_of(line: CostLine) -> CostFormula | None:
    """Return the formula of a cost line; None where it prints an amount only.

    Raises:
        UnitError: A unit of its quantities is not known.
        CostError: The factors do not make a cost.
    """
    if line.rate is None:
        return None
    rate = CostFactor(Quantity.of_baht(line.rate))
    counts = (_counted(Quantity(each.count, each.unit_th), each.unit_th) for each in line.quantities)
    return CostFormula((rate, *counts), line.amount)


def line_of(formula: CostFormula, *, name_th: str, key: str | None = None) -> CostLine:
    """Return a formula as a line of a project budget, with its stated amount, else the one that it gives.

    A lump sum is a line without a rate.

    Args:
        formula: The formula.
        name_th: What the line pays for, as it is to be printed.
        key: A name for the line, where others refer to it.

    Raises:
        CostError: A count cannot be written with decimals.
    """
    return CostLine(
        name_th=name_th,
        key=key,
        amount=formula.amount if formula.stated is None else formula.stated,
        rate=Quantity(formula.rate.value, "THB").to_baht() if formula.counts else None,
        quantities=tuple(
            PrintedQuantity(count=_decimal(each.quantity), unit_th=_printed_unit(each))
            for each in formula.factors
            if "THB" not in dict(each.quantity.unit.factors)
        ),
    )


class _Reading:
    """The tokens of one text, taken from the left."""

    def __init__(self, text: str, tokens: list[_Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.place = 0

    def formula(self) -> CostFormula:
        factors = self.factors()
        stated = self.total()
        if self.peek() is not None:
            raise self.fault("after-total")
        return CostFormula(tuple(factors), stated)

    def factors(self) -> list[CostFactor]:
        found = [self.factor(None)]
        while (token := self.peek()) is not None and token.kind != "total":
            if token.kind == "times":
                self.place += 1
            elif token.kind == "beside":
                raise self.fault("side-by-side")
            elif not self.may_follow():
                raise self.fault("no-sign")
            found.append(self.factor(found[-1]))
        return found

    def factor(self, before: CostFactor | None) -> CostFactor:
        """Read ``3 คน``, ``คนละ 500 บาท``, or ``ๆ ละ 500 บาท`` behind a factor."""
        self.skip("skip")
        per = self.per(before)
        number = self.take("number", "no-number")
        if self.peek() is None or self.tokens[self.place].kind != "unit":
            raise CostTextError("no-unit", text=self.text, found=number.text, at=number.at + 1)
        word = self.take("unit", "no-unit").text
        self.skip("even")
        quantity = Quantity(_value(number), read_unit(word))
        if per is None:
            return _counted(quantity, word)
        return CostFactor(quantity / Quantity(1, per), word, per)

    def per(self, before: CostFactor | None) -> str | None:
        """Return the word before ละ, else none."""
        kinds = [token.kind for token in self.tokens[self.place : self.place + 2]]
        if kinds == ["unit", "each"]:
            self.place += 2
            return self.tokens[self.place - 2].text
        if kinds[:1] == ["each"] and before is not None:
            self.place += 1
            return before.head
        return None

    def may_follow(self) -> bool:
        """Whether a factor may stand here without a sign: behind จำนวน, or with a ละ of its own."""
        kinds = [token.kind for token in self.tokens[self.place : self.place + 2]]
        return kinds[:1] in (["each"], ["skip"]) or kinds == ["unit", "each"]

    def total(self) -> Baht | None:
        if self.peek() is None:
            return None
        self.take("total", "no-sign")
        number, unit = self.take("number", "no-number"), self.take("unit", "no-unit")
        self.skip("even")
        return Quantity(_value(number), read_unit(unit.text)).to_baht(self.text)

    def peek(self) -> _Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def skip(self, kind: str) -> None:
        while (token := self.peek()) is not None and token.kind == kind:
            self.place += 1

    def take(self, kind: str, reason: str) -> _Token:
        token = self.peek()
        if token is None or token.kind != kind:
            raise self.fault(reason)
        self.place += 1
        return token

    def fault(self, reason: str) -> CostTextError:
        token = self.peek()
        if token is None:
            return CostTextError("ends", text=self.text)
        return CostTextError(reason, text=self.text, found=token.text, at=token.at + 1)


def _value(number: _Token) -> int | Fraction:
    return read_number(re.sub("[−–]", "-", number.text))


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while (at := _SPACE.match(text, at).end()) < len(text):  # type: ignore[union-attr]  # it matches nothing as well
        match = _TOKEN.match(text, at)
        if match is None:
            raise CostTextError("unreadable", text=text, at=at + 1, rest=text[at : at + 20])
        yield _Token(str(match.lastgroup), match.group(), at)
        at = match.end()


def _cleaned(text: str) -> str:
    cleaned = from_thai_digits(_tidied(text))
    within = cleaned[1:-1]
    return within.strip() if cleaned == f"({within})" and ")" not in within else cleaned


def _tidied(text: str) -> str:
    if not isinstance(text, str):
        raise CostTextError("not-text", text=text)
    if len(text) > _LIMIT:
        raise CostTextError("too-long", length=len(text), limit=_LIMIT)
    # scanned Thai writes ำ as two characters
    return text.translate(_NOISE).replace("\u0e4d\u0e32", "\u0e33").strip()


def _counted(quantity: Quantity, word: str) -> CostFactor:
    return CostFactor(quantity, _as_written(quantity.unit, word))


def _as_written(unit: Unit, word: str) -> str | None:
    """Return a Thai unit word that is not the first one for its unit, which needs no remembering."""
    thai = numerator_of(word) in THAI_UNIT_WORDS
    return word if thai and word != unit.label("th") else None


def _printed_unit(factor: CostFactor) -> str:
    label = factor.quantity.unit.label("th")
    return label if factor.word is None or factor.per is not None else factor.word


def _decimal(quantity: Quantity) -> int | Decimal:
    if isinstance(quantity.value, int):
        return quantity.value
    written = Decimal(quantity.value.numerator) / Decimal(quantity.value.denominator)
    if written != quantity.value:
        raise CostError("not-decimal", factor=quantity.text("th"))
    return written
