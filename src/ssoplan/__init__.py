"""How the Thai Social Security Office plans, funds, pays and reports.

The public face: every name is loaded from its module on first use (PEP 562), so that ``import ssoplan`` costs
next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan._lazy import lazy

if TYPE_CHECKING:
    from ssoplan import calculators as calculators
    from ssoplan import calendar as calendar
    from ssoplan import display as display
    from ssoplan import files as files
    from ssoplan import model as model
    from ssoplan import numerals as numerals
    from ssoplan import parameters as parameters
    from ssoplan import payments as payments
    from ssoplan import rules as rules
    from ssoplan import samples as samples
    from ssoplan.calendar import AmbiguousPeriodError as AmbiguousPeriodError
    from ssoplan.calendar import BudgetYear as BudgetYear
    from ssoplan.calendar import DateTextError as DateTextError
    from ssoplan.calendar import FundYear as FundYear
    from ssoplan.calendar import Month as Month
    from ssoplan.calendar import Period as Period
    from ssoplan.calendar import Quarter as Quarter
    from ssoplan.calendar import be_year as be_year
    from ssoplan.calendar import format_date as format_date
    from ssoplan.calendar import parse_date as parse_date
    from ssoplan.calendar import parse_period as parse_period
    from ssoplan.errors import SsoplanError as SsoplanError
    from ssoplan.files import dump as dump
    from ssoplan.files import load as load
    from ssoplan.model import Allocation as Allocation
    from ssoplan.model import CostLine as CostLine
    from ssoplan.model import Indicator as Indicator
    from ssoplan.model import MonthlyPattern as MonthlyPattern
    from ssoplan.model import Office as Office
    from ssoplan.model import OfficeTable as OfficeTable
    from ssoplan.model import Payment as Payment
    from ssoplan.model import Plan as Plan
    from ssoplan.model import Programme as Programme
    from ssoplan.model import Project as Project
    from ssoplan.model import Proposal as Proposal
    from ssoplan.model import Strategy as Strategy
    from ssoplan.model import Tactic as Tactic
    from ssoplan.money import Baht as Baht
    from ssoplan.numerals import BahtTextError as BahtTextError
    from ssoplan.numerals import baht_text as baht_text
    from ssoplan.numerals import from_thai_digits as from_thai_digits
    from ssoplan.numerals import parse_baht_text as parse_baht_text
    from ssoplan.numerals import to_thai_digits as to_thai_digits
    from ssoplan.parameters import Parameter as Parameter
    from ssoplan.parameters import Source as Source
    from ssoplan.rules.checking import check as check
    from ssoplan.rules.findings import Finding as Finding
    from ssoplan.rules.policy import Policy as Policy
    from ssoplan.rules.report import Report as Report
    from ssoplan.rules.rule import Rule as Rule
    from ssoplan.rules.rule import Severity as Severity
    from ssoplan.rules.session import RuleSession as RuleSession

_HOME = {
    "Allocation": "model",
    "AmbiguousPeriodError": "calendar",
    "Baht": "money",
    "BahtTextError": "numerals",
    "BudgetYear": "calendar",
    "CostLine": "model",
    "DateTextError": "calendar",
    "Finding": "rules.findings",
    "FundYear": "calendar",
    "Indicator": "model",
    "Month": "calendar",
    "MonthlyPattern": "model",
    "Office": "model",
    "OfficeTable": "model",
    "Parameter": "parameters",
    "Payment": "model",
    "Period": "calendar",
    "Plan": "model",
    "Policy": "rules.policy",
    "Programme": "model",
    "Project": "model",
    "Proposal": "model",
    "Quarter": "calendar",
    "Report": "rules.report",
    "Rule": "rules.rule",
    "RuleSession": "rules.session",
    "Severity": "rules.rule",
    "Source": "parameters",
    "SsoplanError": "errors",
    "Strategy": "model",
    "Tactic": "model",
    "baht_text": "numerals",
    "be_year": "calendar",
    "check": "rules.checking",
    "dump": "files",
    "format_date": "calendar",
    "from_thai_digits": "numerals",
    "load": "files",
    "parse_baht_text": "numerals",
    "parse_date": "calendar",
    "parse_period": "calendar",
    "to_thai_digits": "numerals",
}
# Offered as attributes; of these only two belong to ``from ssoplan import *``, which would hide the standard ``calendar``.
_MODULES = (
    "calculators",
    "calendar",
    "display",
    "files",
    "model",
    "numerals",
    "parameters",
    "payments",
    "rules",
    "samples",
)

__all__ = sorted([*_HOME, "calculators", "samples"])  # noqa: PLE0605  # one list of names, not two
__getattr__, __dir__ = lazy(__name__, _HOME, modules=_MODULES)
