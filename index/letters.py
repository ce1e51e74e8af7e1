"""Hangul and Chinese characters: which a character is, and what a syllable is made of.

Source: the Unicode Standard 16.0, section 3.12 (syllables) and its blocks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
# The unified ideographs of the basic plane, for a class of a pattern.
HAN = "㐀-䶿一-鿿"
# A run that may be a word: one character alone says little.
HAN_WORD = re.compile(f"[{HAN}]{{2,}}")
_FIRST = ord("가")
_FINALS = 28


@dataclass(frozen=True, slots=True)
class Syllable:
    """A syllable by the places of its letters: of `INITIALS`, of `VOWELS`, of the finals.

    The finals are none, ㄱ, ㄲ, ㄳ, ㄴ and so on to ㅎ: 28 in all.
    """

    initial: int
    vowel: int
    final: int

    @classmethod
    def of(cls, char: str) -> Syllable:
        """Take a whole syllable apart (see `is_syllable`)."""
        rest, final = divmod(ord(char) - _FIRST, _FINALS)
        return cls(*divmod(rest, len(VOWELS)), final)

    def __str__(self) -> str:
        """Return the syllable."""
        return compose(self.initial, self.vowel, self.final)


def compose(initial: int, vowel: int, final: int) -> str:
    """Return the syllable of three letters, each by its place."""
    return chr(_FIRST + (initial * len(VOWELS) + vowel) * _FINALS + final)


def is_syllable(char: str) -> bool:
    """Return whether a character is a whole Hangul syllable."""
    return "가" <= char <= "힣"


def is_jamo(char: str) -> bool:
    """Return whether a character is a Hangul letter that stands alone."""
    return "ㄱ" <= char <= "ㅣ"


def is_han(char: str) -> bool:
    """Return whether a character is a Chinese one (see `HAN`)."""
    return "㐀" <= char <= "䶿" or "一" <= char <= "鿿"
