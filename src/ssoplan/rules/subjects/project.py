"""Projects: weights of their indicators, and rows whose one cell holds several figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.model import BudgetStatus, Indicator, Plan, Project, ProjectKind, Trace
from ssoplan.model.worded import words_of
from ssoplan.rules.facts import DAMAGED, MISSING, Absent, Row, Subject, derived, stored
from ssoplan.rules.subjects._reading import known, ratio, total, whole_cells
from ssoplan.rules.subjects._words import unit_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["COMPOSITE", "PROJECT", "composites", "projects"]

BAHT_UNIT_TH = "บาท"
ITEM_UNIT_TH = "รายการ"
MONTHS = "calendar.months"


def _weights(project: Project) -> Any:
    indicators = known(project, "indicators")
    if isinstance(indicators, Absent):
        return indicators
    weights = tuple(known(indicator, "weight") for indicator in indicators)
    if any(weight is DAMAGED for weight in weights):
        return DAMAGED
    return tuple(weight for weight in weights if weight is not MISSING)


def _weight_total(project: Project) -> Any:
    weights = _weights(project)
    return weights if isinstance(weights, Absent) else total(weights)


def _count(project: Project) -> Any:
    indicators = known(project, "indicators")
    return indicators if isinstance(indicators, Absent) else len(indicators)


def _weighted(project: Project) -> Any:
    weights = _weights(project)
    return weights if isinstance(weights, Absent) else len(weights)


def _with_target(project: Project) -> Any:
    indicators = known(project, "indicators")
    if isinstance(indicators, Absent):
        return indicators
    targets = [known(indicator, "target") for indicator in indicators]
    return DAMAGED if DAMAGED in targets else sum(target is not MISSING for target in targets)


def _planned(project: Project) -> Any:
    """Return the targets in figures of the composite row; of a project without one, of its indicators."""
    rows = known(project, "composite" if project.composite else "indicators")
    if isinstance(rows, Absent):
        return rows
    targets = [known(each, "target") for each in rows]
    if DAMAGED in targets:
        return DAMAGED
    return tuple(target for target in targets if target is not MISSING and not isinstance(target, str))


def _figure(key: str) -> Any:
    def read(project: Project) -> Any:
        found = [figure for figure in project.figures if figure.key == key]
        return known(found[0], "value") if len(found) == 1 else MISSING

    return read


def _item_target(project: Project) -> Any:
    found = [indicator for indicator in project.indicators if indicator.unit_th == ITEM_UNIT_TH]
    return known(found[0], "target") if found else MISSING


def _audit_months(project: Project, parameters: Mapping[str, Any]) -> Any:
    """Return how many months the auditors need for the target at their yearly number of items."""
    needed = (
        _item_target(project),
        _figure("auditors")(project),
        _figure("items_per_auditor_per_year")(project),
    )
    absent = next((value for value in needed if isinstance(value, Absent)), None)
    if absent is not None:
        return absent
    items, auditors, each = needed
    return ratio(items * parameters[MONTHS], auditors * each) if auditors * each else MISSING


PROJECT = Subject(
    "project",
    Message(en="project or routine work", th="งานหรือโครงการ"),
    (
        stored("number", "int", en="number", th="ลำดับที่"),
        stored("strategy", "int", en="strategy", th="ยุทธศาสตร์ที่"),
        stored("title_th", "text", en="title", th="ชื่อ"),
        stored("kind", "enum", values=words_of(ProjectKind), en="kind", th="ประเภทงาน"),
        stored("budget", "money", en="budget", th="งบประมาณ"),
        stored("budget_status", "enum", values=words_of(BudgetStatus), en="what is said of the budget", th="สถานะงบประมาณ"),
        stored("national_strategy", "int", en="national strategy in the remark", th="ยุทธศาสตร์ชาติในหมายเหตุ"),
        stored("master_plan", "int", en="master-plan issue in the remark", th="แผนแม่บทในหมายเหตุ"),
        derived("indicators", "int", _count, low=0, en="indicators", th="จำนวนตัวชี้วัด"),
        derived("weighted_indicators", "int", _weighted, low=0, en="indicators with a weight", th="จำนวนตัวชี้วัดที่มีน้ำหนัก"),
        derived("targeted_indicators", "int", _with_target, en="indicators with a target", th="จำนวนตัวชี้วัดที่มีเป้าหมาย", low=0),
        derived("planned", "many[number]", _planned, en="targets that it plans", th="เป้าหมายที่วางแผนไว้"),
        derived("weights", "many[number]", _weights, unit="percent", en="weights of the indicators", th="น้ำหนักตัวชี้วัด"),
        derived("weight_total", "number", _weight_total, unit="percent", en="sum of the weights", th="ผลรวมน้ำหนัก"),
        derived("auditors", "int", _figure("auditors"), unit="person", low=0, en="auditors", th="จำนวนผู้ตรวจสอบ"),
        derived("items_per_auditor", "int", _figure("items_per_auditor_per_year"), unit="item/person/year", low=0, en="items that an auditor checks in a year", th="จำนวนรายการต่อผู้ตรวจสอบต่อปี"),
        derived("item_target", "number", _item_target, unit="item", en="items to be checked", th="เป้าหมายจำนวนรายการ"),
        derived("audit_months", "number", _audit_months, reads=[MONTHS], unit="month", en="months that the items take", th="จำนวนเดือนที่ต้องใช้ตามเป้าหมาย"),
    ),
)  # fmt: skip


@attrs.frozen
class CompositeIn:
    """One series of a composite row, with the sub-row that repeats it, and the row's other series."""

    series: Indicator
    sub_row: Indicator | None
    project: Project

    @property
    def trace(self) -> Trace | None:
        return self.series.trace


def _months_total(each: Indicator | None) -> Any:
    cells = whole_cells(each) if each is not None else MISSING
    if isinstance(cells, Absent):
        return cells
    return total(cell for cell in cells if cell is not None)


def _totals(each: CompositeIn) -> Any:
    """Return what the months add up to, and the target and months of the sub-row; for money the project's budget."""
    found = [_months_total(each.series), known(each.sub_row, "target"), _months_total(each.sub_row)]
    if each.series.unit_th == BAHT_UNIT_TH:
        budget = known(each.project, "budget")
        found.append(budget if isinstance(budget, Absent) else budget.baht)
    return DAMAGED if DAMAGED in found else tuple(value for value in found if value is not MISSING)


def _series_en(each: CompositeIn) -> Any:
    return MISSING if each.series.unit_th is None else unit_text(each.series.unit_th, "en")


COMPOSITE = Subject(
    "composite",
    Message(en="series of a row that prints several figures in a cell", th="ชุดตัวเลขของแถวที่พิมพ์หลายค่าในช่องเดียว"),
    (
        derived("series", "text", lambda e: e.series.unit_th, en="unit of the series", th="หน่วยนับของชุดตัวเลข"),
        derived("series_en", "text", _series_en, en="unit of the series in English", th="หน่วยนับของชุดตัวเลขเป็นภาษาอังกฤษ"),
        derived("total", "number", lambda e: known(e.series, "target"), en="printed total", th="ยอดรวมที่พิมพ์"),
        derived("months_total", "number", lambda e: _months_total(e.series), en="sum of the months", th="ผลรวมรายเดือน"),
        derived("sub_row_target", "number", lambda e: known(e.sub_row, "target"), en="target of the sub-row", th="เป้าหมายของแถวย่อย"),
        derived("totals", "many[number]", _totals, en="the same total where it is printed or adds up again", th="ยอดเดียวกันที่พิมพ์หรือรวมได้จากที่อื่น"),
        derived("sub_row_total", "number", lambda e: _months_total(e.sub_row), en="sum of the sub-row's months", th="ผลรวมรายเดือนของแถวย่อย"),
    ),
)  # fmt: skip


def projects(document: object) -> Iterator[Row]:
    """Yield the projects of a plan, those in tables of a provincial plan included."""
    if not isinstance(document, Plan):
        return
    for i, project in enumerate(document.projects):
        yield Row(f"$.projects[{i}]", project, _label(project))
    for t, table in enumerate(document.tables):
        for i, project in enumerate(table.projects):
            yield Row(
                f"$.tables[{t}].projects[{i}]", project, project.title_th or f"โครงการที่ {project.number}"
            )


def _label(project: Project) -> str:
    place = (
        f"ยุทธศาสตร์ที่ {project.strategy} ลำดับที่ {project.number}" if project.strategy else f"ที่ {project.number}"
    )
    return f"{place} {project.title_th}" if project.title_th else place


def composites(document: object) -> Iterator[Row]:
    """Yield each series of the composite rows of a plan's projects, with the sub-row of the same unit."""
    for row in projects(document):
        project: Project = row.value
        for j, series in enumerate(project.composite):
            same = [sub for sub in project.indicators if sub.unit_th == series.unit_th]
            sub_row = same[0] if len(same) == 1 else None
            label = f"{row.label}: {series.unit_th}"
            yield Row(f"{row.path}.composite[{j}]", CompositeIn(series, sub_row, project), label)
