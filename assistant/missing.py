"""What a question asks and an answer does not say."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.calibration import UNSURE
from assistant.composing import Quotation
from assistant.retrieval import Part
from assistant.sides import speaks_of


def find_missing(parts: Sequence[Part], quoted: Sequence[Quotation]) -> tuple[str, ...]:
    """Return what is asked and not found, in the question's words; nothing where nothing is.

    Of several things asked those whose evidence is too weak to be quoted, of a comparison the
    sides that no quotation speaks of.
    """
    sides = [part.question for part in parts if part.is_side]
    missing: dict[str, None] = {}
    for part in parts:
        if part.is_side:
            is_found = any(speaks_of(part.question, sides, quotation) for quotation in quoted)
        else:
            is_found = part.confidence >= UNSURE or bool(sides)
        if not is_found:
            missing[part.question.text.rstrip(" ?？.!")] = None
    return tuple(missing)


def confidence_in(parts: Sequence[Part]) -> float:
    """Return how sure the least sure is of what can be answered; of nothing, of all.

    A comparison is as sure as its sides are, where all of them are surer than it is itself.
    """
    sides = [part.confidence for part in parts if part.is_side]
    asked = [part.confidence for part in parts if not part.is_side]
    if sides:
        return max(min(asked), min(sides))
    return min([figure for figure in asked if figure >= UNSURE] or asked)
