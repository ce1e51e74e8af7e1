"""Evidence features against figures worked out by hand."""

import numpy as np
import pytest

from assistant.evidence import gather, is_question, with_unit
from assistant.question import understand
from assistant.reading import MAX_PASSAGES, Reader
from assistant.yardstick import Yardstick, bigrams_of, share
from tests.assistant.fakes import FakeLibrary, make_document, make_passage

REPORT = """하늘시는 시범사업을 시작했다.
예산은 5,700억 원이다."""


class Words(FakeLibrary):
    """Weighs a term by its length; a word's vector is (1, 0) if it holds 예산, else (0, 1)."""

    encoded = 0

    def term_weights(self, terms):
        return {term: float(len(term)) for term in terms}

    def encode_words(self, words):
        self.encoded += len(words)
        return np.array([[1, 0] if "예산" in w else [0, 1] for w in words], np.float32)


def test_coverage_is_the_share_of_weight_found():
    library = Words(REPORT)
    asked = understand("시범사업 예산")
    assert asked.terms == ("시범", "사업", "예산")
    rule = Yardstick.of(asked, frozenset({"예산", "하늘"}), library, Reader(library))
    both, money, none = frozenset({"예산", "하늘"}), frozenset({"예산"}), frozenset()
    found = rule.cover([both, money, none])
    assert found.hard == pytest.approx([2 / 6, 2 / 6, 0.0])
    # 시범 and 사업 have the vector of 하늘, which is found.
    assert found.soft == pytest.approx([1.0, 2 / 6, 0.0])
    assert found.weakest == pytest.approx([1.0, 0.0, 0.0])


def test_coverage_of_many_sets_is_that_of_each_alone():
    library = Words(REPORT)
    asked = understand("시범사업 예산과 하늘 공원")
    words = ("예산", "하늘", "바람", "시범", "공원", "구름")
    rule = Yardstick.of(asked, frozenset(words[:5]), library, Reader(library))
    chance = np.random.default_rng(7)
    sets = [frozenset(w for w in words if chance.random() < 0.4) for _ in range(40)]
    sets[3] = frozenset()
    many = rule.cover(sets)
    total = sum(len(term) for term in asked.terms)
    for terms, hard, soft, weakest in zip(sets, many.hard, many.soft, many.weakest, strict=True):
        # By hand: a word is near another where both hold 예산 or neither does.
        near = [
            max((float(("예산" in t) == ("예산" in w)) for w in terms if w != "구름"), default=0.0)
            for t in asked.terms
        ]
        sizes = [len(term) for term in asked.terms]
        assert hard == pytest.approx(sum(len(t) for t in asked.terms if t in terms) / total)
        assert soft == pytest.approx(sum(a * b for a, b in zip(near, sizes, strict=True)) / total)
        assert weakest == pytest.approx(min(near))


def test_without_terms_nothing_is_covered():
    library = Words(REPORT)
    rule = Yardstick.of(understand("왜?"), frozenset({"예산"}), library, Reader(library))
    found = rule.cover([frozenset({"예산"}), frozenset()])
    assert list(found.hard) == list(found.soft) == list(found.weakest) == [0.0, 0.0]


def test_a_measure_is_found_only_with_a_new_figure():
    library = Words(REPORT)
    rule = Yardstick.of(understand("2021년 예산은 몇 명?"), frozenset(), library, Reader(library))
    assert rule.measured("참여자는 1만 2,300명이다") == 1.0
    assert rule.measured("예산은 30억 원이다") == 0.0
    no_figure = Yardstick.of(understand("왜?"), frozenset(), library, Reader(library))
    assert no_figure.measured("30명") == 0.5


def test_every_unit_of_every_hit_has_features_between_0_and_1():
    library = Words(REPORT)
    hits = library.search("예산")
    found = gather(understand("시범사업 예산은 얼마?"), hits, library, Reader(library))
    assert [unit.text for unit in found] == REPORT.split("\n")
    for unit in found:
        assert all(0.0 <= figure <= 1.0 for figure in unit.features.as_row())
    first, second = (unit.features for unit in found)
    assert (first.coverage, second.coverage) == pytest.approx((4 / 6, 2 / 6))
    # The second stands behind the first, so in context it has all.
    assert second.context_coverage == pytest.approx(1.0)
    assert (first.measure, second.measure) == (0.0, 1.0)
    assert first.precedence == 1.0


def test_what_a_unit_is_about_by_hand():
    library = Words("새누리센터는 2월에 문을 닫았다.\n비가 샜기 때문이다.")
    question = understand("새누리센터가 문을 닫은 까닭은?")
    first, second = gather(question, library.search("새누리센터"), library, Reader(library))
    terms = question.terms
    share_of = sum(len(term) for term in terms if term in "새누리센터") / sum(map(len, terms))
    assert first.features.topic == pytest.approx(share_of) and share_of > 0.5
    assert second.features.topic == 0.0


@pytest.mark.parametrize(
    ("row", "caption", "shown"),
    [
        ("지역: 가람 | 2023년: 12 | 2024년: 9", "표 1. 그늘막 (단위: 곳)",
         "지역: 가람 | 2023년: 12 곳 | 2024년: 9 곳"),
        ("항목: 예산 | 금액: 1,128", "표 2 (단위 : 백만 원, 명)", "항목: 예산 | 금액: 1,128 백만 원"),
        ("지역: 가람 | 비율: 12%", "표 3 (단위: 명)", "지역: 가람 | 비율: 12%"),
        ("지역: 가람 | 2023년: 12", "표 4. 그늘막", "지역: 가람 | 2023년: 12"),
    ],
)  # fmt: skip
def test_a_row_is_read_with_the_unit_of_its_caption(row, caption, shown):
    document = make_document(row)
    passage = make_passage(document, 0, len(row), kind="table", caption=caption)
    assert with_unit(row, passage) == shown


def test_without_hits_there_is_no_evidence():
    library = Words(REPORT)
    assert gather(understand("예산?"), (), library, Reader(library)) == ()


def test_words_and_passages_are_read_once():
    library = Words(REPORT)
    reader = Reader(library)
    question, hits = understand("시범사업 예산은 얼마?"), library.search("예산")
    first = gather(question, hits, library, reader)
    encoded = library.encoded
    assert gather(question, hits, library, reader) == first
    assert library.encoded == encoded
    assert MAX_PASSAGES > 0


@pytest.mark.parametrize("max_words", [1, 3, 4, 100])
def test_kept_vectors_of_words_are_those_of_the_model(max_words):
    class Lengths(Words):
        def encode_words(self, words):
            return np.array([[len(word), ord(word[0])] for word in words], np.float32)

    lexicon = Lengths(REPORT)
    reader = Reader(lexicon, max_words=max_words)
    chance = np.random.default_rng(3)
    words = ["가", "나나", "다다다", "라", "마마", "바바바"]
    for _ in range(50):
        asked = [words[at] for at in chance.integers(0, len(words), size=4)]
        assert np.array_equal(reader.word_vectors(asked), lexicon.encode_words(asked))


def test_bigrams_and_shares_by_hand():
    assert bigrams_of("가 나,다") == {"가나", "나다"}
    assert share(frozenset("ab"), frozenset("b")) == 0.5
    assert share(frozenset(), frozenset("b")) == 1.0


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("신청하면 언제 받나요?", True),
        ("누가 신청할 수 있습니까", True),
        ("신청할 수 있습니다.", False),
    ],
)
def test_a_document_may_ask_too(text, asks):
    assert is_question(text) is asks


def test_what_a_rule_is_for_counts_only_where_that_is_asked():
    rule = "(목적) 이 지침은 지원사업의 신청, 선정, 정산에 필요한 사항을 정함을 목적으로 한다."
    library = Words(f"{rule}\n신청은 4월에 받는다.")
    for text, figure in (("신청은 언제 받아?", 1.0), ("지침의 목적은?", 0.0)):
        first, second = gather(understand(text), library.search("신청"), library, Reader(library))
        assert (first.features.asks, second.features.asks) == (figure, 0.0)
