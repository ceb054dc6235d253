"""The values that calculations take and give, as plain JSON data and back, with nothing lost.

Whole numbers, text, truth values and lists are themselves; what JSON has no word for is a mapping with one key that
begins with a dollar sign: ``{"$baht": "35300"}``, ``{"$date": "2023-01-31"}``, ``{"$fund_year": 2566}``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import partial
from importlib import import_module
from operator import attrgetter
from typing import Any, NamedTuple

import attrs

from ssoplan.calculators.errors import CalculatorError
from ssoplan.calendar.months import Month
from ssoplan.calendar.years import BudgetYear, FundYear
from ssoplan.errors import Message
from ssoplan.money import Baht
from ssoplan.units import Unit

__all__ = ["from_plain", "to_plain"]

_PACKAGE = "ssoplan."


def to_plain(value: Any) -> Any:
    """Return a value as plain JSON data.

    Raises:
        CalculatorError: The value is a float, or of a type that no calculator takes or gives.
    """
    if value is None or type(value) in (bool, int, str):
        return value
    form = _FORMS.get(type(value))
    if form is not None:
        return {form.tag: form.write(value)}
    if isinstance(value, Enum):
        return {"$enum": _path(type(value)), "name": value.name}
    if attrs.has(type(value)) and type(value).__module__.startswith(_PACKAGE):
        return {"$object": _path(type(value)), **_fields_to_plain(value)}
    if isinstance(value, Mapping):
        return _mapping_to_plain(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes | str):
        return [to_plain(item) for item in value]
    raise CalculatorError("no-plain-form", value=value, type=type(value).__name__)


def from_plain(plain: Any) -> Any:
    """Return the value that `to_plain` wrote; a tuple comes back as a list.

    Raises:
        CalculatorError: The data names a form or a class that there is not.
    """
    if isinstance(plain, list):
        return [from_plain(item) for item in plain]
    if not isinstance(plain, dict):
        return plain
    tag = next((name for name in plain if name.startswith("$")), None)
    if tag is None:
        return {name: from_plain(value) for name, value in plain.items()}
    if tag not in _READ:
        raise CalculatorError("unknown-form", form=tag, choices=", ".join(_READ))
    return _READ[tag](plain)


class _Form(NamedTuple):
    tag: str
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


_FORMS: Mapping[type, _Form] = {
    Baht: _Form("$baht", Baht.to_json, Baht.from_json),
    Decimal: _Form("$decimal", str, Decimal),
    Fraction: _Form("$fraction", str, Fraction),
    dt.date: _Form("$date", dt.date.isoformat, dt.date.fromisoformat),
    BudgetYear: _Form("$budget_year", attrgetter("be"), BudgetYear),
    FundYear: _Form("$fund_year", attrgetter("be"), FundYear),
    Month: _Form("$month", lambda month: [month.be, month.number], lambda pair: Month(*pair)),
    Unit: _Form("$unit", str, Unit.parse),
    Message: _Form("$message", list, lambda texts: Message(*texts)),
}


def _mapping_to_plain(value: Mapping[Any, Any]) -> Any:
    if all(isinstance(name, str) and not name.startswith("$") for name in value):
        return {name: to_plain(item) for name, item in value.items()}
    return {"$map": [[to_plain(name), to_plain(item)] for name, item in value.items()]}


def _map(plain: Mapping[str, Any]) -> dict[Any, Any]:
    return {_hashable(from_plain(name)): from_plain(item) for name, item in plain["$map"]}


def _fields_to_plain(value: Any) -> dict[str, Any]:
    return {
        field.alias: to_plain(getattr(value, field.name)) for field in attrs.fields(type(value)) if field.init
    }


def _object(plain: Mapping[str, Any]) -> Any:
    made = _class(plain["$object"])
    if not attrs.has(made):
        raise CalculatorError("unknown-class", path=plain["$object"])
    return made(**{name: _hashable(from_plain(value)) for name, value in plain.items() if name != "$object"})


def _enum(plain: Mapping[str, Any]) -> Any:
    made = _class(plain["$enum"])
    if not (issubclass(made, Enum) and plain["name"] in made.__members__):
        raise CalculatorError("unknown-class", path=plain["$enum"])
    return made[plain["name"]]


def _hashable(value: Any) -> Any:
    """Return lists as tuples: the fields of frozen objects and the keys of mappings are."""
    return tuple(_hashable(item) for item in value) if isinstance(value, list) else value


def _path(made: type) -> str:
    return f"{made.__module__}.{made.__qualname__}"


def _class(path: str) -> type:
    """Return a class of this library; the data of a file can name no other."""
    module, _, name = path.rpartition(".")
    if module.startswith(_PACKAGE) and name.isidentifier():
        with suppress(ImportError):
            found = getattr(import_module(module), name, None)
            if isinstance(found, type) and found.__module__ == module:
                return found
    raise CalculatorError("unknown-class", path=path)


_READ: Mapping[str, Callable[[Any], Any]] = {
    **{form.tag: partial(lambda form, plain: form.read(plain[form.tag]), form) for form in _FORMS.values()},
    "$map": _map,
    "$object": _object,
    "$enum": _enum,
}
