"""How alike a Korean and a Latin writing of one name sound, by their consonants."""

from __future__ import annotations

import re
from functools import lru_cache

from index.letters import Syllable, is_syllable

# Consonants that writers of foreign names confuse are one class: K, N, T, L, M, P, S.
_INITIALS = "K K N T T L M P P S S - S S S K T P -".split()
_FINALS = "- K K K N N N T L K M P L L L L M P P T T N T T K T P -".split()
_LATIN = dict.fromkeys("kgq", "K") | dict.fromkeys("td", "T") | dict.fromkeys("lr", "L")
_LATIN |= dict.fromkeys("pbfv", "P") | dict.fromkeys("szj", "S") | {"m": "M", "n": "N"}
_CLUSTERS = (
    (re.compile(r"ng(?![aeiouy])"), "n"),
    (re.compile(r"tch|sch|tsh|sh|ch|ts|tz"), "s"),
    (re.compile(r"ph"), "p"),
    (re.compile(r"th"), "t"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"c"), "k"),
    (re.compile(r"\bx"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"q(?!u)"), "s"),
    (re.compile(r"\bw(?=r)|\bk(?=n)"), ""),
)
_DOUBLED = re.compile(r"(.)\1+")
_WORDLESS = re.compile(r"[^a-z]+")


@lru_cache(maxsize=4096)
def likeness(korean: str, latin: str) -> float:
    """Return how alike the two sound, 0 to 1: the share of consonants in a common order.

    Twice the longest common subsequence by the length of both.
    """
    ours, theirs = _of_korean(korean), _of_latin(latin)
    if not ours or not theirs:
        return 0.0
    row = [0] * (len(theirs) + 1)
    for mine in ours:
        before = 0
        for at, other in enumerate(theirs, start=1):
            above = row[at]
            row[at] = before + 1 if mine == other else max(above, row[at - 1])
            before = above
    return 2.0 * row[-1] / (len(ours) + len(theirs))


def _of_korean(text: str) -> str:
    syllables = (Syllable.of(char) for char in text if is_syllable(char))
    classes = "".join(_INITIALS[one.initial] + _FINALS[one.final] for one in syllables)
    return _DOUBLED.sub(r"\1", classes.replace("-", ""))


def _of_latin(text: str) -> str:
    folded = text.casefold()
    for pattern, sound in _CLUSTERS:
        folded = pattern.sub(sound, folded)
    classes = "".join(_LATIN.get(char, "") for char in _WORDLESS.sub(" ", folded))
    return _DOUBLED.sub(r"\1", classes)
