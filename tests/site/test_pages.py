"""What can be read from the built files: links and anchors, the same pages in both languages, nothing untranslated."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from ssoplan import Policy

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ["en", "th"]
FIRST_VIEW_LIMIT = 300_000
# In English in both editions: docstrings are the reference of the code, and the changelog follows the code.
ENGLISH_ONLY = ("reference/api/", "reference/changelog", "genindex", "py-modindex", "search")
BLOCKS = {"p", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "h4", "figcaption", "summary", "caption"}
UNSPOKEN = {"pre", "code", "script", "style", "svg"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# The types of fields, the values of a fact, what a worked example is given, addresses: words of the machine.
MACHINE = re.compile(r"= |(?:many\[)?enum\]?: |https?://|list of \w+$")
THAI = re.compile("[\u0e00-\u0e7f]")
ENGLISH_WORD = re.compile(r"(?<![\w.-])[A-Za-z][a-z’']+(?![\w.-]|\.\w)")


class Reader(HTMLParser):
    """The anchors, the links and the blocks of text of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.blocks: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._text: list[str] = []
        self._article = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the anchor and the link; begin a block."""
        given = dict(attrs)
        self.ids |= {value for key in ("id", "name") if (value := given.get(key))}
        self.links += [value for key in ("href", "src") if (value := given.get(key))]
        if address := _loaded(tag, given):
            self.loads.append(address)
        self._article |= tag == "article"
        if tag in BLOCKS:
            self._end_block()
        if tag not in VOID:
            quiet = tag in UNSPOKEN or given.get("lang") == "en" or "headerlink" in (given.get("class") or "")
            self._open.append((tag, quiet))

    def handle_endtag(self, tag: str) -> None:
        """End a block, and what its author forgot to end."""
        if tag in BLOCKS:
            self._end_block()
        self._article &= tag != "article"
        if any(each == tag for each, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Keep what is said in the article."""
        if self._article and not any(quiet for _, quiet in self._open):
            self._text.append(data)

    def _end_block(self) -> None:
        self.blocks.append(" ".join("".join(self._text).split()))
        self._text.clear()


def _loaded(tag: str, given: dict[str, str | None]) -> str | None:
    """Return the address of what a tag makes a browser load at once, fonts aside."""
    if tag in {"script", "img"}:
        address = given.get("src")
    else:
        address = given.get("href") if tag == "link" and given.get("rel") == "stylesheet" else None
    return None if address is None or address.startswith("data:") else address


@cache
def read(file: Path) -> Reader:
    """Return a page, read once."""
    return Reader(file.read_text(encoding="utf-8"))


def pages(folder: Path) -> dict[str, Path]:
    """Return the pages of an edition by name."""
    return {
        file.relative_to(folder).with_suffix("").as_posix(): file
        for file in sorted(folder.rglob("*.html"))
        if "_static" not in file.parts
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_internal_links_and_anchors_lead_somewhere(site: Path, language: str) -> None:
    """Every link within the site leads to a file that is there, and to an anchor that the file has."""
    broken = []
    for name, file in pages(site / language).items():
        for link in read(file).links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            anchor = unquote(parts.fragment)
            if not target.is_file() or (
                anchor and target.suffix == ".html" and anchor not in read(target).ids
            ):
                broken.append(f"{name}: {link}")
    assert [] == broken


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    """No page and no stylesheet names another host for something that it loads."""
    loads = re.compile(r"""(?:src=|url\(|@import )["']?(?:https?:)?//|<link[^>]+href=["'](?:https?:)?//""")
    files = [file for suffix in ("html", "css") for file in site.rglob(f"*.{suffix}")]
    assert [] == [str(file) for file in files if loads.search(file.read_text(encoding="utf-8"))]


def test_both_editions_have_the_same_pages_and_anchors(site: Path) -> None:
    """The language switch stays on the page and the anchor everywhere."""
    english, thai = pages(site / "en"), pages(site / "th")
    assert set(english) == set(thai)
    differing = {
        name: sorted(read(english[name]).ids ^ read(thai[name]).ids)
        for name in english
        if name != "genindex" and read(english[name]).ids != read(thai[name]).ids
    }
    assert {} == differing


def test_no_page_of_the_thai_edition_has_an_english_paragraph(site: Path) -> None:
    """A block with three English words or more has Thai in it; code and what is marked as English aside."""
    # Publications in English have no Thai title.
    titles = [title for source in Policy.default().sources if not THAI.search(title := source.title.th)]
    untranslated = [
        f"{name}: {block[:100]}"
        for name, file in pages(site / "th").items()
        if not name.startswith(ENGLISH_ONLY)
        for block in read(file).blocks
        if not THAI.search(block)
        and not MACHINE.match(block)
        and not any(title in block for title in titles)
        and len(ENGLISH_WORD.findall(block)) > 2
    ]
    assert [] == untranslated


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_light(site: Path, language: str) -> None:
    """A page with the scripts, style sheets and images that it names stays under the limit, fonts aside."""
    weights = {name: _weight(file) for name, file in pages(site / language).items()}
    assert {} == {name: weight for name, weight in weights.items() if weight >= FIRST_VIEW_LIMIT}


def _weight(file: Path) -> int:
    named = {(file.parent / unquote(urlsplit(each).path)).resolve() for each in read(file).loads}
    return sum(each.stat().st_size for each in {file.resolve(), *named})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_of_the_search_is_loaded_by_no_page_at_first_view(site: Path, language: str) -> None:
    """It is many times as large as a page, and read when something is asked for."""
    assert (site / language / "searchindex.js").stat().st_size > FIRST_VIEW_LIMIT
    named = [
        name
        for name, file in pages(site / language).items()
        if any("searchindex" in each for each in read(file).loads)
    ]
    assert [] == named
