"""Every screen against axe-core, and by the keyboard alone."""

import pytest

from tests.ui.accessibility import find_violations, walk_by_tab
from tests.ui.chromium import IN_A_BROWSER, wait_until_still
from tests.ui.test_browser import QUESTION, ask
from tests.ui.test_browser import open_page as open_page
from tests.ui.web_server import running_server

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
expect = playwright.expect
pytestmark = IN_A_BROWSER
TABS = '#tabs > .tab-wrapper [role="tablist"] > [role="tab"]'


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("accessible")) as address:
        yield address


def screens(page):
    """Go through the screens of the page, yielding the name of each."""
    yield "empty chat"
    ask(page, QUESTION)
    page.locator('#chat a[href^="#src-"]').first.click()
    expect(page.locator(".card.active")).to_be_visible()
    # The list of conversations is drawn anew when an answer is whole, its marks of passage gone.
    wait_until_still(page)
    yield "answer with its evidence"
    page.keyboard.press("Escape")
    if page.viewport_size["width"] < 1100:
        page.locator(".past-toggle").click()
        expect(page.locator("#past")).to_be_visible()
        yield "drawer"
        page.keyboard.press("Escape")
    page.locator(".export summary").click()
    yield "ways to save"
    page.keyboard.press("Escape")
    for name in [tab.get_attribute("data-tab-id") for tab in page.locator(TABS).all()][1:]:
        page.locator(f"#tab-{name}").click()
        expect(page.locator(f"#panel-{name}")).to_be_visible(timeout=15_000)
        wait_until_still(page)
        yield name
        if name == "search":
            page.locator("#query :is(input, textarea)").fill("시장 예산")
            page.keyboard.press("Enter")
            expect(page.locator("#results .card").first).to_be_visible(timeout=15_000)
            page.locator("#filters > button").click()
            expect(page.locator("#filter-kind")).to_be_visible()
            yield "results"


@pytest.mark.parametrize(
    ("theme", "width", "lang"),
    [("light", 1280, "ko"), ("dark", 1280, "en"), ("dark", 390, "ko"), ("light", 390, "en")],
)
def test_axe_finds_nothing_serious_on_any_screen(open_page, theme, width, lang):
    page = open_page(width, 844, path=f"/?lang={lang}", color_scheme=theme)
    assert page.evaluate("document.body.classList.contains('dark')") is (theme == "dark")
    found = {name: violations for name in screens(page) if (violations := find_violations(page))}
    assert found == {}


def test_the_keyboard_reaches_everything_and_is_seen_where_it_is(open_page):
    page = open_page()
    for name in screens(page):
        if name in ("empty chat", "ways to save"):
            continue
        reached, missed = walk_by_tab(page)
        assert reached[0]["name"].endswith("본문으로 건너뛰기"), name
        unseen = [at["name"] for at in reached if not (at["isRinged"] and at["isSeen"])]
        assert (unseen, missed) == ([], []), name


def test_skip_link_and_arrow_keys(open_page):
    page = open_page()
    page.locator("a.skip").focus()
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#tabs")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#tab-ask")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-documents")).to_be_focused()
    expect(page).to_have_title("문서 · 근거")
    page.keyboard.press("End")
    expect(page.locator(TABS).last).to_be_focused()
    page.go_back()
    expect(page).to_have_title("문서 · 근거")
    page.go_back()
    expect(page.locator("#tab-ask")).to_have_attribute("aria-selected", "true")


def test_a_growing_answer_is_read_once_it_is_whole(open_page):
    page = open_page()
    log = page.locator("#chat [role=log]")
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(log).to_have_attribute("aria-busy", "true", timeout=15_000)
    expect(page.locator("#send")).to_be_visible(timeout=15_000)
    expect(log).to_have_attribute("aria-busy", "false")
    expect(log).to_have_attribute("aria-live", "polite")
