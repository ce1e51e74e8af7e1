"""What of a question its best evidence leaves unsaid, word by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np

from assistant.evidence import Evidence
from assistant.question import Question, content_terms, fold
from assistant.reading import Reader, ReadPassage
from corpus import analyze

# Kiwi's tags of what names a thing: nouns, roots, foreign words, Chinese characters, figures.
_NOUNS = frozenset(("NNG", "NNP", "NR", "XR", "SL", "SH", "SN"))
# What no document says: its weight is that of the rarest word.
UNKNOWN = ""
# Where no noun is what is asked for, the last so many are.
_LAST = 2


@dataclass(frozen=True, slots=True)
class Gaps:
    """How far the best unit and what stands around it miss the question; from 0 to 1.

    `second`: how similar the noun that fares second worst comes to any word of the unit, its
    headings and the unit before (one that is missing is said in another word, two are another
    matter); `widest`: the largest gap of one word, by its weight against the heaviest;
    `attribute`: how far what is asked of the others is missing from passage and title while
    the others are spoken of there; `unspoken`: share of the weight of the words that stand
    nowhere in what was found of the document; `rarity`: the mean weight of the words against
    that of one which stands nowhere (common words are found anywhere).
    """

    second: float
    widest: float
    attribute: float
    unspoken: float
    rarity: float


def find_gaps(
    question: Question,
    ranked: Sequence[tuple[Evidence, float]],
    reader: Reader,
    weights: Mapping[str, float],
) -> Gaps:
    """Return the gaps of the first of `ranked`; `weights` are the IDF of the terms and `UNKNOWN`.

    Raises:
        ValueError: there is no unit.
    """
    if not ranked:
        raise ValueError("nothing is ranked")
    best, terms = ranked[0][0], question.terms
    (read,) = reader.read([best.hit.passage])
    beside = read.terms[0] | read.terms[best.unit] | read.terms[best.unit + 1]
    titled = frozenset(content_terms(analyze(fold(best.hit.document.title))))
    document = _spoken_in(best, ranked, read) | titled
    asked = _attribute(question)
    close = _nearness(terms, beside, reader)
    around = _nearness(terms, frozenset().union(*read.terms, titled), reader)
    nouns = sorted(close[noun] for noun in _nouns(question.text) if noun in close)
    heaviest = max((weights.get(term, 0.0) for term in terms), default=0.0) or 1.0
    total = sum(weights.get(term, 0.0) for term in terms) or 1.0
    others = [term for term in terms if term not in asked]
    spoken = _mean([around[term] for term in others], [weights.get(term, 0.0) for term in others])
    rarest = weights.get(UNKNOWN) or heaviest
    return Gaps(
        second=nouns[1] if len(nouns) > 1 else 1.0,
        widest=max((weights.get(t, 0.0) / heaviest * (1.0 - close[t]) for t in terms), default=0.0),
        attribute=(1.0 - min((around[term] for term in asked), default=1.0)) * spoken,
        unspoken=sum(weights.get(term, 0.0) for term in terms if term not in document) / total,
        rarity=min(1.0, total / (len(terms) * rarest)) if terms else 1.0,
    )


def _attribute(question: Question) -> frozenset[str]:
    """Return the terms of what is asked of the others: the noun wanted, else the last ones."""
    wanted = content_terms(analyze(fold(question.focus))) if question.focus else ()
    chosen = frozenset(wanted) & frozenset(question.terms)
    return chosen or frozenset(_nouns(question.text)[-_LAST:]) & frozenset(question.terms)


def _nouns(text: str) -> tuple[str, ...]:
    named = (morpheme for morpheme in analyze(fold(text)) if morpheme.tag in _NOUNS)
    return content_terms(named, drop_question_words=True)


def _spoken_in(
    best: Evidence, ranked: Sequence[tuple[Evidence, float]], read: ReadPassage
) -> frozenset[str]:
    """Return the terms of what was found of the best unit's document."""
    document = best.hit.passage.document_id
    own = (unit.terms for unit, _ in ranked if unit.hit.passage.document_id == document)
    return frozenset().union(*own, *read.terms)


def _nearness(terms: Sequence[str], found: Set[str], reader: Reader) -> dict[str, float]:
    """Return each term's cosine to the most similar word found, 1 for itself."""
    if not terms or not found:
        return dict.fromkeys(terms, 0.0)
    cosines = reader.word_vectors(terms) @ reader.word_vectors(sorted(found)).T
    most = np.clip(cosines.max(axis=1), 0.0, 1.0).tolist()
    pairs = zip(terms, most, strict=True)
    return {term: 1.0 if term in found else near for term, near in pairs}


def _mean(figures: Sequence[float], weights: Sequence[float]) -> float:
    """Return the weighted mean, 1 of nothing."""
    total = sum(weights)
    return sum(f * w for f, w in zip(figures, weights, strict=True)) / total if total else 1.0
