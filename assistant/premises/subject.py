"""Of what a question states something, and whether a unit speaks of the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.evidence import Evidence
from assistant.particles import final_consonant
from assistant.premises.slots import Slot, SlotKind
from corpus import Span

# Endings behind a word of a subject, the longest first.
_PARTICLE = re.compile(
    r"(?:으로부터|에서는|에서의|에게서|이라는|이라고|에서|에게|에는|에도|까지|부터|으로|이나|이란|라는|라고|"
    r"은|는|이|가|을|를|의|에|로|와|과|도|만|인|한|된)$"
)
_WORD = re.compile(r"[가-힣A-Za-z][가-힣A-Za-z0-9·]*")
_PHRASE_END = re.compile(r"(?:은|는|이|가|을|를|의|에|에서|로|으로|도|과|와|[?.,])$")
# Nouns that a clause leads to and that name nothing by themselves; words that only carry.
_EMPTY = frozenset(
    (
        "이유 까닭 원인 배경 폭 것 곳 때 정도 규모 방법 시기 연도 결과 당시 처음 지난 올해 작년 "
        "우리 이번 해당 관련 대해 대한 통해 위해 있다 하는 되는 어느 어떤 무슨 무엇 누가 누구 언제 "
        "어디 얼마 얼마나 왜 약 총 그때 맞지 알려줘 새로 다시 이미 모두 전체 사람 보다 대비 비해 "
        "전년 전년보다 부터 까지 에서 에는 에도 뒤 후 다음 이후 동안 점 최고 최대 최소 무려"
    ).split()
)
_ASKED = re.compile(r"\s*(?:어디(?!에|서|로)|무엇|뭐|누구|몇|얼마|알려|말해|$|[?])")


def subject_words(text: str, stated: Slot) -> frozenset[str]:
    """Return the words of a question that say of what it states something."""
    before = text[: min(stated.at.start, stated.said.start)]
    if stated.kind == "person":
        before = " ".join(before.split()[-2:])
    between = text[stated.at.end : stated.said.start]
    phrase = _phrase_behind(text, stated.said.end)
    words = [*content_words(f"{before} {between}"), *content_words(phrase)]
    if stated.kind in ("figure", "direction"):
        head = stated.head.partition(":")[0]
        words += [head] if head[0] >= "가" else []
    return frozenset(words)


def _phrase_behind(text: str, at: int) -> str:
    """Return the noun phrase that a relative clause which ends at `at` belongs to.

    Nothing where it leads to what is asked for itself: `상장한 시장은 어디인가요`.
    """
    words = text[at:].split(" ")
    verb, rest = text[at - 1] + words[0], words[1:]
    if verb[-1] in "여어아해" and rest:
        # 들여 지은 다리.
        verb, rest = rest[0], rest[1:]
    if not ("가" <= verb[-1] <= "힣") or (final_consonant(verb[-1]) != 4 and verb[-1] != "던"):
        return ""
    if not rest or _PARTICLE.sub("", rest[0]) in _EMPTY:
        return ""
    for count, word in enumerate(rest[:3], start=1):
        if _PHRASE_END.search(word):
            is_asked = word[-1] in "은는이가?" and _ASKED.match(" ".join(rest[count:]))
            return "" if is_asked else " ".join(rest[:count])
    return " ".join(rest[:3])


def content_words(text: str) -> Iterator[str]:
    """Yield the words of a text that name something, without their particles and figures."""
    for word in text.split():
        match = _WORD.search(word)
        if match is None or word[0].isdigit():
            continue
        bare = match.group()
        if len(bare) > 2 or bare[-1] in "은는을를":
            bare = _PARTICLE.sub("", bare)
        if len(bare) > 1 and bare not in _EMPTY:
            yield bare


def share_held(words: frozenset[str], unit: Evidence, kind: SlotKind) -> float:
    """Return which share of the words a unit holds (`words_held`)."""
    return len(words_held(words, unit, kind)) / len(words)


def words_held(words: frozenset[str], unit: Evidence, kind: SlotKind) -> frozenset[str]:
    """Return which of the words stand in a unit and over it, nothing where none is its own.

    What is measured may be named anywhere in the passage; who opens or grows, a sentence before.
    """
    passage = unit.hit.passage
    lead = passage.text
    if kind != "figure" or passage.kind == "table":
        # A row says nothing of the next one.
        is_prose = unit.unit and passage.kind != "table"
        before = passage.units[unit.unit - 1] if is_prose else Span(0, 0)
        lead = passage.text[before.start : before.end]
    above = f"{unit.hit.document.title} {passage.context} {lead}"
    held = "".join(f"{above} {unit.text}".split()).casefold()
    own = "".join(unit.text.split()).casefold()
    found = frozenset(word for word in words if word.casefold() in held)
    # Of `4명이 숨지고` the verb is what the sentence shares.
    if not any(word.casefold() in own for word in found) and not (
        kind == "figure" and found == words
    ):
        return frozenset()
    return found
