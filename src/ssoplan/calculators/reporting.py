"""When reports are due, how late they are, who receives them, and who gets a notice of arrears.

Due days are those printed: no document says that a holiday moves one. Moving them is a named option (``shift``).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import attrs

from ssoplan.calculators.errors import CalculatorError, check_count, check_positive
from ssoplan.calendar import Month, due_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ssoplan.calendar.office_days import Shift

__all__ = [
    "Arrears",
    "arrears_notices",
    "bodies_above",
    "days_late",
    "report_due_day",
    "report_due_days",
]


def report_due_day(month: Month, *, due_day: int, month_lag: int, shift: Shift = "none") -> date:
    """Return the day by which the report on a month is due (REP-01, REP-04).

    Args:
        month: The month reported.
        due_day: Day of the month (``report.monthly.due_day``, ``report.opdc.due_day``).
        month_lag: Months between the month reported and that of the report (``report.monthly.month_lag``).
        shift: Whether the day moves off weekends and holidays; printed nowhere, so ``"none"`` unless asked for.

    Raises:
        CalendarError: The month of the report has no such day.
        MissingLibraryError: A shift was asked for and the extra ``holidays`` is not installed.

    >>> report_due_day(Month(2566, 1), due_day=5, month_lag=1)
    datetime.date(2023, 2, 5)
    """
    report = month + check_count(month_lag, "month_lag")
    return due_date(report.be, report.number, due_day, shift=shift)


def report_due_days(
    months: Iterable[Month], *, due_day: int, month_lag: int, shift: Shift = "none"
) -> tuple[date, ...]:
    """Return the day by which each monthly report is due, in the order of the months.

    >>> days = report_due_days(Month.range(Month(2555, 11), Month(2556, 4)), due_day=3, month_lag=1)
    >>> len(days), days[0], days[-1]
    (6, datetime.date(2012, 12, 3), datetime.date(2013, 5, 3))
    """
    return tuple(report_due_day(each, due_day=due_day, month_lag=month_lag, shift=shift) for each in months)


def days_late(due: date, submitted: date | None, *, as_of: date) -> int:
    """Return the days by which a report is late, as seen on a day: 0 if it came in time or is not due yet.

    Args:
        due: The day by which it is due.
        submitted: The day on which it came; None, or a day after ``as_of``, for one still outstanding.
        as_of: The day on which one looks.

    >>> from datetime import date
    >>> days_late(date(2023, 2, 5), None, as_of=date(2023, 2, 8))
    3
    """
    end = as_of if submitted is None else min(submitted, as_of)
    return max((end - due).days, 0)


def bodies_above(body: str, *, chain: Sequence[str]) -> tuple[str, ...]:
    """Return the bodies to which results go after one of them, in order (REP-05).

    Args:
        body: A body of the chain.
        chain: All of them, the first to be told first (``report.escalation.bodies``).

    Raises:
        CalculatorError: The body is not in the chain.

    >>> bodies_above("boards", chain=("working_group", "boards", "department_meeting"))
    ('department_meeting',)
    """
    if body not in chain:
        raise CalculatorError("unknown-body", body=body, choices=", ".join(chain))
    return tuple(chain[chain.index(body) + 1 :])


@attrs.frozen(kw_only=True)
class Arrears:
    """Someone who missed contributions for so many months in a row that a notice is due.

    Attributes:
        person_id: The insured person.
        missed: The months missed, the last one the month before the check.
        notice_by: The day of the check, by which the notice has to be sent.
    """

    person_id: str
    missed: tuple[Month, ...]
    notice_by: date


def arrears_notices(
    contributions: Iterable[tuple[str, Month, bool]],
    *,
    check: Month,
    missed_months: int,
    check_day: int,
    shift: Shift = "none",
) -> tuple[Arrears, ...]:
    """Return who has to get a notice of arrears in one month's check (REP-07), in the order of their ids.

    A stretch of missed months begins and ends with months on record as unpaid; a month without an entry between
    them counts as missed. Whoever has no entry for the month before the check is not on the list.

    Args:
        contributions: Person, month and whether the contribution was paid, in any order.
        check: The month of the check.
        missed_months: Months in a row from which a notice is sent (``report.arrears.missed_months``).
        check_day: Day of the month by which staff check (``report.arrears.check_day``).
        shift: As in `report_due_day`.

    Raises:
        CalculatorError: The number of months is not above zero.
        CalendarError: The month of the check has no such day.

    >>> rows = [("A", Month(2556, 1), False), ("A", Month(2556, 2), False), ("B", Month(2556, 2), False)]
    >>> notice, = arrears_notices(rows, check=Month(2556, 3), missed_months=2, check_day=15)
    >>> notice.person_id, len(notice.missed), notice.notice_by
    ('A', 2, datetime.date(2013, 3, 15))
    """
    least = check_positive(missed_months, "missed_months")
    notice_by = due_date(check.be, check.number, check_day, shift=shift)
    of_person: dict[str, dict[Month, bool]] = defaultdict(dict)
    for person, month, paid in contributions:
        of_person[person][month] = paid or of_person[person].get(month, False)
    found = ((person, _missed(paid, check - 1, least)) for person, paid in sorted(of_person.items()))
    return tuple(
        Arrears(person_id=person, missed=missed, notice_by=notice_by) for person, missed in found if missed
    )


def _missed(paid: Mapping[Month, bool], last: Month, least: int) -> tuple[Month, ...]:
    """Return the stretch of missed months that ends with ``last``, or none if it is too short."""
    if paid.get(last, True):
        return ()
    kept = [month for month, was_paid in paid.items() if was_paid and month < last]
    recorded = [month for month in paid if month <= last and (not kept or month > max(kept))]
    stretch = Month.range(min(recorded), last)
    return stretch if len(stretch) >= least else ()
