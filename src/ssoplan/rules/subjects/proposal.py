"""Proposals: sections, signatures, durations, budgets and their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calendar import Year
from ssoplan.errors import Message
from ssoplan.model import ApprovalRole, CostLine, ProjectBudget, Proposal, Trace
from ssoplan.rules.facts import MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._reading import known, total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssoplan.money import Baht

__all__ = ["BUDGET", "COST_LINE", "PROPOSAL", "budgets", "cost_lines", "proposals"]


def _section_numbers(proposal: Proposal) -> Any:
    return tuple(section.number for section in proposal.sections)


def _missing_sections(proposal: Proposal) -> Any:
    numbers = _section_numbers(proposal)
    if not numbers:
        return MISSING
    return tuple(n for n in range(1, max(numbers) + 1) if n not in numbers)


def _as_text(read: Any) -> Any:
    def text(proposal: Proposal) -> Any:
        numbers = read(proposal)
        return numbers if isinstance(numbers, Absent) else ", ".join(map(str, numbers))

    return text


def _official(role: ApprovalRole) -> Any:
    def read(proposal: Proposal) -> Any:
        found = [a for a in proposal.approvals if a.role is role]
        return known(found[0], "official") if found else MISSING

    return read


def _position(role: ApprovalRole) -> Any:
    def read(proposal: Proposal) -> Any:
        found = [a for a in proposal.approvals if a.role is role]
        return known(found[0], "position_th") if found else MISSING

    return read


def _duration(side: str) -> Any:
    def read(proposal: Proposal) -> Any:
        duration = known(proposal, "duration")
        return duration if isinstance(duration, Absent) else getattr(duration, side)

    return read


def _months(proposal: Proposal) -> Any:
    duration = known(proposal, "duration")
    return duration if isinstance(duration, Absent) else len(duration.months)


def _year_day(side: str) -> Any:
    return lambda proposal: MISSING if proposal.year is None else getattr(proposal.year, side)


def _last_columns(proposal: Proposal) -> Any:
    columns = tuple(step.last_column for step in proposal.work_plan if step.last_column is not None)
    return columns or MISSING


PROPOSAL = Subject(
    "proposal",
    Message(en="proposal", th="แบบเสนอโครงการ"),
    (
        derived("sections", "int", lambda p: len(p.sections), en="sections printed", th="จำนวนหัวข้อที่พิมพ์"),
        derived("section_numbers", "many[int]", _section_numbers, en="section numbers", th="เลขหัวข้อ"),
        derived("last_section", "int", lambda p: max(_section_numbers(p), default=MISSING), en="last section number", th="เลขหัวข้อสุดท้าย"),
        derived("missing_sections", "many[int]", _missing_sections, en="section numbers that are missing", th="เลขหัวข้อที่ขาด"),
        derived("missing_sections_text", "text", _as_text(_missing_sections), en="sections missing", th="หัวข้อที่ขาด"),
        derived("proposer", "text", _official(ApprovalRole.PROPOSER), en="proposer", th="ผู้เสนอ"),
        derived("endorser", "text", _official(ApprovalRole.ENDORSER), en="endorser", th="ผู้เห็นชอบ"),
        derived("approver", "text", _official(ApprovalRole.APPROVER), en="approver", th="ผู้อนุมัติ"),
        derived("approver_position", "text", _position(ApprovalRole.APPROVER), en="position of the approver", th="ตำแหน่งผู้อนุมัติ"),
        derived("start", "date", _duration("start"), en="first day of the project", th="วันแรกของโครงการ"),
        derived("end", "date", _duration("end"), en="last day of the project", th="วันสุดท้ายของโครงการ"),
        derived("months", "int", _months, unit="month", en="length in months", th="ระยะเวลาเป็นเดือน"),
        derived("year_start", "date", _year_day("start"), en="first day of the funding year", th="วันแรกของปีที่ให้เงิน"),
        derived("year_end", "date", _year_day("end"), en="last day of the funding year", th="วันสุดท้ายของปีที่ให้เงิน"),
        derived("month_columns", "int", lambda p: len(p.month_columns) or MISSING, en="month columns", th="จำนวนคอลัมน์เดือน"),
        derived("bar_ends", "many[int]", _last_columns, en="columns in which the bars end", th="คอลัมน์ที่แท่งสิ้นสุด"),
    ),
)  # fmt: skip


@attrs.frozen
class BudgetIn:
    """A budget with the year of its proposal."""

    budget: ProjectBudget
    year: Year | None

    @property
    def trace(self) -> Trace | None:
        return self.budget.trace


def _lines_total(each: BudgetIn) -> Any:
    return total(known(line, "amount") for line in each.budget.lines)


def _exact_total(each: BudgetIn) -> Any:
    return total(_expected(line) for line in each.budget.lines)


BUDGET = Subject(
    "budget",
    Message(en="budget of a proposal", th="งบประมาณโครงการ"),
    (
        derived("total", "money", lambda e: known(e.budget, "total"), en="total", th="ยอดรวม"),
        derived("lines", "int", lambda e: len(e.budget.lines), en="cost lines", th="จำนวนรายการค่าใช้จ่าย"),
        derived("lines_total", "money", _lines_total, en="sum of the cost lines", th="ผลรวมรายการค่าใช้จ่าย"),
        derived("formulas_total", "money", _exact_total, en="sum of the lines' formulas", th="ผลรวมตามสูตร"),
        derived("funding_source", "text", lambda e: e.budget.funding_source.value, en="funding source", th="แหล่งเงิน"),
    ),
)  # fmt: skip


def _expected(line: CostLine) -> Any:
    """Return the unit rate times the quantities, exactly; missing where the line prints no formula."""
    rate, quantities = known(line, "rate"), known(line, "quantities")
    for part in (rate, quantities):
        if isinstance(part, Absent):
            return part
    if not quantities:
        return MISSING
    amount: Baht = rate
    for quantity in quantities:
        if not isinstance(quantity.count, int):
            return MISSING
        amount = amount * quantity.count
    return amount


def _times(unit_th: str) -> Any:
    def read(line: CostLine) -> Any:
        counts = [q.count for q in line.quantities if q.unit_th == unit_th]
        return counts[0] if len(counts) == 1 else MISSING

    return read


COST_LINE = Subject(
    "cost_line",
    Message(en="cost line of a budget", th="รายการค่าใช้จ่าย"),
    (
        derived("name", "text", lambda line: line.name_th, en="name", th="รายการ"),
        derived("key", "text", lambda line: known(line, "key"), en="kind of cost", th="ประเภทค่าใช้จ่าย"),
        derived("amount", "money", lambda line: known(line, "amount"), en="amount", th="จำนวนเงิน"),
        derived("rate", "money", lambda line: known(line, "rate"), en="unit rate", th="อัตราต่อหน่วย"),
        derived("expected", "money", _expected, en="rate times quantities", th="อัตราคูณปริมาณ"),
        derived("times_per_month", "int", _times("ครั้ง/เดือน"), en="times a month", th="ครั้งต่อเดือน"),
    ),
)  # fmt: skip


def proposals(document: object) -> Iterator[Row]:
    """Yield the proposal, if the document is one."""
    if isinstance(document, Proposal):
        yield Row("$", document, document.title_th)


def budgets(document: object) -> Iterator[Row]:
    """Yield the budget of a proposal."""
    if isinstance(document, Proposal) and document.budget is not None:
        yield Row("$.budget", BudgetIn(document.budget, document.year), document.budget.item_th or "งบประมาณ")


def cost_lines(document: object) -> Iterator[Row]:
    """Yield the cost lines of a proposal's budget."""
    if isinstance(document, Proposal) and document.budget is not None:
        for i, line in enumerate(document.budget.lines):
            yield Row(f"$.budget.lines[{i}]", line, line.name_th)
