"""What can be wrong with a pay run's input as a whole, and with single rows of it.

A wrong file stops the run with a `PaymentInputError`. A wrong row of a file does not: it becomes a `RejectedRow`
with its number and reason, and its numbers of persons and accounts are shown masked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ssoplan.errors import Message, SsoplanError
from ssoplan.payments.masking import masked_value, prints_names_masked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssoplan.errors import Language

__all__ = ["TITLES", "PayRunError", "PaymentInputError", "RejectedRow"]


class _MaskedError(SsoplanError):
    """An error whose values are masked when it is made, so that nothing that prints or keeps it has a number."""

    def __init__(self, reason: str, /, **values: Any) -> None:
        super().__init__(reason, **{name: masked_value(value) for name, value in values.items()})


class PaymentInputError(_MaskedError, ValueError):
    """Raised when a table given to a pay run cannot be read as a whole."""

    kind = "payment-input"
    messages: ClassVar[Mapping[str, Message]] = {
        "file": Message(
            en="cannot read the {table} from {path}: {problem}",
            th="อ่านตาราง {table} จาก {path} ไม่ได้: {problem}",
        ),
        "encoding": Message(
            en="{path} is not UTF-8 text; save it as “CSV UTF-8” and give it again",
            th="{path} ไม่ใช่ข้อความ UTF-8 โปรดบันทึกเป็น “CSV UTF-8” แล้วส่งใหม่",
        ),
        "csv": Message(
            en="{path}, line {line}: {problem}; a quotation mark may be open",
            th="{path} บรรทัด {line}: {problem} อาจมีเครื่องหมายคำพูดที่ไม่ปิด",
        ),
        "no-header": Message(
            en="the {table} in {path} have no header; the first line has to name the columns {columns}",
            th="ตาราง {table} ใน {path} ไม่มีหัวตาราง บรรทัดแรกต้องเป็นชื่อคอลัมน์ {columns}",
        ),
        "columns": Message(
            en="the {table} lack the column {missing}; the columns found are {found}",
            th="ตาราง {table} ไม่มีคอลัมน์ {missing} คอลัมน์ที่พบคือ {found}",
        ),
        "separator": Message(
            en="the {table} have {sign} between their columns, not commas; save them as “CSV UTF-8 (comma delimited)”",
            th="ตาราง {table} คั่นคอลัมน์ด้วย{sign} ไม่ใช่จุลภาค โปรดบันทึกเป็น “CSV UTF-8 (comma delimited)”",
        ),
        "columns-twice": Message(
            en="the {table} have the column {column} twice ({found}); keep one",
            th="ตาราง {table} มีคอลัมน์ {column} ซ้ำ ({found}) ให้เหลือคอลัมน์เดียว",
        ),
        "column-type": Message(
            en="column {column} of the {table} holds {found}, not {expected}; give it as it is written, as text",
            th="คอลัมน์ {column} ของตาราง {table} เป็น {found} ไม่ใช่ {expected} ให้ส่งเป็นข้อความตามที่เขียน",
        ),
        "not-a-table": Message(
            en="the {table} cannot be read from a {found}; give the path of a CSV file, a data frame, or {objects}",
            th="อ่านตาราง {table} จาก {found} ไม่ได้ ให้ส่งไฟล์ CSV ตารางข้อมูล หรือ {objects}",
        ),
        "bad-rows": Message(
            en="the {table} have {count} row(s) that cannot be read, and without them a claim could be paid wrongly: {first}",
            th="อ่านตาราง {table} ไม่ได้ {count} แถว ซึ่งอาจทำให้จ่ายผิด: {first}",
        ),
    }


class PayRunError(_MaskedError, ValueError):
    """Raised when a pay run cannot be decided or cannot be paid."""

    kind = "pay-run"
    messages: ClassVar[Mapping[str, Message]] = {
        "ledger-needed": Message(
            en="a run that pays needs a ledger; give ledger=, or keep dry_run=True",
            th="การจ่ายจริงต้องมีบัญชีแยกประเภท ให้ระบุ ledger= หรือใช้ dry_run=True",
        ),
        "allocation": Message(
            en="the allocation of {office} is {allocation}, but {spent} of it is paid or held back already; give the total to date",
            th="เงินจัดสรรของ {office} คือ {allocation} แต่จ่ายหรือกันไว้แล้ว {spent} ให้ระบุยอดรวมถึงปัจจุบัน",
        ),
        "option": Message(
            en="parameter {id} is {value!r}; it has to be one of {known}",
            th="พารามิเตอร์ {id} เป็น {value!r} ต้องเป็นค่าใดค่าหนึ่งใน {known}",
        ),
        "too-large": Message(
            en="the amounts of the claims add up beyond what can be counted exactly; check the rate and the allocations",
            th="ยอดรวมของคำขอมากเกินกว่าที่จะนับได้แม่นยำ โปรดตรวจอัตราและเงินจัดสรร",
        ),
        "not-run": Message(
            en="rule {rule} cannot be read over whole columns: {why}; use engine='direct'",
            th="กฎ {rule} ตรวจทั้งคอลัมน์ไม่ได้: {why} ให้ใช้ engine='direct'",
        ),
        "year": Message(
            en="the year of a run is {year!r}; give a fund year, such as FundYear(2566)",
            th="ปีของรอบจ่ายเป็น {year!r} ให้ระบุปีกองทุน เช่น FundYear(2566)",
        ),
        "unknown-claim": Message(
            en="there is no claim {claim!r} in run {run}; {hint}",
            th="ไม่มีคำขอ {claim!r} ในรอบ {run} {hint_th}",
        ),
        "differs": Message(
            en="run {run} is in the ledger with another decision; it was made by another version of the library",
            th="รอบ {run} อยู่ในบัญชีด้วยผลที่ต่างกัน เป็นผลจากไลบรารีรุ่นอื่น",
        ),
        "busy": Message(
            en="other runs came first {tries} times; run it again",
            th="มีรอบอื่นบันทึกก่อน {tries} ครั้ง โปรดรันใหม่",
        ),
        "engine": Message(
            en="there is no engine {engine!r}; choose columns, direct or rete",
            th="ไม่มีเครื่องมือ {engine!r} ให้เลือก columns, direct หรือ rete",
        ),
    }


TITLES: Mapping[str, Message] = {
    "claims": Message("claims", "คำขอ"),
    "members": Message("members", "ทะเบียนเครือข่าย"),
    "persons": Message("persons", "ผู้ประกันตน"),
    "earlier": Message("earlier payments", "การจ่ายก่อนหน้า"),
    "allocations": Message("allocations", "เงินจัดสรร"),
    "returns": Message("returned payments", "รายการที่ธนาคารคืนเงิน"),
}
"""What each table is called."""

_FAULTS: Mapping[str, Message] = {
    "cells": Message(
        en="it has {found} cells, the header has {expected}", th="มี {found} ช่อง แต่หัวตารางมี {expected} ช่อง"
    ),
    "blank": Message(en="it is blank", th="เป็นแถวว่าง"),
    "empty": Message(en="{column} is empty", th="{column} ว่าง"),
    "text": Message(
        en="{column} is {shown!r}, with invisible characters or beyond 200 characters",
        th="{column} เป็น {shown!r} มีอักขระที่มองไม่เห็น หรือยาวเกิน 200 ตัวอักษร",
    ),
    "date": Message(en="{column}: {detail}", th="{column}: {detail}"),
    "be-year": Message(
        en="{column} is {shown!r}, which looks like a Buddhist year written as ISO; write 31/12/2566 or 2023-12-31",
        th="{column} เป็น {shown!r} ซึ่งน่าจะเป็นปี พ.ศ. ในรูปแบบสากล ให้เขียน 31/12/2566 หรือ 2023-12-31",
    ),
    "yes-no": Message(
        en="{column} is {shown!r}; write yes or no", th="{column} เป็น {shown!r} ให้เขียน ใช่ หรือ ไม่ใช่"
    ),
    "amount": Message(
        en="{column} is {shown!r}, no amount of baht from 0 up",
        th="{column} เป็น {shown!r} ไม่ใช่จำนวนเงินบาทตั้งแต่ 0 ขึ้นไป",
    ),
    "citizen-id": Message(en="{column}: {detail}", th="{column}: {detail}"),
    "repeated": Message(en="it repeats row {other}", th="ซ้ำกับแถวที่ {other}"),
    "contradicting": Message(
        en="{column} {shown!r} stands in rows with different content, the first of them row {other}",
        th="{column} {shown!r} ปรากฏในหลายแถวที่เนื้อหาต่างกัน แถวแรกคือแถวที่ {other}",
    ),
}


@prints_names_masked
@attrs.frozen(kw_only=True)
class RejectedRow:
    """A row of an input table that could not be read.

    Attributes:
        table: Of which table: ``claims``, ``members``, ``persons``, ``earlier``, ``allocations`` or ``returns``.
        row: Its number among the rows of the table, from 1; in a CSV file the header is not counted.
        reason: The stable word for what is wrong, such as ``empty`` or ``citizen-id``.
        column: The column at fault, if it is one.
        shown: What stands there, masked.
        detail: What more is known.
        found: The number of cells, where that is wrong.
        expected: The number of cells of the header.
        other: Another row that it repeats or contradicts.
    """

    table: str
    row: int
    reason: str
    column: str = ""
    shown: str = ""
    detail: Message | None = None
    found: int | None = None
    expected: int | None = None
    other: int | None = None

    def text(self, lang: Language = "en") -> str:
        """Return what is wrong as a sentence, in English or Thai."""
        values = attrs.asdict(self, recurse=False)
        values["detail"] = "" if self.detail is None else getattr(self.detail, lang)
        values["table"] = getattr(TITLES[self.table], lang)
        place = Message(en="row {row} of the {table}: ", th="แถวที่ {row} ของ {table}: ")
        return place.text(lang, **values) + _FAULTS[self.reason].text(lang, **values)

    def __str__(self) -> str:
        return self.text("en")
