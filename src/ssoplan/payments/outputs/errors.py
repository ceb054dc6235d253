"""What can keep the outputs of a pay run from being written: errors in two languages that show no personal number."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ssoplan.errors import Message, SsoplanError
from ssoplan.payments.masking import masked
from ssoplan.payments.problems import problem_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["BankFileError", "OutputError", "not_writable"]


class OutputError(SsoplanError, OSError):
    """Raised when outputs cannot be written where they were asked for; what stands there is left as it is."""

    kind = "pay-output"
    messages: ClassVar[Mapping[str, Message]] = {
        "no-folder": Message(
            en="{path} is a file, and the outputs need a folder; name a folder or a new place",
            th="{path} เป็นไฟล์ แต่ผลลัพธ์ต้องเก็บในโฟลเดอร์ ให้ระบุโฟลเดอร์หรือที่ใหม่",
        ),
        "occupied": Message(
            en="the folder {path} holds {found}, which is not of this run; name an empty folder or a new place",
            th="โฟลเดอร์ {path} มี {found} ซึ่งไม่ใช่ของรอบจ่ายนี้ ให้ระบุโฟลเดอร์ว่างหรือที่ใหม่",
        ),
        "not-paid": Message(
            en="the folder {path} holds the outputs of a run that is not paid; name another folder for what is paid",
            th="โฟลเดอร์ {path} มีผลของรอบที่ยังไม่จ่าย ให้ระบุโฟลเดอร์อื่นสำหรับรอบที่จ่ายจริง",
        ),
        "exists": Message(
            en="{path} exists with other content, and is not written over; name a new file",
            th="มี {path} อยู่แล้วและเนื้อหาต่างกัน จึงไม่เขียนทับ ให้ระบุไฟล์ใหม่",
        ),
        "not-writable": Message(
            en="cannot write to {path}: {problem}; check the place, the space and your rights",
            th="เขียนที่ {path} ไม่ได้: {problem} โปรดตรวจที่เก็บ พื้นที่ว่าง และสิทธิ์",
        ),
    }


class BankFileError(SsoplanError, ValueError):
    """Raised when a bank file is asked for that may not or cannot be made."""

    kind = "bank-file"
    messages: ClassVar[Mapping[str, Message]] = {
        "reveal": Message(
            en="a bank file holds account numbers in full; say so with reveal=True",
            th="ไฟล์ธนาคารมีเลขที่บัญชีเต็ม ให้ยืนยันด้วย reveal=True",
        ),
        "not-committed": Message(
            en="run {run} is not paid, and a bank file tells the bank to pay; commit the run first",
            th="รอบ {run} ยังไม่ได้จ่าย แต่ไฟล์ธนาคารคือคำสั่งให้ธนาคารจ่าย ให้บันทึกรอบลงบัญชีก่อน",
        ),
        "incomplete": Message(
            en="claim {claim} is payable without an account or an amount; put the rules back that ask for them",
            th="คำขอ {claim} จ่ายได้โดยไม่มีเลขที่บัญชีหรือจำนวนเงิน โปรดใช้กฎที่ตรวจสองรายการนี้",
        ),
        "suffix": Message(
            en="a bank file cannot be written as {suffix!r}; name a file that ends in .csv or .xlsx",
            th="เขียนไฟล์ธนาคารเป็น {suffix!r} ไม่ได้ ให้ใช้ชื่อไฟล์ที่ลงท้ายด้วย .csv หรือ .xlsx",
        ),
    }


def not_writable(path: Path, error: OSError | ValueError) -> OutputError:
    """Return the failure of the operating system to write to a place, as an error of the library."""
    return OutputError("not-writable", path=masked(str(path)), problem=problem_of(error))
