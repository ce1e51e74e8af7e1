"""Draws every screen of the chat, for whoever changes how it looks.

`python -m tests.ui.screens FOLDER` reads the sample documents, serves them and writes a PNG for
each screen in both themes and both widths; `--address URL` draws a server that runs already,
`--only NAME` one screen.
"""

import argparse
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from corpus import sample_folder
from tests.ui.chromium import CHROMIUM, FLAGS, wait_until_still

QUESTION = "그늘막은 2024년에 몇 곳 설치했어?"
QUERY = "지원금 신청 기간"
SIZES = {"wide": (1280, 850), "narrow": (390, 844)}
THEMES = ("light", "dark")
_WAIT_MS = 60_000


def empty_chat(page):
    pass


def answer(page):
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#chat .state").first.wait_for()
    page.locator("#send").wait_for()


def evidence(page):
    answer(page)
    page.locator('#chat a[href^="#src-"]').first.click()
    page.locator(".card.active").wait_for()


def conversations(page):
    answer(page)
    if not page.locator("#past[data-open]").count():
        page.locator(".past-toggle").click()


def no_answer(page):
    page.locator("#question textarea").fill("달에 사는 토끼의 이름은 무엇인가요?")
    page.keyboard.press("Enter")
    page.locator("#chat .state").first.wait_for()
    page.locator("#send").wait_for()


def documents(page):
    page.locator("#tab-documents").click()
    page.locator("#listing").wait_for()


def search(page):
    page.locator("#tab-search").click()
    page.locator("#results .prompts button").first.wait_for()


def results(page):
    page.locator("#tab-search").click()
    page.locator("#query :is(input, textarea)").fill(QUERY)
    page.keyboard.press("Enter")
    page.locator("#results .card").first.wait_for()


def filters(page):
    results(page)
    page.locator("#filters > button").click()
    page.locator("#filter-kind label").nth(2).click()
    page.locator("#chips .chip").first.wait_for()


def evaluate(page):
    page.locator("#tab-evaluate").click()


def settings(page):
    page.locator("#tab-settings").click()


SCREENS = (
    empty_chat,
    answer,
    evidence,
    no_answer,
    conversations,
    documents,
    search,
    results,
    filters,
    evaluate,
    settings,
)


def draw_screens(address, folder, only=()):
    """Write a PNG for each screen, theme and width into `folder`; yields their paths."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for screen in SCREENS:
            if only and screen.__name__ not in only:
                continue
            for theme in THEMES:
                for size, (width, height) in SIZES.items():
                    context = browser.new_context(
                        viewport={"width": width, "height": height}, color_scheme=theme
                    )
                    context.set_default_timeout(_WAIT_MS)
                    page = context.new_page()
                    page.goto(address)
                    page.locator("html[data-ready]").wait_for(state="attached")
                    screen(page)
                    wait_until_still(page)
                    path = folder / f"{screen.__name__}-{theme}-{size}.png"
                    page.screenshot(path=path)
                    context.close()
                    yield path
        browser.close()


@contextmanager
def served_samples():
    """Yield the address of a server of the sample documents."""
    start = [sys.executable, "-c", "import sys; from ui.cli import main; sys.exit(main())"]
    with tempfile.TemporaryDirectory(prefix="screens-") as folder:
        library = ["--library", folder]
        subprocess.run([*start, "index", str(sample_folder()), *library], check=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen([*start, "serve", *library, "--port", str(port)])
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(port):
    for _ in range(_WAIT_MS // 500):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    raise TimeoutError(f"no server on port {port}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--address")
    parser.add_argument("--only", nargs="*", default=(), choices=[s.__name__ for s in SCREENS])
    options = parser.parse_args()
    if options.address:
        for path in draw_screens(options.address, options.folder, options.only):
            print(path)
        return
    with served_samples() as address:
        for path in draw_screens(address, options.folder, options.only):
            print(path)


if __name__ == "__main__":
    main()
