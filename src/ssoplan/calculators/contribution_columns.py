"""Whole columns of section 33 contributions: wages in satang and wage months in, contributions in satang out.

The values are those of :func:`~ssoplan.calculators.contributions.s33_contribution` row by row, in whole satang; null
stays null. A row that the calculator refuses (a wage below zero, a month for which a figure is not known) is refused
here too, naming the first such row; ``unusable="null"`` turns it into null instead. A lazy frame cannot look at its
rows, so there ``unusable="null"`` has to be asked for.

Columns come through narwhals (extra ``frames``): polars, pandas and PyArrow, eager, and lazy where the library is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, TypeVar, get_args

from ssoplan._optional import require
from ssoplan.calculators.checks import check_choice
from ssoplan.calculators.contribution_terms import S33_IDS, S33Terms, s33_terms
from ssoplan.calculators.contributions import s33_contribution
from ssoplan.calculators.errors import CalculatorError, CalculatorTypeError
from ssoplan.calculators.worksheet import Figures
from ssoplan.calendar.era import FIRST_BE_LOOK
from ssoplan.errors import Message, SsoplanError
from ssoplan.money import Baht
from ssoplan.numerals.digits import clipped
from ssoplan.parameters import Parameters, ParameterWindowError
from ssoplan.parameters.store import Outside

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ssoplan.calculators.contribution_terms import StateShare
    from ssoplan.numerals.exact import Rounding
    from ssoplan.parameters import ParameterValue

__all__ = [
    "ContributionColumn",
    "ContributionColumnError",
    "ContributionRowError",
    "Unusable",
    "with_s33_contributions",
]

ContributionColumn = Literal["s33_base", "s33_employee", "s33_employer", "s33_state", "s33_total"]
"""The columns that can be made; they are named so in the result."""

Unusable = Literal["refuse", "null"]
"""What to do with a row that the calculator refuses."""

F = TypeVar("F")
V = TypeVar("V")

_WHAT = Message(en="columns of contributions", th="คอลัมน์เงินสมทบ")
_SIDES = ("s33_employee", "s33_employer", "s33_state")
_BASE = "_s33_base"
_INT64_MAX = 2**63 - 1
_HUNDRED_PERCENT = 100
_BE_LOOKS_LIKE = dt.date(FIRST_BE_LOOK, 1, 1)


class ContributionColumnError(CalculatorTypeError):
    """Raised when a column or an option cannot be used at all."""

    kind = "contribution-column"
    messages: ClassVar[Mapping[str, Message]] = {
        "not-satang": Message(
            en="the wages in column {column!r} are {dtype}; give whole satang as integers (pandas with nulls: Int64)",
            th="ค่าจ้างในคอลัมน์ {column!r} เป็น {dtype} ให้ใช้จำนวนเต็มสตางค์ (pandas ที่มีค่าว่าง: Int64)",
        ),
        "not-months": Message(
            en="the wage months in column {column!r} are {dtype}; give dates (any day of the month) without a time zone",
            th="เดือนของค่าจ้างในคอลัมน์ {column!r} เป็น {dtype} ให้ใช้วันที่ (วันใดก็ได้ในเดือน) ที่ไม่มีเขตเวลา",
        ),
        "no-column": Message(
            en="there is no column {column!r}; the frame has {columns}",
            th="ไม่มีคอลัมน์ {column!r} ในตารางมี {columns}",
        ),
        "not-a-frame": Message(
            en="{value} ({type}) is no frame; give one of polars, pandas or PyArrow, eager or lazy",
            th="{value} ({type}) ไม่ใช่ตารางข้อมูล ให้ระบุตารางของ polars, pandas หรือ PyArrow",
        ),
        "no-names": Message(
            en="add names no column; leave it out for all, or choose of {choices}",
            th="add ไม่ระบุคอลัมน์ใด ถ้าต้องการทุกคอลัมน์ไม่ต้องระบุ หรือให้เลือกจาก {choices}",
        ),
        "not-names": Message(
            en="add is {value!r} ({type}); give a list of {choices}",
            th="add เป็น {value!r} ({type}) ให้ระบุเป็นรายการจาก {choices}",
        ),
        "there-already": Message(
            en="the frame has a column {column!r} already; rename or drop it first, or leave it out of add",
            th="ตารางมีคอลัมน์ {column!r} อยู่แล้ว ให้เปลี่ยนชื่อหรือลบก่อน หรือไม่ระบุใน add",
        ),
        "lazy": Message(
            en="a lazy frame cannot name a row that is refused; ask for unusable='null', or collect it first",
            th="ตารางแบบ lazy ระบุแถวที่ถูกปฏิเสธไม่ได้ ให้ใช้ unusable='null' หรือ collect ก่อน",
        ),
        "unknown-choice": CalculatorError.messages["unknown-choice"],
        "beyond-int64": Message(
            en="contributions on a wage base of up to {maximum} do not fit whole satang of 64 bits; use s33_contribution",
            th="เงินสมทบของฐานค่าจ้างถึง {maximum} เกินจำนวนเต็ม 64 บิตในหน่วยสตางค์ ให้ใช้ s33_contribution",
        ),
    }


class ContributionRowError(CalculatorError):
    """Raised when a row is refused; it names the row (0 is the first) and the reason.

    Attributes:
        values: ``row`` and the error of the calculator for it, ``cause``.
    """

    kind = "contribution-row"
    messages: ClassVar[Mapping[str, Message]] = {
        "refused": Message(en="row {row}: {cause}", th="แถว {row}: {cause}"),
    }


def with_s33_contributions(
    frame: F,
    *,
    wage: str,
    month: str,
    add: Iterable[ContributionColumn] | None = None,
    rounding: Rounding | None = None,
    state: StateShare = "include",
    outside: Outside = "refuse",
    unusable: Unusable = "refuse",
    parameters: Parameters | None = None,
) -> F:
    """Return the frame with the section 33 contributions of each row, in satang.

    Args:
        frame: A polars, pandas or PyArrow frame, eager or lazy.
        wage: The column of monthly wages: whole satang as integers.
        month: The column of wage months: dates, any day of the month, or moments without a time zone.
        add: Which columns to add, under these names; None adds all that ``state`` allows. There may be no
            column of that name yet.
        rounding: As in `s33_contribution`.
        state: As in `s33_contribution`; ``leave_out`` makes no ``s33_state``, and totals without it.
        outside: As in `s33_contribution`.
        unusable: ``refuse`` raises for a row that `s33_contribution` refuses, ``null`` leaves its columns null.
        parameters: The policy; None is the published one.

    Raises:
        ContributionRowError: A row has a wage below zero, or a month for which a figure is not known.
        ContributionColumnError: It is no frame, a column is missing or there already, the wages are no integers or the months no dates, an option is
            not known, or the frame is lazy and ``unusable`` is ``refuse``.
        ContributionError: A figure of the parameters is below zero.
        MissingLibraryError: The extra ``frames`` is not installed.

    Examples:
        >>> import polars as pl
        >>> payroll = pl.DataFrame({"wage": [1_000_00, 20_000_00], "paid": [dt.date(2022, 5, 31), dt.date(2026, 1, 31)]})
        >>> with_s33_contributions(payroll, wage="wage", month="paid", add=["s33_base", "s33_employee"]).rows()[0]
        (100000, datetime.date(2022, 5, 31), 165000, 1700)
    """
    nw = require("narwhals", what=_WHAT, extra="frames")
    names = _names(add, state)
    check_choice(unusable, get_args(Unusable), "unusable", error=ContributionColumnError)
    check_choice(outside, get_args(Outside), "outside", error=ContributionColumnError)
    table = _table(nw, frame)
    dtype = _check_columns(nw, table, wage, month)
    _check_new(table, names)
    job = _Job(nw, wage, month, dtype, parameters or Parameters.default(), rounding, state, outside)
    if isinstance(table, nw.LazyFrame):
        if unusable == "refuse":
            raise ContributionColumnError("lazy")
        return _with_columns(job, table, job.periods(None, None), names).to_native()  # type: ignore[no-any-return]  # the kind of frame given
    periods = job.periods(*_span(table[month]))
    if unusable == "refuse":
        _refuse_rows(job, table, periods)
    return _written(job, table, periods, names)  # type: ignore[no-any-return]  # the kind of frame given


class _Period(NamedTuple):
    """The terms from a day on, up to the next period; None where a figure is not known."""

    start: dt.date
    terms: S33Terms | None


class _Job(NamedTuple):
    nw: Any
    wage: str
    month: str
    dtype: Any
    parameters: Parameters
    rounding: Rounding | None
    state: StateShare
    outside: Outside

    def terms(self, on: dt.date) -> S33Terms | None:
        """Return the terms of a month, by its first day."""
        try:
            return s33_terms(
                Figures(self.parameters, on, self.outside), rounding=self.rounding, state=self.state
            )
        except ParameterWindowError:
            return None

    def periods(self, first: dt.date | None, last: dt.date | None) -> list[_Period]:
        """Return the periods in which the terms stay the same, cut to those between two days (None: all)."""
        starts = sorted({dt.date.min, _BE_LOOKS_LIKE, *self._changes()})
        ends = [*starts[1:], dt.date.max]
        low, high = first or dt.date.min, last or dt.date.max
        return [
            _Period(start, self.terms(start))
            for start, end in zip(starts, ends, strict=True)
            if start <= high and (low < end or end == dt.date.max)
        ]

    def _changes(self) -> Iterable[dt.date]:
        """Yield the first day of each month in which some parameter can change."""
        for id in S33_IDS:  # noqa: A001  # the domain calls it id
            for value in self.parameters[id].values:
                yield from _bounds(value)

    def since(self, day: dt.date) -> Any:
        """Return the expression that a row is of that day or later."""
        is_date = isinstance(self.dtype, self.nw.Date)
        bound = day if is_date else dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001  # the column has no zone
        return self.nw.col(self.month) >= bound

    def by_period(
        self, periods: Sequence[_Period], of: Callable[[S33Terms], V], make: Callable[[V], Any]
    ) -> Any:
        """Return the expression that is ``make(of(terms))`` in each known period."""
        made: Any = None
        before: V | None = None
        for period in periods:
            if period.terms is None:
                continue
            now = of(period.terms)
            if made is None:
                made = make(now)
            elif now != before:
                made = self.nw.when(self.since(period.start)).then(make(now)).otherwise(made)
            before = now
        return made


def _with_columns(job: _Job, table: Any, periods: Sequence[_Period], names: Sequence[str]) -> Any:
    """Return a narwhals frame with the columns asked for added; each is made once, from those before it."""
    nw = job.nw
    known = [period.terms for period in periods if period.terms is not None]
    # A wage beyond 64 bits is above every base; cast as it is, it would be refused by the library of the frame.
    wide = table.collect_schema()[job.wage] in (nw.UInt64, nw.UInt128, nw.Int128)
    given = nw.col(job.wage)
    wage = (given.clip(upper_bound=_INT64_MAX) if wide else given).cast(nw.Int64)
    if not known:  # no row is usable: null in each, as integers in every library
        nothing = nw.when(_usable(job, periods)).then(wage)
        return table.with_columns(*(nothing.alias(name) for name in names))
    base = job.by_period(periods, _bounds_of, lambda bounds: _base(nw, wage, bounds))
    table = table.with_columns(nw.when(_usable(job, periods)).then(base).alias(_BASE))
    sides = [name for name in _SIDES if job.state == "include" or name != "s33_state"]
    # Two sides with the same rates are worked out once.
    column_of: dict[tuple[Any, ...], str] = {}
    made = {"s33_base": nw.col(_BASE)}
    for name in sides:
        rates = tuple(getattr(terms, name.removeprefix("s33_")) for terms in known)
        made[name] = nw.col(column_of.setdefault(rates, f"_{name}"))
    table = table.with_columns(*(_side(job, periods, name[1:]).alias(name) for name in column_of.values()))
    made["s33_total"] = sum((made[name] for name in sides[1:]), start=made[sides[0]])
    table = table.with_columns(*(made[name].alias(name) for name in names))
    return table.drop(_BASE, *column_of.values())


def _bounds_of(terms: S33Terms) -> tuple[int, int, str]:
    return terms.minimum.satang, terms.maximum.satang, terms.zero_wage


def _base(nw: Any, wage: Any, bounds: tuple[int, int, str]) -> Any:
    least, most, zero_wage = bounds
    # clip, unlike a literal in when, keeps the Int64 of pandas.
    counted = wage.clip(min(least, most), most)
    return nw.when(wage != 0).then(counted).otherwise(0) if zero_wage == "nothing" else counted


def _side(job: _Job, periods: Sequence[_Period], name: str) -> Any:
    """Return what one side pays: the base times a whole numerator, divided once."""
    nw = job.nw
    side = name.removeprefix("s33_")
    known = [period.terms for period in periods if period.terms is not None]
    rates = {terms: Fraction(getattr(terms, side)) / _HUNDRED_PERCENT for terms in known}
    parts = lcm(*(rate.denominator for rate in rates.values()))
    _check_size(known, parts * max(*rates.values(), Fraction(1)))
    numerator = job.by_period(
        periods, lambda terms: int(rates[terms] * parts), lambda value: nw.lit(value, nw.Int64)
    )
    exact = nw.col(_BASE) * numerator
    return job.by_period(
        periods,
        lambda terms: (terms.rounding, terms.unit.satang),
        lambda how: _rounded(nw, exact, parts * how[1], how[0]) * how[1],
    )


def _check_size(known: Sequence[S33Terms], factor: Fraction | int) -> None:
    """Refuse figures with which a working would not fit 64 bits."""
    largest = max(terms.maximum for terms in known)
    unit = max(terms.unit for terms in known)
    if 4 * factor * (largest.satang + unit.satang) > _INT64_MAX:
        raise ContributionColumnError("beyond-int64", maximum=largest.text("THB"))


def _rounded(nw: Any, top: Any, bottom: int, rounding: Rounding) -> Any:
    """Return a ratio, not below zero, as the whole number that `round_ratio` returns."""
    if rounding == "half_up":
        return (top * 2 + bottom) // (bottom * 2)
    if rounding == "half_even":
        near = (top * 2 + bottom) // (bottom * 2)
        is_tie = near * bottom * 2 == top * 2 + bottom
        is_odd = near // 2 * 2 != near
        return near - (is_tie & is_odd).cast(nw.Int64)
    return (top + (bottom - 1 if rounding == "up" else 0)) // bottom


def _usable(job: _Job, periods: Sequence[_Period]) -> Any:
    """Return the expression that the calculator takes a row."""
    nw = job.nw
    usable = ~nw.col(job.month).is_null() & ~nw.col(job.wage).is_null() & (nw.col(job.wage) >= 0)
    for at, period in enumerate(periods):
        if period.terms is None:
            inside = job.since(period.start)
            if at + 1 < len(periods):
                inside = inside & ~job.since(periods[at + 1].start)
            usable = usable & ~inside
    return usable


def _refuse_rows(job: _Job, table: Any, periods: Sequence[_Period]) -> None:
    """Raise the calculator's own error for the first row that it refuses."""
    wages = table[job.wage]
    is_negative = wages.null_count() < len(wages) and wages.min() < 0
    if not is_negative and all(period.terms is not None for period in periods):
        return
    nw = job.nw
    given = ~nw.col(job.month).is_null() & ~nw.col(job.wage).is_null()
    bad = table.select((given & ~_usable(job, periods)).alias("bad"))["bad"]
    rows = bad.fill_null(value=False).arg_true()
    if not len(rows):
        return
    row = int(rows[0])
    month = table[job.month][row]
    try:
        s33_contribution.plain(
            Baht.from_satang(int(wages[row])),
            dt.date(month.year, month.month, month.day),
            rounding=job.rounding,
            state=job.state,
            outside=job.outside,
            parameters=job.parameters,
        )
    except SsoplanError as error:
        cause = Message(en=error.text("en"), th=error.text("th"))
        raise ContributionRowError("refused", row=row, cause=cause) from error


def _written(job: _Job, table: Any, periods: Sequence[_Period], names: Sequence[str]) -> Any:
    """Return the native frame with the columns added."""
    if table.implementation.is_polars():  # one query instead of several
        return _with_columns(job, table.lazy(), periods, names).collect().to_native()
    if not table.implementation.is_pandas_like():
        return _with_columns(job, table, periods, names).to_native()
    # An int64 of pandas would become a float beside a null; its Int64 does not.
    native = table.to_native()
    work = native[[job.wage, job.month]]
    if not hasattr(work[job.wage].dtype, "pyarrow_dtype"):
        work = work.astype({job.wage: "Int64"})
    made = _with_columns(job, job.nw.from_native(work), periods, names).to_native()
    return native.assign(**{name: made[name] for name in names})


def _table(nw: Any, frame: Any) -> Any:
    """Return a frame as one of narwhals."""
    try:
        return nw.from_native(frame)
    except TypeError:
        raise ContributionColumnError(
            "not-a-frame", value=clipped(frame), type=type(frame).__name__
        ) from None


def _check_new(table: Any, names: Sequence[str]) -> None:
    """Refuse columns that would replace others."""
    there = table.collect_schema()
    for name in names:
        if name in there:
            raise ContributionColumnError("there-already", column=name)


def _check_columns(nw: Any, table: Any, wage: Any, month: Any) -> Any:
    """Return the type of the column of months, if both columns can be used."""
    schema = table.collect_schema()
    for column in (wage, month):
        if not isinstance(column, str) or column not in schema:
            raise ContributionColumnError("no-column", column=column, columns=", ".join(schema))
    if not schema[wage].is_integer():
        raise ContributionColumnError("not-satang", column=wage, dtype=str(schema[wage]))
    dtype = schema[month]
    if not isinstance(dtype, (nw.Date, nw.Datetime)) or getattr(dtype, "time_zone", None) is not None:
        raise ContributionColumnError("not-months", column=month, dtype=str(dtype))
    return dtype


def _names(add: Iterable[ContributionColumn] | None, state: StateShare) -> list[ContributionColumn]:
    allowed = [name for name in get_args(ContributionColumn) if state == "include" or name != "s33_state"]
    choices = ", ".join(allowed)
    if add is not None and (isinstance(add, str) or not isinstance(add, Iterable)):
        raise ContributionColumnError("not-names", value=add, type=type(add).__name__, choices=choices)
    names = allowed if add is None else list(add)
    if not names:
        raise ContributionColumnError("no-names", choices=choices)
    for name in names:
        check_choice(name, allowed, "add", error=ContributionColumnError)
    return names


def _bounds(value: ParameterValue) -> Iterable[dt.date]:
    """Yield the first month start on which a value holds, and the first one on which it does not any more."""
    if value.start is not None:
        yield _month_start(value.start)
    if value.end is not None and value.end < dt.date.max:
        yield _month_start(value.end + dt.timedelta(days=1))


def _month_start(day: dt.date) -> dt.date:
    """Return the first day of a month that is not before a day."""
    if day.day == 1:
        return day
    return dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _span(months: Any) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day of a column; None where it has none."""
    if months.null_count() == len(months):
        return None, None
    first, last = months.min(), months.max()
    return dt.date(first.year, first.month, first.day), dt.date(last.year, last.month, last.day)
