"""The Gantt chart of a work plan (แผนการดำเนินงาน)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ssoplan.calendar import Year
from ssoplan.display.axes import row_axis, row_height
from ssoplan.display.chart import COLOURS, Chart, DisplayError, altair, finished, month_label
from ssoplan.display.checks import A_TEXT, A_YEAR, check_each, check_is, check_language
from ssoplan.errors import Message
from ssoplan.model import WorkPlanStep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssoplan.errors import Language

__all__ = ["gantt"]

_ROW_HEIGHT = 34


def gantt(steps: Sequence[WorkPlanStep], year: Year, *, title: str, lang: Language = "th") -> Chart:
    """Return the bars of a work plan over the months of its year.

    Args:
        steps: The steps, such as ``proposal.work_plan``; those without a bar are listed without one, and a bar that
            the document draws beyond the twelfth month is shown there, under the number of its column.
        year: The year of the month columns.
        title: The title of the project.
        lang: The language of its words.

    Raises:
        DisplayError: No step has a bar, or there is no such language.
        DisplayTypeError: It is no list of steps, no year, or no title.
        MissingLibraryError: The extra ``charts`` is not installed.
    """
    check_language(lang)
    check_each(steps, WorkPlanStep, name="steps", of="gantt", expected=_STEPS)
    check_is(year, Year, name="year", of="gantt", expected=A_YEAR)
    check_is(title, str, name="title", of="gantt", expected=A_TEXT)
    months = _columns(steps, year, lang)
    rows = [row for place, step in enumerate(steps) for row in _cells(step, place, months)]
    if not rows:
        raise DisplayError("nothing", what=_NO_BARS)
    names = [_name(step, place) for place, step in enumerate(steps)]
    alt = altair()
    chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_rect(color=COLOURS[0], height=_ROW_HEIGHT // 2, cornerRadius=2)
        .encode(
            x=alt.X(
                "month:O",
                sort=months,
                title=None,
                axis=alt.Axis(labelAngle=0, orient="top"),
                scale=alt.Scale(domain=months),
            ),
            y=row_axis(names),
        )
        .properties(height=row_height(names, least=_ROW_HEIGHT) * len(names))
    )
    beyond = ", ".join(months[len(year) :])
    note = _BEYOND.text(lang, columns=beyond) if beyond else ""
    described = _DESCRIBED.text(lang, title=title, steps=len(steps), year=year.text(lang))
    return finished(chart, title=title, note=note, description=f"{described}; {note}" if note else described)


def _columns(steps: Sequence[WorkPlanStep], year: Year, lang: Language) -> list[str]:
    """Return the months of the year, and a bare number for each further column into which a bar was drawn."""
    names = [month_label(month.start, lang) for month in year.months]
    last = max((step.last_column or 0 for step in steps), default=0)
    return names + [f"({number})" for number in range(len(names) + 1, last + 1)]


def _cells(step: WorkPlanStep, place: int, months: list[str]) -> list[dict[str, Any]]:
    if step.first_column is None or step.last_column is None:
        return []
    columns = range(max(step.first_column, 1), step.last_column + 1)
    return [{"row": place, "step": _name(step, place), "month": months[column - 1]} for column in columns]


def _name(step: WorkPlanStep, place: int) -> str:
    return f"{step.number or place + 1}. {step.text_th}".strip()


_NO_BARS = Message(en="no step of the work plan has months", th="ไม่มีขั้นตอนใดระบุเดือน")
_DESCRIBED = Message(
    en="Work plan of {title}: {steps} steps over the months of {year}",
    th="แผนการดำเนินงาน {title}: {steps} ขั้นตอนตามเดือนของ{year}",
)
_BEYOND = Message(
    en="{columns}: drawn beyond the twelve months of the year, and shown as the document has it",
    th="{columns}: เอกสารวาดแถบเกินสิบสองเดือนของปี จึงแสดงตามที่วาดไว้",
)
_STEPS = Message(
    en="a list of WorkPlanStep, such as proposal.work_plan",
    th="รายการของ WorkPlanStep เช่น proposal.work_plan",
)
