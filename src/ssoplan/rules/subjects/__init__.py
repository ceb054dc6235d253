"""What rules speak about: for each subject, its facts, and where its instances stand in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.rules.subjects import (
    allocation,
    amounts,
    indicator,
    office_table,
    plan,
    project,
    proposal,
    spending,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from ssoplan.rules.facts import Row, Subject

__all__ = ["SUBJECTS", "own_day", "subjects_of"]

_INSTANCES: tuple[tuple[Subject, Callable[[object], Iterator[Row]]], ...] = (
    (amounts.STATED_AMOUNT, amounts.stated_amounts),
    (allocation.ALLOCATION, allocation.allocations),
    (allocation.ANNOUNCEMENT, allocation.announcements),
    (allocation.DISBURSEMENT, allocation.disbursements),
    (spending.SPENDING_PLAN, spending.spending_plans),
    (spending.SPENDING_ROW, spending.spending_rows),
    (plan.PLAN_TABLE, plan.plan_tables),
    (plan.FUNDING_WINDOW, plan.funding_windows),
    (project.PROJECT, project.projects),
    (project.COMPOSITE, project.composites),
    (indicator.INDICATOR, indicator.indicators),
    (indicator.MONTH_TABLE, indicator.month_tables),
    (proposal.PROPOSAL, proposal.proposals),
    (proposal.BUDGET, proposal.budgets),
    (proposal.COST_LINE, proposal.cost_lines),
    (office_table.OFFICE_ROW, office_table.office_rows),
    (office_table.OFFICE_COLUMN, office_table.office_columns),
)

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
