"""What a ledger refuses, and why: errors in two languages that show no personal number."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LedgerEntryError", "LedgerError", "LedgerStorageError", "StaleLedgerError", "TamperedLedgerError"]


class LedgerError(SsoplanError, RuntimeError):
    """Raised when a ledger refuses what is asked of it; nothing has been written then."""

    kind = "ledger"
    messages: ClassVar[Mapping[str, Message]] = {
        "differs": Message(
            en="run {run_id} is in the ledger with other decisions: the same input and policy have to give the same "
            "decisions; check with verify() that the ledger is whole and that one version of the library is used",
            th="รอบจ่าย {run_id} อยู่ในบัญชีแยกประเภทแล้วแต่ผลการพิจารณาต่างกัน ข้อมูลและนโยบายเดิมต้องได้ผลเดิม "
            "โปรดตรวจบัญชีด้วย verify() และใช้ไลบรารีรุ่นเดียวกัน",
        ),
        "counted-twice": Message(
            en="run {run_id} pays for a person or a claim that the ledger has paid before: nothing was written; "
            "take a new snapshot and decide again",
            th="รอบจ่าย {run_id} จ่ายให้บุคคลหรือคำขอที่เคยจ่ายแล้ว จึงไม่ได้บันทึกสิ่งใด โปรดอ่านยอดล่าสุดแล้วพิจารณาใหม่",
        ),
        "overspent": Message(
            en="run {run_id} would leave {office} with {remaining} of its allocation in {year}: nothing was written; "
            "hold claims until what is paid and held back fits the allocation",
            th="รอบจ่าย {run_id} ทำให้วงเงินของ {office} ปี {year} คงเหลือ {remaining} จึงไม่ได้บันทึกสิ่งใด "
            "โปรดพักคำขอไว้จนยอดจ่ายและยอดกันไว้ไม่เกินวงเงิน",
        ),
        "no-position": Message(
            en="the ledger has {current} runs, so there is no position {position}: give one from 0 to {current}",
            th="บัญชีมี {current} รอบจ่าย จึงไม่มีตำแหน่ง {position} ให้ระบุ 0 ถึง {current}",
        ),
        "no-run": Message(
            en="the ledger has no run {run_id}: list the runs with runs()",
            th="บัญชีไม่มีรอบจ่าย {run_id} ดูรายการได้ด้วย runs()",
        ),
        "closed": Message(
            en="the ledger {target} is closed: open it again",
            th="บัญชี {target} ปิดแล้ว โปรดเปิดใหม่",
        ),
    }


class LedgerEntryError(LedgerError, ValueError):
    """Raised when a line of a run cannot stand in a ledger; nothing has been written then."""

    kind = "ledger-entry"
    messages: ClassVar[Mapping[str, Message]] = {
        "kind": Message(
            en="line {line} has the kind {found}: give allocated, released, paid, held or returned",
            th="บรรทัด {line} มีชนิด {found} ต้องเป็น allocated released paid held หรือ returned",
        ),
        "amount": Message(
            en="line {line} ({kind}) has the amount {found}: give whole satang above 0 "
            "(for an allocation also below, never 0)",
            th="บรรทัด {line} ({kind}) มีจำนวนเงิน {found} ต้องเป็นสตางค์จำนวนเต็มมากกว่า 0 (วงเงินติดลบได้แต่ไม่เป็น 0)",
        ),
        "field": Message(
            en="line {line} ({kind}) has the {field} {found}: give {expected}",
            th="บรรทัด {line} ({kind}) มี {field} เป็น {found} ต้องเป็น {expected}",
        ),
        "no-hold": Message(
            en="line {line} releases claim {claim}, but no hold of {amount} for it is open at {office}: "
            "release what the snapshot names",
            th="บรรทัด {line} ปล่อยคำขอ {claim} แต่ไม่มียอดกันไว้ {amount} ที่ {office} ให้ปล่อยตามยอดที่อ่านได้",
        ),
        "still-held": Message(
            en="line {line} ({kind}) is for claim {claim}, for which money is held back already: release it first",
            th="บรรทัด {line} ({kind}) เป็นของคำขอ {claim} ซึ่งยังกันเงินไว้ ให้ปล่อยยอดเดิมก่อน",
        ),
        "not-paid": Message(
            en="line {line} returns claim {claim}, but no payment of {amount} for it stands at {office} in {year}: "
            "give what was paid and not returned since",
            th="บรรทัด {line} คืนเงินของคำขอ {claim} แต่ไม่มีการจ่าย {amount} ที่ {office} ปี {year} ที่ยังไม่ได้คืน "
            "ให้ระบุรายการที่จ่ายแล้วและยังไม่ได้คืน",
        ),
        "mixed": Message(
            en="run {run_id} returns payments and has other lines too: give returns in a run of their own",
            th="รอบจ่าย {run_id} มีทั้งรายการคืนเงินและรายการอื่น ให้แยกรายการคืนเงินเป็นรอบของตัวเอง",
        ),
        "paid-count": Message(
            en="run {run_id} says that it pays {expected} claims and has {found} lines that pay: make them agree",
            th="รอบจ่าย {run_id} ระบุว่าจ่าย {expected} คำขอ แต่มีบรรทัดจ่าย {found} บรรทัด ต้องเท่ากัน",
        ),
        "run-field": Message(
            en="the run's {field} is {found}: give {expected}",
            th="{field} ของรอบจ่ายเป็น {found} ต้องเป็น {expected}",
        ),
    }


class StaleLedgerError(LedgerError):
    """Raised when other runs were committed since the snapshot that a run was decided against."""

    kind = "ledger-stale"
    messages: ClassVar[Mapping[str, Message]] = {
        "moved-on": Message(
            en="run {run_id} was decided at position {position}, but the ledger is at {current}: "
            "take a new snapshot, decide again and commit that",
            th="รอบจ่าย {run_id} พิจารณาที่ตำแหน่ง {position} แต่บัญชีอยู่ที่ {current} โปรดอ่านยอดใหม่ พิจารณาใหม่ แล้วบันทึก",
        ),
    }


class LedgerStorageError(LedgerError, OSError):
    """Raised when the file or the server that keeps a ledger cannot be used."""

    kind = "ledger-storage"
    messages: ClassVar[Mapping[str, Message]] = {
        "busy": Message(
            en="the ledger {target} was in use by another process for {seconds} seconds: nothing was written; try again",
            th="บัญชี {target} ถูกโปรแกรมอื่นใช้อยู่นาน {seconds} วินาที จึงไม่ได้บันทึกสิ่งใด โปรดลองใหม่",
        ),
        "not-a-ledger": Message(
            en="{target} holds something other than a ledger of payments: give the path of a ledger or of a new file",
            th="{target} ไม่ใช่บัญชีการจ่ายเงิน ให้ระบุไฟล์บัญชีหรือไฟล์ใหม่",
        ),
        "corrupt": Message(
            en="the ledger {target} is damaged ({detail}): keep the file as it is, and restore the last good copy",
            th="บัญชี {target} เสียหาย ({detail}) ให้เก็บไฟล์ไว้ตามเดิมและนำสำเนาล่าสุดที่ดีกลับมาใช้",
        ),
        "newer": Message(
            en="the ledger {target} has layout {found}, and this version of the library knows layouts up to {known}: "
            "update the library",
            th="บัญชี {target} มีโครงสร้างรุ่น {found} แต่ไลบรารีนี้รู้จักถึงรุ่น {known} โปรดปรับรุ่นไลบรารี",
        ),
        "unusable": Message(
            en="the ledger {target} cannot be used: {detail}; check that it exists, that there is space, "
            "and that you may write there",
            th="ใช้บัญชี {target} ไม่ได้: {detail} โปรดตรวจว่ามีอยู่จริง มีพื้นที่ว่าง และมีสิทธิ์เขียน",
        ),
    }


class TamperedLedgerError(LedgerError):
    """Raised by ``verify`` when what a ledger holds is not what was once committed."""

    kind = "ledger-tampered"
    messages: ClassVar[Mapping[str, Message]] = {
        "run": Message(
            en="run {number} of the ledger is not as it was committed: a line or a field was changed, added or removed; "
            "keep the ledger as it is, compare it with a copy, and pay nothing from it",
            th="รอบจ่ายที่ {number} ไม่ตรงกับที่บันทึกไว้ มีการแก้ เพิ่ม หรือลบข้อมูล ให้เก็บบัญชีไว้ตามเดิม เทียบกับสำเนา และอย่าจ่ายจากบัญชีนี้",
        ),
        "number": Message(
            en="the ledger has run {found} where run {number} belongs: a run was removed or added",
            th="บัญชีมีรอบจ่ายที่ {found} แทนที่รอบที่ {number} มีรอบจ่ายถูกลบหรือเพิ่ม",
        ),
        "stray": Message(
            en="the ledger has {found} lines that belong to no run",
            th="บัญชีมี {found} บรรทัดที่ไม่เป็นของรอบจ่ายใด",
        ),
        "balance": Message(
            en="after run {number}, {office} has {remaining} remaining in {year}: more was paid or held back than allocated",
            th="หลังรอบจ่ายที่ {number} {office} คงเหลือ {remaining} ในปี {year} ยอดจ่ายและกันไว้เกินวงเงิน",
        ),
        "head": Message(
            en="the ledger does not hold the run whose chain value is {expected}: runs were removed or replaced",
            th="บัญชีไม่มีรอบจ่ายที่มีค่าลูกโซ่ {expected} มีรอบจ่ายถูกลบหรือถูกแทนที่",
        ),
        "guard": Message(
            en="the ledger has lost {found}, which keeps its lines from being changed: compare it with a copy",
            th="บัญชีขาด {found} ซึ่งป้องกันการแก้ไขบรรทัด โปรดเทียบกับสำเนา",
        ),
    }
