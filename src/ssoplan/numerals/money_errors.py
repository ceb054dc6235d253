"""The errors of money: what is no amount, and what amounts cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ssoplan.errors import Message, SsoplanError
from ssoplan.numerals.digits import clipped

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MoneyTextError", "MoneyTypeError", "MoneyValueError", "checked"]


class MoneyTypeError(SsoplanError, TypeError):
    """Raised when something that cannot be money is used as money: a float, a bool, a bare number in a sum."""

    kind = "money-type"
    messages: ClassVar[Mapping[str, Message]] = {
        "float": Message(
            en="{found} is a float and floats are not exact: give baht as an int, a Decimal or text",
            th="{found} เป็น float ซึ่งไม่แม่นยำ ให้ส่งจำนวนบาทเป็น int, Decimal หรือข้อความ",
        ),
        "not-money": Message(
            en="{found} of type {type} is not an amount: give baht as an int, a Decimal or text",
            th="{found} ชนิด {type} ไม่ใช่จำนวนเงิน ให้ส่งจำนวนบาทเป็น int, Decimal หรือข้อความ",
        ),
        "not-satang": Message(
            en="{found} of type {type} is not a whole number of satang: give an int",
            th="{found} ชนิด {type} ไม่ใช่จำนวนเต็มของสตางค์ ให้ส่งเป็น int",
        ),
        "not-factor": Message(
            en="cannot multiply money by {found} of type {type}: give an int, a Fraction or a Decimal",
            th="คูณจำนวนเงินด้วย {found} ชนิด {type} ไม่ได้ ให้ใช้ int, Fraction หรือ Decimal",
        ),
        "operation": Message(
            en="cannot compute Baht {operator} {found} of type {type}: {advice}",
            th="คำนวณ Baht {operator} {found} ชนิด {type} ไม่ได้ {advice}",
        ),
    }


class MoneyValueError(SsoplanError, ValueError):
    """Raised when a number is no amount: finer than a satang, not finite, or beyond what a column holds."""

    kind = "money-value"
    messages: ClassVar[Mapping[str, Message]] = {
        "finer-than-satang": Message(
            en="{found} is finer than one satang: round it with Baht.rounded(…, rounding=…)",
            th="{found} ละเอียดกว่าหนึ่งสตางค์ ให้ปัดเศษด้วย Baht.rounded(…, rounding=…)",
        ),
        "not-finite": Message(
            en="{found} is not an amount: give a finite number",
            th="{found} ไม่ใช่จำนวนเงิน ให้ส่งจำนวนที่มีขอบเขต",
        ),
        "too-large": Message(
            en="{found} has more digits than an amount can: give a number below 10^500",
            th="{found} มีหลักมากเกินกว่าจะเป็นจำนวนเงิน ต้องน้อยกว่า 10^500",
        ),
        "unit-not-positive": Message(
            en="cannot round to units of {found}: give a unit above zero",
            th="ปัดเศษเป็นหน่วย {found} ไม่ได้ หน่วยต้องมากกว่าศูนย์",
        ),
        "digits-lost": Message(
            en="{found} cannot be shown with {decimals} decimals in {unit} without losing digits: name a rounding",
            th="แสดง {found} ด้วยทศนิยม {decimals} ตำแหน่ง หน่วย {unit} จะทำให้ตัวเลขหาย ให้ระบุวิธีปัดเศษ",
        ),
        "beyond-int64": Message(
            en="{found} at row {row} does not fit a column of 64-bit satang: split the amount",
            th="{found} ที่แถว {row} เกินคอลัมน์สตางค์ 64 บิต ให้แบ่งจำนวนเงิน",
        ),
        "option": Message(
            en="{option} cannot be {found}: choose one of {choices}",
            th="{option} เป็น {found} ไม่ได้ ให้เลือกจาก {choices}",
        ),
    }


class MoneyTextError(MoneyValueError):
    """Raised when text cannot be read as an amount of money in figures."""

    kind = "money-text"
    messages: ClassVar[Mapping[str, Message]] = {
        **MoneyValueError.messages,
        "too-long": Message(
            en="the text {text} has {length} characters: an amount has at most {limit}",
            th="ข้อความ {text} ยาว {length} อักขระ จำนวนเงินยาวได้ไม่เกิน {limit}",
        ),
        "no-figures": Message(
            en="no amount in figures in {text}: write one such as 2,757,683,080 บาท",
            th="ไม่มีจำนวนเงินเป็นตัวเลขใน {text} ให้เขียน เช่น 2,757,683,080 บาท",
        ),
        "grouping": Message(
            en="{found} in {text} is not grouped by thousands: write 1,234,567.89 or 1234567.89",
            th="{found} ใน {text} คั่นหลักพันไม่ถูกต้อง ให้เขียน 1,234,567.89 หรือ 1234567.89",
        ),
        "two-signs": Message(
            en="{text} has more than one sign: write one minus, one ลบ, or one pair of brackets",
            th="{text} มีเครื่องหมายมากกว่าหนึ่ง ให้ใช้ลบหรือวงเล็บเพียงอย่างเดียว",
        ),
        "unknown-unit": Message(
            en="{found} in {text} is not a unit of money: write บาท, ล้านบาท, ฿ or THB",
            th="{found} ใน {text} ไม่ใช่หน่วยเงิน ให้เขียน บาท ล้านบาท ฿ หรือ THB",
        ),
    }


def checked(option: str, value: object, choices: tuple[object, ...]) -> None:
    """Refuse the value of an option that is not among its choices.

    Raises:
        MoneyValueError: The value is not one of the choices.
    """
    # By type too: True and 1.0 equal 1 without being it.
    if value not in choices or type(value) is not type(choices[0]):
        listed = ", ".join(map(str, choices))
        raise MoneyValueError("option", option=option, found=clipped(value), choices=listed)
