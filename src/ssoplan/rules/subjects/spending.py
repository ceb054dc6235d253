"""The State budget plan by quarter: rows and their parts, categories, headings, last year's figures and outturn."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calendar import DateTextError, parse_period
from ssoplan.errors import Message
from ssoplan.model import ExpenseCategory, Plan, QuarterlySpendingPlan, SpendingRow, Trace
from ssoplan.model.worded import words_of
from ssoplan.money import Baht
from ssoplan.numerals import from_thai_digits
from ssoplan.rules.facts import MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._figures import amount_of, amounts_of, whole_number
from ssoplan.rules.subjects._reading import known, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["SPENDING_PLAN", "SPENDING_ROW", "spending_plans", "spending_rows"]


@attrs.frozen
class SpendingRowIn:
    """A row of the plan with the rows that it is made of, and the programme that it belongs to (maybe itself)."""

    row: SpendingRow
    parts: tuple[SpendingRow, ...]
    programme: SpendingRow

    @property
    def trace(self) -> Trace | None:
        return self.row.trace


def _quarters(row: SpendingRow) -> Any:
    quarters = known(row, "quarters")
    if isinstance(quarters, Absent):
        return quarters
    return tuple(amount for amount in quarters if amount is not None) or MISSING


def _quarters_total(each: SpendingRowIn) -> Any:
    quarters = _quarters(each.row)
    return quarters if isinstance(quarters, Absent) else total(quarters)


def _worst_quarter(each: SpendingRowIn) -> Any:
    """Return the largest difference between a quarter of the row and the same quarter of its parts."""
    if not each.parts:
        return MISSING
    rows = [known(row, "quarters") for row in (each.row, *each.parts)]
    if any(isinstance(row, Absent) for row in rows):
        return next(row for row in rows if isinstance(row, Absent))
    zero = each.row.total - each.row.total if each.row.total is not None else None
    if zero is None:
        return MISSING
    columns = zip(*rows, strict=True)
    return max(
        (
            abs((whole or zero) - sum((part or zero for part in parts), start=zero))
            for whole, *parts in columns
        ),
        default=MISSING,
    )


def _is_contribution(each: SpendingRowIn) -> bool:
    return all(word in each.programme.name_th for word in _CONTRIBUTION)


def _instalments(each: SpendingRowIn, parameters: Mapping[str, Any]) -> Any:
    """Return what is paid in each quarter in which the contribution is paid; nothing printed is no baht."""
    quarters = known(each.row, "quarters")
    if isinstance(quarters, Absent):
        return quarters
    return tuple(quarters[number - 1] or Baht(0) for number in parameters[_PAYING_QUARTERS[0]])


def _other_quarters(each: SpendingRowIn, parameters: Mapping[str, Any]) -> Any:
    quarters = known(each.row, "quarters")
    if isinstance(quarters, Absent):
        return quarters
    paying = parameters[_PAYING_QUARTERS[0]]
    return sum(bool(amount) and number not in paying for number, amount in enumerate(quarters, start=1))


_TOTAL = "total"
_CONTRIBUTION = ("เงินสมทบ", "ฝ่ายรัฐบาล")
_PAYING_QUARTERS = ("state_budget.contribution_quarters",)
SPENDING_ROW = Subject(
    "spending_row",
    Message(en="row of the quarterly spending plan", th="แถวแผนการใช้จ่ายรายไตรมาส"),
    (
        derived("total", "money", lambda e: known(e.row, "total"), en="total of the row", th="ยอดรวมของแถว"),
        derived("quarters_total", "money", _quarters_total, en="sum of the four quarters", th="ผลรวมสี่ไตรมาส"),
        derived("quarters", "many[money]", lambda e: _quarters(e.row), en="quarters with money", th="ไตรมาสที่มีเงิน"),
        derived("parts", "int", lambda e: len(e.parts), en="number of rows that it is made of", th="จำนวนแถวย่อย", low=0),
        derived("parts_total", "money", lambda e: total(known(p, "total") for p in e.parts), en="sum of those rows", th="ผลรวมแถวย่อย"),
        derived("worst_quarter", "money", _worst_quarter, low=0, en="largest difference in a quarter", th="ผลต่างสูงสุดรายไตรมาส"),
        derived("is_total", "bool", lambda e: e.row.key == _TOTAL, en="is the row of totals", th="เป็นแถวยอดรวม"),
        derived("is_contribution", "bool", _is_contribution, en="is the contribution of the government, or a project of it", th="เป็นเงินสมทบฝ่ายรัฐบาลหรือโครงการในนั้น"),
        derived("instalments", "many[money]", _instalments, reads=_PAYING_QUARTERS, en="amounts in the paying quarters", th="เงินในไตรมาสที่จ่าย"),
        derived("other_quarters", "int", _other_quarters, reads=_PAYING_QUARTERS, en="number of other quarters with money", th="จำนวนไตรมาสอื่นที่มีเงิน", low=0),
    ),
)  # fmt: skip


def _change(plan: QuarterlySpendingPlan) -> Any:
    parts = known(plan, "total"), known(plan, "previous_total")
    absent = next((part for part in parts if isinstance(part, Absent)), None)
    return absent if absent is not None else parts[0] - parts[1]


def _change_percent(plan: QuarterlySpendingPlan) -> Any:
    change, previous = _change(plan), known(plan, "previous_total")
    if isinstance(change, Absent):
        return change
    return _HUNDRED * Fraction(change / previous) if previous else MISSING


def _rounded_change(plan: QuarterlySpendingPlan, parameters: Mapping[str, Any]) -> Any:
    """Return the change in percent rounded half up, as it would be printed."""
    percent, decimals = _change_percent(plan), parameters[_DECIMALS[0]]
    absent = next((value for value in (percent, decimals) if isinstance(value, Absent)), None)
    if absent is not None:
        return absent
    step = 10**decimals
    return Fraction(math.floor(percent * step + Fraction(1, 2)), step)


def _headings(side: str) -> Any:
    def read(plan: QuarterlySpendingPlan) -> Any:
        headers = known(plan, "quarter_headers_th")
        if isinstance(headers, Absent):
            return headers
        try:
            return tuple(getattr(parse_period(text), side) for text in headers)
        except DateTextError:
            return MISSING

    return read


def _other_categories(plan: QuarterlySpendingPlan, parameters: Mapping[str, Any]) -> tuple[str, ...]:
    paid = parameters["state_budget.categories"]
    return tuple(str(share.category) for share in plan.categories if share.category not in paid)


def _targets(plan: QuarterlySpendingPlan) -> Any:
    """Return the persons that the projects aim at: the first indicator of each that counts persons."""
    counted = [
        next((i for i in row.indicators if i.unit_th == _PERSONS), None)
        for row in plan.rows
        if row.parent is not None
    ]
    return total(known(indicator, "target") for indicator in counted)


def _rounded_targets(plan: QuarterlySpendingPlan, parameters: Mapping[str, Any]) -> Any:
    targets, unit = _targets(plan), parameters["rounding.headline_persons"]
    return targets if isinstance(targets, Absent) else (targets + unit // 2) // unit * unit


def _acts_not_cited(plan: QuarterlySpendingPlan, parameters: Mapping[str, Any]) -> tuple[str, ...]:
    year = str(parameters["authority.state_budget_acts_year"])
    cited = [title for law in plan.legal_basis if year in (title := from_thai_digits(law.title_th))]
    acts = parameters["authority.state_budget_acts"]
    return tuple(act for act in acts if not any(act in title for title in cited))


_HUNDRED = 100  # the definition of percent
_PERSONS = "คน"
_DECIMALS = ("rounding.percent_decimals",)
SPENDING_PLAN = Subject(
    "spending_plan",
    Message(en="State budget plan of a budget year", th="แผนการใช้จ่ายงบประมาณประจำปีงบประมาณ"),
    (
        derived("total", "money", lambda p: known(p, "total"), en="total", th="ยอดรวม"),
        derived("categories", "int", lambda p: len(p.categories), en="number of categories", th="จำนวนงบรายจ่าย", low=0),
        derived("categories_total", "money", lambda p: total(known(c, "amount") for c in p.categories), en="sum of the categories", th="ผลรวมรายงบรายจ่าย"),
        derived("other_categories", "many[enum]", _other_categories, values=words_of(ExpenseCategory), reads=("state_budget.categories",), en="categories that the State budget does not pay", th="งบรายจ่ายที่เงินงบประมาณไม่จ่าย"),
        derived("headings", "int", lambda p: len(p.quarter_headers_th), unit="quarter", en="number of quarter headings", th="จำนวนหัวไตรมาส", low=0),
        derived("heading_starts", "many[date]", _headings("start"), en="first days of the quarter headings", th="วันแรกตามหัวไตรมาส"),
        derived("heading_ends", "many[date]", _headings("end"), en="last days of the quarter headings", th="วันสุดท้ายตามหัวไตรมาส"),
        derived("quarter_starts", "many[date]", lambda p: tuple(q.start for q in p.year.quarters), en="first days of the quarters of the budget year", th="วันแรกของไตรมาสของปีงบประมาณ"),
        derived("quarter_ends", "many[date]", lambda p: tuple(q.end for q in p.year.quarters), en="last days of the quarters of the budget year", th="วันสุดท้ายของไตรมาสของปีงบประมาณ"),
        derived("previous_total", "money", lambda p: known(p, "previous_total"), en="total of the year before", th="ยอดรวมปีก่อน"),
        derived("increase", "money", lambda p: known(p, "increase"), en="printed change", th="ยอดเปลี่ยนแปลงที่พิมพ์"),
        derived("increase_percent", "number", lambda p: known(p, "increase_percent"), unit="percent", decimals=2, en="printed change in percent", th="ร้อยละการเปลี่ยนแปลงที่พิมพ์"),
        derived("change", "money", _change, en="change from the year before", th="ผลต่างจากปีก่อน"),
        derived("change_percent", "number", _change_percent, unit="percent", en="change from the year before in percent", th="ร้อยละของผลต่างจากปีก่อน"),
        derived("rounded_change_percent", "number", _rounded_change, unit="percent", decimals=2, reads=_DECIMALS, en="the same rounded as it would be printed", th="ร้อยละของผลต่างจากปีก่อน ปัดเศษตามที่พิมพ์"),
        derived("disbursed", "money", lambda p: amount_of(p, "outturn_disbursed"), en="disbursed in the year", th="ผลเบิกจ่ายทั้งปี"),
        derived("extra_allocations", "many[money]", lambda p: amounts_of(p, "extra_personnel_allocation"), en="extra allocations of the year", th="เงินจัดสรรเพิ่มเติมระหว่างปี"),
        derived("persons_covered", "int", lambda p: whole_number(p, "persons_covered"), unit="person", en="headline number of persons covered", th="จำนวนคนในข้อความนำ"),
        derived("targets", "int", _targets, unit="person", en="persons that the projects aim at", th="ผลรวมเป้าหมายจำนวนคนของโครงการ"),
        derived("rounded_targets", "int", _rounded_targets, reads=("rounding.headline_persons",), unit="person", en="sum of the projects' targets rounded as the headline is", th="ผลรวมเป้าหมายที่ปัดเศษ"),
        derived("legal_bases", "int", lambda p: len(p.legal_basis), en="number of acts cited", th="จำนวนฐานกฎหมายที่อ้าง", low=0),
        derived(
            "acts_not_cited", "many[text]", _acts_not_cited, reads=("authority.state_budget_acts", "authority.state_budget_acts_year"),
            en="acts that are not cited", th="พระราชบัญญัติที่ไม่ได้อ้าง",
        ),
    ),
)  # fmt: skip


def spending_plans(document: object) -> Iterator[Row]:
    """Yield the State budget plans of a plan."""
    for i, plan in enumerate(document.spending_plans if isinstance(document, Plan) else ()):
        yield Row(f"$.spending_plans[{i}]", plan, f"งบประมาณปี {plan.year.be}")


def spending_rows(document: object) -> Iterator[Row]:
    """Yield the rows of the State budget plans; the row of totals is made of the rows that no other row contains."""
    for plan in spending_plans(document):
        rows = plan.value.rows
        by_key = {row.key: row for row in rows}
        for j, row in enumerate(rows):
            parent = None if row.key == _TOTAL else row.key
            parts = tuple(other for other in rows if other.parent == parent and other.key != _TOTAL)
            programme = by_key.get(row.parent or row.key, row)
            yield Row(f"{plan.path}.rows[{j}]", SpendingRowIn(row, parts, programme), row.name_th)
