"""Which places answer one thing that is asked, and what of each is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from assistant.composing.extent import reach
from assistant.composing.quotation import Quotation
from assistant.composing.table import quote_table
from assistant.evidence import Evidence
from assistant.question import Question
from assistant.ranking import Ranked

# How many separate places an answer quotes at most.
MAX_PLACES = 3
# A second place is worth quoting only if it is nearly as good as the first: its logit is
# at most this much lower (`RANKING` is a softmax over the units, so e^-1.1 is a third as
# likely to hold the answer) ...
NEARLY_AS_GOOD = 1.1
# ... or says at least this share of the question that the first leaves unsaid.
ADDS_COVERAGE = 0.15
# ... and its logit is at most this much lower.
ADDING = 2.0
# A sentence is quoted with the one before it where that holds this share of the question's
# terms which the sentence itself leaves out.
LEANS_ON = 0.3
# Two units that share more than this part of their terms say the same.
SAME_TERMS = 0.6
# Where a table comes from answers no question by the way.
_SOURCE_LINE = re.compile(
    r"[\[<〈(*※]*\s*(?:자료|출처|주|source|note)\s*[\]>〉)]*\s*(?:[:：]|[>〉])", re.I
)
_ASKS_SOURCE = re.compile(r"출처|자료|어디서 나온|각주|기준|뜻|무엇|source|note|来源", re.I)


def choose(question: Question, ranked: Ranked, places: int = MAX_PLACES) -> tuple[Quotation, ...]:
    """Choose what to quote, from at most `places` places, in the order it is to be shown.

    The best unit leads; a list question brings the whole list that it belongs to; further
    places follow where they are nearly as good or say what the first does not.
    """
    if not ranked:
        return ()
    units = {unit.key: unit for unit, _ in ranked}
    best = ranked[0][1]
    limit = 1 if question.answer_type == "definition" else places
    asked = set(question.terms)
    quotations: list[Quotation] = []
    used: set[tuple[str, int]] = set()
    said: set[str] = set()
    kept: list[Evidence] = []
    for unit, score in ranked:
        if len(quotations) >= limit:
            break
        if unit.key in used or any(_same(unit, other) for other in kept):
            continue
        if _SOURCE_LINE.match(unit.text) and (quotations or not _ASKS_SOURCE.search(question.text)):
            continue
        new = len((asked & unit.terms) - said) / len(asked) if asked else 0.0
        adds = new >= ADDS_COVERAGE and score >= best - ADDING
        if quotations and not adds and score < best - NEARLY_AS_GOOD:
            continue
        quotation = _quote(question, unit, score, units, used)
        quotations.append(quotation)
        used |= {unit.key, *_keys(quotation)}
        said.update(*(units[key].terms for key in _keys(quotation)))
        kept.append(unit)
    return tuple(quotations)


def _quote(
    question: Question,
    unit: Evidence,
    score: float,
    units: Mapping[tuple[str, int], Evidence],
    used: Set[tuple[str, int]],
) -> Quotation:
    passage = unit.hit.passage
    if passage.kind == "table":
        return quote_table(question, unit, score)
    first, last = reach(question, passage, unit.unit)
    before = units.get((passage.id, first - 1))
    if before and before.key not in used and _leans_on(question, unit, before):
        first -= 1
    chosen = passage.units[first:last]
    texts = tuple(" ".join(passage.text[span.start : span.end].split()) for span in chosen)
    return Quotation(unit.hit, chosen, texts, score)


def _leans_on(question: Question, unit: Evidence, before: Evidence) -> bool:
    """Tell whether a sentence needs the one before it, on its line, to say of what it speaks."""
    if "\n" in unit.hit.passage.text[before.span.end : unit.span.start]:
        return False
    asked = set(question.terms)
    new = (asked & before.terms) - unit.terms
    return bool(asked) and len(new) / len(asked) >= LEANS_ON


def _keys(quotation: Quotation) -> Iterator[tuple[str, int]]:
    passage = quotation.hit.passage
    chosen = set(quotation.units)
    return ((passage.id, i) for i, span in enumerate(passage.units) if span in chosen)


def _same(one: Evidence, other: Evidence) -> bool:
    union = one.terms | other.terms
    return bool(union) and len(one.terms & other.terms) / len(union) > SAME_TERMS
