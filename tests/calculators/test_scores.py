"""Composite scores, sub-funds, and the word beside a target."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoplan.calculators import CalculatorError
from ssoplan.calculators.scores import ScoreError, SubFundVector, composite, meets, sub_fund_vector
from ssoplan.model import Comparator
from ssoplan.parameters import Parameters

IN_2566 = dt.date(2023, 6, 1)
FUNDS = ("four_cases", "old_age", "section_40", "unemployment")


def parameter(id_: str, year: int = 2023) -> Any:
    """Return a value of the policy in a year."""
    return Parameters.default().value(id_, on=dt.date(year, 6, 1))


def minimums() -> dict[str, Any]:
    """Return the least ratios of the plan for 2566."""
    return {fund: parameter(f"fund_adequacy.minimum.{fund}") for fund in FUNDS}


def vector(ratios: dict[str, Any], **changes: Any) -> SubFundVector:
    """Return the vector of ratios against the published minimums; the level of all of them is printed for 2565."""
    known = {"fund_adequacy.level_of_all": parameter("fund_adequacy.level_of_all", 2022)}
    policy = Parameters.default().override(known | changes)
    return sub_fund_vector.plain(ratios, on=IN_2566, parameters=policy)


def weighted(work_plan: int, spending: int) -> Parameters:
    """Return the policy with other weights."""
    return Parameters.default().override(
        {"kpi.composite.work_plan_weight": work_plan, "kpi.composite.spending_weight": spending}
    )


class TestComposite:
    @pytest.mark.parametrize(("work_plan", "reached"), [("77.36", False), ("77.37", True)])
    def test_what_the_work_plan_has_to_reach(self, work_plan: str, reached: bool) -> None:  # noqa: FBT001 - parametrized
        """With the published 96.45 % of spending, the work plan has to reach 77.37 % for the target of 85."""
        score = composite.plain(Decimal(work_plan), Decimal("96.45"), on=IN_2566)
        assert reached is (score >= parameter("kpi.composite.target"))

    def test_it_is_exact(self) -> None:
        """The score is 0.6 and 0.4 of the two achievements."""
        assert Fraction("85.002") == composite.plain(Decimal("77.37"), Decimal("96.45"), on=IN_2566)

    @pytest.mark.parametrize("spending_weight", [39, 41])
    def test_weights_make_a_whole(self, spending_weight: int) -> None:
        """Weights that do not add up to the whole are refused."""
        with pytest.raises(ScoreError, match=f"60 and {spending_weight} do not add up to 100"):
            composite(80, 80, on=IN_2566, parameters=weighted(60, spending_weight))

    @given(st.integers(0, 100), st.fractions(0, 200), st.fractions(0, 200))
    def test_it_lies_between_its_parts(self, weight: int, one: Fraction, other: Fraction) -> None:
        """A weighted score is never outside its two parts."""
        score = composite.plain(one, other, on=IN_2566, parameters=weighted(weight, 100 - weight))
        assert min(one, other) <= score <= max(one, other)


class TestSubFunds:
    def test_four_of_four_at_their_minimum(self) -> None:
        """Four of four at exactly their minimum reach level 5, as in 2565."""
        found = vector(minimums())
        assert (FUNDS, (), (), 5, True) == (
            found.passed,
            found.failed,
            found.unknown,
            found.level,
            found.met,
        )

    @pytest.mark.parametrize("fund", FUNDS)
    def test_one_just_below(self, fund: str) -> None:
        """One sub-fund just below its minimum fails alone, and no level is printed for the rest."""
        found = vector(minimums() | {fund: Fraction(minimums()[fund]) - Fraction(1, 10**9)})
        assert ((fund,), None, False) == (found.failed, found.level, found.met)
        assert "the level of all of them only" in found.reason.en

    def test_an_unknown_ratio_is_not_a_failure(self) -> None:
        """A sub-fund without a ratio is neither passed nor failed."""
        ratios = minimums()
        del ratios["old_age"]
        found = vector(ratios)
        assert (tuple(fund for fund in FUNDS if fund != "old_age"), (), ("old_age",), None, False) == (
            found.passed,
            found.failed,
            found.unknown,
            found.level,
            found.met,
        )

    def test_fewer_sub_funds_than_all_have_no_level(self) -> None:
        """The level is of all sub-funds there are, not of all that were asked about."""
        assert vector(minimums(), **{"fund_adequacy.sub_funds": 5}).level is None

    def test_a_day_without_a_printed_level(self) -> None:
        """For 2566 the documents print the minimums and no level: all may pass and no level is told."""
        found = sub_fund_vector(minimums(), on=IN_2566).value
        assert (True, None) == (found.met, found.level)
        assert "no level" in found.reason.en

    def test_a_ratio_without_a_minimum_is_an_error(self) -> None:
        """A misspelt sub-fund is refused."""
        with pytest.raises(ScoreError, match="'oldage' has a ratio and no minimum"):
            vector(minimums() | {"oldage": 1})


class TestMeets:
    @pytest.mark.parametrize(
        ("result", "target", "comparator", "expected"),
        [
            (Decimal("90.78"), 85, "ge", True),
            (85, 85, "ge", True),
            (Decimal("84.99"), 85, "ge", False),
            (Decimal("61.23"), Decimal("63.07"), "unstated", False),
            (Decimal("63.07"), Decimal("63.07"), "unstated", True),
            (7, 3, "unstated", True),
            (5, 5, "ge_benchmark", True),
            (4, 5, "ge_benchmark", False),
            (35, 40, "rank_at_worst", True),
            (40, 40, "rank_at_worst", True),
            (41, 40, "rank_at_worst", False),
            (20, 20, "increase", True),
            (19, 20, "increase", False),
            (1, None, "increase", True),
            (0, None, "increase", False),
            (-1, None, "decrease", True),
            (0, None, "decrease", False),
            (-5, 5, "decrease", True),
            (-4, 5, "decrease", False),
        ],
    )
    def test_by_comparator(self, result: Any, target: Any, comparator: str, expected: bool) -> None:  # noqa: FBT001 - parametrized
        """A result just at its target meets it; what is on the wrong side does not."""
        assert expected is meets.plain(result, target, Comparator(comparator), on=IN_2566)

    def test_the_published_rank(self) -> None:
        """Rank 40 with a score of 0.82 is just good enough, each judged in its own direction."""
        worst, least = parameter("kpi.rank_at_worst"), parameter("kpi.rank_score")
        assert meets.plain(40, worst, Comparator.RANK_AT_WORST, on=IN_2566)
        assert meets.plain(Decimal("0.82"), least, Comparator.AT_LEAST, on=IN_2566)
        assert not meets.plain(Decimal("0.81"), least, Comparator.AT_LEAST, on=IN_2566)

    @pytest.mark.parametrize(
        ("comparator", "unstated"), [("certified", "ge"), ("unstated", "certified"), ("unstated", "unstated")]
    )
    def test_no_numbers_to_compare(self, comparator: str, unstated: str) -> None:
        """A certificate is held or not; an unread word decides nothing."""
        policy = Parameters.default().override({"option.unstated_comparator": unstated})
        with pytest.raises(ScoreError, match="compares no numbers"):
            meets(1, 1, Comparator(comparator), on=IN_2566, parameters=policy)

    @pytest.mark.parametrize("comparator", ["ge", "ge_benchmark", "rank_at_worst", "unstated"])
    def test_no_target(self, comparator: str) -> None:
        """A comparison with a number needs the number."""
        with pytest.raises(ScoreError, match="needs a target"):
            meets(1, None, Comparator(comparator), on=IN_2566)


@pytest.mark.parametrize("value", [0.82, True, "1", Decimal("NaN"), Decimal("Infinity")])
def test_only_exact_numbers(value: Any) -> None:
    """A float, a bool, a text or no number at all is refused everywhere."""
    with pytest.raises(CalculatorError, match="no exact number"):
        composite(value, 1, on=IN_2566)
    with pytest.raises(CalculatorError, match="no exact number"):
        vector({"old_age": value})
    with pytest.raises(CalculatorError, match="no exact number"):
        meets(1, value, Comparator.AT_LEAST, on=IN_2566)
