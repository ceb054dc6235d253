"""The report of a pay run as plain JSON data: what it decided in sums, and the receipt of what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.numerals import baht_text
from ssoplan.payments.masking import masked
from ssoplan.payments.outputs.sheets import name, state

if TYPE_CHECKING:
    from ssoplan.money import Baht
    from ssoplan.payments.errors import RejectedRow
    from ssoplan.payments.model import OfficeMoney, Total
    from ssoplan.payments.run import PayRun

__all__ = ["FORMAT", "report"]

FORMAT = "ssoplan-pay-run/1"
_MONEY = ("allocation", "paid_before", "held_before", "releasing", "paying", "setting_aside", "paid", "held_back", "remaining")  # fmt: skip


def report(run: PayRun) -> dict[str, Any]:
    """Return the report of a run as plain JSON data of format ``ssoplan-pay-run/1``.

    Amounts are baht as exact text, with their words where they are sums to pay. No number of a person or an account
    stands in it.
    """
    return {
        "format": FORMAT,
        "state": state(run),
        "run": run.run_id,
        "fund_year": run.year.be,
        "ledger": _ledger(run),
        "claims": len(run.decisions),
        "outcomes": {str(outcome): count for outcome, count in run.decisions.counts.items()},
        "unread_rows": [_row(each) for each in run.rejected_rows],
        "paying": _amount(run.paying),
        "offices": [_office(each) for each in run.offices],
        "totals": {by: [_total(each) for each in run.totals(by)] for by in ("office", "member", "month")},
        "rules": [_rule(run, rule, *found) for rule, found in run.decisions.by_rule.items()],
        "decision_digest": run.decisions.digest,
        "receipt": run.receipt.to_dict(),
    }


def _ledger(run: PayRun) -> dict[str, Any]:
    record = run.record
    return {
        "runs_before": run.position,
        "number": record and record.number,
        "chain": record and record.chain,
    }


def _amount(amount: Baht) -> dict[str, str]:
    return {"baht": amount.to_json(), "words": baht_text(amount)}


def _office(office: OfficeMoney) -> dict[str, Any]:
    return {"office": name(office.office_th)} | {each: getattr(office, each).to_json() for each in _MONEY}


def _total(total: Total) -> dict[str, Any]:
    counts = attrs.asdict(total, filter=lambda field, _: field.name in ("payable", "rejected", "held"))
    return {
        "key": name(total.key),
        "claims": total.claims,
        **counts,
        "amount": _amount(total.amount),
        "set_aside": _amount(total.set_aside),
    }


def _rule(run: PayRun, id_: str, findings: int, not_evaluated: int) -> dict[str, Any]:
    title = run.book.policy.rule(id_, on=run.year.end).title
    return {
        "id": id_,
        "title": title._asdict(),
        "findings": findings,
        "not_evaluated": not_evaluated,
    }


def _row(row: RejectedRow) -> dict[str, Any]:
    return {
        "table": row.table,
        "row": row.row,
        "column": row.column,
        "reason": row.reason,
        "text": {lang: masked(row.text(lang)) for lang in ("en", "th")},
    }
