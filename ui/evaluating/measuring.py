"""One run over a gold set: what `geungeo eval` and the page both do, and how it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Protocol

from assistant import (
    Answer,
    Comparison,
    Evaluation,
    EvaluationProgress,
    GoldQuestion,
    Retrieve,
    evaluate,
)
from corpus import Document
from index import Hit, LibraryStatus
from ui.exporting import Exportable
from ui.messages import Lang, text

Json = dict[str, Any]


class Measurable(Exportable, Protocol):
    """What a run needs of a library; `index.Library` is one."""

    def search(
        self, query: str, *, top_k: int, mode: Literal["lexical", "dense", "hybrid"]
    ) -> Sequence[Hit]:
        """Search by one leg alone, or by both."""
        ...


class Ask(Protocol):
    """Answers a question; `assistant.Assistant.ask` is one."""

    def __call__(self, question: str, context: Sequence[str]) -> Answer:
        """Return the answer."""
        ...


def measure_gold(
    gold: Sequence[GoldQuestion],
    library: Measurable,
    ask: Ask,
    *,
    has_baselines: bool = True,
    ablated: Mapping[str, Retrieve] | None = None,
    left_out: Sequence[str] = (),
    progress: Callable[[EvaluationProgress], None] | None = None,
) -> Evaluation:
    """Ask every question of `ask` and measure against the library's documents.

    Raises:
        GoldError: no quotation of the set stands in the library.
    """
    return evaluate(
        gold,
        documents=list_searchable(library),
        ask=ask,
        search=library.search if has_baselines else None,
        ablated=ablated or {},
        find_passage=library.passage,
        has_baselines=has_baselines,
        left_out=left_out,
        progress=progress,
    )


def list_searchable(library: Exportable) -> list[Document]:
    """Return the documents that can be searched, as the library lists them."""
    records = library.documents()
    return [library.document(record.id) for record in records if record.state == "indexed"]


def run_to_record(
    evaluation: Evaluation,
    status: LibraryStatus,
    gold: str,
    *,
    llm: str = "",
    reranker: str = "",
    comparison: Comparison | None = None,
) -> Json:
    """Return a run as `geungeo eval --json` writes it; `gold` is the file's name."""
    record = evaluation.to_dict()
    record["about"] = {
        "gold": gold,
        "documents": status.documents - status.failed,
        "passages": status.passages,
        "encoder": status.encoder,
        "fingerprint": status.fingerprint,
        "llm": llm,
        "reranker": reranker,
    }
    if comparison is not None:
        record["comparison"] = comparison.to_dict()
    return record


def say_subtitle(status: LibraryStatus, gold: str, lang: Lang) -> str:
    """Return the line of a report that says what was measured."""
    return text(
        "eval-subtitle",
        lang,
        gold=gold,
        documents=status.documents - status.failed,
        passages=status.passages,
        model=status.encoder,
    )
