"""What a command makes of an answer: more of it, less of it, another form, what stands around."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answer import Answer, AnswerSentence, Citation
from assistant.composing import Quotation, compose
from assistant.evidence import Evidence
from assistant.proving import Documents, Written, prove, render
from assistant.retrieval import Part
from assistant.talk.commands import Command
from assistant.talk.tabling import draw_sentences, quote_whole
from assistant.talk.windows import MARK, Place, find_place, widen
from corpus import Passage
from index import Hit

# Units shown before and behind a source that is looked at, and with each wish for more detail.
AROUND = 3
DETAIL = 2
# Further sources that are shown at once, and how much lower than the best their logit may be: at
# 8 lower a unit is a 3,000th as likely to hold the answer (`RANKING` is a softmax over the units).
MORE_SOURCES = 3
MORE_WITHIN = 8.0
# A table nearly as likely as what was quoted may take its place.
TABLE_WITHIN = 2.0
MAX_ORIGINAL_UNITS = 40


class Shelf(Documents, Protocol):
    """Where documents and their passages are found; `index.Library` is one."""

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """Return a document's passages in order."""
        ...


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer with every place that the conversation has shown for it so far.

    `note` is the code of what could not be done, with its detail behind a colon.
    """

    answer: Answer
    seen: tuple[Place, ...] = ()
    note: str = ""


class Shaper:
    """Shapes one answer, from the places that were found for it."""

    def __init__(self, shelf: Shelf, parts: Sequence[Part], *, is_korean: bool) -> None:
        """`parts` are what was found for the question, the units of each best first."""
        self._shelf = shelf
        self._parts = parts
        self._is_korean = is_korean
        self._hits: dict[str, Hit] = {}
        for part in parts:
            for hit in (*part.hits, *(unit.hit for unit, _ in part.ranked)):
                self._hits.setdefault(hit.passage.id, hit)

    def begin(self, answer: Answer) -> Shown:
        """Return an answer as it is first shown."""
        return Shown(answer, tuple(self._places(answer.citations)))

    def obey(self, shown: Shown, command: Command) -> Shown:
        """Return what a command makes of what is shown."""
        match command.kind:
            case "sources":
                return self._next(shown, MORE_SOURCES, "no-more-sources")
            case "another":
                return self._next(shown, 1, "no-other-answer")
            case "detail":
                return self._detail(shown)
            case "brief":
                return self._brief(shown)
            case "table":
                return self._table(shown)
            case "around" | "original":
                return self._look(shown, command)
            case "again":
                return shown

    def _next(self, shown: Shown, count: int, note: str) -> Shown:
        """Show the next places in the order of what they answer: never as sure as the first."""
        made = self._renew(shown, self._further(shown, count), note)
        return made if made.note else replace(made, answer=replace(made.answer, outcome="unsure"))

    def _further(self, shown: Shown, count: int) -> tuple[Quotation, ...]:
        """Return the best places that were not shown yet, one a passage."""
        found: list[Quotation] = []
        # Nothing of a passage that was shown is another source.
        used = {place.passage.id for place in shown.seen} if count > 1 else set()
        for part in self._parts:
            if part.is_side or not part.ranked:
                continue
            floor = part.ranked[0][1] - MORE_WITHIN
            for unit, score in part.ranked:
                if len(found) >= count or score < floor:
                    break
                if unit.hit.passage.id in used or _was_seen(unit, shown.seen):
                    continue
                alone = replace(part, ranked=((unit, score),), is_side=False)
                found.extend(compose([alone])[:1])
                used.add(unit.hit.passage.id)
        return tuple(found)

    def _detail(self, shown: Shown) -> Shown:
        places = _apart(self._places(shown.answer.citations))
        quotations: list[Quotation] = []
        wider: list[Place] = []
        for place in places:
            passages = self._shelf.passages(place.passage.document_id)
            if whole := quote_whole(place, passages):
                quotations.extend(one for one in whole if one not in quotations)
                continue
            for in_section in (True, False):
                before, behind = widen(place, passages, DETAIL, in_section=in_section)
                if before or behind:
                    break
            wider += [*before, place, *behind]
        quotations += [place.quote() for place in _apart(wider)]
        made = self._reread(shown, quotations)
        if _texts(made.answer) == _texts(shown.answer):
            return replace(shown, note="command-nothing-more")
        return made

    def _look(self, shown: Shown, command: Command) -> Shown:
        citations = shown.answer.citations
        at = len(citations) - 1 if command.n < 0 else max(command.n, 1) - 1
        if at >= len(citations):
            return replace(shown, note=f"command-no-citation:{command.n}")
        places = list(self._places([citations[at]]))
        if not places:
            return replace(shown, note="command-nothing-more")
        place = places[0]
        passages = self._shelf.passages(place.passage.document_id)
        count = AROUND
        if command.kind == "original":
            passages = tuple(one for one in passages if one.id == place.passage.id)
            count = MAX_ORIGINAL_UNITS
        before, behind = widen(place, passages, count, in_section=False)
        quotations = [one.quote() for one in before]
        quotations += [place.quote(MARK), *(one.quote() for one in behind)]
        return self._reread(shown, quotations)

    def _reread(self, shown: Shown, quotations: Sequence[Quotation]) -> Shown:
        """Show a stretch of a document as it reads: lines, not items of an answer's list."""
        made = self._renew(shown, quotations, "nothing-more")
        lines = [
            replace(one, place="line") if one.place == "item" else one
            for one in made.answer.sentences
        ]
        return made if made.note else self._said(made, lines, made.answer.citations)

    def _brief(self, shown: Shown) -> Shown:
        """Keep the likeliest sentence; of a list all items, on one line; a table is brief."""
        sentences = shown.answer.sentences
        if _is_table(shown.answer):
            return shown
        if any(sentence.place == "item" for sentence in sentences):
            first = sentences[0].citations
            listed = [one for one in sentences if one.citations == first]
            kept = [listed[0], *(replace(one, place="inline") for one in listed[1:])]
            kept[0] = replace(kept[0], frame="")
        else:
            likely = self._likelihood(shown.answer)
            best = max(range(len(sentences)), key=lambda at: (likely[at], -at))
            kept = [replace(sentences[best], place="line", frame="")]
        return self._said(shown, kept, shown.answer.citations)

    def _table(self, shown: Shown) -> Shown:
        answer = shown.answer
        if _is_table(answer):
            return shown
        for place in self._tables(answer):
            passages = self._shelf.passages(place.passage.document_id)
            made = self._renew(shown, quote_whole(place, passages), "nothing-more")
            if not made.note:
                return made
        drawn = draw_sentences(answer.sentences, answer.citations, is_korean=self._is_korean)
        return replace(shown, answer=replace(answer, text=drawn))

    def _tables(self, answer: Answer) -> Iterator[Place]:
        """Yield the tables that were quoted, then one that is nearly as likely."""
        for place in self._places(answer.citations):
            if place.passage.cells:
                yield place
        for part in self._parts[:1]:
            for unit, score in part.ranked:
                if score < part.ranked[0][1] - TABLE_WITHIN:
                    return
                if unit.hit.passage.cells:
                    yield Place(unit.hit, unit.unit, unit.unit + 1)

    def _likelihood(self, answer: Answer) -> list[float]:
        """Return for each sentence the best logit of the units that it quotes."""
        scores: dict[str, float] = {}
        for part in self._parts:
            for unit, score in part.ranked:
                text = " ".join(unit.text.split())
                scores[text] = max(score, scores.get(text, score))
        lowest = min(scores.values(), default=0.0) - 1.0
        return [scores.get(sentence.text, lowest) for sentence in answer.sentences]

    def _places(self, citations: Iterable[Citation]) -> Iterator[Place]:
        for citation in citations:
            hit = self._hits.get(citation.passage_id) or self._neighbour(citation)
            if hit is None:
                continue
            try:
                shown = hit.passage.view.view_span(citation.start, citation.end)
            except ValueError:
                continue
            place = find_place(hit, shown)
            if place is not None:
                yield place

    def _neighbour(self, citation: Citation) -> Hit | None:
        """Return a passage that was not found but stands beside one that was."""
        record = next(
            (h.document for h in self._hits.values() if h.document.id == citation.document_id), None
        )
        passages = self._shelf.passages(citation.document_id) if record else ()
        passage = next((one for one in passages if one.id == citation.passage_id), None)
        return Hit(passage, record, 0.0, 0.0, 0.0) if passage and record else None

    def _renew(self, shown: Shown, quotations: Sequence[Quotation], note: str) -> Shown:
        """Return the quotations as the answer, as far as they are proved."""
        sentences, citations = prove(self._shelf, [Written(one) for one in quotations])
        if not sentences:
            return replace(shown, note=f"command-{note}")
        places = tuple(self._places(citations))
        return self._said(shown, sentences, citations, places)

    def _said(
        self,
        shown: Shown,
        sentences: Sequence[AnswerSentence],
        citations: Sequence[Citation],
        places: tuple[Place, ...] = (),
    ) -> Shown:
        """Return what is said now, its citations numbered anew from 1."""
        used = dict.fromkeys(n for sentence in sentences for n in sentence.citations)
        numbers = {n: at for at, n in enumerate(used, start=1)}
        renumbered = tuple(
            replace(one, citations=tuple(numbers[n] for n in one.citations)) for one in sentences
        )
        kept = sorted((c for c in citations if c.n in numbers), key=lambda c: numbers[c.n])
        answer = replace(
            shown.answer,
            text=render(renumbered),
            sentences=renumbered,
            citations=tuple(replace(c, n=numbers[c.n]) for c in kept),
        )
        return Shown(answer, (*shown.seen, *places))


def _texts(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]


def _is_table(answer: Answer) -> bool:
    return any(sentence.place == "row" for sentence in answer.sentences)


def _was_seen(unit: Evidence, seen: Sequence[Place]) -> bool:
    return any(
        place.passage.id == unit.hit.passage.id and place.first <= unit.unit < place.end
        for place in seen
    )


def _apart(places: Iterable[Place]) -> list[Place]:
    """Return places in their order, those of a passage that touch or overlap as one."""
    apart: list[Place] = []
    for place in places:
        own = next(
            (
                at
                for at, one in enumerate(apart)
                if one.passage.id == place.passage.id
                and one.first <= place.end
                and place.first <= one.end
            ),
            None,
        )
        if own is None:
            apart.append(place)
        else:
            one = apart[own]
            apart[own] = Place(one.hit, min(one.first, place.first), max(one.end, place.end))
    return apart
