"""Each rounding is listed; those of many numbers as one record, which says how many and which is the farthest."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any, assert_type

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan import samples
from ssoplan.calculators import (
    Calculation,
    CalculatorError,
    InsuredPath,
    OfficeTarget,
    TargetError,
    briefing_meetings,
    classify,
    composite,
    instalments,
    insured_path,
    jefferson,
    largest_remainder,
    least_members,
    least_registrations,
    line_levels,
    meets,
    most_representatives,
    network_compensation,
    office_targets,
    proportional,
    s33_39_targets,
    s33_contribution,
    s39_contribution,
    s40_contribution,
    s40_targets,
    to_frame,
    two_level,
    webster,
)
from ssoplan.calculators.roundings import RoundedMany
from ssoplan.calendar import BudgetYear, FundYear, Month, Quarter
from ssoplan.errors import SsoplanError
from ssoplan.model import Comparator, Office, OfficeKind
from ssoplan.money import Baht
from ssoplan.parameters import ParameterWindowError

END_2564 = dt.date(2021, 12, 31)
IN_2566 = dt.date(2023, 6, 1)
YALA = Office(name_th="ยะลา", kind=OfficeKind.PROVINCE, region_th="ภาคใต้")
RANONG = Office(name_th="ระนอง", kind=OfficeKind.PROVINCE, region_th="ภาคใต้")
weights = st.lists(st.integers(0, 1000), min_size=1, max_size=8).filter(any)


class TestListed:
    @pytest.mark.parametrize("calculator", [least_members, least_registrations])
    def test_a_share_that_is_rounded_up(self, calculator: Any) -> None:
        """Ten percent of 14,151 persons are 1,415.1, so that the 1,416 are rounded up, and the text says so."""
        (rounded,) = calculator(14_151, on=END_2564).roundings

        assert (Fraction("1415.1"), 1416, "up") == (rounded.exact, rounded.value, rounded.rule)
        assert "share: 1,415.1 persons → 1,416 persons (rounded up to 1 person)" == rounded.text()
        assert "จำนวนตามร้อยละ: 1,415.1 คน → 1,416 คน (เศษของ 1 คน ปัดขึ้นเป็น 1 คน)" == rounded.text("th")

    def test_whole_representatives(self) -> None:
        """Of 551.5 representatives 551 can be appointed; that is a rounding too."""
        (rounded,) = most_representatives(11_030, on=dt.date(2013, 1, 1)).roundings

        assert (Fraction("551.5"), 551, "down") == (rounded.exact, rounded.value, rounded.rule)

    def test_a_line_names_its_rule(self) -> None:
        """The levels of a line are one record, and the step says how each level is rounded."""
        made = line_levels(116_999, Fraction("156.1"), 3)

        assert ["116,999 + k × 156.1, rounded half up, for k from 1 to 3"] == [
            step.text() for step in made.steps
        ]
        assert [
            "levels: 3 of 3 are not their exact value; most for 3: 117,467.3 → 117,467 (rounded half up to 1)"
        ] == [each.text() for each in made.roundings]

    def test_money_has_its_unit(self) -> None:
        """An exact amount of money is followed by baht, before and after the arrow."""
        made = instalments(Baht(35_300), 12)

        assert "35,300 บาท ÷ 12 งวด = 2,941 2/3 บาท" in made.text("th")
        assert "2,941 2/3 บาท → 2,941.67 บาท" in made.roundings[0].text("th")

    def test_targets_of_offices(self) -> None:
        """The roundings of many offices are one record for each thing that is rounded."""
        bases = [
            OfficeTarget(office=office, number=number) for office, number in ((YALA, 600), (RANONG, 481))
        ]
        made = s40_targets(bases, year=FundYear(2566))

        assert ["December of each office", "each period"] == [each.what.en for each in made.roundings]
        assert [2, 2] == [each.count for each in made.roundings if isinstance(each, RoundedMany)]

    def test_paths_of_offices(self) -> None:
        """The record of the levels counts those of all offices and names office and month of the farthest."""
        paths = [InsuredPath(office=YALA, base=5000, slope=Fraction(25, 4))]
        levels, _ = s33_39_targets(paths, year=FundYear(2566)).roundings

        assert isinstance(levels, RoundedMany)
        assert (9, ("ยะลา", Month(2566, 2))) == (levels.count, levels.where)

    def test_nothing_is_listed_where_nothing_is_rounded(self) -> None:
        """A path of whole steps, and an allocation that comes out even, have no roundings."""
        assert () == insured_path(13_361_673, 17_703, year=FundYear(2566)).roundings
        assert () == largest_remainder(30, [1, 2]).roundings


class TestAllocation:
    @pytest.mark.parametrize("method", [largest_remainder, webster, jefferson, proportional])
    @given(total=st.integers(-(10**6), 10**6), parts=weights, unit=st.sampled_from([1, 10, 100]))
    @settings(max_examples=40, deadline=None)
    def test_is_what_each_share_says(self, method: Any, total: int, parts: list[int], unit: int) -> None:
        """The record agrees with the exact share of each member: how many differ, and by how much at most."""
        made = method(total, parts, unit=unit)
        shared = total if method is proportional else sum(made.value)
        off = [
            abs(part - Fraction(shared * each, sum(parts)))
            for part, each in zip(made.value, parts, strict=True)
        ]

        assert bool(max(off)) == bool(made.roundings)
        for rounded in made.roundings:
            assert (len(parts), sum(map(bool, off))) == (rounded.count, rounded.changed)
            assert max(off) == rounded.most == abs(rounded.value - rounded.exact)

    def test_many_members_are_one_record(self) -> None:
        """A hundred thousand members have one record, which is as long to read as that of three."""
        made = proportional(10**12, [3, 5, 7] * 33_334)

        (rounded,) = made.roundings
        assert isinstance(rounded, RoundedMany)
        assert 100_002 == rounded.count
        assert len(rounded.text("th")) < 250

    def test_held_members_are_not_rounded(self) -> None:
        """What a floor or a cap gives is no rounding."""
        made = proportional(100, [1, 1, 2], caps=[None, None, 10])

        assert [25, 25, 10] == made.value
        assert () == made.roundings

    def test_two_levels_are_two_records(self) -> None:
        """The roundings among groups and those within them are told apart."""
        made = two_level(
            Baht(100), {"ก": {"ข": 1, "ค": 2}, "ง": {"จ": 1}}, unit=1, group_weights={"ก": 2, "ง": 1}
        )

        assert [2, 3] == [each.count for each in made.roundings if isinstance(each, RoundedMany)]
        assert Calculation.from_json(made.to_json()) == made

    def test_the_bare_value_looks_for_none(self) -> None:
        """The bare value is the same."""
        assert proportional.plain(100, [1, 1, 1]) == proportional(100, [1, 1, 1]).value


class TestSignature:
    def test_type_checkers_see_the_calculation(self) -> None:
        """A call is a Calculation for a type checker, its bare form the value."""
        assert_type(network_compensation(3, on=END_2564), Calculation[Baht])
        assert_type(network_compensation.plain(3, on=END_2564), Baht)


class TestStateShare:
    def test_left_out(self) -> None:
        """Without the State's part the total says so, and a note why."""
        made = s33_contribution(Baht(5000), Month(2565, 1), state="leave_out")

        assert "employee and employer, without the State's part = 500 baht" in made.steps[-1].text()
        assert "total without the State's part 500 baht" in made.value.text()
        assert "ไม่ได้คิดส่วนของรัฐบาลตามที่ระบุ (state='leave_out') ยอดรวมจึงไม่รวมส่วนของรัฐบาล" == made.notes[0].text(
            "th"
        )

    def test_included(self) -> None:
        """With the State's part the total is that of all sides."""
        made = s33_contribution(Baht(5000), Month(2565, 1))

        assert "เงินสมทบรวมทุกฝ่าย = 638 บาท" == made.steps[-1].text("th")
        assert "มีผลอย่างช้าตั้งแต่ 1 ก.พ. 2564" in made.text("th")

    def test_unknown_for_sections_39_and_40(self) -> None:
        """Sections 39 and 40 say that the State's part is in no source and not in the total."""
        for made in (s39_contribution(Month(2565, 5)), s40_contribution(3, Month(2565, 3))):
            assert "รวมโดยไม่รวมส่วนของรัฐบาล" in made.value.text("th")
            assert "the total is without it" in made.notes[0].text()

    def test_unknown_for_a_month(self) -> None:
        """A month for which only the State's part is unknown is refused with the way to do without."""
        with pytest.raises(ParameterWindowError, match="state='leave_out'") as caught:
            s33_contribution(Baht(5000), Month(2563, 10))

        assert "state-share.before-first" == caught.value.code
        assert "ไม่รวมส่วนของรัฐบาลให้ระบุ state='leave_out'" in caught.value.text("th")

    def test_only_what_was_applied_is_a_parameter(self) -> None:
        """A rate that a note names, kept and not applied, is recorded but not among the parameters used."""
        made = s33_contribution(Baht(5000), Month(2565, 1))
        rates = [each.value for each in made.parameters if each.id == "contribution.s33.employer"]

        assert [5] == rates
        assert "contribution.s33.employer@2022-05-01" in made.not_applied
        assert Calculation.from_json(made.to_json()).recompute() == made


@pytest.fixture
def np() -> Any:
    """Return numpy, which comes with pandas."""
    return pytest.importorskip("numpy")


class TestNumbersOfOtherLibraries:
    def test_whole_numbers_are_taken(self, np: Any) -> None:
        """What numpy and pandas hold as whole numbers is taken and recorded as int."""
        made = network_compensation(np.int64(3), on=END_2564)

        assert Baht(39) == made.value
        assert {int} == {type(made.inputs["persons"])}
        assert [1, 2] == largest_remainder(np.int32(3), [np.int64(1), np.int64(2)]).value
        assert [33, 33, 34] == instalments(np.int64(100), np.int64(3)).value

    def test_years_and_months(self, np: Any) -> None:
        """A year and a month take them too, and are the same as those of ints."""
        assert "FundYear(2566)" == repr(FundYear(np.int64(2566)))
        assert Month(np.int64(2566), np.int8(2)) == Month(2566, 2)
        assert Quarter(BudgetYear(2565), np.int8(1)) == Quarter(BudgetYear(2565), 1)

    def test_others_are_refused(self, np: Any) -> None:
        """A truth value, a float and a text are no whole numbers, of whatever library."""
        wrong: list[Any] = [True, 3.0, np.float64(3), np.True_, "3"]
        for value in wrong:
            with pytest.raises(CalculatorError, match="give a whole number"):
                network_compensation(value, on=END_2564)


class TestErrorsAtTheEntry:
    @pytest.mark.parametrize(
        ("given", "reason"),
        [
            ([], "not-targets"),
            ({"ยะลา": 5}, "not-an-office"),
            ({YALA: "x"}, "not-a-target"),
            ({YALA: 1.5}, "not-a-target"),
            ({YALA: None}, "not-a-target"),
            ({YALA: [1] * 11 + [None]}, "not-whole"),
            ({YALA: [1] * 11}, "not-twelve"),
        ],
    )
    def test_office_targets(self, given: object, reason: str) -> None:
        """What is no mapping from offices to numbers or months is one clear error."""
        with pytest.raises(CalculatorError) as caught:
            office_targets(given)  # type: ignore[arg-type]  # what is tested

        assert reason == caught.value.reason

    def test_a_mapping_is_sent_to_office_targets(self) -> None:
        """A mapping, where targets are asked for, is answered with what makes targets of it."""
        with pytest.raises(TargetError, match="office_targets"):
            briefing_meetings({YALA: 3}, on=IN_2566)  # type: ignore[arg-type]  # what is tested

    def test_frames(self) -> None:
        """What is no table is refused, and a backend that there is not with those that there are."""
        with pytest.raises(CalculatorError, match="give OfficeTable"):
            to_frame(None)  # type: ignore[arg-type]  # what is tested
        with pytest.raises(CalculatorError, match="polars, pandas, pyarrow"):
            to_frame(samples.load("office-tables/sdu-2564"), backend="dask")  # type: ignore[arg-type]  # what is tested

    @pytest.mark.parametrize("name", [None, [], 5], ids=repr)
    def test_samples(self, name: object) -> None:
        """What is no name of a sample is answered with the names."""
        with pytest.raises(samples.UnknownSampleError, match="nong-khai-2565"):
            samples.load(name)  # type: ignore[call-overload]  # what is tested

    def test_the_argument_is_named(self) -> None:
        """A number that is not exact is named by its argument."""
        with pytest.raises(CalculatorError, match="spending is None"):
            composite(80, None, on=IN_2566)  # type: ignore[arg-type]  # what is tested
        with pytest.raises(CalculatorError, match="result is None"):
            meets(None, 85, Comparator.AT_LEAST, on=IN_2566)  # type: ignore[arg-type]  # what is tested
        with pytest.raises(CalculatorError, match=r"one of cells is 1\.5"):
            classify([1.5], 50, unit_th="ร้อยละ", on=IN_2566)  # type: ignore[list-item]  # what is tested

    @pytest.mark.parametrize(
        ("made", "args"),
        [(FundYear, ("x",)), (Quarter, (None, 1)), (Month, (2566, "x"))],
        ids=["y", "q", "m"],
    )
    def test_the_calendar_speaks_thai(self, made: Any, args: Any) -> None:
        """Errors of the calendar name in Thai what is wrong."""
        with pytest.raises(SsoplanError) as caught:
            made(*args)

        assert not caught.value.text("th")[0].isascii()
