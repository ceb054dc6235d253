"""``ssoplan check``: what does not hold in a document, where, and on whose authority."""

from __future__ import annotations

import json
import sys
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click

from ssoplan.cli._style import COLOURS, SEVERITIES, echo, language, pad, refuse
from ssoplan.errors import Language, Message, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ssoplan.rules.findings import Finding, Skip
    from ssoplan.rules.policy import Policy
    from ssoplan.rules.report import Report

__all__ = ["NoDocumentError", "check"]

EMBEDDED = "sso-2566"

_WORDS = {
    "checked": Message(en="checked as of {day}, policy {policy}", th="ตรวจ ณ {day} ตามนโยบายรุ่น {policy}"),
    "summary": Message(
        en="{finding}: {error}, {warning}, {note}",
        th="พบ {finding} รายการ: ข้อผิดพลาด {error} คำเตือน {warning} ข้อสังเกต {note}",
    ),
    "states": Message(
        en="{passed} passed, {na} not applicable, {skipped} not evaluated ({damaged} for the damaged copy, {absent} for missing figures)",
        th="ผ่าน {passed} ไม่เข้าเงื่อนไข {na} ตรวจไม่ได้ {skipped} (สำเนาชำรุด {damaged} ไม่มีตัวเลข {absent})",
    ),
    "skips": Message(en="not evaluated", th="ตรวจไม่ได้"),
    "hint": Message(
        en="list what was not evaluated with --skips; look a rule up with: ssoplan rules ID",
        th="ดูรายการที่ตรวจไม่ได้ด้วย --skips และดูกฎด้วย ssoplan rules รหัสกฎ",
    ),
}
_ABSENT = {
    "missing": Message(": missing", " ไม่มีข้อมูล"),
    "damaged": Message(": damaged", " อ่านไม่ออก"),
    "not in force": Message(": no value in force", " ไม่มีค่าที่ใช้บังคับ"),
}


class NoDocumentError(SsoplanError, LookupError):
    """Raised when what is to be checked is the name of neither a file nor a sample."""

    kind = "no-document"
    messages: ClassVar[Mapping[str, Message]] = {
        "near": Message(
            en="there is neither a file nor a sample {name!r}; near names: {near}",
            th="ไม่มีทั้งไฟล์และเอกสารตัวอย่างชื่อ {name!r} ชื่อใกล้เคียง: {near}",
        ),
        "unknown": Message(
            en="there is neither a file nor a sample {name!r}, and no near name; list the samples with: ssoplan samples",
            th="ไม่มีทั้งไฟล์และเอกสารตัวอย่างชื่อ {name!r} และไม่มีชื่อใกล้เคียง ดูเอกสารตัวอย่างด้วย ssoplan samples",
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
    1 findings at warning or above, 2 something given cannot be read.
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

    if Path(name).exists():
        document = files.load(name)
    elif name in samples.names():
        document = samples.load(name)
    else:
        near = ", ".join(_near(Path(name), samples.names()))
        raise NoDocumentError("near" if near else "unknown", name=name, near=near)
    return document.title_th, check_document(document, policy=policy, on=on)


_SUFFIXES = {".json", ".yaml", ".yml"}


def _near(path: Path, names: list[str]) -> list[str]:
    """Return the samples, and the documents of the same folder, whose name is near that of a path."""
    try:
        beside = {each.name: str(path.parent / each.name) for each in path.parent.iterdir()}
    except OSError:  # there is no such folder, or it cannot be read
        beside = {}
    known = {name.rpartition("/")[2]: name for name in names}
    known |= {name: shown for name, shown in beside.items() if Path(name).suffix in _SUFFIXES}
    close = get_close_matches(path.name[:100], known, n=3) or get_close_matches(path.stem[:100], known, n=3)
    parts = [name for name in known if path.stem in name]
    return [known[name] for name in dict.fromkeys([*close, *parts])][:5]


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
        titles = _titles(report)
        for skip in report.skips:
            echo(f"  {skip.rule_id:8} {skip.path}: {_reason(skip, titles[skip.rule_id], lang)}")
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
    width = _WIDTHS[lang]
    severity = pad(SEVERITIES[finding.severity].text(lang), width)
    mark = click.style(severity, fg=COLOURS[finding.severity], bold=True)
    place = finding.label or finding.path
    indent = " " * (width + 3)
    echo(f"  {mark} {click.style(finding.rule_id, bold=True)}  {place}")
    echo(f"{indent}{finding.text(lang)}")
    echo(click.style(f"{indent}{finding.path}", dim=True))


_WIDTHS: Mapping[Language, int] = {"en": 7, "th": 9}
"""The places that the longest severity takes."""


def _titles(report: Report) -> dict[str, dict[str, Message]]:
    """Return, by rule, what the facts and parameters that it reads are called."""
    found: dict[str, dict[str, Message]] = {}
    for result in report.results:
        subject, rule = result.checked.subject, result.checked.rule
        titles = {name: subject.fact(name).title for name in result.checked.facts}
        parameters = result.parameters.parameters
        found[rule.id] = titles | {id_: parameters[id_].title for id_ in result.checked.quoted}
    return found


def _reason(skip: Skip, titles: Mapping[str, Message], lang: Language) -> str:
    """Return why a row could not be evaluated, with what is absent called by its title."""
    if not skip.absent:
        return skip.reason.text(lang)
    return "; ".join(f"{titles[name].text(lang)}{_ABSENT[why.value].text(lang)}" for name, why in skip.absent)


def _summary(report: Report, lang: Language) -> Iterator[str]:
    by = {severity: len(report.by_severity(severity)) for severity in ("error", "warning", "note")}
    worst = next((severity for severity, count in by.items() if count), "passed")
    counted = {"finding": len(report.findings), **by}
    text = _WORDS["summary"].text(lang, **(_counted(counted) if lang == "en" else counted))
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


def _counted(counts: Mapping[str, int]) -> dict[str, str]:
    return {name: f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items()}


def _for_damage(skip: Skip) -> bool:
    return any(absent.value == "damaged" for _, absent in skip.absent)
