"""Why a hit stands where it stands: what speaks for its best unit, beside the other hits'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal

from assistant.calibration import RANKING
from assistant.evidence import Evidence
from assistant.features import Features
from assistant.question import Question
from assistant.ranking import Ranked
from assistant.reading import Reader, ReadPassage
from assistant.yardstick import flatten, read_renamings
from index import Expansion, Hit

# A word of the question is shown with the nearest one of a passage from this cosine on.
ALIKE = 0.5

Where = Literal["unit", "context", "passage", "nowhere"]
Group = Literal["words", "meaning", "answer", "search", "form"]
# Features of a kind overlap, so that one may well count against what another counts for:
# only together do they say what speaks for a hit.
GROUPS: Mapping[Group, tuple[str, ...]] = {
    "words": (
        "coverage",
        "context_coverage",
        "passage_coverage",
        "soft_coverage",
        "soft_context",
        "soft_passage",
        "bigrams",
        "names",
        "weakest",
        "topic",
    ),
    "meaning": (
        "similarity",
        "word_similarity",
        "nearness",
        "prominence",
        "unseen",
        "unseen_similarity",
        "unseen_prominence",
    ),
    "answer": ("numbers", "type_match", "measure", "novelty", "years", "cell", "candidate"),
    "search": ("retrieval", "precedence"),
    "form": ("substance", "clause", "asks"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature of a hit's best unit: its `value`, and what it adds to the logit (`lift`).

    `lift` is the feature's weight times how far its value lies above the mean of the hits'
    best units: all lifts of a hit sum up to its logit above the mean.
    """

    feature: str
    value: float
    lift: float


@dataclass(frozen=True, slots=True)
class WordMatch:
    """A term of the question: its `weight` (IDF), and the narrowest place it stands in.

    Where it stands nowhere in the passage, `alike` is another name of it that does, else the
    most similar word, if one is similar at all.
    """

    term: str
    weight: float
    where: Where
    alike: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a hit is where it is: its best unit's text, its terms, its reasons, strongest first."""

    hit: Hit
    unit: str
    words: tuple[WordMatch, ...]
    reasons: tuple[Reason, ...]

    def lifts(self) -> dict[Group, float]:
        """Return what each group of features adds together; empty without reasons."""
        by_feature = {reason.feature: reason.lift for reason in self.reasons}
        if not by_feature:
            return {}
        return {group: sum(by_feature[name] for name in names) for group, names in GROUPS.items()}


def explain(
    question: Question,
    hits: Sequence[Hit],
    ranked: Ranked,
    reader: Reader,
    weights: Mapping[str, float],
    expansions: Sequence[Expansion] = (),
) -> tuple[Explanation, ...]:
    """Explain `hits`, in their order, by the units in `ranked` (best first).

    `weights` holds the question's terms with their IDF, `expansions` its other names. A hit
    of which no unit was weighed, because it stands behind the pool or holds nothing quotable,
    has no reasons.
    """
    best: dict[str, Evidence] = {}
    for unit, _ in ranked:
        best.setdefault(unit.hit.passage.id, unit)
    rows = [unit.features.as_row() for unit in best.values()]
    means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    renamings = read_renamings(question, expansions)
    explanations: list[Explanation] = []
    for hit, read in zip(hits, reader.read([hit.passage for hit in hits]), strict=True):
        found = best.get(hit.passage.id)
        held = flatten([read.terms])
        others = {
            term: renaming.text
            for renaming in renamings
            if renaming.name <= held
            for term in renaming.meant
        }
        words = tuple(
            _match(term, weights[term], found, read, reader, others.get(term, ""))
            for term in question.terms
        )
        reasons = _reasons(found.features, means) if found else ()
        explanations.append(Explanation(hit, found.text if found else "", words, reasons))
    return tuple(explanations)


def _reasons(features: Features, means: Sequence[float]) -> tuple[Reason, ...]:
    named = zip(
        fields(Features),
        features.as_row(),
        RANKING.coefficients.as_row(),
        means,
        strict=True,
    )
    reasons = [
        Reason(field.name, value, weight * (value - mean)) for field, value, weight, mean in named
    ]
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.lift), reason.feature)))


def _match(
    term: str,
    weight: float,
    unit: Evidence | None,
    read: ReadPassage,
    reader: Reader,
    other: str,
) -> WordMatch:
    if unit is not None and term in unit.terms:
        return WordMatch(term, weight, "unit")
    if term in read.terms[0]:
        return WordMatch(term, weight, "context")
    held = sorted(flatten([read.terms]))
    if term in held:
        return WordMatch(term, weight, "passage")
    if other or not held:
        return WordMatch(term, weight, "nowhere", other)
    cosines = reader.word_vectors(held) @ reader.word_vectors([term])[0]
    nearest = int(cosines.argmax())
    alike = held[nearest] if float(cosines[nearest]) >= ALIKE else ""
    return WordMatch(term, weight, "nowhere", alike)
