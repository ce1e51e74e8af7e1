"""The page goes on listening where a question crosses the word that nothing is under way."""

import pytest

from tests.ui.chromium import IN_A_BROWSER
from ui.web import assets

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytestmark = IN_A_BROWSER
SCRIPT = assets.Path(assets.__file__).parent / "script" / "stream.js"
# A server that a reader can compute: each stream says what stands in `streams`, one after another;
# a join is answered when `release` is called.
SERVER = """
window.asked = [];
window.streams = [];
window.fetch = (address) => {
  const url = String(address.url ?? address);
  asked.push(url);
  if (url.includes("join"))
    return new Promise((go) => { window.release = (id) => go(Response.json({ event_id: id })); });
  const cut = (go) => address.signal.addEventListener("abort", () => go("cut"));
  if (window.hangs === "never") return Promise.reject("down");
  if (window.hangs?.startsWith("before")) return new Promise((_, no) => cut(no));
  if (window.hangs)
    return Promise.resolve(new Response(new ReadableStream({ start: (body) => cut(body.error.bind(body)) })));
  const said = streams.shift().map((one) => `data: ${JSON.stringify(one)}\\n\\n`);
  return Promise.resolve(new Response(new Blob(said).stream(), { status: 200 }));
};
"""
CLOSE = {"msg": "close_stream", "event_id": None}


def done(event):
    # A document's words never count as the server's.
    said = '"msg": "close_stream"'
    return {"msg": "process_completed", "event_id": event, "output": {"data": [said]}}


@pytest.fixture
def page(browser):
    page = browser.new_page()
    page.add_script_tag(content=SERVER)
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    yield page
    page.close()


def heard(page):
    """Return the kinds and events of what a listener hears until the stream ends."""
    told = page.evaluate(
        """async () => {
          const text = await (await fetch("/gradio_api/queue/data?x")).text();
          const all = text.split("\\n\\n").filter(Boolean).map((one) => JSON.parse(one.slice(6)));
          return all.map((one) => [one.msg, one.event_id]);
        }"""
    )
    return [tuple(one) for one in told]


def test_with_nothing_under_way_the_stream_ends_as_the_server_says(page):
    page.evaluate("said => { streams = said; }", [[done("a"), CLOSE]])
    assert heard(page) == [("process_completed", "a"), ("close_stream", None)]
    assert page.evaluate("asked.length") == 1


def test_a_question_that_crosses_the_end_is_heard(page):
    page.evaluate("said => { streams = said; }", [[done("a"), CLOSE], [done("b"), CLOSE]])
    page.evaluate("() => { fetch('/gradio_api/queue/join?').then(() => {}); }")
    page.evaluate("() => { setTimeout(() => release('b'), 200); }")
    assert heard(page) == [
        ("process_completed", "a"),
        ("process_completed", "b"),
        ("close_stream", None),
    ]
    assert page.evaluate("asked.filter((one) => one.includes('data')).length") == 2


def test_a_question_that_was_taken_before_the_end_is_heard_too(page):
    page.evaluate("said => { streams = said; }", [[CLOSE], [done("b"), CLOSE]])
    page.evaluate(
        "async () => { const answer = fetch('/gradio_api/queue/join?'); release('b');"
        " await (await answer).json(); }"
    )
    assert heard(page) == [("process_completed", "b"), ("close_stream", None)]


def test_what_was_done_before_it_was_taken_holds_nothing_up(page):
    page.evaluate("said => { streams = said; }", [[done("b"), CLOSE]])
    page.evaluate("() => { fetch('/gradio_api/queue/join?').then(() => {}); }")
    page.evaluate("() => { setTimeout(() => release('b'), 200); }")
    assert heard(page) == [("process_completed", "b"), ("close_stream", None)]
    assert page.evaluate("asked.filter((one) => one.includes('data')).length") == 1


@pytest.mark.parametrize("at", ["before it answers", "while it answers"])
def test_a_page_that_is_left_hears_no_error(page, at):
    told = page.evaluate(
        """async (at) => {
          const gone = new AbortController();
          window.hangs = at;
          const asked = new Request("http://page/gradio_api/queue/data?x", { signal: gone.signal });
          const answer = fetch(asked);
          if (at.startsWith("while")) await answer;
          gone.abort();
          return answer.then((one) => one.text()).catch((error) => `error: ${error}`);
        }""",
        at,
    )
    assert told == ""


def test_an_error_of_a_page_that_is_not_left_is_told(page):
    told = page.evaluate(
        """() => {
          window.hangs = "never";
          return fetch("http://page/gradio_api/queue/data?x").catch((error) => `error: ${error}`);
        }"""
    )
    assert told == "error: down"
