"""How near a piece of a sentence or row stands to what the question asks about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.answer_types import asked_measure
from assistant.asked_nouns import noun_kind
from assistant.candidates.candidate import Candidate
from assistant.candidates.finding import MAX_CHARS, find_candidates
from assistant.candidates.places import find_places_of
from assistant.candidates.roles import weigh_role
from assistant.candidates.rows import Cell, cells_of
from assistant.candidates.sides import pair_sides
from assistant.question import Question
from corpus import Span

# At so many characters' distance a word counts half.
_HALF_WAY = 30.0
# A word in another clause, behind another candidate, behind the piece itself counts so much.
_OTHER_CLAUSE, _PASSED, _BEHIND, _BEFORE_DATE = 0.55, 0.7, 0.75, 0.9
# The topic of a sentence counts so much for the pieces that have a subject of their own.
_SHARED = 0.8
_NOT_ITS_SIDE = 0.1
# Where no word of the question stands in the text nothing speaks for or against.
_UNKNOWN = 0.5
# A column whose label is a noun of the kind asked for (`담당`: a person) gains so much.
_LABELLED = 0.3
_CLAUSE_END = re.compile(
    r"(?:[가-힣](?:며|으나|지만|는데|은데|면서|고서|아서|어서)|(?<![사광최보재경창참금원])고|"
    r"반면|한편)(?=[,\s])|[,;](?=\s)|[.!?。](?=\s)|\n"
)
_BRACKETED = re.compile(r"[(（\[][^)）\]]{0,40}[)）\]]")
_WORD = re.compile(r"[0-9A-Za-z가-힣㐀-鿿]+")


def nearest(question: Question, text: str, candidate: Candidate) -> float:
    """Return how near a candidate stands to the question's words in its unit, 0 to 1."""
    others = find_candidates(question, text)
    return _nearness(question, text[:MAX_CHARS], candidate, others, {})


def nearest_of_all(question: Question, text: str, weights: Mapping[str, float]) -> float:
    """Return how near the nearest candidate stands to the question's words; 0 without any.

    `weights` are the question's terms with their IDF; one that is not there weighs 1.
    """
    found = find_candidates(question, text)
    text = text[:MAX_CHARS]
    return max((_nearness(question, text, one, found, weights) for one in found), default=0.0)


def best_candidate(question: Question, text: str, weights: Mapping[str, float]) -> Candidate | None:
    """Return the piece of a unit that answers best, the first of equals; None without any.

    `weights` are the question's terms with their IDF; one that is not there weighs 1.
    """
    found = find_candidates(question, text, is_thorough=True)
    if len(found) < 2:
        return found[0] if found else None
    text = text[:MAX_CHARS]
    label = asked_measure(question.text) if question.asks_figure else None

    def worth(candidate: Candidate) -> float:
        near = _nearness(question, text, candidate, found, weights)
        return near + weigh_role(question.text, text, candidate, label)

    return max(found, key=lambda one: (round(worth(one), 6), -one.start))


def _nearness(
    question: Question,
    text: str,
    candidate: Candidate,
    others: Sequence[Candidate],
    weights: Mapping[str, float],
) -> float:
    cells = cells_of(text)
    if cells:
        return _in_row(question, text, candidate, cells, weights)
    places = find_places_of(question.terms, text)
    aligned = pair_sides(text, candidate, others, [word for _, found in places for word in found])
    ends = _clause_ends(text)
    # What no other candidate's words stand before is the topic of all, unless a later one
    # has words of the question of its own.
    first = min((one.start for one in others), default=candidate.start)
    before = max((one.end for one in others if one.end <= candidate.start), default=0)
    has_own = candidate.start > first and any(
        first <= found[0].start and any(before <= w.start < candidate.start for w in found)
        for _, found in places
    )
    total = near = 0.0
    for term, found in places:
        weight = weights.get(term, 1.0) * min(1.0, len(term) / 2) ** 2
        best = 0.0
        for word in found:
            if not candidate.start <= word.start < candidate.end:
                shared = has_own and word.start < first
                reach = _reach(text, word, candidate, others, ends, shared)
                best = max(best, reach)
        if aligned is not None and aligned[0] & set(found):
            best = 1.0 if aligned[1] & set(found) else _NOT_ITS_SIDE
        total += weight
        near += weight * best
    return near / total if total else _UNKNOWN


def _reach(
    text: str,
    word: Span,
    one: Candidate,
    others: Sequence[Candidate],
    ends: tuple[int, ...],
    is_shared: bool,
) -> float:
    """Return how far a word counts for a candidate."""
    start, end = word.start, word.end
    is_before = start < one.start
    is_owner = text[one.end : start] in ("의", "의 ")
    left, right = (end, one.start) if is_before else (one.end, start)
    near = 1.0 / (1.0 + max(0, right - left) / _HALF_WAY)
    if is_shared:
        return max(near, _SHARED)
    clauses = sum(left <= at < right for at in ends)
    passed = sum(
        left <= other.start and other.end <= right and other is not one for other in others
    )
    near *= _OTHER_CLAUSE**clauses * _PASSED**passed
    if one.kind == "date":
        # What happened stands behind its date, what it happened to before.
        return near * _BEFORE_DATE if is_before else near
    return near if is_before or is_owner else near * _BEHIND


def _in_row(
    question: Question,
    text: str,
    candidate: Candidate,
    cells: tuple[Cell, ...],
    weights: Mapping[str, float],
) -> float:
    """Return the share of the columns' words in the question that the candidate's has."""
    own = next((cell for cell in cells if cell.start <= candidate.start < cell.end), cells[0])
    labels = [cell.label.casefold() for cell in cells[1:]]
    label = own.label.casefold()
    typed = "".join(question.text.casefold().split())
    telling = [t for t in question.terms if len({t in other for other in labels}) == 2]
    total = sum(weights.get(term, 1.0) for term in telling)
    said = sum(weights.get(term, 1.0) for term in telling if term in label)
    words = _WORD.findall(_BRACKETED.sub("", label)) or _WORD.findall(label)
    # Of two labels the one that the question says whole.
    whole = sum(word in typed for word in words) / len(words) if words else 0.0
    names_kind = bool(words) and noun_kind(words[-1]) == question.answer_type
    near = 0.7 * (said / total if total else _UNKNOWN) + 0.3 * whole + _LABELLED * names_kind
    return min(1.0, near / (1.0 + _LABELLED))


@lru_cache(maxsize=2048)
def _clause_ends(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in _CLAUSE_END.finditer(text))
