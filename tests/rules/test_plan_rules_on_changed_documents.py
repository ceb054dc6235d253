"""The rules on calendar, hierarchy, forms, authority and funding, on samples with one thing changed.

A rule that holds on every published document is shown here to notice when it does not, and to be left open, not
decided, where the copy lost the figure.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest

import ssoplan
from ssoplan import samples
from ssoplan.calendar import BudgetYear, FundYear, Period
from ssoplan.model import BudgetStatus, ExpenseCategory, PlanLevel, Trace
from ssoplan.money import Baht
from ssoplan.rules.checking import check
from ssoplan.rules.policy import Policy

CATALOGUE = Path(ssoplan.__file__).parent / "rules" / "catalogue"
SSO, NONG_KHAI, YASOTHON = "sso-2566", "nong-khai-2565", "yasothon-2555"
SUKHOTHAI, BUENG_KAN = "sukhothai-2564", "bueng-kan-2564"


@cache
def policy(family: str) -> Policy:
    """Return the policy of one family alone."""
    return Policy.load(CATALOGUE / f"{family}.yaml")


def changed(thing: Any, path: str, value: Any) -> Any:
    """Return a document with the field at a path such as ``sections.0.number`` replaced."""
    name, _, rest = path.partition(".")
    if isinstance(thing, tuple):
        place = int(name)
        item = changed(thing[place], rest, value) if rest else value
        return (*thing[:place], item, *thing[place + 1 :])
    inner = changed(getattr(thing, name), rest, value) if rest else value
    return attrs.evolve(thing, **{name: inner})


def states(rule: str, document: Any) -> tuple[list[str], list[str]]:
    """Return where a rule finds something in a document, and where it is not evaluated."""
    report = check(document, policy=policy(rule.partition("-")[0].lower()))
    findings = [each.path for each in report.findings if each.rule_id == rule]
    return findings, [each.path for each in report.skips if each.rule_id == rule]


ANNOUNCEMENTS = "allocations.1.announcements"
NEW_FINDINGS = [
    ("CAL-01", SSO, "upper_plans.3.period", (2558, 2574), "$.upper_plans[3]"),
    (
        "CAL-05",
        SSO,
        "spending_plans.0.quarter_headers_th.3",
        "ไตรมาส 4 (ต.ค.-ธ.ค. 66)",
        "$.spending_plans[0]",
    ),
    (
        "CAL-06",
        SSO,
        "allocations.0.announcements.0.spending",
        Period(dt.date(2022, 12, 31), dt.date(2023, 12, 31)),
        "$.allocations[0].announcements[0]",
    ),
    (
        "CAL-09",
        NONG_KHAI,
        "funding_windows.0.period",
        Period(dt.date(2021, 10, 1), dt.date(2022, 1, 31)),
        "$.funding_windows[0]",
    ),
    ("CAL-10", NONG_KHAI, "tables.0.month_headers_th.5", "เม.ย. 65", "$.tables[0]"),
    ("CAL-11", SUKHOTHAI, "duration", Period(dt.date(2021, 2, 1), dt.date(2022, 1, 31)), "$"),
    ("CAL-12", YASOTHON, "period", Period(dt.date(2012, 11, 1), dt.date(2013, 3, 31)), "$"),
    ("CAL-13", YASOTHON, "period", Period(dt.date(2012, 9, 1), dt.date(2013, 4, 30)), "$"),
    ("CAL-14", SUKHOTHAI, "target_groups.0.base_date", dt.date(2021, 12, 31), "$.target_groups[0]"),
    ("CAL-15", SSO, "parent_period", (2567, 2571), "$.parent_period"),
    ("CAL-15", BUENG_KAN, "year", FundYear(2590), "$.alignments[0]"),
    ("CAL-16", SSO, "upper_plans.1.period", (2561, 2579), "$.upper_plans[1]"),
    (
        "CAL-17",
        SSO,
        f"{ANNOUNCEMENTS}.2.announced",
        dt.date(2022, 3, 21),
        "$.allocations[1].announcements[2]",
    ),
    ("CAL-17", SSO, f"{ANNOUNCEMENTS}.0.announced", dt.date(2022, 1, 2), "$.allocations[1].announcements[0]"),
    ("CAL-18", SSO, f"{ANNOUNCEMENTS}.5.announced", dt.date(2023, 1, 6), "$.allocations[1].announcements[5]"),
    ("CAL-20", SSO, "figures.0.value", "กุมภาพันธ์ 2566", "$"),
    ("HIER-01", SSO, "upper_plans.0.level", PlanLevel.L2, "$"),
    ("HIER-02", SSO, "strategies.1.declared_tactics", 4, "$.strategies[1]"),
    ("HIER-02", SSO, "strategies.1.tactics.3.declared_programmes", 13, "$.strategies[1].tactics[3]"),
    ("HIER-03", SSO, "upper_plans.1.declared_relevant", 8, "$.upper_plans[1]"),
    ("HIER-03", SSO, "upper_plans.2.relevant", (9, 14), "$.upper_plans[2]"),
    ("HIER-04", SSO, "projects.0.master_plan", 2, "$.projects[0]"),
    ("HIER-06", SSO, "projects.22.number", 24, "$.strategies[0]"),
    ("HIER-09", SSO, "projects.10.title_th", "โครงการ (๒๕๖๓ - ๒๕๖๕)", "$.projects[10].title_th"),
    ("FORM-01", SUKHOTHAI, "sections.14.key", "endorser", "$"),
    ("FORM-05", SUKHOTHAI, "budget.strategy_number", None, "$.budget"),
    (
        "AUTH-01",
        SSO,
        "allocations.0.announcements.0.legal_basis.1.section",
        25,
        "$.allocations[0].announcements[0]",
    ),
    ("AUTH-02", SSO, f"{ANNOUNCEMENTS}.3.resolution", None, "$.allocations[1].announcements[3]"),
    ("AUTH-03", SUKHOTHAI, "approvals.2.position_th", "ประกันสังคมจังหวัด", "$"),
    (
        "AUTH-05",
        SSO,
        "spending_plans.0.legal_basis.1.title_th",
        "พ.ร.บ. วิธีการงบประมาณ พ.ศ. 2502",
        "$.spending_plans[0]",
    ),
    ("FUND-01", SUKHOTHAI, "budget.year", BudgetYear(2564), "$.budget"),
    (
        "FUND-02",
        SSO,
        "spending_plans.0.categories.1.category",
        ExpenseCategory.INVESTMENT,
        "$.spending_plans[0]",
    ),
    ("FUND-03", NONG_KHAI, "tables.1.main_activity_monthly.4", Baht(100), "$.tables[1]"),
    ("FUND-05", SSO, "allocations.1.outturn.3.category", ExpenseCategory.OTHER, "$.allocations[1]"),
    ("FUND-06", SSO, "allocations.0.by_strategy.0.amount", Baht(1), "$.allocations[0]"),
    ("FUND-07", SSO, "allocations.0.by_category.0.amount", Baht(1), "$.allocations[0]"),
    ("FUND-08", SSO, "allocations.0.by_programme_type.0.amount", Baht(1), "$.allocations[0]"),
    ("FUND-09", SSO, "allocations.0.by_programme_type.0.amount", Baht(1), "$.allocations[0]"),
    ("FUND-10", SSO, "spending_plans.0.categories.1.amount", Baht(50_262_001), "$.spending_plans[0]"),
    ("FUND-10", SSO, "allocations.0.by_programme_type.0.amount", Baht(1), "$.allocations[0]"),
    ("FUND-11", SSO, f"{ANNOUNCEMENTS}.4.amount", Baht(4_500_001), "$.allocations[1]"),
    ("FUND-12", SSO, f"{ANNOUNCEMENTS}.4.number", 6, "$.allocations[1]"),
    ("FUND-13", SSO, "allocations.1.outturn_total.spent", Baht("5332468079.26"), "$.allocations[1]"),
    ("FUND-15", SSO, "allocations.1.outturn.0.spent", Baht("1346569434.94"), "$.allocations[1]"),
    (
        "FUND-16",
        SSO,
        "allocations.1.outturn.0.remaining_percent",
        Decimal("0.25"),
        "$.allocations[1].outturn[0]",
    ),
    ("FUND-18", SSO, "spending_plans.0.increase_percent", Decimal("9.87"), "$.spending_plans[0]"),
    ("FUND-19", SSO, "spending_plans.1.figures.4.value", Decimal("41.6746"), "$.spending_plans[1]"),
    ("FUND-20", SSO, "spending_plans.0.rows.1.quarters.0", Baht(1), "$.spending_plans[0].rows[1]"),
    ("FUND-21", SSO, "spending_plans.0.rows.1.quarters.0", Baht(1), "$.spending_plans[0].rows[0]"),
    ("FUND-22", SSO, "spending_plans.0.rows.3.total", Baht(1), "$.spending_plans[0].rows[2]"),
    ("FUND-23", SSO, "spending_plans.0.rows.4.quarters.1", Baht(1), "$.spending_plans[0].rows[4]"),
    ("FUND-24", SSO, "spending_plans.0.figures.0.value", Decimal("24.35"), "$.spending_plans[0]"),
    ("FUND-25", SSO, "projects.0.indicators.0.weight", None, "$.projects[0]"),
    (
        "FUND-26",
        NONG_KHAI,
        "tables.0.projects.0.budget_status",
        BudgetStatus.NOT_ALLOCATED,
        "$.tables[0].projects[0]",
    ),
    ("FUND-27", SSO, "projects.115.budget", Baht(499_999), "$.projects[115]"),
]


@pytest.mark.parametrize(("rule", "sample", "path", "value", "where"), NEW_FINDINGS)
def test_a_rule_notices_a_change(rule: str, sample: str, path: str, value: Any, where: str) -> None:
    """A place that was sound is a finding once one printed thing contradicts the rule."""
    before, _ = states(rule, samples.load(sample))
    after, _ = states(rule, changed(samples.load(sample), path, value))
    assert where not in before
    assert where in after


@pytest.mark.parametrize(
    ("year", "found"), [(2564, []), (2563, ["$.figures[?@.key=='ministry_policy_budget_year']"])]
)
def test_a_policy_of_the_proposals_own_year_is_no_finding(year: int, found: list[str]) -> None:
    """The yearly policy that a proposal rests on is of the proposal's year."""
    proposal: Any = samples.load(SUKHOTHAI)
    figures = tuple(
        attrs.evolve(each, value=year) if each.key == "ministry_policy_budget_year" else each
        for each in proposal.figures
    )
    assert (found, []) == states("CAL-15", attrs.evolve(proposal, figures=figures))


def test_every_check_is_seen_to_find_something() -> None:
    """Each check of the families fires on a published document or on a changed one; only the lost budgets stay open."""
    checks = {
        rule.id
        for family in ("cal", "hier", "form", "auth", "fund")
        for rule in policy(family).rules
        if rule.kind == "check"
    }
    on_samples = {
        finding.rule_id
        for family in ("cal", "hier", "form", "auth", "fund")
        for sample in (SSO, NONG_KHAI, YASOTHON, SUKHOTHAI, BUENG_KAN)
        for finding in check(samples.load(sample), policy=policy(family)).findings
    }
    assert {"FUND-29"} == checks - on_samples - {rule for rule, *_ in NEW_FINDINGS}


@pytest.mark.parametrize(("total", "found"), [(Baht(0), []), (Baht(1), ["$.strategies[0]"])])
def test_whole_budgets_of_a_strategy_are_added_up(total: Baht, found: list[str]) -> None:
    """With every budget legible, those of a strategy are compared with its allocation; "no budget" counts as none."""
    plan: Any = samples.load(SSO)
    first = [attrs.evolve(project, trace=None) for project in plan.projects if project.strategy == 1]
    known = sum((project.budget for project in first if project.budget), start=Baht(0))
    missing = plan.allocations[0].by_strategy[0].amount - known
    first[6], first[7] = attrs.evolve(first[6], budget=missing), attrs.evolve(first[7], budget=total)
    assert Baht(551_250_000) == missing
    findings, skipped = states("FUND-29", attrs.evolve(plan, projects=tuple(first)))
    assert found == findings
    assert "$.strategies[0]" not in skipped


@pytest.mark.parametrize(
    ("rule", "sample", "path", "lost", "where"),
    [
        ("CAL-10", NONG_KHAI, "tables.1", "month_headers_th", "$.tables[1]"),
        ("CAL-11", SUKHOTHAI, "", "duration", "$"),
        ("CAL-12", SUKHOTHAI, "", "work_plan", "$.work_plan"),
        ("CAL-14", SUKHOTHAI, "target_groups.0", "base_date", "$.target_groups[0]"),
        ("CAL-17", SSO, "allocations.1.announcements.2", "announced", "$.allocations[1].announcements[2]"),
        ("HIER-02", SSO, "strategies.1", "tactics", "$.strategies[1]"),
        ("HIER-03", SSO, "upper_plans.1", "declared_relevant", "$.upper_plans[1]"),
        ("HIER-08", SUKHOTHAI, "alignments.1", "holds", "$.alignments[1]"),
        ("FORM-03", SUKHOTHAI, "target_groups.1", "printed_number_th", "$.target_groups[1]"),
        ("FORM-05", BUENG_KAN, "budget", "owner_bureau_th", "$.budget"),
        ("FORM-06", SSO, "allocations.0", "total_words_th", "$.allocations[0].total_words_th"),
        ("AUTH-04", BUENG_KAN, "approvals.2", "official", "$"),
        ("FUND-13", SSO, "allocations.1.outturn.0", "spent", "$.allocations[1]"),
        ("FUND-14", SSO, "allocations.1.outturn.0", "percent", "$.allocations[1].outturn[0]"),
        ("FUND-20", SSO, "spending_plans.0.rows.1", "quarters", "$.spending_plans[0].rows[1]"),
        ("FUND-24", SSO, "spending_plans.0.figures.0", "value", "$.spending_plans[0]"),
        ("FUND-26", NONG_KHAI, "tables.0.projects.2", "budget", "$.tables[0].projects[2]"),
    ],
)
def test_a_lost_figure_leaves_the_rule_open(rule: str, sample: str, path: str, lost: str, where: str) -> None:
    """Where the transcription marks a figure as damaged, the rule is neither passed nor found: it is not evaluated."""
    trace = Trace(damaged=(lost,))
    document = changed(samples.load(sample), f"{path}.trace".lstrip("."), trace)
    findings, skipped = states(rule, document)
    assert where not in findings
    assert where in skipped
