"""A plan as a whole: the annual plan of the SSO, or a province's."""

from __future__ import annotations

from ssoplan.calendar.period import Period
from ssoplan.calendar.years import Year
from ssoplan.model._entity import entity
from ssoplan.model.allocation import Allocation
from ssoplan.model.indicator import Indicator
from ssoplan.model.office import Office
from ssoplan.model.progress import Monitoring
from ssoplan.model.project import Project
from ssoplan.model.spending import QuarterlySpendingPlan
from ssoplan.model.strategy import Strategy, UpperPlan
from ssoplan.model.trace import Figure, Trace
from ssoplan.money import Baht

__all__ = ["FundingWindow", "Plan", "PlanTable"]


@entity
class FundingWindow:
    """The months of a plan that one fund year pays for, as the plan states them.

    Attributes:
        year: The fund year that pays.
        period: First to last day.
    """

    year: Year
    period: Period
    period_th: str | None = None
    trace: Trace | None = None


@entity
class PlanTable:
    """One table of a provincial plan: a State-budget main activity, its indicators, and projects paid elsewhere.

    Attributes:
        month_headers_th: The month headings as printed, in order.
        main_activity_th: The main activity.
        main_activity_budget: The State money it has.
        main_activity_monthly: The same by month.
        indicators: The indicators of the table's head.
        activities: The activity rows, each with its months.
        projects: Projects paid from outside the State budget.
        beneficiaries: Persons.
    """

    number: int
    title_th: str | None = None
    programme_code: str | None = None
    programme_th: str | None = None
    budget_strategy: int | None = None
    month_headers_th: tuple[str, ...] = ()
    main_activity_th: str | None = None
    main_activity_unit_th: str | None = None
    main_activity_budget: Baht | None = None
    main_activity_monthly: tuple[Baht | None, ...] = ()
    beneficiaries: int | None = None
    indicators: tuple[Indicator, ...] = ()
    activities: tuple[Indicator, ...] = ()
    projects: tuple[Project, ...] = ()
    trace: Trace | None = None


@entity
class Plan:
    """A plan (แผนปฏิบัติการ): what an office means to do in a year, with which money, measured how.

    Attributes:
        title_th: The title on its cover.
        document: The id of the source document.
        year: The fund year or budget year that the plan is for; None where its months span years.
        period: The months it covers, where it states them itself.
        office: Whose plan it is; None for the SSO as a whole.
        parent_title_th: The longer plan that it belongs to, and that plan's first and last BE year.
        upper_plans: The plans above it.
        strategies: Its strategies with tactics and programmes.
        projects: Projects and routine work.
        tables: The tables of a provincial plan.
        allocations: Allocations of fund money, this year's and earlier ones that it reports on.
        spending_plans: State budget plans by quarter.
        results: Results that it reports, as indicators with target and result.
        funding_windows: Which months each fund year pays for.
        monitoring: How its progress is reported.
        figures: Figures of its running text.
    """

    title_th: str
    document: str | None = None
    title_en: str | None = None
    year: Year | None = None
    period: Period | None = None
    office: Office | None = None
    fund_th: str | None = None
    parent_title_th: str | None = None
    parent_period: tuple[int, int] | None = None
    vision_th: str | None = None
    vision_en: str | None = None
    core_value_en: str | None = None
    upper_plans: tuple[UpperPlan, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    projects: tuple[Project, ...] = ()
    tables: tuple[PlanTable, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    spending_plans: tuple[QuarterlySpendingPlan, ...] = ()
    results: tuple[Indicator, ...] = ()
    funding_windows: tuple[FundingWindow, ...] = ()
    monitoring: Monitoring | None = None
    figures: tuple[Figure, ...] = ()
    trace: Trace | None = None
