"""What can be wrong with an expression, said in two languages and with its column."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, ClassVar

from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ExpressionError", "unknown"]


class ExpressionError(SsoplanError, ValueError):
    """Raised when the text of a condition is malformed, too large, or does not fit the declared facts.

    Attributes:
        column: Where the part at fault begins in the text of the condition, from 1.
    """

    kind = "expression"
    messages: ClassVar = {
        "too-long": Message(
            en="column {column}: a condition of {length} characters is longer than {limit}; split the rule",
            th="คอลัมน์ {column}: เงื่อนไขยาว {length} อักขระ เกิน {limit} ให้แยกเป็นหลายกฎ",
        ),
        "too-large": Message(
            en="column {column}: more than {limit} words and signs in one condition; split the rule",
            th="คอลัมน์ {column}: เงื่อนไขมีคำและเครื่องหมายเกิน {limit} ตัว ให้แยกเป็นหลายกฎ",
        ),
        "too-deep": Message(
            en="column {column}: nested more than {limit} levels deep; split the rule",
            th="คอลัมน์ {column}: ซ้อนกันลึกเกิน {limit} ระดับ ให้แยกเป็นหลายกฎ",
        ),
        "character": Message(
            en="column {column}: {what!r} has no meaning in a condition; remove it",
            th="คอลัมน์ {column}: {what!r} ไม่มีความหมายในเงื่อนไข ให้ลบออก",
        ),
        "syntax": Message(
            en="column {column}: cannot read {what!r} here; check brackets and operators",
            th="คอลัมน์ {column}: อ่าน {what!r} ตรงนี้ไม่ได้ ให้ตรวจวงเล็บและเครื่องหมาย",
        ),
        "construct": Message(
            en="column {column}: {what!r} is not part of the language of conditions; see the list in the documentation",
            th="คอลัมน์ {column}: {what!r} ไม่อยู่ในภาษาของเงื่อนไข ดูรายการในเอกสาร",
        ),
        "literal": Message(
            en="column {column}: {what!r} cannot be used as {expected}; {hint}",
            th="คอลัมน์ {column}: ใช้ {what!r} เป็น {expected} ไม่ได้ ({hint})",
        ),
        "unknown": Message(
            en="column {column}: unknown {sort} {what!r}; known here: {known}",
            th="คอลัมน์ {column}: ไม่รู้จัก {sort} {what!r} ที่รู้จักคือ {known}",
        ),
        "unknown-near": Message(
            en="column {column}: unknown {sort} {what!r}; did you mean {near!r}?",
            th="คอลัมน์ {column}: ไม่รู้จัก {sort} {what!r} หมายถึง {near!r} หรือไม่",
        ),
        "arguments": Message(
            en="column {column}: {what} takes {expected}, not {count} arguments",
            th="คอลัมน์ {column}: {what} รับ {expected} ไม่ใช่ {count} ค่า",
        ),
        "type": Message(
            en="column {column}: {what!r} is {found}, but {expected} is needed here",
            th="คอลัมน์ {column}: {what!r} เป็น {found} แต่ตรงนี้ต้องเป็น {expected}",
        ),
        "compare": Message(
            en="column {column}: {left} and {right} cannot be compared with {operator}; {hint}",
            th="คอลัมน์ {column}: เปรียบเทียบ {left} กับ {right} ด้วย {operator} ไม่ได้ ({hint})",
        ),
        "unit": Message(
            en="column {column}: {left} and {right} do not fit together in {what!r}; convert one of them",
            th="คอลัมน์ {column}: หน่วย {left} กับ {right} ใช้ร่วมกันใน {what!r} ไม่ได้ ให้แปลงหน่วยก่อน",
        ),
        "money": Message(
            en='column {column}: {what!r} mixes money and a plain number; write baht("…") for an amount',
            th='คอลัมน์ {column}: {what!r} ปนจำนวนเงินกับตัวเลขเปล่า ให้เขียนจำนวนเงินเป็น baht("…")',
        ),
        "many": Message(
            en="column {column}: {what!r} is one value per item; say all(…), any(…), sum(…), count(…), min(…) or max(…)",
            th="คอลัมน์ {column}: {what!r} มีหลายค่า ให้ใช้ all(…) any(…) sum(…) count(…) min(…) หรือ max(…)",
        ),
        "zero": Message(
            en="column {column}: {what!r} divides by zero; change the divisor",
            th="คอลัมน์ {column}: {what!r} หารด้วยศูนย์ ให้แก้ตัวหาร",
        ),
        "guard": Message(
            en="column {column}: {what!r} is both tested for 'is missing' and used in one 'must'; move the test to 'when'",
            th="คอลัมน์ {column}: {what!r} ทั้งถูกตรวจ 'is missing' และถูกใช้ใน 'must' เดียวกัน ให้ย้ายการตรวจไปไว้ใน 'when'",
        ),
    }

    @property
    def column(self) -> int:
        """The column (from 1) in the text of the condition."""
        return int(self.values["column"])


def unknown(sort: str, what: str, known: Iterable[str], *, column: int) -> ExpressionError:
    """Return the error for a name nobody declared, with the nearest declared one where there is one."""
    names = sorted(known)
    near = difflib.get_close_matches(what, names, n=1, cutoff=0.6)
    values: dict[str, Any] = {"column": column, "sort": sort, "what": what}
    if near:
        return ExpressionError("unknown-near", near=near[0], **values)
    shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")  # noqa: PLR2004  # a line's worth of names
    return ExpressionError("unknown", known=shown or "-", **values)
