"""What speaks for a sentence, item or row as the answer: the figures that are weighed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a unit; every figure lies between 0 and 1.

    `coverage`: share of the question's IDF weight whose terms stand in the unit;
    `context_coverage`: the same with heading, caption and the unit before it;
    `passage_coverage`: the same for the whole passage; `similarity`: cosine of unit and
    question (of the window that the unit stands in, unless the model is static);
    `word_similarity`: the same by the static model, of the unit itself; `nearness`: the
    passage's best cosine; `bigrams`: share of the question's character bigrams in unit and
    context; `numbers` and `names`: share of its figures and
    of its proper names in passage and context (1 where it has none); `type_match`: whether
    the unit holds what the kind of answer looks like (a table's row with the unit of its
    caption); `measure`: whether it holds a figure of the measure that is asked (0.5 where none
    is asked); `retrieval`: the fused score of
    the hit; `precedence`: 1 / rank of the hit; `novelty`: share of the unit's content that
    the question does not already say; `substance`: length of the unit against 40
    characters; `unseen`: share of the question's IDF weight that stands in no hit at all (a
    question in other words, or another language); `unseen_similarity`: both multiplied;
    `prominence`: how far the passage's cosine stands above the mean of the hits, a quarter
    being 1; `unseen_prominence`: likewise multiplied; `clause`: 1 for a unit that says
    something of something (it has a predicate, or is a table row), 0 for a mere title;
    `asks`: 1 for a unit that is itself a question, or a clause that says what a rule is for;
    `soft_coverage`, `soft_context` and `soft_passage`: coverage of unit, unit in context and
    passage where a term counts as far as the most similar one found; `weakest`:
    how similar the term of the question that fares worst comes to any of the passage; `topic`:
    the largest share of the question's IDF weight that one of its words has among what the unit
    is about; `years`: how the unit fits the years asked (`assistant.years`); `cell`: how well the
    question names a table's row and a column of it (`assistant.tables`; 0 for prose);
    `candidate`: how near a piece that could be the answer stands to the question's words
    (`assistant.candidates`; 0 where there is none).
    """

    coverage: float
    context_coverage: float
    passage_coverage: float
    similarity: float
    word_similarity: float
    nearness: float
    bigrams: float
    numbers: float
    names: float
    type_match: float
    measure: float
    retrieval: float
    precedence: float
    novelty: float
    substance: float
    unseen: float
    unseen_similarity: float
    prominence: float
    unseen_prominence: float
    clause: float
    asks: float
    soft_coverage: float
    soft_context: float
    soft_passage: float
    weakest: float
    topic: float
    years: float
    cell: float
    candidate: float

    def as_row(self) -> tuple[float, ...]:
        """Return the figures in the order in which they are declared."""
        return _read_row(self)


_read_row: Callable[[Features], tuple[float, ...]] = attrgetter(*(f.name for f in fields(Features)))
