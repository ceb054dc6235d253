"""Which columns of a data frame are which facts, checked by name and type, and made ready for the columnar reading.

One convention: a column is named like its fact and holds the fact in stored form.

=========================  ===================================================================================
type of the fact           column
=========================  ===================================================================================
``int``, a year            any integer type; a year is its BE number
``money``                  integer satang, in a column named ``<fact>`` or ``<fact>_satang``
``number``                 any integer type: the value × 10^decimals, where the fact declares its decimals or the
                           caller gives them (``decimals={"target": 2}``); else whole values
``bool``                   Boolean
``text``, ``enum``         String, Categorical or Enum
``date``                   Date; in an eager frame also moments at midnight without a time zone, as pandas has them
=========================  ===================================================================================

Null is missing; a column has no way to say damaged. Floats are refused, whatever they hold.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw

from ssoplan.errors import Message
from ssoplan.parameters.errors import suggestion
from ssoplan.rules.expression.nodes import exact
from ssoplan.rules.facts import Fact, FactError
from ssoplan.rules.frame_errors import FrameError
from ssoplan.rules.readings.columns import Column
from ssoplan.rules.readings.logic import all_of
from ssoplan.rules.readings.whole import HIGH, LOW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ssoplan.rules.facts import Subject

__all__ = ["Given", "bounded", "given_columns", "measured", "prepared"]


@attrs.frozen(eq=False)
class Given:
    """A column of the frame that is a fact.

    Attributes:
        fact: The fact.
        name: The name of the column.
        dtype: Its narwhals type.
        scale: By what the value is multiplied.
    """

    fact: Fact
    name: str
    dtype: Any
    scale: int = 1


def given_columns(
    subject: Subject,
    schema: Mapping[str, Any],
    key: Sequence[str],
    decimals: Mapping[str, int],
    *,
    lazy: bool,
) -> dict[str, Given]:
    """Return the facts that the columns are, by name.

    Raises:
        FrameError: A column is no fact and no key, two are the same fact, or one has the wrong type.
    """
    facts = {fact.name: fact for fact in subject.facts}
    names = {name: name for name in facts}
    names |= {
        f"{fact.name}_satang": fact.name
        for fact in subject.facts
        if _is_money(fact) and f"{fact.name}_satang" not in facts
    }
    _check_decimals(subject, decimals)
    found: dict[str, Given] = {}
    for column, dtype in schema.items():
        if column not in names:
            if column not in key:
                raise FrameError(
                    "unknown-column", column=column, subject=subject.name, **suggestion(column, names)
                )
            continue
        fact = facts[names[column]]
        if fact.name in found:
            raise FrameError("twice", fact=fact.name, satang=f"{fact.name}_satang", subject=subject.name)
        if fact.type.many:
            continue  # no rule reads it here; those that would are reported as not run
        _check_type(subject, fact, column, dtype, lazy=lazy)
        scale = (
            10 ** decimals[fact.name]
            if fact.name in decimals
            else fact.type.scale
            if fact.type.numeric
            else 1
        )
        found[fact.name] = Given(fact, column, dtype, scale)
    return found


def _is_money(fact: Fact) -> bool:
    return str(fact.type) == "money"


def _check_decimals(subject: Subject, decimals: Mapping[str, int]) -> None:
    open_ = {fact.name for fact in subject.facts if fact.type.kind == "number" and fact.type.decimals is None}
    for name, value in decimals.items():
        if name not in open_ or value.__class__ is not int or not 0 <= value <= _MOST_DECIMALS:
            raise FrameError("decimals", fact=name, decimals=value, subject=subject.name)


_MOST_DECIMALS = 18  # the most that int64 holds


def _check_type(subject: Subject, fact: Fact, column: str, dtype: Any, *, lazy: bool) -> None:
    fits, expected, hint = _EXPECTED[fact.type.kind]
    good = isinstance(dtype, fits)
    if lazy and isinstance(dtype, (nw.Datetime, nw.UInt64, nw.UInt128)):
        good, hint = False, Message(en="cast it first", th="ให้แปลงชนิดก่อน")
    if getattr(dtype, "time_zone", None) is not None:
        good = False
    if not good:
        expected = Message(en="integer satang", th="จำนวนเต็มหน่วยสตางค์") if _is_money(fact) else expected
        raise FrameError(
            "type", column=column, found=str(dtype), subject=subject.name, fact=fact.name, type=fact.type,
            expected=expected.en, hint=hint.en, hint_th=hint.th,
        )  # fmt: skip


_INTEGERS = (
    nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.UInt8, nw.UInt16, nw.UInt32, nw.UInt64,
)  # fmt: skip
_INTEGER = Message(en="an integer type", th="ชนิดจำนวนเต็ม")
_WORDS = (nw.String, nw.Categorical, nw.Enum)
_FLOATS = Message(
    en="give exact whole numbers (in pandas, Int64 keeps missing values), and the scale of decimals with decimals=",
    th="ให้ใช้จำนวนเต็ม (ใน pandas ใช้ Int64 ซึ่งเก็บค่าว่างได้) และระบุจำนวนทศนิยมด้วย decimals=",
)
_CAST = Message(en="convert it first", th="ให้แปลงก่อน")
_EXPECTED: dict[str, tuple[Any, Message, Message]] = {
    "int": (_INTEGERS, _INTEGER, _FLOATS),
    "number": (_INTEGERS, _INTEGER, _FLOATS),
    "year": (_INTEGERS, Message(en="integer BE years", th="ปี พ.ศ. เป็นจำนวนเต็ม"), _FLOATS),
    "bool": (nw.Boolean, Message(en="Boolean", th="ค่าจริงเท็จ"), _CAST),
    "text": (_WORDS, Message(en="text", th="ข้อความ"), _CAST),
    "enum": (_WORDS, Message(en="text", th="ข้อความ"), _CAST),
    "date": ((nw.Date, nw.Datetime), Message(en="dates without a time zone", th="วันที่ไม่มีเขตเวลา"), _CAST),
}


def prepared(subject: Subject, frame: Any, given: Sequence[Given]) -> tuple[Any, dict[str, Column]]:
    """Return the frame with ready columns added, and the columns that the facts are.

    In an eager frame the values are checked against the declarations, and gaps are filled beside a column that says
    where they were. In a lazy one an undeclared word leaves the rules that read it not evaluated; bounds are not
    looked at, and `bounded` sees to the rules that rely on them.

    Raises:
        FactError: A value lies outside the declared bounds or words.
        FrameError: A moment has a time of day.
    """
    if isinstance(frame, nw.DataFrame):
        made = [_eager(subject, frame[each.name], each) for each in given]
    else:
        made = [_lazy(each) for each in given]
    added, columns = [], {}
    for each, (value, column) in zip(given, made, strict=True):
        columns[each.fact.name] = column
        if value is not None:
            name = f"{_PREFIX}{each.fact.name}"
            added.append(value.alias(name))
            columns[each.fact.name] = attrs.evolve(column, value=nw.col(name))
    return (frame.with_columns(*added) if added else frame), columns


@attrs.frozen
class _Measure:
    """What an eager column holds: how many gaps, and its least and greatest value if it is asked for and has any."""

    gaps: int = 0
    low: Any = None
    high: Any = None


def _measure(series: Any, each: Given) -> _Measure:
    gaps = series.null_count()
    bounds = (each.fact.low, each.fact.high)
    asked = any(bound is not None for bound in bounds) or isinstance(each.dtype, nw.UInt64)
    if not asked or gaps == len(series):
        return _Measure(gaps)
    return _Measure(gaps, series.min(), series.max())


_PREFIX = "ssoplan."
_FILLINGS: dict[str, Any] = {"bool": False, "text": "", "enum": ""}


def _cast(each: Given, value: Any, *, pandas: bool) -> Any:
    """Return the values in the one type that conditions work on."""
    kind = each.fact.type.kind
    if isinstance(each.dtype, _INTEGERS):
        return value if isinstance(each.dtype, nw.Int64) else value.cast(nw.Int64)
    if kind == "date":
        wanted = nw.Datetime("us") if pandas else nw.Date
        return value if each.dtype == wanted else value.cast(wanted)
    return value if kind == "bool" or isinstance(each.dtype, nw.String) else value.cast(nw.String)


def _eager(subject: Subject, series: Any, each: Given) -> tuple[Any, Column]:
    """Return the ready values (None where the column is ready as it is) and what is known of them."""
    measure = _measure(series, each)
    pandas = series.implementation.is_pandas_like()
    original = nw.col(each.name)
    value = _cast(each, original, pandas=pandas)
    known: Any = True
    if measure.gaps:
        known = ~original.is_null()
        value = value.fill_null(_filling(each, pandas=pandas))
    _check_values(subject, series, each, measure)
    low, high = _type_range(each.dtype)
    if measure.low is not None and isinstance(each.dtype, _INTEGERS):
        low, high = int(measure.low), int(measure.high)
    ready = None if value is original else value
    moments = pandas and each.fact.type.kind == "date"
    return ready, Column(original, known, low, high, each.scale, moments=moments)


def _filling(each: Given, *, pandas: bool) -> Any:
    if each.fact.type.kind == "date":
        return _ANY_MOMENT if pandas else _ANY_MOMENT.date()
    return _FILLINGS.get(each.fact.type.kind, 0)


_ANY_MOMENT = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # stands where no day is known


def _check_values(subject: Subject, series: Any, each: Given, measure: _Measure) -> None:
    """Refuse what the declaration of the fact rules out."""
    if isinstance(each.dtype, nw.Datetime):
        _check_moments(subject, series, each)
    if each.fact.type.kind == "enum":
        _check_words(subject, series.cast(nw.String), each)
    if measure.low is None:
        return
    low, high = _bounds(each)
    if isinstance(each.dtype, nw.UInt64):
        high = HIGH if high is None else high
    for found, bound, sign in ((measure.low, low, 1), (measure.high, high, -1)):
        if bound is not None:
            _check_bound(subject, series, each, found, bound, sign=sign)


def _check_moments(subject: Subject, series: Any, each: Given) -> None:
    late = (series.dt.truncate("1d") != series).fill_null(value=False) & ~series.is_null()
    if late.any():
        row = int(late.arg_true()[0])
        raise FrameError("moment", column=each.name, row=row, subject=subject.name, fact=each.fact.name)


def _check_words(subject: Subject, words: Any, each: Given) -> None:
    surplus = set(words.unique().drop_nulls().to_list()) - set(each.fact.type.values)
    if surplus:
        word = min(surplus)
        row = int((words == word).fill_null(value=False).arg_true()[0])
        raise FactError(
            "type", path=f"[{row}]", subject=subject.name, fact=each.fact.name, value=word, found="str",
            expected=str(each.fact.type),
        )  # fmt: skip


def _bounds(each: Given) -> tuple[Any, Any]:
    """Return the declared bounds as they would stand in the column."""
    bounds = (each.fact.low, each.fact.high)
    if each.fact.type.kind == "date":
        return bounds
    low, high = (None if bound is None else bound * each.scale for bound in bounds)  # type: ignore[operator]  # days were returned
    return low, high


def _check_bound(subject: Subject, series: Any, each: Given, found: Any, bound: Any, *, sign: int) -> None:
    value: Any = found.date() if isinstance(found, dt.datetime) else found
    if value >= bound if sign > 0 else value <= bound:
        return
    row = int((series == found).fill_null(value=False).arg_true()[0])
    shown = exact(Fraction(int(value), each.scale)) if isinstance(each.dtype, _INTEGERS) else value
    raise FactError(
        "bounds", path=f"[{row}]", subject=subject.name, fact=each.fact.name, value=shown,
        low=each.fact.low, high=each.fact.high,
    )  # fmt: skip


def _lazy(each: Given) -> tuple[Any, Column]:
    original = nw.col(each.name)
    value = _cast(each, original, pandas=False)
    low, high = _type_range(each.dtype)
    inside: Any = True
    if each.fact.type.kind == "enum":
        inside = original.cast(nw.String).is_in(list(each.fact.type.values))
    ready = None if value is original else value
    return ready, Column(original, ~original.is_null(), low, high, each.scale, inside=inside)


def bounded(columns: Mapping[str, Column], given: Mapping[str, Given]) -> dict[str, Column]:
    """Return lazy columns taken at the declared bounds of their facts; a value outside is not evaluated."""
    found = dict(columns)
    for name, column in columns.items():
        if not isinstance(given[name].dtype, _INTEGERS):
            continue
        declared = _bounds(given[name])
        low = column.low if declared[0] is None else max(column.low, ceil(declared[0]))
        high = column.high if declared[1] is None else min(column.high, floor(declared[1]))
        inside = [] if low == column.low else [column.value >= low]
        inside += [] if high == column.high else [column.value <= high]
        found[name] = attrs.evolve(column, low=low, high=high, inside=all_of(*inside))
    return found


def _type_range(dtype: Any) -> tuple[int, int]:
    for bits in (8, 16, 32):
        if isinstance(dtype, getattr(nw, f"Int{bits}")):
            return -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
        if isinstance(dtype, getattr(nw, f"UInt{bits}")):
            return 0, 2**bits - 1
    return LOW, HIGH


def measured(frame: Any, columns: Mapping[str, Column]) -> dict[str, Column]:
    """Return the columns of an eager frame, its numbers with the bounds that they really have."""
    found = dict(columns)
    for name, column in columns.items():
        series = frame.select(column.value.alias(name))[name]
        if series.dtype.is_integer() and len(frame) > 0:
            found[name] = attrs.evolve(column, low=int(series.min()), high=int(series.max()))
    return found
