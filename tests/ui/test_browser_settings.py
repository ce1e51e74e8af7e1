"""The settings tab over the real server: two windows, a model's server, another embedding model."""

import os
import re
import signal
import subprocess
import sys
import tomllib
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.assistant import chat_server as chat
from tests.index.tiny import write_static_folder
from tests.ui.chromium import IN_A_BROWSER
from tests.ui.command_line import PLAN, main
from tests.ui.test_browser import ask
from tests.ui.test_browser import open_page as open_page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("langchain_openai", reason="langchain-openai is not installed")
# One of its own, more patient: the server behind it does real work.
expect = type(playwright.expect)()
expect.set_options(timeout=30_000)
pytestmark = IN_A_BROWSER
ROOT = Path(__file__).resolve().parents[2]
ASKED = "시범사업 예산은 얼마인가요?"
SAID = "시범사업의 예산은 5,700억 원입니다."
# Enough that embedding it anew is seen to go on.
PARAGRAPHS = 320
START = "import sys; from ui.cli import main; sys.exit(main())"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two tiny models, a library of the first, a settings file."""
    folder = tmp_path_factory.mktemp("made")
    for name, dimension in (("first", 8), ("second", 12)):
        write_static_folder(folder / name, dimension=dimension)
    (folder / "docs").mkdir()
    (folder / "docs" / "plan.md").write_text(PLAN, "utf-8")
    lines = (f"## {n}절\n\n{n}번 마을에는 나무가 {n}그루 있다. " * 6 for n in range(PARAGRAPHS))
    (folder / "docs" / "trees.md").write_text("\n\n".join(lines), "utf-8")
    (folder / "config.toml").write_text("# 우리 설정\n", "utf-8")
    library, model = str(folder / "library"), str(folder / "first")
    assert main(["index", str(folder / "docs"), "--library", library, "--embedder", model]) == 0
    return folder


@contextmanager
def serving(folder, *flags):
    """Yield the address of `geungeo serve` as it is started by hand."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("GEUNGEO_")}
    environ |= {"GEUNGEO_CONFIG": str(folder / "config.toml"), "NO_PROXY": "*"}
    environ |= {"HF_HUB_OFFLINE": "1", "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", START, "serve", "--library", str(folder / "library")]
    process = subprocess.Popen(
        [*command, "--port", "0", *flags],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environ,
    )
    try:
        yield re.search(r"http://\S+", process.stdout.readline())[0]
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


@pytest.fixture(scope="module")
def address(made):
    with serving(made) as address:
        yield address


def open_settings(page):
    page.get_by_role("tab", name=re.compile("설정|Settings")).click()
    expect(page.locator("#diagnosis")).to_be_visible()
    expect(page.locator("#look-size input:checked")).to_have_count(1)
    return page


def choose(page, group, value):
    page.locator(f'#{group} input[value="{value}"]').check(force=True)


def press(page, button, until):
    """Press a button as slowly as a hand does: what leaving a box brought has come by then."""
    button.hover()
    page.mouse.down()
    until()
    page.mouse.up()


def settings_of(made):
    return tomllib.loads((made / "config.toml").read_text("utf-8"))


def test_the_look_is_one_in_all_windows(open_page, address):
    first = open_settings(open_page(color_scheme="light"))
    second = first.context.new_page()
    second.goto(address)
    expect(second.locator("html[data-ready]")).to_be_attached()
    open_settings(second)
    size = "getComputedStyle(document.querySelector('#settings h2')).fontSize"
    before = second.evaluate(size)
    choose(first, "look-theme", "dark")
    choose(first, "look-size", "large")
    choose(first, "look-density", "close")
    expect(second.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    expect(second.locator('#look-theme input[value="dark"]')).to_be_checked()
    expect(second.locator('#look-size input[value="large"]')).to_be_checked()
    expect(second.locator("html")).to_have_attribute("data-density", "close")
    assert float(second.evaluate(size)[:-2]) > 1.15 * float(before[:-2])
    # The header's button and the tab agree, in either window.
    second.locator("#theme").click()
    for page in (first, second):
        expect(page.locator("body")).not_to_have_class(re.compile(r"\bdark\b"))
        expect(page.locator('#look-theme input[value="light"]')).to_be_checked()
    choose(first, "look-language", "en")
    for page in (first, second):
        expect(page.locator("#settings-llm h2")).to_have_text("Language model")
        expect(page.locator('#language input[value="en"]')).to_be_checked()
        expect(page.locator("#llm-save")).to_have_text("Save")
        expect(page.locator("#settings")).not_to_contain_text("쓰지 않음")
    choose(second, "language", "ko")
    expect(first.locator("#settings-llm h2")).to_have_text("언어 모델")
    expect(first.locator('#look-language input[value="ko"]')).to_be_checked()
    third = first.context.new_page()
    third.goto(address)
    expect(third.locator("html")).to_have_attribute("data-size", "large")
    expect(third.locator("html[data-ready]")).to_be_attached()
    choose(open_settings(third), "look-size", "normal")
    expect(second.locator("html")).to_have_attribute("data-size", "normal")


def test_answers_change_from_the_next_question_on(open_page, made):
    page = open_page()
    ask(page, ASKED)
    expect(page.locator("#chat")).to_contain_text("예산은 모두 5,700억 원이다")
    open_settings(page)
    expect(page.locator("#settings-llm .now")).to_contain_text("쓰지 않음")
    choose(page, "setting-length", "brief")
    expect(page.locator("#settings-answers .notice.good")).to_contain_text("다음 질문부터")
    expect(page.locator("#settings-answers .badge").first).to_have_text("파일")
    with chat.serving(chat.says(SAID)) as server:
        here = f"http://127.0.0.1:{server.server_port}/v1"
        page.locator("#llm-name textarea, #llm-name input").fill("openai:small")
        page.locator("#llm-address textarea, #llm-address input").fill("http://10.255.255.1/v1")
        page.locator("#llm-address textarea, #llm-address input").blur()
        expect(page.locator("#llm-goes .warn").first).to_contain_text("10.255.255.1")
        expect(page.locator("#llm-confirm input")).to_be_visible()
        page.locator("#llm-save").click()
        expect(page.locator("#llm-note [role=alert]")).to_contain_text("확인란")
        assert "llm" not in settings_of(made)
        page.locator("#llm-address textarea, #llm-address input").fill(here)
        page.locator("#llm-address textarea, #llm-address input").blur()
        expect(page.locator("#llm-goes .good")).to_contain_text("이 컴퓨터")
        expect(page.locator("#llm-confirm input")).to_have_count(0)
        page.locator("#llm-try").click()
        expect(page.locator("#llm-note .good")).to_contain_text(SAID)
        page.locator("#llm-save").click()
        expect(page.locator("#settings-llm .now")).to_contain_text("openai:small")
        page.get_by_role("tab", name="묻기").click()
        ask(page, ASKED, turns=2)
        expect(page.locator("#chat")).to_contain_text(SAID)
        assert len(server.calls) == 2 and "하늘시" not in str(server.calls[0])
        assert "한 문장으로" in server.calls[1]["messages"][0]["content"]
    assert settings_of(made) == {"length": "brief", "llm": "openai:small", "llm_address": here}
    assert (made / "config.toml").read_text("utf-8").startswith("# 우리 설정\n")
    # Its server is gone now: that is said in a sentence, and answers come all the same.
    open_settings(page)
    page.locator("#llm-try").click()
    expect(page.locator("#llm-note [role=alert]")).to_contain_text("닿지 못했습니다")
    page.locator("#llm-name textarea, #llm-name input").fill("")
    goes = page.locator("#llm-goes .notice")
    expect(goes).to_have_count(1)
    press(page, page.locator("#llm-save"), lambda: expect(goes).to_have_count(0))
    expect(page.locator("#settings-llm .now")).to_contain_text("쓰지 않음")


def test_a_browser_that_has_not_chosen_speaks_what_is_set(open_page):
    page = open_settings(open_page())
    choose(page, "setting-language", "en")
    expect(page.locator("#setting-language input:checked")).to_have_value("en")
    expect(page.locator("#settings .notice.good").first).to_be_visible()
    # This browser remembers nothing, and a new one neither.
    other = open_page()
    expect(other.locator("html")).to_have_attribute("lang", "en")
    expect(other.locator("#new")).to_have_text("New conversation")
    other.locator('#language input[value="ko"]').check(force=True)
    expect(other.locator("#new")).to_have_text("새 대화")
    other.reload()
    expect(other.locator("html[data-ready]")).to_be_attached()
    expect(other.locator("#new")).to_have_text("새 대화")
    choose(page, "setting-language", "ko")
    expect(page.locator("#setting-language input:checked")).to_have_value("ko")


def test_another_embedding_model_is_priced_then_taken_before_ones_eyes(open_page, made):
    page = open_settings(open_page())
    expect(page.locator("#settings-embedder .now")).to_contain_text("8차원")
    name = page.locator("#embedder-name input")
    name.fill("kure-v1")
    name.press("Enter")
    page.locator("#embedder-ask").click()
    cost = page.locator("#embedder-cost .cost")
    expect(cost).to_contain_text("2,270MB")
    expect(cost.locator(".warn")).to_contain_text("모델 내려받기")
    expect(page.locator("#embedder-start")).to_be_hidden()
    name.fill(str(made / "second"))
    name.press("Enter")
    page.locator("#embedder-ask").click()
    expect(cost).to_contain_text("필요 없음")
    expect(cost).to_contain_text("1분 안")
    page.evaluate(
        """() => {
          window.seen = [];
          const box = document.querySelector("#embedder-progress");
          new MutationObserver(() => window.seen.push(box.textContent))
            .observe(box, { childList: true, subtree: true });
        }"""
    )
    page.locator("#embedder-start").click()
    expect(page.locator("#embedder-progress .good")).to_contain_text("바꾸었습니다", timeout=90_000)
    expect(page.locator("#settings-embedder .now")).to_contain_text("12차원")
    assert any("개 중" in text for text in page.evaluate("window.seen")), "no progress was seen"
    expect(page.locator("#embedder-cancel")).to_be_hidden()
    page.get_by_role("tab", name="묻기").click()
    ask(page, ASKED)
    expect(page.locator("#chat")).to_contain_text("5,700억 원")


def test_a_server_that_others_reach_can_only_be_looked_at(browser, made, tmp_path):
    (tmp_path / "config.toml").write_text("", "utf-8")
    (tmp_path / "library").symlink_to(made / "library")
    with serving(tmp_path, "--host", "0.0.0.0", "--length", "normal") as address:
        page = browser.new_page()
        page.goto(address.replace("0.0.0.0", "127.0.0.1"))
        expect(page.locator("html[data-ready]")).to_be_attached()
        open_settings(page)
        expect(page.locator("#settings .notice.warn").first).to_contain_text("볼 수만")
        expect(page.locator("#setting-length input").first).to_be_disabled()
        expect(page.locator("#settings-answers .locked").first).to_contain_text("명령행")
        for field in ("#llm-save", "#llm-try", "#embedder-ask"):
            expect(page.locator(field)).to_be_disabled()
        expect(page.locator("#llm-name textarea, #llm-name input")).to_be_disabled()
        expect(page.locator("#setting-history input").first).to_be_disabled()
        # The look is the reader's own everywhere.
        expect(page.locator("#look-theme input").first).to_be_enabled()
        page.close()
    assert settings_of(tmp_path) == {}
