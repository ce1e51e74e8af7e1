"""Passages that say the same in another file: a report's versions, a release and its copy.

Two passages repeat each other when their overlapping runs of characters are nearly the same
and every figure in them is: last year's text with this year's figures is no repetition.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.hit import Hit, SamePassage

# Runs of so many characters, white space and punctuation left out; Broder, "On the
# resemblance and containment of documents" (1997), compares texts by the share of such runs
# (shingles) that two of them have in common, and by a fixed sample of these where they are many.
SHINGLE_CHARS = 5
# One shingle in so many is compared: about a hundred of a passage.
_SAMPLE = np.uint64(4)
# An odd number without a pattern: Knuth, The Art of Computer Programming 3, 6.4: the golden
# ratio's part of 2 to the power of 64.
_BASE, _UPPER = np.uint64(0x9E3779B97F4A7C15), np.uint64(40)
RESEMBLANCE = 0.9
# Too short to tell a copy from a common phrase.
_LEAST_CHARS = 40
_WORDLESS = re.compile(r"[\W_]+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


class _Print:
    """What of a passage is compared; the shingles are dear, and few pairs ask for them."""

    __slots__ = ("_shingles", "_text", "figures", "size")

    def __init__(self, text: str) -> None:
        self.figures = Counter(_FIGURE.findall(text))
        self.size = len(_WORDLESS.sub("", text))
        self._text = text
        self._shingles: frozenset[int] | None = None

    @property
    def shingles(self) -> frozenset[int]:
        if self._shingles is None:
            self._shingles = _shingles(self._text)
        return self._shingles


def fold_repeats(hits: Sequence[Hit], top_k: int) -> tuple[Hit, ...]:
    """Return the first `top_k` hits that repeat no earlier one of another document.

    Each names in `also_in` what was left out because it says the same, best first.
    """
    kept: list[tuple[Hit, _Print]] = []
    repeats: dict[str, list[SamePassage]] = {}
    for hit in hits:
        own = _Print(hit.passage.text)
        first = next((one for one, its in kept if _is_repeat(hit, own, one, its)), None)
        if first is None:
            kept.append((hit, own))
            continue
        span = hit.passage.span
        same = SamePassage(hit.document, hit.passage.id, hit.passage.page, span.start, span.end)
        repeats.setdefault(first.passage.id, []).append(same)
    return tuple(
        replace(hit, also_in=tuple(repeats[hit.passage.id])) if hit.passage.id in repeats else hit
        for hit, _ in kept[:top_k]
    )


def resemblance(left: str, right: str) -> float:
    """Return the share of shingles that two texts have in common, 0 to 1; sampled."""
    return _share(_shingles(left), _shingles(right))


def _is_repeat(hit: Hit, own: _Print, earlier: Hit, its: _Print) -> bool:
    return (
        hit.passage.document_id != earlier.passage.document_id
        and hit.passage.kind == earlier.passage.kind
        and min(own.size, its.size) >= max(_LEAST_CHARS, RESEMBLANCE * max(own.size, its.size))
        and own.figures == its.figures
        and _share(own.shingles, its.shingles) >= RESEMBLANCE
    )


def _shingles(text: str) -> frozenset[int]:
    """Return the sampled shingles of a text as numbers, the same on every machine.

    Source: Karp and Rabin, Efficient randomized pattern-matching algorithms (1987): a run is
    its characters as the digits of a number, here modulo 2 to the power of 64.
    """
    letters = _WORDLESS.sub("", text.casefold())
    signs = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    signs = signs.astype(np.uint64)
    count = max(1, len(signs) - SHINGLE_CHARS + 1)
    numbers = np.zeros(count, dtype=np.uint64)
    for at in range(min(SHINGLE_CHARS, len(signs))):
        numbers = numbers * _BASE + signs[at : at + count]
    # The lower half of such a number says little; the sample is drawn from the upper.
    sampled = numbers[(numbers >> _UPPER) % _SAMPLE == 0]
    return frozenset(sampled.tolist() or numbers.tolist())


def _share(left: frozenset[int], right: frozenset[int]) -> float:
    together = len(left | right)
    return len(left & right) / together if together else 0.0
