"""Equal instalments: they add up, one period takes the rest, and the rest is shown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.calculators import AllocationError, Calculation, instalments
from ssoplan.calendar import BudgetYear, FundYear, Month, Quarter
from ssoplan.money import Baht, Rounding

YEAR = FundYear(2566)
roundings = st.sampled_from(get_args(Rounding))
totals = st.integers(-(10**13), 10**13) | st.integers(-30, 30)


@settings(max_examples=100)
@given(totals, st.integers(1, 40), roundings, st.sampled_from([1, 10, 100]), st.data())
def test_they_add_up(total: int, count: int, rounding: Rounding, unit: int, data: st.DataObject) -> None:
    """Instalments add up to the total; all but the chosen one are equal multiples of the unit."""
    place = data.draw(st.sampled_from(["first", "last"]) | st.integers(0, count - 1))
    made = instalments(total, count, rounding=rounding, unit=unit, remainder=place)
    parts = list(made.value)
    assert (count, total, 0) == (len(parts), sum(parts), made.remainder)
    del parts[place if isinstance(place, int) else -(place == "last")]
    assert len(set(parts)) <= 1
    assert not any(part % unit for part in parts)


@settings(max_examples=60)
@given(totals, st.integers(1, 40), roundings, st.sampled_from([1, 10, 100]))
def test_each_is_the_share_rounded(total: int, count: int, rounding: Rounding, unit: int) -> None:
    """An equal instalment is less than a unit from the exact share, on the side that the rounding says."""
    each = Fraction(instalments.plain(total, count + 1, rounding=rounding, unit=unit)[0])
    exact = Fraction(total, count + 1)
    assert abs(each - exact) < unit
    assert rounding != "up" or abs(each) >= abs(exact)
    assert rounding != "down" or abs(each) <= abs(exact)
    assert rounding not in ("half_up", "half_even") or 2 * abs(each - exact) <= unit


@settings(max_examples=40)
@given(totals, st.integers(1, 40), roundings)
def test_mirror(total: int, count: int, rounding: Rounding) -> None:
    """A total below zero gives the mirror image."""
    mirrored = [-part for part in instalments.plain(-total, count, rounding=rounding)]
    assert mirrored == instalments.plain(total, count, rounding=rounding)


@pytest.mark.parametrize(
    ("total", "count", "options", "expected"),
    [
        (2400, 11, {"rounding": "up", "unit": 10}, [220] * 10 + [200]),
        (2400, 11, {"rounding": "down", "unit": 100}, [200] * 10 + [400]),
        (2400, 11, {}, [218] * 10 + [220]),
        (2400, 11, {"remainder": "first"}, [220] + [218] * 10),
        (2400, 11, {"remainder": 4}, [218] * 4 + [220] + [218] * 6),
        (25, 2, {"rounding": "half_even", "unit": 5}, [10, 15]),
        (25, 2, {"rounding": "half_up", "unit": 5}, [15, 10]),
        (-100, 3, {}, [-33, -33, -34]),
        (7, 1, {"unit": 10}, [7]),
        (Baht(100), 3, {}, [Baht("33.33"), Baht("33.33"), Baht("33.34")]),
        (Baht(100), 3, {"unit": 1}, [Baht(33), Baht(33), Baht(34)]),
        (Baht(35_280), 12, {}, [Baht(2940)] * 12),
    ],
)
def test_examples(total: Any, count: int, options: dict[str, Any], expected: list[Any]) -> None:
    """Roundings, units, places and signs by example."""
    assert expected == instalments(total, count, **options).value


def test_months_name_the_periods() -> None:
    """The rest can go to a month; years and quarters stand for their months."""
    made = instalments(
        2400, [Month(2566, 2), Month(2566, 5), Month(2566, 9)], unit=1000, remainder=Month(2566, 5)
    )
    assert [1000, 400, 1000] == made.value
    assert 100 == instalments(1200 - 5, YEAR, remainder=Month(2566, 3)).value[0]
    assert 95 == instalments(1195, YEAR, remainder=Month(2566, 3)).value[2]
    assert (12, 3) == tuple(len(instalments(60, span).value) for span in (BudgetYear(2565), Quarter(YEAR, 1)))


def test_the_rest_is_shown() -> None:
    """The working says how the last period comes about, and the rounding is recorded."""
    made = instalments(2400, 11, rounding="up", unit=10)
    assert [
        "2,400 ÷ 11 periods = 218 2/11, rounded up to 10: 220",
        "2,400 − 10 × 220 = 200 in period 11, -20 against the others",
    ] == [step.text() for step in made.steps]
    assert ["each period: 218 2/11 → 220 (rounded up to 10)"] == [each.text() for each in made.roundings]
    assert () == made.notes
    assert 1 == len(instalments(24, 12).steps)


def test_rounding_too_far_is_noted() -> None:
    """Where rounding up leaves less than nothing, the last period shows it, and a note says so."""
    made = instalments(5, 12, rounding="up")
    assert [1] * 11 + [-6] == made.value
    assert "period 12 has -6, of the other sign than the total" in made.notes[0].text()


@pytest.mark.parametrize(
    ("total", "periods", "options"),
    [
        (2400, 11, {"rounding": "up", "unit": 10}),
        (Baht("99.99"), [Month(2566, 1), Month(2566, 2)], {"remainder": Month(2566, 1)}),
        (Baht(99), YEAR, {"unit": Baht(5)}),
    ],
)
def test_round_trip(total: Any, periods: Any, options: dict[str, Any]) -> None:
    """A calculation comes back from JSON, and is computed again from it."""
    made = instalments(total, periods, **options)
    assert made == Calculation.from_json(made.to_json()) == made.recompute()


@pytest.mark.parametrize(
    ("total", "periods", "options", "said"),
    [
        (5.0, 12, {}, r"the total is 5.0 \(float\)"),
        (5, 0, {}, "there is no period"),
        (5, [], {}, "there is no period"),
        (5, -1, {}, "there is no period"),
        (5, 2.0, {}, "periods is 2.0"),
        (5, True, {}, "periods is True"),
        (5, "ab", {}, "periods is 'ab'"),
        (5, [1, 2], {}, r"periods is \[1, 2\]"),
        (5, [Month(2566, 1), Month(2566, 1)], {}, r"Month\(2566, 1\) is given twice"),
        (5, 12, {"unit": 0}, "the unit is 0"),
        (Baht(5), 12, {"unit": Decimal("0.001")}, "the unit is"),
        (5, 12, {"rounding": "nearest"}, "the rounding is 'nearest'; choose one of half_up"),
        (5, 12, {"remainder": "middle"}, "remainder is 'middle'; give 'first', 'last', 0 to 11"),
        (5, 12, {"remainder": 12}, "remainder is 12"),
        (5, 12, {"remainder": -1}, "remainder is -1"),
        (
            5,
            YEAR,
            {"remainder": Month(2567, 1)},
            r"remainder is Month\(2567, 1\); .* Month\(2566, 1\) to Month\(2566, 12\)",
        ),
        (5, 12, {"remainder": Month(2566, 1)}, r"remainder is Month\(2566, 1\)"),
    ],
)
def test_what_is_refused(total: Any, periods: Any, options: dict[str, Any], said: str) -> None:
    """What cannot be divided so is one clear error, in both languages."""
    with pytest.raises(AllocationError, match=said) as caught:
        instalments(total, periods, **options)
    assert caught.value.text("th")
