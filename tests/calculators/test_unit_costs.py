"""Written costs: reading, writing back, and the algebra that makes them baht."""

from __future__ import annotations

import pickle
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ssoplan import samples
from ssoplan.calculators.calculation import Calculation
from ssoplan.calculators.cost_texts import (
    CostTextError,
    formula_of,
    line_of,
    parse_composite,
    parse_cost,
    parse_cost_line,
    read_factor,
)
from ssoplan.calculators.errors import CalculatorError
from ssoplan.calculators.quantity import Quantity, QuantityError
from ssoplan.calculators.unit_costs import CostError, CostFactor, CostFormula, cost_of
from ssoplan.model import CostLine, Proposal
from ssoplan.model import Quantity as PrintedQuantity
from ssoplan.money import Baht
from ssoplan.numerals import to_thai_digits
from ssoplan.units import UnitError

ALLOWANCE = "จำนวน ๑๒๐ บาท x ๓ คน x ๔ ครั้ง/เดือน x ๑๒ เดือน"
COMPENSATION = "จำนวน ๑,๔๑๖ ราย ๆ ละ ๑๓ บาท"
SINGLE = ["คน", "ครั้ง", "เดือน", "รุ่น", "แห่ง", "วัน", "หมู่บ้าน", "รายการ", "มื้อ", "ชั่วโมง", "คืน", "คัน"]


class TestPrintedForms:
    @pytest.mark.parametrize(
        ("text", "written", "amount"),
        [
            (ALLOWANCE, "120 บาท × 3 คน × 4 ครั้ง/เดือน × 12 เดือน", 17280),
            ("๓๐๐ บาท x ๓ ครั้ง/เดือน x ๑๒ เดือน", "300 บาท × 3 ครั้ง/เดือน × 12 เดือน", 10800),
            ("200บาทต่อครั้ง × 36 ครั้ง", "200 บาทต่อครั้ง × 36 ครั้ง", 7200),
            (COMPENSATION, "1,416 ราย ๆ ละ 13 บาท", 18408),
            ("7,220 บาท", "7,220 บาท", 7220),
        ],
    )
    def test_the_costs_of_the_documents(self, text: str, written: str, amount: int) -> None:
        """Each cost that the documents print is read, written back in its words, and comes to its amount."""
        formula = parse_cost(text)
        assert (written, Baht(amount), None) == (formula.text("th"), formula.amount, formula.stated)

    @pytest.mark.parametrize(
        ("text", "written", "amount"),
        [
            ("รุ่นละ 20,000 บาท จำนวน 4 รุ่น", "รุ่นละ 20,000 บาท × 4 รุ่น", 80000),
            ("4 รุ่น รุ่นละ 20,000 บาท", "4 รุ่น ๆ ละ 20,000 บาท", 80000),
            ("4 รุ่น ๆ ละ 40 คน ๆ ละ 500 บาท", "4 รุ่น ๆ ละ 40 คน ๆ ละ 500 บาท", 80000),
            ("คนละ 500 บาท X 160 คน", "คนละ 500 บาท × 160 คน", 80000),
            ("2 ครั้ง*ครั้งละ 5,000 บาทถ้วน", "2 ครั้ง ๆ ละ 5,000 บาท", 10000),
            ("150 คน ๆละ 50 บาท", "150 คน ๆ ละ 50 บาท", 7500),
            ("จํานวน 50 บาท × 150 คน", "50 บาท × 150 คน", 7500),
            ("(456 บาท/คน × 100 คน)", "456 บาท/คน × 100 คน", 45600),
            ("12.50 บาท × 3 วัน", "12.50 บาท × 3 วัน", Fraction(75, 2)),
            ("0 บาท × 3 คน", "0 บาท × 3 คน", 0),
            ("120 บาท × 0 คน", "120 บาท × 0 คน", 0),
        ],
    )
    def test_the_same_in_other_words(self, text: str, written: str, amount: int | Fraction) -> None:
        """ละ, X, ×, *, ถ้วน, brackets, scanned ำ and missing spaces are read as well."""
        formula = parse_cost(text)
        assert (written, amount * 100) == (formula.text("th"), formula.amount.satang)

    def test_the_rate_that_bare_baht_means(self) -> None:
        """Bare baht is for each of what is counted: here for a person and time, elsewhere for a time."""
        assert Quantity(120, "THB/person/time") == parse_cost(ALLOWANCE).rate
        assert Quantity(300, "THB/time") == parse_cost("๓๐๐ บาท x ๓ ครั้ง/เดือน x ๑๒ เดือน").rate
        assert Quantity(7220, "THB") == parse_cost("7,220 บาท").rate

    def test_explicit_units_come_out_as_baht(self) -> None:
        """A rate with its units says the same as the bare one."""
        explicit = parse_cost("120 บาท/คน/ครั้ง x 3 คน x 4 ครั้ง/เดือน x 12 เดือน")
        assert (explicit.rate, explicit.amount) == (parse_cost(ALLOWANCE).rate, parse_cost(ALLOWANCE).amount)

    def test_english(self) -> None:
        """The English writing of a cost is read as well."""
        formula = parse_cost("120 baht × 3 persons × 4 times per month × 12 months = 17,280 baht")
        assert parse_cost(ALLOWANCE).factors == formula.factors
        assert Baht(17280) == formula.stated

    @pytest.mark.parametrize(
        ("text", "rate"),
        [
            ("4 รุ่น/160 คน/ 80,000 บาท", Quantity(500, "THB/person")),
            ("2 ครั้ง/100 คน/44,200 บาท", Quantity(442, "THB/person")),
            ("2 รุ่น/100คน/ 20,000 บาท", Quantity(200, "THB/person")),
            ("36 ครั้ง/2,400คน/ 35,280 บาท", Quantity(Fraction("14.7"), "THB/person")),
        ],
    )
    def test_cells_with_figures_side_by_side(self, text: str, rate: Quantity) -> None:
        """A cell of classes, persons and baht is read as three quantities; the money a person follows."""
        _, persons, money = parse_composite(text)
        assert rate == money / persons

    def test_a_class_of_the_workshop(self) -> None:
        """One class of 60 persons costs 10,000 baht (RATE-16)."""
        assert [Quantity(1, "batch"), Quantity(60, "person"), Quantity(10000, "THB")] == parse_composite(
            "1 รุ่น/ 60 คน/ 10,000 บาท"
        )


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "error", "en"),
        [
            ("120 บาท x 3", CostTextError, "has '3' without a unit at character 11"),
            ("120 x 3 คน", CostTextError, "has '120' without a unit at character 1"),
            ("120 บาท 3 คน", CostTextError, "no multiplication sign before '3' at character 9"),
            ("120 บาท x x 3 คน", CostTextError, "has 'x' at character 11 where a number"),
            ("x 120 บาท", CostTextError, "has 'x' at character 1 where a number"),
            ("120 บาท x", CostTextError, "ends where a number with its unit should follow"),
            ("", CostTextError, "ends where a number"),
            ("   ", CostTextError, "ends where a number"),
            ("จำนวน", CostTextError, "ends where a number"),
            ("120 บาท x 3 กระสอบ", CostTextError, "from character 13, 'กระสอบ'"),
            ("1,41 ราย x 3 บาท", CostTextError, "from character 2"),
            ("ๆ ละ 13 บาท", CostTextError, "has 'ๆ ละ' at character 1"),
            ("100 บาท x ร้อยละ 50", CostTextError, "has 'ร้อยละ' at character 11"),
            ("4 รุ่น/160 คน/ 80,000 บาท", CostTextError, "read them with parse_composite"),
            ("120 บาท = 120 บาท x 2", CostTextError, "goes on after its amount, at character 19: 'x'"),
            ("120 บาท =", CostTextError, "ends where a number"),
            ("120 บาท x 3 คน = 360", CostTextError, "ends where a number"),
            ("9" * 600, CostTextError, "has 600 characters"),
            ("120 บาท x 300 บาท", CostError, "has 2 rates in baht, 120 บาท, 300 บาท"),
            ("3 คน x 4 วัน", CostError, "has no amount of baht"),
            ("2 ล้านบาท x 3 แห่ง", CostError, "has no amount of baht"),
            ("-120 บาท x 3 คน", CostError, "has -120 บาท, which is below zero"),
            ("120 บาท x −3 คน", CostError, "has -3 คน, which is below zero"),
            ("120 บาท x 4 ครั้ง/เดือน", CostError, "still per month, so multiply by a number of months"),
            ("120 บาท x 3 คน x 2 คน", CostError, "counts persons twice"),
            ("120 บาท x 50 ระดับ", CostError, "multiplies by levels, which is nothing that can be counted"),
            ("120บาทต่อคน x 3 คน x 4 ครั้ง", CostError, "times are left over, so give a rate for each time"),
            ("200บาทต่อครั้ง", CostError, "still per time"),
            ("120 บาท/เดือน x 3 คน", CostError, "persons are left over"),
            ("0.005 บาท x 3 คน", QuantityError, "0.015 baht, which is no whole number of satang"),
            ("120 บาท x 3 คน = 360 คน", QuantityError, "not in baht"),
        ],
    )
    def test_where_and_why(self, text: str, error: type[CalculatorError], en: str) -> None:
        """What cannot be read, or is no cost, is refused with the place and the reason, in both languages."""
        with pytest.raises(error) as found:
            parse_cost(text)
        assert en in str(found.value)
        assert found.value.text("th") != str(found.value)

    @pytest.mark.parametrize("given", [None, 120, b"120 \xe0"])
    def test_what_is_no_text_is_refused(self, given: Any) -> None:
        """Only text is read."""
        with pytest.raises(CostTextError, match="is no text"):
            parse_cost(given)

    @given(st.text(st.sampled_from("๑๒0123 ,.-=x×*/ๆละจำนวนบาทคนครั้งรุ่นต่อเดือนร้อย()"), max_size=40))
    @example("1 บาท/1 บาท")
    @example("1บาทละ1บาท")
    @settings(max_examples=400)
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        """Whatever is written, the answer is a cost that reads back or an error of the library."""
        try:
            formula = parse_cost(text)
        except (CalculatorError, UnitError):
            return
        assert formula.factors == parse_cost(formula.text("th")).factors
        assert formula.amount == parse_cost(formula.text("th")).amount


@st.composite
def counts(draw: Any) -> list[str]:
    """Counts of different things, as they are written."""
    words = draw(st.lists(st.sampled_from(SINGLE), unique=True, max_size=4))
    return [f"{draw(st.integers(0, 10_000)):,} {word}" for word in words]


class TestAlgebra:
    @given(st.integers(0, 10**6), counts(), st.randoms(use_true_random=False))
    def test_the_amount_is_the_product(self, rate: int, counted: list[str], random: Any) -> None:
        """Rate × counts in any order, written in either language and in Thai digits, is their product."""
        factors = [f"{rate} บาท", *counted]
        random.shuffle(factors)
        product = rate
        for each in counted:
            product *= int(each.split()[0].replace(",", ""))
        formula = parse_cost(to_thai_digits(" x ".join(factors)))
        assert Baht(product) == formula.amount
        assert (
            formula.factors
            == parse_cost(formula.text("th")).factors
            == parse_cost(formula.text("en")).factors
        )

    @given(
        st.integers(1, 10**6),
        st.lists(st.sampled_from(SINGLE), unique=True, min_size=1, max_size=4),
        st.data(),
    )
    @settings(max_examples=60)
    def test_a_missing_factor_is_left_over(self, rate: int, words: list[str], data: Any) -> None:
        """An explicit rate needs each of its counts; without one, or with one more, it is no baht."""
        full = [f"{rate} บาท/{'/'.join(words)}", *(f"2 {word}" for word in words)]
        assert Baht(rate * 2 ** len(words)) == CostFormula.of(*full).amount
        missing = data.draw(st.integers(1, len(words)))
        with pytest.raises(CostError):
            CostFormula.of(*full[:missing], *full[missing + 1 :])
        other = next(word for word in SINGLE if word not in words)
        with pytest.raises(CostError):
            CostFormula.of(*full, f"2 {other}")

    @given(counts(), st.integers(0, 1000), st.integers(0, 1000))
    @settings(max_examples=60)
    def test_a_cost_is_linear_in_its_rate(self, counted: list[str], a: int, b: int) -> None:
        """The cost at the sum of two rates is the sum of the costs."""
        one, two, both = (CostFormula.of(f"{rate} บาท", *counted).amount for rate in (a, b, a + b))
        assert both == one + two


class TestFactors:
    def test_the_written_word_is_kept(self) -> None:
        """ราย stays ราย in Thai and is persons in English."""
        formula = parse_cost(COMPENSATION)
        assert ("1,416 ราย ๆ ละ 13 บาท", "1,416 persons × 13 baht per person") == (
            formula.text("th"),
            formula.text("en"),
        )

    @pytest.mark.parametrize("text", ["3 คน x 4 ครั้ง", "3", "คน", ""])
    def test_one_factor_at_a_time(self, text: str) -> None:
        """A factor is one number with its unit."""
        with pytest.raises(CostTextError):
            read_factor(text)

    def test_formula_of_quantities(self) -> None:
        """Quantities make a formula as their words do."""
        of_quantities = CostFormula.of(Quantity(120, "THB"), Quantity(3, "person"))
        assert CostFormula.of("120 บาท", "3 คน") == of_quantities
        assert ("120 baht × 3 persons", "<CostFormula 120 บาท × 3 คน>") == (
            str(of_quantities),
            repr(of_quantities),
        )

    def test_formulas_are_values(self) -> None:
        """A formula survives pickling, and equal formulas hash alike."""
        formula = parse_cost(ALLOWANCE)
        assert formula == pickle.loads(pickle.dumps(formula))  # noqa: S301  # our own bytes
        assert hash(formula) == hash(parse_cost(ALLOWANCE))

    def test_no_factor(self) -> None:
        """Nothing is no cost."""
        with pytest.raises(CostError, match="has no amount of baht"):
            CostFormula(())


class TestCostLines:
    @pytest.mark.parametrize("name", ["bueng-kan-2564", "sukhothai-2564"])
    def test_the_published_lines(self, name: str) -> None:
        """Each published cost line with a rate comes to the amount that is printed for it."""
        proposal = samples.load(name)
        assert isinstance(proposal, Proposal)
        assert proposal.budget is not None
        formulas = [formula_of(line) for line in proposal.budget.lines if line.rate is not None]
        assert formulas
        assert [formula.stated for formula in formulas if formula] == [f.amount for f in formulas if f]

    def test_a_line_with_a_name(self) -> None:
        """A name before the cost is kept as it is written, its own digits with it."""
        line = parse_cost_line("ค่าตอบแทนเครือข่ายประกันสังคมตามมาตรา ๔๐ จำนวน ๑,๔๑๖ ราย ๆ ละ ๑๓ บาท")
        assert (
            CostLine(
                name_th="ค่าตอบแทนเครือข่ายประกันสังคมตามมาตรา ๔๐",
                amount=Baht(18408),
                rate=Baht(13),
                quantities=(PrintedQuantity(count=1416, unit_th="ราย"),),
            )
            == line
        )

    @pytest.mark.parametrize(
        ("text", "name", "units", "amount"),
        [
            ("ค่าอาหารว่าง 35 บาท x 60 คน x 2 มื้อ", "ค่าอาหารว่าง", ["คน", "มื้อ"], 4200),
            ("ค่าอาหารกลางวัน 80 บาท x 1 มื้อ/วัน x 2 วัน x 60 คน", "ค่าอาหารกลางวัน", ["มื้อ/วัน", "วัน", "คน"], 9600),
            ("ค่าวิทยากร 600 บาท x 6 ชั่วโมง x 1 คน", "ค่าวิทยากร", ["ชั่วโมง", "คน"], 3600),
            ("ค่าวิทยากร ชั่วโมงละ 600 บาท x 6 ชม.", "ค่าวิทยากร", ["ชม."], 3600),
            ("ค่าที่พัก 900 บาท/ห้อง/คืน x 20 ห้อง x 2 คืน", "ค่าที่พัก", ["ห้อง", "คืน"], 36000),
            ("ค่าเช่ารถตู้ 1,800 บาท x 2 คัน x 3 วัน", "ค่าเช่ารถตู้", ["คัน", "วัน"], 10800),
            ("ค่าพาหนะ 4 บาท/กม. x 120 กม./เที่ยว x 3 เที่ยว", "ค่าพาหนะ", ["กม./เที่ยว", "เที่ยว"], 1440),
            ("ค่าถ่ายเอกสาร 0.50 บาท x 40 หน้า/ชุด x 60 ชุด", "ค่าถ่ายเอกสาร", ["หน้า/ชุด", "ชุด"], 1200),
            ("ค่าป้ายไวนิล ขนาด 2 x 3 เมตร จำนวน 4 ป้าย x 900 บาท", "ค่าป้ายไวนิล ขนาด 2 x 3 เมตร", ["ป้าย"], 3600),
            ("ค่าเครื่องพิมพ์ 2 เครื่อง x 15,000 บาท", "ค่าเครื่องพิมพ์", ["เครื่อง"], 30000),
            ("ค่ากระเป๋าเอกสาร 120 บาท x 60 ใบ", "ค่ากระเป๋าเอกสาร", ["ใบ"], 7200),
        ],
    )
    def test_training_travel_and_procurement(
        self, text: str, name: str, units: list[str], amount: int
    ) -> None:
        """Lines as training, travel and procurement are budgeted come to baht, each unit word kept; the rates are made up."""
        line = parse_cost_line(text)
        assert (name, units, Baht(amount)) == (
            line.name_th,
            [quantity.unit_th for quantity in line.quantities],
            line.amount,
        )
        formula = formula_of(line)
        assert formula is not None
        assert Baht(amount) == formula.amount

    def test_a_meal_a_day_needs_its_days(self) -> None:
        """What is counted by the day is no sum of money before the days are counted."""
        with pytest.raises(CostError, match="still per day, so multiply by a number of days"):
            parse_cost("80 บาท x 1 มื้อ/วัน x 60 คน")

    def test_training_in_english(self) -> None:
        """The new words are read in English as well."""
        assert Baht(9600) == parse_cost("80 baht × 1 meal per day × 2 days × 60 persons").amount
        assert "600 baht × 6 hours × 1 person" == parse_cost("600 บาท x 6 ชั่วโมง x 1 คน").text("en")

    def test_the_stated_amount_stays(self) -> None:
        """What the text states is the line's amount, whether or not the factors give it."""
        line = parse_cost_line("ค่าเบี้ยเลี้ยง: 120 บาท x 3 คน = 361 บาท")
        assert ("ค่าเบี้ยเลี้ยง", Baht(361)) == (line.name_th, line.amount)
        formula = formula_of(line)
        assert formula is not None
        assert (Baht(360), Baht(361)) == (formula.amount, formula.stated)

    def test_a_lump_sum_has_no_rate(self) -> None:
        """The rent line of Bueng Kan prints an amount only."""
        line = parse_cost_line("ค่าใช้จ่ายอื่น (ค่าเช่าสถานที่) เป็นเงิน ๗,๒๒๐ บาท")
        assert CostLine(name_th="ค่าใช้จ่ายอื่น (ค่าเช่าสถานที่)", amount=Baht(7220)) == line
        assert formula_of(line) is None

    @pytest.mark.parametrize(
        "text", [ALLOWANCE, COMPENSATION, "4 รุ่น ๆ ละ 40 คน ๆ ละ 500 บาท", "12.50 บาท x 0.5 วัน x 2 แห่ง"]
    )
    def test_lines_and_formulas(self, text: str) -> None:
        """A formula made a line and read again has the same rate, counts and amount."""
        formula = parse_cost(text)
        again = formula_of(line_of(formula, name_th="x"))
        assert again is not None
        assert (formula.rate.value, formula.counts, formula.amount) == (
            again.rate.value,
            again.counts,
            again.amount,
        )

    def test_a_third_cannot_be_printed(self) -> None:
        """A count without an end in decimals is refused for a line of a budget."""
        formula = CostFormula.of(Quantity(300, "THB"), Quantity(Fraction(1, 3), "person"))
        with pytest.raises(CostError, match="cannot be written with decimals"):
            line_of(formula, name_th="x")

    @pytest.mark.parametrize("text", ["ค่าเบี้ยเลี้ยง", "", "ค่า -120 บาท x 3 คน", "ค่าเช่า (200บาทต่อครั้ง)"])
    def test_other_lines_are_refused(self, text: str) -> None:
        """A name without a cost, a negative rate and a rate without its count are refused."""
        with pytest.raises(CalculatorError):
            parse_cost_line(text)


class TestCostOf:
    def test_the_step_is_in_the_words_of_the_documents(self) -> None:
        """The working of the allowance is the line of the document with its result."""
        made = cost_of(ALLOWANCE)
        assert Baht(17280) == made.value
        assert ["120 บาท × 3 คน × 4 ครั้ง/เดือน × 12 เดือน = 17,280 บาท"] == [
            step.text("th") for step in made.steps
        ]
        assert ["120 baht × 3 persons × 4 times per month × 12 months = 17,280 baht"] == [
            step.text("en") for step in made.steps
        ]
        assert () == made.notes

    def test_another_amount_is_reported(self) -> None:
        """A stated amount that the factors do not give is noted with the difference, and not used."""
        made = cost_of("200 บาท x 3 ครั้ง/เดือน x 12 เดือน = 7,220 บาท")
        assert Baht(7200) == made.value
        assert "a difference of 20 baht" in made.notes[0].text("en")

    @pytest.mark.parametrize(
        "cost", [ALLOWANCE, parse_cost(COMPENSATION), parse_cost("120 บาท x 3 คน = 361 บาท")]
    )
    def test_a_record_gives_the_same_again(self, cost: CostFormula | str) -> None:
        """The calculation survives JSON and is computed again from it."""
        made = cost_of(cost)
        again = Calculation.from_json(made.to_json())
        assert made == again == again.recompute()
        assert made.value == cost_of.plain(cost)

    def test_factors_compare_by_their_quantities(self) -> None:
        """How a unit is worded makes no difference to what a factor is."""
        assert CostFactor(Quantity(3, "คน"), "ราย") == CostFactor(Quantity(3, "person"))
