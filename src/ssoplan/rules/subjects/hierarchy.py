"""The plan as a tree: strategies, tactics and programmes with what they declare, and the projects listed under them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.model import BudgetStatus, Plan, Programme, Project, Strategy, Tactic, Trace
from ssoplan.money import Baht
from ssoplan.numerals import from_thai_digits
from ssoplan.rules.facts import MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._reading import known, total
from ssoplan.rules.subjects._words import PARTS
from ssoplan.rules.subjects.project import projects

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "PLAN_PART",
    "PROGRAMME",
    "STRATEGY",
    "TITLE_SPAN",
    "plan_parts",
    "programmes",
    "strategies",
    "title_spans",
]

_SPAN = re.compile(r"\b(25\d\d)\s*[-\u2013]\s*(25\d\d)\b")
_UNFUNDED = (BudgetStatus.NO_BUDGET, BudgetStatus.NOT_ALLOCATED)


@attrs.frozen
class PlanPart:
    """A strategy or a tactic, with the fields that declare and list what it is made of."""

    part: Strategy | Tactic
    child: str

    @property
    def trace(self) -> Trace | None:
        return self.part.trace


def _listed(each: PlanPart) -> Any:
    children = known(each.part, f"{each.child}s")
    return children if isinstance(children, Absent) else len(children)


PLAN_PART = Subject(
    "plan_part",
    Message(en="strategy or tactic with its parts", th="ยุทธศาสตร์หรือกลยุทธ์กับส่วนย่อย"),
    (
        derived("child", "enum", lambda e: e.child, values=PARTS, en="what it is made of", th="ชนิดของส่วนย่อย"),
        derived("declared", "int", lambda e: known(e.part, f"declared_{e.child}s"), en="number declared", th="จำนวนที่แจ้ง", low=0),
        derived("listed", "int", _listed, en="number listed", th="จำนวนที่ระบุ", low=0),
    ),
)  # fmt: skip


@attrs.frozen
class StrategyIn:
    """A strategy with the plan that it stands in."""

    strategy: Strategy
    plan: Plan

    @property
    def trace(self) -> Trace | None:
        return self.strategy.trace

    @property
    def projects(self) -> tuple[Project, ...]:
        return tuple(p for p in self.plan.projects if p.strategy == self.strategy.number)


def _missing_numbers(each: StrategyIn) -> Any:
    numbers = {project.number for project in each.projects}
    return tuple(n for n in range(1, max(numbers, default=0) + 1) if n not in numbers)


def _budget(project: Project) -> Any:
    """Return the money of a project; none where the plan says in words that it has none."""
    budget = known(project, "budget")
    return Baht(0) if budget is MISSING and project.budget_status in _UNFUNDED else budget


def _budgets_total(each: StrategyIn) -> Any:
    return total(_budget(project) for project in each.projects)


def _allocated(each: StrategyIn) -> Any:
    for allocation in each.plan.allocations:
        for share in allocation.by_strategy if allocation.year == each.plan.year else ():
            if share.strategy == each.strategy.number:
                return known(share, "amount")
    return MISSING


STRATEGY = Subject(
    "strategy",
    Message(en="strategy of a plan", th="ยุทธศาสตร์ของแผน"),
    (
        derived("number", "int", lambda e: e.strategy.number, en="number", th="ยุทธศาสตร์ที่"),
        derived("projects", "int", lambda e: len(e.projects), en="number of projects listed", th="จำนวนงาน/โครงการที่ระบุ", low=0),
        derived("highest_number", "int", lambda e: max((p.number for p in e.projects), default=MISSING), en="highest number of a project", th="ลำดับสูงสุด"),
        derived("missing_numbers", "many[int]", _missing_numbers, en="missing project numbers", th="ลำดับที่ขาด"),
        derived("budgets_total", "money", _budgets_total, en="sum of the projects' budgets", th="ผลรวมงบประมาณของงาน/โครงการ"),
        derived("allocated", "money", _allocated, en="allocation of the strategy", th="เงินจัดสรรของยุทธศาสตร์"),
    ),
)  # fmt: skip


@attrs.frozen
class ProgrammeIn:
    """A programme with its tactic and the plan that it stands in."""

    programme: Programme
    tactic: Tactic
    plan: Plan

    @property
    def trace(self) -> Trace | None:
        return self.programme.trace


def _programme_projects(each: ProgrammeIn) -> int:
    place = (each.tactic.code, each.programme.number)
    return sum((project.tactic, project.programme) == place for project in each.plan.projects)


def _placed_projects(each: ProgrammeIn) -> int:
    return sum(project.programme is not None for project in each.plan.projects)


PROGRAMME = Subject(
    "programme",
    Message(en="programme of a tactic", th="แผนงานของกลยุทธ์"),
    (
        derived("tactic", "text", lambda e: e.tactic.code, en="tactic", th="กลยุทธ์"),
        derived("number", "int", lambda e: e.programme.number, en="number within the tactic", th="แผนงานที่"),
        derived("projects", "int", _programme_projects, en="number of projects under the programme", th="จำนวนงาน/โครงการของแผนงาน", low=0),
        derived("placed_projects", "int", _placed_projects, en="number of the plan's projects that name a programme", th="จำนวนงาน/โครงการของแผนที่ระบุแผนงาน", low=0),
    ),
)  # fmt: skip


@attrs.frozen
class TitleSpan:
    """A span of years in the title of a project, with the BE year of the plan."""

    first: int
    last: int
    plan_year: int | None


TITLE_SPAN = Subject(
    "title_span",
    Message(en="span of years in the title of a project", th="ช่วงปีในชื่องาน/โครงการ"),
    (
        derived("first", "civil_year", lambda e: e.first, en="first year", th="ปีแรก"),
        derived("last", "civil_year", lambda e: e.last, en="last year", th="ปีสุดท้าย"),
        derived("plan_year", "civil_year", lambda e: e.plan_year, en="year of the plan", th="ปีของแผน"),
    ),
)  # fmt: skip


def plan_parts(document: object) -> Iterator[Row]:
    """Yield the strategies and tactics of a plan, each with what it declares and lists."""
    for i, strategy in enumerate(document.strategies if isinstance(document, Plan) else ()):
        path = f"$.strategies[{i}]"
        yield Row(path, PlanPart(strategy, "tactic"), f"ยุทธศาสตร์ที่ {strategy.number}")
        for j, tactic in enumerate(strategy.tactics):
            yield Row(f"{path}.tactics[{j}]", PlanPart(tactic, "programme"), f"กลยุทธ์ที่ {tactic.code}")


def strategies(document: object) -> Iterator[Row]:
    """Yield the strategies of a plan."""
    if isinstance(document, Plan):
        for i, strategy in enumerate(document.strategies):
            yield Row(f"$.strategies[{i}]", StrategyIn(strategy, document), f"ยุทธศาสตร์ที่ {strategy.number}")


def programmes(document: object) -> Iterator[Row]:
    """Yield the programmes of a plan's tactics."""
    if not isinstance(document, Plan):
        return
    for i, strategy in enumerate(document.strategies):
        for j, tactic in enumerate(strategy.tactics):
            for k, programme in enumerate(tactic.programmes):
                path = f"$.strategies[{i}].tactics[{j}].programmes[{k}]"
                label = f"แผนงานที่ {tactic.code}/{programme.number} {programme.name_th}"
                yield Row(path, ProgrammeIn(programme, tactic, document), label)


def title_spans(document: object) -> Iterator[Row]:
    """Yield the spans of years that titles of projects print, such as (2564 - 2566)."""
    for path, project, label in projects(document):
        title = known(project, "title_th")
        found = None if isinstance(title, Absent) else _SPAN.search(from_thai_digits(title))
        if found and isinstance(document, Plan):
            year = None if document.year is None else document.year.be
            yield Row(f"{path}.title_th", TitleSpan(int(found[1]), int(found[2]), year), label)
