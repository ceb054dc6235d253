"""The errors of charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DisplayError", "DisplayFileError", "DisplayTypeError"]


class DisplayError(SsoplanError, ValueError):
    """Raised when there is nothing to draw, or no such form of a chart."""

    kind = "display"
    messages: ClassVar[Mapping[str, Message]] = {
        "nothing": Message(en="there is nothing to draw: {what}", th="ไม่มีข้อมูลสำหรับแผนภูมิ: {what}"),
        "suffix": Message(
            en="a chart cannot be saved as {path}; end the name with .svg, .png, .html or .json",
            th="บันทึกแผนภูมิเป็น {path} ไม่ได้ ให้ลงท้ายชื่อด้วย .svg .png .html หรือ .json",
        ),
        "column": Message(
            en="the table has no column {column!r}; choose one of {choices}",
            th="ตารางไม่มีคอลัมน์ {column!r} ให้เลือกจาก {choices}",
        ),
        "results": Message(
            en="there are {results} results for {months} months; give one for each month so far",
            th="มีผล {results} ค่าสำหรับ {months} เดือน ให้ระบุเดือนละหนึ่งค่าจนถึงเดือนปัจจุบัน",
        ),
        "by": Message(
            en="there is no split by {by!r}; choose one of {choices}",
            th="ไม่มีการแบ่งตาม {by!r} ให้เลือกจาก {choices}",
        ),
        "language": Message(
            en="charts have no words in the language {lang}; choose one of {choices}",
            th="แผนภูมิไม่มีข้อความในภาษา {lang} ให้เลือกจาก {choices}",
        ),
        "not-drawable": Message(
            en="the value {value} cannot be drawn; give finite numbers of ordinary length",
            th="วาดค่า {value} ไม่ได้ ให้ระบุจำนวนที่มีค่าจำกัดและมีความยาวปกติ",
        ),
        "scale": Message(
            en="a picture cannot have {scale} pixels for each point; give a whole number of 1 or more",
            th="รูปภาพมี {scale} พิกเซลต่อจุดไม่ได้ ให้ระบุจำนวนเต็มตั้งแต่ 1 ขึ้นไป",
        ),
    }


class DisplayTypeError(DisplayError, TypeError):
    """Raised when a chart is given an object of another class than it can draw."""

    kind = "display-type"
    messages: ClassVar[Mapping[str, Message]] = {
        "wrong-type": Message(
            en="{of} cannot use {value} ({type}) as {name}; give {expected}",
            th="{of} ใช้ {value} ({type}) เป็น {name} ไม่ได้ ให้ระบุ {expected}",
        ),
    }


class DisplayFileError(DisplayError, OSError):
    """Raised when a chart cannot be written where it was asked for."""

    kind = "display-file"
    messages: ClassVar[Mapping[str, Message]] = {
        "no-folder": Message(
            en="cannot save the chart as {path}: there is no folder {folder}; make it, or name another place",
            th="บันทึกแผนภูมิเป็น {path} ไม่ได้: ไม่มีโฟลเดอร์ {folder} ให้สร้างก่อน หรือระบุที่อื่น",
        ),
        "folder": Message(
            en="cannot save the chart as {path}: it is a folder; name a file",
            th="บันทึกแผนภูมิเป็น {path} ไม่ได้: เป็นโฟลเดอร์ ให้ระบุชื่อไฟล์",
        ),
        "not-writable": Message(
            en="cannot save the chart as {path}: {problem}; check the place, the space and your rights",
            th="บันทึกแผนภูมิเป็น {path} ไม่ได้: {problem} โปรดตรวจที่เก็บ พื้นที่ว่าง และสิทธิ์",
        ),
    }
