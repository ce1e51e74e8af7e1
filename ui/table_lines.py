"""Rows of a document's tables in an answer, laid out to be read: one as words, several as a table.

An answer quotes a row as its cells, ` | ` between them: `복지국 | 소계 | 2025년 예산: 295억 원`.
Nothing is said here that the answer does not say; only its place changes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant import Answer, AnswerSentence, Citation, TablePlace
from ui.messages import Lang, text

_GAP = " | "
# A table of more columns is read row by row all the same.
_MOST_COLUMNS = 8
_RULE = re.compile(r"\|(?: *:?-+:? *\|)+")
_CHIPS_AT_END = re.compile(r"(.*?\S) *((?:\[\d{1,3}\])+) \|")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it is quoted: what it is called, and its cells by their columns in order."""

    frame: str
    name: str
    cells: tuple[tuple[str, str], ...]
    marks: str
    table: tuple[str, TablePlace | None]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(column for column, _ in self.cells)


def lay_out_rows(answer: Answer, lang: Lang) -> str:
    """Return the text of an answer as Markdown in which rows of tables read well.

    A row by itself is `**name** — column value · column value`; rows of one table that follow
    each other are a table. The marks of a table stand in a last column of their own.
    """
    cited = {citation.n: citation for citation in answer.citations}
    rows = {}
    for sentence in answer.sentences:
        if (row := _read_row(sentence, cited)) is not None:
            rows[_line_of(sentence)] = row
    return "\n".join(_part_marks(_gather(answer.text.split("\n"), rows, lang), lang))


def _line_of(sentence: AnswerSentence) -> str:
    """Return the line of `Answer.text` that a sentence on a line of its own makes."""
    return f"{sentence.frame} {sentence.text} {_marks(sentence)}".strip()


def _marks(sentence: AnswerSentence) -> str:
    return "".join(f"[{n}]" for n in sentence.citations)


def _read_row(sentence: AnswerSentence, cited: Mapping[int, Citation]) -> _Row | None:
    """Return a sentence as the row that it quotes; None where it quotes none."""
    source = cited.get(sentence.citations[0]) if sentence.citations else None
    if _GAP not in sentence.text or source is None or source.table is None:
        return None
    if sentence.place not in ("line", "row") or "\n" in sentence.text:
        return None
    parts = sentence.text.split(_GAP)
    named = _count_names(parts, source.table.row_names)
    cells = tuple(_read_cell(part) for part in parts[named:])
    if not cells or not all(column for column, _ in cells):
        return None
    name = " ".join(part.replace(": ", " ", 1) for part in parts[:named])
    caption = (source.document_id, source.table)
    return _Row(sentence.frame, name, cells, _marks(sentence), caption)


def _count_names(parts: Sequence[str], names: Sequence[str]) -> int:
    """Return how many of the first cells make up the row's name, as its table calls it."""
    values = [part.partition(": ")[2] or part for part in parts]
    whole = (count for count in range(len(parts) - 1, 1, -1) if " ".join(values[:count]) in names)
    return next(whole, 1)


def _read_cell(part: str) -> tuple[str, str]:
    column, gap, value = part.partition(": ")
    return (column, value) if gap else ("", part)


def _gather(lines: Sequence[str], rows: Mapping[str, _Row], lang: Lang) -> list[str]:
    """Return the lines, those that are rows written anew."""
    written: list[str] = []

    def table_of(line: str) -> object:
        row = rows.get(line)
        # A row with a frame begins anew: its frame leads to what follows.
        return (row.table[0], row.table[1].caption) if row and row.table[1] else None

    for table, group in groupby(lines, table_of):
        if table is None:
            written += group
            continue
        run = [rows[line] for line in group]
        columns = tuple(dict.fromkeys(column for row in run for column in row.columns))
        is_plain = len(run) < 2 or any(row.frame for row in run[1:])
        if is_plain or len(columns) > _MOST_COLUMNS or not _is_shared(run):
            written += map(_as_words, run)
        else:
            # Two tables without a line between them would be one.
            written += [""] if written and written[-1].startswith("|") else []
            written += _as_table(run, columns, lang)
    return written


def _is_shared(rows: Sequence[_Row]) -> bool:
    """Tell whether the rows have a column in common, each of its columns once."""
    shared = set(rows[0].columns).intersection(*(row.columns for row in rows[1:]))
    return bool(shared) and all(len(set(row.columns)) == len(row.cells) for row in rows)


def _as_words(row: _Row) -> str:
    said = " · ".join(_say_cell(column, value) for column, value in row.cells)
    return f"{row.frame} **{row.name}** — {said} {row.marks}".strip()


def _say_cell(column: str, value: str) -> str:
    # `2024: 1,004` must not read as one number.
    gap = ": " if column[-1].isdigit() and value[:1].isdigit() else " "
    return f"{column}{gap}{value}"


def _as_table(rows: Sequence[_Row], columns: Sequence[str], lang: Lang) -> list[str]:
    head = (text("answer.table.row", lang), *columns, text("answer.table.marks", lang))
    lines = [rows[0].frame] if rows[0].frame else []
    lines += [_write(head), "|" + " --- |" * len(head)]
    for row in rows:
        values = dict(row.cells)
        cells = [values.get(column, "") for column in columns]
        lines.append(_write((row.name, *cells, row.marks)))
    return lines


def _write(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _part_marks(lines: Sequence[str], lang: Lang) -> list[str]:
    """Return the lines, the marks at the end of each table's rows in a column of their own."""
    written = list(lines)
    for at, line in enumerate(lines):
        if at == 0 or not _RULE.fullmatch(line) or not lines[at - 1].startswith("|"):
            continue
        end = next((n for n in range(at + 1, len(lines)) if not lines[n].startswith("|")), None)
        body = [_CHIPS_AT_END.fullmatch(row) for row in lines[at + 1 : end]]
        # Where marks have a column already nothing stands before them in it.
        if not body or not all(body) or all(row[1].endswith("|") for row in body if row):
            continue
        written[at - 1] += f" {text('answer.table.marks', lang)} |"
        written[at] += " --- |"
        for n, row in enumerate(body, start=at + 1):
            if row:
                written[n] = f"{row[1]} | {row[2]} |"
    return written
