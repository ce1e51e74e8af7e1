"""What is quoted of a table for a question: the one door between prose and tables."""

from __future__ import annotations

from assistant.composing.extent import is_asked_whole, whole_table
from assistant.composing.quotation import Quotation
from assistant.evidence import Evidence
from assistant.question import Question
from assistant.rows import asked_cells, with_unit
from corpus import Passage, Span


def quote_table(question: Question, unit: Evidence, score: float) -> Quotation:
    """Quote the rows around `unit`, a row of a table, that the question asks for."""
    passage = unit.hit.passage
    first, last = unit.unit, unit.unit + 1
    if is_asked_whole(question):
        first, last = whole_table(question, passage, unit.unit)
    chosen = passage.units[first:last]
    rows = [
        asked_cells(_shown(passage, span), question, _row_name(passage, span)) for span in chosen
    ]
    return Quotation(unit.hit, chosen, with_unit(rows, passage.caption), score)


def _shown(passage: Passage, span: Span) -> str:
    return " ".join(passage.text[span.start : span.end].split())


def _row_name(passage: Passage, unit: Span) -> str:
    """Return the name of the table's row that a unit shows, empty where it has none."""
    shown = (cell.row_name for cell in passage.cells if unit.start <= cell.start < unit.end)
    return next(shown, "")
