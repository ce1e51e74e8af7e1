"""What `inspect` shows of an archive: the documents in it, and what is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import SkippedFile, find_files
from ui.messages import Lang, describe_code, text


@dataclass(frozen=True, slots=True)
class ArchiveListing:
    """The documents of an archive by their sources, and the files passed over."""

    name: str
    documents: tuple[str, ...]
    skipped: tuple[SkippedFile, ...]


def list_archive(path: Path) -> ArchiveListing:
    """Look into an archive.

    Raises:
        ReadError: see `corpus.find_files`.
    """
    skipped: list[SkippedFile] = []
    documents = tuple(file.source for file in find_files(path, on_skip=skipped.append))
    return ArchiveListing(path.name, documents, tuple(skipped))


def listing_to_dict(listing: ArchiveListing, lang: Lang) -> dict[str, Any]:
    """Return a listing as the JSON of `inspect`."""
    return {
        "document": listing.name,
        "format": "zip",
        "members": list(listing.documents),
        "skipped": [
            {"document": one.source, "code": one.code, "message": _reason(one, lang)}
            for one in listing.skipped
        ],
    }


def listing_lines(listing: ArchiveListing, lang: Lang) -> Iterator[str]:
    """Yield a listing as lines for people."""
    count = len(listing.documents)
    yield text("inspect-archive", lang, document=listing.name, count=count)
    yield from (f"- {source}" for source in listing.documents)
    for one in listing.skipped:
        yield text("index-skipped", lang, document=one.source, reason=_reason(one, lang))
    if listing.documents:
        yield text("inspect-archive-next", lang, member=listing.documents[0])


def _reason(skipped: SkippedFile, lang: Lang) -> str:
    return describe_code(skipped.code, {"file": skipped.source, "detail": skipped.detail}, lang)
