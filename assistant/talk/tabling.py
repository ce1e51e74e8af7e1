"""An answer as a table: the rows of the table it is from, or a row for each sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer import AnswerSentence, Citation
from assistant.talk.windows import Place
from corpus import Passage

MAX_ROWS = 20
MAX_COLUMNS = 8
_HEADS = {True: ("내용", "문서", "쪽", "근거"), False: ("Text", "Document", "Page", "Source")}


def rows_of(place: Place) -> Place:
    """Return the rows of the table that a place is in: all of its passage, if they are few."""
    first = max(0, min(place.first, len(place.passage.units) - MAX_ROWS))
    return Place(place.hit, first, min(len(place.passage.units), first + MAX_ROWS))


def draw_table(place: Place, marks: str, *, is_korean: bool) -> str:
    """Return rows of a table as Markdown; empty where it would have too many columns.

    The last column names the citation.
    """
    passage = place.passage
    columns = _columns(passage, place)
    if not 1 < len(columns) <= MAX_COLUMNS:
        return ""
    lines = [_line([*columns.values(), _HEADS[is_korean][3]])]
    lines.append("|" + " --- |" * (len(columns) + 1))
    for unit in passage.units[place.first : place.end]:
        cells = [cell for cell in passage.cells if unit.start <= cell.start < unit.end]
        if not cells:
            continue
        said = {cell.column: passage.text[cell.start : cell.end] for cell in cells}
        lines.append(_line([*(said.get(column, "") for column in columns), marks]))
    return "\n".join(lines) if len(lines) > 2 else ""


def draw_sentences(
    sentences: Sequence[AnswerSentence], citations: Sequence[Citation], *, is_korean: bool
) -> str:
    """Return sentences as Markdown: each with the document and page it stands on."""
    cited: Mapping[int, Citation] = {citation.n: citation for citation in citations}
    lines = [_line(_HEADS[is_korean]), "|" + " --- |" * 4]
    for sentence in sentences:
        sources = [cited[n] for n in sentence.citations if n in cited]
        documents = ", ".join(dict.fromkeys(source.title or source.document for source in sources))
        pages = ", ".join(dict.fromkeys(s.page_label or str(s.page) for s in sources))
        marks = "".join(f"[{n}]" for n in sentence.citations)
        lines.append(_line([sentence.text, documents, pages, marks]))
    return "\n".join(lines)


def _columns(passage: Passage, place: Place) -> dict[int, str]:
    """Return the names of the columns that the rows have, by number."""
    start, end = passage.units[place.first].start, passage.units[place.end - 1].end
    found: dict[int, str] = {}
    for cell in passage.cells:
        if start <= cell.start < end:
            found[cell.column] = found.get(cell.column) or cell.column_name
    return dict(sorted(found.items()))


def _line(cells: Sequence[str]) -> str:
    # A bar would end the cell: the full-width one shows the same and does not.
    shown = (" ".join(cell.split()).replace("|", "｜") for cell in cells)
    return "| " + " | ".join(shown) + " |"
