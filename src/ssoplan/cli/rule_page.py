"""What ``ssoplan rules ID`` prints: one rule in words, with its conditions, source and examples."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any

import click

from ssoplan.cli._style import COLOURS, SEVERITIES, pad
from ssoplan.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssoplan.errors import Language
    from ssoplan.parameters import Citation
    from ssoplan.rules.checked import CheckedRule
    from ssoplan.rules.facts import Subject
    from ssoplan.rules.policy import Policy
    from ssoplan.rules.rule import Example, Rule

__all__ = ["KINDS", "page"]

KINDS = {
    "check": Message("check", "กฎตรวจสอบ"),
    "parameter": Message("parameter", "ค่าพารามิเตอร์"),
    "calculator": Message("calculator", "สูตรคำนวณ"),
    "statement": Message("statement", "ข้อความอ้างอิง"),
}
_LABELS = {
    "kind": Message("kind", "ประเภท"),
    "of": Message("applies to", "ใช้กับ"),
    "means": Message("means", "ความหมาย"),
    "when": Message("when", "เมื่อ"),
    "must": Message("must", "ต้องเป็น"),
    "severity": Message("severity", "ความรุนแรง"),
    "finding": Message("finding", "เมื่อไม่ผ่าน"),
    "evidence": Message("evidence", "ที่มาของกฎ"),
    "status": Message("status", "สถานะ"),
    "window": Message("in force", "วันใช้บังคับ"),
    "source": Message("source", "แหล่งอ้างอิง"),
    "fact": Message("fact", "ข้อมูลที่ใช้"),
    "parameter": Message("parameter", "พารามิเตอร์"),
    "calculator": Message("calculator", "ตัวคำนวณ"),
    "example": Message("example", "ตัวอย่าง"),
}
_WORDS = {
    "stated": Message("stated by the source", "เอกสารระบุไว้"),
    "inferred": Message("inferred from figures", "อนุมานจากตัวเลข"),
    "in_force": Message("in force", "ใช้บังคับ"),
    "draft": Message("draft: shown, never applied", "ร่าง: แสดงไว้เท่านั้น ไม่นำมาใช้"),
    "draft-window": Message("not in force: the law is a draft", "ยังไม่ใช้บังคับ เพราะเป็นร่างกฎหมาย"),
    "no-dates": Message(
        "the own year of every document (no dates are printed)",
        "ปีของเอกสารแต่ละฉบับเอง (เอกสารไม่ได้ระบุวันใช้บังคับ)",
    ),
    "span": Message("{start} to {end}", "{start} ถึง {end}"),
    "open": Message("open", "ไม่กำหนด"),
    "on": Message(" on {day}", " ณ วันที่ {day}"),
    "row": Message("row “{alias}”: {facts}", "แถว “{alias}”: {facts}"),
    "no-row": Message("no row “{alias}”", "ไม่มีแถว “{alias}”"),
    "passed": Message("passed", "ผ่าน"),
    "finding": Message("finding", "ไม่ผ่าน"),
    "not applicable": Message("not applicable", "ไม่เข้าเงื่อนไข"),
    "not evaluated": Message("not evaluated", "ตรวจไม่ได้"),
}


def page(policy: Policy, rule: Rule, lang: Language) -> Iterator[str]:
    """Yield the lines that show a rule."""
    yield click.style(f"{rule.id}  {rule.title.text(lang)}", bold=True)
    if lang == "en":  # the documents are Thai: the Thai title is the name by which officials know the rule
        yield f"{'':{len(rule.id)}}  {rule.title.th}"
    for text in (rule.statement, rule.reason):
        if text is not None:
            yield from ("", getattr(text, lang))
    yield ""
    checked = policy.checked(rule) if rule.kind == "check" else None
    yield from _table(policy, rule, checked, lang)
    yield from _read(policy, rule, checked, lang)
    yield from _examples(rule, checked, lang)


def _line(label: str, text: str, lang: Language) -> str:
    return f"{pad(_LABELS[label].text(lang), 11)} {text}"


def _table(policy: Policy, rule: Rule, checked: CheckedRule | None, lang: Language) -> Iterator[str]:
    yield _line("kind", KINDS[rule.kind].text(lang), lang)
    if checked is not None:
        yield from _condition(policy, checked, lang)
    yield _line("evidence", _WORDS[rule.evidence].text(lang), lang)
    draft = rule.legal_status == "draft"
    status = _WORDS[rule.legal_status].text(lang)
    yield _line("status", click.style(status, fg="yellow", bold=True) if draft else status, lang)
    yield _line("window", _window(rule, lang), lang)
    for citation in rule.citations:
        yield _line("source", _source(citation, lang), lang)


def _condition(policy: Policy, checked: CheckedRule, lang: Language) -> Iterator[str]:
    from ssoplan.rules.readings.prose import describe  # noqa: PLC0415  # not needed for --help

    rule = checked.rule
    yield _line("of", f"{checked.subject.title.text(lang)} ({rule.of})", lang)
    yield _line("means", describe(checked, lang, parameters=policy.parameters), lang)
    for label, condition in (("when", rule.when), ("must", rule.must)):
        if condition:
            yield _line(label, condition, lang)
    severity = click.style(SEVERITIES[rule.severity].text(lang), fg=COLOURS[rule.severity])
    yield _line("severity", severity, lang)
    if rule.message is not None:
        yield _line("finding", _template(policy, checked, lang), lang)


def _template(policy: Policy, checked: CheckedRule, lang: Language) -> str:
    """Return what a finding says; in Thai its places are called by their titles."""
    template = getattr(checked.rule.message, lang)
    if lang == "en":
        return str(template)
    parts = Formatter().parse(template)
    return "".join(
        text + ("" if name is None else f"{{{_called(policy, checked, name)}}}") for text, name, _, _ in parts
    )


def _called(policy: Policy, checked: CheckedRule, name: str) -> str:
    if name in policy.parameters:
        return policy.parameters[name].title.th
    alias, _, fact = name.rpartition(".")
    subjects = {join.alias: join.subject for join in checked.joins}
    return subjects.get(alias, checked.subject).fact(fact).title.th


def _window(rule: Rule, lang: Language) -> str:
    if rule.legal_status == "draft":
        return _WORDS["draft-window"].text(lang)
    if not rule.dates_known:
        return _WORDS["no-dates"].text(lang)
    return _WORDS["span"].text(lang, start=_day(rule.start, lang), end=_day(rule.end, lang))


def _day(day: Any, lang: Language) -> str:
    from ssoplan.calendar import format_date  # noqa: PLC0415  # not needed for --help

    if day is None:
        return _WORDS["open"].text(lang)
    return str(day) if lang == "en" else format_date(day, locale=lang)


def _source(citation: Citation, lang: Language) -> str:
    return citation.text(lang) + (f" “{citation.phrase}”" if citation.phrase else "")


def _read(policy: Policy, rule: Rule, checked: CheckedRule | None, lang: Language) -> Iterator[str]:
    """Yield the facts and parameters that a check reads, or what carries out another rule."""
    if checked is not None:
        for name in checked.shown:
            yield _line("fact", f"{name}: {checked.subject.fact(name).title.text(lang)}", lang)
    for name in checked.quoted if checked is not None else rule.covers:
        if name in policy.parameters:
            yield _line("parameter", f"{name}: {policy.parameters[name].title.text(lang)}", lang)
        else:
            yield _line("calculator", name, lang)


def _examples(rule: Rule, checked: CheckedRule | None, lang: Language) -> Iterator[str]:
    if checked is not None:
        for example in rule.examples:
            yield _line("example", _example(checked, example, lang), lang)
    for worked in rule.worked_examples:
        yield _line("example", worked.text(lang), lang)


def _example(checked: CheckedRule, example: Example, lang: Language) -> str:
    state = _WORDS[example.state].text(lang)
    day = "" if example.on is None else _WORDS["on"].text(lang, day=_day(example.on, lang))
    shown = [_facts(checked.subject, example.facts, lang), *_joined(checked, example, lang)]
    return f"{state}{day}: {'; '.join(filter(None, shown))}"


def _joined(checked: CheckedRule, example: Example, lang: Language) -> Iterator[str]:
    subjects = {join.alias: join.subject for join in checked.joins}
    for alias, rows in example.joined:
        for row in rows:
            yield _WORDS["row"].text(lang, alias=alias, facts=_facts(subjects[alias], row, lang))
        if not rows:
            yield _WORDS["no-row"].text(lang, alias=alias)


def _facts(subject: Subject, facts: Iterable[tuple[str, Any]], lang: Language) -> str:
    from ssoplan.rules.dated import exact_value  # noqa: PLC0415  # not needed for --help
    from ssoplan.rules.examples import plain_to_value  # noqa: PLC0415
    from ssoplan.rules.formatting import show  # noqa: PLC0415

    shown = []
    for name, plain in facts:
        fact = subject.fact(name)
        value = show(exact_value(plain_to_value(fact.type, plain)), fact.type, lang)
        shown.append(f"{name if lang == 'en' else fact.title.th} = {value}")
    return "; ".join(shown)
