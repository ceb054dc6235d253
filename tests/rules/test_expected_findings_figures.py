"""What the rules on unit rates and on indicators say about the published documents.

Every finding stands in a reviewed file with one line of reasoning; the set has to be exactly that.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
import yaml

import ssoplan
from ssoplan import samples
from ssoplan.model import (
    Cell,
    MonthlyPattern,
    Office,
    OfficeKind,
    OfficeRow,
    OfficeTable,
    Plan,
    Proposal,
    Trace,
)
from ssoplan.rules.checking import check
from ssoplan.rules.facts import DAMAGED
from ssoplan.rules.policy import Policy

if TYPE_CHECKING:
    from ssoplan.rules.findings import Finding, Skip
    from ssoplan.rules.report import Report

FAMILIES = {"rate": 25, "kpi": 37}
CATALOGUE = Path(ssoplan.__file__).parent / "rules" / "catalogue"
EXPECTED = Path(__file__).parent.parent / "data" / "expected_findings"
SSO, NONG_KHAI, BUENG_KAN = "sso-2566", "nong-khai-2565", "bueng-kan-2564"
BRIEFING = "office-tables/briefing-meetings-2566"
VISITS = "office-tables/intermediate-care-visits-2566"
S33_39 = "office-tables/insured-s33-39-2566"
S40 = "office-tables/insured-s40-2566"


@cache
def policy(family: str) -> Policy:
    """Return the policy of one family alone."""
    return Policy.load(CATALOGUE / f"{family}.yaml")


@cache
def report(family: str, sample: str) -> Report:
    """Return what a family says about a sample."""
    return check(samples.load(sample), policy=policy(family))


def expected(family: str) -> list[dict[str, str]]:
    """Return the reviewed findings of a family."""
    found: list[dict[str, str]] = yaml.safe_load((EXPECTED / f"{family}.yaml").read_text(encoding="utf-8"))
    return found


def family_of(rule: str) -> str:
    """Return the family of a rule id."""
    return rule.partition("-")[0].lower()


def found(sample: str, rule: str, path: str) -> Finding:
    """Return the one finding of a rule at a place."""
    findings = report(family_of(rule), sample).findings
    [finding] = [each for each in findings if (each.rule_id, each.path) == (rule, path)]
    return finding


def findings_of(rule: str, document: Any) -> list[Finding]:
    """Return what one rule finds in a document."""
    return [each for each in check(document, policy=policy(family_of(rule))).findings if each.rule_id == rule]


def skips_of(rule: str, document: Any) -> list[Skip]:
    """Return where one rule could not be evaluated."""
    return [each for each in check(document, policy=policy(family_of(rule))).skips if each.rule_id == rule]


def passed(rule: str, sample: str) -> int:
    """Return how many rows of a sample pass a rule."""
    [result] = [each for each in report(family_of(rule), sample).results if each.checked.rule.id == rule]
    return result.passed


def table(name: str) -> OfficeTable:
    """Return a sample that is an office table."""
    document = samples.load(name)
    assert isinstance(document, OfficeTable)
    return document


def evolve(thing: Any, **values: Any) -> Any:
    """Return a model object with other fields."""
    return attrs.evolve(thing, **values)


def with_value(document: OfficeTable, number: int, key: str, value: Any) -> OfficeTable:
    """Return the table with another figure in one cell."""
    row = document.rows[number]
    place = document.column_keys.index(key)
    values = (*row.values[:place], value, *row.values[place + 1 :])
    rows = (*document.rows[:number], evolve(row, values=values), *document.rows[number + 1 :])
    changed: OfficeTable = evolve(document, rows=rows)
    return changed


@pytest.mark.parametrize("sample", samples.names())
@pytest.mark.parametrize("family", FAMILIES)
def test_the_findings_are_exactly_the_reviewed_ones(family: str, sample: str) -> None:
    """A sample has the findings of its reviewed file and no other."""
    reviewed = sorted((each["rule"], each["path"]) for each in expected(family) if each["sample"] == sample)
    actual = sorted((each.rule_id, each.path) for each in report(family, sample).findings)
    assert reviewed == actual


@pytest.mark.parametrize("family", FAMILIES)
def test_every_reviewed_finding_says_why(family: str) -> None:
    """A reviewed finding names a sample and gives its reason in one line."""
    entries = expected(family)
    assert all({"sample", "rule", "path", "why"} == set(each) for each in entries)
    assert all(each["sample"] in samples.names() for each in entries)
    assert not [each for each in entries if not each["why"].strip() or "\n" in each["why"]]


@pytest.mark.parametrize(("family", "count"), FAMILIES.items())
def test_every_id_of_the_family_is_there(family: str, count: int) -> None:
    """A family has its numbered rules without a gap, each with a statement in both languages."""
    rules = policy(family).rules
    assert [f"{family.upper()}-{number:02}" for number in range(1, count + 1)] == [rule.id for rule in rules]
    assert not [rule.id for rule in rules if rule.statement is None]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_examples_show_every_place(family: str) -> None:
    """The examples exercise every part of every condition and every threshold from both sides."""
    coverage = policy(family).coverage()
    assert coverage.complete, coverage.text()


@pytest.mark.parametrize("sample", samples.names())
@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_is_left_out_but_for_damage(family: str, sample: str) -> None:
    """A rule that applies is not evaluated only where the copy is damaged, never for want of a guard."""
    skips = report(family, sample).skips
    assert all(skip.absent for skip in skips)
    assert {reason for skip in skips for _, reason in skip.absent} <= {DAMAGED}


def test_a_calculator_rule_names_a_public_function() -> None:
    """What a calculator rule covers can be imported by its name."""
    names = [name for rule in policy("kpi").rules if rule.kind == "calculator" for name in rule.covers]
    assert [
        "ssoplan.calculators.scores.sub_fund_vector",
        "ssoplan.calculators.scores.sub_fund_vector",
        "ssoplan.calculators.scores.composite",
        "ssoplan.calculators.patterns.classify",
    ] == names
    for module, _, function in (name.rpartition(".") for name in names):
        assert callable(getattr(import_module(module), function))


@pytest.mark.parametrize(
    ("sample", "rule", "path", "values"),
    [
        (BUENG_KAN, "RATE-05", "$.budget.lines[2]", {"amount": 7_220}),
        (BUENG_KAN, "RATE-09", "$.office_table.rows[1]", {"rows": 27, "difference": 20}),
        (BUENG_KAN, "RATE-09", "$.office_table.rows[13]", {"rows": 1, "difference": 240}),
        (
            BUENG_KAN,
            "RATE-10",
            "$.office_table.rows[0]",
            {"components_total": 4_833_360, "allocated": 4_834_200},
        ),
        (BUENG_KAN, "RATE-11", "$.office_table.rows[0]", {"declared_units": 88, "implied_units": 137}),
        (BUENG_KAN, "RATE-21", "$.budget", {"trips": (48, 36)}),
        (NONG_KHAI, "RATE-21", "$.tables[1].projects[0]", {"trips": (36, 48, 36, 36)}),
        (SSO, "RATE-20", "$.projects[135]", {"item_target": 750_000, "audit_months": 60}),
        (NONG_KHAI, "KPI-11", "$.tables[1].indicators", {"missing_in_table": ("time",)}),
        (NONG_KHAI, "KPI-22", "$.tables[0].projects[1].composite[0]", {"total": 6, "totals": (7, 6, 7)}),
        (
            NONG_KHAI,
            "KPI-22",
            "$.tables[0].projects[1].composite[1]",
            {"total": 360, "totals": (420, 180, 420)},
        ),
        (
            NONG_KHAI,
            "KPI-22",
            "$.tables[0].projects[1].composite[2]",
            {"total": 60_000, "totals": (70_000, 60_000)},
        ),
        (NONG_KHAI, "KPI-22", "$.tables[1].projects[0].composite[0]", {"total": 36, "totals": (48, 36, 36)}),
        (SSO, "KPI-13", "$.projects[111].indicators[0]", {"month_sum": 7, "target": 4}),
        (SSO, "KPI-13", "$.projects[147].indicators[0]", {"month_sum": 60, "target": 5}),
        (SSO, "KPI-17", "$.projects[11].indicators[0]", {"unit_th": "ร้อยละ", "target": 6}),
        (SSO, "KPI-17", "$.projects[12].indicators[0]", {"unit_th": "ร้อยละ", "target": 4}),
        (
            SSO,
            "KPI-18",
            "$.projects[22].indicators[0]",
            {"planned_months": (6, 6, 6, 9, 9, 12, 12, 12), "due_months": (7, 7, 7, 10, 10, 12, 12, 12)},
        ),
        (SSO, "KPI-18", "$.projects[112].indicators[0]", {"planned_months": (2,), "due_months": (3,)}),
        (SSO, "KPI-18", "$.projects[113].indicators[0]", {"planned_months": (4,), "due_months": (5,)}),
        (
            SSO,
            "KPI-18",
            "$.projects[124].indicators[0]",
            {"planned_months": (3, 6, 9, 11, 12), "due_months": (3, 3, 9, 11, 12)},
        ),
        (
            SSO,
            "KPI-19",
            "$.projects[121].indicators[0]",
            {"step_months": (3, 3, 9, 12), "scale_months": (3, 6, 9, 12)},
        ),
        (SSO, "KPI-21", "$.projects[?@.strategy==1]", {"odd_rows": 13, "rows": 18}),
        (
            SSO,
            "KPI-28",
            "$.spending_plans[0].rows[3].indicators[0]",
            {"target": 10_850_000, "last_result": 10_880_000},
        ),
        (SSO, "KPI-28", "$.projects[170].indicators[0]", {"target": 331_200, "last_result": 514_106}),
        (
            "yasothon-2555",
            "KPI-37",
            "$.projects[0].indicators",
            {"conflicts": ("1.2 อัตราการคงอยู่ของสมาชิก: 50 / 70",)},
        ),
    ],
)
def test_a_finding_carries_the_right_figures(
    sample: str, rule: str, path: str, values: dict[str, Any]
) -> None:
    """A finding shows the figures of the document and what they should have been."""
    actual = found(sample, rule, path).values
    assert values == {name: actual[name] for name in values}


@pytest.mark.parametrize(
    ("rule", "sample", "count"),
    [
        ("RATE-01", "sukhothai-2564", 1),
        ("RATE-02", SSO, 1),
        ("RATE-02", "office-tables/network-compensation-s40-2566", 16),
        ("RATE-03", BUENG_KAN, 28),
        ("RATE-04", BUENG_KAN, 28),
        ("RATE-05", BUENG_KAN, 27),
        ("RATE-06", BUENG_KAN, 1),
        ("RATE-07", BUENG_KAN, 1),
        ("RATE-08", BUENG_KAN, 6),
        ("RATE-12", BUENG_KAN, 27),
        ("RATE-12", NONG_KHAI, 1),
        ("RATE-12", "office-tables/sdu-2566", 17),
        ("RATE-13", NONG_KHAI, 1),
        ("RATE-14", SSO, 1),
        ("RATE-15", BRIEFING, 20),
        ("RATE-15", NONG_KHAI, 1),
        ("RATE-16", "office-tables/epayment-online-filing-2566", 45),
        ("RATE-16", NONG_KHAI, 1),
        ("RATE-17", "office-tables/network-leader-training-2566", 23),
        ("RATE-17", NONG_KHAI, 1),
        ("RATE-18", VISITS, 62),
        ("RATE-18", SSO, 1),
        ("RATE-19", NONG_KHAI, 3),
        ("RATE-20", SSO, 1),
        ("RATE-23", S40, 51),
        ("RATE-24", S33_39, 53),
        ("RATE-24", SSO, 1),
        ("RATE-25", S40, 53),
        ("RATE-25", SSO, 1),
        ("KPI-08", SSO, 2),
        ("KPI-09", SSO, 2),
        ("KPI-12", SSO, 49),
        ("KPI-13", "office-tables/sdu-2566", 16),
        ("KPI-15", "office-tables/epayment-online-filing-2566", 40),
        ("KPI-16", SSO, 2),
        ("KPI-18", SSO, 3),
        ("KPI-19", SSO, 5),
        ("KPI-20", S33_39, 44),
        ("KPI-22", NONG_KHAI, 14),
        ("KPI-23", NONG_KHAI, 2),
        ("KPI-24", SSO, 5),
        ("KPI-25", SSO, 2),
        ("KPI-31", S33_39, 29),
        ("KPI-31", VISITS, 26),
        ("KPI-32", SSO, 3),
        ("KPI-34", NONG_KHAI, 1),
    ],
)
def test_a_rule_passes_where_the_documents_are_sound(rule: str, sample: str, count: int) -> None:
    """A rule is evaluated on every row that the documents hold, not only where it finds something."""
    assert count == passed(rule, sample)


@pytest.mark.parametrize(
    ("cells", "known"),
    [
        (
            (24700, 24700, 24750, *[24500] * 9, 24200),
            True,
        ),  # whichever of the first two is surplus, the path falls
        ((24700, 24750, 24750, *[24500] * 9, 24200), False),  # the first one may be surplus
        ((24700, 24700, 24750, *[24500] * 9, 24300), False),  # the last one is not the printed target
        ((24700, 24700, Cell.LOST, *[24500] * 9, 24200), False),
    ],
)
def test_a_row_with_a_cell_too_many_is_judged_where_its_ends_are_beyond_doubt(
    cells: tuple[Any, ...],
    known: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    """Thirteen legible cells leave no doubt where the path goes if the doubtful ones are equal."""
    document = samples.load(NONG_KHAI)
    assert isinstance(document, Plan)
    table = document.tables[0]
    row = evolve(table.activities[0], monthly=MonthlyPattern(cells=cells))
    changed = evolve(document, tables=(evolve(table, activities=(row, *table.activities[1:])),))
    assert known is bool(findings_of("KPI-30", changed))
    assert known is not bool(skips_of("KPI-30", changed))


def test_a_wrong_budget_of_an_office_is_found() -> None:
    """394,500 baht for 783 persons, as one province prints it, is not 500 baht a person."""
    document = table(VISITS)
    office = Office(name_th="นครราชสีมา", kind=OfficeKind.PROVINCE)
    figures = {"budget_baht": 394_500, "total": 783, "dec": 783}
    row = OfficeRow(office=office, values=tuple(figures.get(key, 0) for key in document.column_keys))
    [finding] = findings_of("RATE-18", evolve(document, rows=(*document.rows, row)))
    assert {"budget": 394_500, "persons": 783} == {
        name: finding.values[name] for name in ("budget", "persons")
    }
    assert finding.path == f"$.rows[{len(document.rows)}]"


def test_a_wrong_month_of_a_whole_group_is_found() -> None:
    """A subtotal that its offices do not make is a finding in that month only."""
    changed = with_value(table(VISITS), 0, "apr", 421)
    assert ["$.rows[0].apr"] == [each.path for each in findings_of("KPI-31", changed)]


def test_a_group_with_a_missing_row_is_not_footed() -> None:
    """Where an office of a group is not here, no column of the group is judged."""
    document = table(VISITS)
    assert not findings_of("KPI-31", evolve(document, rows=(document.rows[0], *document.rows[2:])))


@pytest.mark.parametrize(("difference", "count"), [(10, 0), (11, 1), (-10, 0), (-11, 1)])
def test_stocks_foot_within_the_stated_tolerance(difference: int, count: int) -> None:
    """The total row of a stock may lie ten persons from its offices, not eleven."""
    document = table(S33_39)
    place = document.column_keys.index("apr")
    offices: list[Any] = [row.values[place] for row in document.rows[1:13]]
    members = sum(offices)
    changed = with_value(document, 0, "apr", members + difference)
    assert count == len(findings_of("KPI-31", changed))


def test_months_that_miss_the_total_of_their_row_are_found() -> None:
    """In a table of sums the months of an office make its total, even where they could be read as climbing to it."""
    changed = with_value(table(BRIEFING), 1, "total", 120)
    assert ["$.rows[1]"] == [each.path for each in findings_of("KPI-13", changed)]


def test_a_stock_that_misses_its_total_is_found() -> None:
    """In a table of stocks the last month is the total."""
    changed = with_value(table(S33_39), 1, "total", 118_773)
    assert ["$.rows[1]"] == [each.path for each in findings_of("KPI-20", changed)]


def test_a_bent_path_is_found() -> None:
    """A step of section 40 that differs from the others breaks the path."""
    changed = with_value(table(S40), 1, "jun", 166_443)
    assert ["$.rows[1]"] == [each.path for each in findings_of("RATE-25", changed)]


def test_a_damaged_figure_is_no_finding() -> None:
    """A figure that the transcription marks damaged makes the rule not evaluated."""
    proposal = samples.load(BUENG_KAN)
    assert isinstance(proposal, Proposal)
    assert proposal.budget is not None
    *others, rent = proposal.budget.lines
    lines = (*others, evolve(rent, trace=Trace(damaged=("amount",))))
    changed = evolve(proposal, budget=evolve(proposal.budget, lines=lines))
    assert not findings_of("RATE-05", changed)
    assert ["$.budget.lines[2]"] == [skip.path for skip in skips_of("RATE-05", changed)]


def test_damaged_months_silence_the_month_of_a_level_but_not_its_form() -> None:
    """With damaged cells the months of levels are left open; the count of cells still gives its note."""
    plan = samples.load(SSO)
    assert isinstance(plan, Plan)
    project = plan.projects[112]
    indicator = evolve(project.indicators[0], trace=Trace(damaged=("monthly",)))
    projects = list(plan.projects)
    projects[112] = evolve(project, indicators=(indicator,))
    changed = evolve(plan, projects=tuple(projects))
    assert "$.projects[112].indicators[0]" in [skip.path for skip in skips_of("KPI-18", changed)]
    assert len(findings_of("KPI-21", plan)) == len(findings_of("KPI-21", changed))
