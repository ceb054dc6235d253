"""What can be wrong with an amount to divide, with weights, and with floors and caps."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ssoplan.calculators.errors import CalculatorError
from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["AllocationError"]


class AllocationError(CalculatorError):
    """Raised when an amount cannot be divided as asked."""

    kind = "allocation"
    messages: ClassVar[Mapping[str, Message]] = {
        "not-total": Message(
            en="{name} is {value!r} ({type}); give a whole number or a Baht, never a float",
            th="{name} เป็น {value!r} ({type}) ให้ระบุจำนวนเต็มหรือ Baht ห้ามใช้ float",
        ),
        "not-unit": Message(
            en="the unit is {value!r}; give a whole number above zero, or for a total in Baht an amount in baht above zero",
            th="หน่วยเป็น {value!r} ให้ระบุจำนวนเต็มที่มากกว่าศูนย์ หรือจำนวนเงินบาทที่มากกว่าศูนย์เมื่อยอดเป็น Baht",
        ),
        "unlike": Message(
            en="{name} is {value!r} and the total is {total!r}; give both in Baht or both as whole numbers",
            th="{name} เป็น {value!r} แต่ยอดรวมเป็น {total!r} ให้ระบุเป็น Baht ทั้งคู่หรือเป็นจำนวนเต็มทั้งคู่",
        ),
        "not-members": Message(
            en="{name} are {value!r} ({type}); give a list, or a mapping from each member to its weight",
            th="{name} เป็น {value!r} ({type}) ให้ระบุเป็นรายการ (list) หรือตารางจับคู่ (dict) จากแต่ละรายไปยังน้ำหนัก",
        ),
        "no-members": Message(
            en="there is nobody to divide {total} among: the weights are empty; give one weight for each member",
            th="ไม่มีรายใดให้แบ่ง {total} เพราะไม่ได้ระบุน้ำหนัก ให้ระบุน้ำหนักของแต่ละราย",
        ),
        "weight-type": Message(
            en="the weight of {member} is {value!r} ({type}); give an int, Fraction, Decimal or Baht, never a float",
            th="น้ำหนักของ {member} เป็น {value!r} ({type}) ให้ระบุเป็น int, Fraction, Decimal หรือ Baht ห้ามใช้ float",
        ),
        "weight-size": Message(
            en="the weight of {member} is {value}; give a finite number of ordinary length",
            th="น้ำหนักของ {member} เป็น {value} ให้ระบุจำนวนจำกัดที่ไม่ยาวเกินไป",
        ),
        "weights-mixed": Message(
            en="the weight of {member} is {value!r}, others are of another kind; give all weights in Baht or none",
            th="น้ำหนักของ {member} เป็น {value!r} แต่รายอื่นเป็นชนิดอื่น ให้ระบุน้ำหนักเป็น Baht ทั้งหมดหรือไม่ใช้เลย",
        ),
        "weight-negative": Message(
            en="the weight of {member} is {value}, below zero; give 0 or more (for a cut, give a total below zero)",
            th="น้ำหนักของ {member} เป็น {value} ซึ่งต่ำกว่าศูนย์ ให้ระบุตั้งแต่ 0 ขึ้นไป (ถ้าเป็นการปรับลด ให้ระบุยอดรวมติดลบ)",
        ),
        "weights-zero": Message(
            en="all {count} weights are zero, so there is no share to divide {total} by; give at least one above zero",
            th="น้ำหนักทั้ง {count} รายเป็นศูนย์ จึงไม่มีสัดส่วนสำหรับแบ่ง {total} ให้ระบุอย่างน้อยหนึ่งรายที่มากกว่าศูนย์",
        ),
        "bounds-members": Message(
            en="the {name} name {value}, which has no weight; use the members of the weights",
            th="{name} ระบุ {value} ซึ่งไม่มีน้ำหนัก ให้ใช้รายเดียวกับที่ระบุน้ำหนัก",
        ),
        "bounds-shape": Message(
            en="the {name} are not given as the weights are; give one amount for all, or a {shape} like the weights",
            th="{name} ไม่ได้ระบุในรูปแบบเดียวกับน้ำหนัก ให้ระบุค่าเดียวสำหรับทุกราย หรือ{shape} แบบเดียวกับน้ำหนัก",
        ),
        "bound-negative": Message(
            en="one of the {name} is {value}, below zero; give 0 or more (for a cut it bounds the size of the cut)",
            th="{name} ค่าหนึ่งเป็น {value} ซึ่งต่ำกว่าศูนย์ ให้ระบุตั้งแต่ 0 ขึ้นไป (ถ้าเป็นการปรับลดหมายถึงขนาดที่ปรับลด)",
        ),
        "floor-above-cap": Message(
            en="no multiple of {unit} for {member} lies between its floor {floor} and its cap {cap}; raise the cap or lower the floor",
            th="ไม่มีจำนวนเท่าของ {unit} สำหรับ {member} ระหว่างขั้นต่ำ {floor} กับขั้นสูง {cap} ให้เพิ่มขั้นสูงหรือลดขั้นต่ำ",
        ),
        "floors-above-total": Message(
            en="the floors add up to {sum}, more than the {total} to give out; lower floors by {short}",
            th="ขั้นต่ำรวมกันได้ {sum} เกินยอดที่จัดสรร {total} ให้ลดขั้นต่ำลง {short}",
        ),
        "caps-below-total": Message(
            en="the caps let {sum} be given out (a weight of zero takes its floor only), less than {total}; raise caps by {short}",
            th="ขั้นสูงให้จัดสรรได้ {sum} (น้ำหนักศูนย์ได้เพียงขั้นต่ำ) น้อยกว่ายอดที่จัดสรร {total} ให้เพิ่มขั้นสูงอีก {short}",
        ),
        "unknown-choice": CalculatorError.messages["unknown-choice"],
        "not-periods": Message(
            en="periods is {value!r}; give how many, a list of Months, or a year",
            th="งวดเป็น {value!r} ให้ระบุจำนวนงวด รายการ Month หรือปี",
        ),
        "no-periods": Message(
            en="there is no period; give at least one",
            th="ไม่มีงวด ให้ระบุอย่างน้อยหนึ่งงวด",
        ),
        "too-many-periods": Message(
            en="periods is {value}; give at most {most}",
            th="งวดเป็น {value} ให้ระบุไม่เกิน {most}",
        ),
        "period-twice": Message(
            en="{period} is given twice; give each month once",
            th="ระบุ {period} ซ้ำ ให้ระบุแต่ละเดือนครั้งเดียว",
        ),
        "unknown-period": Message(
            en="{name} is {value!r}; give {choices}",
            th="{name} เป็น {value!r} ให้ระบุ {choices}",
        ),
        "not-slope": Message(
            en="{name} is {value!r} ({type}); give an int, Fraction or Decimal, never a float",
            th="{name} เป็น {value!r} ({type}) ให้ระบุ int, Fraction หรือ Decimal ห้ามใช้ float",
        ),
        "no-last-knot": Message(
            en="the last of {count} periods has no level; give one for it, so that the line has an end",
            th="งวดสุดท้ายจาก {count} งวดไม่มีค่า ให้ระบุค่าเพื่อให้เส้นมีจุดสิ้นสุด",
        ),
    }
