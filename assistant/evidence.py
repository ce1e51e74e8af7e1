"""How well each sentence, item or table row of the hits answers the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np

from assistant.answer_types import matches_type
from assistant.question import Question, content_terms, find_numbers, fold
from corpus import Span, analyze_many
from index import Hit, Vectors


class Lexicon(Protocol):
    """What the library knows about words and meaning; `index.Library` is one."""

    def term_weights(self, terms: Sequence[str]) -> Mapping[str, float]:
        """Return each term's inverse document frequency (higher = rarer)."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, one row a text."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, one row a text."""
        ...


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a unit; every figure lies between 0 and 1.

    `coverage`: share of the question's IDF weight whose terms stand in the unit;
    `context_coverage`: the same with heading, caption and the unit before it;
    `passage_coverage`: the same for the whole passage; `similarity`: cosine of unit and
    question; `bigrams`: share of the question's character bigrams in unit and context;
    `numbers`: share of the question's figures in unit or context (1 without figures);
    `type_match`: 1 if the unit holds what the question's kind of answer looks like;
    `retrieval`: the hit's fused score; `novelty`: share of the unit's own content that
    the question does not already say.
    """

    coverage: float
    context_coverage: float
    passage_coverage: float
    similarity: float
    bigrams: float
    numbers: float
    type_match: float
    retrieval: float
    novelty: float

    def as_row(self) -> tuple[float, ...]:
        """Return the figures in the order in which they are declared."""
        return (
            self.coverage,
            self.context_coverage,
            self.passage_coverage,
            self.similarity,
            self.bigrams,
            self.numbers,
            self.type_match,
            self.retrieval,
            self.novelty,
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotable unit of a hit. `span` is its place in the passage's view."""

    hit: Hit
    unit: int
    span: Span
    text: str
    terms: frozenset[str]
    features: Features

    @property
    def key(self) -> tuple[str, int]:
        """What tells one unit from another."""
        return (self.hit.passage.id, self.unit)


def gather(question: Question, hits: Sequence[Hit], lexicon: Lexicon) -> tuple[Evidence, ...]:
    """Return every unit of the hits with its features, in the order of the hits."""
    if not hits:
        return ()
    texts: list[str] = []
    for hit in hits:
        texts.append(hit.passage.context)
        texts.extend(hit.passage.text[unit.start : unit.end] for unit in hit.passage.units)
    terms = [frozenset(content_terms(found)) for found in analyze_many(map(fold, texts))]
    weights = lexicon.term_weights(question.terms)
    total = sum(weights.values()) or 1.0
    vectors = lexicon.encode_passages(texts)
    similarities = np.clip(vectors @ lexicon.encode_queries([question.text])[0], 0.0, 1.0)
    asked_bigrams = _bigrams(question.text)

    def covered(found: frozenset[str]) -> float:
        return sum(weight for term, weight in weights.items() if term in found) / total

    gathered: list[Evidence] = []
    at = 0
    for hit in hits:
        context_text, context_terms = texts[at], terms[at]
        passage_terms = context_terms.union(*terms[at + 1 : at + 1 + len(hit.passage.units)])
        for number, span in enumerate(hit.passage.units):
            index = at + 1 + number
            own = terms[index]
            before = terms[index - 1] if number else frozenset()
            around = own | context_terms | before
            around_text = " ".join((context_text, texts[index - 1] if number else "", texts[index]))
            gathered.append(
                Evidence(
                    hit=hit,
                    unit=number,
                    span=span,
                    text=texts[index],
                    terms=own,
                    features=Features(
                        coverage=covered(own),
                        context_coverage=covered(around),
                        passage_coverage=covered(passage_terms),
                        similarity=float(similarities[index]),
                        bigrams=_share(asked_bigrams, _bigrams(around_text)),
                        numbers=_share(frozenset(question.numbers), _numbers(around_text)),
                        type_match=float(matches_type(question.answer_type, texts[index])),
                        retrieval=min(1.0, max(0.0, hit.score)),
                        novelty=_novelty(own, question.terms),
                    ),
                )
            )
        at += 1 + len(hit.passage.units)
    return tuple(gathered)


def _novelty(own: frozenset[str], asked: Sequence[str]) -> float:
    return len(own.difference(asked)) / len(own) if own else 0.0


@lru_cache(maxsize=4096)
def _bigrams(text: str) -> frozenset[str]:
    letters = "".join(c for c in text.casefold() if c.isalnum())
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


@lru_cache(maxsize=4096)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(find_numbers(text))


def _share(wanted: frozenset[str], found: frozenset[str]) -> float:
    return len(wanted & found) / len(wanted) if wanted else 1.0
