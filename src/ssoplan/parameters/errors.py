"""The errors and the warning of the parameters: unknown names, windows, values and data files."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, ClassVar

from ssoplan.errors import Language, Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "DataProblem",
    "DuplicateSourceError",
    "OutsideWindowWarning",
    "ParameterDataError",
    "ParameterValueError",
    "ParameterWindowError",
    "UnknownParameterError",
    "UnknownSourceError",
    "suggestion",
]


class OutsideWindowWarning(UserWarning):
    """Warns that a value was used after the last day for which a source supports it (``outside="warn"``)."""


class UnknownParameterError(SsoplanError, LookupError):
    """Raised when no parameter has the id asked for."""

    kind = "parameter"
    messages: ClassVar[Mapping[str, Message]] = {
        "unknown": Message(
            en="no parameter is called {id!r}: {hint}",
            th="ไม่มีพารามิเตอร์ชื่อ {id!r}: {hint_th}",
        ),
    }


class UnknownSourceError(SsoplanError, LookupError):
    """Raised when something cites a source that is not registered."""

    kind = "source"
    messages: ClassVar[Mapping[str, Message]] = {
        "unknown": Message(
            en="no source is registered as {id!r}: {hint}",
            th="ไม่มีแหล่งอ้างอิงที่ลงทะเบียนชื่อ {id!r}: {hint_th}",
        ),
    }


class DuplicateSourceError(SsoplanError, ValueError):
    """Raised when two different sources are registered under one id."""

    kind = "source"
    messages: ClassVar[Mapping[str, Message]] = {
        "duplicate": Message(
            en="two sources are registered as {id!r}: give one of them another id",
            th="มีแหล่งอ้างอิงสองแหล่งลงทะเบียนชื่อ {id!r} ให้เปลี่ยนรหัสของแหล่งหนึ่ง",
        ),
    }


class ParameterWindowError(SsoplanError, LookupError):
    """Raised when a parameter has no value in force on the date asked for."""

    kind = "parameter-window"
    messages: ClassVar[Mapping[str, Message]] = {
        "outside": Message(
            en="{id} has no value for {on}; known: {windows}. Ask within these dates, or choose outside='warn' or 'last' "
            "to go on with the last value before that date",
            th="{id} ไม่มีค่าสำหรับวันที่ {on} ช่วงที่ทราบ: {windows_th} ให้ถามภายในช่วงนี้ หรือเลือก outside='warn' "
            "หรือ 'last' เพื่อใช้ค่าล่าสุดก่อนวันนั้น",
        ),
        "before-first": Message(
            en="{id} has no value for {on} nor for any day before it; known: {windows}. A value is never carried back: "
            "ask within these dates",
            th="{id} ไม่มีค่าสำหรับวันที่ {on} และก่อนหน้านั้น ช่วงที่ทราบ: {windows_th} ไม่มีการใช้ค่าย้อนหลัง ให้ถามภายในช่วงนี้",
        ),
        "draft-only": Message(
            en="{id} is known from a draft act only ({windows}); a draft is shown, never applied: read it from .drafts",
            th="{id} มีเฉพาะในร่างกฎหมาย ({windows_th}) ร่างกฎหมายแสดงได้แต่ไม่นำมาใช้ ให้อ่านจาก .drafts",
        ),
        "not-a-date": Message(
            en="{id}: cannot look up on {on!r}: give a datetime.date without a time",
            th="{id}: ค้นค่า ณ {on!r} ไม่ได้ ให้ระบุ datetime.date ที่ไม่มีเวลา",
        ),
        "be-year": Message(
            en="{id}: the date {on} lies in the CE year {year}, which looks like a Buddhist-era year: did you mean CE {ce}?",
            th="{id}: วันที่ {on} อยู่ใน ค.ศ. {year} ซึ่งดูเหมือนปี พ.ศ. หมายถึง ค.ศ. {ce} หรือไม่",
        ),
    }


class ParameterValueError(SsoplanError, ValueError):
    """Raised when a what-if value does not have the type of its parameter."""

    kind = "parameter-value"
    messages: ClassVar[Mapping[str, Message]] = {
        "type": Message(
            en="{id} takes {expected}, not {value!r}: {advice}",
            th="{id} รับค่าชนิด {expected} ไม่ใช่ {value!r}: {advice_th}",
        ),
        "not-a-mapping": Message(
            en="{value!r} does not say which parameters to change; give a mapping from id to value",
            th="{value!r} ไม่ได้ระบุพารามิเตอร์ที่จะเปลี่ยน ให้ใช้คู่รหัสกับค่า",
        ),
    }


class DataProblem(SsoplanError, ValueError):  # noqa: N818 - one of the problems of a ParameterDataError
    """One thing that is wrong in a data file: which file, where in it, what, and what to do."""

    kind = "parameter-data"
    messages: ClassVar[Mapping[str, Message]] = {
        "at": Message(
            en="{file}:{line}:{column}: {path}: {problem}",
            th="{file}:{line}:{column}: {path}: {problem}",
        ),
        "unreadable": Message(en="{problem}", th="{problem}"),
    }


class ParameterDataError(SsoplanError, ValueError):
    """Raised when data files do not load; carries every problem of every file.

    Attributes:
        problems: One `DataProblem` for each thing that is wrong, in the order of files and lines.
    """

    kind = "parameter-files"
    messages: ClassVar[Mapping[str, Message]] = {
        "problems": Message(en="{count} problem(s) in the data files", th="พบ {count} ปัญหาในแฟ้มข้อมูล"),
    }

    @property
    def problems(self) -> tuple[DataProblem, ...]:
        """Every problem that was found."""
        return tuple(self.values["problems"])

    def text(self, lang: Language = "en") -> str:
        """Return the message with one line for each problem."""
        return "\n".join([super().text(lang), *(problem.text(lang) for problem in self.problems)])


def suggestion(word: str, known: Iterable[str]) -> dict[str, Any]:
    """Return the hint that an error about an unknown name gives, in both languages."""
    close = difflib.get_close_matches(word, list(known), n=3, cutoff=0.6)
    if not close:
        return {
            "hint": "nothing has a similar name; list the known names",
            "hint_th": "ไม่มีชื่อใกล้เคียง ให้ดูรายชื่อที่มี",
        }
    named = ", ".join(close)
    return {"hint": f"did you mean {named}?", "hint_th": f"หมายถึง {named} หรือไม่"}
