"""Comparisons: hits and quotations hold what is compared, not one side of it over and over."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.composing.quotation import Quotation
from assistant.question import Question
from index import Hit

# What a hit counts for the terms of the question that no earlier hit holds, beside what it
# counts for itself, where a comparison names no sides to search for (`assistant.comparison`).
# On 67 comparisons put together from pairs of questions of `tests/benchmarks/tuning` (`python
# -m tests.benchmarks.comparisons`), before sides were searched for, both stood among the first
# two, three and five hits in 0.21, 0.30 and 0.39 of them at 0, in 0.28, 0.39 and 0.45 at 0.3, and
# hardly more above. With the sides that 47 of them name it is 0.30, 0.43 and 0.60.
SIDES = 0.3
# How many hits are put in order: those that are read for an answer.
POOL = 20
_COMPARES = re.compile(
    r"비교|차이|각각|반면|대비|(?<=[가-힣A-Za-z0-9])보다(?=\s)|다른(?:가|지|점)|다르|달라(?:졌|지|진|요)"
    r"|(?:가운데|중)(?:에서?|엔)?\s+(?:어느|어디|누|무엇|뭐|뭣|어떤)|어느\s?쪽"
    r"|\b(?:vs|versus|compare[ds]?|comparison|differ(?:s|ed|ence|ences|ent)?|than)\b"
    r"|比较|相比|区别|差异|分别",
    re.IGNORECASE,
)
# A question about documents as such: each of them is a side.
_DOCUMENTS = re.compile(
    r"(?:두|세|네|여러|각|모든)\s?(?:개\s?)?(?:보고서|문서|자료|계획|지침|브리프)|(?:보고서|문서)(?:들|마다|별)"
    r"|\b(?:two|three|both|these|the) (?:reports|documents|papers)\b"
    r"|(?:两|各)(?:份|个)?(?:报告|文件)",
    re.IGNORECASE,
)


def compares(text: str) -> bool:
    """Tell whether a question compares things."""
    return bool(_COMPARES.search(text))


def spread(
    question: Question, hits: Sequence[Hit], weights: Mapping[str, float]
) -> tuple[Hit, ...]:
    """Return the hits of a comparison so that each next one adds what those before it lack.

    Each is chosen for `(1 - SIDES)` times its score and `SIDES` times the share of the
    question's weight (`weights`, by term) whose terms it holds first; of equals the better
    hit comes first, and what stands behind the first `POOL` stays there. Where documents as
    such are compared, one from a document that no earlier hit is from counts as if it held all
    terms first. Other questions keep their order.

    Source: Santos, Macdonald & Ounis, "Exploiting query reformulations for web search result
    diversification" (WWW 2010), with the question's terms as its aspects.
    """
    if not compares(question.text):
        return tuple(hits)
    held = {hit.passage.id: _held(question.terms, hit) for hit in hits[:POOL]}
    total = sum(weights.get(term, 0.0) for term in question.terms) or 1.0
    are_sides = bool(_DOCUMENTS.search(question.text))
    lacking, seen = set(question.terms), set[str]()
    left, chosen = list(hits[:POOL]), list[Hit]()
    while left:
        gains = []
        for hit in left:
            terms = (term for term in question.terms if term in held[hit.passage.id] & lacking)
            new = sum(weights.get(term, 0.0) for term in terms) / total
            if are_sides and hit.passage.document_id not in seen:
                new = 1.0
            gains.append((1.0 - SIDES) * hit.score + SIDES * new)
        best = left.pop(gains.index(max(gains)))
        lacking -= held[best.passage.id]
        seen.add(best.passage.document_id)
        chosen.append(best)
    return (*chosen, *hits[POOL:])


def speaks_of(side: Question, sides: Sequence[Question], quotation: Quotation) -> bool:
    """Tell whether a quotation holds what one side is asked by and the other `sides` are not.

    At least half of those terms stand in its words, the headings above or the title; a side
    that has no terms of its own is spoken of by all.
    """
    others = {term for other in sides if other is not side for term in other.terms}
    own = [term for term in side.terms if term not in others]
    said = " ".join(quotation.texts)
    return 2 * len(_standing(own, quotation.hit, said)) >= len(own)


def _held(terms: Sequence[str], hit: Hit) -> frozenset[str]:
    return _standing(terms, hit, hit.passage.text)


def _standing(terms: Sequence[str], hit: Hit, said: str) -> frozenset[str]:
    """Return which terms stand in what a hit says, its headings, caption or document's title."""
    text = f"{hit.document.title}\n{hit.passage.context}\n{said}".casefold()
    return frozenset(term for term in terms if term in text)
