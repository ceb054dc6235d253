"""The subject of a pay run: one claim of compensation, with all that was joined to it.

The facts come from the claim table of `ssoplan.payments`, which joins each claim once with the register of members,
the status of the insured person, earlier payments, and the money of the office. Citizen ids and account numbers are
no facts: rules need only know whether one stands there and is well formed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan.errors import Message
from ssoplan.rules.facts import Subject, stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssoplan.rules.facts import Row

__all__ = ["CLAIM", "claims"]

CLAIM = Subject(
    "claim",
    Message(en="claim of a network member", th="คำขอรับค่าตอบแทนเครือข่าย"),
    (
        stored("claim", "text", en="number of the claim", th="เลขที่คำขอ"),
        stored("member", "text", en="network member", th="เครือข่าย"),
        stored("office", "text", en="office of the member", th="หน่วยงานของเครือข่าย"),
        stored("registered", "date", en="day on which the person registered", th="วันที่ผู้ประกันตนขึ้นทะเบียน"),
        stored("year", "fund_year", en="fund year of the run", th="ปีกองทุนที่จ่าย"),
        stored("member_known", "bool", en="member is in the register", th="มีชื่อในทะเบียนเครือข่าย"),
        stored("natural_person", "bool", en="member is a natural person", th="เครือข่ายเป็นบุคคลธรรมดา"),
        stored("member_approved", "date", en="day on which the member was approved", th="วันที่อนุมัติเครือข่าย"),
        stored(
            "member_entered", "date", en="day on which the member was entered in the section 40 system",
            th="วันที่ขึ้นทะเบียนเครือข่ายในระบบมาตรา 40",
        ),
        stored("has_account", "bool", en="member has an account on file", th="เครือข่ายมีบัญชีธนาคาร"),
        stored("account_well_formed", "bool", en="account number is well formed", th="เลขที่บัญชีถูกต้องตามรูปแบบ"),
        stored("complete", "bool", en="status of the person is complete", th="ผู้ประกันตนมีสถานะโดยสมบูรณ์"),
        stored("first_time", "bool", en="person is new", th="ผู้ประกันตนเป็นรายใหม่"),
        stored("counted_before", "text", en="claim for which the person was paid before", th="คำขอที่เคยจ่ายสำหรับผู้ประกันตนรายนี้"),
        stored("paid_before", "text", en="run that paid this claim number before", th="รอบที่เคยจ่ายคำขอเลขที่นี้"),
        stored("counted_here", "text", en="claim of this run that has the person's place", th="คำขอในรอบนี้ที่ได้ลำดับของผู้ประกันตนรายนี้"),
        stored(
            "first_of_person", "bool", en="is the first good claim for the person in the run",
            th="เป็นคำขอที่ถูกต้องลำดับแรกของผู้ประกันตนรายนี้ในรอบ",
        ),
        stored("amount", "money", low=0, en="compensation at the rate of the day", th="ค่าตอบแทนตามอัตรา ณ วันขึ้นทะเบียน"),
        stored("needed", "money", low=0, en="sum of the office's claims up to this one", th="ยอดสะสมของคำขอในหน่วยงานถึงรายการนี้"),
        stored("available", "money", low=0, en="what the office's allocation still has", th="เงินจัดสรรคงเหลือของหน่วยงาน"),
    ),
)  # fmt: skip


def claims(_document: object) -> Iterator[Row]:
    """Return no rows: claims stand in no document, a pay run gives them."""
    return iter(())
