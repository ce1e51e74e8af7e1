"""What plain BM25 does on the same questions: the yardstick printed beside every run.

Windows of 500 characters of `Document.text`, each sharing its last 100 with the
next, indexed by white-space words (what most engines do to Korean) or by Kiwi's
content morphemes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.coverage import Region
from assistant.evaluation.terms import extract_content, split_words
from corpus import Document, Span

WINDOW_CHARS = 500
# A fifth is shared, so that a short quotation stands whole in one of two neighbours.
STRIDE_CHARS = 400
# Lucene's defaults.
K1 = 1.2
B = 0.75


def cut_windows(documents: Iterable[Document]) -> tuple[Region, ...]:
    """Cut texts into windows, in the order given; the last of a text may be shorter."""
    return tuple(
        Region(document.id, (Span(start, min(start + WINDOW_CHARS, len(document.text))),))
        for document in documents
        for start in range(0, len(document.text), STRIDE_CHARS)
    )


def inverse_document_frequency(count: int, holding: int) -> float:
    """Return ln(1 + (N - n + 0.5) / (n + 0.5)): never negative.

    Source: Lucene's BM25Similarity; Kamphuis et al., Which BM25 Do You Mean? (2020).
    """
    return log(1.0 + (count - holding + 0.5) / (holding + 0.5))


def saturate_frequency(frequency: float, length: float, mean_length: float) -> float:
    """Return tf / (tf + k1 (1 - b + b length / mean)), without the constant k1 + 1.

    Source: Kamphuis et al. (2020), the Lucene (accurate) variant.
    """
    return frequency / (frequency + K1 * (1.0 - B + B * length / mean_length))


@dataclass(frozen=True, slots=True)
class RankedText:
    """A text by its number, with its score."""

    number: int
    score: float


class PlainBm25:
    """BM25 over texts given as terms, Lucene's variant; small, exact, in memory."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        """Weigh every term of every text once."""
        frequencies: dict[str, list[tuple[int, int]]] = defaultdict(list)
        lengths: list[int] = []
        for number, terms in enumerate(texts):
            lengths.append(len(terms))
            for term, frequency in Counter(terms).items():
                frequencies[term].append((number, frequency))
        self._count = len(lengths)
        mean = sum(lengths) / len(lengths) if lengths else 0.0
        self._postings: dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]] = {}
        for term, found in frequencies.items():
            weight = inverse_document_frequency(self._count, len(found))
            numbers = np.array([number for number, _ in found], dtype=np.int64)
            scores = np.array(
                [weight * saturate_frequency(tf, lengths[number], mean) for number, tf in found]
            )
            self._postings[term] = (numbers, scores)

    def rank(self, terms: Sequence[str], top_k: int) -> tuple[RankedText, ...]:
        """Return the best texts that share a term, best first, ties by number.

        A term asked twice counts twice.
        """
        scores = np.zeros(self._count, dtype=np.float64)
        for term, times in Counter(terms).items():
            if term in self._postings:
                numbers, weights = self._postings[term]
                scores[numbers] += times * weights
        order = np.argsort(-scores, kind="stable")[:top_k]
        return tuple(RankedText(int(at), float(scores[at])) for at in order if scores[at] > 0)


class WindowBaseline:
    """BM25 over fixed windows; `search` gives regions, which the evaluation ranks."""

    def __init__(self, documents: Sequence[Document], *, korean: bool) -> None:
        """Cut and index the documents: by content morphemes if `korean`, else by words."""
        self._korean = korean
        ordered = sorted(documents, key=lambda document: (document.source, document.id))
        self._windows = cut_windows(ordered)
        texts = {document.id: document.text for document in ordered}
        cut = (
            texts[window.document_id][window.spans[0].start : window.spans[0].end]
            for window in self._windows
        )
        self._index = PlainBm25(self._terms(cut))

    def search(self, query: str, top_k: int) -> tuple[Region, ...]:
        """Return the best windows, best first."""
        terms = next(iter(self._terms([query])), ())
        return tuple(self._windows[found.number] for found in self._index.rank(terms, top_k))

    def _terms(self, texts: Iterable[str]) -> Iterable[Sequence[str]]:
        return extract_content(texts) if self._korean else map(split_words, texts)
