"""A proposal (แบบเสนอขออนุมัติโครงการ): the form in fifteen sections by which a province asks for a project."""

from __future__ import annotations

from ssoplan.calendar.period import Period
from ssoplan.calendar.years import Year
from ssoplan.model._entity import entity
from ssoplan.model.budget import ProjectBudget
from ssoplan.model.indicator import Indicator
from ssoplan.model.office import Office, OfficeTable
from ssoplan.model.strategy import Alignment
from ssoplan.model.trace import Figure, Trace
from ssoplan.model.work import Approval, Risk, TargetGroup, WorkPlanStep

__all__ = ["Proposal", "ProposalSection"]


@entity
class ProposalSection:
    """The heading of a section of the form, as numbered in the document.

    Attributes:
        number: The number as printed.
        key: Which of the form's sections it is: ``project_name``, ``strategic_alignment``, ``rationale``,
            ``objectives``, ``activities``, ``target_group``, ``duration``, ``indicators``, ``expected_results``,
            ``workplan``, ``budget``, ``risks``, ``responsible_person``, ``proposer``, ``approver``, ``endorser``.
        items: How many points the section lists, where they were counted and not transcribed.
    """

    number: int
    title_th: str
    key: str | None = None
    items: int | None = None
    trace: Trace | None = None


@entity
class Proposal:
    """A project proposal of a provincial office.

    Attributes:
        title_th: The name of the project.
        document: The id of the source document.
        form_th: The name of the form.
        fund_th: The fund that it asks, as printed.
        sections: The headings that the document has, in order.
        alignments: The links to higher plans.
        activities: What will be done.
        target_groups: Whom it is for.
        duration_th: The duration as printed, and ``duration`` the same as days.
        work_plan: The steps over the months.
        month_columns: The month columns of the work plan as headed.
        office_table: The national table that allots the project to offices, where it is attached.
    """

    title_th: str
    document: str | None = None
    year: Year | None = None
    office: Office | None = None
    form_th: str | None = None
    fund_th: str | None = None
    sections: tuple[ProposalSection, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    activities: tuple[WorkPlanStep, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    duration_th: str | None = None
    duration: Period | None = None
    indicators: tuple[Indicator, ...] = ()
    work_plan: tuple[WorkPlanStep, ...] = ()
    month_columns: tuple[int, ...] = ()
    budget: ProjectBudget | None = None
    risks: tuple[Risk, ...] = ()
    approvals: tuple[Approval, ...] = ()
    office_table: OfficeTable | None = None
    figures: tuple[Figure, ...] = ()
    trace: Trace | None = None
