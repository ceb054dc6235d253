"""The rules as data beside the pages: ``rules.json`` and ``rules.csv``."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from ssoplan.rules import describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssoplan.errors import Language
    from ssoplan.rules import Rule
    from ssoplan.sphinxext.register import Register

__all__ = ["FORMAT", "rules_csv", "rules_json"]

FORMAT = "ssoplan-rules/1"
_COLUMNS = (
    *("id", "family", "kind", "status", "severity", "evidence", "title_th", "title_en", "statement_th"),
    *("statement_en", "from", "to", "sources", "parameters", "page"),
)


def rules_json(register: Register, page_of: Callable[[str], str | None]) -> str:
    """Return every rule as JSON: its definition, its conditions in words, what it rests on, and its page.

    Args:
        register: The policy.
        page_of: Gives the address of the page of a rule, from the file; None where the site has none.
    """
    policy = register.policy
    rules = [_rule(register, rule, page_of(rule.id)) for rule in register.rules.values()]
    data = {"format": FORMAT, "policy": policy.version, "policy_hash": policy.digest, "rules": rules}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _rule(register: Register, rule: Rule, page: str | None) -> dict[str, Any]:
    checked = register.checked(rule)
    parameters = register.policy.parameters
    more: dict[str, Any] = {
        "parameters": list(register.parameters_of[rule.id]),
        "findings": {name: len(found) for name, found in register.findings_of(rule.id).items()},
        "page": page,
    }
    if checked is not None:
        languages: tuple[Language, ...] = ("en", "th")
        more["meaning"] = {lang: describe(checked, lang, parameters=parameters) for lang in languages}
        more["facts"] = list(checked.facts)
    return {"id": rule.id, **rule.to_plain(), "status": rule.legal_status, **more}


def rules_csv(register: Register, page_of: Callable[[str], str | None]) -> str:
    """Return every rule as a line of CSV, in the order of `_COLUMNS`."""
    made = io.StringIO()
    writer = csv.DictWriter(made, _COLUMNS)
    writer.writeheader()
    for rule in register.rules.values():
        writer.writerow(_line(register, rule) | {"page": page_of(rule.id) or ""})
    return made.getvalue()


def _line(register: Register, rule: Rule) -> dict[str, str]:
    return {
        "id": rule.id,
        "family": rule.id.rpartition("-")[0],
        "kind": rule.kind,
        "status": rule.legal_status,
        "severity": str(rule.severity) if rule.kind == "check" else "",
        "evidence": rule.evidence,
        "title_th": rule.title.th,
        "title_en": rule.title.en,
        "statement_th": rule.statement.th if rule.statement else "",
        "statement_en": rule.statement.en if rule.statement else "",
        "from": rule.start.isoformat() if rule.start else "",
        "to": rule.end.isoformat() if rule.end else "",
        "sources": "; ".join(dict.fromkeys(map(str, rule.citations))),
        "parameters": " ".join(register.parameters_of[rule.id]),
    }
