"""The glossary: Thai words, English words, and the identifiers that stand for them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import attrs
import yaml

from ssoplan.errors import Message
from ssoplan.sphinxext.parts import Cell, code, inline, join, table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from docutils import nodes

    from ssoplan.sphinxext.writer import Writer

__all__ = ["Term", "term_table", "terms_of"]

_LEADING_VOWELS = "เแโใไ"


@attrs.frozen(kw_only=True)
class Term:
    """A term of SSO planning.

    Attributes:
        words: What it is called.
        ids: The identifiers that stand for it; the first is its name in links.
    """

    words: Message
    ids: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name in links."""
        return self.ids[0]


def terms_of(file: Path) -> tuple[Term, ...]:
    """Return the terms of a YAML file: a list of ``{th: …, en: …, ids: […]}``."""
    return _read(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(file: Path, _changed: int) -> tuple[Term, ...]:
    listed = yaml.safe_load(file.read_text(encoding="utf-8"))
    return tuple(Term(words=Message(en=term["en"], th=term["th"]), ids=tuple(term["ids"])) for term in listed)


def term_table(writer: Writer, terms: Iterable[Term]) -> nodes.Node:
    """Return the terms in the order of the language of the page, each with its anchor."""
    languages = ["thai", "english"] if writer.lang == "th" else ["english", "thai"]
    ordered = sorted(terms, key=lambda term: sorting_key(writer.text(term.words)))
    head = [*(writer.say(language) for language in languages), writer.say("identifier")]
    return table(head, (_row(writer, term) for term in ordered), widths=[38, 37, 25])


def _row(writer: Writer, term: Term) -> list[Cell]:
    named = inline(writer.text(term.words), classes=["sso-target"])
    named["ids"] = [f"term-{term.name}"]
    other = inline(writer.other_text(term.words), lang=writer.other)
    return [named, other, join(code(id_) for id_ in term.ids)]


def sorting_key(text: str) -> str:
    """Return what a dictionary sorts by: in Thai, a vowel written first is sorted after its consonant.

    >>> sorted(["เงิน", "งาน", "แผน"], key=sorting_key)
    ['งาน', 'เงิน', 'แผน']
    """
    letters = list(text.casefold())
    for place in range(len(letters) - 1):
        if letters[place] in _LEADING_VOWELS:
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
    return "".join(letters)
