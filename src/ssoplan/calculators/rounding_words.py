"""Ways of rounding as officers write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ssoplan.calculators.showing import show
from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ROUNDED", "ROUNDED_TO", "rounded_to"]


def rounded_to(rule: str, unit: Any) -> Message:
    """Return how a number is rounded, and to what, in both languages."""
    words = ROUNDED_TO[rule]
    return Message(en=words.text("en", unit=show(unit, "en")), th=words.text("th", unit=show(unit, "th")))


ROUNDED: Mapping[str, Message] = {
    "half_up": Message(en="rounded half up", th="ปัดเศษตั้งแต่ครึ่งขึ้นไป"),
    "half_even": Message(en="rounded half to even", th="ปัดเศษครึ่งไปหาเลขคู่"),
    "up": Message(en="rounded up", th="ปัดเศษขึ้น"),
    "down": Message(en="rounded down", th="ปัดเศษทิ้ง"),
}
"""Each rounding as a remark in a line of working."""

ROUNDED_TO: Mapping[str, Message] = {
    "half_up": Message(
        en="rounded half up to {unit}",
        th="ปัดเศษตั้งแต่ครึ่งขึ้นไปเป็น {unit}",
    ),
    "half_even": Message(
        en="rounded half to even to {unit}",
        th="ปัดเศษเกินครึ่งเป็น {unit} เศษครึ่งพอดีปัดไปหาเลขคู่",
    ),
    "up": Message(en="rounded up to {unit}", th="เศษของ {unit} ปัดขึ้นเป็น {unit}"),
    "down": Message(en="rounded down to {unit}", th="เศษไม่ถึง {unit} ปัดทิ้ง"),
    "largest_remainder": Message(
        en="whole quotas, the rest to the largest remainders, in units of {unit}",
        th="วิธีเศษเหลือมากที่สุด หน่วยละ {unit}",
    ),
    "webster": Message(en="by Webster, in units of {unit}", th="วิธีเว็บสเตอร์ หน่วยละ {unit}"),
    "jefferson": Message(en="by Jefferson, in units of {unit}", th="วิธีเจฟเฟอร์สัน หน่วยละ {unit}"),
}
"""Each rounding with what the result is a multiple of; a method of allocation rounds in its own way."""
