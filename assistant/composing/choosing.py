"""Which places answer one thing that is asked, and what of each is quoted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.composing.causes import with_cause
from assistant.composing.continuing import ReadPassages, Stretch, continue_list
from assistant.composing.definitions import defines
from assistant.composing.extent import is_asked_whole, leads, reach, unit_text
from assistant.composing.quotation import Quotation
from assistant.composing.table import quote_table
from assistant.evidence import Evidence
from assistant.question import Question
from assistant.ranking import Ranked
from assistant.rows import CELL_GAP
from corpus import Passage
from index import Hit

# How many separate places an answer quotes at most.
MAX_PLACES = 2
# A second place is worth quoting only if it is nearly as good as the first: its logit is at
# most this much lower. `RANKING` is a softmax over the units, so at 0.6 the second is half as
# likely as the first to hold the answer. On `tests/benchmarks/tuning`, of the questions for a
# figure, date or name, 0, 0.6, 1.1 and 2 cite the evidence for 0.70, 0.76, 0.77 and 0.79 with a
# precision of 0.76, 0.73, 0.70 and 0.65; where a reason is asked 0, 1.5 and 2 for 0.42, 0.61
# and 0.64 with 0.54, 0.56 and 0.56: causes are told in more places than one.
NEARLY_AS_GOOD = 0.6
_NEARLY_AS_GOOD: Mapping[str, float] = {"reason": 1.5, "list": 0.8}
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


def choose(
    question: Question,
    ranked: Ranked,
    places: int = MAX_PLACES,
    read_passages: ReadPassages | None = None,
) -> tuple[Quotation, ...]:
    """Choose what to quote, from at most `places` places, in the order it is to be shown.

    The best unit leads; a list question brings the whole list that it belongs to, a definition
    the sentence that defines; another place follows where it is nearly as good. A list that
    goes on in the passages beside is read with `read_passages`.
    """
    order, limit = _lead(question, ranked), places
    if order and defines(question, order[0][0].text):
        limit = 1
    units = {unit.key: unit for unit, _ in ranked}
    nearly = _NEARLY_AS_GOOD.get(question.answer_type, NEARLY_AS_GOOD)
    floor = ranked[0][1] - nearly if ranked else 0.0
    chosen: list[_Choice] = []
    kept: list[Evidence] = []
    for unit, score in order:
        if kept and score < floor:
            break
        if any(choice.holds(unit) for choice in chosen) or any(_same(unit, o) for o in kept):
            continue
        if _SOURCE_LINE.match(unit.text) and (kept or not _ASKS_SOURCE.search(question.text)):
            continue
        choice = _reach(question, unit, score, units)
        near = next((at for at, other in enumerate(chosen) if other.touches(choice)), None)
        if near is not None:
            chosen[near] = chosen[near].joined(choice)
        elif len(chosen) < limit:
            chosen.append(choice)
        else:
            break
        kept.append(unit)
        if len(kept) >= limit:
            break
    quoted = (choice.quote(question, read_passages) for choice in chosen)
    return tuple(quotation for pieces in quoted for quotation in pieces)


def _lead(question: Question, ranked: Ranked) -> Ranked:
    """Return the units with the one that must lead in front: what defines the thing asked."""
    sure = [
        (defines(question, unit.text), -at)
        for at, (unit, _) in enumerate(ranked)
        if CELL_GAP not in unit.text
    ]
    best, at = max(sure, default=(0, 0))
    if not best or not at:
        return ranked
    unit = ranked[-at][0]
    return ((unit, ranked[0][1]), *(pair for pair in ranked if pair[0] is not unit))


@dataclass(frozen=True, slots=True)
class _Choice:
    """Units `first` to before `last` of a hit's passage, for the sake of `unit`."""

    unit: Evidence
    score: float
    first: int
    last: int

    @property
    def passage(self) -> Passage:
        return self.unit.hit.passage

    def holds(self, unit: Evidence) -> bool:
        return unit.hit.passage.id == self.passage.id and self.first <= unit.unit < self.last

    def touches(self, other: _Choice) -> bool:
        """Tell whether both are one stretch of prose."""
        return (
            other.passage.id == self.passage.id
            and self.passage.kind != "table"
            and other.first <= self.last
            and self.first <= other.last
        )

    def joined(self, other: _Choice) -> _Choice:
        first, last = min(self.first, other.first), max(self.last, other.last)
        return _Choice(self.unit, self.score, first, last)

    def quote(
        self, question: Question, read_passages: ReadPassages | None
    ) -> tuple[Quotation, ...]:
        if self.passage.kind == "table":
            return (quote_table(question, self.unit, self.score),)
        stretches: tuple[Stretch, ...] = (Stretch(self.passage, self.first, self.last),)
        is_lead = leads(unit_text(self.passage, self.last - 1))
        if read_passages and (is_asked_whole(question) or is_lead):
            stretches = continue_list(stretches[0], read_passages)
        return tuple(
            _quote(replace(self.unit.hit, passage=part.passage), part, self.score, number > 0)
            for number, part in enumerate(stretches)
        )


def _quote(hit: Hit, part: Stretch, score: float, continues: bool) -> Quotation:
    passage = part.passage
    chosen = passage.units[part.first : part.last]
    texts = (passage.text[span.start : span.end] for span in chosen)
    shown = tuple(" ".join(text.split()) for text in texts)
    return Quotation(hit, chosen, shown, score, continues=continues)


def _reach(
    question: Question,
    unit: Evidence,
    score: float,
    units: Mapping[tuple[str, int], Evidence],
) -> _Choice:
    passage = unit.hit.passage
    if passage.kind == "table":
        return _Choice(unit, score, unit.unit, unit.unit + 1)
    first, last = reach(question, passage, unit.unit)
    before = units.get((passage.id, first - 1))
    if before and _leans_on(question, unit, before):
        first -= 1
    first, last = with_cause(question, passage, first, last)
    return _Choice(unit, score, first, last)


def _leans_on(question: Question, unit: Evidence, before: Evidence) -> bool:
    """Tell whether a sentence needs the one before it, on its line, to say of what it speaks."""
    if "\n" in unit.hit.passage.text[before.span.end : unit.span.start]:
        return False
    asked = set(question.terms)
    new = (asked & before.terms) - unit.terms
    return bool(asked) and len(new) / len(asked) >= LEANS_ON


def _same(one: Evidence, other: Evidence) -> bool:
    union = one.terms | other.terms
    return bool(union) and len(one.terms & other.terms) / len(union) > SAME_TERMS
