from __future__ import annotations

import copy
import json
import operator
import pickle
import sys
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

import attrs
import cattrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.money import (
    Baht,
    MoneyTextError,
    MoneyTypeError,
    MoneyValueError,
    from_satang_column,
    register_hooks,
    to_satang_column,
)

if TYPE_CHECKING:
    from collections.abc import Callable

satang = st.one_of(st.integers(-(10**6), 10**6), st.integers(-(10**40), 10**40))
amounts = satang.map(Baht.from_satang)


class TestConstruction:
    """What an amount can be made from, and what it refuses."""

    @pytest.mark.parametrize(
        ("amount", "expected"),
        [
            (5, 500),
            (-5, -500),
            (0, 0),
            ("18408", 1_840_800),
            ("18,408.5", 1_840_850),
            ("-0.05", -5),
            (Decimal("1.10"), 110),
            (Decimal("1.1000"), 110),
            (Decimal("1E+3"), 100_000),
            (Decimal("0E-9999"), 0),
            (Decimal("12345678901234567890123456789012345.67"), 1234567890123456789012345678901234567),
            (Baht("2.50"), 250),
        ],
    )
    def test_exact_baht_of_any_kind(self, amount: Any, expected: int) -> None:
        """Ints, text, Decimals of any length and amounts are held exactly, in satang."""
        assert expected == Baht(amount).satang

    @pytest.mark.parametrize(
        ("amount", "error", "code"),
        [
            (1.5, MoneyTypeError, "money-type.float"),
            (float("nan"), MoneyTypeError, "money-type.float"),
            (True, MoneyTypeError, "money-type.not-money"),
            (None, MoneyTypeError, "money-type.not-money"),
            (b"5", MoneyTypeError, "money-type.not-money"),
            (Fraction(5), MoneyTypeError, "money-type.not-money"),
            (Decimal("0.005"), MoneyValueError, "money-value.finer-than-satang"),
            (Decimal("1E-99999"), MoneyValueError, "money-value.finer-than-satang"),
            (Decimal("1E+99999"), MoneyValueError, "money-value.too-large"),
            (Decimal("NaN"), MoneyValueError, "money-value.not-finite"),
            (Decimal("-Infinity"), MoneyValueError, "money-value.not-finite"),
            ("0.005", MoneyTextError, "money-text.finer-than-satang"),
            ("five", MoneyTextError, "money-text.no-figures"),
        ],
    )
    def test_what_is_no_amount_is_refused(self, amount: Any, error: type[MoneyTypeError], code: str) -> None:
        """Floats, bools, third decimals, endless numbers and bad text raise one error with texts in two languages."""
        with pytest.raises(error) as caught:
            Baht(amount)
        assert code == caught.value.code
        assert str(caught.value)
        assert caught.value.text("th")

    def test_satang_must_be_whole(self) -> None:
        """Satang are a whole number; a float or a bool is refused."""
        assert Baht("0.07") == Baht.from_satang(7)
        for value in (7.0, True, "7", None):
            with pytest.raises(MoneyTypeError, match="not a whole number of satang"):
                Baht.from_satang(value)  # type: ignore[arg-type]  # the wrong type is the point

    def test_parse_reads_text_only(self) -> None:
        """``parse`` refuses a number that ``Baht`` would take."""
        with pytest.raises(MoneyTypeError):
            Baht.parse(5)  # type: ignore[arg-type]  # the wrong type is the point


class TestValue:
    """An amount is an immutable value."""

    def test_equal_amounts_are_one_value(self) -> None:
        """However it was made, an equal amount is equal and hashes alike."""
        same = {Baht(5), Baht("5.00"), Baht(Decimal(5)), Baht.from_satang(500), Baht(Baht(5))}
        assert {Baht(5)} == same

    def test_it_cannot_be_changed(self) -> None:
        """Setting the satang or a new attribute is refused."""
        for name in ("satang", "currency"):
            with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
                setattr(Baht(5), name, 1)
        assert not hasattr(Baht(5), "__dict__")

    @given(amounts)
    def test_it_survives_copies_and_text(self, amount: Baht) -> None:
        """Pickling, copying, repr, JSON and the printed text all give the same amount back."""
        assert amount == pickle.loads(pickle.dumps(amount))  # noqa: S301  # our own bytes
        assert amount == copy.deepcopy(amount)
        assert amount == eval(repr(amount))  # noqa: S307  # the repr is what is tested
        assert amount == Baht.from_json(json.loads(json.dumps(amount.to_json())))
        assert amount == Baht.parse(str(amount))
        assert amount == Baht(amount.baht)

    @pytest.mark.parametrize(
        ("amount", "expected"),
        [(2_757_683_080, "Baht('2757683080')"), ("-0.5", "Baht('-0.50')"), ("1.05", "Baht('1.05')")],
    )
    def test_repr(self, amount: int | str, expected: str) -> None:
        """The repr is the plain amount, with two decimals where there are satang."""
        assert expected == repr(Baht(amount))

    def test_it_is_no_number_to_others(self) -> None:
        """Only another amount is equal, and the plain 0, which counts nothing in any unit."""
        assert Baht(0) == 0
        assert hash(Baht(0)) == hash(0)
        for other in (5, 500, Decimal(5), "5", 5.0, True, None):
            assert Baht(5) != other
        assert Baht(0) != False  # noqa: E712  # a bool is not the number 0

    @given(satang, satang)
    def test_order_is_that_of_the_satang(self, one: int, two: int) -> None:
        """Amounts compare as their satang do, with each other and with 0."""
        a, b = Baht.from_satang(one), Baht.from_satang(two)
        for compare in (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne):
            assert compare(one, two) is compare(a, b)
            assert compare(one, 0) is compare(a, 0)
            assert compare(0, two) is compare(0, b)
        assert bool(one) is bool(a)

    @pytest.mark.parametrize("other", [1, 1.5, Decimal(0), "5", False, None])
    @pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
    def test_order_with_bare_numbers_is_refused(self, compare: Callable[..., bool], other: object) -> None:
        """An amount has no order with a number other than 0."""
        with pytest.raises(MoneyTypeError, match="compare with a Baht, or with 0"):
            compare(Baht(5), other)


class TestArithmetic:
    """Exact arithmetic, and refusal of the rest."""

    @given(satang, satang, st.integers(-1000, 1000))
    def test_sums_and_products_are_those_of_the_satang(self, one: int, two: int, factor: int) -> None:
        """Adding, subtracting, negating and multiplying by a whole number are exact."""
        a, b = Baht.from_satang(one), Baht.from_satang(two)
        assert one + two == (a + b).satang
        assert one - two == (a - b).satang
        assert one * factor == (a * factor).satang == (factor * a).satang
        assert (-one, one, abs(one)) == ((-a).satang, (+a).satang, abs(a).satang)

    @given(satang, satang.filter(bool))
    def test_division_conserves_the_money(self, one: int, two: int) -> None:
        """``divmod`` by an amount or a number gives parts that make the whole again; the ratio is exact."""
        a, b = Baht.from_satang(one), Baht.from_satang(two)
        times, rest = divmod(a, b)
        assert (times, rest) == (a // b, a % b)
        assert a == b * times + rest
        share, left = divmod(a, two)
        assert (share, left) == (a // two, a % two)
        assert a == share * two + left
        assert Fraction(one, two) == a / b

    def test_sum(self) -> None:
        """``sum`` works from its start of 0, and an empty sum is 0."""
        assert Baht(35_300) == sum([Baht(17_280), Baht(10_800), Baht(7220)])
        assert Baht(0) == sum([])
        assert Baht(3) == sum([Baht(1)], start=Baht(2))

    @pytest.mark.parametrize("other", [1, 1.5, Decimal(1), Fraction(1), "1", True, None])
    @pytest.mark.parametrize("compute", [operator.add, operator.sub])
    def test_bare_numbers_are_not_added(self, compute: Callable[..., object], other: object) -> None:
        """Adding or subtracting anything but an amount is refused on both sides, with advice."""
        for left, right in ((Baht(5), other), (other, Baht(5))):
            with pytest.raises(MoneyTypeError, match="wrap it as Baht") as caught:
                compute(left, right)
            assert "Baht(…)" in caught.value.text("th")

    @pytest.mark.parametrize("other", [1.5, Decimal(1), Fraction(1), "1", True, Baht(1), None])
    def test_inexact_products_are_refused(self, other: object) -> None:
        """Only whole numbers multiply without a named rounding."""
        for left, right in ((Baht(5), other), (other, Baht(5))):
            with pytest.raises(MoneyTypeError, match=r"times\(factor, rounding"):
                operator.mul(left, right)

    @pytest.mark.parametrize("other", [2, 1.5, Decimal(2), Fraction(2), "2", True])
    def test_inexact_quotients_are_refused(self, other: object) -> None:
        """``/`` takes an amount only; ``//`` and ``%`` take an amount or a whole number."""
        with pytest.raises(MoneyTypeError, match="for the exact ratio"):
            operator.truediv(Baht(5), other)
        if type(other) is not int:
            computes: list[Callable[..., object]] = [operator.floordiv, operator.mod, divmod]
            for compute in computes:
                with pytest.raises(MoneyTypeError):
                    compute(Baht(5), other)

    def test_division_by_nothing(self) -> None:
        """Dividing by zero is the error Python has for it."""
        for compute in (operator.truediv, operator.floordiv, operator.mod):
            with pytest.raises(ZeroDivisionError):
                compute(Baht(5), Baht(0))


class TestRounding:
    """Rounding happens where it is named, and in the way it is named."""

    @pytest.mark.parametrize(
        ("rounding", "expected"),
        [
            ("half_up", {"0.004": 0, "0.005": 1, "0.015": 2, "0.0051": 1, "-0.005": -1, "-0.004": 0}),
            ("half_even", {"0.004": 0, "0.005": 0, "0.015": 2, "0.0051": 1, "-0.005": 0, "-0.015": -2}),
            ("up", {"0.004": 1, "0.005": 1, "0.01": 1, "-0.001": -1}),
            ("down", {"0.009": 0, "0.019": 1, "-0.009": 0}),
        ],
    )
    def test_the_four_ways(self, rounding: Any, expected: dict[str, int]) -> None:
        """Each rounding does what its name says, on both sides of zero."""
        for text, whole in expected.items():
            for amount in (text, Decimal(text), Fraction(text)):
                assert whole == Baht.rounded(amount, rounding=rounding).satang

    def test_units(self) -> None:
        """The unit is in baht: whole baht, hundreds, a quarter of a baht."""
        assert Baht(83) == Baht.rounded("82.50", rounding="half_up", unit=1)
        assert Baht(35_300) == Baht.rounded(Baht(35_280), rounding="up", unit=100)
        assert Baht("0.25") == Baht.rounded("0.30", rounding="down", unit="0.25")

    @given(st.fractions(), st.integers(1, 10**6), st.sampled_from(["half_up", "half_even", "up", "down"]))
    def test_the_result_is_the_multiple_beside(self, amount: Fraction, unit: int, rounding: Any) -> None:
        """The result is a multiple of the unit, less than one unit away, at most half of one when halving."""
        rounded = Baht.rounded(amount, rounding=rounding, unit=Baht.from_satang(unit)).satang
        away = abs(rounded - amount * 100)
        assert rounded % unit == 0
        assert away <= Fraction(unit, 2) if rounding.startswith("half") else away < unit

    @pytest.mark.parametrize(
        ("base", "rate", "expected"),
        [
            (1650, "0.05", 83),
            (1650, "0.025", 41),
            (4800, "0.018", 86),
            (4800, "0.049", 235),
            (17_500, "0.05", 875),
        ],
    )
    def test_contributions_as_published(self, base: int, rate: str, expected: int) -> None:
        """A rate times a wage, half a baht up, gives the contributions that the office printed."""
        assert Baht(expected) == Baht(base).times(Decimal(rate), rounding="half_up", unit=1)
        assert Baht(expected) == Baht(base).times(Fraction(rate), rounding="half_up", unit=1)

    @pytest.mark.parametrize("factor", [1.5, True, "2", None, Baht(2)])
    def test_factors_must_be_exact(self, factor: Any) -> None:
        """A float, text or another amount is no factor."""
        with pytest.raises(MoneyTypeError, match="cannot multiply money by"):
            Baht(5).times(factor, rounding="down")

    def test_factors_must_be_finite(self) -> None:
        """A Decimal without end is no factor."""
        with pytest.raises(MoneyValueError, match="finite"):
            Baht(5).times(Decimal("NaN"), rounding="down")

    def test_a_float_is_not_rounded_either(self) -> None:
        """A named rounding does not make a float an amount."""
        with pytest.raises(MoneyTypeError, match="floats are not exact"):
            Baht.rounded(1.005, rounding="half_up")  # type: ignore[arg-type]  # the wrong type is the point

    @pytest.mark.parametrize("unit", [0, -1])
    def test_the_unit_is_above_zero(self, unit: int) -> None:
        """There are no multiples of zero, and none of less."""
        with pytest.raises(MoneyValueError, match="give a unit above zero"):
            Baht.rounded(5, rounding="up", unit=unit)

    def test_unknown_roundings_are_refused(self) -> None:
        """The error of an unknown rounding lists those that exist."""
        with pytest.raises(MoneyValueError, match="half_up, half_even, up, down") as caught:
            Baht.rounded(5, rounding="nearest")  # type: ignore[arg-type]  # the wrong value is the point
        assert "nearest" in caught.value.text("th")


class TestColumns:
    """Amounts as int64 satang."""

    @settings(max_examples=50)
    @given(st.lists(st.none() | st.integers(-(2**63), 2**63 - 1)))
    def test_there_and_back(self, column: list[int | None]) -> None:
        """Every int64 is an amount and comes back as itself; empty cells stay empty."""
        assert column == to_satang_column(from_satang_column(column))

    @pytest.mark.parametrize("satang", [2**63, -(2**63) - 1])
    def test_what_does_not_fit_is_refused(self, satang: int) -> None:
        """An amount beyond 64 bits is named with its row."""
        with pytest.raises(MoneyValueError, match="at row 1 does not fit") as caught:
            to_satang_column([Baht(1), Baht.from_satang(satang)])
        assert "แถว" in caught.value.text("th")

    def test_cells_are_amounts_or_satang(self) -> None:
        """A bare number is no amount, and a float is no satang."""
        with pytest.raises(MoneyTypeError):
            to_satang_column([5])  # type: ignore[list-item]  # the wrong type is the point
        with pytest.raises(MoneyTypeError):
            from_satang_column([5.0])  # type: ignore[list-item]  # the wrong type is the point


class TestDocuments:
    """Amounts in JSON and through cattrs."""

    def test_json_is_exact_text(self) -> None:
        """JSON holds plain text in baht; a whole number is read too, a float never."""
        assert Baht("2757683080.50").to_json() == "2757683080.50"
        assert Baht.from_json(5) == Baht(5)
        with pytest.raises(MoneyTypeError):
            Baht.from_json(5.5)  # type: ignore[arg-type]  # the wrong type is the point

    def test_cattrs(self) -> None:
        """A converter with the hooks writes an attrs class with amounts as text, and reads it back."""

        @attrs.frozen
        class Line:
            amount: Baht

        converter = cattrs.Converter()
        register_hooks(converter)
        line = Line(Baht("17280.25"))
        assert converter.unstructure(line) == {"amount": "17280.25"}
        assert line == Line(converter.structure("17280.25", Baht))


def test_amounts_of_any_size_print() -> None:
    """An amount with more digits than Python converts on its own still prints."""
    digits: Literal[5000] = 5000
    assert sys.get_int_max_str_digits() < digits
    assert len(repr(Baht(10**digits))) == len("Baht('')") + digits + 1
