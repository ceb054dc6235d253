"""Amounts printed twice, in digits and in words: do both say the same, and if not, by how much do they differ?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ssoplan.money import Baht
from ssoplan.numerals.baht import BahtTextError, parse_baht_text

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["WordsComparison", "compare_words"]


@attrs.frozen(kw_only=True)
class WordsComparison:
    """An amount in digits beside the amount its words say.

    Attributes:
        digits: The amount printed in digits.
        words: The amount the words say; None when they are malformed.
        difference: ``words − digits``; None when the words are malformed.
        error: Where malformed words go wrong; its ``value`` is what they say literally, if that can be told.
    """

    digits: Baht
    words: Baht | None = None
    difference: Baht | None = None
    # Exceptions compare by identity; two comparisons of the same text must be equal all the same.
    error: BahtTextError | None = attrs.field(default=None, eq=str)

    @property
    def matches(self) -> bool:
        """Whether the words are well formed and say the amount in digits."""
        return self.words == self.digits


def compare_words(digits: Baht | int | str | Decimal, words: str) -> WordsComparison:
    """Return what the words beside an amount say, and their difference from its digits.

    Args:
        digits: The amount: a ``Baht``, or baht as an int, Decimal or text such as ``"๑๘,๔๐๘ บาท"``.
        words: The amount in Thai words; malformed words do not raise, they are reported in ``error``.

    Raises:
        MoneyTypeError: ``digits`` is a float, or nothing that can be an amount.
        MoneyValueError: ``digits`` is text or a Decimal that is no amount in whole satang.
        NumeralTypeError: ``words`` is not text.

    >>> compare_words("6,364,564,700", "หกพันสามร้อยหกสิบล้านห้าแสนหกหมื่นสี่พันเจ็ดร้อยบาทถ้วน").difference
    Baht('-4000000')
    """
    amount = Baht(digits)
    try:
        said = parse_baht_text(words)
    except BahtTextError as error:
        return WordsComparison(digits=amount, error=error)
    return WordsComparison(digits=amount, words=said, difference=said - amount)
