"""The Gantt chart of a work plan (แผนการดำเนินงาน)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ssoplan.display.chart import COLOURS, Chart, DisplayError, altair, finished, month_label
from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssoplan.calendar import Year
    from ssoplan.errors import Language
    from ssoplan.model import WorkPlanStep

__all__ = ["gantt"]

_ROW_HEIGHT = 34


def gantt(steps: Sequence[WorkPlanStep], year: Year, *, title: str, lang: Language = "th") -> Chart:
    """Return the bars of a work plan over the months of its year.

    Args:
        steps: The steps, such as ``proposal.work_plan``; those without a bar are listed without one, and a bar that
            the document draws beyond the twelfth month is shown there.
        year: The year of the month columns.
        title: The title of the project.
        lang: The language of its words.

    Raises:
        DisplayError: No step has a bar.
        MissingLibraryError: The extra ``charts`` is not installed.
    """
    months = _columns(steps, year, lang)
    rows = [row for number, step in enumerate(steps, 1) for row in _cells(step, number, months)]
    if not rows:
        raise DisplayError("nothing", what=_NO_BARS)
    names = [_name(step, number) for number, step in enumerate(steps, 1)]
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
            y=alt.Y("step:N", sort=names, title=None, scale=alt.Scale(domain=names)),
        )
        .properties(height=_ROW_HEIGHT * len(names))
    )
    return finished(
        chart,
        title=title,
        description=_DESCRIBED.text(lang, title=title, steps=len(names), year=year.text(lang)),
    )


def _columns(steps: Sequence[WorkPlanStep], year: Year, lang: Language) -> list[str]:
    """Return the months of the year, and a bare number for each further column into which a bar was drawn."""
    names = [month_label(month.start, lang) for month in year.months]
    last = max((step.last_column or 0 for step in steps), default=0)
    return names + [f"({number})" for number in range(len(names) + 1, last + 1)]


def _cells(step: WorkPlanStep, number: int, months: list[str]) -> list[dict[str, Any]]:
    if step.first_column is None or step.last_column is None:
        return []
    return [
        {"step": _name(step, number), "month": month}
        for month in months[step.first_column - 1 : step.last_column]
    ]


def _name(step: WorkPlanStep, number: int) -> str:
    return f"{step.number or number}. {step.text_th}".strip()


_NO_BARS = Message(en="no step of the work plan has months", th="ไม่มีขั้นตอนใดระบุเดือน")
_DESCRIBED = Message(
    en="Work plan of {title}: {steps} steps over the months of {year}",
    th="แผนการดำเนินงาน {title}: {steps} ขั้นตอนตามเดือนของ{year}",
)
