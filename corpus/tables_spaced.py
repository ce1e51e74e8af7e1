"""Tables that a PDF left as lines of words: rows and cells as far as alignment tells."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from corpus.markup import clean_markup
from corpus.structure_captions import caption_kind, is_source, unit_of
from corpus.structure_lines import Line
from corpus.structure_markers import read_marker
from corpus.tables import Grid, Told, tell
from corpus.tables_aligned import aligned_table, join_pieces
from corpus.tables_columns import listed_rows, part_years
from corpus.tables_names import Phrases
from corpus.tables_single import single_table
from corpus.view import View

_HEADER = re.compile(
    r"(?:구\s?분|항\s?목|분\s?류|단\s?계|연\s?도|년\s?도|국\s?가|기\s?관|지\s?역|분\s?야|"
    r"중점임무|주요임무|과\s?제)(?=\s|$)"
)
_LAST_COLUMN = re.compile(r"(?:(?:주요|세부|중점|추진|핵심|상세|정책)\s?)?\S+$")
_GAP = re.compile(r"\s{2,}|\t")
_NUMBERS_AT_END = re.compile(r"(?:\s+[-+△▲▽▼]?\(?[\d,]+(?:\.\d+)?%?\)?){1,}$")
_HEADER_MAX = 60
_LABEL_WIDTH = 26
_NUMBER_ROW_MAX = 300
_SMALL_TABLE = 12
# Past this many lines without its source, a run of lines is no table any more.
_MAX_LINES = 120


def find_end(lines: Sequence[Line], first: int, body: Set[str], full: int) -> int:
    """Return the index after the last line of the table that begins at `first`.

    `body` holds the bullets of running text, which no cell uses; `full` is the width of
    a full line of running text.
    """
    sourced = _source_ahead(lines, first, body)
    if sourced >= 0:
        return sourced
    if starts_table(lines[first]) and (closed := _list_ahead(lines, first, body)):
        return closed
    at = first
    while at < len(lines) and at - first < _MAX_LINES:
        line = lines[at]
        if line.role == "furniture":
            at += 1
            continue
        if line.role != "text" or ends_table(line, body):
            break
        if line.width > 0.8 * full and not _GAP.search(line.text) and not line.indent:
            break
        at += 1
    return at if at - first >= 2 else first


def _source_ahead(lines: Sequence[Line], first: int, body: Set[str]) -> int:
    for at in range(first, min(first + _MAX_LINES, len(lines))):
        line = lines[at]
        if line.role == "source" or is_source(line.text):
            return at if at - first >= 2 else -1
        if line.role not in ("text", "furniture") or ends_table(line, body):
            return -1
    return -1


def _list_ahead(lines: Sequence[Line], first: int, body: Set[str]) -> int:
    """Return where the list goes on that a small table without caption interrupts, else 0."""
    for at in range(first + 1, min(first + _SMALL_TABLE, len(lines))):
        line = lines[at]
        if ends_table(line, body):
            return at if at - first >= 2 else 0
        if line.role != "text" or line.text.endswith((".", "다")):
            return 0
    return 0


def ends_table(line: Line, body: Set[str]) -> bool:
    """Tell a line of running text or of the next table, which no table holds."""
    marker = read_marker(line.text, frozenset(body))
    return (
        marker.hashes > 0
        or marker.bold
        or (marker.text in body and bool(marker.text))
        or marker.kind in ("number:chapter", "number:roman", "number:part", "number:section")
        or bool(caption_kind(line.text))
        or bool(unit_of(line.text))
    )


def starts_table(line: Line) -> bool:
    """Tell a line that holds nothing but the names of columns."""
    return (
        bool(_HEADER.match(line.text))
        and line.width <= _HEADER_MAX
        and not line.text.endswith((".", ",", "다", "함", "임", "음", ":"))
        and not re.search(r"[은는을를](?:\s|$)", line.text)
    )


def spaced_table(text: str, lines: Sequence[Line], phrases: Phrases, notes: Set[str]) -> Told:
    """Return the table of such lines; cells that cannot be told apart stay one cell."""
    shown = [line for line in lines if line.role != "furniture"]
    header = shown[0] if shown and starts_table(shown[0]) else None
    body = [line for line in shown if header is None or line.text.split() != header.text.split()]
    head: Grid = [[clean_markup(text, header.start, header.end, notes)]] if header else []
    aligned = aligned_table(text, shown, notes)
    if aligned is not None:
        return aligned
    single = single_table(text, shown, phrases, notes)
    if single is not None:
        return single
    numbers = _number_rows(text, header, body, notes) or listed_rows(text, header, body, notes)
    if numbers is not None:
        return tell(*numbers, head)
    labelled = any(_is_cell(line) or len(_pieces(line)) == 2 for line in body)
    rows: list[tuple[list[Line], list[View | str]]] = []
    for line in body:
        whole = clean_markup(text, line.start, line.end, notes)
        pieces = _pieces(line)
        if not labelled:
            rows.append(([line], []))
        elif len(pieces) == 2 and not read_marker(line.text).kind:
            rows.append(([line], [whole.slice(0, 0)]))
        elif _is_cell(line):
            if not rows:
                rows.append(([], []))
            rows[-1][1].append(whole)
        elif not rows or rows[-1][1]:
            rows.append(([line], []))
        else:
            rows[-1][0].append(line)
    names, grid = _finish(text, header, rows, notes)
    parted = part_years(head[0][0], names, grid) if head and len(names) == 2 else None
    return tell(*parted) if parted else tell(names, grid, head)


def _finish(
    text: str,
    header: Line | None,
    rows: Sequence[tuple[list[Line], list[View | str]]],
    notes: Set[str],
) -> tuple[tuple[str, ...], Grid]:
    grid: Grid = []
    for labels, cells in rows:
        first: list[View | str] = []
        content = [cell for cell in cells if not isinstance(cell, View) or cell.text]
        for line in labels:
            pieces = _pieces(line) if len(content) < len(cells) else [(0, len(line.text))]
            low, high = pieces[0]
            shown = clean_markup(text, line.start + low, line.start + high, notes)
            first.extend([" ", shown] if first else [shown])
            content = [
                *(
                    clean_markup(text, line.start + left, line.start + right, notes)
                    for left, right in pieces[1:]
                ),
                *content,
            ]
        grid.append([View.join(first), join_pieces(content)])
    if not any(row[1].text for row in grid):
        grid = [row[:1] for row in grid]
    return _names(header, len(grid[0]) if grid else 1), grid


def _is_cell(line: Line) -> bool:
    if read_marker(line.text).kind or re.match(r"\d\s?단계\s*[:：]", line.text):
        return True
    return bool(line.indent) and (line.indent > 1 or line.width > _LABEL_WIDTH)


def _pieces(line: Line) -> list[tuple[int, int]]:
    """Return where the words of a line stand that gaps of two spaces set apart."""
    pieces, at = [], 0
    for gap in _GAP.finditer(line.text):
        pieces.append((at, gap.start()))
        at = gap.end()
    return [*pieces, (at, len(line.text))]


def _names(header: Line | None, width: int) -> tuple[str, ...]:
    if header is None:
        return ("",) * width
    words = " ".join(header.text.split())
    if width == 1:
        return ("",)
    last = _LAST_COLUMN.search(words)
    at = last.start() if last and last.start() else len(words)
    return (words[:at].strip(), words[at:].strip())


def _number_rows(
    text: str, header: Line | None, body: Sequence[Line], notes: Set[str]
) -> tuple[tuple[str, ...], Grid] | None:
    """Read a label followed by as many numbers on every line; the header has their names."""
    found = [_NUMBERS_AT_END.search(line.text[:_NUMBER_ROW_MAX]) for line in body]
    counts = {len(match[0].split()) for match in found if match}
    if len(body) < 2 or None in found or len(counts) != 1 or 0 in counts:
        return None
    count = counts.pop()
    names = header.text.split() if header else []
    if len(names) not in (0, count, count + 1):
        return None
    grid: Grid = []
    for line, match in zip(body, found, strict=True):
        if match is None or match.start() == 0:
            return None
        cells = [clean_markup(text, line.start, line.start + match.start(), notes)]
        for number in re.finditer(r"\S+", match[0]):
            at = line.start + match.start()
            cells.append(clean_markup(text, at + number.start(), at + number.end(), notes))
        grid.append(cells)
    padded = [""] * (count + 1 - len(names)) + names
    return tuple(padded), grid
