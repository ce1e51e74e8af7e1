"""Which passages are relevant to a gold question, for tools that know passages only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import log2

from assistant.evaluation.coverage import ENOUGH, EvidenceFinder, Place, Region, Target
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.metrics import Scores, retrieval_scores
from corpus import Document, Passage

# Passage id -> grade, and query id -> those; an id that is missing has grade 0.
Grades = dict[str, int]
Qrels = dict[str, Grades]
# Query id -> passage ids, best first.
Run = Mapping[str, Sequence[str]]
SUFFICIENT, PARTIAL = 2, 1


def judge(
    gold: Sequence[GoldQuestion], documents: Sequence[Document], passages: Sequence[Passage]
) -> Qrels:
    """Grade passages by the rule of coverage: at least 60 % of a quotation's characters.

    2: the passage alone covers evidence that suffices. 1: it covers one of several that are
    needed together, or is one of the fewest passages that cover a quotation together where
    none does alone. Unanswerable questions have no grades.
    """
    finder = EvidenceFinder(documents)
    by_document: dict[str, list[Passage]] = {}
    for passage in passages:
        by_document.setdefault(passage.document_id, []).append(passage)
    return {
        question.id: _grade(finder.target(question), by_document)
        for question in gold
        if question.answerable
    }


def _grade(target: Target, by_document: Mapping[str, Sequence[Passage]]) -> Grades:
    alone = {group[0] for group in target.alternatives if len(group) == 1}
    grades: Grades = {}
    for number, places in enumerate(target.places):
        for place in places:
            shares = _shares(place, by_document.get(place.document_id, ()))
            covering = [key for key, share in shares.items() if share >= ENOUGH]
            grade = SUFFICIENT if number in alone and covering else PARTIAL
            for key in covering or _fewest(shares):
                grades[key] = max(grade, grades.get(key, 0))
    return grades


def _shares(place: Place, passages: Sequence[Passage]) -> dict[str, Fraction]:
    """Return how much of the quotation each passage holds, those that hold none left out."""
    first, last = int(place.offsets[0]), int(place.offsets[-1])
    shares = {}
    for passage in passages:
        span = passage.span
        if span.start > last or span.end <= first:
            continue
        held = int(place.held_by(Region(passage.document_id, passage.view.spans)).sum())
        if held:
            shares[passage.id] = Fraction(held, len(place.offsets))
    return shares


def _fewest(shares: Mapping[str, Fraction]) -> list[str]:
    """Return the largest pieces until they cover enough; none if all together do not.

    Passages do not overlap, so their shares add up.
    """
    chosen: list[str] = []
    total = Fraction(0)
    for key in sorted(shares, key=lambda key: (-shares[key], key)):
        if total >= ENOUGH:
            break
        chosen.append(key)
        total += shares[key]
    return chosen if total >= ENOUGH else []


def score_run(
    gold: Sequence[GoldQuestion],
    documents: Sequence[Document],
    passages: Sequence[Passage],
    run: Run,
) -> dict[str, Scores]:
    """Return the retrieval measures of a run over our passages, as `geungeo eval` has them.

    A question that the run does not answer found nothing; an id that is no passage stands
    in its rank and covers nothing.
    """
    finder = EvidenceFinder(documents)
    regions = {p.id: Region(p.document_id, p.view.spans) for p in passages}
    nothing = Region("", ())
    scores: dict[str, Scores] = {}
    for question in gold:
        if question.answerable:
            target = finder.target(question)
            found = [regions.get(key, nothing) for key in run.get(question.id, ())]
            scores[question.id] = retrieval_scores(target.completions(found), target)
    return scores


def measure_graded(qrels: Mapping[str, Grades], run: Run, depth: int = 10) -> dict[str, float]:
    """Return nDCG, RR, recall and success at `depth`, means over the judged queries.

    As trec_eval computes them: the gain is the grade, discounted by log2(rank + 1), over that
    of the best order; relevant is what has a grade above 0; a query without any relevant
    passage is left out of none of the means. Source: Jarvelin and Kekalainen (2002).
    """
    sums = {
        f"ndcg@{depth}": 0.0,
        f"rr@{depth}": 0.0,
        f"recall@{depth}": 0.0,
        f"success@{depth}": 0.0,
    }
    for query, grades in qrels.items():
        found = [grades.get(key, 0) for key in run.get(query, ())][:depth]
        ideal = _gain(sorted(grades.values(), reverse=True)[:depth])
        relevant = sum(grade > 0 for grade in grades.values())
        first = next((rank for rank, grade in enumerate(found, start=1) if grade), None)
        hits = sum(grade > 0 for grade in found)
        sums[f"ndcg@{depth}"] += _gain(found) / ideal if ideal else 0.0
        sums[f"rr@{depth}"] += 1.0 / first if first else 0.0
        sums[f"recall@{depth}"] += hits / relevant if relevant else 0.0
        sums[f"success@{depth}"] += float(hits > 0)
    return {name: total / len(qrels) if qrels else 0.0 for name, total in sums.items()}


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / log2(rank + 1) for rank, grade in enumerate(grades, start=1))
