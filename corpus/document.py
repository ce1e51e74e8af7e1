"""What a reader yields and what the rest of the house works with."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from corpus.view import Span, View

MarkKind = Literal["heading", "item", "table", "caption", "footnote", "furniture", "verbatim"]
BlockKind = Literal[
    "heading", "paragraph", "item", "table", "caption", "source", "footnote", "furniture"
]
PassageKind = Literal["prose", "list", "table", "footnote"]
# What `InkLine` calls the whole width or height of a page.
_INK = 10_000


@dataclass(frozen=True, slots=True)
class Loss:
    """Something a file holds that could not be read; its sentence is in `ui.messages`."""

    code: str
    page: int | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `number` counts from 1; `label` is what is printed on it, if anything."""

    number: int
    label: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What the file's own format says about a stretch of `Document.text`.

    `level` is the depth of a heading or item, from 1.
    """

    kind: MarkKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell that holds `Document.text[start:end]`; rows and columns count from 0."""

    row: int
    column: int
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the file's own format declares it; it fills `Document.text[start:end]`.

    `cells` come row by row, which is also the order of their offsets, and do not overlap;
    a spanning cell stands once. `header_rows` and `header_columns` count those at the top
    and on the left that the format calls headers (0: it does not say). `edges` are where its
    columns begin and the last one ends, in ten-thousandths of the page's width as read; only
    tables that rules draw on a page have them.
    """

    start: int
    end: int
    cells: tuple[GridCell, ...]
    header_rows: int = 0
    header_columns: int = 0
    edges: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in shares of the page's width and height from its upper left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class InkLine:
    """Where the characters of `Document.text` from `start` on are printed on their page.

    All numbers are ten-thousandths of the page's width or height from its upper left.
    Character `start + i` reaches from `edges[i]` to `edges[i + 1]`.
    """

    start: int
    top: int
    bottom: int
    edges: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its text never repaired, NFC, and every offset points into it.

    `id` is the SHA-256 of the file's bytes, in hex. `source` is the path relative
    to the indexed root, with `/`. `title` comes from the file where it holds one.
    Text files keep their decoded text as it is; other formats give the extracted
    text, one paragraph, heading or table row a line, table cells split by tabs; what a
    spanning cell covers is empty. `grids` ascend and do not overlap; each stands in a mark
    of the kind `table` of the same extent. `ink` ascends; only formats with a fixed layout
    have it.
    """

    id: str
    source: str
    title: str
    format: str
    text: str
    pages: tuple[Page, ...]
    marks: tuple[Mark, ...] = ()
    losses: tuple[Loss, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    grids: tuple[Grid, ...] = ()
    ink: tuple[InkLine, ...] = ()

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Return where `text[start:end]` is printed, a box a line; empty where unknown."""
        found: list[Box] = []
        first = bisect_right(self.ink, start, key=lambda line: line.start)
        for at in range(max(0, first - 1), len(self.ink)):
            line = self.ink[at]
            if line.start >= end:
                break
            low = max(start - line.start, 0)
            high = min(end - line.start, len(line.edges) - 1)
            if low >= high:
                continue
            left, right = min(line.edges[low : high + 1]), max(line.edges[low : high + 1])
            page = self.page_at(line.start).number
            found.append(Box(page, left / _INK, line.top / _INK, right / _INK, line.bottom / _INK))
        return tuple(found)

    def page_at(self, offset: int) -> Page:
        """Return the page that holds the character at `offset` (the last one at the end)."""
        at = bisect_right(self.pages, offset, key=lambda page: page.end)
        return self.pages[min(at, len(self.pages) - 1)]


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell where it begins; rows and columns count from 0, those of the headers included."""

    row: int
    column: int
    view: View
    row_span: int = 1
    column_span: int = 1
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A grid: every row has as many cells as `columns`; an empty cell is an empty view.

    `rows` are those below the header; a place that a spanning cell covers shows that cell.
    `columns` are their full names, storeys of a header joined. `cells` hold each cell once,
    row by row, also those of the `header_rows` above and the `header_columns` on the left,
    which name the rows; `numbers` says which row of the cells each of `rows` is.
    """

    caption: str
    unit: str
    source: str
    columns: tuple[str, ...]
    rows: tuple[tuple[View, ...], ...]
    cells: tuple[TableCell, ...] = ()
    numbers: tuple[int, ...] = ()
    header_rows: int = 0
    header_columns: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table or other unit of a document, repaired.

    `level` is the depth of a heading (1 = chapter) or of a list item (1 = outermost);
    `marker` is the bullet or number as printed; `heading` is the path above the block.
    """

    kind: BlockKind
    view: View
    level: int = 0
    marker: str = ""
    heading: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of a table that a passage shows as `Passage.text[start:end]`.

    `row` and `column` count from 1 as the table stands in the file, its headers included;
    a spanning cell has those of its first place there, and `row` is the row that it is shown
    in. The names are those of the row and the column, either may be empty.
    """

    start: int
    end: int
    row: int
    column: int
    row_name: str
    column_name: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed, retrieved and cited: some 300 to 500 characters of one section.

    `units` are the quotable pieces of `view.text`, in order and without overlap:
    sentences, list items, table rows. `spans` of the view say where it stands in
    `Document.text`. `id` derives from the document's id and these spans. `page` is the
    physical number of the page on which the passage begins. For a table, `caption` is
    its caption with unit, and each row's unit reads `header: cell` so that it can be
    understood (and found) alone; the labels are insertions of the view. `cells` say, in
    order, where its table's cells stand.
    """

    id: str
    document_id: str
    ordinal: int
    kind: PassageKind
    view: View
    units: tuple[Span, ...]
    heading: tuple[str, ...]
    caption: str
    page: int
    cells: tuple[CellPlace, ...] = ()

    @property
    def text(self) -> str:
        """The passage as shown."""
        return self.view.text

    @property
    def span(self) -> Span:
        """The smallest span of `Document.text` that holds the passage."""
        return self.view.source_span(0, len(self.view.text))

    @property
    def context(self) -> str:
        """Heading path and caption: what a reader of the passage alone would miss."""
        return " > ".join((*self.heading, self.caption) if self.caption else self.heading)
