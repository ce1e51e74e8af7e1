"""Where the words of a question stand in a text, whatever their endings."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from corpus import Span

_FIRST_SYLLABLE, _SYLLABLES = 0xAC00, 11_172
# Vowels with the one that they make with 아 or 어: 치어 쳐, 오아 와, 두어 둬, 되어 돼.
_CONTRACTED = {20: 6, 8: 9, 13: 14, 11: 10, 0: 1}
# No final consonant, ㄴ, ㄹ, ㅁ, ㅂ, ㅆ.
_FINALS = (0, 4, 8, 16, 17, 20)
_MAX_PLACES = 8


def find_places_of(terms: tuple[str, ...], text: str) -> list[tuple[str, tuple[Span, ...]]]:
    """Return the terms that stand in a text, each with its places."""
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text
    found = []
    for term, written in zip(terms, _written(terms), strict=True):
        if written is None:
            spans: list[Span] = []
            at = folded.find(term)
            while at >= 0 and len(spans) < _MAX_PLACES:
                spans.append(Span(at, at + len(term)))
                at = folded.find(term, at + len(term))
        else:
            matches = islice(written.finditer(folded), _MAX_PLACES)
            spans = [Span(*match.span()) for match in matches]
        if spans:
            found.append((term, tuple(spans)))
    return found


@lru_cache(maxsize=256)
def _written(terms: tuple[str, ...]) -> tuple[re.Pattern[str] | None, ...]:
    """Return how terms that may be stems are written with an ending: 다치 as 다친, 다쳤."""
    return tuple(_as_stem(term) for term in terms)


def _as_stem(term: str) -> re.Pattern[str] | None:
    last = ord(term[-1]) - _FIRST_SYLLABLE
    # A syllable is 588 codes a first consonant, 28 a vowel; only an open one contracts.
    if len(term) < 2 or not 0 <= last < _SYLLABLES or last % 28:
        return None
    onset, vowel = last // 588, last % 588 // 28
    vowels = {vowel, _CONTRACTED.get(vowel, vowel)}
    endings = "".join(
        chr(_FIRST_SYLLABLE + 588 * onset + 28 * one + final) for one in vowels for final in _FINALS
    )
    return re.compile(re.escape(term[:-1]) + f"[{endings}]")
