"""Pure, exact calculations that show their work. One file a family of formulas.

Every calculator returns a `Calculation`: its ``value`` is the plain result, and it holds the working in the words of
the documents, the figures of policy that were read with their dates and sources, each rounding, and what was left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan._lazy import lazy

if TYPE_CHECKING:
    from ssoplan.calculators.allocation import jefferson as jefferson
    from ssoplan.calculators.allocation import largest_remainder as largest_remainder
    from ssoplan.calculators.allocation import proportional as proportional
    from ssoplan.calculators.allocation import two_level as two_level
    from ssoplan.calculators.allocation import webster as webster
    from ssoplan.calculators.allocation_errors import AllocationError as AllocationError
    from ssoplan.calculators.benefits import BenefitError as BenefitError
    from ssoplan.calculators.benefits import BenefitTypeError as BenefitTypeError
    from ssoplan.calculators.benefits import WageBenefit as WageBenefit
    from ssoplan.calculators.benefits import disability_benefit as disability_benefit
    from ssoplan.calculators.benefits import former_pension_payment as former_pension_payment
    from ssoplan.calculators.benefits import maternity_benefit as maternity_benefit
    from ssoplan.calculators.benefits import most_daily_wages as most_daily_wages
    from ssoplan.calculators.benefits import pension_guarantee as pension_guarantee
    from ssoplan.calculators.benefits import unemployment_benefit as unemployment_benefit
    from ssoplan.calculators.bridging import Bridge as Bridge
    from ssoplan.calculators.bridging import BridgeLine as BridgeLine
    from ssoplan.calculators.bridging import bridge as bridge
    from ssoplan.calculators.bridging import bridge_plan as bridge_plan
    from ssoplan.calculators.budgets import BudgetAmounts as BudgetAmounts
    from ssoplan.calculators.budgets import BudgetError as BudgetError
    from ssoplan.calculators.budgets import BudgetLine as BudgetLine
    from ssoplan.calculators.budgets import budget_of as budget_of
    from ssoplan.calculators.budgets import lines_of as lines_of
    from ssoplan.calculators.budgets import project_budget as project_budget
    from ssoplan.calculators.budgets import round_allocation as round_allocation
    from ssoplan.calculators.calculation import Calculation as Calculation
    from ssoplan.calculators.calculation import Rounded as Rounded
    from ssoplan.calculators.calculation import Step as Step
    from ssoplan.calculators.contribution_columns import ContributionColumnError as ContributionColumnError
    from ssoplan.calculators.contribution_columns import ContributionRowError as ContributionRowError
    from ssoplan.calculators.contribution_columns import with_s33_contributions as with_s33_contributions
    from ssoplan.calculators.contribution_terms import ContributionError as ContributionError
    from ssoplan.calculators.contribution_terms import ContributionTypeError as ContributionTypeError
    from ssoplan.calculators.contribution_terms import S33Terms as S33Terms
    from ssoplan.calculators.contribution_terms import StateShareError as StateShareError
    from ssoplan.calculators.contributions import MemberContribution as MemberContribution
    from ssoplan.calculators.contributions import S33Contribution as S33Contribution
    from ssoplan.calculators.contributions import s33_contribution as s33_contribution
    from ssoplan.calculators.contributions import s39_contribution as s39_contribution
    from ssoplan.calculators.contributions import s40_contribution as s40_contribution
    from ssoplan.calculators.cost_texts import CostTextError as CostTextError
    from ssoplan.calculators.cost_texts import formula_of as formula_of
    from ssoplan.calculators.cost_texts import line_of as line_of
    from ssoplan.calculators.cost_texts import parse_composite as parse_composite
    from ssoplan.calculators.cost_texts import parse_cost as parse_cost
    from ssoplan.calculators.cost_texts import parse_cost_line as parse_cost_line
    from ssoplan.calculators.errors import CalculatorError as CalculatorError
    from ssoplan.calculators.errors import CalculatorTypeError as CalculatorTypeError
    from ssoplan.calculators.evaluation import EvaluationDue as EvaluationDue
    from ssoplan.calculators.evaluation import evaluations_due as evaluations_due
    from ssoplan.calculators.evaluation import next_body as next_body
    from ssoplan.calculators.life_cycle import LifeCycle as LifeCycle
    from ssoplan.calculators.life_cycle import LifeCycleError as LifeCycleError
    from ssoplan.calculators.network import RepresentativeSizing as RepresentativeSizing
    from ssoplan.calculators.network import least_members as least_members
    from ssoplan.calculators.network import least_registrations as least_registrations
    from ssoplan.calculators.network import most_representatives as most_representatives
    from ssoplan.calculators.network import size_representatives as size_representatives
    from ssoplan.calculators.network import training_seats as training_seats
    from ssoplan.calculators.patterns import MonthlyMeaning as MonthlyMeaning
    from ssoplan.calculators.patterns import classify as classify
    from ssoplan.calculators.programmes.events import briefing_meetings as briefing_meetings
    from ssoplan.calculators.programmes.events import epayment_shares as epayment_shares
    from ssoplan.calculators.programmes.events import epayment_training as epayment_training
    from ssoplan.calculators.programmes.events import leader_training as leader_training
    from ssoplan.calculators.programmes.events import visits as visits
    from ssoplan.calculators.programmes.frames import to_frame as to_frame
    from ssoplan.calculators.programmes.insured import InsuredPath as InsuredPath
    from ssoplan.calculators.programmes.insured import s33_39_targets as s33_39_targets
    from ssoplan.calculators.programmes.insured import s40_targets as s40_targets
    from ssoplan.calculators.programmes.network_pay import network_compensation as network_compensation
    from ssoplan.calculators.programmes.network_pay import (
        network_compensation_table as network_compensation_table,
    )
    from ssoplan.calculators.programmes.service_unit import UnitCost as UnitCost
    from ssoplan.calculators.programmes.service_unit import service_unit_cost as service_unit_cost
    from ssoplan.calculators.programmes.service_unit import service_unit_table as service_unit_table
    from ssoplan.calculators.programmes.targets import OfficeTarget as OfficeTarget
    from ssoplan.calculators.programmes.targets import TargetError as TargetError
    from ssoplan.calculators.programmes.targets import TrainingTarget as TrainingTarget
    from ssoplan.calculators.programmes.targets import office_targets as office_targets
    from ssoplan.calculators.progress import ProgressError as ProgressError
    from ssoplan.calculators.progress import achievement as achievement
    from ssoplan.calculators.progress import forecast as forecast
    from ssoplan.calculators.progress import plan_to_date as plan_to_date
    from ssoplan.calculators.quantity import Quantity as Quantity
    from ssoplan.calculators.quantity import QuantityError as QuantityError
    from ssoplan.calculators.reporting import Arrears as Arrears
    from ssoplan.calculators.reporting import arrears_notices as arrears_notices
    from ssoplan.calculators.reporting import bodies_above as bodies_above
    from ssoplan.calculators.reporting import days_late as days_late
    from ssoplan.calculators.reporting import report_due_day as report_due_day
    from ssoplan.calculators.reporting import report_due_days as report_due_days
    from ssoplan.calculators.roundings import RoundedMany as RoundedMany
    from ssoplan.calculators.scores import ScoreError as ScoreError
    from ssoplan.calculators.scores import SubFundVector as SubFundVector
    from ssoplan.calculators.scores import composite as composite
    from ssoplan.calculators.scores import meets as meets
    from ssoplan.calculators.scores import sub_fund_vector as sub_fund_vector
    from ssoplan.calculators.spreading import instalments as instalments
    from ssoplan.calculators.stock import insured_path as insured_path
    from ssoplan.calculators.stock import knotted_levels as knotted_levels
    from ssoplan.calculators.stock import line_levels as line_levels
    from ssoplan.calculators.stock import stock_levels as stock_levels
    from ssoplan.calculators.unit_costs import CostError as CostError
    from ssoplan.calculators.unit_costs import CostFormula as CostFormula
    from ssoplan.calculators.unit_costs import cost_of as cost_of
    from ssoplan.calculators.worksheet import Worksheet as Worksheet
    from ssoplan.calculators.worksheet import calculator as calculator

_HOME = {
    "AllocationError": "allocation_errors",
    "Arrears": "reporting",
    "BenefitError": "benefits",
    "BenefitTypeError": "benefits",
    "Bridge": "bridging",
    "BridgeLine": "bridging",
    "BudgetAmounts": "budgets",
    "BudgetError": "budgets",
    "BudgetLine": "budgets",
    "Calculation": "calculation",
    "CalculatorError": "errors",
    "CalculatorTypeError": "errors",
    "ContributionColumnError": "contribution_columns",
    "ContributionError": "contribution_terms",
    "ContributionRowError": "contribution_columns",
    "ContributionTypeError": "contribution_terms",
    "CostError": "unit_costs",
    "CostFormula": "unit_costs",
    "CostTextError": "cost_texts",
    "EvaluationDue": "evaluation",
    "InsuredPath": "programmes.insured",
    "LifeCycle": "life_cycle",
    "LifeCycleError": "life_cycle",
    "MemberContribution": "contributions",
    "MonthlyMeaning": "patterns",
    "OfficeTarget": "programmes.targets",
    "ProgressError": "progress",
    "Quantity": "quantity",
    "QuantityError": "quantity",
    "RepresentativeSizing": "network",
    "Rounded": "calculation",
    "RoundedMany": "roundings",
    "S33Contribution": "contributions",
    "S33Terms": "contribution_terms",
    "ScoreError": "scores",
    "StateShareError": "contribution_terms",
    "Step": "calculation",
    "SubFundVector": "scores",
    "TargetError": "programmes.targets",
    "TrainingTarget": "programmes.targets",
    "UnitCost": "programmes.service_unit",
    "WageBenefit": "benefits",
    "Worksheet": "worksheet",
    "achievement": "progress",
    "arrears_notices": "reporting",
    "bodies_above": "reporting",
    "bridge": "bridging",
    "bridge_plan": "bridging",
    "briefing_meetings": "programmes.events",
    "budget_of": "budgets",
    "calculator": "worksheet",
    "classify": "patterns",
    "composite": "scores",
    "cost_of": "unit_costs",
    "days_late": "reporting",
    "disability_benefit": "benefits",
    "epayment_shares": "programmes.events",
    "epayment_training": "programmes.events",
    "evaluations_due": "evaluation",
    "forecast": "progress",
    "former_pension_payment": "benefits",
    "formula_of": "cost_texts",
    "instalments": "spreading",
    "insured_path": "stock",
    "jefferson": "allocation",
    "knotted_levels": "stock",
    "largest_remainder": "allocation",
    "leader_training": "programmes.events",
    "least_members": "network",
    "least_registrations": "network",
    "line_levels": "stock",
    "line_of": "cost_texts",
    "lines_of": "budgets",
    "maternity_benefit": "benefits",
    "meets": "scores",
    "most_daily_wages": "benefits",
    "most_representatives": "network",
    "network_compensation": "programmes.network_pay",
    "network_compensation_table": "programmes.network_pay",
    "next_body": "evaluation",
    "office_targets": "programmes.targets",
    "parse_composite": "cost_texts",
    "parse_cost": "cost_texts",
    "parse_cost_line": "cost_texts",
    "pension_guarantee": "benefits",
    "plan_to_date": "progress",
    "project_budget": "budgets",
    "proportional": "allocation",
    "report_due_day": "reporting",
    "report_due_days": "reporting",
    "round_allocation": "budgets",
    "s33_39_targets": "programmes.insured",
    "s33_contribution": "contributions",
    "s39_contribution": "contributions",
    "s40_contribution": "contributions",
    "s40_targets": "programmes.insured",
    "service_unit_cost": "programmes.service_unit",
    "service_unit_table": "programmes.service_unit",
    "size_representatives": "network",
    "stock_levels": "stock",
    "sub_fund_vector": "scores",
    "to_frame": "programmes.frames",
    "training_seats": "network",
    "two_level": "allocation",
    "unemployment_benefit": "benefits",
    "visits": "programmes.events",
    "webster": "allocation",
    "with_s33_contributions": "contribution_columns",
}

__all__ = sorted(_HOME)  # noqa: PLE0605  # one list of names, not two
__getattr__, __dir__ = lazy(__name__, _HOME)
