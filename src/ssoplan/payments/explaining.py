"""Why a claim is payable, rejected or held: every rule that stands against it, with its values and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.payments.judging import facts_of
from ssoplan.payments.masking import masked
from ssoplan.payments.model import Decision, Outcome, Reason
from ssoplan.rules.checking import check_objects
from ssoplan.rules.explanation import Explanation

if TYPE_CHECKING:
    from ssoplan.errors import Language
    from ssoplan.payments.run import PayRun
    from ssoplan.rules.report import Report

__all__ = ["ClaimExplanation", "ExplainedReason", "explanation"]

_OUTCOMES = {
    Outcome.PAYABLE: Message("payable: {amount} baht", "จ่ายได้ {amount} บาท"),
    Outcome.REJECTED: Message("rejected", "ปฏิเสธ"),
    Outcome.HELD: Message(
        "held; {set_aside} baht of the allocation are set aside", "รอจ่าย กันเงินจัดสรรไว้ {set_aside} บาท"
    ),
}
_HEAD = Message(
    "claim {claim} (row {row}) of run {run}: {outcome}", "คำขอ {claim} (แถวที่ {row}) ในรอบ {run}: {outcome}"
)
_WAITS = Message("not evaluated: {why}", "ตรวจไม่ได้: {why}")


@attrs.frozen(kw_only=True)
class ExplainedReason:
    """A rule that stands against a claim, in words.

    Attributes:
        reason: The rule, and whether it is a finding or not evaluated.
        message: What does not hold, or what is not known.
        source: Where the rule stands.
        details: The values that were read, and the truth of each part of the rule.
    """

    reason: Reason
    message: Message
    source: str
    details: Explanation = attrs.field(repr=False)

    def said(self, lang: Language = "en") -> str:
        """Return what does not hold, or why the rule was not evaluated."""
        text: str = getattr(self.message, lang)  # finished text: it may hold braces
        return text if self.reason.cause == "finding" else _WAITS.text(lang, why=text)


@attrs.frozen(kw_only=True, repr=False)
class ClaimExplanation:
    """Why a claim has its outcome.

    Attributes:
        run_id: The run.
        decision: The decision; it prints its person and account masked.
        reasons: What stands against the claim; empty where it is payable.
    """

    run_id: str
    decision: Decision
    reasons: tuple[ExplainedReason, ...]

    def text(self, lang: Language = "en") -> str:
        """Return the explanation as lines of text."""
        decision = self.decision
        amount = "-" if decision.amount is None else f"{decision.amount.baht:,}"
        outcome = _OUTCOMES[decision.outcome].text(
            lang, amount=amount, set_aside=f"{decision.set_aside.baht:,}"
        )
        claim = masked(decision.claim_id)
        head = _HEAD.text(lang, claim=claim, row=decision.row, run=self.run_id, outcome=outcome)
        lines = [f"  {each.reason.rule_id}: {each.said(lang)} [{each.source}]" for each in self.reasons]
        return "\n".join([head, *lines])

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as plain JSON data, without numbers of persons and accounts."""
        decision = self.decision
        return {
            "run": self.run_id,
            "claim": masked(decision.claim_id),
            "row": decision.row,
            "outcome": decision.outcome.value,
            "amount": None if decision.amount is None else str(decision.amount.baht),
            "set_aside": str(decision.set_aside.baht),
            "reasons": [
                {
                    "rule": each.reason.rule_id,
                    "cause": each.reason.cause,
                    "message": {"th": each.message.th, "en": each.message.en},
                    "source": each.source,
                    "details": each.details.to_dict(),
                }
                for each in self.reasons
            ],
        }

    def __str__(self) -> str:
        return self.text("en")

    def __repr__(self) -> str:
        return f"<ClaimExplanation of {masked(self.decision.claim_id)}: {self.decision.outcome}>"


def explanation(run: PayRun, claim: str) -> ClaimExplanation:
    """Return why a claim of a run has its outcome; the rules are read again, on this claim alone.

    Raises:
        PayRunError: The run has no such claim.
    """
    decision = run.decisions[claim]
    row = run.decisions.row_of(claim)
    report = check_objects(facts_of(row), of="claim", on=run.year.end, policy=run.book.policy, paths=[_PATH])
    reasons = tuple(_explained(reason, report, masked(claim)) for reason in decision.reasons)
    return ClaimExplanation(run_id=run.run_id, decision=decision, reasons=reasons)


_PATH = "claim"


def _explained(reason: Reason, report: Report, claim: str) -> ExplainedReason:
    details = _masked(report.why_not(reason.rule_id, _PATH), claim)
    texts = [each.message for each in report.findings if each.rule_id == reason.rule_id]
    texts += [each.reason for each in report.skips if each.rule_id == reason.rule_id]
    return ExplainedReason(
        reason=reason,
        message=Message(*map(masked, texts[0])),
        source=str(details.rule.citation or ""),
        details=details,
    )


def _masked(details: Explanation, path: str) -> Explanation:
    """Return what was read with the names masked: a claim may be numbered with a citizen id."""
    values = (
        attrs.evolve(each, value=masked(each.value)) if isinstance(each.value, str) else each
        for each in details.values
    )
    steps = (
        attrs.evolve(each, values=masked(each.values), values_th=masked(each.values_th))
        for each in details.steps
    )
    return attrs.evolve(details, path=path, values=tuple(values), steps=tuple(steps))
