"""Plan to date, achievement and forecast."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoplan.calculators import CalculatorError, progress
from ssoplan.calculators.patterns import MonthlyMeaning
from ssoplan.calculators.progress import ProgressError, achievement
from ssoplan.parameters import Parameters, Table

if TYPE_CHECKING:
    from ssoplan.errors import Language

PUBLISHED = {
    row["number"]: row
    for row in csv.DictReader(
        (Path(__file__).parents[1] / "data" / "month_patterns.csv").read_text("utf-8").splitlines()
    )
}
USABLE = [row for row in PUBLISHED.values() if row["meaning"] != "inconsistent"]
M = MonthlyMeaning
LANGUAGES: tuple[Language, ...] = ("en", "th")
IN_2566 = dt.date(2023, 12, 31)
plan_to_date = partial(progress.plan_to_date.plain, on=IN_2566)
forecast = partial(progress.forecast, on=IN_2566)


def of(row: dict[str, str]) -> tuple[list[int | None], MonthlyMeaning, int]:
    """Return the cells, the meaning and the target of a published row."""
    cells = [None if cell == "-" else int(cell) for cell in row["cells"].split()]
    return cells, MonthlyMeaning(row["meaning"]), int(row["target"])


class TestPlanToDate:
    @pytest.mark.parametrize(
        ("number", "month", "expected"),
        [
            ("5", 1, 0),
            ("5", 3, 8_880),
            ("5", 12, 19_440),
            ("28", 9, 280),
            ("6", 4, 15),
            ("23", 2, None),
            ("23", 3, 50),
            ("1", 7, 5),
            ("4", 5, 0),
            ("4", 8, 3),
            ("4", 9, 6),
            ("12", 7, 50),
            ("12", 8, 80),
            ("38", 4, 26_800),
        ],
    )
    def test_published_rows(self, number: str, month: int, expected: int | None) -> None:
        """The plan to date of a published row is what its meaning says."""
        cells, meaning, target = of(PUBLISHED[number])
        assert expected == plan_to_date(cells, meaning, month=month, target=target)

    @pytest.mark.parametrize("row", USABLE, ids=lambda row: row["number"])
    def test_the_year_ends_at_the_target(self, row: dict[str, str]) -> None:
        """By the last month, whatever the meaning, the plan to date is the target."""
        cells, meaning, target = of(row)
        assert target == plan_to_date(cells, meaning, month=12, target=target)

    @pytest.mark.parametrize(("month", "expected"), [(1, 0), (2, 4), (3, 4)])
    def test_one_event(self, month: int, expected: int) -> None:
        """A single event is due from its month on."""
        assert expected == plan_to_date([None, 4, None], M.ONE_SHOT, month=month, target=4)

    def test_a_stock_without_a_cell_is_not_known(self) -> None:
        """A stock is never carried forward."""
        assert plan_to_date([90, None, 100], M.STOCK, month=2, target=100) is None

    def test_empty_cells_read_as_the_option_says(self) -> None:
        """A dash after a filled cell reads as the default of the named option, for every meaning it names."""
        read = {"zero": Fraction(8), "carry_forward": Fraction(8), "not_measured": None, "not_yet_due": 0}
        option: Any = Parameters.default().value("option.empty_month_cell", on=IN_2566)
        for name, empty in option.items():
            cells = [None, 8] if empty == "not_yet_due" else [8, None]
            month = cells.index(None) + 1
            assert read[empty] == plan_to_date(cells, M(name), month=month, target=8), name

    def test_the_option_is_shown_in_words(self) -> None:
        """The option calls each meaning what the meaning is called everywhere; no code stands in what is shown."""
        option = Parameters.default()["option.empty_month_cell"]
        words = dict(option.words)
        assert {M(name): M(name).words for name in option.values[0].value} == {
            M(name): words[name] for name in option.values[0].value
        }
        shown = progress.plan_to_date([8, None], M.SUM, month=2, target=8, on=IN_2566)
        assert "quantities that add up: zero, cumulative quantities: carried forward" in shown.text("en")
        assert "ปริมาณรายเดือนที่รวมกันได้เป้าหมาย: ศูนย์, ปริมาณสะสม: ยกยอดเดือนก่อน" in shown.text("th")
        assert not any(
            code in shown.text(lang) for code in ("one_shot", "carry_forward") for lang in LANGUAGES
        )

    @pytest.mark.parametrize(
        ("empty", "meaning", "expected"),
        [
            ("zero", M.CUMULATIVE, 0),
            ("carry_forward", M.CUMULATIVE, 8),
            ("not_measured", M.CUMULATIVE, None),
            ("carry_forward", M.CONSTANT_LEVEL, 8),
            ("not_measured", M.SUM, None),
            ("zero", M.SUM, 8),
        ],
    )
    def test_the_option_can_be_chosen(
        self, empty: str, meaning: MonthlyMeaning, expected: int | None
    ) -> None:
        """Whoever reads a dash otherwise overrides the option, and the plan to date follows it."""
        chosen = Parameters.default().override({"option.empty_month_cell": Table(((meaning.value, empty),))})
        assert expected == plan_to_date([8, None], meaning, month=2, target=8, parameters=chosen)

    def test_an_inconsistent_row_is_an_error(self) -> None:
        """No plan to date is guessed where the cells say nothing."""
        with pytest.raises(ProgressError, match="inconsistent") as caught:
            plan_to_date([5, 5], M.INCONSISTENT, month=1, target=5)
        assert "progress.inconsistent" == caught.value.code

    @pytest.mark.parametrize("month", [0, 3, -1, True, Decimal(1)])
    def test_a_month_outside_the_cells_is_an_error(self, month: Any) -> None:
        """A month is counted from 1 to the number of cells."""
        with pytest.raises(ProgressError, match="is not one of the 2 cells"):
            plan_to_date([5, 5], M.SUM, month=month, target=10)

    @pytest.mark.parametrize("value", [0.5, True, "5", Decimal("NaN"), Decimal("Infinity")])
    def test_only_exact_numbers(self, value: Any) -> None:
        """A float, a bool, a text or no number at all is refused."""
        with pytest.raises(CalculatorError, match="no exact number"):
            plan_to_date([value], M.SUM, month=1, target=1)


class TestAchievement:
    @pytest.mark.parametrize(
        ("result", "plan", "printed"), [(440, 446, "98.65"), (240_129, 441_349, "54.41")]
    )
    def test_published_figures(self, result: int, plan: int, printed: str) -> None:
        """The printed percentages are the exact share at two decimals."""
        value = achievement(result, plan).value
        assert value is not None
        assert Fraction(printed) == round(value * 100, 2)

    @pytest.mark.parametrize(
        ("result", "plan", "reason"),
        [
            (3, 0, "nothing is planned by then"),
            (3, None, "nothing is measured in that month"),
            (None, 3, "there is no result"),
            (None, 0, "nothing is planned by then"),
        ],
    )
    def test_no_share_has_a_reason(self, result: int | None, plan: int | None, reason: str) -> None:
        """Where there is no share, the reason is given instead of a number."""
        found = achievement(result, plan)
        assert found.value is None
        assert [reason] == [note.text() for note in found.notes]

    def test_a_plan_below_zero_is_an_error(self) -> None:
        """A result is no share of less than nothing."""
        with pytest.raises(ProgressError, match="the plan is -1"):
            achievement(1, -1)


class TestForecast:
    @pytest.mark.parametrize("month", range(1, 13))
    @pytest.mark.parametrize("row", USABLE, ids=lambda row: row["number"])
    def test_results_as_planned_end_at_the_target(self, row: dict[str, str], month: int) -> None:
        """Whoever has done what was planned is expected to reach the target, wherever anything is known."""
        cells, meaning, target = of(row)
        assert forecast(cells, cells, meaning, month=month, target=target).value in (target, None)
        assert target == forecast(cells, cells, meaning, month=12, target=target).value

    @pytest.mark.parametrize(
        ("number", "results", "expected"),
        [
            ("28", [30, 45], Fraction(300)),
            ("28", [30, 45, None], Fraction(300)),
            ("18", [1, 0, 2, 2], Fraction(15)),
            ("38", [26_400], Fraction(28_300)),
            ("23", [99, None, 40, 60], Fraction(50)),
            ("1", [5, 4], Fraction(9, 2)),
            ("4", [None, None, None, None, None, 2], Fraction(2)),
            ("4", [None, None, None, None, None, 3], Fraction(9)),
            ("4", [None, None, 1], Fraction(9)),
            ("4", [None, None, None, None, None, 10], Fraction(10)),
            ("4", [None], Fraction(9)),
            ("12", [None, 30, None, None, 40], Fraction(40)),
        ],
    )
    def test_by_meaning(self, number: str, results: list[int | None], expected: Fraction) -> None:
        """Each meaning has its own method, worked out by hand on a published row."""
        cells, meaning, target = of(PUBLISHED[number])
        assert expected == forecast(cells, results, meaning, month=len(results), target=target).value

    @pytest.mark.parametrize(
        ("number", "results", "method"),
        [
            ("18", [1, None], "a planned month has no result; give 0 where nothing was done"),
            ("5", [0], "nothing is planned by then"),
            ("28", [None], "there is no result"),
            ("38", [None], "there is no result"),
            ("23", [99, 99], "there is no result"),
            ("4", [None] * 6, "there is no result"),
        ],
    )
    def test_nothing_to_go_by(self, number: str, results: list[int | None], method: str) -> None:
        """Where the method has nothing to go by there is no forecast, and it says why."""
        cells, meaning, target = of(PUBLISHED[number])
        found = forecast(cells, results, meaning, month=len(results), target=target)
        assert (None, [method]) == (found.value, [note.text() for note in found.notes])

    def test_a_stock_needs_its_planned_cell(self) -> None:
        """The change still planned is not known from an empty cell."""
        assert forecast([90, None, 100], [90, 95], M.STOCK, month=2, target=100).value is None

    @pytest.mark.parametrize(
        ("results", "month", "expected"), [([], 1, 4), ([], 2, None), ([0, 0], 2, 0), ([0, 4], 2, 4)]
    )
    def test_one_event(self, results: list[int], month: int, expected: int | None) -> None:
        """A single event is expected until it is due, then it is done or not."""
        assert expected == forecast([None, 4, None], results, M.ONE_SHOT, month=month, target=4).value

    def test_later_results_do_not_count(self) -> None:
        """A forecast as of a month does not look at what came after."""
        assert 20 == forecast([5, 5], [10, 0], M.SUM, month=1, target=10).value

    def test_more_results_than_cells_is_an_error(self) -> None:
        """A result has a cell of its own."""
        with pytest.raises(ProgressError, match="3 results for 2 cells"):
            forecast([5, 5], [1, 2, 3], M.SUM, month=1, target=10)

    def test_inconsistent_is_an_error(self) -> None:
        """No forecast is guessed where the cells say nothing."""
        with pytest.raises(ProgressError, match="inconsistent"):
            forecast([5, 5], [1], M.INCONSISTENT, month=1, target=5)


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=12), st.integers(0, 50), st.data())
def test_a_sum_scales_with_its_results(cells: list[int], tenths: int, data: st.DataObject) -> None:
    """Results at a constant share of the plan forecast that share of the target, exactly."""
    month = data.draw(st.integers(1, len(cells)))
    results = [Fraction(cell * tenths, 10) for cell in cells]
    found = forecast(cells, results, M.SUM, month=month, target=sum(cells))
    assert Fraction(sum(cells) * tenths, 10) == found.value


@given(st.lists(st.integers(0, 1000) | st.none(), min_size=2, max_size=12))
def test_a_sum_never_falls(cells: list[int | None]) -> None:
    """The plan to date of a sum never falls, and ends at the sum of its cells."""
    path = [plan_to_date(cells, M.SUM, month=month, target=0) for month in range(1, len(cells) + 1)]
    known = [value for value in path if value is not None]
    assert sorted(known) == known
    assert sum(cell or 0 for cell in cells) == path[-1]
