"""One side measured against another: `A보다 B가`, `B는 A 대비`, `A와 비교하면 B는`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.comparison.asking import LINKS, ask_side, find_left, has_clause, text_of
from assistant.conversation import WordMeaning
from assistant.conversation.likeness import Likeness, is_relation
from assistant.conversation.slots import best_slot, is_general, put
from assistant.conversation.words import Word, join_particle, read_words

_SUBJECT = frozenset("은는이가")
_LOOKS = re.compile("보다|대비|비해|비하|비교|달리|다른|다르|다릅|달라")
# `A와 다른 점은`, `A와 어떻게 다른가`: what is asked stands behind it, and stays.
_DIFFERS = re.compile(
    r"(?:(?:어떻게|얼마나|뭐가|무엇이)\s+)?(?:다른\s?(?:점|가|지)|다르(?!게)|다릅|달라)"
)
_THAN = re.compile(
    r"^(?:대비|비해|비해서|비하면|비교해|비교해서|비교하면|비교했을|비교할|비교하여|달리)$"
)
_HOW_MUCH = re.compile(
    r"더|덜|얼마|몇|어느\s?정도|높|낮|많|적[은었어으]|크|큰|커|작|늘|줄|증감|증가|감소|[율률]은|올랐|올라|내렸|빠르|느리|비싸|싸"
)
_ASKS_WHO = re.compile(r"누가|누구|어디|무엇|뭐|어떤|무슨|왜|언제|이유|라고|다고|어느\s(?!정도)")


def split_than(text: str, meaning: WordMeaning | None) -> tuple[str, ...]:
    """Return the question for what stands before 보다 and what it is compared with, if named."""
    if not _LOOKS.search(text):
        return ()
    words = read_words(text)
    for at, word in enumerate(words):
        behind = at + 1
        if word.tail == "보다" and word.stem:
            pass
        elif word.tail in LINKS and behind < len(words) and (
            _DIFFERS.match(text, words[behind].start)
        ):  # fmt: skip
            named = words[find_left(words, at) : behind]
            other = text[: named[0].start] + text[words[behind].start :]
            side = _swap(named, other, meaning, is_told=True)
            return (other, side) if side else ()
        elif behind < len(words) and _THAN.match(words[behind].text) and (
            word.tail in LINKS or word.tail == "에" or words[behind].text == "대비"
        ):  # fmt: skip
            behind += 1
            if behind < len(words) and words[behind].text in ("때", "때는", "때보다"):
                behind += 1
        else:
            continue
        begin = find_left(words, at)
        return _pair(text, words[begin : at + 1], words[behind:], meaning)
    return ()


def _pair(
    text: str, named: Sequence[Word], behind: Sequence[Word], meaning: WordMeaning | None
) -> tuple[str, ...]:
    """Return the question for what stands before 보다 and for what it is compared with."""
    rest = text[behind[0].start :] if behind else ""
    is_plain = all(map(is_general, named[:-1])) and _is_plain(named[-1])
    if not named[0].stem and not has_clause(named) or is_plain or not _HOW_MUCH.search(rest):
        return ()
    other = text[: named[0].start] + rest
    ends = [at for at, word in enumerate(behind) if word.is_naming and word.tail in _SUBJECT]
    said = behind[ends[-1] + 1 :] if ends else behind
    if has_clause(said) or _ASKS_WHO.search(" ".join(word.text for word in said)):
        return ()
    is_whole = has_clause([*named, *behind]) or (len(named) > 1 and is_relation(named))
    side = "" if is_whole else _swap(named, other, meaning)
    if not side and named[0].start == 0 and ends and said and _HOW_MUCH.search(text, said[0].start):
        subject = behind[ends[-1]]
        asked = text[subject.start + len(subject.stem) + len(subject.tail) :]
        side = join_particle(text_of(text, named), subject.tail) + asked
    return (ask_side("", "", "", other), ask_side("", "", "", side)) if side else ()


def _is_plain(word: Word) -> bool:
    """Tell whether a word is no thing with a text of its own: 전년, 예상, 평균, 목표."""
    if word.is_time:
        return word.stem in _PLAIN
    return is_general(word) or is_relation([word]) or word.stem in _PLAIN


_PLAIN = frozenset(
    "전년 작년 지난해 이전 예전 종전 과거 평년 전보다 전월 전분기 당초 기존 예상 목표 계획 평균 "
    "평소 생각 이 그 저 무엇 누구 다른 원래 처음 직전 동기".split()
)


def _swap(
    named: Sequence[Word], other: str, meaning: WordMeaning | None, *, is_told: bool = False
) -> str:
    """Return the question asked of what stands before 보다; empty if nothing else is named.

    Within a clause before a noun nothing is, unless the noun says how it differs (`is_told`).
    """
    others = read_words(other)
    text = " ".join([*(w.text for w in named[:-1]), named[-1].stem])
    if named[-1].is_time:
        times = [w for w in others if w.is_time]
        if not times:
            return ""
        return other[: times[0].start] + text + other[times[0].start + len(times[0].stem) :]
    slot = best_slot(named, other, Likeness(meaning))
    if slot is None:
        return ""
    if not is_told and has_clause([word for word in others if word.start > slot.start]):
        return ""
    return put(text, slot, other)
