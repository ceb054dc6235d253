"""What the rules find in each published sample, as `ssoplan.check` reports it."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ssoplan import samples
from ssoplan.rules import Severity
from ssoplan.rules.states import State
from ssoplan.sphinxext.parts import Cell, fold, inline, lines, para, section, spoken, table
from ssoplan.sphinxext.rule_cases import finding_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes

    from ssoplan.rules import Report
    from ssoplan.sphinxext.writer import Writer

__all__ = ["overview", "sample_section", "sample_title"]


def overview(writer: Writer) -> Iterator[nodes.Node]:
    """Yield the counts of every sample."""
    register = writer.register
    total = sum(len(report.findings) for report in register.reports.values())
    yield para(
        writer.say(
            "found-line", findings=total, samples=len(register.reports), version=register.policy.version
        )
    )
    severities = list(Severity)
    head = [
        writer.say("document"),
        *(writer.say(f"severity.{severity}") for severity in severities),
        *(writer.say(f"state.{state}") for state in State),
    ]
    rows: list[list[Cell]] = [_counts(writer, name, report) for name, report in register.reports.items()]
    made = table(head, rows, widths=[30, 10, 10, 10, 10, 10, 10, 10], classes=["sso-counts"])
    yield section("overview", writer.say("found-overview"), made)


def _counts(writer: Writer, name: str, report: Report) -> list[Cell]:
    graves = Counter(finding.severity for finding in report.findings)
    return [
        _named(writer, name),
        *(str(graves[severity] or "") for severity in Severity),
        *(str(report.counts[str(state)] or "") for state in State),
    ]


def sample_section(writer: Writer, name: str) -> nodes.section:
    """Return what is found in one sample, rule by rule, the gravest first."""
    report = writer.register.reports[name]
    title = sample_title(writer, name)
    made = section(f"sample-{name}", title or name)
    printed = _title(samples.load(name))
    if printed and printed != title:
        made += para(printed, lang="th")
    if title:
        made += para(inline(name, classes=["sso-name"]))
    made += para(writer.say("checked-on", writer.day_text(report.receipt.on)), classes=["sso-quiet"])
    if not report.findings:
        made += para(writer.say("found-document"))
    for severity in Severity:
        listed = sorted(report.by_severity(severity), key=_by_rule(writer))
        for id_, findings in groupby(listed, key=lambda finding: finding.rule_id):
            rule = writer.register.rules[id_]
            made += para(writer.severity(rule), " ", writer.rule(id_, title=True), classes=["sso-subhead"])
            made += finding_table(writer, list(findings))
    if report.skips:
        made += fold(writer.say("found-skips"), _skips(writer, report))
    return made


def _by_rule(writer: Writer) -> Any:
    order = {id_: place for place, id_ in enumerate(writer.register.rules)}
    return lambda finding: order[finding.rule_id]


def _named(writer: Writer, name: str) -> nodes.Node:
    title = sample_title(writer, name)
    if not title:
        return writer.link("sample", name)
    return lines(writer.link("sample", name, title, bare=True), inline(name, classes=["sso-name"]))


def sample_title(writer: Writer, name: str) -> str:
    """Return what a sample is called in the language of the page, as far as anything says it."""
    if name in writer.register.policy.sources:
        return writer.text(writer.register.policy.sources[name].title)
    return _title(samples.load(name)) if writer.lang == "th" else ""


def _title(document: object) -> str:
    return str(getattr(document, "title_th", None) or getattr(document, "name_th", None) or "")


def _skips(writer: Writer, report: Report) -> nodes.Node:
    counts = Counter((skip.rule_id, skip.reason) for skip in report.skips)
    head = [writer.say("rule"), writer.say("reason"), writer.say("times")]
    rows: list[list[Cell]] = [
        [
            writer.rule(id_),
            lines(inline(writer.text(reason)), spoken(writer.other_text(reason), writer.other)),
            str(count),
        ]
        for (id_, reason), count in counts.items()
    ]
    return table(head, rows, widths=[16, 70, 14])
