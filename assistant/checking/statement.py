"""What a sentence claims: its quantities, names, nouns, direction and negation, each placed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.checking.bindings import Binding, read_bindings
from assistant.checking.quantities import Quantity, read_quantities
from assistant.question import QUESTION_WORDS, fold
from corpus import Morpheme, analyze

_SCALES = frozenset("천 만 백만 천만 억 조 경".split())
_ABOUT = re.compile(r"여\s?[가-힣]")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_UNIT_TAGS = frozenset(("NNB", "NNG", "SL", "SW", "NR"))
_NOUN_TAGS = frozenset(("NNG", "NNP", "XR", "SL", "SH", "NR"))
_NAME_TAGS = frozenset(("NNP", "SL", "SH"))
# Names of organisations and places end so, however they are analysed.
ORGANISATIONS = tuple(
    "청 처 부 원 시 도 군 구 국 은행 공사 공단 위원회 협회 연구원 연구소 대학교 대학 재단 회사 "
    "그룹 전자 중공업 장관 의원".split()
)
# Words that speak of the answer, not of the matter.
_FRAME = frozenset(
    "발췌 발췌문 문서 자료 본문 보고서 근거 내용 질문 답 답변 결과 경우 총 약 관련 해당 다음 위 "
    "사항 것 점 바 등 수 때 년 월 일 기준 또한 원 퍼센트 포인트 프로 p".split()
)
_NEGATIONS = frozenset(
    ("않/VX", "못/MAG", "못하/VX", "안/MAG", "아니/VCN", "없/VA", "말/VX", "아니/MAG")
)
# Endings behind which another clause begins.
_JOINING = frozenset("고 며 으며 지만 으나 나 는데 은데".split())
_NUMERALS = frozenset(
    "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 스무 두세 서너 너댓 대여섯 예닐곱 여러 몇 몇몇 첫 "
    "절반 반 모든 전체 일부 대부분".split()
)
# Directions and bounds: what says the one does not say the other.
_POLES = (
    ("up", "증가 늘 늘어나 늘리 상승 오르 올리 확대 상향 증대 높이 높아지 급증 성장 인상"),
    ("down", "감소 줄 줄어들 줄이 하락 내리 떨어지 축소 하향 감축 낮추 낮아지 급감 위축 인하"),
    ("most", "최고 최대 가장많 최다"),
    ("least", "최저 최소 최소한"),
    ("at-least", "이상"),
    ("at-most", "이하"),
    ("over", "초과 넘"),
    ("under", "미만 못미치"),
    ("yes", "찬성 허용 허가 승인 가능 합격 성공 가결 포함"),
    ("no", "반대 금지 불허 거부 거절 불가능 불합격 실패 부결 제외 기각 반려"),
    ("high", "높 많 크"),
    ("low", "낮 적 작"),
    ("before", "이전 전"),
    ("after", "이후 후"),
    ("in", "수입 매입 입금"),
    ("out", "수출 매출 출금"),
)
_POLE_OF = {word: pole for pole, words in _POLES for word in words.split()}


@dataclass(frozen=True, slots=True)
class Word:
    """A noun or verb; `at` is its place."""

    form: str
    at: int
    is_name: bool
    is_noun: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """What a text claims, its places being offsets into the folded `text`.

    `poles` are the directions and bounds it names, in order; `negated` the words that are said
    not to be. `runs` are nouns written as one, `breaks` the places where a clause ends;
    `bindings` say what each noun does.
    """

    text: str
    quantities: tuple[Quantity, ...]
    words: tuple[Word, ...]
    runs: tuple[str, ...]
    breaks: tuple[int, ...]
    poles: tuple[str, ...]
    numerals: frozenset[str]
    negated: tuple[str, ...]
    bindings: frozenset[Binding]
    links: tuple[str, ...]

    @property
    def forms(self) -> frozenset[str]:
        """Every noun and verb."""
        return frozenset(word.form for word in self.words)


@lru_cache(maxsize=2048)
def read_statement(text: str) -> Statement:
    """Read what a text claims."""
    text = fold(text)
    found = analyze(text)
    return Statement(
        text=text,
        quantities=_read_quantities(text, found),
        words=tuple(_words(found)),
        runs=tuple(_runs(text, found)),
        breaks=tuple(_breaks(found)),
        poles=tuple(_POLE_OF[m.form] for m in found if _says_pole(m)),
        numerals=frozenset(_numerals(found)),
        negated=tuple(_negated(found)),
        bindings=frozenset(read_bindings(found)),
        links=tuple(_LINK.findall(text)),
    )


def _numerals(found: Sequence[Morpheme]) -> Iterator[str]:
    """Yield the numbers in words; `억` behind a figure is the figure's scale."""
    before = ""
    for m in found:
        is_spelled = m.tag == "NR" and before not in ("SN", "NR")
        if is_spelled or (m.tag in ("MM", "NR", "NNG", "MAG") and m.form in _NUMERALS):
            yield m.form
        before = m.tag


def _says_pole(morpheme: Morpheme) -> bool:
    return morpheme.form in _POLE_OF and morpheme.tag[0] in "NVX"


def _read_quantities(text: str, found: Sequence[Morpheme]) -> tuple[Quantity, ...]:
    starts = {m.start: m for m in found if m.end > m.start}
    return read_quantities(text, lambda at: _unit(text, at, starts))


def _unit(text: str, at: int, starts: dict[int, Morpheme]) -> str:
    """Return the word behind a figure that ends at `at` if it counts something, else nothing."""
    if at >= len(text):
        return ""
    space = text[at] == " "
    if _ABOUT.match(text, at):
        at += 1
    at += at < len(text) and text[at] == " "
    morpheme = starts.get(at)
    if morpheme is None or morpheme.tag not in _UNIT_TAGS:
        return ""
    # Behind a space stands a unit or the next noun: `5 명`, `2021 예산`.
    if space and morpheme.tag in ("NNG", "NR", "SW"):
        return ""
    return morpheme.form.casefold()


def _words(found: Sequence[Morpheme]) -> Iterator[Word]:
    for m in found:
        tag = m.tag.partition("-")[0]
        form = m.form.casefold()
        if tag in _NOUN_TAGS or tag in ("VV", "VA"):
            if form in _FRAME or form in QUESTION_WORDS or form in _SCALES:
                continue
            yield Word(form, m.start, tag in _NAME_TAGS, tag in _NOUN_TAGS)


def _runs(text: str, found: Sequence[Morpheme]) -> Iterator[str]:
    """Yield what is written as one and names somebody: of `한국은행` each part is common."""
    run: list[Morpheme] = []
    for m in (*found, None):
        if (
            m is not None
            and run
            and m.start == run[-1].end
            and m.tag in (*_NOUN_TAGS, "NNB", "XSN")
        ):
            run.append(m)
            continue
        if run:
            name = text[run[0].start : run[-1].end]
            if any(one.tag in _NAME_TAGS for one in run) or (
                len(run) > 1 and name.endswith(ORGANISATIONS)
            ):
                yield name.casefold()
        run = [m] if m is not None and m.tag in _NOUN_TAGS else []


def _breaks(found: Sequence[Morpheme]) -> Iterator[int]:
    for before, m in zip(found, found[1:], strict=False):
        joins = m.tag == "EC" and m.form in _JOINING
        if joins or m.tag in ("SP", "EF", "SF") or m.form in (";", "|"):
            yield m.end
        elif m.form in ("반면", "그리고", "한편") and before.end:
            yield m.start


def _negated(found: Sequence[Morpheme]) -> Iterator[str]:
    """Yield for each negation the word it denies: the one before it, of `안` and `못` behind."""
    for at, m in enumerate(found):
        tag = m.tag.partition("-")[0]
        if f"{m.form}/{tag}" not in _NEGATIONS:
            continue
        near = found[at + 1 :] if tag == "MAG" and m.form in ("안", "못") else found[:at][::-1]
        words = (one.form.casefold() for one in near if one.tag[:2] in ("NN", "VV", "VA", "XR"))
        yield next(words, m.form)
