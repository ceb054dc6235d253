"""The search of the site, as a reader uses it in either edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

LANGUAGES = ["en", "th"]
FIRST = 20

# What is typed, and the beginning of the name of a page that has to be among the first results in both editions.
WORDS_IN_A_SENTENCE = [
    ("น้ำหนักตัวชี้วัด", "reference/rules"),
    ("ตัวชี้วัด", "reference/rules"),
    ("สำนักงานประกันสังคม", "index"),
    ("เครือข่ายประกันสังคม", "reference/sources"),
    ("หนองคาย", "tutorial"),
    ("งบประมาณ", "reference/rules"),
    ("ไตรมาส", "explanation/two-years"),
    ("ร้อยเอ็ด", "explanation/money"),
    ("สุโขทัย", "reference/sources"),
    ("ผู้ประกันตน", "reference/rules"),
    ("เบิกจ่าย", "reference/rules"),
    ("กองทุน", "reference/rules"),
    ("เงินสมทบ", "reference/parameters"),
]
SYNONYMS = [
    ("budget year", "explanation/two-years"),
    ("budget years", "explanation/two-years"),
    ("ปีงบประมาณ", "explanation/two-years"),
    ("fund adequacy ratio", "reference/rules"),
    ("retention rate", "reference/parameters"),
    ("อัตราการคงอยู่", "reference/parameters"),
    ("Social Security Office", "reference/sources"),
    ("สปส.", "reference/sources"),
    ("contribution", "reference/parameters"),
    ("disbursement", "reference/rules"),
    ("ค่าน้ำหนัก", "reference/rules"),
    ("ใบเสร็จรับเงิน", "how-to/check-a-plan"),
    ("ค่าเป้าหมาย", "reference/rules"),
    ("unit of measure", "reference/facts"),
    ("insured person", "reference/rules"),
]
NUMBERS = [
    ("2565", "reference/parameters"),
    ("๒๕๖๕", "reference/parameters"),
    ("ปีงบประมาณ ๒๕๖๕", "tutorial"),
    ("2566", "reference/sources"),
    ("๒๕๖๖", "reference/sources"),
    ("2561", "reference/sources"),
    ("มาตรา ๔๐", "reference/rules"),
    ("มาตรา40", "reference/rules"),
]
IDS = [
    ("KPI-12", "reference/rules/KPI-12"),
    ("kpi-12", "reference/rules/KPI-12"),
    ("KPI-๑๒", "reference/rules/KPI-12"),
    ("FORM-06", "reference/rules/FORM-06"),
    ("CAL-10", "tutorial"),
    ("kpi.weight_total", "reference/parameters"),
    ("sukhothai-2564", "reference/sources"),
    ("BudgetYear", "reference/api/calendar"),
    ("weighted_indicators", "reference/facts"),
]
AS_TYPED = [
    ("กองทุน\u200bประกันสังคม", "reference/sources"),
    ("น\u0e4d\u0e49าหนัก", "reference/rules"),
    ("นํ้าหนัก", "reference/rules"),
    ("durable-rules", "explanation/durable-rules"),
]
QUERIES = [*WORDS_IN_A_SENTENCE, *SYNONYMS, *NUMBERS, *IDS, *AS_TYPED]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all queries, as a reader keeps it."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def found(page: Page, address: str, language: str, query: str) -> list[str]:
    """Return the names of the pages that a query lists, in their order, and without repeating one."""
    page.goto(f"{address}{language}/search.html")
    page.fill(".sidebar-search", query)
    page.press(".sidebar-search", "Enter")
    page.wait_for_function("document.querySelector('.search-summary')?.innerText")
    links = page.eval_on_selector_all(
        "ul.search li > a", "links => links.map((link) => link.getAttribute('href'))"
    )
    return list(dict.fromkeys(link.partition("#")[0].removesuffix(".html") for link in links))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_a_query_finds_its_page(page: Page, address: str, language: str, query: str, expected: str) -> None:
    """The expected page is among the first results."""
    results = found(page, address, language, query)[:FIRST]
    assert any(name.startswith(expected) for name in results), results


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_query_without_an_answer_says_so(page: Page, address: str, language: str) -> None:
    """Nothing is found for a word that is nowhere."""
    assert [] == found(page, address, language, "ฮฮฮฮฮฮ")


def test_the_search_says_which_words_it_added(page: Page, address: str) -> None:
    """A reader sees that other words of the same meaning were searched for."""
    found(page, address, "th", "ปีงบประมาณ")
    assert "budget year" in page.inner_text(".search-also")


def test_an_excerpt_shows_the_words_that_were_typed(page: Page, address: str) -> None:
    """The excerpt of a result has the Thai word of the query."""
    found(page, address, "en", "ปีงบประมาณ")
    page.wait_for_selector("ul.search p.context")
    assert "ปีงบประมาณ" in page.inner_text("ul.search")
