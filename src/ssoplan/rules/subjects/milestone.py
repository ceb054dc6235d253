"""Explained levels of an indicator: when the table reaches them, when the explanation says, which scale they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calculators.patterns import PERCENT_UNIT_TH
from ssoplan.calendar import Year
from ssoplan.calendar._names import month_name
from ssoplan.errors import Message
from ssoplan.model import Indicator, MilestoneLevel, Plan, Trace
from ssoplan.rules.facts import MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._reading import known, whole_cells
from ssoplan.rules.subjects._words import WORKS
from ssoplan.rules.subjects.project import projects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["MILESTONES", "milestones"]

LARGE_STEPS, LARGE_MONTHS = "construction.large_progress", "construction.large_months"
SMALL_STEPS = "construction.small_progress"
_WORKS = (("ความสำเร็จของการก่อสร้างและปรับปรุง", "large"), ("ความสำเร็จงานเพื่อตัดแปลง", "small"))


@attrs.frozen
class MilestonesIn:
    """An indicator with explained levels, in a plan for a year."""

    indicator: Indicator
    year: Year | None

    @property
    def trace(self) -> Trace | None:
        return self.indicator.trace


def _levels(each: MilestonesIn) -> Any:
    levels = known(each.indicator, "levels")
    return levels if isinstance(levels, Absent) else tuple(level.level for level in levels)


def _due(level: MilestoneLevel) -> int | None:
    """Return the calendar month by which a level is due, also where the explanation names the month only."""
    if level.due is not None:
        return level.due.number
    names = (number for number in range(1, 13) if level.due_th == month_name(number).th)
    return next(names, None)


def _dated(each: MilestonesIn) -> Any:
    levels = known(each.indicator, "levels")
    if isinstance(levels, Absent):
        return levels
    return tuple((level, due) for level in levels if (due := _due(level)) is not None)


def _due_months(each: MilestonesIn) -> Any:
    dated = _dated(each)
    return dated if isinstance(dated, Absent) else tuple(due for _, due in dated)


def _planned_months(each: MilestonesIn) -> Any:
    """Return, for each dated level, the calendar month of the first cell that reaches it."""
    dated, cells = _dated(each), whole_cells(each.indicator)
    absent = next((value for value in (dated, cells) if isinstance(value, Absent)), None)
    if absent is not None:
        return absent
    if each.year is None or len(cells) != len(each.year.months):
        return MISSING
    reached = [
        next((month.number for month, cell in zip(each.year.months, cells, strict=True) if cell and cell >= level.level), None)
        for level, _ in dated
    ]  # fmt: skip
    return MISSING if None in reached else tuple(reached)


def _off(lang: str) -> Any:
    def text(each: MilestonesIn) -> Any:
        planned, dated = _planned_months(each), _dated(each)
        if isinstance(planned, Absent):
            return planned
        pairs = [(level, due, at) for (level, due), at in zip(dated, planned, strict=True) if due != at]
        if lang == "th":
            said = (
                f"{level.level}: ตาราง{month_name(at).th} คำอธิบาย{month_name(due).th}"
                for level, due, at in pairs
            )
        else:
            said = (
                f"{level.level}: {month_name(at).en}, explained {month_name(due).en}"
                for level, due, at in pairs
            )
        return "; ".join(said)

    return text


def _works(each: MilestonesIn) -> Any:
    if each.indicator.unit_th != PERCENT_UNIT_TH:
        return MISSING
    text = known(each.indicator, "text_th")
    if isinstance(text, Absent):
        return text
    return next((works for phrase, works in _WORKS if phrase in text), MISSING)


def _scale(each: MilestonesIn, parameters: Mapping[str, Any]) -> Any:
    works = _works(each)
    if isinstance(works, Absent):
        return works
    return tuple(parameters[LARGE_STEPS].values()) if works == "large" else tuple(parameters[SMALL_STEPS])


def _odd_steps(each: MilestonesIn, parameters: Mapping[str, Any]) -> Any:
    """Return steps explained that are not of the scale, and its steps that are not explained.

    Of the large scale only the steps with a month have to be explained.
    """
    scale, levels = _scale(each, parameters), _levels(each)
    absent = next((value for value in (scale, levels) if isinstance(value, Absent)), None)
    if absent is not None:
        return absent
    needed = _months_of_steps(parameters) if _works(each) == "large" else scale
    others = tuple(level for level in levels if level not in scale)
    return (*others, *(step for step in needed if step not in levels))


def _months_of_steps(parameters: Mapping[str, Any]) -> dict[Any, int]:
    steps, months = parameters[LARGE_STEPS], parameters[LARGE_MONTHS]
    return {steps[name]: months[name] for name in months}


def _step_months(each: MilestonesIn) -> Any:
    works = _works(each)
    return works if isinstance(works, Absent) else (_due_months(each) if works == "large" else ())


def _scale_months(each: MilestonesIn, parameters: Mapping[str, Any]) -> Any:
    """Return the scale's month for each dated step; for a step that the scale does not date, the explained one."""
    works, dated = _works(each), _dated(each)
    absent = next((value for value in (works, dated) if isinstance(value, Absent)), None)
    if absent is not None or works == "small":
        return () if absent is None else absent
    months = _months_of_steps(parameters)
    return tuple(months.get(level.level, due) for level, due in dated)


MILESTONES = Subject(
    "milestones",
    Message(en="explained levels of an indicator", th="คำอธิบายระดับของตัวชี้วัด"),
    (
        derived("levels", "many[number]", _levels, en="explained levels", th="ระดับที่อธิบาย"),
        derived("due_months", "many[int]", _due_months, unit="month_of_year", low=1, high=12, en="months of the explanation", th="เดือนตามคำอธิบาย"),
        derived("planned_months", "many[int]", _planned_months, unit="month_of_year", low=1, high=12, en="months in which the table reaches the same levels", th="เดือนที่ตารางถึงระดับเดียวกัน"),
        derived("off_en", "text", _off("en"), en="levels of other months", th="ระดับที่เดือนไม่ตรง (อังกฤษ)"),
        derived("off_th", "text", _off("th"), en="levels of other months (Thai)", th="ระดับที่เดือนไม่ตรง"),
        derived("works", "enum", _works, values=WORKS, en="size of the construction works", th="ขนาดงานก่อสร้าง"),
        derived("odd_steps", "many[number]", _odd_steps, reads=[LARGE_STEPS, LARGE_MONTHS, SMALL_STEPS], en="steps that are missing or not of the scale", th="ขั้นที่ขาดหรือไม่มีในเกณฑ์"),
        derived("step_months", "many[int]", _step_months, unit="month_of_year", low=1, high=12, en="explained months of the steps", th="เดือนของแต่ละขั้นตามคำอธิบาย"),
        derived("scale_months", "many[int]", _scale_months, reads=[LARGE_STEPS, LARGE_MONTHS], unit="month_of_year", low=1, high=12, en="months of the scale for the same steps", th="เดือนของแต่ละขั้นตามเกณฑ์"),
    ),
)  # fmt: skip


def milestones(document: object) -> Iterator[Row]:
    """Yield the indicators of a plan's projects that have explained levels."""
    if not isinstance(document, Plan):
        return
    for project in projects(document):
        for i, indicator in enumerate(project.value.indicators):
            if indicator.levels:
                text = indicator.text_th or "(ข้อความไม่ชัด)"
                value = MilestonesIn(indicator, document.year)
                yield Row(f"{project.path}.indicators[{i}]", value, f"{project.label}: {text}")
