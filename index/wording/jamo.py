"""Hangul as it is typed: the keys of the two-set keyboard, and the syllables they make.

Source: KS X 5002 (the layout).
"""

from __future__ import annotations

import re

from index.letters import INITIALS, VOWELS, Syllable, compose, is_syllable

_INITIALS = "r R s e E f a q Q t T d w W c z x v g".split()
_MEDIALS = "k o i O j p u P h hk ho hl y n nj np nl b m ml l".split()
_FINALS = (
    " r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g".split(" ")  # none first
)
# The jamo that a key shows alone: of `rt` and its like none.
_CONSONANTS = dict(zip(_INITIALS, INITIALS, strict=True))
_VOWELS = dict(zip(_MEDIALS, VOWELS, strict=True))
_JAMO_KEYS = {jamo: key for key, jamo in (_CONSONANTS | _VOWELS).items()} | dict(
    zip("ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ", "rt sw sg fr fa fq ft fx fv fg qt".split(), strict=True)
)

CONSONANT_KEYS = "".join(_INITIALS)
VOWEL_KEYS = "".join(key for key in _MEDIALS if len(key) == 1)
_SHIFTED = frozenset("QWERTOP")

_BY_LENGTH = sorted((key for key in _FINALS if key), key=len, reverse=True)
# A consonant before a vowel begins the next syllable, so it ends none.
_SYLLABLE = re.compile(
    f"([{CONSONANT_KEYS}])"
    f"({'|'.join(sorted(_MEDIALS, key=len, reverse=True))})"
    f"((?:{'|'.join(_BY_LENGTH)})(?![{VOWEL_KEYS}]))?"
)
_INITIAL_AT = {key: at for at, key in enumerate(_INITIALS)}
_MEDIAL_AT = {key: at for at, key in enumerate(_MEDIALS)}
_FINAL_AT = {key: at for at, key in enumerate(_FINALS)}


def to_keys(text: str) -> str:
    """Return the Latin keys that type a text; what is no Hangul stays as it is."""
    typed = []
    for char in text:
        if is_syllable(char):
            its = Syllable.of(char)
            typed.append(_INITIALS[its.initial] + _MEDIALS[its.vowel] + _FINALS[its.final])
        else:
            typed.append(_JAMO_KEYS.get(char, char))
    return "".join(typed)


def from_keys(keys: str) -> str:
    """Return what Latin keys type on a Korean keyboard; keys that make no syllable stay."""
    return _SYLLABLE.sub(_compose, keys)


def to_korean(latin: str) -> str:
    """Return a Latin word as the Korean keyboard would have typed it, or "" if not in syllables.

    Shift changes seven keys only: a capital of any other types what the small letter does.
    """
    keys = "".join(key if key in _SHIFTED else key.lower() for key in latin)
    made = from_keys(keys)
    return made if made and all(map(is_syllable, made)) else ""


def _compose(match: re.Match[str]) -> str:
    initial, medial, final = match.groups("")
    return compose(_INITIAL_AT[initial], _MEDIAL_AT[medial], _FINAL_AT[final])
