"""The State budget plan by quarter (แผนการใช้จ่ายงบประมาณ)."""

from __future__ import annotations

from decimal import Decimal

from ssoplan.calendar.years import BudgetYear
from ssoplan.model._entity import entity
from ssoplan.model.allocation import LegalBasis
from ssoplan.model.budget import ExpenseCategory
from ssoplan.model.indicator import Indicator
from ssoplan.model.trace import Figure, Trace
from ssoplan.money import Baht

__all__ = ["QuarterlySpendingPlan", "SpendingCategory", "SpendingRow"]


@entity
class SpendingCategory:
    """What an expense category receives of the State budget."""

    category: ExpenseCategory
    amount: Baht
    trace: Trace | None = None


@entity
class SpendingRow:
    """A programme or project of the plan: its money for the year and for each quarter of the budget year.

    Attributes:
        key: The row's name in code.
        parent: The key of the row that it is part of.
        total: The year.
        quarters: October–December, January–March, April–June, July–September; None where "-" is printed.
    """

    key: str
    name_th: str
    total: Baht | None = None
    quarters: tuple[Baht | None, Baht | None, Baht | None, Baht | None] = (None, None, None, None)
    parent: str | None = None
    indicators: tuple[Indicator, ...] = ()
    trace: Trace | None = None


@entity
class QuarterlySpendingPlan:
    """The State budget of one budget year, by programme and quarter.

    Attributes:
        unit_th: The unit in which the document prints its amounts; the amounts here are baht.
        quarter_headers_th: The column headings as printed.
        increase: The change from the year before as printed, negative for a decrease.
        increase_percent: The same in percent, as printed.
    """

    year: BudgetYear
    total: Baht
    rows: tuple[SpendingRow, ...] = ()
    categories: tuple[SpendingCategory, ...] = ()
    quarter_headers_th: tuple[str, ...] = ()
    unit_th: str | None = None
    previous_total: Baht | None = None
    increase: Baht | None = None
    increase_percent: int | Decimal | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    figures: tuple[Figure, ...] = ()
    trace: Trace | None = None
