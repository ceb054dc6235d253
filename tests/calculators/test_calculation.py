"""What every calculator returns: a value, how it came about, and a form from which it can be computed again."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoplan import calculators
from ssoplan.calculators import Calculation, CalculatorError, Worksheet, calculator
from ssoplan.calculators.showing import show
from ssoplan.calculators.values import from_plain, to_plain
from ssoplan.calendar import BudgetYear, FundYear, Month, Quarter
from ssoplan.errors import Message
from ssoplan.model import Comparator
from ssoplan.money import Baht
from ssoplan.parameters import Parameters, ParameterWindowError

IN_2564 = dt.date(2021, 3, 1)
BEFORE = dt.date(2019, 1, 1)


@calculator
def paid(sheet: Worksheet, persons: int, *, on: dt.date, parameters: Parameters | None = None) -> Baht:
    """Return what a network is paid for newly insured persons."""
    rate = sheet.figures(parameters, on=on).money("network_compensation.rate")
    line = Message(en="{rate} × {persons} persons = {result}", th="{rate} × {persons} คน = {result}")
    return sheet.step(line, rate=rate, persons=persons, result=rate * persons)


@calculator
def shared(sheet: Worksheet, total: int, parts: list[int]) -> list[int]:
    """Return a total shared in whole tens, and what is left."""
    what = Message(en="share", th="ส่วนแบ่ง")
    given_out = [
        sheet.rounded(what, Fraction(total * part, sum(parts)), rounding="down", unit=10) for part in parts
    ]
    sheet.remainder = total - sum(given_out)
    sheet.note(Message(en="shared among {count}", th="แบ่ง {count} ส่วน"), count=len(parts))
    return given_out


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the two calculators of this file be found by name, as those of the package are."""
    from ssoplan.calculators import errors  # noqa: PLC0415  # any module of the package will do

    for name, made in {"paid": paid, "shared": shared}.items():
        monkeypatch.setattr(errors, name, made, raising=False)


def renamed(made: Calculation[Any]) -> Calculation[Any]:
    """Return a calculation under the name by which this file's calculators can be found."""
    plain = made.to_dict()
    plain["calculator"] = f"errors.{made.calculator.rpartition('.')[2]}"
    return Calculation.from_dict(plain)


class TestValue:
    def test_value_is_plain_and_steps_are_in_both_languages(self) -> None:
        """A calculator returns the plain value beside its working in Thai and English."""
        made = paid(1416, on=IN_2564)

        assert Baht(18408) == made.value
        assert ["13 บาท × 1,416 คน = 18,408 บาท"] == [step.text("th") for step in made.steps]
        assert ["13 baht × 1,416 persons = 18,408 baht"] == [step.text() for step in made.steps]

    def test_plain_returns_the_bare_value(self) -> None:
        """A calculator gives the bare value to those who do not look at the working."""
        assert Baht(18408) == paid.plain(1416, on=IN_2564)

    def test_parameters_name_window_and_source(self) -> None:
        """Each figure of policy that was read stands with its window and its source."""
        (rate,) = paid(1, on=IN_2564).parameters

        assert ("network_compensation.rate", 13) == (rate.id, rate.value)
        assert FundYear(2564).start == rate.start
        assert "sukhothai-2564 §11" == str(rate.citation)

    def test_roundings_remainder_and_notes_are_kept(self) -> None:
        """What was rounded, what was left over and what a reader should know are part of the result."""
        made = shared(100, [1, 2])

        assert [30, 60] == made.value
        assert 10 == made.remainder
        assert [Fraction(100, 3), Fraction(200, 3)] == [rounded.exact for rounded in made.roundings]
        assert "แบ่ง 2 ส่วน" == made.notes[0].text("th")

    def test_no_rounding_is_written_where_nothing_changed(self) -> None:
        """A value that was a multiple already is not said to have been rounded."""
        assert () == shared(30, [1, 2]).roundings

    def test_inputs_are_kept_as_they_were(self) -> None:
        """What the caller does to a list afterwards does not change the record."""
        parts = [1, 2]
        made = shared(100, parts)
        parts.append(3)

        assert (1, 2) == made.inputs["parts"]

    def test_day_without_value_is_refused(self) -> None:
        """A calculator does not carry a figure to a day for which none is known."""
        with pytest.raises(ParameterWindowError, match=r"network_compensation\.rate"):
            paid(1, on=BEFORE)

    def test_what_if_is_recorded(self) -> None:
        """A figure that was overridden is marked as such in the result."""
        what_if = Parameters.default().override({"network_compensation.rate": 15})
        made = paid(2, on=BEFORE, parameters=what_if)

        assert Baht(30) == made.value
        assert ["what-if"] == [value.confidence for value in made.parameters]


class TestRecord:
    @pytest.mark.parametrize("made", [paid(1416, on=IN_2564), shared(100, [1, 2])], ids=["money", "list"])
    def test_json_and_back(self, made: Calculation[Any]) -> None:
        """A calculation read back from its JSON is equal and has the same receipt."""
        again = Calculation.from_json(made.to_json())

        assert made == again
        assert made.receipt == again.receipt
        assert hash(made) == hash(again)

    @pytest.mark.parametrize("made", [paid(1416, on=IN_2564), shared(100, [1, 2])], ids=["money", "list"])
    def test_recomputing_from_json_gives_the_same(self, made: Calculation[Any]) -> None:
        """A calculation made again from its JSON has the same value, steps and parameters."""
        again = renamed(Calculation.from_json(made.to_json())).recompute()

        assert (made.value, made.steps, made.parameters) == (again.value, again.steps, again.parameters)

    def test_recomputing_uses_the_recorded_figures(self) -> None:
        """A what-if stays one when it is computed again elsewhere, without the overlay at hand."""
        made = paid(2, on=BEFORE, parameters=Parameters.default().override({"network_compensation.rate": 15}))

        assert Baht(30) == renamed(made).recompute().value

    def test_record_holds_only_what_was_read(self) -> None:
        """The JSON carries the values read and the sources they cite, not the whole policy."""
        plain = paid(1, on=IN_2564).to_dict()["policy"]

        assert ["network_compensation.rate"] == [parameter["id"] for parameter in plain["parameters"]]
        assert 1 == len(plain["parameters"][0]["values"])
        assert ["sukhothai-2564"] == [source["id"] for source in plain["sources"]]

    def test_pickles(self) -> None:
        """A calculation goes through pickle."""
        made = paid(1416, on=IN_2564)

        assert made == pickle.loads(pickle.dumps(made))  # noqa: S301  # our own bytes

    @pytest.mark.parametrize("text", ["", "[]", "{}", '{"calculator": "errors.paid", "inputs": {}}'])
    def test_other_data_is_refused(self, text: str) -> None:
        """What is no calculation is refused with what is missing."""
        with pytest.raises(CalculatorError, match="no calculation"):
            Calculation.from_json(text)

    @pytest.mark.parametrize("name", ["errors.nothing", "nowhere.paid", "os.system", "errors.check_count"])
    def test_unknown_calculator_is_refused(self, name: str) -> None:
        """Data can name calculators of the package only."""
        plain = {**paid(1, on=IN_2564).to_dict(), "calculator": name}

        with pytest.raises(CalculatorError, match="does not have"):
            Calculation.from_dict(plain).recompute()


class TestDisplay:
    def test_text_shows_value_steps_and_parameters(self) -> None:
        """The text names value, working, left-over and figures with their sources."""
        text = paid(1416, on=IN_2564).text("th")

        assert "18,408 บาท" in text
        assert "(network_compensation.rate): 13 บาท/คน" in text
        assert "sukhothai-2564 §11" in text

    def test_notebook_shows_both_languages_and_asks_nobody(self) -> None:
        """The table of a notebook has both languages, escapes text, and loads nothing."""
        html = shared(100, [1, 2])._repr_html_()

        assert '<td lang="th"' in html
        assert "ส่วนที่เหลือ" in html
        assert "http" not in html
        assert "&lt;b&gt;" in Calculation(calculator="x", value="<b>")._repr_html_()

    def test_notebook_names_each_part(self) -> None:
        """Beside the first line of each part stands what it is, in both languages; the title is above the Python name."""
        html = shared(100, [1, 2])._repr_html_()

        for head in ("roundings<br>การปัดเศษ", "remainder<br>ส่วนที่เหลือ", "notes<br>หมายเหตุ"):
            assert 1 == html.count(head)
        assert "figures used<br>ค่าที่ใช้" in paid(1416, on=IN_2564)._repr_html_()
        network = calculators.network_compensation(1416, on=IN_2564)._repr_html_()
        assert (
            "Network compensation<br>ค่าตอบแทนเครือข่าย<br><code>programmes.network_pay.network_compensation</code>"
            in network
        )

    def test_a_remainder_of_zero_is_not_shown(self) -> None:
        """What is not left over is not spoken of."""
        made = shared(30, [1, 2])

        assert 0 == made.remainder
        assert "remainder" not in made.text()

    def test_a_calculator_without_a_title_is_called_by_its_name(self) -> None:
        """What others write as a calculator is headed by its own name in words."""
        assert "shared" == shared(30, [1, 2]).title.en

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (Fraction(8825, 3), "2,941 2/3"),
            (Fraction(-1, 3), "-1/3"),
            (Fraction(-7, 3), "-2 1/3"),
            (Fraction(5, 4), "1.25"),
            (Fraction(218_595_683, 452_271), "483.3289…"),
            (Fraction(1, 1_000_003), "1/1,000,003"),
        ],
    )
    def test_fractions_are_readable(self, value: Fraction, shown: str) -> None:
        """A fraction is a decimal where it ends, whole ones and a small fraction, or its first decimals and dots."""
        assert shown == show(value)

    def test_long_lists_are_cut(self) -> None:
        """A result with thousands of members is shown by its first dozen and a count."""
        assert "… (+99,988)" in show([1] * 100_000)


class TestPlainValues:
    @pytest.mark.parametrize(
        "value",
        [
            Baht("1.50"),
            Decimal("1.50"),
            Fraction(1, 3),
            dt.date(2024, 2, 29),
            Month(2564, 10),
            BudgetYear(2565),
            FundYear(2566),
            Quarter(BudgetYear(2565), 1),
            Comparator.AT_LEAST,
            {"ก": 1, "ข": [Baht(1)]},
            {Month(2564, 10): Baht(5)},
            {"$baht": 1},
            Message(en="a", th="ก"),
            [True, None, "x", -5],
        ],
        ids=repr,
    )
    def test_value_and_back(self, value: object) -> None:
        """Every kind of value goes through JSON and comes back equal and of the same type."""
        again = from_plain(json.loads(json.dumps(to_plain(value))))

        assert value == again
        assert type(value) is type(again)

    @given(st.recursive(st.integers() | st.text() | st.booleans() | st.none() | st.fractions(),
                        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))  # fmt: skip
    def test_any_nesting(self, value: object) -> None:
        """However values are nested, and whatever keys are called, nothing changes on the way."""
        assert value == from_plain(json.loads(json.dumps(to_plain(value))))

    @pytest.mark.parametrize("value", [1.5, b"x", object(), {1, 2}])
    def test_inexact_is_refused(self, value: object) -> None:
        """A float, and what is no value of the domain, has no plain form."""
        with pytest.raises(CalculatorError, match="cannot be written"):
            to_plain(value)

    @pytest.mark.parametrize(
        "plain",
        [
            {"$object": "os.PathLike"},
            {"$object": "ssoplan.money.Decimal"},
            {"$object": "ssoplan.nowhere.X"},
            {"$enum": "ssoplan.money.Baht", "name": "x"},
            {"$enum": "ssoplan.model.indicator.Comparator", "name": "NOTHING"},
            {"$what": 1},
        ],
    )
    def test_foreign_data_is_refused(self, plain: object) -> None:
        """Data cannot name classes outside the library, nor forms there are not."""
        with pytest.raises(CalculatorError):
            from_plain(plain)


def test_package_offers_its_names() -> None:
    """The package lists its names, loads each on first use, and knows no others."""
    assert "Calculation" in dir(calculators)
    assert set(calculators.__all__) <= set(dir(calculators))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = calculators.nothing
