"""What can be wrong with a date text, said in English and Thai and pointing at the place."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ssoplan.calendar._names import month_name
from ssoplan.calendar.era import be_year
from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


__all__ = [
    "AmbiguousPeriodError",
    "Change",
    "DateTextError",
    "OcrRepairWarning",
    "day_name",
]

WINDOW = 30  # characters of a long text shown on either side of the place


def _says(en: str, th: str) -> Message:
    return Message(
        en=f"cannot read '{{shown}}': {en} (at character {{place}})",
        th=f"อ่าน '{{shown}}' ไม่ได้: {th} (อักขระที่ {{place}})",
    )


class DateTextError(SsoplanError, ValueError):
    """Raised when a text is not a date or a period that can be read with certainty.

    Attributes:
        written: The text, after Unicode NFC normalisation.
        position: Index in ``written`` of the place that is wrong.
        expected: What would be right there, in English; ``values["expected"]`` has both languages.
    """

    kind: ClassVar[str] = "date-text"
    messages: ClassVar[Mapping[str, Message]] = {
        "not-text": _says("a date text must be a str, not {type}", "ข้อความวันที่ต้องเป็น str ไม่ใช่ {type}"),
        "too-long": _says(
            "it has {length} characters, a date has at most {limit}; pass the date alone",
            "มี {length} อักขระ แต่วันที่มีได้ไม่เกิน {limit} โปรดส่งเฉพาะวันที่",
        ),
        "empty": _says("there is nothing to read; expected {expected}", "ไม่มีข้อความให้อ่าน ต้องเป็น{expected}"),
        "unexpected": _says("expected {expected}, found '{found}'", "ต้องเป็น{expected} แต่พบ '{found}'"),
        "unexpected-end": _says(
            "expected {expected}, but the text ends here", "ต้องเป็น{expected} แต่ข้อความจบเสียก่อน"
        ),
        "unknown-word": _says(
            "'{found}' is not a word of Thai dates; expected {expected}",
            "'{found}' ไม่ใช่คำที่ใช้เขียนวันที่ไทย ต้องเป็น{expected}",
        ),
        "latin-word": _says(
            "'{found}' is not Thai; write the month in Thai or as a number, such as ต.ค. or 31/10/2564",
            "'{found}' ไม่ใช่ภาษาไทย โปรดเขียนชื่อเดือนเป็นภาษาไทยหรือตัวเลข เช่น ต.ค. หรือ 31/10/2564",
        ),
        "damaged-word": _says(
            "'{found}' looks like a damaged '{read}'; correct it, or pass lenient=True to read it so",
            "'{found}' น่าจะเป็น '{read}' ที่เสียหาย โปรดแก้ไข หรือใช้ lenient=True เพื่ออ่านเช่นนั้น",
        ),
        "ambiguous-month": _says(
            "'{found}' may be {first} or {second}; write the month in full",
            "'{found}' อาจเป็น{first}หรือ{second} โปรดเขียนชื่อเดือนเต็ม",
        ),
        "day-digits": _says(
            "'{found}' stands where the day belongs; write day, month, year, such as 31/10/2564",
            "'{found}' อยู่ในตำแหน่งของวันที่ โปรดเขียนวัน เดือน ปี เช่น 31/10/2564",
        ),
        "no-such-month": _says(
            "there is no month {found}; expected 1 to 12", "ไม่มีเดือนที่ {found} ต้องเป็น 1 ถึง 12"
        ),
        "no-such-quarter": _says(
            "there is no quarter {found}; expected 1 to 4", "ไม่มีไตรมาสที่ {found} ต้องเป็น 1 ถึง 4"
        ),
        "impossible-day": _says(
            "{month} {year} has {last} days; there is no day {day}",
            "เดือน{month} {year} มี {last} วัน ไม่มีวันที่ {day}",
        ),
        "before-era": _says(
            "BE {year} is before the civil Buddhist calendar, which begins on 1 April 1912 (BE 2455)",
            "พ.ศ. {year} อยู่ก่อนปฏิทิน พ.ศ. ของราชการ ซึ่งเริ่ม 1 เมษายน ค.ศ. 1912 (พ.ศ. 2455)",
        ),
        "impossible": _says("{why}", "{why}"),
        "ce-year": _says(
            "{year} looks like a Common Era year; write the Buddhist year {suggested}, or ค.ศ. {year}",
            "{year} ดูเหมือนปี ค.ศ. โปรดเขียนเป็นปี พ.ศ. {suggested} หรือเขียน ค.ศ. {year}",
        ),
        "be-year": _says(
            "ค.ศ. {year} looks like a Buddhist year; write พ.ศ. {year}, or ค.ศ. {suggested}",
            "ค.ศ. {year} ดูเหมือนปี พ.ศ. โปรดเขียน พ.ศ. {year} หรือ ค.ศ. {suggested}",
        ),
        "year-digits": _says(
            "the year '{found}' has {digits} digits; write four, such as 2564, or two, such as 64",
            "ปี '{found}' มี {digits} หลัก โปรดเขียนสี่หลัก เช่น 2564 หรือสองหลัก เช่น 64",
        ),
        "ce-digits": _says(
            "the year '{found}' after ค.ศ. has {digits} digits; write all four",
            "ปี '{found}' หลัง ค.ศ. มี {digits} หลัก โปรดเขียนให้ครบสี่หลัก",
        ),
        "missing-year": _says("{expected} is missing", "ไม่มี{expected}"),
        "wrong-weekday": _says(
            "this day is a {right}, not a {wrong}; correct the weekday or the date",
            "วันนี้เป็น{right} ไม่ใช่{wrong} โปรดแก้วันในสัปดาห์หรือวันที่",
        ),
        "backwards": _says(
            "the range ends on {end}, before it starts on {start}; give each end its year",
            "ช่วงเวลาสิ้นสุด {end} ก่อนเริ่ม {start} โปรดระบุปีให้ครบทั้งสองด้าน",
        ),
        "mixed-ends": _says(
            "one end of the range names a day and the other a month; write both as days or both as months",
            "ช่วงเวลาด้านหนึ่งเป็นวัน อีกด้านหนึ่งเป็นเดือน โปรดเขียนเป็นวันหรือเป็นเดือนทั้งสองด้าน",
        ),
        "two-year-types": _says(
            "the range begins with {expected} and ends with a year of another type; write both of one type",
            "ช่วงเวลาเริ่มด้วย{expected} แต่จบด้วยปีอีกประเภทหนึ่ง โปรดเขียนปีประเภทเดียวกัน",
        ),
        "disagrees": _says(
            "the brackets do not say the days of {named}, which are {start} to {end}; correct one of the two",
            "ในวงเล็บไม่ตรงกับวันของ{named} ซึ่งคือ {start} ถึง {end} โปรดแก้ให้ตรงกัน",
        ),
        "not-a-quarter": _says(
            "the months in brackets are not quarter {number} of a budget year (ปีงบประมาณ) "
            "nor of a year from January to December",
            "เดือนในวงเล็บไม่ใช่ไตรมาสที่ {number} ของปีงบประมาณ และไม่ใช่ของปีที่เริ่มเดือนมกราคม",
        ),
        "not-a-day": _says(
            "this is not one day; parse_period reads months, quarters, years and ranges",
            "ข้อความนี้ไม่ใช่วันเดียว โปรดใช้ parse_period สำหรับเดือน ไตรมาส ปี และช่วงเวลา",
        ),
    }

    def __init__(self, reason: str, /, *, written: str, position: int = 0, **values: Any) -> None:
        values.setdefault("shown", _window(written, position))
        values.setdefault("place", position + 1)
        values["found"] = _clipped(values.get("found", ""))
        super().__init__(reason, written=written, position=position, **values)
        self.add_note(self.snippet)

    @property
    def written(self) -> str:
        """The text, after Unicode NFC normalisation."""
        return str(self.values["written"])

    @property
    def position(self) -> int:
        """Index in :attr:`written` of the place that is wrong; ``str()`` counts from 1."""
        return int(self.values["position"])

    @property
    def expected(self) -> str:
        """What would be right at the place, in English; empty where nothing can be."""
        expected = self.values.get("expected", "")
        return expected.en if isinstance(expected, Message) else str(expected)

    @property
    def snippet(self) -> str:
        """Two lines, the text and a caret under the place; a traceback shows them as a note."""
        first = max(0, self.position - WINDOW)
        line = "".join(
            char if char.isprintable() else " " for char in self.written[first : self.position + WINDOW]
        )
        return f"{line}\n{' ' * _width(line[: self.position - first])}^"


class AmbiguousPeriodError(DateTextError):
    """Raised for a quarter or a year whose year type the text does not say: it may be either of two periods."""

    kind: ClassVar[str] = "ambiguous-period"
    messages: ClassVar[Mapping[str, Message]] = {
        "bare-quarter": _says(
            "quarter {number} of which year? Write {expected}",
            "ไตรมาสที่ {number} ของปีใด โปรดเขียน{expected}",
        ),
        "quarter-of-which-year": _says(
            "quarter {number} of budget year {be} begins in October, of fund year {be} in January; write {expected}",
            "ไตรมาสที่ {number} ของปีงบประมาณ {be} เริ่มนับจากเดือนตุลาคม ของปีกองทุน {be} เริ่มนับจากเดือนมกราคม โปรดเขียน{expected}",
        ),
        "bare-number": _says(
            "'{found}' alone may be a budget year, a fund year or a calendar year; write {expected}",
            "'{found}' อาจเป็นปีงบประมาณ ปีกองทุน หรือปีปฏิทิน โปรดเขียน{expected}",
        ),
    }


class OcrRepairWarning(UserWarning):
    """Shown when ``lenient=True`` read a damaged text; its message lists what was read as what."""


@attrs.frozen(kw_only=True)
class Change:
    """One place where a lenient reading departed from what is written.

    Attributes:
        position: Index in the text after NFC normalisation.
        written: What stands there.
        read: What it was read as.
    """

    position: int
    written: str
    read: str

    def __str__(self) -> str:
        return f"'{self.written}' read as '{self.read}' (at character {self.position + 1})"


def day_name(date: dt.date) -> Message:
    """Return a day with its Buddhist year in both languages, for messages."""
    month, be = month_name(date.month), be_year(date)
    return Message(en=f"{date.day} {month.en} {be}", th=f"{date.day} {month.th} {be}")


def _window(text: str, position: int) -> str:
    first, last = (
        (0, len(text)) if len(text) <= 2 * WINDOW else (max(0, position - WINDOW), position + WINDOW)
    )
    shown = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text[first:last])
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"


def _clipped(text: str) -> str:
    return text if len(text) <= WINDOW else f"{text[:WINDOW]}…"


def _width(text: str) -> int:
    return sum(unicodedata.category(char) != "Mn" for char in text)
