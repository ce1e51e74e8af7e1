"""The evidence in the browser, over real files: the page as it looks, the table, the way back."""

import re

import pytest

from tests.ui.chromium import IN_A_BROWSER
from tests.ui.test_browser import ask
from tests.ui.test_browser import open_page as open_page
from tests.ui.web_server import running_server

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
pytestmark = IN_A_BROWSER
GROWTH = "구축을 마친 업체의 시간당 생산량"
LIMITS = "기초 단계 지원 한도 보조율"
# Dark pixels of the image that the marks cover, and of all that is dark in their lines.
INK_UNDER_MARKS = """
(card) => {
  const image = card.querySelector(".sheet img");
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const paper = canvas.getContext("2d");
  paper.drawImage(image, 0, 0);
  const outer = image.getBoundingClientRect();
  const scale = image.naturalWidth / outer.width;
  const dark = (left, top, width, height) => {
    const { data } = paper.getImageData(left, top, Math.max(1, width), Math.max(1, height));
    let count = 0;
    for (let at = 0; at < data.length; at += 4) count += data[at] < 160;
    return count;
  };
  return [...card.querySelectorAll(".inked")].map((mark) => {
    const inner = mark.getBoundingClientRect();
    const [left, top] = [(inner.left - outer.left) * scale, (inner.top - outer.top) * scale];
    const [width, height] = [inner.width * scale, inner.height * scale];
    return {
      inside: dark(left, top, width, height) / (width * height),
      above: dark(left, top - 3, width, 2),
      below: dark(left, top + height + 2, width, 2),
    };
  });
}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("papers"), "papers") as address:
        yield address


def chip(page, n, turn=1):
    return page.locator(f'#chat a[href="#src-{turn}-{n}"]').first


def test_the_cited_lines_are_marked_on_the_page_as_it_looks(open_page):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    ask(page, GROWTH)
    first = page.locator("#src-1-1")
    expect(first.locator(".gist")).to_contain_text("22.8% 늘고")
    expect(first.locator(".card-body")).to_be_hidden()
    # Nothing is looked up before a card is opened.
    assert not [url for url in asked if "/evidence/" in url]
    chip(page, 1).click()
    expect(first.locator(".page-shot.drawn")).to_be_visible(timeout=20_000)
    expect(first.locator(".inked")).to_have_count(1)
    expect(first.locator(".inked")).to_be_in_viewport()
    (ink,) = first.evaluate(INK_UNDER_MARKS)
    assert 0.03 < ink["inside"] < 0.6 and ink["above"] == ink["below"] == 0, ink
    expect(first.locator(".page-at")).to_have_text("i쪽 (파일 2쪽) / 전체 7쪽")
    expect(first.locator("img")).to_have_attribute("alt", re.compile("1줄 표시되어"))
    expect(first.locator(".facts")).to_have_text("해담경제연구원 · 2024-01 · evaluation-2023.pdf")

    wide = first.locator(".sheet").bounding_box()["width"]
    first.get_by_label("크게").click()
    assert first.locator(".sheet").bounding_box()["width"] > 1.2 * wide
    expect(first.locator(".inked")).to_be_in_viewport()
    first.get_by_label("다음 쪽").click()
    expect(first.locator('[data-page="3"].drawn')).to_be_visible(timeout=20_000)
    expect(first.locator(".inked")).to_have_count(0)
    first.get_by_role("button", name="인용한 쪽").click()
    expect(first.locator('[data-page="2"].drawn .inked')).to_be_in_viewport(timeout=20_000)

    # The way of looking that was chosen is kept for the next card.
    first.get_by_role("button", name="원문 글").click()
    expect(first.locator(".context mark")).to_be_visible()
    chip(page, 2).click()
    second = page.locator("#src-1-2")
    expect(second.get_by_role("button", name="원문 글")).to_have_attribute("aria-pressed", "true")
    expect(second.locator(".context mark")).to_be_in_viewport()
    expect(first.locator(".card-body")).to_be_hidden()


def test_the_original_opens_and_its_name_is_copied_and_the_reasons_come_when_asked(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    ask(page, GROWTH)
    chip(page, 1).click()
    card = page.locator("#src-1-1")
    link = card.get_by_role("link", name="원본을 새 창에서 열기")
    href = link.get_attribute("href")
    assert href.endswith("#page=2")
    answer = page.request.get(page.url.split("?")[0] + href.removeprefix("./"))
    assert answer.ok and answer.body().startswith(b"%PDF")
    card.get_by_role("button", name="출처 복사").click()
    expect(card.get_by_role("button", name="복사했습니다")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "「2023년 해담형 스마트공장 지원사업 성과평가」(해담경제연구원, 2024), i쪽."
    expect(card.locator(".reasons")).to_be_hidden()
    card.get_by_text("왜 이 근거인가").click()
    expect(card.locator(".reasons")).to_contain_text("1위입니다", timeout=15_000)
    expect(card.locator(".reasons .unit li").first).to_have_text("구축을")


def test_a_table_is_a_table_with_its_row_marked(open_page):
    page = open_page()
    ask(page, LIMITS)
    chip(page, 1).click()
    card = page.locator("#src-1-1")
    expect(card.get_by_role("button", name="표")).to_have_attribute("aria-pressed", "true")
    table = card.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_text(
        ["단계", "수준", "지원 한도", "보조율", "지원 규모"]
    )
    expect(table.locator("tr.cited")).to_have_count(1)
    expect(table.locator("tr.cited mark").first).to_have_text("기초")
    expect(table.locator("caption")).to_contain_text("단계별 지원 내용")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_the_keyboard_moves_between_cards_and_back_to_the_chip(open_page):
    page = open_page()
    ask(page, LIMITS)
    chip(page, 2).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#src-1-2")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#src-1-3")).to_be_focused()
    expect(page.locator(".card.active")).to_have_count(1)
    expect(chip(page, 3)).to_have_class(re.compile("active"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#src-1-1")).to_be_focused()
    page.keyboard.press("Escape")
    expect(chip(page, 1)).to_be_focused()
    title = page.locator("#src-1-4 .card-open")
    title.focus()
    page.keyboard.press("Enter")
    expect(title).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#src-1-4 .card-body")).to_be_visible()


def test_near_misses_say_why_they_were_not_used_and_can_be_seen_in_their_source(open_page):
    page = open_page()
    ask(page, "무지개 토끼")
    near = page.locator("#evidence .near")
    expect(near.get_by_text("답변에 쓰지 않았습니다")).to_be_hidden()
    near.locator("summary").first.click()
    expect(near.get_by_text("답변에 쓰지 않았습니다")).to_be_visible()
    card = near.locator(".card").first
    card.get_by_role("button", name="원문에서 보기").click()
    expect(card.get_by_role("link", name="원본 내려받기")).to_be_visible(timeout=15_000)


def test_on_a_phone_a_chip_raises_a_sheet_and_leads_back(open_page):
    page = open_page(390, 844)
    ask(page, GROWTH)
    sheet, handle = page.locator("#proof"), page.locator(".sheet-open")
    expect(handle).to_contain_text("9")
    expect(page.locator("#evidence")).to_be_hidden()
    chip(page, 1).click()
    expect(sheet).to_have_attribute("role", "dialog")
    expect(page.locator("#src-1-1")).to_be_focused()
    expect(page.locator("#src-1-1 .page-shot.drawn")).to_be_visible(timeout=20_000)
    expect(page.locator("#src-1-1 .inked").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # What lies under it is out of reach.
    assert page.locator("#question textarea").evaluate("(box) => Boolean(box.closest('[inert]'))")
    page.keyboard.press("Escape")
    expect(page.locator("#evidence")).to_be_hidden()
    expect(chip(page, 1)).to_be_focused()
    assert page.evaluate("document.querySelector('[inert]')") is None
    handle.click()
    expect(page.locator(".sheet-close")).to_be_focused()
    page.mouse.click(200, 40)
    expect(page.locator("#evidence")).to_be_hidden()
    handle.click()
    page.locator(".sheet-close").click()
    expect(page.locator("#evidence")).to_be_hidden()
    page.locator("#question textarea").fill("다시 물을 수 있다")
