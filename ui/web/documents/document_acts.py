"""What is done to documents and collections from the list, and the list as it is afterwards."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from corpus import GeungeoError
from index import DocumentRecord
from ui.messages import Lang, text
from ui.receiving import file_path, record_key
from ui.service import Service
from ui.web.chat.scope_text import scope_text
from ui.web.documents.browsing import Facets, Shelf, View
from ui.web.documents.collections_html import collections_html, dialogs_html
from ui.web.documents.jobs import Jobs
from ui.web.documents.listing import documents_html
from ui.web.notices import failure_html, notice_html

# A library of more is not worked on from a page.
_MOST_KEYS = 100_000


@dataclass(frozen=True, slots=True)
class Deed:
    """What a reader asked for: an act, and what it is about.

    `keys` are those of chosen documents; with `is_every` all that fit the view are meant.
    """

    act: str
    owner: str = ""
    keys: frozenset[str] = frozenset()
    is_every: bool = False
    name: str = ""
    title: str = ""
    page: int = 0
    is_new: bool = False

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Deed:
        """Return what a page has sent, whatever it has sent."""
        keys, page = told.get("keys"), told.get("page")
        listed = keys[:_MOST_KEYS] if isinstance(keys, list) else []
        return cls(
            act=_line(told.get("act")),
            owner=_line(told.get("owner")),
            keys=frozenset(_line(key) for key in listed),
            is_every=told.get("every") is True,
            name=_line(told.get("name")),
            title=_line(told.get("title")),
            page=int(page) if isinstance(page, int) else 0,
            is_new=told.get("is_new") is True,
        )


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a deed: the view that is shown then, and what is said of it as HTML."""

    view: View
    said: str = ""


class Acts:
    """The doings of the documents tab; what takes its time becomes a job."""

    def __init__(self, service: Service, jobs: Jobs) -> None:
        """Act on the library of `service`."""
        self._service = service
        self._jobs = jobs
        self._lock = Lock()
        self._known: tuple[int, tuple[DocumentRecord, ...]] | None = None

    def shelf(self, lang: Lang) -> Shelf:
        """Return the documents as they are now."""
        collecting = self._service.collecting
        records = self._records()
        named = collecting.names_by_key(records) if collecting else {}
        uploads = self._service.receiving.uploads_root
        return Shelf(records, named, uploads, text("documents.uploads", lang))

    def listing(self, view: View, lang: Lang) -> str:
        """Return the list as HTML."""
        return documents_html(self.shelf(lang), view, lang)

    def collections(self, chosen: str, lang: Lang) -> str:
        """Return the collections as HTML."""
        return collections_html(self._service.collections(), chosen, lang)

    def dialogs(self, lang: Lang) -> str:
        """Return the dialogs as HTML."""
        return dialogs_html(self._service.collections(), lang)

    def facets(self, lang: Lang) -> Facets:
        """Return what there is to choose from."""
        return self.shelf(lang).facets()

    def do(self, deed: Deed, view: View, lang: Lang) -> Done:
        """Do what was asked for and return what is to be seen then."""
        try:
            return self._do(deed, view, lang)
        except GeungeoError as error:
            return Done(view, failure_html(error, lang))

    def scope(self, deed: Deed) -> str:
        """Return the scope of a chat that asks the documents or the collection of a deed alone."""
        if deed.name:
            return scope_text({"collection": [deed.name]})
        records = self._records()
        asked = [record for record in records if record_key(record) in deed.keys]
        return scope_text({"document": [_told_apart(record, records) for record in asked]})

    def _do(self, deed: Deed, view: View, lang: Lang) -> Done:
        collecting = self._service.collecting
        if deed.act == "page":
            return Done(replace(view, page=deed.page))
        if deed.act == "clear":
            return Done(View(order=view.order))
        if deed.act == "look":
            return Done(replace(view, collection=deed.name, page=0))
        if deed.act in ("reread", "remove"):
            self._begin(deed, view, lang)
            return Done(view)
        if collecting is None:
            return Done(view)
        book = collecting.book
        if deed.act == "create":
            book.create(deed.name)
            return Done(replace(view, collection="", page=0))
        if deed.act == "rename":
            book.rename(deed.name, deed.title)
            return Done(replace(view, collection=self._called(deed.title), page=0))
        if deed.act == "delete":
            book.delete(deed.name)
            return Done(replace(view, collection="", page=0))
        if deed.act == "collect":
            if deed.is_new:
                book.create(deed.name)
            count = collecting.add(deed.name, self._keys(deed, view, lang))
            name = self._called(deed.name)
            return Done(view, notice_html(text("collected", lang, count=f"{count:,}", name=name)))
        if deed.act == "uncollect":
            name = view.collection
            count = collecting.remove(name, self._keys(deed, view, lang))
            return Done(view, notice_html(text("uncollected", lang, count=f"{count:,}", name=name)))
        return Done(view)

    def _begin(self, deed: Deed, view: View, lang: Lang) -> None:
        keys = self._keys(deed, view, lang)
        if not keys:
            return
        if deed.act == "remove":
            self._jobs.remove(keys, deed.owner)
            return
        records = (record for record in self._records() if record_key(record) in keys)
        self._jobs.reread([(record_key(r), r.source) for r in records], deed.owner)

    def _keys(self, deed: Deed, view: View, lang: Lang) -> frozenset[str]:
        if not deed.is_every:
            return deed.keys
        return frozenset(record_key(record) for record in self.shelf(lang).find(view).records)

    def _called(self, name: str) -> str:
        """Return how a collection is written that was just named so."""
        clean = " ".join(name.split())
        return next((one.name for one in self._service.collections() if one.name == clean), clean)

    def _records(self) -> tuple[DocumentRecord, ...]:
        """Return the documents; read anew only where the library has changed."""
        generation = self._service.library.generation
        with self._lock:
            if self._known is None or self._known[0] != generation:
                self._known = (generation, self._service.documents())
            return self._known[1]


def _told_apart(record: DocumentRecord, records: Collection[DocumentRecord]) -> str:
    """Return the end of a document's path that no other document's ends with."""
    told = record.source
    for root in reversed(record.root.replace("\\", "/").strip("/").split("/")):
        if sum(f"/{file_path(one).as_posix()}".endswith(f"/{told}") for one in records) < 2:
            break
        told = f"{root}/{told}"
    return told


def _line(value: object) -> str:
    return value[:1_000] if isinstance(value, str) else ""
