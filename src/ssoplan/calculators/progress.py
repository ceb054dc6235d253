"""How far a plan should be, how far it is, and where the year will end, by what the month cells mean.

Planned value, result and achievement are three series; only plans are in the documents, so results are given by the
caller. An empty cell reads as ``option.empty_month_cell`` says: nothing planned in a sum, carried forward in what
accumulates, not measured in a level to hold, not yet due in a single event. Everything is exact.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import attrs

from ssoplan.calculators.patterns import MonthlyMeaning
from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Achievement", "Forecast", "Number", "ProgressError", "achievement", "forecast", "plan_to_date"]

Number = int | Decimal | Fraction


class ProgressError(SsoplanError, ValueError):
    """Raised when progress cannot be told from what is given."""

    kind = "progress"
    messages: ClassVar[Mapping[str, Message]] = {
        "inconsistent": Message(
            en="the cells are {meaning}: they say nothing of the plan to date; correct the row or name its meaning",
            th="ค่ารายเดือนเป็นแบบ {meaning} จึงบอกแผนสะสมไม่ได้ ให้แก้แถวหรือระบุความหมาย",
        ),
        "month": Message(
            en="month {month!r} is not one of the {cells} cells; count from 1",
            th="เดือนที่ {month!r} ไม่อยู่ใน {cells} ช่อง ให้นับจาก 1",
        ),
        "results": Message(
            en="{results} results for {cells} cells; give one for each month, None where there is none",
            th="มีผล {results} ค่าแต่มี {cells} ช่อง ให้ระบุเดือนละค่า และ None เมื่อไม่มีผล",
        ),
        "not-exact": Message(
            en="{value!r} is no exact number; give an int, Fraction or finite Decimal",
            th="{value!r} ไม่ใช่จำนวนที่แน่นอน ให้ระบุเป็น int, Fraction หรือ Decimal ที่มีค่าจำกัด",
        ),
        "negative-plan": Message(
            en="the plan is {value}; a result is no share of less than nothing, so give 0 or more",
            th="แผนเป็น {value} คิดสัดส่วนของค่าติดลบไม่ได้ ให้ระบุตั้งแต่ 0 ขึ้นไป",
        ),
    }


@attrs.frozen(kw_only=True)
class Achievement:
    """A result as a share of the plan, 1 for all of it; None with the reason where there is no such share."""

    value: Fraction | None
    reason: Message | None = None


@attrs.frozen(kw_only=True)
class Forecast:
    """The value expected at the end of the year, and how it was found; None where the method has nothing to go by."""

    value: Fraction | None
    method: Message


@attrs.frozen(kw_only=True)
class _Row:
    """The plan and the results up to one month."""

    cells: tuple[Fraction | None, ...]
    results: tuple[Fraction | None, ...]
    meaning: MonthlyMeaning
    target: Fraction

    def plan(self, month: int) -> Fraction | None:
        return _PLANS[self.meaning](self.cells[:month], self.target)

    @property
    def now(self) -> Fraction | None:
        return self.plan(len(self.results))

    @property
    def last(self) -> tuple[int, Fraction] | None:
        """The last month with a result, and the result."""
        known = [(month, result) for month, result in enumerate(self.results, 1) if result is not None]
        return known[-1] if known else None


def plan_to_date(
    cells: Sequence[Number | None], meaning: MonthlyMeaning, *, month: int, target: Number
) -> Fraction | None:
    """Return what is planned by the end of a month, in the unit of the cells.

    Args:
        cells: One year's cells in order; None where the plan prints a dash.
        meaning: What the cells mean, as `ssoplan.calculators.patterns.classify` says.
        month: The place of the month in the year of the plan, 1 for the first.
        target: The indicator's target.

    Returns:
        A sum: the cells so far. What accumulates or climbs: the last cell so far, 0 before the first. A level to hold:
        the target, None in a month that is not scheduled. A stock: the cell, None where it is empty. One event: the
        target from its month on, 0 before.

    Raises:
        ProgressError: The cells are inconsistent, the month is none of them, or a number is not exact.

    >>> plan_to_date([None, 30, None, 50], MonthlyMeaning.MILESTONE_PERCENT, month=3, target=50)
    Fraction(30, 1)
    """
    return _row(cells, (), meaning, month=month, target=target).plan(month)


def achievement(result: Number | None, plan: Number | None) -> Achievement:
    """Return a result as a share of the plan (KPI-24), 1 for all of it, not rounded.

    The printed percentages are 100 times this at two decimals.

    Raises:
        ProgressError: The plan is below zero, or a number is not exact.

    >>> achievement(1, 4)
    Achievement(value=Fraction(1, 4), reason=None)
    >>> achievement(3, 0).reason.en
    'nothing is planned by then'
    """
    done, planned = _exact_or_none(result), _exact_or_none(plan)
    if planned is not None and planned < 0:
        raise ProgressError("negative-plan", value=plan)
    if planned is None:
        return Achievement(value=None, reason=_NOT_MEASURED)
    if planned == 0:
        return Achievement(value=None, reason=_NOTHING_PLANNED)
    if done is None:
        return Achievement(value=None, reason=_NO_RESULT)
    return Achievement(value=done / planned)


def forecast(
    cells: Sequence[Number | None],
    results: Sequence[Number | None],
    meaning: MonthlyMeaning,
    *,
    month: int,
    target: Number,
) -> Forecast:
    """Return the value expected at the end of the year, from the results up to a month.

    No document prints a method: these are the simplest that a result equal to the plan takes to the target. A
    proportional forecast is not capped, so that a percentage may exceed 100.

    Args:
        cells: As in `plan_to_date`.
        results: Results by month in the unit and meaning of the cells; None where there is none. Later ones are
            not looked at.
        meaning: As in `plan_to_date`.
        month: The last month whose result counts, 1 for the first.
        target: The indicator's target.

    Raises:
        ProgressError: As in `plan_to_date`, or there are more results than cells.

    >>> forecast([10, 10, 10, 10], [5, 10], MonthlyMeaning.SUM, month=2, target=40).value
    Fraction(30, 1)
    """
    row = _row(cells, results, meaning, month=month, target=target)
    return _FORECASTS[meaning](row)


def _row(
    cells: Sequence[Number | None],
    results: Sequence[Number | None],
    meaning: MonthlyMeaning,
    *,
    month: int,
    target: Number,
) -> _Row:
    if meaning is MonthlyMeaning.INCONSISTENT:
        raise ProgressError("inconsistent", meaning=meaning.value)
    if type(month) is not int or month not in range(1, len(cells) + 1):  # True counts as 1
        raise ProgressError("month", month=month, cells=len(cells))
    if len(results) > len(cells):
        raise ProgressError("results", results=len(results), cells=len(cells))
    known = tuple(_exact_or_none(result) for result in results)[:month]
    return _Row(
        cells=tuple(_exact_or_none(cell) for cell in cells),
        results=known + (None,) * (month - len(known)),
        meaning=meaning,
        target=_exact(target),
    )


def _exact(value: Number) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        raise ProgressError("not-exact", value=value)
    if isinstance(value, Decimal) and not value.is_finite():
        raise ProgressError("not-exact", value=value)
    return Fraction(value)


def _exact_or_none(value: Number | None) -> Fraction | None:
    return None if value is None else _exact(value)


def _plan_sum(cells: Sequence[Fraction | None], _: Fraction) -> Fraction:
    return sum((cell for cell in cells if cell is not None), Fraction())


def _plan_carried(cells: Sequence[Fraction | None], _: Fraction) -> Fraction:
    return next((cell for cell in reversed(cells) if cell is not None), Fraction())


def _plan_held(cells: Sequence[Fraction | None], target: Fraction) -> Fraction | None:
    return None if cells[-1] is None else target


def _plan_stock(cells: Sequence[Fraction | None], _: Fraction) -> Fraction | None:
    return cells[-1]


def _plan_event(cells: Sequence[Fraction | None], target: Fraction) -> Fraction:
    return Fraction() if all(cell is None for cell in cells) else target


_PLANS: Mapping[MonthlyMeaning, Callable[[Sequence[Fraction | None], Fraction], Fraction | None]] = {
    MonthlyMeaning.SUM: _plan_sum,
    MonthlyMeaning.CUMULATIVE: _plan_carried,
    MonthlyMeaning.CUMULATIVE_PERCENT: _plan_carried,
    MonthlyMeaning.CONSTANT_PERCENT: _plan_held,
    MonthlyMeaning.CONSTANT_LEVEL: _plan_held,
    MonthlyMeaning.MILESTONE_LEVEL: _plan_carried,
    MonthlyMeaning.MILESTONE_PERCENT: _plan_carried,
    MonthlyMeaning.STOCK: _plan_stock,
    MonthlyMeaning.ONE_SHOT: _plan_event,
}


def _forecast_sum(row: _Row) -> Forecast:
    if any(cell is not None and result is None for cell, result in zip(row.cells, row.results, strict=False)):
        return Forecast(value=None, method=_GAP)
    return _in_proportion(_plan_sum(row.results, row.target), row.now, row.target)


def _forecast_carried(row: _Row) -> Forecast:
    if row.last is None:
        return Forecast(value=None, method=_NO_RESULT)
    month, result = row.last
    return _in_proportion(result, row.plan(month), row.target)


def _in_proportion(result: Fraction, plan: Fraction | None, target: Fraction) -> Forecast:
    share = achievement(result, plan)
    if share.value is None:
        return Forecast(value=None, method=share.reason or _NOTHING_PLANNED)
    return Forecast(value=share.value * target, method=_PROPORTION)


def _forecast_stock(row: _Row) -> Forecast:
    if row.last is None:
        return Forecast(value=None, method=_NO_RESULT)
    month, result = row.last
    plan = row.plan(month)
    if plan is None:
        return Forecast(value=None, method=_NOT_MEASURED)
    return Forecast(value=result + row.target - plan, method=_REMAINING)


def _forecast_held(row: _Row) -> Forecast:
    pairs = zip(row.cells, row.results, strict=False)
    measured = [result for cell, result in pairs if cell is not None and result is not None]
    if not measured:
        return Forecast(value=None, method=_NO_RESULT)
    return Forecast(value=sum(measured, Fraction()) / len(measured), method=_MEAN)


def _forecast_steps(row: _Row) -> Forecast:
    due = row.now
    if due and row.last is None:
        return Forecast(value=None, method=_NO_RESULT)
    reached = row.last[1] if row.last else Fraction()
    if due is None or reached >= due:
        return Forecast(value=max(reached, row.target), method=_ON_SCHEDULE)
    return Forecast(value=reached, method=_BEHIND)


_FORECASTS: Mapping[MonthlyMeaning, Callable[[_Row], Forecast]] = {
    MonthlyMeaning.SUM: _forecast_sum,
    MonthlyMeaning.CUMULATIVE: _forecast_carried,
    MonthlyMeaning.CUMULATIVE_PERCENT: _forecast_carried,
    MonthlyMeaning.CONSTANT_PERCENT: _forecast_held,
    MonthlyMeaning.CONSTANT_LEVEL: _forecast_held,
    MonthlyMeaning.MILESTONE_LEVEL: _forecast_steps,
    MonthlyMeaning.MILESTONE_PERCENT: _forecast_steps,
    MonthlyMeaning.STOCK: _forecast_stock,
    MonthlyMeaning.ONE_SHOT: _forecast_steps,
}

_NOT_MEASURED = Message(en="nothing is measured in that month", th="ไม่มีการวัดในเดือนนั้น")
_NOTHING_PLANNED = Message(en="nothing is planned by then", th="ยังไม่มีแผนถึงเดือนนั้น")
_NO_RESULT = Message(en="there is no result", th="ไม่มีผลการดำเนินงาน")
_GAP = Message(
    en="a planned month has no result; give 0 where nothing was done",
    th="เดือนที่มีแผนยังไม่มีผล ให้ระบุ 0 เมื่อไม่ได้ดำเนินการ",
)
_PROPORTION = Message(
    en="result to date × target ÷ plan to date: the rest of the year goes as the year so far",
    th="ผลสะสม × เป้าหมาย ÷ แผนสะสม โดยถือว่าช่วงที่เหลือเป็นไปเช่นที่ผ่านมา",
)
_REMAINING = Message(
    en="last result + the change still planned",
    th="ผลล่าสุด + การเปลี่ยนแปลงที่เหลือตามแผน",
)
_MEAN = Message(en="mean of the scheduled months measured so far", th="ค่าเฉลี่ยของเดือนตามแผนที่วัดแล้ว")
_ON_SCHEDULE = Message(
    en="on schedule: the target, or what is reached if that is more",
    th="เป็นไปตามกำหนด จึงใช้เป้าหมาย หรือผลที่ได้แล้วหากสูงกว่า",
)
_BEHIND = Message(
    en="behind schedule: only what is reached, as the plan does not say how a delay is made up",
    th="ช้ากว่ากำหนด จึงนับเฉพาะที่ได้แล้ว เพราะแผนไม่ได้บอกวิธีเร่งงาน",
)
