"""Projects: weights of their indicators, and rows whose one cell holds several figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.model import BudgetStatus, Indicator, Plan, Project, ProjectKind, Trace
from ssoplan.rules.facts import DAMAGED, MISSING, Absent, Row, Subject, derived, stored
from ssoplan.rules.subjects._reading import known, total, whole_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COMPOSITE", "PROJECT", "composites", "projects"]


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


PROJECT = Subject(
    "project",
    Message(en="project or routine work", th="งานหรือโครงการ"),
    (
        stored("number", "int", en="number", th="ลำดับที่"),
        stored("strategy", "int", en="strategy", th="ยุทธศาสตร์ที่"),
        stored("title_th", "text", en="title", th="ชื่อ"),
        stored("kind", "enum", values=[k.value for k in ProjectKind], en="kind", th="ประเภทงาน"),
        stored("budget", "money", en="budget", th="งบประมาณ"),
        stored("budget_status", "enum", values=[s.value for s in BudgetStatus], en="what is said of the budget", th="สถานะงบประมาณ"),
        stored("national_strategy", "int", en="national strategy in the remark", th="ยุทธศาสตร์ชาติในหมายเหตุ"),
        stored("master_plan", "int", en="master-plan issue in the remark", th="แผนแม่บทในหมายเหตุ"),
        derived("indicators", "int", _count, en="indicators", th="จำนวนตัวชี้วัด"),
        derived("weighted_indicators", "int", _weighted, en="indicators with a weight", th="จำนวนตัวชี้วัดที่มีน้ำหนัก"),
        derived("weights", "many[number]", _weights, unit="percent", en="weights of the indicators", th="น้ำหนักตัวชี้วัด"),
        derived("weight_total", "number", _weight_total, unit="percent", en="sum of the weights", th="ผลรวมน้ำหนัก"),
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


COMPOSITE = Subject(
    "composite",
    Message(en="series of a row that prints several figures in a cell", th="ชุดตัวเลขของแถวที่พิมพ์หลายค่าในช่องเดียว"),
    (
        derived("series", "text", lambda e: e.series.unit_th, en="unit of the series", th="หน่วยนับของชุดตัวเลข"),
        derived("total", "number", lambda e: known(e.series, "target"), en="printed total", th="ยอดรวมที่พิมพ์"),
        derived("months_total", "number", lambda e: _months_total(e.series), en="sum of the months", th="ผลรวมรายเดือน"),
        derived("sub_row_target", "number", lambda e: known(e.sub_row, "target"), en="target of the sub-row", th="เป้าหมายของแถวย่อย"),
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
