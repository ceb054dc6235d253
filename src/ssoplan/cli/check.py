"""``ssoplan check``: what does not hold in a document, where, and on whose authority."""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ssoplan.cli._style import COLOURS, echo, language, refuse
from ssoplan.errors import Language, Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ssoplan.rules.findings import Finding, Skip
    from ssoplan.rules.policy import Policy
    from ssoplan.rules.report import Report

__all__ = ["check"]

EMBEDDED = "sso-2566"

_WORDS = {
    "checked": Message(en="checked as of {day}, policy {policy}", th="ตรวจ ณ {day} ตามนโยบายรุ่น {policy}"),
    "summary": Message(
        en="{findings} findings: {error} errors, {warning} warnings, {note} notes",
        th="พบ {findings} รายการ: ข้อผิดพลาด {error} ข้อควรระวัง {warning} ข้อสังเกต {note}",
    ),
    "states": Message(
        en="{passed} passed, {na} not applicable, {skipped} not evaluated ({damaged} for the damaged copy, {absent} for missing figures)",
        th="ผ่าน {passed} ไม่เข้าเงื่อนไข {na} ประเมินไม่ได้ {skipped} (สำเนาชำรุด {damaged} ไม่มีตัวเลข {absent})",
    ),
    "skips": Message(en="not evaluated", th="ประเมินไม่ได้"),
    "hint": Message(
        en="list what was not evaluated with --skips; look a rule up with: ssoplan rules ID",
        th="ดูรายการที่ประเมินไม่ได้ด้วย --skips และดูกฎด้วย ssoplan rules รหัสกฎ",
    ),
}


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@language
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--on",
    "day",
    metavar="DATE",
    help="Check as of this day (Thai date or ISO); default: the end of its year.",
)
@click.option("--skips", is_flag=True, help="List what could not be evaluated, too.")
def check(
    files: tuple[str, ...] = (),
    lang: Language = "en",
    form: str = "text",
    day: str | None = None,
    *,
    skips: bool = False,
) -> None:
    """Check documents against the policy; without FILE, the embedded action plan of 2566.

    FILE is a YAML or JSON document, or the name of an embedded sample. Exit status: 0 nothing at warning or above,
    1 findings, 2 something cannot be read.
    """
    from ssoplan.rules.policy import Policy  # noqa: PLC0415  # not needed for --help

    try:
        on = _day(day)
        policy = Policy.default()
    except SsoplanError as error:
        refuse(error, lang)
        sys.exit(2)
    reports, unread = [], False
    for name in files or (EMBEDDED,):
        try:
            reports.append((name, *_checked(name, policy, on)))
        except SsoplanError as error:
            refuse(error, lang)
            unread = True
    if form == "json":
        _print_json([report for _, _, report in reports], several=len(files) > 1)
    else:
        for name, title, report in reports:
            _print_text(name, title, report, lang, skips=skips)
    sys.exit(2 if unread else _status([report for _, _, report in reports]))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    from ssoplan.cli.calendar import read_day  # noqa: PLC0415  # only with --on

    return read_day(text)


def _checked(name: str, policy: Policy, on: date | None) -> tuple[str, Report]:
    from ssoplan import files, samples  # noqa: PLC0415  # documents are heavy
    from ssoplan.rules.checking import check as check_document  # noqa: PLC0415

    # A name without a suffix is no document file: where nothing has it, a sample is meant.
    embedded = not Path(name).exists() and not Path(name).suffix
    document = samples.load(name) if embedded else files.load(name)
    return document.title_th, check_document(document, policy=policy, on=on)


def _status(reports: list[Report]) -> int:
    return int(any(report.by_severity("error") or report.by_severity("warning") for report in reports))


def _print_json(reports: list[Report], *, several: bool) -> None:
    plain: Any = [report.to_dict() for report in reports]
    if not several:
        plain = plain[0] if plain else None
    if plain is not None:
        echo(json.dumps(plain, ensure_ascii=False, indent=2))


def _print_text(name: str, title: str, report: Report, lang: Language, *, skips: bool) -> None:
    from ssoplan.calendar import format_date  # noqa: PLC0415  # only for text

    echo(click.style(f"{title} ({name})", bold=True))
    receipt = report.receipt
    day = format_date(receipt.on, locale=lang)
    echo(click.style(_WORDS["checked"].text(lang, day=day, policy=receipt.policy), dim=True))
    for heading, findings in _by_subject(report, lang):
        echo()
        echo(click.style(heading, underline=True))
        for finding in findings:
            _print_finding(finding, lang)
    if skips:
        echo()
        echo(click.style(_WORDS["skips"].text(lang), underline=True))
        for skip in report.skips:
            echo(f"  {skip.rule_id:8} {skip.path}: {skip.reason.text(lang)}")
    echo()
    for line in _summary(report, lang):
        echo(line)
    if report.skips and not skips:
        echo(click.style(_WORDS["hint"].text(lang), dim=True))


def _by_subject(report: Report, lang: Language) -> Iterator[tuple[str, list[Finding]]]:
    order = {finding.subject: i for i, finding in reversed(list(enumerate(report.findings)))}
    ordered = sorted(report.findings, key=lambda finding: order[finding.subject])
    for _, group in groupby(ordered, key=lambda finding: finding.subject):
        findings = list(group)
        yield findings[0].subject_title.text(lang), findings


def _print_finding(finding: Finding, lang: Language) -> None:
    mark = click.style(f"{finding.severity:7}", fg=COLOURS[finding.severity], bold=True)
    place = finding.label or finding.path
    echo(f"  {mark} {click.style(finding.rule_id, bold=True)}  {place}")
    echo(f"          {finding.text(lang)}")
    echo(click.style(f"          {finding.path}", dim=True))


def _summary(report: Report, lang: Language) -> Iterator[str]:
    by = {severity: len(report.by_severity(severity)) for severity in ("error", "warning", "note")}
    worst = next((severity for severity, count in by.items() if count), "passed")
    text = _WORDS["summary"].text(lang, findings=len(report.findings), **by)
    yield click.style(text, fg=COLOURS[worst], bold=True)
    counts = report.counts
    damaged = sum(_for_damage(skip) for skip in report.skips)
    skipped = counts["not evaluated"]
    yield _WORDS["states"].text(
        lang,
        passed=counts["passed"],
        na=counts["not applicable"],
        skipped=skipped,
        damaged=damaged,
        absent=skipped - damaged,
    )


def _for_damage(skip: Skip) -> bool:
    return any(absent.value == "damaged" for _, absent in skip.absent)
