"""What a question asks for: its terms, the kind of answer, the numbers it names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answer_types import FIGURES, AnswerType, expected_type
from assistant.constraints import find_entities, find_scope, find_times, find_years
from assistant.nominals import find_focus, find_nominals
from corpus import Morpheme, QuestionError, analyze, replace_lone

# A question longer than this is a pasted document, not a question.
MAX_QUESTION_CHARS = 2_000
# What is made of a question and the one before it may be as long as both, and a half.
MAX_COMPLETED_CHARS = 5_000

# Kiwi tags of the morphemes that carry meaning (nouns, roots, stems, foreign words,
# Chinese characters, numbers); particles and endings carry none.
CONTENT_TAGS = frozenset(
    ("NNG", "NNP", "NR", "XR", "VV", "VA", "VV-I", "VV-R", "VA-I", "VA-R", "SL", "SH", "SN", "MAG")
)
# Words that ask rather than say what is asked about.
QUESTION_WORDS = frozenset(
    (
        "무엇 뭐 뭣 무어 누구 누 언제 어디 어느 어떤 어떻 어떻게 왜 얼마 얼마나 몇 며칠 어찌 무슨 "
        "알리 말하 묻 설명 궁금 부탁 주 되 하 있 없 이 것 거 때 수 등 가지 좀 그럼 그러면 그리고 "
        "그 이것 그것 여기 거기 해주 보 싶 모두 다 전부 각각 이름 뜻 정의 요약 정리 내용 이유 까닭 "
        "어디어디 the a an of in is are was were what which who when where why how many much did "
        "do does to for and by on at it its that this be been has have had with from as or list all"
    ).split()
)

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NAME_TAGS = frozenset(("NNP", "SL", "SH"))
_HANGUL = re.compile(r"[가-힣]")
_HAN = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what was understood of it.

    `terms` are its content terms in search form, without question words, each once, in
    order, and `names` those that are proper names or foreign words; `numbers` are the
    figures it names, without separators. `language` is `ko`, `zh` or `en`.
    """

    text: str
    answer_type: AnswerType
    terms: tuple[str, ...]
    names: frozenset[str]
    numbers: tuple[str, ...]
    language: str
    times: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    focus: str = ""
    scope: str = ""

    @property
    def asks_figure(self) -> bool:
        """Whether a figure answers it: an amount, a ratio or a sum of money."""
        return self.answer_type in FIGURES


def understand(text: str, *, max_chars: int = MAX_QUESTION_CHARS) -> Question:
    """Analyse a question of at most `max_chars` characters.

    Raises:
        QuestionError: it is empty, has no letter or digit, or is far too long.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", replace_lone(text)).split())
    if not cleaned:
        raise QuestionError("question-empty")
    if len(cleaned) > max_chars:
        raise QuestionError("question-too-long", length=len(cleaned), limit=max_chars)
    if not any(character.isalnum() for character in cleaned):
        raise QuestionError("question-without-words", question=cleaned[:40])
    morphemes = analyze(fold(cleaned))
    # Places in the text are right where folding keeps its length, as it nearly always does.
    said = morphemes if len(fold(cleaned)) == len(cleaned) else analyze(cleaned)
    times = find_times(cleaned)
    language = _language(cleaned)
    nominals = find_nominals(cleaned, said) if language == "ko" else ()
    named = [morpheme for morpheme in morphemes if morpheme.tag in _NAME_TAGS]
    return Question(
        text=cleaned,
        answer_type=expected_type(cleaned),
        terms=content_terms(morphemes, drop_question_words=True),
        names=frozenset(content_terms(named, drop_question_words=True)),
        numbers=find_numbers(cleaned),
        language=language,
        times=times,
        years=find_years(times),
        entities=find_entities(cleaned, nominals),
        focus=find_focus(cleaned, nominals),
        scope=find_scope(cleaned),
    )


def fold(text: str) -> str:
    """Return the text in the width and form that terms are compared in (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def content_terms(
    morphemes: Iterable[Morpheme], *, drop_question_words: bool = False
) -> tuple[str, ...]:
    """Return the search forms of the content morphemes, each once, in order.

    Case is folded and numbers lose their separators; fold the text's width (`fold`)
    before it is analysed.
    """
    terms: dict[str, None] = {}
    for morpheme in morphemes:
        if morpheme.tag not in CONTENT_TAGS:
            continue
        term = morpheme.form.casefold()
        if morpheme.tag == "SN":
            term = term.replace(",", "")
        if drop_question_words and term in QUESTION_WORDS:
            continue
        terms[term] = None
    return tuple(terms)


def find_numbers(text: str) -> tuple[str, ...]:
    """Return the figures in a text without their separators, each once, in order."""
    found = (match.replace(",", "").rstrip(".") for match in _NUMBER.findall(fold(text)))
    return tuple(dict.fromkeys(found))


def _language(text: str) -> str:
    hangul, han = len(_HANGUL.findall(text)), len(_HAN.findall(text))
    if hangul >= max(1, han // 2):
        return "ko"
    return "zh" if han else "en"
