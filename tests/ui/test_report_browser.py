"""The evaluation's report in a browser: it filters, folds out, fits and fetches nothing."""

import pytest

from assistant import render_report
from tests.assistant.test_evaluation import HITS, run
from tests.ui.chromium import IN_A_BROWSER

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
pytestmark = IN_A_BROWSER


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    evaluation = run(search=lambda query, *, top_k, mode: HITS)
    path.write_text(render_report(evaluation), "utf-8")
    return path.as_uri()


@pytest.fixture
def open_report(browser, report):
    """Open the page; in the end it had fetched nothing but itself and complained of nothing."""
    contexts, requests, complaints = [], [], []

    def open_one(width=1200, height=800, **settings):
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        context.on("request", lambda request: requests.append(request.url))
        context.on("console", lambda m: m.type == "error" and complaints.append(m.text))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        page = context.new_page()
        page.goto(report)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert requests and {url.partition("#")[0] for url in requests} == {report}
    assert not complaints


def rows(page):
    """Return the ids of the questions that are seen, in their order."""
    return [
        row.locator(".id").first.inner_text()
        for row in page.locator("#list > details").all()
        if row.is_visible()
    ]


def test_questions_are_filtered_sorted_and_folded_out(open_report):
    page = open_report()
    everything = ["capital", "people", "river", "gdp"]
    assert rows(page) == everything
    page.locator("select[data-of=style]").select_option("keyword")
    assert rows(page) == ["people"]
    expect(page.locator("#shown")).to_have_text("1 / 4")
    page.locator("#filters button").click()
    assert rows(page) == everything
    page.locator("#filters input[type=search]").fill("한강")
    # Only where the gold answer says it, and in the passages that every question found.
    assert "river" in rows(page)
    page.locator("#filters input[type=search]").fill("인구 몇")
    assert rows(page) == ["people"]
    page.locator("#filters button").click()
    page.locator("select[data-sort]").select_option("rank")
    assert rows(page) == ["river", "people", "capital", "gdp"]
    page.locator("#missed").check()
    assert rows(page) == ["river", "people", "gdp"]
    second = page.locator("#list > details").nth(1)
    expect(second.get_by_text("정답 근거")).to_be_hidden()
    second.locator("summary").first.click()
    expect(second.get_by_text("정답 근거")).to_be_visible()


def test_without_a_script_everything_is_there_but_the_filters(open_report):
    page = open_report(java_script_enabled=False)
    assert rows(page) == ["capital", "people", "river", "gdp"]
    expect(page.locator("#filters")).to_be_hidden()
    page.locator("#missed").check()
    assert rows(page) == ["people", "river", "gdp"]


@pytest.mark.parametrize("width", [360, 768, 1400])
def test_the_page_is_never_wider_than_the_window(open_report, width):
    page = open_report(width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    charts = page.locator("svg.chart")
    assert charts.count() >= 5
    for chart in charts.all():
        box = chart.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width


def test_text_can_be_read_by_day_and_by_night(open_report):
    """Contrast of text against its ground, WCAG 2.1: at least 4.5 to 1."""
    measure = """() => {
      const light = (name) => {
        const hex = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
        const long = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, "$&$&") : hex;
        const parts = [1, 3, 5].map((at) => parseInt(long.slice(at, at + 2), 16) / 255)
          .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
      };
      const ratio = (ink, ground) => {
        const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
      };
      return [["--ink", "--bg"], ["--ink", "--card"], ["--soft", "--bg"], ["--soft", "--card"],
        ["--good", "--good-bg"], ["--bad", "--bad-bg"], ["--accent", "--bg"],
        ["--ink", "--note-bg"]].map(([ink, ground]) => [ink, ground, ratio(ink, ground)]);
    }"""
    for scheme in ("light", "dark"):
        found = open_report(color_scheme=scheme).evaluate(measure)
        assert [(scheme, *row) for row in found if row[2] < 4.5] == []
