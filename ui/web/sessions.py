"""What the server remembers of each open page: little, and of so many pages at most.

For links to a state of the page, which we do not offer, Gradio keeps the configuration of every
component once more for each page that was ever opened, most of a megabyte, and works it out
anew for all that an event draws.
"""

from __future__ import annotations

from threading import Lock
from types import SimpleNamespace
from typing import Any

import gradio as gr
from fastapi import FastAPI
from gradio.routes import App
from gradio.state_holder import SessionState, StateHolder
from starlette.routing import Mount

MAX_PAGES = 256
"""Pages whose state is kept; one more, and the one used longest ago resumes from the history."""


def keep_sessions_small(app: FastAPI, blocks: gr.Blocks) -> None:
    """Let the pages that are mounted in `app` be remembered by what they need alone."""
    blocks.state_session_capacity = MAX_PAGES
    for route in app.router.routes:
        if isinstance(route, Mount) and isinstance(route.app, App):
            route.app.state_holder = SmallSessions()
            route.app.state_holder.set_blocks(blocks)


class SmallSessions(StateHolder):
    """The pages' sessions by their names, the one used longest ago first."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._finding = Lock()

    def __getitem__(self, session_id: str) -> SessionState:
        # At once: another thread's page may be the one too many, and this one the oldest.
        with self._finding:
            if session_id not in self.session_data:
                self.session_data[session_id] = SmallSession(self.blocks)
            return super().__getitem__(session_id)


class SmallSession(SessionState):
    """A page's own components and values, without their configuration."""

    def __init__(self, blocks: gr.Blocks) -> None:
        """Begin as the page does."""
        # There is nothing to work out the configuration of.
        without: Any = SimpleNamespace(default_config=blocks.default_config, blocks={})
        super().__init__(without)

    def __setitem__(self, key: int, value: Any) -> None:  # noqa: ANN401 - any value of a component
        if isinstance(self.blocks_config.blocks.get(key), gr.State):
            super().__setitem__(key, value)
            self.config_values.clear()
        else:
            self.blocks_config.blocks[key] = value

    def _update_config(self, key: int) -> None:
        """Work nothing out."""

    def _update_value_in_config(self, key: int, value: Any) -> None:  # noqa: ANN401
        """Keep nothing."""
