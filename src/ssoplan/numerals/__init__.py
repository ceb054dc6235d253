"""Thai numerals: Thai digits, number words and baht words, each in both directions and exact.

Names are loaded on first use (PEP 562): ``ssoplan.money`` needs the digits of this package while the baht words
need ``ssoplan.money``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssoplan._lazy import lazy

if TYPE_CHECKING:
    from ssoplan.numerals.baht import BahtTextError as BahtTextError
    from ssoplan.numerals.baht import baht_text as baht_text
    from ssoplan.numerals.baht import parse_baht_text as parse_baht_text
    from ssoplan.numerals.columns import baht_text_column as baht_text_column
    from ssoplan.numerals.comparison import WordsComparison as WordsComparison
    from ssoplan.numerals.comparison import compare_words as compare_words
    from ssoplan.numerals.digits import NumeralTypeError as NumeralTypeError
    from ssoplan.numerals.digits import from_thai_digits as from_thai_digits
    from ssoplan.numerals.digits import to_thai_digits as to_thai_digits
    from ssoplan.numerals.phrases import parse_number_text as parse_number_text
    from ssoplan.numerals.tokens import NumberTextError as NumberTextError
    from ssoplan.numerals.words import NumeralOptionError as NumeralOptionError
    from ssoplan.numerals.words import number_text as number_text

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

__all__ = sorted(_HOME)  # noqa: PLE0605  # one list of names, not two
__getattr__, __dir__ = lazy(__name__, _HOME)
