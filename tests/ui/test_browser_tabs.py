"""What crosses the tabs: a first start, two windows, narrow windows, languages, the address."""

import re

import pytest

from tests.ui.chromium import IN_A_BROWSER, wait_until_still
from tests.ui.test_browser import QUESTION, ask
from tests.ui.test_browser import open_page as open_page
from tests.ui.web_server import running_server

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
pytestmark = IN_A_BROWSER
TABS = '#tabs > .tab-wrapper [role="tablist"] > [role="tab"]'
# Words that can be read, and those that are told: names of controls, hints in empty fields.
_SAID = """() => {
  const said = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const own = node.parentElement;
    if (own.closest("script, style, #language, #look-language, #settings dd, code") || getComputedStyle(own).fontSize === "0px" || !own.checkVisibility({ checkVisibilityCSS: true })) continue;
    said.push(node.textContent.trim());
  }
  for (const one of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
    if (one.closest("#language, #look-language") || !one.checkVisibility({ checkVisibilityCSS: true })) continue;
    said.push(...["aria-label", "title", "placeholder"].map((name) => one.getAttribute(name) || ""));
  }
  return said.filter(Boolean);
}"""
_HANGUL = re.compile("[ㄱ-ㆎ가-힣]")
# What is the same in both languages, or a name.
_LATIN = re.compile(r"[A-Za-z]{4,}")
_NAMES = re.compile(
    r"geungeo|pretendard|gold|jsonl?|markdown|html|docx?|pptx?|xlsx?|csv|epub|mhtml|text|hwpx?|"
    r"kiwi|ollama|openai|[\w./:-]*\.[a-z]{2,5}\b|enter|shift|shared words|index|ctrl|esc\b|words?",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("tabbed"), "empty") as address:
        yield address


def open_tab(page, name):
    page.locator(f"#tab-{name}").click()
    expect(page.locator(f"#panel-{name}")).to_be_visible(timeout=15_000)
    wait_until_still(page)


def tab_names(page):
    return [tab.get_attribute("data-tab-id") for tab in page.locator(TABS).all()]


def test_an_empty_library_teaches_in_either_language_and_at_any_width(open_page):
    """The library is empty, so every word on the page is the page's own."""
    page = open_page()
    expect(page.locator("#chat .placeholder-content")).to_contain_text(
        "아직 문서가 없습니다", timeout=15_000
    )
    foreign = {}
    for lang, strange in (("ko", _LATIN), ("en", _HANGUL)):
        if lang == "en":
            page.locator("#language label", has_text="English").click()
            expect(page.locator("#send")).to_have_text("Send", timeout=15_000)
        for name in tab_names(page):
            page.set_viewport_size({"width": 1280, "height": 850})
            open_tab(page, name)
            said = page.evaluate(_SAID)
            assert len(said) > 5, name
            found = [one for one in said if strange.search(_NAMES.sub("", one))]
            if found:
                foreign[lang, name] = found
            for width in (390, 320):
                page.set_viewport_size({"width": width, "height": 700})
                wait_until_still(page, 200)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
    assert foreign == {}


def test_two_windows_ask_apart_and_the_first_document_is_found_in_both(open_page, tmp_path):
    good = tmp_path / "해상 풍력.txt"
    good.write_text("해상 풍력\n\n해상 풍력 발전 단지는 서남해에 세워진다.", encoding="utf-8")
    one = open_page()
    open_tab(one, "search")
    expect(one.locator("#results .empty")).to_contain_text("아직 찾을 문서가 없습니다")
    open_tab(one, "documents")
    one.locator("#upload input[type=file]").set_input_files([good])
    expect(one.locator("#listing tbody tr")).to_have_count(1, timeout=30_000)

    other = open_page(color_scheme="dark")
    expect(other.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    open_tab(one, "ask")
    for page, question in ((one, "해상 풍력은 어디에 세워지나?"), (other, QUESTION)):
        page.locator("#question textarea").fill(question)
        page.keyboard.press("Enter")
    for page in (one, other):
        expect(page.locator("#chat .state")).to_have_count(1, timeout=30_000)
    expect(one.locator("#chat .bot-row")).to_contain_text("서남해에 세워진다")
    expect(other.locator("#chat")).not_to_contain_text("서남해")
    expect(one).to_have_title(re.compile("^해상 풍력은.+ · 근거$"))


def test_the_address_opens_tab_and_conversation_again(open_page):
    page = open_page()
    ask(page, "해상 풍력은 어디에 세워지나?")
    open_tab(page, "search")
    expect(page).to_have_url(re.compile(r"chat=.*tab=search|tab=search.*chat="))
    later = page.context.new_page()
    later.goto(page.url)
    expect(later.locator("#tab-search")).to_have_attribute("aria-selected", "true", timeout=30_000)
    expect(later).to_have_title("찾기 · 근거")
    later.locator("#tab-ask").click()
    expect(later.locator("#chat .state")).to_have_count(1, timeout=15_000)
    page.go_back()
    expect(page.locator("#tab-ask")).to_have_attribute("aria-selected", "true")


def test_the_page_is_dressed_before_it_runs_and_hardly_moves(open_page, address):
    page = open_page()
    page.context.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => {"
        " if (!entry.hadRecentInput) window.moved += entry.value; }))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    fresh = page.context.new_page()
    fresh.goto(address)
    expect(fresh.locator("html[data-ready]")).to_be_attached(timeout=30_000)
    wait_until_still(fresh)
    # What Google's Web Vitals call good is 0.1.
    assert fresh.evaluate("window.moved") < 0.1
    source = fresh.request.get(address).text()
    assert "--g-ground" in source.partition("</head>")[0]
    assert not re.search(r'(?:src|href|content)="https?://', source)
