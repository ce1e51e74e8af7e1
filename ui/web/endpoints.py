"""The named endpoints for scripts: the same JSON as the command line's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar

import gradio as gr
from gradio.context import get_blocks_context
from gradio.events import api
from gradio.utils import get_function_description

from corpus import GeungeoError
from ui.abilities import Abilities
from ui.messages import describe
from ui.service import Service

# Questions at once; they share it with each other alone.
_AT_ONCE = 4
T = TypeVar("T")
# What a script might give, by the parameter's name.
_EXAMPLES: dict[str, Any] = {
    "question": "시범사업 예산은 얼마인가?",
    "context": ["시범사업은 언제 시작하나?"],
    "query": "시범사업 예산",
    "top_k": 10,
    "filters": {"folder": "2024", "from": "2024-06", "kind": ["prose", "table"]},
    "passage_id": "4f2a7c9e1b3d5f60718293a4",
    "document": "보고서.pdf",
    "page": 1,
}


def add_endpoints(service: Service) -> None:
    """Register the endpoints in the Blocks at hand.

    What is narrowed has endpoints of its own: another parameter would break every script that
    gives the parameters by their places.
    """
    able = Abilities(service)

    def ask(question: str, context: list[str] | None = None) -> dict[str, Any]:
        """Answer a question from the documents, each sentence with its checked citations.

        Args:
            question: What to find out, in Korean, English or Chinese.
            context: The questions before it, oldest first, when it is a follow-up.
        """
        return _said(lambda: able.ask(question, context))

    def ask_stream(
        question: str, context: list[str] | None = None, filters: dict[str, Any] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Answer a question as ask does, the answer again and again as it grows, at last whole.

        Args:
            question: What to find out, in Korean, English or Chinese.
            context: The questions before it, oldest first, when it is a follow-up.
            filters: What to rest on, as in ask_within; none for all documents.
        """
        parts = _said(lambda: able.ask_stream(question, context, filters))
        end: dict[str, Any] = {}
        while (part := _said(lambda: next(parts, end))) is not end:
            yield part

    def search(query: str, top_k: int = 10) -> dict[str, Any]:
        """Find the passages that speak to a query, best first.

        Args:
            query: Words or a sentence.
            top_k: How many passages at most, up to 100.
        """
        return _said(lambda: able.search(query, top_k))

    def ask_within(
        question: str, filters: dict[str, Any], context: list[str] | None = None
    ) -> dict[str, Any]:
        """Answer a question from some of the documents alone.

        Args:
            question: What to find out, in Korean, English or Chinese.
            filters: What to rest on, each name with a value or a list of them: "document" and "folder" (ends of paths, * and ? allowed), "collection", "from" and "to" (2015, 2015-06 or 2015-06-30; undated documents are left out), "format" (pdf, hwpx, ...), "kind" (prose, list, table, footnote, caption) and "written_in" (ko, en, zh).
            context: The questions before it, oldest first, when it is a follow-up.
        """  # noqa: E501 - a client shows one line a parameter
        return _said(lambda: able.ask(question, context, filters))

    def search_within(query: str, filters: dict[str, Any], top_k: int = 10) -> dict[str, Any]:
        """Find the passages that speak to a query in some of the documents alone, best first.

        Args:
            query: Words or a sentence.
            filters: What to look at, as in ask_within.
            top_k: How many passages at most, up to 100.
        """
        return _said(lambda: able.search(query, top_k, filters))

    def list_documents() -> dict[str, Any]:
        """List the documents with their states, sizes and losses."""
        return _said(able.list_documents)

    def list_collections() -> dict[str, Any]:
        """List the collections: what a name in the filter "collection" may be."""
        return _said(able.list_collections)

    def get_passage(passage_id: str) -> dict[str, Any]:
        """Return one passage with the address it can be cited by.

        Args:
            passage_id: The passage_id of a citation or a hit.
        """
        return _said(lambda: able.get_passage(passage_id))

    def get_page(document: str, page: int = 1) -> dict[str, Any]:
        """Return the text of one page of a document, as citations count it.

        Args:
            document: The name of the document, as list_documents and citations give it.
            page: The number of the page, from 1.
        """
        return _said(lambda: able.get_page(document, page))

    for asking in (ask, ask_within, ask_stream, search, search_within):
        _offer(asking, concurrency_id="api")
    for reading in (list_documents, list_collections, get_passage, get_page):
        _offer(reading)


def _offer(function: Callable[..., Any], concurrency_id: str | None = None) -> None:
    """Make a function an endpoint under its name, its parameters described with examples.

    Gradio takes the types from the function, and of its docstring only what it does.
    """
    api(
        function,
        api_name=function.__name__,
        concurrency_limit=_AT_ONCE,
        concurrency_id=concurrency_id,
    )
    blocks = get_blocks_context()
    parameters = blocks.fns[max(blocks.fns)].inputs if blocks else ()
    described = get_function_description(function)[1]
    for parameter, (name, said) in zip(parameters, described.items(), strict=True):
        # What Gradio makes of a parameter, which has no words of its own.
        one: Any = parameter
        told = {"description": said, "additional_description": said, "examples": [_EXAMPLES[name]]}
        one._api_info = {**one._api_info, **told}
        one.example_payload = partial(_EXAMPLES.__getitem__, name)


def _said(work: Callable[[], T]) -> T:
    """Return what `work` returns; an expected failure reaches the caller as its sentence."""
    try:
        return work()
    except GeungeoError as error:
        raise gr.Error(describe(error, "en"), print_exception=False) from error
