"""Thai numerals: Thai digits, number words and baht words, each in both directions and exact.

Names are loaded on first use (PEP 562): ``ssoplan.money`` needs the digits of this package while the baht words
need ``ssoplan.money``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ssoplan.numerals.baht import BahtTextError, baht_text, parse_baht_text
    from ssoplan.numerals.columns import baht_text_column
    from ssoplan.numerals.comparison import WordsComparison, compare_words
    from ssoplan.numerals.digits import NumeralTypeError, from_thai_digits, to_thai_digits
    from ssoplan.numerals.phrases import parse_number_text
    from ssoplan.numerals.tokens import NumberTextError
    from ssoplan.numerals.words import NumeralOptionError, number_text

__all__ = [
    "BahtTextError",
    "NumberTextError",
    "NumeralOptionError",
    "NumeralTypeError",
    "WordsComparison",
    "baht_text",
    "baht_text_column",
    "compare_words",
    "from_thai_digits",
    "number_text",
    "parse_baht_text",
    "parse_number_text",
    "to_thai_digits",
]

_HOME = {
    "BahtTextError": "baht",
    "NumberTextError": "tokens",
    "NumeralOptionError": "words",
    "NumeralTypeError": "digits",
    "WordsComparison": "comparison",
    "baht_text": "baht",
    "baht_text_column": "columns",
    "compare_words": "comparison",
    "from_thai_digits": "digits",
    "number_text": "words",
    "parse_baht_text": "baht",
    "parse_number_text": "phrases",
    "to_thai_digits": "digits",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
