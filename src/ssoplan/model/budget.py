"""What money is for and where it comes from; budgets built from cost lines."""

from __future__ import annotations

from decimal import Decimal

from ssoplan.calendar.years import Year
from ssoplan.model._entity import entity
from ssoplan.model.trace import Trace
from ssoplan.model.worded import Worded
from ssoplan.money import Baht

__all__ = [
    "CostLine",
    "ExpenseCategory",
    "ExpenseSubcategory",
    "FundingSource",
    "ProgrammeType",
    "ProjectBudget",
    "Quantity",
]


class ExpenseCategory(Worded):
    """The five expense categories (งบรายจ่าย)."""

    PERSONNEL = "personnel", "personnel", "งบบุคลากร"
    OPERATING = "operating", "operating", "งบดำเนินงาน"
    INVESTMENT = "investment", "investment", "งบลงทุน"
    SUBSIDY = "subsidy", "subsidy", "งบเงินอุดหนุน"
    OTHER = "other", "other expenditure", "งบรายจ่ายอื่น"


class ExpenseSubcategory(Worded):
    """The kinds of operating expense that proposals name."""

    REMUNERATION = "remuneration", "remuneration", "ค่าตอบแทน"
    SERVICES = "services", "services", "ค่าใช้สอย"
    MATERIALS = "materials", "materials", "ค่าวัสดุ"


class ProgrammeType(Worded):
    """The three kinds of programme (แผนงาน) of the State budget and the fund allocation."""

    PUBLIC_PERSONNEL = "public_personnel", "public-personnel programme", "แผนงานบุคลากรภาครัฐ"
    BASIC = "basic", "basic programme", "แผนงานพื้นฐาน"
    STRATEGIC = "strategic", "strategic programme", "แผนงานยุทธศาสตร์"


class FundingSource(Worded):
    """Whose money it is: the State budget, the administration fund, an emergency loan, or none."""

    STATE_BUDGET = "state_budget", "the State budget", "เงินงบประมาณ"
    ADMIN_FUND = "admin_fund", "the SSO administration fund", "เงินกองทุนเพื่อบริหารงานของสำนักงานประกันสังคม"
    EMERGENCY_LOAN = "emergency_loan", "an emergency-decree loan", "เงินกู้ตามพระราชกำหนด"
    NONE = "none", "no budget", "ไม่ใช้งบประมาณ"


@entity
class Quantity:
    """One factor of a cost line: how many of what, such as 4 ครั้ง/เดือน."""

    count: int | Decimal
    unit_th: str


@entity
class CostLine:
    """One line of a budget (รายการค่าใช้จ่าย): a unit rate times its quantities, and the amount printed.

    Attributes:
        name_th: What is paid for.
        key: Its name in code, where a unit rate of the policy belongs to it: ``allowance``, ``fuel``, ``rent`` …
        amount: The amount as printed, whether or not the factors give it.
        rate: The unit rate as printed, in baht.
        quantities: The factors as printed, in order.
    """

    name_th: str
    amount: Baht | None = None
    key: str | None = None
    rate: Baht | None = None
    quantities: tuple[Quantity, ...] = ()
    trace: Trace | None = None


@entity
class ProjectBudget:
    """The budget of a proposal (งบประมาณโครงการ).

    Attributes:
        total: The total in digits.
        total_words_th: The total in words, as printed beside the digits.
    """

    funding_source: FundingSource
    total: Baht | None = None
    total_words_th: str | None = None
    year: Year | None = None
    owner_bureau_th: str | None = None
    strategy_number: int | None = None
    expense_category: ExpenseCategory | None = None
    expense_subcategory: ExpenseSubcategory | None = None
    item_th: str | None = None
    funding_source_th: str | None = None
    lines: tuple[CostLine, ...] = ()
    trace: Trace | None = None
