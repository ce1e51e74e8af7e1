"""Asks every gold question and measures what comes back."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistant.answer import Answer
from assistant.evaluation.answers import (
    score_answer_hit,
    score_answer_recall,
    score_both_where_found,
    score_citation_hit,
    score_citation_precision,
)
from assistant.evaluation.bootstrap import RESAMPLES, estimate_metrics
from assistant.evaluation.contestants import (
    Contestant,
    Retrieve,
    SearchLeg,
    list_contestants,
    measure_contestant,
    regions_of,
)
from assistant.evaluation.coverage import EvidenceFinder, Target, best_rank, unlocated_evidence
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.latency import measure_latency
from assistant.evaluation.metrics import (
    DEPTH,
    METRICS,
    Scores,
    abstention_scores,
    retrieval_scores,
)
from assistant.evaluation.power import state_power
from assistant.evaluation.result import BaselineResult, Evaluation, QuestionResult, Slices
from assistant.evaluation.slices import SLICES, cut
from assistant.evaluation.support import FindPassage, score_sentence_support
from corpus import Document, GoldError, Passage
from index import Hit


@dataclass(frozen=True, slots=True)
class EvaluationProgress:
    """`done` of `total` questions of a stage are finished, `elapsed_s` after it began.

    The stages are `questions`, the baselines' names and `without-STEP`.
    """

    stage: str
    done: int
    total: int
    elapsed_s: float = field(default=0.0, compare=False)


@dataclass(slots=True)
class _Stopwatch:
    """Reports the progress of one stage with the time since it began."""

    report: Callable[[EvaluationProgress], None]
    stage: str
    total: int
    started: float = field(default_factory=time.perf_counter)

    def __call__(self, done: int) -> None:
        self.report(
            EvaluationProgress(self.stage, done, self.total, time.perf_counter() - self.started)
        )


class Ask(Protocol):
    """Answers a question; `context` holds the questions before it, oldest first."""

    def __call__(self, question: str, context: Sequence[str]) -> Answer:
        """Return the answer."""
        ...


def evaluate(
    gold: Sequence[GoldQuestion],
    *,
    documents: Sequence[Document],
    ask: Ask,
    retrieve: Retrieve | None = None,
    search: SearchLeg | None = None,
    ablated: Mapping[str, Retrieve] | None = None,
    find_passage: FindPassage | None = None,
    has_baselines: bool = True,
    left_out: Sequence[str] = (),
    progress: Callable[[EvaluationProgress], None] | None = None,
    resamples: int = RESAMPLES,
) -> Evaluation:
    """Ask every question and measure retrieval, answers, citations and abstention.

    Retrieval is measured on the first 10 hits of `retrieve`, without it on the hits the
    answer considered. Citations are checked against the passages of `find_passage`, without
    it against the passages of those hits. `search` adds the library's legs and their fusion
    without the assistant's ranking, asked with the question as the assistant understood it;
    the BM25 baselines (`has_baselines`) get it as typed, since they know no conversation.
    `ablated` adds the assistant without a step, by the step's name; `left_out` only says
    which steps `ask` itself does without. Nothing is written anywhere, so an interrupt loses
    only the run.

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
    watch = _Stopwatch(report, "questions", len(gold))
    for done, question in enumerate(gold):
        watch(done)
        asked = time.perf_counter()
        answer = ask(question.question, question.context)
        latency_ms = (time.perf_counter() - asked) * 1000
        hits = (
            retrieve(question.question, question.context, top_k=DEPTH)
            if retrieve is not None
            else answer.passages
        )
        results.append(examiner.examine(question, answer, tuple(hits)[:DEPTH], latency_ms))
    watch(len(gold))
    baselines = []
    for contestant in list_contestants(
        documents, search, ablated or {}, has_baselines=has_baselines
    ):
        baselines.append(_measure(contestant, results, targets, report, resamples))
    scores = [result.scores for result in results]
    return Evaluation(
        metrics=estimate_metrics(scores, METRICS, resamples=resamples),
        slices=_slice(gold, scores, resamples),
        questions=tuple(results),
        baselines=tuple(baselines),
        unlocated=unlocated,
        power=state_power(scores, METRICS),
        latency=measure_latency([result.latency_ms for result in results]),
        elapsed_ms=(time.perf_counter() - started) * 1000,
        left_out=tuple(left_out),
    )


@dataclass(frozen=True, slots=True)
class _Examiner:
    documents: Mapping[str, Document]
    find_passage: FindPassage | None
    targets: Mapping[str, Target]

    def examine(
        self, question: GoldQuestion, answer: Answer, hits: tuple[Hit, ...], latency_ms: float
    ) -> QuestionResult:
        scores = abstention_scores(answerable=question.answerable, abstained=not answer.answerable)
        find = self.find_passage or _passages_of((*answer.passages, *hits))
        scores["sentence_support"] = score_sentence_support(answer, find, self.documents)
        rank: int | None = None
        touching: tuple[int, ...] = ()
        if question.answerable:
            target = self.targets[question.id]
            regions = regions_of(hits)
            completions = target.completions(regions)
            touching = tuple(
                at for at, region in enumerate(regions, start=1) if target.is_touched(region)
            )
            rank = best_rank(completions, target.alternatives)
            scores |= retrieval_scores(completions, target)
            scores["answer_hit"] = score_answer_hit(question, answer)
            scores["answer_recall"] = score_answer_recall(question, answer)
            scores["citation_hit"] = score_citation_hit(target, answer)
            scores["both_where_found"] = score_both_where_found(
                scores["answer_hit"], scores["citation_hit"], rank
            )
            scores["citation_precision"] = score_citation_precision(target, answer)
        ordered = {name: scores[name] for name in METRICS if name in scores}
        return QuestionResult(question, answer, hits, rank, ordered, touching, latency_ms)


def _measure(
    contestant: Contestant,
    results: Sequence[QuestionResult],
    targets: Mapping[str, Target],
    report: Callable[[EvaluationProgress], None],
    resamples: int,
) -> BaselineResult:
    asked = [result for result in results if result.question.answerable]
    watch = _Stopwatch(report, contestant.name, len(asked))
    return measure_contestant(contestant, asked, targets, watch, resamples)


def _slice(gold: Sequence[GoldQuestion], scores: Sequence[Scores], resamples: int) -> Slices:
    return {
        name: {
            group: estimate_metrics([scores[at] for at in places], METRICS, resamples=resamples)
            for group, places in cut(gold, name).items()
        }
        for name in SLICES
    }


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
