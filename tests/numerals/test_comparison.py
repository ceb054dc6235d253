from __future__ import annotations

import pickle

import pytest

from ssoplan.money import Baht, MoneyTextError
from ssoplan.numerals import BahtTextError, compare_words

# Digits and words as printed in the SSO plan of 2566, the difference as computed from the words by hand.
PUBLISHED = [
    ("6,364,564,700", "หกพันสามร้อยหกสิบล้านห้าแสนหกหมื่นสี่พันเจ็ดร้อยบาทถ้วน", 6_360_564_700, -4_000_000),
    ("2,757,683,080", "สองพันเจ็ดร้อยห้าสิบล้านหกแสนแปดหมื่นสามพันแปดสิบบาทถ้วน", 2_750_683_080, -7_000_000),
    ("1,993,540,320", "หนึ่งพันเก้าร้อยเก้าสิบล้านสามหมื่นสามร้อยยี่สิบบาทถ้วน", 1_990_030_320, -3_510_000),
    ("๑๘,๔๐๘ บาท", "หนึ่งหมื่นแปดพันสี่ร้อยแปดบาทถ้วน", 18_408, 0),
]


@pytest.mark.parametrize(("digits", "words", "said", "difference"), PUBLISHED)
def test_words_beside_digits(digits: str, words: str, said: int, difference: int) -> None:
    """The comparison tells what the words say and by how much they differ from the digits."""
    comparison = compare_words(digits, words)
    assert Baht(digits) == comparison.digits
    assert Baht(said) == comparison.words
    assert Baht(difference) == comparison.difference
    assert comparison.error is None
    assert comparison.matches is (difference == 0)


def test_malformed_words_are_reported_not_raised() -> None:
    """Malformed words leave no amount and no difference, but the error with its literal value."""
    comparison = compare_words(37_200_000, "สามสิบล้านเจ็ดหมื่นสองแสนบาทถ้วน")
    assert (comparison.words, comparison.difference, comparison.matches) == (None, None, False)
    assert isinstance(comparison.error, BahtTextError)
    assert Baht(30_270_000) == comparison.error.value


def test_comparisons_are_values() -> None:
    """Two comparisons of the same texts are equal, hash alike and survive pickling, malformed words included."""
    for words in ("ห้าบาท", "หมื่นแสนบาท"):
        one, two = compare_words(5, words), compare_words("5", words)
        assert (one, hash(one)) == (two, hash(two))
        assert one == pickle.loads(pickle.dumps(one))  # noqa: S301  # our own bytes
    assert compare_words(5, "หมื่นแสนบาท") != compare_words(5, "หมื่นแสน")


def test_bad_digits_are_the_callers_error() -> None:
    """Digits that are no amount raise at once."""
    with pytest.raises(MoneyTextError):
        compare_words("1,23,456", "ห้าบาท")
