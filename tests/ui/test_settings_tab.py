"""The settings tab as it is opened: what is being written there is not taken away."""

import asyncio

import gradio as gr
import pytest

from tests.ui.test_desk import at_desk
from tests.ui.test_desk import made as made
from ui.settings.controls import Controls
from ui.settings.embedder_change import EmbedderChange
from ui.web.labels import Labels
from ui.web.settings.tab import SettingsTab


@pytest.fixture
def tab(made, tmp_path):
    """The tab over a desk with a model set, and the desk."""
    content = 'llm = "openai:small"\nllm_address = "http://127.0.0.1:9/v1"\n'
    with at_desk(made, tmp_path, content=content) as (desk, service):
        controls = Controls(desk, EmbedderChange(desk, service))

        async def build():
            with gr.Blocks(analytics_enabled=False):
                return SettingsTab(service, controls, Labels(), gr.Radio())

        # In a loop that is closed again: without one Gradio leaves one of its own open.
        yield asyncio.run(build()), desk


def written(tab):
    """Return the boxes that are written in or chosen from."""
    return {tab._llm.name, tab._llm.address, *(row.field for row in (*tab._choices, *tab._texts))}


def test_opened_as_it_was_built_only_what_is_read_is_drawn(tab):
    tab, _ = tab
    assert tab._llm.name.value == "openai:small"
    assert "127.0.0.1:9" in tab._llm.goes.value
    assert set(tab._open(tab._drawn.value, "ko")) == {tab.facts, tab.start}


def test_what_changed_elsewhere_is_drawn_and_what_was_said_here_stays(tab):
    tab, desk = tab
    desk.change({"length": "brief"})
    drawn = tab._open(tab._drawn.value, "ko")
    assert written(tab) <= set(drawn)
    assert not {section.note for section in (*tab._choices, *tab._texts, tab._llm)} & set(drawn)
    # Once: then the page shows it.
    assert set(tab._open(drawn[tab._drawn], "ko")) == {tab.facts, tab.start}
    assert written(tab) <= set(tab._open(drawn[tab._drawn], "en"))


def test_what_was_saved_here_is_shown_already(tab):
    tab, desk = tab
    desk.change({"length": "detailed"})
    settled = tab._settle("ko")
    assert "자세히" in settled[tab.facts]
    assert set(tab._open(settled[tab._drawn], "ko")) == {tab.facts, tab.start}
