"""The State budget plan by quarter: rows, and the rows that they are parts of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.model import Plan, QuarterlySpendingPlan, SpendingRow, Trace
from ssoplan.rules.facts import MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._reading import known, total

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SPENDING_PLAN", "SPENDING_ROW", "spending_plans", "spending_rows"]


@attrs.frozen
class SpendingRowIn:
    """A row of the plan with the rows that it is made of."""

    row: SpendingRow
    parts: tuple[SpendingRow, ...]

    @property
    def trace(self) -> Trace | None:
        return self.row.trace


def _quarters(row: SpendingRow) -> Any:
    quarters = known(row, "quarters")
    if isinstance(quarters, Absent):
        return quarters
    return tuple(amount for amount in quarters if amount is not None) or MISSING


def _quarter(number: int) -> Any:
    def read(each: SpendingRowIn) -> Any:
        quarters = known(each.row, "quarters")
        if isinstance(quarters, Absent):
            return quarters
        amount = quarters[number - 1]
        return MISSING if amount is None else amount

    return read


def _quarters_total(each: SpendingRowIn) -> Any:
    quarters = _quarters(each.row)
    return quarters if isinstance(quarters, Absent) else total(quarters)


def _worst_quarter(each: SpendingRowIn) -> Any:
    """Return the largest difference between a quarter of the row and the same quarter of its parts."""
    if not each.parts:
        return MISSING
    rows = [known(row, "quarters") for row in (each.row, *each.parts)]
    if any(isinstance(row, Absent) for row in rows):
        return next(row for row in rows if isinstance(row, Absent))
    zero = each.row.total - each.row.total if each.row.total is not None else None
    if zero is None:
        return MISSING
    columns = zip(*rows, strict=True)
    return max(
        (
            abs((whole or zero) - sum((part or zero for part in parts), start=zero))
            for whole, *parts in columns
        ),
        default=MISSING,
    )


SPENDING_ROW = Subject(
    "spending_row",
    Message(en="row of the quarterly spending plan", th="แถวแผนการใช้จ่ายรายไตรมาส"),
    (
        derived("total", "money", lambda e: known(e.row, "total"), en="total of the row", th="ยอดรวมของแถว"),
        derived("quarters_total", "money", _quarters_total, en="sum of the four quarters", th="ผลรวมสี่ไตรมาส"),
        derived("quarters", "many[money]", lambda e: _quarters(e.row), en="quarters with money", th="ไตรมาสที่มีเงิน"),
        derived("first_quarter", "money", _quarter(1), en="October to December", th="ไตรมาส 1"),
        derived("second_quarter", "money", _quarter(2), en="January to March", th="ไตรมาส 2"),
        derived("third_quarter", "money", _quarter(3), en="April to June", th="ไตรมาส 3"),
        derived("fourth_quarter", "money", _quarter(4), en="July to September", th="ไตรมาส 4"),
        derived("parts", "int", lambda e: len(e.parts), en="rows that it is made of", th="จำนวนแถวย่อย"),
        derived("parts_total", "money", lambda e: total(known(p, "total") for p in e.parts), en="sum of those rows", th="ผลรวมแถวย่อย"),
        derived("worst_quarter", "money", _worst_quarter, en="largest difference in a quarter", th="ผลต่างสูงสุดรายไตรมาส"),
        derived("is_part", "bool", lambda e: e.row.parent is not None, en="is part of another row", th="เป็นแถวย่อย"),
        derived("key", "text", lambda e: e.row.key, en="name of the row", th="ชื่อแถว"),
    ),
)  # fmt: skip


def _change(plan: QuarterlySpendingPlan) -> Any:
    parts = known(plan, "total"), known(plan, "previous_total")
    absent = next((part for part in parts if isinstance(part, Absent)), None)
    return absent if absent is not None else parts[0] - parts[1]


SPENDING_PLAN = Subject(
    "spending_plan",
    Message(en="State budget plan of a budget year", th="แผนการใช้จ่ายงบประมาณประจำปีงบประมาณ"),
    (
        derived("total", "money", lambda p: known(p, "total"), en="total", th="ยอดรวม"),
        derived("categories", "int", lambda p: len(p.categories), en="number of categories", th="จำนวนงบรายจ่าย"),
        derived("categories_total", "money", lambda p: total(known(c, "amount") for c in p.categories), en="sum of the categories", th="ผลรวมรายงบรายจ่าย"),
        derived("previous_total", "money", lambda p: known(p, "previous_total"), en="total of the year before", th="ยอดรวมปีก่อน"),
        derived("increase", "money", lambda p: known(p, "increase"), en="printed change", th="ยอดเปลี่ยนแปลงที่พิมพ์"),
        derived("increase_percent", "number", lambda p: known(p, "increase_percent"), unit="percent", decimals=2, en="printed change in percent", th="ร้อยละการเปลี่ยนแปลงที่พิมพ์"),
        derived("change", "money", _change, en="change from the year before", th="ผลต่างจากปีก่อน"),
    ),
)  # fmt: skip


def spending_plans(document: object) -> Iterator[Row]:
    """Yield the State budget plans of a plan."""
    for i, plan in enumerate(document.spending_plans if isinstance(document, Plan) else ()):
        yield Row(f"$.spending_plans[{i}]", plan, f"งบประมาณปี {plan.year.be}")


def spending_rows(document: object) -> Iterator[Row]:
    """Yield the rows of the State budget plans; the row that has no parent of its own is made of the top rows."""
    for plan in spending_plans(document):
        rows = plan.value.rows
        for j, row in enumerate(rows):
            parts = tuple(other for other in rows if other.parent == row.key)
            yield Row(f"{plan.path}.rows[{j}]", SpendingRowIn(row, parts), row.name_th)
