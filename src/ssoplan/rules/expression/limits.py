"""The first look at a condition: its length, its words and its brackets, before any parser sees it.

Python's parser answers hostile text with `MemoryError`, `RecursionError` or deprecation warnings. A flat scan with
one regular expression cannot: whatever passes it is short, shallow and made of harmless words only.
"""

from __future__ import annotations

import re

from ssoplan.rules.expression.errors import ExpressionError

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "MAX_TOKENS", "scan"]

MAX_LENGTH = 2_000
MAX_TOKENS = 400
MAX_DEPTH = 40

_TOKEN = re.compile(
    r"""
      (?P<space>[ \n\t]+)
    | (?P<number>[0-9][0-9_]*(?:\.[0-9]+)?(?![A-Za-z0-9_.]))
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?!["'A-Za-z0-9_]))
    | (?P<text>"[^"\\\n]*"|'[^'\\\n]*')
    | (?P<open>[(\[])
    | (?P<close>[)\]])
    | (?P<sign>//|<=|>=|==|!=|[-+*/<>,.])
    """,
    re.VERBOSE,
)


def scan(text: str) -> None:
    """Check that ``text`` is short, shallow and made of known signs.

    Raises:
        ExpressionError: At the first character that cannot belong to a condition, or at the limit that is passed.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError("too-long", column=MAX_LENGTH, length=len(text), limit=MAX_LENGTH)
    place = depth = tokens = 0
    previous = ""
    while place < len(text):
        match = _TOKEN.match(text, place)
        # Two texts side by side would silently become one text, as in Python.
        if match is None or match.lastgroup == previous == "text":
            raise ExpressionError("character", column=place + 1, what=text[place])
        place = match.end()
        if match.lastgroup == "space":
            continue
        previous = match.lastgroup or ""
        tokens += 1
        depth += (previous == "open") - (previous == "close")
        _bound(tokens, depth, match.start() + 1)


def _bound(tokens: int, depth: int, column: int) -> None:
    if tokens > MAX_TOKENS:
        raise ExpressionError("too-large", column=column, limit=MAX_TOKENS)
    if depth > MAX_DEPTH:
        raise ExpressionError("too-deep", column=column, limit=MAX_DEPTH)
    if depth < 0:
        raise ExpressionError("syntax", column=column, what=")")
