"""Sides named together: `A와 B`, `A, B, C`, `A vs B`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.comparison.asking import (
    LINKS,
    SPOKEN,
    STOPS,
    ask_side,
    find_left,
    has_clause,
    text_of,
)
from assistant.conversation.likeness import is_relation, share_form
from assistant.conversation.words import Word, read_words

MAX_SIDES = 4
_BETWEEN = frozenset(("및", "vs", "vs.", "대"))
# Behind `A와` these join nothing to it.
_WITH = re.compile(
    r"비교|달리|함께|같[은이]|비슷|비해|(?:어떻게\s|얼마나\s)?(?:다른\s?(?:점|가|지)|다르|다릅|달라)"
)
# What asks for a comparison of the sides named before it, up to the end of the question: in a
# clause before a noun (`차이를 줄이는 방법`) it only says what that is.
_WHICH = r"(?:어디|어느|누구|누가|무엇|뭐|뭣|어떤\s?(?:쪽|것|게))"
_HOW = r"(?:얼마|몇|어느|어떻|뭐|무엇)"
_TRIGGERS = re.compile(
    rf"(?:중|가운데)(?:에서|에|엔|에선)?는?\s+(?:\S+\s+){{0,4}}?(?:{_WHICH}|더|가장|제일)"
    r"|(?:어디|어느\s?\S{1,4}|누|뭐|뭣|무엇)(?:이|가|에서)?\s+(?:더|덜)\s"
    r"|(?:각각|각기)(?!\S*\s+\S+[는한던할된인]\s+(?:동안|때|사이|후|뒤))"
    rf"|차이점?[가는를은을]?\s*(?:$|[?？.]|{_HOW}|나|났|날|낫|난|알려|설명|말|있|좀|커|크)"
    r"|비교\s*(?:$|[?？.]|해\s|해$|해[.?？]|해줘|해주|하자|좀|부탁)"
    rf"|비교하면\s+(?:{_WHICH}|뭐가|얼마|어떻|어때)"
    r"|(?:어떻게|뭐가|무엇이|얼마나|어디가|서로|어떤\s?점(?:이|에서))\s+(?:다르|다른|다릅|달라|달랐)"
    r"|다른\s?점"
    r"|\S\s+vs\.?\s+\S",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Things named together: the words of each, the last with what may be shared behind it."""

    segments: tuple[tuple[Word, ...], ...]

    @property
    def end(self) -> int:
        return self.segments[-1][-1].end


def split_enumerated(text: str) -> tuple[str, ...]:
    """Return the question once for each of the things named together that it compares."""
    if not _TRIGGERS.search(text):
        return ()
    words = read_words(text)
    for at in range(len(words)):
        run = _read_run(words, at) if _links(words, at) else None
        if run is None or not 2 <= len(run.segments) <= MAX_SIDES:
            continue
        trigger = _TRIGGERS.search(text, run.segments[0][-1].start)
        if trigger is None or _is_of_a_clause(words, run, text[trigger.start() :]):
            continue
        return _write(text, _stretch(words, run, trigger))
    return ()


def _stretch(words: Sequence[Word], run: _Run, trigger: re.Match[str]) -> _Run:
    """Return the run with a last side that reaches up to what asks, with the clauses in it."""
    if trigger.group().startswith(("각", "차이")):
        return run
    between = [w for w in words if run.end <= w.start < trigger.start()]
    is_part = trigger.group().startswith(("중", "가운데")) or has_clause(between)
    is_open = run.segments[-1][-1].tail not in ("은", "는")
    if not (is_open and is_part and between and between[-1].is_naming):
        return run
    return _Run((*run.segments[:-1], (*run.segments[-1], *between)))


def _links(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word is joined with what stands behind it."""
    word = words[at]
    if not word.stem or word.is_asking or at + 1 == len(words) or word.stem in STOPS:
        return False
    if word.tail in LINKS:
        is_phrase = not _WITH.match(" ".join(w.text for w in words[at + 1 : at + 3]))
        return is_phrase and (word.is_naming or word.is_coined)
    is_listed = word.tail == "" and word.text.endswith((",", "、")) and word.is_naming
    return is_listed or (word.tail == "" and words[at + 1].text.casefold() in _BETWEEN)


def _read_run(words: Sequence[Word], first: int) -> _Run | None:
    segments = [tuple(words[find_left(words, first) : first + 1])]
    at, particles = first, [words[first].tail]
    while True:
        at += 1 + (words[at + 1].text.casefold() in _BETWEEN)
        end, is_linked = _find_right(words, at)
        if end > at:
            segments.append(tuple(words[at:end]))
        if not is_linked:
            break
        at = end - 1
        particles.append(words[at].tail)
    if len(segments) == len(particles) + 1 > 2 and set(particles) <= SPOKEN:
        # `A랑 B랑 돈이`: each side has its particle, and the last is none.
        segments.pop()
    if len(segments) > 1 and segments[0][-1].is_time and not segments[1][0].is_time:
        # `2024년, 하늘시와 바다시`
        segments.pop(0)
    return _Run(tuple(segments)) if len(segments) > 1 else None


def _find_right(words: Sequence[Word], first: int) -> tuple[int, bool]:
    """Return behind which word the phrase ends that begins with one, and whether more follow."""
    at = first
    while at < len(words):
        word = words[at]
        if word.is_asking or word.stem in STOPS or word.text in STOPS:
            break
        tags = {m.tag for m in word.morphemes}
        if "ETM" in tags or tags <= {"MM", "MAG"}:
            at += 1
            continue
        if not (word.is_naming or word.is_coined) or (
            word.tail and word.stem.startswith(("차이", "비교"))
        ):
            break
        if _links(words, at):
            return at + 1, True
        at += 1
        if word.tail not in ("", "의") or word.text.endswith((",", "?")):
            break
    while at > first and not (words[at - 1].is_naming or words[at - 1].is_coined):
        at -= 1
    return at, False


def _is_of_a_clause(words: Sequence[Word], run: _Run, asked: str) -> bool:
    """Tell whether a clause before a noun follows the sides, so that they are not asked about."""
    if asked.startswith(("각", "중", "가운데")):
        return False
    behind = [word for word in words if word.start > run.end]
    last = run.segments[-1][-1]
    if not behind or last.tail in ("", "의", "은", "는"):
        return False
    return has_clause(behind[:1]) and not behind[0].is_asking


def _write(text: str, run: _Run) -> tuple[str, ...]:
    """Return the question once for each side."""
    first, last = run.segments[0], run.segments[-1]
    begin, end = _align(first, last)
    if not end:
        return ()
    prefix = text[: first[begin].start]
    head = last[end - 1]
    rest = text[head.start + len(head.stem) + len(head.tail) :]
    sides = [first[begin:], *run.segments[1:-1], last[:end]]
    return tuple(ask_side(prefix, text_of(text, side), head.tail, rest) for side in sides)


def _align(first: Sequence[Word], last: Sequence[Word]) -> tuple[int, int]:
    """Return from which word the first side is one, and behind which the last is none.

    What stands before is said of all sides (`하늘시의 인구와 면적`), and so is what stands
    behind (`하늘시와 바다시의 인구`).
    """
    if first[-1].is_time:
        begin = len(first) - 1
        while begin and first[begin - 1].is_time:
            begin -= 1
        end = 0
        while end < len(last) and last[end].is_time:
            end += 1
        return begin, end
    begin = 0
    if not any(word.is_time for word in last):
        while begin < len(first) - 1 and first[begin].is_time:
            begin += 1
    if has_clause(first):
        heads = [at for at, word in enumerate(last, start=1) if word.stem == first[-1].stem]
        return begin, heads[0] if heads else len(last)
    if has_clause(last) or any(word.tail not in ("", "의") for word in last[:-1]):
        return begin, len(last)
    is_short = len(last) == 1 and len(first) > 1 and not last[0].is_name
    is_owned = any(word.tail == "의" for word in first)
    is_of_name = first[0].is_name and not first[-1].is_name
    if is_short and (is_owned or is_of_name or is_relation(first)):
        return len(first) - 1, 1
    if is_relation(first):
        # `국비와 지방비 비율`
        is_alike = len(first) == 1 and share_form(first[0].stem, last[0].stem) > 0
        return begin, 1 if is_alike else len(last)
    return begin, _cut(first, last, len(first) - begin)


def _cut(first: Sequence[Word], last: Sequence[Word], length: int) -> int:
    """Return behind which word the last side ends, and what is asked of all sides begins."""
    for at, word in enumerate(last[:-1], start=1):
        if word.stem == first[-1].stem:
            return at
    if first[-1].stem == last[-1].stem:
        return len(last)
    owners = [at for at, word in enumerate(last[:-1], start=1) if word.tail == "의"]
    if owners:
        has_owner = any(word.tail == "의" for word in first)
        return len(last) if has_owner else owners[-1]
    is_named = first[-1].is_name and len(last) > length and not last[-1].is_name
    if is_relation(last) or (is_named and last[length - 1].is_name):
        return max(1, min(len(last) - 1, length))
    return len(last)
