"""Strategies, tactics and programmes of a plan, and the plans above it that it serves."""

from __future__ import annotations

from enum import StrEnum

from ssoplan.model._entity import entity
from ssoplan.model.indicator import Indicator
from ssoplan.model.trace import Figure, Trace
from ssoplan.model.worded import Worded

__all__ = ["Alignment", "AlignmentSlot", "PlanLevel", "Programme", "Strategy", "Tactic", "UpperPlan"]


class PlanLevel(StrEnum):
    """The three levels of plans (แผน 3 ระดับ)."""

    L1 = "L1"
    L2 = "L2"
    L3 = "L3"


@entity
class UpperPlan:
    """A plan above the SSO's own: the national strategy, a master plan, a five-year plan, a policy.

    Attributes:
        period: First and last BE year.
        total: How many strategies, issues or milestones it has.
        relevant: The numbers of those that concern the SSO, as printed.
        indicators: Indicators that it sets for the SSO's work.
    """

    level: PlanLevel
    name_th: str
    period: tuple[int, int] | None = None
    total: int | None = None
    relevant: tuple[int | str, ...] = ()
    declared_relevant: int | None = None
    indicators: tuple[Indicator, ...] = ()
    figures: tuple[Figure, ...] = ()
    trace: Trace | None = None


@entity
class Programme:
    """A programme (แผนงาน) of a tactic, numbered within it."""

    number: int
    name_th: str
    goals_th: tuple[str, ...] = ()
    trace: Trace | None = None


@entity
class Tactic:
    """A tactic (กลยุทธ์) of a strategy.

    Attributes:
        code: Strategy number and tactic number, such as ``1.2``.
        declared_programmes: How many programmes the plan says it has.
    """

    code: str
    name_th: str
    name_en: str | None = None
    goal_th: str | None = None
    declared_programmes: int | None = None
    programmes: tuple[Programme, ...] = ()
    trace: Trace | None = None


@entity
class Strategy:
    """A strategy (ยุทธศาสตร์) of a plan, with its goal, tactics and indicators.

    Attributes:
        declared_tactics: How many tactics the plan says it has.
    """

    number: int
    name_th: str
    name_en: str | None = None
    goal_th: str | None = None
    outcome_th: str | None = None
    declared_tactics: int | None = None
    tactics: tuple[Tactic, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    figures: tuple[Figure, ...] = ()
    trace: Trace | None = None


class AlignmentSlot(Worded):
    """The lines of the form that link a proposal to higher plans (ความสอดคล้องเชิงยุทธศาสตร์)."""

    NATIONAL_STRATEGY = "national_strategy", "the national strategy", "ยุทธศาสตร์ชาติ"
    MASTER_PLAN = "master_plan", "the master plan", "แผนแม่บทภายใต้ยุทธศาสตร์ชาติ"
    REFORM_PLAN = "reform_plan", "the national reform plan", "แผนการปฏิรูปประเทศ"
    SSO_STRATEGY = "sso_strategy", "the strategy of the SSO", "ยุทธศาสตร์ของสำนักงานประกันสังคม"
    TACTIC = "tactic", "the tactic", "กลยุทธ์"


@entity
class Alignment:
    """One line of the alignment section: the slot of the form, and what was written into it.

    Attributes:
        slot: Which higher plan the form asks for here.
        number: The strategy or issue number that the text names.
        code: The code of a tactic.
        holds: Which slot's content the text really is, where the transcription identifies it.
    """

    slot: AlignmentSlot
    label_th: str | None = None
    text_th: str | None = None
    number: int | None = None
    code: str | None = None
    holds: AlignmentSlot | None = None
    figures: tuple[Figure, ...] = ()
    trace: Trace | None = None
