"""Reporting: who follows a plan, when reports are due, and a month's report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ssoplan.calendar.months import Month
from ssoplan.model._entity import entity
from ssoplan.model.trace import Figure, Trace
from ssoplan.model.worded import Worded

__all__ = ["Monitoring", "ProgressReport", "ReportFrequency"]


class ReportFrequency(Worded):
    """How often a report is due."""

    MONTHLY = "monthly", "monthly", "รายเดือน"
    QUARTERLY = "quarterly", "quarterly", "รายไตรมาส"
    ANNUAL = "annual", "annual", "รายปี"


@entity
class Monitoring:
    """How a plan says its progress is followed.

    Attributes:
        due_day: The day of the month by which a report is due, as printed.
        system: The system through which reports go.
        bodies_th: The bodies of the escalation chain, in order.
    """

    due_day: int | None = None
    frequencies: tuple[ReportFrequency, ...] = ()
    system: str | None = None
    channel_th: str | None = None
    bodies_th: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    trace: Trace | None = None


@entity
class ProgressReport:
    """A month's report on one indicator (รายงานความคืบหน้าตัวชี้วัด).

    Attributes:
        office_th: Who reports.
        project: The number of the project, within its strategy.
        indicator: The number of the indicator within the project.
        month: The month that the report covers.
        submitted: The day it was entered; None while it is outstanding.
        result: The value reached.
        as_of: The day to which the result runs.
    """

    office_th: str
    month: Month
    strategy: int | None = None
    project: int | None = None
    indicator: int | None = None
    submitted: date | None = None
    result: int | Decimal | None = None
    as_of: date | None = None
    trace: Trace | None = None
