"""Typed quantities: products and sums whose units are checked."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.quantity import (
    BAHT,
    UNIT_WORDS,
    Quantity,
    QuantityError,
    left_over,
    read_number,
    read_unit,
)
from ssoplan.calculators.values import from_plain, to_plain
from ssoplan.money import Baht
from ssoplan.units import Unit, UnitError

WORDS = st.sampled_from(
    ["THB", "person", "time", "month", "batch", "time/month", "THB/person/time", "item/year"]
)
NUMBERS = st.integers(-(10**9), 10**9) | st.fractions(max_denominator=1000)
QUANTITIES = st.builds(Quantity, NUMBERS, WORDS)


class TestUnits:
    @pytest.mark.parametrize(
        ("text", "unit"),
        [
            ("คน", "person"),
            ("ราย", "person"),
            ("ครั้ง/เดือน", "time/month"),
            ("บาท/คน/ครั้ง", "THB/person/time"),
            ("บาทต่อครั้ง", "THB/time"),
            ("บาท ต่อ คน", "THB/person"),
            ("THB/person", "THB/person"),
            ("baht per person per time", "THB/person/time"),
            ("times per month", "time/month"),
            ("รายการ/ปี", "item/year"),
        ],
    )
    def test_words_of_the_documents_are_units(self, text: str, unit: str) -> None:
        """Thai and English words spell units; a slash, ต่อ and per divide."""
        assert Unit.parse(unit) == read_unit(text)

    @pytest.mark.parametrize("text", ["กระสอบ", "บาท/", "", "/คน", "คนx", "persn"])
    def test_other_words_are_refused(self, text: str) -> None:
        """A word that is no unit is refused in the words of the units."""
        with pytest.raises(UnitError):
            read_unit(text)

    @pytest.mark.parametrize("lang", ["en", "th"])
    @pytest.mark.parametrize("unit", sorted({str(unit) for unit in UNIT_WORDS.values()}))
    def test_each_label_reads_back(self, unit: str, lang: Any) -> None:
        """The label of each unit of the vocabulary is read as that unit."""
        assert Unit.parse(unit) == read_unit(Unit.parse(unit).label(lang))


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("๑,๔๑๖", 1416),
            ("1416", 1416),
            ("12.50", Fraction(25, 2)),
            ("0", 0),
            ("-3", -3),
            ("2,757,683,080", 2757683080),
        ],
    )
    def test_numbers_are_read_exactly(self, text: str, value: int | Fraction) -> None:
        """Thai or Latin digits, thousands separators and decimals give the exact number."""
        assert value == read_number(text)

    @pytest.mark.parametrize("text", ["1,41", "1,4166", "12.", ".5", "", "1 2", "๑๒a", "1e3", "²"])
    def test_what_is_no_number_is_refused(self, text: str) -> None:
        """Wrong grouping and stray characters are refused, not guessed at."""
        with pytest.raises(QuantityError):
            read_number(text)


class TestAlgebra:
    def test_a_rate_times_what_it_is_for_is_baht(self) -> None:
        """120 baht a person and time × 3 persons × 4 times a month × 12 months is 17,280 baht."""
        product = (
            Quantity(120, "บาท/คน/ครั้ง") * Quantity(3, "คน") * Quantity(4, "ครั้ง/เดือน") * Quantity(12, "เดือน")
        )
        assert (17280, BAHT, Baht(17280)) == (product.value, product.unit, product.to_baht())

    def test_the_auditors_share_of_a_year(self) -> None:
        """13,200 items a person and year × 10 persons × 1 month of 12 is 11,000 items (RATE-20)."""
        year = Quantity(13200, "item/person/year") * Quantity(10, "person")
        assert Quantity(11000, "item") == year / Quantity(12, "month/year") * Quantity(1, "month")

    def test_the_value_of_a_unit_by_month(self) -> None:
        """2,940 baht a month × 12 months is 35,280 baht (RATE-13)."""
        assert Baht(35280) == (Quantity(2940, "THB/month") * Quantity(12, "month")).to_baht()

    @given(QUANTITIES, QUANTITIES, QUANTITIES)
    @settings(max_examples=60)
    def test_products_commute_and_associate(self, a: Quantity, b: Quantity, c: Quantity) -> None:
        """The order of factors does not matter, neither for the number nor for the unit."""
        assert a * b == b * a
        assert (a * b) * c == a * (b * c)

    @given(QUANTITIES, NUMBERS, NUMBERS)
    @settings(max_examples=60)
    def test_products_distribute_over_sums(self, a: Quantity, x: int | Fraction, y: int | Fraction) -> None:
        """A product of a sum is the sum of the products."""
        b, c = Quantity(x, "person"), Quantity(y, "person")
        assert a * (b + c) == a * b + a * c
        assert a * (b - c) == a * b - a * c

    @given(QUANTITIES, QUANTITIES)
    @settings(max_examples=60)
    def test_a_quotient_undoes_a_product(self, a: Quantity, b: Quantity) -> None:
        """What is multiplied and divided by the same quantity is itself."""
        assume(b.value)
        assert a == a * b / b

    @given(QUANTITIES)
    @settings(max_examples=60)
    def test_numbers_without_a_unit_scale(self, a: Quantity) -> None:
        """A bare number scales from both sides, and 1 changes nothing."""
        assert a == 1 * a == a * Decimal(1) == a / 1
        assert a + a == 2 * a

    def test_sums_need_fitting_units(self) -> None:
        """Persons and baht cannot be added, subtracted or compared."""
        persons, money = Quantity(3, "คน"), Quantity(120, "บาท")
        for wrong in (lambda: persons + money, lambda: persons - money, lambda: persons < money):
            with pytest.raises(QuantityError, match="3 persons and 120 baht have different units") as error:
                wrong()
            assert "3 คน กับ 120 บาท มีหน่วยต่างกัน" in error.value.text("th")

    def test_order(self) -> None:
        """Quantities of one unit are ordered by their numbers."""
        few, many = Quantity(3, "คน"), Quantity(Fraction(7, 2), "ราย")
        assert (few < many, few <= few, many > few, sorted([many, few])) == (True, True, True, [few, many])  # noqa: PLR0124  # the law of <=

    def test_dividing_by_nothing_is_refused(self) -> None:
        """A quotient by zero persons names both quantities."""
        with pytest.raises(QuantityError, match="cannot divide 120 baht by 0 persons"):
            Quantity(120, "บาท") / Quantity(0, "คน")

    @pytest.mark.parametrize("other", ["3", None, 2.0])
    def test_other_types_are_refused(self, other: Any) -> None:
        """Texts and floats are no quantities."""
        with pytest.raises((TypeError, CalculatorError)):
            Quantity(3, "คน") + other
        with pytest.raises((TypeError, CalculatorError)):
            Quantity(3, "คน") - other
        with pytest.raises((TypeError, CalculatorError)):
            Quantity(3, "คน") * other
        with pytest.raises((TypeError, CalculatorError)):
            Quantity(3, "คน") < other  # noqa: B015  # the comparison is what raises

    @pytest.mark.parametrize("value", [1.5, True, "3", Decimal("NaN"), Decimal("Infinity"), None])
    def test_a_value_is_an_exact_number(self, value: Any) -> None:
        """A float, a truth, a text and what is not finite are refused."""
        with pytest.raises(CalculatorError):
            Quantity(value, "คน")


class TestBaht:
    @pytest.mark.parametrize(
        ("quantity", "en", "th"),
        [
            (Quantity(5, "คน"), "there is no amount of baht in it", "ไม่มีจำนวนเงินบาท"),
            (
                Quantity(5, "บาท/คน"),
                "it is still per person, so multiply by a number of persons",
                "ยังเป็นอัตราต่อคน",
            ),
            (Quantity(5, "THB*time"), "times are left over, so give a rate for each time", "เหลือหน่วย ครั้ง"),
            (Quantity(5, "THB*THB"), "amounts of baht are multiplied by each other", "นำจำนวนเงินบาทมาคูณกัน"),
            (Quantity(5), "no unit, not in baht", "จำนวนที่ไม่มีหน่วย"),
        ],
    )
    def test_what_is_left_over_is_named(self, quantity: Quantity, en: str, th: str) -> None:
        """A quantity that is no money says which unit is left over and what to do."""
        with pytest.raises(QuantityError) as error:
            quantity.to_baht()
        assert en in str(error.value)
        assert th in error.value.text("th")

    def test_all_that_is_left_over_is_named(self) -> None:
        """Two left-over units are both in the message."""
        message = left_over(Unit.parse("THB*time/month"))
        assert "times are left over" in message.en
        assert "it is still per month" in message.en

    def test_satang_are_exact_and_less_is_refused(self) -> None:
        """12.50 baht is an amount; a third of a baht is none."""
        assert Baht("12.50") == Quantity(Decimal("12.5"), "บาท").to_baht()
        with pytest.raises(QuantityError, match="1/3 baht, which is no whole number of satang"):
            Quantity(Fraction(1, 3), "บาท").to_baht("the allowance")

    @given(st.integers(-(10**12), 10**12))
    def test_amounts_come_back(self, satang: int) -> None:
        """An amount made a quantity is the same amount again."""
        assert Baht.from_satang(satang) == Quantity.of_baht(Baht.from_satang(satang)).to_baht()


class TestTexts:
    @pytest.mark.parametrize(
        ("quantity", "th", "en"),
        [
            (Quantity(4, "ครั้ง/เดือน"), "4 ครั้ง/เดือน", "4 times per month"),
            (Quantity(1, "คน"), "1 คน", "1 person"),
            (Quantity(17280, "บาท"), "17,280 บาท", "17,280 baht"),
            (Quantity(Decimal("12.5"), "บาท/คน"), "12.50 บาท/คน", "12.50 baht per person"),
            (Quantity(Decimal("12.5"), "วัน"), "12.5 วัน", "12.5 days"),
            (Quantity(7), "7", "7"),
        ],
    )
    def test_texts(self, quantity: Quantity, th: str, en: str) -> None:
        """A quantity is written as the documents write it, with both digits of satang."""
        assert (th, en, en) == (quantity.text("th"), quantity.text("en"), str(quantity))

    @given(st.integers(-(10**12), 10**12), st.integers(0, 4), WORDS, st.sampled_from(["en", "th"]))
    def test_texts_read_back(self, number: int, places: int, unit: str, lang: Any) -> None:
        """What is written is read as the same quantity."""
        quantity = Quantity(Decimal(number).scaleb(-places), unit)
        assert quantity == Quantity.parse(quantity.text(lang))

    @pytest.mark.parametrize("text", ["120บาทต่อคน", "120 บาท/ราย", " ๑๒๐  บาทต่อคน "])
    def test_printed_rates_are_read(self, text: str) -> None:
        """The rates in headings are read with Thai or Latin digits, with or without spaces."""
        assert Quantity(120, "THB/person") == Quantity.parse(text)

    @pytest.mark.parametrize("text", ["", "คน", "120", "x 3 คน", "1,20 บาท", "3 คน 4", "3 กระสอบ"])
    def test_other_texts_are_refused(self, text: str) -> None:
        """A text that is no number with a unit is refused."""
        with pytest.raises((QuantityError, UnitError)):
            Quantity.parse(text)

    @given(QUANTITIES)
    @settings(max_examples=50)
    def test_values_survive(self, quantity: Quantity) -> None:
        """A quantity survives pickling, plain data and its own repr."""
        again = from_plain(to_plain(quantity))
        named = {"Quantity": Quantity, "Fraction": Fraction}
        assert quantity == pickle.loads(pickle.dumps(quantity)) == again == eval(repr(quantity), named)  # noqa: S301, S307  # our own bytes and text
        assert hash(quantity) == hash(again)
