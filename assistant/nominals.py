"""The nouns that a question's words begin with, and the one whose value it wants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asked_nouns import noun_kind
from corpus import Morpheme

_NOMINAL = frozenset(("NNG", "NNP", "SL", "SH", "SN", "XSN", "XPN", "XR", "SO", "SY", "SP", "NR"))
_PARTICLES = frozenset(("JKS", "JKC", "JKG", "JKO", "JKB", "JKV", "JKQ", "JX", "JC"))
# A copula and its endings, punctuation.
_COPULAS = ("VC", "EF", "EC", "ET", "EP", "SF", "SP", "SS", "SE", "SO", "SW")
_FIGURE_TAGS = frozenset(("SN", "SY", "SO", "SP", "NR", "MM", "SW"))
_BARE = re.compile(r"(?:의|에서|에|은|는|을|를)$")
# What stands beside a figure asked for and is not what it is a figure of.
_BESIDE = frozenset(
    "기준 각각 모두 총 평균 전체 보통 대략 합계 현재 당시 최대 최소 기간동안 동안 연간 하루 "
    "시간당 말 초 중 가운데 결과 후 전 뒤 이후 이전".split()
)
_WHEN = frozenset("후 전 뒤 이후 이전 당시 기준 현재".split())
_NAME_OF = frozenset("이름 명칭 성함 성명".split())
_ASKING = re.compile(
    r"(?P<which>(?<![가-힣])(?:어떤|어느|무슨)(?!\s*정도)\s*)|(?P<figure>(?<![가-힣])몇|며칠|"
    r"얼마|어느\s*정도)"
    r"|(?P<what>누구|언제|어디|무엇|뭐|뭔|어떻게\s*[되돼됩])|(?P<none>누가|왜|어떻게|뭘|어찌)"
)
# Behind what asks: the question is what something is, not what is done.
_IS = re.compile(
    r"(?:누구|언제|어디|무엇|뭐|뭔)(?:까지|부터|에|로)?(?:인[가지]|이[야에었죠며고]|야|예요|에요|"
    r"였|죠|지[?\s]|입니|일까|래|라고|임|\s*있|\?|$|[가고]요)"
)
_REQUEST = re.compile(
    r"\s*(?:[을를]|에\s*대해)?\s*(?:좀\s*)?(?:(?:알려|말해|말씀해|가르쳐|보여|찾아|적어|설명해|"
    r"정리해)\s*(?:줘|주|달|드|봐|줄|라)|알려$|궁금|부탁).*$|\s*좀\s*$|[은는]요?[?\s]*$|"
    r"[?？\s.!]+$"
)
_OPEN = ("", "은", "는", "이", "가", "을", "를", "도", "만", "이란", "란")


@dataclass(frozen=True, slots=True)
class Nominal:
    """The noun that a word begins with: its place and text, the particle behind it, if any."""

    start: int
    end: int
    text: str
    particle: str
    is_proper: bool


def find_nominals(text: str, morphemes: Sequence[Morpheme]) -> tuple[Nominal, ...]:
    """Return the nouns with which words of a text begin, where nothing but a particle follows.

    `morphemes` are those of `text`. A figure alone is none.
    """
    found: list[Nominal] = []
    at = 0
    for word in re.finditer(r"\S+", text):
        own: list[Morpheme] = []
        # Kiwi takes the 요 of `까닭은요` for another word.
        while at < len(morphemes) and morphemes[at].start < word.end():
            if morphemes[at].form != "요":
                own.append(morphemes[at])
            at += 1
        while own and own[0].tag in ("SS", "SSO", "SSC"):
            own.pop(0)
        head: list[Morpheme] = []
        for morpheme in own:
            # 총예산: 총 stands with its noun.
            if morpheme.tag not in _NOMINAL and not (not head and morpheme.tag == "MM"):
                break
            head.append(morpheme)
        rest = own[len(head) :]
        is_noun = any(m.tag not in _FIGURE_TAGS for m in head) and not any(
            m.tag not in _PARTICLES and m.tag[:2] not in _COPULAS for m in rest
        )
        if not is_noun:
            if (known := _known(word)) is not None:
                found.append(known)
            continue
        is_proper = any(
            m.tag == "NNP" or (m.tag == "SL" and any(map(str.isupper, m.form))) for m in head
        )
        start, end = head[0].start, head[-1].end
        is_proper = is_proper and noun_kind(text[start:end]) is None
        particle = text[end : word.end()].rstrip("?？.,!’”'\"")
        found.append(Nominal(start, end, text[start:end], particle, is_proper))
    return tuple(found)


def _known(word: re.Match[str]) -> Nominal | None:
    """Return a noun by its ending that Kiwi takes for a verb: 개통일, 별하시."""
    bare = word.group().rstrip("?？.,!’”'\"")
    noun = _BARE.sub("", bare)
    is_name = len(noun) > 2 and noun.endswith(("시", "군", "구", "도")) and noun != "또다시"
    if len(noun) < 2 or not (noun_kind(noun) is not None or is_name):
        return None
    end = word.start() + len(noun)
    return Nominal(word.start(), end, noun, bare[len(noun) :], is_name)


def find_focus(text: str, nominals: Sequence[Nominal]) -> str:
    """Return the noun whose value a question wants (`건수`, `대표이사`), empty if it is unclear.

    Source: a Korean question names what it asks of right before what asks (`건수는 몇`), or
    last (`고독사 건수`).
    """
    asking = _ASKING.search(text)
    if asking is None:
        end = len(_REQUEST.sub("", _REQUEST.sub("", text)))
        own = [one for one in nominals if one.end <= end]
        rest = text[own[-1].end : end].strip() if own else ""
        is_last = bool(own) and not re.search(r"[가-힣A-Za-z]{2}", rest)
        return _name_of(own) if is_last else ""
    if asking.lastgroup == "which":
        after = next((one for one in nominals if one.start >= asking.end()), None)
        return after.text if after is not None and after.start - asking.end() <= 1 else ""
    if asking.lastgroup == "none":
        return ""
    if asking.lastgroup == "what" and not (
        _IS.match(text, asking.start()) or asking.group().startswith("어떻게")
    ):
        return ""
    before = [one for one in nominals if one.end <= asking.start()]
    if not before:
        return ""
    said = text[before[-1].end : asking.start()]
    # A predicate between the noun and what asks is what the question is about.
    is_apart = _has_clause(said[len(before[-1].particle) :])
    return "" if is_apart else _nearest_name(text, before)


def _has_clause(between: str) -> bool:
    left = (word for word in between.split() if word not in _BESIDE and not _is_time(word))
    return any(re.search(r"[가-힣]{2,}", word) for word in left)


def _nearest_name(text: str, nominals: Sequence[Nominal]) -> str:
    """Return the last noun before what asks, without what says how it is measured."""
    left = list(nominals)
    while left and (left[-1].text in _BESIDE or _is_time(left[-1].text)):
        beside = left.pop()
        if beside.text in _WHEN and left and not left[-1].particle:
            # 개정 후, 발표 당시
            beside = left.pop()
        # A word in between may be a predicate.
        if left and _has_clause(text[left[-1].end + len(left[-1].particle) : beside.start]):
            return ""
    return _name_of(left)


def _name_of(left: list[Nominal]) -> str:
    """Return the last noun, of `대표이사 이름` the one that has the name."""
    if len(left) > 1 and left[-1].text in _NAME_OF:
        left.pop()
        return left[-1].text
    return left[-1].text if left and left[-1].particle in (*_OPEN, "요", "은요", "는요") else ""


def _is_time(text: str) -> bool:
    return bool(re.search(r"\d{4}|\d\s?[년월일]|분기|반기|올해|작년|지난해|내년|재작년|최근", text))
