"""What filters leave of one generation: worked out once for each generation and filter."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from index.collecting import CollectionState
from index.filters import Filters, Scope, path_parts
from index.languages import tell_languages
from index.rows import load_pairs
from index.selection import Flags, Selection
from index.snapshot import Snapshot

# A selection is a byte a passage.
_KEPT = 32
States = tuple[CollectionState, ...]
Places = Callable[[States], frozenset[str]]


class Selector:
    """Applies filters to the passages of a snapshot; safe to share between threads.

    What a filter needs to know of every passage is read when a filter first asks for it.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        """Select among the searchable passages of `snapshot`."""
        self._snapshot = snapshot
        self._lock = RLock()
        self._kept: OrderedDict[tuple[Filters, States], Selection] = OrderedDict()

    def select(
        self, filters: Filters, states: States = (), places: Places | None = None
    ) -> Selection:
        """Return what `filters` let through.

        Where they name collections, `states` are those which these are in; `places` returns
        the paths that such states hold, and is asked once for each.
        """
        asked = (filters, states)
        with self._lock:
            found = self._kept.get(asked)
            if found is None:
                collected = places(states) if places else frozenset()
                found = self._kept[asked] = self._select(filters, collected)
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(asked)
            return found

    def _select(self, filters: Filters, collected: frozenset[str]) -> Selection:
        asked = {name: self._test(name, filters, collected) for name in filters.set_fields}
        files: dict[str, int] = {}
        if filters.documents or filters.folders or filters.collections:
            # One and the same file of a document has to fit all of them.
            files = self._fitting_files(filters, collected)
            placed = [self._of_documents(files.__contains__)]
        else:
            placed = []
        dates = [asked[name] for name in asked if name.startswith("date_")]
        others = [asked[name] for name in asked if not name.startswith("date_")]
        total = len(self._numbers)
        fitting = _all((*others, *placed), total)
        left = fitting & _all(dates, total)
        undated = 0
        if dates:
            dateless = self._of_documents(lambda document: not self._dates[document])
            undated = len(np.unique(self._places[fitting & dateless]))
        impossible = tuple(name for name, flags in asked.items() if not flags.any())
        scope = Scope(
            filters,
            documents=len(np.unique(self._places[left])),
            passages=int(left.sum()),
            undated=undated,
            excluded_by=() if left.any() else impossible or filters.set_fields,
            is_each_possible=not impossible,
        )
        numbers = self._numbers[left]
        is_in = np.zeros(int(numbers[-1]) + 1 if len(numbers) else 1, dtype=np.bool_)
        is_in[numbers] = True
        return Selection(numbers, is_in, files, scope)

    def _fitting_files(self, filters: Filters, collected: frozenset[str]) -> dict[str, int]:
        """Return for each document its first file whose path fits; one that failed comes last."""
        found: dict[str, int] = {}
        for at, file in enumerate(self._files):
            first = found.get(file.document)
            is_better = first is None or (self._files[first].is_failed and not file.is_failed)
            is_in = not filters.collections or file.path in collected
            fits = is_in and filters.fits_document(file.parts) and filters.fits_folder(file.parts)
            if is_better and fits:
                found[file.document] = at
        return found

    def _test(self, name: str, filters: Filters, collected: frozenset[str]) -> Flags:
        """Return which passages fit one field alone."""
        if name == "formats":
            return self._of_documents(lambda document: self._formats[document] in filters.formats)
        if name == "kinds":
            flags = np.isin(self._kinds, filters.kinds)
            return flags | self._captioned if "caption" in filters.kinds else flags
        if name == "languages":
            return np.isin(self._languages, filters.languages)
        alone = replace(Filters(), **{name: getattr(filters, name)})
        if name in ("documents", "folders", "collections"):
            files = self._fitting_files(alone, collected)
            return self._of_documents(files.__contains__)
        return self._of_documents(lambda document: alone.fits_date(self._dates[document]))

    def _of_documents(self, fits: Callable[[str], bool]) -> Flags:
        """Return which passages stand in a document that fits."""
        return np.array([fits(name) for name in self._documents], dtype=np.bool_)[self._places]

    @cached_property
    def _files(self) -> tuple[_File, ...]:
        listed = self._snapshot.searchable_files()
        return tuple(_File(name, path, path_parts(path), failed) for name, path, failed in listed)

    @cached_property
    def _rows(self) -> list[tuple[int, str]]:
        """The number and the document of every searchable passage, by number."""
        return self._snapshot.passage_column("document")

    @cached_property
    def _numbers(self) -> NDArray[np.int64]:
        return np.array([number for number, _ in self._rows], dtype=np.int64)

    @cached_property
    def _documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(document for _, document in self._rows))

    @cached_property
    def _places(self) -> NDArray[np.int64]:
        """The place in `_documents` of each passage's document."""
        place = {document: at for at, document in enumerate(self._documents)}
        return np.array([place[document] for _, document in self._rows], dtype=np.int64)

    @cached_property
    def _formats(self) -> Mapping[str, str]:
        return self._snapshot.document_column("format")

    @cached_property
    def _dates(self) -> Mapping[str, str]:
        facts = self._snapshot.document_column("facts")
        return {
            document: dict(load_pairs(told)).get("date", "") for document, told in facts.items()
        }

    @cached_property
    def _kinds(self) -> NDArray[np.str_]:
        return np.array([kind for _, kind in self._snapshot.passage_column("kind")], dtype=np.str_)

    @cached_property
    def _captioned(self) -> Flags:
        found = self._snapshot.passage_column("caption <> ''")
        return np.array([flag for _, flag in found], dtype=np.bool_)

    @cached_property
    def _languages(self) -> NDArray[np.str_]:
        texts = (text for _, text in self._snapshot.passage_column("text"))
        return np.array(list(tell_languages(texts)), dtype=np.str_)


@dataclass(frozen=True, slots=True)
class _File:
    """A searchable file: its document, its path, whether its newest state failed."""

    document: str
    path: str
    parts: tuple[str, ...]
    is_failed: bool


def _all(flags: Sequence[Flags], count: int) -> Flags:
    """Return where all flags stand; everywhere where there are none."""
    return np.logical_and.reduce(flags) if flags else np.ones(count, dtype=np.bool_)
