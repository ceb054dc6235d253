"""The report of a check: findings, skips, counts of the four states, and the receipt of what it rests on."""

from __future__ import annotations

import datetime as dt
import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.errors import Message
from ssoplan.rules.checking import CheckError
from ssoplan.rules.engine import RuleResult
from ssoplan.rules.formatting import plain_value
from ssoplan.rules.rule import Severity
from ssoplan.rules.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssoplan.errors import Language
    from ssoplan.rules.explanation import Explanation
    from ssoplan.rules.findings import Finding, Skip

__all__ = ["FORMAT", "ReadParameter", "Receipt", "Report"]

FORMAT = "ssoplan-report/1"


@attrs.frozen(kw_only=True)
class ReadParameter:
    """A parameter that a check or calculation read.

    Attributes:
        id: The parameter.
        value: Its exact value, None if none is in force.
        start: The first day of that value, where known.
        source: Where the value stands, as text.
        what_if: Whether the value was overridden.
    """

    id: str
    value: Any
    start: dt.date | None = None
    source: str | None = None
    what_if: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the parameter as plain JSON data."""
        return {
            "id": self.id,
            "value": plain_value(self.value),
            "from": self.start and self.start.isoformat(),
            "source": self.source,
            "what_if": self.what_if,
        }


@attrs.frozen(kw_only=True)
class Receipt:
    """What a result rests on: enough to get the same result again.

    Attributes:
        library: The version of the library.
        policy: The version of the policy.
        policy_hash: The SHA-256 of its parameters, rules and sources.
        on: The day whose rules and parameters were used.
        reading: How the rules were evaluated.
        parameters: The parameters read.
        input_digest: The SHA-256 of the document, where it was asked for.
    """

    library: str
    policy: str
    policy_hash: str
    on: dt.date
    reading: str
    parameters: tuple[ReadParameter, ...] = ()
    input_digest: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the receipt as plain JSON data."""
        return {
            "library": self.library,
            "policy": self.policy,
            "policy_hash": self.policy_hash,
            "on": self.on.isoformat(),
            "reading": self.reading,
            "parameters": [each.to_dict() for each in self.parameters],
            "input_digest": self.input_digest,
        }


@attrs.frozen(eq=False, repr=False)
class Report:
    """What the rules say about a document.

    “No findings” never hides that something could not be checked: `counts` and `skips` say so.

    Attributes:
        results: What each rule says, in the order of the rules.
        receipt: What the report rests on.
        document: What was checked; kept for the digest.
    """

    results: tuple[RuleResult, ...]
    receipt: Receipt
    document: Any = None

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What does not hold, in the order of the rules, then of the document."""
        return tuple(finding for result in self.results for finding in result.findings())

    @cached_property
    def skips(self) -> tuple[Skip, ...]:
        """What could not be evaluated, and why."""
        return tuple(skip for result in self.results for skip in result.skips())

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many pairs of rule and row are in each of the four states."""
        totals = [sum(column) for column in zip(*(_counts(result) for result in self.results), strict=True)]
        return dict(zip(map(str, State), totals or [0] * len(State), strict=True))

    @property
    def ok(self) -> bool:
        """Whether there is no finding of severity error."""
        return not self.by_severity(Severity.ERROR)

    def by_severity(self, severity: str) -> tuple[Finding, ...]:
        """Return the findings of one severity.

        Raises:
            CheckError: There is no such severity.
        """
        if severity not in tuple(Severity):
            raise CheckError("severity", severity=severity, known=", ".join(Severity))
        wanted = Severity(severity)
        return tuple(finding for finding in self.findings if finding.rule.severity is wanted)

    def explain(self, finding: Finding) -> Explanation:
        """Return how a finding came about: the values, the truth of each sub-condition, the parameters.

        Raises:
            CheckError: The finding is of another report.
        """
        from ssoplan.rules.explanation import explanation_of_finding  # noqa: PLC0415  # only where asked for

        return explanation_of_finding(self.results, finding)

    def why_not(self, rule_id: str, path: str) -> Explanation:
        """Return why a rule gave a row the state it has.

        Args:
            rule_id: The rule, such as ``KPI-12``.
            path: Where the row stands in the document, such as ``$.projects[0].indicators[1]``.

        Raises:
            UnknownRuleError: The rule was not in force, or has no row at the path.
        """
        from ssoplan.rules.explanation import explanation_of  # noqa: PLC0415  # only where asked for

        return explanation_of(self.results, rule_id, path)

    def with_digest(self) -> Report:
        """Return the report with the digest of the checked document in its receipt."""
        from ssoplan.rules.canonical import digest_of_document  # noqa: PLC0415  # only where asked for

        digest = digest_of_document(self.document)
        return attrs.evolve(self, receipt=attrs.evolve(self.receipt, input_digest=digest))

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain JSON data of format ``ssoplan-report/1``."""
        return {
            "format": FORMAT,
            "ok": self.ok,
            "counts": self.counts,
            "findings": [finding.to_dict() for finding in self.findings],
            "skips": [skip.to_dict() for skip in self.skips],
            "rules": [_rule_line(result) for result in self.results],
            "receipt": self.receipt.to_dict(),
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the report as JSON text, byte for byte the same for the same input and policy.

        Args:
            indent: Spaces for each level; None for one line.
        """
        separators = (",", ":") if indent is None else (",", ": ")
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent, separators=separators)

    def to_frame(self) -> Any:
        """Return the findings as a polars data frame, one row each.

        Raises:
            MissingLibraryError: polars is not installed.
        """
        from ssoplan.rules.frames import findings_frame  # noqa: PLC0415  # polars only where asked for

        return findings_frame(self.findings)

    def html(self, lang: Language = "en") -> str:
        """Return the findings as a small HTML table: severity, rule, where, message; below it the counts of the states.

        The first hundred findings are shown, and how many more there are.

        Args:
            lang: The language of the words and messages.
        """
        return _html(self, lang)

    def _repr_html_(self) -> str:
        """Return the report for a notebook, without any request to elsewhere."""
        return self.html()

    def __eq__(self, other: object) -> bool:
        return self.to_dict() == other.to_dict() if isinstance(other, Report) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.receipt, tuple(self.counts.values())))

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {state}" for state, count in self.counts.items())
        return f"<Report: {counts}>"


def _counts(result: RuleResult) -> tuple[int, ...]:
    return result.passed, *(len(rows) for rows in result.outcome)


def _rule_line(result: RuleResult) -> dict[str, Any]:
    states = dict(zip(map(str, State), _counts(result), strict=True))
    return {"id": result.checked.rule.id, "subject": result.checked.subject.name, **states}


_HEADINGS = (
    Message("severity", "ความรุนแรง"),
    Message("rule", "กฎ"),
    Message("where", "ตำแหน่ง"),
    Message("message", "ข้อความ"),
)
_WORDS = {
    "error": Message("error", "ข้อผิดพลาด"),
    "warning": Message("warning", "คำเตือน"),
    "note": Message("note", "ข้อสังเกต"),
    "passed": Message("passed: {count}", "ผ่าน {count}"),
    "finding": Message("findings: {count}", "ไม่ผ่าน {count}"),
    "not applicable": Message("not applicable: {count}", "ไม่เข้าเงื่อนไข {count}"),
    "not evaluated": Message("not evaluated: {count}", "ตรวจไม่ได้ {count}"),
    "more": Message("and {count} more", "และอีก {count} รายการ"),
}
_SHOWN_ROWS = 100


def _html(report: Report, lang: Language) -> str:
    head = _row("th", [each.text(lang) for each in _HEADINGS])
    rows = [_finding_row(each, lang) for each in report.findings[:_SHOWN_ROWS]]
    more = len(report.findings) - len(rows)
    below = [_WORDS["more"].text(lang, count=more)] if more else []
    below += ["; ".join(_WORDS[state].text(lang, count=count) for state, count in report.counts.items())]
    table = f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>" if rows else ""
    return f'<div lang="{lang}">{table}{"".join(f"<p>{line}</p>" for line in below)}</div>'


def _finding_row(finding: Finding, lang: Language) -> str:
    where = f"{finding.label} {finding.path}" if finding.label else finding.path
    return _row("td", [_WORDS[finding.severity].text(lang), finding.rule_id, where, finding.text(lang)])


def _row(tag: str, cells: Iterable[str]) -> str:
    from html import escape  # noqa: PLC0415  # only where a notebook looks

    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"
