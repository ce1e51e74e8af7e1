"""What Kiwi's language model knows about single words: an offline source for training.

Source: CoNgram, the language model of kiwipiepy (Apache-2.0); `morpheme_similarity`
gives the cosine of two of its morpheme embeddings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.korean import _kiwi

_CONTENT_TAGS = frozenset(
    ("NNG", "NNP", "NR", "VV", "VV-R", "VV-I", "VA", "VA-R", "VA-I", "XR", "MAG")
)


@dataclass(frozen=True, slots=True)
class LexiconWord:
    """A content morpheme of the language model; a smaller `id` is a more frequent one."""

    id: int
    form: str
    tag: str


def list_words(limit: int) -> tuple[LexiconWord, ...]:
    """Return the Hangul content words among the `limit` most frequent morphemes.

    Each form once, under its most frequent tag, frequent ones first.
    """
    kiwi, found = _kiwi(), dict[str, LexiconWord]()
    for number in range(limit):
        morpheme = kiwi.morpheme(number)
        form, tag = str(morpheme.form), str(morpheme.tag)
        if tag in _CONTENT_TAGS and form and all("가" <= char <= "힣" for char in form):
            found.setdefault(form, LexiconWord(number, form, tag))
    return tuple(found.values())


def measure_similarity(
    words: Sequence[LexiconWord], landmarks: Sequence[LexiconWord]
) -> NDArray[np.float32]:
    """Return the cosines of words (rows) and landmarks (columns), float32."""
    similarity, ids = _kiwi().morpheme_similarity, [mark.id for mark in landmarks]
    table = np.empty((len(words), len(ids)), dtype=np.float32)
    for row, word in enumerate(words):
        table[row] = [similarity(word.id, mark) for mark in ids]
    return table
