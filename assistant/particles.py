"""Particles that follow the sound before them: 은 or 는, 이 or 가."""

from __future__ import annotations

import re
import unicodedata

_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS = 0xAC00, 0xD7A3, 28
_RIEUL = 8
# How a sign ends that is read out: the index of its final consonant (0: none, 8: ㄹ).
_READ_ALOUD = {
    **dict(zip("0123456789", (21, _RIEUL, 0, 16, 0, 0, 1, _RIEUL, _RIEUL, 0), strict=True)),
    **dict.fromkeys("abcdefghijkopqstuvwxyz", 0),
    **{"l": _RIEUL, "m": 16, "n": 4, "r": _RIEUL},
    "%": 0,
    "℃": 0,
}
# Kilometre, kilogram, tonne: read as the Korean words they are short for.
_MEASURES = {"km": 0, "m": 0, "cm": 0, "mm": 0, "kg": 16, "kW": 0, "MW": 0, "GW": 0, "kWh": 0,
             "MWh": 0, "GWh": 0, "ha": 0, "t": 4}  # fmt: skip
_MEASURE = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(_MEASURES)})$")
_AFTERTHOUGHT = re.compile(r"\s*[(\[（〔][^()\[\]（）〔〕]*[)\]）〕]\s*$")
# The form behind a consonant: the one behind a vowel.
OPEN_FORMS = {
    "은": "는",
    "이": "가",
    "을": "를",
    "과": "와",
    "으로": "로",
    "이나": "나",
    "이란": "란",
    "이랑": "랑",
    "이야": "야",
    "이라고": "라고",
}


def final_consonant(word: str) -> int:
    """Return the number of the final consonant that a word is read with, 0 for none.

    What stands in brackets at its end is not read. Source: the Unicode Standard, section
    3.12, Hangul syllable composition.
    """
    if measure := _MEASURE.search(word):
        return _MEASURES[measure.group()]
    said = _AFTERTHOUGHT.sub("", word).rstrip(" ’”'\"」』》〉)]）")
    last = unicodedata.normalize("NFC", said)[-1:]
    if last and _FIRST_SYLLABLE <= ord(last) <= _LAST_SYLLABLE:
        return (ord(last) - _FIRST_SYLLABLE) % _FINALS
    return _READ_ALOUD.get(last.casefold(), 0)


def attach(word: str, particle: str) -> str:
    """Return the word with the form of the particle that its sound asks for.

    `particle` is the one behind a consonant, a key of `OPEN_FORMS`.
    """
    final = final_consonant(word)
    # After ㄹ it is 로, as after a vowel.
    is_open = not final or (particle == "으로" and final == _RIEUL)
    return word + (OPEN_FORMS[particle] if is_open else particle)


def without_final(syllable: str) -> str:
    """Return a Hangul syllable without its final consonant."""
    code = ord(syllable) - _FIRST_SYLLABLE
    return chr(_FIRST_SYLLABLE + code - code % _FINALS)


def with_nieun(syllable: str) -> str:
    """Return a syllable that ends in ㄴ instead of a vowel or ㄹ: 크 -> 큰, 길 -> 긴."""
    return chr(ord(without_final(syllable)) + 4)
