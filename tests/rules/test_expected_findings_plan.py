"""What the rules on calendar, plan hierarchy, forms, authority and funding say about the published documents.

Every finding stands in a reviewed file with one line of reasoning; the set has to be exactly that.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import ssoplan
from ssoplan import samples
from ssoplan.money import Baht
from ssoplan.rules.checking import check
from ssoplan.rules.facts import DAMAGED
from ssoplan.rules.policy import Policy

if TYPE_CHECKING:
    from ssoplan.rules.findings import Finding, Skip
    from ssoplan.rules.report import Report

FAMILIES = {"cal": 20, "hier": 9, "form": 6, "auth": 5, "fund": 30}
CATALOGUE = Path(ssoplan.__file__).parent / "rules" / "catalogue"
EXPECTED = Path(__file__).parent.parent / "data" / "expected_findings"
SSO = "sso-2566"


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


def found(sample: str, rule: str, path: str) -> Finding:
    """Return the one finding of a rule at a place."""
    [finding] = [
        each
        for each in report(rule.partition("-")[0].lower(), sample).findings
        if (each.rule_id, each.path) == (rule, path)
    ]
    return finding


def skips(rule: str, sample: str = SSO) -> list[Skip]:
    """Return where a rule could not be evaluated."""
    family = rule.partition("-")[0].lower()
    return [skip for skip in report(family, sample).skips if skip.rule_id == rule]


def passed(rule: str, sample: str = SSO) -> int:
    """Return how many rows of a sample pass a rule."""
    family = rule.partition("-")[0].lower()
    [result] = [each for each in report(family, sample).results if each.checked.rule.id == rule]
    return result.passed


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
    """A family has its numbered rules without a gap, each with both titles and a statement or conditions."""
    ids = [rule.id for rule in policy(family).rules]
    assert [f"{family.upper()}-{number:02}" for number in range(1, count + 1)] == sorted(ids)
    assert not [rule.id for rule in policy(family).rules if rule.statement is None]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_examples_show_every_place(family: str) -> None:
    """The examples exercise every part of every condition and every threshold from both sides."""
    coverage = policy(family).coverage()
    assert coverage.complete, coverage.text()


@pytest.mark.parametrize(
    "name",
    [
        name
        for each in ("cal",)
        for rule in policy(each).rules
        if rule.kind == "calculator"
        for name in rule.covers
    ],
)
def test_a_calculator_rule_names_a_public_function(name: str) -> None:
    """What a calculator rule covers can be imported by its name."""
    package, _, rest = name.partition(".")
    target: Any = import_module(f"{package}.{rest.partition('.')[0]}")
    for part in rest.split(".")[1:]:
        target = getattr(target, part)
    assert callable(target)


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
    ("row", "transfer", "excess", "percent"),
    [
        (0, "7468544.13", "4380034.93", "99.77"),
        (1, "-46988897.64", "0", "94.45"),
        (3, "-3969922.07", "0", "93.04"),
        (4, "43483869.83", "33877902.35", "93.45"),
    ],
)
def test_an_outturn_row_names_the_transfer_that_it_implies(
    row: int, transfer: str, excess: str, percent: str
) -> None:
    """A percentage of another base is a finding with the implied transfer and the excess over the printed allocation."""
    values = found(SSO, "FUND-14", f"$.allocations[1].outturn[{row}]").values
    assert Baht(transfer).baht == values["implied_transfer"]
    assert Baht(excess).baht == values["excess"]
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


@pytest.mark.parametrize("sample", samples.names())
@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_is_left_out_but_for_damage(family: str, sample: str) -> None:
    """A rule that applies is not evaluated only where the copy is damaged, never for want of a guard."""
    reasons = {reason for skip in report(family, sample).skips for _, reason in skip.absent}
    assert reasons <= {DAMAGED}
    assert all(skip.absent for skip in report(family, sample).skips)


def test_a_strategy_with_lost_budgets_is_not_added_up() -> None:
    """The budgets of a strategy are compared with its allocation only where no page is missing."""
    assert [f"$.strategies[{i}]" for i in range(3)] == [skip.path for skip in skips("FUND-29")]
