"""Small readings that many facts share: what the copy damaged, sums that stay absent when a part is."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ssoplan.model import Cell
from ssoplan.money import Baht
from ssoplan.rules.facts import DAMAGED, MISSING, Absent
from ssoplan.units import THAI_UNIT_WORDS, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["PERSON_UNITS_TH", "baht", "known", "present", "ratio", "total", "whole_cells"]

PERSON_UNITS_TH = frozenset(word for word, unit in THAI_UNIT_WORDS.items() if unit == Unit.parse("person"))
"""The words in which papers count persons."""


def known(thing: Any, field: str) -> Any:
    """Return a field of a model object: `DAMAGED` where the transcription marks it so, `MISSING` where it is None."""
    if thing is None:
        return MISSING
    trace = thing.trace
    if trace is not None and field in trace.damaged:
        return DAMAGED
    value = getattr(thing, field)
    return MISSING if value is None else value


def present(values: Iterable[Any]) -> tuple[Any, ...]:
    """Return the values that are known."""
    return tuple(value for value in values if not isinstance(value, Absent))


def total(values: Iterable[Any]) -> Any:
    """Return the sum; damaged if a part is damaged, missing if a part is missing or there is none."""
    parts = tuple(values)
    for absent in (DAMAGED, MISSING):
        if any(part is absent for part in parts):
            return absent
    if not parts:
        return MISSING
    return sum(parts[1:], start=parts[0])


def whole_cells(indicator: Any) -> Any:
    """Return the month cells of an indicator, or why they cannot be read month by month."""
    pattern = known(indicator, "monthly")
    if isinstance(pattern, Absent):
        return pattern
    return DAMAGED if Cell.LOST in pattern.cells else pattern.cells


def baht(value: Any) -> Any:
    """Return an absent value as it is, an int as whole baht, and an amount as itself."""
    return value if isinstance(value, Absent | Baht) else Baht(value)


def ratio(numerator: int, denominator: int) -> int | Fraction:
    """Return the exact quotient, as an int where it is whole."""
    value = Fraction(numerator, denominator)
    return value.numerator if value.denominator == 1 else value
