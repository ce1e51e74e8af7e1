"""How much is quoted at each length: counted by hand on a page of three places."""

import pytest

from assistant import LENGTHS, Assistant
from assistant.composing import EXTENTS
from assistant.generation.prompt import build_prompt
from tests.assistant.fakes import FakeLibrary

REPORT = """하늘시는 2021년에 시범사업을 시작했다. 시범사업 예산은 5,700억 원이다. 예산의 절반은 국비이다.

시범사업 예산은 2022년에 6,000억 원으로 늘었다.

시범사업 예산은 2023년에 7,000억 원으로 늘었다.

바다시는 나무를 심었다."""
ITEMS = """지원 대상은 다음과 같다.
- 중소기업
- 사회적기업
- 대학 연구소
- 협동조합"""


class Sentences(FakeLibrary):
    """A unit a sentence rather than a line."""

    def __init__(self, text):
        from dataclasses import replace

        from corpus import Span

        super().__init__(text)
        cut = []
        for passage in self.found:
            units, at = [], 0
            for piece in passage.text.split(". "):
                end = min(at + len(piece) + 1, len(passage.text))
                units.append(Span(at, end))
                at = end + 1
            cut.append(replace(passage, units=tuple(units)))
        self.found = cut


def told(length, text=REPORT, question="시범사업 예산은 얼마인가요?", kind=Sentences):
    return Assistant(kind(text), length=length).ask(question)


def test_longer_answers_hold_the_shorter_ones():
    brief, normal, detailed = (
        [sentence.text for sentence in told(length).sentences] for length in LENGTHS
    )
    assert brief == ["시범사업 예산은 5,700억 원이다."]
    assert set(brief) <= set(normal) <= set(detailed)
    assert len(brief) < len(detailed) and len(normal) <= len(detailed)
    # The neighbours of the sentence, in its paragraph.
    assert "예산의 절반은 국비이다." in detailed
    assert not any("나무" in sentence for sentence in detailed)


def test_every_sentence_of_every_length_is_proved():
    for length in LENGTHS:
        answer = told(length)
        assert answer.sentences and all(citation.verified for citation in answer.citations)
        assert all(sentence.citations for sentence in answer.sentences)


@pytest.mark.parametrize("length", LENGTHS)
def test_a_list_that_is_asked_for_is_whole_at_any_length(length):
    answer = told(length, ITEMS, "지원 대상을 모두 알려 주세요.", FakeLibrary)
    assert [sentence.text for sentence in answer.sentences][-4:] == [
        "중소기업", "사회적기업", "대학 연구소", "협동조합",
    ]  # fmt: skip


def test_the_lengths_are_in_order():
    brief, normal, detailed = (EXTENTS[length] for length in LENGTHS)
    for name in ("places", "margin", "of_fact", "beside", "of_summary", "of_section"):
        assert getattr(brief, name) <= getattr(normal, name) <= getattr(detailed, name), name


def test_a_model_is_told_the_length():
    rules = [build_prompt("질문", ["본문"], length)[0][1] for length in LENGTHS]
    assert "한 문장으로" in rules[0] and "짧고 정확하게" in rules[1] and "자세히" in rules[2]
    assert all("발췌문에 없는 내용, 숫자, 이름은 쓰지 말고" in rule for rule in rules)
