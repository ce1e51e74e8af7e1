"""How well each sentence, item or table row of the hits answers the question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answer_types import matches_type
from assistant.candidates import nearest_of_all
from assistant.features import Features
from assistant.question import Question
from assistant.reading import Lexicon, Reader
from assistant.tables import match_cells
from assistant.yardstick import Yardstick, flatten, share, squeeze
from assistant.years import fit_years, years_in
from corpus import Passage, Span
from index import Expansion, Hit

# A unit of this many characters says something; a shorter one is rather a title.
SUBSTANTIAL_CHARS = 40
# A cosine a quarter above the mean of the hits stands out as far as one can.
PROMINENCE = 4.0
# Captions are short; a sentence may begin with `표 3은`.
CAPTION_CHARS = 80
_CAPTION = re.compile(
    r"[\[〔<〈(【]\s*(?:표|그림|table|figure|图|表)\s*\d*[-.\d]*\s*[\]〕>〉)】]"
    r"|(?:표|그림|table|figure|图|表)\s*\d[-.\d]*[.:\s]",
    re.IGNORECASE,
)
# The first unit that a caption states, and a figure at the end of a cell.
_UNIT = re.compile(r"단위\s*[:：]\s*([^,，)\]）〕\n]+)")
_BARE = re.compile(r"\d(?=\s*(?:\||$))")
_PURPOSE = re.compile(r"(?:정함|규정함|정하는 것|규정하는 것)을\s*목적으로\s*(?:한다|함|합니다)")
_WANTS_PURPOSE = re.compile(r"목적|취지|왜|위한|purpose|aim|目的")
_ASKING = re.compile(r"(?:[?？]|나요|습니까|은가요|는가요|인가요)[.\s]*$")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotable unit of a hit. `span` is its place in the passage's view."""

    hit: Hit
    unit: int
    span: Span
    text: str
    terms: frozenset[str]
    features: Features

    @property
    def key(self) -> tuple[str, int]:
        """What tells one unit from another."""
        return (self.hit.passage.id, self.unit)


def gather(
    question: Question,
    hits: Sequence[Hit],
    lexicon: Lexicon,
    reader: Reader,
    expansions: Sequence[Expansion] = (),
) -> tuple[Evidence, ...]:
    """Return every quotable unit of the hits with its features, in the order of the hits.

    Titles, headings and captions name what is said; they say nothing to be quoted. What the
    question names stands as well where one of `expansions`, its other names, does.
    """
    if not hits:
        return ()
    read = reader.read([hit.passage for hit in hits])
    found = flatten([passage.terms for passage in read])
    asked = Yardstick.of(question, found, lexicon, reader, expansions)
    query = lexicon.encode_queries([question.text])[0]
    words = reader.word_vectors([question.text])[0]
    mean_cosine = sum(hit.dense for hit in hits) / len(hits)
    unseen = 1.0 - asked.cover([asked.imply(found)]).hard[0]
    years, weights = years_in(question.text), lexicon.term_weights(question.terms)
    others = tuple(dict.fromkeys(expansion.text for expansion in expansions))
    wants_purpose = bool(_WANTS_PURPOSE.search(question.text))
    gathered: list[Evidence] = []
    for rank, (hit, passage) in enumerate(zip(hits, read, strict=True)):
        texts, terms = passage.texts, passage.terms
        near = np.clip(passage.vectors @ query, 0.0, 1.0).tolist()
        near_words = np.clip(passage.word_vectors @ words, 0.0, 1.0).tolist()
        whole = asked.imply(flatten([terms]))
        names = share(asked.names, whole)
        own = asked.cover([whole, *map(asked.imply, terms[1:])])
        around = asked.cover([asked.imply(one) for one in _with_neighbours(terms)])
        whole_text = " ".join(texts)
        matched = match_cells(question, hit.passage, others)
        cells = matched.units if matched else (0.0,) * len(hit.passage.units)
        numbers = asked.numbered(whole_text)
        prominence = min(1.0, max(0.0, PROMINENCE * (hit.dense - mean_cosine)))
        for number, span in enumerate(hit.passage.units):
            at = number + 1
            if names_something(texts[at], hit):
                continue
            text, before = texts[at], texts[at - 1] if number else ""
            readable = with_unit(text, hit.passage) if hit.passage.kind == "table" else text
            features = Features(
                coverage=own.hard[at],
                context_coverage=around.hard[number],
                passage_coverage=own.hard[0],
                similarity=near[number],
                word_similarity=near_words[number],
                nearness=min(1.0, max(0.0, hit.dense)),
                bigrams=asked.paired(f"{texts[0]} {before} {text}"),
                numbers=numbers,
                names=names,
                type_match=float(matches_type(question.answer_type, readable)),
                measure=asked.measured(readable),
                retrieval=min(1.0, max(0.0, hit.score)),
                precedence=1.0 / (rank + 1),
                novelty=asked.novelty(terms[at]),
                substance=min(1.0, len(text) / SUBSTANTIAL_CHARS),
                unseen=unseen,
                unseen_similarity=unseen * near[number],
                prominence=prominence,
                unseen_prominence=unseen * prominence,
                clause=float(passage.clauses[at] or hit.passage.kind == "table"),
                asks=float(is_question(text) or (not wants_purpose and states_purpose(text))),
                soft_coverage=own.soft[at],
                soft_context=around.soft[number],
                soft_passage=own.soft[0],
                weakest=own.weakest[0],
                topic=asked.topic(text),
                cell=cells[number],
                candidate=nearest_of_all(question, text, weights),
                years=fit_years(years, text, texts[0], whole_text, hit.document.title),
            )
            gathered.append(Evidence(hit, number, span, text, terms[at], features))
    return tuple(gathered)


def _with_neighbours(terms: Sequence[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Yield each unit's terms with those of the context, the first, and of the unit before."""
    before: frozenset[str] = frozenset()
    for own in terms[1:]:
        yield own | terms[0] | before
        before = own


def with_unit(row: str, passage: Passage) -> str:
    """Return a table's row with the unit of its caption behind each figure that has none."""
    unit = _UNIT.search(passage.caption)
    if unit is None:
        return row
    return _BARE.sub(lambda figure: f"{figure.group()} {unit.group(1)}", row)


def names_something(text: str, hit: Hit) -> bool:
    """Tell whether a unit is the document's title, a heading above it or a caption."""
    passage = hit.passage
    names = {squeeze(name) for name in (hit.document.title, *passage.heading, passage.caption)}
    return squeeze(text) in names or bool(_CAPTION.match(text) and len(text) <= CAPTION_CHARS)


def states_purpose(text: str) -> bool:
    """Tell whether a unit says only what a rule is for: it names all and tells nothing."""
    return bool(_PURPOSE.search(text))


def is_question(text: str) -> bool:
    """Tell whether a unit of a document asks something itself (as in an FAQ)."""
    return bool(_ASKING.search(text))
