"""The subject of evaluations: whether a quarter's or a year's results were reported, and to whom in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ssoplan.calculators.evaluation import last_day, period_of
from ssoplan.errors import Message
from ssoplan.model import ReportFrequency
from ssoplan.model.worded import words_of
from ssoplan.rules.facts import Subject, derived, stored

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ssoplan.model import Evaluation

__all__ = ["EVALUATION"]


def _period_end(each: Evaluation) -> date:
    return period_of(each).end


def _last_day(each: Evaluation) -> date:
    return last_day(period_of(each))


def _in_time(each: Evaluation) -> bool:
    """Return whether it was handed in by the end of the next period."""
    return each.submitted is not None and each.submitted <= _last_day(each)


def _bodies_told(each: Evaluation) -> int:
    return len(each.told)


def _in_order(each: Evaluation, parameters: Mapping[str, Any]) -> bool:
    """Return whether the bodies told are the first ones of the chain, none left out and none before its turn."""
    bodies = tuple(told.body for told in each.told)
    days = [told.on for told in each.told]
    chain = parameters["report.escalation.bodies"]
    return bodies == tuple(chain[: len(bodies)]) and days == sorted(days)


EVALUATION = Subject(
    "evaluation",
    Message(en="evaluation of results", th="การประเมินผลการดำเนินงาน"),
    (
        stored("office", "text", field="office_th", en="office", th="หน่วยงาน"),
        stored("frequency", "enum", values=words_of(ReportFrequency), en="how often", th="รอบการประเมิน"),
        stored("as_of", "date", en="day on which one looks", th="ข้อมูล ณ วันที่"),
        stored("submitted", "date", en="day of handing in", th="วันที่ส่ง"),
        derived("period_end", "date", _period_end, en="last day of the period", th="วันสุดท้ายของรอบ"),
        derived("last_day", "date", _last_day, en="last day of the next period", th="วันสุดท้ายของรอบถัดไป"),
        derived("in_time", "bool", _in_time, en="was handed in by then", th="ส่งภายในรอบถัดไป"),
        derived("bodies_told", "int", _bodies_told, low=0, en="bodies told", th="จำนวนคณะที่รับรายงานแล้ว"),
        derived("in_order", "bool", _in_order, reads=("report.escalation.bodies",), en="follow the chain", th="เรียงตามลำดับคณะ"),
    ),
)  # fmt: skip
