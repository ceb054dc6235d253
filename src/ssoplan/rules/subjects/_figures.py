"""Figures of running text by their key: plain, in whole units, or as money."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ssoplan.money import Baht
from ssoplan.rules.facts import DAMAGED, MISSING, Absent
from ssoplan.rules.subjects._reading import known

if TYPE_CHECKING:
    from ssoplan.model import Figure

__all__ = ["amount_of", "amounts_of", "figure", "figures", "whole_number"]

_MILLION = 10**6
_IN_MILLIONS = "ล้าน"


def figures(holder: Any, key: str) -> Any:
    """Return the figures that a model object keeps under a key, or `DAMAGED` where the copy lost them."""
    kept = known(holder, "figures")
    return kept if isinstance(kept, Absent) else tuple(each for each in kept if each.key == key)


def figure(holder: Any, key: str) -> Any:
    """Return the value of the only figure under a key as published."""
    found = figures(holder, key)
    if isinstance(found, Absent):
        return found
    return known(found[0], "value") if len(found) == 1 else MISSING


def whole_number(holder: Any, key: str) -> Any:
    """Return the only figure under a key as a whole number of its unit: 24.34 ล้านคน is 24,340,000."""
    found = figures(holder, key)
    if isinstance(found, Absent):
        return found
    return _whole(_scaled(found[0])) if len(found) == 1 else MISSING


def amount_of(holder: Any, key: str) -> Any:
    """Return the only figure under a key as an amount."""
    amounts = amounts_of(holder, key)
    if isinstance(amounts, Absent):
        return amounts
    return amounts[0] if len(amounts) == 1 else MISSING


def amounts_of(holder: Any, key: str) -> Any:
    """Return every figure under a key as an amount; a tuple of none where none is printed."""
    found = figures(holder, key)
    if isinstance(found, Absent):
        return found
    scaled = [_scaled(each) for each in found]
    for absent in (DAMAGED, MISSING):
        if absent in scaled:
            return absent
    return tuple(Baht(value) for value in scaled)


def _scaled(each: Figure) -> Any:
    value = known(each, "value")
    if isinstance(value, Absent):
        return value
    if isinstance(value, str):
        return MISSING
    return value * _MILLION if (each.unit_th or "").startswith(_IN_MILLIONS) else value


def _whole(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else MISSING
    return value
