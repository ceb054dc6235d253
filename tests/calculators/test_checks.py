"""What calculators refuse before they compute, and in which words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from ssoplan.calculators import (
    CalculatorError,
    LifeCycle,
    LifeCycleError,
    Quantity,
    days_late,
    epayment_training,
    line_levels,
    meets,
    office_targets,
    s33_contribution,
    s40_contribution,
    sub_fund_vector,
    unemployment_benefit,
)
from ssoplan.calculators.benefits import BenefitTypeError
from ssoplan.calculators.checks import check_choice, check_each, check_kind
from ssoplan.calculators.errors import CalculatorTypeError
from ssoplan.calculators.patterns import classify
from ssoplan.calculators.reporting import bodies_above
from ssoplan.calculators.showing import show
from ssoplan.calendar import CalendarTypeError, Month
from ssoplan.model import Comparator
from ssoplan.money import Baht

IN_2566 = dt.date(2023, 6, 1)
WRONG: Any = "x"


class TestChecks:
    @pytest.mark.parametrize("value", [True, 1.0, "1", Decimal(1), [], None])
    def test_a_choice_is_of_the_same_type(self, value: object) -> None:
        """True, 1.0 and "1" are not the option 1, and what cannot be hashed is refused like any other."""
        with pytest.raises(CalculatorError, match="choose one of 1, 2") as caught:
            check_choice(value, (1, 2), "option")
        assert "calculator.unknown-choice" == caught.value.code

    def test_wrong_class_names_what_is_wanted(self) -> None:
        """An object of another class is refused with the classes that will do, as a TypeError too."""
        with pytest.raises(TypeError, match=r"year is 2566 \(int\); give Month or Baht") as caught:
            check_kind(2566, Month, Baht, name="year")
        assert isinstance(caught.value, CalculatorTypeError)
        assert "ให้ระบุ Month หรือ Baht" in caught.value.text("th")

    @pytest.mark.parametrize("values", ["ab", b"ab", {"a": 1}, 5, None, iter([1])])
    def test_a_list_is_a_list(self, values: object) -> None:
        """Text, a mapping and what can be read only once are no lists."""
        with pytest.raises(CalculatorTypeError, match="give a list of int"):
            check_each(values, int, name="numbers")

    def test_one_of_a_list(self) -> None:
        """The error shows the one that is wrong, not the list."""
        with pytest.raises(CalculatorTypeError, match=r"one of numbers is 'b' \(str\)"):
            check_each([1, "b"], int, name="numbers")


class TestRefused:
    def test_misspelt_outside(self) -> None:
        """A word that is none is not taken for leave to carry a figure on."""
        with pytest.raises(CalculatorError, match="outside is 'warm'; choose one of refuse, warn, last"):
            unemployment_benefit(Baht(500), "termination", on=IN_2566, outside="warm")  # type: ignore[arg-type]  # on purpose

    def test_day_of_the_buddhist_era(self) -> None:
        """A date object made with a BE year is refused with the year that was meant."""
        with pytest.raises(CalculatorError, match="common era, 2023"):
            days_late(dt.date(2566, 2, 5), None, as_of=dt.date(2023, 2, 8))

    def test_moment(self) -> None:
        """A moment is no day."""
        with pytest.raises(CalendarTypeError, match="moment"):
            days_late(dt.datetime(2024, 2, 29), None, as_of=dt.date(2024, 3, 1))  # noqa: DTZ001  # on purpose

    @pytest.mark.parametrize("number", [Decimal("1E+999999999"), Decimal("1E-999999999")])
    def test_endless_number(self, number: Decimal) -> None:
        """A short Decimal that stands for a gigabyte of digits is refused at once."""
        with pytest.raises(CalculatorError, match="ordinary length"):
            meets(number, 1, Comparator.AT_LEAST, on=IN_2566)
        with pytest.raises(CalculatorError, match="the slope"):
            line_levels(1, number, 3)

    @pytest.mark.parametrize("cells", [[1.5, 2], [True], ["1"]])
    def test_float_cells(self, cells: Any) -> None:
        """Cells that are not exact are refused, where they would have been taken for fractions."""
        with pytest.raises(CalculatorError, match="no exact number"):
            classify(cells, 2, unit_th="คน", on=IN_2566)

    def test_too_many_periods(self) -> None:
        """So many periods that no list could hold them are refused."""
        with pytest.raises(CalculatorError, match="at most"):
            line_levels(1, 1, 10**12)

    def test_float_option(self) -> None:
        """2.0 is not option 2."""
        with pytest.raises(CalculatorError, match="choose one of 1, 2, 3"):
            s40_contribution(2.0, Month(2565, 3))  # type: ignore[arg-type]  # on purpose

    def test_money_as_a_number(self) -> None:
        """Money that is no Baht is refused by an error of the family, which is a CalculatorError as well."""
        with pytest.raises(BenefitTypeError, match=r"Baht\(500\)") as caught:
            unemployment_benefit(500, "termination", on=IN_2566)  # type: ignore[arg-type]  # on purpose
        assert isinstance(caught.value, CalculatorError)
        assert caught.value.text("th").startswith("ค่าจ้างรายวัน")

    def test_parameters_that_are_none(self) -> None:
        """A mapping is no policy."""
        with pytest.raises(CalculatorTypeError, match="give Parameters"):
            s33_contribution(Baht(1), Month(2565, 5), parameters=WRONG)

    def test_targets_that_are_none(self) -> None:
        """Targets are objects, not what they were made from."""
        with pytest.raises(CalculatorTypeError, match="list of OfficeTarget"):
            epayment_training(WRONG, on=IN_2566)
        assert [] == office_targets({})

    @pytest.mark.parametrize(("role", "papers"), [("boss", []), ("proposer", ["letter"])])
    def test_role_and_paper(self, role: str, papers: list[str]) -> None:
        """An unknown role or paper is the life cycle's own error, with the words that there are."""
        with pytest.raises(LifeCycleError, match="choose one of") as caught:
            LifeCycle().move("propose", role=role, papers=papers, on=IN_2566)
        assert "life-cycle.unknown-word" == caught.value.code


class TestWords:
    @pytest.mark.parametrize(
        ("number", "unit", "thai", "english"),
        [
            (50, "percent", "ร้อยละ 50", "50 percent"),
            (5, "day_of_month", "วันที่ 5", "day 5 of the month"),
            (2566, "be_year", "พ.ศ. 2566", "2566 BE"),
            (3, "level", "ระดับ 3", "level 3"),
            (40, "rank", "อันดับ 40", "rank 40"),
            (2, "percentage_point", "2 จุดร้อยละ", "2 percentage points"),
        ],
    )
    def test_units_that_stand_before_the_number(
        self, number: int, unit: str, thai: str, english: str
    ) -> None:
        """Ordinal units and percent are written as Thai and English write them."""
        assert [thai, english] == [Quantity(number, unit).text("th"), Quantity(number, unit).text("en")]

    def test_values_of_policy_have_their_words(self) -> None:
        """A value that is a word of the library is shown by its name in the language of the reader."""
        text = bodies_above("boards", on=IN_2566).text("th")
        assert "คณะทำงานเร่งรัดติดตาม" in text
        assert "working_group" not in text

    def test_sub_funds_in_words(self) -> None:
        """The vector of the sub-funds reads as a sentence in both languages."""
        vector = sub_fund_vector({"old_age": 3}, on=IN_2566).value
        assert vector.text().startswith("1 sub-funds reach their minimum, 0 do not, 3 without a ratio")
        assert vector.text("th").startswith("ถึงขั้นต่ำ 1 กองทุนย่อย ไม่ถึง 0 ไม่ทราบอัตราส่วน 3")

    def test_days_before_the_era(self) -> None:
        """A day that has no Buddhist year is shown in the common era, never an error."""
        assert "1900-05-01 ค.ศ." == show(dt.date(1900, 5, 1), "th")
