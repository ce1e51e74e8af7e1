"""What a quotation that stands nowhere was perhaps copied from."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass

# Three characters of Korean are about a word; more would miss what two typos cut up.
_GRAM = 3
# A gram that stands in more places tells nothing about where.
_MOST_PLACES = 200
_LONGEST_QUOTE = 2_000
# The grams of a text are noted at some hundred bytes a character.
_LONGEST_TEXT = 1_000_000
# Below this share of its grams the passage is another one.
LEAST_SHARE = 0.4
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Nearest:
    """A stretch of a text that is like a quotation: the share of its grams found there."""

    text: str
    share: float


class NearestText:
    """A text in which stretches like a quotation are found, white space and case ignored."""

    def __init__(self, text: str) -> None:
        """Note where each gram stands, once for a document; of a very long one, its beginning."""
        self._text = text[:_LONGEST_TEXT]
        letters = [(at, _fold(sign)) for at, sign in enumerate(self._text) if not sign.isspace()]
        self._offsets = [at for at, _ in letters]
        folded = "".join(sign for _, sign in letters)
        self._places: dict[str, list[int]] = defaultdict(list)
        for at in range(len(folded) - _GRAM + 1):
            places = self._places[folded[at : at + _GRAM]]
            if len(places) <= _MOST_PLACES:
                places.append(at)

    def find(self, quote: str) -> Nearest | None:
        """Return the stretch that shares most grams with the quotation, ties to the first.

        Grams vote for where the quotation would begin; the stretch is as long as it is,
        moved out to whole words. None below `LEAST_SHARE`.
        """
        wanted = _SPACE.sub("", unicodedata.normalize("NFC", quote))[:_LONGEST_QUOTE]
        wanted = "".join(_fold(sign) for sign in wanted)
        grams = [wanted[at : at + _GRAM] for at in range(len(wanted) - _GRAM + 1)]
        if not grams:
            return None
        width = max(4, len(wanted) // 4)
        votes: Counter[int] = Counter()
        for at, gram in enumerate(grams):
            places = self._places.get(gram, ())
            if len(places) <= _MOST_PLACES:
                # Neighbouring begins count together: letters were added or left out.
                begins = {(place - at) // width for place in places}
                votes.update(begins | {begin + 1 for begin in begins})
        if not votes:
            return None
        best = min(votes, key=lambda begin: (-votes[begin], begin))
        low, high = (best - 1) * width, (best + 1) * width
        found = [
            place
            for at, gram in enumerate(grams)
            for place in self._places.get(gram, ())
            if low <= place - at < high
        ]
        share = votes[best] / len(grams)
        if share < LEAST_SHARE:
            return None
        start, end = self._offsets[min(found)], self._offsets[max(found) + _GRAM - 1] + 1
        return Nearest(_whole_words(self._text, start, end), share)


def _fold(sign: str) -> str:
    """Return a character as it is compared, one for one."""
    plain = unicodedata.normalize("NFKC", sign).casefold()
    return plain if len(plain) == 1 else sign


def _whole_words(text: str, start: int, end: int) -> str:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return _SPACE.sub(" ", text[start:end])
