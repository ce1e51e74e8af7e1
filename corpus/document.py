"""What a reader yields and what the rest of the house works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.view import Span, View

MarkKind = Literal["heading", "item", "table", "caption", "footnote", "furniture", "verbatim"]
BlockKind = Literal[
    "heading", "paragraph", "item", "table", "caption", "source", "footnote", "furniture"
]
PassageKind = Literal["prose", "list", "table", "footnote"]


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
class Document:
    """A file as read: its text never repaired, NFC, and every offset points into it.

    `id` is the SHA-256 of the file's bytes, in hex. `source` is the path relative
    to the indexed root, with `/`. `title` comes from the file where it holds one.
    Text files keep their decoded text as it is; other formats give the extracted
    text, one paragraph, heading or table row a line, table cells split by tabs.
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

    def page_at(self, offset: int) -> Page:
        """Return the page that holds the character at `offset` (the last one at the end)."""
        for page in self.pages:
            if offset < page.end:
                return page
        return self.pages[-1]


@dataclass(frozen=True, slots=True)
class Table:
    """A grid: every row has as many cells as `columns`; an empty cell is an empty view."""

    caption: str
    unit: str
    source: str
    columns: tuple[str, ...]
    rows: tuple[tuple[View, ...], ...]


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
class Passage:
    """What is indexed, retrieved and cited: some 300 to 500 characters of one section.

    `units` are the quotable pieces of `view.text`, in order and without overlap:
    sentences, list items, table rows. `spans` of the view say where it stands in
    `Document.text`. `id` derives from the document's id and these spans. `page` is the
    physical number of the page on which the passage begins. For a table, `caption` is
    its caption with unit, and each row's unit reads `header: cell` so that it can be
    understood (and found) alone; the labels are insertions of the view.
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
