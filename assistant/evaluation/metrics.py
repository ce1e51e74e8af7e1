"""The measures of a run, each as a share a question contributes to.

Every measure is a ratio of sums, `sum(part) / sum(whole)` over the questions:
a plain mean where each `whole` is 1, a share of all sentences or citations
where it counts those, and F1 where it is its denominator. So one bootstrap
serves them all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from assistant.evaluation.coverage import Target, best_rank

DEPTH = 10
HIT_DEPTHS = (1, 3, 5, 10)
RETRIEVAL_METRICS = ("hit@1", "hit@3", "hit@5", "hit@10", "mrr@10", "ndcg@10")
ANSWER_METRICS = (
    "answer_hit",
    "answer_recall",
    "citation_hit",
    "both_where_found",
    "citation_precision",
    "sentence_support",
)
ABSTENTION_METRICS = (
    "abstention_precision",
    "abstention_recall",
    "abstention_f1",
    "false_abstention",
)
METRICS = (*RETRIEVAL_METRICS, *ANSWER_METRICS, *ABSTENTION_METRICS)
# Every other measure is better when higher.
LOWER_IS_BETTER = frozenset({"false_abstention"})


@dataclass(frozen=True, slots=True)
class Share:
    """What one question adds to a measure: `part` of `whole`; a whole of 0 adds nothing."""

    part: float
    whole: float


Scores = Mapping[str, Share]


def hit_at(rank: int | None, depth: int) -> float:
    """Return 1.0 when the question is satisfied within the first `depth` results."""
    return float(rank is not None and rank <= depth)


def reciprocal_rank(rank: int | None, depth: int = DEPTH) -> float:
    """Return 1 / rank within `depth`, else 0.

    Source: Voorhees, The TREC-8 Question Answering Track Report (1999).
    """
    return 1.0 / rank if rank is not None and rank <= depth else 0.0


def discounted_gain(ranks: Sequence[int], depth: int = DEPTH) -> float:
    """Return the sum of 1 / log2(rank + 1) over the ranks within `depth`.

    Source: Jarvelin and Kekalainen, Cumulated gain-based evaluation of IR techniques
    (2002), binary gains, as trec_eval discounts them.
    """
    return sum(1.0 / log2(rank + 1) for rank in ranks if rank <= depth)


def ndcg(
    completions: Sequence[int | None],
    alternatives: Sequence[Sequence[int]],
    depth: int = DEPTH,
) -> float:
    """Return nDCG of a question: the best over its alternatives.

    Within an alternative of m evidences, an evidence is worth 1 at its completion, the rank
    whose result finishes covering it (results above may have held a part: a quotation cut
    by a passage border is worth nothing before its last needed passage). The ideal finishes
    one evidence a rank from rank 1 on: sum of 1 / log2(i + 1) for i = 1..min(m, depth). A
    result that finishes several at once may beat that ideal, so the ratio is cut at 1.

    Where every evidence is held by one passage of its own this is plain binary nDCG over
    the alternative's passages, and for one evidence 1 / log2(rank + 1).

    Example: quotations A and B are needed together; result 1 holds half of A, result 2 all
    of B, result 3 the rest of A. Completions: A 3, B 2.
    nDCG = (1/log2 4 + 1/log2 3) / (1/log2 2 + 1/log2 3) = 1.1309 / 1.6309 = 0.6934.
    """
    best = 0.0
    for alternative in alternatives:
        reached = [rank for rank in (completions[index] for index in alternative) if rank]
        ideal = discounted_gain(range(1, len(alternative) + 1), depth)
        best = max(best, min(1.0, discounted_gain(reached, depth) / ideal))
    return best


def retrieval_scores(completions: Sequence[int | None], target: Target) -> dict[str, Share]:
    """Return the retrieval measures of one answerable question."""
    rank = best_rank(completions, target.alternatives)
    scores = {f"hit@{depth}": Share(hit_at(rank, depth), 1.0) for depth in HIT_DEPTHS}
    scores["mrr@10"] = Share(reciprocal_rank(rank), 1.0)
    scores["ndcg@10"] = Share(ndcg(completions, target.alternatives), 1.0)
    return scores


def abstention_scores(*, answerable: bool, abstained: bool) -> dict[str, Share]:
    """Return the abstention measures of one question.

    The positive class is "unanswerable", the prediction is "abstained". F1 is
    2TP / (2TP + FP + FN), so a question counts 2 of 2, 0 of 1 or nothing.
    """
    right = abstained and not answerable
    wrong = abstained == answerable  # a false or a missed abstention
    return {
        "abstention_precision": Share(float(right), float(abstained)),
        "abstention_recall": Share(float(right), float(not answerable)),
        "abstention_f1": Share(2.0 * right, 2.0 * right + float(wrong)),
        "false_abstention": Share(float(abstained and answerable), float(answerable)),
    }
