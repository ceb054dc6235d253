"""The words that dates are written with, as data: one row per meaning, with every spelling that is read.

To teach the reader a new spelling, add it here. Months and weekdays are in ``ssoplan.calendar._names``; an
abbreviation may be written with or without its dots, and with spaces around them (``ธ.ค.``, ``ธค.``, ``ธ. ค.``).
"""

from __future__ import annotations

import enum
from typing import NamedTuple

from ssoplan.calendar._names import MONTHS, WEEKDAYS
from ssoplan.errors import Message

__all__ = [
    "ABBREVIATIONS",
    "AMBIGUOUS_MONTHS",
    "EXPECTED",
    "INVISIBLE",
    "MARKS",
    "REPAIRED_ABBREVIATIONS",
    "REPAIRED_WORDS",
    "WORDS",
    "Form",
    "Kind",
]


class Kind(enum.Enum):
    """What a word is to a date."""

    NUMBER = "number"
    MONTH = "month"
    AMBIGUOUS_MONTH = "ambiguous month"
    WEEKDAY = "weekday"
    ERA = "era"
    DAY_WORD = "day word"
    MONTH_WORD = "month word"
    YEAR_WORD = "year word"
    QUARTER_WORD = "quarter word"
    ORDINAL = "ordinal"
    LEAD = "lead"
    TO = "to"
    DASH = "dash"
    SLASH = "slash"
    OPEN = "open"
    CLOSE = "close"
    UNKNOWN = "unknown"
    END = "end"


class Form(NamedTuple):
    """What a spelling means: its kind, and a month number, a weekday, an era or a year type."""

    kind: Kind
    value: int | str = ""


# Spellings that are matched letter by letter. ----------------------------------------------------------------------

_WORDS: dict[Form, tuple[str, ...]] = {
    Form(Kind.DAY_WORD): ("วันที่", "วัน"),
    Form(Kind.ORDINAL): ("ที่",),
    Form(Kind.MONTH_WORD): ("เดือน",),
    Form(Kind.QUARTER_WORD): ("ไตรมาส",),
    # A dot after ปีงบประมาณ is printed in a published plan: "ปีงบประมาณ. 2563 (1 ต.ค.62-30 ก.ย.63)".
    Form(Kind.YEAR_WORD, "budget"): ("ปีงบประมาณ", "ปีงบประมาณ.", "ปี งบประมาณ", "ปีงบ"),
    Form(Kind.YEAR_WORD, "fund"): ("ปีกองทุน", "ปี กองทุน"),
    Form(Kind.YEAR_WORD, "calendar"): ("ปีปฏิทิน", "ปี ปฏิทิน"),
    Form(Kind.YEAR_WORD, "plain"): ("ปี",),
    Form(Kind.ERA, "be"): ("พุทธศักราช",),
    Form(Kind.ERA, "ce"): ("คริสต์ศักราช",),
    Form(Kind.LEAD): ("ณ", "ตั้งแต่", "ระหว่าง", "ประจำ", "ประจํา", "ใน", "ของ"),
    Form(Kind.TO): ("ถึง", "จนถึง"),
    Form(Kind.DASH): ("-", "‐", "‑", "‒", "–", "—", "−"),
    Form(Kind.SLASH): ("/",),
    Form(Kind.OPEN): ("(",),
    Form(Kind.CLOSE): (")",),
}

# Spoken short names of months; each belongs to one month only.
_SHORT_MONTHS = {
    1: ("มกรา",),
    2: ("กุมภา",),
    3: ("มีนา",),
    4: ("เมษา",),
    5: ("พฤษภา",),
    6: ("มิถุนา",),
    7: ("กรกฎา",),
    8: ("สิงหา",),
    9: ("กันยา",),
    10: ("ตุลา",),
    11: ("พฤศจิกา",),
    12: ("ธันวา",),
}
_SHORT_WEEKDAYS = {3: ("พฤหัส", "พฤหัสฯ")}

# Letters of abbreviations; dots and spaces between them do not matter. ---------------------------------------------

_ABBREVIATIONS: dict[Form, tuple[str, ...]] = {
    Form(Kind.ERA, "be"): ("พศ",),
    Form(Kind.ERA, "ce"): ("คศ",),
    Form(Kind.MONTH, 9): ("กันย",),  # attested: "5 กันย. 64"
}

AMBIGUOUS_MONTHS = {"มย": (4, 6)}
"""Letters of a damaged abbreviation that may be either of two months: never repaired."""

# Read only when asked for, and reported: copies by optical reading, and common misspellings. -----------------------

REPAIRED_ABBREVIATIONS: dict[str, Form] = {
    "มิค": Form(Kind.MONTH, 3),
    "มีย": Form(Kind.MONTH, 6),
}
REPAIRED_WORDS: dict[str, Form] = {
    "กุมภาพันธ": Form(Kind.MONTH, 2),
    "กุมภาพันธุ์": Form(Kind.MONTH, 2),
    "พฤศภาคม": Form(Kind.MONTH, 5),
    "กรกฏาคม": Form(Kind.MONTH, 7),
    "พฤษจิกายน": Form(Kind.MONTH, 11),
}

# ---------------------------------------------------------------------------------------------------------------

WORDS: dict[str, Form] = {
    **{spelling: form for form, spellings in _WORDS.items() for spelling in spellings},
    **{name.full: Form(Kind.MONTH, number) for number, name in enumerate(MONTHS, 1)},
    **{short: Form(Kind.MONTH, number) for number, shorts in _SHORT_MONTHS.items() for short in shorts},
    **{name.full: Form(Kind.WEEKDAY, day) for day, name in enumerate(WEEKDAYS)},
    **{short: Form(Kind.WEEKDAY, day) for day, shorts in _SHORT_WEEKDAYS.items() for short in shorts},
}
ABBREVIATIONS: dict[str, Form] = {
    **{letters: form for form, spellings in _ABBREVIATIONS.items() for letters in spellings},
    **{name.short.replace(".", ""): Form(Kind.MONTH, number) for number, name in enumerate(MONTHS, 1)},
    **{name.short.replace(".", ""): Form(Kind.WEEKDAY, day) for day, name in enumerate(WEEKDAYS)},
    **{letters: Form(Kind.AMBIGUOUS_MONTH, letters) for letters in AMBIGUOUS_MONTHS},
}

INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Soft hyphen, zero-width space and joiners, word joiner, byte order mark: no part of the text."""

MARKS = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")
"""Thai vowel signs and marks that stand on the letter before them."""

EXPECTED: dict[Kind, Message] = {
    Kind.NUMBER: Message("a day in digits", "วันที่เป็นตัวเลข"),
    Kind.MONTH: Message("a month such as ต.ค. or ตุลาคม", "ชื่อเดือน เช่น ต.ค. หรือ ตุลาคม"),
    Kind.YEAR_WORD: Message("a Buddhist year such as 2564 or 64", "ปี พ.ศ. เช่น 2564 หรือ 64"),
    Kind.QUARTER_WORD: Message("a quarter from 1 to 4", "ไตรมาส 1 ถึง 4"),
    Kind.SLASH: Message("a second / or - and the year", "เครื่องหมาย / หรือ - และปี"),
    Kind.CLOSE: Message("a closing bracket", "วงเล็บปิด"),
    Kind.END: Message("the end of the text", "จุดสิ้นสุดของข้อความ"),
    Kind.LEAD: Message(
        "a date, a month, a quarter or a year, such as 31 ธ.ค. 2563 or ปีงบประมาณ 2563",
        "วันที่ เดือน ไตรมาส หรือปี เช่น 31 ธ.ค. 2563 หรือ ปีงบประมาณ 2563",
    ),
}
"""What may stand at a place, said in an error."""
