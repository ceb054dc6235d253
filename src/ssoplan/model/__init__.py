"""The nouns of SSO planning as frozen objects: strategy, plan, project, indicator, proposal, allocation, payment.

One file a noun. Objects hold what was published: see `ssoplan.model.trace.Trace` for what a copy lost.
"""

from ssoplan.model._entity import ModelTypeError
from ssoplan.model.allocation import (
    Allocation,
    AllocationAnnouncement,
    BoardResolution,
    CategoryShare,
    Disbursement,
    LegalBasis,
    ProgrammeShare,
    StrategyShare,
)
from ssoplan.model.budget import (
    CostLine,
    ExpenseCategory,
    ExpenseSubcategory,
    FundingSource,
    ProgrammeType,
    ProjectBudget,
    Quantity,
)
from ssoplan.model.evaluation import BodyTold, Evaluation
from ssoplan.model.indicator import (
    Comparator,
    Dimension,
    Indicator,
    IndicatorType,
    MilestoneLevel,
    MonthlyPattern,
)
from ssoplan.model.network import NetworkMember, Payment, PaymentMethod
from ssoplan.model.office import (
    Cell,
    Office,
    OfficeColumn,
    OfficeGroup,
    OfficeKind,
    OfficeRow,
    OfficeTable,
    TableShapeError,
    TotalMeaning,
)
from ssoplan.model.plan import FundingWindow, Plan, PlanTable
from ssoplan.model.progress import Monitoring, ProgressReport, ReportFrequency
from ssoplan.model.project import BudgetStatus, Project, ProjectKind
from ssoplan.model.proposal import Proposal, ProposalSection
from ssoplan.model.spending import QuarterlySpendingPlan, SpendingCategory, SpendingRow
from ssoplan.model.strategy import (
    Alignment,
    AlignmentSlot,
    PlanLevel,
    Programme,
    Strategy,
    Tactic,
    UpperPlan,
)
from ssoplan.model.trace import Figure, Legibility, Trace
from ssoplan.model.worded import Worded
from ssoplan.model.work import Approval, ApprovalRole, Risk, TargetGroup, WorkPlanStep

__all__ = [
    "Alignment",
    "AlignmentSlot",
    "Allocation",
    "AllocationAnnouncement",
    "Approval",
    "ApprovalRole",
    "BoardResolution",
    "BodyTold",
    "BudgetStatus",
    "CategoryShare",
    "Cell",
    "Comparator",
    "CostLine",
    "Dimension",
    "Disbursement",
    "Evaluation",
    "ExpenseCategory",
    "ExpenseSubcategory",
    "Figure",
    "FundingSource",
    "FundingWindow",
    "Indicator",
    "IndicatorType",
    "LegalBasis",
    "Legibility",
    "MilestoneLevel",
    "ModelTypeError",
    "Monitoring",
    "MonthlyPattern",
    "NetworkMember",
    "Office",
    "OfficeColumn",
    "OfficeGroup",
    "OfficeKind",
    "OfficeRow",
    "OfficeTable",
    "Payment",
    "PaymentMethod",
    "Plan",
    "PlanLevel",
    "PlanTable",
    "Programme",
    "ProgrammeShare",
    "ProgrammeType",
    "ProgressReport",
    "Project",
    "ProjectBudget",
    "ProjectKind",
    "Proposal",
    "ProposalSection",
    "Quantity",
    "QuarterlySpendingPlan",
    "ReportFrequency",
    "Risk",
    "SpendingCategory",
    "SpendingRow",
    "Strategy",
    "StrategyShare",
    "TableShapeError",
    "Tactic",
    "TargetGroup",
    "TotalMeaning",
    "Trace",
    "UpperPlan",
    "Worded",
    "WorkPlanStep",
]
