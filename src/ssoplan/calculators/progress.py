"""How far a plan should be, how far it is, and where the year will end, by what the month cells mean.

Planned value, result and achievement are three series; only plans are in the documents, so results are given by the
caller. An empty cell reads as the option ``option.empty_month_cell`` says for its meaning: zero, carried forward, not
measured, or not yet due. Everything is exact.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import attrs

from ssoplan.calculators.checks import check_each, check_kind, one_of
from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.exact import exact, exact_or_none
from ssoplan.calculators.patterns import MonthlyMeaning
from ssoplan.calculators.worksheet import Figures, Worksheet, calculator
from ssoplan.errors import Message

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from ssoplan.calculators.exact import Number
    from ssoplan.parameters import Parameters

__all__ = ["ProgressError", "achievement", "forecast", "plan_to_date"]

_EMPTY = "option.empty_month_cell"
_NOT_MEASURED_WORD = "not_measured"


class ProgressError(CalculatorError):
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
        "negative-plan": Message(
            en="the plan is {value}; a result is no share of less than nothing, so give 0 or more",
            th="แผนเป็น {value} คิดสัดส่วนของค่าติดลบไม่ได้ ให้ระบุตั้งแต่ 0 ขึ้นไป",
        ),
    }


class _Found(NamedTuple):
    """A value and how it was found, or None and why there is none."""

    value: Fraction | None
    how: Message


@attrs.frozen(kw_only=True)
class _Row:
    """The plan and the results up to one month."""

    cells: tuple[Fraction | None, ...]
    results: tuple[Fraction | None, ...]
    meaning: MonthlyMeaning
    target: Fraction
    empty: str

    def plan(self, month: int) -> Fraction | None:
        """Return what is planned by the end of a month."""
        so_far = self.cells[:month]
        if so_far[-1] is None and self.empty == _NOT_MEASURED_WORD:
            return None
        filled = [cell for cell in so_far if cell is not None]
        if self.meaning is MonthlyMeaning.SUM:
            return sum(filled, Fraction())
        # Nothing is planned before the first cell; an empty one that reads as zero plans nothing either.
        if not filled or (so_far[-1] is None and self.empty == "zero"):
            return Fraction()
        return self.target if self.meaning in _AT_TARGET else filled[-1]

    @property
    def now(self) -> Fraction | None:
        return self.plan(len(self.results))

    @property
    def last(self) -> tuple[int, Fraction] | None:
        """The last month with a result, and the result."""
        known = [(month, result) for month, result in enumerate(self.results, 1) if result is not None]
        return known[-1] if known else None


@calculator
def plan_to_date(
    sheet: Worksheet,
    cells: Sequence[Number | None],
    meaning: MonthlyMeaning,
    *,
    month: int,
    target: Number,
    on: dt.date,
    parameters: Parameters | None = None,
) -> Fraction | None:
    """Return what is planned by the end of a month, in the unit of the cells.

    Args:
        cells: One year's cells in order; None where the plan prints a dash.
        meaning: What the cells mean, as `ssoplan.calculators.patterns.classify` says.
        month: The place of the month in the year of the plan, 1 for the first.
        target: The indicator's target.
        on: The day whose reading of empty cells holds (``option.empty_month_cell``).
        parameters: The figures of policy; the published ones unless stated.

    Returns:
        A sum: the cells so far. What accumulates or climbs: the last cell so far, 0 before the first. A level to hold:
        the target, None in a month that is not scheduled. A stock: the cell, None where it is empty. One event: the
        target from its month on, 0 before.

    Raises:
        ProgressError: The cells are inconsistent, or the month is none of them.
        CalculatorError: A number is not exact.

    >>> import datetime as dt
    >>> cells, meaning = [None, 30, None, 50], MonthlyMeaning.MILESTONE_PERCENT
    >>> plan_to_date(cells, meaning, month=3, target=50, on=dt.date(2023, 12, 31)).value
    Fraction(30, 1)
    """
    figures = sheet.figures(parameters, on=on)
    planned = _row(cells, (), meaning, month=month, target=target, figures=figures).plan(month)
    return sheet.step(_PLANNED, meaning=meaning, month=month, result=planned)


@calculator
def achievement(sheet: Worksheet, result: Number | None, plan: Number | None) -> Fraction | None:
    """Return a result as a share of the plan (KPI-24), 1 for all of it, not rounded; None where there is none.

    The printed percentages are 100 times this at two decimals. A note says why there is no share.

    Args:
        result: The result, in the unit of the plan; None where there is none.
        plan: What is planned by then; None where nothing is.

    Raises:
        ProgressError: The plan is below zero.
        CalculatorError: A number is not exact.

    >>> achievement(1, 4).value
    Fraction(1, 4)
    >>> achievement(3, 0).notes[0].text()
    'nothing is planned by then'
    """
    share = _share(exact_or_none(result, "result"), exact_or_none(plan, "plan"))
    if share.value is None:
        sheet.note(share.how)
        return None
    return sheet.step(share.how, done=result, planned=plan, result=share.value)


@calculator
def forecast(
    sheet: Worksheet,
    cells: Sequence[Number | None],
    results: Sequence[Number | None],
    meaning: MonthlyMeaning,
    *,
    month: int,
    target: Number,
    on: dt.date,
    parameters: Parameters | None = None,
) -> Fraction | None:
    """Return the value expected at the end of the year, from the results up to a month; None with a note why not.

    No document prints a method: these are the simplest that a result equal to the plan takes to the target. A
    proportional forecast is not capped, so that a percentage may exceed 100.

    Args:
        cells: As in `plan_to_date`.
        results: Results by month in the unit and meaning of the cells; None where there is none. Later ones are
            not looked at.
        meaning: As in `plan_to_date`.
        month: The last month whose result counts, 1 for the first.
        target: The indicator's target.
        on: As in `plan_to_date`.
        parameters: As in `plan_to_date`.

    Raises:
        ProgressError: As in `plan_to_date`, or there are more results than cells.
        CalculatorError: A number is not exact.

    >>> import datetime as dt
    >>> day = dt.date(2023, 12, 31)
    >>> forecast([10, 10, 10, 10], [5, 10], MonthlyMeaning.SUM, month=2, target=40, on=day).value
    Fraction(30, 1)
    """
    figures = sheet.figures(parameters, on=on)
    row = _row(cells, results, meaning, month=month, target=target, figures=figures)
    found = _FORECASTS[meaning](row)
    if found.value is None:
        sheet.note(found.how)
        return None
    return sheet.step(_EXPECTED, how=found.how, result=found.value)


def _row(
    cells: Sequence[Number | None],
    results: Sequence[Number | None],
    meaning: MonthlyMeaning,
    *,
    month: int,
    target: Number,
    figures: Figures,
) -> _Row:
    check_kind(meaning, MonthlyMeaning, name="meaning")
    for name, given in (("cells", cells), ("results", results)):
        check_each(given, object, name=name)
    if meaning is MonthlyMeaning.INCONSISTENT:
        raise ProgressError("inconsistent", meaning=Message(en=meaning.text("en"), th=meaning.text("th")))
    if type(month) is not int or month not in range(1, len(cells) + 1):  # True counts as 1
        raise ProgressError("month", month=month, cells=len(cells))
    if len(results) > len(cells):
        raise ProgressError("results", results=len(results), cells=len(cells))
    known = tuple(exact_or_none(result, one_of("results")) for result in results)[:month]
    return _Row(
        cells=tuple(exact_or_none(cell, one_of("cells")) for cell in cells),
        results=known + (None,) * (month - len(known)),
        meaning=meaning,
        target=exact(target, "target"),
        # The option names no stock: its empty cell is not measured, for a stock is never carried forward.
        empty=figures[_EMPTY].get(meaning.value, _NOT_MEASURED_WORD),
    )


_AT_TARGET = (MonthlyMeaning.CONSTANT_PERCENT, MonthlyMeaning.CONSTANT_LEVEL, MonthlyMeaning.ONE_SHOT)


def _share(done: Fraction | None, planned: Fraction | None) -> _Found:
    if planned is not None and planned < 0:
        raise ProgressError("negative-plan", value=planned)
    if planned is None:
        return _Found(None, _NOT_MEASURED)
    if planned == 0:
        return _Found(None, _NOTHING_PLANNED)
    if done is None:
        return _Found(None, _NO_RESULT)
    return _Found(done / planned, _SHARE)


def _forecast_sum(row: _Row) -> _Found:
    if any(cell is not None and result is None for cell, result in zip(row.cells, row.results, strict=False)):
        return _Found(None, _GAP)
    done = sum((result for result in row.results if result is not None), Fraction())
    return _in_proportion(done, row.now, row.target)


def _forecast_carried(row: _Row) -> _Found:
    if row.last is None:
        return _Found(None, _NO_RESULT)
    month, result = row.last
    return _in_proportion(result, row.plan(month), row.target)


def _in_proportion(result: Fraction, plan: Fraction | None, target: Fraction) -> _Found:
    share = _share(result, plan)
    return share if share.value is None else _Found(share.value * target, _PROPORTION)


def _forecast_stock(row: _Row) -> _Found:
    if row.last is None:
        return _Found(None, _NO_RESULT)
    month, result = row.last
    plan = row.plan(month)
    if plan is None:
        return _Found(None, _NOT_MEASURED)
    return _Found(result + row.target - plan, _REMAINING)


def _forecast_held(row: _Row) -> _Found:
    pairs = zip(row.cells, row.results, strict=False)
    measured = [result for cell, result in pairs if cell is not None and result is not None]
    if not measured:
        return _Found(None, _NO_RESULT)
    return _Found(sum(measured, Fraction()) / len(measured), _MEAN)


def _forecast_steps(row: _Row) -> _Found:
    due = row.now
    if due and row.last is None:
        return _Found(None, _NO_RESULT)
    reached = row.last[1] if row.last else Fraction()
    if due is None or reached >= due:
        return _Found(max(reached, row.target), _ON_SCHEDULE)
    return _Found(reached, _BEHIND)


_FORECASTS: Mapping[MonthlyMeaning, Callable[[_Row], _Found]] = {
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

_PLANNED = Message(
    en="{meaning}: by month {month} planned {result}", th="{meaning}: แผนถึงเดือนที่ {month} = {result}"
)
_SHARE = Message(en="{done} ÷ {planned} = {result}", th="ผล {done} ÷ แผน {planned} = {result}")
_EXPECTED = Message(en="{how}: {result}", th="{how}: {result}")
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
