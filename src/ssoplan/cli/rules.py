"""``ssoplan rules``: which rules there are, and one of them in full."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from ssoplan.cli._style import echo, language, pad, refuse
from ssoplan.cli.rule_page import KINDS, page
from ssoplan.errors import Language, SsoplanError

if TYPE_CHECKING:
    from ssoplan.rules.policy import Policy
    from ssoplan.rules.rule import Rule

__all__ = ["rules"]


@click.command()
@click.argument("rule_id", required=False, metavar="[ID]")
@language
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def rules(rule_id: str | None, lang: Language, form: str) -> None:
    """List the rules; with ID, show one with its conditions, source and examples.

    Capitals do not matter in ID: kpi-30 is KPI-30. Exit status: 0 printed, 2 there is no such rule.
    """
    from ssoplan.rules.policy import Policy  # noqa: PLC0415  # not needed for --help

    try:
        policy = Policy.default()
        found = [_rule(policy, rule_id)] if rule_id is not None else list(policy.rules)
    except SsoplanError as error:
        refuse(error, lang)
        sys.exit(2)
    if form == "json":
        plain = [{"id": rule.id, **rule.to_plain()} for rule in found]
        echo(json.dumps(plain[0] if rule_id is not None else plain, ensure_ascii=False, indent=2))
    elif rule_id is None:
        for rule in found:
            kind = pad(KINDS[rule.kind].text(lang), 10 if lang == "en" else 12)
            echo(f"{click.style(f'{rule.id:9}', bold=True)} {kind} {rule.title.text(lang)}")
    else:
        for line in page(policy, found[0], lang):
            echo(line)


def _rule(policy: Policy, id_: str) -> Rule:
    """Return the rule of an id, whatever its capitals.

    Raises:
        UnknownRuleError: There is no such rule.
    """
    known = {rule.id.casefold(): rule.id for rule in policy.rules}
    # An unknown id is looked for in capitals, so that the rules near it are found.
    return policy.rule(known.get(id_.casefold(), id_.upper()))
