"""From a row that was found to the rows that are asked for, wherever the table goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.question import Question
from assistant.tables.asking import read_ask
from assistant.tables.grid import read_grid
from assistant.tables.selecting import select
from assistant.tables.showing import ShownTable, show_rows
from assistant.tables.whole import join_table
from corpus import Passage, Span

# Returns the passages of a document, by its id, whose ordinals are in a range.
ReadPassages = Callable[[str, range], Sequence[Passage]]
# So many passages before and behind one may be of the same table: some 300 rows.
REACH = 40


def find_rows(
    question: Question, passage: Passage, span: Span, read_passages: ReadPassages | None = None
) -> ShownTable | None:
    """Return the rows of a table that a question asks for, as they are to be read.

    `span` is the row of `passage` that was found. None where that is no row (a source, a note),
    or where the question names nothing of the table: what was found may answer it all the same.
    """
    units = (passage.units[row.unit] for row in read_grid(passage).rows)
    if not any(unit.start < span.end and span.start < unit.end for unit in units):
        return None
    ask = read_ask(question)
    is_read = read_passages is None
    beside: Sequence[Passage] = ()
    if read_passages is not None and (ask.order or ask.bound or ask.whole or ask.which):
        beside, is_read = _beside(passage, read_passages), True
    table = join_table(passage, beside)
    selection = select(question, table)
    if selection is None and not is_read and read_passages is not None:
        table = join_table(passage, _beside(passage, read_passages))
        selection = select(question, table)
    if selection is None:
        return None
    return show_rows(selection.rows, selection.columns, table)


def _beside(passage: Passage, read_passages: ReadPassages) -> Sequence[Passage]:
    first = max(0, passage.ordinal - REACH)
    return read_passages(passage.document_id, range(first, passage.ordinal + REACH + 1))
