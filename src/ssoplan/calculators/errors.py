"""The errors that calculators raise for input they cannot use."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CalculatorError", "CalculatorTypeError"]


class CalculatorError(SsoplanError, ValueError):
    """Raised when a calculator is given a number that cannot be what it says it is."""

    kind = "calculator"
    messages: ClassVar[Mapping[str, Message]] = {
        "not-whole": Message(
            en="{name} is {value!r}; give a whole number",
            th="{name} เป็น {value!r} ให้ระบุจำนวนเต็ม",
        ),
        "negative": Message(
            en="{name} is {value}; a count cannot be below zero, so give 0 or more",
            th="{name} เป็น {value} จำนวนนับต่ำกว่าศูนย์ไม่ได้ ให้ระบุตั้งแต่ 0 ขึ้นไป",
        ),
        "not-positive": Message(
            en="{name} is {value}; it divides something, so give 1 or more",
            th="{name} เป็น {value} ใช้เป็นตัวหาร ให้ระบุตั้งแต่ 1 ขึ้นไป",
        ),
        "not-exact": Message(
            en="{name} is {value!r}, no exact number; give an int, Fraction or finite Decimal",
            th="{name} เป็น {value!r} ซึ่งไม่ใช่จำนวนที่แน่นอน ให้ระบุเป็น int, Fraction หรือ Decimal ที่มีค่าจำกัด",
        ),
        "too-long": Message(
            en="{name} is {value}, a number of more than {most} digits; give one of ordinary length",
            th="{name} เป็น {value} ซึ่งเป็นจำนวนที่ยาวเกิน {most} หลัก ให้ระบุจำนวนที่มีความยาวปกติ",
        ),
        "be-year": Message(
            en="{name} is {value}, whose year is one of the Buddhist era; give the day in the common era, {ce}",
            th="{name} เป็น {value} ซึ่งเป็นปีพุทธศักราช ให้ระบุวันที่เป็นคริสต์ศักราช ค.ศ. {ce}",
        ),
        "no-plain-form": Message(
            en="{value!r} ({type}) cannot be written as data; use whole numbers, Decimal, Fraction, Baht, dates and texts",
            th="เขียน {value!r} ({type}) เป็นข้อมูลไม่ได้ ให้ใช้จำนวนเต็ม Decimal, Fraction, Baht วันที่ หรือข้อความ",
        ),
        "unknown-form": Message(
            en="the data holds {form!r}, which this version does not know; it knows {choices}",
            th="ข้อมูลมี {form!r} ซึ่งรุ่นนี้ไม่รู้จัก รู้จักเฉพาะ {choices}",
        ),
        "unknown-class": Message(
            en="the data names {path!r}, which is no class of this library; was it edited, or written by another version?",
            th="ข้อมูลอ้างถึง {path!r} ซึ่งไม่มีในไลบรารีนี้ อาจถูกแก้ไข หรือเขียนโดยรุ่นอื่น",
        ),
        "unknown-calculator": Message(
            en="the data is of the calculator {name!r}, which this version does not have",
            th="ข้อมูลเป็นของตัวคำนวณ {name!r} ซึ่งรุ่นนี้ไม่มี",
        ),
        "not-a-calculation": Message(
            en="this is no calculation written by this library: {missing} is missing",
            th="ข้อมูลนี้ไม่ใช่การคำนวณที่ไลบรารีนี้เขียน: ไม่มี {missing}",
        ),
        "no-year": Message(
            en="the plan {title!r} names no year, so its cells have no months; give it a budget year or a fund year",
            th="แผน {title!r} ไม่ระบุปี ช่องรายเดือนจึงไม่มีเดือน ให้ระบุปีงบประมาณหรือปีกองทุน",
        ),
        "evaluation-period": Message(
            en="an evaluation that is {frequency} has the quarter {quarter!r}; a quarterly one needs 1 to 4, an annual one none",
            th="การประเมินแบบ {frequency} มีไตรมาส {quarter!r} รายไตรมาสต้องระบุ 1 ถึง 4 รายปีต้องไม่ระบุ",
        ),
        "unknown-periods": Message(
            en="{times} evaluations a year for {periods} periods: it is not known which; give one for each",
            th="ประเมินปีละ {times} ครั้งสำหรับ {periods} รอบ ไม่ทราบว่ารอบใด ให้ระบุรอบละครั้ง",
        ),
        "unknown-choice": Message(
            en="{name} is {value!r}; choose one of {choices}",
            th="{name} เป็น {value!r} ให้เลือกจาก {choices}",
        ),
        "not-an-entry": Message(
            en="one of the contributions is {value!r}; give the person's id, the Month, and True if it was paid, else False",
            th="เงินสมทบรายการหนึ่งเป็น {value!r} ให้ระบุรหัสผู้ประกันตน เดือน (Month) และ True หากส่งแล้ว มิฉะนั้น False",
        ),
        "unknown-body": Message(
            en="{body!r} is not in the chain of reporting; choose one of {choices}",
            th="{body!r} ไม่อยู่ในลำดับการรายงาน ให้เลือกจาก {choices}",
        ),
    }


class CalculatorTypeError(CalculatorError, TypeError):
    """Raised when a calculator is given an object of another class than it can use."""

    kind = "calculator-type"
    messages: ClassVar[Mapping[str, Message]] = {
        "wrong-type": Message(
            en="{name} is {value!r} ({type}); give {expected}",
            th="{name} เป็น {value!r} ({type}) ให้ระบุ {expected}",
        ),
        "not-baht": Message(
            en="{name} is {value!r} ({type}); give an amount, such as Baht(500)",
            th="{name} เป็น {value!r} ({type}) ให้ระบุเป็นจำนวนเงิน เช่น Baht(500)",
        ),
    }
