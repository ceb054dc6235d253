"""Dividing an amount by weight: the published results, the laws of each method, floors and caps, two levels."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ssoplan import calculators
from ssoplan.calculators import AllocationError, Calculation, CalculatorError, two_level
from ssoplan.money import Baht

ORACLE = Path(__file__).parents[1] / "data" / "oracles" / "allocation.csv"
FORCED = ("largest_remainder", "webster", "jefferson")
METHODS = (*FORCED, "proportional")

methods = pytest.mark.parametrize("method", METHODS)
forced = pytest.mark.parametrize("method", FORCED)

totals = st.integers(-(10**14), 10**14) | st.integers(-60, 60)
units = st.sampled_from([1, 7, 100, 10_000])
weights = st.lists(st.integers(0, 10**9) | st.integers(0, 6), min_size=1, max_size=9).filter(any)


def rows() -> list[dict[str, str]]:
    """Return the rows of the oracle."""
    with ORACLE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def run(method: str, /, *args: Any, **kwargs: Any) -> Calculation[Any]:
    """Return the calculation of a method."""
    made: Calculation[Any] = getattr(calculators, method)(*args, **kwargs)
    return made


def plain(method: str, /, *args: Any, **kwargs: Any) -> Any:
    """Return the bare parts that a method gives."""
    return getattr(calculators, method).plain(*args, **kwargs)


class TestOracle:
    @pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['case']}-{row['method']}")
    def test_each_row(self, row: dict[str, str]) -> None:
        """Every row is reproduced, ties too: larger weight first, then the order given; a note stands exactly where one is."""
        made = run(row["method"], int(row["total"]), json.loads(row["weights"]), unit=int(row["unit"]))
        assert (json.loads(row["result"]), row["tie"] == "1") == (made.value, bool(made.notes))
        assert made.remainder == 0

    def test_it_is_whole(self) -> None:
        """The oracle has its 297 rows, eight of them decided by a tie."""
        assert (297, 8) == (len(rows()), sum(row["tie"] == "1" for row in rows()))


class TestLaws:
    @methods
    @settings(max_examples=30)
    @given(total=totals, parts=weights, unit=units)
    def test_conservation(self, method: str, total: int, parts: list[int], unit: int) -> None:
        """Parts and remainder add up to the total, for every sign and unit; a part is a multiple of the unit."""
        made = run(method, total, parts, unit=unit)
        assert total == sum(made.value) + made.remainder
        assert not any(part % unit for part in made.value)

    @forced
    @settings(max_examples=25)
    @given(total=totals, parts=weights, unit=units)
    def test_all_whole_units_are_given_out(
        self, method: str, total: int, parts: list[int], unit: int
    ) -> None:
        """What a forced method leaves is less than a unit and has the sign of the total."""
        left = run(method, total, parts, unit=unit).remainder
        assert abs(left) == abs(total) % unit
        assert left * total >= 0

    @settings(max_examples=40)
    @given(total=st.integers(0, 10**12), parts=weights)
    def test_quota(self, total: int, parts: list[int]) -> None:
        """Largest remainder stays within a unit of the quota, Jefferson not below it, proportional within a half."""
        quotas = [Fraction(total * weight, sum(parts)) for weight in parts]
        largest, least, near = (
            plain(method, total, parts) for method in ("largest_remainder", "jefferson", "proportional")
        )
        assert all(abs(part - quota) < 1 for part, quota in zip(largest, quotas, strict=True))
        assert all(part >= int(quota) for part, quota in zip(least, quotas, strict=True))
        assert all(abs(part - quota) <= Fraction(1, 2) for part, quota in zip(near, quotas, strict=True))

    @methods
    @settings(max_examples=25)
    @given(total=totals, parts=weights, factor=st.fractions(Fraction(1, 999), 999))
    def test_scale(self, method: str, total: int, parts: list[int], factor: Fraction) -> None:
        """Weights times a factor give the same parts."""
        assume(factor > 0)
        assert plain(method, total, parts) == plain(method, total, [factor * each for each in parts])

    @methods
    @settings(max_examples=25)
    @given(total=totals, parts=weights, data=st.data())
    def test_permutation(self, method: str, total: int, parts: list[int], data: st.DataObject) -> None:
        """Another order gives each weight the same parts; only members of equal weight can change places."""
        shuffled = data.draw(st.permutations(parts))
        pairs = sorted(zip(parts, plain(method, total, parts), strict=True))
        assert pairs == sorted(zip(shuffled, plain(method, total, shuffled), strict=True))

    @methods
    @settings(max_examples=25)
    @given(total=totals, parts=weights)
    def test_zero_and_order(self, method: str, total: int, parts: list[int]) -> None:
        """A weight of zero gets nothing, and a larger weight never less than a smaller one."""
        made = [abs(part) for part in plain(method, total, parts)]
        assert all(part == 0 for part, weight in zip(made, parts, strict=True) if not weight)
        ranked = sorted(zip(parts, made, strict=True))
        assert sorted(made) == [part for _, part in ranked]

    @methods
    @settings(max_examples=25)
    @given(total=totals, parts=weights)
    def test_idempotence(self, method: str, total: int, parts: list[int]) -> None:
        """What was divided once, divided again by its own parts, stays as it is."""
        once = plain(method, total, parts)
        assume(any(once))
        assert once == plain(method, sum(once), [abs(part) for part in once])

    @methods
    @settings(max_examples=25)
    @given(total=totals, parts=weights, unit=units)
    def test_mirror(self, method: str, total: int, parts: list[int], unit: int) -> None:
        """A cut is the mirror image of the same amount given."""
        given_out, cut = run(method, total, parts, unit=unit), run(method, -total, parts, unit=unit)
        assert [-part for part in given_out.value] == cut.value
        assert given_out.remainder == -cut.remainder

    @pytest.mark.parametrize("method", ["webster", "jefferson"])
    @settings(max_examples=25)
    @given(total=st.integers(0, 10**6), more=st.integers(1, 50), parts=weights)
    def test_divisor_methods_are_house_monotone(
        self, method: str, total: int, more: int, parts: list[int]
    ) -> None:
        """With a divisor method, more to divide never means less for a member."""
        now, then = plain(method, total, parts), plain(method, total + more, parts)
        assert all(a <= b for a, b in zip(now, then, strict=True))

    def test_largest_remainder_is_not_house_monotone(self) -> None:
        """With largest remainder the third member gets 2 of 10 but 1 of 11 (the Alabama paradox); with Webster it keeps 1."""
        parts = [6, 6, 2]
        assert [[4, 4, 2], [5, 5, 1]] == [plain("largest_remainder", total, parts) for total in (10, 11)]
        assert 1 == plain("webster", 10, parts)[2] == plain("webster", 11, parts)[2]

    def test_webster_can_leave_the_quota(self) -> None:
        """A divisor method can pass the quota rounded up: where many small shares are rounded away, 90 becomes 100."""
        parts = [900, *[4] * 25]
        assert (100, 90) == tuple(plain(method, 100, parts)[0] for method in ("webster", "largest_remainder"))


def one_by_one(total: int, parts: list[int], *, half: bool, least: list[int], most: list[int]) -> list[int]:
    """Return what a divisor method gives, one unit after the other."""
    held = list(least)
    for _ in range(total - sum(least)):
        open_ = [at for at, part in enumerate(held) if part < most[at] and parts[at]]

        def claim(at: int) -> tuple[Fraction, int, int]:
            nth = held[at] + 1
            return Fraction(parts[at], 2 * nth - 1 if half else nth), parts[at], -at

        held[max(open_, key=claim)] += 1
    return held


def filled(total: int, parts: list[int], least: list[int], most: list[int]) -> list[Fraction]:
    """Return shares in proportion to weights within bounds, found by walking through all levels at which one is met."""
    marks = [
        Fraction(bound, weight)
        for weight, *pair in zip(parts, least, most, strict=True)
        if weight
        for bound in pair
    ]

    def at(level: Fraction) -> list[Fraction]:
        return [
            min(max(level * weight, Fraction(low)), Fraction(high))
            for weight, low, high in zip(parts, least, most, strict=True)
        ]

    low = max((mark for mark in marks if sum(at(mark)) <= total), default=Fraction())
    high = min((mark for mark in marks if sum(at(mark)) >= total), default=low)
    grown = sum(at(high)) - sum(at(low))
    level = low + (high - low) * (Fraction(total - sum(at(low))) / grown if grown else 0)
    return at(level)


@st.composite
def bounded(draw: st.DrawFn) -> tuple[int, list[int], list[int], list[int]]:
    """Draw a total with weights, floors and caps that leave room for it."""
    parts = draw(st.lists(st.integers(0, 30), min_size=1, max_size=6).filter(any))
    least = [draw(st.integers(0, 6)) for _ in parts]
    most = [
        low + draw(st.integers(0, 9)) if weight else low for low, weight in zip(least, parts, strict=True)
    ]
    return draw(st.integers(sum(least), sum(most))), parts, least, most


@pytest.mark.parametrize("method", ["webster", "jefferson"])
@settings(max_examples=60)
@given(total=st.integers(0, 80), parts=st.lists(st.integers(0, 12), min_size=1, max_size=7).filter(any))
def test_divisor_methods_without_bounds(method: str, total: int, parts: list[int]) -> None:
    """Each unit goes to the largest claim, then to the larger weight, then to the one named first."""
    free: dict[str, Any] = {"least": [0] * len(parts), "most": [total] * len(parts)}
    assert one_by_one(total, parts, half=method == "webster", **free) == plain(method, total, parts)


class TestFloorsAndCaps:
    @pytest.mark.parametrize("method", ["webster", "jefferson"])
    @settings(max_examples=60)
    @given(job=bounded())
    def test_divisor_methods_hand_out_one_by_one(
        self, method: str, job: tuple[int, list[int], list[int], list[int]]
    ) -> None:
        """From the floors on, each unit goes to the largest claim below its cap."""
        total, parts, least, most = job
        expected = one_by_one(total, parts, half=method == "webster", least=least, most=most)
        assert expected == plain(method, total, parts, floors=least, caps=most)

    @settings(max_examples=80)
    @given(job=bounded())
    def test_largest_remainder_rounds_the_shares_within_bounds(
        self, job: tuple[int, list[int], list[int], list[int]]
    ) -> None:
        """The parts are the proportional shares within floors and caps, rounded down or up, and add up."""
        total, parts, least, most = job
        shares = filled(total, parts, least, most)
        made = plain("largest_remainder", total, parts, floors=least, caps=most)
        assert total == sum(made)
        assert all(abs(part - share) < 1 for part, share in zip(made, shares, strict=True))
        assert all(low <= part <= high for low, part, high in zip(least, made, most, strict=True))

    @methods
    @settings(max_examples=30)
    @given(job=bounded(), unit=st.sampled_from([1, 100]), sign=st.sampled_from([1, -1]))
    def test_they_are_kept(
        self, method: str, job: tuple[int, list[int], list[int], list[int]], unit: int, sign: int
    ) -> None:
        """No part passes a bound; a cut has the bounds of its size."""
        total, parts, least, most = job
        floors, caps = [unit * each for each in least], [unit * each for each in most]
        made = run(method, sign * unit * total, parts, unit=unit, floors=floors, caps=caps)
        assert all(
            low <= sign * part <= high for low, part, high in zip(floors, made.value, caps, strict=True)
        )
        assert sign * unit * total == sum(made.value) + made.remainder

    @methods
    def test_loose_bounds_change_nothing(self, method: str) -> None:
        """Floors of zero and caps of the total give what no bounds give."""
        parts = [48, 41, 11, 0]
        assert plain(method, 9999, parts) == plain(method, 9999, parts, floors=0, caps=9999)

    def test_they_are_rounded_to_the_unit(self) -> None:
        """A floor of 250 is 300 in hundreds, and a cap of 450 is 400."""
        assert [300, 700] == plain("largest_remainder", 1000, [1, 9], unit=100, floors=250)
        assert [600, 400] == plain("largest_remainder", 1000, [1, 9], unit=100, caps=[None, 450])

    def test_a_floor_lifts_a_weight_of_zero(self) -> None:
        """A member of weight zero gets its floor, and no more."""
        made = run("webster", 10, {"a": 1, "b": 0}, floors={"b": 3})
        assert {"a": 7, "b": 3} == made.value
        assert "members that get their floor or cap instead of their share: 1" in made.text()

    @pytest.mark.parametrize(
        ("bounds", "said"),
        [
            ({"floors": 6}, "the floors add up to 12, more than the 10 to give out; lower floors by 2"),
            ({"caps": 4}, "let 8 be given out .* less than 10; raise caps by 2"),
            ({"floors": [5, 0], "caps": [4, 9]}, "for #1 lies between its floor 5 and its cap 4"),
            ({"floors": [-1, 0]}, "one of the floors is -1, below zero"),
            ({"floors": [1]}, "the floors are not given as the weights are"),
            ({"caps": {"a": 1}}, "the caps are not given as the weights are"),
            ({"caps": Baht(9)}, "one of the caps is Baht.* and the total is 10"),
            ({"floors": 0.5}, "one of the floors is 0.5 and the total is 10"),
        ],
    )
    @methods
    def test_bounds_that_cannot_be_kept(self, method: str, bounds: dict[str, Any], said: str) -> None:
        """Floors and caps without room for the total, or that cannot be read, are one clear error."""
        with pytest.raises(AllocationError, match=said):
            run(method, 10, [1, 2], **bounds)

    def test_a_weight_of_zero_takes_no_more_than_its_floor(self) -> None:
        """Caps are too low as well when only members of weight zero have room left."""
        with pytest.raises(AllocationError, match="a weight of zero takes its floor only"):
            run("largest_remainder", 10, [1, 0], caps=[9, 5])

    def test_a_bound_for_nobody(self) -> None:
        """A bound of a member without a weight is refused by name."""
        with pytest.raises(AllocationError, match="the caps name ยะลา, which has no weight"):
            run("webster", 10, {"ระนอง": 1}, caps={"ยะลา": 1})


class TestMoneyAndShapes:
    def test_baht(self) -> None:
        """Baht are divided to the satang unless a unit is stated, in baht."""
        assert [Baht("33.34"), Baht("33.33"), Baht("33.33")] == plain(
            "largest_remainder", Baht(100), [1, 1, 1]
        )
        made = run("largest_remainder", Baht("100.50"), [1, 1, 1], unit=1)
        assert ([Baht(34), Baht(33), Baht(33)], Baht("0.50")) == (made.value, made.remainder)

    @methods
    @settings(max_examples=25)
    @given(total=totals, parts=weights)
    def test_baht_are_whole_satang(self, method: str, total: int, parts: list[int]) -> None:
        """Money is divided as its satang are."""
        satang = [Baht.from_satang(part) for part in plain(method, total, parts)]
        assert satang == plain(method, Baht.from_satang(total), parts)

    @methods
    def test_a_mapping_gives_a_mapping(self, method: str) -> None:
        """Weights by member give parts by member, in their order."""
        made = plain(method, 10, {"ยะลา": 3, "ระนอง": 7})
        assert [("ยะลา", 3), ("ระนอง", 7)] == list(made.items())

    @methods
    @pytest.mark.parametrize(
        "parts",
        [
            [Decimal("0.3"), Decimal("0.7")],
            [Fraction(3, 7), 1],
            [Baht("0.03"), Baht("0.07")],
            [Decimal("0.3"), Fraction(7, 10)],
            (3, 7),
        ],
        ids=str,
    )
    def test_weights_of_every_kind(self, method: str, parts: list[Any]) -> None:
        """Only the ratio of the weights counts, in whatever exact form."""
        assert [3, 7] == plain(method, 10, parts)

    @methods
    @pytest.mark.parametrize(
        ("parts", "said"),
        [
            ([], "there is nobody to divide 10 among"),
            ({}, "there is nobody to divide 10 among"),
            ([0, 0], "all 2 weights are zero"),
            ([1, -2], "the weight of #2 is -2, below zero"),
            ({"a": Fraction(-1, 2)}, "the weight of a is -1/2, below zero"),
            ([1, 0.5], r"the weight of #2 is 0.5 \(float\)"),
            ([1, True], r"the weight of #2 is True \(bool\)"),
            ([1, None], r"the weight of #2 is None"),
            ([1, Baht(1)], "the weight of #2 is .*; give all weights in Baht or none"),
            ([Decimal("NaN")], "the weight of #1 is NaN"),
            ([1, Decimal("1E+999999")], "the weight of #2 is 1E"),
            ("12", r"the weights are '12' \(str\)"),
            (12, r"the weights are 12 \(int\)"),
            ({1, 2}, r"the weights are .* \(set\)"),
        ],
    )
    def test_weights_that_are_none(self, method: str, parts: Any, said: str) -> None:
        """Weights without a share, below zero, or inexact, are refused by name."""
        with pytest.raises(CalculatorError, match=said):
            run(method, 10, parts)

    @methods
    @pytest.mark.parametrize(
        ("total", "unit", "said"),
        [
            (10.0, 1, r"the total is 10.0 \(float\)"),
            (True, 1, r"the total is True \(bool\)"),
            (Decimal(10), 1, r"the total is Decimal"),
            (10, 0, "the unit is 0"),
            (10, -1, "the unit is -1"),
            (10, 0.5, "the unit is 0.5"),
            (10, Baht(1), "the unit is Baht"),
            (Baht(10), Baht(0), "the unit is Baht"),
            (Baht(10), Decimal("0.001"), "the unit is Decimal"),
            (Baht(10), 0.5, "the unit is 0.5"),
        ],
    )
    def test_totals_and_units_that_are_none(self, method: str, total: Any, unit: Any, said: str) -> None:
        """A total that is not whole, and a unit that does not fit it, are refused."""
        with pytest.raises(AllocationError, match=said) as caught:
            run(method, total, [1, 2], unit=unit)
        assert caught.value.text("th")

    @methods
    def test_nothing_to_divide(self, method: str) -> None:
        """Zero is divided into zeros."""
        assert ([0, 0], 0) == ((made := run(method, 0, [3, 4])).value, made.remainder)


class TestCalculation:
    CASES: tuple[tuple[str, tuple[Any, ...], dict[str, Any]], ...] = (
        ("largest_remainder", (Baht(10_050), {"ยะลา": 1, "ระนอง": 1}), {"unit": 100}),
        ("webster", (21, [7270, 1230, 2220]), {}),
        ("jefferson", (-3, [Decimal("0.5"), Fraction(1, 3), 1]), {"caps": 2}),
        ("proportional", (100, {1: 1, 2: 1, 3: 1}), {"floors": {2: 40}}),
        ("two_level", (Baht(99), {"a": {"x": 1, "y": 2}, "b": [3, 4]}), {"method": "webster"}),
        ("two_level", (99, [[1, 2], [3]]), {"group_weights": [1, 1], "caps": [[None, 20], None]}),
    )

    @pytest.mark.parametrize(("method", "args", "options"), CASES)
    def test_round_trip(self, method: str, args: tuple[Any, ...], options: dict[str, Any]) -> None:
        """A calculation comes back from JSON, and is computed again from it."""
        made = run(method, *args, **options)
        back = Calculation.from_json(made.to_json())
        assert made == back
        assert made == back.recompute()
        assert made.text("th") == back.text("th")

    def test_the_working(self) -> None:
        """Largest remainder shows the quotas, what was left, and how a tie was settled."""
        made = run("largest_remainder", Baht(10_050), {"ยะลา": 1, "ระนอง": 1, "สตูล": 1}, unit=100)
        assert [
            "10,000 baht × weight ÷ 3, rounded down to 100 baht, together 9,900 baht",
            "what is left goes to the largest remainders, 100 baht each: 100 baht",
            "given out to 3: 10,000 baht",
        ] == [step.text() for step in made.steps]
        assert Baht(50) == made.remainder
        assert [
            "3 have the same claim to the last 100 baht; larger weight first, then the order given: ยะลา, not ระนอง, สตูล"
        ] == [note.text() for note in made.notes]

    @pytest.mark.parametrize(("method", "up"), [("webster", Fraction(1, 2)), ("jefferson", Fraction(0))])
    @settings(max_examples=30)
    @given(total=st.integers(1, 10**9), parts=weights)
    def test_the_divisor_shown_gives_the_parts(
        self, method: str, up: Fraction, total: int, parts: list[int]
    ) -> None:
        """Each weight ÷ the divisor of the working, rounded as it says, is the part, unless a tie is noted."""
        made = run(method, total, parts)
        divisor = dict(made.steps[0].values)["result"]
        rounded = [(Fraction(weight) / divisor + up).__floor__() for weight in parts]
        assert bool(made.notes) is (rounded != made.value)

    def test_more_than_the_total(self) -> None:
        """Rounding half up can give out more than the total; a note says how much."""
        made = run("proportional", 3, [1, 1])
        assert ([2, 2], -1) == (made.value, made.remainder)
        assert "not forced to add up: 1 more than the total is given out" in made.text()


class TestTwoLevels:
    OFFICES: ClassVar = {"กรุงเทพมหานคร": {"พื้นที่ 1": 3, "พื้นที่ 2": 2}, "ภาคใต้": {"ยะลา": 1, "ระนอง": 1, "สตูล": 0}}

    @methods
    @settings(max_examples=50)
    @given(total=totals, groups=st.lists(weights, min_size=1, max_size=4), unit=units)
    def test_conservation(self, method: str, total: int, groups: list[list[int]], unit: int) -> None:
        """All parts and the remainder add up; a forced method gives each group what the method gives groups."""
        made = two_level(total, groups, method=method, unit=unit)  # type: ignore[arg-type]  # one of the four
        assert total == sum(map(sum, made.value)) + made.remainder
        if method != "proportional":
            sums = [sum(group) for group in groups]
            assert plain(method, total, sums, unit=unit) == [sum(part) for part in made.value]

    @methods
    @settings(max_examples=30)
    @given(total=st.integers(0, 10**6), groups=st.lists(weights, min_size=1, max_size=4))
    def test_each_group_is_divided_by_itself(self, method: str, total: int, groups: list[list[int]]) -> None:
        """Within a group, its amount is divided as if it were the only one."""
        amounts = plain(method, total, [sum(group) for group in groups])
        each = [plain(method, amount, group) for amount, group in zip(amounts, groups, strict=True)]
        assert each == two_level.plain(total, groups, method=method)  # type: ignore[arg-type]  # one of the four

    def test_names(self) -> None:
        """Offices stand in their regions, as they were given."""
        made = two_level(100, self.OFFICES)
        assert {
            "กรุงเทพมหานคร": {"พื้นที่ 1": 43, "พื้นที่ 2": 28},
            "ภาคใต้": {"ยะลา": 15, "ระนอง": 14, "สตูล": 0},
        } == made.value
        assert "100 among 2 groups by largest remainder: กรุงเทพมหานคร: 71, ภาคใต้: 29" in made.text()
        assert "ภาคใต้: 2 have the same claim to the last 1" in made.text()

    def test_weights_of_groups(self) -> None:
        """Groups can have weights of their own, in whatever order."""
        made = two_level(100, self.OFFICES, group_weights={"ภาคใต้": 3, "กรุงเทพมหานคร": 1})
        assert {"กรุงเทพมหานคร": 25, "ภาคใต้": 75} == {
            name: sum(part.values()) for name, part in made.value.items()
        }

    def test_floors_of_members_hold_for_their_group(self) -> None:
        """A group gets at least the floors of its members and at most their caps."""
        made = two_level(100, self.OFFICES, floors={"ภาคใต้": {"สตูล": 50}}, caps={"กรุงเทพมหานคร": 15})
        assert {
            "กรุงเทพมหานคร": {"พื้นที่ 1": 15, "พื้นที่ 2": 15},
            "ภาคใต้": {"ยะลา": 10, "ระนอง": 10, "สตูล": 50},
        } == made.value

    def test_a_group_without_weight(self) -> None:
        """A group whose weights are all zero gets zeros."""
        assert [[10], [0, 0]] == two_level(10, [[1], [0, 0]]).value

    @pytest.mark.parametrize(
        ("groups", "options", "said"),
        [
            (
                [[1], [0]],
                {"group_weights": [1, 1]},
                "all 1 weights are zero, so there is no share to divide 5 by",
            ),
            ([[0], [0]], {}, "all 2 weights are zero"),
            ([[1], []], {}, "the weights are empty"),
            ([], {}, "the weights are empty"),
            (7, {}, "the groups are 7"),
            ([[1], [2]], {"group_weights": [1]}, "the group weights are not given as the weights are"),
            ({"a": [1]}, {"group_weights": {"b": 1}}, "the group weights are not given"),
            ({"a": [1]}, {"floors": {"b": 1}}, "the floors name b"),
            ({"a": [1]}, {"floors": [1]}, "the floors are not given"),
            ([[1], [1]], {"floors": 6}, "the floors add up to 12"),
            ([[1], [1]], {"caps": 4}, "let 8 be given out"),
            ([[1], [1]], {"method": "hare"}, "the method is 'hare'; choose one of largest_remainder"),
        ],
    )
    def test_what_is_refused(self, groups: Any, options: dict[str, Any], said: str) -> None:
        """Groups that cannot be divided among are one clear error."""
        with pytest.raises(AllocationError, match=said):
            two_level(10, groups, **options)


@methods
def test_a_hundred_thousand_members(method: str) -> None:
    """A million million satang among a hundred thousand members are divided exactly."""
    parts = [(at * 7919 + 13) % 1_000_003 for at in range(100_000)]
    made = run(method, Baht.from_satang(10**12), parts)
    assert Baht.from_satang(10**12) == sum(made.value, made.remainder)


def test_a_hundred_thousand_equal_members() -> None:
    """Ties among very many are settled and counted; a note names the first of them."""
    made = run("webster", 150_000, [1] * 100_000)
    assert [2] * 50_000 + [1] * 50_000 == made.value
    assert "100,000 have the same claim to the last 50,000" in made.notes[0].text()
    assert 12 == len(dict(made.notes[0].values)["winners"])
