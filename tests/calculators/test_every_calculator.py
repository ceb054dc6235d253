"""What holds for each calculator that the package offers: value, working, record, and what wrong input gets."""

from __future__ import annotations

import datetime as dt
import inspect
import pickle
import re
import sys
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from ssoplan import calculators as c
from ssoplan import samples
from ssoplan.calculators import Calculation, MonthlyMeaning
from ssoplan.calculators.titles import TITLES
from ssoplan.calendar import BudgetYear, FundYear, Month
from ssoplan.errors import SsoplanError
from ssoplan.model import (
    Comparator,
    Evaluation,
    ExpenseCategory,
    FundingSource,
    Office,
    OfficeKind,
    ReportFrequency,
)
from ssoplan.money import Baht
from ssoplan.numerals.exact import Ratio, Rounding, round_ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

IN_2566 = dt.date(2023, 6, 1)
MAY_2565 = Month(2565, 5)
YALA = Office(name_th="ยะลา", kind=OfficeKind.PROVINCE, region_th="ภาคใต้")
AREA_3 = Office(name_th="เขตพื้นที่ 3", kind=OfficeKind.AREA, region_th="กรุงเทพมหานคร")
TARGETS = c.office_targets({YALA: [0, 50, 50, 50, 50, 60, 60, 60, 60, 50, 60, 50], AREA_3: [40] * 12})
CLASSES = [c.TrainingTarget(office=YALA, classes=2, months=(2, 3))]
LINE = c.parse_cost_line("ค่าเบี้ยเลี้ยง จำนวน ๑๒๐ บาท x ๓ คน x ๔ ครั้ง/เดือน x ๑๒ เดือน")
CELLS = [None, 30, None, 50]


class Call(NamedTuple):
    """The arguments of one call of a calculator."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]


def call(*args: Any, **kwargs: Any) -> Call:
    """Return the arguments of a call as they would be written."""
    return Call(args, kwargs)


EXAMPLES: dict[str, Call] = {
    "achievement": call(Decimal("1.5"), 4),
    "arrears_notices": call(
        [("A", Month(2556, 1), False), ("A", Month(2556, 2), False), ("B", Month(2556, 2), True)],
        check=Month(2556, 3),
    ),
    "bodies_above": call("boards", on=IN_2566),
    "bridge": call(
        [
            c.BridgeLine(
                item="SDU",
                source=FundingSource.ADMIN_FUND,
                unit_th="บาท",
                cells=tuple((month, Baht(2940)) for month in BudgetYear(2565)),
                printed=Baht(35_300),
            )
        ]
    ),
    "bridge_plan": call(samples.load("nong-khai-2565")),
    "briefing_meetings": call(TARGETS, on=IN_2566),
    "classify": call(CELLS, 50, unit_th="ร้อยละ", on=IN_2566),
    "composite": call(80, Decimal("90.5"), on=IN_2566),
    "cost_of": call("จำนวน ๑๒๐ บาท x ๓ คน x ๔ ครั้ง/เดือน x ๑๒ เดือน = ๑๗,๐๐๐ บาท"),
    "days_late": call(dt.date(2024, 2, 29), None, as_of=dt.date(2024, 3, 3)),
    "disability_benefit": call(Baht("15000.25"), on=IN_2566),
    "epayment_shares": call(CLASSES, of="payments", on=IN_2566),
    "epayment_training": call(TARGETS, on=IN_2566),
    "evaluations_due": call(FundYear(2566), as_of=dt.date(2023, 4, 6)),
    "forecast": call([10, 10, 10, 10], [5, 10], MonthlyMeaning.SUM, month=2, target=40, on=IN_2566),
    "former_pension_payment": call(Baht(3000), on=IN_2566),
    "instalments": call(
        Baht(35_300), list(BudgetYear(2565))[:3], unit=100, rounding="down", remainder=Month(2564, 11)
    ),
    "insured_path": call(13_361_673, 17_703, year=FundYear(2566)),
    "jefferson": call(10, {"ก": 6, "ข": 3, "ค": 2}),
    "knotted_levels": call(100, {Month(2566, 9): 190, Month(2566, 12): 250}, FundYear(2566)),
    "largest_remainder": call(
        Baht(10_050), {"ก": 1, "ข": 1, "ค": 1, "ง": 0}, unit=100, floors={"ง": 100}, caps=5000
    ),
    "leader_training": call(TARGETS, on=IN_2566),
    "least_members": call(201, on=dt.date(2021, 12, 31)),
    "least_registrations": call(14_151, on=dt.date(2021, 12, 31)),
    "line_levels": call(116_999, Fraction("156.1"), 3, rounding="half_even"),
    "maternity_benefit": call(Baht(500), on=IN_2566, days=100),
    "meets": call(Decimal("84.99"), 85, Comparator.AT_LEAST, on=IN_2566),
    "most_daily_wages": call("resignation_or_contract_end", on=IN_2566, outside="last"),
    "most_representatives": call(11_030, on=dt.date(2013, 1, 1)),
    "network_compensation": call(1416, on=dt.date(2021, 3, 1)),
    "network_compensation_table": call(TARGETS, on=IN_2566),
    "next_body": call(
        Evaluation(
            office_th="ยะลา",
            frequency=ReportFrequency.ANNUAL,
            year=FundYear(2566),
            submitted=dt.date(2024, 1, 9),
            as_of=dt.date(2024, 2, 29),
        )
    ),
    "pension_guarantee": call(Baht(3000), months_paid=24, on=IN_2566),
    "plan_to_date": call(CELLS, MonthlyMeaning.MILESTONE_PERCENT, month=3, target=50, on=IN_2566),
    "project_budget": call(
        [c.BudgetLine(line=LINE, category=ExpenseCategory.OPERATING)], round_to=Baht(100), rounding="up"
    ),
    "proportional": call(-100, [1, 1, 1]),
    "report_due_day": call(Month(2566, 1), on=IN_2566),
    "report_due_days": call([Month(2556, 3), Month(2556, 4)], form="opdc", on=dt.date(2013, 4, 30)),
    "round_allocation": call(Baht(35_280), round_to=Baht(100)),
    "s33_39_targets": call(
        [c.InsuredPath(office=YALA, base=5000, slope=Decimal("6.25"))], year=FundYear(2566)
    ),
    "s33_contribution": call(Baht(1000), MAY_2565, rounding="half_even"),
    "s39_contribution": call(MAY_2565),
    "s40_contribution": call(3, Month(2565, 3), state_normal=Baht(150)),
    "s40_targets": call(TARGETS, year=FundYear(2566)),
    "service_unit_cost": call(on=dt.date(2021, 3, 1)),
    "service_unit_table": call([YALA, AREA_3], on=dt.date(2021, 3, 1)),
    "size_representatives": call(11_030, on=dt.date(2013, 1, 1)),
    "stock_levels": call(165_866, 167_020, 12, remainder="first"),
    "sub_fund_vector": call({"old_age": Decimal("1.5"), "four_cases": 3}, on=IN_2566),
    "training_seats": call(on=dt.date(2013, 1, 1)),
    "two_level": call(
        Baht(100),
        {"กรุงเทพมหานคร": {"พื้นที่ 1": 1, "พื้นที่ 2": 1}, "ภาคใต้": {"ยะลา": 1}},
        method="webster",
        unit=1,
    ),
    "unemployment_benefit": call(Baht(500), "termination", on=dt.date(2022, 2, 28), days=200),
    "visits": call(TARGETS, on=IN_2566),
    "webster": call(21, [7270, 1230, 2220]),
}
"""One call of each calculator, chosen so that ties, roundings, notes and remainders are seen."""

NO_CALCULATION = {
    "budget_of": "puts amounts into the form of a proposal",
    "calculator": "makes calculators",
    "formula_of": "reads a cost line",
    "line_of": "writes a cost line",
    "lines_of": "reads the lines of a proposal",
    "office_targets": "puts numbers into the form of targets",
    "parse_composite": "reads text",
    "parse_cost": "reads text",
    "parse_cost_line": "reads text",
    "to_frame": "puts a table into the form of a frame",
    "with_s33_contributions": "adds columns to a frame, each row as s33_contribution has it",
}
"""Functions of the package that compute nothing to be explained, and what they do instead."""

WRONG = [
    None,
    True,
    1.5,
    "x",
    "๑๒",
    b"x",
    [],
    {},
    object(),
    -1,
    10**30,
    Decimal("NaN"),
    Decimal("1E+999999999"),
    dt.datetime(2024, 2, 29),  # noqa: DTZ001  # a moment where a day is asked for
    dt.date(2566, 2, 28),
    dt.date(1, 1, 1),
    Baht(-1),
    Month(2567, 2),
    FundYear(2567),
    [None],
    [1.5],
    [[1]],
    {"ก": 1.5},
    MonthlyMeaning.STOCK,
]
"""What people give by mistake, and what breaks programs."""

THAI = re.compile("[\u0e00-\u0e7f]")
LATIN = re.compile("[A-Za-z]{2,}")
PLACE = re.compile(r"\{\w+\}")
CODE = re.compile(r"\b[A-Z]+-\d+\b")
"""The id of a rule, which is the same in both languages."""


PYTHON = {"bool", "bytes", "date", "datetime", "dict", "float", "int", "list", "object", "str", "tuple"}
"""Words of Python, which are the same in both languages."""
QUOTED = re.compile("'[^']*'|\"[^\"]*\"")
WORD = re.compile(r"[A-Za-z_][\w.]*")
PHRASE = re.compile(r"[A-Za-z]+ [a-z]+")


def english_in_thai(error: SsoplanError, wrong: object) -> set[str]:
    """Return the English words of an error's Thai text that are no code: no value, choice, name of an argument or class."""
    given = [error.values.get(name) for name in ("choices", "value", "type", "found")]
    text = error.text("th")
    for code in (wrong, *given):
        text = text.replace(repr(code), "")
        text = text.replace(code, "") if isinstance(code, str) and len(code) > 1 else text
    text = QUOTED.sub("", text)
    words = {word for word in WORD.findall(text) if word.islower() and word.isalpha()}
    return words - PYTHON - arguments() | set(PHRASE.findall(text))


@cache
def arguments() -> frozenset[str]:
    """Return the names of the arguments of all calculators."""
    return frozenset(name for each in EXAMPLES for name in inspect.signature(getattr(c, each)).parameters)


def made(name: str) -> Calculation[Any]:
    """Return the calculation of the example of a calculator."""
    example = EXAMPLES[name]
    found: Calculation[Any] = getattr(c, name)(*example.args, **example.kwargs)
    return found


def is_plain(value: object) -> bool:
    """Return whether a value is free of calculations and floats, however deep."""
    if isinstance(value, dict):
        return all(map(is_plain, [*value, *value.values()]))
    if isinstance(value, list | tuple):
        return all(map(is_plain, value))
    return not isinstance(value, Calculation | float)


def functions() -> Iterator[str]:
    """Yield the names of the functions that the package offers."""
    return (name for name in c.__all__ if not inspect.isclass(getattr(c, name)))


def test_each_function_is_tried_here() -> None:
    """A function that the package newly offers needs an example here, or a reason why it has nothing to explain."""
    assert sorted(functions()) == sorted([*EXAMPLES, *NO_CALCULATION])


@pytest.mark.parametrize("name", NO_CALCULATION)
def test_what_is_no_calculation_has_no_working(name: str) -> None:
    """What is said to compute nothing is no calculator."""
    assert not hasattr(getattr(c, name), "plain")


@pytest.mark.parametrize("name", EXAMPLES)
class TestEach:
    def test_returns_a_calculation_of_a_plain_value(self, name: str) -> None:
        """Each calculator returns a Calculation, whose value is what its bare form returns."""
        example, calculation = EXAMPLES[name], made(name)

        assert isinstance(calculation, Calculation)
        assert is_plain(calculation.value)
        assert getattr(c, name).plain(*example.args, **example.kwargs) == calculation.value
        assert calculation.calculator.endswith(f".{name}")

    def test_comes_back_from_json_and_pickle(self, name: str) -> None:
        """A calculation that was written and read is the same, with the same type of value, texts and receipt."""
        calculation = made(name)
        again = Calculation.from_json(calculation.to_json())

        assert calculation == again == pickle.loads(pickle.dumps(calculation))  # noqa: S301  # our own bytes
        assert type(calculation.value) is type(again.value)
        assert calculation.receipt == again.receipt
        assert [calculation.text("en"), calculation.text("th")] == [again.text("en"), again.text("th")]

    def test_is_computed_again_from_its_record(self, name: str) -> None:
        """A calculation made again from its JSON alone is equal in everything."""
        calculation = made(name)

        assert calculation == Calculation.from_json(calculation.to_json()).recompute()

    def test_shows_its_work_in_both_languages(self, name: str) -> None:
        """There is working in both languages, and our words are of the language that they are said to be."""
        calculation = made(name)
        lines = [*calculation.steps, *calculation.notes]

        assert calculation.steps or calculation.notes
        for line in lines:
            assert line.text("en")
            assert line.text("th")
            assert not THAI.search(line.message.en)
            assert not LATIN.search(CODE.sub("", PLACE.sub("", line.message.th)))
        assert "Message(" not in calculation.text("th")
        assert len(repr(calculation)) < 400

    def test_has_a_title_in_both_languages(self, name: str) -> None:
        """The text is headed by what the calculator is called on paper, before its name in Python."""
        calculation = made(name)

        assert calculation.calculator in TITLES
        assert THAI.search(calculation.title.th)
        assert not THAI.search(calculation.title.en)
        assert calculation.text("th").startswith(f"{calculation.title.th} ({calculation.calculator}) = ")

    def test_what_is_rounded_is_listed(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where a number is no longer what it was before it was rounded, a rounding says so."""
        changed: list[Ratio] = []
        unwatched = round_ratio

        def watched(ratio: Ratio, *, rounding: Rounding) -> int:
            rounded = unwatched(ratio, rounding=rounding)
            if rounded * ratio.denominator != ratio.numerator:
                changed.append(ratio)
            return rounded

        for module in list(sys.modules.values()):
            if getattr(module, "round_ratio", None) is unwatched:
                monkeypatch.setattr(module, "round_ratio", watched)
        calculation = made(name)

        assert bool(changed) <= bool(calculation.roundings)
        assert all(each.exact != each.value for each in calculation.roundings)

    def test_signature_says_what_comes_back(self, name: str) -> None:
        """What help, inspect and the documentation read names the calculation, not the bare value."""
        function = getattr(c, name)

        assert inspect.signature(function).return_annotation.startswith("Calculation[")
        assert inspect.signature(function).return_annotation == function.__annotations__["return"]
        assert "sheet" not in function.__annotations__

    def test_shows_in_a_notebook(self, name: str) -> None:
        """The HTML holds each line of the text of both languages and asks nobody for anything."""
        calculation = made(name)
        html = calculation._repr_html_()

        assert len(calculation.text("th").splitlines()) == html.count("<tr>")
        assert "src=" not in html
        assert "href=" not in html

    def test_wrong_input_is_one_named_error(self, name: str) -> None:
        """Whatever is wrong in one argument, it is used and can be recorded, or one bilingual error names it."""
        function, example = getattr(c, name), EXAMPLES[name]
        given = inspect.signature(function).bind(*example.args, **example.kwargs).arguments
        for argument in inspect.signature(function).parameters:
            for wrong in WRONG:
                try:
                    calculation = function(**{**given, argument: wrong})
                except SsoplanError as error:
                    assert THAI.search(error.text("th"))
                    assert set() == english_in_thai(error, wrong)
                    assert not error.text("en")[0].isspace()
                else:
                    assert calculation.text("th")
                    assert calculation == Calculation.from_json(calculation.to_json())
