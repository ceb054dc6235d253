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
from typing import TYPE_CHECKING, Any, ClassVar

import attrs
import narwhals as nw

from ssoplan.errors import Message, SsoplanError
from ssoplan.parameters.errors import suggestion
from ssoplan.rules.expression.nodes import exact
from ssoplan.rules.facts import FactError
from ssoplan.rules.readings.columnar import Column
from ssoplan.rules.readings.logic import all_of
from ssoplan.rules.readings.whole import HIGH, LOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ssoplan.rules.facts import Fact, Subject

__all__ = ["FrameError", "Given", "given_columns", "measured", "prepared"]


class FrameError(SsoplanError, ValueError):
    """Raised when a data frame does not say what its rows are in a way that rules can read."""

    kind = "frame"
    messages: ClassVar[Mapping[str, Message]] = {
        "not-a-frame": Message(
            en="{found} is not a data frame; give a polars, pandas or PyArrow frame, or another that narwhals knows",
            th="{found} ไม่ใช่ตารางข้อมูล ให้ส่งตารางของ polars, pandas, PyArrow หรือที่ narwhals รู้จัก",
        ),
        "key-needed": Message(
            en="a lazy frame has no row numbers; name the columns that identify a row, as in key=\"id\"",
            th="ตารางแบบ lazy ไม่มีเลขแถว ให้ระบุคอลัมน์ที่บ่งชี้แถว เช่น key=\"id\"",
        ),
        "key-unknown": Message(en="the key {key!r} is no column; {hint}", th="ไม่มีคอลัมน์ {key!r} สำหรับ key; {hint_th}"),
        "key-taken": Message(
            en="a key column may not be called {key!r}, which the findings need; rename it",
            th="คอลัมน์ key ใช้ชื่อ {key!r} ไม่ได้ เพราะเป็นชื่อในผลการตรวจ ให้เปลี่ยนชื่อ",
        ),
        "unknown-column": Message(
            en="column {column!r} is no fact of {subject}: {hint} Drop it, or name it in key",
            th="คอลัมน์ {column!r} ไม่ใช่ข้อเท็จจริงของ {subject}: {hint_th} ให้ตัดออก หรือระบุใน key",
        ),
        "twice": Message(
            en="columns {fact!r} and {satang!r} both give {subject}.{fact}; keep one",
            th="คอลัมน์ {fact!r} และ {satang!r} ให้ค่า {subject}.{fact} ทั้งคู่ ให้เหลือหนึ่งเดียว",
        ),
        "decimals": Message(
            en="decimals={decimals!r} for {fact!r}: give a whole number from 0 to 18, for a number fact of {subject} "
            "that does not declare its decimals",
            th="decimals={decimals!r} ของ {fact!r}: ให้ระบุจำนวนเต็ม 0 ถึง 18 สำหรับข้อเท็จจริงชนิด number ของ {subject} "
            "ที่ไม่ได้ประกาศจำนวนทศนิยม",
        ),
        "type": Message(
            en="column {column!r} is {found}, but {subject}.{fact} ({type}) needs {expected}; {hint}",
            th="คอลัมน์ {column!r} เป็น {found} แต่ {subject}.{fact} ({type}) ต้องเป็น {expected}; {hint_th}",
        ),
        "moment": Message(
            en="column {column!r} holds a time of day in row {row}; {subject}.{fact} is a day: take the date first",
            th="คอลัมน์ {column!r} แถว {row} มีเวลาของวัน แต่ {subject}.{fact} เป็นวันที่ ให้ตัดเวลาออกก่อน",
        ),
    }


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
    subject: Subject, schema: Mapping[str, Any], key: Sequence[str], decimals: Mapping[str, int], *, lazy: bool
) -> dict[str, Given]:
    """Return the facts that the columns are, by name.

    Raises:
        FrameError: A column is no fact and no key, two are the same fact, or one has the wrong type.
    """
    facts = {fact.name: fact for fact in subject.facts}
    names = {name: name for name in facts}
    names |= {f"{fact.name}_satang": fact.name for fact in subject.facts if _is_money(fact) and f"{fact.name}_satang" not in facts}
    _check_decimals(subject, decimals)
    found: dict[str, Given] = {}
    for column, dtype in schema.items():
        if column not in names:
            if column not in key:
                raise FrameError("unknown-column", column=column, subject=subject.name, **suggestion(column, names))
            continue
        fact = facts[names[column]]
        if fact.name in found:
            raise FrameError("twice", fact=fact.name, satang=f"{fact.name}_satang", subject=subject.name)
        if fact.type.many:
            continue  # no rule reads it here; those that would are reported as not run
        _check_type(subject, fact, column, dtype, lazy=lazy)
        scale = 10 ** decimals[fact.name] if fact.name in decimals else fact.type.scale if fact.type.numeric else 1
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


def prepared(subject: Subject, frame: Any, given: Iterable[Given]) -> tuple[Any, dict[str, Column]]:
    """Return the frame with ready columns added, and the columns that the facts are.

    In an eager frame the values are checked against the declarations, and gaps are filled beside a column that says
    where they were; in a lazy one a value that does not fit leaves the rules that read it not evaluated.

    Raises:
        FactError: A value lies outside the declared bounds or words.
        FrameError: A moment has a time of day.
    """
    added: list[Any] = []
    columns = {}
    for each in given:
        ready = _eager(subject, frame[each.name], each) if isinstance(frame, nw.DataFrame) else _lazy(each)
        value, column = ready
        if value is not None:
            name = f"{_PREFIX}{each.fact.name}"
            added.append(value.alias(name))
            column = attrs.evolve(column, value=nw.col(name))
        columns[each.fact.name] = column
    return (frame.with_columns(*added) if added else frame), columns


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
    pandas = series.implementation.is_pandas_like()
    original = nw.col(each.name)
    value = _cast(each, original, pandas=pandas)
    known: Any = True
    if series.null_count() > 0:
        known = ~original.is_null()
        value = value.fill_null(_filling(each, pandas=pandas))
    low, high = _check_values(subject, series, each)
    ready = None if value is original else value
    moments = pandas and each.fact.type.kind == "date"
    return ready, Column(original, known, low, high, each.scale, moments=moments)


def _filling(each: Given, *, pandas: bool) -> Any:
    if each.fact.type.kind == "date":
        return _ANY_MOMENT if pandas else _ANY_MOMENT.date()
    return _FILLINGS.get(each.fact.type.kind, 0)


_ANY_MOMENT = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # stands where no day is known


def _check_values(subject: Subject, series: Any, each: Given) -> tuple[int, int]:
    """Refuse what the declaration rules out, and return the bounds that integers are then known to have."""
    fact = each.fact
    if isinstance(each.dtype, nw.Datetime):
        late = (series.dt.truncate("1d") != series).fill_null(value=False)
        if late.any():
            row = int(late.arg_true()[0])
            raise FrameError("moment", column=each.name, row=row, subject=subject.name, fact=fact.name)
    if fact.type.kind == "enum":
        surplus = set(series.cast(nw.String).unique().drop_nulls().to_list()) - set(fact.type.values)
        if surplus:
            word = min(surplus)
            row = int((series.cast(nw.String) == word).fill_null(value=False).arg_true()[0])
            raise FactError(
                "type", path=f"[{row}]", subject=subject.name, fact=fact.name, value=word, found="str",
                expected=str(fact.type),
            )  # fmt: skip
    low, high = _bounds(each)
    if isinstance(each.dtype, nw.UInt64):
        high = HIGH if high is None else high
    if low is None and high is None:
        return _type_range(each.dtype)
    least, greatest = series.min(), series.max()
    for found, bound, sign in ((least, low, 1), (greatest, high, -1)):
        if found is not None and bound is not None:
            _check_bound(subject, series, each, found, bound, sign=sign)
    return _type_range(each.dtype) if least is None or fact.type.kind == "date" else (int(least), int(greatest))


def _bounds(each: Given) -> tuple[Any, Any]:
    """Return the declared bounds as they would stand in the column."""
    bounds = (each.fact.low, each.fact.high)
    if each.fact.type.kind == "date":
        return bounds
    low, high = (None if bound is None else bound * each.scale for bound in bounds)  # type: ignore[operator]  # days were returned
    return low, high


def _check_bound(subject: Subject, series: Any, each: Given, found: Any, bound: Any, *, sign: int) -> None:
    value = found.date() if isinstance(found, dt.datetime) else found
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
    type_low, type_high = _type_range(each.dtype)
    low, high = _bounds(each)
    inside = []
    if each.fact.type.kind == "enum":
        inside.append(original.cast(nw.String).is_in(list(each.fact.type.values)))
    elif each.fact.type.kind == "date":
        inside += [] if low is None else [original >= low]
        inside += [] if high is None else [original <= high]
    else:
        low = type_low if low is None else max(type_low, -(-low // 1))
        high = type_high if high is None else min(type_high, high // 1)
        inside += [] if low <= type_low else [original >= low]
        inside += [] if high >= type_high else [original <= high]
        type_low, type_high = int(low), int(high)
    fits = True if not inside else original.is_null() | all_of(*inside)
    ready = None if value is original else value
    return ready, Column(original, ~original.is_null(), type_low, type_high, each.scale, inside=fits)


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
