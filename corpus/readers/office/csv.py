"""CSV and TSV: one table, whatever separates its cells and encodes its letters."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from corpus.document import Loss
from corpus.limits import Limits
from corpus.readers.encoding import decode
from corpus.readers.extract import Extract
from corpus.readers.flow import FlowCell, FlowTable, Paragraph, Piece
from corpus.readers.flow_writer import write_flow
from corpus.structure_captions import is_source, is_table_note, unit_of

_DELIMITERS = ",\t;|"
_SAMPLE_ROWS = 200
_NUMBER = re.compile(
    r"[-+△▲]?\s?[₩$€£]?[\d,]+(?:\.\d+)?\s?%?|\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?\.?"
)
_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_HEADER_MAX = 60
_CAPTION_MAX = 100
_WIDEST = 16_384


def read_csv(data: bytes, source: str, limits: Limits) -> Extract:
    """Read a CSV or TSV file.

    Commas, tabs, semicolons and bars part cells, whichever parts the rows most evenly
    (RFC 4180 for quotes). Rows of one cell above the table are its title and unit, those
    below it its source. Beyond `limits.max_cells` the table is cut.

    Raises:
        ReadError: `file-encoding-unknown`.
    """
    most = 2 * limits.max_chars
    is_cut = len(data) > most and 0 not in data[:1000]
    if is_cut:
        # More than can be kept, so not even decoded.
        data = data[: data.rfind(b"\n", 0, most) + 1]
    decoded = decode(data, source)
    text = decoded.text
    losses = [Loss("undecodable-bytes", count=decoded.broken)] if decoded.broken else []
    # Excel's own first line in a CSV file says what parts the cells.
    declared = re.match(r"sep=(.)\r?\n", text)
    delimiter = declared[1] if declared else choose_delimiter(text)
    rows: list[list[str]] = []
    cells = wide = size = 0
    for row in _rows(text[declared.end() :] if declared else text, delimiter):
        if not any(cell.strip() for cell in row):
            continue
        trimmed = _trim(row[:_WIDEST])
        is_cut = is_cut or len(row) > _WIDEST
        wide = max(wide, len(trimmed))
        cells += len(trimmed)
        size += sum(map(len, trimmed)) + max(wide, 1)
        if (
            size > limits.max_chars
            or cells > limits.max_cells
            or wide * (len(rows) + 1) > limits.max_cells
        ):
            is_cut = True
            break
        rows.append(trimmed)
    if is_cut:
        losses.append(Loss("table-cut"))
    return write_flow(
        _pieces(rows),
        limits,
        losses=losses,
        metadata=(("encoding", decoded.encoding),),
    )


def choose_delimiter(text: str) -> str:
    """Return what parts the cells: the sign under which most rows have one width, above one."""
    best, most = ",", 0.0
    head = text[:200_000]
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in islice(_rows(head, delimiter), _SAMPLE_ROWS) if row]
        if not widths:
            continue
        width, count = Counter(widths).most_common(1)[0]
        if width < 2:
            # Titles and notes may outnumber the rows of a small table.
            wider = Counter(one for one in widths if one > 1).most_common(1)
            if not wider or wider[0][1] < 2:
                continue
            width, count = wider[0]
        score = count / len(widths) + min(width, 50) / 1000
        if score > most:
            best, most = delimiter, score
    return best


def has_header(rows: list[list[str]]) -> bool:
    """Tell whether the first row names the columns: no number in it, numbers under it."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    first = [cell.strip() for cell in rows[0]]
    named = [cell for cell in first if cell]
    if len(named) < len(first) - 1 or len(set(named)) < len(named):
        return False
    if any(_NUMBER.fullmatch(cell) and not _is_year(cell) for cell in named):
        return False
    if any(len(cell) > _HEADER_MAX for cell in named):
        return False
    body = rows[1:_SAMPLE_ROWS]
    for column in range(len(first)):
        under = [row[column].strip() for row in body if column < len(row) and row[column].strip()]
        numbers = sum(1 for cell in under if _NUMBER.fullmatch(cell))
        if under and numbers * 2 > len(under):
            return True
    return False


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows; where a quote is never closed, lines are taken as they are."""
    reader = csv.reader((line[0] for line in _LINE.finditer(text)), delimiter=delimiter)
    done = 0
    try:
        for row in reader:
            done = reader.line_num
            yield row
    except csv.Error:
        # A cell larger than any cell is: a quote that stands for itself.
        for line in islice(_LINE.finditer(text), done, None):
            yield line[0].rstrip("\r\n").split(delimiter)


def _trim(row: list[str]) -> list[str]:
    size = len(row)
    while size and not row[size - 1].strip():
        size -= 1
    return [cell.strip() for cell in row[:size]]


def _pieces(rows: list[list[str]]) -> Iterator[Piece]:
    above: list[str] = []
    top, end = 0, len(rows)
    wide = max((len(row) for row in rows), default=0)
    if wide > 1:
        while top < end and (line := _line_above(rows[top], wide)):
            above.extend(line)
            top += 1
        while end > top + 1 and len(rows[end - 1]) == 1 and _is_remark(rows[end - 1][0]):
            end -= 1
    last = max((n for n, line in enumerate(above) if not unit_of(line)), default=-1)
    for number, text in enumerate(above):
        is_caption = number == last and len(text) <= _CAPTION_MAX and not _is_remark(text)
        yield Paragraph(text, "caption") if is_caption else Paragraph(text)
    cells = [
        FlowCell(number, column, (Paragraph(cell),))
        for number, row in enumerate(rows[top:end])
        for column, cell in enumerate(row)
        if cell
    ]
    if cells:
        yield FlowTable(tuple(cells), header_rows=int(has_header(rows[top:end])))
    yield from (Paragraph(row[0]) for row in rows[end:])


def _line_above(row: list[str], wide: int) -> list[str]:
    """Return the texts of a row that stands above a table; nothing for a row of it."""
    shown = [cell for cell in row if cell]
    if len(shown) == 1 and (row[0] or unit_of(shown[0])):
        return shown
    return shown if len(shown) == 2 and wide > 2 and unit_of(shown[1]) else []


def _is_remark(text: str) -> bool:
    return is_source(text) or is_table_note(text)
