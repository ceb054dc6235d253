"""How a calculation looks in a notebook: one small table, everything in the page itself."""

from __future__ import annotations

from html import escape
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from ssoplan.calculators.showing import show

if TYPE_CHECKING:
    from ssoplan.calculators.calculation import Calculation

__all__ = ["html_of"]

_STYLE = "text-align:left;vertical-align:top;padding:.25em .75em"


def html_of(calculation: Calculation[Any]) -> str:
    """Return the value and its working, English beside Thai."""
    rows = [
        _row(_title(calculation), *(f"<b>{_shown(calculation.value, lang)}</b>" for lang in ("en", "th")))
    ]
    sections = zip(calculation.sections("en"), calculation.sections("th"), strict=True)
    for (head_en, english), (head_th, thai) in sections:
        heads = chain([f"{escape(head_en)}<br>{escape(head_th)}"], repeat(""))
        lines = zip(heads, english, thai, strict=False)  # a heading stands beside the first line only
        rows += [_row(head, escape(en), escape(th)) for head, en, th in lines]
    return f'<table class="ssoplan-calculation">{"".join(rows)}</table>'


def _title(calculation: Calculation[Any]) -> str:
    title = calculation.title
    return f"{escape(title.en)}<br>{escape(title.th)}<br><code>{escape(calculation.calculator)}</code>"


def _shown(value: Any, lang: Any) -> str:
    return escape(show(value, lang))


def _row(head: str, *cells: str) -> str:
    languages = zip(("en", "th"), cells, strict=True)
    columns = "".join(f'<td lang="{lang}" style="{_STYLE}">{cell}</td>' for lang, cell in languages)
    return f'<tr><th style="{_STYLE}">{head}</th>{columns}</tr>'
