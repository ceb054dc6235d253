"""Amounts of money in Thai words, as officials print them behind the digits, both ways and exact."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ssoplan.errors import Message
from ssoplan.money import Baht
from ssoplan.numerals.phrases import ANY_DIGIT, NumberReader
from ssoplan.numerals.tokens import NumberTextError, Token, tokens_of
from ssoplan.numerals.words import Reading, unsigned_text, word_tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

__all__ = ["BahtTextError", "baht_text", "parse_baht_text", "satang_text"]

_PER_BAHT = 100


class BahtTextError(NumberTextError):
    """Raised when text is not a well-formed amount in Thai words; it says where, and what was expected there.

    Attributes:
        position: Index of the character where the phrase goes wrong (0 is the first).
        found: The word or text found there; empty at the end of the phrase.
        expected: The words that could have stood there.
        value: The amount (``Baht``) that the words say literally, or None where that cannot be told.
    """

    kind = "baht-text"
    messages: ClassVar[Mapping[str, Message]] = {
        **NumberTextError.messages,
        "empty": Message(
            en="no amount in words in {phrase}: write one such as หนึ่งร้อยบาทถ้วน",
            th="ไม่มีจำนวนเงินเป็นตัวอักษรใน {phrase} ให้เขียน เช่น หนึ่งร้อยบาทถ้วน",
        ),
        "satang-range": Message(
            en="the satang from {found} on come to a whole baht in {phrase}, character {ordinal}: write 1 to 99 satang",
            th="สตางค์ที่เริ่มจาก {found} มีค่าตั้งแต่หนึ่งบาทขึ้นไป ใน {phrase} อักขระที่ {ordinal} ให้เขียน 1 ถึง 99 สตางค์",
        ),
    }


def baht_text(
    amount: Baht | int | str | Decimal, *, reading: Reading = "royal-society", zero_baht: bool = False
) -> str:
    """Return an amount in Thai words, closed by ถ้วน when it has no satang; a negative one begins with ลบ.

    Args:
        amount: A ``Baht``, or what ``Baht`` accepts: baht as an int, Decimal or text.
        reading: A final 1 is เอ็ด in every number of two or more digits (``royal-society``: หนึ่งร้อยเอ็ด), or
            after a tens word only (``tens-only``: หนึ่งร้อยหนึ่ง).
        zero_baht: Whether an amount below one baht begins with ศูนย์บาท.

    Raises:
        MoneyTypeError: ``amount`` is a float, or nothing that can be an amount.
        MoneyValueError: ``amount`` is text or a Decimal that is no amount in whole satang.
        NumeralOptionError: ``reading`` is not one of the two.

    >>> baht_text(18408)
    'หนึ่งหมื่นแปดพันสี่ร้อยแปดบาทถ้วน'
    >>> baht_text("-0.25")
    'ลบยี่สิบห้าสตางค์'
    """
    satang = amount.satang if type(amount) is Baht else Baht(amount).satang
    return satang_text(satang, reading=reading, zero_baht=zero_baht)


def satang_text(satang: int, *, reading: Reading = "royal-society", zero_baht: bool = False) -> str:
    """Return an amount given in whole satang as words; ``baht_text`` without the reading of its argument."""
    tables = word_tables(reading)
    sign = ""
    if satang < 0:
        sign, satang = "ลบ", -satang
    baht, rest = divmod(satang, _PER_BAHT)
    if not rest:
        return f"{sign}{unsigned_text(baht, tables)}บาทถ้วน"
    if not baht and not zero_baht:
        return f"{sign}{unsigned_text(rest, tables)}สตางค์"
    return f"{sign}{unsigned_text(baht, tables)}บาท{unsigned_text(rest, tables)}สตางค์"


def parse_baht_text(text: str) -> Baht:
    """Return the amount that Thai words say.

    Both readings of a final 1 are read; ถ้วน may be missing, ศูนย์บาท may stand before satang, and one pair of
    brackets may enclose the whole. White space and zero-width characters are passed over.

    Args:
        text: The words with their unit, at most 100,000 characters; ลบ or ติดลบ first when negative.

    Raises:
        BahtTextError: The words are malformed; ``position``, ``expected`` and ``value`` say where and how.
        NumeralTypeError: Something other than text was given.

    >>> parse_baht_text("หนึ่งหมื่นแปดพันสี่ร้อยแปดบาทถ้วน")
    Baht('18408')
    >>> parse_baht_text("สามสิบล้านเจ็ดหมื่นสองแสนบาทถ้วน")
    Traceback (most recent call last):
    ssoplan.numerals.baht.BahtTextError: แสน cannot come after หมื่น in 'สามสิบล้านเจ็ดหมื่นสองแสนบาทถ้วน', \
character 23: place values must fall, expected พัน, ร้อย, สิบ
    """
    reader = NumberReader(tokens_of(text, BahtTextError))
    sign = reader.sign()
    satang = _amount(reader)
    reader.close()
    if reader.problem is None:
        return Baht.from_satang(sign * satang)
    literal = Baht.from_satang(sign * satang) if reader.problem.readable else None
    raise BahtTextError.at(reader.problem, phrase=text, value=literal)


def _amount(reader: NumberReader) -> int:
    start = reader.token
    number = reader.number()
    if reader.take("satang"):
        return _below_one_baht(reader, number, start)
    if reader.take("baht"):
        return number * _PER_BAHT + _rest(reader)
    _unit_missing(reader, ("บาท", "สตางค์"))
    return number * _PER_BAHT


def _rest(reader: NumberReader) -> int:
    if reader.take("exact") or reader.token.kind == "end":
        return 0
    start = reader.token
    if start.kind not in {"digit", "place", "million", "zero"}:
        reader.close(("ถ้วน", ANY_DIGIT))
        return 0
    number = reader.number()
    if not reader.take("satang"):
        _unit_missing(reader, ("สตางค์",))
    return _below_one_baht(reader, number, start)


def _below_one_baht(reader: NumberReader, satang: int, start: Token) -> int:
    if satang >= _PER_BAHT and not reader.stopped:
        reader.note("satang-range", start, ())
    return satang


def _unit_missing(reader: NumberReader, units: tuple[str, ...]) -> None:
    expected = reader.could_follow(units)
    if reader.token.kind == "end" and not reader.stopped:
        reader.note("incomplete", reader.token, expected)
    reader.close(expected)
