"""What is the answer, and what proves it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerSentence, Citation, Outcome
from assistant.assistant import Assistant

if TYPE_CHECKING:
    from assistant.generator import ChatGenerator
    from assistant.retriever import GeungeoRetriever

__all__ = [
    "Answer",
    "AnswerSentence",
    "Assistant",
    "ChatGenerator",
    "Citation",
    "GeungeoRetriever",
    "Outcome",
]


def __getattr__(name: str) -> object:
    """Import what needs LangChain only when it is asked for: it costs half a second."""
    if name == "GeungeoRetriever":
        from assistant.retriever import GeungeoRetriever

        return GeungeoRetriever
    if name == "ChatGenerator":
        from assistant.generator import ChatGenerator

        return ChatGenerator
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
