import re

import pytest

from tests.ui.chromium import IN_A_BROWSER
from tests.ui.web_server import running_server

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
pytestmark = IN_A_BROWSER
QUESTION = "시장 성장과 정부 예산은?"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture
def open_page(browser, address):
    """Open the page; in the end there was no request to the outside and no error."""
    contexts, requests, complaints = [], [], []

    def open_one(width=1280, height=850, path="/", **settings):
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        context.on("request", lambda request: requests.append(request.url))
        context.on("console", lambda m: m.type == "error" and complaints.append(m.text))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("response", lambda r: r.status >= 400 and complaints.append(r.url))
        page = context.new_page()
        page.goto(address + path)
        expect(page.locator("#question textarea")).to_be_visible(timeout=30_000)
        expect(page.locator("#chat .placeholder-content")).to_be_visible(timeout=15_000)
        expect(page.locator("html[data-ready]")).to_be_attached(timeout=15_000)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert requests and all(url.startswith((address, "data:", "blob:")) for url in requests), [
        url for url in requests if not url.startswith(address)
    ]
    assert complaints == []


def ask(page, question, turns=1):
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#chat .state")).to_have_count(turns, timeout=15_000)
    expect(page.locator("#send")).to_be_visible(timeout=15_000)


def test_an_answer_streams_and_its_chips_open_the_lit_passage(open_page):
    page = open_page()
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    chips = page.locator('#chat a[href^="#src-"]')
    expect(chips.first).to_be_visible(timeout=15_000)
    early = chips.count()
    expect(page.locator("#stop")).to_be_visible()
    expect(page.locator("#send")).to_be_visible(timeout=15_000)
    assert chips.count() == 3 > early, "the answer came in one piece"
    expect(page.locator("#chat .state")).to_have_text("답변")
    expect(page.locator("#chat [role=log]")).to_have_attribute("aria-live", "polite")

    chips.nth(1).click()
    card = page.locator("#src-1-2")
    expect(card).to_be_focused()
    expect(card.locator("mark")).to_be_visible()
    expect(card.locator("mark")).to_have_text(
        "정부는 2025년까지 스마트공장 3~5만 개를 보급하고 10~20개 시범 산단을 만든다."
    )
    expect(card.locator(".badge")).to_have_text("원문 확인")
    card.locator(".card-n").click()
    expect(chips.nth(1)).to_be_focused()


def test_the_keyboard_alone_reaches_the_evidence_of_every_turn(open_page):
    page = open_page()
    ask(page, QUESTION)
    ask(page, "대학 몇 곳이 인력 양성에 참여하나?", turns=2)
    expect(page.locator("#turn-2")).to_be_visible()
    expect(page.locator("#turn-1")).to_be_hidden()
    first = page.locator('#chat a[href="#src-1-1"]')
    expect(first).to_have_attribute("aria-label", "근거 1 보기")
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#src-1-1")).to_be_focused()
    expect(page.locator("#turn-1")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(first).to_be_focused()


def test_no_evidence_is_said_and_near_misses_are_closed(open_page):
    page = open_page()
    ask(page, "달에 사는 토끼 이름은 무엇일까")
    expect(page.locator("#chat .state")).to_have_text("찾지 못함")
    expect(page.locator('#chat a[href^="#src-"]')).to_have_count(0)
    near = page.locator("#evidence .near")
    expect(near.locator(".card").first).to_be_hidden()
    near.locator("summary").click()
    expect(near.locator(".card").first).to_be_visible()


def test_stopping_keeps_what_came_and_the_page_goes_on(open_page):
    page = open_page()
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator('#chat a[href^="#src-"]').first).to_be_visible(timeout=15_000)
    page.locator("#stop").click()
    expect(page.locator("#chat .note")).to_have_text("답변을 멈췄습니다.")
    page.locator("#new").click()
    expect(page.locator("#chat .placeholder-content")).to_be_visible()
    ask(page, QUESTION)


def test_an_example_can_be_asked(open_page):
    page = open_page()
    example = page.locator("#chat .example").first
    question = example.inner_text().strip()
    example.click()
    expect(page.locator("#chat .state")).to_have_text("답변", timeout=15_000)
    expect(page.locator("#chat [data-testid=user]")).to_contain_text(question)


def test_markup_in_questions_and_documents_stays_text(open_page):
    page = open_page()
    ask(
        page,
        "<img src=//evil.example/x onerror=alert(1)> **융자** ![x](//evil.example/y) 전담 은행",
    )
    expect(page.locator("#chat [data-testid=user]")).to_contain_text("<img src=//evil.example/x")
    expect(page.locator("#chat [data-testid=user]")).to_contain_text("**융자**")
    page.locator('#chat a[href^="#src-"]').first.click()
    expect(page.locator("#evidence .card.active")).to_contain_text("<b>굵게</b> 쓰지 않는다.")
    assert page.locator("#chat img, #evidence img, #evidence b").count() == 0


def test_searching_lists_passages(open_page):
    page = open_page()
    page.get_by_role("tab", name="찾기").click()
    page.locator("#query :is(input, textarea)").fill("물류비 비중")
    page.keyboard.press("Enter")
    expect(page.locator("#results .card").first).to_contain_text("물류비", timeout=15_000)


def test_a_search_is_narrowed_to_a_document(open_page):
    page = open_page()
    page.get_by_role("tab", name="찾기").click()
    page.locator("#query :is(input, textarea)").fill("시장 정부 예산")
    page.keyboard.press("Enter")
    expect(page.locator("#results .card")).to_have_count(2, timeout=15_000)
    page.get_by_text("범위 좁히기").click()
    page.locator("#filter-document :is(input, textarea)").fill("콜드*")
    page.keyboard.press("Enter")
    expect(page.locator("#results .card")).to_have_count(1, timeout=15_000)
    expect(page.locator("#results")).to_contain_text("찾은 범위: 문서 ‘콜드*’")
    page.get_by_label("표", exact=True).check()
    page.locator("#find").click()
    expect(page.locator("#results .card")).to_have_count(0, timeout=15_000)
    expect(page.locator("#results [role=status]")).to_contain_text("종류 표")
    page.get_by_text("English").click()
    expect(page.get_by_label("table with a caption")).to_be_visible()


def test_english_and_the_dark_theme_are_a_click_away_and_remembered(open_page):
    page = open_page()
    ask(page, QUESTION)
    page.locator("#language label", has_text="English").click()
    expect(page.locator("#send")).to_have_text("Send")
    expect(page.locator("#chat .state")).to_have_text("Answer")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("#theme").click()
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))

    later = page.context.new_page()
    later.goto(page.url)
    expect(later.locator("#send")).to_have_text("Send", timeout=30_000)
    expect(later.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    expect(later.get_by_role("tab", name="Documents")).to_be_visible()


def test_on_a_narrow_window_the_evidence_stands_below(open_page):
    page = open_page(390, 844)
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    talk, proof = page.locator("#talk").bounding_box(), page.locator("#proof").bounding_box()
    assert proof["y"] >= talk["y"] + talk["height"]
    page.locator('#chat a[href^="#src-"]').first.click()
    expect(page.locator(".card.active mark")).to_be_in_viewport()
