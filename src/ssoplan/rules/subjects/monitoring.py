"""How a plan is followed up, and the results that are reported with the day they stand for."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.model import Monitoring, Plan, ProgressReport, ReportFrequency
from ssoplan.model.worded import words_of
from ssoplan.money import Baht
from ssoplan.rules.facts import DAMAGED, MISSING, Absent, Row, Subject, derived
from ssoplan.rules.subjects._figures import figure, whole_number
from ssoplan.rules.subjects._reading import known
from ssoplan.rules.subjects.ledger_rows import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssoplan.model import Allocation

__all__ = ["MONITORING", "REPORTED_RESULT", "monitorings", "reported_results"]

_OPDC_FORM_TH = "แบบ กพร."
_SET = re.compile(r"(\S+?)\s*\(ชุดที่ (\d+)\)")
_SSO_BOARD_TH = "คณะกรรมการประกันสังคม"
_WCF_BOARD_TH = "คณะกรรมการกองทุนเงินทดแทน"


def _text(field: str) -> Callable[[Monitoring], Any]:
    return lambda each: known(each, field)


def _frequencies(each: Monitoring) -> Any:
    found = known(each, "frequencies")
    return found if isinstance(found, Absent) else tuple(str(frequency) for frequency in found)


def _does(frequency: ReportFrequency) -> Callable[[Monitoring], Any]:
    def read(each: Monitoring) -> Any:
        found = known(each, "frequencies")
        return found if isinstance(found, Absent) else frequency in found

    return read


def _on_opdc_form(each: Monitoring) -> Any:
    channel = known(each, "channel_th")
    return channel if channel is DAMAGED else channel is not MISSING and _OPDC_FORM_TH in channel


def _bodies(each: Monitoring) -> Any:
    found = known(each, "bodies_th")
    return found if isinstance(found, Absent) else len(found)


def _set_of(board_th: str) -> Callable[[Monitoring], Any]:
    """Return a reader of the set of a board that the list of bodies names."""

    def read(each: Monitoring) -> Any:
        bodies = known(each, "bodies_th")
        if isinstance(bodies, Absent):
            return bodies
        named = {name.lstrip("/"): int(number) for body in bodies for name, number in _SET.findall(body)}
        return named.get(board_th, MISSING)

    return read


MONITORING = Subject(
    "monitoring",
    Message(en="follow-up of a plan", th="การติดตามและประเมินผลแผน"),
    (
        derived("due_day", "int", _text("due_day"), unit="day_of_month", low=1, high=31, en="day of the month on which reports are due", th="วันครบกำหนดรายงานของเดือน"),
        derived("system", "text", _text("system"), en="system of the reports", th="ระบบที่ใช้รายงาน"),
        derived("channel", "text", _text("channel_th"), en="channel as printed", th="ช่องทางที่พิมพ์"),
        derived("frequencies", "many[enum]", _frequencies, values=words_of(ReportFrequency), en="how often reports are made", th="ความถี่ของรายงาน"),
        derived("monthly", "bool", _does(ReportFrequency.MONTHLY), en="reports every month", th="รายงานทุกเดือน"),
        derived("quarterly", "bool", _does(ReportFrequency.QUARTERLY), en="evaluates every quarter", th="ประเมินผลรายไตรมาส"),
        derived("annual", "bool", _does(ReportFrequency.ANNUAL), en="reports every year", th="รายงานประจำปี"),
        derived("on_opdc_form", "bool", _on_opdc_form, en="reports on the OPDC form", th="รายงานตามแบบ กพร."),
        derived("bodies", "int", _bodies, low=0, en="bodies that receive the results", th="จำนวนคณะที่รับรายงาน"),
        derived("board_set", "int", _set_of(_SSO_BOARD_TH), low=1, en="set of the Social Security Board", th="ชุดของคณะกรรมการประกันสังคม"),
        derived("wcf_board_set", "int", _set_of(_WCF_BOARD_TH), low=1, en="set of the Workmen's Compensation Fund Board", th="ชุดของคณะกรรมการกองทุนเงินทดแทน"),
        derived("annual_reports", "int", lambda m: whole_number(m, "annual_reports"), unit="time/year", low=0, en="annual reports a year", th="จำนวนครั้งรายงานประจำปี"),
        derived("annual_system", "text", lambda m: figure(m, "annual_system_as_printed"), en="system of the annual report as printed", th="ระบบรายงานประจำปีที่พิมพ์"),
    ),
)  # fmt: skip


@attrs.frozen(kw_only=True)
class ReportedResult:
    """A result, what it is a result of, and the day that it stands for as far as one is stated."""

    key: str
    of: str
    of_en: str
    result: Any
    as_of: Any
    trace: None = None


REPORTED_RESULT = Subject(
    "reported_result",
    Message(en="reported result", th="ผลที่รายงาน"),
    (
        derived("key", "text", attrgetter("key"), en="entry", th="รายการ"),
        derived("of", "text", attrgetter("of"), en="what it is a result of", th="ผลของ"),
        derived("of_en", "text", attrgetter("of_en"), en="what it is a result of, in English", th="ผลของ (ภาษาอังกฤษ)"),
        derived("result", "number", attrgetter("result"), en="result", th="ผล"),
        derived("as_of", "date", attrgetter("as_of"), en="as of", th="ณ วันที่"),
    ),
)  # fmt: skip


def monitorings(document: object) -> Iterator[Row]:
    """Yield how a plan is followed up."""
    if isinstance(document, Plan) and document.monitoring is not None:
        yield Row("$.monitoring", document.monitoring, document.monitoring.channel_th or "")


def reported_results(document: object) -> Iterator[Row]:
    """Yield the results of progress reports, and the outturns of a plan's allocations."""
    if isinstance(document, Ledger):
        for i, report in enumerate(document.reports):
            if report.result is not None:
                name = Message(_of_report(report), _of_report(report))
                yield _row(f"$.reports[{i}]", name, report.result, known(report, "as_of"))
    for i, allocation in enumerate(document.allocations if isinstance(document, Plan) else ()):
        as_of = known(allocation, "outturn_as_of")
        for path, of, spent in _outturns(allocation):
            if spent is not MISSING:
                result = spent.baht if isinstance(spent, Baht) else spent
                yield _row(f"$.allocations[{i}].{path}", of, result, as_of)


def _outturns(allocation: Allocation) -> Iterator[tuple[str, Message, Any]]:
    year_en, year = allocation.year.text(), allocation.year.text("th")
    for j, line in enumerate(allocation.outturn):
        title = line.category.words if line.category else Message(str(j), str(j))
        of = Message(f"{year_en} {title.en}", f"{year} {line.name_th or title.th}")
        yield f"outturn[{j}]", of, known(line, "spent")
    if allocation.outturn_total is not None:
        yield (
            "outturn_total",
            Message(f"{year_en} total", f"{year} รวม"),
            known(allocation.outturn_total, "spent"),
        )


def _of_report(report: ProgressReport) -> str:
    numbers = (report.strategy, report.project, report.indicator)
    return f"{report.office_th} {'.'.join('?' if n is None else str(n) for n in numbers)}"


def _row(path: str, of: Message, result: Any, as_of: Any) -> Row:
    return Row(path, ReportedResult(key=path, of=of.th, of_en=of.en, result=result, as_of=as_of), of.th)
