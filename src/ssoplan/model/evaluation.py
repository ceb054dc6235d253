"""An evaluation of results over a quarter or a year, and the bodies to which it went."""

from __future__ import annotations

from datetime import date

from ssoplan.calendar.years import Year
from ssoplan.model._entity import entity
from ssoplan.model.progress import ReportFrequency
from ssoplan.model.trace import Trace

__all__ = ["BodyTold", "Evaluation"]


@entity
class BodyTold:
    """A body of the chain of reporting that was told of the results, and the day of its meeting."""

    body: str
    on: date


@entity
class Evaluation:
    """The evaluation of one office's results over a quarter (รายไตรมาส) or a year, as seen on a day.

    Attributes:
        office_th: Whose results.
        frequency: Quarterly or annual.
        year: The fund year or budget year.
        quarter: The number of the quarter in that year; None for the whole year.
        as_of: The day on which one looks.
        submitted: The day on which the evaluation was handed in; None while it is outstanding.
        told: The bodies that were told, in the order of time.
    """

    office_th: str
    frequency: ReportFrequency
    year: Year
    as_of: date
    quarter: int | None = None
    submitted: date | None = None
    told: tuple[BodyTold, ...] = ()
    trace: Trace | None = None
