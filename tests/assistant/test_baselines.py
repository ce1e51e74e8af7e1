import unicodedata
from math import log
from pathlib import Path

import pytest

from assistant import load_gold
from assistant.evaluation.baselines import (
    STRIDE_CHARS,
    WINDOW_CHARS,
    PlainBm25,
    WindowBaseline,
    cut_windows,
    inverse_document_frequency,
    saturate_frequency,
)
from assistant.evaluation.bootstrap import estimate_metrics
from assistant.evaluation.coverage import EvidenceFinder
from assistant.evaluation.metrics import RETRIEVAL_METRICS, retrieval_scores
from tests.assistant.evaluation_fakes import make_document

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"


def test_windows_tile_the_text_with_a_shared_fifth():
    document = make_document("가" * 1000)
    spans = [window.spans[0] for window in cut_windows([document])]
    assert [(s.start, s.end) for s in spans] == [(0, 500), (400, 900), (800, 1000)]
    assert WINDOW_CHARS - STRIDE_CHARS == 100
    assert cut_windows([make_document("")]) == ()


def test_weights_by_hand():
    # 3 texts, the term in one of them: ln(1 + 2.5 / 1.5).
    assert inverse_document_frequency(3, 1) == pytest.approx(log(1 + 2.5 / 1.5))
    # tf 2, length 4, mean 3: 2 / (2 + 1.2 * (0.25 + 0.75 * 4 / 3)).
    assert saturate_frequency(2, 4, 3) == pytest.approx(2 / 3.5)


def test_scores_agree_with_the_formula_written_out():
    texts = [["a", "b", "a"], ["b"], ["c", "a", "b", "c", "d"]]
    mean = 3.0
    query = ["a", "c", "a", "x"]

    def by_hand(text):
        total = 0.0
        for term in query:
            n = sum(term in other for other in texts)
            tf = text.count(term)
            if tf:
                idf = log(1 + (3 - n + 0.5) / (n + 0.5))
                total += idf * tf / (tf + 1.2 * (1 - 0.75 + 0.75 * len(text) / mean))
        return total

    ranked = PlainBm25(texts).rank(query, 10)
    assert {found.number: found.score for found in ranked} == pytest.approx(
        {number: by_hand(text) for number, text in enumerate(texts) if by_hand(text)}
    )
    assert [found.score for found in ranked] == sorted((f.score for f in ranked), reverse=True)


def test_ties_go_to_the_earlier_text_and_strangers_are_not_found():
    index = PlainBm25([["a"], ["b"], ["a"]])
    assert [found.number for found in index.rank(["a"], 5)] == [0, 2]
    assert [found.number for found in index.rank(["a"], 1)] == [0]
    assert index.rank(["z"], 5) == ()
    assert PlainBm25([]).rank(["a"], 5) == ()


def test_words_miss_what_morphemes_find():
    document = make_document("올해 예산을 늘렸다.")
    other = make_document("다른 이야기이다.", "b.txt")
    words = WindowBaseline([document, other], korean=False)
    morphemes = WindowBaseline([document, other], korean=True)
    assert words.search("예산은 얼마인가", 5) == ()
    assert [found.document_id for found in morphemes.search("예산은 얼마인가", 5)] == [document.id]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("korean", "hit_1", "hit_5"), [(False, 0.40, 0.52), (True, 0.54, 0.69)], ids=["words", "kiwi"]
)
def test_baselines_reach_the_published_yardstick(korean, hit_1, hit_5):
    if not (SHARED / "gold" / "dev.jsonl").exists():
        pytest.skip("shared/ is not beside the project")
    documents = [
        make_document(unicodedata.normalize("NFC", path.read_text("utf-8-sig")), path.name)
        for path in sorted((SHARED / "seeds").glob("*.txt"))
    ]
    finder, baseline = EvidenceFinder(documents), WindowBaseline(documents, korean=korean)
    scores = []
    for question in load_gold(SHARED / "gold" / "dev.jsonl"):
        if question.answerable:
            target = finder.target(question)
            found = target.completions(baseline.search(question.question, 10))
            scores.append(retrieval_scores(found, target))
    metrics = estimate_metrics(scores, RETRIEVAL_METRICS)
    assert metrics["hit@1"].value == pytest.approx(hit_1, abs=0.01)
    assert metrics["hit@5"].value == pytest.approx(hit_5, abs=0.01)
