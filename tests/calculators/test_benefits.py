"""Benefits: most daily wages, and the guarantee of a pension."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from ssoplan.calculators.benefits import former_pension_payment, most_daily_wages, pension_guarantee
from ssoplan.calculators.errors import CalculatorError
from ssoplan.money import Baht
from ssoplan.parameters import Parameters

LAST_DAY = dt.date(2022, 2, 28)
NEXT_DAY = dt.date(2022, 3, 1)


@pytest.mark.parametrize(
    ("cause", "on", "wages"),
    [
        ("force_majeure", dt.date(2020, 12, 19), Fraction(45)),
        ("termination", LAST_DAY, Fraction(140)),
        ("termination", NEXT_DAY, Fraction(90)),
        ("resignation", LAST_DAY, Fraction(81, 2)),
        ("resignation", NEXT_DAY, Fraction(27)),
    ],
)
def test_the_most_of_unemployment(cause: str, on: dt.date, wages: Fraction) -> None:
    """Share and days of each cause give the most daily wages, in the window of 2563 to 2565 and from the day after."""
    parameters = Parameters.default()
    share = parameters.value(f"benefit.unemployment.{cause}.share", on=on)
    days = parameters.value(f"benefit.unemployment.{cause}.days", on=on)
    assert wages == most_daily_wages(share, days=days)


class TestPensionGuarantee:
    @pytest.mark.parametrize(("paid", "months"), [(0, 60), (24, 36), (59, 1), (60, 0), (61, 0)])
    def test_the_months_left_are_paid(self, paid: int, months: int) -> None:
        """The heirs get a pension for each month left of sixty, and nothing after."""
        left = pension_guarantee(Baht("3000.50"), months_paid=paid, guarantee_months=60)
        assert left == Baht("3000.50") * months

    @pytest.mark.parametrize(("paid", "better"), [(49, True), (50, False), (51, False)])
    def test_against_the_former_rule(self, paid: int, better: object) -> None:
        """The guarantee is worth more than ten pensions while fewer than fifty months were paid."""
        pension = Baht(3000)
        guaranteed = pension_guarantee(pension, months_paid=paid, guarantee_months=60)
        assert better is (guaranteed > former_pension_payment(pension, multiple=10))

    def test_negative_months_are_refused(self) -> None:
        """A number of months is a count."""
        with pytest.raises(CalculatorError, match="months_paid is -1"):
            pension_guarantee(Baht(1), months_paid=-1, guarantee_months=60)
