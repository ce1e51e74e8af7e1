"""The questions in other words keep what their figures rest on."""

import json
from collections import Counter
from functools import cache

import pytest

from assistant import load_gold, locate
from assistant.evaluation.metrics import Share
from corpus import Span, read_document, sample_gold
from tests.benchmarks.meaning import (
    AROUND_CHARS,
    GOLD,
    STYLES,
    document_folders,
    measure_overlap,
    rank_of,
    summarise,
    surroundings,
)

# The most of a question's terms that may stand around its evidence.
MOST = {"paraphrase": 0.34, "English": 0.34, "Chinese": 0.34, "colloquial": 0.5}
ENOUGH = {
    "tune": {"paraphrase": 60, "English": 40, "Chinese": 40, "colloquial": 30},
    "report": {"paraphrase": 70, "English": 45, "Chinese": 45, "colloquial": 30},
}
QUESTIONS = [(name, question) for name in GOLD for question in load_gold(GOLD[name])]
# A question in a document's own foreign language would be no question in other words.
FOREIGN = {
    "English": {"port-shore-power-review.md"},
    "Chinese": {"qinglan-industrial-internet.txt"},
}
# Documents that joined when the questions were written: found among, never asked about.
ASKED_ABOUT = {"set1", "set2", "set3"}
LATER = {
    "tune": {
        path.name
        for folder in document_folders("tune")
        if folder.parent.name not in ASKED_ABOUT
        for path in folder.iterdir()
    },
    "report": {
        "brief-hydrogen-bus-2025.docx",
        "budget-2024-2026.xlsx",
        "press-water-reuse-2025.hwpx",
        "survey-youth-housing-2024.hwpx",
    },
}
TYPES = {"fact-number", "fact-entity", "date", "definition", "list", "table-cell", "why-how"}


@cache
def texts(name):
    files = [path for folder in document_folders(name) for path in folder.iterdir()]
    return {path.name: read_document(path, path.name).text for path in files if path.is_file()}


def fold(text):
    return "".join(text.split()).replace(",", "").casefold()


@pytest.mark.parametrize("name", GOLD)
def test_there_are_enough_of_every_style_about_every_document(name):
    gold = load_gold(GOLD[name])
    styles = Counter(question.style for question in gold)
    assert set(styles) == set(STYLES)
    assert not {style: n for style, n in ENOUGH[name].items() if styles[style] < n}
    later = LATER[name]
    assert later <= set(texts(name))
    for style in STYLES:
        asked = {q.evidence[0].doc for q in gold if q.style == style}
        assert asked == set(texts(name)) - later - FOREIGN.get(style, set()), style


def test_no_question_is_asked_twice():
    asked = Counter(fold(question.question) for _, question in QUESTIONS)
    for path in (sample_gold(), *GOLD["tune"].parents[1].glob("tuning/*/gold.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        asked.update({fold(json.loads(line)["question"]) for line in lines})
    assert not [question for _, question in QUESTIONS if asked[fold(question.question)] > 1]
    ids = [question.id for _, question in QUESTIONS]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", GOLD)
def test_a_question_can_be_answered_from_its_quotations(name):
    for question in load_gold(GOLD[name]):
        assert question.answerable, question.id
        assert not question.context, question.id
        assert question.type in TYPES, question.id
        quoted = fold(" ".join(evidence.quote for evidence in question.evidence))
        for variants in question.nuggets or (question.answers,):
            assert any(fold(variant) in quoted for variant in variants), (question.id, variants)


@pytest.mark.parametrize("name", GOLD)
def test_quotations_stand_in_their_documents_and_share_few_words_with_the_question(name):
    too_much = {}
    for question in load_gold(GOLD[name]):
        for evidence in question.evidence:
            text = texts(name)[evidence.doc]
            places = locate(evidence.quote, text)
            assert places, (question.id, evidence.quote)
            overlaps = [measure_overlap(question.question, surroundings(text, p)) for p in places]
            if max(overlaps) > MOST[question.style]:
                too_much[question.id] = max(overlaps)
    assert not too_much


def test_overlap_by_hand():
    # Terms asked: 사과, 값, 사과값; particles and 얼마 are none.
    asked = "사과 값은 얼마?"
    assert measure_overlap(asked, "사과가 싸다") == pytest.approx(1 / 3)
    assert measure_overlap(asked, "사과값이 올랐다") == 1.0
    assert measure_overlap(asked, "능금이 비싸다") == 0.0
    assert measure_overlap("???", "능금") == 0.0
    # Chinese is searched by its reading too; in writing only the figure is the same.
    # 2030; 人工, 工智, 智能 are the pairs.
    assert measure_overlap("人工智能2030", "2030년의 인공지능") == pytest.approx(1 / 4)
    assert measure_overlap("人工智能", "人工智能이란") == 1.0
    assert measure_overlap("人工智能", "인공지능") == 0.0


def test_surroundings_end_with_the_text():
    text = "가" * 500 + "나" + "다" * 100
    assert surroundings(text, Span(500, 501)) == "가" * AROUND_CHARS + "나" + "다" * 100


def test_the_better_leg_is_the_one_with_more_gain():
    gold = [question for _, question in QUESTIONS if question.style == "paraphrase"][:3]

    def measures(*ranks):
        return {
            question.id: {
                "hit@1": Share(float(rank == 1), 1.0),
                "hit@5": Share(float(rank <= 5), 1.0),
                "mrr@10": Share(1 / rank, 1.0),
                "ndcg@10": Share({1: 1.0, 3: 0.5, 7: 1 / 3}[rank], 1.0),
            }
            for question, rank in zip(gold, ranks, strict=True)
        }

    scores = {
        "lexical": measures(1, 7, 7),
        "dense": measures(1, 1, 3),
        "hybrid": measures(1, 3, 3),
        "reranked": measures(1, 1, 1),
    }
    found = summarise(gold, scores, dict.fromkeys((q.id for q in gold), 0.25))["paraphrase"]
    assert found["better_leg"] == "dense"
    assert found["overlap"] == 0.25
    assert found["ways"]["dense"]["ndcg@10"]["value"] == pytest.approx(2.5 / 3)
    hybrid = found["differences"]["hybrid minus dense"]
    assert hybrid["hit@1"]["value"] == pytest.approx(-1 / 3)
    assert hybrid["ndcg@10"]["value"] == pytest.approx(-0.5 / 3)
    assert hybrid["hit@5"]["value"] == 0.0
    assert rank_of(scores["lexical"][gold[1].id]) == 7
    assert rank_of({"mrr@10": Share(0.0, 1.0)}) is None
