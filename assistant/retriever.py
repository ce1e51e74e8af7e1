"""The library as a LangChain retriever, for those who build their own chains."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from assistant.assistant import TOP_K, Assistant
from index import Filters, Hit


class GeungeoRetriever(BaseRetriever):
    """Returns passages as LangChain documents, best first.

    `page_content` is the passage as shown; `metadata` its address (document, title, page,
    page_label, heading, start, end, passage_id) and `score` (0 to 1, higher is better).
    `filters` hold it to some of the documents and passages.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    top_k: int = Field(default=TOP_K, ge=1, le=100)
    filters: Filters | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        hits = self.assistant.retrieve(query, top_k=self.top_k, filters=self.filters)
        return [_to_langchain(hit) for hit in hits]


def _to_langchain(hit: Hit) -> LangChainDocument:
    passage = hit.passage
    return LangChainDocument(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "document": hit.document.source,
            "title": hit.document.title,
            "page": passage.page,
            "page_label": hit.document.page_label(passage.page),
            "heading": list(passage.heading),
            "start": passage.span.start,
            "end": passage.span.end,
            "passage_id": passage.id,
            "score": hit.score,
        },
    )
