"""The server's start: a library (the samples, where it is empty), an assistant, the page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

from assistant import Assistant, ChatGenerator
from corpus import sample_folder
from index import CollectionBook, FeedbackBook, HistoryBook, Library
from ui.config import Settings
from ui.messages import text
from ui.models import open_reranker
from ui.service import Service
from ui.terminal import ProgressLine
from ui.web import is_loopback, launch


def serve(settings: Settings, opened: Callable[[], AbstractContextManager[Library]]) -> int:
    """Serve until Ctrl-C; return the exit code."""
    lang = settings.lang
    generator = ChatGenerator(settings.llm) if settings.llm else None
    reranker = open_reranker(settings)
    with opened() as library:
        if not library.documents():
            print(text("first-samples", lang), file=sys.stderr)
            line = ProgressLine(lang)
            library.sync([sample_folder()], progress=line)
            line.clear()
        if not is_loopback(settings.host):
            print(text("listening-widely", lang, host=settings.host), file=sys.stderr)
        assistant = Assistant(library, generator, reranker=reranker)
        service = Service(
            library,
            assistant,
            settings.library / "uploads",
            feedback=FeedbackBook(settings.library),
            history=HistoryBook(settings.library) if settings.history else None,
            collections=CollectionBook(settings.library),
            models={"llm": settings.llm, "reranker": settings.reranker},
        )
        launch(
            service,
            settings.host,
            settings.port,
            on_ready=lambda url: print(text("serving", lang, url=url), flush=True),
        )
    return 0
