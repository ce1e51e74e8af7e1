"""Every format through the page of the real server: uploaded, read, asked about, read again."""

import os
import re
import signal
import subprocess
import sys

import pytest
from gradio_client import Client

from tests.corpus.small_files import small_file
from tests.ui.chromium import IN_A_BROWSER
from tests.ui.command_line import make_library
from tests.ui.test_browser import open_page as open_page
from tests.ui.web_server import ROOT

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
pytestmark = IN_A_BROWSER
LIGHTS, DISTRICT = ("바다시는 등대 몇 곳을 고쳤나요?", "열두"), ("동구의 실적은 얼마인가요?", "5")
ASKED = {
    "txt": LIGHTS, "md": LIGHTS, "html": LIGHTS, "csv": DISTRICT, "pdf": LIGHTS, "hwpx": LIGHTS,
    "hwp": LIGHTS, "docx": LIGHTS, "pptx": LIGHTS, "xlsx": DISTRICT, "epub": LIGHTS, "eml": LIGHTS,
    "zip": LIGHTS,
}  # fmt: skip
_SERVE = "import sys; from ui.cli import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    library = make_library(tmp_path_factory.mktemp("formats"), "# 메모\n\n하늘은 높다.\n")
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE, "serve", "--library", str(library), "--port", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONUNBUFFERED": "1"},
    )
    try:
        yield re.search(r"http://\S+", process.stdout.readline()).group()
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def test_each_format_is_uploaded_with_progress_asked_about_and_read_again(
    open_page, address, tmp_path
):
    files = []
    for kind in ASKED:
        path = tmp_path / f"등대-{kind}.{kind}"
        path.write_bytes(small_file(f"a.{kind}"))
        files.append(path)
    broken = tmp_path / "깨진.pdf"
    broken.write_bytes(b"%PDF-1.7\n" + b"\0" * 400)
    page = open_page()
    page.get_by_role("tab", name="문서", exact=True).click()
    page.locator("#upload input[type=file]").set_input_files([*files, broken])
    expect(page.locator("#progress .job-files li")).to_have_count(14, timeout=30_000)
    end = page.locator("#progress .job.ended .notice")
    expect(end).to_contain_text("1개는 넣지 못했습니다.", timeout=120_000)
    expect(end.locator(".failures li")).to_have_count(1)
    expect(end).to_contain_text("깨진.pdf")
    # An archive's members are documents of their own.
    expect(page.locator("#listing tr[data-key]")).to_have_count(1 + 12 + 2 + 1, timeout=30_000)
    client = Client(address, verbose=False)
    for kind, (question, said) in ASKED.items():
        held = {"folder" if kind == "zip" else "document": f"등대-{kind}.{kind}"}
        answer = client.predict(question, held, api_name="/ask_within")
        assert said in answer["answer"], (kind, answer["answer"])
        assert {c["document"].split("/")[0] for c in answer["citations"]} == {f"등대-{kind}.{kind}"}
    page.locator("#dismiss").click()
    page.locator("#reread-all").click()
    expect(page.locator("#progress .job.ended")).to_contain_text(
        "문서 15건을 다시 읽었습니다.", timeout=120_000
    )
    assert said in client.predict(question, held, api_name="/ask_within")["answer"]
