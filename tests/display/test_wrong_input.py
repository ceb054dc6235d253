"""Wrong input to charts: one clear error in two languages, never one of Python's own."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest

from ssoplan import samples
from ssoplan.calculators import bridge_plan
from ssoplan.calculators.errors import CalculatorError
from ssoplan.calendar import FundYear
from ssoplan.display import allocation_chart, funding_bridge_chart, gantt, office_chart, s_curve
from ssoplan.display.chart import DisplayError, DisplayFileError, DisplayTypeError
from ssoplan.model import Indicator, MonthlyPattern

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ssoplan.display import Chart

YEAR = FundYear(2566)
PERCENT = Indicator(target=85, unit_th="ร้อยละ", monthly=MonthlyPattern(cells=(85,) * 12))
LEVELS = Indicator(
    target=5,
    unit_th="ระดับ",
    monthly=MonthlyPattern(cells=(None, 1, None, 2, None, None, 3, None, 4, None, None, 5)),
)
PERSONS = Indicator(target=4800, unit_th="คน", monthly=MonthlyPattern(cells=(400,) * 12))
NONG_KHAI = samples.load("nong-khai-2565")
STEPS = samples.load("sukhothai-2564").work_plan
UNITS = samples.load("office-tables/sdu-2566")
ALLOCATION = samples.load("sso-2566").allocations[0]
BRIDGE = bridge_plan(NONG_KHAI).value

Draw = Any
"""The functions are called as somebody without a type checker would call them."""
curve: Draw = s_curve
bars: Draw = allocation_chart
offices: Draw = office_chart
funding: Draw = funding_bridge_chart
plan: Draw = gantt


@pytest.mark.parametrize(
    ("draw", "named", "advice"),
    [
        (lambda: curve(PERSONS, 2566), "s_curve cannot use 2566 (int) as year", "BudgetYear(2566)"),
        (lambda: curve(None, YEAR), "s_curve cannot use None (NoneType) as indicator", "proposal.indicators"),
        (lambda: curve(PERSONS, YEAR, results=None), "None (NoneType) as results", "for each month so far"),
        (lambda: curve(PERSONS, YEAR, results="12"), "'12' (str) as results", "for each month so far"),
        (lambda: bars(None), "allocation_chart cannot use None (NoneType) as allocation", "plan.allocations"),
        (lambda: offices(None, "total"), "office_chart cannot use None (NoneType) as table", "samples.load"),
        (lambda: funding(None, title="x"), "funding_bridge_chart cannot use None", "bridge_plan(plan)"),
        (lambda: funding(bridge_plan(NONG_KHAI), title="x"), "(Calculation) as bridge", "bridge_plan(plan)"),
        (lambda: funding(BRIDGE, title=None), "None (NoneType) as title", "a text"),
        (
            lambda: plan(None, YEAR, title="x"),
            "gantt cannot use None (NoneType) as steps",
            "proposal.work_plan",
        ),
        (lambda: plan([1], YEAR, title="x"), "gantt cannot use 1 (int) as steps[0]", "proposal.work_plan"),
        (lambda: plan(STEPS, "2564", title="x"), "'2564' (str) as year", "BudgetYear(2566)"),
        (lambda: plan(STEPS, YEAR, title=5), "5 (int) as title", "a text"),
    ],
)
def test_an_object_of_another_class(draw: Callable[[], Chart], named: str, advice: str) -> None:
    """The error names the function, the argument, what it was, and what to give, in both languages."""
    with pytest.raises(DisplayTypeError) as caught:
        draw()
    assert named in str(caught.value)
    assert advice in str(caught.value)
    assert "ให้ระบุ" in caught.value.text("th")
    assert isinstance(caught.value, TypeError)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "draw",
    [
        lambda lang: curve(PERSONS, YEAR, lang=lang),
        lambda lang: bars(ALLOCATION, lang=lang),
        lambda lang: offices(UNITS, "total", lang=lang),
        lambda lang: funding(BRIDGE, title="x", lang=lang),
        lambda lang: plan(STEPS, YEAR, title="x", lang=lang),
    ],
)
@pytest.mark.parametrize("lang", ["fr", None, []])
def test_another_language(draw: Callable[[Any], Chart], lang: object) -> None:
    """A language that charts do not speak is refused with those that they speak."""
    with pytest.raises(DisplayError, match="choose one of 'en', 'th'") as caught:
        draw(lang)
    assert repr(lang) in str(caught.value)
    assert "ให้เลือกจาก" in caught.value.text("th")


@pytest.mark.parametrize("column", [None, 3, "sum"])
def test_another_column(column: object) -> None:
    """What is no key of a column is refused with the keys that there are."""
    with pytest.raises(DisplayError, match=r"has no column .*; choose one of jan"):
        offices(UNITS, column)


@pytest.mark.parametrize("indicator", [PERSONS, PERCENT])
@pytest.mark.parametrize("result", ["x", 1.5, True, Decimal("NaN")])
def test_a_result_that_is_no_exact_number(indicator: Indicator, result: object) -> None:
    """Results that add up and results that do not are held to the same numbers."""
    with pytest.raises(CalculatorError, match="no exact number"):
        curve(indicator, YEAR, results=[result])


def test_a_number_too_long_to_draw() -> None:
    """A number beyond what a drawing holds is refused, not drawn as infinite."""
    with pytest.raises(DisplayError, match="cannot be drawn") as caught:
        s_curve(PERSONS, YEAR, results=[10**400])
    assert len(str(caught.value)) < 200


class TestSaving:
    @pytest.fixture
    def chart(self) -> Chart:
        """Return any chart."""
        return s_curve(PERSONS, YEAR)

    def test_a_folder_that_is_not_there(self, chart: Chart, tmp_path: Path) -> None:
        """The error names the folder and what to do, in both languages, and is the OSError that a caller expects."""
        with pytest.raises(DisplayFileError, match=r"there is no folder .*nonexist; make it") as caught:
            chart.save(tmp_path / "nonexist" / "x.svg")
        assert "ไม่มีโฟลเดอร์" in caught.value.text("th")
        assert isinstance(caught.value, OSError)

    def test_a_folder_is_no_file(self, chart: Chart, tmp_path: Path) -> None:
        """A folder with the name of a picture is not written over."""
        (tmp_path / "x.svg").mkdir()
        with pytest.raises(DisplayFileError, match="is a folder; name a file"):
            chart.save(tmp_path / "x.svg")

    @pytest.mark.parametrize("name", ["a" * 300 + ".svg", "a\0.svg"])
    def test_a_name_that_the_system_refuses(self, chart: Chart, name: str, tmp_path: Path) -> None:
        """What the operating system says is part of the error."""
        with pytest.raises(DisplayFileError, match="check the place") as caught:
            chart.save(tmp_path / name)
        assert caught.value.text("th").startswith("บันทึกแผนภูมิเป็น")

    @pytest.mark.parametrize("name", ["x.gif", "x", ".svg"])
    def test_another_suffix(self, chart: Chart, name: str, tmp_path: Path) -> None:
        """A form that there is not is refused in both languages with those that there are."""
        with pytest.raises(DisplayError, match=r"end the name with \.svg") as caught:
            chart.save(tmp_path / name)
        assert "ให้ลงท้ายชื่อด้วย .svg" in caught.value.text("th")

    def test_a_suffix_in_capitals(self, chart: Chart, tmp_path: Path) -> None:
        """Capital letters in a suffix are as good."""
        assert chart.save(tmp_path / "x.SVG").read_text(encoding="utf-8").startswith("<svg")

    def test_no_name(self, chart: Chart) -> None:
        """None is no name of a file."""
        with pytest.raises(DisplayTypeError, match="give the name of a file"):
            chart.save(cast("str", None))

    @pytest.mark.parametrize("scale", [0, -1, "2", 1.5, True])
    def test_another_scale(self, chart: Chart, scale: Any) -> None:
        """A picture has a whole number of pixels for each point."""
        with pytest.raises(DisplayError, match="give a whole number"):
            chart.png(scale=scale)

    def test_the_error_can_be_pickled(self) -> None:
        """Errors of files survive the way to another process, as all errors of the library."""
        error = DisplayFileError("folder", path="x.svg")
        assert str(error) == str(pickle.loads(pickle.dumps(error)))  # noqa: S301  # made here


class TestQuantities:
    @pytest.mark.parametrize(
        ("indicator", "english", "thai"),
        [
            (PERSONS, "target 4,800 persons", "เป้าหมาย 4,800 คน"),
            (PERCENT, "target 85 percent", "เป้าหมาย ร้อยละ 85"),
            (LEVELS, "target level 5", "เป้าหมาย ระดับ 5"),
        ],
    )
    def test_a_target_in_words(self, indicator: Indicator, english: str, thai: str) -> None:
        """The description has thousands apart and the unit in its language, before or after the number."""
        assert s_curve(indicator, YEAR, lang="en").description.endswith(english)
        assert s_curve(indicator, YEAR, lang="th").description.endswith(thai)

    @pytest.mark.parametrize(
        ("unit", "said"),
        [("คน", "persons"), ("ระดับ", "level"), ("หยด", "“หยด”"), ("รุ่น/คน", "batches / persons")],
    )
    def test_the_axis_has_the_unit_of_the_language(self, unit: str, said: str) -> None:
        """English charts have English units; a word outside the vocabulary is quoted as printed."""
        indicator = Indicator(target=12, unit_th=unit, monthly=MonthlyPattern(cells=(*(None,) * 11, 12)))
        assert said == s_curve(indicator, YEAR, lang="en").spec["encoding"]["y"]["title"]
        assert unit == s_curve(indicator, YEAR, lang="th").spec["encoding"]["y"]["title"]

    def test_levels_have_no_halves(self) -> None:
        """Levels are whole numbers, and so are the ticks of their axis."""
        assert 1 == s_curve(LEVELS, YEAR).spec["encoding"]["y"]["axis"]["tickMinStep"]
