from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.numerals import NumeralTypeError, from_thai_digits, to_thai_digits

LATIN, THAI = "0123456789", "๐๑๒๓๔๕๖๗๘๙"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18,408 บาท", "๑๘,๔๐๘ บาท"),
        (2566, "๒๕๖๖"),
        (-5, "-๕"),
        ("", ""),
        ("ไม่มีตัวเลข", "ไม่มีตัวเลข"),
        ("๑2", "๑๒"),
        (LATIN, THAI),
    ],
)
def test_digits_become_thai(text: str | int, expected: str) -> None:
    """Every Latin digit of a text or number becomes its Thai digit, and nothing else changes."""
    assert expected == to_thai_digits(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("มาตรา ๓๓ พ.ศ. ๒๕๓๓", "มาตรา 33 พ.ศ. 2533"), (THAI, LATIN), ("٣ ³", "٣ ³")],
)
def test_digits_become_latin(text: str, expected: str) -> None:
    """Every Thai digit becomes its Latin digit; the digits of other scripts stay."""
    assert expected == from_thai_digits(text)


def test_a_whole_number_of_any_size_is_written() -> None:
    """A number beyond the length that Python prints on its own is written too."""
    assert to_thai_digits(10**9000) == "๑" + "๐" * 9000


@settings(max_examples=100)
@given(st.text().filter(lambda text: not set(text) & set(THAI)))
def test_there_and_back_gives_the_same_text(text: str) -> None:
    """A text without Thai digits survives the way there and back."""
    assert text == from_thai_digits(to_thai_digits(text))


@pytest.mark.parametrize("value", [None, 1.5, True, b"1", ["1"]])
def test_what_is_no_text_is_refused(value: Any) -> None:
    """A float, a bool or another object is refused in both directions, with its type named in both languages."""
    for function in (to_thai_digits, from_thai_digits):
        with pytest.raises(NumeralTypeError) as caught:
            function(value)
        assert caught.value.code == "numeral-type.not-text"
        assert type(value).__name__ in str(caught.value)
        assert type(value).__name__ in caught.value.text("th")
