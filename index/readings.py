"""Chinese characters read in Korean: 众创空间 and 衆創空間 are both 중창공간.

The table (`hanja/readings.txt`, from the Unihan database, licence beside it) gives simplified
and Japanese forms the reading of what they stand for, so nothing is converted between scripts.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from itertools import islice, product

from index.letters import HAN_WORD, Syllable
from index.wording.wording import Expansion

MAX_WORD = 8
# More ways to read one stretch are not tried: 音樂 is 음락, 음악 and 음요.
MAX_WAYS = 4

_N, _R, _SILENT = 2, 5, 11
_T, _TT, _J = 3, 4, 12
# ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ, before which an initial ㄹ falls silent; elsewhere it becomes ㄴ.
_GLIDES = frozenset((2, 3, 6, 7, 12, 17, 20))
# ㅕ ㅛ ㅠ ㅣ, before which an initial ㄴ falls silent.
_AFTER_N = frozenset((6, 12, 17, 20))


def read_hanja(run: str) -> tuple[str, ...]:
    """Return the ways to read a run of Chinese characters, the commonest first.

    Empty where a character has no reading. The first syllable stands as it does at the head
    of a word (이론 for 理論); inside, 렬 and 률 are 열 and 율 after a vowel or ㄴ.
    """
    table = _table()
    columns = [table.get(char, "") for char in run]
    if not run or not all(columns):
        return ()
    ways: dict[str, None] = {}
    for syllables in islice(product(*columns), MAX_WAYS):
        inner = _inside(syllables)
        ways[soften_initial(inner[0]) + inner[1:]] = None
    return tuple(ways)


def soften_initial(syllable: str) -> str:
    """Return a syllable as it is written at the head of a word: 녀 is 여, 론 is 논.

    Source: 한글 맞춤법 (Hangul orthography), articles 10 to 12.
    """
    its = Syllable.of(syllable)
    if its.initial == _R:
        return str(replace(its, initial=_SILENT if its.vowel in _GLIDES else _N))
    if its.initial == _N and its.vowel in _AFTER_N:
        return str(replace(its, initial=_SILENT))
    return syllable


def _inside(syllables: tuple[str, ...]) -> str:
    """Return syllables as a word has them: 비율 for 비 + 률, 부도 for 불 + 도."""
    written = list(syllables)
    for place, (left, right) in enumerate(zip(syllables, syllables[1:], strict=False)):
        if right in "렬률" and Syllable.of(left).final in (0, 4):
            written[place + 1] = soften_initial(right)
        if left == "불" and Syllable.of(right).initial in (_T, _TT, _J):
            written[place] = "부"
    return "".join(written)


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Return character -> its readings, the commonest first."""
    table: dict[str, str] = {}
    text = files("index").joinpath("hanja", "readings.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    for column in (1, 2):
        for row in rows:
            for char in row[column]:
                table[char] = table.get(char, "") + row[0]
    return table


def find_readings(text: str) -> tuple[Expansion, ...]:
    """Return what each Chinese word of a text is read as; the terms of a query have it already.

    A run is a word up to `MAX_WORD` characters; longer ones are whole sentences.
    """
    return tuple(
        Expansion("reading", run, way)
        for run in dict.fromkeys(HAN_WORD.findall(text))
        if len(run) <= MAX_WORD
        for way in read_hanja(run)
    )
