"""The hits of a comparison: a hand-computed greedy choice, and nothing else is touched."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from assistant import Assistant
from assistant.composing.quotation import Quotation
from assistant.question import understand
from assistant.retrieval import merge
from assistant.sides import POOL, SIDES, compares, speaks_of, spread
from corpus import Span
from index import Hit, Steps
from tests.assistant.fakes import make_document, make_passage, make_record
from tests.assistant.test_steps import FILES
from tests.index.library_fakes import open_library, write


@pytest.mark.parametrize(
    "question",
    [
        "하늘시와 바다시의 예산을 비교해 줘",
        "하늘시 예산은 바다시보다 얼마나 더 많아?",
        "하늘시와 바다시 가운데 어디가 더 높은가요?",
        "식각이랑 증착 중에 어느 쪽이 더 커?",
        "두 사업은 어떻게 다른가요?",
        "예산 차이가 얼마야",
        "2023년 대비 2024년 재활용률은?",
        "하늘시는 줄었는데 반면 바다시는?",
        "How do the two cities differ?",
        "Is A larger than B?",
        "两个城市的预算相比如何？",
    ],
)
def test_comparisons_are_told(question):
    assert compares(question)


@pytest.mark.parametrize(
    "question",
    [
        "하늘시 예산은 얼마인가요?",
        "내려 달라고 할 수 있는 벌은 무엇인가요?",
        "다시 봐 달라고 하려면 며칠 안에 해야 하죠?",
        "보다 나은 서비스란 무엇인가?",
        "사업 중에 끝난 것은 몇 건인가요?",
        "When did the project start?",
        "项目什么时候开始？",
    ],
)
def test_other_questions_are_none(question):
    assert not compares(question)


def hit(name, text, score, source):
    document = make_document(text, source, source.ljust(64, "0"))
    passage = replace(make_passage(document, 0, len(text)), id=name)
    return Hit(passage, make_record(document), score, score, score)


HITS = (
    hit("a1", "하늘시 예산은 500억 원이다", 0.9, "a.txt"),
    hit("a2", "하늘시 예산은 늘었다", 0.8, "a.txt"),
    hit("a3", "하늘시 예산의 내역", 0.7, "a.txt"),
    hit("b1", "바다시 예산은 300억 원이다", 0.5, "b.txt"),
    hit("c1", "나무를 심었다", 0.1, "c.txt"),
)


def names(hits):
    return [one.passage.id for one in hits]


def test_the_side_that_is_lacking_comes_next():
    question = understand("하늘시와 바다시의 예산 비교")
    weights = {"하늘": 2.0, "바다": 2.0, "예산": 1.0, "비교": 5.0, "시": 0.0}
    assert set(question.terms) <= set(weights), question.terms
    # By hand: a1 has the best score and 3 of 10. Then b1 adds 바다, 2 of 10:
    # 0.7 x 0.5 + 0.3 x 0.2 = 0.41, which a2's 0.7 x 0.8 = 0.56 and a3's outweigh ...
    assert SIDES == 0.3
    assert names(spread(question, HITS, weights)) == ["a1", "a2", "a3", "b1", "c1"]
    # ... unless it is much of what is asked: 0.7 x 0.5 + 0.3 x 8 / 11 = 0.568.
    # First a1 with 0.63 + 0.3 x 3 / 11 = 0.71 against b1's 0.35 + 0.3 x 9 / 11 = 0.60.
    weights = {"하늘": 2.0, "바다": 8.0, "예산": 1.0}
    assert names(spread(question, HITS, weights)) == ["a1", "b1", "a2", "a3", "c1"]


def test_documents_as_such_are_sides():
    question = understand("두 보고서의 예산은 어떻게 다른가요?")
    # After a1, b1 comes of another document: 0.7 x 0.5 + 0.3 = 0.65 against a2's 0.56.
    assert names(spread(question, HITS, {"예산": 1.0})) == ["a1", "b1", "a2", "a3", "c1"]


def test_every_hit_stays_and_ties_keep_their_order():
    question = understand("하늘시와 바다시의 예산 비교")
    same = [replace(HITS[1], passage=replace(HITS[1].passage, id=f"p{n}")) for n in range(30)]
    assert names(spread(question, same, {})) == names(same)
    tail = [*same[:POOL], *HITS]
    assert names(spread(question, tail, {"바다": 9.0}))[POOL:] == names(HITS)
    assert spread(question, (), {}) == ()


def test_other_questions_keep_their_hits():
    question = understand("바다시 예산은 얼마인가요?")
    assert spread(question, HITS, {"바다": 99.0}) == HITS


def test_a_comparison_finds_the_other_side_early(tmp_path):
    docs = write(tmp_path / "docs", **FILES)
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        whole, plain = Assistant(library), Assistant(library, steps=Steps(sides=False))
        question = "물길지기 사업과 견주어 기차 시간표 쪽은 차이가 어떤가요?"
        found, other = whole.retrieve(question), plain.retrieve(question)
        assert {hit.document.source for hit in other[:2]} == {"train.txt"}
        assert {hit.document.source for hit in found[:2]} >= {"train.txt"}
        assert len({hit.document.source for hit in found[:2]}) == 2
        assert sorted(names(found)) == sorted(names(other))
        # What is quoted is the same, and so are the hits of other questions.
        assert whole.ask(question).text == plain.ask(question).text
        question = "물길지기 사업비는 얼마인가요?"
        assert whole.retrieve(question) == plain.retrieve(question)


def quotation(one, said):
    return Quotation(one, (Span(0, 1),), (said,), 1.0)


def test_a_quotation_speaks_of_the_side_whose_own_terms_it_holds():
    sides = [understand("하늘 예산은?"), understand("바다 수협 예산은?"), understand("예산은?")]
    sky, other = quotation(HITS[0], "하늘 예산"), quotation(HITS[4], "수협 예산")
    assert [speaks_of(side, sides, sky) for side in sides] == [True, False, True]
    # One of the two terms is half of them; 예산 is asked of all sides and tells nothing.
    assert [speaks_of(side, sides, other) for side in sides] == [False, True, True]
    # What stands in the title counts: the passage does not repeat it.
    named = replace(HITS[4], document=replace(HITS[4].document, title="바다 수협"))
    assert speaks_of(sides[1], sides, quotation(named, "예산"))


CITIES = {
    "sky": "하늘시는 2024년 공원 예산으로 500억 원을 쓴다. 하늘시 공원 예산은 해마다 는다.",
    "sky2": "하늘시 공원 예산의 내역이다. 하늘시 공원 예산은 나무에 쓴다. 하늘시 공원은 넓다.",
    "sky3": "하늘시 공원 예산과 하늘시 도로 예산은 하늘시 의회가 정한다. 하늘시 예산은 많다.",
    "sea": "바다시가 공원에 들이는 돈은 300억 원이다.",
}


def test_each_side_is_searched_for_and_quoted(tmp_path):
    docs = write(tmp_path / "docs", **CITIES)
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        whole, plain = Assistant(library), Assistant(library, steps=Steps(sides=False))
        question = "하늘시와 바다시의 공원 예산은 각각 얼마인가요?"
        found = whole.retrieve(question)
        # Two hits of the whole question, then one of 하늘시 and one of 바다시.
        turns = [
            hit.passage.id
            for one, number in (
                (question, 2),
                ("하늘시의 공원 예산은 각각 얼마인가요?", 1),
                ("바다시의 공원 예산은 각각 얼마인가요?", 1),
            )
            for hit in plain.retrieve(one)[:number]
        ]
        assert names(found)[: len(set(turns))] == list(dict.fromkeys(turns))
        assert len(set(names(found))) == len(found)
        assert sorted(names(found)) == sorted(names(plain.retrieve(question)))
        answer = whole.ask(question)
        cited = [citation.title for citation in answer.citations]
        assert "sea.txt" in cited
        assert any(title.startswith("sky") for title in cited)
        assert "sea.txt" not in [c.title for c in plain.ask(question).citations]
        # Both sides are found for sure, which the whole question alone is not.
        assert answer.answerable and answer.missing == ()
        assert answer.confidence > plain.ask(question).confidence
        explained = whole.explain(question)
        assert [one.hit.passage.id for one in explained] == names(found)


KINDS = {
    "laser": "레이저 방식이 주목받는 이유는 수율이 가장 높으면서도 속도가 스탬프 방식의 "
    "일곱 배에 이르기 때문이다.",
    "table": "방식별로 다음과 같다. 스탬프 방식의 수율은 99.92%이다.",
    "other": "수율이란 성한 것의 비율이다. 수율의 차이는 크다. 수율 차이는 방식마다 다르다.",
}


def test_a_side_that_is_only_mentioned_is_quoted_where_it_is_spoken_of(tmp_path):
    docs = write(tmp_path / "docs", **KINDS)
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        question = "레이저 방식과 스탬프 방식의 수율 차이는?"
        # `laser` names both sides, but what the yield of the other is stands elsewhere.
        plain = Assistant(library, steps=Steps(sides=False)).ask(question)
        assert "table.txt" not in [citation.title for citation in plain.citations]
        assert Assistant(library).ask(question).text.startswith(plain.text)
        titles = [citation.title for citation in Assistant(library).ask(question).citations]
        assert titles == ["laser.txt", "table.txt"]


def test_a_whole_comparison_gives_two_hits_before_one_of_each_side():
    def part(names, is_side=False):
        hits = tuple(SimpleNamespace(passage=SimpleNamespace(id=name)) for name in names)
        return SimpleNamespace(hits=hits, is_side=is_side)

    def order(*parts):
        return "".join(hit.passage.id for hit in merge(parts))

    whole, left, right = part("abcde"), part("fgh", True), part("aijk", True)
    # Hit `a` stands first already.
    assert order(whole, left, right) == "abfcdgiehjk"
    # Questions in one sentence take turns one by one.
    assert order(part("abc"), part("de")) == "adbec"
    assert order(part("abc")) == "abc"
    assert order() == ""
