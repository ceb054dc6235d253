"""What month cells mean."""

from __future__ import annotations

import csv
import datetime as dt
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoplan.calculators.patterns import MonthlyMeaning, PatternReading, classify, reading_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

HALF: dict[str, Any] = {"stock_share": Fraction(1, 2), "milestone_cells": 6}
PUBLISHED = list(
    csv.DictReader(
        (Path(__file__).parents[1] / "data" / "month_patterns.csv").read_text("utf-8").splitlines()
    )
)


def read(cells: Sequence[int | Decimal | None], target: int, unit_th: str | None) -> PatternReading:
    """Read with the shares that the published rows support."""
    return reading_of(cells, target, unit_th=unit_th, **HALF)


class TestPublishedRows:
    def test_all_of_them_are_here(self) -> None:
        """The reviewed list has 44 whole rows."""
        assert len(PUBLISHED) == 44

    @pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: row["item"])
    def test_meaning(self, row: dict[str, str]) -> None:
        """Each whole row of the published plans gets the meaning found by reading it."""
        cells = [None if cell == "-" else int(cell) for cell in row["cells"].split()]
        assert row["meaning"] == read(cells, int(row["target"]), row["unit_th"] or None).meaning


def test_the_policy_has_these_limits() -> None:
    """Classified by the published policy a row has the same meaning, and the working says why."""
    made = classify([50, 99, 100], 100, unit_th="คน", on=dt.date(2023, 12, 31))
    assert made.value is MonthlyMeaning.STOCK
    assert "the cells never fall and the last one is the target" in made.steps[0].text()
    assert "ยอดคงค้าง ณ สิ้นเดือน" in made.steps[0].text("th")


class TestBoundaries:
    @pytest.mark.parametrize(
        ("first", "meaning"),
        [(49, MonthlyMeaning.CUMULATIVE), (50, MonthlyMeaning.STOCK), (51, MonthlyMeaning.STOCK)],
    )
    def test_stock_share(self, first: int, meaning: MonthlyMeaning) -> None:
        """A rising count is a stock from the stated share of its target on."""
        assert meaning == read([first, 99, 100], 100, "คน").meaning

    @pytest.mark.parametrize(
        ("filled", "meaning"),
        [
            (5, MonthlyMeaning.MILESTONE_PERCENT),
            (6, MonthlyMeaning.MILESTONE_PERCENT),
            (7, MonthlyMeaning.CUMULATIVE_PERCENT),
        ],
    )
    def test_milestone_cells(self, filled: int, meaning: MonthlyMeaning) -> None:
        """A rising percentage with more filled cells than milestones have is cumulative."""
        cells = [10 * i for i in range(1, filled)]
        assert meaning == read([*cells, 90], 90, "ร้อยละ").meaning

    def test_nothing_planned(self) -> None:
        """A row without a figure is inconsistent with its target, and the reason says why."""
        reading = read([None] * 12, 5, "ครั้ง")
        assert (reading.meaning, reading.reason.en) == (MonthlyMeaning.INCONSISTENT, "no cell is filled")


@given(
    st.lists(st.none() | st.integers(0, 500), max_size=14),
    st.integers(1, 500),
    st.sampled_from(["ร้อยละ", "ระดับ", "คน", None]),
)
def test_every_row_has_one_reading(
    cells: list[int | Decimal | None], target: int, unit_th: str | None
) -> None:
    """Any row gets a meaning, and a meaning that adds up really adds up."""
    reading = read(cells, target, unit_th)
    if reading.meaning is MonthlyMeaning.SUM:
        assert target == sum(cell for cell in cells if cell is not None)
