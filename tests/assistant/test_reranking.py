"""A reranker's figure is added as log-odds: what it says can be computed by hand."""

import math

import numpy as np
import pytest

from assistant import Assistant
from index import Steps
from tests.assistant.fakes import FakeLibrary

REPORT = """시범사업 예산은 5,700억 원이다.

바다시는 지원 대상을 정한다.

산림청은 나무를 심었다."""
QUESTION = "시범사업 예산은 얼마인가요?"


class Fixed:
    name = "fixed"

    def __init__(self, **odds):
        self.odds = odds
        self.asked = []

    def score(self, query, texts):
        self.asked.append((query, tuple(texts)))
        found = [next((v for k, v in self.odds.items() if k in t), 0.0) for t in texts]
        return np.array(found, np.float32)


def scores(reranker=None, **options):
    hits = Assistant(FakeLibrary(REPORT), reranker=reranker, **options).retrieve(QUESTION)
    return {hit.passage.text: hit.score for hit in hits}


def log_odds(score):
    return math.log(score / (1 - score))


def test_log_odds_add_up():
    alone, joined = scores(), scores(Fixed(나무=3.0, 예산=-2.0))
    for text, score in alone.items():
        shift = 3.0 if "나무" in text else -2.0 if "예산" in text else 0.0
        assert log_odds(joined[text]) == pytest.approx(log_odds(score) + shift, abs=1e-6)


def test_what_it_is_sure_of_leads_and_is_quoted():
    assistant = Assistant(FakeLibrary(REPORT), reranker=Fixed(나무=1000.0))
    assert assistant.retrieve(QUESTION)[0].passage.text == "산림청은 나무를 심었다."
    assert assistant.ask(QUESTION).sentences[0].text == "산림청은 나무를 심었다."


def test_what_it_doubts_is_not_answered():
    answer = Assistant(FakeLibrary(REPORT)).ask(QUESTION)
    doubted = Assistant(FakeLibrary(REPORT), reranker=Fixed(예산=-9.0, 나무=-9.0, 바다=-9.0))
    assert answer.outcome == "answer"
    assert doubted.ask(QUESTION).outcome == "none"
    shifted = log_odds(doubted.ask(QUESTION).confidence)
    assert shifted == pytest.approx(log_odds(answer.confidence) - 9.0, abs=1e-6)


def test_it_reads_the_passage_below_its_heading():
    fixed = Fixed()
    Assistant(FakeLibrary(REPORT, heading=("사업 개요",)), reranker=fixed).retrieve(QUESTION)
    ((query, texts),) = fixed.asked
    assert query == QUESTION
    assert all("사업 개요" in text.splitlines()[0] for text in texts)


def test_without_ranking_it_is_not_asked():
    fixed = Fixed(나무=9.0)
    assert scores(fixed, steps=Steps().without(["ranking"])) == scores(
        steps=Steps().without(["ranking"])
    )
    assert fixed.asked == []
