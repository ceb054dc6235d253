"""What must hold: rules as data, checked against declared facts and read in several ways with the same result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan._lazy import lazy

if TYPE_CHECKING:
    from ssoplan.rules.checking import check as check
    from ssoplan.rules.checking import check_objects as check_objects
    from ssoplan.rules.checking import check_rows as check_rows
    from ssoplan.rules.expression import ExpressionError as ExpressionError
    from ssoplan.rules.facts import DAMAGED as DAMAGED
    from ssoplan.rules.facts import MISSING as MISSING
    from ssoplan.rules.facts import Fact as Fact
    from ssoplan.rules.facts import Row as Row
    from ssoplan.rules.facts import Subject as Subject
    from ssoplan.rules.facts import derived as derived
    from ssoplan.rules.facts import stored as stored
    from ssoplan.rules.findings import Finding as Finding
    from ssoplan.rules.findings import Skip as Skip
    from ssoplan.rules.frames import check_frame as check_frame
    from ssoplan.rules.policy import Policy as Policy
    from ssoplan.rules.problems import PolicyError as PolicyError
    from ssoplan.rules.readings.prose import describe as describe
    from ssoplan.rules.report import Receipt as Receipt
    from ssoplan.rules.report import Report as Report
    from ssoplan.rules.rule import Rule as Rule
    from ssoplan.rules.rule import Severity as Severity
    from ssoplan.rules.session import RuleSession as RuleSession
    from ssoplan.rules.session import Step as Step
    from ssoplan.rules.states import State as State

# Loaded on first use: a program that only declares facts does not pay for policies and reports.
_HOME = {
    "DAMAGED": "facts",
    "ExpressionError": "expression",
    "Fact": "facts",
    "Finding": "findings",
    "MISSING": "facts",
    "Policy": "policy",
    "PolicyError": "problems",
    "Receipt": "report",
    "Report": "report",
    "Row": "facts",
    "Rule": "rule",
    "RuleSession": "session",
    "Severity": "rule",
    "Skip": "findings",
    "State": "states",
    "Step": "session",
    "Subject": "facts",
    "check": "checking",
    "check_frame": "frames",
    "check_objects": "checking",
    "check_rows": "checking",
    "derived": "facts",
    "describe": "readings.prose",
    "stored": "facts",
}

__all__ = sorted(_HOME)  # noqa: PLE0605  # one list of names, not two
__getattr__, __dir__ = lazy(__name__, _HOME)
