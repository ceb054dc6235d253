"""Amounts in figures ↔ exact numbers: ``2,757,683,080 บาท``, ``49,432.1520 ล้านบาท``, ``(฿๑๒.๕๐)``.

Plain functions over whole satang, below ``ssoplan.money``, which wraps them.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, get_args

from ssoplan.numerals.digits import clipped, from_thai_digits, plain_digits, to_thai_digits
from ssoplan.numerals.exact import Ratio, Rounding, round_ratio
from ssoplan.numerals.money_errors import MoneyTextError, MoneyValueError, checked

__all__ = ["MAX_LENGTH", "Digits", "Unit", "format_satang", "parse_figures"]

Unit = Literal["บาท", "ล้านบาท", "฿", "THB", "baht", "million baht"]
Digits = Literal["latin", "thai"]

MAX_LENGTH = 500
"""Longest text, in characters, that is read as an amount in figures."""

_SCALES = {"พัน": 3, "หมื่น": 4, "แสน": 5, "ล้าน": 6, "พันล้าน": 9, "หมื่นล้าน": 10, "แสนล้าน": 11, "ล้านล้าน": 12}
_EXPONENTS = {
    **dict.fromkeys(("", ".-", ".-บาท", "บาท", "บาทถ้วน", "฿", "thb", "baht"), 0),
    **{f"{scale}บาท": exponent for scale, exponent in _SCALES.items()},
    **{f"{scale}baht": exponent for scale, exponent in {"thousand": 3, "million": 6, "billion": 9}.items()},
}
_DECIMALS = tuple(range(13))
_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_MINUS = r"\-−–"
_AMOUNT = re.compile(
    rf"(?P<sign>[+{_MINUS}]|ติดลบ|ลบ)? ?(?P<symbol>฿|THB)? ?(?P<inner>[+{_MINUS}])? ?(?P<figures>[\d.,]*\d)(?P<tail>.*)",
    re.ASCII | re.IGNORECASE,
)
_FIGURES = re.compile(r"(?P<whole>\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(?P<part>\d+))?", re.ASCII)
_PLAIN = re.compile(r"-?\d{1,400}(?:\.\d{1,2})?", re.ASCII)


class _Shape(NamedTuple):
    prefix: str
    suffix: str
    exponent: int
    decimals: int | None


_SHAPES: dict[Unit, _Shape] = {
    "บาท": _Shape("", " บาท", 2, None),
    "ล้านบาท": _Shape("", " ล้านบาท", 8, None),
    "฿": _Shape("฿", "", 2, 2),
    "THB": _Shape("THB ", "", 2, 2),
    "baht": _Shape("", " baht", 2, None),
    "million baht": _Shape("", " million baht", 8, None),
}


def parse_figures(text: str) -> Ratio:
    """Return the amount that figures with or without a unit say, exactly, in satang.

    Raises:
        MoneyTextError: The text is no amount, wrongly grouped, or has a unit that is not known.
    """
    if _PLAIN.fullmatch(text):
        whole, _, part = text.partition(".")
        return Ratio(int(whole + f"{part:0<2}"))
    if len(text) > MAX_LENGTH:
        raise MoneyTextError("too-long", text=clipped(text), length=len(text), limit=MAX_LENGTH)
    cleaned = " ".join(_ZERO_WIDTH.sub("", from_thai_digits(text)).split())
    inner, bracketed = _unbracketed(cleaned)
    match = _AMOUNT.fullmatch(inner)
    if match is None:
        raise MoneyTextError("no-figures", text=clipped(text))
    signs = [sign for sign in (match["sign"], match["inner"], bracketed and "-") if sign]
    if len(signs) > 1:
        raise MoneyTextError("two-signs", text=clipped(text))
    exponent = _exponent(match, text)
    ratio = _number(match["figures"], exponent, text)
    return ratio if signs in ([], ["+"]) else ratio._replace(numerator=-ratio.numerator)


def _unbracketed(text: str) -> tuple[str, bool]:
    head, bracket, tail = text.partition(")")
    if text.startswith("(") and bracket:
        return f"{head[1:].strip()}{tail}", True
    return text, False


def _exponent(match: re.Match[str], text: str) -> int:
    unit = match["tail"].replace(" ", "").casefold()
    exponent = _EXPONENTS.get(unit)
    if exponent is None or (match["symbol"] and unit):
        raise MoneyTextError("unknown-unit", text=clipped(text), found=clipped(match["tail"].strip()))
    return exponent


def _number(figures: str, exponent: int, text: str) -> Ratio:
    match = _FIGURES.fullmatch(figures)
    if match is None:
        raise MoneyTextError("grouping", text=clipped(text), found=clipped(figures))
    part = match["part"] or ""
    number = int(match["whole"].replace(",", "") + part)
    places = exponent + 2 - len(part)
    return Ratio(number * 10**places) if places >= 0 else Ratio(number, 10**-places)


def format_satang(
    satang: int,
    *,
    unit: Unit = "บาท",
    decimals: int | None = None,
    digits: Digits = "latin",
    rounding: Rounding | None = None,
) -> str:
    """Return an amount in figures with its unit; see ``Baht.text`` for the options.

    Raises:
        MoneyValueError: Digits would be lost and no rounding is named, or an option is not known.
    """
    checked("unit", unit, get_args(Unit))
    checked("digits", digits, get_args(Digits))
    shape = _SHAPES[unit]
    if decimals is None:
        decimals = shape.decimals if shape.decimals is not None else _needed(satang, shape.exponent)
    figures = _figures(satang, exponent=shape.exponent, decimals=decimals, rounding=rounding, unit=unit)
    sign = "-" if figures.startswith("-") else ""
    written = f"{sign}{shape.prefix}{figures.removeprefix('-')}{shape.suffix}"
    return to_thai_digits(written) if digits == "thai" else written


def _needed(satang: int, exponent: int) -> int:
    if exponent == 2:  # noqa: PLR2004  # satang: none are shown, or both digits are
        return 0 if satang % 100 == 0 else 2
    while exponent and satang % 10 == 0:
        satang //= 10
        exponent -= 1
        if not satang:
            return 0
    return exponent


def _figures(satang: int, *, exponent: int, decimals: int, rounding: Rounding | None, unit: str) -> str:
    checked("decimals", decimals, _DECIMALS)
    ratio = Ratio(satang * 10 ** max(0, decimals - exponent), 10 ** max(0, exponent - decimals))
    if rounding is None and ratio.numerator % ratio.denominator:
        found = format_satang(satang)
        raise MoneyValueError("digits-lost", found=found, decimals=decimals, unit=unit)
    scaled = round_ratio(ratio, rounding=rounding or "down")
    whole, part = divmod(abs(scaled), 10**decimals)
    figures = plain_digits(whole, grouped=True) + (f".{part:0{decimals}d}" if decimals else "")
    return f"-{figures}" if scaled < 0 else figures
