"""EPUB books: chapters in reading order, each a page of the document (EPUB 3.3, OCF, OPF 2.0)."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from corpus.document import Loss
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.archive import Archive
from corpus.readers.epub_pages import find_printed_pages, labels_of_pages
from corpus.readers.extract import Extract
from corpus.readers.flow import PageStart, Piece
from corpus.readers.flow_writer import write_flow
from corpus.readers.html import decode_page
from corpus.readers.html_content import read_content
from corpus.readers.html_nodes import collapse
from corpus.readers.html_notes import plan_notes
from corpus.readers.xml import (
    Element,
    attribute,
    child,
    children,
    descendants,
    parse_damaged_xml,
    parse_xml,
)

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
# Fonts may be obfuscated in a book that anyone may read.
_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml"))
_FACTS = (("creator", "author"), ("date", "date"), ("publisher", "publisher"))
# A document type without rules of its own is harmless, and old books have one.
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]{0,1000}>")


@dataclass(frozen=True, slots=True)
class _Book:
    """What the package says: titles and facts, and the parts that hold chapters, in order."""

    title: str
    facts: tuple[tuple[str, str], ...]
    chapters: tuple[str, ...]
    missing: int
    nav: str


def read_epub(data: bytes, source: str, limits: Limits) -> Extract:
    """Read a book: its chapters in the order of the spine, notes where they are called.

    Where the book says where its printed pages begin, these are the pages; else its chapters.

    Raises:
        ReadError: `file-encrypted` (DRM), `file-damaged`, `file-too-many-pages`,
            `file-without-text` (pictures only), and what `Archive` and `parse_xml` say.
    """
    archive = Archive(data, source, limits)
    _require_open(archive, source)
    book = _open_book(archive, source)
    if len(book.chapters) > limits.max_pages:
        raise ReadError(
            "file-too-many-pages", file=source, count=len(book.chapters), limit=limits.max_pages
        )
    losses: Counter[str] = Counter()
    losses["parts-damaged"] += book.missing
    trees: list[tuple[str, LexborHTMLParser]] = []
    for part in book.chapters:
        try:
            decoded = decode_page(archive.read(part), source, "")
        except ReadError as error:
            if error.code not in ("archive-part-damaged", "file-encoding-unknown"):
                raise
            losses["parts-damaged"] += 1
            continue
        losses["undecodable-bytes"] += decoded.broken
        trees.append((posixpath.basename(part), LexborHTMLParser(decoded.text)))
    notes = plan_notes(trees)
    printed = find_printed_pages(trees, _page_list(archive, book, source))
    pieces: list[Piece] = []
    labels: list[str] = []
    for _, tree in trees:
        if tree.body is None:
            continue
        content = read_content(tree.body, limits, notes, printed)
        if not printed.starts:
            pieces.append(PageStart())
        pieces.extend(content.pieces)
        labels.extend(content.labels)
        losses.update({loss.code: loss.count for loss in content.losses})
    extract = write_flow(
        pieces,
        limits,
        title=book.title,
        labels=labels_of_pages(pieces, labels),
        losses=[Loss(code, count=count) for code, count in sorted((+losses).items())],
        metadata=book.facts,
    )
    if not extract.text.strip() and losses["images-not-read"]:
        raise ReadError("file-without-text", file=source)
    return extract


def _page_list(archive: Archive, book: _Book, source: str) -> LexborHTMLParser | None:
    """Return the navigation of a book that has one."""
    if book.nav not in archive:
        return None
    try:
        return LexborHTMLParser(decode_page(archive.read(book.nav), source).text)
    except ReadError:
        return None


def _require_open(archive: Archive, source: str) -> None:
    """Refuse a book whose parts are encrypted (OCF 4.2.6.3.2)."""
    if _ENCRYPTION not in archive:
        return
    root = parse_xml(archive.read(_ENCRYPTION), source)
    for data in descendants(root, "EncryptedData"):
        method = child(data, "EncryptionMethod")
        algorithm = attribute(method, "Algorithm") if method is not None else ""
        if algorithm not in _FONT_ALGORITHMS:
            raise ReadError("file-encrypted", file=source)


def _open_book(archive: Archive, source: str) -> _Book:
    package = _package_path(archive, source)
    parsed = parse_damaged_xml(_DOCTYPE.sub(b"", archive.read(package)), source)
    root = parsed.root
    folder = posixpath.dirname(package)
    items: dict[str, str] = {}
    for item in descendants(root, "item"):
        is_page = attribute(item, "media-type").strip().lower() in _PAGES
        items[attribute(item, "id")] = attribute(item, "href") if is_page else ""
    chapters: list[str] = []
    missing = int(parsed.is_damaged)
    known = {name.lower(): name for name in archive.names}
    for reference in descendants(root, "itemref"):
        href = items.get(attribute(reference, "idref"))
        if href == "":
            # A picture or another format in the spine.
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote((href or "").partition("#")[0])))
        part = name if name in archive else known.get(name.lower(), "")
        if not href or not part:
            missing += 1
        elif part not in chapters:
            chapters.append(part)
    if not chapters and missing:
        raise ReadError("file-damaged", file=source, reason="no chapter of the spine is there")
    title, facts = _facts(root)
    navs = (
        posixpath.normpath(posixpath.join(folder, unquote(attribute(item, "href"))))
        for item in descendants(root, "item")
        if "nav" in attribute(item, "properties").split()
    )
    return _Book(title, facts, tuple(chapters), missing, next(navs, ""))


def _package_path(archive: Archive, source: str) -> str:
    if _CONTAINER in archive:
        root = parse_xml(_DOCTYPE.sub(b"", archive.read(_CONTAINER)), source)
        for rootfile in descendants(root, "rootfile"):
            path = posixpath.normpath(unquote(attribute(rootfile, "full-path")))
            if path in archive:
                return path
    found = next((name for name in archive.names if name.lower().endswith(".opf")), "")
    if not found:
        raise ReadError("file-damaged", file=source, reason="no package document")
    return found


def _facts(root: Element) -> tuple[str, tuple[tuple[str, str], ...]]:
    metadata = child(root, "metadata")
    if metadata is None:
        return "", ()
    found = {name: list(_values(metadata, name)) for name in ("title", *(n for n, _ in _FACTS))}
    facts = tuple(
        (key, ", ".join(dict.fromkeys(found[name]))[:500]) for name, key in _FACTS if found[name]
    )
    return next(iter(found["title"]), ""), facts


def _values(metadata: Element, name: str) -> Iterator[str]:
    # Books of the first version wrap these in another element.
    holders = [metadata, *children(metadata, "dc-metadata")]
    for holder in holders:
        for element in children(holder, name, name.capitalize()):
            if value := collapse("".join(_texts(element))):
                yield value


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for inner in element.iterdescendants():
        yield inner.text or ""
        yield inner.tail or ""
