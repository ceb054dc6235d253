"""Levels of a stock: equal steps, straight lines, lines with knots, and the published path of the country."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.calculators import (
    AllocationError,
    Calculation,
    insured_path,
    knotted_levels,
    line_levels,
    stock_levels,
)
from ssoplan.calendar import FundYear, Month
from ssoplan.money import Baht, Rounding
from ssoplan.parameters import ParameterWindowError

if TYPE_CHECKING:
    from collections.abc import Callable

YEAR = FundYear(2566)
levels = st.integers(0, 10**8)
roundings = st.sampled_from(get_args(Rounding))


class TestSteps:
    @settings(max_examples=80)
    @given(levels, levels, st.integers(2, 36), roundings)
    def test_they_end_at_the_target(self, base: int, target: int, count: int, rounding: Rounding) -> None:
        """Levels climb or fall by one whole step; the last one is the target, whatever its step."""
        made = stock_levels.plain(base, target, count, rounding=rounding)
        steps = {after - before for before, after in pairwise([base, *made[:-1]])}
        assert (count, target, 1) == (len(made), made[-1], len(steps))
        assert all(abs(step - Fraction(target - base, count)) < 1 for step in steps)

    def test_the_rest_can_come_first(self) -> None:
        """The step that takes the rest can be the first one, or that of a month."""
        assert [4, 7, 10] == stock_levels(0, 10, 3, remainder="first").value
        assert [3, 6, 10] == stock_levels(0, 10, 3).value
        made = stock_levels(0, 121, YEAR, remainder=Month(2566, 2)).value
        assert (10, 21, 31, 121) == (made[0], made[1], made[2], made[-1])

    def test_money(self) -> None:
        """A stock of money climbs as one of persons does."""
        assert [Baht("3.33"), Baht("6.66"), Baht(10)] == stock_levels(Baht(0), Baht(10), 3).value

    def test_the_working(self) -> None:
        """The growth, the step and what the last month has more are shown."""
        made = stock_levels(165_866, 167_020, 12)
        assert [
            "167,020 − 165,866 = 1,154",
            "1,154 ÷ 12 periods = 96 1/6, rounded half up to 1: 96",
            "1,154 − 11 × 96 = 98 in period 12, 2 against the others",
        ] == [step.text() for step in made.steps]

    @pytest.mark.parametrize(
        ("base", "target", "said"),
        [
            (1.5, 2, r"the base is 1.5 \(float\)"),
            (1, 2.5, "the target is 2.5 and the total is 1"),
            (1, Baht(2), "give both in Baht or both as whole numbers"),
        ],
    )
    def test_what_is_refused(self, base: Any, target: Any, said: str) -> None:
        """Levels that are not whole, or not alike, are refused."""
        with pytest.raises(AllocationError, match=said):
            stock_levels(base, target, 12)


class TestLines:
    @settings(max_examples=60)
    @given(levels, st.fractions(-1000, 1000), st.integers(1, 24), roundings)
    def test_each_level_is_rounded_for_itself(
        self, base: int, slope: Fraction, count: int, rounding: Rounding
    ) -> None:
        """No level is a unit or more from the line, so no rest gathers."""
        made = line_levels.plain(base, slope, count, rounding=rounding)
        assert all(abs(level - base - at * slope) < 1 for at, level in enumerate(made, 1))

    @settings(max_examples=60)
    @given(levels, levels, levels, st.integers(0, 10))
    def test_knots_are_met(self, base: int, knot: int, end: int, at: int) -> None:
        """A line with a knot passes through it and ends at its end; without a knot it is a straight line."""
        made = knotted_levels.plain(base, {at: knot, 11: end}, 12)
        assert (12, knot, end) == (len(made), made[at], made[-1])
        straight = knotted_levels.plain(base, {11: end}, 12)
        assert straight == line_levels.plain(base, Fraction(end - base, 12), 12)

    def test_the_path_of_the_country(self) -> None:
        """The published path of 2566 is two straight lines with a knot in September."""
        knots = {Month(2566, 9): 13_521_000, Month(2566, 12): 13_563_000}
        made = knotted_levels(13_361_673, knots, YEAR)
        assert [13_379_376, 13_397_079] == made.value[:2]
        assert [13_521_000, 13_535_000, 13_549_000, 13_563_000] == made.value[8:]
        assert made.value == insured_path(13_361_673, 17_703, year=YEAR).value

    def test_the_policy_read(self) -> None:
        """The path of an office names the figures of the country that it rests on; an unknown year is refused."""
        made = insured_path(116_999, Decimal("156.1"), year=YEAR)
        assert {
            "insured_path.s33_39.start",
            "insured_path.s33_39.step_to_september",
            "insured_path.s33_39.target",
        } == {value.id for value in made.parameters}
        with pytest.raises(ParameterWindowError):
            insured_path(116_999, 156, year=FundYear(2560))

    @pytest.mark.parametrize(
        ("call", "said"),
        [
            (lambda: line_levels(1, 0.5, 3), r"the slope is 0.5 \(float\)"),  # type: ignore[arg-type]  # the point
            (lambda: line_levels(1, Decimal("NaN"), 3), "the slope is Decimal"),
            (lambda: line_levels(1.0, 1, 3), r"the base is 1.0 \(float\)"),  # type: ignore[arg-type]  # the point
            (lambda: line_levels(1, 1, 3, rounding="away"), "the rounding is 'away'"),  # type: ignore[arg-type]  # the point
            (lambda: knotted_levels(1, {1: 5}, 3), "the last of 3 periods has no level"),
            (lambda: knotted_levels(1, {3: 5}, 3), "a knot is 3; give 0 to 2"),
            (lambda: knotted_levels(1, {"last": 5}, 3), "a knot is 'last'; give 0 to 2"),  # type: ignore[arg-type]  # the point
            (lambda: knotted_levels(1, {2: 0.5}, 3), r"a knot is 0.5 \(float\)"),  # type: ignore[arg-type]  # the point
        ],
    )
    def test_what_is_refused(self, call: Callable[[], object], said: str) -> None:
        """Slopes, levels and knots that are no line are one clear error, in both languages."""
        with pytest.raises(AllocationError, match=said) as caught:
            call()
        assert caught.value.text("th")


@pytest.mark.parametrize(
    "made",
    [
        stock_levels(165_866, 167_020, YEAR, remainder=Month(2566, 12)),
        line_levels(116_999, Fraction("156.1"), 9),
        knotted_levels(100, {2: 400, 5: 415}, 6),
        knotted_levels(100, {Month(2566, 9): 400, Month(2566, 12): 415}, YEAR),
        insured_path(116_999, Decimal("156.1"), year=YEAR),
    ],
    ids=lambda made: made.calculator,
)
def test_round_trip(made: Calculation[Any]) -> None:
    """A calculation comes back from JSON, and is computed again from it."""
    assert made == Calculation.from_json(made.to_json()) == made.recompute()
    assert made.text("th")
