"""From a row that was found to the rows that are asked for, wherever the table goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.question import Question
from assistant.tables.asking import read_ask
from assistant.tables.grid import read_grid
from assistant.tables.selecting import select, take
from assistant.tables.showing import ShownTable, show_rows
from assistant.tables.whole import TableRow, heading_states_unit, join_table
from corpus import Passage, Span

# Returns the passages of a document, by its id, whose ordinals are in a range.
ReadPassages = Callable[[str, range], Sequence[Passage]]
# So many passages before and behind one may be of the same table: some 300 rows.
REACH = 40


def find_rows(
    question: Question, passage: Passage, span: Span, read_passages: ReadPassages | None = None
) -> ShownTable | None:
    """Return the rows of a table that a question asks for, as they are to be read.

    `span` is what was found of `passage`: its row alone where the question names none. None
    where that is no row (a source, a note), or several of which the question names none.
    """
    found = [
        row
        for row in read_grid(passage).rows
        if passage.units[row.unit].start < span.end and span.start < passage.units[row.unit].end
    ]
    if not found:
        return None
    ask = read_ask(question)
    is_read = read_passages is None
    beside: Sequence[Passage] = ()
    asks_whole = ask.order or ask.bound or ask.whole or ask.which or ask.compares
    if read_passages is not None and (asks_whole or heading_states_unit(passage)):
        beside, is_read = _beside(passage, read_passages), True
    table = join_table(passage, beside)
    selection = select(question, table)
    if selection is None and not is_read and read_passages is not None:
        table = join_table(passage, _beside(passage, read_passages))
        selection = select(question, table)
    if selection is None and len(found) == 1:
        # In other words than the table's: what was found by its meaning may be what is asked.
        selection = take(question, table, TableRow(passage, found[0]))
    if selection is None:
        return None
    return show_rows(selection.rows, selection.columns, table)


def _beside(passage: Passage, read_passages: ReadPassages) -> Sequence[Passage]:
    first = max(0, passage.ordinal - REACH)
    return read_passages(passage.document_id, range(first, passage.ordinal + REACH + 1))
