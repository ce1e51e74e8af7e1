"""How well each sentence, item or table row of the hits answers the question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import islice
from typing import Protocol

import numpy as np

from assistant.answer_types import asked_measure, matches_type
from assistant.question import Question, content_terms, find_numbers, fold
from corpus import Span, analyze_many
from index import Hit, Vectors

# A unit of this many characters says something; a shorter one is rather a title.
SUBSTANTIAL_CHARS = 40
# A cosine a quarter above the mean of the hits stands out as far as one can.
PROMINENCE = 4.0
# Endings and case particles: what tells a statement from a title.
_CLAUSE_TAGS = frozenset(("EF", "EC", "ETN", "JKS", "JKO", "JKB", "JX"))
_ASKING = re.compile(r"(?:[?？]|나요|ㄹ까요|습니까|은가요|는가요|인가요)[.\s]*$")


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
    question; `nearness`: the passage's best cosine; `bigrams`: share of the question's
    character bigrams in unit and context; `numbers` and `names`: share of its figures and
    of its proper names in passage and context (1 where it has none); `type_match`: whether
    the unit holds what the kind of answer looks like; `measure`: whether it holds a figure
    of the measure that is asked (0.5 where none is asked); `retrieval`: the fused score of
    the hit; `precedence`: 1 / rank of the hit; `novelty`: share of the unit's content that
    the question does not already say; `substance`: length of the unit against 40
    characters; `unseen`: share of the question's IDF weight that stands in no hit at all (a
    question in other words, or another language); `unseen_similarity`: both multiplied;
    `prominence`: how far the passage's cosine stands above the mean of the hits, a quarter
    being 1; `unseen_prominence`: likewise multiplied; `clause`: 1 for a unit that says
    something of something (it has a predicate, or is a table row), 0 for a mere title;
    `asks`: 1 for a unit that is itself a question.
    """

    coverage: float
    context_coverage: float
    passage_coverage: float
    similarity: float
    nearness: float
    bigrams: float
    numbers: float
    names: float
    type_match: float
    measure: float
    retrieval: float
    precedence: float
    novelty: float
    substance: float
    unseen: float
    unseen_similarity: float
    prominence: float
    unseen_prominence: float
    clause: float
    asks: float

    def as_row(self) -> tuple[float, ...]:
        """Return the figures in the order in which they are declared."""
        return tuple(getattr(self, field.name) for field in fields(self))


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
    read = [_read(hit) for hit in hits]
    texts = [text for texts in read for text in texts]
    cuts = list(analyze_many(map(fold, texts)))
    found = iter([frozenset(content_terms(cut)) for cut in cuts])
    terms = [[next(found) for _ in texts] for texts in read]
    clauses = iter([any(m.tag in _CLAUSE_TAGS for m in cut) for cut in cuts])
    mean_cosine = sum(hit.dense for hit in hits) / len(hits)
    vectors = lexicon.encode_passages(texts) @ lexicon.encode_queries([question.text])[0]
    similarities = iter(np.clip(vectors, 0.0, 1.0).tolist())
    asked = _Asked.of(question, lexicon)
    unseen = 1.0 - asked.covered(frozenset().union(*(t for cut in terms for t in cut)))
    gathered: list[Evidence] = []
    for rank, (hit, own_texts, own_terms) in enumerate(zip(hits, read, terms, strict=True)):
        near = list(islice(similarities, len(own_texts)))
        is_clause = list(islice(clauses, len(own_texts)))
        prominence = min(1.0, max(0.0, PROMINENCE * (hit.dense - mean_cosine)))
        passage_terms = frozenset().union(*own_terms)
        passage_numbers = _numbers(" ".join(own_texts))
        for number, span in enumerate(hit.passage.units):
            at = number + 1
            text, before = own_texts[at], own_texts[at - 1] if number else ""
            around = own_terms[at] | own_terms[0] | (own_terms[at - 1] if number else frozenset())
            features = Features(
                coverage=asked.covered(own_terms[at]),
                context_coverage=asked.covered(around),
                passage_coverage=asked.covered(passage_terms),
                similarity=near[at],
                nearness=min(1.0, max(0.0, hit.dense)),
                bigrams=_share(asked.bigrams, _bigrams(f"{own_texts[0]} {before} {text}")),
                numbers=_share(asked.numbers, passage_numbers),
                names=_share(question.names, passage_terms),
                type_match=float(matches_type(question.answer_type, text)),
                measure=asked.measured(text),
                retrieval=min(1.0, max(0.0, hit.score)),
                precedence=1.0 / (rank + 1),
                novelty=_novelty(own_terms[at], question.terms),
                substance=min(1.0, len(text) / SUBSTANTIAL_CHARS),
                unseen=unseen,
                unseen_similarity=unseen * near[at],
                prominence=prominence,
                unseen_prominence=unseen * prominence,
                clause=float(is_clause[at] or hit.passage.kind == "table"),
                asks=float(is_question(text)),
            )
            gathered.append(Evidence(hit, number, span, text, own_terms[at], features))
    return tuple(gathered)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the units are held against, worked out once a question."""

    weights: Mapping[str, float]
    total: float
    bigrams: frozenset[str]
    numbers: frozenset[str]
    label: re.Pattern[str] | None

    @classmethod
    def of(cls, question: Question, lexicon: Lexicon) -> _Asked:
        weights = lexicon.term_weights(question.terms)
        return cls(
            weights,
            sum(weights.values()) or 1.0,
            _bigrams(question.text),
            frozenset(question.numbers),
            asked_measure(question.text),
        )

    def covered(self, found: frozenset[str]) -> float:
        """Return the share of the question's IDF weight that is found."""
        return sum(w for term, w in self.weights.items() if term in found) / self.total

    def measured(self, text: str) -> float:
        """Return 1 where the text holds a new figure of the measure asked, else 0."""
        if self.label is None:
            return 0.5
        figures = (_numbers(match.group()) for match in self.label.finditer(text))
        return float(any(figure - self.numbers for figure in figures))


def _read(hit: Hit) -> list[str]:
    """Return the hit's context and its units."""
    passage = hit.passage
    return [passage.context, *(passage.text[unit.start : unit.end] for unit in passage.units)]


def is_question(text: str) -> bool:
    """Tell whether a unit of a document asks something itself (as in an FAQ)."""
    return bool(_ASKING.search(text))


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
