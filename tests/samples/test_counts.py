"""How much of the published documents the samples hold."""

from __future__ import annotations

from collections import Counter

import pytest

from ssoplan import samples
from ssoplan.calendar import BudgetYear, FundYear
from ssoplan.model import (
    ApprovalRole,
    BudgetStatus,
    FundingSource,
    Legibility,
    OfficeTable,
    Plan,
    ProjectKind,
    Proposal,
)
from ssoplan.money import Baht


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the action plan of 2566."""
    found = samples.load("sso-2566")
    assert isinstance(found, Plan)
    return found


def proposal(name: str) -> Proposal:
    """Return a sample that is a proposal."""
    found = samples.load(name)
    assert isinstance(found, Proposal)
    return found


class TestTheActionPlan:
    def test_hierarchy(self, plan: Plan) -> None:
        """3 strategies, 13 tactics (4 + 5 + 4), 35 programmes (6 + 19 + 10), 14 strategy indicators (4 + 5 + 5)."""
        assert FundYear(2566) == plan.year
        assert [strategy.number for strategy in plan.strategies] == [1, 2, 3]
        assert [len(strategy.tactics) for strategy in plan.strategies] == [4, 5, 4]
        programmes = [sum(len(tactic.programmes) for tactic in s.tactics) for s in plan.strategies]
        assert programmes == [6, 19, 10]
        assert [len(strategy.indicators) for strategy in plan.strategies] == [4, 5, 5]

    def test_work_items(self, plan: Plan) -> None:
        """179 work items: 23 + 104 + 52, numbered from 1 within their strategy, in a tactic and programme of it."""
        numbers = {s: [p.number for p in plan.projects if p.strategy == s] for s in (1, 2, 3)}
        assert {1: list(range(1, 24)), 2: list(range(1, 105)), 3: list(range(1, 53))} == numbers
        known = {
            (s.number, t.code, p.number) for s in plan.strategies for t in s.tactics for p in t.programmes
        }
        assert known >= {(p.strategy, p.tactic, p.programme) for p in plan.projects}

    def test_kinds(self, plan: Plan) -> None:
        """46 items of routine work, 102 existing and 28 new projects; three stand under no heading."""
        expected = {ProjectKind.ROUTINE: 46, ProjectKind.EXISTING: 102, ProjectKind.NEW: 28, None: 3}
        assert expected == Counter(project.kind for project in plan.projects)

    def test_legibility(self, plan: Plan) -> None:
        """14 items are fully legible, 70 in part, 95 are known from the table of contents only."""
        expected = {Legibility.FULL: 14, Legibility.PARTIAL: 70, Legibility.CONTENTS_ONLY: 95}
        assert expected == Counter(p.trace and p.trace.legible for p in plan.projects)

    def test_budgets(self, plan: Plan) -> None:
        """77 budgets are printed, 6 items say that they have none; the sums by strategy are those of the figures."""
        budgets = {s: [p.budget for p in plan.projects if p.strategy == s and p.budget] for s in (1, 2, 3)}
        assert sum(map(len, budgets.values())) == 77
        assert {1: Baht(1816078070), 2: Baht(185731210), 3: Baht(169440700)} == {
            strategy: sum(amounts, Baht(0)) for strategy, amounts in budgets.items()
        }
        assert sum(p.budget_status is BudgetStatus.NO_BUDGET for p in plan.projects) == 6

    def test_indicators(self, plan: Plan) -> None:
        """87 indicators, 74 with month cells, 18 with dated levels; 35 raw rows could not be read as indicators."""
        indicators = [indicator for project in plan.projects for indicator in project.indicators]
        assert (len(indicators), sum(i.monthly is not None for i in indicators)) == (87, 74)
        assert sum(bool(i.levels) for i in indicators) == 18
        assert sum(f.key == "raw_row" for p in plan.projects for f in p.figures) == 35

    def test_the_allocation_of_2566(self, plan: Plan) -> None:
        """6,364,564,700 baht in three partitions, with the words of the body and of the announcement as printed."""
        allocation = plan.allocations[0]
        assert (FundYear(2566), Baht(6364564700)) == (allocation.year, allocation.total)
        assert allocation.total_words_th == "หกพันสามร้อยหกสิบล้านห้าแสนหกหมื่นสี่พันเจ็ดร้อยบาทถ้วน"
        (announcement,) = allocation.announcements
        assert announcement.amount_words_th == "หกพันสามร้อยหกสิบสี่ล้านห้าแสนหกหมื่นสี่พันเจ็ดร้อยบาทถ้วน"
        partitions = (allocation.by_strategy, allocation.by_category, allocation.by_programme_type)
        assert [len(shares) for shares in partitions] == [3, 5, 3]
        assert [allocation.total] * 3 == [sum((s.amount for s in shares), Baht(0)) for shares in partitions]

    def test_the_allocation_of_2565(self, plan: Plan) -> None:
        """Six announcements and five rows of outturn, each adding up to the printed total."""
        allocation = plan.allocations[1]
        assert (FundYear(2565), Baht(5528463750), 6) == (
            allocation.year,
            allocation.total,
            allocation.declared_announcements,
        )
        assert [a.number for a in allocation.announcements] == [1, 2, 3, 4, 5, 6]
        assert allocation.total == sum((a.amount or Baht(0) for a in allocation.announcements), Baht(0))
        total = allocation.outturn_total
        assert total is not None
        assert len(allocation.outturn) == 5
        assert Baht("5332468079.25") == total.spent
        assert total.spent == sum((row.spent or Baht(0) for row in allocation.outturn), Baht(0))

    def test_the_state_budget_by_quarter(self, plan: Plan) -> None:
        """Five rows for 2566 in exact baht; of 2565 the totals only."""
        current, previous = plan.spending_plans
        assert (BudgetYear(2566), Baht(49432152000), 5) == (current.year, current.total, len(current.rows))
        assert (Baht(24508525200), Baht(207550800), Baht(24562013200), Baht(154062800)) == current.rows[
            0
        ].quarters
        assert (BudgetYear(2565), current.previous_total) == (previous.year, previous.total)
        assert Baht(-19523443600) == previous.increase

    def test_results_and_upper_plans(self, plan: Plan) -> None:
        """Six results of 2565, six upper plans (one with two lists), and the monitoring of the plan."""
        assert (len(plan.results), len(plan.upper_plans)) == (6, 7)
        assert all(indicator.result is not None for indicator in plan.results)
        assert plan.monitoring is not None
        assert (plan.monitoring.due_day, len(plan.monitoring.bodies_th)) == (5, 5)


class TestTheProvinces:
    def test_sukhothai(self) -> None:
        """Fifteen sections, 18,408 baht for 1,416 persons at 13 baht, three signatures without names."""
        sample = proposal("sukhothai-2564")
        assert list(range(1, 16)) == [section.number for section in sample.sections]
        assert [group.printed_number_th for group in sample.target_groups] == ["๑.", "๔.๒"]
        assert sample.budget is not None
        (line,) = sample.budget.lines
        assert (FundingSource.ADMIN_FUND, Baht(18408)) == (sample.budget.funding_source, sample.budget.total)
        assert (Baht(13), [1416]) == (line.rate, [quantity.count for quantity in line.quantities])
        roles = [ApprovalRole.RESPONSIBLE, ApprovalRole.PROPOSER, ApprovalRole.APPROVER]
        assert [(role, None) for role in roles] == [(a.role, a.official) for a in sample.approvals]

    def test_bueng_kan(self) -> None:
        """Rent as printed, the endorser who approves, and the national table of 27 offices with two sums."""
        sample = proposal("bueng-kan-2564")
        assert sample.budget is not None
        assert {"allowance": Baht(17280), "fuel": Baht(10800), "rent": Baht(7220)} == {
            line.key: line.amount for line in sample.budget.lines
        }
        assert [approval.official for approval in sample.approvals] == ["P1", "P2", "P2"]
        table = sample.office_table
        assert table is not None
        assert (
            len(table.rows),
            [group.declared_units for group in table.groups],
            table.complete,
        ) == (29, [12, 34], False)
        assert table.columns[2].header_th == "ค่าเบี่ยงเบน (120บาทต่อคน)"  # a misprint that stays

    def test_nong_khai(self) -> None:
        """Two tables with 4 + 2 activity rows and 4 + 3 projects; the second has the month headers of 2564."""
        sample = samples.load("nong-khai-2565")
        assert isinstance(sample, Plan)
        assert BudgetYear(2565) == sample.year
        assert [(len(table.activities), len(table.projects)) for table in sample.tables] == [(4, 4), (2, 3)]
        assert [table.month_headers_th[0] for table in sample.tables] == ["ต.ค. 64", "ต.ค. 63"]
        assert {3} == {len(project.composite) for table in sample.tables for project in table.projects}
        years = [FundYear(2564), FundYear(2565)]
        assert years == [window.year for window in sample.funding_windows]

    def test_yasothon(self) -> None:
        """Six measures over six months, the retention of members with two targets."""
        sample = samples.load("yasothon-2555")
        assert isinstance(sample, Plan)
        assert [project.number for project in sample.projects] == [1, 2, 3, 4, 5, 6]
        assert sample.period is not None
        assert sample.period.month_count == 6
        retention = [
            indicator.target for indicator in sample.projects[0].indicators if indicator.code == "1.2"
        ]
        assert retention == [50, 70]

    def test_office_tables(self) -> None:
        """Ten open office tables with 341 rows."""
        tables = [samples.load(name) for name in samples.names() if name.startswith("office-tables/")]
        assert len(tables) == 10
        assert sum(len(table.rows) for table in tables if isinstance(table, OfficeTable)) == 341
