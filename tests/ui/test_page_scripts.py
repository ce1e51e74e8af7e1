"""What the page's scripts do by themselves, on a page that holds only what they look for."""

import pytest

from tests.ui.chromium import IN_A_BROWSER
from ui.web import assets

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
pytestmark = IN_A_BROWSER
SCRIPTS = assets.Path(assets.__file__).parent / "script"
PAGE = """<!doctype html><html lang="ko"><body>
<div id="query"><input></div><button id="find">찾기</button><div id="results"></div>
<script>
window.geungeoWords = { ko: {} };
window.searched = [];
document.getElementById("find").addEventListener("click", () => {
  searched.push(document.querySelector("#query input").value);
});
</script></body></html>"""


def test_a_search_of_the_address_begins_though_nothing_else_is_drawn(browser):
    page = browser.new_page()
    page.route("http://page/**", lambda way: way.fulfill(body=PAGE, content_type="text/html"))
    page.goto("http://page/?q=%EC%98%88%EC%82%B0")
    for name in ("page", "search", "chat"):
        page.add_script_tag(content=(SCRIPTS / f"{name}.js").read_text(encoding="utf-8"))
    page.wait_for_timeout(300)
    assert page.evaluate("searched") == []
    page.evaluate("geungeo.ready()")
    page.wait_for_function("searched.length")
    page.wait_for_timeout(300)
    assert page.evaluate("searched") == ["예산"]
    page.close()
