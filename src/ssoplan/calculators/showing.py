"""Values of a calculation as the documents write them, in Thai and English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calendar.spans import Span
from ssoplan.errors import Message
from ssoplan.money import Baht

if TYPE_CHECKING:
    from ssoplan.errors import Language

__all__ = ["show"]

_NOTHING = Message(en="none", th="ไม่มี")
_BOOL = {True: Message(en="yes", th="ใช่"), False: Message(en="no", th="ไม่ใช่")}
_CE = Message(en="{day} CE", th="{day} ค.ศ.")
_SHOWN_ITEMS = 12
_PLACES = 9
_READABLE = 100
_CUT = 4


def show(value: Any, lang: Language = "en") -> str:  # noqa: PLR0911  # one line for each kind of value
    """Return a value as text: grouped thousands, baht with its unit, days in the Buddhist era.

    Lists and mappings are cut after a dozen items, decimals that do not end after four (the value itself stays exact);
    what has a ``text(lang)`` of its own is asked for it.

    >>> from ssoplan.money import Baht
    >>> show(Baht(17280), "th"), show(Fraction(8825, 3)), show([1000, 2])
    ('17,280 บาท', '2,941 2/3', '1,000, 2')
    """
    if value is None:
        return _NOTHING.text(lang)
    if isinstance(value, bool):
        return _BOOL[value].text(lang)
    if isinstance(value, Baht):
        return value.text("บาท" if lang == "th" else "baht")
    if isinstance(value, int | Fraction | Decimal):
        return _number(value)
    if isinstance(value, str) and not isinstance(value, Enum):
        return value
    if isinstance(value, dt.date):
        return _date(value, lang)
    if isinstance(value, Message) or callable(getattr(value, "text", None)):
        return str(value.text(lang))
    return _several(value, lang)


def _several(value: Any, lang: Language) -> str:
    if isinstance(value, Span):
        return str(value)
    if isinstance(value, Enum):
        return str(value.value)
    if attrs.has(type(value)) and not isinstance(value, Mapping):
        fields = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
        return _several({name: item for name, item in fields.items() if not name.startswith("_")}, lang)
    if isinstance(value, Mapping):
        return _listed(
            [f"{show(name, lang)}: {show(item, lang)}" for name, item in _first(value.items())], value
        )
    if isinstance(value, Sequence):
        return _listed([show(item, lang) for item in _first(value)], value) or _NOTHING.text(lang)
    return str(value)


def _first(items: Any) -> list[Any]:
    return [item for _, item in zip(range(_SHOWN_ITEMS), items, strict=False)]


def _listed(shown: list[str], of: Any) -> str:
    rest = len(of) - len(shown)
    return ", ".join([*shown, f"… (+{rest:,})"] if rest else shown)


def _number(value: int | Fraction | Decimal) -> str:
    if not isinstance(value, Fraction):
        return f"{value:,}"
    for places in range(_PLACES):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return f"{Decimal(scaled.numerator).scaleb(-places):,}"
    return (
        _cut(value) if value.denominator > _READABLE and abs(value) > Fraction(1, 10**_CUT) else _mixed(value)
    )


def _mixed(value: Fraction) -> str:
    """Return a number as whole ones and a fraction: 2,941 2/3."""
    whole, rest = divmod(abs(value.numerator), value.denominator)
    sign = "-" if value < 0 else ""
    return f"{sign}{f'{whole:,} ' if whole else ''}{rest:,}/{value.denominator:,}"


def _cut(value: Fraction) -> str:
    """Return the first decimals of a number without end, and dots: nobody reads 153,107/452,271."""
    return f"{Decimal(int(value * 10**_CUT)).scaleb(-_CUT):,}…"


def _date(day: dt.date, lang: Language) -> str:
    from ssoplan.calendar import CalendarError, format_date  # noqa: PLC0415  # only where a day is shown

    try:
        return format_date(day, style="medium", locale=lang)
    except CalendarError:  # days before the Buddhist era have no name in it
        return _CE.text(lang, day=day.isoformat())
