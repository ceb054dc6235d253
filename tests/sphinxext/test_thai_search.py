"""The words that the search of a site keeps of a text."""

from __future__ import annotations

import pytest

from ssoplan.sphinxext.thai_search import SearchThai, synonyms_of

MARK = "\u2060"


def words(text: str) -> list[str]:
    """Return the words as the index keeps them, without the mark that makes them findable in longer words."""
    return [word.removeprefix(MARK) for word in SearchThai({}).split(text)]


def test_a_thai_word_keeps_its_marks() -> None:
    """A word is not cut at its vowels and tones."""
    assert ["กองทุน", "ตัวชี้วัด", "น้ำหนัก"] == words("กองทุน ตัวชี้วัด น้ำหนัก")


@pytest.mark.parametrize("typed", ["น้ำหนัก", "น\u0e4d\u0e49าหนัก", "น\u0e49\u0e4dาหนัก", "น้ำ\u200bหนัก"])
def test_a_word_is_one_however_it_is_typed(typed: str) -> None:
    """The parts of SARA AM and invisible spaces make no difference."""
    assert ["น้ำหนัก"] == words(typed)


def test_thai_digits_are_digits_and_numbers_are_kept() -> None:
    """A year is a word of the index, in whichever digits."""
    assert ["ปี", "2566"] == words("ปี ๒๕๖๖")
    assert all(SearchThai({}).word_filter(word) for word in SearchThai({}).split("2566"))


def test_a_span_of_years_is_found_by_either_year() -> None:
    """Words with a hyphen are kept whole, and their numbers also alone."""
    assert ["2566-2570", "2566", "2570"] == words("2566-2570")
    assert ["KPI-12", "12"] == words("KPI-12")


def test_english_words_are_stemmed() -> None:
    """Both editions find an English word in its other forms."""
    search = SearchThai({})
    assert search.stem("years") == search.stem("year")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("กองทุนประกันสังคม", "Social Security Fund (SSF)"), {"กองทุนประกันสังคม", "Social Security Fund", "SSF"}),
        (("ปีงบประมาณ", "budget year (Oct–Sep)"), {"ปีงบประมาณ", "budget year"}),
        (("ราย / คน", "case / person"), {"ราย", "คน", "case", "person"}),
    ],
)
def test_a_glossary_entry_offers_its_words(texts: tuple[str, ...], expected: set[str]) -> None:
    """Alternatives and short forms are words of their own; explanations are not."""
    assert expected == set(synonyms_of(*texts))


def test_the_client_gets_words_and_folders() -> None:
    """The synonyms and the minor folders are written into the script of the search page."""
    script = SearchThai({"synonyms": [["ปี", "year"]], "last": ["api/"]}).js_splitter_code
    assert 'const SYNONYMS = [["ปี", "year"]];' in script
    assert 'const LAST = ["api/"];' in script
    assert "splitQuery" in script
