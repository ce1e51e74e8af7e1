"""Starting quickly and staying small: what the server loads, and when it works ahead."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.ui.web_fakes import FakeAssistant, build_library
from ui.freeing import bound_arenas, free_unused, settle
from ui.rush import Rush
from ui.service import Service

ROOT = Path(__file__).resolve().parents[2]
# Seconds and hundreds of megabytes that a chat without a language model has no use for.
HEAVY = (
    "torch",
    "sentence_transformers",
    "transformers",
    "langchain",
    "langchain_core",
    "mcp",
    "pyarrow",
)
WATCHED = """
import sys
from ui.cli import main
from ui import commands, serving
from ui.web.importing import import_gradio
import os, pathlib
wrote = []
kept = pathlib.Path.write_text
pathlib.Path.write_text = lambda self, *a, **k: wrote.append(str(self)) or kept(self, *a, **k)
import_gradio()
import ui.web.app
from gradio.component_meta import create_or_modify_pyi
assert create_or_modify_pyi.__module__ == "ui.web.importing", create_or_modify_pyi
print([name for name in %r if name in sys.modules], wrote, len(sys.meta_path))
"""


def test_nothing_heavy_is_imported_and_nothing_written_at_the_start():
    told = subprocess.run(
        [sys.executable, "-c", WATCHED % (HEAVY,)], cwd=ROOT, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    heavy, wrote = told.stdout.rsplit(" ", 1)[0].split("] [")
    assert (heavy, wrote) == ("[", "]"), told.stdout


def test_gradio_without_its_stubs_has_all_its_components():
    import gradio as gr

    for kind in ("Chatbot", "Textbox", "HTML", "File", "Radio", "State"):
        assert callable(getattr(gr, kind))
    assert callable(gr.Chatbot.like) and callable(gr.Textbox.submit)


def test_memory_is_freed_where_the_system_can_and_nowhere_fails():
    bound_arenas()
    settle()
    free_unused()


def test_background_work_waits_for_questions():
    rush, order = Rush(), []
    with rush.at_work():
        waiter = threading.Thread(
            target=lambda: (rush.wait_for_pause(), order.append("background"))
        )
        waiter.start()
        waiter.join(0.2)
        order.append("question")
    waiter.join(5)
    assert order == ["question", "background"]


def test_background_work_is_not_held_up_for_ever(monkeypatch):
    monkeypatch.setattr("ui.rush._MOST_S", 0.1)
    rush = Rush()
    with rush.at_work():
        rush.wait_for_pause()


@pytest.fixture
def service(tmp_path):
    library = build_library()
    return Service(library, FakeAssistant(library), tmp_path)


@pytest.mark.parametrize("way", ["ask", "search", "stream"])
def test_every_question_counts_as_work_until_its_end(service, way):
    counts, find = [], service.library.search
    service.library.search = lambda *a: counts.append(service.rush._count) or find(*a)
    told = getattr(service, way)("시장 성장")
    if way == "stream":
        next(told)
        assert service.rush._count == 1
        told.close()
    assert counts[0] == 1 and service.rush._count == 0


def test_a_failure_while_loading_or_warming_up_is_the_first_askers(service):
    class Broken:
        def __getattr__(self, name):
            raise OSError(name)

    service._assistant = service.library = Broken()
    service.load()
    service.warm_up()


def test_passages_are_read_few_at_a_time(service):
    read = []
    service._assistant.prepare = lambda passages: read.append(len(passages))
    began = time.monotonic()
    service.warm_up()
    total = sum(len(service.library.passages(r.id)) for r in service.documents())
    assert sum(read) == total and max(read) <= 4 and time.monotonic() - began < 5
