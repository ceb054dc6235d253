"""Fact tables: the facts of many objects of one subject as columns in exact stored form.

A table is gathered once per subject and check, and only for the facts that the rules in force read. Types are
checked here, column by column, so that no reading has to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.money import Baht
from ssoplan.rules.expression.nodes import exact
from ssoplan.rules.expression.types import BAHT
from ssoplan.rules.facts import DAMAGED, MISSING, NOT_IN_FORCE, Absent, FactError, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ssoplan.rules.expression.types import Type
    from ssoplan.rules.facts import Fact, Row

__all__ = ["FactTable", "Numbered", "decode", "encode", "gather", "gather_objects", "is_refused"]

_NO_PARAMETERS: Mapping[str, Any] = {}


@attrs.frozen(eq=False)
class FactTable:
    """Columns of facts for the rows of one subject.

    Attributes:
        subject: What the rows are.
        paths: Where each row stands in its document.
        labels: How people call each row; may be empty.
        columns: For each fact gathered, its values in stored form, `MISSING` or `DAMAGED`.
        gaps: The facts with at least one absent value.
    """

    subject: Subject
    paths: Sequence[str]
    labels: Sequence[str]
    columns: Mapping[str, list[Any]] = attrs.field(repr=False)
    gaps: frozenset[str]

    def __len__(self) -> int:
        return len(self.paths)

    def value(self, name: str, row: int) -> Any:
        """Return a fact of a row as an exact value in its own unit (baht, not satang), or why it is absent."""
        return decode(self.subject.fact(name).type, self.columns[name][row])


class Numbered(Sequence[str]):
    """The paths ``[0]``, ``[1]`` … of a plain list of objects, made when asked for."""

    def __init__(self, length: int, template: str = "[{}]") -> None:
        self.length = length
        self.template = template

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self.template.format(i) for i in range(*place.indices(self.length))]
        return self.template.format(range(self.length)[place])


def gather(
    subject: Subject,
    rows: Iterable[Row],
    facts: Iterable[str],
    parameters: Callable[[Fact], Mapping[str, Any] | None] = lambda _fact: _NO_PARAMETERS,
) -> FactTable:
    """Return the named facts of the rows as columns.

    Raises:
        FactError: A value is not of the declared type or outside the declared bounds.
    """
    listed = list(rows)
    values = [row.value for row in listed]
    return gather_objects(
        subject,
        values,
        facts,
        parameters,
        paths=[row.path for row in listed],
        labels=[row.label for row in listed],
    )


def gather_objects(
    subject: Subject,
    objects: Sequence[Any],
    facts: Iterable[str],
    parameters: Callable[[Fact], Mapping[str, Any] | None] = lambda _fact: _NO_PARAMETERS,
    *,
    paths: Sequence[str] | None = None,
    labels: Sequence[str] = (),
) -> FactTable:
    """Return the named facts of plain objects as columns; the paths are list positions unless given."""
    where = Numbered(len(objects)) if paths is None else paths
    damaged = _damage(objects)
    columns: dict[str, list[Any]] = {}
    gaps = set()
    for name in facts:
        fact = subject.fact(name)
        try:
            given = _read(fact, objects, parameters)
        except AttributeError as error:
            raise _unfit(subject, fact, objects, parameters, where) from error
        for row in damaged.get(fact.field, ()):
            given[row] = DAMAGED
        columns[name], whole = _column(subject, fact, given, where)
        if not whole:
            gaps.add(name)
    return FactTable(subject, where, labels, columns, frozenset(gaps))


def _read(
    fact: Fact, objects: Sequence[Any], parameters: Callable[[Fact], Mapping[str, Any] | None]
) -> list[Any]:
    read = fact.read
    if not fact.reads:
        return list(map(read, objects))
    view = parameters(fact)
    if view is None:
        return [NOT_IN_FORCE] * len(objects)
    return [read(each, view) for each in objects]


def _unfit(
    subject: Subject,
    fact: Fact,
    objects: Sequence[Any],
    parameters: Callable[[Fact], Mapping[str, Any] | None],
    where: Sequence[str],
) -> FactError:
    """Return what is wrong with the first object that a fact cannot be read from."""
    for row, each in enumerate(objects):
        try:
            _read(fact, (each,), parameters)
        except AttributeError as error:
            found = "None" if each is None else type(each).__name__
            values = {"path": where[row], "subject": subject.name, "fact": fact.name}
            return FactError("object", **values, found=found, attribute=error.name)
    raise AssertionError  # some object made the reading fail


def _damage(objects: Sequence[Any]) -> dict[str, list[int]]:
    """Return the rows at which each field is marked damaged by the transcription."""
    found: dict[str, list[int]] = {}
    for row, each in enumerate(objects):
        trace = getattr(each, "trace", None)
        for field in trace.damaged if trace is not None else ():
            found.setdefault(field, []).append(row)
    return found


def _column(subject: Subject, fact: Fact, given: list[Any], where: Sequence[str]) -> tuple[list[Any], bool]:
    """Return the column in stored form, and whether it has no gaps."""
    kinds = set(map(type, given))  # one pass in C: a clean column of the plain type needs nothing more
    whole = not kinds & _ABSENT_TYPES
    if kinds == {Baht} and fact.type.unit == BAHT and fact.type.scale == _SATANG:
        given = [value.satang for value in given]
    elif fact.type.many or kinds - _PLAIN.get(fact.type.kind, frozenset()) or fact.type.scale > 1:
        given = [_encoded(subject, fact, value, row, where) for row, value in enumerate(given)]
        whole = whole and not any(value.__class__ is Absent for value in given)
    if fact.low is not None or fact.high is not None:
        _bound(subject, fact, given, where)
    return given, whole


_ABSENT_TYPES = {type(None), Absent}
_PLAIN: dict[str, frozenset[type]] = {
    "int": frozenset({int}),
    "number": frozenset({int, Fraction}),
    "bool": frozenset({bool}),
    "text": frozenset({str}),
    "date": frozenset({dt.date}),
}


def _encoded(subject: Subject, fact: Fact, value: Any, row: int, where: Sequence[str]) -> Any:
    stored = encode(fact.type, value)
    if stored is _REFUSED:
        raise FactError(
            "type", path=where[row], subject=subject.name, fact=fact.name, value=value,
            found=type(value).__name__, expected=str(fact.type),
        )  # fmt: skip
    return stored


def _bound(subject: Subject, fact: Fact, given: list[Any], where: Sequence[str]) -> None:
    low, high = (None if bound is None else _scaled(fact.type, bound) for bound in (fact.low, fact.high))
    whole = given and not fact.type.many and Absent not in set(map(type, given))
    if whole and (low is None or min(given) >= low) and (high is None or max(given) <= high):
        return  # a column without gaps is compared in C
    for row, value in enumerate(given):
        if value.__class__ is Absent:
            continue
        for item in value if fact.type.many else (value,):
            if (low is not None and item < low) or (high is not None and item > high):
                shown = decode(fact.type.item, item)
                raise FactError(
                    "bounds", path=where[row], subject=subject.name, fact=fact.name, value=shown,
                    low=fact.low, high=fact.high,
                )  # fmt: skip


def _scaled(type_: Type, bound: Any) -> Any:
    return bound * type_.scale if type_.numeric else bound


_REFUSED = object()
_SATANG = 100


def encode(type_: Type, value: Any) -> Any:
    """Return a value in the stored form of its type; `MISSING` for None; an unfit value gives the refusal mark."""
    if value is None:
        return MISSING
    if value.__class__ is Absent:
        return value
    if type_.many:
        return _encode_many(type_, value)
    return _ENCODE[type_.kind](type_, value)


def is_refused(stored: Any) -> bool:
    """Return whether `encode` refused a value."""
    return stored is _REFUSED


def _encode_many(type_: Type, value: Any) -> Any:
    if not isinstance(value, tuple | list):
        return _REFUSED
    item = type_.item
    items = tuple(encode(item, each) for each in value)
    for mark in (_REFUSED, DAMAGED, NOT_IN_FORCE, MISSING):
        if any(each is mark for each in items):
            return mark
    return items


def _encode_number(type_: Type, value: Any) -> Any:
    if value.__class__ is int and type_.scale == 1:  # most cells of most plans
        return value
    satang = getattr(value, "satang", None)
    if isinstance(satang, int):
        if type_.unit != BAHT:
            return _REFUSED
        value = Fraction(satang, _SATANG)
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal):
        return _REFUSED
    if isinstance(value, Decimal) and not value.is_finite():
        return _REFUSED
    scaled = exact(Fraction(value) * type_.scale)
    return scaled if type_.decimals is None or isinstance(scaled, int) else _REFUSED


def _encode_int(_type: Type, value: Any) -> Any:
    return value if isinstance(value, int) and not isinstance(value, bool) else _REFUSED


def _encode_bool(_type: Type, value: Any) -> Any:
    return value if isinstance(value, bool) else _REFUSED


def _encode_text(_type: Type, value: Any) -> Any:
    word = value.value if isinstance(value, Enum) else value
    return word if isinstance(word, str) else _REFUSED


def _encode_enum(type_: Type, value: Any) -> Any:
    word = _encode_text(type_, value)
    return word if word in type_.values else _REFUSED


def _encode_date(_type: Type, value: Any) -> Any:
    plain = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    return value if plain else _REFUSED


def _encode_year(type_: Type, value: Any) -> Any:
    number = getattr(value, "be", value)
    if number is not value and _YEAR_CLASS.get(type(value).__name__, type_.year) != type_.year:
        return _REFUSED
    return _encode_int(type_, number)


_YEAR_CLASS = {"BudgetYear": "budget", "FundYear": "fund"}
_ENCODE: dict[str, Callable[[Type, Any], Any]] = {
    "int": _encode_int,
    "number": _encode_number,
    "bool": _encode_bool,
    "text": _encode_text,
    "enum": _encode_enum,
    "date": _encode_date,
    "year": _encode_year,
}


def decode(type_: Type, value: Any) -> Any:
    """Return a stored value as an exact value in its own unit: 1250 satang are 25/2 baht."""
    if value.__class__ is Absent or type_.scale == 1 or not type_.numeric:
        return value
    if type_.many:
        return tuple(exact(Fraction(item, type_.scale)) for item in value)
    return exact(Fraction(value, type_.scale))
