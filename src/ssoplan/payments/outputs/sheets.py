"""The sheets of a pay run: rows of plain cells with their headings, every number of a person or an account masked.

Names that come from the input (claim, member, office) are masked too where they hold what may be such a number: some
registers use the citizen id as the number of a member. The number of the row leads back to the input.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import attrs

from ssoplan.calendar import Month
from ssoplan.errors import Language, Message
from ssoplan.money import Baht
from ssoplan.numerals import baht_text
from ssoplan.payments.errors import TITLES
from ssoplan.payments.masking import masked
from ssoplan.payments.model import Decision, Outcome
from ssoplan.payments.outputs.words import BY, HEADINGS, STATES, TITLE

if TYPE_CHECKING:
    from ssoplan.payments.decisions import By
    from ssoplan.payments.model import Reason, Total
    from ssoplan.payments.run import PayRun

__all__ = ["Cell", "Sheet", "name", "sheets", "state"]

Cell = str | int | Baht | dt.date | None
Row = tuple[Cell, ...]

_SHORTEST = 10  # digits of an account number; shorter text holds nothing to mask
_BY: tuple[By, ...] = ("office", "member", "month")


@attrs.frozen
class Sheet:
    """A sheet of a pay run.

    Attributes:
        name: What its file is called, without a suffix.
        title: What it is called in a workbook.
        headings: Of its columns.
        rows: Gives its rows, in a fixed order.
    """

    name: str
    title: str
    headings: tuple[str, ...]
    rows: Callable[[], Iterator[Row]] = attrs.field(repr=False)


def sheets(run: PayRun, *, lang: Language = "th") -> tuple[Sheet, ...]:
    """Return the sheets of a run, masked: control, totals, offices, pay list, rejected, held, unread rows.

    Args:
        run: The run.
        lang: The language of titles and headings.
    """
    made: dict[str, Callable[[], Iterator[Row]]] = {
        "control": lambda: _control(run, lang),
        "totals": lambda: _totals(run, lang),
        "offices": lambda: _offices(run),
        "pay-list": lambda: _pay_list(run),
        "rejected": lambda: _against(run, Outcome.REJECTED, lang),
        "held": lambda: _against(run, Outcome.HELD, lang),
        "unread-rows": lambda: _unread(run, lang),
    }
    return tuple(
        Sheet(each, TITLE[each].text(lang), tuple(head.text(lang) for head in HEADINGS[each]), rows)
        for each, rows in made.items()
    )


def name(text: str | None) -> str | None:
    """Return a name of the input as outputs show it: masked where it may hold the number of a person or an account."""
    return text if text is None or len(text) < _SHORTEST else masked(text)


def state(run: PayRun) -> str:
    """Return ``paid`` or ``not paid``."""
    return "paid" if run.committed else "not paid"


# The control sheet: what the run is, then its sums in digits and in words.


def _control(run: PayRun, lang: Language) -> Iterator[Row]:
    receipt, record, counts = run.receipt, run.record, run.decisions.counts
    held = sum((office.setting_aside for office in run.offices), Baht(0))
    facts: dict[Message, Cell] = {
        Message("state", "สถานะ"): STATES[state(run)].text(lang),
        Message("run", "รอบจ่าย"): run.run_id,
        Message("fund year (BE)", "ปีกองทุน พ.ศ."): run.year.be,
        Message("number of the run in the ledger", "ลำดับรอบในบัญชี"): None if record is None else record.number,
        Message("chain value in the ledger", "ค่าลูกโซ่ในบัญชี"): None if record is None else record.chain,
        Message("runs in the ledger before", "จำนวนรอบก่อนหน้าในบัญชี"): run.position,
        Message("claims", "คำขอ"): len(run.decisions),
        Message("claims payable", "คำขอที่จ่ายได้"): counts[Outcome.PAYABLE],
        Message("claims rejected", "คำขอที่ปฏิเสธ"): counts[Outcome.REJECTED],
        Message("claims held", "คำขอที่รอจ่าย"): counts[Outcome.HELD],
        Message("rows that could not be read", "แถวที่อ่านไม่ได้"): len(run.rejected_rows),
        Message("amount to pay (baht)", "จำนวนเงินที่จ่าย (บาท)"): run.paying,
        Message("amount to pay in words", "จำนวนเงินที่จ่าย (ตัวอักษร)"): baht_text(run.paying),
        Message("amount set aside (baht)", "จำนวนเงินที่กันไว้ (บาท)"): held,
        Message("amount set aside in words", "จำนวนเงินที่กันไว้ (ตัวอักษร)"): baht_text(held),
        Message("policy", "นโยบายรุ่น"): receipt.policy,
        Message("digest of the policy", "ค่าแฮชของนโยบาย"): receipt.policy_hash,
        Message("digest of the input", "ค่าแฮชของข้อมูลนำเข้า"): receipt.input_digest,
        Message("digest of the decisions", "ค่าแฮชของผลพิจารณา"): run.decisions.digest,
        Message("version of the library", "รุ่นของไลบรารี"): receipt.library,
        Message("reading of the rules", "วิธีตรวจกฎ"): receipt.reading,
    }
    for title, value in facts.items():
        yield title.text(lang), value


def _totals(run: PayRun, lang: Language) -> Iterator[Row]:
    for by in _BY:
        for total in run.totals(by):
            yield (
                BY[by].text(lang), _key(by, total, lang), total.claims, total.payable, total.rejected, total.held,
                total.amount, baht_text(total.amount), total.set_aside, baht_text(total.set_aside),
            )  # fmt: skip


def _key(by: By, total: Total, lang: Language) -> str:
    if total.key is None:
        return Message("not known", "ไม่ทราบ").text(lang)
    if by != "month":
        return name(total.key) or ""
    year, month = map(int, total.key.split("-"))
    return Month(year, month).text(lang)


def _offices(run: PayRun) -> Iterator[Row]:
    for office in run.offices:
        yield (
            name(office.office_th), office.allocation, office.paid_before, office.held_before, office.releasing,
            office.paying, baht_text(office.paying), office.setting_aside, office.paid, office.held_back, office.remaining,
        )  # fmt: skip


# The lists.


def _pay_list(run: PayRun) -> Iterator[Row]:
    for each in run.decisions.only(Outcome.PAYABLE):
        account = None if each.account is None else each.account.masked
        yield (*_claim(each), account, each.amount)


def _against(run: PayRun, outcome: Outcome, lang: Language) -> Iterator[Row]:
    said = _Sayings(run, lang)
    for each in run.decisions.only(outcome):
        rules = "; ".join(map(str, each.reasons))
        texts = "; ".join(map(said.of, each.reasons))
        yield (*_claim(each), each.amount, each.set_aside, rules, texts)


def _claim(each: Decision) -> Row:
    return (
        each.row, name(each.claim_id), name(each.office_th), name(each.member_id), each.person.masked, each.registered,
    )  # fmt: skip


class _Sayings:
    """What each rule asks, in words, looked up once a rule."""

    def __init__(self, run: PayRun, lang: Language) -> None:
        self._run, self._lang = run, lang
        self._said: dict[Reason, str] = {}

    def of(self, reason: Reason) -> str:
        if reason not in self._said:
            rule = self._run.book.policy.rule(reason.rule_id, on=self._run.year.end)
            title: str = getattr(rule.title, self._lang)  # finished text: it may hold braces
            self._said[reason] = _CAUSES[reason.cause].text(self._lang, title=title)
        return self._said[reason]


_CAUSES = {
    "finding": Message("does not hold: {title}", "ไม่เป็นไปตามเกณฑ์: {title}"),
    "not evaluated": Message("not known: {title}", "ยังไม่ทราบ: {title}"),
}


def _unread(run: PayRun, lang: Language) -> Iterator[Row]:
    for each in run.rejected_rows:
        title = TITLES[each.table].text(lang)
        yield title, each.row, each.column, each.reason, masked(each.text(lang))
