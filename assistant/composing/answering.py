"""Everything that is asked, each thing with what is quoted for it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composing.choosing import choose
from assistant.composing.framing import frame_sources
from assistant.composing.length import NORMAL, Extent
from assistant.composing.quotation import Quotation
from assistant.composing.summary import FindVectors, summarise
from assistant.composing.table import keep_tables, requote
from assistant.question import Question
from assistant.retrieval import Part
from assistant.sides import speaks_of
from assistant.tables import ReadPassages

# A side is spoken of already where a unit quoted so far answers it nearly as well as its own
# best one: its logit is at most this much lower.
SPOKEN_OF = 1.1


def compose(
    parts: Sequence[Part],
    read_passages: ReadPassages | None = None,
    find_vectors: FindVectors | None = None,
    extent: Extent = NORMAL,
) -> tuple[Quotation, ...]:
    """Quote the source for each part, in the order it is shown; of several, one place each.

    Of a comparison, one more for each side that what is quoted so far does not speak of. Of a
    table the rows asked for, wherever `read_passages` finds them. Of what is to be summed up the
    key sentences, by the unit vectors of `find_vectors`. `extent` says how much at most.
    """
    sides = [part.question for part in parts if part.is_side]
    places = extent.places if len(parts) - len(sides) < 2 else 1
    chosen: list[Quotation] = []
    quoted: set[tuple[str, int, tuple[str, ...]]] = set()
    for part in parts:
        ranked = keep_tables(part.question, part.ranked)
        most = 1 if part.is_side else places
        quotations: tuple[Quotation, ...] = ()
        if part.question.answer_type == "summary" and read_passages and find_vectors:
            quotations = summarise(
                part.question, part.hits, part.ranked, read_passages, find_vectors, extent
            )
        if not quotations:
            quotations = choose(part.question, ranked, most, read_passages, extent)
        for quotation in quotations:
            if part.is_side and not _adds(part, sides, quotation, chosen):
                continue
            for one in requote(part.question, quotation, read_passages):
                key = (one.hit.passage.id, one.span.start, one.texts)
                if key not in quoted:
                    quoted.add(key)
                    chosen.append(one)
    language = parts[0].question.language if parts else "ko"
    return frame_sources(chosen, language)


def _adds(
    part: Part, sides: Sequence[Question], quotation: Quotation, chosen: Sequence[Quotation]
) -> bool:
    """Tell whether a quotation speaks of a side, and none of those chosen nearly as well."""
    found = {(unit.hit.passage.id, unit.span): score for unit, score in part.ranked}
    floor = quotation.score - SPOKEN_OF

    def stands(one: Quotation) -> bool:
        scores = (found.get((one.hit.passage.id, unit), floor - 1.0) for unit in one.units)
        return max(scores) >= floor and speaks_of(part.question, sides, one)

    return speaks_of(part.question, sides, quotation) and not any(map(stands, chosen))
