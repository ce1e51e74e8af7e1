"""Which of several values belongs to which side: `A와 B에 각각 1%와 2%`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.candidates.candidate import Candidate
from corpus import Span

_TOPIC = re.compile(r"[은는의]\s")
_SIDES = re.compile(r"(?<=[가-힣A-Za-z0-9\)])(?:과|와|,|·|및)\s")


def pair_sides(
    text: str,
    candidate: Candidate,
    others: Sequence[Candidate],
    words: Sequence[Span],
) -> tuple[frozenset[Span], frozenset[Span]] | None:
    """Return which of a question's words name a side, and which name the candidate's.

    None where the text pairs nothing, or none of `words` (their places) names a side.
    """
    middle = text.find("각각")
    if middle < 0 or candidate.start < middle:
        return None
    values = [one for one in others if one.start > middle]
    if candidate not in values or len(values) < 2:
        return None
    parts = _SIDES.split(text[:middle])
    if len(parts) < len(values):
        return None
    sides, at = [], middle
    for part in reversed(parts):
        at = text.rfind(part, 0, at)
        sides.append((at, at + len(part)))
        if len(sides) == len(values):
            break
    sides.reverse()
    # What stands before the first side is said of all: 만족도는 도시 주민과 농민이.
    topics = list(_TOPIC.finditer(text, sides[0][0], sides[0][1]))
    if topics:
        sides[0] = (topics[-1].end(), sides[0][1])
    mine = sides[values.index(candidate)]
    named = frozenset(w for w in words if any(a <= w.start < b for a, b in sides))
    # The last side carries the rest of the phrase: what no side shares tells them apart.
    own = frozenset(word for word in named if mine[0] <= word.start < mine[1])
    return (named, own) if named else None
