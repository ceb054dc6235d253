"""Project budgets from cost lines: each line worked out, totals by expense category, the allocation rounded as a step.

What the lines cost exactly and what is allocated are two amounts: the mobile units of 2564 cost 35,280 baht and were
allocated 35,300.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, get_args

import attrs

from ssoplan.calculators.checks import check_choice, check_each, check_kind
from ssoplan.calculators.cost_texts import formula_of
from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.rounding_words import rounded_to
from ssoplan.calculators.showing import show
from ssoplan.calculators.unit_costs import amount_on
from ssoplan.calculators.worksheet import Worksheet, calculator
from ssoplan.errors import Message
from ssoplan.model import CostLine, ExpenseCategory, ExpenseSubcategory, FundingSource, ProjectBudget
from ssoplan.money import Baht, Rounding
from ssoplan.numerals import baht_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ssoplan.calendar.years import Year
    from ssoplan.errors import Language

__all__ = [
    "BudgetAmounts",
    "BudgetError",
    "BudgetLine",
    "CategoryTotal",
    "LineAmount",
    "budget_of",
    "lines_of",
    "project_budget",
    "round_allocation",
]


class BudgetError(CalculatorError):
    """Raised when a budget cannot be built from its lines."""

    kind = "budget"
    messages: ClassVar[Mapping[str, Message]] = {
        "no-lines": Message(
            en="the budget has no cost line; give at least one",
            th="งบประมาณไม่มีรายการค่าใช้จ่าย ให้ระบุอย่างน้อยหนึ่งรายการ",
        ),
        "no-category": Message(
            en="the budget names no expense category; give the lines one by one, each with its category",
            th="งบประมาณไม่ระบุงบรายจ่าย ให้ระบุทีละรายการพร้อมงบรายจ่าย",
        ),
        "no-amount": Message(
            en="cost line {number} ({name}) has neither an amount nor a rate to work it out; give one of them",
            th="รายการค่าใช้จ่ายที่ {number} ({name}) ไม่มีทั้งจำนวนเงินและอัตรา ให้ระบุอย่างใดอย่างหนึ่ง",
        ),
        "negative": Message(
            en="cost line {number} ({name}) is {amount}; a cost cannot be below zero",
            th="รายการค่าใช้จ่ายที่ {number} ({name}) เป็น {amount} ค่าใช้จ่ายต่ำกว่าศูนย์ไม่ได้",
        ),
        "not-operating": Message(
            en="cost line {number} ({name}) is {category} but has the subcategory {subcategory}, which only operating expenses have; change one of them",
            th="รายการค่าใช้จ่ายที่ {number} ({name}) เป็น {category} แต่ระบุหมวดย่อย {subcategory} ซึ่งมีเฉพาะงบดำเนินงาน ให้แก้อย่างใดอย่างหนึ่ง",
        ),
    }


@attrs.frozen(kw_only=True)
class BudgetLine:
    """A cost line with the expense it is.

    Attributes:
        line: What is paid for; with a rate its amount is worked out, else its printed amount counts.
        category: The expense category (งบรายจ่าย).
        subcategory: The kind of operating expense.
    """

    line: CostLine
    category: ExpenseCategory
    subcategory: ExpenseSubcategory | None = None


@attrs.frozen(kw_only=True)
class LineAmount:
    """What one line costs, beside what is printed for it."""

    name_th: str
    category: ExpenseCategory
    subcategory: ExpenseSubcategory | None
    exact: Baht
    printed: Baht | None


@attrs.frozen(kw_only=True)
class CategoryTotal:
    """The total of an expense category, or of one subcategory of it."""

    category: ExpenseCategory
    subcategory: ExpenseSubcategory | None
    amount: Baht


@attrs.frozen(kw_only=True)
class BudgetAmounts:
    """The amounts of a project budget.

    Attributes:
        lines: Each line, in order.
        categories: The total of each expense category.
        subcategories: The total of each subcategory; lines without one are in none.
        exact: What the lines cost.
        allocated: What is allocated: the exact amount, rounded where a rounding was asked for.
    """

    lines: tuple[LineAmount, ...]
    categories: tuple[CategoryTotal, ...]
    subcategories: tuple[CategoryTotal, ...]
    exact: Baht
    allocated: Baht

    @property
    def rounding(self) -> Baht:
        """What the rounding adds to the lines (below zero where it takes away); it belongs to no line."""
        return self.allocated - self.exact

    def text(self, lang: Language = "en") -> str:
        """Return both amounts in words."""
        return _AMOUNTS.text(lang, exact=show(self.exact, lang), allocated=show(self.allocated, lang))


@calculator
def project_budget(
    sheet: Worksheet, lines: Sequence[BudgetLine], *, round_to: Baht | None = None, rounding: Rounding = "up"
) -> BudgetAmounts:
    """Return what the lines of a project cost, by line and by expense category, and what is allocated.

    Args:
        lines: The cost lines, each with its expense category.
        round_to: What the allocation is a multiple of (``Baht(100)`` for the hundred); None does not round.
        rounding: ``up`` as for the mobile units of 2564, ``half_up``, ``half_even`` or ``down``.

    Raises:
        BudgetError: There is no line, or one without an amount, below zero, or with a subcategory it cannot have.
        CostError: The rate and quantities of a line are no cost.

    >>> from ssoplan.calculators.cost_texts import parse_cost_line
    >>> texts = ["ค่าเบี้ยเลี้ยง 120 บาท x 3 คน x 4 ครั้ง/เดือน x 12 เดือน", "ค่าเช่าสถานที่ 200 บาท x 3 ครั้ง/เดือน x 12 เดือน"]
    >>> lines = [BudgetLine(line=parse_cost_line(text), category=ExpenseCategory.OPERATING) for text in texts]
    >>> project_budget(lines, round_to=Baht(100)).value.text()
    '24,480 baht exactly, 24,500 baht allocated'
    """
    if not check_each(lines, BudgetLine, name="lines"):
        raise BudgetError("no-lines")
    amounts = tuple(_line_amount(sheet, number, line) for number, line in enumerate(lines, start=1))
    categories = tuple(_totals(amounts, lambda each: (each.category, None)))
    for total in categories:
        sheet.step(_CATEGORY, category=total.category, result=total.amount)
    exact = sheet.step(
        _TOTAL, lines=len(amounts), result=sum((each.exact for each in amounts), start=Baht(0))
    )
    return BudgetAmounts(
        lines=amounts,
        categories=categories,
        subcategories=tuple(
            _totals(
                (each for each in amounts if each.subcategory is not None),
                lambda each: (each.category, each.subcategory),
            )
        ),
        exact=exact,
        allocated=exact if round_to is None else _round(sheet, exact, round_to, rounding),
    )


@calculator
def round_allocation(sheet: Worksheet, exact: Baht, *, round_to: Baht, rounding: Rounding = "up") -> Baht:
    """Return an exact cost rounded to what is allocated; the difference is the remainder of the calculation.

    Args:
        exact: The cost.
        round_to: The amount whose multiples are allocated.
        rounding: Which way.

    Raises:
        CalculatorTypeError: One of the two is no `Baht`.
        CalculatorError: The rounding is not known.
        MoneyValueError: What it is rounded to is not above zero.

    >>> round_allocation(Baht(35280), round_to=Baht(100)).value
    Baht('35300')
    """
    result = _round(sheet, exact, round_to, rounding)
    sheet.remainder = exact - result
    return result


def lines_of(budget: ProjectBudget) -> list[BudgetLine]:
    """Return the lines of a proposal's budget, each in the expense category and subcategory that the budget states.

    Raises:
        BudgetError: It states no expense category.
    """
    if budget.expense_category is None:
        raise BudgetError("no-category")
    return [
        BudgetLine(line=line, category=budget.expense_category, subcategory=budget.expense_subcategory)
        for line in budget.lines
    ]


def budget_of(
    amounts: BudgetAmounts,
    lines: Sequence[BudgetLine],
    *,
    funding_source: FundingSource,
    year: Year | None = None,
    item_th: str | None = None,
) -> ProjectBudget:
    """Return a proposal's budget: the allocation as its total, in digits and in words.

    A category or subcategory that not all lines share is left out: a proposal states one.

    Args:
        amounts: What `project_budget` computed.
        lines: The lines that it was computed from.
        funding_source: Whose money it is.
        year: The year that pays, where known.
        item_th: The budget item, as it is to be printed.
    """
    return ProjectBudget(
        funding_source=funding_source,
        total=amounts.allocated,
        total_words_th=baht_text(amounts.allocated),
        year=year,
        expense_category=_shared(line.category for line in lines),
        expense_subcategory=_shared(line.subcategory for line in lines),
        item_th=item_th,
        lines=tuple(
            line.line if line.line.amount is not None else _with_amount(line.line, each.exact)
            for line, each in zip(lines, amounts.lines, strict=True)
        ),
    )


def _with_amount(line: CostLine, amount: Baht) -> CostLine:
    return attrs.evolve(line, amount=amount)  # type: ignore[misc]  # an attrs class made by `entity`


def _line_amount(sheet: Worksheet, number: int, given: BudgetLine) -> LineAmount:
    line = given.line
    where = {"number": number, "name": line.name_th}
    if given.subcategory is not None and given.category is not ExpenseCategory.OPERATING:
        kinds = {"category": given.category.words, "subcategory": given.subcategory.words}
        raise BudgetError("not-operating", **where, **kinds)
    formula = formula_of(line)
    if formula is not None:
        exact = amount_on(sheet, formula, line.amount)
    elif line.amount is None:
        raise BudgetError("no-amount", **where)
    else:
        exact = sheet.step(_AS_PRINTED, name=line.name_th, result=line.amount)
    if exact < 0:
        amount = Message(en=exact.text("baht"), th=exact.text("บาท"))
        raise BudgetError("negative", **where, amount=amount)
    return LineAmount(
        name_th=line.name_th,
        category=given.category,
        subcategory=given.subcategory,
        exact=exact,
        printed=line.amount,
    )


def _totals(amounts: Iterable[LineAmount], key: Any) -> Iterable[CategoryTotal]:
    totals: dict[Any, Baht] = {}
    for each in amounts:
        totals[key(each)] = totals.get(key(each), Baht(0)) + each.exact
    return [CategoryTotal(category=c, subcategory=s, amount=amount) for (c, s), amount in totals.items()]


def _round(sheet: Worksheet, exact: Baht, round_to: Baht, rounding: Rounding) -> Baht:
    check_kind(exact, Baht, name="exact")
    check_kind(round_to, Baht, name="round_to")
    check_choice(rounding, get_args(Rounding), "rounding")
    result = sheet.rounded_baht(_ALLOCATION, exact, rounding=rounding, unit=round_to)
    return sheet.step(_ALLOCATED, exact=exact, rule=rounded_to(rounding, round_to), result=result)


def _shared(values: Iterable[Any]) -> Any:
    different = set(values)
    return different.pop() if len(different) == 1 else None


_AMOUNTS = Message(en="{exact} exactly, {allocated} allocated", th="คำนวณได้ {exact} จัดสรร {allocated}")
_ALLOCATION = Message(en="allocation", th="เงินจัดสรร")
_ALLOCATED = Message(
    en="{exact} {rule} = {result}",
    th="{exact} {rule} = {result}",
)
_AS_PRINTED = Message(en="{name}: {result} as printed", th="{name}: {result} ตามที่พิมพ์ในเอกสาร")
_CATEGORY = Message(en="total of {category} = {result}", th="รวม{category} = {result}")
_TOTAL = Message(en="total of all cost lines ({lines}) = {result}", th="รวม {lines} รายการ = {result}")
