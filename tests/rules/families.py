"""The families of the catalogue, what each says about the published documents, and what was reviewed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import ssoplan
from ssoplan import samples
from ssoplan.rules.checking import check
from ssoplan.rules.policy import Policy

if TYPE_CHECKING:
    from ssoplan.rules.findings import Finding, Skip
    from ssoplan.rules.report import Report

FAMILIES = {
    "cal": 20,
    "hier": 9,
    "form": 6,
    "auth": 5,
    "fund": 30,
    "rate": 25,
    "kpi": 37,
    "net": 7,
    "pay": 3,
    "elig": 4,
    "tdr": 18,
    "rep": 9,
}
"""How many numbered rules each family has."""

_CATALOGUE = Path(ssoplan.__file__).parent / "rules" / "catalogue"
_EXPECTED = Path(__file__).parent.parent / "data" / "expected_findings"


@cache
def policy(family: str) -> Policy:
    """Return the policy of one family alone."""
    return Policy.load(_CATALOGUE / f"{family}.yaml")


@cache
def report(family: str, sample: str) -> Report:
    """Return what a family says about a sample."""
    return check(samples.load(sample), policy=policy(family))


def expected(family: str) -> list[dict[str, str]]:
    """Return the reviewed findings of a family."""
    found: list[dict[str, str]] = yaml.safe_load((_EXPECTED / f"{family}.yaml").read_text(encoding="utf-8"))
    return found


def family_of(rule: str) -> str:
    """Return the family of a rule id."""
    return rule.partition("-")[0].lower()


def found(sample: str, rule: str, path: str | None = None) -> Finding:
    """Return the one finding of a rule in a sample, or at a place of it."""
    findings = [each for each in report(family_of(rule), sample).findings if each.rule_id == rule]
    [finding] = [each for each in findings if path in (None, each.path)]
    return finding


def passed(rule: str, sample: str) -> int:
    """Return how many rows of a sample pass a rule."""
    [result] = [each for each in report(family_of(rule), sample).results if each.checked.rule.id == rule]
    return result.passed


def findings_of(rule: str, document: Any) -> list[Finding]:
    """Return what one rule finds in a document."""
    return [each for each in check(document, policy=policy(family_of(rule))).findings if each.rule_id == rule]


def skips_of(rule: str, document: Any) -> list[Skip]:
    """Return where one rule could not be evaluated."""
    return [each for each in check(document, policy=policy(family_of(rule))).skips if each.rule_id == rule]
