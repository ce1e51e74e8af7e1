"""What language a passage is written in, told by its script alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

# A syllable of Hangul, or a Han character, says about as much as so many Latin letters.
LATIN_LETTERS = 3
# Korean text may hold Hanja, more than its Hangul even; Chinese text no Hangul to speak of.
HAN_FOR_HANGUL = 4
# Japanese is neither: one Kana in so many Han characters tells it.
LEAST_KANA = 10
_AT_ONCE = 2_000
# Ranges of code points by script. Source: the blocks of the Unicode Standard.
_SCRIPTS = (
    ((0xAC00, 0xD7A3), (0x1100, 0x11FF), (0x3131, 0x318E)),  # Hangul
    ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0xF900, 0xFAFF), (0x20000, 0x323AF)),  # Han
    ((0x3041, 0x30FF),),  # Kana
    ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A)),  # Latin
)


def tell_languages(texts: Iterable[str]) -> Iterator[str]:
    """Yield `ko`, `en` or `zh` for each text, empty where its script says none of them.

    `en` stands for whatever is written in Latin letters.
    """
    left = iter(texts)
    while batch := list(islice(left, _AT_ONCE)):
        yield from _tell(batch)


def _tell(texts: list[str]) -> list[str]:
    # A character of its own ends each text, so that none is empty.
    codes = np.frombuffer("\0".join([*texts, ""]).encode("utf-32-le", "replace"), dtype="<u4")
    table = _script_table()
    scripts = table[np.minimum(codes, len(table) - 1)]
    lengths = np.array([len(text) + 1 for text in texts])
    starts = np.cumsum(lengths) - lengths
    hangul, han, kana, latin = (
        np.add.reduceat(scripts == number, starts, dtype=np.int64)
        for number in range(1, len(_SCRIPTS) + 1)
    )
    korean = (hangul > 0) & (HAN_FOR_HANGUL * hangul >= han)
    chinese = ~korean & (han > 0) & (LEAST_KANA * kana < han)
    letters = np.where(korean, hangul + han, han + kana)
    english = latin > LATIN_LETTERS * letters
    told = np.select([english, korean, chinese], ["en", "ko", "zh"], default="")
    return [str(language) for language in told]


@lru_cache(maxsize=1)
def _script_table() -> NDArray[np.uint8]:
    """Return for each code point the number of its script in `_SCRIPTS`, from 1; 0 for others."""
    last = max(last for ranges in _SCRIPTS for _, last in ranges)
    table = np.zeros(last + 2, dtype=np.uint8)
    for number, ranges in enumerate(_SCRIPTS, start=1):
        for first, end in ranges:
            table[first : end + 1] = number
    return table
