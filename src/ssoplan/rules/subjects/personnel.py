"""The personnel programme beside the personnel category: one money seen from two partitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.model import ExpenseCategory, ProgrammeType, QuarterlySpendingPlan
from ssoplan.rules.facts import MISSING, Row, Subject, derived
from ssoplan.rules.subjects._reading import known
from ssoplan.rules.subjects.allocation import allocations
from ssoplan.rules.subjects.spending import spending_plans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssoplan.model import Allocation

__all__ = ["PERSONNEL_MONEY", "personnel_money"]

_PROGRAMME_ROW = "personnel_programme"


@attrs.frozen
class PersonnelMoney:
    """The personnel programme and category of one year; of the State budget also its rights-based operating money."""

    programme: Any
    category: Any
    operating: tuple[Any, ...]


PERSONNEL_MONEY = Subject(
    "personnel_money",
    Message(en="personnel budget of a year", th="เงินบุคลากรของปี"),
    (
        derived("programme", "money", lambda e: e.programme, en="personnel programme", th="แผนงานบุคลากรภาครัฐ"),
        derived("category", "money", lambda e: e.category, en="personnel category", th="งบบุคลากร"),
        derived("operating", "many[money]", lambda e: e.operating, en="rights-based operating money, where it is printed", th="งบดำเนินงานตามสิทธิ (ถ้าพิมพ์ไว้)"),
    ),
)  # fmt: skip


def personnel_money(document: object) -> Iterator[Row]:
    """Yield the personnel money of a plan's State budgets and of its allocations of fund money."""
    for path, plan, label in spending_plans(document):
        yield Row(path, _of_state_budget(plan), label)
    for path, allocation, label in allocations(document):
        yield Row(path, _of_allocation(allocation), label)


def _of_state_budget(plan: QuarterlySpendingPlan) -> PersonnelMoney:
    amounts = {share.category: known(share, "amount") for share in plan.categories}
    rows = {row.key: known(row, "total") for row in plan.rows}
    operating = amounts.get(ExpenseCategory.OPERATING)
    return PersonnelMoney(
        rows.get(_PROGRAMME_ROW, MISSING),
        amounts.get(ExpenseCategory.PERSONNEL, MISSING),
        () if operating is None else (operating,),
    )


def _of_allocation(allocation: Allocation) -> PersonnelMoney:
    types = {share.programme_type: known(share, "amount") for share in allocation.by_programme_type}
    amounts = {share.category: known(share, "amount") for share in allocation.by_category}
    programme = types.get(ProgrammeType.PUBLIC_PERSONNEL, MISSING)
    return PersonnelMoney(programme, amounts.get(ExpenseCategory.PERSONNEL, MISSING), ())
