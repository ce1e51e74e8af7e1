"""A question about one side, and the phrase that a side is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.words import Word, join_particle

SPOKEN = frozenset(("랑", "이랑", "하고"))
LINKS = frozenset(("와", "과", *SPOKEN))
# What ends the last side though no particle does.
STOPS = frozenset("중 가운데 각각 각기 비교 차이 차이점 서로 대비 둘 간 사이".split())
_AMONG = re.compile(r"^\s*(?:중|가운데)(?:에서|에|엔|에선)?(?:는)?\s+")
_WHICH_MORE = re.compile(r"(?:어디|어느\s?\S{1,4}|누|뭐|뭣|무엇)(?:이|가|에서)?\s+(?:더|덜)\s+")
_HOW_DIFFERENT = re.compile(
    r"(?:(?:어떻게|뭐가|무엇이|얼마나|어디가|서로|어떤\s?점(?:이|에서))\s+){1,3}"
    r"(?:다르|다른|다릅|달라|달랐)\S*\s*$"
)
_COMPARED = re.compile(r"(?:을|를)?\s*(?:서로\s+)?비교(?:\s*(?:해|하|좀|부탁).*|[?？.\s]*)$")
_APART = re.compile(
    r"(?P<of>[가-힣A-Za-z0-9%)]+?)(?:의)?\s+차이(?:점)?(?P<tail>[은는이가을를]?)(?=[?？.\s]|$)"
)
_MUCH_APART = re.compile(r"얼마나\s*차이\s?\S*$")


def ask_side(prefix: str, side: str, particle: str, rest: str) -> str:
    """Return a question about one side: what compares is taken out of its words."""
    particle = "" if particle in SPOKEN else particle
    among = _AMONG.match(rest)
    if among and not particle:
        particle, rest = "은", " " + rest[among.end() :]
    rest = _WHICH_MORE.sub("얼마나 ", rest)
    rest = _HOW_DIFFERENT.sub("어떤가요?", rest)
    rest = _MUCH_APART.sub("얼마인가요?", rest)
    rest = _COMPARED.sub("?", rest)
    apart = re.match(r"\s*차이(?:점)?", rest)
    if apart and particle in ("", "의"):
        particle, rest = "", rest[apart.end() :]
        own = re.match(r"(?:은|는|이|가|을|를)", rest)
        if own:
            particle, rest = own.group(), rest[own.end() :]
    rest = _APART.sub(lambda m: join_particle(m.group("of"), m.group("tail")), rest)
    rest = re.sub(r"(?<=\s)더\s+", "", rest)
    if rest.strip() in ("", "?") and particle in ("을", "를", ""):
        particle, rest = "은", "?"
    return prefix + (join_particle(side, particle) if side else particle) + rest


def find_left(words: Sequence[Word], last: int) -> int:
    """Return where the phrase begins that ends with a word: with the clause before its noun."""
    at, in_clause = last, False
    while at:
        before = words[at - 1]
        if before.is_asking or before.text.endswith((",", "、", "?", ":")):
            break
        tags = {m.tag for m in before.morphemes}
        is_clause = "ETM" in tags
        is_open = before.is_naming and before.tail in ("", "의") and before.stem not in STOPS
        is_within = in_clause and before.tail not in ("은", "는") and before.tail not in LINKS
        if not (is_clause or is_open or is_within or tags <= {"MM"}):
            break
        in_clause = in_clause or is_clause
        at -= 1
    return at


def has_clause(words: Sequence[Word]) -> bool:
    """Tell whether a clause before a noun stands in the words."""
    return any(m.tag == "ETM" for word in words if word.text != "다른" for m in word.morphemes)


def text_of(text: str, side: Sequence[Word]) -> str:
    """Return the words as they stand in the text, without the last one's particle."""
    return text[side[0].start : side[-1].start + len(side[-1].stem)]
