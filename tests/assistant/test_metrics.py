"""Ranks, retrieval measures and abstention, against examples worked by hand and trec_eval."""

import random
from math import log2

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import RR, Success, nDCG

from assistant.evaluation.coverage import EvidenceFinder, Region, best_rank
from assistant.evaluation.gold import Evidence, GoldQuestion, combine_evidence
from assistant.evaluation.metrics import (
    abstention_scores,
    hit_at,
    ndcg,
    reciprocal_rank,
    retrieval_scores,
)
from corpus import Span
from tests.assistant.evaluation_fakes import make_document


def make_question(*quotes, requires=(), doc="a.txt"):
    return GoldQuestion(
        "q",
        "?",
        True,
        evidence=tuple(Evidence(doc, quote) for quote in quotes),
        alternatives=combine_evidence(len(quotes), requires),
    )


def region(document, *spans):
    return Region(document.id, tuple(Span(*span) for span in spans))


def completions(question, documents, regions):
    return EvidenceFinder(documents).target(question).completions(regions)


def test_sixty_percent_of_the_ink_is_enough_and_less_is_not():
    document = make_document("가나다라마 바사아자차")
    question = make_question("가나다라마바사아자차")
    assert completions(question, [document], [region(document, (0, 7))]) == (1,)  # 6 of 10
    assert completions(question, [document], [region(document, (0, 6))]) == (None,)  # 5 of 10


def test_white_space_neither_helps_nor_hurts():
    document = make_document("가   나        다라마")
    question = make_question("가나 다라마")
    assert completions(question, [document], [region(document, (0, 12))]) == (None,)
    assert completions(question, [document], [region(document, (0, 14))]) == (1,)


def test_passages_cover_together_and_overlaps_count_once():
    document = make_document("0123456789")
    question = make_question("0123456789")
    part = region(document, (0, 3))
    again = region(document, (1, 4))
    rest = region(document, (8, 10))
    assert completions(question, [document], [part, again, rest]) == (3,)
    assert completions(question, [document], [part, part, part]) == (None,)


def test_one_place_must_be_covered_not_halves_of_two():
    document = make_document("abcdefghij--abcdefghij")
    question = make_question("abcdefghij")
    first_half, second_half = region(document, (0, 5)), region(document, (17, 22))
    assert completions(question, [document], [first_half, second_half]) == (None,)
    assert completions(question, [document], [region(document, (12, 18))]) == (1,)


def test_pieces_taken_out_of_a_passage_do_not_count():
    document = make_document("0123456789")
    question = make_question("0123456789")
    assert completions(question, [document], [region(document, (0, 2), (5, 8))]) == (None,)
    assert completions(question, [document], [region(document, (0, 2), (5, 9))]) == (1,)


def test_the_same_characters_of_another_document_cover_nothing():
    here, there = make_document("근거 문장", "a.txt"), make_document("근거 문장", "b.txt")
    question = make_question("근거 문장", doc="a.txt")
    assert completions(question, [here, there], [region(there, (0, 5))]) == (None,)


def test_evidence_that_stands_nowhere_is_never_covered():
    document = make_document("다른 글")
    question = make_question("없는 말")
    assert completions(question, [document], [region(document, (0, 4))]) == (None,)


def test_rank_is_the_first_alternative_complete_with_all_its_members():
    assert best_rank([3, 2], [(0,), (1,)]) == 2
    assert best_rank([3, 2], [(0, 1)]) == 3
    assert best_rank([None, 2], [(0, 1)]) is None
    assert best_rank([None, 7, 4], [(0, 1), (2,)]) == 4
    assert best_rank([], []) is None


def test_hits_and_reciprocal_ranks():
    assert [hit_at(3, depth) for depth in (1, 3, 5)] == [0.0, 1.0, 1.0]
    assert hit_at(None, 10) == 0.0
    assert reciprocal_rank(4) == 0.25
    assert (reciprocal_rank(11), reciprocal_rank(None)) == (0.0, 0.0)


def test_ndcg_of_the_worked_example():
    # A and B are needed; hit 1 holds half of A, hit 2 all of B, hit 3 the rest of A.
    document = make_document("AAAAAAAAAA....BBBBBBBBBB")
    question = make_question("AAAAAAAAAA", "BBBBBBBBBB", requires=((0, 1),))
    hits = [region(document, (0, 5)), region(document, (14, 24)), region(document, (5, 10))]
    found = completions(question, [document], hits)
    assert found == (3, 2)
    by_hand = (1 / log2(4) + 1 / log2(3)) / (1 / log2(2) + 1 / log2(3))
    assert ndcg(found, question.alternatives) == pytest.approx(by_hand, abs=1e-12)
    assert by_hand == pytest.approx(0.6934, abs=1e-4)


def test_ndcg_takes_the_best_alternative_and_never_passes_one():
    assert ndcg([4, 1], [(0,), (1,)]) == 1.0
    assert ndcg([1, 1], [(0, 1)]) == 1.0
    assert ndcg([1, None], [(0, 1)]) == pytest.approx(1 / (1 + 1 / log2(3)))
    assert ndcg([11], [(0,)]) == 0.0
    assert ndcg([], []) == 0.0


@given(
    st.lists(st.one_of(st.none(), st.integers(1, 12)), min_size=1, max_size=6),
    st.integers(0, 5),
)
def test_ndcg_stays_within_bounds_and_grows_when_evidence_comes_earlier(ranks, which):
    alternatives = [tuple(range(len(ranks)))]
    before = ndcg(ranks, alternatives)
    assert 0.0 <= before <= 1.0
    sooner = list(ranks)
    at = which % len(ranks)
    sooner[at] = max(1, (ranks[at] or 13) - 1)
    assert ndcg(sooner, alternatives) >= before - 1e-12


def test_plain_binary_relevance_agrees_with_trec_eval():
    """Each relevant passage holds one quotation of its own and all are needed."""
    generator = random.Random(5)
    for _ in range(60):
        size = generator.randint(12, 30)
        document = make_document(" ".join(f"<{number:04d}>" for number in range(size)))
        relevant = generator.sample(range(size), generator.randint(1, 12))
        ranking = generator.sample(range(size), generator.randint(1, 10))
        group = tuple(range(len(relevant)))
        question = make_question(*(f"<{n:04d}>" for n in relevant), requires=(group,))
        regions = [region(document, (n * 7, n * 7 + 6)) for n in ranking]
        found = completions(question, [document], regions)
        qrels = {"q": {str(n): 1 for n in relevant}}
        run = {"q": {str(n): float(100 - at) for at, n in enumerate(ranking)}}
        reference = ir_measures.calc_aggregate([nDCG @ 10, RR @ 10], qrels, run)
        assert ndcg(found, question.alternatives) == pytest.approx(reference[nDCG @ 10], abs=1e-9)
        first = min((rank for rank in found if rank), default=None)
        assert reciprocal_rank(first) == pytest.approx(reference[RR @ 10], abs=1e-9)


def test_one_relevant_passage_agrees_with_trec_eval_on_every_measure():
    generator = random.Random(7)
    measures = {
        "hit@1": Success @ 1,
        "hit@3": Success @ 3,
        "hit@5": Success @ 5,
        "hit@10": Success @ 10,
        "mrr@10": RR @ 10,
        "ndcg@10": nDCG @ 10,
    }
    document = make_document(" ".join(f"<{number:04d}>" for number in range(20)))
    finder = EvidenceFinder([document])
    for _ in range(40):
        gold = generator.randrange(20)
        ranking = generator.sample(range(20), 10)
        target = finder.target(make_question(f"<{gold:04d}>"))
        found = target.completions([region(document, (n * 7, n * 7 + 6)) for n in ranking])
        scores = retrieval_scores(found, target)
        reference = ir_measures.calc_aggregate(
            measures.values(),
            {"q": {str(gold): 1}},
            {"q": {str(n): float(100 - at) for at, n in enumerate(ranking)}},
        )
        for name, measure in measures.items():
            assert scores[name].part == pytest.approx(reference[measure], abs=1e-9), name


@st.composite
def runs(draw):
    """Return a ranking of passages, and alternatives: sets of passages, each set sufficient."""
    size = draw(st.integers(2, 24))
    passages = st.integers(0, size - 1)
    ranking = draw(st.lists(passages, unique=True, max_size=size))
    groups = draw(
        st.lists(st.lists(passages, min_size=1, max_size=12, unique=True), min_size=1, max_size=4)
    )
    return size, ranking, groups


@given(runs())
def test_random_runs_agree_with_trec_eval_to_nine_decimals(run):
    """Each passage holds one quotation of its own; an alternative is a set of quotations.

    An alternative's rank is where trec_eval first finds all of it, and its nDCG is trec_eval's
    over it; a question has its best alternative's.
    """
    size, ranking, groups = run
    document = make_document(" ".join(f"<{number:04d}>" for number in range(size)))
    wanted = sorted({number for group in groups for number in group})
    requires = tuple(tuple(wanted.index(number) for number in group) for group in groups)
    question = make_question(*(f"<{number:04d}>" for number in wanted), requires=requires)
    target = EvidenceFinder([document]).target(question)
    hits = [region(document, (number * 7, number * 7 + 6)) for number in ranking]
    scores = retrieval_scores(target.completions(hits[:10]), target)
    scored = {"q": {str(number): float(100 - at) for at, number in enumerate(ranking)}}
    best = dict.fromkeys(("hit@1", "hit@3", "hit@5", "hit@10", "mrr@10", "ndcg@10"), 0.0)
    for group in groups:
        qrels = {"q": {str(number): 1 for number in group}}
        gains = ir_measures.calc_aggregate([nDCG @ 10], qrels, scored) if ranking else {}
        best["ndcg@10"] = max(best["ndcg@10"], gains.get(nDCG @ 10, 0.0))
        # All of a set is found where its last member is: asked of that member alone.
        last = max(group, key=lambda n: ranking.index(n) if n in ranking else size)
        if last not in ranking:
            continue
        only = {"q": {str(last): 1}}
        measures = [Success @ 1, Success @ 3, Success @ 5, Success @ 10, RR @ 10]
        found = ir_measures.calc_aggregate(measures, only, scored)
        for name, measure in zip(list(best)[:5], measures, strict=True):
            best[name] = max(best[name], found[measure])
    for name, reference in best.items():
        assert scores[name].part == pytest.approx(reference, abs=1e-9), name


def test_abstention_counts_make_precision_recall_and_f1():
    # 3 unanswerable (2 abstained), 5 answerable (1 abstained): TP 2, FN 1, FP 1.
    outcomes = [(False, True)] * 2 + [(False, False)] + [(True, True)] + [(True, False)] * 4
    totals = {}
    for answerable, abstained in outcomes:
        scores = abstention_scores(answerable=answerable, abstained=abstained)
        for name, share in scores.items():
            part, whole = totals.get(name, (0, 0))
            totals[name] = (part + share.part, whole + share.whole)
    values = {name: part / whole for name, (part, whole) in totals.items()}
    assert values == pytest.approx(
        {
            "abstention_precision": 2 / 3,
            "abstention_recall": 2 / 3,
            "abstention_f1": 2 / 3,
            "false_abstention": 1 / 5,
        }
    )
