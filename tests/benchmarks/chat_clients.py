"""The real server as a process, and who asks it: a browser, and many people over HTTP."""

import asyncio
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.ui.chromium import CHROMIUM, FLAGS

ROOT = Path(__file__).resolve().parents[2]
_MAIN = "import sys; from ui.cli import main; sys.exit(main())"
# What the chat shows of an answer from its first part on: whether it is one.
_STATE = re.compile(r'class=\\?["\'][^"\']*\bstate\b')
_QUIET_SHARE, _QUIET_S, _MOST_QUIET_S = 0.05, 2.0, 90.0
_WATCH = """
window.watch = { first: [] };
addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.closest("#question")) return;
  watch.states = document.querySelectorAll("#chat .state").length;
  watch.at = performance.now();
}, true);
new MutationObserver(() => {
  if (watch.at === undefined) return;
  if (document.querySelectorAll("#chat .state").length <= watch.states) return;
  watch.first.push(performance.now() - watch.at);
  watch.at = undefined;
}).observe(document.body, { childList: true, subtree: true });
"""
_TIMES = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const parts = performance.getEntriesByType("resource");
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return {
    paint_ms: paint ? paint.startTime : null,
    requests: parts.length + 1,
    kilobytes: parts.reduce((sum, one) => sum + one.transferSize, page.transferSize) / 1024,
  };
}"""


class Served:
    """A server in a process of its own, with when it said that it was ready."""

    def __init__(self, process, began, address):
        self.process, self.began, self.address = process, began, address
        self.ready_s = time.perf_counter() - began

    def first_response_s(self):
        """Return the seconds from the start to the first whole page."""
        httpx.get(self.address, timeout=60).raise_for_status()
        return time.perf_counter() - self.began

    def memory_mb(self):
        """Return what the process holds, and the most that it ever held."""
        told = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text("utf-8")
        told += Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        wanted = {"rss": "Rss", "pss": "Pss", "peak": "VmHWM"}
        return {
            key: int(re.search(rf"^{name}:\s+(\d+)", told, re.M)[1]) / 1024
            for key, name in wanted.items()
        }

    def cpu_s(self):
        """Return the seconds of processor time so far."""
        told = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def wait_until_quiet(self):
        """Wait until the work ahead of the first questions is done."""
        until = time.monotonic() + _MOST_QUIET_S
        while time.monotonic() < until:
            before = self.cpu_s()
            time.sleep(_QUIET_S)
            if self.cpu_s() - before < _QUIET_SHARE * _QUIET_S:
                return


@contextmanager
def serving(library):
    """Serve a library on a free port."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", _MAIN, "--lang", "en", "serve", "--library", library, "--port", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        said = process.stdout.readline()
        yield Served(process, began, re.search(r"http://[\w.:\[\]]+", said)[0])
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        process.stdout.close()


@contextmanager
def browsing():
    """Yield a browser that has run before: its own start is not the page's."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        browser.new_page().goto("about:blank")
        yield browser
        browser.close()


def open_page(context, address):
    """Return a page that can be asked, and what opening it took."""
    page = context.new_page()
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("#question textarea").wait_for(state="visible")
    box_ms = 1000 * (time.perf_counter() - began)
    page.locator("html[data-ready]").wait_for(state="attached")
    ready_ms = 1000 * (time.perf_counter() - began)
    return page, {**page.evaluate(_TIMES), "box_ms": box_ms, "ready_ms": ready_ms}


def ask_in_browser(page, questions, turns=5):
    """Return the milliseconds from Enter to the first text of each answer on the page."""
    page.evaluate(_WATCH)
    for number, question in enumerate(questions):
        if number and not number % turns:
            page.locator("#new").click()
            page.wait_for_function("!document.querySelector('#chat .bot-row')")
        page.locator("#question textarea").fill(question)
        page.keyboard.press("Enter")
        page.wait_for_function("count => watch.first.length > count", arg=number)
        page.locator("#send").wait_for(state="visible")
    return page.evaluate("watch.first")


class Person:
    """Asks as the page does, over Gradio's queue, in a session of its own."""

    def __init__(self, client, config):
        self._client, self.session = client, secrets.token_hex(6)
        parts = {part["id"]: part for part in config["components"]}
        (self._event,) = (
            event
            for event in config["dependencies"]
            for target, name in event["targets"]
            if name == "submit" and parts[target]["props"].get("elem_id") == "question"
        )
        given = [parts[number] for number in self._event["inputs"]]
        self._rest = [_initial(part) for part in given[1:]]

    def body(self, question):
        """Return what the page sends for a question."""
        return {
            "data": [question, *self._rest],
            "fn_index": self._event["id"],
            "session_hash": self.session,
            "trigger_id": None,
            "event_data": None,
        }

    async def ask(self, question):
        """Return the milliseconds to the first text of the answer and to its end."""
        began = time.perf_counter()
        joined = await self._client.post("/gradio_api/queue/join", json=self.body(question))
        joined.raise_for_status()
        first, drawn = None, False
        ways = {"session_hash": self.session}
        async with self._client.stream("GET", "/gradio_api/queue/data", params=ways) as told:
            async for line in told.aiter_lines():
                # The first drawing shows the question, with the answers before it.
                if first is None and drawn and _STATE.search(line):
                    first = 1000 * (time.perf_counter() - began)
                drawn = drawn or '"process_generating"' in line
                if '"process_completed"' in line:
                    done = json.loads(line.removeprefix("data:"))
                    if not done["success"] or first is None:
                        raise RuntimeError(f"no answer: {line[:300]}")
                    return first, 1000 * (time.perf_counter() - began)
        raise RuntimeError("the stream ended before the answer")


def _initial(part):
    """Return what the page sends of a component that nobody has touched."""
    value = part["props"].get("value")
    if part["type"] == "state":
        return None
    return "" if value is None and part["type"] == "textbox" else value


def ask_at_once(address, questions, people):
    """Return (first text, end) in milliseconds: `people` ask at the same moment, again and again.

    Every round begins when the one before has ended, each with questions of its own.
    """

    async def go():
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
            config = (await client.get("/config")).json()
            crowd = [Person(client, config) for _ in range(people)]
            taken = []
            for at in range(0, len(questions) - people + 1, people):
                asked = questions[at : at + people]
                pairs = zip(crowd, asked, strict=True)
                taken += await asyncio.gather(*(person.ask(one) for person, one in pairs))
            return taken

    # In a thread of its own: the browser's driver has a loop in this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, go()).result()
