"""The words of the outputs in two languages: titles of sheets and headings of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BANK", "BANK_TITLE", "BY", "HEADINGS", "STATES", "TITLE"]

STATES: Mapping[str, Message] = {
    "paid": Message("paid: written to the ledger", "จ่ายแล้ว: บันทึกลงบัญชีแล้ว"),
    "not paid": Message(
        "not paid: a dry run, nothing is written to a ledger", "ยังไม่จ่าย: ทดลองรัน ไม่ได้บันทึกลงบัญชี"
    ),
}

BY: Mapping[str, Message] = {
    "office": Message("office", "หน่วยงาน"),
    "member": Message("member", "เครือข่าย"),
    "month": Message("month", "เดือน"),
}

TITLE: Mapping[str, Message] = {
    "control": Message("Control", "ใบคุมยอด"),
    "totals": Message("Totals", "ยอดรวม"),
    "offices": Message("Offices", "หน่วยงาน"),
    "pay-list": Message("Pay list", "รายการจ่าย"),
    "rejected": Message("Rejected", "รายการปฏิเสธ"),
    "held": Message("Held", "รายการรอจ่าย"),
    "unread-rows": Message("Unread rows", "แถวที่อ่านไม่ได้"),
}

_OFFICE = Message("office", "หน่วยงาน")
_MEMBER = Message("member", "รหัสเครือข่าย")
_CLAIM = (
    Message("row", "แถวที่"),
    Message("claim", "เลขที่คำขอ"),
    _OFFICE,
    _MEMBER,
    Message("citizen id (masked)", "เลขประจำตัวประชาชน (ปิดบัง)"),
    Message("registered", "วันที่ขึ้นทะเบียน"),
)
_AMOUNT = Message("amount (baht)", "จำนวนเงิน (บาท)")
_AGAINST = (
    *_CLAIM,
    _AMOUNT,
    Message("set aside (baht)", "เงินที่กันไว้ (บาท)"),
    Message("rules", "กฎ"),
    Message("reasons", "เหตุผล"),
)

HEADINGS: Mapping[str, tuple[Message, ...]] = {
    "control": (Message("item", "รายการ"), Message("value", "ค่า")),
    "totals": (
        Message("by", "แยกตาม"),
        Message("key", "ชื่อ"),
        Message("claims", "คำขอ"),
        Message("payable", "จ่ายได้"),
        Message("rejected", "ปฏิเสธ"),
        Message("held", "รอจ่าย"),
        _AMOUNT,
        Message("amount in words", "จำนวนเงิน (ตัวอักษร)"),
        Message("set aside (baht)", "เงินที่กันไว้ (บาท)"),
        Message("set aside in words", "เงินที่กันไว้ (ตัวอักษร)"),
    ),
    "offices": (
        _OFFICE,
        Message("allocation", "เงินจัดสรร"),
        Message("paid before", "จ่ายก่อนรอบนี้"),
        Message("held back before", "กันไว้ก่อนรอบนี้"),
        Message("released by this run", "คืนจากที่กันไว้ในรอบนี้"),
        Message("paid by this run", "จ่ายรอบนี้"),
        Message("paid by this run in words", "จ่ายรอบนี้ (ตัวอักษร)"),
        Message("set aside by this run", "กันไว้รอบนี้"),
        Message("paid in all", "จ่ายทั้งหมด"),
        Message("held back in all", "กันไว้ทั้งหมด"),
        Message("remaining", "คงเหลือ"),
    ),
    "pay-list": (*_CLAIM, Message("account (masked)", "เลขที่บัญชี (ปิดบัง)"), _AMOUNT),
    "rejected": _AGAINST,
    "held": _AGAINST,
    "unread-rows": (
        Message("table", "ตาราง"),
        Message("row", "แถวที่"),
        Message("column", "คอลัมน์"),
        Message("code", "รหัสเหตุผล"),
        Message("reason", "เหตุผล"),
    ),
}

BANK_TITLE = Message("Transfers", "รายการโอน")
BANK: tuple[Message, ...] = (
    Message("number", "ลำดับ"),
    _OFFICE,
    _MEMBER,
    Message("account", "เลขที่บัญชี"),
    Message("claims", "จำนวนคำขอ"),
    _AMOUNT,
    Message("run", "รอบจ่าย"),
)
