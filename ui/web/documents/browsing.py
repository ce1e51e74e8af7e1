"""Which documents of the library are shown: filtered, put in order, a page at a time."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import Literal

from index import DocumentRecord
from ui.receiving import record_key

Order = Literal["name", "date", "indexed", "size"]
ORDERS: tuple[Order, ...] = ("name", "date", "indexed", "size")
STATES = ("indexed", "partly", "failed")
UNDATED = "-"
# Folders, kinds and years to choose from: more than these nobody looks through.
_MOST_CHOICES = 300
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class View:
    """What is asked to be seen; empty fields ask for everything.

    `words` are looked for in title, file and publisher, all of them. `folder` is as
    `folders_of` names it, `year` four digits or `UNDATED`, `page` counts from 0.
    """

    words: str = ""
    folder: str = ""
    kind: str = ""
    year: str = ""
    state: str = ""
    collection: str = ""
    order: Order = "name"
    page: int = 0

    @property
    def is_narrowed(self) -> bool:
        """Whether some documents may be left out."""
        return any(
            (self.words.strip(), self.folder, self.kind, self.year, self.state, self.collection)
        )


@dataclass(frozen=True, slots=True)
class Found:
    """The documents that fit a view, in order, and those of its page."""

    records: tuple[DocumentRecord, ...]
    shown: tuple[DocumentRecord, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What there is to choose from, as the library holds it."""

    folders: tuple[str, ...]
    kinds: tuple[str, ...]
    years: tuple[str, ...]


class Shelf:
    """The documents at one moment, ready to be looked through.

    `uploads` is the root of uploaded files, named `uploads_name` among the folders.
    """

    def __init__(
        self,
        records: Sequence[DocumentRecord],
        named: Mapping[str, Sequence[str]],
        uploads: str,
        uploads_name: str,
    ) -> None:
        """Keep `records`; `named` are the collections of each by `record_key`."""
        self.records = tuple(records)
        self.named = named
        self._uploads = uploads
        self._uploads_name = uploads_name

    def find(self, view: View) -> Found:
        """Return what fits `view`."""
        keys = [_folded(word) for word in view.words.split()[:20]]
        fitting = [
            record for record in self.records if self._fits(record, view) and _says(record, keys)
        ]
        fitting.sort(key=_SORTS.get(view.order, _by_name))
        pages = max(1, -(-len(fitting) // PAGE_SIZE))
        page = min(max(0, view.page), pages - 1)
        shown = fitting[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
        return Found(tuple(fitting), tuple(shown), page, pages)

    def facets(self) -> Facets:
        """Return the folders, kinds and years that documents are of."""
        folders = {folder for record in self.records for folder in self.folders_of(record)}
        kinds = {record.format for record in self.records if record.format}
        years = {_year(record) for record in self.records}
        listed = sorted(years - {UNDATED}, reverse=True) + sorted(years & {UNDATED})
        return Facets(
            tuple(sorted(folders)[:_MOST_CHOICES]),
            tuple(sorted(kinds)),
            tuple(listed[:_MOST_CHOICES]),
        )

    def folders_of(self, record: DocumentRecord) -> tuple[str, ...]:
        """Return the folders that hold a document, the widest first, by their root's name."""
        if record.root == self._uploads:
            parts = [self._uploads_name, *record.source.split("/")[:-1]]
        else:
            parts = [PurePath(record.root).name or record.root, *record.source.split("/")[:-1]]
            if (record.path or "").replace("\\", "/") == record.root.replace("\\", "/"):
                # A file that was indexed by itself: what holds it is above its root.
                parts = [PurePath(record.root).parent.name or record.root]
        return tuple("/".join(parts[:end]) for end in range(1, len(parts) + 1))

    def is_upload(self, record: DocumentRecord) -> bool:
        """Tell whether a document was uploaded."""
        return record.root == self._uploads

    def _fits(self, record: DocumentRecord, view: View) -> bool:
        return (
            (not view.folder or view.folder in self.folders_of(record))
            and (not view.kind or record.format == view.kind)
            and (not view.year or _year(record) == view.year)
            and (not view.state or state_of(record) == view.state)
            and (not view.collection or view.collection in self.named.get(record_key(record), ()))
        )


def state_of(record: DocumentRecord) -> str:
    """Return one of `STATES`: a document of which something was not read is `partly` read."""
    if record.state != "indexed":
        return "failed"
    return "partly" if record.losses else "indexed"


def _year(record: DocumentRecord) -> str:
    return record.fact("date")[:4] or UNDATED


def _says(record: DocumentRecord, keys: Sequence[str]) -> bool:
    if not keys:
        return True
    said = _folded(f"{record.title}\n{record.source}\n{record.fact('publisher')}")
    return all(key in said for key in keys)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _by_name(record: DocumentRecord) -> tuple[object, ...]:
    return (_folded(record.title or record.source), record.source, record.root)


def _by_date(record: DocumentRecord) -> tuple[object, ...]:
    date = record.fact("date").replace("-", "").ljust(8, "0")
    return (-int(date) if date.isdecimal() else 0, *_by_name(record))


def _by_moment(record: DocumentRecord) -> tuple[object, ...]:
    digits = "".join(filter(str.isdecimal, record.indexed_at[:19]))
    return (-int(digits or 0), *_by_name(record))


def _by_size(record: DocumentRecord) -> tuple[object, ...]:
    return (-record.characters, *_by_name(record))


_SORTS = {"name": _by_name, "date": _by_date, "indexed": _by_moment, "size": _by_size}
