from __future__ import annotations

import csv
import pickle
import sys
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.money import Baht, MoneyTextError, MoneyTypeError
from ssoplan.numerals import BahtTextError, NumeralTypeError, baht_text, parse_baht_text
from ssoplan.numerals.tokens import _VOCABULARY
from ssoplan.numerals.words import Reading

ORACLE = Path(__file__).parents[1] / "data" / "oracles" / "baht_words.csv"
with ORACLE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))

amounts = st.one_of(st.integers(-(10**5), 10**5), st.integers(), st.integers(0, 10**40)).map(Baht.from_satang)
words = st.lists(st.sampled_from([*_VOCABULARY, " ", "\u200b", "x", "(", ")"]), max_size=30).map("".join)
hostile = st.one_of(st.text(max_size=10_000), words, words.map(lambda text: (text * 10_000)[:10_000]))


def test_the_oracle_is_whole() -> None:
    """The expected values hold 202 amounts, two of them ambiguous between engines."""
    assert (len(ROWS), sum(row["ambiguous"] == "1" for row in ROWS)) == (202, 2)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["amount"])
def test_oracle_row(row: dict[str, str]) -> None:
    """An amount is written as the independent engines write it, and each written form is read back exactly."""
    amount = Baht(row["amount"])
    assert row["text"] == baht_text(row["amount"])
    assert row["text_ed_tens_only"] == baht_text(amount, reading="tens-only")
    assert row["text_zero_baht"] == baht_text(amount, zero_baht=True)
    for column in ("text", "text_ed_tens_only", "text_zero_baht"):
        assert amount == parse_baht_text(row[column])


PUBLISHED = {
    "สามหมื่นห้าพันสามร้อยบาทถ้วน": 35_300,
    "หนึ่งหมื่นแปดพันสี่ร้อยแปดบาทถ้วน": 18_408,
    "หกพันสามร้อยหกสิบล้านห้าแสนหกหมื่นสี่พันเจ็ดร้อยบาทถ้วน": 6_360_564_700,
    "หกพันสามร้อยหกสิบสี่ล้านห้าแสนหกหมื่นสี่พันเจ็ดร้อยบาทถ้วน": 6_364_564_700,
    "หนึ่งพันสี่ร้อยเจ็ดสิบสามล้านเก้าแสนห้าหมื่นเจ็ดพันสองร้อยบาทถ้วน": 1_473_957_200,
    "สองพันเจ็ดร้อยห้าสิบล้านหกแสนแปดหมื่นสามพันแปดสิบบาทถ้วน": 2_750_683_080,
    "หนึ่งพันเก้าร้อยเก้าสิบล้านสามหมื่นสามร้อยยี่สิบบาทถ้วน": 1_990_030_320,
    "หนึ่งร้อยสองล้านหนึ่งแสนแปดหมื่นสี่พันหนึ่งร้อยบาทถ้วน": 102_184_100,
}


@pytest.mark.parametrize(("text", "baht"), PUBLISHED.items())
def test_words_of_the_published_documents(text: str, baht: int) -> None:
    """The words printed in the published plans are read literally, and written back the same."""
    assert Baht(baht) == parse_baht_text(text)
    assert text == baht_text(baht)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (0, "ศูนย์บาทถ้วน"),
        ("-0.25", "ลบยี่สิบห้าสตางค์"),
        (Decimal("-1.01"), "ลบหนึ่งบาทหนึ่งสตางค์"),
        (Baht("0.99"), "เก้าสิบเก้าสตางค์"),
        ("25005100000500.25", "ยี่สิบห้าล้านห้าพันหนึ่งร้อยล้านห้าร้อยบาทยี่สิบห้าสตางค์"),
        ("๑๘,๔๐๘ บาท", "หนึ่งหมื่นแปดพันสี่ร้อยแปดบาทถ้วน"),
        (2**53 + 1, "เก้าพันเจ็ดล้านหนึ่งแสนเก้าหมื่นเก้าพันสองร้อยห้าสิบสี่ล้านเจ็ดแสนสี่หมื่นเก้าร้อยเก้าสิบสามบาทถ้วน"),
    ],
)
def test_amounts_that_other_libraries_get_wrong(amount: Baht | int | str | Decimal, expected: str) -> None:
    """Zero, negative satang, Decimals, text and whole numbers beyond a float are written exactly."""
    assert expected == baht_text(amount)


@settings(max_examples=300)
@given(amounts, st.sampled_from(get_args(Reading)), st.booleans())
def test_words_say_the_amount_they_were_made_from(amount: Baht, reading: Reading, zero_baht: bool) -> None:  # noqa: FBT001  # hypothesis draws it
    """Any amount in words, in either reading, with or without ศูนย์บาท, reads back as itself."""
    assert amount == parse_baht_text(baht_text(amount, reading=reading, zero_baht=zero_baht))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ห้าบาท", "5"),
        ("ห้าบาทถ้วน", "5"),
        ("( ห้า บาท ถ้วน )", "5"),
        ("\u200bห้า\u00a0บาท\ufeff", "5"),
        ("ติดลบห้าบาท", "-5"),
        ("ลบห้าบาท", "-5"),
        ("ศูนย์บาทห้าสตางค์", "0.05"),
        ("ศูนย์บาทศูนย์สตางค์", "0"),
        ("ศูนย์สตางค์", "0"),
        ("ร้อยเอ็ดบาท", "101"),
        ("หนึ่งร้อยหนึ่งบาท", "101"),
        ("ห้าบาทสิบสตางค์", "5.10"),
    ],
)
def test_written_forms_that_are_read(text: str, expected: str) -> None:
    """Optional ถ้วน, brackets, spaces, zero-width characters, both minus words and both zero forms are read."""
    assert Baht(expected) == parse_baht_text(text)


def test_no_number_word_has_a_second_unicode_form() -> None:
    """Every word of the vocabulary is the same in NFC and NFD, so either form of a text is read."""
    assert all(
        word == unicodedata.normalize("NFC", word) == unicodedata.normalize("NFD", word)
        for word in _VOCABULARY
    )


@pytest.mark.parametrize(
    ("text", "reason", "position", "value"),
    [
        ("สามสิบล้านเจ็ดหมื่นสองแสนบาทถ้วน", "place-order", 22, "30270000"),
        ("ลบสามหมื่นสองแสนบาท", "place-order", 13, "-230000"),
        ("หกพันร้อยบาท", "digit-missing", 5, "6100"),
        ("ล้านบาท", "digit-missing", 0, "1000000"),
        ("ห้าร้อย", "incomplete", 7, "500"),
        ("ห้าบาทสิบ", "incomplete", 9, "5.10"),
        ("ห้าบาทสองร้อยสตางค์", "satang-range", 6, "7"),
        ("หนึ่งร้อยสตางค์", "satang-range", 0, "1"),
        ("สองหมื่นสามแสนสองสามบาท", "place-order", 11, None),
        ("ห้าบาทถ้วนสิบสตางค์", "after-end", 10, None),
        ("ห้าสิบสตางค์ถ้วน", "after-end", 12, None),
        ("ห้าบาทบาท", "unexpected", 6, None),
        ("ห้าบาทเศษ", "unknown-word", 6, None),
        ("ห้าบาทxหกสตางค์", "unknown-word", 6, None),
        ("ห้าบาทหนึ่งหมู", "unknown-word", 11, None),
        ("บาทถ้วน", "unexpected", 0, None),
        ("ลบลบห้าบาท", "unexpected", 2, None),
        ("18,408 บาท", "unknown-word", 0, None),
        ("(ห้าบาท", "unknown-word", 0, None),
        ("", "empty", 0, None),
    ],
)
def test_malformed_words_are_refused_at_their_place(
    text: str, reason: str, position: int, value: str | None
) -> None:
    """The error names the reason, the place, and the amount the words say literally where there is one."""
    with pytest.raises(BahtTextError) as caught:
        parse_baht_text(text)
    error = caught.value
    literal = None if value is None else Baht(value)
    assert (f"baht-text.{reason}", position, literal) == (error.code, error.position, error.value)


def test_the_error_texts_in_both_languages() -> None:
    """The malformed words of the published plan are explained in English and Thai with place and expectation."""
    with pytest.raises(BahtTextError) as caught:
        parse_baht_text("สามสิบล้านเจ็ดหมื่นสองแสนบาทถ้วน")
    assert str(caught.value) == (
        "แสน cannot come after หมื่น in 'สามสิบล้านเจ็ดหมื่นสองแสนบาทถ้วน', character 23: "
        "place values must fall, expected พัน, ร้อย, สิบ"
    )
    assert caught.value.text("th") == (
        "แสน ตามหลัง หมื่น ไม่ได้ ใน 'สามสิบล้านเจ็ดหมื่นสองแสนบาทถ้วน' อักขระที่ 23 "
        "หลักต้องเรียงจากมากไปน้อย ควรเป็น พัน, ร้อย, สิบ"
    )


def test_an_error_survives_pickling() -> None:
    """A pickled error keeps its place, its expectation and its literal value."""
    with pytest.raises(BahtTextError) as caught:
        parse_baht_text("สามหมื่นสองแสนบาท")
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  # our own bytes
    assert (caught.value.position, caught.value.expected, caught.value.value) == (
        copy.position,
        copy.expected,
        copy.value,
    )


@settings(max_examples=150)
@given(hostile)
def test_no_text_raises_anything_else(text: str) -> None:
    """Any text up to 10 kB is an amount or a ``BahtTextError`` that prints in both languages."""
    try:
        amount = parse_baht_text(text)
    except BahtTextError as error:
        assert 0 <= error.position <= len(text)
        assert str(error)
        assert error.text("th")
    else:
        assert amount == parse_baht_text(baht_text(amount))


def _work(text: str) -> int:
    """Return how many Python and C calls reading a text takes."""
    calls = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        parse_baht_text(text)
    except BahtTextError:
        pass
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("unit", ["สองล้าน", "ล้าน", "ร้อย", "แสนหมื่น", "\u200b", "(", "สอง", "ห้าบาท", "ก", "ลบ"])
def test_the_work_grows_with_the_length(unit: str) -> None:
    """Four times the text costs at most about four times the calls, on texts made to be slow."""
    assert _work(unit * 4000) <= 4.5 * _work(unit * 1000) + 200


@pytest.mark.parametrize("amount", [1.5, True, None, [1]])
def test_what_is_no_amount_is_refused(amount: Any) -> None:
    """A float, a bool or another object has no words."""
    with pytest.raises(MoneyTypeError):
        baht_text(amount)


def test_text_finer_than_a_satang_is_refused() -> None:
    """An amount with a third decimal is not rounded in silence."""
    with pytest.raises(MoneyTextError, match="finer than one satang"):
        baht_text("0.995")


def test_words_must_be_text() -> None:
    """Something other than text is refused by its type."""
    with pytest.raises(NumeralTypeError):
        parse_baht_text(5)  # type: ignore[arg-type]  # the wrong type is the point
