r"""Thai words for the search of a Sphinx site.

Sphinx cuts Thai words at their vowel and tone marks, leaves out numbers, and knows no synonyms. With this extension

* a word is found in the middle of a Thai sentence, which has no spaces;
* Thai digits and Arabic digits are the same, and a year is found like a word;
* a query in one language also finds what is written in the other, by the groups of words given.

In ``conf.py``::

    extensions = ["ssoplan.sphinxext.thai_search"]
    html_search_language = "th"
    html_search_options = {"synonyms": [["ปีงบประมาณ", "budget year"]]}

English words are stemmed as in an English site, so both editions of a bilingual site use it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from importlib import resources
from typing import TYPE_CHECKING, Any

from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

__all__ = ["SearchThai", "setup", "synonyms_of"]

_THAI = re.compile("[\u0e00-\u0e7f]")
# The client looks for a term inside longer terms only when it is no term itself. No query begins with this
# mark (a word joiner), so a Thai query always looks inside; and a number that begins with it is no bare
# number, which the client would skip.
_MARK = "\u2060"
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# NFKC takes SARA AM apart, with the tone before or after the circle.
_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_WORD = r"[\w\u0e00-\u0e7f]+(?:-[\w\u0e00-\u0e7f]+)*"
_EXPLANATION = re.compile(r"\s*\(([^)]*)\)")
_SHORT_FORM = re.compile("[A-Z]{2,}|[\u0e00-\u0e7f]+\\.(?:[\u0e00-\u0e7f]+\\.)*")


class SearchThai(SearchEnglish):
    """English search that also finds Thai words, numbers and synonyms."""

    lang = "th"
    # ``language_name`` stays "English": it names the stemmer in the client.
    _word_re = re.compile(_WORD)

    def __init__(self, options: dict[str, Any]) -> None:
        """Take ``synonyms`` (lists of words that mean the same) and ``last`` (folders of minor pages)."""
        super().__init__(options)
        data = {"SYNONYMS": options.get("synonyms", []), "LAST": options.get("last", [])}
        constants = [
            f"const {name} = {json.dumps(value, ensure_ascii=False)};" for name, value in data.items()
        ]
        script = resources.files(__package__).joinpath("thai_search.js").read_text(encoding="utf-8")
        self.js_splitter_code = "\n".join([*constants, script])

    def split(self, input: str) -> list[str]:  # noqa: A002  # Sphinx names it so
        """Return the words of a text as the index keeps them."""
        return list(_words(_normal(input)))


def synonyms_of(*texts: str) -> list[str]:
    """Return the words that the texts of a glossary entry offer to a search, the longest first.

    Alternatives stand between slashes; an explanation in brackets is left out, a short form in brackets is a
    word of its own.

    >>> synonyms_of("สำนักงานประกันสังคม (สปส.)", "Social Security Office (SSO)")
    ['Social Security Office', 'สำนักงานประกันสังคม', 'สปส.', 'SSO']
    >>> synonyms_of("น้ำหนัก / ค่าน้ำหนัก", "weight")
    ['ค่าน้ำหนัก', 'น้ำหนัก', 'weight']
    """
    found: dict[str, None] = {}
    for text in texts:
        for short in _EXPLANATION.findall(text):
            if _SHORT_FORM.fullmatch(short):
                found[short] = None
        for part in _EXPLANATION.sub("", text).split(" / "):
            found[part.strip()] = None
    return sorted(filter(None, found), key=len, reverse=True)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the language of search."""
    app.add_search_language(SearchThai)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _normal(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text.replace("\u200b", ""))
    return _SARA_AM.sub("\\1\u0e33", plain).translate(_DIGITS)


def _words(text: str) -> Iterator[str]:
    for word in re.findall(_WORD, text):
        yield from _marked(word)


def _marked(word: str) -> Iterable[str]:
    marked = _MARK + word if _THAI.search(word) or word.isdigit() else word
    # "2569-2570" is found as a whole and by each of its years.
    years = [_MARK + part for part in word.split("-") if part.isdigit()] if "-" in word else []
    return [marked, *years]
