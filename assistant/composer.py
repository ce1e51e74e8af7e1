"""The extractive composer: the shortest complete answer in the source's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.calibration import RANKING
from assistant.evidence import Evidence, is_question
from assistant.question import Question
from corpus import Passage, Span
from index import Hit

# How many separate places an answer quotes at most, and how many units of one list.
MAX_PLACES = 3
MAX_LIST_UNITS = 16
# How many units are quoted of the reply to a question that the document asks itself.
MAX_REPLY_UNITS = 3
# A second place is worth quoting only if it is nearly as good as the first ...
NEARLY_AS_GOOD = 0.80
# ... or says at least this share of the question that the first leaves unsaid.
ADDS_COVERAGE = 0.15
# ... and scores at least this share of the best.
ADDING_SCORE = 0.5
# A sentence is quoted with the one before it where that holds this share of the question's
# terms which the sentence itself leaves out.
LEANS_ON = 0.3
# Two units that share more than this part of their terms say the same.
SAME_TERMS = 0.6
_LEADS = (":", "：", "다음과 같다", "다음과 같다.", "다음과 같음", "아래와 같다", "as follows")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Neighbouring units of one passage, quoted together under one citation.

    `units` are spans of the passage's view, in order; `span` holds them all.
    """

    hit: Hit
    units: tuple[Span, ...]
    score: float

    @property
    def span(self) -> Span:
        """The span of the view from the first unit to the last."""
        return Span(self.units[0].start, self.units[-1].end)


def rank(evidence: Sequence[Evidence]) -> tuple[tuple[Evidence, float], ...]:
    """Return the units with their scores (0 to 1), best first, ties by passage and place."""
    scored = [(unit, RANKING.probability(unit.features)) for unit in evidence]
    return tuple(sorted(scored, key=lambda pair: (-pair[1], pair[0].key)))


def compose(question: Question, ranked: Sequence[tuple[Evidence, float]]) -> tuple[Quotation, ...]:
    """Choose what to quote, in the order in which it is to be shown.

    The best unit leads; a list question brings the whole list that it belongs to; further
    places follow where they are nearly as good or say what the first does not.
    """
    if not ranked:
        return ()
    units = {unit.key: unit for unit, _ in ranked}
    best = ranked[0][1]
    limit = 1 if question.answer_type == "definition" else MAX_PLACES
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
        new = len((asked & unit.terms) - said) / len(asked) if asked else 0.0
        adds = new >= ADDS_COVERAGE and score >= ADDING_SCORE * best
        if quotations and not adds and score < NEARLY_AS_GOOD * best:
            continue
        quotation = _quote(question, unit, score, units)
        quotations.append(quotation)
        used |= {unit.key, *_keys(quotation)}
        said.update(*(units[key].terms for key in _keys(quotation)))
        kept.append(unit)
    return tuple(quotations)


def _quote(
    question: Question, unit: Evidence, score: float, units: Mapping[tuple[str, int], Evidence]
) -> Quotation:
    passage = unit.hit.passage
    first, last = unit.unit, unit.unit + 1
    if is_question(unit.text):
        # The document asks the same: what it answers follows.
        last = _end_of_reply(passage, unit.unit)
        first = min(first + 1, last - 1)
    elif question.answer_type == "list":
        first, last = _whole_list(passage, unit.unit)
    elif _is_lead(passage, unit.unit):
        last = _end_of_children(passage, unit.unit)
    if first and _leans_on(question, units, unit, passage, first):
        first -= 1
    return Quotation(unit.hit, passage.units[first:last], score)


def _leans_on(
    question: Question,
    units: Mapping[tuple[str, int], Evidence],
    unit: Evidence,
    passage: Passage,
    first: int,
) -> bool:
    """Tell whether a sentence needs the one before it, on its line, to say of what it speaks."""
    before = units.get((passage.id, first - 1))
    if before is None or "\n" in passage.text[before.span.end : passage.units[first].start]:
        return False
    asked = set(question.terms)
    new = (asked & before.terms) - unit.terms
    return bool(asked) and len(new) / len(asked) >= LEANS_ON


def _keys(quotation: Quotation) -> Iterator[tuple[str, int]]:
    passage = quotation.hit.passage
    chosen = set(quotation.units)
    return ((passage.id, i) for i, span in enumerate(passage.units) if span in chosen)


def _whole_list(passage: Passage, unit: int) -> tuple[int, int]:
    """Return the units from the lead-in of the list around `unit` to its last item."""
    if passage.kind == "table":
        return unit, unit + 1
    end = _end_of_children(passage, unit)
    if end > unit + 1:
        return unit, min(end, unit + MAX_LIST_UNITS)
    depth = unit_depth(passage, unit)
    if depth == 0:
        return unit, unit + 1
    first = unit
    while first > 0 and unit_depth(passage, first - 1) >= depth:
        first -= 1
    last = unit + 1
    while last < len(passage.units) and unit_depth(passage, last) >= depth:
        last += 1
    if first > 0 and _is_lead(passage, first - 1):
        first -= 1
    return first, min(last, first + MAX_LIST_UNITS)


def _end_of_reply(passage: Passage, unit: int) -> int:
    end = unit + 1
    while end < min(len(passage.units), unit + 1 + MAX_REPLY_UNITS):
        if is_question(_text(passage, end)):
            break
        end += 1
    return end


def _is_lead(passage: Passage, unit: int) -> bool:
    text = _text(passage, unit).rstrip()
    return text.endswith(_LEADS) and _end_of_children(passage, unit) > unit + 1


def _end_of_children(passage: Passage, unit: int) -> int:
    depth = unit_depth(passage, unit)
    end = unit + 1
    if passage.kind == "table":
        return end
    while end < len(passage.units) and unit_depth(passage, end) > depth:
        end += 1
    return end


def unit_depth(passage: Passage, unit: int) -> int:
    """Return how far a unit is indented in the passage's view: 0 for running text."""
    text, start = passage.text, passage.units[unit].start
    line = text.rfind("\n", 0, start) + 1
    lead = text[line:start]
    if lead.strip(" -–•·∙▶▪◦○●□■◎❍※*0123456789.)(①②③④⑤⑥⑦⑧⑨⑩"):
        return 0
    return len(lead)


def _text(passage: Passage, unit: int) -> str:
    span = passage.units[unit]
    return passage.text[span.start : span.end]


def _same(one: Evidence, other: Evidence) -> bool:
    union = one.terms | other.terms
    return bool(union) and len(one.terms & other.terms) / len(union) > SAME_TERMS
