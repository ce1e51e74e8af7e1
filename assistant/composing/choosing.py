"""Which places answer one thing that is asked, and what of each is quoted."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.composing.causes import with_cause
from assistant.composing.continuing import Stretch, continue_list
from assistant.composing.definitions import defines
from assistant.composing.extent import is_asked_whole, is_running_on, leads, reach, unit_text
from assistant.composing.length import NORMAL, Extent
from assistant.composing.quotation import Quotation
from assistant.composing.table import quote_table
from assistant.evidence import Evidence
from assistant.question import Question
from assistant.ranking import Ranked
from assistant.rows import CELL_GAP
from assistant.tables import ReadPassages
from corpus import Passage
from index import Hit

# A second place is worth quoting only if it is nearly as good as the first: its logit is at
# most this much lower. `RANKING` is a softmax over the units, so at 0.6 the second is half as
# likely as the first to hold the answer. On the five sets of `tests/benchmarks/tuning`, of the
# questions for a figure, date, name or place, 0, 0.6, 1.3 and 2 cite the evidence for 0.73, 0.77,
# 0.79 and 0.81 with a precision of 0.76, 0.72, 0.68 and 0.66; of those for a list 0, 0.6 and 2 for
# 0.60, 0.66 and 0.74 with 0.69, 0.68 and 0.68; of those for a reason 0, 0.6 and 1.3 for 0.51, 0.56
# and 0.60 with 0.52, 0.47 and 0.45: causes are told in more places than one.
NEARLY_AS_GOOD = 0.6
_NEARLY_AS_GOOD: Mapping[str, float] = {"reason": 1.3, "list": 2.0}
# A sentence is quoted with the one before it where that holds this share of the question's
# terms which the sentence itself leaves out.
LEANS_ON = 0.3
# Two units that share more than this part of their terms say the same.
SAME_TERMS = 0.6
# A lead-in and so many items less one are the list that was asked for: nothing is added.
WHOLE_LIST = 3
_SEVERAL = frozenset(("list", "reason", "method", "comparison", "summary"))
# Where a table comes from answers no question by the way.
_SOURCE_LINE = re.compile(
    r"[\[<〈(*※]*\s*(?:자료|출처|주|source|note)\s*[\]>〉)]*\s*(?:[:：]|[>〉])", re.I
)
_ASKS_SOURCE = re.compile(r"출처|자료|어디서 나온|각주|기준|뜻|무엇|source|note|来源", re.I)


def choose(
    question: Question,
    ranked: Ranked,
    places: int = NORMAL.places,
    read_passages: ReadPassages | None = None,
    extent: Extent = NORMAL,
) -> tuple[Quotation, ...]:
    """Choose what to quote, from at most `places` places, in the order it is to be shown.

    The best unit leads; a list question brings the whole list that it belongs to, a definition
    the sentence that defines; another place follows where it is nearly as good. A list that
    goes on in the passages beside is read with `read_passages`. `extent` says how much of a
    place is quoted.
    """
    order, limit = _lead(question, ranked), places
    if order and defines(question, order[0][0].text):
        limit = 1
    units = {unit.key: unit for unit, _ in ranked}
    nearly = _NEARLY_AS_GOOD.get(question.answer_type, NEARLY_AS_GOOD) + extent.margin
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
        is_list = is_asked_whole(question) and choice.last - choice.first >= WHOLE_LIST
        if len(kept) >= limit or is_list:
            break
    scores = {unit.key: score for unit, score in ranked}
    quoted = (choice.quote(question, read_passages, scores, extent) for choice in chosen)
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
        self,
        question: Question,
        read_passages: ReadPassages | None,
        scores: Mapping[tuple[str, int], float],
        extent: Extent,
    ) -> tuple[Quotation, ...]:
        if self.passage.kind == "table":
            return (quote_table(question, self.unit, self.score),)
        hit = self.unit.hit
        if question.answer_type not in _SEVERAL:
            return (_quote(hit, self.passage, self._best(scores, extent), self.score),)
        stretches: tuple[Stretch, ...] = (Stretch(self.passage, self.first, self.last),)
        is_lead = leads(unit_text(self.passage, self.last - 1))
        if read_passages and (is_asked_whole(question) or is_lead):
            stretches = continue_list(stretches[0], read_passages)
        return tuple(
            replace(
                _quote(hit, part.passage, range(part.first, part.last), self.score),
                continues=number > 0,
            )
            for number, part in enumerate(stretches)
        )

    def _best(self, scores: Mapping[tuple[str, int], float], extent: Extent) -> Sequence[int]:
        """Return the units that answer a question for one thing, in order.

        Of a longer list its lead-in and the items that answer best; where one sentence is
        wished for, the best alone.
        """
        every = range(self.first, self.last)
        if len(every) > extent.of_fact:
            ranked = sorted(
                every, key=lambda at: (-scores.get((self.passage.id, at), -math.inf), at)
            )
            if extent.of_fact == 1:
                return ranked[:1]
            behind = [at for at in ranked if at != self.first]
            return sorted((self.first, *behind[: extent.of_fact - 1]))
        first, last = self.first, self.last
        for _ in range(extent.beside):
            first -= first > 0 and is_running_on(self.passage, first)
            last += last < len(self.passage.units) and is_running_on(self.passage, last)
        return range(first, last)


def _quote(hit: Hit, passage: Passage, units: Sequence[int], score: float) -> Quotation:
    chosen = tuple(passage.units[at] for at in units)
    shown = tuple(" ".join(passage.text[span.start : span.end].split()) for span in chosen)
    return Quotation(replace(hit, passage=passage), chosen, shown, score)


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
