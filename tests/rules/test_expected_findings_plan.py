"""What the rules on calendar, plan hierarchy, forms, authority and funding say about the published documents.

That the findings are exactly the reviewed ones is shown for every family at once; here is what some of them show.
"""

from __future__ import annotations

from typing import Any

import pytest

from ssoplan.money import Baht

from .families import found, passed, report

SSO = "sso-2566"


@pytest.mark.parametrize(
    ("sample", "rule", "path", "values"),
    [
        (SSO, "FORM-06", "$.allocations[0].total_words_th", {"difference": -4_000_000, "well_formed": True}),
        (
            SSO,
            "FORM-06",
            "$.allocations[0].by_category[1].amount_words_th",
            {"difference": -7_000_000, "well_formed": True},
        ),
        (
            SSO,
            "FORM-06",
            "$.allocations[0].by_category[2].amount_words_th",
            {"difference": -3_510_000, "well_formed": True},
        ),
        (
            SSO,
            "FORM-06",
            "$.allocations[0].by_category[3].amount_words_th",
            {"words_value": 30_270_000, "well_formed": False},
        ),
        ("nong-khai-2565", "CAL-10", "$.tables[1]", {"headers": 12, "matching_headers": 0}),
        (
            "nong-khai-2565",
            "FUND-26",
            "$.tables[0].projects[2]",
            {"budget": 20_000, "planned": (2, 100, 20_000)},
        ),
        (
            "nong-khai-2565",
            "FUND-26",
            "$.tables[1].projects[1]",
            {"budget": 7_500, "planned": (1, 150, 7_500)},
        ),
        ("sukhothai-2564", "CAL-12", "$.work_plan", {"drawn_months": 12, "months": 11, "last_column": 13}),
        ("sukhothai-2564", "FORM-03", "$.target_groups[1]", {"prefixes": (4,), "section": 6, "position": 2}),
        ("bueng-kan-2564", "FORM-02", "$", {"missing_sections": (3, 4, 5, 6, 7, 8), "last_section": 14}),
        ("bueng-kan-2564", "FORM-05", "$.budget", {"unnamed": ("owner_bureau",)}),
        ("bueng-kan-2564", "AUTH-04", "$", {"deciders": 3, "different_deciders": 2}),
        ("bueng-kan-2564", "HIER-08", "$.alignments[0]", {"foreign": ("master_plan",)}),
        ("bueng-kan-2564", "HIER-08", "$.alignments[2]", {"foreign": ("tactic",)}),
        (SSO, "CAL-15", "$.upper_plans[5].figures[1]", {"first": 2565, "last": 2565, "plan_year": 2566}),
        (SSO, "CAL-16", "$.upper_plans[3]", {"length": 16, "declared_years": 15}),
    ],
)
def test_a_finding_carries_the_right_figures(
    sample: str, rule: str, path: str, values: dict[str, Any]
) -> None:
    """A finding shows the figures of the document and what they should have been."""
    actual = found(sample, rule, path).values
    assert values == {name: actual[name] for name in values}


@pytest.mark.parametrize(
    ("row", "transfer", "excess", "percent", "of_allocated"),
    [
        (0, "7468544.13", "4380034.93", "99.77", "100.33"),
        (1, "-46988897.64", "0", "94.45", "92.88"),
        (3, "-3969922.07", "0", "93.04", "83.06"),
        (4, "43483869.83", "33877902.35", "93.45", "132.85"),
    ],
)
def test_an_outturn_row_names_the_transfer_that_it_implies(
    row: int, transfer: str, excess: str, percent: str, of_allocated: str
) -> None:
    """A percentage of another base is a finding with that of the printed allocation, the transfer and the excess."""
    values = found(SSO, "FUND-14", f"$.allocations[1].outturn[{row}]").values
    assert Baht(transfer).baht == values["implied_transfer"]
    assert Baht(excess).baht == values["excess"]
    assert Baht(of_allocated).baht == values["percent_of_allocated"]
    assert values["percent"] == values["percent_after_transfer"] == Baht(percent).baht


@pytest.mark.parametrize(
    ("rule", "sample", "count"),
    [
        ("HIER-02", SSO, 16),
        ("HIER-03", SSO, 7),
        ("HIER-05", SSO, 176),
        ("HIER-06", SSO, 3),
        ("HIER-07", SSO, 31),
        ("HIER-09", SSO, 6),
        ("CAL-17", SSO, 7),
        ("CAL-18", SSO, 7),
        ("CAL-09", "nong-khai-2565", 2),
        ("CAL-13", "yasothon-2555", 1),
        ("FORM-06", SSO, 3),
        ("FUND-16", SSO, 6),
        ("FUND-20", SSO, 5),
        ("FUND-21", SSO, 1),
        ("FUND-22", SSO, 1),
        ("FUND-23", SSO, 3),
        ("FUND-27", SSO, 7),
    ],
)
def test_a_rule_passes_where_the_documents_are_sound(rule: str, sample: str, count: int) -> None:
    """A rule is evaluated on every row that the documents hold, not only where it finds something."""
    assert count == passed(rule, sample)


def test_a_strategy_with_lost_budgets_is_not_added_up() -> None:
    """The budgets of a strategy are compared with its allocation only where no page is missing."""
    assert [f"$.strategies[{i}]" for i in range(3)] == [
        skip.path for skip in report("fund", SSO).skips if skip.rule_id == "FUND-29"
    ]
