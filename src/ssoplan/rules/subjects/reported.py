"""Figures that a plan reports of earlier years: shares with their parts, totals with their parts, results and targets."""

from __future__ import annotations

import math
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.model import Figure, Indicator, OfficeTable, Plan, TotalMeaning
from ssoplan.rules.facts import MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._activity import Activity, activity_of
from ssoplan.rules.subjects._reading import PERSON_UNITS_TH, known, total
from ssoplan.rules.subjects._words import COUNTED, SHARES
from ssoplan.rules.subjects.indicator import indicator_lists
from ssoplan.rules.subjects.office_table import OfficeRowIn, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "DISTRIBUTION",
    "INSURED_RESULTS",
    "SHARE",
    "STATED_RESULT",
    "TARGET_RESULT",
    "distributions",
    "shares",
    "stated_results",
    "target_results",
]

IN_MILLIONS_TH = "ล้าน"
PERCENT_DECIMALS = "rounding.percent_decimals"
MILLION = 1_000_000
"""What the word ล้าน means."""

_SHARES = (  # basis, part, whole, printed percentage
    ("achievement", "elderly_employed_result", "elderly_employed_target", "elderly_employed_percent"),
    ("achievement", "e_payment_establishments_paying", "e_payment_establishments_total", "e_payment_establishments_percent"),
    ("achievement", "covid_vaccine_phase_1_doses", "covid_vaccine_phase_1_received", "covid_vaccine_phase_1_percent"),
    ("achievement", "covid_vaccine_phase_2_doses", "covid_vaccine_phase_2_received", "covid_vaccine_phase_2_percent"),
    ("achievement", "covid_vaccine_phase_3_doses", "covid_vaccine_phase_3_received", "covid_vaccine_phase_3_percent"),
    ("coverage", "insured_total", "coverage_population", "coverage_percent_of_population"),
    ("coverage", "insured_total", "coverage_labour_force", "coverage_percent_of_labour_force"),
)  # fmt: skip

_OUTTURN = ("outturn_disbursed", "outturn_disbursed_percent")
"""What was spent of a State budget, and that in percent of its total."""

_STATED = (  # result, the target printed beside it, and what both are of
    ("coverage_change_percent", "coverage_planned_change_percent", "การเปลี่ยนแปลงของสัดส่วนผู้ประกันตนในกำลังแรงงาน"),
    ("coverage_percent_of_labour_force", "coverage_master_plan_minimum_percent", "สัดส่วนผู้ประกันตนในกำลังแรงงาน เทียบแผนแม่บท"),
    ("satisfaction_percent", "satisfaction_target_percent", "ความพึงพอใจของผู้ประกันตน"),
    ("e_payment_establishments_percent", "e_payment_establishments_target_percent", "สถานประกอบการที่จ่ายเงินสมทบผ่านระบบอิเล็กทรอนิกส์"),
)  # fmt: skip

_PHASES = ("covid_vaccine_phase_1_doses", "covid_vaccine_phase_2_doses", "covid_vaccine_phase_3_doses")
_BY_DOSE = ("covid_vaccine_by_dose_first", "covid_vaccine_by_dose_second", "covid_vaccine_by_dose_third")
_BY_NATIONALITY = ("covid_vaccine_by_dose_thai", "covid_vaccine_by_dose_foreign")
_DISTRIBUTIONS = (  # basis, name of the distribution, total, parts
    ("doses", "จำแนกตามระยะ", "covid_vaccine_total_doses", _PHASES),
    ("doses", "จำแนกตามเข็ม", "covid_vaccine_total_doses", _BY_DOSE),
    ("doses", "จำแนกตามสัญชาติ", "covid_vaccine_total_doses", _BY_NATIONALITY),
    ("doses", "ระยะที่ 1 และ 2", "covid_vaccine_printed_phase_1_and_2_doses", _PHASES[:2]),
    ("sections", "ผู้ประกันตนจำแนกตามมาตรา", "insured_total", ("insured_s33", "insured_s39", "insured_s40")),
    ("sections", "ผู้ประกันตนธันวาคมจำแนกตามมาตรา", "insured_dec_2565_total", ("insured_dec_2565_s33", "insured_dec_2565_s39", "insured_dec_2565_s40")),
)  # fmt: skip

INSURED_RESULTS = {
    "s33_39": ("insured_dec_2565_s33", "insured_dec_2565_s39"),
    "s40": ("insured_dec_2565_s40",),
}
"""The figures of the last known number of insured persons, by sections of the act."""
_S33_39, _S40 = INSURED_RESULTS["s33_39"], INSURED_RESULTS["s40"]
_RESULTS: tuple[tuple[str, tuple[str, ...], str | None], ...] = (  # words of the indicator, result, earlier target
    ("จ่ายเงินสมทบกองทุนประกันสังคมผ่านระบบอิเล็กทรอนิกส์", ("e_payment_establishments_percent",), "e_payment_establishments_target_percent"),
    ("จำนวนผู้ประกันตน ตามมาตรา 33, 39", _S33_39, None),
    ("จำนวนลูกจ้างผู้ประกันตนมีสิทธิได้รับสิทธิประโยชน์", _S33_39, None),
    ("จำนวนผู้ประกันตนตามมาตรา 40", _S40, None),
    ("จำนวนแรงงานนอกระบบที่เข้าสู่ระบบประกันสังคมมาตรา 40", _S40, None),
)  # fmt: skip
_OF_ACTIVITIES = {
    Activity.SDU: "network_members_served_by_mobile_units",
    Activity.LEADER_TRAINING: "network_members_trained",
    Activity.VISIT: "disabled_visited_persons",
}


class _Figures:
    """The figures of one list by key; several of one key are none, as they cannot be told apart."""

    def __init__(self, path: str, figures: tuple[Figure, ...]) -> None:
        self.path = path
        self._by_key: dict[str, Figure | None] = {}
        for figure in figures:
            self._by_key[figure.key] = None if figure.key in self._by_key else figure

    def __contains__(self, key: str) -> bool:
        return self._by_key.get(key) is not None

    def __getitem__(self, key: str) -> Any:
        """Return a figure in whole units: 24.21 ล้านคน is 24,210,000."""
        figure = self._by_key.get(key)
        value = known(figure, "value")
        if figure is None or isinstance(value, Absent | str):
            return MISSING if isinstance(value, str) else value
        return value * MILLION if (figure.unit_th or "").startswith(IN_MILLIONS_TH) else value


def _figures(document: object) -> Iterator[_Figures]:
    if not isinstance(document, Plan):
        return
    yield _Figures("$.figures", document.figures)
    for i, plan in enumerate(document.spending_plans):
        yield _Figures(f"$.spending_plans[{i}].figures", plan.figures)


@attrs.frozen(kw_only=True)
class Share:
    """A part, what it is a part of, and the percentage printed."""

    basis: str
    part: Any
    whole: Any
    percent: Any
    trace: None = None


def _computed(each: Share) -> Any:
    absent = next((value for value in (each.part, each.whole) if isinstance(value, Absent)), None)
    if absent is not None:
        return absent
    return Fraction(each.part) * 100 / Fraction(each.whole) if each.whole else MISSING


def _rounded(each: Share, parameters: Mapping[str, Any]) -> Any:
    """Return the computed percentage rounded half up, as it would be printed."""
    computed, decimals = _computed(each), parameters[PERCENT_DECIMALS]
    absent = next((value for value in (computed, decimals) if isinstance(value, Absent)), None)
    if absent is not None:
        return absent
    step = 10**decimals
    return Fraction(math.floor(computed * step + Fraction(1, 2)), step)


SHARE = Subject(
    "share",
    Message(en="printed percentage with its figures", th="ร้อยละที่พิมพ์พร้อมตัวเลขที่มา"),
    (
        derived("basis", "enum", attrgetter("basis"), values=SHARES, en="kind of percentage", th="ประเภทร้อยละ"),
        derived("part", "number", attrgetter("part"), en="part", th="ส่วน"),
        derived("whole", "number", attrgetter("whole"), en="whole", th="ทั้งหมด"),
        derived("percent", "number", attrgetter("percent"), unit="percentage_point", decimals=2, en="printed percentage", th="ร้อยละที่พิมพ์"),
        derived("computed", "number", _computed, unit="percentage_point", en="part of whole in percent", th="ร้อยละที่คำนวณ"),
        derived("rounded", "number", _rounded, reads=[PERCENT_DECIMALS], unit="percentage_point", decimals=2, en="the same as it would be printed", th="ร้อยละที่คำนวณ ปัดเศษตามที่พิมพ์"),
    ),
)  # fmt: skip


@attrs.frozen(kw_only=True)
class StatedResult:
    """A percentage that running text reports, with the target printed beside it."""

    result: Any
    target: Any
    trace: None = None


STATED_RESULT = Subject(
    "stated_result",
    Message(en="reported percentage and its target", th="ร้อยละที่รายงานพร้อมเป้าหมาย"),
    (
        derived("result", "number", attrgetter("result"), unit="percentage_point", decimals=2, en="reported percentage", th="ร้อยละที่รายงาน"),
        derived("target", "number", attrgetter("target"), unit="percentage_point", decimals=2, en="target beside it", th="เป้าหมายที่พิมพ์เคียงกัน"),
    ),
)  # fmt: skip


@attrs.frozen(kw_only=True)
class Distribution:
    """A printed total and the parts printed beside it."""

    basis: str
    name: str
    total: Any
    parts: Any
    trace: None = None


def _person_gap(each: Distribution) -> Any:
    parts = total(each.parts)
    absent = next((value for value in (each.total, parts) if isinstance(value, Absent)), None)
    if absent is not None or each.basis != "sections":
        return MISSING if absent is None else absent
    return parts - each.total


DISTRIBUTION = Subject(
    "distribution",
    Message(en="printed total with its parts", th="ยอดรวมที่พิมพ์พร้อมส่วนย่อย"),
    (
        derived("basis", "enum", attrgetter("basis"), values=COUNTED, en="what is counted", th="สิ่งที่นับ"),
        derived("name", "text", attrgetter("name"), en="distribution", th="การจำแนก"),
        derived("total", "number", attrgetter("total"), en="printed total", th="ยอดรวมที่พิมพ์"),
        derived("parts_total", "number", lambda e: total(e.parts), en="sum of the parts", th="ผลรวมส่วนย่อย"),
        derived("person_gap", "number", _person_gap, unit="person", en="persons that the parts lack or exceed", th="จำนวนคนที่ส่วนย่อยขาดหรือเกิน"),
    ),
)  # fmt: skip


@attrs.frozen(kw_only=True)
class TargetResult:
    """A target with the last result that is printed for the same thing, and with the target before."""

    target: Any
    result: Any
    earlier_target: Any = MISSING
    trace: None = None


TARGET_RESULT = Subject(
    "target_result",
    Message(en="target and last result", th="เป้าหมายกับผลล่าสุด"),
    (
        derived("target", "number", attrgetter("target"), en="target", th="เป้าหมาย"),
        derived("last_result", "number", attrgetter("result"), en="last result", th="ผลล่าสุด"),
        derived("earlier_target", "number", attrgetter("earlier_target"), en="target of the year before", th="เป้าหมายปีก่อน"),
    ),
)  # fmt: skip


def shares(document: object) -> Iterator[Row]:
    """Yield the printed percentages of a plan whose part and whole are printed too."""
    for figures in _figures(document):
        for basis, part, whole, percent in _SHARES:
            if percent in figures:
                share = Share(basis=basis, part=figures[part], whole=figures[whole], percent=figures[percent])
                yield Row(f"{figures.path}[?@.key=='{percent}']", share, percent)
    for i, plan in enumerate(document.spending_plans if isinstance(document, Plan) else ()):
        figures = _Figures(f"$.spending_plans[{i}].figures", plan.figures)
        part, percent = _OUTTURN
        if percent in figures:
            whole = known(plan, "total")
            share = Share(
                basis="achievement",
                part=figures[part],
                whole=whole if isinstance(whole, Absent) else whole.baht,
                percent=figures[percent],
            )
            yield Row(f"{figures.path}[?@.key=='{percent}']", share, percent)


def stated_results(document: object) -> Iterator[Row]:
    """Yield the percentages of a plan's running text that have a target beside them."""
    for figures in _figures(document):
        for result, target, name in _STATED:
            if result in figures and target in figures:
                stated = StatedResult(result=figures[result], target=figures[target])
                yield Row(f"{figures.path}[?@.key=='{result}']", stated, name)


def distributions(document: object) -> Iterator[Row]:
    """Yield the printed totals of a plan whose parts are printed too."""
    for figures in _figures(document):
        for basis, name, whole, parts in _DISTRIBUTIONS:
            if whole in figures:
                value = Distribution(
                    basis=basis, name=name, total=figures[whole], parts=[figures[part] for part in parts]
                )
                yield Row(f"{figures.path}[?@.key=='{whole}'||@.key=='{parts[0]}']", value, name)


def target_results(document: object) -> Iterator[Row]:
    """Yield the targets of a plan or office table for which an earlier result is printed."""
    if isinstance(document, Plan):
        yield from _of_strategies(document)
        yield from _of_figures(document)
    for path, table in tables(document):
        result, earlier = _column(table, "result_"), _column(table, "target_")
        if result is None or table.follows is not TotalMeaning.LAST:
            continue
        for i, row in enumerate(table.rows):
            each = OfficeRowIn(row, table)
            value = TargetResult(
                target=each.value("dec"),
                result=each.value(result),
                earlier_target=MISSING if earlier is None else each.value(earlier),
            )
            yield Row(f"{path}.rows[{i}]", value, row.label_th or row.office.name_th)


def _column(table: OfficeTable, prefix: str) -> str | None:
    """Return the column of the year before: its key is the prefix and that year."""
    return next((key for key in table.column_keys if key.startswith(prefix)), None)


def _of_strategies(plan: Plan) -> Iterator[Row]:
    """Yield the indicators of strategies that are among the results, by text and unit."""
    for i, strategy in enumerate(plan.strategies):
        for j, indicator in enumerate(strategy.indicators):
            for result in plan.results:
                same = indicator.unit_th == result.unit_th and (result.text_th or "-") in (
                    indicator.text_th or ""
                )
                if same:
                    value = TargetResult(
                        target=known(indicator, "target"),
                        result=known(result, "result"),
                        earlier_target=known(result, "target"),
                    )
                    yield Row(f"$.strategies[{i}].indicators[{j}]", value, indicator.text_th or "")


def _of_figures(plan: Plan) -> Iterator[Row]:
    figures = _Figures("$.figures", plan.figures)
    for path, indicators, label in indicator_lists(plan):
        for i, indicator in enumerate(indicators):
            keys, earlier = _keys(indicator, label)
            if keys and all(key in figures for key in keys):
                value = TargetResult(
                    target=known(indicator, "target"),
                    result=total(figures[key] for key in keys),
                    earlier_target=figures[earlier] if earlier else MISSING,
                )
                yield Row(f"{path}[{i}]", value, f"{label}: {indicator.text_th}")


def _keys(indicator: Indicator, label: str) -> tuple[tuple[str, ...], str | None]:
    text = indicator.text_th or ""
    for phrase, keys, earlier in _RESULTS:
        if phrase in text:
            return keys, earlier
    activity = activity_of(label) if indicator.unit_th in PERSON_UNITS_TH else None
    return ((_OF_ACTIVITIES[activity],) if activity in _OF_ACTIVITIES else ()), None
