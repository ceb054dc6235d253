"""What a data frame to be checked may not be, said in English and Thai."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FrameError"]


class FrameError(SsoplanError, ValueError):
    """Raised when a data frame does not say what its rows are in a way that rules can read."""

    kind = "frame"
    messages: ClassVar[Mapping[str, Message]] = {
        "not-a-frame": Message(
            en="{found} is not a data frame; give a polars, pandas or PyArrow frame, or another that narwhals knows",
            th="{found} ไม่ใช่ตารางข้อมูล ให้ส่งตารางของ polars, pandas, PyArrow หรือที่ narwhals รู้จัก",
        ),
        "key-needed": Message(
            en="name the columns that identify a row, as in key='id'; only an eager frame has row numbers instead",
            th="ให้ระบุคอลัมน์ที่บ่งชี้แถว เช่น key='id' เฉพาะตารางที่ไม่ใช่แบบ lazy จึงใช้เลขแถวแทนได้",
        ),
        "key-unknown": Message(
            en="the key {key!r} is no column; {hint}", th="ไม่มีคอลัมน์ {key!r} สำหรับ key; {hint_th}"
        ),
        "key-taken": Message(
            en="a key column may not be called {key!r}, which the findings need; rename it",
            th="คอลัมน์ key ใช้ชื่อ {key!r} ไม่ได้ เพราะเป็นชื่อในผลการตรวจ ให้เปลี่ยนชื่อ",
        ),
        "unknown-column": Message(
            en="column {column!r} is no fact of {subject}: {hint} Drop it, or name it in key",
            th="คอลัมน์ {column!r} ไม่ใช่ข้อเท็จจริงของ {subject}: {hint_th} ให้ตัดออก หรือระบุใน key",
        ),
        "twice": Message(
            en="columns {fact!r} and {satang!r} both give {subject}.{fact}; keep one",
            th="คอลัมน์ {fact!r} และ {satang!r} ให้ค่า {subject}.{fact} ทั้งคู่ ให้เหลือหนึ่งเดียว",
        ),
        "decimals": Message(
            en="decimals={decimals!r} for {fact!r}: give a whole number from 0 to 18, for a number fact of {subject} "
            "that does not declare its decimals",
            th="decimals={decimals!r} ของ {fact!r}: ให้ระบุจำนวนเต็ม 0 ถึง 18 สำหรับข้อเท็จจริงชนิด number ของ {subject} "
            "ที่ไม่ได้ประกาศจำนวนทศนิยม",
        ),
        "type": Message(
            en="column {column!r} is {found}, but {subject}.{fact} ({type}) needs {expected}; {hint}",
            th="คอลัมน์ {column!r} เป็น {found} แต่ {subject}.{fact} ({type}) ต้องเป็น {expected}; {hint_th}",
        ),
        "moment": Message(
            en="column {column!r} holds a time of day in row {row}; {subject}.{fact} is a day: take the date first",
            th="คอลัมน์ {column!r} แถว {row} มีเวลาของวัน แต่ {subject}.{fact} เป็นวันที่ ให้ตัดเวลาออกก่อน",
        ),
    }
