"""The sentences of an answer as a report shows them: lines, items of a list, rows of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant import AnswerSentence
from ui.exporting.outline import AnswerLine, AnswerTable, Said, TableLine
from ui.messages import Lang, text

# A cell's own bar and backslash stand behind a backslash in the head of a table.
_ESCAPED = re.compile(r"\\([\\|])")
_BAR = re.compile(r"(?<!\\) \| ")
_GAP = " | "


def say_sentences(
    sentences: Sequence[AnswerSentence], anchor: Callable[[int], str], lang: Lang
) -> Iterator[AnswerLine | AnswerTable]:
    """Yield what an answer says; `anchor` names the place of a citation in the report."""
    line: list[Said] = []
    is_item = False
    table: AnswerTable | None = None

    def ended() -> Iterator[AnswerLine | AnswerTable]:
        if line:
            yield AnswerLine(tuple(line), is_item)
            line.clear()
        if table is not None:
            yield table

    for sentence in sentences:
        marks = tuple((n, anchor(n)) for n in sentence.citations)
        if sentence.place == "row" and (table is not None or sentence.frame):
            if sentence.frame:
                yield from ended()
                table = _read_head(sentence.frame)
            if table is not None:
                row = TableLine(tuple(sentence.text.split(_GAP)), marks)
                table = AnswerTable(table.caption, table.columns, (*table.rows, row))
            continue
        if table is not None or not (sentence.place == "inline" and line):
            yield from ended()
            table, is_item = None, sentence.place == "item"
        line.append(_said(sentence, marks, lang))
    yield from ended()


def _said(sentence: AnswerSentence, marks: tuple[tuple[int, str], ...], lang: Lang) -> Said:
    if marks:
        return Said(sentence.text, marks, sentence.frame)
    # What no citation proves is never shown like what is proved.
    return Said(f"{sentence.text} ({text('evidence.unverified', lang)})", ())


def _read_head(frame: str) -> AnswerTable:
    """Return the table without rows that the frame of its first row leads to."""
    above, _, header = frame.rpartition("\n\n")
    names = header.split("\n")[0].removeprefix("| ").removesuffix(" |")
    columns = tuple(_ESCAPED.sub(r"\1", name) for name in _BAR.split(names))
    return AnswerTable(above, columns, ())
