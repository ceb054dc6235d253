"""The parts of a proposal's form: alignment lines, target groups, the funding line, the work plan."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calendar import FundYear, Year
from ssoplan.errors import Message
from ssoplan.model import (
    Alignment,
    AlignmentSlot,
    FundingSource,
    Plan,
    ProjectBudget,
    Proposal,
    TargetGroup,
    Trace,
)
from ssoplan.model.worded import words_of
from ssoplan.numerals import from_thai_digits
from ssoplan.rules.facts import DAMAGED, MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._figures import figures
from ssoplan.rules.subjects._reading import known
from ssoplan.rules.subjects._words import FUNDING_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "ALIGNMENT",
    "FUNDING_LINE",
    "TARGET_GROUP",
    "WORK_PLAN",
    "alignments",
    "funding_lines",
    "target_groups",
    "work_plans",
]

_ISSUE = "master_plan_issue"
_ITEM_NUMBER = re.compile(r"(?:(\d+)\.)?(\d+)\.?\Z")


def _foreign(alignment: Alignment) -> Any:
    """Return the slots whose content stands in this one: the whole text, or a number printed a level too high."""
    holds = known(alignment, "holds")
    issues = figures(alignment, _ISSUE)
    for each in (holds, issues):
        if isinstance(each, Absent) and each is not MISSING:
            return each
    found = [] if holds in (MISSING, alignment.slot) else [str(holds)]
    if issues and alignment.slot is not AlignmentSlot.MASTER_PLAN:
        found.append(str(AlignmentSlot.MASTER_PLAN))
    return tuple(found)


ALIGNMENT = Subject(
    "alignment",
    Message(en="alignment line of a proposal", th="บรรทัดความสอดคล้องเชิงยุทธศาสตร์"),
    (
        derived("slot", "enum", lambda a: str(a.slot), values=words_of(AlignmentSlot), en="what the line asks for", th="สิ่งที่บรรทัดถาม"),
        derived("foreign", "many[enum]", _foreign, values=words_of(AlignmentSlot), en="contents of other lines that stand in it", th="เนื้อหาของบรรทัดอื่นที่อยู่ในบรรทัดนี้"),
    ),
)  # fmt: skip


@attrs.frozen
class TargetGroupIn:
    """A target group with its position among the items of its section, and the proposal."""

    group: TargetGroup
    position: int
    proposal: Proposal

    @property
    def trace(self) -> Trace | None:
        return self.group.trace


def _item_number(part: int) -> Any:
    def read(each: TargetGroupIn) -> Any:
        text = known(each.group, "printed_number_th")
        if isinstance(text, Absent):
            return text
        found = _ITEM_NUMBER.match(from_thai_digits(text).strip())
        return MISSING if found is None else found[part]

    return read


_prefix_text, _number_text = _item_number(1), _item_number(2)


def _prefixes(each: TargetGroupIn) -> Any:
    found = _prefix_text(each)
    if isinstance(found, Absent):
        return found
    return () if found is None else (int(found),)


def _number(each: TargetGroupIn) -> Any:
    found = _number_text(each)
    return found if isinstance(found, Absent) else int(found)


def _section(each: TargetGroupIn) -> Any:
    found = [section.number for section in each.proposal.sections if section.key == "target_group"]
    return found[0] if len(found) == 1 else MISSING


def _expected_base(each: TargetGroupIn, parameters: Mapping[str, Any]) -> Any:
    year = each.proposal.year
    if year is None:
        return MISSING
    return dt.date(year.start.year - 1, parameters["calendar.base_month"], parameters["calendar.base_day"])


TARGET_GROUP = Subject(
    "target_group",
    Message(en="target group of a proposal", th="กลุ่มเป้าหมายของโครงการ"),
    (
        derived("printed_number", "text", lambda e: known(e.group, "printed_number_th"), en="number as printed", th="เลขข้อที่พิมพ์"),
        derived("prefixes", "many[int]", _prefixes, en="section that the number names, if any", th="เลขหัวข้อที่เลขข้ออ้าง (ถ้ามี)"),
        derived("number", "int", _number, en="number of the item", th="ลำดับข้อ"),
        derived("position", "int", lambda e: e.position, en="position among the items", th="ลำดับจริงในหัวข้อ", low=1),
        derived("section", "int", _section, en="section that it stands in", th="หัวข้อที่ข้อนี้อยู่"),
        derived("base_date", "date", lambda e: known(e.group, "base_date"), en="day of the base", th="วันฐาน"),
        derived("expected_base", "date", _expected_base, reads=("calendar.base_month", "calendar.base_day"), en="last day of the fund year before", th="วันสิ้นปีกองทุนก่อนปีโครงการ"),
    ),
)  # fmt: skip


@attrs.frozen
class FundingLine:
    """What the budget section of a proposal says about where the money comes from."""

    budget: ProjectBudget
    year: Year | None

    @property
    def trace(self) -> Trace | None:
        return self.budget.trace


_FIELDS: Mapping[str, str] = {
    "funding_source": "funding_source",
    "fund_year": "year",
    "owner_bureau": "owner_bureau_th",
    "strategy": "strategy_number",
    "expense_category": "expense_category",
    "subcategory": "expense_subcategory",
    "item": "item_th",
}


def _unnamed(line: FundingLine, parameters: Mapping[str, Any]) -> Any:
    """Return what the line should name and does not; cost lines name the items where no single one is named."""
    found = {name: _named(line, name) for name in parameters["proposal.funding_line_fields"]}
    if DAMAGED in found.values():
        return DAMAGED
    return tuple(name for name, value in found.items() if value is MISSING)


def _named(line: FundingLine, name: str) -> Any:
    value = known(line.budget, _FIELDS[name])
    return line.budget.lines if value is MISSING and name == "item" and line.budget.lines else value


def _in_fund_year(line: FundingLine) -> Any:
    year = known(line.budget, "year")
    return year if isinstance(year, Absent) else isinstance(year, FundYear)


_NEEDS_FIELDS = ("proposal.funding_line_fields",)
FUNDING_LINE = Subject(
    "funding_line",
    Message(en="funding line of a proposal", th="บรรทัดแหล่งเงินของแบบเสนอ"),
    (
        derived("source", "enum", lambda e: str(e.budget.funding_source), values=words_of(FundingSource), en="funding source", th="แหล่งเงิน"),
        derived("in_fund_year", "bool", _in_fund_year, en="names a fund year", th="ระบุเป็นปีกองทุน"),
        derived("year_name", "text", lambda e: MISSING if e.budget.year is None else e.budget.year.text(), en="year of the money", th="ชื่อปีของเงินเป็นภาษาอังกฤษ"),
        derived("year_name_th", "text", lambda e: MISSING if e.budget.year is None else e.budget.year.text("th"), en="Thai name of the year of the money", th="ปีของเงิน"),
        derived("unnamed", "many[enum]", _unnamed, reads=_NEEDS_FIELDS, values=FUNDING_FIELDS, en="required entries that it does not name", th="ข้อมูลที่ไม่ได้ระบุ"),
    ),
)  # fmt: skip


def _months(document: Plan | Proposal) -> Any:
    period = known(document, "duration" if isinstance(document, Proposal) else "period")
    return period if isinstance(period, Absent) else period.month_count


def _bars(document: Plan | Proposal) -> Any:
    steps = known(document, "work_plan") if isinstance(document, Proposal) else MISSING
    if isinstance(steps, Absent):
        return steps
    ends = [(known(step, "first_column"), known(step, "last_column")) for step in steps]
    return [bar for bar in ends if not any(isinstance(end, Absent) for end in bar)]


def _drawn_months(document: Plan | Proposal) -> Any:
    """Return the months that the work plan shows: its longest bar, or the months headed where no bar is drawn."""
    if isinstance(document, Plan):
        headed = figures(document, "work_plan_month")
        return headed if isinstance(headed, Absent) else len(headed) or MISSING
    bars = _bars(document)
    if isinstance(bars, Absent):
        return bars
    return max((last - first + 1 for first, last in bars), default=MISSING)


def _last_column(document: Plan | Proposal) -> Any:
    bars = _bars(document)
    return bars if isinstance(bars, Absent) else max((last for _, last in bars), default=MISSING)


WORK_PLAN = Subject(
    "work_plan",
    Message(en="work plan", th="แผนการดำเนินงาน"),
    (
        derived("months", "int", _months, unit="month", en="number of months of the project", th="ระยะเวลาเป็นเดือน นับทั้งเดือนแรกและเดือนสุดท้าย"),
        derived("drawn_months", "int", _drawn_months, unit="month", en="number of months that the work plan shows", th="จำนวนเดือนในแผนการดำเนินงาน"),
        derived("last_column", "int", _last_column, en="last column in which a bar ends", th="คอลัมน์สุดท้ายที่แท่งสิ้นสุด"),
    ),
)  # fmt: skip


def alignments(document: object) -> Iterator[Row]:
    """Yield the alignment lines of a proposal."""
    for i, alignment in enumerate(document.alignments if isinstance(document, Proposal) else ()):
        yield Row(f"$.alignments[{i}]", alignment, alignment.label_th or alignment.slot.words.th)


def target_groups(document: object) -> Iterator[Row]:
    """Yield the target groups of a proposal."""
    if isinstance(document, Proposal):
        for i, group in enumerate(document.target_groups):
            label = f"{group.printed_number_th or i + 1} {group.eligibility_th or group.key}"
            yield Row(f"$.target_groups[{i}]", TargetGroupIn(group, i + 1, document), label)


def funding_lines(document: object) -> Iterator[Row]:
    """Yield the funding line of a proposal."""
    if isinstance(document, Proposal) and document.budget is not None:
        label = document.budget.funding_source_th or str(document.budget.funding_source)
        yield Row("$.budget", FundingLine(document.budget, document.year), label)


def work_plans(document: object) -> Iterator[Row]:
    """Yield the work plan of a proposal, or of a plan that states its own period."""
    if isinstance(document, Proposal):
        yield Row("$.work_plan", document, "แผนการดำเนินงาน")
    elif isinstance(document, Plan) and document.period is not None:
        yield Row("$", document, "แผนการดำเนินงาน")
