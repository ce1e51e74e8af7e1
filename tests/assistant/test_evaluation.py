"""The whole run on a world of four sentences, every number worked out by hand."""

import json
from dataclasses import replace

import pytest

from assistant import (
    METRICS,
    RETRIEVAL_METRICS,
    EvaluationProgress,
    GoldQuestion,
    compare_runs,
    evaluate,
    load_run,
)
from assistant.evaluation.changes import QuestionOutcome
from assistant.evaluation.gold import Evidence
from assistant.evaluation.saved_run import SavedQuestion
from corpus import GoldError
from tests.assistant.evaluation_fakes import (
    make_answer,
    make_citation,
    make_document,
    make_hit,
)

DOCUMENT = make_document(
    "수도는 서울이다. 인구는 천만이다. 강은 한강이다. 산은 남산이다.", "도시.txt"
)
#                         0.........10......... 20........30
SENTENCES = [(0, 9), (10, 19), (20, 28), (29, 37)]
HITS = [make_hit(DOCUMENT, start, end, 1 - at / 10) for at, (start, end) in enumerate(SENTENCES)]


def gold(identifier, question, answer, sentence, **more):
    start, end = SENTENCES[sentence]
    return GoldQuestion(
        identifier,
        question,
        True,
        answers=(answer,),
        evidence=(Evidence("도시.txt", DOCUMENT.text[start:end]),),
        alternatives=((0,),),
        **more,
    )


OUTCOME = QuestionOutcome(None, None, None, False, "")
GOLD = (
    gold("capital", "수도는 어디인가요?", "서울", 0, type="fact", style="polite"),
    gold("people", "인구 몇?", "천만", 1, type="fact", style="keyword"),
    gold("river", "그럼 강은?", "한강", 2, type="fact", style="follow-up", context=("산은?",)),
    GoldQuestion("gdp", "GDP는?", False, type="unanswerable", style="polite"),
)


def quote(sentence, n=1):
    start, end = SENTENCES[sentence]
    hit = HITS[sentence]
    return make_citation(DOCUMENT, start, end, n=n, passage_id=hit.passage.id)


def tell(sentence):
    start, end = SENTENCES[sentence]
    return [(DOCUMENT.text[start:end], (1,))], [quote(sentence)]


def ask(question, context):
    # Right about the capital, wrong about the people, silent about the river, and it
    # answers what cannot be answered.
    if question.startswith("수도"):
        return make_answer(*tell(0), hits=HITS, question=question)
    if question.startswith("인구"):
        return make_answer(*tell(3), hits=HITS, question=question)
    if question.startswith("그럼"):
        assert tuple(context) == ("산은?",)
        return replace(make_answer(hits=HITS, outcome="none"), understood="강은?")
    sentences, citations = tell(3)
    return make_answer(sentences, [replace(citations[0], verified=False)], hits=HITS)


def retrieve(question, context, *, top_k):
    assert top_k == 10
    return HITS


def run(**more):
    return evaluate(GOLD, documents=[DOCUMENT], ask=ask, retrieve=retrieve, **more)


def test_every_measure_by_hand():
    found = {name: (e.value, e.n) for name, e in run(has_baselines=False).metrics.items()}
    third = pytest.approx(1 / 3)
    assert found == {
        "hit@1": (third, 3),
        "hit@3": (1.0, 3),
        "hit@5": (1.0, 3),
        "hit@10": (1.0, 3),
        "mrr@10": (pytest.approx((1 + 1 / 2 + 1 / 3) / 3), 3),
        "ndcg@10": (pytest.approx((1 + 0.6309297535714575 + 0.5) / 3), 3),
        "answer_hit": (third, 3),
        "answer_recall": (third, 3),
        "citation_hit": (third, 3),
        "both_where_found": (third, 3),
        "citation_precision": (0.5, 2),
        "sentence_support": (pytest.approx(2 / 3), 3),
        "abstention_precision": (0.0, 1),
        "abstention_recall": (0.0, 1),
        "abstention_f1": (0.0, 2),
        "false_abstention": (third, 3),
    }


def test_groups_and_questions():
    evaluation = run(has_baselines=False)
    assert list(evaluation.by_style) == ["follow-up", "keyword", "polite"]
    assert evaluation.by_style["polite"]["answer_hit"].n == 1
    assert evaluation.by_type["unanswerable"]["hit@5"].value is None
    assert evaluation.by_type["fact"]["hit@5"].value == 1.0
    assert [(q.rank, q.answer_hit, q.citation_hit, q.abstained) for q in evaluation.questions] == [
        (1, True, True, False),
        (2, False, False, False),
        (3, False, False, True),
        (None, None, None, False),
    ]


def test_the_json_keeps_the_contract():
    record = json.loads(json.dumps(run(has_baselines=False).to_dict(), allow_nan=False))
    assert set(record) >= {"metrics", "by_type", "by_style", "questions", "elapsed_ms"}
    assert list(record["metrics"]) == list(METRICS)
    assert set(record["metrics"]["hit@5"]) == {"value", "low", "high", "n"}
    first = record["questions"][0]
    assert set(first) >= {
        "id",
        "rank",
        "answer_hit",
        "citation_hit",
        "abstained",
        "answer",
        "citations",
        "passages",
    }
    assert first["citations"][0] == {
        "n": 1,
        "document": "도시.txt",
        "title": "도시.txt",
        "page": 1,
        "page_label": None,
        "heading": [],
        "start": 0,
        "end": 9,
        "quote": "수도는 서울이다.",
        "verified": True,
    }
    assert first["passages"][1] == {
        "document": "도시.txt",
        "page": 1,
        "start": 10,
        "end": 19,
        "score": 0.9,
        "text": "인구는 천만이다.",
    }


def test_baselines_and_legs_run_on_the_same_questions():
    legs = []

    def search(query, *, top_k, mode):
        legs.append((mode, query))
        return HITS[::-1] if mode == "dense" else HITS

    evaluation = run(search=search)
    names = [baseline.name for baseline in evaluation.baselines]
    assert names == ["bm25-words", "bm25-kiwi", "lexical", "dense", "hybrid"]
    dense = evaluation.baselines[3]
    assert list(dense.metrics) == list(RETRIEVAL_METRICS)
    assert dense.metrics["mrr@10"].value == pytest.approx((1 / 4 + 1 / 3 + 1 / 2) / 3)
    assert dense.differences["mrr@10"].value == pytest.approx(
        (1 + 1 / 2 + 1 / 3) / 3 - (1 / 4 + 1 / 3 + 1 / 2) / 3
    )
    assert evaluation.baselines[2].differences["mrr@10"].value == 0.0
    assert ("lexical", "강은?") in legs  # as the assistant understood it
    assert len(legs) == 3 * 3  # unanswerable questions have nothing to find
    record = evaluation.to_dict()["baselines"]["bm25-kiwi"]
    assert set(record) >= {"metrics", "by_type", "by_style", "differences", "ranks", "latency"}


def test_without_a_retriever_the_hits_of_the_answer_are_measured():
    evaluation = evaluate(GOLD, documents=[DOCUMENT], ask=ask, has_baselines=False)
    assert [q.rank for q in evaluation.questions] == [1, 2, 3, None]


def test_only_ten_hits_are_looked_at():
    filler = make_document("빈 말 " * 50, "빈.txt")
    hits = [make_hit(filler, at, at + 3) for at in range(10)] + HITS
    evaluation = evaluate(
        GOLD[:1],
        documents=[DOCUMENT, filler],
        ask=ask,
        retrieve=lambda question, context, *, top_k: hits,
        has_baselines=False,
    )
    assert evaluation.questions[0].rank is None
    assert len(evaluation.questions[0].hits) == 10


def test_citations_are_checked_against_the_passages_of_the_library():
    evaluation = run(has_baselines=False, find_passage=lambda passage_id: None)
    assert evaluation.metrics["sentence_support"].value == 0.0


def test_progress_reaches_its_end_in_every_stage():
    seen = []
    run(progress=seen.append)
    assert seen[0] == EvaluationProgress("questions", 0, 4)
    for stage, total in (("questions", 4), ("bm25-words", 3), ("bm25-kiwi", 3)):
        steps = [p.done for p in seen if p.stage == stage]
        assert steps == list(range(total + 1))


def test_an_interrupt_is_not_swallowed():
    def impatient(question, context):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        evaluate(GOLD, documents=[DOCUMENT], ask=impatient)


def test_evidence_that_is_not_there_is_told():
    lost = replace(GOLD[0], id="lost", evidence=(Evidence("도시.txt", "없는 말"),))
    evaluation = evaluate(
        (*GOLD, lost), documents=[DOCUMENT], ask=ask, retrieve=retrieve, has_baselines=False
    )
    assert evaluation.unlocated == ("lost#0",)
    assert evaluation.questions[-1].rank is None
    with pytest.raises(GoldError) as caught:
        evaluate(GOLD, documents=[make_document("다른 글", "다른.txt")], ask=ask)
    assert caught.value.code == "gold-without-documents"


def test_a_set_of_unanswerable_questions_can_be_run():
    evaluation = evaluate(GOLD[3:], documents=[DOCUMENT], ask=ask)
    assert evaluation.metrics["hit@5"].value is None
    assert evaluation.metrics["abstention_recall"].value == 0.0


def save(tmp_path, record):
    path = tmp_path / "run.json"
    path.write_text(json.dumps(record), "utf-8")
    return path


def test_a_saved_run_compares_with_itself_as_equal(tmp_path):
    evaluation = run(has_baselines=False)
    saved = load_run(save(tmp_path, evaluation.to_dict()))
    assert {key: one.scores for key, one in saved.items()} == evaluation.scores
    compared = compare_runs(evaluation, saved)
    assert list(compared.differences) == list(METRICS)
    assert compared.differences["answer_hit"].value == 0.0
    assert compared.differences["answer_hit"].p == 1.0
    assert compared.changes == () and (compared.shared, compared.total) == (4, 4)


def test_a_better_run_shows_its_gain(tmp_path):
    worse = run(has_baselines=False).to_dict()
    worse["questions"][0]["scores"]["answer_hit"] = [0, 1]
    compared = compare_runs(run(has_baselines=False), load_run(save(tmp_path, worse)))
    assert compared.differences["answer_hit"].value == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    "record",
    [
        [],
        {},
        {"questions": []},
        {"questions": [{"id": 3}]},
        {"questions": [{"id": "a"}]},
        {"questions": [{"id": "a", "scores": {"hit@1": [1]}}]},
        {"questions": [{"id": "a", "scores": {"hit@1": [1, "x"]}}]},
        {"questions": [{"id": "a", "scores": {"hit@1": [1, float("inf")]}}]},
    ],
    ids=repr,
)
def test_a_file_that_is_no_run_is_refused(tmp_path, record):
    with pytest.raises(GoldError) as caught:
        load_run(save(tmp_path, record))
    assert caught.value.code == "run-bad"


def test_runs_that_cannot_be_read_or_share_nothing(tmp_path):
    with pytest.raises(GoldError) as caught:
        load_run(tmp_path / "none.json")
    assert caught.value.code == "run-missing"
    with pytest.raises(GoldError) as caught:
        load_run(tmp_path)
    assert caught.value.code == "run-unreadable"
    with pytest.raises(GoldError) as caught:
        compare_runs(run(has_baselines=False), {"other": SavedQuestion("", {}, OUTCOME)})
    assert caught.value.code == "run-other-questions"
