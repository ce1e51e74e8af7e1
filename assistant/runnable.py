"""The assistant as a LangChain runnable: a question goes in, a proved answer comes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answer import Answer
from assistant.assistant import Assistant
from index import Filters


class Asking(TypedDict, total=False):
    """A question with the questions `context` before it, and what it is held to."""

    question: str
    context: Sequence[str]
    filters: Filters | None


class AssistantRunnable(Runnable[str | Asking, Answer]):
    """Takes a question (a string, or a dictionary `Asking`) and gives an `Answer`.

    `stream` yields the answer growing by a sentence at a time, the last one whole: each
    takes the place of the one before. `batch`, `ainvoke`, `|` and callbacks are LangChain's.
    """

    def __init__(self, assistant: Assistant) -> None:
        """Answer with `assistant`."""
        self._assistant = assistant

    def invoke(
        self, input: str | Asking, config: RunnableConfig | None = None, **kwargs: object
    ) -> Answer:
        """Answer one question.

        Raises:
            QuestionError: the question is empty, wordless or far too long.
            ValueError: the input is neither a string nor a dictionary with a `question`.
        """
        return self._call_with_config(self._ask, input, config)

    def stream(
        self, input: str | Asking, config: RunnableConfig | None = None, **kwargs: object
    ) -> Iterator[Answer]:
        """Yield the answer as it grows; raises what `invoke` does."""
        asking = _read(input)
        yield from self._assistant.stream(
            asking["question"], asking.get("context", ()), filters=asking.get("filters")
        )

    def _ask(self, given: str | Asking) -> Answer:
        asking = _read(given)
        return self._assistant.ask(
            asking["question"], asking.get("context", ()), filters=asking.get("filters")
        )


def _read(given: str | Asking) -> Asking:
    if isinstance(given, str):
        return {"question": given}
    if isinstance(given, dict) and isinstance(given.get("question"), str):
        return given
    raise ValueError(f"a question is a string or has a 'question', got {type(given).__name__}")
