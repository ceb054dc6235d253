"""Which evaluations a year asks for, and what is open on a day (REP-01, REP-02, REP-03, REP-05).

A due day is printed for monthly reports only. Of the quarterly and the annual evaluation the plan prints how often, not
by when: they are open from the end of their period on, and that the next period's end is the last day is inferred.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from ssoplan.calculators.checks import check_day, check_kind
from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.reporting import chain_of, chain_words, due_days_on
from ssoplan.calculators.showing import show
from ssoplan.calculators.worksheet import Figures, Worksheet, calculator
from ssoplan.calendar import BudgetYear, FundYear, Month, Quarter, Year
from ssoplan.errors import Message
from ssoplan.model import Evaluation, ReportFrequency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssoplan.errors import Language
    from ssoplan.parameters import Parameters

__all__ = ["EvaluationDue", "evaluations_due", "last_day", "next_body", "period_of"]


@attrs.frozen(kw_only=True)
class EvaluationDue:
    """A report or evaluation whose period has ended.

    Attributes:
        frequency: Monthly, quarterly or annual.
        period: What it covers.
        due: The last day for it.
        printed: Whether that day is printed; False where it is inferred from how often results are due.
        late: Whether the day one looks is after it.
    """

    frequency: ReportFrequency
    period: Month | Quarter | Year
    due: dt.date
    printed: bool
    late: bool

    def text(self, lang: Language = "en") -> str:
        """Return it in one line."""
        return _DUE.text(lang, period=self.period.text(lang), due=show(self.due, lang))


def period_of(evaluation: Evaluation) -> Quarter | Year:
    """Return the quarter or the year that an evaluation covers.

    Raises:
        CalculatorError: It is quarterly without a number of the quarter, or annual with one.
    """
    quarterly = evaluation.frequency is ReportFrequency.QUARTERLY
    if quarterly is (evaluation.quarter is None):
        raise CalculatorError(
            "evaluation-period", frequency=evaluation.frequency.value, quarter=evaluation.quarter
        )
    if evaluation.quarter is None:
        return evaluation.year
    return Quarter(evaluation.year, evaluation.quarter)


def last_day(period: Quarter | Year) -> dt.date:
    """Return the last day of the period after one: results due every period come before the next ones."""
    return period.next.end


@calculator
def evaluations_due(
    sheet: Worksheet,
    year: Year,
    *,
    as_of: dt.date,
    on: dt.date | None = None,
    parameters: Parameters | None = None,
) -> list[EvaluationDue]:
    """Return every report and evaluation of a year whose period has ended by a day, with its last day.

    Args:
        year: The year of the plan.
        as_of: The day on which one looks.
        on: The day whose policy holds; the last day of the year unless stated.
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        ParameterWindowError: The documents print no reporting for that year.

    >>> import datetime as dt
    >>> from ssoplan.calendar import FundYear
    >>> made = evaluations_due(FundYear(2566), as_of=dt.date(2023, 4, 6))
    >>> [(due.frequency.value, due.due.isoformat(), due.late) for due in made.value]
    [('monthly', '2023-02-05', True), ('monthly', '2023-03-05', True), ('monthly', '2023-04-05', True), ('quarterly', '2023-06-30', False)]
    """
    check_kind(year, BudgetYear, FundYear, name="year")
    check_day(as_of, "as_of")
    figures = sheet.figures(parameters, on=year.end if on is None else on)
    found = [due for due in _asked(sheet, year, figures, as_of) if due.period.end < as_of]
    return sheet.step(_ENDED, as_of=as_of, count=len(found), result=found)


@calculator
def next_body(
    sheet: Worksheet,
    evaluation: Evaluation,
    *,
    on: dt.date | None = None,
    parameters: Parameters | None = None,
) -> str | None:
    """Return the body to which results go next (REP-05); None when the last one was told or nothing is handed in.

    Args:
        evaluation: The evaluation, with the bodies told so far.
        on: The day whose chain holds; the last day of the evaluation's year unless stated.
        parameters: The figures of policy; the published ones unless stated.

    Raises:
        CalculatorError: A body that was told is not in the chain.
    """
    check_kind(evaluation, Evaluation, name="evaluation")
    figures = sheet.figures(parameters, on=evaluation.year.end if on is None else on)
    chain = chain_of(figures)
    for told in evaluation.told:
        if told.body not in chain:
            raise CalculatorError("unknown-body", body=told.body, choices=", ".join(chain))
    if evaluation.submitted is None:
        return None
    reached = max((chain.index(told.body) for told in evaluation.told), default=-1)
    following = (*chain, None)[reached + 1]
    shown = None if following is None else chain_words(figures, [following])
    return sheet.step(_NEXT, told=reached + 1, next=shown, result=following)


def _asked(sheet: Worksheet, year: Year, figures: Figures, as_of: dt.date) -> Iterator[EvaluationDue]:
    days = due_days_on(sheet, year.months, "sso_budget", figures)
    for month, due in zip(year.months, days, strict=True):
        yield EvaluationDue(
            frequency=ReportFrequency.MONTHLY, period=month, due=due, printed=True, late=due < as_of
        )
    wanted = (
        (ReportFrequency.QUARTERLY, "report.quarterly.per_year", year.quarters),
        (ReportFrequency.ANNUAL, "report.annual.per_year", (year,)),
    )
    for frequency, times, periods in wanted:
        # Another number than one for each period is a what-if that names no periods.
        if figures.count(times) != len(periods):
            raise CalculatorError("unknown-periods", times=figures.count(times), periods=len(periods))
        for period in periods:
            last = last_day(period)
            yield EvaluationDue(
                frequency=frequency, period=period, due=last, printed=False, late=last < as_of
            )


_DUE = Message(en="{period}: by {due}", th="{period}: ภายใน {due}")
_ENDED = Message(
    en="ended by {as_of}: {count} reports and evaluations", th="สิ้นสุดรอบแล้ว ณ วันที่ {as_of}: {count} รายการ"
)
_NEXT = Message(en="{told} bodies told; next: {next}", th="เสนอแล้ว {told} คณะ ลำดับถัดไป: {next}")
