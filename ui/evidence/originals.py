"""The files behind the library's documents: only those, and only as they were read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from corpus import LibraryError, Limits, ReadError, hash_file, load_file, split_member
from index import DocumentRecord
from ui.receiving import file_path

_LIMITS = Limits()
# Files whose content was seen to be the library's; one that is touched is read again.
_CHECKED_FILES = 512


class Records(Protocol):
    """What is needed of a library; `index.Library` is one."""

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return a record for every file."""
        ...


@dataclass(frozen=True, slots=True)
class Original:
    """A file that holds exactly what the library read; `member` tells one inside an archive."""

    record: DocumentRecord
    path: Path
    is_member: bool

    def load(self) -> bytes:
        """Return its bytes.

        Raises:
            ReadError: as `load_file`.
        """
        return load_file(self.path, self.record.source, _LIMITS)


class Originals:
    """Finds the file of a document by the document's id; no path comes from anywhere else."""

    def __init__(self, library: Records) -> None:
        """Look into `library` whenever asked."""
        self._library = library

    def record(self, document_id: str) -> DocumentRecord:
        """Return what the library knows of a document.

        Raises:
            LibraryError: `document-not-found`.
        """
        return next(self._records(document_id))

    def find(self, document_id: str) -> Original:
        """Return the file of a document, of several copies one that is as it was read.

        Raises:
            LibraryError: `document-not-found`.
            ReadError: `original-missing` or `original-changed`: then it would prove nothing.
        """
        trouble: ReadError | None = None
        for record in self._records(document_id):
            path = file_path(record)
            archive, member = split_member(path)
            try:
                seen = os.stat(archive)
            except OSError:
                trouble = trouble or ReadError("original-missing", file=record.source)
                continue
            if not stat.S_ISREG(seen.st_mode):
                trouble = trouble or ReadError("original-missing", file=record.source)
                continue
            found = _hash(path, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)
            if found == document_id:
                return Original(record, path, bool(member))
            code = "original-changed" if found else "original-missing"
            trouble = ReadError(code, file=record.source)
        raise trouble or LibraryError("document-not-found", document=document_id[:80])

    def _records(self, document_id: str) -> Iterator[DocumentRecord]:
        found = [
            record
            for record in self._library.documents()
            if record.id == document_id and record.state == "indexed"
        ]
        if not found:
            raise LibraryError("document-not-found", document=document_id[:80])
        return iter(found)


def count_pages(record: DocumentRecord) -> int:
    """Return the physical number of a document's last page."""
    return max((page.number for page in record.pages), default=0)


@lru_cache(maxsize=_CHECKED_FILES)
def _hash(path: Path, size: int, modified_ns: int, changed_ns: int, inode: int) -> str | None:
    return hash_file(path, _LIMITS)
