"""Values as a reader of the language expects them: amounts in baht, days in the Buddhist era, grouped thousands."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ssoplan.rules.facts import Absent

if TYPE_CHECKING:
    from ssoplan.errors import Language
    from ssoplan.rules.expression.types import Type

__all__ = ["plain_value", "show"]

_ABSENT = {
    Absent.MISSING: {"en": "(missing)", "th": "(ไม่มีข้อมูล)"},
    Absent.DAMAGED: {"en": "(damaged)", "th": "(อ่านไม่ออก)"},
    Absent.NOT_IN_FORCE: {"en": "(no value in force)", "th": "(ไม่มีค่าที่ใช้บังคับ)"},
}
_BOOL = {True: {"en": "yes", "th": "ใช่"}, False: {"en": "no", "th": "ไม่ใช่"}}
_SHOWN_ITEMS = 12


def show(value: Any, type_: Type | None, lang: Language = "en") -> str:  # noqa: PLR0911  # one line for each kind of value
    """Return an exact value as text.

    >>> show(Fraction(25, 2), None)
    '12.5'
    >>> show(1234567, None)
    '1,234,567'
    """
    if isinstance(value, Absent):
        return _ABSENT[value][lang]
    if isinstance(value, tuple):
        item = type_.item if type_ is not None else None
        shown = [show(each, item, lang) for each in value[:_SHOWN_ITEMS]]
        return ", ".join([*shown, "…"] if len(value) > _SHOWN_ITEMS else shown)
    if isinstance(value, bool):
        return _BOOL[value][lang]
    if type_ is not None and type_.year is not None:
        return str(value)  # a name, not a quantity: no thousands separator
    if isinstance(value, int | Fraction):
        return _number(value, decimals=(type_.decimals if type_ is not None else None) or 1)
    if isinstance(value, dt.date):
        return _date(value, lang)
    return str(value)


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


def plain_value(value: Any) -> Any:
    """Return an exact value as JSON data: whole numbers as such, fractions and days as text."""
    if isinstance(value, Absent):
        return {"absent": value.value}
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    if isinstance(value, Fraction):
        return _number(value).replace(",", "")
    return value.isoformat() if isinstance(value, dt.date) else value
