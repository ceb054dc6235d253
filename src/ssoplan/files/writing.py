"""Objects of the model → plain data that `ssoplan.files.reading` reads back: a writer for each type.

cattrs generates the writers of classes. Optional fields at their default are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache, partial
from typing import Any, get_args, get_origin

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from ssoplan.calendar.months import Month
from ssoplan.calendar.period import Period
from ssoplan.calendar.years import Year
from ssoplan.files import values
from ssoplan.files.hints import BE, hints_of, options_of, without_none
from ssoplan.model.indicator import MonthlyPattern
from ssoplan.model.office import Cell
from ssoplan.money import Baht

__all__ = ["unstructure"]

Writer = Callable[[Any], Any]

_CONVERTER = Converter()
_WRITERS: dict[Any, Writer] = {
    str: values.write_text,
    int: values.write_int,
    bool: values.write_bool,
    BE: values.write_be,
    Baht: values.write_amount,
    date: values.write_date,
    Month: values.write_month,
    Period: values.write_period,
}


def unstructure(value: Any) -> dict[str, Any]:
    """Return an object as plain data.

    Raises:
        WrongValue: A value has no exact form in a file.
    """
    cls: Any = type(value)
    return _writer(cls)(value)  # type: ignore[no-any-return]  # a class is written as a dict


@cache
def _writer(hint: Any) -> Writer:
    if hint in _WRITERS:
        return _WRITERS[hint]
    options = options_of(hint)
    if type(None) in options:
        writer = _writer(without_none(hint))
        return lambda value: None if value is None else writer(value)
    if len(options) > 1:
        return _write_any
    if get_origin(hint) is tuple:
        item = _writer(get_args(hint)[0])
        return lambda value: [item(part) for part in value]
    return _class_writer(hint)


def _class_writer(cls: Any) -> Writer:
    if cls is MonthlyPattern:
        cells = _writer(hints_of(cls)["cells"])
        return lambda value: cells(value.cells)
    if issubclass(cls, Year):
        return partial(values.write_year, named=cls is Year)
    if issubclass(cls, Enum):
        return lambda value: value.value
    fields: Any = {name: override(unstruct_hook=_writer(hint)) for name, hint in hints_of(cls).items()}
    return make_dict_unstructure_fn(cls, _CONVERTER, _cattrs_omit_if_default=True, **fields)


def _write_any(value: Any) -> Any:
    return value.value if isinstance(value, Cell) else values.write_number(value)
