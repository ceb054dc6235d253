"""The plan among other plans: what it belongs to, how long those run, and when it was published itself."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calendar import DateTextError, date_of, parse_period
from ssoplan.errors import Message
from ssoplan.model import Alignment, AlignmentSlot, Figure, Plan, PlanLevel, Proposal, Trace, UpperPlan
from ssoplan.numerals import from_thai_digits
from ssoplan.rules.facts import MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._figures import figure, figures
from ssoplan.rules.subjects._reading import known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["HORIZON", "PLAN", "UPPER_PLAN", "horizons", "plans", "upper_plans"]

_LENGTH = re.compile(r"(\d+)\s*ปี")
_NATIONAL_STRATEGY = "ยุทธศาสตร์ชาติ"
_MINISTRY_POLICY, _MINISTRY_YEAR = "นโยบายกระทรวงแรงงาน (ปีงบประมาณที่อ้าง)", "ministry_policy_budget_year"
_POLICY_YEARS = {"budget_year": "ปีงบประมาณในเนื้อหา", "budget_year_in_contents": "ปีงบประมาณในสารบัญ"}


def _relevant_numbers(plan: UpperPlan) -> tuple[int, ...]:
    """Return the numbers of the strategies, issues or goals named; of target 8.5 its goal, 8."""
    return tuple(int(str(each).partition(".")[0]) for each in plan.relevant)


def _if_printed(field: str) -> Any:
    def read(plan: UpperPlan) -> Any:
        value = known(plan, field)
        if value is MISSING:
            return ()
        return value if isinstance(value, Absent) else (value,)

    return read


UPPER_PLAN = Subject(
    "upper_plan",
    Message(en="plan or policy above", th="แผนหรือนโยบายระดับบน"),
    (
        derived("relevant", "int", lambda p: len(p.relevant), en="count of the numbers listed as relevant", th="จำนวนที่ระบุว่าเกี่ยวข้อง", low=0),
        derived("highest_relevant", "int", lambda p: max(_relevant_numbers(p), default=MISSING), en="highest number listed", th="เลขสูงสุดที่ระบุ"),
        derived("declared", "many[int]", _if_printed("declared_relevant"), en="declared count (where one is printed)", th="จำนวนที่แจ้งว่าเกี่ยวข้อง (ถ้ามี)"),
        derived("totals", "many[int]", _if_printed("total"), en="total that there is (where one is printed)", th="จำนวนทั้งหมด (ถ้าพิมพ์ไว้)"),
    ),
)  # fmt: skip


@attrs.frozen(kw_only=True)
class Horizon:
    """The years that a plan above covers, as one place of a document prints them."""

    name: str
    first: Any
    last: Any
    plan_year: int | None
    source: Any = None

    @property
    def trace(self) -> Trace | None:
        return None if self.source is None else self.source.trace


def _length(each: Horizon) -> Any:
    for value in (each.first, each.last):
        if isinstance(value, Absent):
            return value
    return each.last - each.first + 1


def _declared_years(each: Horizon) -> Any:
    """Return the length that the document declares: as a figure, as phases of years, or in the name."""
    holder = each.source if isinstance(each.source, UpperPlan) else None
    years = MISSING if holder is None else figure(holder, "years")
    if years is not MISSING:
        return years
    parts = [] if holder is None else [figure(holder, key) for key in ("phases", "years_per_phase")]
    if parts and not any(isinstance(part, Absent) for part in parts):
        return parts[0] * parts[1]
    found = _LENGTH.search(from_thai_digits(each.name))
    return MISSING if found is None else int(found[1])


def _agenda_ce(each: Horizon) -> Any:
    return figure(each.source, "agenda_year_ce") if isinstance(each.source, UpperPlan) else MISSING


def _last_ce(each: Horizon) -> Any:
    return each.last if isinstance(each.last, Absent) else date_of(each.last, 12, 31).year


def _years(each: Horizon) -> Any:
    absent = next((year for year in (each.first, each.last) if isinstance(year, Absent)), None)
    if absent is not None:
        return absent
    return str(each.first) if each.first == each.last else f"{each.first}–{each.last}"


HORIZON = Subject(
    "horizon",
    Message(en="period of a plan above", th="ช่วงปีของแผนระดับบน"),
    (
        derived("first", "civil_year", lambda e: e.first, en="first year", th="ปีแรก"),
        derived("last", "civil_year", lambda e: e.last, en="last year", th="ปีสุดท้าย"),
        derived("years", "text", _years, en="years in figures", th="ช่วงปีเป็นตัวเลข"),
        derived("plan_year", "civil_year", lambda e: e.plan_year, en="year of the plan or project", th="ปีของแผนหรือโครงการ"),
        derived("length", "int", _length, unit="year", en="length with first and last year both counted", th="จำนวนปี นับทั้งปีแรกและปีสุดท้าย"),
        derived("declared_years", "int", _declared_years, unit="year", en="declared length", th="จำนวนปีที่แจ้ง"),
        derived("last_ce", "int", _last_ce, en="last year in the Christian era", th="ปีสุดท้ายเป็น ค.ศ."),
        derived("agenda_ce", "int", _agenda_ce, en="year printed in the Christian era", th="ปี ค.ศ. ที่พิมพ์"),
    ),
)  # fmt: skip


def _levels(level: PlanLevel) -> Any:
    def read(plan: Plan) -> Any:
        above = known(plan, "upper_plans")
        return above if isinstance(above, Absent) else sum(each.level is level for each in above)

    return read


def _published(plan: Plan) -> Any:
    """Return the last day of the month that dates the preface: by then the plan was published."""
    text = figure(plan, "preface_month")
    if isinstance(text, Absent):
        return text
    try:
        return parse_period(str(text)).end
    except DateTextError:
        return MISSING


def _first_report(plan: Plan, parameters: Mapping[str, Any]) -> Any:
    if plan.year is None:
        return MISSING
    month = plan.year.months[0] + parameters["report.monthly.month_lag"]
    return dt.date(month.start.year, month.start.month, parameters["report.monthly.due_day"])


def _period_day(side: str) -> Any:
    def read(plan: Plan) -> Any:
        period = known(plan, "period")
        return period if isinstance(period, Absent) else getattr(period, side)

    return read


PLAN = Subject(
    "plan",
    Message(en="plan", th="แผน"),
    (
        derived("upper_plans", "int", lambda p: len(p.upper_plans), en="number of plans above that it names", th="จำนวนแผนระดับบนที่ระบุ", low=0),
        derived("first_level", "int", _levels(PlanLevel.L1), en="number of plans of level 1 among them", th="จำนวนแผนระดับที่ 1", low=0),
        derived("second_level", "int", _levels(PlanLevel.L2), en="number of plans of level 2 among them", th="จำนวนแผนระดับที่ 2", low=0),
        derived("published", "date", _published, en="last day of the month of publication", th="วันสุดท้ายของเดือนที่เผยแพร่"),
        derived("first_report", "date", _first_report, reads=("report.monthly.due_day", "report.monthly.month_lag"), en="day on which its first report is due", th="วันครบกำหนดรายงานครั้งแรก"),
        derived("start", "date", _period_day("start"), en="first day of its own period", th="วันแรกของช่วงที่แผนระบุ"),
        derived("end", "date", _period_day("end"), en="last day of its own period", th="วันสุดท้ายของช่วงที่แผนระบุ"),
    ),
)  # fmt: skip


def plans(document: object) -> Iterator[Row]:
    """Yield the plan, if the document is one."""
    if isinstance(document, Plan):
        yield Row("$", document, document.title_th)


def upper_plans(document: object) -> Iterator[Row]:
    """Yield the plans and policies above a plan."""
    for i, plan in enumerate(document.upper_plans if isinstance(document, Plan) else ()):
        yield Row(f"$.upper_plans[{i}]", plan, plan.name_th)


def horizons(document: object) -> Iterator[Row]:
    """Yield the years of every plan above, wherever a plan or proposal prints them."""
    if isinstance(document, Plan):
        yield from _horizons_of_plan(document)
    if isinstance(document, Proposal):
        yield from _horizons_of_proposal(document)


def _horizons_of_plan(plan: Plan) -> Iterator[Row]:
    year = None if plan.year is None else plan.year.be
    if plan.parent_period is not None:
        name = plan.parent_title_th or ""
        yield _row("$.parent_period", name, plan.parent_period, year, plan)
    for i, above in enumerate(plan.upper_plans):
        if above.period is not None:
            yield _row(f"$.upper_plans[{i}]", above.name_th, above.period, year, above)
        for j, each in enumerate(above.figures):
            if each.key in _POLICY_YEARS:
                name = f"{above.name_th} ({_POLICY_YEARS[each.key]})"
                value = known(each, "value")
                yield _row(f"$.upper_plans[{i}].figures[{j}]", name, (value, value), year, each)


def _horizons_of_proposal(proposal: Proposal) -> Iterator[Row]:
    year = None if proposal.year is None else proposal.year.be
    places: list[tuple[str, Proposal | Alignment, str]] = [("$", proposal, "national_strategy_")]
    name = _NATIONAL_STRATEGY
    for i, alignment in enumerate(proposal.alignments):
        if alignment.slot is AlignmentSlot.NATIONAL_STRATEGY:
            name = alignment.label_th or name
            places.append((f"$.alignments[{i}]", alignment, ""))
    for path, holder, prefix in places:
        years = [figure(holder, f"{prefix}{side}_year") for side in ("first", "last")]
        if MISSING not in years:
            yield _row(path, name, (years[0], years[1]), year, holder)
    found = figures(proposal, _MINISTRY_YEAR)
    for each in () if isinstance(found, Absent) else found:
        value = known(each, "value")
        yield _row(f"$.figures[?@.key=='{each.key}']", _MINISTRY_POLICY, (value, value), year, each)


def _row(
    path: str,
    name: str,
    years: tuple[Any, Any],
    plan_year: int | None,
    source: Plan | UpperPlan | Figure | Proposal | Alignment,
) -> Row:
    horizon = Horizon(name=name, first=years[0], last=years[1], plan_year=plan_year, source=source)
    return Row(path, horizon, name)
