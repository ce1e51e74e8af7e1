"""Passages and words made ready for comparison, each once: they come up again and again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol, TypeVar

import numpy as np

from assistant.question import content_terms, fold
from corpus import Passage, analyze_many
from index import Vectors

_T = TypeVar("_T")

# What is kept at hand: about 15 KB a passage, 1.5 KB a word.
MAX_PASSAGES = 2_000
MAX_WORDS = 20_000
# Endings and case particles: what tells a statement from a title.
_CLAUSE_TAGS = frozenset(("EF", "EC", "ETN", "JKS", "JKO", "JKB", "JX"))


class Lexicon(Protocol):
    """What the library knows about words and meaning; `index.Library` is one."""

    def term_weights(self, terms: Sequence[str]) -> Mapping[str, float]:
        """Return each term's inverse document frequency (higher = rarer)."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, one row a text."""
        ...

    def unit_vectors(self, passages: Sequence[Passage]) -> Sequence[Vectors]:
        """Return for each passage unit vectors of its units: shape (units, dimension)."""
        ...

    def encode_words(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors by a static model, one row a text; thousands a tenth of a second."""
        ...


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage's context (first) and units: texts, content terms, whether each is a clause.

    `vectors` has a row a unit, and so has `word_vectors`, by the static model.
    """

    texts: tuple[str, ...]
    terms: tuple[frozenset[str], ...]
    clauses: tuple[bool, ...]
    vectors: Vectors
    word_vectors: Vectors


class Reader:
    """Reads passages and words through a lexicon; safe to share between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Read with the vectors of `lexicon`."""
        self._lexicon = lexicon
        self._lock = Lock()
        self._passages: OrderedDict[str, ReadPassage] = OrderedDict()
        self._words: OrderedDict[str, Vectors] = OrderedDict()

    def read(self, passages: Sequence[Passage]) -> tuple[ReadPassage, ...]:
        """Return the passages made ready, in order."""
        with self._lock:
            known = {p.id: self._passages[p.id] for p in passages if p.id in self._passages}
        new = [passage for passage in passages if passage.id not in known]
        if new:
            known |= self._read(new)
        self._keep(self._passages, {passage.id: known[passage.id] for passage in passages})
        return tuple(known[passage.id] for passage in passages)

    def word_vectors(self, words: Sequence[str]) -> Vectors:
        """Return unit vectors, one row a word."""
        with self._lock:
            known = {word: self._words[word] for word in words if word in self._words}
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            known |= dict(zip(new, self._lexicon.encode_words(new), strict=True))
            self._keep(self._words, {word: known[word] for word in new})
        return np.stack([known[word] for word in words])

    def _read(self, passages: Sequence[Passage]) -> dict[str, ReadPassage]:
        texts = [_texts(passage) for passage in passages]
        flat = [text for own in texts for text in own]
        cuts = list(analyze_many(map(fold, flat)))
        vectors = self._lexicon.unit_vectors(passages)
        word_vectors = self._lexicon.encode_words(flat)
        found: dict[str, ReadPassage] = {}
        at = 0
        for passage, own, rows in zip(passages, texts, vectors, strict=True):
            piece = slice(at, at + len(own))
            found[passage.id] = ReadPassage(
                own,
                tuple(frozenset(content_terms(cut)) for cut in cuts[piece]),
                tuple(any(m.tag in _CLAUSE_TAGS for m in cut) for cut in cuts[piece]),
                rows,
                word_vectors[piece][1:],
            )
            at += len(own)
        return found

    def _keep(self, store: OrderedDict[str, _T], new: Mapping[str, _T]) -> None:
        limit = MAX_WORDS if store is self._words else MAX_PASSAGES
        with self._lock:
            for key, value in new.items():
                store[key] = value
                store.move_to_end(key)
            while len(store) > limit:
                store.popitem(last=False)


def _texts(passage: Passage) -> tuple[str, ...]:
    units = (passage.text[unit.start : unit.end] for unit in passage.units)
    return (passage.context, *units)
