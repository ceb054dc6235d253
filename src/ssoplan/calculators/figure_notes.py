"""Notes on the figures of policy that a calculation used: carried past their window, or one reading of several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.errors import Message

if TYPE_CHECKING:
    from ssoplan.calculators.worksheet import Figures, Worksheet
    from ssoplan.parameters import Parameters, ParameterValue

__all__ = ["note_carried", "note_readings"]


def note_carried(sheet: Worksheet, figures: Figures) -> None:
    """Note each figure that was carried past the last day for which it is known."""
    for value in figures.read.values():
        _note_carried(sheet, figures, value)


def note_readings(sheet: Worksheet, figures: Figures, parameters: Parameters | None) -> None:
    """Note what was carried forward, and each reading of the sources that was set aside for the day of the figures."""
    for value in list(figures.read.values()):
        _note_carried(sheet, figures, value)
        if value.confidence != "what-if":
            _note_set_aside(sheet, figures, value, parameters)


def _note_carried(sheet: Worksheet, figures: Figures, value: ParameterValue) -> None:
    if value.carried:
        sheet.note(_CARRIED, what=figures.title(value.id), day=figures.on, window=_window(value))


def _note_set_aside(
    sheet: Worksheet, figures: Figures, value: ParameterValue, parameters: Parameters | None
) -> None:
    parameter = figures.store[value.id]
    for holder in parameter.values:
        for reading in holder.set_aside:
            if reading.covers(figures.on):
                # The reading stands with the value of its own window: recorded too, so that it is found again.
                assert holder.start is not None  # noqa: S101  # a reading in dispute has a window
                sheet.figures(parameters, on=holder.start, applied=False)[value.id]
                sheet.note(
                    _SET_ASIDE,
                    what=parameter.title,
                    applied=value.value,
                    during=_window(value),
                    other=reading.value,
                    window=_window(reading),
                    reason=reading.reason,
                )


def _window(value: ParameterValue) -> Message:
    return Message(en=value.window("en"), th=value.window("th"))


_CARRIED = Message(
    en="{what}: no value is known for {day}; the one of {window} was carried forward as chosen",
    th="{what}: ไม่ทราบค่าของ {day} จึงใช้ค่าของช่วง {window} ต่อไปตามที่เลือกไว้",
)
_SET_ASIDE = Message(
    en="{what}: {applied} ({during}) is applied; another reading, {other} ({window}), is kept and not applied: {reason}",
    th="{what}: ใช้ค่า {applied} ({during}) ส่วนค่าที่ตีความอีกทางหนึ่งคือ {other} ({window}) บันทึกไว้แต่ไม่นำมาใช้: {reason}",
)
