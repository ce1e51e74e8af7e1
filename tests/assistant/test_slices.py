"""What a run is cut by, worked out by hand."""

from fractions import Fraction

import pytest

from assistant.evaluation.gold import Evidence, GoldQuestion
from assistant.evaluation.slices import (
    HARDNESS,
    SLICES,
    cut,
    document_of,
    hardness_of,
    language_of,
    shared_words,
)


def ask(question, *quotes, alternatives=None, answerable=True, docs=None, **more):
    docs = docs or ["a.txt"] * len(quotes)
    return GoldQuestion(
        "q",
        question,
        answerable,
        evidence=tuple(Evidence(doc, quote) for doc, quote in zip(docs, quotes, strict=True)),
        alternatives=alternatives or tuple((at,) for at in range(len(quotes))),
        **more,
    )


@pytest.mark.parametrize(
    ("question", "quote", "share", "group"),
    [
        # 로봇, 생산, 예산: none, one, two, all of three.
        ("로봇 생산 예산은 얼마인가요?", "수소버스는 열두 대를 들였다.", 0, "none"),
        ("로봇 생산 예산은 얼마인가요?", "예산은 57억 원이다.", Fraction(1, 3), "third"),
        (
            "로봇 생산 예산은 얼마인가요?",
            "로봇의 예산은 57억 원이다.",
            Fraction(2, 3),
            "two-thirds",
        ),
        ("로봇 생산 예산은 얼마인가요?", "로봇을 생산하는 예산은 57억 원이다.", 1, "all"),
        # Question words are no content; a word in another script is not held.
        ("얼마인가요?", "57억 원이다.", 0, "none"),
        ("How large is the budget?", "예산은 57억 원이다.", 0, "none"),
        ("GDP 규모는?", "gdp는 11조 달러 규모이다.", 1, "all"),
        # Figures with and without separators are the same word.
        ("5,700", "5700", 1, "all"),
    ],
)
def test_hardness_by_hand(question, quote, share, group):
    asked = ask(question, quote)
    assert shared_words(asked) == share
    assert hardness_of(asked) == group


def test_a_word_inside_a_compound_is_held():
    assert shared_words(ask("거래 규모", "전자상거래규모는 크다")) == 1


def test_the_alternative_that_holds_most_counts_and_its_parts_count_together():
    alone = ask("로봇 예산", "로봇을 샀다", "예산이 늘었다")
    assert shared_words(alone) == Fraction(1, 2)
    together = ask("로봇 예산", "로봇을 샀다", "예산이 늘었다", alternatives=((0, 1),))
    assert shared_words(together) == 1


def test_unanswerable_questions_have_no_hardness():
    lost = ask("로봇 예산", "로봇을 샀다", answerable=False)
    assert SLICES["by_hardness"](lost) is None
    assert hardness_of(ask("로봇 예산")) is None


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("예산은 얼마인가요?", "ko"),
        ("GDP는 얼마?", "ko"),
        ("众创空间은 무엇인가요?", "ko"),
        ("ㅇㅅㅇ", "ko"),
        ("2030年东部地区的目标是多少？", "zh"),
        ("IIoT的目标是什么？", "zh"),
        ("When was it opened?", "en"),
        ("2024", "ko"),
    ],
)
def test_languages(question, language):
    assert language_of(ask(question)) == language


def test_documents_and_groups_in_their_order():
    one, two = ask("a", "x"), ask("b", "x", "y", docs=["b.txt", "c.txt"])
    nothing = ask("c", answerable=False)
    assert [document_of(q) for q in (one, two, nothing)] == ["a.txt", "several", None]
    assert cut([two, one, nothing, one], "by_document") == {"a.txt": (1, 3), "several": (0,)}
    hard, easy = ask("로봇", "예산"), ask("로봇", "로봇")
    assert list(cut([easy, hard], "by_hardness")) == ["none", "all"] == [HARDNESS[0], HARDNESS[3]]
