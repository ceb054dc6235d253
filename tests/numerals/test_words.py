from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.numerals import (
    NumberTextError,
    NumeralOptionError,
    NumeralTypeError,
    number_text,
    parse_number_text,
)
from ssoplan.numerals.words import Reading

whole_numbers = st.one_of(st.integers(-(10**7), 10**7), st.integers(), st.integers(0, 10**60))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "ศูนย์"),
        (1, "หนึ่ง"),
        (11, "สิบเอ็ด"),
        (20, "ยี่สิบ"),
        (21, "ยี่สิบเอ็ด"),
        (101, "หนึ่งร้อยเอ็ด"),
        (1001, "หนึ่งพันเอ็ด"),
        (2501, "สองพันห้าร้อยเอ็ด"),
        (501_741_221, "ห้าร้อยเอ็ดล้านเจ็ดแสนสี่หมื่นหนึ่งพันสองร้อยยี่สิบเอ็ด"),
        (21_000_000, "ยี่สิบเอ็ดล้าน"),
        (10**12, "หนึ่งล้านล้าน"),
        (10**12 + 1, "หนึ่งล้านล้านเอ็ด"),
        (5_000_001_000_000, "ห้าล้านเอ็ดล้าน"),
        (10**18, "หนึ่งล้านล้านล้าน"),
        (-35_300, "ลบสามหมื่นห้าพันสามร้อย"),
    ],
)
def test_the_royal_society_reading(number: int, expected: str) -> None:
    """A final 1 is เอ็ด in every number of two or more digits, also before ล้าน."""
    assert expected == number_text(number)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(101, "หนึ่งร้อยหนึ่ง"), (1_000_021, "หนึ่งล้านยี่สิบเอ็ด"), (5_000_001_000_000, "ห้าล้านหนึ่งล้าน")],
)
def test_the_other_reading(number: int, expected: str) -> None:
    """With the other reading a final 1 is เอ็ด after a tens word only."""
    assert expected == number_text(number, reading="tens-only")


@settings(max_examples=300)
@given(whole_numbers, st.sampled_from(get_args(Reading)))
def test_words_say_the_number_they_were_made_from(number: int, reading: Reading) -> None:
    """Any whole number in words, in either reading, reads back as itself."""
    assert number == parse_number_text(number_text(number, reading=reading))


def test_thousands_of_digits_survive() -> None:
    """A number of 3,000 digits is exact both ways."""
    number = 7**3550
    assert number == parse_number_text(number_text(number))


@pytest.mark.parametrize(
    "text", ["ร้อยเอ็ด", "หนึ่งร้อยหนึ่ง", "หนึ่ง ร้อย เอ็ด", "หนึ่ง\u200bร้อย\ufeffเอ็ด", "(หนึ่งร้อยเอ็ด)"]
)
def test_written_forms_that_are_read(text: str) -> None:
    """Both readings, a leading ร้อย without หนึ่ง, spaces, zero-width characters and brackets are read."""
    assert parse_number_text(text) == 101


@pytest.mark.parametrize(
    ("text", "reason", "position", "value"),
    [
        ("สองหมื่นสามแสน", "place-order", 11, 320_000),
        ("สองร้อยสามร้อย", "place-order", 10, 500),
        ("สิบร้อย", "place-order", 3, 110),
        ("หกพันร้อยสิบ", "digit-missing", 5, 6110),
        ("ล้าน", "digit-missing", 0, 1_000_000),
        ("สองสิบ", "wrong-form", 0, 20),
        ("หนึ่งสิบ", "wrong-form", 0, 10),
        ("ยี่สิบหนึ่ง", "wrong-form", 6, 21),
        ("เอ็ด", "wrong-form", 0, 1),
        ("เอ็ดร้อย", "wrong-form", 0, 100),
        ("ยี่ร้อย", "wrong-form", 0, 200),
        ("ยี่", "wrong-form", 0, None),
        ("สองสาม", "unexpected", 3, None),
        ("สองสามร้อย", "unexpected", 3, None),
        ("หนึ่งร้อยศูนย์ห้า", "unexpected", 9, None),
        ("ศูนย์ห้า", "unexpected", 5, None),
        ("ห้าบาท", "unexpected", 3, None),
        ("ห้าร้อยหมู", "unknown-word", 7, None),
        ("five", "unknown-word", 0, None),
        ("ลบ", "incomplete", 2, None),
        ("", "empty", 0, None),
        ("()", "empty", 0, None),
        (" \u200b", "empty", 0, None),
    ],
)
def test_a_malformed_phrase_is_refused_at_its_place(
    text: str, reason: str, position: int, value: int | None
) -> None:
    """The error names the reason, the index of the word at fault, and what the words say literally."""
    with pytest.raises(NumberTextError) as caught:
        parse_number_text(text)
    error = caught.value
    assert (f"number-text.{reason}", position, value) == (error.code, error.position, error.value)
    assert text[position:].replace(" ", "").startswith(error.found)


def test_the_place_counts_characters_that_are_passed_over() -> None:
    """The index is that of the text given, spaces and zero-width characters included."""
    text = " สอง\u200bหมื่น  สามแสน"
    with pytest.raises(NumberTextError) as caught:
        parse_number_text(text)
    assert text[caught.value.position :] == "แสน"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("สองหมื่นสามแสน", ("พัน", "ร้อย", "สิบ")),
        ("ห้าร้อยหมู", ("หนึ่ง–เก้า", "สิบ", "ล้าน")),
        ("สองสาม", ("แสน", "หมื่น", "พัน", "ร้อย", "สิบ", "ล้าน")),
        ("ลบ", ("หนึ่ง–เก้า",)),
    ],
)
def test_the_error_says_what_was_expected(text: str, expected: tuple[str, ...]) -> None:
    """The words that could have stood at the place are listed, and appear in both texts."""
    with pytest.raises(NumberTextError) as caught:
        parse_number_text(text)
    assert expected == caught.value.expected
    assert all(word in str(caught.value) and word in caught.value.text("th") for word in expected)


def test_a_text_beyond_the_limit_is_refused_unread() -> None:
    """Text of more than 100,000 characters is refused with its length."""
    with pytest.raises(NumberTextError) as caught:
        parse_number_text("ห" * 100_001)
    assert caught.value.code == "number-text.too-long"
    assert "100001" in str(caught.value)


@pytest.mark.parametrize("value", [1.0, True, "1", None])
def test_only_whole_numbers_become_words(value: Any) -> None:
    """A float, a bool or text is no whole number."""
    with pytest.raises(NumeralTypeError, match="expected a whole number"):
        number_text(value)


def test_words_must_be_text() -> None:
    """Something other than text is refused by its type."""
    with pytest.raises(NumeralTypeError, match="expected text, got 5 of type int"):
        parse_number_text(5)  # type: ignore[arg-type]  # the wrong type is the point


def test_an_unknown_reading_is_refused() -> None:
    """The error of an unknown reading lists the two that exist."""
    with pytest.raises(NumeralOptionError, match="royal-society, tens-only"):
        number_text(1, reading="ราชบัณฑิต")  # type: ignore[arg-type]  # the wrong value is the point
