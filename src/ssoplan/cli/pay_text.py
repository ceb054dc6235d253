"""What ``ssoplan pay`` prints of a run, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import click

from ssoplan.errors import Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssoplan.errors import Language
    from ssoplan.payments import PayRun

__all__ = ["PayCommandError", "lines"]

_MOST = 20


class PayCommandError(SsoplanError, ValueError):
    """Raised when ``ssoplan pay`` is asked for what it cannot do."""

    kind = "pay-command"
    messages: ClassVar[Mapping[str, Message]] = {
        "year": Message(
            en="cannot read the fund year {year!r}; write its Buddhist year, such as --year 2566",
            th="อ่านปีกองทุน {year!r} ไม่ได้ ให้เขียนปี พ.ศ. เช่น --year 2566",
        ),
        "ledger": Message(
            en="--commit pays and needs a ledger that is kept; name its file or server with --ledger",
            th="--commit คือการจ่ายจริงและต้องมีบัญชีที่เก็บไว้ ให้ระบุไฟล์หรือเซิร์ฟเวอร์ด้วย --ledger",
        ),
        "new-ledger": Message(
            en="--new-ledger makes a ledger, and a dry run writes nothing; add --commit, or leave --ledger out",
            th="--new-ledger สร้างบัญชี แต่การทดลองรันไม่เขียนสิ่งใด ให้เพิ่ม --commit หรือไม่ต้องระบุ --ledger",
        ),
        "bank-file": Message(
            en="a bank file tells the bank to pay; give it with --commit and --ledger",
            th="ไฟล์ธนาคารคือคำสั่งจ่าย ให้ใช้พร้อม --commit และ --ledger",
        ),
        "inside": Message(
            en="{file} is inside {out}, which is for the masked outputs alone; name another place for it",
            th="{file} อยู่ใน {out} ซึ่งเก็บเฉพาะผลลัพธ์ที่ปิดบังเลขแล้ว ให้ระบุที่เก็บอื่น",
        ),
        "paid-not-written": Message(
            en="run {run} IS PAID in the ledger, but not all of its outputs are written: {problem}; "
            "run the same command again with another place: it pays nothing again and writes the same outputs",
            th="รอบ {run} บันทึกจ่ายในบัญชีแล้ว แต่ยังเขียนผลลัพธ์ไม่ครบ: {problem} "
            "ให้รันคำสั่งเดิมอีกครั้งโดยระบุที่เก็บใหม่ จะไม่จ่ายซ้ำและได้ผลลัพธ์เดิม",
        ),
        "paid-not-printed": Message(
            en="run {run} IS PAID in the ledger, but this could not be printed: {problem}; "
            "run the same command again: it pays nothing again and prints the same",
            th="รอบ {run} บันทึกจ่ายในบัญชีแล้ว แต่พิมพ์ผลไม่ได้: {problem} ให้รันคำสั่งเดิมอีกครั้ง จะไม่จ่ายซ้ำและพิมพ์ผลเดิม",
        ),
        "stopped": Message(
            en="stopped before the end: the run is in the ledger whole or not at all; "
            "run the same command again: it pays what is not paid yet, nothing twice, and says which",
            th="หยุดก่อนเสร็จ รอบจ่ายนี้บันทึกในบัญชีครบทั้งรอบหรือไม่ได้บันทึกเลย "
            "ให้รันคำสั่งเดิมอีกครั้ง จะจ่ายเฉพาะที่ยังไม่ได้จ่าย ไม่จ่ายซ้ำ และแจ้งผล",
        ),
        "stopped-dry": Message(
            en="stopped before the end: nothing is paid, and nothing is written to a ledger",
            th="หยุดก่อนเสร็จ ยังไม่ได้จ่ายและไม่ได้บันทึกลงบัญชี",
        ),
    }


_STATES = {
    "paid": Message("paid: run {number} of the ledger", "จ่ายแล้ว: เป็นรอบที่ {number} ของบัญชี"),
    "again": Message(
        "paid before: this is run {number} of the ledger, shown again; nothing was paid now",
        "จ่ายไปแล้ว: เป็นรอบที่ {number} ของบัญชี แสดงซ้ำ ครั้งนี้ไม่ได้จ่าย",
    ),
    "dry": Message(
        "dry run: nothing is paid and nothing is written to a ledger; pay with --commit",
        "ทดลองรัน: ยังไม่จ่ายและไม่บันทึกลงบัญชี สั่งจ่ายด้วย --commit",
    ),
}
_WORDS = {
    "head": Message("run {run}, fund year {year}", "รอบจ่าย {run} ปีกองทุน {year}"),
    "policy": Message("policy {policy} ({hash}…)", "นโยบายรุ่น {policy} ({hash}…)"),
    "counts": Message(
        "{claims} claims: {payable} payable, {rejected} rejected, {held} held; {unread} rows could not be read",
        "คำขอ {claims} รายการ: จ่ายได้ {payable} ปฏิเสธ {rejected} รอจ่าย {held} และแถวที่อ่านไม่ได้ {unread} แถว",
    ),
    "pays": Message("to pay: {amount} baht ({words})", "จ่าย {amount} บาท ({words})"),
    "office": Message(
        "  {office}: pays {paying}, sets aside {aside}, {remaining} remaining of {allocation}",
        "  {office}: จ่าย {paying} กันไว้ {aside} คงเหลือ {remaining} จาก {allocation}",
    ),
    "rules": Message("rules that stand against claims", "กฎที่คำขอไม่ผ่าน"),
    "rule": Message(
        "  {rule:8} {title}: {found} do not meet it, {open} not known",
        "  {rule:8} {title}: ไม่เป็นไปตาม {found} ยังไม่ทราบ {open}",
    ),
    "unread": Message("rows that could not be read", "แถวที่อ่านไม่ได้"),
    "more": Message("  … and {more} more; see unread-rows.csv of --out", "  … และอีก {more} แถว ดู unread-rows.csv ใน --out"),
    "out": Message("outputs, masked: {path}", "ผลลัพธ์ (ปิดบังเลขบุคคล): {path}"),
    "bank": Message(
        "bank file with account numbers in full: {path}; send it once, and keep it closed",
        "ไฟล์ธนาคารที่มีเลขที่บัญชีเต็ม: {path} ส่งเพียงครั้งเดียวและเก็บเป็นความลับ",
    ),
}  # fmt: skip


def lines(run: PayRun, lang: Language, *, out: str | None, bank_file: str | None) -> Iterator[str]:
    """Yield the summary of a run."""
    from ssoplan.payments.outputs.sheets import name  # noqa: PLC0415  # not needed for --help

    yield click.style(_WORDS["head"].text(lang, run=run.run_id, year=run.year.be), bold=True)
    receipt = run.receipt
    yield click.style(
        _WORDS["policy"].text(lang, policy=receipt.policy, hash=receipt.policy_hash[:12]), dim=True
    )
    yield click.style(_state(run, lang), bold=True, fg="green" if run.committed else "yellow")
    yield ""
    yield from _sums(run, lang)
    yield from _rules(run, lang)
    yield from _unread(run, lang)
    if out or bank_file:
        yield ""
    if out:
        yield _WORDS["out"].text(lang, path=name(out))
    if bank_file:
        yield click.style(_WORDS["bank"].text(lang, path=name(bank_file)), fg="red")


def _state(run: PayRun, lang: Language) -> str:
    if run.record is None:
        return _STATES["dry"].text(lang)
    return _STATES["again" if run.replayed else "paid"].text(lang, number=run.record.number)


def _sums(run: PayRun, lang: Language) -> Iterator[str]:
    from ssoplan.numerals import baht_text  # noqa: PLC0415  # not needed for --help
    from ssoplan.payments.outputs.sheets import name  # noqa: PLC0415  # not needed for --help

    counts = {str(outcome): f"{count:,}" for outcome, count in run.decisions.counts.items()}
    yield _WORDS["counts"].text(
        lang, claims=f"{len(run.decisions):,}", unread=f"{len(run.rejected_rows):,}", **counts
    )
    yield _WORDS["pays"].text(lang, amount=f"{run.paying.baht:,}", words=baht_text(run.paying))
    for office in run.offices:
        yield _WORDS["office"].text(
            lang,
            office=name(office.office_th),
            paying=f"{office.paying.baht:,}",
            aside=f"{office.setting_aside.baht:,}",
            remaining=f"{office.remaining.baht:,}",
            allocation=f"{office.allocation.baht:,}",
        )


def _rules(run: PayRun, lang: Language) -> Iterator[str]:
    found = {rule: sums for rule, sums in run.decisions.by_rule.items() if any(sums)}
    if found:
        yield from ("", click.style(_WORDS["rules"].text(lang), underline=True))
    for id_, (findings, open_) in found.items():
        title = getattr(run.book.policy.rule(id_, on=run.year.end).title, lang)
        yield _WORDS["rule"].text(lang, rule=id_, title=title, found=f"{findings:,}", open=f"{open_:,}")


def _unread(run: PayRun, lang: Language) -> Iterator[str]:
    rows = run.rejected_rows
    if rows:
        yield from ("", click.style(_WORDS["unread"].text(lang), underline=True))
    for row in rows[:_MOST]:
        yield f"  {row.text(lang)}"
    if len(rows) > _MOST:
        yield _WORDS["more"].text(lang, more=f"{len(rows) - _MOST:,}")
