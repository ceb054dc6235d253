"""What the rules on unit rates and on indicators say about the published documents.

That the findings are exactly the reviewed ones is shown for every family at once; here is what some of them show.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

from ssoplan import samples
from ssoplan.calculators import OfficeTarget, s40_targets
from ssoplan.calendar import FundYear
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
from ssoplan.parameters import Parameters
from ssoplan.rules.subjects.stock_path import S40_BASE, S40_TARGET, STOCK_PATH, stock_paths

from .families import findings_of, found, passed, policy, skips_of

SSO, NONG_KHAI, BUENG_KAN = "sso-2566", "nong-khai-2565", "bueng-kan-2564"
BRIEFING = "office-tables/briefing-meetings-2566"
VISITS = "office-tables/intermediate-care-visits-2566"
S33_39 = "office-tables/insured-s33-39-2566"
S40 = "office-tables/insured-s40-2566"


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


def test_the_calculators_of_indicators() -> None:
    """These indicator rules are answered by calculators."""
    names = [name for rule in policy("kpi").rules if rule.kind == "calculator" for name in rule.covers]
    assert [
        "ssoplan.calculators.scores.sub_fund_vector",
        "ssoplan.calculators.scores.sub_fund_vector",
        "ssoplan.calculators.scores.composite",
        "ssoplan.calculators.patterns.classify",
    ] == names


@pytest.mark.parametrize(
    ("sample", "rule", "path", "values"),
    [
        (BUENG_KAN, "RATE-05", "$.budget.lines[2]", {"amount": 7_220, "rent": 7_200, "rent_gap": 20}),
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
        (SSO, "KPI-25a", "$.projects[173].indicators[0]", {"target_percent": 1190}),
        (
            SSO,
            "KPI-26a",
            "$.spending_plans[1].figures[?@.key=='coverage_change_percent']",
            {"result": Fraction(-52, 100), "target": Fraction(82, 100)},
        ),
        (
            SSO,
            "KPI-28a",
            "$.projects[152].indicators[0]",
            {"first_month": 13_379_376, "last_result": 13_520_000},
        ),
        (
            SSO,
            "RATE-24a",
            "$.projects[152].indicators[1]",
            {"september": 10_911_195, "budget_target": 10_850_000},
        ),
        (S33_39, "KPI-29", "$.rows[7]", {"target": 283_147, "earlier_target": 299_869}),
        (S33_39, "KPI-28a", "$.rows[0]", {"first_month": 4_415_915, "last_result": 4_443_683}),
        (NONG_KHAI, "KPI-13a", "$.tables[1].projects[1].indicators[1]", {"target": 150, "values": ()}),
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
        ("KPI-13a", NONG_KHAI, 17),
        ("KPI-13a", "office-tables/sdu-2566", 16),
        ("KPI-15", "office-tables/epayment-online-filing-2566", 40),
        ("KPI-16", SSO, 2),
        ("KPI-17", SSO, 7),
        ("KPI-18", SSO, 3),
        ("KPI-19", SSO, 5),
        ("KPI-20", S33_39, 44),
        ("KPI-22", NONG_KHAI, 14),
        ("KPI-23", NONG_KHAI, 2),
        ("KPI-24", SSO, 6),
        ("KPI-25", SSO, 2),
        ("KPI-25a", SSO, 41),
        ("KPI-26a", SSO, 3),
        ("KPI-28a", S33_39, 25),
        ("KPI-28a", S40, 5),
        ("KPI-29", S33_39, 29),
        ("KPI-29", S40, 55),
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


def test_the_grown_base_is_the_december_of_the_calculator() -> None:
    """What the rule compares December with is what the calculator gives each office of the table."""
    year = FundYear(2566)
    [read] = [fact.read for fact in STOCK_PATH.facts if fact.name == "grown_base"]
    [base] = [fact.read for fact in STOCK_PATH.facts if fact.name == "base"]
    known = {id_: Parameters.default().value(id_, on=year.end) for id_ in (S40_BASE, S40_TARGET)}
    paths = [row.value for row in stock_paths(table(S40)) if isinstance(base(row.value), int)]
    province = Office(name_th="จังหวัด", kind=OfficeKind.PROVINCE, region_th="ภาคกลาง")
    targets = [
        OfficeTarget(office=evolve(province, name_th=f"จังหวัด {i}"), number=base(path))
        for i, path in enumerate(paths)
    ]
    made = s40_targets(targets, year=year).value
    decembers = {row.office.name_th: row.values[-1] for row in made.rows}
    assert [decembers[each.office.name_th] for each in targets] == [read(path, known) for path in paths]
    assert 50 < len(paths)


def test_a_january_is_judged_whatever_became_of_the_other_months() -> None:
    """A lost June leaves the start of a path to be judged; a lost January leaves it open."""
    without_june, without_january = (with_value(table(S40), 1, key, Cell.LOST) for key in ("jun", "jan"))
    assert "$.rows[1]" in [each.path for each in findings_of("KPI-28a", without_june)]
    assert "$.rows[1]" not in [each.path for each in findings_of("KPI-28a", without_january)]
    assert ["$.rows[1]"] == [skip.path for skip in skips_of("KPI-28a", without_january)]


def test_an_office_that_aims_below_its_target_of_the_year_before_is_found() -> None:
    """The column with the target of the year before is read from the table; no office of section 40 aims lower."""
    december = table(S40).rows[1].values[table(S40).column_keys.index("dec")]
    assert isinstance(december, int)
    changed = with_value(table(S40), 1, "target_2565", december + 1)
    assert ["$.rows[1]"] == [each.path for each in findings_of("KPI-29", changed)]


def test_a_state_budget_that_aims_at_september_is_no_finding() -> None:
    """The plan and the State budget agree where the budget's target is the stock of September."""
    plan: Any = samples.load(SSO)
    budget = plan.spending_plans[0]
    row = budget.rows[4]
    indicators = (evolve(row.indicators[0], target=13_521_000), *row.indicators[1:])
    rows = (*budget.rows[:4], evolve(row, indicators=indicators), *budget.rows[5:])
    changed = evolve(plan, spending_plans=(evolve(budget, rows=rows), *plan.spending_plans[1:]))
    assert ["$.projects[152].indicators[1]"] == [each.path for each in findings_of("RATE-24a", changed)]


def test_a_rise_may_be_more_than_the_whole() -> None:
    """A percentage above 100 is found unless the legible text speaks of a rise or a fall."""
    plan: Any = samples.load(SSO)
    project = plan.projects[173]
    growing = evolve(project.indicators[0], text_th="ร้อยละของผู้ติดตามที่เพิ่มขึ้น", trace=None)
    grown = evolve(project, indicators=(growing, *project.indicators[1:]))
    changed = evolve(plan, projects=(*plan.projects[:173], grown, *plan.projects[174:]))
    assert ["$.projects[173].indicators[0]"] == [each.path for each in findings_of("KPI-25a", plan)]
    assert [] == findings_of("KPI-25a", changed)


def test_levels_that_the_copy_lost_are_left_open() -> None:
    """The explanation of strategy 1 no. 9 is lost: its levels are neither right nor wrong."""
    assert "$.projects[8].indicators[0]" in [skip.path for skip in skips_of("KPI-17", samples.load(SSO))]
