"""What rules speak about: for each subject, its facts, and where its instances stand in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.model import OfficeTable, Plan, Proposal
from ssoplan.rules.subjects import (
    activity_cost,
    allocation,
    amounts,
    claim,
    form,
    hierarchy,
    horizon,
    indicator,
    indicator_set,
    ledger,
    ledger_rows,
    milestone,
    monitoring,
    network_plan,
    office_column,
    office_table,
    personnel,
    plan,
    project,
    proposal,
    rates,
    reported,
    spending,
    stock_path,
    works,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from ssoplan.rules.facts import Row, Subject

__all__ = ["DOCUMENTS", "SUBJECTS", "own_day", "subjects_of"]

_INSTANCES: tuple[tuple[Subject, Callable[[object], Iterator[Row]]], ...] = (
    (horizon.PLAN, horizon.plans),
    (horizon.UPPER_PLAN, horizon.upper_plans),
    (horizon.HORIZON, horizon.horizons),
    (hierarchy.PLAN_PART, hierarchy.plan_parts),
    (hierarchy.STRATEGY, hierarchy.strategies),
    (hierarchy.PROGRAMME, hierarchy.programmes),
    (hierarchy.TITLE_SPAN, hierarchy.title_spans),
    (amounts.STATED_AMOUNT, amounts.stated_amounts),
    (allocation.ALLOCATION, allocation.allocations),
    (allocation.ANNOUNCEMENT, allocation.announcements),
    (allocation.DISBURSEMENT, allocation.disbursements),
    (spending.SPENDING_PLAN, spending.spending_plans),
    (spending.SPENDING_ROW, spending.spending_rows),
    (personnel.PERSONNEL_MONEY, personnel.personnel_money),
    (plan.PLAN_TABLE, plan.plan_tables),
    (plan.FUNDING_WINDOW, plan.funding_windows),
    (project.PROJECT, project.projects),
    (works.CONSTRUCTION, works.constructions),
    (project.COMPOSITE, project.composites),
    (indicator.INDICATOR, indicator.indicators),
    (indicator.MONTH_TABLE, indicator.month_tables),
    (indicator_set.INDICATOR_SET, indicator_set.indicator_sets),
    (milestone.MILESTONES, milestone.milestones),
    (reported.SHARE, reported.shares),
    (reported.STATED_RESULT, reported.stated_results),
    (reported.DISTRIBUTION, reported.distributions),
    (reported.TARGET_RESULT, reported.target_results),
    (proposal.PROPOSAL, proposal.proposals),
    (form.ALIGNMENT, form.alignments),
    (form.TARGET_GROUP, form.target_groups),
    (form.WORK_PLAN, form.work_plans),
    (form.FUNDING_LINE, form.funding_lines),
    (proposal.BUDGET, proposal.budgets),
    (proposal.COST_LINE, proposal.cost_lines),
    (office_table.OFFICE_ROW, office_table.office_rows),
    (office_table.ALLOCATION_ROW, office_table.allocation_rows),
    (office_column.OFFICE_COLUMN, office_column.office_columns),
    (activity_cost.ACTIVITY_COST, activity_cost.activity_costs),
    (stock_path.STOCK_PATH, stock_path.stock_paths),
    (network_plan.NETWORK_TARGET, network_plan.network_targets),
    (network_plan.NETWORK_PLAN, network_plan.network_plans),
    (network_plan.INFORMAL_WORKERS, network_plan.informal_workers),
    (network_plan.PAYMENT_CYCLE, network_plan.payment_cycles),
    (rates.SAVINGS, rates.savings),
    (rates.PRINTED_CUT, rates.printed_cuts),
    (rates.BENEFIT_USE, rates.benefit_uses),
    (rates.SERVICE_CASES, rates.service_cases),
    (monitoring.MONITORING, monitoring.monitorings),
    (monitoring.REPORTED_RESULT, monitoring.reported_results),
    *ledger.LEDGER,
    (claim.CLAIM, claim.claims),
)

DOCUMENTS: tuple[type, ...] = (Plan, Proposal, OfficeTable, ledger_rows.Ledger)
"""The documents that subjects are found in."""

SUBJECTS: Mapping[str, Subject] = {subject.name: subject for subject, _ in _INSTANCES}
"""Every subject by its name in rules."""


def subjects_of(document: object) -> Iterator[tuple[Subject, list[Row]]]:
    """Yield each subject that the document has instances of, with the instances in document order."""
    for subject, instances in _INSTANCES:
        rows = list(instances(document))
        if rows:
            yield subject, rows


def own_day(document: object) -> date | None:
    """Return the last day of the document's own year (or of the months it covers); None where it states neither."""
    for name in ("year", "period", "duration"):
        span = getattr(document, name, None)
        if span is not None:
            end: date = span.end
            return end
    return None
