"""Follow-ups in English and Chinese: fewer signs, the same way."""

from __future__ import annotations

import re

from assistant.conversation.likeness import Likeness

_ENGLISH_OPENING = re.compile(
    r"^(?:and|but|so|or|then|what about|how about|and what about|and how about)\b[\s,]*",
    re.IGNORECASE,
)
_ENGLISH_POINTING = re.compile(
    r"\b(?:it|its|they|their|them|that|those|there|he|she|his|her)\b", re.IGNORECASE
)
_ENGLISH_ASKING = re.compile(
    r"\b(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|can|will)\b",
    re.IGNORECASE,
)
_ENGLISH_START = re.compile(
    r"(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|can|will|and)\b",
    re.IGNORECASE,
)
# A question of more words says itself what its pronouns stand for.
_FEW_WORDS = 7
_FEW_CHARACTERS = 12
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CAPITALISED = re.compile(r"(?:[A-Z][\w'’-]*|\d+)(?:\s+(?:of\s+)?(?:[A-Z][\w'’-]*|\d+))*")
_HAN = re.compile(r"[㐀-鿿]")
_CHINESE_YEAR = re.compile(r"\d{4}年")
_CHINESE_OPENING = re.compile(r"^(?:那么|那|还有|另外|而)[，,\s]*")
_CHINESE_END = re.compile(r"(?:呢|怎么样|如何|怎样)?[\s？?]*$")
_CHINESE_POINTING = re.compile(r"它|他们|她|其中|这个|那个|那里|当时")
_CHINESE_ASKING = re.compile(r"什么|多少|几|谁|哪|为何|怎|吗|如何|何时")
# What stands before the first 的 is a name if it is no longer.
_LONGEST_NAME = 6
_CHINESE_BREAK = re.compile(r"的|是|在|有|和|与|，|、|？|\?|多少|什么|谁|哪里|\s")


def is_korean(text: str) -> bool:
    """Tell whether it is written in Korean, whatever names of other scripts it holds."""
    hangul = len(re.findall(r"[가-힣]", text))
    return hangul > 0 and hangul >= len(_HAN.findall(text)) // 2 and not _ENGLISH_START.match(text)


def complete_foreign(asked: str, before: str, likeness: Likeness) -> str:
    """Return an English or Chinese question as it reads after the one before it."""
    if _HAN.search(asked):
        return _complete_chinese(asked, before, likeness)
    return _complete_english(asked, before, likeness)


def _complete_english(asked: str, before: str, likeness: Likeness) -> str:
    rest = _ENGLISH_OPENING.sub("", asked)
    rest = _ENGLISH_OPENING.sub("", rest)
    is_fragment = not _ENGLISH_ASKING.search(rest)
    if not is_fragment:
        is_short = len(rest.split()) <= _FEW_WORDS
        is_pointing = is_short and _ENGLISH_POINTING.search(rest) and not _names(rest)
        if not is_pointing and len(rest.split()) > 1:
            return asked
        names = _names(before)
        return f"{rest.rstrip('? ')} ({', '.join(names)})?" if names else f"{before} {rest}"
    if rest == asked and len(rest.split()) > 3:
        return asked
    named = rest.rstrip("?？ .")
    years = _YEAR.findall(named)
    if years and _YEAR.search(before):
        return _YEAR.sub(years[0], before, count=1)
    if years:
        return f"{before.rstrip('? ')} {named}?"
    thing = re.sub(r"^(?:the|a|an|in|at|for|of|on|by)\s+", "", named, flags=re.IGNORECASE)
    slots = [slot for slot in _names(before) if slot != thing]
    if not slots:
        return f"{before.rstrip('? ')} {named}?"
    alike = likeness.similarities(thing, slots)
    shared = [len(set(slot.split()) & set(thing.split())) for slot in slots]
    best = max(range(len(slots)), key=lambda at: (shared[at], alike[at], at))
    return before.replace(slots[best], thing, 1)


def _names(text: str) -> list[str]:
    return [match.group() for match in _CAPITALISED.finditer(text) if match.start()]


def _complete_chinese(asked: str, before: str, likeness: Likeness) -> str:
    rest = _CHINESE_END.sub("", _CHINESE_OPENING.sub("", asked))
    is_pointing = bool(_CHINESE_POINTING.search(rest)) and len(rest) <= _FEW_CHARACTERS
    is_fragment = not _CHINESE_ASKING.search(rest) and len(rest) <= _FEW_CHARACTERS
    is_bare = len(_CHINESE_ASKING.sub("", rest)) <= 3
    if not _HAN.search(before):
        return f"{before} {rest}" if is_pointing or is_fragment or is_bare else asked
    if not (is_pointing or is_bare or is_fragment):
        return asked
    years = _CHINESE_YEAR.findall(rest)
    if years and _CHINESE_YEAR.search(before):
        return _CHINESE_YEAR.sub(years[0], before, count=1)
    if is_fragment and not is_pointing:
        slot = _chinese_slot(rest, before, likeness)
        if slot:
            return before.replace(slot, rest, 1)
        owner = before.split("的")[0]
        if "的" in before and len(owner) <= _LONGEST_NAME:
            return before.replace(owner, rest, 1)
    topic = before.split("的")[0] if "的" in before else _CHINESE_ASKING.split(before)[0]
    return f"{topic}的{rest}？" if topic else f"{before} {rest}"


def _chinese_slot(rest: str, before: str, likeness: Likeness) -> str:
    """Return the characters of `before` most like `rest`, about as many as it has."""
    spans = {
        piece[at : at + size]
        for piece in _CHINESE_BREAK.split(before)
        for size in range(max(2, len(rest) - 1), len(rest) + 2)
        for at in range(len(piece) - size + 1)
    }
    ordered = sorted(span for span in spans if span not in rest)
    if not ordered:
        return ""
    alike = likeness.similarities(rest, ordered)
    best = max(range(len(ordered)), key=lambda at: (alike[at], ordered[at]))
    return ordered[best] if alike[best] > 0.15 else ""
