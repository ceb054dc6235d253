"""A reader of the site: both languages, light and dark, desktop and phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no stubs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, Response, ViewportSize

MAIN_PAGES = [
    "index",
    "tutorial",
    "how-to/check-a-plan",
    "explanation/two-years",
    "reference/rules",
    "reference/rules/KPI-12",
    "reference/parameters",
    "reference/glossary",
    "reference/api/calendar/years",
    "search",
]
# One page of every kind.
KINDS = [
    "index",
    "tutorial",
    "how-to/check-a-plan",
    "explanation/two-years",
    "notebooks/checking-a-plan",
    "reference/rules",
    "reference/rules/KPI-12",
    "reference/rules/TDR-03",
    "reference/parameters",
    "reference/parameters/contribution.s33.employer",
    "reference/sources",
    "reference/sources/sso-2566",
    "reference/coverage",
    "reference/freshness",
    "reference/inconsistencies",
    "reference/glossary",
    "reference/facts",
    "reference/file-formats",
    "reference/command-line",
    "reference/calculators",
    "reference/api/calculators",
    "reference/api/calculators/allocation",
    "genindex",
    "search",
]
ON_A_PHONE = ["index", "notebooks/checking-a-plan", "reference/rules", "reference/rules/KPI-12", "search"]
LANGUAGES = ["en", "th"]
FIRST_VIEW_LIMIT = 300_000
PHONE: ViewportSize = {"width": 360, "height": 740}
DARK = "rgb(19, 20, 22)"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MAIN_PAGES)
def test_no_page_asks_another_host_for_anything(page: Page, address: str, language: str, name: str) -> None:
    """A page and all it loads come from the site itself, and nothing is missing."""
    asked: list[Request] = []
    answers: list[Response] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108  # playwright refuses builtins
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # as above
    page.goto(f"{address}{language}/{name}.html", wait_until="load")
    assert {urlsplit(address).netloc} == {
        urlsplit(r.url).netloc for r in asked if not r.url.startswith("data:")
    }
    assert [] == [answer.url for answer in answers if answer.status != 200]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["index", "tutorial", "explanation/two-years", "how-to/check-a-plan"])
def test_first_view_is_light(page: Page, address: str, language: str, name: str) -> None:
    """What a first visit loads, fonts aside, stays under 300 kB."""
    sizes: dict[str, int] = {}

    def weigh(answer: Response) -> None:
        if not answer.url.endswith(".woff2"):
            sizes[answer.url] = len(answer.body())

    page.on("response", weigh)
    page.goto(f"{address}{language}/{name}.html", wait_until="load")
    assert sum(sizes.values()) < FIRST_VIEW_LIMIT, sizes


def test_language_switch_stays_on_page_and_anchor(page: Page, address: str) -> None:
    """The switch leads to the same page and anchor in the other language, and back."""
    page.goto(f"{address}en/explanation/rules-as-data.html#time")
    page.click("a.language-switch")
    page.wait_for_url(f"{address}th/explanation/rules-as-data.html#time")
    assert "th" == page.evaluate("document.documentElement.lang")
    assert page.evaluate("document.getElementById(location.hash.slice(1)) !== null")
    page.click("a.language-switch")
    page.wait_for_url(f"{address}en/explanation/rules-as-data.html#time")


def test_language_switch_keeps_the_query(page: Page, address: str) -> None:
    """A search is repeated in the other edition."""
    page.goto(f"{address}en/search.html?q=KPI-01")
    page.click("a.language-switch")
    page.wait_for_url(f"{address}th/search.html?q=KPI-01")


def test_the_front_page_remembers_the_language(page: Page, address: str) -> None:
    """The address of the site leads to the edition chosen last."""
    page.goto(f"{address}th/index.html")
    page.click("a.language-switch")
    page.wait_for_url(f"{address}en/index.html")
    page.goto(address)
    page.wait_for_url(f"{address}en/index.html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_dark_mode(browser: Browser, address: str, language: str) -> None:
    """The page follows the machine's dark mode, and the button changes it."""
    context = browser.new_context(color_scheme="dark", viewport={"width": 1300, "height": 900})
    page = context.new_page()
    page.goto(f"{address}{language}/index.html")
    background = "getComputedStyle(document.body).backgroundColor"
    assert DARK == page.evaluate(background)
    page.click(".theme-toggle-content button")
    assert DARK != page.evaluate(background)
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", KINDS)
def test_a_phone_needs_no_sideways_scrolling(
    browser: Browser, address: str, language: str, name: str
) -> None:
    """A page is as wide as a small phone; only tables, code and pictures scroll in their own boxes."""
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    page = opened(context.new_page(), address, language, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.is_visible("a.language-switch")
    context.close()


def test_thai_is_shown_in_the_shipped_font(page: Page, address: str) -> None:
    """The Thai font of the site is loaded and used, whatever the reader's machine has."""
    page.goto(f"{address}th/index.html", wait_until="load")
    assert page.evaluate("document.fonts.check('16px Sarabun', 'ปีงบประมาณ')")
    assert page.evaluate("getComputedStyle(document.querySelector('article p')).fontFamily").startswith(
        "Sarabun"
    )


def test_the_theme_speaks_thai(page: Page, address: str) -> None:
    """Buttons, headings of the theme and labels for screen readers are in Thai."""
    page.goto(f"{address}th/tutorial.html")
    assert "ในหน้านี้" == page.inner_text(".toc-title")
    assert "ค้นหา" == page.get_attribute(".sidebar-search", "placeholder")
    assert "สลับโหมด" in (page.get_attribute(".theme-toggle-content button", "aria-label") or "")
    assert "คัดลอก" in (page.get_attribute(".copybtn", "data-tooltip") or "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", KINDS)
def test_no_serious_barrier(browser: Browser, address: str, name: str, language: str, scheme: Any) -> None:
    """The accessibility checker finds nothing serious or critical."""
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1300, "height": 1000})
    barriers = barriers_of(opened(context.new_page(), address, language, name))
    context.close()
    assert [] == barriers


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ON_A_PHONE)
def test_no_serious_barrier_on_a_phone(
    browser: Browser, address: str, name: str, language: str, scheme: Any
) -> None:
    """A phone shows other menus and boxes; the checker finds nothing serious or critical there either."""
    context = browser.new_context(color_scheme=scheme, viewport=PHONE, is_mobile=True, has_touch=True)
    barriers = barriers_of(opened(context.new_page(), address, language, name))
    context.close()
    assert [] == barriers


def opened(page: Page, address: str, language: str, name: str) -> Page:
    """Open a page; the search with results."""
    query = "?q=กองทุน" if name == "search" else ""
    page.goto(f"{address}{language}/{name}.html{query}", wait_until="load")
    if query:
        page.wait_for_selector("ul.search li")
    return page


def barriers_of(page: Page) -> list[str]:
    """Return what the accessibility checker finds that is serious or critical."""
    results = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{found['id']}: {node['target']} {node.get('failureSummary', '')}"
        for found in results.response["violations"]
        if found["impact"] in {"serious", "critical"}
        for node in found["nodes"][:3]
    ]
