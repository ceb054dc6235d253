"""Why a rule cannot be read on columns, said in English and Thai."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ColumnsError"]


class ColumnsError(SsoplanError, ValueError):
    """Raised when a rule cannot give on columns exactly what it gives on objects.

    Its ``reason`` is ``absent`` where the frame has no such column, else the limit of the reading.
    """

    kind = "columns"
    messages: ClassVar[Mapping[str, Message]] = {
        "absent": Message(
            en="{rule} was not run: the frame has no column for {what}; add it",
            th="ไม่ได้ตรวจ {rule}: ตารางไม่มีคอลัมน์ {what} ให้เพิ่มคอลัมน์",
        ),
        "joins": Message(
            en="{rule} was not run: it joins rows ({what}), which one frame cannot; check objects with check_objects",
            th="ไม่ได้ตรวจ {rule}: กฎเชื่อมหลายแถว ({what}) ตารางเดียวตรวจไม่ได้ ให้ใช้ check_objects กับวัตถุ",
        ),
        "list": Message(
            en="{rule} was not run: {what} is a list, which columns do not hold; check objects with check_objects",
            th="ไม่ได้ตรวจ {rule}: {what} เป็นรายการหลายค่า คอลัมน์เก็บไม่ได้ ให้ใช้ check_objects กับวัตถุ",
        ),
        "int64": Message(
            en="{rule} was not run: a number in '{what}' could reach {low} or {high}, beyond int64; "
            "declare bounds of the facts, or give narrower integer columns",
            th="ไม่ได้ตรวจ {rule}: ตัวเลขใน '{what}' อาจถึง {low} หรือ {high} เกิน int64 "
            "ให้ประกาศช่วงของข้อเท็จจริง หรือใช้คอลัมน์จำนวนเต็มที่แคบกว่า",
        ),
        "operator": Message(
            en="{rule} was not run: '{what}' has no equal on columns; check objects with check_objects",
            th="ไม่ได้ตรวจ {rule}: '{what}' ทำบนคอลัมน์ให้ผลเท่ากันไม่ได้ ให้ใช้ check_objects กับวัตถุ",
        ),
    }
