"""A reader's thumbs in the real page, kept in a real library."""

import pytest

from index import FeedbackBook
from tests.ui.chromium import IN_A_BROWSER
from tests.ui.test_browser import QUESTION, ask
from tests.ui.test_browser import open_page as open_page
from tests.ui.web_server import running_server

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
pytestmark = IN_A_BROWSER


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    return tmp_path_factory.mktemp("thumbs")


@pytest.fixture(scope="module")
def address(served):
    with running_server(served) as address:
        yield address


def test_a_thumb_down_asks_why_and_a_thumb_up_does_not(open_page, served):
    page = open_page()
    book = FeedbackBook(served / "library")
    row = page.locator("#thumbs")
    expect(row).to_be_hidden()
    ask(page, QUESTION)
    page.get_by_label("아쉬워요", exact=True).last.click()
    reason = page.locator("#thumbs-reason :is(input, textarea)")
    expect(reason).to_be_visible()
    (kept,) = book.entries()
    assert (kept.verdict, kept.question, kept.reason) == ("down", QUESTION, "")
    assert kept.outcome == "answer" and len(kept.citations) == 3

    reason.fill("다른 해의 <b>값</b>입니다")
    page.locator("#thumbs-send").click()
    expect(page.get_by_text("고맙습니다. 적어 두었습니다.")).to_be_visible()
    expect(row).to_be_hidden()
    assert [kept.reason for kept in book.entries()] == ["다른 해의 <b>값</b>입니다"]

    ask(page, "대학 몇 곳이 인력 양성에 참여하나?", turns=2)
    page.get_by_label("도움이 됐어요", exact=True).last.click()
    for _ in range(100):
        if len(book.entries()) == 2:
            break
        page.wait_for_timeout(100)
    first, second = book.entries()
    expect(row).to_be_hidden()
    assert (first.verdict, second.verdict) == ("down", "up")
    assert "대학 40곳이 참여한다." in second.answer

    page.locator("#language label", has_text="English").click()
    expect(page.get_by_label("This helped", exact=True).last).to_be_visible()
