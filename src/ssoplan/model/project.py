"""Projects and routine work (งาน/โครงการ): the level of a plan at which money meets indicators."""

from __future__ import annotations

from ssoplan.model._entity import entity
from ssoplan.model.indicator import Indicator
from ssoplan.model.trace import Figure, Trace
from ssoplan.model.worded import Worded
from ssoplan.model.work import WorkPlanStep
from ssoplan.money import Baht

__all__ = ["BudgetStatus", "Project", "ProjectKind"]


class ProjectKind(Worded):
    """The heading under which a plan lists an item (งานประจำ, โครงการเดิม, โครงการใหม่)."""

    ROUTINE = "routine", "routine work", "งานประจำ"
    EXISTING = "existing_project", "existing project", "โครงการเดิม"
    NEW = "new_project", "new project", "โครงการใหม่"


class BudgetStatus(Worded):
    """What a plan says of an item's money when it prints no amount, or beside the amount."""

    ALLOCATED = "allocated", "allocated", "ได้รับจัดสรร"
    NOT_ALLOCATED = "not_allocated", "not allocated", "ไม่ได้รับจัดสรรงบประมาณ"
    NO_BUDGET = "no_budget", "without a budget", "ไม่มีงบประมาณ"


@entity
class Project:
    """An item of a plan: a project (existing or new) or routine work.

    Attributes:
        number: Its number within the strategy (or within the table of a provincial plan).
        title_th: The title as printed, with a span of years where the project runs longer than the plan.
        strategy: The number of its strategy.
        tactic: The code of its tactic, such as ``1.2``.
        programme: The number of its programme within the tactic.
        kind: Routine work, an existing or a new project; None where no heading is printed.
        office_th: The responsible office, as the list of abbreviations spells it.
        office_as_printed_th: The same as this item prints it.
        budget: The amount printed; None where none is printed or the copy lost it (see ``trace``).
        budget_status: What the plan says of the money in words.
        national_strategy: The number in the remark column (ยช.n).
        master_plan: The master-plan issue in the remark column.
        indicators: What is measured.
        composite: A row whose one cell holds several figures (รุ่น/คน/บาท), read as one series for each figure.
        unit_th: The unit of that row as printed.
        steps: The activities listed under a measure.
    """

    number: int
    title_th: str | None = None
    strategy: int | None = None
    tactic: str | None = None
    programme: int | None = None
    kind: ProjectKind | None = None
    office_th: str | None = None
    office_as_printed_th: str | None = None
    budget: Baht | None = None
    budget_status: BudgetStatus | None = None
    budget_as_printed_th: str | None = None
    national_strategy: int | None = None
    master_plan: int | None = None
    indicators: tuple[Indicator, ...] = ()
    composite: tuple[Indicator, ...] = ()
    unit_th: str | None = None
    steps: tuple[WorkPlanStep, ...] = ()
    figures: tuple[Figure, ...] = ()
    trace: Trace | None = None
