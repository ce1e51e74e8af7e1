"""The named endpoints for scripts: the same JSON as the command line's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.events import api

from corpus import GeungeoError
from ui.api import answer_to_dict, documents_to_dict, hits_to_dict, passage_to_dict
from ui.filters import filters_from
from ui.messages import describe
from ui.service import Service

MAX_TOP_K = 100


def add_endpoints(service: Service) -> None:
    """Register the endpoints in the Blocks at hand.

    What is narrowed has endpoints of its own: another parameter would break every script that
    gives the parameters by their places.
    """

    def ask(question: str, context: list[str] | None = None) -> dict[str, Any]:
        """Answer a question from the documents, each sentence with its checked citations.

        Args:
            question: What to find out, in Korean, English or Chinese.
            context: The questions before it, oldest first, when it is a follow-up.
        """
        return _said(lambda: answer_to_dict(service.ask(question, context or [])))

    def search(query: str, top_k: int = 10) -> dict[str, Any]:
        """Find the passages that speak to a query, best first.

        Args:
            query: Words or a sentence.
            top_k: How many passages at most, up to 100.
        """
        top_k = max(1, min(int(top_k), MAX_TOP_K))
        return _said(lambda: hits_to_dict(query, service.search(query, top_k)))

    def ask_within(
        question: str, filters: dict[str, Any], context: list[str] | None = None
    ) -> dict[str, Any]:
        """Answer a question from some of the documents alone.

        Args:
            question: What to find out, in Korean, English or Chinese.
            filters: What to rest on, each name with a value or a list of them: "document"
                and "folder" (ends of paths, * and ? allowed), "from" and "to" (2015, 2015-06 or
                2015-06-30; undated documents are left out), "format" (pdf, hwpx, ...), "kind"
                (prose, list, table, footnote, caption), "written_in" (ko, en, zh) and
                "collection" (names of collections).
            context: The questions before it, oldest first, when it is a follow-up.
        """

        def answer() -> dict[str, Any]:
            held = filters_from(filters)
            return answer_to_dict(service.ask(question, context or [], held), service.scope(held))

        return _said(answer)

    def search_within(query: str, filters: dict[str, Any], top_k: int = 10) -> dict[str, Any]:
        """Find the passages that speak to a query in some of the documents alone, best first.

        Args:
            query: Words or a sentence.
            filters: What to look at, as in ask_within.
            top_k: How many passages at most, up to 100.
        """

        def find() -> dict[str, Any]:
            held = filters_from(filters)
            hits = service.search(query, max(1, min(int(top_k), MAX_TOP_K)), held)
            return hits_to_dict(query, hits, service.scope(held))

        return _said(find)

    def list_documents() -> dict[str, Any]:
        """List the documents with their states, sizes and losses."""
        return _said(lambda: documents_to_dict(service.documents()))

    def get_passage(passage_id: str) -> dict[str, Any]:
        """Return one passage with the address it can be cited by.

        Args:
            passage_id: The id of the passage.
        """
        return _said(lambda: passage_to_dict(*service.passage(passage_id)))

    api(ask, api_name="ask")
    api(search, api_name="search")
    api(ask_within, api_name="ask_within")
    api(search_within, api_name="search_within")
    api(list_documents, api_name="list_documents")
    api(get_passage, api_name="get_passage")


def _said(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what `work` returns; an expected failure reaches the caller as its sentence."""
    try:
        return work()
    except GeungeoError as error:
        raise gr.Error(describe(error, "en"), print_exception=False) from error
