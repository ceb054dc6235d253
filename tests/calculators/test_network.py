"""Sizing a network."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.network import (
    least_members,
    least_registrations,
    most_representatives,
    share_rounded_up,
    size_representatives,
    training_seats,
)

IN_2564, IN_2556 = dt.date(2021, 12, 31), dt.date(2013, 1, 1)


class TestLeastMembers:
    @pytest.mark.parametrize(
        ("base", "least"), [(0, 20), (191, 20), (200, 20), (201, 21), (210, 21), (211, 22)]
    )
    def test_the_greater_of_a_number_and_a_share(self, base: int, least: int) -> None:
        """Twenty members do for a base of up to 200; beyond, a tenth of it rounded up does."""
        assert least == least_members.plain(base, on=IN_2564)

    @pytest.mark.parametrize(
        ("base", "least"), [(14_150, 1415), (14_151, 1416), (14_160, 1416), (14_161, 1417)]
    )
    def test_the_published_registrations(self, base: int, least: int) -> None:
        """1,416 persons are a tenth of 14,151 to 14,160, rounded up."""
        assert least == least_registrations.plain(base, on=IN_2564)

    def test_a_share_in_decimals_stays_exact(self) -> None:
        """Half a percent of 1,001 is 5.005, rounded up to tens 10."""
        assert share_rounded_up(1001, share_percent=Decimal("0.5"), unit=10) == 10

    @given(st.integers(0, 10**9), st.integers(1, 100), st.integers(1, 1000))
    def test_rounding_up_stays_within_a_unit(self, base: int, share: int, unit: int) -> None:
        """The result is a multiple of the unit, not below the share and less than a unit above it."""
        least = share_rounded_up(base, share_percent=share, unit=unit)
        assert least % unit == 0
        assert 0 <= least - Fraction(base * share, 100) < unit

    def test_a_negative_base_is_refused(self) -> None:
        """The error names the argument and says what to give, in both languages."""
        with pytest.raises(CalculatorError) as caught:
            least_registrations(-1, on=IN_2564)
        assert str(caught.value) == "base is -1; a count cannot be below zero, so give 0 or more"
        assert "ต่ำกว่าศูนย์ไม่ได้" in caught.value.text("th")

    @pytest.mark.parametrize(
        ("unit", "code"), [(0, "calculator.not-positive"), (True, "calculator.not-whole")]
    )
    def test_a_unit_that_is_none_is_refused(self, unit: int, code: str) -> None:
        """Nothing can be rounded to a multiple of nothing."""
        with pytest.raises(CalculatorError) as caught:
            share_rounded_up(1, share_percent=10, unit=unit)
        assert caught.value.code == code


class TestRepresentatives:
    @pytest.mark.parametrize(("workers", "most"), [(19, 0), (20, 1), (39, 1), (40, 2), (11_030, 551)])
    def test_the_most_that_the_workers_allow(self, workers: int, most: int) -> None:
        """Each representative needs at least twenty workers."""
        assert most == most_representatives.plain(workers, on=IN_2556)

    def test_the_published_seats(self) -> None:
        """Three batches of 300 give 900 seats: one for each of 885 villages and 15 to spare."""
        assert training_seats.plain(on=IN_2556) - 885 == 15

    @pytest.mark.parametrize(
        ("workers", "conflict"), [(885 * 20 - 1, True), (885 * 20, False), (885 * 20 + 1, False)]
    )
    def test_the_rules_conflict_below_twenty_a_village(self, workers: int, conflict: object) -> None:
        """One representative in each village breaks the other rule where a village has fewer than twenty workers."""
        sizing = size_representatives.plain(workers, on=IN_2556)
        assert conflict is sizing.conflict

    def test_the_published_conflict(self) -> None:
        """11,030 members allow 551 representatives, 885 villages ask for 885, with 12.46 members each."""
        sizing = size_representatives.plain(11_030, on=IN_2556)
        assert (sizing.by_workers, sizing.by_villages) == (551, 885)
        assert sizing.workers_per_village == Fraction(11_030, 885)

    def test_without_villages_nothing_conflicts(self) -> None:
        """A network without villages has no members a village."""
        sizing = size_representatives.plain(100, on=IN_2556, villages=0)
        assert (sizing.conflict, sizing.workers_per_village) == (False, None)

    def test_the_conflict_is_told(self) -> None:
        """Where two rules of sizing cannot both be kept, the calculation says so in both languages."""
        made = size_representatives(11_030, on=IN_2556)
        assert "NET-03 and NET-04 cannot both be kept" in made.notes[0].text()
        assert "ปฏิบัติพร้อมกันไม่ได้" in made.notes[0].text("th")
        assert size_representatives(264_808, on=IN_2556).notes == ()
