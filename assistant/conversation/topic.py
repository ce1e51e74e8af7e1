"""What a question is about, without what it asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.likeness import is_relation
from assistant.conversation.slots import asks_how_much, find_chains, find_measure
from assistant.conversation.words import Word, read_words

_NOT_KOREAN_WORDS = frozenset(
    "a an the of in on at to for by from with and or is are was were do does did has have had how "
    "why when where what which who whose much many its it their that this there be will can".split()
)

# Nouns for what a measure has in turn: they are asked of it, not in its place.
OF_MEASURES = frozenset("목표 전망 계획 예상 추이 이유 원인 배경 까닭 근거 사유".split())
# Nouns behind a time (2023년 말, 2023년 기준), and adverbs that Kiwi takes for nouns.
_BEHIND = frozenset("말 초 기준 현재 모두 총 처음 전체".split())


def topic_of(before: str, *, keeps_times: bool = False, keeps_measure: bool = True) -> str:
    """Return what the question is about, as a noun phrase without a particle.

    Without `keeps_measure`, without the measure that it asks for (`방상팬 설치비는 얼마야?`:
    `방상팬`), where something is left. With `keeps_times` its times stay.
    """
    if not re.search(r"[가-힣]", before):
        return _foreign_topic(before)
    words = _before_the_asking(read_words(before))
    is_reason = bool(words) and words[-1].stem in OF_MEASURES
    if not keeps_measure or is_reason:
        words = _without_measure(words, before)
    if not keeps_times:
        words = [word for word in words if not word.is_time] or words
    pieces: list[str] = []
    for at, word in enumerate(words):
        behind = words[at + 1 :]
        if word.is_modifying:
            pieces.append(word.text)
        elif behind and (word.tail == "의" or any(w.is_modifying for w in behind)):
            # Before a clause the particles say who does what.
            pieces.append(word.stem + ("" if word.tail in ("은", "는") else word.tail))
        else:
            pieces.append(word.stem or word.text)
    return " ".join(pieces)


def owner_of(before: str) -> str:
    """Return whose or of what the question asks (`2020년 갯벌의 종은?`: `2020년 갯벌`)."""
    words = _before_the_asking(read_words(before))
    owners = [at for at, word in enumerate(words) if word.tail == "의"]
    return " ".join(word.stem for word in words[: owners[0] + 1]) if owners else ""


def keeps_measure(asked: str) -> bool:
    """Tell whether a question may be asked of a measure: why, or how far it went."""
    forms = {m.form for word in read_words(asked) for m in word.morphemes}
    return not forms.isdisjoint(("왜", "얼마나"))


def _before_the_asking(words: Sequence[Word]) -> list[Word]:
    """Return the words up to the asking and the saying, to the last that names."""
    kept: list[Word] = []
    for word, behind in zip(words, [*words[1:], None], strict=True):
        is_clause = behind is not None and any(m.tag == "EC" for m in word.morphemes)
        if word.is_asking or (word.is_saying and not word.is_modifying and not is_clause):
            break
        is_naming = (word.is_naming and not word.stem.endswith("당")) or word.is_modifying
        is_adverb = behind is not None and behind.is_modifying and not word.is_saying
        if is_naming or is_adverb or (is_clause and word.nouns):
            kept.append(word)
    while kept and (kept[-1].is_modifying or kept[-1].is_time or kept[-1].stem in _BEHIND):
        kept.pop()
    return kept


def _without_measure(words: list[Word], before: str) -> list[Word]:
    chains = find_chains(words)
    if any(w.has_verb for w in read_words(before)) and not asks_how_much(before):
        # 계획은 언제 확정됐어: what is asked is no measure of something.
        return words
    measure = find_measure(words)
    is_alone = len(chains) == 1
    if not measure or not (is_relation(measure) or (not is_alone and asks_how_much(before))):
        return words
    if is_alone:
        heads = [at + 1 for at, word in enumerate(measure[:-1]) if word.tail == "의"]
        dropped = {word.start for word in measure[heads[-1] if heads else len(measure) - 1 :]}
    else:
        # 두레뜰은 총사업비가: the measure stands apart from what it is of.
        dropped = {word.start for word in measure}
    left = [word for word in words if word.start not in dropped]
    while left and (left[-1].is_time or left[-1].is_modifying):
        left.pop()
    return left or words


def _foreign_topic(before: str) -> str:
    words = re.findall(r"[A-Za-z0-9][\w'’.-]*|[㐀-鿿]+", before)
    return " ".join(
        word.removesuffix("'s").removesuffix("’s").rstrip(".")
        for word in words
        if word.lower() not in _NOT_KOREAN_WORDS
    )
