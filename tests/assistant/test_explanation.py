"""Why a hit stands where it stands: the reasons sum up to what ranks it."""

import math
from dataclasses import fields

import pytest

from assistant import Assistant
from assistant.calibration import RANKING, RELEVANCE_MIDDLE, RELEVANCE_SCALE
from assistant.explanation import GROUPS
from assistant.features import Features
from index import Expansion, Wording
from tests.assistant.fakes import FakeLibrary

REPORT = """하늘시는 2021년에 시범사업을 시작했다.
시범사업 예산은 5,700억 원이다.

바다시는 지원 대상을 정한다.
중소기업에 돈을 준다.

산림청은 나무를 심었다."""


def explained(question, heading=()):
    return Assistant(FakeLibrary(REPORT, heading)).explain(question)


def test_hits_come_in_the_order_of_retrieve():
    question = "시범사업 예산은 얼마인가요?"
    hits = Assistant(FakeLibrary(REPORT)).retrieve(question)
    assert [one.hit for one in explained(question)] == list(hits)
    assert explained(question)[0].unit == "시범사업 예산은 5,700억 원이다."


def test_lifts_sum_up_to_the_logit_above_the_mean_of_the_hits():
    found = explained("시범사업 예산은 얼마인가요?")
    assert len(found) == 3
    logits = []
    for one in found:
        odds = one.hit.score / (1 - one.hit.score)
        logits.append(RELEVANCE_MIDDLE + RELEVANCE_SCALE * math.log(odds))
    mean = sum(logits) / len(logits)
    for one, logit in zip(found, logits, strict=True):
        assert sum(reason.lift for reason in one.reasons) == pytest.approx(logit - mean, abs=1e-6)
        lifts = [abs(reason.lift) for reason in one.reasons]
        assert lifts == sorted(lifts, reverse=True)
        assert sum(one.lifts().values()) == pytest.approx(logit - mean, abs=1e-6)
    values = {reason.feature: reason.value for reason in found[0].reasons}
    assert values["measure"] == 1.0
    assert len(values) == len(RANKING.coefficients.as_row())


def test_each_word_is_told_with_the_narrowest_place_it_stands_in():
    found = explained("예산 2021 하늘 우주선", heading=("하늘 계획",))
    first = next(one for one in found if "예산은" in one.unit)
    where = {match.term: match.where for match in first.words}
    assert where["예산"] == "unit"
    assert where["2021"] == "passage"
    assert where["하늘"] == "context"
    assert where["우주선"] == "nowhere"


def test_a_word_that_stands_nowhere_comes_with_the_one_most_alike():
    found = explained("예산액은 얼마인가요?")
    first = next(one for one in found if "예산은" in one.unit)
    # The fake library's words are alike as far as they share characters.
    match = next(match for match in first.words if match.term.startswith("예산"))
    assert match.where == "unit" or match.alike == "예산"


def test_no_hits_no_explanations():
    class Empty(FakeLibrary):
        def search(self, query, *, top_k=10, filters=None):
            return ()

    assert Assistant(Empty(REPORT)).explain("예산은?") == ()


def test_every_feature_belongs_to_one_group():
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(field.name for field in fields(Features))


def test_a_word_that_stands_by_another_name_is_told_with_it():
    class Named(FakeLibrary):
        def reword(self, query):
            return Wording(query, query, (), (Expansion("alias", "IIoT", "시범사업", "a.txt"),))

    found = Assistant(Named(REPORT)).explain("IIoT 예산은 얼마인가요?")
    first = next(one for one in found if "예산은" in one.unit)
    assert {match.term: match.alike for match in first.words}["iiot"] == "시범사업"
