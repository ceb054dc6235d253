"""What can be wrong with a date, a year or a period, said in English and Thai."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CalendarError", "CalendarTypeError"]


class CalendarError(SsoplanError, ValueError):
    """Raised when a date, a year or a period of the right type does not exist or does not fit."""

    kind: ClassVar[str] = "calendar"
    messages: ClassVar[Mapping[str, Message]] = {
        "ce-year": Message(
            en="{be} looks like a CE year; write the Buddhist year {suggested}",
            th="{be} ดูเหมือนปี ค.ศ. โปรดเขียนเป็นปี พ.ศ. {suggested}",
        ),
        "short-year": Message(
            en="{be} is not a full Buddhist year; write all four digits, such as {suggested}",
            th="{be} ไม่ใช่ปี พ.ศ. เต็ม โปรดเขียนให้ครบสี่หลัก เช่น {suggested}",
        ),
        "year-out-of-range": Message(
            en="BE {be} is outside the years that can be dated (BE {first} to {last}); give a year in that range",
            th="ปี พ.ศ. {be} อยู่นอกช่วงปีที่ระบุวันที่ได้ (พ.ศ. {first} ถึง {last}) โปรดระบุปีในช่วงนี้",
        ),
        "date-out-of-range": Message(
            en="{months} months from {date} leaves the years 1 to 9999 CE; move by fewer months",
            th="เมื่อเลื่อน {months} เดือนจาก {date} จะพ้นช่วงปี ค.ศ. 1 ถึง 9999 โปรดเลื่อนให้น้อยลง",
        ),
        "before-era": Message(
            en="{date} has no civil Buddhist year: the era counts from 1 April 1912 (BE 2455); "
            "give a later date, or ask for reckoning='proleptic'",
            th="{date} ไม่มีปี พ.ศ. ตามปฏิทินราชการ เพราะใช้ พ.ศ. ตั้งแต่ 1 เมษายน ค.ศ. 1912 (พ.ศ. 2455) "
            "โปรดระบุวันที่หลังจากนั้น หรือเลือก reckoning='proleptic'",
        ),
        "before-era-year": Message(
            en="BE {be} has no civil calendar: the era counts from BE 2455 (1 April 1912); "
            "give a later year, or ask for reckoning='proleptic'",
            th="พ.ศ. {be} ไม่มีในปฏิทินราชการ เพราะใช้ พ.ศ. ตั้งแต่ พ.ศ. 2455 (1 เมษายน ค.ศ. 1912) "
            "โปรดระบุปีหลังจากนั้น หรือเลือก reckoning='proleptic'",
        ),
        "never-existed": Message(
            en="month {month} of BE 2483 never existed: that year ran from 1 April to 31 December 1940 "
            "(Calendar Years Act, B.E. 2483); January to March 1940 belong to BE 2482, those of 1941 to BE 2484",
            th="เดือนที่ {month} ของ พ.ศ. 2483 ไม่มีอยู่จริง เพราะปีนั้นเริ่ม 1 เมษายน และสิ้นสุด 31 ธันวาคม ค.ศ. 1940 "
            "(พระราชบัญญัติปีปฏิทิน พุทธศักราช 2483) มกราคมถึงมีนาคม ค.ศ. 1940 เป็น พ.ศ. 2482 ส่วน ค.ศ. 1941 เป็น พ.ศ. 2484",
        ),
        "no-such-month": Message(
            en="there is no month {month}; give a month from 1 to 12",
            th="ไม่มีเดือนที่ {month} โปรดระบุเดือน 1 ถึง 12",
        ),
        "no-such-day": Message(
            en="month {month} of BE {be} has no day {day}; give a day from 1 to {last}",
            th="เดือนที่ {month} พ.ศ. {be} ไม่มีวันที่ {day} โปรดระบุวันที่ 1 ถึง {last}",
        ),
        "no-such-quarter": Message(
            en="there is no quarter {number}; give a quarter from 1 to 4",
            th="ไม่มีไตรมาสที่ {number} โปรดระบุไตรมาส 1 ถึง 4",
        ),
        "unknown-option": Message(
            en="{option}={value!r} is not known; choose one of {choices}",
            th="ไม่รู้จัก {option}={value!r} โปรดเลือกจาก {choices}",
        ),
        "budget-year-too-early": Message(
            en="budget year {be} is refused: the year from 1 October to 30 September (Budget Procedures Act B.E. 2502, "
            "section 4) is sure from budget year 2505 (1 October 1961); what came before was a different year",
            th="ไม่รับปีงบประมาณ {be} เพราะปีงบประมาณ 1 ตุลาคม ถึง 30 กันยายน (พ.ร.บ. วิธีการงบประมาณ พ.ศ. 2502 มาตรา 4) "
            "ใช้ได้แน่นอนตั้งแต่ปีงบประมาณ 2505 (1 ตุลาคม 2504) ก่อนหน้านั้นเป็นปีแบบอื่น",
        ),
        "fund-year-too-early": Message(
            en="fund year {be} is refused: a year from 1 January to 31 December exists from BE 2484 "
            "(Calendar Years Act, B.E. 2483); give a later year",
            th="ไม่รับปีกองทุน {be} เพราะปีที่เริ่ม 1 มกราคม และสิ้นสุด 31 ธันวาคม มีตั้งแต่ พ.ศ. 2484 "
            "(พระราชบัญญัติปีปฏิทิน พุทธศักราช 2483) โปรดระบุปีหลังจากนั้น",
        ),
        "outside": Message(
            en="{value} is not inside {whole}; give one that lies within it",
            th="{value} ไม่อยู่ใน {whole} โปรดระบุค่าที่อยู่ภายใน",
        ),
        "part-of-nothing": Message(
            en="{whole} and {year} share no month; a part needs two years of different types that overlap",
            th="{whole} และ {year} ไม่มีเดือนร่วมกัน ต้องเป็นปีสองประเภทที่ซ้อนกัน",
        ),
        "end-before-start": Message(
            en="the period ends on {end}, before it starts on {start}; give the first day, then the last",
            th="ช่วงเวลาสิ้นสุด {end} ก่อนเริ่ม {start} โปรดระบุวันแรกก่อนวันสุดท้าย",
        ),
        "not-its-days": Message(
            en="{start} to {end} are not the days of {of} ({of.start} to {of.end}); correct the days or leave out 'of'",
            th="{start} ถึง {end} ไม่ใช่วันของ {of} ({of.start} ถึง {of.end}) โปรดแก้วันที่หรือไม่ต้องระบุ of",
        ),
        "not-twelve": Message(
            en="{year} was given {count} values; give 12, one a month, with None where there is none",
            th="{year} มี {count} ค่า โปรดระบุ 12 ค่า เดือนละค่า โดยใช้ None เมื่อไม่มีค่า",
        ),
        "month-twice": Message(
            en="{month} is given twice; give each month once",
            th="{month} ซ้ำกัน โปรดระบุแต่ละเดือนเพียงครั้งเดียว",
        ),
        "no-holiday-table": Message(
            en="no table of office holidays for BE {year}: it covers {first} to {last}; give a date in that range",
            th="ไม่มีตารางวันหยุดราชการสำหรับ พ.ศ. {year} มีเฉพาะ {first} ถึง {last} โปรดระบุวันในช่วงนี้",
        ),
        "column-outside": Message(
            en="row {row} of the column holds {date}, and {what} begins on {first}; "
            "remove such rows, or ask for outside='null'",
            th="แถว {row} ของคอลัมน์มีวันที่ {date} แต่ {what} เริ่ม {first} โปรดนำแถวนั้นออก หรือเลือก outside='null'",
        ),
        "column-lazy": Message(
            en="{what} of a lazy column cannot be refused row by row before it is computed; "
            "ask for outside='null', or collect the frame first",
            th="{what} ของคอลัมน์แบบ lazy ปฏิเสธรายแถวก่อนคำนวณไม่ได้ โปรดเลือก outside='null' หรือ collect ก่อน",
        ),
    }


class CalendarTypeError(SsoplanError, TypeError):
    """Raised when something that is not a date, a year or a month was given where one is needed."""

    kind: ClassVar[str] = "calendar-type"
    messages: ClassVar[Mapping[str, Message]] = {
        "not-a-date": Message(
            en="{what} needs a datetime.date, not {value!r} ({type}); text is read by parse_date",
            th="{what} ต้องเป็น datetime.date ไม่ใช่ {value!r} ({type}) ถ้าเป็นข้อความให้ใช้ parse_date",
        ),
        "datetime": Message(
            en="{what} needs a day, and {value!r} is a moment; give its .date() in the time zone you mean",
            th="{what} ต้องเป็นวันที่ แต่ {value!r} เป็นเวลา โปรดใช้ .date() ตามเขตเวลาที่ต้องการ",
        ),
        "not-an-int": Message(
            en="{what} needs an int, not {value!r} ({type})",
            th="{what} ต้องเป็นจำนวนเต็ม (int) ไม่ใช่ {value!r} ({type})",
        ),
        "not-a-span": Message(
            en="{what} needs a datetime.date, Month, Quarter, BudgetYear, FundYear or Period, not {value!r} ({type})",
            th="{what} ต้องเป็น datetime.date, Month, Quarter, BudgetYear, FundYear หรือ Period ไม่ใช่ {value!r} ({type})",
        ),
        "not-a-year": Message(
            en="{what} needs BudgetYear or FundYear, not {value!r} ({type}); a quarter or a year alone is ambiguous",
            th="{what} ต้องเป็น BudgetYear หรือ FundYear ไม่ใช่ {value!r} ({type}) "
            "เพราะไตรมาสหรือปีที่ไม่บอกประเภทมีความหมายกำกวม",
        ),
        "not-a-month": Message(
            en="{what} needs a Month, not {value!r} ({type})",
            th="{what} ต้องเป็น Month ไม่ใช่ {value!r} ({type})",
        ),
        "two-year-types": Message(
            en="{left!r} and {right!r} are of different year types and have no order; compare their .start or .end",
            th="{left!r} กับ {right!r} เป็นปีคนละประเภทจึงเรียงลำดับกันไม่ได้ โปรดเปรียบเทียบ .start หรือ .end",
        ),
        "not-a-date-column": Message(
            en="{what} needs a column of dates, and this one holds {dtype}; {hint}",
            th="{what} ต้องเป็นคอลัมน์วันที่ แต่คอลัมน์นี้เป็น {dtype} ({hint})",
        ),
    }
