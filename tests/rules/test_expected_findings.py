"""What every family of the catalogue says about the published documents.

Every finding stands in a reviewed file with one line of reasoning; the set has to be exactly that. What the findings
of a theme show, and what they would notice, stands in the three files beside this one.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from ssoplan import samples
from ssoplan.rules.facts import DAMAGED

from .families import FAMILIES, expected, policy, report

LETTERED = {"kpi", "rate", "net", "pay", "elig", "tdr", "rep"}
"""Families that have rules with a, b … beside a numbered one."""


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
    """A family has its numbered rules without a gap and in order, each with a statement in both languages."""
    ids = [rule.id for rule in policy(family).rules]
    if family in LETTERED:
        ids = list(dict.fromkeys(id_.rstrip("abcdefgh") for id_ in ids))
    assert [f"{family.upper()}-{number:02}" for number in range(1, count + 1)] == ids
    assert not [rule.id for rule in policy(family).rules if rule.statement is None]


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


@pytest.mark.parametrize(
    "name",
    sorted(
        {
            name
            for family in FAMILIES
            for rule in policy(family).rules
            if rule.kind == "calculator"
            for name in rule.covers
        }
    ),
)
def test_a_calculator_rule_names_a_public_function(name: str) -> None:
    """What a calculator rule covers is public where it is named."""
    parts = name.split(".")
    depth = 3 if parts[1] == "calculators" else 2
    module = import_module(".".join(parts[:depth]))
    assert parts[depth] in module.__all__
    target: Any = module
    for part in parts[depth:]:
        target = getattr(target, part)
    assert callable(target)
