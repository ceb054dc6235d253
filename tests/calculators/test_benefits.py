"""Benefits by the day of the event: unemployment, maternity leave, disability, and the guarantee of a pension."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.calculators import Calculation
from ssoplan.calculators.benefits import (
    BenefitError,
    BenefitTypeError,
    disability_benefit,
    former_pension_payment,
    maternity_benefit,
    most_daily_wages,
    pension_guarantee,
    unemployment_benefit,
)
from ssoplan.calculators.errors import CalculatorError
from ssoplan.money import Baht
from ssoplan.parameters import OutsideWindowWarning, Parameters, ParameterWindowError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssoplan.calculators.benefits import UnemploymentCause

PARAMETERS = Parameters.default()
FIRST_DAY = dt.date(2020, 3, 1)
LAST_DAY = dt.date(2022, 2, 28)
NEXT_DAY = dt.date(2022, 3, 1)
IN_2566 = dt.date(2023, 6, 1)
CASES = [
    ("force_majeure", dt.date(2020, 12, 19), 50, 90, Fraction(45)),
    ("force_majeure", dt.date(2030, 1, 1), 50, 90, Fraction(45)),
    ("termination", FIRST_DAY, 70, 200, Fraction(140)),
    ("termination", LAST_DAY, 70, 200, Fraction(140)),
    ("termination", NEXT_DAY, 50, 180, Fraction(90)),
    ("resignation_or_contract_end", FIRST_DAY, 45, 90, Fraction(81, 2)),
    ("resignation_or_contract_end", LAST_DAY, 45, 90, Fraction(81, 2)),
    ("resignation_or_contract_end", NEXT_DAY, 30, 90, Fraction(27)),
]


class TestUnemployment:
    @pytest.mark.parametrize(("cause", "on", "percent", "days", "wages"), CASES)
    def test_each_cause_in_its_windows(
        self, cause: UnemploymentCause, on: dt.date, percent: int, days: int, wages: Fraction
    ) -> None:
        """Share and days change for those who left work from 1 March 2565 on; force majeure is one rate throughout."""
        made = unemployment_benefit.plain(Baht(500), cause, on=on)
        assert (percent, days, days) == (made.percent, made.days, made.most_days)
        assert wages == most_daily_wages.plain(cause, on=on)
        assert wages == made.total / Baht(500)

    @pytest.mark.parametrize(
        ("cause", "on"),
        [
            ("force_majeure", dt.date(2020, 12, 18)),
            ("termination", dt.date(2020, 2, 29)),
            ("resignation_or_contract_end", dt.date(2020, 2, 29)),
        ],
    )
    def test_days_before_the_first_window_are_refused(self, cause: UnemploymentCause, on: dt.date) -> None:
        """What was paid before is not known, whatever is asked for."""
        for outside in ("refuse", "last"):
            with pytest.raises(ParameterWindowError, match="never carried back"):
                unemployment_benefit(Baht(500), cause, on=on, outside=outside)

    @pytest.mark.parametrize(
        ("days", "paid", "left"), [(0, 0, 0), (199, 199, 0), (200, 200, 0), (230, 200, 30)]
    )
    def test_days_beyond_the_most_are_not_paid(self, days: int, paid: int, left: int) -> None:
        """At most 200 days are paid; the rest is the remainder."""
        made = unemployment_benefit(Baht(500), "termination", on=LAST_DAY, days=days)
        assert (paid, Baht(350) * paid, left) == (made.value.days, made.value.total, made.remainder)

    @settings(max_examples=60)
    @given(satang=st.integers(0, 10**9), days=st.integers(0, 90))
    def test_the_total_is_rounded_once(self, satang: int, days: int) -> None:
        """The total is the exact share, to the nearest satang, half up."""
        made = unemployment_benefit.plain(
            Baht.from_satang(satang), "resignation_or_contract_end", on=LAST_DAY, days=days
        )
        assert (satang * days * 45 * 2 + 100) // 200 == made.total.satang

    def test_the_rounding_is_a_named_option(self) -> None:
        """45 percent of 0.01 baht vanish, unless the option rounds up, and the rounding is listed."""
        up = PARAMETERS.override({"benefit_option.rounding": "up", "benefit_option.rounding_unit": 1})
        tiny = unemployment_benefit(Baht("0.01"), "resignation_or_contract_end", on=LAST_DAY, days=1)
        made = unemployment_benefit(
            Baht("0.01"), "resignation_or_contract_end", on=LAST_DAY, days=1, parameters=up
        )
        assert (Baht(0), Baht(1)) == (tiny.value.total, made.value.total)
        assert ["benefit: 0.0045 baht → 1 baht (rounded up to 1 baht)"] == [
            each.text() for each in made.roundings
        ]

    def test_working(self) -> None:
        """The working stands in the words of the documents."""
        made = unemployment_benefit(Baht(500), "termination", on=NEXT_DAY, days=200)
        assert [
            "200 วัน ไม่เกิน 180 วัน = 180 วัน",
            "500 บาท × ร้อยละ 50 × 180 วัน = 45,000 บาท",
        ] == [step.text("th") for step in made.steps]
        assert "45,000 baht (50 percent of the daily wage for 180 days)" in made.text()
        assert "from 2022-03-01" in {value.window() for value in made.parameters}


class TestPensionGuarantee:
    @pytest.mark.parametrize(("paid", "months"), [(0, 60), (24, 36), (59, 1), (60, 0), (61, 0)])
    def test_the_months_left_are_paid(self, paid: int, months: int) -> None:
        """The heirs get a pension for each month left of sixty, and nothing after."""
        left = pension_guarantee.plain(Baht("3000.50"), months_paid=paid, on=IN_2566)
        assert left == Baht("3000.50") * months

    @pytest.mark.parametrize(("paid", "better"), [(49, True), (50, False), (51, False)])
    def test_against_the_former_rule(self, paid: int, better: object) -> None:
        """The guarantee is worth more than ten pensions while fewer than fifty months were paid."""
        pension = Baht(3000)
        guaranteed = pension_guarantee.plain(pension, months_paid=paid, on=IN_2566)
        assert better is (guaranteed > former_pension_payment.plain(pension, on=IN_2566))

    def test_the_first_day_is_not_printed(self) -> None:
        """A note says that the day of entry into force is not printed; other years are refused or carried by choice."""
        made = pension_guarantee(Baht(3000), months_paid=0, on=IN_2566)
        assert any("not printed" in note.text() for note in made.notes)
        for day in (dt.date(2022, 12, 31), dt.date(2024, 1, 1)):
            with pytest.raises(ParameterWindowError, match=r"benefit\.pension_guarantee\.months"):
                pension_guarantee(Baht(3000), months_paid=0, on=day)
        later = pension_guarantee(Baht(3000), months_paid=0, on=dt.date(2024, 1, 1), outside="last")
        assert Baht(180_000) == later.value
        assert any("carried forward" in note.text() for note in later.notes)

    def test_counts_and_amounts(self) -> None:
        """A number of months is a count, and a pension an amount that is not below zero."""
        with pytest.raises(CalculatorError, match="months_paid is -1"):
            pension_guarantee(Baht(1), months_paid=-1, on=IN_2566)
        with pytest.raises(BenefitError, match="last_pension is -1"):
            pension_guarantee(Baht(-1), months_paid=1, on=IN_2566)


class TestDraftLaw:
    def test_maternity_leave_has_the_days_in_force(self) -> None:
        """90 days are paid at 50 percent; the 98 days of the draft act are not applied."""
        made = maternity_benefit(Baht(500), on=IN_2566, days=98)
        assert (Baht(22_500), 8) == (made.value.total, made.remainder)
        with pytest.raises(ParameterWindowError, match=r"benefit\.maternity"):
            maternity_benefit(Baht(500), on=dt.date(2024, 1, 1))

    def test_disability_has_the_share_in_force(self) -> None:
        """50 percent of the wage are paid; the 70 percent of the draft act are not applied."""
        made = disability_benefit(Baht(15_000), on=IN_2566)
        assert Baht(7_500) == made.value
        assert ["in_force"] * len(made.parameters) == [value.legal_status for value in made.parameters]


class TestWrongInput:
    @pytest.mark.parametrize("wage", [500, 500.0, "500"])
    def test_wages_have_to_be_amounts(self, wage: Any) -> None:
        """A bare number has no unit, and a float is not exact."""
        with pytest.raises(BenefitTypeError, match="daily_wage is"):
            unemployment_benefit(wage, "termination", on=NEXT_DAY)

    def test_unknown_causes(self) -> None:
        """A cause that is none is refused with those that are."""
        cause: Any = "retirement"
        with pytest.raises(BenefitError, match="choose one of force_majeure, termination"):
            unemployment_benefit(Baht(500), cause, on=NEXT_DAY)

    @pytest.mark.parametrize("days", [-1, 1.5, True])
    def test_days_are_a_count(self, days: Any) -> None:
        """Days are whole and not below zero."""
        with pytest.raises(CalculatorError, match="days is"):
            unemployment_benefit(Baht(500), "termination", on=NEXT_DAY, days=days)

    def test_years_of_the_wrong_era(self) -> None:
        """A Buddhist year in a date is refused."""
        with pytest.raises(ParameterWindowError, match="did you mean CE 2022"):
            unemployment_benefit(Baht(500), "termination", on=dt.date(2565, 3, 1))

    def test_a_warning_can_be_asked_for(self) -> None:
        """With ``warn`` a figure that is carried forward is warned about."""
        with pytest.warns(OutsideWindowWarning, match=r"benefit\.disability\.share"):
            assert Baht(500) == disability_benefit.plain(Baht(1000), on=dt.date(2025, 1, 1), outside="warn")


MADE: list[Callable[[], Calculation[Any]]] = [
    lambda: unemployment_benefit(Baht("333.33"), "resignation_or_contract_end", on=LAST_DAY, days=100),
    lambda: unemployment_benefit(
        Baht(500),
        "termination",
        on=NEXT_DAY,
        parameters=PARAMETERS.override({"benefit.unemployment.termination.share": 60}),
    ),
    lambda: most_daily_wages("termination", on=NEXT_DAY),
    lambda: maternity_benefit(Baht(500), on=IN_2566),
    lambda: disability_benefit(Baht(15_000), on=dt.date(2025, 1, 1), outside="last"),
    lambda: pension_guarantee(Baht(3000), months_paid=24, on=IN_2566),
    lambda: former_pension_payment(Baht(3000), on=IN_2566),
]


@pytest.mark.parametrize("make", MADE, ids=range(len(MADE)))
def test_round_trip_and_recomputation(make: Callable[[], Calculation[Any]]) -> None:
    """A calculation comes back from its JSON, and computed again is the same."""
    made = make()
    assert made == Calculation.from_json(made.to_json())
    assert made == made.recompute()


def test_a_what_if_shows() -> None:
    """An overridden share changes the result and stands among the parameters as a what-if."""
    made = MADE[1]()
    assert Baht(54_000) == made.value.total
    assert ["benefit.unemployment.termination.share"] == [
        value.id for value in made.parameters if value.confidence == "what-if"
    ]
