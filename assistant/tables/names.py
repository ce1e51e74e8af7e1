"""Names of rows and columns, and how well a question says them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

# So much of the sounds of a word is that word with a slip of the keys, and counts a bit less.
SLIP = 0.72
SLIPPED = 0.9
# Shorter words are said letter by letter: half of two syllables is another word.
SLIP_LETTERS = 3
# A word inside a longer one of the question (`기초` in `기초학력`) may be another.
INSIDE = 0.7
# How much a word with a figure in it counts: a year is soon said.
FIGURE_LETTERS = 2
TOTALS = frozenset(("합계", "총계", "소계", "계", "전체", "총합", "합", "총액", "total", "합산"))
_ASKS_TOTAL = re.compile(
    r"합계|총계|소계|전체|총합|총액|통틀|합하|합쳐|합친|합산|total|合计|总计|总共", re.IGNORECASE
)
_MAY_ASK_TOTAL = re.compile(r"모두|전부|총\s|in all|altogether|一共", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_BRACKET = re.compile(r"[(（\[〔<][^()（）\[\]〔〕<>]{0,80}[)）\]〕>]")
_MARKER = re.compile(r"^\s*(?:[-–•·∙▶▪◦○●□■◎❍※*]|\d{1,2}[.)](?=\s)|[가-하][.)](?=\s)|[①-⑳])\s*")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SHORT_YEAR = re.compile(r"(?<!\d)[’'‘]?(\d{2})\s*(?:년|年|학년도)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
# What may follow a name in a Korean sentence.
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|에는|에게|로|으로|와|과|도|만|이나|나|보다|부터|까지|"
    r"인가|이야|야|이란|란|이랑|랑|하고|이고|이며|며|처럼|마다|에게서|한테|께서|이라는|라는|인|인데|"
    r"은요|는요|년|년도|년에|년의|년은|년에는|별|쪽|측|업종|분야|지역|s)?$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: its words, what its brackets hold, its figures and years.

    `words` are in small letters without signs; `letters` are they run together; `aliases` are
    the years in brackets behind them (`제33기(2024년)`); `unit` is what stands in brackets, as
    written.
    """

    text: str
    words: tuple[str, ...]
    aliases: tuple[str, ...]
    letters: str
    unit: str
    years: frozenset[str]

    @property
    def is_total(self) -> bool:
        """Whether it names a sum of other rows or columns."""
        return self.letters in TOTALS or (bool(self.words) and self.words[-1] in TOTALS)


@dataclass(slots=True)
class Asked:
    """A question as names are looked for in it.

    `total` is how far it asks for a sum, 0 to 1; `sounds` are those of its words; `said`
    remembers what was looked for.
    """

    text: str
    words: tuple[str, ...]
    letters: str
    numbers: frozenset[str]
    years: frozenset[str]
    total: float
    sounds: tuple[frozenset[str], ...]
    said: dict[str, float] = field(default_factory=dict)


@lru_cache(maxsize=16_384)
def read_name(text: str) -> Name:
    """Return a name made ready; brackets behind it are no part of it unless it is all there is."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = _BRACKET.sub(" ", folded)
    inside = [found.group()[1:-1].strip() for found in _BRACKET.finditer(text)]
    if not any(map(str.isalnum, bare)):
        bare, inside = folded, []
    bare = _MARKER.sub("", bare) or bare
    words = tuple(_WORD.findall(bare))
    years = find_years(folded)
    aliases = tuple(f"{year}년" for year in sorted(years) if year not in bare)
    letters = "".join(words)
    return Name(text, words, aliases, letters, inside[-1] if inside else "", years)


def find_years(text: str) -> frozenset[str]:
    """Return the years that a text names with four digits, or with two before 년."""
    return frozenset(_YEAR.findall(text)) | {f"20{year}" for year in _SHORT_YEAR.findall(text)}


def letters_of(text: str) -> str:
    """Return the letters and digits of a text in search width, run together."""
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


@lru_cache(maxsize=256)
def read_asked(text: str, others: tuple[str, ...] = ()) -> Asked:
    """Return a question made ready; `others` are other names of what it asks for."""
    text = " ".join((text, *others))
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = tuple(_WORD.findall(folded))
    years = find_years(folded)
    numbers = frozenset(n.replace(",", "") for n in _DIGITS.findall(folded)) | years
    return Asked(
        text,
        words,
        "".join(words),
        numbers,
        years,
        1.0 if _ASKS_TOTAL.search(folded) else INSIDE * bool(_MAY_ASK_TOTAL.search(folded)),
        tuple(_sounds(word) for word in words),
    )


def say(asked: Asked, word: str) -> float:
    """Return how far a question says one word of a name, 0 to 1."""
    found = asked.said.get(word)
    if found is None:
        found = asked.said[word] = _say(asked, word)
    return found


def say_name(asked: Asked, name: Name, skip: frozenset[str] = frozenset()) -> float:
    """Return how far a question says a name: its words by their length, but those to `skip`."""
    words = [word for word in name.words if word not in skip]
    if name.aliases:
        by_year = max(say(asked, alias) for alias in name.aliases)
        if all(map(_DIGITS.search, words)):
            return by_year or _say_words(asked, words)
        words += name.aliases
    if not words:
        return 0.0
    if len(words) > 1 and len(name.letters) > 3 and name.letters in asked.letters:
        return 1.0
    return _say_words(asked, words)


def _say_words(asked: Asked, words: Sequence[str]) -> float:
    if not words:
        return 0.0
    sizes = [FIGURE_LETTERS if _DIGITS.search(word) else len(word) for word in words]
    said = sum(size * say(asked, word) for size, word in zip(sizes, words, strict=True))
    return said / sum(sizes)


def share_said(asked: Asked, terms: Sequence[str], where: str) -> float:
    """Return the share of the question's terms, by length, that stand in a text as letters."""
    total = sum(map(len, terms))
    if not total:
        return 0.0
    return sum(len(term) for term in terms if term in where) / total


def _say(asked: Asked, word: str) -> float:
    digits = _DIGITS.findall(word)
    if digits:
        return _say_number(asked, word, digits)
    if word in TOTALS:
        return asked.total
    if word in asked.letters:
        inside = INSIDE if len(word) > 1 else 0.0
        for said in asked.words:
            if said.startswith(word) and _PARTICLE.match(said, len(word)):
                return 1.0
        # A short one across two words is chance.
        return inside if len(word) > 2 or any(word in said for said in asked.words) else 0.0
    if len(word) < SLIP_LETTERS:
        return 0.0
    own, best = _sounds(word), 0.0
    for sounds in asked.sounds:
        share = len(own & sounds) / len(own)
        if share > best:
            best = share
    return SLIPPED * best if best >= SLIP else 0.0


def _say_number(asked: Asked, word: str, digits: Sequence[str]) -> float:
    """Figures are said or they are not; what stands beside them may be left out."""
    wanted = [number.replace(",", "") for number in digits]
    full = [f"20{n}" if len(n) == 2 and f"{n}년" in word else n for n in wanted]
    if not all(number in asked.numbers for number in full):
        return 0.0
    rest = _DIGITS.sub("", word)
    if not rest or word in asked.letters or rest in ("년", "년도", "年"):
        return 1.0
    return INSIDE if rest in asked.letters else 0.0


@lru_cache(maxsize=16_384)
def _sounds(word: str) -> frozenset[str]:
    """Return the pairs of neighbouring sounds of a word (of letters, where it is not Korean)."""
    spelled = f"^{unicodedata.normalize('NFD', word)}"
    return frozenset(spelled[at : at + 2] for at in range(len(spelled) - 1))
