"""What a plan says that dated rates did: savings of reductions, use of benefits, cases that can be claimed online."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calendar import DateTextError, parse_period
from ssoplan.errors import Message
from ssoplan.model import Figure, Plan, Strategy, Trace
from ssoplan.money import Baht
from ssoplan.rules.facts import DAMAGED, MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._figures import amount_of, figures, whole_number
from ssoplan.rules.subjects._reading import known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = [
    "BENEFIT_USE",
    "PRINTED_CUT",
    "SAVINGS",
    "SERVICE_CASES",
    "benefit_uses",
    "printed_cuts",
    "savings",
    "service_cases",
]

_SAVINGS = "contribution_savings"
_REDUCED_TO = "section_40_contribution_reduced_to"
_CASES = "e_self_service_cases"
_USE = "unemployment_benefit"
_PERCENT = 100
_SEPARATOR = " · "
"""Between the window and the groups of a saving."""


@attrs.frozen(kw_only=True)
class Savings:
    """Two reductions of one year for the same groups, each with the saving printed for its window."""

    first: Figure
    second: Figure
    trace: Trace | None = None  # each figure has its own


def _months(each: Figure) -> Any:
    """Return the length of the window printed beside a saving, first and last month counted."""
    text = known(each, "text_th")
    if isinstance(text, Absent):
        return text
    try:
        return parse_period(text.partition(_SEPARATOR)[0]).month_count
    except DateTextError:
        return MISSING


def _a_month(side: str) -> Callable[[Savings, Mapping[str, Any]], Any]:
    """Return a reader of the saving per percentage point and month, in million baht to one decimal."""

    def read(each: Savings, parameters: Mapping[str, Any]) -> Any:
        exact = _exact(each, side, parameters)
        return exact if isinstance(exact, Absent) else Fraction(round(exact * 10), 10)

    return read


def _exact(each: Savings, side: str, parameters: Mapping[str, Any]) -> Any:
    figure: Figure = getattr(each, side)
    amount, months = known(figure, "value"), _months(figure)
    for value in (amount, months):
        if isinstance(value, Absent):
            return value
    cut = Fraction(parameters[f"contribution_savings.{side}_points"]) * months
    return Fraction(amount) / cut if cut else MISSING


def _apart(each: Savings, parameters: Mapping[str, Any]) -> Any:
    """Return how far the first lies from the second, in percent of the second."""
    first, second = (_exact(each, side, parameters) for side in ("first", "second"))
    for value in (first, second):
        if isinstance(value, Absent):
            return value
    return abs(first - second) * _PERCENT / second if second else MISSING


_FIRST, _SECOND = ("contribution_savings.first_points",), ("contribution_savings.second_points",)
SAVINGS = Subject(
    "savings",
    Message(en="savings of two reductions", th="เงินที่ลดลงจากการลดเงินสมทบสองครั้ง"),
    (
        derived("first_saving", "number", lambda e: known(e.first, "value"), unit="million_THB", low=0, en="saving of the first", th="เงินที่ลดลงครั้งแรก"),
        derived("second_saving", "number", lambda e: known(e.second, "value"), unit="million_THB", low=0, en="saving of the second", th="เงินที่ลดลงครั้งที่สอง"),
        derived("first_months", "int", lambda e: _months(e.first), unit="month", low=1, en="months of the first as printed", th="จำนวนเดือนครั้งแรกที่พิมพ์"),
        derived("second_months", "int", lambda e: _months(e.second), unit="month", low=1, en="months of the second as printed", th="จำนวนเดือนครั้งที่สองที่พิมพ์"),
        derived("first_a_month", "number", _a_month("first"), reads=_FIRST, decimals=1, low=0, en="saving of the first per point and month", th="เงินที่ลดลงครั้งแรกต่อจุดร้อยละต่อเดือน"),
        derived("second_a_month", "number", _a_month("second"), reads=_SECOND, decimals=1, low=0, en="saving of the second per point and month", th="เงินที่ลดลงครั้งที่สองต่อจุดร้อยละต่อเดือน"),
        derived("apart", "number", _apart, reads=(*_FIRST, *_SECOND), unit="percent", low=0, en="difference in percent of the second", th="ความต่างเป็นร้อยละของครั้งที่สอง"),
    ),
)  # fmt: skip


def _left(_plan: Plan, parameters: Mapping[str, Any]) -> Any:
    """Return what a cut by the printed percentage leaves of the normal rate."""
    rate, cut = parameters["contribution.s40.option_3"], parameters["contribution.s40.printed_cut"]
    return Baht(rate).times(Fraction(_PERCENT - cut) / _PERCENT, rounding="half_up")


PRINTED_CUT = Subject(
    "printed_cut",
    Message(en="cut of the section 40 contribution as printed", th="การลดเงินสมทบมาตรา 40 ที่พิมพ์"),
    (
        derived("reduced_to", "money", lambda p: amount_of(p, _REDUCED_TO), low=0, en="what the plan says remains", th="จำนวนที่เอกสารว่าเหลือ"),
        derived("left", "money", _left, reads=("contribution.s40.option_3", "contribution.s40.printed_cut"), low=0, en="what the printed percentage leaves", th="จำนวนที่เหลือเมื่อลดตามร้อยละที่พิมพ์"),
    ),
)  # fmt: skip

BENEFIT_USE = Subject(
    "benefit_use",
    Message(en="reported use of unemployment benefits", th="การใช้สิทธิกรณีว่างงานที่รายงาน"),
    (
        derived("part_persons", "int", lambda p: whole_number(p, f"{_USE}_force_majeure_persons"), unit="person", low=0, en="persons by force majeure", th="ผู้รับกรณีเหตุสุดวิสัย"),
        derived("all_persons", "int", lambda p: whole_number(p, f"{_USE}_all_persons"), unit="person", low=0, en="persons in all", th="ผู้รับทั้งหมด"),
        derived("part_paid", "money", lambda p: amount_of(p, f"{_USE}_force_majeure_paid"), low=0, en="paid by force majeure", th="เงินที่จ่ายกรณีเหตุสุดวิสัย"),
        derived("all_paid", "money", lambda p: amount_of(p, f"{_USE}_all_paid"), low=0, en="paid in all", th="เงินที่จ่ายทั้งหมด"),
    ),
)  # fmt: skip


def _named(strategy: Strategy) -> Any:
    """Return the cases that the text lists after the word for case."""
    found = figures(strategy, _CASES)
    if isinstance(found, Absent) or len(found) != 1:
        return DAMAGED if found is DAMAGED else MISSING
    text, unit = known(found[0], "text_th"), known(found[0], "unit_th")
    for value in (text, unit):
        if isinstance(value, Absent):
            return value
    _, word, listed = text.partition(unit)
    return tuple(listed.split()) if word else MISSING


SERVICE_CASES = Subject(
    "service_cases",
    Message(en="cases that can be claimed online", th="กรณีที่ยื่นผ่าน e-Self service"),
    (
        derived("declared", "int", lambda s: whole_number(s, _CASES), unit="case", low=0, en="declared number of cases", th="จำนวนกรณีที่ประกาศ"),
        derived("named", "many[text]", _named, en="cases named", th="กรณีที่ระบุชื่อ"),
    ),
)  # fmt: skip


def savings(document: object) -> Iterator[Row]:
    """Yield the two savings that a plan prints for the same groups: as many of another group are left alone."""
    kept = known(document, "figures") if isinstance(document, Plan) else ()
    of_groups: dict[str, list[Figure]] = {}
    for each in () if isinstance(kept, Absent) else kept:
        if each.key == _SAVINGS and each.text_th:
            of_groups.setdefault(each.text_th.partition(_SEPARATOR)[2], []).append(each)
    for groups, found in of_groups.items():
        if len(found) == 2:  # noqa: PLR2004  # two reductions are compared
            yield Row(f"$.figures[?@.key=='{_SAVINGS}']", Savings(first=found[0], second=found[1]), groups)


def printed_cuts(document: object) -> Iterator[Row]:
    """Yield a plan that says what remained of the section 40 contribution."""
    if isinstance(document, Plan) and figures(document, _REDUCED_TO):
        yield Row(f"$.figures[?@.key=='{_REDUCED_TO}']", document, "เงินสมทบมาตรา 40")


def benefit_uses(document: object) -> Iterator[Row]:
    """Yield a plan that reports the use of unemployment benefits."""
    if isinstance(document, Plan) and figures(document, f"{_USE}_all_persons"):
        yield Row(f"$.figures[?@.key=='{_USE}_all_persons']", document, "ประโยชน์ทดแทนกรณีว่างงาน")


def service_cases(document: object) -> Iterator[Row]:
    """Yield the strategies of a plan that say which cases can be claimed online."""
    for i, strategy in enumerate(document.strategies if isinstance(document, Plan) else ()):
        if figures(strategy, _CASES):
            yield Row(f"$.strategies[{i}].figures[?@.key=='{_CASES}']", strategy, "e-Self service")
