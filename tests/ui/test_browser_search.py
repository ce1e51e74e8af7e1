"""Searching in the browser: what it begins with, what narrows it, what leads on from it."""

import re

import pytest

from tests.ui.chromium import IN_A_BROWSER
from tests.ui.test_browser import open_page as open_page
from tests.ui.web_server import running_server

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
pytestmark = IN_A_BROWSER


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("searched")) as address:
        yield address


def test_a_search_from_its_example_to_a_question_about_one_document(open_page):
    page = open_page()
    page.locator("#tab-search").click()
    expect(page).to_have_title("찾기 · 근거")
    example = page.locator("#results .prompts button").first
    words = example.inner_text()
    example.click()
    expect(page.locator("#query :is(input, textarea)")).to_have_value(words, timeout=15_000)
    expect(page.locator("#results .card").first).to_be_visible(timeout=15_000)

    page.locator("#query :is(input, textarea)").fill("정부의 시장 예산")
    page.keyboard.press("Enter")
    expect(page.locator("#results .card")).to_have_count(2, timeout=15_000)
    assert {"정부", "예산"} <= set(page.locator("#results mark").all_inner_texts())
    expect(page).to_have_url(re.compile(r"q=%EC%A0%95%EB%B6%80"))

    # Held to one document, and let go by its chip.
    second = page.locator("#results .card", has_text="제조")
    second.get_by_role("button", name="이 문서에서만 찾기").click()
    chip = page.locator("#chips .chip")
    expect(chip).to_have_text("문서 ‘제조혁신.txt’", timeout=15_000)
    expect(page.locator("#results .card")).to_have_count(1, timeout=15_000)
    page.get_by_role("button", name="제조혁신.txt’’ 조건 빼기").click()
    expect(page.locator("#results .card")).to_have_count(2, timeout=15_000)

    # The address opens the same search in another window.
    later = page.context.new_page()
    later.goto(page.url)
    expect(later.locator("#tab-search")).to_have_attribute("aria-selected", "true", timeout=30_000)
    expect(later.locator("#results .card")).to_have_count(2, timeout=30_000)

    page.get_by_role("button", name="범위 좁히기").click()
    page.get_by_label("표", exact=True).check()
    expect(page.locator("#results .card")).to_have_count(0, timeout=15_000)
    expect(page.locator("#results .notice")).to_contain_text("조건을 하나씩 빼면")
    page.get_by_role("button", name="‘종류 표’ 조건 빼기").click()
    expect(page.locator("#results .card")).to_have_count(2, timeout=15_000)
    expect(page.get_by_label("표", exact=True)).not_to_be_checked()
    expect(page.locator("#chips .chip")).to_have_count(0)

    page.locator("#language label", has_text="English").click()
    expect(page.locator("#results [role=status]")).to_contain_text("2 passages", timeout=15_000)
    page.get_by_role("button", name="Ask this document").first.click()
    question = page.locator("#question textarea")
    expect(question).to_be_focused()
    expect(question).to_have_value(re.compile("^In “.+”, $"))


def test_what_is_typed_wrong_is_said_beside_it(open_page):
    page = open_page()
    page.locator("#tab-search").click()
    page.get_by_role("button", name="범위 좁히기").click()
    page.locator("#query :is(input, textarea)").fill("시장")
    page.locator("#filter-from :is(input, textarea)").fill("작년")
    page.keyboard.press("Enter")
    expect(page.locator("#results [role=alert]")).to_contain_text(
        "날짜로 읽을 수 없습니다: 작년", timeout=15_000
    )
    page.get_by_role("button", name="‘작년부터’ 조건 빼기").click()
    expect(page.locator("#results .card").first).to_be_visible(timeout=15_000)
