"""An answer as a table: rows of the table that it is from, or a row for each sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from assistant.answer import AnswerSentence, Citation
from assistant.composing import Quotation
from assistant.tables.showing import MAX_ROWS, ShownRow, escape_cell, show_rows
from assistant.tables.whole import join_table
from assistant.talk.windows import Place
from corpus import Passage
from index import Hit

_HEADS = {True: ("내용", "문서", "쪽"), False: ("Text", "Document", "Page")}


def quote_whole(place: Place, passages: Sequence[Passage]) -> tuple[Quotation, ...]:
    """Quote the table that a place is in with its header, from the place's first row on.

    All of its rows where they are few; nothing where it cannot be shown as a table. `passages`
    are those of the document.
    """
    table = join_table(place.passage, passages)
    keys = [row.key for row in table.rows]
    own = (place.passage.id, place.first)
    if own not in keys:
        return ()
    first = max(0, min(keys.index(own), len(keys) - MAX_ROWS))
    shown = show_rows(table.rows[first : first + MAX_ROWS], (), table)
    if not shown.head:
        return ()
    quotations: list[Quotation] = []
    for _, group in groupby(enumerate(shown.rows), _run):
        rows = [row for _, row in group]
        hit = Hit(rows[0].passage, place.hit.document, 0.0, 0.0, 0.0)
        quotations.append(
            Quotation(
                hit,
                tuple(row.span for row in rows),
                tuple(row.text for row in rows),
                0.0,
                frame="" if quotations else shown.head,
                is_table=True,
            )
        )
    return tuple(quotations)


def draw_sentences(
    sentences: Sequence[AnswerSentence], citations: Sequence[Citation], *, is_korean: bool
) -> str:
    """Return sentences as Markdown: each with the document and page it stands on."""
    cited: Mapping[int, Citation] = {citation.n: citation for citation in citations}
    lines = [_line(_HEADS[is_korean]), "|" + " --- |" * 3]
    for sentence in sentences:
        sources = [cited[n] for n in sentence.citations if n in cited]
        documents = ", ".join(dict.fromkeys(source.title or source.document for source in sources))
        pages = ", ".join(dict.fromkeys(s.page_label or str(s.page) for s in sources))
        marks = "".join(f"[{n}]" for n in sentence.citations)
        lines.append(_line([f"{sentence.text} {marks}", documents, pages]))
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(escape_cell, cells))} |"


def _run(numbered: tuple[int, ShownRow]) -> tuple[str, int]:
    """Return what rows that stand side by side in one passage have in common."""
    at, row = numbered
    return (row.passage.id, row.unit - at)
