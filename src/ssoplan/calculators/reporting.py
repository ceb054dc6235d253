"""When reports are due, how late they are, who receives them, and who gets a notice of arrears.

Due days are those printed: no document says that a holiday moves one. Moving them is the option
``option.deadline_shift``.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ssoplan.calculators.checks import check_choice, check_day, check_each, check_kind, check_positive
from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.worksheet import Figures, Worksheet, calculator
from ssoplan.calendar import Month, due_date
from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ssoplan.errors import Language
    from ssoplan.parameters import Parameters

__all__ = [
    "Arrears",
    "Form",
    "arrears_notices",
    "bodies_above",
    "chain_of",
    "chain_words",
    "days_late",
    "due_days_on",
    "report_due_day",
    "report_due_days",
]


Form = Literal["sso_budget", "opdc"]
"""The two reports: every month through the SSO Budget system (REP-01), or on the form of the OPDC (REP-04)."""

_DUE_DAY: Mapping[Form, str] = {"sso_budget": "report.monthly.due_day", "opdc": "report.opdc.due_day"}


@calculator
def report_due_day(
    sheet: Worksheet,
    month: Month,
    *,
    form: Form = "sso_budget",
    on: dt.date,
    parameters: Parameters | None = None,
) -> dt.date:
    """Return the day by which the report on a month is due (REP-01, REP-04).

    The day printed holds; whether it moves off weekends and holidays is the option ``option.deadline_shift``.

    Args:
        month: The month reported.
        form: The report in question.
        on: The day whose policy holds, such as the last day of the plan's year.
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        CalendarError: The month of the report has no such day.
        MissingLibraryError: A shift was asked for and the extra ``holidays`` is not installed.

    >>> import datetime as dt
    >>> report_due_day(Month(2566, 1), on=dt.date(2023, 12, 31)).value
    datetime.date(2023, 2, 5)
    """
    return due_days_on(sheet, [month], form, sheet.figures(parameters, on=on))[0]


@calculator
def report_due_days(
    sheet: Worksheet,
    months: Sequence[Month],
    *,
    form: Form = "sso_budget",
    on: dt.date,
    parameters: Parameters | None = None,
) -> list[dt.date]:
    """Return the day by which each monthly report is due, in the order of the months; arguments as in `report_due_day`.

    >>> import datetime as dt
    >>> months = Month.range(Month(2555, 11), Month(2556, 4))
    >>> days = report_due_days(months, form="opdc", on=dt.date(2013, 4, 30)).value
    >>> len(days), days[0], days[-1]
    (6, datetime.date(2012, 12, 3), datetime.date(2013, 5, 3))
    """
    return due_days_on(sheet, months, form, sheet.figures(parameters, on=on))


def due_days_on(sheet: Worksheet, months: Sequence[Month], form: Form, figures: Figures) -> list[dt.date]:
    """Return due days on the sheet of a calculator that needs them; see `report_due_days`."""
    check_each(months, Month, name="months")
    check_choice(form, _DUE_DAY, "form")
    day, lag = figures.count(_DUE_DAY[form]), figures.count(_LAG)
    shift = figures["option.deadline_shift"]
    return [
        sheet.step(
            _DUE,
            month=month,
            day=day,
            result=due_date((month + lag).be, (month + lag).number, day, shift=shift),
        )
        for month in months
    ]


@calculator
def days_late(sheet: Worksheet, due: dt.date, submitted: dt.date | None, *, as_of: dt.date) -> int:
    """Return the days by which a report is late, as seen on a day: 0 if it came in time or is not due yet.

    Args:
        due: The day by which it is due.
        submitted: The day on which it came; None, or a day after ``as_of``, for one still outstanding.
        as_of: The day on which one looks.

    Raises:
        CalendarTypeError: One of them is no day.
        CalculatorError: One of them has a year of the Buddhist era.

    >>> import datetime as dt
    >>> days_late(dt.date(2023, 2, 5), None, as_of=dt.date(2023, 2, 8)).value
    3
    """
    check_day(due, "due")
    check_day(as_of, "as_of")
    end = as_of if submitted is None else min(check_day(submitted, "submitted"), as_of)
    return sheet.step(_LATE, end=end, due=due, result=max((end - due).days, 0))


@calculator
def bodies_above(
    sheet: Worksheet, body: str, *, on: dt.date, parameters: Parameters | None = None
) -> list[str]:
    """Return the bodies to which results go after one of them, in order (REP-05).

    Args:
        body: A body of the chain (``report.escalation.bodies``).
        on: The day whose chain holds.
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        CalculatorError: The body is not in the chain.

    >>> import datetime as dt
    >>> bodies_above("boards", on=dt.date(2023, 12, 31)).value
    ['department_meeting']
    """
    figures = sheet.figures(parameters, on=on)
    chain = chain_of(figures)
    if body not in chain:
        raise CalculatorError("unknown-body", body=body, choices=", ".join(chain))
    above = chain[chain.index(body) + 1 :]
    return sheet.step(
        _ABOVE, body=chain_words(figures, [body]), above=chain_words(figures, above), result=list(above)
    )


def chain_of(figures: Figures) -> tuple[str, ...]:
    """Return the bodies that receive results, in order."""
    chain: tuple[str, ...] = figures[_CHAIN]
    return chain


def chain_words(figures: Figures, bodies: Sequence[str]) -> list[Message | str]:
    """Return the names of bodies, as the policy words them."""
    words = dict(figures.store[_CHAIN].words)
    return [words.get(body, body) for body in bodies]


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
    notice_by: dt.date

    def text(self, lang: Language = "en") -> str:
        """Return the notice in one line; the person by the id given."""
        return _NOTICE.text(lang, person=self.person_id, missed=len(self.missed))


@calculator
def arrears_notices(
    sheet: Worksheet,
    contributions: Sequence[tuple[str, Month, bool]],
    *,
    check: Month,
    on: dt.date | None = None,
    parameters: Parameters | None = None,
) -> list[Arrears]:
    """Return who has to get a notice of arrears in one month's check (REP-07), in the order of their ids.

    A stretch of missed months begins after the last month paid, or with the person's first month on record; a month
    without an entry is one for which nothing came. Whoever has no entry for the month before the check is not on the
    list.

    Args:
        contributions: Person, month and whether the contribution was paid, in any order.
        check: The month of the check.
        on: The day whose policy holds; the first day of the check's month unless stated.
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        CalculatorError: The number of months is not above zero, or an entry is not of a person, a month and a bool.
        CalendarError: The month of the check has no such day.

    >>> rows = [("A", Month(2556, 1), False), ("A", Month(2556, 2), False), ("B", Month(2556, 2), False)]
    >>> notice, = arrears_notices(rows, check=Month(2556, 3)).value
    >>> notice.person_id, len(notice.missed), notice.notice_by
    ('A', 2, datetime.date(2013, 3, 15))
    """
    check_kind(check, Month, name="check")
    figures = sheet.figures(parameters, on=check.start if on is None else on)
    least = check_positive(figures.count("report.arrears.missed_months"), "missed_months")
    day, shift = figures.count("report.arrears.check_day"), figures["option.deadline_shift"]
    notice_by = sheet.step(_CHECK_BY, result=due_date(check.be, check.number, day, shift=shift))
    of_person: dict[str, dict[Month, bool]] = defaultdict(dict)
    for person, month, paid in map(_entry, check_each(contributions, tuple, list, name="contributions")):
        of_person[person][month] = paid or of_person[person].get(month, False)
    found = ((person, _missed(paid, check - 1, least)) for person, paid in sorted(of_person.items()))
    notices = [
        Arrears(person_id=person, missed=missed, notice_by=notice_by) for person, missed in found if missed
    ]
    sheet.step(_NOTICES, least=least, result=len(notices))
    return notices


def _entry(given: Any) -> tuple[str, Month, bool]:
    """Return a person, a month and whether it was paid."""
    kinds = (str, Month, bool)
    if len(given) != len(kinds) or not all(map(isinstance, given, kinds)):
        raise CalculatorError("not-an-entry", value=given)
    person, month, paid = given
    return person, month, paid


def _missed(paid: Mapping[Month, bool], last: Month, least: int) -> tuple[Month, ...]:
    """Return the stretch of missed months that ends with ``last``, or none if it is too short."""
    if paid.get(last, True):
        return ()
    kept = [month for month, was_paid in paid.items() if was_paid and month < last]
    begin = max(kept) + 1 if kept else min(paid)
    stretch = Month.range(begin, last)
    return stretch if len(stretch) >= least else ()


_LAG = "report.monthly.month_lag"
_CHAIN = "report.escalation.bodies"
_DUE = Message(
    en="report on {month}: by day {day} of the month it is due in = {result}",
    th="รายงานของเดือน{month}: ภายในวันที่ {day} ของเดือนที่ครบกำหนด = {result}",
)
_LATE = Message(en="{end} − {due}, not below 0 = {result} days", th="{end} − {due} (ไม่ต่ำกว่า 0) = {result} วัน")
_ABOVE = Message(en="after {body}: {above}", th="ลำดับถัดจาก {body}: {above}")
_CHECK_BY = Message(en="checked by {result}", th="ตรวจสอบภายในวันที่ {result}")
_NOTICES = Message(
    en="persons who missed {least} months in a row or more: {result}",
    th="ขาดส่งเงินสมทบติดต่อกันตั้งแต่ {least} เดือนขึ้นไป: {result} คน",
)
_NOTICE = Message(en="{person}: {missed} months", th="{person}: {missed} เดือน")
