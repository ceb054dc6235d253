"""The picture of a plan: from the national strategy down to the cell of one month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ssoplan import model
from ssoplan.errors import Message
from ssoplan_docs.drawing import HEADS, WIDTH, arrow, box, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ssoplan.errors import Language

__all__ = ["hierarchy"]

_ROW, _HIGH, _STEP = 62, 46, 16


@attrs.frozen
class _Level:
    """One level: its word, what it is, its class, and the field of the class above that holds it."""

    words: Message
    what: Message
    cls: type
    field: str | None = None


def hierarchy(lang: Language, _: Path) -> tuple[str, str, float, Iterable[str]]:
    """Return title, description, height and parts of the picture."""
    names = " → ".join(level.words.text(lang) for level in _LEVELS)
    return _TITLE.text(lang), _ALL.text(lang, names=names), _ROW * len(_LEVELS), _body(lang)


def _body(lang: Language) -> Iterator[str]:
    yield HEADS
    for place, level in enumerate(_LEVELS):
        _in_the_model(level)
        x, y = 8 + _STEP * place, 6 + _ROW * place
        yield box(
            x,
            y,
            WIDTH - 16 - _STEP * (len(_LEVELS) - 1),
            _HIGH,
            "fund" if level.cls is model.UpperPlan else "budget",
        )
        words = level.words.text(lang)
        other = level.words.text("en" if lang == "th" else "th")
        yield f'<text x="{x + 12}" y="{y + 20}" font-size="14" font-weight="600">{words} <tspan class="quiet" font-weight="400">{other}</tspan></text>'
        yield text(x + 12, y + 37, level.what.text(lang), "quiet", size=12)
        yield text(
            x + WIDTH - 28 - _STEP * (len(_LEVELS) - 1),
            y + 20,
            level.cls.__name__,
            "quiet",
            anchor="end",
            size=12,
        )
        if place:
            yield arrow(f"M{x + 24} {y - _ROW + _HIGH + 1}V{y - 2}")


def _in_the_model(level: _Level) -> None:
    """Stop the build where the model has changed and the picture has not."""
    if level.field is not None:
        owner, _, name = level.field.partition(".")
        if name not in {field.name for field in attrs.fields(getattr(model, owner))}:
            raise LookupError(level.field)


_TITLE = Message(en="From the national strategy to the cell of a month", th="จากยุทธศาสตร์ชาติถึงช่องรายเดือน")
_ALL = Message(en="Each level belongs to the one before: {names}.", th="แต่ละระดับเป็นส่วนของระดับก่อนหน้า: {names}")
_LEVELS = (
    _Level(
        Message(en="plan level 1", th="แผนระดับที่ 1"),
        Message(en="the national strategy of 20 years", th="ยุทธศาสตร์ชาติ 20 ปี"),
        model.UpperPlan,
        "Plan.upper_plans",
    ),
    _Level(
        Message(en="plan level 2", th="แผนระดับที่ 2"),
        Message(en="master plans, the national development plan", th="แผนแม่บท แผนพัฒนาเศรษฐกิจและสังคมแห่งชาติ"),
        model.UpperPlan,
        "Plan.upper_plans",
    ),
    _Level(
        Message(en="plan level 3", th="แผนระดับที่ 3"),
        Message(
            en="the plan of five years; the plan of one year below it",
            th="แผนปฏิบัติราชการระยะ 5 ปี และแผนปฏิบัติการประจำปี",
        ),
        model.Plan,
    ),
    _Level(
        Message(en="strategy", th="ยุทธศาสตร์"),
        Message(en="goal, outcome, its own indicators", th="เป้าประสงค์ ผลสัมฤทธิ์ ตัวชี้วัดของยุทธศาสตร์"),
        model.Strategy,
        "Plan.strategies",
    ),
    _Level(
        Message(en="tactic", th="กลยุทธ์"),
        Message(en="code 1.1, 1.2, …", th="รหัส 1.1, 1.2, …"),
        model.Tactic,
        "Strategy.tactics",
    ),
    _Level(
        Message(en="programme", th="แผนงาน"),
        Message(en="number within the tactic, goals", th="ลำดับในกลยุทธ์ เป้าประสงค์"),
        model.Programme,
        "Tactic.programmes",
    ),
    _Level(
        Message(en="work item", th="งาน/โครงการ/กิจกรรม"),
        Message(
            en="routine work, project or activity; office, money", th="งานประจำ โครงการ หรือกิจกรรม หน่วยงาน เงิน"
        ),
        model.Project,
        "Plan.projects",
    ),
    _Level(
        Message(en="indicator", th="ตัวชี้วัด"),
        Message(en="unit, target, weight", th="หน่วยนับ เป้าหมาย น้ำหนัก"),
        model.Indicator,
        "Project.indicators",
    ),
    _Level(
        Message(en="cell of a month", th="ช่องรายเดือน"),
        Message(en="twelve a year; empty is not zero", th="ปีละสิบสองช่อง ช่องว่างไม่ใช่ศูนย์"),
        model.MonthlyPattern,
        "MonthlyPattern.cells",
    ),
)
