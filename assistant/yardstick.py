"""A question as what the units of the hits are held against."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from assistant.answer_types import asked_measure
from assistant.question import Question, content_terms, find_numbers, fold
from assistant.reading import Lexicon, Reader
from corpus import analyze
from index import Expansion, figure_keys

# What a sentence, a glossary line or a row is about, where its beginning says so.
_TOPIC = re.compile(r"(.{2,30}?)(?:이란|란|은|는|[:：(])")
_WORD = re.compile(r"\S+")
# Copula and suffixes that make verbs: they end a name as particles do.
_ATTACHED = frozenset(("VCP", "XSV", "XSA"))


@dataclass(frozen=True, slots=True)
class Renaming:
    """Another name, as `text` and as terms (`name`), and the question's terms it stands for."""

    text: str
    name: frozenset[str]
    meant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far sets of terms cover a question, a figure a set.

    `hard`: the share of the question's IDF weight whose terms are in the set; `soft`: the same,
    each term counting as far as the most similar one in it; `weakest`: how similar the term
    that fares worst comes to any in it.
    """

    hard: Sequence[float]
    soft: Sequence[float]
    weakest: Sequence[float]


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The question's terms with their IDF weights, its figures, its bigrams by each name.

    `nearness` has a row a term of the question and a column a term of the hits: their
    cosine as words, 0 to 1, and 1 for the same term. `renamings` are the other names of what is
    asked for. `keys` are the question's figures, however written (`index.figure_keys`).
    `stems` are its words without their particles, squeezed, each with its share of the weight.
    """

    terms: tuple[str, ...]
    weights: NDArray[np.float32]
    bigrams: tuple[frozenset[str], ...]
    numbers: frozenset[str]
    names: frozenset[str]
    label: re.Pattern[str] | None
    columns: Mapping[str, int]
    nearness: NDArray[np.float32]
    renamings: tuple[Renaming, ...] = ()
    keys: frozenset[str] = frozenset()
    stems: tuple[tuple[str, float], ...] = ()

    @classmethod
    def of(
        cls,
        question: Question,
        found: Set[str],
        lexicon: Lexicon,
        reader: Reader,
        expansions: Sequence[Expansion] = (),
    ) -> Yardstick:
        """Make the question ready to be held against units with the terms `found`."""
        terms, ordered = question.terms, sorted(found)
        weighed = lexicon.term_weights(terms)
        nearness = np.zeros((len(terms), len(ordered)), np.float32)
        columns = {term: at for at, term in enumerate(ordered)}
        if terms and ordered:
            cosines = reader.word_vectors(terms) @ reader.word_vectors(ordered).T
            nearness = np.clip(cosines, 0.0, 1.0)
            for row, term in enumerate(terms):
                if term in columns:
                    nearness[row, columns[term]] = 1.0
        return cls(
            terms,
            np.array([weighed[term] for term in terms], np.float32),
            _all_bigrams(question.text, expansions),
            frozenset(question.numbers),
            question.names,
            asked_measure(question.text),
            columns,
            nearness,
            read_renamings(question, expansions),
            keys_of(question.text),
            _weigh_stems(question, weighed),
        )

    def imply(self, found: frozenset[str]) -> frozenset[str]:
        """Return the terms found, and those of the question that stand there by another name."""
        for renaming in self.renamings:
            if renaming.name <= found:
                found = found | renaming.meant
        return found

    def paired(self, text: str) -> float:
        """Return the share of the question's bigrams in a text, by whichever names it has most."""
        found = bigrams_of(text)
        return max(share(bigrams, found) for bigrams in self.bigrams)

    def numbered(self, text: str) -> float:
        """Return the share of the question's figures that a text holds, in any writing."""
        as_written = share(self.numbers, numbers_of(text))
        if as_written == 1.0 or not self.keys:
            return as_written
        return max(as_written, share(self.keys, keys_of(text)))

    def cover(self, sets: Sequence[Set[str]]) -> Coverage:
        """Return how far each of the sets of terms covers the question."""
        best = np.zeros((len(self.terms), len(sets)), np.float32)
        columns = [[self.columns[t] for t in terms if t in self.columns] for terms in sets]
        filled = [at for at, own in enumerate(columns) if own]
        if filled and self.terms:
            flat = np.fromiter(chain.from_iterable(columns), np.intp)
            starts = np.cumsum([0, *(len(columns[at]) for at in filled[:-1])])
            best[:, filled] = np.maximum.reduceat(self.nearness[:, flat], starts, axis=1)
        has = np.array([[t in terms for terms in sets] for t in self.terms], bool)
        has = has.reshape(best.shape)
        if self.renamings:
            best[has] = 1.0
        total = float(self.weights.sum()) or 1.0
        return Coverage(
            (self.weights @ has / total).tolist(),
            (self.weights @ best / total).tolist(),
            best.min(axis=0).tolist() if self.terms else [0.0] * len(sets),
        )

    def measured(self, text: str) -> float:
        """Return 1 where the text holds a new figure of the measure asked, else 0.

        0.5 where the question asks for none.
        """
        if self.label is None:
            return 0.5
        figures = (numbers_of(match.group()) for match in self.label.finditer(text))
        return float(any(figure - self.numbers for figure in figures))

    def topic(self, text: str) -> float:
        """Return the largest share of the weight that one word has among what a text is about.

        What it is about stands before its first topic particle, colon or bracket.
        """
        about = _TOPIC.match(text)
        if about is None or not self.stems:
            return 0.0
        named = squeeze(about.group(1))
        return max((weight for stem, weight in self.stems if stem in named), default=0.0)

    def novelty(self, found: Set[str]) -> float:
        """Return the share of the terms found that the question does not say."""
        return len(found - set(self.terms)) / len(found) if found else 0.0


@lru_cache(maxsize=8192)
def squeeze(text: str) -> str:
    """Return the letters and digits of a text, case folded."""
    return "".join(character for character in text.casefold() if character.isalnum())


@lru_cache(maxsize=8192)
def bigrams_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters and digits, spaces and case ignored."""
    letters = squeeze(text)
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


@lru_cache(maxsize=8192)
def keys_of(text: str) -> frozenset[str]:
    """Return the figures of a text as they are called however they are written."""
    return frozenset(figure_keys(fold(text)))


@lru_cache(maxsize=8192)
def numbers_of(text: str) -> frozenset[str]:
    """Return the figures of a text without separators."""
    return frozenset(find_numbers(text))


def share(wanted: Set[str], found: Set[str]) -> float:
    """Return the share of `wanted` that is found; 1 where nothing is wanted."""
    return len(wanted & found) / len(wanted) if wanted else 1.0


def flatten(sets: Sequence[Sequence[frozenset[str]]]) -> frozenset[str]:
    """Return everything in any of them."""
    return frozenset().union(*(one for many in sets for one in many))


def _all_bigrams(text: str, expansions: Sequence[Expansion]) -> tuple[frozenset[str], ...]:
    renamed = (text.replace(expansion.of, expansion.text) for expansion in expansions)
    return tuple(bigrams_of(wording) for wording in dict.fromkeys((text, *renamed)))


def read_renamings(question: Question, expansions: Sequence[Expansion]) -> tuple[Renaming, ...]:
    """Return the other names of what the question asks for, cut into terms."""
    asked = frozenset(question.terms)
    read = (
        Renaming(
            expansion.text,
            frozenset(content_terms(analyze(fold(expansion.text)))),
            frozenset(content_terms(analyze(fold(expansion.of)))) & asked,
        )
        for expansion in expansions
    )
    return tuple(renaming for renaming in read if renaming.name and renaming.meant)


def _weigh_stems(question: Question, weights: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """Return the question's words without particles, each with its share of the IDF weight."""
    text = fold(question.text)
    morphemes = analyze(text)
    total = sum(weights.values())
    stems: dict[str, float] = {}
    for word in _WORD.finditer(text):
        own = [m for m in morphemes if word.start() <= m.start < word.end()]
        ends = [m.end for m in own if m.tag[0] not in "JES" and m.tag not in _ATTACHED]
        share_of = sum(weights.get(term, 0.0) for term in content_terms(own))
        stem = squeeze(text[word.start() : max(ends)]) if ends else ""
        if total and share_of and len(stem) > 1:
            stems[stem] = max(stems.get(stem, 0.0), min(1.0, share_of / total))
    return tuple(stems.items())
