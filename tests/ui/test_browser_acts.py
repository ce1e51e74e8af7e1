"""What can be done with a message in the real page: copied, asked again, edited; by keyboard too."""

import json
from urllib.request import urlopen

import pytest

from tests.ui.chromium import IN_A_BROWSER
from tests.ui.test_browser import QUESTION, ask
from tests.ui.test_browser import open_page as open_page
from tests.ui.test_browser_history import NEXT, NOWHERE
from tests.ui.test_browser_history import book as book
from tests.ui.web_server import running_server

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
pytestmark = IN_A_BROWSER


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    return tmp_path_factory.mktemp("acts")


@pytest.fixture(scope="module")
def address(served):
    with running_server(served) as address:
        yield address


def questions(page):
    return page.locator("#chat [data-testid=user]")


def box(page):
    return page.locator("#question textarea")


def at_rest(page, turns):
    expect(page.locator("#chat .state")).to_have_count(turns, timeout=15_000)
    expect(page.locator("#send")).to_be_visible(timeout=15_000)


def test_an_answer_is_copied_with_its_citations_and_asked_again(open_page, book):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    ask(page, NEXT)
    ask(page, QUESTION, turns=2)
    copy = page.get_by_role("button", name="답변 복사")
    expect(copy).to_have_count(2)
    copy.nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("복사했습니다")
    expect(copy.nth(0)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "예산은 1조 2,000억 원이다. [3]" in copied
    assert copied.endswith("[3] 제1장 제조 혁신, i쪽") and "[1] 콜드체인 현황" in copied

    # Only the last answer can be asked for again; what it said stays till then.
    again = page.get_by_role("button", name="다시 답하기")
    expect(again).to_have_count(1)
    again.click()
    expect(page.locator("#stop")).to_be_visible()
    expect(page.locator("#chat .act").first).to_be_hidden()
    at_rest(page, 2)
    expect(page.locator("#chat .note")).to_have_text(
        "지금 서재에 있는 문서에서 다시 찾은 답입니다."
    )
    expect(questions(page)).to_have_text([NEXT, QUESTION])
    (kept,) = book.conversations()
    assert book.numbers(kept.id) == (1, 3)

    again.click()
    expect(page.locator("#stop")).to_be_visible()
    page.keyboard.press("Escape")
    at_rest(page, 2)
    expect(page.locator('#chat a[href="#src-3-3"]')).to_be_visible()
    assert book.numbers(kept.id) == (1, 3)


def test_a_question_is_edited_and_what_followed_goes(open_page, book):
    page = open_page()
    for turns, question in enumerate((QUESTION, NOWHERE, NEXT), start=1):
        ask(page, question, turns)
    edit = page.get_by_role("button", name="질문 고치기")
    edit.nth(1).focus()
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value(NOWHERE)
    expect(box(page)).to_be_focused()
    expect(page.locator("#revising [role=status]")).to_contain_text("뒤에 이어진 1건까지")
    page.keyboard.press("Escape")
    expect(page.locator("#revising [role=status]")).to_have_count(0)
    expect(box(page)).to_have_value("")

    edit.nth(1).focus()
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value(NOWHERE)
    box(page).fill("정부는?")
    page.keyboard.press("Enter")
    expect(questions(page)).to_have_count(2)
    at_rest(page, 2)
    expect(questions(page)).to_have_text([QUESTION, "정부는?"])
    expect(page.locator("#revising [role=status]")).to_have_count(0)
    (kept,) = book.conversations()
    assert book.numbers(kept.id) == (1, 4)

    # How the follow-up was understood can be put right.
    page.get_by_role("link", name="고쳐서 묻기").click()
    expect(box(page)).to_have_value(f"{QUESTION} 정부는?")
    expect(page.locator("#revising [role=status]")).to_be_visible()
    box(page).fill("물류비 비중은 판매 가격의 얼마인가")
    page.keyboard.press("Control+Enter")
    expect(questions(page).nth(1)).to_have_text("물류비 비중은 판매 가격의 얼마인가")
    at_rest(page, 2)
    assert book.numbers(kept.id) == (1, 5)


def test_what_might_be_asked_next_is_a_click_away(open_page):
    page = open_page()
    ask(page, "정부는 언제까지 공장을 보급하나?")
    offered = page.get_by_role("group", name="이어서 물어보기").get_by_role("button")
    expect(offered).to_have_text(["인력 양성의 핵심 내용은 무엇인가요?"], timeout=15_000)
    offered.first.click()
    expect(questions(page).nth(1)).to_have_text("인력 양성의 핵심 내용은 무엇인가요?")
    at_rest(page, 2)
    page.locator("#new").click()
    expect(page.locator("#next")).to_be_hidden()


def test_windows_see_each_other_and_take_nothing_from_each_other(open_page, book):
    page = open_page()
    ask(page, QUESTION)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("html[data-ready]")).to_be_attached(timeout=30_000)
    expect(other.locator("#chat .state")).to_have_count(1)
    box(page).fill(NEXT)
    page.locator("#send").click()
    expect(page.locator("#stop")).to_be_visible()
    # Seen again while the answer is being written, and then it comes by itself.
    other.evaluate("dispatchEvent(new Event('focus'))")
    expect(other.locator("#chat .elsewhere")).to_have_text("다른 창에서 답을 쓰고 있습니다…")
    expect(other.locator("#chat .state")).to_have_count(2, timeout=15_000)
    expect(other.locator("#chat .elsewhere")).to_have_count(0)
    at_rest(page, 2)

    # This window never saw the third question: editing drops nothing of it.
    ask(other, NOWHERE, turns=3)
    page.get_by_role("button", name="질문 고치기").first.focus()
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_text("다른 창에서 이 대화를 이어 갔습니다")).to_be_visible(timeout=15_000)
    expect(questions(page)).to_have_text([QUESTION, NEXT, NOWHERE])
    (kept,) = book.conversations()
    assert book.numbers(kept.id) == (1, 2, 3)


def test_keys_send_stop_and_bring_back(open_page):
    page = open_page()
    page.locator("#talk-head").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="단축키")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("")
    page.keyboard.type("시장 성장과")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("정부 예산은?")
    expect(box(page)).to_have_value("시장 성장과\n정부 예산은?")
    # Enter ends a syllable that is being put together; it sends nothing.
    composing = "new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, isComposing: true})"
    box(page).evaluate(f"box => box.dispatchEvent({composing})")
    expect(box(page)).to_have_value("시장 성장과\n정부 예산은?")
    page.keyboard.press("Control+Enter")
    # It stands there before the server has said anything, and once.
    expect(page.locator("#chat .pending-question")).to_have_text("시장 성장과 정부 예산은?")
    expect(page.locator("#chat .placeholder-content")).to_be_hidden()
    expect(page.locator('#chat a[href^="#src-"]').first).to_be_visible(timeout=15_000)
    expect(page.locator("#chat .pending-turn")).to_have_count(0)
    expect(questions(page)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#chat .note")).to_have_text("답변을 멈췄습니다.")
    expect(box(page)).to_have_value("")
    box(page).focus()
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_have_value("시장 성장과 정부 예산은?")


def test_what_is_typed_while_an_answer_comes_is_the_next_question(open_page):
    page = open_page()
    box(page).fill(QUESTION)
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("")
    expect(page.locator('#chat a[href^="#src-"]').first).to_be_visible(timeout=15_000)
    page.keyboard.type("대학 몇 곳이 인력 양성에")
    at_rest(page, 1)
    page.keyboard.type(" 참여하나?")
    # Also past what follows an answer.
    expect(page.locator("#next button").first).to_be_visible(timeout=15_000)
    expect(box(page)).to_have_value("대학 몇 곳이 인력 양성에 참여하나?")
    page.keyboard.press("Enter")
    at_rest(page, 2)
    expect(questions(page).last).to_have_text("대학 몇 곳이 인력 양성에 참여하나?")


def test_a_question_that_nobody_heard_stands_in_its_box_again(browser, address):
    page = browser.new_page()
    page.goto(address)
    expect(page.locator("html[data-ready]")).to_be_attached(timeout=30_000)
    page.route("**/queue/join**", lambda way: way.fulfill(status=502, body=""))
    box(page).fill(QUESTION)
    with page.expect_response("**/queue/join**"):
        page.keyboard.press("Enter")
    expect(box(page)).to_have_value(QUESTION)
    expect(page.locator("#chat .pending-turn")).to_have_count(0)
    page.unroute("**/queue/join**")
    # Where no answer came at all, Gradio loads the page anew as soon as its server is found again.
    page.route("**/queue/join**", lambda way: way.abort())
    with page.expect_event("load", timeout=30_000):
        with page.expect_event("requestfailed"):
            page.keyboard.press("Enter")
        page.unroute("**/queue/join**")
    expect(page.locator("html[data-ready]")).to_be_attached(timeout=30_000)
    expect(box(page)).to_have_value(QUESTION)
    box(page).press("Enter")
    at_rest(page, 1)
    expect(box(page)).to_have_value("")
    page.close()


def test_questions_are_asked_of_what_is_chosen(open_page, book):
    page = open_page()
    line = page.locator("#scope")
    expect(line).to_contain_text("모든 문서")
    expect(line.locator("[role=status]")).to_have_text("문서 2건")
    line.locator(".scope-open").click()
    documents = page.locator("#scope-document input")
    documents.fill("콜드")
    page.locator("#scope-document [role=option]").first.click()
    expect(line.locator(".scope-chip")).to_have_text("문서 콜드체인.txt")
    expect(line.locator("[role=status]")).to_have_text("문서 1건")
    line.locator(".scope-open").click()
    expect(page.locator("#scope-panel")).to_be_hidden()
    ask(page, QUESTION)
    expect(page.locator("#chat .scoped")).to_contain_text("문서 ‘콜드체인.txt’")
    expect(page.locator("#evidence .file")).to_have_text(["콜드체인.txt"])
    ask(page, "전담 은행이 융자를 맡는가", turns=2)
    expect(page.locator("#chat .state").nth(1)).to_have_text("찾지 못함")

    # A reload shows it, and the answer is looked for in everything with a click.
    page.wait_for_timeout(1_000)
    page.goto(page.url)
    expect(page.locator("#chat .scoped")).to_have_count(2, timeout=30_000)
    expect(line.locator(".scope-chip")).to_have_text("문서 콜드체인.txt")
    page.get_by_role("link", name="모든 문서에서 다시 묻기").click()
    expect(page.locator("#chat .state").nth(1)).to_have_text("답변", timeout=15_000)
    expect(page.locator("#send")).to_be_visible(timeout=15_000)
    expect(line.locator(".scope-chip")).to_have_count(0)

    # What holds nothing is said before anything is asked.
    line.locator(".scope-open").click()
    page.locator("#scope-from :is(input, textarea)").fill("2031")
    page.keyboard.press("Enter")
    expect(line.locator("[role=status]")).to_contain_text("물어볼 문서가 없습니다")
    box(page).fill(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    expect(questions(page)).to_have_count(2)
    expect(box(page)).to_have_value(QUESTION)
    page.locator("#scope-from :is(input, textarea)").fill("작년")
    page.keyboard.press("Enter")
    expect(line.locator("[role=status]")).to_contain_text("날짜로 읽을 수 없습니다: 작년")
    line.get_by_role("button", name="모든 문서로 넓히기").click()
    expect(line).to_contain_text("모든 문서")
    page.locator("#language label", has_text="English").click()
    expect(line).to_contain_text("Ask of")
    expect(page.get_by_role("button", name="Copy the answer")).to_have_count(2)


def test_no_component_is_told_how_far_an_event_has_come(address):
    """Gradio's page goes through every component ever told so, at each word of an answer."""
    with urlopen(f"{address}/config") as config:
        events = json.load(config)["dependencies"]
    own = [event for event in events if event["api_visibility"] == "private"]
    assert len(own) > 50 and all(event["show_progress_on"] == [] for event in own)
