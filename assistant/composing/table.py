"""What is quoted of a table for a question: the one door between prose and tables."""

from __future__ import annotations

from dataclasses import replace

from assistant.composing.extent import is_asked_whole, whole_table
from assistant.composing.quotation import Quotation
from assistant.evidence import Evidence
from assistant.question import Question
from assistant.ranking import Ranked
from assistant.rows import asked_cells, with_unit
from assistant.tables import (
    ReadPassages,
    ShownRow,
    ShownTable,
    asks_for_table,
    find_rows,
    match_cells,
)
from corpus import Passage, Span

# A table fits a question for one from here on: its rows or columns and what it is about.
FITS = 0.3
# Another fits as well with this share of the best one's figure.
FITS_AS_WELL = 0.8


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


def keep_tables(question: Question, ranked: Ranked) -> Ranked:
    """Return of what was found the rows of tables, if a table is asked for and one fits."""
    if not asks_for_table(question):
        return ranked
    fits = {}
    for unit, _ in ranked:
        match = match_cells(question, unit.hit.passage)
        fits[unit.key] = match.units[unit.unit] if match else 0.0
    floor = max(FITS, FITS_AS_WELL * max(fits.values(), default=0.0))
    return tuple(pair for pair in ranked if fits[pair[0].key] >= floor) or ranked


def _shown(passage: Passage, span: Span) -> str:
    return " ".join(passage.text[span.start : span.end].split())


def _row_name(passage: Passage, unit: Span) -> str:
    """Return the name of the table's row that a unit shows, empty where it has none."""
    shown = (cell.row_name for cell in passage.cells if unit.start <= cell.start < unit.end)
    return next(shown, "")


def requote(
    question: Question, quotation: Quotation, read_passages: ReadPassages | None = None
) -> tuple[Quotation, ...]:
    """Quote of the table that `quotation` is from the rows that the question asks for.

    They may be shown by other passages of the table, which `read_passages` finds. Prose stays as
    it is, and so does a row of a table of which the question names nothing.
    """
    passage = quotation.hit.passage
    if passage.kind != "table" or not passage.cells:
        return (quotation,)
    shown = find_rows(question, passage, quotation.span, read_passages)
    return _quotations(quotation, shown) if shown and shown.rows else (quotation,)


def _quotations(quotation: Quotation, shown: ShownTable) -> tuple[Quotation, ...]:
    """Quote rows, those that stand beside each other in one passage under one citation."""
    groups: list[list[ShownRow]] = []
    for row in shown.rows:
        last = groups[-1][-1] if groups else None
        if last and last.passage == row.passage and last.unit + 1 == row.unit:
            groups[-1].append(row)
        else:
            groups.append([row])
    return tuple(
        replace(
            quotation,
            hit=replace(quotation.hit, passage=group[0].passage),
            units=tuple(row.span for row in group),
            texts=tuple(row.text for row in group),
            frame=(shown.head or shown.lead) if number == 0 else "",
            is_table=bool(shown.head),
        )
        for number, group in enumerate(groups)
    )
