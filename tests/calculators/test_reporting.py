"""Due days, lateness, the chain of reporting, and notices of arrears."""

from __future__ import annotations

import datetime as dt

import pytest

from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.reporting import (
    Arrears,
    arrears_notices,
    bodies_above,
    days_late,
    report_due_day,
    report_due_days,
)
from ssoplan.calendar import FundYear, Month
from ssoplan.parameters import Parameters

JAN, FEB, MARCH = (Month(2556, number) for number in (1, 2, 3))
DUE = dt.date(2023, 2, 5)
IN_2566, IN_2556 = dt.date(2023, 12, 31), dt.date(2013, 4, 30)
CHAIN = Parameters.default().value("report.escalation.bodies", on=FundYear(2566).end)


class TestDueDays:
    def test_the_printed_day_is_kept(self) -> None:
        """The report on January 2566 is due on Sunday, 5 February: no published rule moves it."""
        due = report_due_day(Month(2566, 1), on=IN_2566).value
        assert (due, due.strftime("%A")) == (DUE, "Sunday")

    def test_shifting_is_asked_for(self) -> None:
        """Where a shift is asked for, that Sunday moves to an office day."""
        pytest.importorskip("holidays")
        moved = Parameters.default().override({"option.deadline_shift": "previous_office_day"})
        due = report_due_day.plain(Month(2566, 1), on=IN_2566, parameters=moved)
        assert due == dt.date(2023, 2, 3)

    def test_weekends_of_2566(self) -> None:
        """In 2566 the 5th is a weekend in February, March, August and November."""
        months = (FundYear(2566).months[0] - 1, *FundYear(2566).months[:-1])
        due = report_due_days.plain(months, on=IN_2566)
        assert [day.month for day in due if day.isoweekday() > 5] == [2, 3, 8, 11]

    def test_the_reports_of_yasothon(self) -> None:
        """Six reports on the OPDC form: 3 December 2555 to 3 May 2556."""
        due = report_due_days.plain(Month.range(Month(2555, 11), Month(2556, 4)), form="opdc", on=IN_2556)
        assert due == [dt.date(2012 + (month > 12), (month - 1) % 12 + 1, 3) for month in range(12, 18)]

    def test_a_report_in_its_own_month(self) -> None:
        """Where the lag is overridden by none, the report is due in the month that it covers."""
        policy = Parameters.default().override({"report.monthly.month_lag": 0})
        assert report_due_day.plain(MARCH, on=IN_2566, parameters=policy) == dt.date(2013, 3, 5)

    def test_an_unknown_form_is_refused(self) -> None:
        """There are two forms of the monthly report."""
        with pytest.raises(CalculatorError, match="choose one of sso_budget, opdc"):
            report_due_day(MARCH, form="other", on=IN_2566)  # type: ignore[arg-type]  # on purpose


@pytest.mark.parametrize(
    ("submitted", "as_of", "late"),
    [
        (DUE, dt.date(2023, 3, 1), 0),
        (dt.date(2023, 2, 4), dt.date(2023, 3, 1), 0),
        (dt.date(2023, 2, 6), dt.date(2023, 3, 1), 1),
        (dt.date(2023, 2, 20), dt.date(2023, 2, 8), 3),
        (None, dt.date(2023, 2, 5), 0),
        (None, dt.date(2023, 2, 6), 1),
        (None, dt.date(2023, 2, 1), 0),
    ],
)
def test_days_late(submitted: dt.date | None, as_of: dt.date, late: int) -> None:
    """A report is late from the day after it was due, until it comes or one looks."""
    assert late == days_late.plain(DUE, submitted, as_of=as_of)


class TestChain:
    def test_results_go_upwards(self) -> None:
        """After the boards only the department meeting is told; the first body has four above it."""
        assert bodies_above.plain("boards", on=IN_2566) == ["department_meeting"]
        assert bodies_above.plain("working_group", on=IN_2566) == list(CHAIN[1:])

    def test_an_unknown_body_is_refused(self) -> None:
        """The error lists the bodies of the chain."""
        with pytest.raises(CalculatorError, match="choose one of working_group, budget_subcommittee"):
            bodies_above("cabinet", on=IN_2566)


def notices(*rows: tuple[str, Month, bool], check: Month = MARCH) -> list[Arrears]:
    """Return the notices of one check by the policy of 2556."""
    return arrears_notices.plain(rows, check=check)


class TestArrears:
    def test_the_published_case(self) -> None:
        """Who missed January and February is due for notice in the check of 15 March."""
        found = notices(("A", JAN, False), ("A", FEB, False))
        assert found == [Arrears(person_id="A", missed=(JAN, FEB), notice_by=dt.date(2013, 3, 15))]

    @pytest.mark.parametrize(
        "rows",
        [
            [(FEB, False)],
            [(JAN, True), (FEB, False)],
            [(JAN, False), (FEB, True)],
            [(JAN, False)],
            [(JAN - 1, False), (JAN, True), (FEB, False)],
            [],
        ],
    )
    def test_nobody_else_is_on_the_list(self, rows: list[tuple[Month, bool]]) -> None:
        """One month missed, one paid since, or no entry for the month before the check: no notice."""
        assert notices(*(("A", month, paid) for month, paid in rows)) == []

    def test_a_month_without_an_entry_counts_as_missed(self) -> None:
        """Between two months on record as unpaid nothing was paid either."""
        (found,) = notices(("A", JAN - 1, False), ("A", FEB, False))
        assert found.missed == (JAN - 1, JAN, FEB)

    def test_an_entry_of_payment_wins(self) -> None:
        """Two entries for one month, one of them paid: the month is paid."""
        assert notices(("A", JAN, False), ("A", FEB, False), ("A", FEB, True)) == []

    def test_later_months_do_not_matter(self) -> None:
        """What was paid in the month of the check does not undo the notice; persons come in order."""
        rows = [(who, month, False) for who in ("B", "A") for month in (JAN, FEB)]
        found = notices(*rows, ("A", MARCH, True))
        assert [each.person_id for each in found] == ["A", "B"]

    def test_a_stretch_of_no_months_is_refused(self) -> None:
        """A notice needs at least one missed month."""
        policy = Parameters.default().override({"report.arrears.missed_months": 0})
        with pytest.raises(CalculatorError, match="missed_months is 0"):
            arrears_notices([], check=MARCH, parameters=policy)
