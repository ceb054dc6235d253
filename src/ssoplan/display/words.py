"""What charts call a quantity and a column, in Thai and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.calculators.patterns import LEVEL_UNIT_TH, PERCENT_UNIT_TH
from ssoplan.calculators.showing import show
from ssoplan.errors import Message
from ssoplan.rules.subjects._words import column_text, unit_text
from ssoplan.units import UnitError, units_of_label

if TYPE_CHECKING:
    from ssoplan.calculators.exact import Number
    from ssoplan.errors import Language
    from ssoplan.model import OfficeColumn, OfficeTable

__all__ = ["column_title", "quantity", "unit_title"]


def unit_title(unit_th: str | None, lang: Language) -> str | None:
    """Return what an axis of a unit is called; None where no unit is printed."""
    if unit_th == LEVEL_UNIT_TH:
        return _LEVEL.text(lang)
    return unit_text(unit_th, lang) if unit_th else None


def quantity(value: Number, unit_th: str | None, lang: Language) -> str:
    """Return a number with its unit, in the order of the language.

    >>> quantity(4800, "คน", "en"), quantity(1, "แห่ง", "en"), quantity(85, "ร้อยละ", "th"), quantity(5, "ระดับ", "en")
    ('4,800 persons', '1 place', 'ร้อยละ 85', 'level 5')
    """
    number = show(value, lang)
    if not unit_th:
        return number
    if unit_th == LEVEL_UNIT_TH or (unit_th == PERCENT_UNIT_TH and lang == "th"):
        return f"{_LEVEL.text(lang) if unit_th == LEVEL_UNIT_TH else unit_th} {number}"
    return f"{number} {_counted(value, unit_th, lang)}"


def column_title(table: OfficeTable, column: OfficeColumn, lang: Language) -> str:
    """Return what a column of an office table is called, with its unit where the title does not say it.

    In Thai a heading is shown as printed; a column without one has the word of the library.
    """
    printed = column.header_th if lang == "th" else None
    title = printed or column_text(column.key, column.header_th, lang)
    unit = unit_title(column.unit_th or table.unit_th, lang)
    return title if unit is None or unit in title else f"{title} ({unit})"


def _counted(value: Number, unit_th: str, lang: Language) -> str:
    try:
        units = units_of_label(unit_th)
    except UnitError:
        units = ()
    if lang == "en" and len(units) == 1:
        return units[0].label("en", plural=value != 1)
    return unit_text(unit_th, lang)


_LEVEL = Message(en="level", th=LEVEL_UNIT_TH)
