"""Passages and words made ready for comparison, each once: they come up again and again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

import numpy as np

from assistant.question import content_terms, fold
from corpus import Passage, analyze_many
from index import Vectors

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

    def __init__(self, lexicon: Lexicon, *, max_words: int = MAX_WORDS) -> None:
        """Read with the vectors of `lexicon`; those of `max_words` words are kept."""
        self._lexicon = lexicon
        self._lock = Lock()
        self._passages: OrderedDict[str, ReadPassage] = OrderedDict()
        self._words = _WordTable(max_words)

    def read(self, passages: Sequence[Passage]) -> tuple[ReadPassage, ...]:
        """Return the passages made ready, in order."""
        with self._lock:
            kept = {p.id: self._passages[p.id] for p in passages if p.id in self._passages}
        # A file that was read again may say something else at the same place.
        same = (p.id for p in passages if p.id in kept and kept[p.id].texts == _texts(p))
        known = {name: kept[name] for name in same}
        new = [passage for passage in passages if passage.id not in known]
        if new:
            known |= self._read(new)
        self._keep({passage.id: known[passage.id] for passage in passages})
        return tuple(known[passage.id] for passage in passages)

    def word_vectors(self, words: Sequence[str]) -> Vectors:
        """Return unit vectors, one row a word."""
        with self._lock:
            found = self._words.find(words)
        if found is None:
            with self._lock:
                new = [word for word in dict.fromkeys(words) if word not in self._words.rows]
            vectors = self._lexicon.encode_words(new)
            with self._lock:
                self._words.add(new, vectors)
                found = self._words.find(words)
        # Another thread may have emptied the table in between.
        return self._lexicon.encode_words(words) if found is None else found

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

    def _keep(self, new: Mapping[str, ReadPassage]) -> None:
        with self._lock:
            for key, value in new.items():
                self._passages[key] = value
                self._passages.move_to_end(key)
            while len(self._passages) > MAX_PASSAGES:
                self._passages.popitem(last=False)


class _WordTable:
    """Vectors of words as rows of one matrix, which grows and is emptied when it is full."""

    def __init__(self, size: int) -> None:
        self.rows: dict[str, int] = {}
        self._size = size
        self._vectors: Vectors | None = None

    def find(self, words: Sequence[str]) -> Vectors | None:
        """Return a copy of the rows of the words, None unless all are there."""
        if self._vectors is None:
            return None
        try:
            return self._vectors[[self.rows[word] for word in words]]
        except KeyError:
            return None

    def add(self, words: Sequence[str], vectors: Vectors) -> None:
        """Keep the vectors of words that are not there yet."""
        new = [at for at, word in enumerate(words) if word not in self.rows]
        if self._vectors is None or len(self.rows) + len(new) > self._size:
            self.rows.clear()
            new = list(range(min(len(words), self._size)))
            self._vectors = np.zeros((self._size, vectors.shape[1]), np.float32)
        for at in new:
            self.rows[words[at]] = len(self.rows)
        self._vectors[len(self.rows) - len(new) : len(self.rows)] = vectors[new]


def _texts(passage: Passage) -> tuple[str, ...]:
    units = (passage.text[unit.start : unit.end] for unit in passage.units)
    return (passage.context, *units)
