"""A false premise in an answer: what the documents say of it leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.calibration import UNSURE
from assistant.composing import Quotation
from assistant.premises.finding import Premise, find_premise
from assistant.retrieval import Part

NOTE = "premise"


def find_false(parts: Sequence[Part]) -> tuple[Premise | None, list[Part]]:
    """Return the first false premise of what is asked, and the parts with it.

    Where a part's premise is false, that much is known of it: it counts as found, if unsurely.
    """
    for at, part in enumerate(parts):
        premise = None if part.is_side else find_premise(part.question, part.ranked)
        if premise is not None:
            known = replace(part, confidence=max(part.confidence, UNSURE))
            return premise, [*parts[:at], known, *parts[at + 1 :]]
    return None, list(parts)


def lead_with(premise: Premise | None, quoted: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Return the quotations led by what contradicts the premise, with its frame."""
    if premise is None:
        return tuple(quoted)
    unit = premise.unit
    rest = list(quoted)
    for at, quotation in enumerate(rest):
        if quotation.hit.passage.id == unit.hit.passage.id and quotation.units[0] == unit.span:
            return (replace(rest.pop(at), frame=premise.frame), *rest)
    # Where it stands inside a longer quotation, it is said once more: it is what matters.
    text = " ".join(unit.text.split())
    return (Quotation(unit.hit, (unit.span,), (text,), premise.score, premise.frame), *rest)
