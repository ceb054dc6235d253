"""Proposals: sections, signatures, durations, budgets and their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calendar import Year
from ssoplan.errors import Message
from ssoplan.model import ApprovalRole, CostLine, OfficeKind, ProjectBudget, Proposal, Trace
from ssoplan.money import Baht
from ssoplan.rules.facts import DAMAGED, MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._reading import PERSON_UNITS_TH, baht, known, present, total
from ssoplan.rules.subjects._words import SECTIONS
from ssoplan.rules.subjects.office_table import OfficeRowIn, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["BUDGET", "COST_LINE", "PROPOSAL", "budgets", "cost_lines", "proposals"]

MONEY_SUFFIX = "_baht"
RENT = ("sdu.rent.rate", "sdu.rent.times_per_month", "calendar.months")


def _section_numbers(proposal: Proposal) -> Any:
    return tuple(section.number for section in proposal.sections)


def _missing_sections(proposal: Proposal) -> Any:
    numbers = _section_numbers(proposal)
    if not numbers:
        return MISSING
    return tuple(n for n in range(1, max(numbers) + 1) if n not in numbers)


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


def _year_day(side: str) -> Any:
    return lambda proposal: MISSING if proposal.year is None else getattr(proposal.year, side)


def _section_keys(proposal: Proposal) -> Any:
    keys = tuple(known(section, "key") for section in proposal.sections)
    absent = next((key for key in keys if isinstance(key, Absent)), None)
    return tuple(key if key in SECTIONS else "other" for key in keys) if absent is None else absent


_DECIDERS = (ApprovalRole.PROPOSER, ApprovalRole.ENDORSER, ApprovalRole.APPROVER)


def _deciders(proposal: Proposal) -> Any:
    """Return who proposes, endorses and approves, as far as the document says who signs."""
    officials = [known(a, "official") for a in proposal.approvals if a.role in _DECIDERS]
    return DAMAGED if DAMAGED in officials else present(officials)


def _how_many(read: Any) -> Any:
    def count(proposal: Proposal) -> Any:
        found = read(proposal)
        return found if isinstance(found, Absent) else len(found)

    return count


def _different_deciders(proposal: Proposal) -> Any:
    found = _deciders(proposal)
    return found if isinstance(found, Absent) else tuple(dict.fromkeys(found))


def _capacity_not_stated(proposal: Proposal, parameters: Mapping[str, Any]) -> Any:
    """Return the words of the approving capacity that the approver's position lacks."""
    position = _position(ApprovalRole.APPROVER)(proposal)
    if isinstance(position, Absent):
        return position
    return tuple(word for word in parameters["authority.provincial_approval"] if word not in position)


def _provincial(proposal: Proposal) -> Any:
    office = known(proposal, "office")
    return office if isinstance(office, Absent) else office.kind is OfficeKind.PROVINCE


PROPOSAL = Subject(
    "proposal",
    Message(en="proposal", th="แบบเสนอโครงการ"),
    (
        derived("sections", "int", lambda p: len(p.sections), en="number of sections", th="จำนวนหัวข้อที่พิมพ์", low=0),
        derived("form", "text", lambda p: known(p, "form_th"), en="name of the form", th="ชื่อแบบ"),
        derived("section_keys", "many[enum]", _section_keys, values=SECTIONS, en="sections in order", th="หัวข้อตามลำดับ"),
        derived("last_section", "int", lambda p: max(_section_numbers(p), default=MISSING), en="last section number", th="เลขหัวข้อสุดท้าย", low=0),
        derived("missing_sections", "many[int]", _missing_sections, en="missing section numbers", th="เลขหัวข้อที่ขาด"),
        derived("proposer", "text", _official(ApprovalRole.PROPOSER), en="proposer", th="ผู้เสนอ"),
        derived("endorser", "text", _official(ApprovalRole.ENDORSER), en="endorser", th="ผู้เห็นชอบ"),
        derived("approver", "text", _official(ApprovalRole.APPROVER), en="approver", th="ผู้อนุมัติ"),
        derived("approver_position", "text", _position(ApprovalRole.APPROVER), en="position of the approver", th="ตำแหน่งผู้อนุมัติ"),
        derived("deciders", "int", _how_many(_deciders), en="number of signatures of proposer, endorser and approver", th="จำนวนผู้ลงนามเสนอ เห็นชอบ และอนุมัติ", low=0),
        derived("different_deciders", "int", _how_many(_different_deciders), en="number of different officials among them", th="จำนวนคนที่ไม่ซ้ำกัน", low=0),
        derived("provincial", "bool", _provincial, en="comes from a province", th="เป็นของสำนักงานประกันสังคมจังหวัด"),
        derived("capacity_not_stated", "many[text]", _capacity_not_stated, reads=("authority.provincial_approval",), en="words of the approving capacity that are missing", th="ถ้อยคำของอำนาจอนุมัติที่ขาด"),
        derived("start", "date", _duration("start"), en="first day of the project", th="วันแรกของโครงการ"),
        derived("end", "date", _duration("end"), en="last day of the project", th="วันสุดท้ายของโครงการ"),
        derived("year_start", "date", _year_day("start"), en="first day of the funding year", th="วันแรกของปีที่ให้เงิน"),
        derived("year_end", "date", _year_day("end"), en="last day of the funding year", th="วันสุดท้ายของปีที่ให้เงิน"),
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


BUDGET = Subject(
    "budget",
    Message(en="budget of a proposal", th="งบประมาณโครงการ"),
    (
        derived("total", "money", lambda e: known(e.budget, "total"), en="total", th="ยอดรวม"),
        derived("lines", "int", lambda e: len(e.budget.lines), low=0, en="cost lines", th="จำนวนรายการค่าใช้จ่าย"),
        derived("lines_total", "money", _lines_total, en="sum of the cost lines", th="ผลรวมรายการค่าใช้จ่าย"),
    ),
)  # fmt: skip


def _persons(line: CostLine) -> Any:
    counts = [q.count for q in line.quantities if q.unit_th in PERSON_UNITS_TH]
    return counts[0] if len(counts) == 1 else MISSING


def _rent(line: CostLine, parameters: Mapping[str, Any]) -> Any:
    """Return the rent of a venue by its rate; a cost of another kind has none."""
    factors = [parameters[name] for name in RENT]
    absent = next((value for value in (known(line, "key"), *factors) if isinstance(value, Absent)), None)
    if absent is not None:
        return absent
    rate, times, months = factors
    return baht(rate) * times * months if line.key == "rent" else MISSING


def _rent_gap(line: CostLine, parameters: Mapping[str, Any]) -> Any:
    parts = known(line, "amount"), _rent(line, parameters)
    absent = next((value for value in parts if isinstance(value, Absent)), None)
    return parts[0] - parts[1] if absent is None else absent


COST_LINE = Subject(
    "cost_line",
    Message(en="cost line of a budget", th="รายการค่าใช้จ่าย"),
    (
        derived("name", "text", lambda line: line.name_th, en="name", th="รายการ"),
        derived("key", "text", lambda line: known(line, "key"), en="kind of cost", th="ประเภทค่าใช้จ่าย"),
        derived("amount", "money", lambda line: known(line, "amount"), en="amount", th="จำนวนเงิน"),
        derived("rate", "money", lambda line: known(line, "rate"), en="unit rate", th="อัตราต่อหน่วย"),
        derived("persons", "int", _persons, unit="person", low=0, en="persons", th="จำนวนคน"),
        derived("rent", "money", _rent, reads=RENT, en="rent by the rate", th="ค่าเช่าตามอัตรา"),
        derived("rent_gap", "money", _rent_gap, reads=RENT, en="amount less the rent by the rate", th="ส่วนต่างจากค่าเช่าตามอัตรา"),
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
    """Yield the cost lines of a proposal's budget, and those that an allocation table prints for each office."""
    if isinstance(document, Proposal) and document.budget is not None:
        for i, line in enumerate(document.budget.lines):
            yield Row(f"$.budget.lines[{i}]", line, line.name_th)
    for path, table in tables(document):
        for i, row in enumerate(table.rows):
            each = OfficeRowIn(row, table)
            if not each.is_sum:
                name = row.label_th or row.office.name_th
                for line in _office_lines(each):
                    yield Row(f"{path}.rows[{i}].{line.key}{MONEY_SUFFIX}", line, f"{name}: {line.name_th}")


def _office_lines(each: OfficeRowIn) -> Iterator[CostLine]:
    """Yield the columns of an office's row that state a unit rate as cost lines."""
    for column in each.table.columns:
        if column.rate is None or not column.key.endswith(MONEY_SUFFIX):
            continue
        amount = each.value(column.key)
        yield CostLine(
            name_th=column.header_th or column.key,
            amount=None if isinstance(amount, Absent) else Baht(amount),
            key=column.key.removesuffix(MONEY_SUFFIX),
            rate=Baht(column.rate),
            trace=Trace(damaged=("amount",)) if amount is DAMAGED else None,
        )
