"""Asks every gold question and measures what comes back."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.answer import Answer
from assistant.evaluation.answers import (
    score_answer_hit,
    score_answer_recall,
    score_citation_hit,
    score_citation_precision,
)
from assistant.evaluation.baselines import WindowBaseline
from assistant.evaluation.bootstrap import RESAMPLES, compare_metrics, estimate_metrics
from assistant.evaluation.coverage import (
    EvidenceFinder,
    Region,
    Target,
    best_rank,
    unlocated_evidence,
)
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.metrics import (
    DEPTH,
    METRICS,
    RETRIEVAL_METRICS,
    Scores,
    abstention_scores,
    retrieval_scores,
)
from assistant.evaluation.result import BaselineResult, Estimates, Evaluation, QuestionResult
from assistant.evaluation.support import FindPassage, score_sentence_support
from corpus import Document, GoldError, Passage
from index import Hit

Stage = Literal["questions", "bm25-words", "bm25-kiwi", "lexical", "dense"]
SearchMode = Literal["lexical", "dense"]
# The library's legs, run alone beside the whole.
LEGS: tuple[SearchMode, ...] = ("lexical", "dense")


@dataclass(frozen=True, slots=True)
class EvaluationProgress:
    """`done` of `total` questions of a stage are finished."""

    stage: Stage
    done: int
    total: int


class Ask(Protocol):
    """Answers a question; `context` holds the questions before it, oldest first."""

    def __call__(self, question: str, context: Sequence[str]) -> Answer:
        """Return the answer."""
        ...


class Retrieve(Protocol):
    """Returns the assistant's hits for a question as understood after `context`."""

    def __call__(self, question: str, context: Sequence[str], *, top_k: int) -> Sequence[Hit]:
        """Return the hits, best first."""
        ...


class SearchLeg(Protocol):
    """Searches the library by one of its legs alone."""

    def __call__(self, query: str, *, top_k: int, mode: SearchMode) -> Sequence[Hit]:
        """Return the hits, best first."""
        ...


def evaluate(
    gold: Sequence[GoldQuestion],
    *,
    documents: Sequence[Document],
    ask: Ask,
    retrieve: Retrieve | None = None,
    search: SearchLeg | None = None,
    find_passage: FindPassage | None = None,
    has_baselines: bool = True,
    progress: Callable[[EvaluationProgress], None] | None = None,
    resamples: int = RESAMPLES,
) -> Evaluation:
    """Ask every question and measure retrieval, answers, citations and abstention.

    Retrieval is measured on the first 10 hits of `retrieve`, without it on the hits the
    answer considered. Citations are checked against the passages of `find_passage`, without
    it against the passages of those hits. `search` adds the library's two legs, asked with
    the question as the assistant understood it; the BM25 baselines get it as typed, since
    they know no conversation. Nothing is written anywhere, so an interrupt loses only the run.

    Raises:
        GoldError: `gold-without-documents`: no quotation of the set stands in `documents`.
    """
    started = time.perf_counter()
    report = progress or _ignore
    finder = EvidenceFinder(documents)
    targets = {question.id: finder.target(question) for question in gold}
    unlocated = unlocated_evidence(gold, targets)
    _require_evidence(gold, unlocated)
    examiner = _Examiner({document.id: document for document in documents}, find_passage, targets)
    results: list[QuestionResult] = []
    for done, question in enumerate(gold):
        report(EvaluationProgress("questions", done, len(gold)))
        answer = ask(question.question, question.context)
        hits = (
            retrieve(question.question, question.context, top_k=DEPTH)
            if retrieve is not None
            else answer.passages
        )
        results.append(examiner.examine(question, answer, tuple(hits)[:DEPTH]))
    report(EvaluationProgress("questions", len(gold), len(gold)))
    contestants = _contestants(results, documents, search, has_baselines=has_baselines)
    ours = {result.question.id: result.scores for result in results}
    baselines = tuple(
        _measure(contestant, results, targets, ours, report, resamples)
        for contestant in contestants
    )
    answered = [(result.question, result.scores) for result in results]
    return Evaluation(
        metrics=estimate_metrics([scores for _, scores in answered], METRICS, resamples=resamples),
        by_type=_group(answered, _type_of, METRICS, resamples),
        by_style=_group(answered, _style_of, METRICS, resamples),
        questions=tuple(results),
        baselines=baselines,
        unlocated=unlocated,
        elapsed_ms=(time.perf_counter() - started) * 1000,
    )


@dataclass(frozen=True, slots=True)
class _Examiner:
    documents: Mapping[str, Document]
    find_passage: FindPassage | None
    targets: Mapping[str, Target]

    def examine(
        self, question: GoldQuestion, answer: Answer, hits: tuple[Hit, ...]
    ) -> QuestionResult:
        scores = abstention_scores(answerable=question.answerable, abstained=not answer.answerable)
        find = self.find_passage or _passages_of((*answer.passages, *hits))
        scores["sentence_support"] = score_sentence_support(answer, find, self.documents)
        rank: int | None = None
        touching: tuple[int, ...] = ()
        if question.answerable:
            target = self.targets[question.id]
            regions = _regions(hits)
            completions = target.completions(regions)
            touching = tuple(
                at for at, region in enumerate(regions, start=1) if target.is_touched(region)
            )
            rank = best_rank(completions, target.alternatives)
            scores |= retrieval_scores(completions, target)
            scores["answer_hit"] = score_answer_hit(question, answer)
            scores["answer_recall"] = score_answer_recall(question, answer)
            scores["citation_hit"] = score_citation_hit(target, answer)
            scores["citation_precision"] = score_citation_precision(target, answer)
        ordered = {name: scores[name] for name in METRICS if name in scores}
        return QuestionResult(question, answer, hits, rank, ordered, touching)


@dataclass(frozen=True, slots=True)
class _Contestant:
    """Another way to search; `search` takes a finished question."""

    name: Stage
    search: Callable[[QuestionResult], Sequence[Region]]


def _contestants(
    results: Sequence[QuestionResult],
    documents: Sequence[Document],
    search: SearchLeg | None,
    *,
    has_baselines: bool,
) -> list[_Contestant]:
    contestants = []
    if has_baselines:
        contestants.append(_window_contestant("bm25-words", documents, korean=False))
        contestants.append(_window_contestant("bm25-kiwi", documents, korean=True))
    if search is not None:
        contestants.extend(_leg_contestant(mode, search) for mode in LEGS)
    return contestants


def _window_contestant(name: Stage, documents: Sequence[Document], *, korean: bool) -> _Contestant:
    baseline = WindowBaseline(documents, korean=korean)
    return _Contestant(name, lambda result: baseline.search(result.question.question, DEPTH))


def _leg_contestant(mode: SearchMode, search: SearchLeg) -> _Contestant:
    return _Contestant(
        mode,
        lambda result: _regions(search(result.answer.understood, top_k=DEPTH, mode=mode)),
    )


def _measure(
    contestant: _Contestant,
    results: Sequence[QuestionResult],
    targets: Mapping[str, Target],
    ours: Mapping[str, Scores],
    report: Callable[[EvaluationProgress], None],
    resamples: int,
) -> BaselineResult:
    asked = [result for result in results if result.question.answerable]
    scored: list[tuple[GoldQuestion, Scores]] = []
    for done, result in enumerate(asked):
        report(EvaluationProgress(contestant.name, done, len(asked)))
        target = targets[result.question.id]
        completions = target.completions(contestant.search(result))
        scored.append((result.question, retrieval_scores(completions, target)))
    report(EvaluationProgress(contestant.name, len(asked), len(asked)))
    theirs = {question.id: scores for question, scores in scored}
    return BaselineResult(
        name=contestant.name,
        metrics=estimate_metrics(list(theirs.values()), RETRIEVAL_METRICS, resamples=resamples),
        by_type=_group(scored, _type_of, RETRIEVAL_METRICS, resamples),
        by_style=_group(scored, _style_of, RETRIEVAL_METRICS, resamples),
        differences=compare_metrics(ours, theirs, RETRIEVAL_METRICS, resamples=resamples),
    )


def _group(
    scored: Sequence[tuple[GoldQuestion, Scores]],
    name_of: Callable[[GoldQuestion], str],
    metrics: Sequence[str],
    resamples: int,
) -> dict[str, Estimates]:
    groups: dict[str, list[Scores]] = {}
    for question, scores in scored:
        groups.setdefault(name_of(question), []).append(scores)
    return {
        name: estimate_metrics(groups[name], metrics, resamples=resamples)
        for name in sorted(groups)
    }


def _type_of(question: GoldQuestion) -> str:
    return question.type


def _style_of(question: GoldQuestion) -> str:
    return question.style


def _regions(hits: Sequence[Hit]) -> tuple[Region, ...]:
    return tuple(Region(hit.passage.document_id, hit.passage.view.spans) for hit in hits)


def _passages_of(hits: Sequence[Hit]) -> FindPassage:
    passages: dict[str, Passage] = {hit.passage.id: hit.passage for hit in hits}
    return passages.get


def _require_evidence(gold: Sequence[GoldQuestion], unlocated: Sequence[str]) -> None:
    quoted = [question for question in gold if question.answerable]
    total = sum(len(question.evidence) for question in quoted)
    if total and len(unlocated) == total:
        raise GoldError(
            "gold-without-documents", document=quoted[0].evidence[0].doc, quotations=total
        )


def _ignore(progress: EvaluationProgress) -> None:
    del progress
