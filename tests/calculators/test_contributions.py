"""Contributions by wage month: sections 33, 39 and 40, with their temporary cuts, and what is refused."""

from __future__ import annotations

import datetime as dt
import warnings
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.calculators import Calculation
from ssoplan.calculators.contribution_terms import ContributionError, ContributionTypeError
from ssoplan.calculators.contributions import (
    MemberContribution,
    S33Contribution,
    s33_contribution,
    s39_contribution,
    s40_contribution,
)
from ssoplan.calendar import CalendarError, CalendarTypeError, Month
from ssoplan.money import Baht, MoneyTypeError
from ssoplan.parameters import OutsideWindowWarning, Parameters, ParameterWindowError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssoplan.numerals.exact import Rounding

PARAMETERS = Parameters.default()
OPEN_END = Month(2575, 12)

# The windows as the reports on the law print them: first and last wage month, percent of employer and employee.
RATES = [
    (Month(2563, 1), Month(2563, 2), "5", "5"),
    (Month(2563, 3), Month(2563, 5), "4", "1"),
    (Month(2563, 6), Month(2563, 8), "5", "5"),
    (Month(2563, 9), Month(2563, 11), "2", "2"),
    (Month(2563, 12), Month(2563, 12), "5", "5"),
    (Month(2564, 1), Month(2564, 1), "3", "3"),
    (Month(2564, 2), Month(2564, 3), "3", "0.5"),
    (Month(2564, 4), Month(2564, 5), "5", "5"),
    (Month(2564, 6), Month(2564, 11), "2.5", "2.5"),
    (Month(2564, 12), Month(2565, 4), "5", "5"),
    (Month(2565, 5), Month(2565, 7), "1", "1"),
    (Month(2565, 8), Month(2565, 9), "5", "5"),
    (Month(2565, 10), Month(2565, 12), "3", "3"),
    (Month(2566, 1), OPEN_END, "5", "5"),
]
CEILINGS = [
    (Month(2575, 1), 23000),
    (Month(2572, 1), 20000),
    (Month(2569, 1), 17500),
    (Month(2563, 1), 15000),
]
FLOOR = 1650


def rates_of(month: Month) -> tuple[Decimal, Decimal]:
    """Return the percent of employer and employee of a month, by the table above."""
    return next((Decimal(one), Decimal(other)) for first, last, one, other in RATES if first <= month <= last)


def ceiling_of(month: Month) -> int:
    """Return the largest wage base of a month, by the table above."""
    return next(amount for first, amount in CEILINGS if first <= month)


def to_baht(base: Decimal, percent: Decimal) -> int:
    """Return a share in whole baht: 50 satang up, less is dropped."""
    return int((base * percent / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def s33(wage: str | int, month: Month | dt.date, **options: Any) -> S33Contribution:
    """Return the contributions without their working."""
    return s33_contribution.plain(Baht(wage), month, **options)


class TestSection33:
    @pytest.mark.parametrize(("first", "last", "employer", "employee"), RATES, ids=str)
    def test_each_window_from_its_first_to_its_last_day(
        self, first: Month, last: Month, employer: str, employee: str
    ) -> None:
        """On the first and on the last day of a window its rates hold: 10,000 baht pay 100 baht a percent."""
        for day in (first.start, last.end):
            made = s33(10_000, day, state="leave_out")
            assert (Baht(int(100 * Decimal(employer))), Baht(int(100 * Decimal(employee)))) == (
                made.employer,
                made.employee,
            )

    @pytest.mark.parametrize(
        ("month", "most", "highest"),
        [
            (Month(2568, 12), 15_000, 750),
            (Month(2569, 1), 17_500, 875),
            (Month(2571, 12), 17_500, 875),
            (Month(2572, 1), 20_000, 1_000),
            (Month(2574, 12), 20_000, 1_000),
            (Month(2575, 1), 23_000, 1_150),
        ],
        ids=str,
    )
    def test_the_ceiling_rises_in_steps(self, month: Month, most: int, highest: int) -> None:
        """The largest wage base rises in 2569, 2572 and 2575, and the highest contribution with it."""
        for wage in (Baht(most), Baht(most) + Baht("0.01"), Baht(10**15)):
            made = s33_contribution.plain(wage, month)
            assert (Baht(most), Baht(highest), Baht(highest)) == (made.base, made.employee, made.employer)
        assert Baht(most) - Baht("0.01") == s33_contribution.plain(Baht(most) - Baht("0.01"), month).base

    @pytest.mark.parametrize(
        ("wage", "base"), [("0.01", "1650"), ("1649.99", "1650"), ("1650", "1650"), ("1650.01", "1650.01")]
    )
    def test_the_floor(self, wage: str, base: str) -> None:
        """Every wage above zero counts as at least the least wage base."""
        assert Baht(base) == s33(wage, Month(2566, 1)).base

    @pytest.mark.parametrize(("month", "paid"), [(Month(2566, 1), 83), (Month(2564, 6), 41)], ids=str)
    def test_published_amounts_of_the_least_base(self, month: Month, paid: int) -> None:
        """The least base pays 83 baht at 5 percent and 41 baht at 2.5 percent, as was published."""
        assert Baht(paid) == s33(1650, month).employee

    @pytest.mark.parametrize(
        ("wage", "paid"), [("1649.99", 83), ("1690", 85), ("1689.99", 84), ("1690.20", 85)]
    )
    def test_fifty_satang_are_rounded_up(self, wage: str, paid: int) -> None:
        """50 satang count as one baht, 49 satang and less are dropped."""
        assert Baht(paid) == s33(wage, Month(2566, 1)).employee

    def test_the_state_adds_its_share(self) -> None:
        """The State adds 2.75 percent: 412.50 baht at the ceiling of 15,000, rounded like the other sides."""
        made = s33(15_000, Month(2564, 6))
        assert (Baht(413), Baht(375 + 375 + 413)) == (made.state, made.total)

    def test_the_state_is_left_out_by_name(self) -> None:
        """Before February 2564 the share of the State is not known: refused, or left out of the result by name."""
        with pytest.raises(ParameterWindowError, match=r"contribution\.s33\.government"):
            s33(10_000, Month(2564, 1))
        made = s33(10_000, Month(2564, 1), state="leave_out")
        assert (None, Baht(600)) == (made.state, made.total)
        assert Baht(275) == s33(10_000, Month(2564, 2)).state

    def test_a_leap_day(self) -> None:
        """29 February is a day of its month."""
        assert s33(20_000, dt.date(2024, 2, 29)) == s33(20_000, Month(2567, 2))

    def test_a_wage_of_zero(self) -> None:
        """Where no wage is paid nothing is due, unless the named option says that the least base counts."""
        made = s33_contribution(Baht(0), Month(2566, 1))
        least = PARAMETERS.override({"contribution_option.zero_wage": "minimum"})
        assert Baht(0) == made.value.total
        assert any("no wage, no contribution" in note.text() for note in made.notes)
        assert Baht(83) == s33(0, Month(2566, 1), parameters=least).employee

    @pytest.mark.parametrize(
        ("rounding", "paid"), [("half_up", 83), ("half_even", 82), ("up", 83), ("down", 82)]
    )
    def test_the_rounding_is_a_named_option(self, rounding: Rounding, paid: int) -> None:
        """5 percent of 1,650 baht are 82.50 baht, which each rounding takes its own way."""
        assert Baht(paid) == s33(1650, Month(2566, 1), rounding=rounding).employee
        named = PARAMETERS.override({"contribution_option.rounding": rounding})
        assert Baht(paid) == s33(1650, Month(2566, 1), parameters=named).employee

    @settings(max_examples=150)
    @given(
        satang=st.integers(1, 3_000_000) | st.sampled_from([164_999, 165_000, 165_001, 1_500_000, 1_750_001]),
        ahead=st.integers(0, 155),
    )
    def test_every_wage_and_month(self, satang: int, ahead: int) -> None:
        """Base, sides and total are those of the table of windows, in decimal arithmetic."""
        month = Month(2563, 1) + ahead
        employer, employee = rates_of(month)
        base = min(max(Decimal(satang) / 100, Decimal(FLOOR)), Decimal(ceiling_of(month)))
        made = s33_contribution.plain(Baht.from_satang(satang), month, state="leave_out")
        expected = (base, Decimal(to_baht(base, employee)), Decimal(to_baht(base, employer)))
        assert expected == (made.base.baht, made.employee.baht, made.employer.baht)
        assert made.total == made.employee + made.employer


class TestSection39:
    @pytest.mark.parametrize(
        ("month", "paid"),
        [
            (Month(2563, 2), 432),
            (Month(2563, 3), 86),
            (Month(2563, 5), 86),
            (Month(2563, 6), 432),
            (Month(2563, 9), 96),
            (Month(2563, 11), 96),
            (Month(2563, 12), 432),
            (Month(2564, 6), 216),
            (Month(2564, 8), 216),
            (Month(2564, 9), 235),
            (Month(2564, 11), 235),
            (Month(2565, 4), 432),
            (Month(2565, 5), 91),
            (Month(2565, 7), 91),
            (Month(2565, 8), 432),
            (Month(2565, 10), 240),
            (Month(2565, 12), 240),
            (Month(2566, 1), 432),
            (Month(2569, 9), 432),
        ],
        ids=str,
    )
    def test_the_published_amounts(self, month: Month, paid: int) -> None:
        """The reference wage by the rate, rounded, is the amount that was published for the month."""
        made = s39_contribution(month)
        assert MemberContribution(base=Baht(4800), insured_person=Baht(paid), state=None) == made.value
        assert not any("the sources state" in note.text() for note in made.notes)

    def test_another_rate_shows_against_the_published_amount(self) -> None:
        """With a what-if rate the result departs from the amount of the sources, and a note says so."""
        what_if = PARAMETERS.override({"contribution.s39.rate": Decimal("8.5")})
        made = s39_contribution(Month(2566, 1), parameters=what_if)
        assert Baht(408) == made.value.insured_person
        assert any(note.text() == "the sources state 432 baht, not 408 baht" for note in made.notes)

    @pytest.mark.parametrize("month", [Month(2564, 1), Month(2564, 3), Month(2569, 10)], ids=str)
    def test_unknown_months_are_refused(self, month: Month) -> None:
        """Early 2564 was reduced to an amount that was not seen, and nothing is known after September 2569."""
        with pytest.raises(ParameterWindowError, match=r"contribution\.s39"):
            s39_contribution(month)


class TestSection40:
    @pytest.mark.parametrize(
        ("month", "amounts"),
        [
            (Month(2565, 2), (42, 60, 180)),
            (Month(2565, 7), (42, 60, 180)),
            (Month(2565, 8), (70, 100, 300)),
            (Month(2569, 9), (70, 100, 300)),
        ],
        ids=str,
    )
    def test_the_options(self, month: Month, amounts: tuple[int, ...]) -> None:
        """The three options pay 70, 100 and 300 baht, and 60 percent of it from February to July 2565."""
        paid = tuple(s40_contribution.plain(option, month).insured_person for option in (1, 2, 3))
        assert tuple(map(Baht, amounts)) == paid

    @pytest.mark.parametrize(("month", "paid"), [(Month(2565, 7), 90), (Month(2565, 8), 150)], ids=str)
    def test_the_states_part_is_cut_alike(self, month: Month, paid: int) -> None:
        """The State's part, whose normal amount has to be given, is cut in the same ratio."""
        made = s40_contribution(3, month, state_normal=Baht(150))
        assert Baht(paid) == made.value.state
        assert made.value.total == made.value.insured_person + Baht(paid)

    def test_without_a_source_the_states_part_is_left_out(self) -> None:
        """What the State pays is in no registered source: it is None, and a note says so."""
        made = s40_contribution(1, Month(2566, 1))
        assert made.value.state is None
        assert any("the total is without it" in note.text() for note in made.notes)

    @pytest.mark.parametrize("month", [Month(2564, 12), Month(2565, 1), Month(2569, 10)], ids=str)
    def test_unknown_months_are_refused(self, month: Month) -> None:
        """What was paid before February 2565 and after September 2569 is not known."""
        with pytest.raises(ParameterWindowError, match=r"contribution\.s40\.option_3"):
            s40_contribution(3, month)

    @pytest.mark.parametrize("option", [0, 4, "1", True])
    def test_other_options_are_refused(self, option: Any) -> None:
        """There are three options."""
        with pytest.raises(ContributionError, match=r"option is .*; choose one of 1, 2, 3"):
            s40_contribution(option, Month(2566, 1))


class TestReadings:
    def test_the_reading_not_applied_is_named(self) -> None:
        """January 2565 is disputed: 5 percent are applied, and the reading of 1 percent is named with its reason."""
        made = s33_contribution(Baht(10_000), Month(2565, 1))
        notes = [note.text() for note in made.notes]
        assert Baht(500) == made.value.employee
        assert 2 == len(notes)
        for note in notes:
            assert (
                "5 (2021-12-01 to 2022-04-30) is applied; another reading, 1 (2022-01-01 to 2022-07-31)"
                in note
            )
            assert "34,023" in note
        assert "บันทึกไว้แต่ไม่นำมาใช้" in made.notes[0].text("th")

    def test_a_month_beyond_dispute_has_no_such_note(self) -> None:
        """Where one reading only covers the month, nothing is noted."""
        assert () == s33_contribution(Baht(10_000), Month(2565, 8)).notes

    def test_the_cut_of_section_40_by_or_to_60_percent(self) -> None:
        """Option 3 pays 180 baht; the literal reading of 120 baht is named."""
        made = s40_contribution(3, Month(2565, 2))
        assert Baht(180) == made.value.insured_person
        assert any("another reading, 120" in note.text() for note in made.notes)

    def test_a_what_if_ends_the_dispute(self) -> None:
        """Where the figure is overridden, no reading of the sources is applied or named."""
        ids = ("contribution.s33.employer", "contribution.s33.insured_person")
        what_if = PARAMETERS.override(dict.fromkeys(ids, Decimal(4)))
        made = s33_contribution(Baht(10_000), Month(2565, 1), parameters=what_if)
        assert (Baht(400), ()) == (made.value.employer, made.notes)
        assert {"what-if"} == {value.confidence for value in made.parameters if value.id in ids}


class TestVersions:
    def test_the_versions_used_are_named(self) -> None:
        """Each figure stands with the window of the version that was used, and its source."""
        made = s33_contribution(Baht(18_000), Month(2570, 6))
        windows = {value.id: value.window() for value in made.parameters}
        assert "2026-01-01 to 2028-12-31" == windows["contribution.s33.wage_base.maximum"]
        assert "from 2023-01-01" == windows["contribution.s33.employer"]
        assert all(value.citations for value in made.parameters)

    def test_the_rounding_has_its_source(self) -> None:
        """Section 46 is quoted while a source vouches for it; after that the rule is a stated choice."""
        for month, confidence in ((Month(2569, 9), "secondary"), (Month(2569, 10), "convention")):
            made = s33_contribution(Baht(1650), month)
            used = {value.id: value.confidence for value in made.parameters}
            assert confidence == used["contribution_option.rounding"]

    @pytest.mark.parametrize(
        ("wage", "exact", "paid"), [("1669.80", "83.49", 83), ("1670", "83.50", 84), ("1670.20", "83.51", 84)]
    )
    def test_the_rounding_is_that_of_section_46(self, wage: str, exact: str, paid: int) -> None:
        """The sources round up from 50 satang on, and drop what is less; the unit is a baht."""
        made = s33_contribution(Baht(wage), Month(2566, 1))
        assert Decimal(exact) == Decimal(wage) * 5 / 100
        assert (Baht(paid), Baht(paid)) == (made.value.employee, made.value.employer)

    def test_working_and_roundings(self) -> None:
        """The working stands in the words of the documents, and each rounding is listed."""
        made = s33_contribution(Baht("1650.50"), Month(2566, 1))
        assert [
            "ฐานค่าจ้าง: 1,650.50 บาท ระหว่าง 1,650 บาท ถึง 15,000 บาท = 1,650.50 บาท",
            "ผู้ประกันตน: 1,650.50 บาท × ร้อยละ 5 = 82.525 บาท",
            "นายจ้าง: 1,650.50 บาท × ร้อยละ 5 = 82.525 บาท",
            "รัฐบาล: 1,650.50 บาท × ร้อยละ 2.75 = 45.38875 บาท",
            "เงินสมทบรวมทุกฝ่าย = 211 บาท",
        ] == [step.text("th") for step in made.steps]
        assert [Baht(83), Baht(83), Baht(45)] == [rounded.value for rounded in made.roundings]
        assert "employee 83 baht" in made.text("en")
        assert "ผู้ประกันตน 83 บาท" in made.text("th")


class TestOutside:
    def test_the_last_figure_is_carried_forward_by_choice(self) -> None:
        """After the last known month the figures are carried forward only when asked for, and notes say which."""
        made = s39_contribution(Month(2570, 1), outside="last")
        assert Baht(432) == made.value.insured_person
        assert 3 == sum("carried forward" in note.text() for note in made.notes)

    def test_a_warning_can_be_asked_for(self) -> None:
        """With ``warn`` each figure that is carried forward is warned about."""
        with pytest.warns(OutsideWindowWarning, match=r"contribution\.s40\.option_1"):
            assert Baht(70) == s40_contribution.plain(1, Month(2570, 1), outside="warn").insured_person

    @pytest.mark.parametrize("outside", ["refuse", "warn", "last"])
    def test_nothing_is_carried_back(self, outside: Any) -> None:
        """Before the first known month every choice is refused."""
        with pytest.raises(ParameterWindowError, match="never carried back"):
            s33(10_000, Month(2562, 12), outside=outside)

    def test_known_months_do_not_warn(self) -> None:
        """The steps up to 2575 are law already: nothing is carried."""
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert Baht(1150) == s33(23_000, Month(2580, 1), outside="warn").employee

    def test_draft_law_is_never_applied(self) -> None:
        """A rate that stands in a draft act only is refused, even where the last value is asked for."""
        rate = PARAMETERS["contribution.s33.employer"]
        drafts = tuple(
            attrs.evolve(value, legal_status="draft", start=None, end=None, start_known=False)
            for value in rate.values[-1:]
        )
        draft = PARAMETERS.merged(Parameters.of([attrs.evolve(rate, values=(), drafts=drafts)]))
        with pytest.raises(ParameterWindowError, match="draft"):
            s33(10_000, Month(2566, 1), outside="last", parameters=draft)


class TestWrongInput:
    @pytest.mark.parametrize("wage", [15000, 15000.0, "15000", None, Decimal(15000)])
    def test_wages_have_to_be_amounts(self, wage: Any) -> None:
        """A bare number has no unit, and a float is not exact."""
        with pytest.raises(ContributionTypeError, match=r"wage is .*give an amount, such as Baht"):
            s33_contribution(wage, Month(2566, 1))

    def test_floats_do_not_become_amounts(self) -> None:
        """An amount cannot be made of a float."""
        with pytest.raises(MoneyTypeError):
            Baht(15000.5)  # type: ignore[arg-type]  # what is tested

    def test_negative_amounts(self) -> None:
        """A wage and the State's part are not below zero."""
        with pytest.raises(ContributionError, match=r"wage is -0\.01 baht;"):
            s33("-0.01", Month(2566, 1))
        with pytest.raises(ContributionError, match="state_normal is -1 baht"):
            s40_contribution(1, Month(2566, 1), state_normal=Baht(-1))

    def test_years_of_the_wrong_era(self) -> None:
        """A CE year in a month and a Buddhist year in a date are refused."""
        with pytest.raises(CalendarError, match="2022"):
            Month(2022, 5)
        with pytest.raises(ParameterWindowError, match="did you mean CE 2022"):
            s33(10_000, dt.date(2565, 5, 1))

    @pytest.mark.parametrize(
        ("month", "error"),
        [
            ("2565-05", ContributionTypeError),
            (2565, ContributionTypeError),
            (dt.datetime(2022, 5, 1, tzinfo=dt.UTC), CalendarTypeError),
        ],
    )
    def test_months_have_to_be_months(self, month: Any, error: type[Exception]) -> None:
        """A month is a `Month` or a day of it."""
        with pytest.raises(error):
            s33_contribution(Baht(10_000), month)

    @pytest.mark.parametrize(("name", "value"), [("rounding", "nearest"), ("state", "no")])
    def test_unknown_options(self, name: str, value: str) -> None:
        """An option that is not known is refused with those that are."""
        options: dict[str, Any] = {name: value}
        with pytest.raises(ContributionError, match=f"{name} is '{value}'; choose one of"):
            s33(10_000, Month(2566, 1), **options)

    @pytest.mark.parametrize(
        ("id", "value"),
        [
            ("contribution.s33.employer", Decimal(-1)),
            ("contribution.s33.wage_base.minimum", -1),
            ("contribution_option.zero_wage", "perhaps"),
            ("contribution_option.rounding", "nearest"),
        ],
    )
    def test_what_if_figures_that_cannot_be(self, id: str, value: Any) -> None:  # noqa: A002  # domain word
        """A figure below zero, and a choice that is none, are refused."""
        with pytest.raises(ContributionError):
            s33(10_000, Month(2566, 1), parameters=PARAMETERS.override({id: value}))


MADE: list[Callable[[], Calculation[Any]]] = [
    lambda: s33_contribution(Baht("12345.67"), Month(2565, 1)),
    lambda: s33_contribution(Baht(0), dt.date(2021, 1, 31), state="leave_out", rounding="down"),
    lambda: s39_contribution(Month(2570, 1), outside="last"),
    lambda: s40_contribution(3, Month(2565, 3), state_normal=Baht(150)),
    lambda: s33_contribution(
        Baht(20_000),
        Month(2565, 6),
        parameters=PARAMETERS.override({"contribution.s33.wage_base.maximum": 18_000}),
    ),
]


@pytest.mark.parametrize("make", MADE, ids=range(len(MADE)))
def test_round_trip_and_recomputation(make: Callable[[], Calculation[Any]]) -> None:
    """A calculation comes back from its JSON, and computed again is the same, what-ifs and notes included."""
    made = make()
    assert made == Calculation.from_json(made.to_json())
    assert made == made.recompute()
    assert made == Calculation.from_json(made.to_json()).recompute()


def test_a_what_if_shows() -> None:
    """An overridden ceiling changes the result and stands among the parameters as a what-if."""
    made = MADE[-1]()
    assert Baht(18_000) == made.value.base
    assert ["contribution.s33.wage_base.maximum"] == [
        value.id for value in made.parameters if value.confidence == "what-if"
    ]
