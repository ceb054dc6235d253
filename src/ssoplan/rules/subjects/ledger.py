"""The subjects of the ledger of section 40: what the rules on payment, arrears and reports speak about.

These rules look at rows together: a payment and the registration that it is for, a report that was due and the one
that came.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ssoplan.calendar.months import MONTHS_A_YEAR
from ssoplan.errors import Message
from ssoplan.model import FundingSource, PaymentMethod
from ssoplan.model.worded import words_of
from ssoplan.rules.facts import Row, Subject, derived, stored
from ssoplan.rules.subjects.evaluation import EVALUATION
from ssoplan.rules.subjects.ledger_rows import ContributionMonth, Ledger, NoticeChannel, ReportDue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ssoplan.calendar import Month
    from ssoplan.model import Payment, ProgressReport

__all__ = ["LEDGER"]


def _number(month: Month) -> int:
    """Return the months since the beginning of the Christian era: months in a row have numbers in a row."""
    return month.ce * MONTHS_A_YEAR + month.number


def _persons(_payment: Payment) -> int:
    """Return the persons that a payment is for: it is made for each person separately."""
    return 1


NETWORK_MEMBER = Subject(
    "network_member",
    Message(en="network member", th="เครือข่ายประกันสังคมมาตรา 40"),
    (
        stored("member", "text", field="member_id", en="number of the member", th="รหัสเครือข่าย"),
        stored("natural_person", "bool", en="is a natural person", th="เป็นบุคคลธรรมดา"),
        stored("approved", "date", en="day of approval", th="วันที่อนุมัติ"),
        stored(
            "registered", "date", en="day of entry in the section 40 system", th="วันที่ขึ้นทะเบียนในระบบมาตรา 40"
        ),
        stored("has_bank_account", "bool", en="has an account on file", th="มีบัญชีธนาคาร"),
    ),
)

REGISTRATION = Subject(
    "registration",
    Message(en="registration under section 40", th="การขึ้นทะเบียนผู้ประกันตนมาตรา 40"),
    (
        stored(
            "registration",
            "text",
            field="registration_id",
            en="number of the registration",
            th="เลขที่ขึ้นทะเบียน",
        ),
        stored("person", "text", field="person_id", en="insured person", th="ผู้ประกันตน"),
        stored("member", "text", field="member_id", en="network member", th="เครือข่ายที่สมัครผ่าน"),
        stored("registered", "date", en="day of registration", th="วันที่ขึ้นทะเบียน"),
        stored("first_time", "bool", en="is new", th="เป็นรายใหม่"),
        stored("complete", "bool", en="status is complete", th="มีสถานะโดยสมบูรณ์"),
    ),
)

PAYMENT = Subject(
    "payment",
    Message(en="compensation of a network member", th="ค่าตอบแทนเครือข่าย"),
    (
        stored("payment", "text", field="payment_id", en="number of the payment", th="เลขที่การจ่าย"),
        stored("person", "text", field="person_id", en="insured person", th="ผู้ประกันตน"),
        stored("member", "text", field="member_id", en="network member", th="เครือข่าย"),
        stored("amount", "money", en="amount", th="จำนวนเงิน"),
        stored("registered", "date", en="day on which the person registered", th="วันที่ผู้ประกันตนขึ้นทะเบียน"),
        stored("paid", "date", en="day of payment", th="วันที่จ่าย"),
        stored("method", "enum", values=words_of(PaymentMethod), en="how it is paid", th="วิธีจ่าย"),
        derived("persons", "int", _persons, unit="person", low=1, en="persons paid for", th="จำนวนผู้ประกันตน"),
    ),
)


def _check_by(each: ContributionMonth, parameters: Mapping[str, Any]) -> date:
    """Return the last day for the notice: the day of the check in the month after, when the month is over."""
    return _day_of(each.month + 1, parameters["report.arrears.check_day"])


def _stretch_start(each: ContributionMonth, parameters: Mapping[str, Any]) -> int:
    """Return the number of the first month of as many months in a row as lead to a notice, this one the last."""
    first: int = _number(each.month) - parameters["report.arrears.missed_months"] + 1
    return first


def _day_of(month: Month, day: int) -> date:
    return date(month.start.year, month.start.month, min(day, month.end.day))


def _month_number(each: ContributionMonth) -> int:
    return _number(each.month)


def _month_start(each: ReportDue | ProgressReport) -> date:
    return each.month.start


def _month_end(each: ContributionMonth) -> date:
    return each.month.end


CONTRIBUTION_MONTH = Subject(
    "contribution_month",
    Message(en="contribution for a month", th="เงินสมทบรายเดือน"),
    (
        stored("person", "text", field="person_id", en="insured person", th="ผู้ประกันตน"),
        stored("paid", "bool", en="is paid", th="ส่งเงินสมทบแล้ว"),
        stored("as_of", "date", en="day of the extract", th="ข้อมูล ณ วันที่"),
        derived("month_number", "int", _month_number, en="number of the month", th="ลำดับเดือน"),
        derived("month_end", "date", _month_end, en="last day of the month", th="วันสุดท้ายของเดือน"),
        derived(
            "stretch_start", "int", _stretch_start, reads=("report.arrears.missed_months",),
            en="number of the first month of the arrears that lead to a notice", th="ลำดับเดือนแรกของการขาดส่งที่ต้องแจ้งเตือน",
        ),
        derived(
            "check_by", "date", _check_by, reads=("report.arrears.check_day",),
            en="last day for the notice", th="วันสุดท้ายที่ต้องแจ้งเตือน",
        ),
    ),
)  # fmt: skip


ARREARS_NOTICE = Subject(
    "arrears_notice",
    Message(en="notice of arrears", th="การแจ้งเตือนการขาดส่งเงินสมทบ"),
    (
        stored("person", "text", field="person_id", en="insured person", th="ผู้ประกันตน"),
        stored("sent", "date", en="day of sending", th="วันที่ส่ง"),
        stored("channel", "enum", values=words_of(NoticeChannel), en="how it was sent", th="ช่องทาง"),
    ),
)


def _due(each: ReportDue, parameters: Mapping[str, Any]) -> date:
    """Return the day by which the report is due, as printed: not moved where it is no working day."""
    return _day_of(each.month + parameters["report.monthly.month_lag"], parameters["report.monthly.due_day"])


_REPORT_KEY = (
    stored("office", "text", field="office_th", en="office", th="หน่วยงาน"),
    stored("strategy", "int", en="number of the strategy", th="ยุทธศาสตร์ที่"),
    stored("project", "int", en="number of the project", th="โครงการที่"),
    stored("indicator", "int", en="number of the indicator", th="ตัวชี้วัดที่"),
    derived(
        "month_start", "date", _month_start, en="first day of the month reported", th="วันแรกของเดือนที่รายงาน"
    ),
)

REPORT_DUE = Subject(
    "report_due",
    Message(en="report that is due", th="รายงานที่ต้องส่ง"),
    (
        *_REPORT_KEY,
        stored("as_of", "date", en="day on which one looks", th="ข้อมูล ณ วันที่"),
        derived(
            "due", "date", _due, reads=("report.monthly.due_day", "report.monthly.month_lag"),
            en="day by which it is due", th="วันครบกำหนด",
        ),
    ),
)  # fmt: skip

PROGRESS_REPORT = Subject(
    "progress_report",
    Message(en="progress report", th="รายงานความคืบหน้า"),
    (*_REPORT_KEY, stored("submitted", "date", en="day of entry", th="วันที่ส่งรายงาน")),
)

GRANT = Subject(
    "grant",
    Message(en="amount given to an office", th="เงินที่จัดสรรให้หน่วยงาน"),
    (
        stored("grant", "text", field="grant_id", en="entry", th="รายการ"),
        stored("office", "text", field="office_th", en="office", th="หน่วยงาน"),
        stored("item", "text", en="item of work", th="งาน"),
        stored("year", "fund_year", en="fund year", th="ปีกองทุน"),
        stored("announcement", "int", en="number of the announcement", th="ประกาศฉบับที่", low=1),
        stored("amount", "money", en="amount", th="จำนวนเงิน"),
        stored(
            "funding_source", "enum", values=words_of(FundingSource), en="whose money it is", th="แหล่งเงิน"
        ),
    ),
)

_Instances = tuple[Subject, "Callable[[object], Iterator[Row]]"]


def _rows(subject: Subject, field: str, label: str) -> _Instances:
    def rows(document: object) -> Iterator[Row]:
        for place, each in enumerate(getattr(document, field) if isinstance(document, Ledger) else ()):
            yield Row(f"$.{field}[{place}]", each, str(getattr(each, label, None) or ""))

    return subject, rows


LEDGER: tuple[_Instances, ...] = (
    _rows(NETWORK_MEMBER, "members", "member_id"),
    _rows(REGISTRATION, "registrations", "registration_id"),
    _rows(PAYMENT, "payments", "payment_id"),
    _rows(CONTRIBUTION_MONTH, "contributions", "person_id"),
    _rows(ARREARS_NOTICE, "notices", "person_id"),
    _rows(REPORT_DUE, "reports_due", "office_th"),
    _rows(PROGRESS_REPORT, "reports", "office_th"),
    _rows(GRANT, "grants", "grant_id"),
    _rows(EVALUATION, "evaluations", "office_th"),
)
"""The subjects of a ledger, each with its rows in a document."""
