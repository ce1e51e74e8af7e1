"""Names that stand for the same thing, looked up in a query."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from index.letters import is_han, is_syllable
from index.wording.aliases import Alias, name_key
from index.wording.companies import find_companies, strip_form
from index.wording.loanwords import spell_otherwise
from index.wording.wording import Expansion, ExpansionKind

# How many other names one name gets, and one query.
MAX_OTHERS = 4
MAX_EXPANSIONS = 8
# A name this long is found inside a compound too; a shorter one must begin and end a word.
_LONG_SYLLABLES = 4
_PARTICLES = (
    "은 는 이 가 을 를 의 에 에서 에게 에는 에도 에서는 으로 로 으로는 로는 과 와 도 만 이나 나 "
    "까지 부터 보다 처럼 이란 란 이라는 라는 이라고 라고 이며 며 이고 고 이다 다 인 인가 인가요 "
    "인지 이야 야 하고 이랑 랑 한테 께 의는 별 들 들의 들은 들이 이라 라 이냐 냐 요 이에요 예요 "
    "입니까 입니다 이었 였 에선 엔 로서 으로서 로써 으로써 측 사 간 내 등 및 관련 대비 마다 조차 "
    "밖에 뿐 씩"
).split()
_AFTER = re.compile(f"(?:{'|'.join(sorted(_PARTICLES, key=len, reverse=True))})(?![가-힣])")


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name, who holds that it is one (a document's id, or a file's name), and how."""

    text: str
    source: str
    kind: ExpansionKind


class Names:
    """Names by their keys, and what stands for each, the surest first."""

    def __init__(self, pairs: Iterable[tuple[str, OtherName]] = ()) -> None:
        """Take pairs of a name and another that may stand for it, the surer first."""
        self._others: dict[str, list[OtherName]] = defaultdict(list)
        key_of = cache(_key)
        for name, other in pairs:
            known = self._others[key_of(name)]
            if len(known) < MAX_OTHERS:
                key = key_of(other.text)
                if all(key_of(one.text) != key for one in known):
                    known.append(other)
        self._lengths: dict[str, list[int]] = {}
        for key in self._others:
            if len(key) >= 2:
                lengths = self._lengths.setdefault(key[:2], [])
                if len(key) not in lengths:
                    lengths.append(len(key))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    @classmethod
    def of_aliases(cls, aliases: Iterable[Alias]) -> Names:
        """Return the names that documents give, both ways; local ones are left out."""
        return cls(pair for alias in aliases if not alias.is_local for pair in _both_ways(alias))

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self._others)

    def others(self, name: str) -> tuple[OtherName, ...]:
        """Return what stands for a name, the surest first."""
        return tuple(self._others.get(_key(name), ()))

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[OtherName, ...]]]:
        """Yield the names in a text with their places, the longest first where several begin."""
        letters, places = _letters(_fold(text))
        taken = 0
        for at in range(len(letters) - 1):
            if at < taken:
                continue
            for length in self._lengths.get(letters[at : at + 2], ()):
                key = letters[at : at + length]
                if key in self._others and _is_whole(text, places, at, at + length):
                    yield places[at], places[at + length - 1] + 1, tuple(self._others[key])
                    taken = at + length
                    break


def expand(
    text: str, books: Sequence[Names], is_known: Callable[[str], bool] | None = None
) -> tuple[Expansion, ...]:
    """Return the other names of what a query names, in its order; the first book first.

    `is_known` tells whether a word stands in the library: where it is given, other spellings
    of foreign words are tried, and companies are looked for without their legal form.
    """
    found: dict[tuple[str, str], Expansion] = {}
    counts: dict[str, int] = defaultdict(int)

    def add(of: str, other: OtherName) -> None:
        key = (of, _key(other.text))
        if key[1] != _key(of) and key not in found and counts[of] < MAX_OTHERS:
            counts[of] += 1
            found[key] = Expansion(other.kind, of, other.text, other.source)

    covered: list[tuple[int, int]] = []
    for book in books:
        for start, end, others in book.find(text):
            covered.append((start, end))
            for other in others:
                add(text[start:end], other)
    for written, bare in find_companies(text):
        add(written, OtherName(bare, "", "variant"))
        for book in books:
            for other in book.others(bare):
                add(written, other)
    if is_known is not None:
        for match in re.finditer(r"[가-힣]{2,}", text):
            if any(start <= match.start() < end for start, end in covered):
                continue
            for word, other_word in spell_otherwise(match.group(), is_known):
                add(word, OtherName(other_word, "", "variant"))
    return tuple(list(found.values())[:MAX_EXPANSIONS])


def _both_ways(alias: Alias) -> Iterator[tuple[str, OtherName]]:
    for name, other in ((alias.name, alias.other), (alias.other, alias.name)):
        yield name, OtherName(other, alias.document, "alias")
        bare = strip_form(name)
        if bare != name:
            yield bare, OtherName(other, alias.document, "alias")


def _key(name: str) -> str:
    return name_key(_fold(name))


def _fold(text: str) -> str:
    if text.isascii():
        return text
    # One character for one: places in the text stay what they are.
    return "".join(
        folded if len(folded := unicodedata.normalize("NFKC", char)) == 1 else char for char in text
    )


def _letters(text: str) -> tuple[str, list[int]]:
    """Return the letters that keys are made of, and where each stands."""
    letters, places = [], []
    for at, char in enumerate(text):
        if not re.match(r"[\s\-·.'’_]", char):
            lowered = char.casefold()
            letters.append(lowered if len(lowered) == 1 else char)
            places.append(at)
    return "".join(letters), places


def _is_whole(text: str, places: Sequence[int], start: int, end: int) -> bool:
    """Tell whether letters `start` to `end` are words of their own, particles aside."""
    first, last = places[start], places[end - 1]
    before = text[first - 1] if first else " "
    after = text[last + 1] if last + 1 < len(text) else " "
    is_long = sum(is_syllable(text[place]) for place in places[start:end]) >= _LONG_SYLLABLES
    if _script(before) == _script(text[first]) and not is_long:
        return False
    if _script(after) != _script(text[last]):
        return True
    return _script(after) == "hangul" and (is_long or bool(_AFTER.match(text, last + 1)))


def _script(char: str) -> str:
    if is_syllable(char):
        return "hangul"
    if char.isascii():
        return "latin" if char.isalnum() else ""
    return "han" if is_han(char) else ""
