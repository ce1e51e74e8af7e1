"""How alike two things that questions name are: what may take the place of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.conversation.words import Word
from index import Vectors

# Nouns for what a thing has (how much, how long, whose): they need the thing they are of.
_RELATIONS = frozenset(
    (
        "기간 기한 기준 대상 목표 이유 원인 방법 절차 조건 자격 서류 비용 예산 금액 가격 값 "
        "요금 한도 비율 규모 수 인원 면적 위치 장소 주소 연락처 대표 사장 담당 기관 효과 "
        "성과 결과 실적 문제 대책 계획 일정 시기 날짜 무게 크기 길이 높이 속도 매출 이익 "
        "순위 점수 종류 특징 장점 단점 배경 수출 수입 생산 판매 투자 사람 회사 곳 경우 거리 "
        "시간 결산 정원 역할 반응 혜택 신청 이름 나이 한계 개통 종사자 사유"
    ).split()
)
# Closing syllables of measures: 도입률, 매출액, 관리비, 이용자, 이용자 수.
_MEASURES = ("률", "율", "액", "비", "료", "값", "량", "금", "수", "폭", "치", "도", "자", "일")


class WordMeaning(Protocol):
    """What is known of words' meaning; `index.Library` is one."""

    def encode_words(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, one row a text."""
        ...


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares what is named, by form and, given `meaning`, by meaning."""

    meaning: WordMeaning | None = None

    def similarities(self, text: str, others: Sequence[str]) -> list[float]:
        """Return the cosine of each to `text`; all 0 without a model."""
        if self.meaning is None or not others:
            return [0.0] * len(others)
        rows = self.meaning.encode_words([text, *others])
        return [float(value) for value in rows[1:] @ rows[0]]


def is_relation(words: Sequence[Word]) -> bool:
    """Tell whether what is named is of something else: a measure, a part, a role."""
    if not words or not words[-1].nouns:
        return True
    last = words[-1]
    if last.is_name:
        return False
    head = last.nouns[-1].form
    if head in _RELATIONS or last.stem in _RELATIONS:
        return True
    return len(last.stem) > 1 and last.stem.endswith(_MEASURES)


def share_form(one: str, other: str) -> float:
    """Return 1 for the same last word, a half for the same last syllable, else 0."""
    if one.split()[-1] == other.split()[-1]:
        return 1.0
    return 0.5 * (one[-1] == other[-1])
