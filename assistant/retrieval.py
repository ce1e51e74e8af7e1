"""The hits for a question: found by the library, ranked by the sentences in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.calibration import SURE, probability, relevance
from assistant.comparison import name_sides
from assistant.evidence import gather
from assistant.explanation import Explanation, explain
from assistant.gaps import UNKNOWN
from assistant.parts import split_question
from assistant.question import MAX_COMPLETED_CHARS, Question, understand
from assistant.ranking import Ranked, rank
from assistant.reading import Lexicon, Reader
from assistant.reranking import read_again, shift
from assistant.sides import compares, spread
from assistant.standing import find_standing
from assistant.titles import NAMED, share_named
from index import Expansion, Filters, Hit, Reranker, Steps, Wording, find_readings

# How many hits are read for an answer.
POOL = 20
# Hits of a whole comparison that come before the next one of each side. Of the comparisons in
# `tests.benchmarks.comparisons` both sides are among the first five for 0.37 without sides, for
# 0.60 with 1, for 0.54 with 2 and for 0.49 with 3; of 14 other questions that name two things
# the answer's place is among the first three for 0.93, 0.93, 1.00 and 0.93.
WHOLE_TURN = 2


class Searchable(Lexicon, Protocol):
    """What can be searched; `index.Library` is one."""

    def search(
        self, query: str, *, top_k: int = 10, filters: Filters | None = None
    ) -> tuple[Hit, ...]:
        """Return the best hits, best first, of what `filters` let through."""
        ...

    def reword(self, query: str) -> Wording:
        """Return what a query is taken to say; its text is taken to say just that."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked: its hits and units, best first, and how sure they are.

    `is_side`: it is one side of the comparison that the part before it asks for.
    """

    question: Question
    hits: tuple[Hit, ...]
    ranked: Ranked
    confidence: float
    is_side: bool = False


class Retrieval:
    """Searches, reads what was found and puts it in order; safe to share between threads."""

    def __init__(
        self,
        library: Searchable,
        reader: Reader,
        steps: Steps | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        """Search `library`; with a `reranker`, its word counts beside ours."""
        self._library = library
        self._reader = reader
        self._steps = steps or Steps()
        self._reranker = reranker

    def find(self, asked: Question, top_k: int, filters: Filters | None = None) -> list[Part]:
        """Return each thing that is asked with its hits and units, best first."""
        texts = split_question(asked.text)
        if len(texts) == 1:
            return self._compare(asked, top_k, filters)
        parts = (understand(text, max_chars=MAX_COMPLETED_CHARS) for text in texts)
        return [self._find_part(part, top_k, filters) for part in parts]

    def _compare(self, asked: Question, top_k: int, filters: Filters | None) -> list[Part]:
        """Return one thing that is asked, and of a comparison each side by itself behind it."""
        part = self._find_part(asked, top_k, filters)
        if not self._steps.sides:
            return [part]
        sides = name_sides(asked.text, self._library)
        if not sides:
            return [self._spread(part) if compares(asked.text) else part]
        each = (understand(side, max_chars=MAX_COMPLETED_CHARS) for side in sides)
        found = (self._find_part(side, top_k, filters) for side in each)
        return [part, *(replace(side, is_side=True) for side in found)]

    def explain(self, parts: Sequence[Part], top_k: int) -> tuple[Explanation, ...]:
        """Explain the first `top_k` hits of all `parts` together, in the order of `merge`."""
        explained: dict[str, Explanation] = {}
        for part in parts:
            asked = part.question
            weights, others = self._library.term_weights(asked.terms), self._other_names(asked)
            for one in explain(asked, part.hits, part.ranked, self._reader, weights, others):
                explained.setdefault(one.hit.passage.id, one)
        hits = merge(parts)[:top_k]
        return tuple(explained[hit.passage.id] for hit in hits)

    def _spread(self, part: Part) -> Part:
        """Return the part with hits that hold its sides early; what is quoted stays the same."""
        weights = self._library.term_weights(part.question.terms)
        return replace(part, hits=spread(part.question, part.hits, weights))

    def _find_part(self, asked: Question, top_k: int, filters: Filters | None) -> Part:
        found = self._library.search(asked.text, top_k=top_k, filters=filters)
        pool = found[:POOL]
        others = self._other_names(asked)
        ranked = rank(gather(asked, pool, self._library, self._reader, others))
        if not self._steps.ranking:
            return self._as_found(asked, found, ranked)
        odds = read_again(asked, pool, self._reranker)
        ranked = shift(ranked, odds)
        best: dict[str, float] = {}
        for unit, logit in ranked:
            best.setdefault(unit.hit.passage.id, relevance(logit))
        floor = min(best.values(), default=1.0)
        # What stands behind the pool, or has nothing quotable, keeps its place behind it.
        scored = (replace(hit, score=best.get(hit.passage.id, floor * hit.score)) for hit in found)
        hits = tuple(sorted(scored, key=lambda hit: (-hit.score, hit.passage.id)))
        return Part(asked, hits, ranked, self._confidence(asked, ranked, odds))

    def _other_names(self, asked: Question) -> tuple[Expansion, ...]:
        return (*self._library.reword(asked.text).expansions, *find_readings(asked.text))

    def _as_found(self, asked: Question, found: tuple[Hit, ...], ranked: Ranked) -> Part:
        """Return the hits as the library ranks them, quoted from the first on."""
        places = {hit.passage.id: place for place, hit in enumerate(found)}
        units = tuple(sorted(ranked, key=lambda pair: places[pair[0].hit.passage.id]))
        return Part(asked, found, units, self._confidence(asked, units, {}))

    def _confidence(self, asked: Question, ranked: Ranked, odds: Mapping[str, float]) -> float:
        if not ranked:
            return 0.0
        best = ranked[0][0]
        standing = find_standing(
            asked, ranked, self._reader, self._library.term_weights((*asked.terms, UNKNOWN))
        )
        sure = probability(best.features, standing, odds.get(best.hit.passage.id, 0.0))
        # What is to be summed up is there where it is called by its title.
        is_named = asked.answer_type == "summary" and any(
            share_named(asked.text, title) >= NAMED
            for title in {unit.hit.document.title for unit, _ in ranked}
        )
        return max(sure, SURE) if is_named else sure


def merge(parts: Sequence[Part]) -> tuple[Hit, ...]:
    """Return the hits of all parts in turn, each passage once.

    In each turn a whole question gives as many as `WHOLE_TURN` if sides of it follow.
    """
    has_sides = any(part.is_side for part in parts)
    taken = [WHOLE_TURN if has_sides and not part.is_side else 1 for part in parts]
    waiting = [list(part.hits) for part in parts]
    first: dict[str, Hit] = {}
    while any(waiting):
        for number, hits in zip(taken, waiting, strict=True):
            for hit in hits[:number]:
                first.setdefault(hit.passage.id, hit)
            del hits[:number]
    return tuple(first.values())
