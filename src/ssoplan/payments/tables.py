"""The tables of a pay run: their columns, what stands in each, and the headings by which officials know them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ALLOCATIONS",
    "CLAIMS",
    "EARLIER",
    "MEMBERS",
    "PERSONS",
    "RETURNS",
    "TABLES",
    "WORDS",
    "Column",
    "Kind",
    "Table",
]

Kind = Literal["name", "citizen", "account", "day", "yes-no", "amount"]
WORDS: Mapping[Kind, Message] = {
    "name": Message("text", "ข้อความ"),
    "citizen": Message("citizen ids as text", "เลขประจำตัวประชาชนเป็นข้อความ"),
    "account": Message("account numbers as text", "เลขที่บัญชีเป็นข้อความ"),
    "day": Message("days", "วันที่"),
    "yes-no": Message("yes or no", "ใช่หรือไม่ใช่"),
    "amount": Message("whole baht, or amounts as text", "บาทเต็มจำนวนหรือจำนวนเงินเป็นข้อความ"),
}
"""What stands in a column of each kind."""


@attrs.frozen
class Column:
    """A column of an input table.

    Attributes:
        name: As in the class of its objects.
        kind: What stands in it.
        headings: Other headings that it is read under.
        needed: Whether a row without it cannot be read.
    """

    name: str
    kind: Kind
    headings: tuple[str, ...] = ()
    needed: bool = False


@attrs.frozen
class Table:
    """An input table.

    Attributes:
        name: What it is called in errors.
        columns: Its columns; further ones are not read.
        key: The column that may name a row once only; None where rows may repeat.
    """

    name: str
    columns: tuple[Column, ...]
    key: str | None = None

    @property
    def names(self) -> list[str]:
        """The names of its columns."""
        return [column.name for column in self.columns]


_PERSON = Column(
    "person_id",
    "citizen",
    ("person", "citizen_id", "เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "เลขประจำตัวผู้ประกันตน"),
    needed=True,
)
_CLAIM = ("claim", "เลขที่คำขอ", "คำขอ")
_MEMBER = Column("member_id", "name", ("member", "รหัสเครือข่าย", "เครือข่าย"), needed=True)
_OFFICE = ("office", "หน่วยงาน", "สำนักงาน")

CLAIMS = Table(
    "claims",
    (
        Column("claim_id", "name", _CLAIM, needed=True),
        _MEMBER,
        _PERSON,
        Column("registered", "day", ("วันที่ขึ้นทะเบียน", "วันที่สมัคร")),
    ),
    key="claim_id",
)
MEMBERS = Table(
    "members",
    (
        _MEMBER,
        Column("office_th", "name", _OFFICE),
        Column("natural_person", "yes-no", ("บุคคลธรรมดา",)),
        Column("approved", "day", ("วันที่อนุมัติ",)),
        Column("entered", "day", ("วันที่ขึ้นทะเบียนในระบบ", "วันที่ขึ้นทะเบียนเครือข่าย")),
        Column("account", "account", ("เลขที่บัญชี", "บัญชีธนาคาร")),
    ),
    key="member_id",
)
PERSONS = Table(
    "persons",
    (
        _PERSON,
        Column("complete", "yes-no", ("สถานะสมบูรณ์", "สมบูรณ์")),
        Column("first_time", "yes-no", ("รายใหม่", "เป็นรายใหม่")),
    ),
    key="person_id",
)
EARLIER = Table("earlier", (_PERSON, Column("claim_id", "name", _CLAIM)))
ALLOCATIONS = Table(
    "allocations",
    (
        Column("office_th", "name", _OFFICE, needed=True),
        Column("amount", "amount", ("เงินจัดสรร", "จำนวนเงิน"), needed=True),
    ),
    key="office_th",
)
RETURNS = Table(
    "returns",
    (
        Column("claim_id", "name", _CLAIM, needed=True),
        Column("run_id", "name", ("run", "รอบจ่าย"), needed=True),
        Column("returned", "day", ("day", "วันที่คืนเงิน"), needed=True),
        Column("reason", "name", ("เหตุผล",), needed=True),
    ),
    key="claim_id",
)
"""Payments that the bank returned; no table of a pay run."""
TABLES = (CLAIMS, MEMBERS, PERSONS, EARLIER, ALLOCATIONS)
