"""Tables as the corpus shows them, built cell by cell so that a reader can check them."""

from assistant.question import understand
from assistant.tables import match_cells
from corpus import CellPlace, Passage, Span, View
from index import Hit
from tests.assistant.fakes import make_document, make_record


def make_table(header, rows, caption="", heading=(), labels=1, parts=None, table_id="t"):
    """Return a document that is one table, and its passages of `parts` rows each.

    `header` names the columns, `rows` hold texts; an empty cell is not shown. The first `labels`
    cells name the row. In the document cells stand behind tabs, lines behind line ends.
    """
    lines = ["\t".join(header), *("\t".join(row) for row in rows)]
    text = "\n".join(lines)
    document = make_document(text, source=f"{table_id}.txt", document_id=table_id * 64)
    passages = []
    size = parts or len(rows)
    for number, first in enumerate(range(0, len(rows), size)):
        views, units, cells, at = [], [], [], 0
        for index in range(first, min(first + size, len(rows))):
            start = sum(len(line) + 1 for line in lines[: index + 1])
            name = " ".join(cell for cell in rows[index][:labels] if cell)
            begin = at
            for column, cell in enumerate(rows[index]):
                if cell:
                    label = f"{header[column]}: " if header[column] else ""
                    before = (" | " if at > begin else "") + label
                    at += len(before)
                    place = (at, at + len(cell), index + 2, column + 1, name, header[column])
                    cells.append(CellPlace(*place))
                    views += [before, View.of(text, start, start + len(cell))]
                    at += len(cell)
                start += len(cell) + 1
            units.append(Span(begin, at))
            views.append("\n")
            at += 1
        passages.append(
            Passage(
                f"{table_id}{number}",
                document.id,
                number,
                "table",
                View.join(views[:-1]),
                tuple(units),
                heading,
                caption,
                1,
                tuple(cells),
            )
        )
    return document, passages


def make_hit(document, passage, score=1.0):
    return Hit(passage, make_record(document), score, 1.0, 1.0)


def matched(question, passage, others=()):
    """Return the texts of the cells that a question is found to ask for."""
    match = match_cells(understand(question), passage, others)
    return match and [passage.text[cell.start : cell.end] for cell in match.cells]
