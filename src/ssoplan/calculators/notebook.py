"""How a calculation looks in a notebook: one small table, everything in the page itself."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ssoplan.calculators.showing import show

if TYPE_CHECKING:
    from ssoplan.calculators.calculation import Calculation

__all__ = ["html_of"]

_STYLE = "text-align:left;vertical-align:top;padding:.25em .75em"


def html_of(calculation: Calculation[Any]) -> str:
    """Return the value and its working, English beside Thai."""
    rows = [
        _row(calculation.calculator, *(f"<b>{_shown(calculation.value, lang)}</b>" for lang in ("en", "th")))
    ]
    sections = zip(calculation.sections("en"), calculation.sections("th"), strict=True)
    for (_, english), (_, thai) in sections:
        rows += [_row("", escape(en), escape(th)) for en, th in zip(english, thai, strict=True)]
    return f'<table class="ssoplan-calculation">{"".join(rows)}</table>'


def _shown(value: Any, lang: Any) -> str:
    return escape(show(value, lang))


def _row(head: str, *cells: str) -> str:
    languages = zip(("en", "th"), cells, strict=True)
    columns = "".join(f'<td lang="{lang}" style="{_STYLE}">{cell}</td>' for lang, cell in languages)
    return f'<tr><th style="{_STYLE}">{escape(head)}</th>{columns}</tr>'
