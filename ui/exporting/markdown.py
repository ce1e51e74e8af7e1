"""An outline as Markdown (CommonMark with nothing added) that shows exactly its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ui.exporting.outline import (
    AnswerLine,
    AnswerTable,
    Block,
    Fact,
    Facts,
    Heading,
    Outline,
    Paragraph,
    Quote,
    Source,
    State,
    Steps,
    one_line,
)

# What means something inside a line, here or in the dialects that add to CommonMark: math,
# strikethrough, highlights, comments, templates, bare addresses. Any ASCII punctuation may stand
# behind a backslash. Source: CommonMark 0.31.2, section 2.4.
_INLINE = re.compile(
    r"[\\`*_\[\]<>&|~$]|%(?=%)|(?<=%)%|=(?==)|(?<==)=|[{}](?=[{}%])|(?<=[{}%])[{}]"
)
_ADDRESS = re.compile(r"\b((?:https?|ftp|mailto)(?=:)|www(?=\.))", re.IGNORECASE)
# What means something where a line begins: headings, rules, bullets, numbers.
_CLOSING = re.compile(r"(#+\s*)$")
_AT_START = re.compile(r"^([#+\-=:!]|\d{1,9}(?=[.)]))")


def render_markdown_report(outline: Outline) -> str:
    """Return the report as a Markdown file."""
    parts: list[str] = []
    was_item = False
    for block in outline.blocks:
        is_item = isinstance(block, AnswerLine) and block.is_item
        part = "\n\n".join(_block(block))
        # Items that follow each other are one list.
        if is_item and was_item:
            parts[-1] += f"\n{part}"
        elif part:
            parts.append(part)
        was_item = is_item
    return "\n\n".join(parts) + "\n"


def escape_words(text: str) -> str:
    """Return text as Markdown that shows these characters, where no line begins with it."""
    # A backslash before the colon or full stop: an address is text here, no link.
    return _ADDRESS.sub(r"\1\\", _INLINE.sub(r"\\\g<0>", text))


def escape_line(text: str) -> str:
    """Return one line of text as Markdown that shows these characters and nothing else."""
    escaped = escape_words(text)
    indent = len(escaped) - len(escaped.lstrip())
    if indent:
        # White space at the start would make code of it.
        return f"&#{ord(escaped[0])};{escaped[1:]}"
    return _AT_START.sub(_guarded, escaped)


def _guarded(start: re.Match[str]) -> str:
    sign = start.group(1)
    return f"{sign}\\" if sign[0].isdigit() else f"\\{sign}"


def _lines(text: str, prefix: str = "") -> str:
    """Return text of several lines as it stands; an empty line parts paragraphs."""
    lines = text.strip("\n").split("\n")
    written = []
    for at, line in enumerate(lines):
        follows = at + 1 < len(lines) and lines[at + 1].strip()
        ending = "\\" if line.strip() and follows else ""
        written.append(f"{prefix}{escape_line(line)}{ending}" if line.strip() else prefix.rstrip())
    return "\n".join(written)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            # Signs at the end of a heading would close it, and not be seen.
            words = _CLOSING.sub(r"\\\1", escape_words(one_line(text)))
            yield f"{'#' * level} {words}"
        case Paragraph(text, tone, is_question):
            words = _lines(text, "> ") if is_question else _lines(text)
            yield f"**{escape_words(one_line(text))}**" if tone == "bad" else words
        case State(name, hint, _):
            yield f"**{escape_words(name)}** — {escape_words(hint)}"
        case AnswerLine():
            yield _answer_line(block)
        case AnswerTable():
            yield from _table(block)
        case Facts(rows):
            yield _facts(rows)
        case Source():
            yield from _source(block)
        case Steps(items):
            yield "\n".join(
                f"{n}. {escape_line(one_line(item))}" for n, item in enumerate(items, start=1)
            )


def _answer_line(line: AnswerLine) -> str:
    said = " ".join(
        f"{one_line(f'{sentence.frame} {sentence.text}')} "
        f"{''.join(f'[{n}]' for n, _ in sentence.marks)}".rstrip()
        for sentence in line.sentences
    )
    return f"- {escape_line(said)}" if line.is_item else escape_line(said)


def _table(table: AnswerTable) -> Iterator[str]:
    if table.caption:
        yield escape_line(one_line(table.caption))
    lines = [_cells(table.columns), "|" + " --- |" * len(table.columns)]
    for row in table.rows:
        marks = "".join(f"[{n}]" for n, _ in row.marks)
        lines.append(_cells((*row.cells[:-1], f"{row.cells[-1]} {marks}")))
    yield "\n".join(lines)


def _cells(cells: Iterable[str]) -> str:
    shown = (escape_words(one_line(cell)) for cell in cells)
    return f"| {' | '.join(shown)} |"


def _facts(rows: Iterable[Fact]) -> str:
    return "\n".join(
        f"- {escape_line(row.label)}: {escape_words(one_line(row.value))}" for row in rows
    )


def _source(source: Source) -> Iterator[str]:
    title = escape_words(f"{source.label} {one_line(source.title)}")
    yield f"{'#' * source.level} {title} — {escape_words(source.badge)}"
    for quote in source.quotes:
        yield from _quote(quote)
    if source.facts.rows:
        yield _facts(source.facts.rows)


def _quote(quote: Quote) -> Iterator[str]:
    if quote.label:
        yield f"{escape_line(quote.label)}:"
    yield _lines(quote.text, "> ")
