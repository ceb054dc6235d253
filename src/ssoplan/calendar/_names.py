"""Names of months and weekdays, and Thai digits, as documents write them; kept apart so that nothing heavy is needed.

The Thai names are those of CLDR (locale ``th``), which follow the Royal Society's spelling.
"""

from __future__ import annotations

from typing import NamedTuple

from ssoplan.errors import Message

__all__ = ["MONTHS", "THAI_DIGITS", "TO_THAI_DIGITS", "WEEKDAYS", "Name", "month_name", "weekday_name"]


class Name(NamedTuple):
    """The full and short Thai name and the English name of a month or a weekday."""

    full: str
    short: str
    english: str


MONTHS = (
    Name("มกราคม", "ม.ค.", "January"),
    Name("กุมภาพันธ์", "ก.พ.", "February"),
    Name("มีนาคม", "มี.ค.", "March"),
    Name("เมษายน", "เม.ย.", "April"),
    Name("พฤษภาคม", "พ.ค.", "May"),
    Name("มิถุนายน", "มิ.ย.", "June"),
    Name("กรกฎาคม", "ก.ค.", "July"),
    Name("สิงหาคม", "ส.ค.", "August"),
    Name("กันยายน", "ก.ย.", "September"),
    Name("ตุลาคม", "ต.ค.", "October"),
    Name("พฤศจิกายน", "พ.ย.", "November"),
    Name("ธันวาคม", "ธ.ค.", "December"),
)
"""January first."""

WEEKDAYS = (
    Name("จันทร์", "จ.", "Monday"),
    Name("อังคาร", "อ.", "Tuesday"),
    Name("พุธ", "พ.", "Wednesday"),
    Name("พฤหัสบดี", "พฤ.", "Thursday"),
    Name("ศุกร์", "ศ.", "Friday"),
    Name("เสาร์", "ส.", "Saturday"),
    Name("อาทิตย์", "อา.", "Sunday"),
)
"""Monday first, as ``datetime.date.weekday`` counts."""

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
TO_THAI_DIGITS = str.maketrans("0123456789", THAI_DIGITS)


def month_name(number: int) -> Message:
    """Return the name of month 1 to 12 in both languages.

    >>> month_name(2).en, month_name(2).th
    ('February', 'กุมภาพันธ์')
    """
    name = MONTHS[number - 1]
    return Message(en=name.english, th=name.full)


def weekday_name(weekday: int) -> Message:
    """Return the name of a weekday in both languages; Monday is 0.

    >>> weekday_name(6).en, weekday_name(6).th
    ('Sunday', 'วันอาทิตย์')
    """
    name = WEEKDAYS[weekday]
    return Message(en=name.english, th=f"วัน{name.full}")
