"""How the server begins, bears its visitors and ends."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import httpx
import pytest

from tests.benchmarks.chat_clients import Person
from tests.ui.command_line import run
from tests.ui.web_server import ROOT
from ui import commands
from ui.web.sessions import MAX_PAGES

QUESTION = "시장 성장과 정부 예산은?"


@contextmanager
def server(folder):
    """Yield a server with its address; what it says of trouble can be read."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.web_server", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONUNBUFFERED": "1"},
    )
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


def ask(address, way):
    """Do something with people at `address`: `way` gets what makes one."""

    async def go():
        async with httpx.AsyncClient(base_url=address, timeout=30) as client:
            config = (await client.get("/config")).json()
            return await way(client, lambda: Person(client, config))

    return asyncio.run(asyncio.wait_for(go(), 60))


def test_a_taken_port_is_said_before_anything_is_loaded(capsys, library, monkeypatch):
    monkeypatch.setattr(commands, "_open", lambda *_, **__: pytest.fail("the library was opened"))
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        code, out, err = run(capsys, "serve", "--library", library, "--port", port)
    assert (code, out) == (1, "")
    assert str(port) in err and str(port + 1) in err and len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_it_ends_quietly_in_the_middle_of_an_answer(tmp_path, name):
    with server(tmp_path) as (process, address):

        async def begin(client, person):
            one = person()
            joined = await client.post("/gradio_api/queue/join", json=one.body(QUESTION))
            joined.raise_for_status()
            ways = {"session_hash": one.session}
            async with client.stream("GET", "/gradio_api/queue/data", params=ways) as told:
                async for line in told.aiter_lines():
                    if "process_generating" in line:
                        process.send_signal(getattr(signal, name))
                        return

        ask(address, begin)
        began = time.monotonic()
        _, trouble = process.communicate(timeout=20)
        assert time.monotonic() - began < 10
        assert process.returncode == 0 and trouble == ""


def test_who_leaves_or_reads_slowly_holds_nobody_up(tmp_path):
    with server(tmp_path) as (_, address):

        async def leave(client, person):
            gone, slow, other = person(), person(), person()
            for one in (gone, slow):
                await client.post("/gradio_api/queue/join", json=one.body(QUESTION))
            for one in (gone, slow):
                ways = {"session_hash": one.session}
                async with client.stream("GET", "/gradio_api/queue/data", params=ways) as told:
                    await anext(told.aiter_lines())
                    if one is slow:
                        # Nobody reads here, and the others are answered all the same.
                        taken = await asyncio.gather(*(person().ask(QUESTION) for _ in range(4)))
            again = await gone.ask("물류비 비중은?")
            return [*taken, again, await other.ask("인력 양성은?")]

        assert len(ask(address, leave)) == 6


HELD = """
import sys, pathlib
from tests.ui.web_fakes import FakeAssistant, build_library
from ui.service import Service
from ui.web import build_server
library = build_library()
app = build_server(Service(library, FakeAssistant(library), pathlib.Path(sys.argv[1])))
print([type(r.app.state_holder).__name__ for r in app.routes if hasattr(r, "app") and hasattr(r.app, "state_holder")])
"""


def test_the_server_remembers_little_of_a_page(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", HELD, tmp_path], cwd=ROOT, capture_output=True, text=True
    )
    assert told.stdout.strip() == "['SmallSessions']", told.stderr


@pytest.fixture(scope="module")
def blocks():
    import gradio as gr

    async def build():
        with gr.Blocks(analytics_enabled=False) as blocks:
            gr.State(())
            gr.Textbox("")
        blocks.state_session_capacity = MAX_PAGES
        return blocks

    # In a loop that is closed again: without one it leaves one of its own open.
    return asyncio.run(build())


@pytest.fixture
def states(blocks):
    from ui.web.sessions import SmallSessions

    states = SmallSessions()
    states.set_blocks(blocks)
    return states


def test_a_day_of_visitors_leaves_little_behind(blocks, states):
    import gradio as gr

    (turns,) = (one for one in blocks.blocks.values() if isinstance(one, gr.State))
    (box,) = (one for one in blocks.blocks.values() if isinstance(one, gr.Textbox))
    for number in range(2 * MAX_PAGES):
        session = states[f"page-{number}"]
        session[turns._id] = (number,)
        session[box._id] = changed = gr.Textbox(value=str(number), render=False)
        session._update_config(box._id)
        session._update_value_in_config(box._id, "x")
        assert session[turns._id] == (number,) and session[box._id] is changed
        assert session.config_values == {}
    assert len(states.session_data) <= MAX_PAGES + 1
    assert "page-0" not in states and f"page-{2 * MAX_PAGES - 1}" in states
    assert states[f"page-{MAX_PAGES + 9}"][turns._id] == (MAX_PAGES + 9,)
    # Another page's box is as it was built.
    assert states["new"][box._id] is box and states["new"][turns._id] == ()


def test_many_threads_open_pages_at_once(states):
    def open_pages(start):
        for number in range(start, start + 400):
            assert states[f"page-{number}"] is not None

    threads = [threading.Thread(target=open_pages, args=[start]) for start in (0, 200, 400)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(states.session_data) <= MAX_PAGES + len(threads)
