"""What the month cells of an indicator mean: quantities to add up, a level to hold, steps to climb, a stock.

Plans do not print the meaning; it shows in the cells, the unit and the target. `classify` applies the decision
procedure that reproduces every whole row of the published plans, and says which step decided. Where no step fits,
the answer is `MonthlyMeaning.INCONSISTENT`: a finding, never a guess.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from ssoplan.calculators.checks import check_each, check_kind, one_of
from ssoplan.calculators.exact import exact
from ssoplan.calculators.worksheet import Worksheet, calculator
from ssoplan.errors import Message
from ssoplan.model.worded import Worded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from ssoplan.parameters import Parameters

__all__ = ["MonthlyMeaning", "PatternReading", "classify", "reading_of"]

PERCENT_UNIT_TH = "ร้อยละ"
LEVEL_UNIT_TH = "ระดับ"


class MonthlyMeaning(Worded):
    """How month cells relate to the target of their indicator."""

    SUM = "sum", "quantities that add up", "ปริมาณรายเดือนที่รวมกันได้เป้าหมาย"
    CUMULATIVE = "cumulative", "cumulative quantities", "ปริมาณสะสม"
    CUMULATIVE_PERCENT = "cumulative_percent", "cumulative percent", "ร้อยละสะสม"
    CONSTANT_PERCENT = "constant_percent", "a percentage to hold", "ร้อยละคงที่"
    CONSTANT_LEVEL = "constant_level", "a level to hold", "ระดับคงที่"
    MILESTONE_LEVEL = "milestone_level", "levels of milestones", "ระดับตามขั้นตอน"
    MILESTONE_PERCENT = "milestone_percent", "percent of milestones", "ร้อยละตามขั้นตอน"
    STOCK = "stock", "a stock at the end of each month", "ยอดคงค้าง ณ สิ้นเดือน"
    ONE_SHOT = "one_shot", "one event", "ครั้งเดียวในเดือนที่กำหนด"
    INCONSISTENT = "inconsistent", "inconsistent with the target", "ไม่สอดคล้องกับเป้าหมาย"


@attrs.frozen
class PatternReading:
    """What a row of cells means, and the step of the procedure that says so."""

    meaning: MonthlyMeaning
    reason: Message


@attrs.frozen
class _Row:
    filled: tuple[Fraction, ...]
    target: Fraction
    unit_th: str | None
    stock_share: Fraction
    milestone_cells: int

    @property
    def is_count(self) -> bool:
        return self.unit_th not in (PERCENT_UNIT_TH, LEVEL_UNIT_TH)

    @property
    def all_at_target(self) -> bool:
        return all(cell == self.target for cell in self.filled)

    @property
    def ends_at_target(self) -> bool:
        return self.filled[-1] == self.target

    @property
    def never_falls(self) -> bool:
        return all(a <= b for a, b in zip(self.filled, self.filled[1:], strict=False))

    @property
    def starts_as_stock(self) -> bool:
        return self.filled[0] >= self.stock_share * self.target


def reading_of(
    cells: Sequence[int | Decimal | None],
    target: int | Decimal,
    *,
    unit_th: str | None,
    stock_share: Fraction | Decimal | int,
    milestone_cells: int,
) -> PatternReading:
    """Return what the month cells of an indicator mean: the bare procedure, whose two limits are arguments.

    Args:
        cells: One year's cells in order; None where nothing is planned.
        target: The indicator's target, in the unit of the cells.
        unit_th: The unit as printed; ร้อยละ and ระดับ are told apart from counts.
        stock_share: The share of the target that a first cell must reach for the row to be a stock.
        milestone_cells: The largest number of filled cells that a percentage of milestones has.

    >>> reading_of([30, 60, 100], 100, unit_th="ครั้ง", stock_share=1, milestone_cells=6).meaning.value
    'cumulative'
    """
    check_each(cells, object, name="cells")
    filled = tuple(exact(cell, one_of("cells")) for cell in cells if cell is not None)
    if not filled:
        return PatternReading(MonthlyMeaning.INCONSISTENT, _EMPTY)
    row = _Row(filled, exact(target, "target"), _unit(unit_th), Fraction(stock_share), milestone_cells)
    return next(PatternReading(meaning(row), reason) for holds, meaning, reason in _STEPS if holds(row))


@calculator
def classify(
    sheet: Worksheet,
    cells: Sequence[int | Decimal | None],
    target: int | Decimal,
    *,
    unit_th: str | None,
    on: dt.date,
    parameters: Parameters | None = None,
) -> MonthlyMeaning:
    """Return what the month cells of an indicator mean (sso-2566 §8.6); the working says which step of the procedure decided.

    Args:
        cells: One year's cells in order; None where nothing is planned.
        target: The indicator's target, in the unit of the cells.
        unit_th: The unit as printed; ร้อยละ and ระดับ are told apart from counts.
        on: The day whose policy holds.
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        CalculatorError: A cell or the target is not exact.

    >>> import datetime as dt
    >>> made = classify([30, 60, 100], 100, unit_th="ครั้ง", on=dt.date(2023, 12, 31))
    >>> made.value.value, made.steps[0].text()
    ('cumulative', 'the cells never fall and the last one is the target: cumulative quantities')
    """
    figures = sheet.figures(parameters, on=on)
    reading = reading_of(
        cells,
        target,
        unit_th=unit_th,
        stock_share=Fraction(figures["pattern.stock_first_cell_share"], _PERCENT),
        milestone_cells=figures["pattern.milestone_cells_at_most"],
    )
    return sheet.step(_READ, reason=reading.reason, result=reading.meaning)


def _unit(unit_th: str | None) -> str | None:
    return None if unit_th is None else check_kind(unit_th, str, name="unit_th")


def _constant(row: _Row) -> MonthlyMeaning:
    return (
        MonthlyMeaning.CONSTANT_PERCENT if row.unit_th == PERCENT_UNIT_TH else MonthlyMeaning.CONSTANT_LEVEL
    )


def _rising(row: _Row) -> MonthlyMeaning:
    if row.unit_th == LEVEL_UNIT_TH:
        return MonthlyMeaning.MILESTONE_LEVEL
    if row.unit_th == PERCENT_UNIT_TH:
        few = len(row.filled) <= row.milestone_cells
        return MonthlyMeaning.MILESTONE_PERCENT if few else MonthlyMeaning.CUMULATIVE_PERCENT
    return MonthlyMeaning.STOCK if row.starts_as_stock else MonthlyMeaning.CUMULATIVE


_PERCENT = 100
_READ = Message(en="{reason}: {result}", th="{reason}: {result}")
_EMPTY = Message(en="no cell is filled", th="ไม่มีช่องใดมีค่า")

_STEPS: Sequence[tuple[Callable[[_Row], bool], Callable[[_Row], MonthlyMeaning], Message]] = (
    (
        lambda row: len(row.filled) == 1 and row.all_at_target,
        lambda _: MonthlyMeaning.ONE_SHOT,
        Message(en="the only filled cell is the target", th="มีค่าเพียงช่องเดียวและเท่ากับเป้าหมาย"),
    ),
    (
        lambda row: not row.is_count and row.all_at_target,
        _constant,
        Message(en="every filled cell is the target", th="ทุกช่องที่มีค่าเท่ากับเป้าหมาย"),
    ),
    (  # before the next step: twelve cells of 1 with a target of 12 are a sum
        lambda row: row.is_count and sum(row.filled) == row.target,
        lambda _: MonthlyMeaning.SUM,
        Message(en="the cells add up to the target", th="ผลรวมของทุกช่องเท่ากับเป้าหมาย"),
    ),
    (
        lambda row: row.is_count and len(row.filled) > 1 and row.all_at_target,
        lambda _: MonthlyMeaning.INCONSISTENT,
        Message(
            en="a count whose every cell is the target: neither adds up to it nor approaches it",
            th="หน่วยนับเป็นจำนวน แต่ทุกช่องเท่ากับเป้าหมาย จึงไม่ใช่ทั้งผลรวมและค่าสะสม",
        ),
    ),
    (
        lambda row: row.never_falls and row.ends_at_target,
        _rising,
        Message(
            en="the cells never fall and the last one is the target",
            th="ค่าไม่ลดลงเลยและช่องสุดท้ายเท่ากับเป้าหมาย",
        ),
    ),
    (
        lambda row: row.ends_at_target and row.starts_as_stock,
        lambda _: MonthlyMeaning.STOCK,
        Message(
            en="the last cell is the target and the first is near it, though cells fall",
            th="ช่องสุดท้ายเท่ากับเป้าหมายและช่องแรกใกล้เป้าหมาย แม้มีช่วงที่ลดลง",
        ),
    ),
    (
        lambda _: True,
        lambda _: MonthlyMeaning.INCONSISTENT,
        Message(
            en="the cells neither add up to the target, nor hold it, nor end at it",
            th="ค่ารายเดือนไม่รวมกันได้เป้าหมาย ไม่คงที่ที่เป้าหมาย และไม่สิ้นสุดที่เป้าหมาย",
        ),
    ),
)
