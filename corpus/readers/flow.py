"""What readers of flowing formats (HWP, HWPX, Office, web) give, before it is laid out as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ParagraphKind = Literal["body", "heading", "item", "caption", "furniture", "verbatim"]
_RAISED = str.maketrans("0123456789)", "⁰¹²³⁴⁵⁶⁷⁸⁹⁾")


def raise_anchor(number: str) -> str:
    """Return what stands in a paragraph's text where a note is called: `3` gives `³⁾`.

    `corpus.markup.ANCHOR` knows it again; a sign (`*`) becomes `<sup>*</sup>`.
    """
    core = number.strip().rstrip(")")
    return f"{core.translate(_RAISED)}⁾" if core.isdecimal() else f"<sup>{core}</sup>"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote: its number without bracket, and its paragraphs."""

    number: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as its format has it.

    `text` holds a line end where the author forced one, and `raise_anchor(number)` where
    one of its `notes` is called. `marker` is the number or bullet that the format makes up
    (what the author typed stays in the text); `level` is the depth of a heading or item, from
    1 on. `breaks` are the places in `text` where a new page begins, ascending.
    """

    text: str
    kind: ParagraphKind = "body"
    level: int = 0
    marker: str = ""
    notes: tuple[Note, ...] = ()
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowCell:
    """A cell of a table; rows and columns count from 0. What it covers has no cell."""

    row: int
    column: int
    pieces: tuple[Piece, ...]
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class FlowTable:
    """A table with its caption above it or below; see `Grid` for the headers."""

    cells: tuple[FlowCell, ...]
    caption: tuple[Paragraph, ...] = ()
    caption_below: bool = False
    header_rows: int = 0
    header_columns: int = 0


@dataclass(frozen=True, slots=True)
class PageStart:
    """Here a new page, slide or sheet begins; before the first piece it does nothing.

    It may also stand in a cell. `is_counted` is for formats whose pages are real (slides): it
    stands before the first one too, and a page without text is a page.
    """

    is_counted: bool = False


Piece = Paragraph | FlowTable | PageStart


def has_text(table: FlowTable) -> bool:
    """Tell whether any cell of a table holds more than white space, inner tables included."""
    stack = [table]
    while stack:
        for cell in stack.pop().cells:
            for piece in cell.pieces:
                if isinstance(piece, FlowTable):
                    stack.append(piece)
                elif isinstance(piece, Paragraph) and (piece.text.strip() or piece.notes):
                    return True
    return False
