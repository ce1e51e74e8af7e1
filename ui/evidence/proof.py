"""What proves a citation, looked up when its card is opened: its pages, its table, its file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from assistant import Explanation
from corpus import (
    Box,
    Document,
    GeungeoError,
    LibraryError,
    PageDrawer,
    Passage,
    ReadError,
    Table,
    find_tables,
)
from index import DocumentRecord, Filters
from ui.evidence.originals import Originals, count_pages
from ui.evidence.pages import PageShelf

# A longer table is not laid out again: its rows are read as text.
MAX_TABLE_CHARS = 200_000
# Passages that a question is explained with; those cited stand far in front.
EXPLAINED = 40
_EXPLAINED_QUESTIONS = 16
_TABLES_KEPT = 64
# So many passages before and behind one may show rows of its table.
_REACH = 60


class Provable(Protocol):
    """What is needed of a library; `index.Library` is one."""

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return a record for every file."""
        ...

    def document(self, document_id: str) -> Document:
        """Return a document with its text."""
        ...

    def passage(self, passage_id: str) -> Passage:
        """Return one passage."""
        ...

    def passages(self, document_id: str, ordinals: range | None = None) -> tuple[Passage, ...]:
        """Return a document's passages in order, only those of `ordinals`."""
        ...

    def boxes(self, document_id: str, start: int, end: int) -> tuple[Box, ...]:
        """Return where characters of a document are printed."""
        ...

    @property
    def generation(self) -> int:
        """The number of the library's state."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Characters `start..end` of a document, as the passage `passage_id` shows them."""

    document_id: str
    passage_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page that can be drawn: what is marked on it, its printed label."""

    number: int
    label: str | None
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What there is to show of a place.

    `pages` are those it is printed on; of a format without pages, or where they cannot be
    drawn, there are none, and `trouble` says why if there is a reason. `has_file` tells that
    the original can be opened. `table` is the one it stands in.
    """

    place: Place
    record: DocumentRecord
    passage: Passage | None
    pages: tuple[ShownPage, ...]
    table: Table | None
    trouble: GeungeoError | None
    has_file: bool


class Proofs:
    """Finds the proofs of a library's places; `explain` says why a question finds what it does."""

    def __init__(
        self,
        library: Provable,
        explain: Callable[[str, int, Filters | None], Sequence[Explanation]],
        drawer: PageDrawer | None = None,
    ) -> None:
        """Look into `library` whenever asked, and draw by `drawer`."""
        self._library = library
        self.originals = Originals(library)
        self.shelf = PageShelf(self.originals, drawer)
        self._explain = explain
        # By generation, so that what has changed is looked up anew.
        self._tables = lru_cache(maxsize=_TABLES_KEPT)(self._find_tables)
        self._explained = lru_cache(maxsize=_EXPLAINED_QUESTIONS)(self._explain_all)

    def find(self, place: Place) -> Proof:
        """Return what there is to show of a place.

        Raises:
            LibraryError: `document-not-found`.
        """
        record = self.originals.record(place.document_id)
        passage = self._passage(place)
        trouble: GeungeoError | None = None
        try:
            self.originals.find(place.document_id)
        except ReadError as error:
            trouble = error
        has_file = trouble is None
        pages: tuple[ShownPage, ...] = ()
        if record.format == "pdf" and has_file:
            pages = self._pages(record, place)
            if not pages:
                trouble = ReadError("page-no-place", file=record.source)
        table = self._table(passage, place) if passage is not None else None
        return Proof(place, record, passage, pages, table, trouble, has_file)

    def page(self, place: Place, number: int) -> ShownPage:
        """Return one page of a place's document with what of the place is marked on it.

        Raises:
            LibraryError: `document-not-found`.
            ReadError: `page-missing` or `page-no-pdf`.
        """
        record = self.originals.record(place.document_id)
        if record.format != "pdf":
            raise ReadError("page-no-pdf", file=record.source)
        count = count_pages(record)
        if not 1 <= number <= count:
            raise ReadError("page-missing", file=record.source, page=number, count=count)
        boxes = self._boxes(place)
        on_it = tuple(box for box in boxes if box.page == number)
        return ShownPage(number, record.page_label(number), on_it)

    def explain(
        self, question: str, passage_id: str, filters: Filters | None = None
    ) -> tuple[int, Explanation] | None:
        """Return the rank of a passage for a question, from 1, and why; None where it has none.

        `filters` are those that the question was asked with.

        Raises:
            QuestionError: the question is empty, wordless or too long.
        """
        found = self._explained(question, filters, self._library.generation)
        for rank, explanation in enumerate(found, 1):
            if explanation.hit.passage.id == passage_id:
                return rank, explanation
        return None

    def _pages(self, record: DocumentRecord, place: Place) -> tuple[ShownPage, ...]:
        boxes = self._boxes(place)
        numbers = sorted({box.page for box in boxes if 1 <= box.page <= count_pages(record)})
        return tuple(
            ShownPage(
                number,
                record.page_label(number),
                tuple(box for box in boxes if box.page == number),
            )
            for number in numbers
        )

    def _boxes(self, place: Place) -> tuple[Box, ...]:
        """Return where the place is printed, without what its passage leaves out.

        Between its first and last character may stand what is none of it: furniture of the
        page, a footnote, a row of another column.
        """
        spans: Sequence[tuple[int, int]] = ((place.start, place.end),)
        passage = self._passage(place)
        if passage is not None:
            shown = (
                (max(span.start, place.start), min(span.end, place.end))
                for span in passage.view.spans
            )
            spans = [(start, end) for start, end in shown if start < end] or spans
        found: list[Box] = []
        for start, end in spans:
            found += self._library.boxes(place.document_id, start, end)
        return tuple(found)

    def _passage(self, place: Place) -> Passage | None:
        try:
            passage = self._library.passage(place.passage_id)
        except (KeyError, LibraryError):
            return None
        return passage if passage.document_id == place.document_id else None

    def _table(self, passage: Passage, place: Place) -> Table | None:
        if passage.kind != "table":
            return None
        at = passage.ordinal
        reach = range(max(0, at - _REACH), at + _REACH + 1)
        near = {one.ordinal: one for one in self._library.passages(place.document_id, reach)}
        first = last = at
        while _goes_on(near.get(first - 1), passage):
            first -= 1
        while _goes_on(near.get(last + 1), passage):
            last += 1
        spans = [near[number].span for number in range(first, last + 1)] or [passage.span]
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        if end - start > MAX_TABLE_CHARS:
            return None
        tables = self._tables(place.document_id, start, end, self._library.generation)
        return next((one for one in tables if _holds(one, place.start, place.end)), None)

    def _find_tables(
        self, document_id: str, start: int, end: int, generation: int
    ) -> tuple[Table, ...]:
        return find_tables(self._library.document(document_id), start, end)

    def _explain_all(
        self, question: str, filters: Filters | None, generation: int
    ) -> tuple[Explanation, ...]:
        return tuple(self._explain(question, EXPLAINED, filters))


def _goes_on(one: Passage | None, other: Passage) -> bool:
    """Tell whether a neighbour shows rows of the same table, as far as its name says."""
    return (
        one is not None
        and one.kind == "table"
        and one.caption == other.caption
        and one.heading == other.heading
    )


def _holds(table: Table, start: int, end: int) -> bool:
    return any(
        span.start < end and start < span.end for cell in table.cells for span in cell.view.spans
    )
