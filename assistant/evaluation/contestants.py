"""Other ways to search, measured on the same questions as the assistant.

BM25 over plain windows, by words and by morphemes; the library's two legs alone, and their
fusion without the assistant's ranking; and the assistant without one of its steps.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.evaluation.baselines import WindowBaseline
from assistant.evaluation.bootstrap import compare_metrics, estimate_metrics
from assistant.evaluation.coverage import Region, Target, best_rank
from assistant.evaluation.latency import measure_latency
from assistant.evaluation.metrics import DEPTH, RETRIEVAL_METRICS, Scores, retrieval_scores
from assistant.evaluation.result import BaselineResult, Estimates, QuestionResult, Slices
from assistant.evaluation.slices import COMPARED_SLICES, cut
from corpus import Document
from index import Hit

SearchMode = Literal["lexical", "dense", "hybrid"]
# The library's legs alone, and both without the assistant's ranking.
MODES: tuple[SearchMode, ...] = ("lexical", "dense", "hybrid")
WITHOUT = "without-"


class Retrieve(Protocol):
    """Returns the assistant's hits for a question as understood after `context`."""

    def __call__(self, question: str, context: Sequence[str], *, top_k: int) -> Sequence[Hit]:
        """Return the hits, best first."""
        ...


class SearchLeg(Protocol):
    """Searches the library by one of its legs alone, or by both."""

    def __call__(self, query: str, *, top_k: int, mode: SearchMode) -> Sequence[Hit]:
        """Return the hits, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Contestant:
    """Another way to search; `search` takes a question that the assistant has finished."""

    name: str
    search: Callable[[QuestionResult], Sequence[Region]]


def list_contestants(
    documents: Sequence[Document],
    search: SearchLeg | None,
    ablated: Mapping[str, Retrieve],
    *,
    has_baselines: bool,
) -> list[Contestant]:
    """Return the contestants in the order in which they are shown, weakest idea first."""
    contestants = []
    if has_baselines:
        contestants.append(_windows("bm25-words", documents, korean=False))
        contestants.append(_windows("bm25-kiwi", documents, korean=True))
    if search is not None:
        contestants.extend(_leg(mode, search) for mode in MODES)
    contestants.extend(_without(name, retrieve) for name, retrieve in ablated.items())
    return contestants


def measure_contestant(
    contestant: Contestant,
    asked: Sequence[QuestionResult],
    targets: Mapping[str, Target],
    progress: Callable[[int], None],
    resamples: int,
) -> BaselineResult:
    """Search for the answerable questions that were asked, and compare with the assistant."""
    scores: list[Scores] = []
    ranks: dict[str, int | None] = {}
    times_ms: list[float] = []
    for done, result in enumerate(asked):
        progress(done)
        started = time.perf_counter()
        regions = contestant.search(result)
        times_ms.append((time.perf_counter() - started) * 1000)
        target = targets[result.question.id]
        completions = target.completions(regions)
        scores.append(retrieval_scores(completions, target))
        ranks[result.question.id] = best_rank(completions, target.alternatives)
    progress(len(asked))

    def estimate(rows: Sequence[Scores]) -> Estimates:
        return estimate_metrics(rows, RETRIEVAL_METRICS, resamples=resamples)

    questions = [result.question for result in asked]
    slices: Slices = {
        name: {
            group: estimate([scores[at] for at in places])
            for group, places in cut(questions, name).items()
        }
        for name in COMPARED_SLICES
    }
    ours = {result.question.id: result.scores for result in asked}
    theirs = dict(zip(ours, scores, strict=True))
    return BaselineResult(
        name=contestant.name,
        metrics=estimate(scores),
        slices=slices,
        differences=compare_metrics(ours, theirs, RETRIEVAL_METRICS, resamples=resamples),
        ranks=ranks,
        latency=measure_latency(times_ms),
    )


def regions_of(hits: Sequence[Hit]) -> tuple[Region, ...]:
    """Return the pieces of text that hits show."""
    return tuple(Region(hit.passage.document_id, hit.passage.view.spans) for hit in hits)


def _windows(name: str, documents: Sequence[Document], *, korean: bool) -> Contestant:
    baseline = WindowBaseline(documents, korean=korean)
    return Contestant(name, lambda result: baseline.search(result.question.question, DEPTH))


def _leg(mode: SearchMode, search: SearchLeg) -> Contestant:
    return Contestant(
        mode, lambda result: regions_of(search(result.answer.understood, top_k=DEPTH, mode=mode))
    )


def _without(name: str, retrieve: Retrieve) -> Contestant:
    return Contestant(
        f"{WITHOUT}{name}",
        lambda result: regions_of(
            retrieve(result.question.question, result.question.context, top_k=DEPTH)
        ),
    )
