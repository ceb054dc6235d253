"""Project budgets from cost lines."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan import samples
from ssoplan.calculators.budgets import (
    BudgetError,
    BudgetLine,
    CategoryTotal,
    budget_of,
    lines_of,
    project_budget,
    round_allocation,
)
from ssoplan.calculators.calculation import Calculation
from ssoplan.calculators.cost_texts import parse_cost_line
from ssoplan.calculators.unit_costs import CostError
from ssoplan.calendar import FundYear
from ssoplan.model import (
    CostLine,
    ExpenseCategory,
    ExpenseSubcategory,
    FundingSource,
    ProjectBudget,
    Proposal,
)
from ssoplan.money import Baht, Rounding
from ssoplan.numerals import baht_text

OPERATING, INVESTMENT = ExpenseCategory.OPERATING, ExpenseCategory.INVESTMENT
SERVICES, MATERIALS = ExpenseSubcategory.SERVICES, ExpenseSubcategory.MATERIALS
HUNDRED = Baht(100)


def line(text: str, subcategory: ExpenseSubcategory | None = None) -> BudgetLine:
    """Return an operating line of a written cost."""
    return BudgetLine(line=parse_cost_line(text), category=OPERATING, subcategory=subcategory)


SERVICE_UNIT = [
    line("ค่าเบี้ยเลี้ยง จำนวน ๑๒๐ บาท x ๓ คน x ๔ ครั้ง/เดือน x ๑๒ เดือน", SERVICES),
    line("ค่าวัสดุเชื้อเพลิงรถยนต์ จำนวน ๓๐๐ บาท x ๓ ครั้ง/เดือน x ๑๒ เดือน", MATERIALS),
    line("ค่าเช่าสถานที่ จำนวน ๒๐๐ บาท x ๓ ครั้ง/เดือน x ๑๒ เดือน", SERVICES),
]


def published(name: str) -> list[BudgetLine]:
    """Return the lines of a published proposal in its expense category."""
    proposal = samples.load(name)
    assert isinstance(proposal, Proposal)
    assert proposal.budget is not None
    return lines_of(proposal.budget)


class TestProjectBudget:
    def test_exact_and_allocated_are_two_amounts(self) -> None:
        """A mobile unit costs 35,280 baht exactly and is allocated 35,300 (RATE-07), the rounding in a step of its own."""
        made = project_budget(SERVICE_UNIT, round_to=HUNDRED)
        assert (Baht(35280), Baht(35300), Baht(20)) == (
            made.value.exact,
            made.value.allocated,
            made.value.rounding,
        )
        assert [
            "120 บาท × 3 คน × 4 ครั้ง/เดือน × 12 เดือน = 17,280 บาท",
            "300 บาท × 3 ครั้ง/เดือน × 12 เดือน = 10,800 บาท",
            "200 บาท × 3 ครั้ง/เดือน × 12 เดือน = 7,200 บาท",
            "รวมงบดำเนินงาน = 35,280 บาท",
            "รวม 3 รายการ = 35,280 บาท",
            "35,280 บาท เศษของ 100 บาท ปัดขึ้นเป็น 100 บาท = 35,300 บาท",
        ] == [step.text("th") for step in made.steps]
        (rounded,) = made.roundings
        assert (Baht(35280), Baht(35300), "up", HUNDRED) == (
            rounded.exact,
            rounded.value,
            rounded.rule,
            rounded.unit,
        )

    def test_totals_by_category_and_subcategory(self) -> None:
        """Lines add up by expense category, and by subcategory where they have one."""
        vehicle = BudgetLine(line=CostLine(name_th="ครุภัณฑ์", amount=Baht(1_000_000)), category=INVESTMENT)
        amounts = project_budget([*SERVICE_UNIT, vehicle]).value
        assert (
            CategoryTotal(category=OPERATING, subcategory=None, amount=Baht(35280)),
            CategoryTotal(category=INVESTMENT, subcategory=None, amount=Baht(1_000_000)),
        ) == amounts.categories
        assert (
            CategoryTotal(category=OPERATING, subcategory=SERVICES, amount=Baht(24480)),
            CategoryTotal(category=OPERATING, subcategory=MATERIALS, amount=Baht(10800)),
        ) == amounts.subcategories
        assert Baht(1_035_280) == amounts.exact == amounts.allocated

    @pytest.mark.parametrize(("name", "total"), [("bueng-kan-2564", 35300), ("sukhothai-2564", 18408)])
    def test_published_budgets(self, name: str, total: int) -> None:
        """The lines of each published proposal add up to its total (RATE-06), the plug of the rent line included."""
        made = project_budget(published(name))
        assert (Baht(total), ()) == (made.value.exact, made.notes)

    def test_a_wrong_amount_is_reported_and_not_used(self) -> None:
        """A printed amount that the rate does not give is noted; the rate counts, the printed amount stays beside it."""
        made = project_budget([line("ค่าเช่าสถานที่ 200 บาท x 36 ครั้ง = 7,220 บาท")])
        (each,) = made.value.lines
        assert (Baht(7200), Baht(7220)) == (each.exact, each.printed)
        assert "ต่างกัน 20 บาท" in made.notes[0].text("th")

    def test_no_rounding_unless_asked_for(self) -> None:
        """Without a rounding the allocation is the exact cost."""
        made = project_budget(SERVICE_UNIT)
        assert (made.value.exact, ()) == (made.value.allocated, made.roundings)
        assert "35,280 baht exactly, 35,280 baht allocated" == made.value.text()
        assert "คำนวณได้ 35,280 บาท จัดสรร 35,280 บาท" == made.value.text("th")

    @given(
        st.lists(st.integers(0, 10**11), min_size=1, max_size=6),
        st.sampled_from([1, 10, 100, 10_000]),
        st.sampled_from(get_args(Rounding)),
    )
    @settings(max_examples=60)
    def test_every_total_is_the_sum_of_its_lines(
        self, satang: list[int], unit: int, rounding: Rounding
    ) -> None:
        """Nothing gets lost: lines, categories and the exact total agree, and the rounding stays below its unit."""
        kinds = list(ExpenseCategory)
        lines = [
            BudgetLine(line=CostLine(name_th=str(i), amount=Baht.from_satang(each)), category=kinds[i % 5])
            for i, each in enumerate(satang)
        ]
        amounts = project_budget.plain(lines, round_to=Baht(unit), rounding=rounding)
        total = Baht.from_satang(sum(satang))
        assert total == amounts.exact == sum((each.amount for each in amounts.categories), start=Baht(0))
        assert abs(amounts.rounding.satang) < unit * 100
        assert Baht(0) == amounts.allocated % Baht(unit)

    def test_a_record_gives_the_same_again(self) -> None:
        """The calculation survives JSON and is computed again from it."""
        made = project_budget(SERVICE_UNIT, round_to=HUNDRED)
        again = Calculation.from_json(made.to_json())
        assert made == again == again.recompute()


class TestRefusals:
    @pytest.mark.parametrize(
        ("lines", "en"),
        [
            ([], "no cost line"),
            ([BudgetLine(line=CostLine(name_th="ก"), category=OPERATING)], "neither an amount nor a rate"),
            (
                [BudgetLine(line=CostLine(name_th="ก", amount=Baht(-1)), category=OPERATING)],
                "is -1 baht; a cost cannot",
            ),
            (
                [
                    BudgetLine(
                        line=CostLine(name_th="ก", amount=Baht(1)), category=INVESTMENT, subcategory=SERVICES
                    )
                ],
                "is investment but has the subcategory services",
            ),
        ],
    )
    def test_what_is_no_budget(self, lines: list[BudgetLine], en: str) -> None:
        """No lines, no amount, less than nothing and a subcategory out of place are refused, naming the line."""
        with pytest.raises(BudgetError) as error:
            project_budget(lines)
        assert en in str(error.value)
        assert error.value.text("th")

    def test_a_budget_without_a_category(self) -> None:
        """A budget that names no expense category cannot say what its lines are."""
        with pytest.raises(BudgetError, match="names no expense category"):
            lines_of(ProjectBudget(funding_source=FundingSource.ADMIN_FUND))

    def test_a_line_that_is_no_cost(self) -> None:
        """A line whose counts do not cancel is refused as a cost is."""
        wrong: Any = parse_cost_line("ค่าเบี้ยเลี้ยง 120 บาท x 4 ครั้ง")
        wrong = CostLine(name_th="ก", rate=Baht(120), quantities=(*wrong.quantities, *wrong.quantities))
        with pytest.raises(CostError, match="counts times twice"):
            project_budget([BudgetLine(line=wrong, category=OPERATING)])


class TestAllocation:
    def test_the_rounding_is_the_remainder(self) -> None:
        """Rounding 35,280 up to the hundred gives 20 more than the cost."""
        made = round_allocation(Baht(35280), round_to=HUNDRED)
        assert (Baht(35300), Baht(-20), 1) == (made.value, made.remainder, len(made.roundings))

    def test_a_whole_hundred_is_not_rounded(self) -> None:
        """A multiple stays what it is, and no rounding is recorded."""
        made = round_allocation(Baht(36000), round_to=HUNDRED)
        assert (Baht(36000), Baht(0), ()) == (made.value, made.remainder, made.roundings)

    @pytest.mark.parametrize(("rounding", "result"), [("down", 35200), ("half_up", 35300), ("up", 35300)])
    def test_other_roundings(self, rounding: Rounding, result: int) -> None:
        """The rounding is named."""
        assert Baht(result) == round_allocation(Baht(35250), round_to=HUNDRED, rounding=rounding).value


class TestBudgetOf:
    def test_a_proposal_states_the_allocation_in_words(self) -> None:
        """The total is what is allocated, in digits and in words; lines without an amount get theirs."""
        amounts = project_budget.plain(SERVICE_UNIT, round_to=HUNDRED)
        budget = budget_of(
            amounts, SERVICE_UNIT, funding_source=FundingSource.ADMIN_FUND, year=FundYear(2564)
        )
        assert (Baht(35300), baht_text(Baht(35300))) == (budget.total, budget.total_words_th)
        assert (OPERATING, None) == (budget.expense_category, budget.expense_subcategory)
        assert [Baht(17280), Baht(10800), Baht(7200)] == [each.amount for each in budget.lines]

    def test_a_line_without_an_amount(self) -> None:
        """A line with a rate only gets the amount that the rate gives."""
        full = parse_cost_line("ค่าเบี้ยเลี้ยง 120 บาท x 3 คน")
        lines = [
            BudgetLine(
                line=CostLine(name_th="ก", rate=full.rate, quantities=full.quantities), category=OPERATING
            )
        ]
        budget = budget_of(project_budget.plain(lines), lines, funding_source=FundingSource.ADMIN_FUND)
        assert (Baht(360), OPERATING) == (budget.lines[0].amount, budget.expense_category)
