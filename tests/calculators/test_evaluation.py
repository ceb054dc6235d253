"""What a year asks to be reported, and what is open on a day."""

from __future__ import annotations

import datetime as dt

import pytest

from ssoplan import check
from ssoplan.calculators import Calculation, CalculatorError
from ssoplan.calculators.evaluation import evaluations_due, next_body, period_of
from ssoplan.calendar import FundYear, Quarter
from ssoplan.model import BodyTold, Evaluation, ReportFrequency
from ssoplan.parameters import Parameters, ParameterWindowError
from ssoplan.rules.subjects.ledger_rows import Ledger

YEAR = FundYear(2566)
CHAIN = Parameters.default().value("report.escalation.bodies", on=YEAR.end)
QUARTERLY, ANNUAL = ReportFrequency.QUARTERLY, ReportFrequency.ANNUAL


def evaluation(  # one argument a field
    *,
    frequency: ReportFrequency = QUARTERLY,
    quarter: int | None = 1,
    as_of: dt.date = dt.date(2023, 7, 1),
    submitted: dt.date | None = None,
    told: tuple[str, ...] = (),
    days: tuple[int, ...] = (1, 2, 3, 4, 5),
) -> Evaluation:
    """Return an evaluation of 2566 with bodies told on days of June."""
    meetings = tuple(
        BodyTold(body=body, on=dt.date(2023, 6, day)) for body, day in zip(told, days, strict=False)
    )
    return Evaluation(
        office_th="กนผ.",
        frequency=frequency,
        year=YEAR,
        quarter=quarter,
        as_of=as_of,
        submitted=submitted,
        told=meetings,
    )


def found(each: Evaluation) -> list[str]:
    """Return the ids of the rules that find something."""
    return [finding.rule.id for finding in check(Ledger(year=YEAR, evaluations=(each,))).findings]


class TestDue:
    @pytest.mark.parametrize(
        ("as_of", "ended"),
        [
            (dt.date(2023, 1, 31), 0),
            (dt.date(2023, 2, 1), 1),
            (dt.date(2023, 3, 31), 2),
            (dt.date(2023, 4, 1), 4),
            (dt.date(2023, 12, 31), 14),
            (dt.date(2024, 1, 1), 17),
        ],
    )
    def test_what_has_ended(self, as_of: dt.date, ended: int) -> None:
        """Twelve reports, four quarterly and one annual evaluation: each from the day after its period on."""
        assert ended == len(evaluations_due.plain(YEAR, as_of=as_of))

    @pytest.mark.parametrize(("day", "late"), [(5, False), (6, True)])
    def test_late_from_the_day_after(self, day: int, late: bool) -> None:  # noqa: FBT001  # parametrized
        """The report on January is late from 6 February on; its day is printed."""
        (january,) = evaluations_due.plain(YEAR, as_of=dt.date(2023, 2, day))
        assert (late, True, dt.date(2023, 2, 5)) == (january.late, january.printed, january.due)

    def test_no_day_is_printed_for_quarters_and_years(self) -> None:
        """The last day of quarterly and annual evaluations is inferred, and marked so."""
        made = evaluations_due.plain(YEAR, as_of=dt.date(2024, 1, 1))
        assert {(QUARTERLY, False), (ANNUAL, False), (ReportFrequency.MONTHLY, True)} == {
            (due.frequency, due.printed) for due in made
        }
        assert dt.date(2024, 12, 31) == made[-1].due

    def test_years_without_printed_reporting_are_refused(self) -> None:
        """For 2570 no day of reporting is known."""
        with pytest.raises(ParameterWindowError, match=r"report\.monthly"):
            evaluations_due(FundYear(2570), as_of=dt.date(2027, 5, 1))

    def test_record_and_back(self) -> None:
        """The list goes through JSON and can be computed again."""
        made = evaluations_due(YEAR, as_of=dt.date(2023, 4, 6))
        assert made.value == Calculation.from_json(made.to_json()).recompute().value


class TestChain:
    @pytest.mark.parametrize("told", range(6))
    def test_one_body_after_the_other(self, told: int) -> None:
        """The next body is the one after those told; after the last there is none."""
        each = evaluation(submitted=dt.date(2023, 5, 1), told=CHAIN[:told])
        assert (*CHAIN, None)[told] == next_body.plain(each)

    def test_nothing_handed_in_goes_nowhere(self) -> None:
        """Before the evaluation is handed in no body is next."""
        assert next_body.plain(evaluation()) is None

    def test_an_unknown_body_is_refused(self) -> None:
        """A body outside the chain is an error that lists the chain."""
        with pytest.raises(CalculatorError, match="not in the chain"):
            next_body(evaluation(told=("cabinet",)))


class TestRules:
    @pytest.mark.parametrize(
        ("day", "expected"), [(dt.date(2023, 6, 30), []), (dt.date(2023, 7, 1), ["REP-02a"])]
    )
    def test_a_quarter_is_reported_before_the_next_ends(self, day: dt.date, expected: list[str]) -> None:
        """The first quarter's results are overdue from 1 July on."""
        assert expected == found(evaluation(as_of=day))

    def test_handed_in_on_the_last_day(self) -> None:
        """Results of the last day are in time, those of the day after are not."""
        assert [] == found(evaluation(submitted=dt.date(2023, 6, 30)))
        assert ["REP-02a"] == found(evaluation(submitted=dt.date(2023, 7, 1)))

    def test_the_annual_report(self) -> None:
        """The report on 2566 is overdue from 1 January 2568 on."""
        late = evaluation(frequency=ANNUAL, quarter=None, as_of=dt.date(2025, 1, 1))
        assert ["REP-03b"] == found(late)
        assert [] == found(evaluation(frequency=ANNUAL, quarter=None, as_of=dt.date(2024, 12, 31)))

    @pytest.mark.parametrize(
        ("told", "days", "expected"),
        [
            (CHAIN, (1, 2, 3, 4, 5), []),
            (CHAIN[:2], (1, 1), []),
            (CHAIN[1:2], (1,), ["REP-05b"]),
            ((CHAIN[0], CHAIN[2]), (1, 2), ["REP-05b"]),
            (CHAIN[:2], (2, 1), ["REP-05b"]),
        ],
    )
    def test_the_order_of_the_bodies(
        self, told: tuple[str, ...], days: tuple[int, ...], expected: list[str]
    ) -> None:
        """A body left out, told first, or told on an earlier day than the one before it is a finding."""
        assert expected == found(evaluation(submitted=dt.date(2023, 5, 1), told=told, days=days))


@pytest.mark.parametrize(("frequency", "quarter"), [(QUARTERLY, None), (ANNUAL, 2)])
def test_a_quarter_for_the_quarterly_only(frequency: ReportFrequency, quarter: int | None) -> None:
    """A quarterly evaluation needs its quarter, an annual one has none."""
    with pytest.raises(CalculatorError, match="needs 1 to 4"):
        period_of(evaluation(frequency=frequency, quarter=quarter))


def test_the_period_is_a_quarter_of_its_year_type() -> None:
    """The quarter of an evaluation never loses its year type."""
    assert Quarter(YEAR, 2) == period_of(evaluation(quarter=2))
