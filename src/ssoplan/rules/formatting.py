"""Values as a reader of the language expects them: amounts in baht, days in the Buddhist era, grouped thousands."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ssoplan.errors import Message
from ssoplan.rules.expression.types import BE_YEARS
from ssoplan.rules.facts import Absent

if TYPE_CHECKING:
    from ssoplan.errors import Language
    from ssoplan.rules.expression.types import Type

__all__ = ["absence", "no_answer", "plain_value", "show"]

_ABSENT = {
    Absent.MISSING: {"en": "(missing)", "th": "(ไม่มีข้อมูล)"},
    Absent.DAMAGED: {"en": "(damaged)", "th": "(อ่านไม่ออก)"},
    Absent.NOT_IN_FORCE: {"en": "(no value in force)", "th": "(ไม่มีค่าที่ใช้บังคับ)"},
}
_WHY_TH = {Absent.MISSING: "ไม่มีข้อมูล", Absent.DAMAGED: "อ่านไม่ออก", Absent.NOT_IN_FORCE: "ไม่มีค่าที่ใช้บังคับ"}
_NO_ANSWER_TH = {
    "division by zero": "หารด้วยศูนย์",
    "an empty list has no smallest or greatest value": "รายการว่างไม่มีค่าน้อยสุดหรือมากสุด",
    "lists of unequal length cannot be taken item by item": "รายการที่จำนวนไม่เท่ากันเทียบทีละรายการไม่ได้",
}
_BOOL = {True: {"en": "yes", "th": "ใช่"}, False: {"en": "no", "th": "ไม่ใช่"}}
_NOTHING = {"en": "none", "th": "ไม่มี"}
_SHOWN_ITEMS = 12


def show(value: Any, type_: Type | None, lang: Language = "en") -> str:  # noqa: PLR0911  # one line for each kind of value
    """Return an exact value as text.

    >>> show(Fraction(25, 2), None)
    '12.5'
    >>> show(1234567, None)
    '1,234,567'
    >>> from ssoplan.rules.expression.types import Type
    >>> show(2561, Type(kind="int", unit=BE_YEARS))
    '2561'

    A word of the library is shown by its title, text from a document as it stands, an empty list as none.
    """
    if isinstance(value, Absent):
        return _ABSENT[value][lang]
    if isinstance(value, tuple):
        item = type_.item if type_ is not None else None
        if not value:
            return _NOTHING[lang]
        shown = [show(each, item, lang) for each in value[:_SHOWN_ITEMS]]
        return ", ".join([*shown, "…"] if len(value) > _SHOWN_ITEMS else shown)
    if isinstance(value, bool):
        return _BOOL[value][lang]
    if type_ is not None and (type_.year is not None or type_.unit == BE_YEARS):
        return str(value)  # a name, not a quantity: no thousands separator
    if isinstance(value, int | Fraction):
        return _number(value, decimals=(type_.decimals if type_ is not None else None) or 1)
    if isinstance(value, dt.date):
        return _date(value, lang)
    title = type_.title(value) if type_ is not None else None
    return str(value) if title is None else title.text(lang)


def _number(value: int | Fraction, *, decimals: int = 1) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    for places in range(decimals, 9):
        scaled = value * 10**places
        if scaled.denominator == 1:
            sign = "-" if scaled < 0 else ""
            whole, rest = divmod(abs(scaled.numerator), 10**places)
            return f"{sign}{whole:,}.{rest:0{places}d}"
    return f"{value.numerator:,}/{value.denominator:,}"


def _date(day: dt.date, lang: Language) -> str:
    from ssoplan.calendar import format_date  # noqa: PLC0415  # only where a day is shown

    try:
        return format_date(day, style="medium", locale=lang)
    except (ValueError, TypeError):  # days before the calendar of the formatter
        return day.isoformat()


def absence(name: str, why: Absent) -> Message:
    """Return that a fact or parameter has no value, and why."""
    return Message(en=f"{name} is {why.value}", th=f"{name} {_WHY_TH[why]}")


def no_answer(cause: str) -> Message:
    """Return why an operation has no answer."""
    return Message(en=cause, th=f"คำนวณไม่ได้: {_NO_ANSWER_TH.get(cause, cause)}")


def plain_value(value: Any) -> Any:
    """Return an exact value as JSON data: whole numbers as such, fractions and days as text."""
    if isinstance(value, Absent):
        return {"absent": value.value}
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    if isinstance(value, Fraction):
        return _number(value).replace(",", "")
    return value.isoformat() if isinstance(value, dt.date) else value
