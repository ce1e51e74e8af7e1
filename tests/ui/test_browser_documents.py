"""The documents tab in a browser: uploading, the list, collections, what is done to documents."""

import re

import pytest

from tests.ui.chromium import IN_A_BROWSER
from tests.ui.test_browser import ask
from tests.ui.test_browser import open_page as open_page
from tests.ui.web_server import running_server

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
pytestmark = IN_A_BROWSER
ROWS = "#listing tr[data-key]"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("documents")) as address:
        yield address


def open_documents(open_page, **settings):
    page = open_page(**settings)
    page.get_by_role("tab", name="문서", exact=True).click()
    expect(page.locator(ROWS).first).to_be_visible(timeout=15_000)
    return page


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_uploads_show_each_file_and_failures_and_can_be_removed(open_page, tmp_path):
    good = write(
        tmp_path, "새 보고서(최종).txt", "해상 풍력\n\n해상 풍력 발전 단지는 서남해에 세워진다."
    )
    more = write(tmp_path, "둘째.txt", "지열\n\n지열 발전은 아직 적다.")
    bad = tmp_path / "암호.pdf"
    bad.write_bytes(b"%BAD")
    huge = tmp_path / "큰 파일.txt"
    huge.write_bytes(b"x" * ((1 << 20) + 1))
    page = open_documents(open_page)
    before = page.locator(ROWS).count()
    # Told beforehand: the kinds, the size, how many; a file that is too large is not sent.
    drop = page.locator("#upload button .wrap").first
    told = drop.evaluate("element => getComputedStyle(element, '::after').content")
    assert "HWPX" in told and "1MB" in told and "500개" in told
    # Enough that its progress is seen on a slow machine too.
    rest = [write(tmp_path, f"더 {n}.txt", f"그 밖의 글 {n}이다.") for n in range(15)]
    page.locator("#upload input[type=file]").set_input_files([good, more, *rest, bad, huge])
    expect(page.locator("#upload-limits .told")).to_contain_text(
        "‘큰 파일.txt’ 등 1개는 한 파일 1MB"
    )
    expect(page.locator("#progress .job-files li")).to_have_count(18, timeout=15_000)
    expect(page.locator("#progress .job-files")).to_contain_text("읽는 중")
    expect(page.locator("#progress .job > progress")).to_have_attribute("value", re.compile(r"\d"))
    # Whoever leaves and comes back finds it still at work, or what became of it.
    page.reload()
    page.get_by_role("tab", name="문서", exact=True).click()
    expect(page.locator("#progress .failures")).to_contain_text(
        "암호가 걸린 파일입니다: 암호.pdf", timeout=20_000
    )
    expect(page.locator("#progress .notice")).to_contain_text("17개 파일을 넣었습니다.")
    expect(page.locator("#job-said [role=status]")).to_contain_text("17개 파일을 넣었습니다.")
    expect(page.locator(ROWS)).to_have_count(before + 18)
    expect(page.locator("#listing .badge.bad")).to_have_text("읽지 못함")
    page.locator("#dismiss").click()
    expect(page.locator("#progress .job")).to_have_count(0)

    row = page.locator(ROWS, has_text="암호.pdf")
    row.locator("summary").click()
    row.get_by_role("button", name="빼기").click()
    dialog = page.locator("#ask-remove")
    expect(dialog).to_contain_text("사본이 함께 지워집니다")
    expect(dialog).not_to_contain_text("원본이 그대로 남습니다", use_inner_text=True)
    dialog.get_by_role("button", name="취소").click()
    expect(dialog).to_be_hidden()
    row.get_by_role("button", name="빼기").click()
    dialog.get_by_role("button", name="빼기").click()
    expect(page.locator(ROWS)).to_have_count(before + 17, timeout=15_000)

    page.get_by_role("tab", name="묻기").click()
    ask(page, "해상 풍력은 어디에 세워지나?")
    expect(page.locator("#chat .bot-row")).to_contain_text("서남해에 세워진다")


def test_two_windows_one_waits_and_says_so_and_cancels_its_own_alone(open_page, tmp_path):
    first, second = open_documents(open_page), open_documents(open_page)
    slow = [write(tmp_path, f"느린 {n}.txt", f"느린 글 {n}이다.") for n in range(25)]
    first.locator("#upload input[type=file]").set_input_files(slow)
    expect(first.locator("#progress .job-files li")).to_have_count(25, timeout=15_000)
    late = write(tmp_path, "늦은.txt", "늦은 글이다.")
    second.locator("#upload input[type=file]").set_input_files([late])
    own = second.locator("#progress .job", has_text="파일 1개 올리기")
    expect(own).to_contain_text("앞선 작업이 끝나기를 기다립니다", timeout=15_000)
    expect(second.locator("#progress .job", has_text="파일 25개")).to_contain_text("다른 창에서")
    first.locator("#cancel").click()
    expect(first.locator("#progress")).to_contain_text("취소했습니다", timeout=15_000)
    expect(own.locator(".notice")).to_contain_text("1개 파일을 넣었습니다.", timeout=15_000)
    expect(second.locator(ROWS, has_text="늦은.txt")).to_have_count(1, timeout=15_000)
    expect(second.locator(ROWS, has_text="느린 9.txt")).to_have_count(0)


def test_a_dropped_folder_is_walked_through(open_page, tmp_path):
    page = open_documents(open_page)
    # Chromium lets no script make a folder's entry: one that says it is one stands in for it.
    page.evaluate(
        """() => {
          const file = (name, text) => ({ isFile: true, file: (done) => done(new File([text], name)) });
          const folder = (...inside) => ({ isFile: false, createReader: () => {
            const rest = [inside]; return { readEntries: (done) => done(rest.pop() ?? []) };
          }});
          const tree = folder(file("폴더 속.txt", "폴더 속의 글이다."), file(".숨은", "x"),
            folder(file("더 깊은.txt", "더 깊은 글이다.")));
          const event = new DragEvent("drop", { bubbles: true, cancelable: true });
          Object.defineProperty(event, "dataTransfer",
            { value: { items: [{ webkitGetAsEntry: () => tree }], files: [] } });
          document.querySelector("#upload button").dispatchEvent(event);
        }"""
    )
    expect(page.locator("#progress .job")).to_contain_text("파일 2개 올리기", timeout=15_000)
    expect(page.locator(ROWS, has_text="더 깊은.txt")).to_have_count(1, timeout=15_000)
    expect(page.locator(ROWS, has_text="폴더 속.txt")).to_have_count(1)


def test_collections_filters_and_asking_within(open_page):
    page = open_documents(open_page)
    # A row chosen by the keyboard, put into a collection that is made for it.
    box = page.locator(ROWS, has_text="콜드체인").locator("[data-choose=one]")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator(".doc-chosen b")).to_have_text("1건 고름")
    page.locator("[data-chosen=collect]").click()
    page.locator("#collect-name").fill("물류 <b>모음</b>")
    page.keyboard.press("Enter")
    chip = page.locator("#collections .chip", has_text="물류 <b>모음</b>")
    expect(chip).to_contain_text("1", timeout=15_000)
    expect(page.locator("#documents-notice")).to_contain_text("문서 1건을 ‘물류 <b>모음</b>’")
    chip.click()
    expect(page.locator(ROWS)).to_have_count(1, timeout=15_000)
    expect(page.locator(".doc-count")).to_contain_text(re.compile(r"문서 \d+건 가운데 1건"))
    page.locator("[data-ask=rename]").click()
    expect(page.locator("#rename-name")).to_have_value("물류 <b>모음</b>")
    page.locator("#rename-name").fill("물류")
    page.keyboard.press("Enter")
    renamed = page.locator("#collections .chip[aria-pressed=true]")
    expect(renamed).to_contain_text("물류 1", timeout=15_000)
    page.locator("[data-act=ask-collection]").click()
    expect(page.locator("#scope")).to_contain_text("물류", timeout=15_000)
    expect(page.locator("#question textarea")).to_be_focused()
    page.get_by_role("tab", name="문서", exact=True).click()
    page.locator("[data-ask=delete]").click()
    page.locator("#ask-delete").get_by_role("button", name="모음 지우기").click()
    expect(page.locator("#collections .chip")).to_have_count(0, timeout=15_000)
    expect(page.locator(ROWS).nth(1)).to_be_visible(timeout=15_000)
    # A name that is no name is refused in a sentence.
    page.locator("[data-ask=create]").click()
    page.locator("#ask-create").get_by_role("button", name="만들기").click()
    expect(page.locator("#documents-notice [role=alert]")).to_contain_text(
        "이름으로 쓸 수 없습니다"
    )

    page.locator("#documents-words input, #documents-words textarea").fill("제조혁신")
    expect(page.locator(ROWS)).to_have_count(1, timeout=15_000)
    row = page.locator(ROWS).first
    row.locator("summary").click()
    row.get_by_role("button", name="다시 읽기").click()
    expect(page.locator("#progress .job")).to_contain_text("다시 읽었습니다", timeout=15_000)
    # Drawn anew, what was opened is still open.
    row.get_by_role("button", name="이 문서에만 묻기").click()
    expect(page.locator("#scope")).to_contain_text("제조혁신.txt", timeout=15_000)
    expect(page.locator("#scope")).not_to_contain_text("물류")


def test_in_english_and_on_a_narrow_window_all_is_there(open_page):
    page = open_documents(open_page, width=390, height=800)
    page.get_by_text("English").click()
    expect(page.locator(".doc-count")).to_contain_text("documents", timeout=15_000)
    page.locator(ROWS).first.locator("summary").click()
    expect(
        page.locator(ROWS).first.get_by_role("button", name="Ask this document only")
    ).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator("#document-filters")).to_contain_text("Order", timeout=15_000)
    # Nothing is left in Korean but what documents say themselves.
    for part in ("#document-filters", "#collections", "#document-tools", ".doc-count"):
        assert not re.search("[가-힣]", page.locator(part).inner_text()), part
