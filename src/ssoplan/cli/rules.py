"""``ssoplan rules``: which rules there are, and one of them in full."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from ssoplan.cli._style import COLOURS, echo, language, refuse, say
from ssoplan.errors import Language, SsoplanError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssoplan.rules.policy import Policy
    from ssoplan.rules.rule import Rule

__all__ = ["rules"]


@click.command()
@click.argument("rule_id", required=False, metavar="[ID]")
@language
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def rules(rule_id: str | None, lang: Language, form: str) -> None:
    """List the rules; with ID, show one with its conditions, source and examples."""
    from ssoplan.rules.policy import Policy  # noqa: PLC0415  # not needed for --help

    try:
        policy = Policy.default()
        found = [policy.rule(rule_id)] if rule_id is not None else list(policy.rules)
    except SsoplanError as error:
        refuse(error, lang)
        sys.exit(2)
    if form == "json":
        plain = [{"id": rule.id, **rule.to_plain()} for rule in found]
        echo(json.dumps(plain[0] if rule_id is not None else plain, ensure_ascii=False, indent=2))
    elif rule_id is None:
        for rule in found:
            echo(f"{click.style(f'{rule.id:9}', bold=True)} {rule.kind:10} {say(rule.title, lang)}")
    else:
        for line in _page(policy, found[0], lang):
            echo(line)


def _page(policy: Policy, rule: Rule, lang: Language) -> Iterator[str]:
    other: Language = "th" if lang == "en" else "en"
    yield click.style(f"{rule.id}  {say(rule.title, lang)}", bold=True)
    yield f"{'':{len(rule.id)}}  {say(rule.title, other)}"
    for text in (say(rule.statement, lang), say(rule.reason, lang)):
        if text:
            yield from ("", text)
    yield ""
    yield from _table(rule, lang)
    parameters = policy.checked(rule).parameters if rule.kind == "check" else rule.covers
    for name in parameters:
        parameter = policy.parameters[name] if name in policy.parameters else None  # noqa: SIM401  # not a dict
        yield f"{'parameter':11} {name}" + (f": {say(parameter.title, lang)}" if parameter else "")
    for example in rule.examples:
        facts = ", ".join(f"{key}={value}" for key, value in example.facts)
        yield f"{'example':11} {example.state}: {facts}"
    for worked in rule.worked_examples:
        yield f"{'example':11} {worked.text()}"


def _table(rule: Rule, lang: Language) -> Iterator[str]:
    rows = {
        "kind": rule.kind,
        "applies to": rule.of,
        "when": rule.when,
        "must": rule.must,
        "severity": click.style(str(rule.severity), fg=COLOURS[rule.severity])
        if rule.kind == "check"
        else None,
        "finding": say(rule.message, lang),
        "evidence": rule.evidence,
        "status": rule.legal_status.replace("_", " "),
        "in force": _window(rule),
    }
    for name, value in rows.items():
        if value:
            yield f"{name:11} {value}"
    for citation in rule.citations:
        phrase = f" “{citation.phrase}”" if citation.phrase else ""
        part = f" {citation.part}" if citation.part else ""
        yield f"{'source':11} {citation.source}{part}{phrase}"


def _window(rule: Rule) -> str:
    if not rule.dates_known:
        return "the own year of every document (no dates are printed)"
    return f"{rule.start or 'open'} to {rule.end or 'open'}"
