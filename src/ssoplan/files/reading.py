"""Plain data → objects of the model: a reader for each type, made from the model's annotations.

cattrs generates the readers of classes; what a single value looks like stands in `ssoplan.files.values`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

from cattrs import Converter, IterableValidationError
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from ssoplan.calendar.months import Month
from ssoplan.calendar.period import Period
from ssoplan.calendar.years import Year
from ssoplan.errors import Message, SsoplanError
from ssoplan.files import values
from ssoplan.files.errors import WrongValue, shown
from ssoplan.files.hints import BE, hints_of, options_of, without_none
from ssoplan.model.indicator import MonthlyPattern
from ssoplan.model.office import Cell
from ssoplan.money import Baht

if TYPE_CHECKING:
    from ssoplan.files.placing import Fault, Path

__all__ = ["MAX_FAULTS", "faults", "structure"]

Reader = Callable[[Any, Any], Any]

MAX_FAULTS = 1000
"""Faults of one list or mapping that are reported; a file of millions is not worth reading to the end."""

_CONVERTER = Converter()
_NOTHING = Message("", "")
_READERS: dict[Any, Reader] = {
    str: values.read_text,
    int: values.read_int,
    bool: values.read_bool,
    BE: values.read_be,
    Baht: values.read_amount,
    date: values.read_date,
    Month: values.read_month,
}


def structure(data: Any, cls: type) -> Any:
    """Return the object of plain data.

    Raises:
        WrongValue: The data are no mapping.
        BaseValidationError: Anything inside is wrong; see `faults`.
    """
    return _reader(cls)(data, cls)


def faults(error: Exception, path: Path = ()) -> list[Fault]:
    """Return every fault in an error of `structure`, in the order of the fields."""
    if isinstance(error, BaseValidationError):
        return [fault for part in error.exceptions for fault in faults(part, (*path, *_step(part)))]
    if isinstance(error, WrongValue):
        return [(path, error)]
    if isinstance(error, SsoplanError):
        return [(path, WrongValue.of(error))]
    if isinstance(error, KeyError) and path:
        return [(path[:-1], WrongValue("missing-key", key=path[-1]))]
    if isinstance(error, ForbiddenExtraKeysError):
        return _unknown_keys(sorted(error.extra_fields), error.cl, path)
    raise error


def _step(part: BaseException) -> Path:
    note = getattr(part, "__notes__", [None])[-1]
    step = getattr(note, "name", None) if hasattr(note, "name") else getattr(note, "index", None)
    return () if step is None else (step,)


def _unknown_keys(keys: list[str], cl: type, path: Path) -> list[Fault]:
    found = [
        (
            (*path, key),
            WrongValue("unknown-key", key=shown(key).en, hint=values.did_you_mean(key, hints_of(cl))),
        )
        for key in keys[:MAX_FAULTS]
    ]
    rest = [(path, WrongValue("too-many", limit=MAX_FAULTS))] if len(keys) > MAX_FAULTS else []
    return [*found, *rest]


@cache
def _reader(hint: Any) -> Reader:
    if hint in _READERS:
        return _READERS[hint]
    options = options_of(hint)
    if type(None) in options:
        return _or_none(_reader(without_none(hint)))
    if len(options) > 1:
        return _one_of(frozenset(options))
    return _list(hint) if get_origin(hint) is tuple else _class_reader(hint)


def _class_reader(cls: Any) -> Reader:
    if cls is MonthlyPattern:
        return _pattern(_reader(hints_of(cls)["cells"]))
    if issubclass(cls, Year):
        return lambda value, _: values.read_year(value, cls)
    return _choice(cls) if issubclass(cls, Enum) else _mapping(cls)


def _or_none(reader: Reader) -> Reader:
    return lambda value, hint: None if value is None else reader(value, hint)


def _one_of(options: frozenset[Any]) -> Reader:
    plain = options & {int, Decimal, str}
    lost = Cell in options
    expected = _expected(options)

    def read(value: Any, _: Any) -> Any:
        kind = type(value)
        if kind in plain:
            return values.read_text(value) if kind is str else value
        if lost and value == Cell.LOST.value:
            return Cell.LOST
        raise WrongValue("not-number", found=shown(value), expected=expected)

    return read


def _expected(options: frozenset[Any]) -> Message:
    if Cell in options:
        return Message("a number, null or lost", "ตัวเลข null หรือ lost")
    return Message("a number or text", "ตัวเลขหรือข้อความ") if str in options else Message("a number", "ตัวเลข")


def _list(hint: Any) -> Reader:
    *kinds, last = get_args(hint)
    count = None if last is Ellipsis else len(kinds) + 1
    reader = _reader(kinds[0] if kinds else last)

    def read(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise WrongValue("not-list", found=shown(value))
        if count is not None and len(value) != count:
            raise WrongValue("not-length", count=len(value), expected=count)
        items: list[Any] = []
        errors: list[Exception] = []
        for i, item in enumerate(value):
            try:
                items.append(reader(item, None))
            except (WrongValue, BaseValidationError) as error:
                error.add_note(IterableValidationNote("", i, hint))
                errors.append(error)
            if len(errors) > MAX_FAULTS:
                errors[-1] = WrongValue("too-many", limit=MAX_FAULTS)
                break
        if errors:
            raise IterableValidationError("", errors, tuple)
        return tuple(items)

    return read


def _pattern(cells: Reader) -> Reader:
    return lambda value, hint: MonthlyPattern(cells=cells(value, hint))


def _choice(cls: type[Enum]) -> Reader:
    members: dict[Any, Enum] = {member.value: member for member in cls}

    def read(value: Any, _: Any) -> Enum:
        found = members.get(value) if type(value) is str else None
        if found is None:
            hint = values.did_you_mean(value, members) if type(value) is str else _NOTHING
            raise WrongValue("not-choice", found=shown(value), hint=hint, choices=", ".join(members))
        return found

    return read


def _mapping(cls: type) -> Reader:
    fields = {name: _read_override(cls, name, hint) for name, hint in hints_of(cls).items()}
    fn: Reader = make_dict_structure_fn(
        cls, _CONVERTER, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **fields
    )

    def read(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise WrongValue("not-mapping", found=shown(value))
        return fn(value, cls)

    return read


def _read_override(cls: type, name: str, hint: Any) -> Any:
    if (cls, name) == (Period, "of"):  # it only names the days, which the file has
        return override(omit=True)
    return override(struct_hook=_reader(hint))
