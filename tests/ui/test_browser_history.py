"""Past conversations in the real page: kept, opened again, renamed, deleted, found."""

import re
import sqlite3
from contextlib import closing
from itertools import pairwise

import pytest

from index import HistoryBook
from tests.ui.chromium import IN_A_BROWSER
from tests.ui.test_browser import QUESTION, ask
from tests.ui.test_browser import open_page as open_page
from tests.ui.web_server import running_server

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
pytestmark = IN_A_BROWSER
NEXT = "대학 몇 곳이 인력 양성에 참여하나?"
NOWHERE = "달에 사는 토끼 이름은 무엇일까"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    return tmp_path_factory.mktemp("history")


@pytest.fixture(scope="module")
def address(served):
    with running_server(served) as address:
        yield address


@pytest.fixture(autouse=True)
def book(served):
    """Nothing is kept of an earlier test."""
    book = HistoryBook(served / "library")
    for kept in book.conversations():
        book.delete(kept.id)
    return book


def come_back(page, turns):
    """Load the page anew and wait until the conversation stands there."""
    # What a reload cuts short Gradio complains of: the page shall be at rest.
    page.wait_for_timeout(1_000)
    page.goto(page.url)
    expect(page.locator("html[data-ready]")).to_be_attached(timeout=30_000)
    expect(page.locator("#chat .state")).to_have_count(turns, timeout=15_000)


def told(page):
    """Return the messages as they read and the evidence of each turn as it is drawn."""
    drawn = "turns => turns.map(turn => turn.outerHTML)"
    panel = page.locator("#evidence .turn").evaluate_all(drawn)
    return page.locator("#chat [role=log]").inner_text(), panel


def rows(page):
    return page.locator("#past-list .past-one")


def open_past(page, at):
    rows(page).nth(at).locator(".past-open").click()
    expect(rows(page).nth(at).locator(".past-open")).to_have_attribute("aria-current", "true")


def test_a_reload_and_another_window_show_the_conversation_as_it_was(open_page):
    page = open_page()
    assert "chat=" not in page.url
    expect(page.locator("#past-list")).to_contain_text("아직 남은 대화가 없습니다")
    ask(page, QUESTION)
    ask(page, NOWHERE, turns=2)
    said, proof = told(page)
    assert re.search(r"\?chat=[0-9a-f]{32}$", page.url)
    expect(rows(page)).to_have_count(1)

    come_back(page, turns=2)
    assert told(page) == (said, proof) and "<mark>" in proof[0]
    page.locator('#chat a[href="#src-1-2"]').click()
    expect(page.locator("#src-1-2 mark")).to_have_text(
        "정부는 2025년까지 스마트공장 3~5만 개를 보급하고 10~20개 시범 산단을 만든다."
    )
    # It goes on where it was: a short question is completed from the ones before.
    ask(page, "정부는?", turns=3)
    expect(page.locator("#chat .understood")).to_contain_text(f"{NOWHERE} 정부는?")

    other = page.context.new_page()
    other.goto(page.url.split("?")[0])
    expect(other.locator("html[data-ready]")).to_be_attached(timeout=30_000)
    expect(other.locator("#chat .placeholder-content")).to_be_visible()
    open_past(other, 0)
    expect(other.locator("#chat .state")).to_have_count(3)
    assert other.url == page.url


def test_two_windows_on_one_conversation_lose_nothing(open_page, book):
    page = open_page()
    ask(page, QUESTION)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("html[data-ready]")).to_be_attached(timeout=30_000)
    expect(other.locator("#chat .state")).to_have_count(1)
    for window, question in ((page, NEXT), (other, "콜드체인 시장은 얼마나 성장했나?")):
        window.locator("#question textarea").fill(question)
        window.keyboard.press("Enter")
    for window in (page, other):
        # The answer before, its own, and perhaps the other window's.
        window.wait_for_function(
            "() => document.querySelectorAll('#chat .state').length >= 2", timeout=15_000
        )
        expect(window.locator("#send")).to_be_visible(timeout=15_000)
    ask(page, NOWHERE, turns=4)
    come_back(other, turns=4)
    (kept,) = book.conversations()
    assert kept.turns == 4 and book.numbers(kept.id) == (1, 2, 3, 4)


def test_conversations_are_opened_renamed_found_and_deleted_by_keyboard(open_page, book):
    page = open_page()
    ask(page, QUESTION)
    page.locator("#new").click()
    expect(page.locator("#chat .placeholder-content")).to_be_visible()
    expect(page).not_to_have_url(re.compile("chat="))
    ask(page, NEXT)
    expect(rows(page).locator(".past-title")).to_have_text([NEXT, QUESTION])

    rows(page).nth(1).locator(".past-open").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#chat [data-testid=user]")).to_contain_text(QUESTION)
    expect(rows(page).nth(1).locator(".past-open")).to_have_attribute("aria-current", "true")
    expect(rows(page).nth(1).locator(".past-open")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    name = page.get_by_label("대화의 새 이름")
    expect(name).to_be_focused()
    page.keyboard.press("Escape")
    expect(name).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    evil = "<img src=x onerror=alert(1)> 예산"
    name.fill(evil)
    page.keyboard.press("Enter")
    expect(page.locator("#bar .talk-title")).to_have_text(evil)
    expect(rows(page).locator(".past-title")).to_have_text([NEXT, evil])
    assert page.locator("#past img, #bar img").count() == 0

    page.locator("#past-search :is(input, textarea)").fill("인력양성")
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text(NEXT)
    page.locator("#past-search :is(input, textarea)").fill("없는낱말")
    expect(page.locator("#past-list")).to_contain_text("‘없는낱말’")
    page.locator("#past-search :is(input, textarea)").fill("")
    expect(rows(page)).to_have_count(2)

    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    rows(page).nth(1).locator(".past-delete").click()
    assert asked and evil in asked[0] and len(book.conversations()) == 2
    page.once("dialog", lambda dialog: dialog.accept())
    rows(page).nth(1).locator(".past-delete").focus()
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_count(1)
    expect(page.locator("#chat .placeholder-content")).to_be_visible()
    expect(rows(page).nth(0).locator(".past-open")).to_be_focused()
    expect(page).not_to_have_url(re.compile("chat="))
    assert [kept.title for kept in book.conversations()] == [NEXT]


def test_a_stopped_turn_and_one_left_behind_are_kept_as_such(open_page, book):
    page = open_page()
    for number, act in enumerate(("#stop", "#new"), start=1):
        page.locator("#question textarea").fill(QUESTION)
        page.keyboard.press("Enter")
        part = page.locator(f'#chat a[href="#src-{number}-1"]')
        expect(part).to_be_visible(timeout=15_000)
        page.locator(act).click()
        expect(page.locator("#send")).to_be_visible(timeout=15_000)
        if act == "#stop":
            expect(page.locator("#chat .note")).to_have_text("답변을 멈췄습니다.")
            said = told(page)
            come_back(page, turns=1)
            assert told(page) == said
    expect(page.locator("#chat .placeholder-content")).to_be_visible()
    open_past(page, 0)
    expect(page.locator("#chat .state")).to_have_count(2)
    expect(page.locator("#chat .note")).to_have_text(["답변을 멈췄습니다."] * 2)
    (kept,) = book.conversations()
    assert kept.turns == 2


def test_a_locked_library_is_said_and_the_chat_goes_on(open_page, served, book):
    page = open_page()
    with closing(sqlite3.connect(served / "library" / "library.sqlite")) as holder:
        holder.isolation_level = None
        holder.execute("BEGIN IMMEDIATE")
        ask(page, QUESTION)
        expect(page.locator("#trouble [role=status]")).to_contain_text(
            "지금은 대화가 저장되지 않습니다"
        )
        holder.execute("ROLLBACK")
    ask(page, NEXT, turns=2)
    expect(page.locator("#trouble [role=status]")).to_have_count(0)
    assert [kept.turns for kept in book.conversations()] == [1]


def test_a_conversation_that_is_gone_is_said_and_a_new_one_begun(open_page, book):
    page = open_page(path=f"/?chat={'a' * 32}")
    expect(page.get_by_text("그 대화는 더 이상 서재에 없습니다.")).to_be_visible()
    expect(page).not_to_have_url(re.compile("chat="))
    ask(page, QUESTION)


def test_a_conversation_is_saved_as_a_file(open_page):
    page = open_page()
    expect(page.locator("#bar .export")).to_have_count(0)
    ask(page, QUESTION)
    ask(page, NOWHERE, turns=2)
    page.locator("#bar summary").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="이 대화를 Markdown 파일로").click()
    assert saved.value.suggested_filename == "시장 성장과 정부 예산은.md"
    report = saved.value.path().read_text("utf-8")
    assert QUESTION in report and NOWHERE in report and "예산은 1조 2,000억 원이다." in report
    expect(page.locator("#bar details[open]")).to_have_count(0)


def test_on_a_wide_window_list_talk_and_proof_stand_side_by_side(open_page):
    page = open_page()
    boxes = [page.locator(part).bounding_box() for part in ("#past", "#talk", "#proof")]
    for left, right in pairwise(boxes):
        assert left["x"] + left["width"] <= right["x"] and left["y"] == right["y"]
    assert boxes[0]["width"] < boxes[1]["width"] > 400
    page.set_viewport_size({"width": 1000, "height": 800})
    expect(page.locator("#past")).to_be_hidden()
    page.locator(".past-toggle").click()
    expect(page.locator("#past")).to_be_visible()
    talk, proof = (page.locator(part).bounding_box() for part in ("#talk", "#proof"))
    assert talk["x"] + talk["width"] <= proof["x"] and talk["width"] > 400


def test_a_long_list_scrolls_in_its_place(open_page, book):
    for number in range(40):
        book.add(f"{number:032x}", "{}", title=f"{number}번째 대화")
    page = open_page()
    expect(rows(page)).to_have_count(40)
    listing, foot = page.locator("#past-list").bounding_box(), page.locator(".past-foot")
    assert listing["y"] + listing["height"] <= foot.bounding_box()["y"]
    expect(rows(page).last).not_to_be_in_viewport()
    rows(page).last.locator(".past-open").focus()
    expect(rows(page).last).to_be_in_viewport()
    open_past(page, 39)
    expect(page.locator("#chat .state-failed")).to_have_count(1)


def test_on_a_narrow_window_the_list_lies_over_the_talk(open_page):
    page = open_page(390, 844)
    expect(page.locator("#past")).to_be_hidden()
    ask(page, QUESTION)
    page.locator("#new").click()
    toggle = page.locator(".past-toggle")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#past-search :is(input, textarea)")).to_be_focused()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#past")).to_be_hidden()
    expect(toggle).to_be_focused()
    toggle.click()
    rows(page).first.locator(".past-open").click()
    expect(page.locator("#past")).to_be_hidden()
    expect(page.locator("#chat .state")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_list_speaks_english_and_remembers_that_it_was_closed(open_page):
    page = open_page()
    ask(page, QUESTION)
    page.locator("#language label", has_text="English").click()
    expect(page.locator("#past h2")).to_have_text("Past conversations")
    expect(rows(page)).to_contain_text("questions: 1")
    page.get_by_label("Close the conversations").click()
    expect(page.locator("#past")).to_be_hidden()
    later = page.context.new_page()
    later.goto(page.url)
    expect(later.locator("#chat .state")).to_have_text("Answer", timeout=30_000)
    expect(later.locator("#evidence .turn")).to_be_visible()
    expect(later.locator("#past")).to_be_hidden()
    later.locator(".past-toggle").click()
    expect(later.locator("#past h2")).to_have_text("Past conversations")


def test_turned_off_there_is_no_list_and_nothing_in_the_library(browser, tmp_path):
    with running_server(tmp_path, "forgetful") as address:
        page = browser.new_page()
        page.goto(address)
        expect(page.locator("html[data-ready]")).to_be_attached(timeout=30_000)
        ask(page, QUESTION)
        expect(page.locator("#past, .past-toggle")).to_have_count(0)
        expect(page.locator("#bar summary")).to_be_visible()
        assert "chat=" not in page.url
        page.close()
    assert HistoryBook(tmp_path / "library").conversations() == ()
