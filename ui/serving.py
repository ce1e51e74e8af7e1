"""The server's start: a library (the samples, where it is empty), an assistant, the page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, closing

from assistant import Assistant
from corpus import sample_folder
from index import CollectionBook, FeedbackBook, HistoryBook, Library
from ui.config import Configuration
from ui.mcp import serve_stdio
from ui.messages import text
from ui.models import open_reranker
from ui.service import Service
from ui.settings.controls import Controls
from ui.settings.current_library import CurrentLibrary
from ui.settings.desk import Desk
from ui.settings.embedder_change import EmbedderChange
from ui.settings.language_model import make_generator
from ui.settings.on_duty import OnDuty
from ui.terminal import ProgressLine
from ui.web import is_loopback, launch, listen


def serve(
    configuration: Configuration, opened: Callable[[], AbstractContextManager[Library]]
) -> int:
    """Serve until Ctrl-C; return the exit code."""
    settings = configuration.settings
    lang = settings.lang
    generator = make_generator(settings, configuration.environ)
    reranker = open_reranker(settings)
    # Before anything is loaded: that a port is taken is said at once, who comes early waits.
    with closing(listen(settings.host, settings.port)) as listener, opened() as library:
        if not library.documents():
            print(text("first-samples", lang), file=sys.stderr)
            line = ProgressLine(lang)
            library.sync([sample_folder()], progress=line)
            line.clear()
        is_local = is_loopback(settings.host)
        if not is_local:
            print(text("listening-widely", lang, host=settings.host), file=sys.stderr)
        assistant = OnDuty(library, generator, reranker=reranker, length=settings.length)
        current = CurrentLibrary(library)
        service = Service(
            current.as_library(),
            assistant,
            settings.library / "uploads",
            feedback=FeedbackBook(settings.library),
            history=HistoryBook(settings.library) if settings.history else None,
            collections=CollectionBook(settings.library),
            models={"llm": settings.llm, "reranker": settings.reranker},
        )
        desk = Desk(configuration, service, current, assistant, reranker, is_local=is_local)
        with closing(desk):
            launch(
                service,
                settings.host,
                settings.port,
                controls=Controls(desk, EmbedderChange(desk, service)),
                on_ready=lambda url: print(text("serving", lang, url=url), flush=True),
                listener=listener,
            )
    return 0


def serve_programs(
    configuration: Configuration, opened: Callable[[], AbstractContextManager[Library]]
) -> int:
    """Serve another program over standard input and output; return the exit code."""
    settings = configuration.settings
    generator = make_generator(settings, configuration.environ)
    reranker = open_reranker(settings)
    with opened() as library:
        assistant = Assistant(library, generator, reranker=reranker, length=settings.length)
        service = Service(
            library,
            assistant,
            settings.library / "uploads",
            collections=CollectionBook(settings.library),
        )
        serve_stdio(service)
    return 0
