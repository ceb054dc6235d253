"""How the work of a project is laid out: steps over months, risks, the people who decide, whom it serves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from ssoplan.model._entity import entity
from ssoplan.model.indicator import Comparator
from ssoplan.model.trace import Trace

__all__ = ["Approval", "ApprovalRole", "Risk", "TargetGroup", "WorkPlanStep"]


class ApprovalRole(StrEnum):
    """What an official does for a proposal."""

    RESPONSIBLE = "responsible"
    PROPOSER = "proposer"
    ENDORSER = "endorser"
    APPROVER = "approver"


@entity
class WorkPlanStep:
    """A step of the work plan (แผนการดำเนินงาน), with the columns of its bar.

    Attributes:
        number: Its number in the list.
        code: The number as printed where it is not a sequence.
        first_column: The month column in which the bar begins, from 1, as drawn.
        last_column: The column in which it ends, as drawn: a damaged drawing may end in a thirteenth.
        payment_method: How the step pays, where it says so.
    """

    text_th: str
    number: int | None = None
    code: str | None = None
    first_column: int | None = None
    last_column: int | None = None
    payment_method: str | None = None
    trace: Trace | None = None


@entity
class TargetGroup:
    """Whom a project is for (กลุ่มเป้าหมาย): how many, measured against which stock on which day.

    Attributes:
        count: Persons.
        comparator: Such as "not less than".
        base_share_percent: The least share of the base that the count has to be.
        base_th: The stock that it is a share of.
        base_date: The day of that stock.
        printed_number_th: The item number as printed.
    """

    key: str
    count: int | None = None
    comparator: Comparator | None = None
    comparator_th: str | None = None
    base_share_percent: int | Decimal | None = None
    base_th: str | None = None
    base_date: date | None = None
    eligibility_th: str | None = None
    printed_number_th: str | None = None
    trace: Trace | None = None


@entity
class Risk:
    """A risk of a project and how it is met (ความเสี่ยงของโครงการและแนวทางการจัดการ)."""

    risk_th: str
    mitigation_th: str | None = None
    partner_agencies_th: tuple[str, ...] = ()
    trace: Trace | None = None


@entity
class Approval:
    """One signature under a proposal.

    Attributes:
        role: Responsible, proposer, endorser or approver.
        official: Who signs, as a pseudonym that is the same for the same person within a document.
        position_th: The position, with the acting capacity (ปฏิบัติราชการแทน) where one is stated.
        decision_th: The decision as printed.
    """

    role: ApprovalRole
    official: str | None = None
    role_th: str | None = None
    position_th: str | None = None
    decision_th: str | None = None
    trace: Trace | None = None
