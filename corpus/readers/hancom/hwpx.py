"""HWPX: Hancom's documents as a ZIP of XML (OWPML, KS X 6101)."""

from __future__ import annotations

from collections import Counter

from corpus.document import Loss
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.archive import Archive
from corpus.readers.extract import Extract
from corpus.readers.flow import Piece
from corpus.readers.flow_writer import write_flow
from corpus.readers.hancom.hwpx_head import Head, read_head
from corpus.readers.hancom.hwpx_layout import Layout
from corpus.readers.hancom.hwpx_package import Package, open_package
from corpus.readers.hancom.hwpx_section import Body
from corpus.readers.hancom.numbering import Counters
from corpus.readers.hancom.outline import heading_levels, with_headings
from corpus.readers.hancom.titles import with_checked_title
from corpus.readers.xml import Element, local_name, parse_damaged_xml

# What a single part may be without costing the others; all else refuses the file.
_BEARABLE = ("archive-part-damaged", "xml-damaged")
# Pages of these alone are full and yet hold no text.
_UNREAD = ("images-not-read", "objects-not-read", "media-not-read", "charts-not-read")


def read_hwpx(data: bytes, source: str, limits: Limits) -> Extract:
    """Read an HWPX file.

    One paragraph a line, tables as grids, notes below the paragraph that calls them, text
    boxes after the paragraph they hang on (before it, where it begins with them), headers
    and footers once. Pages as the lines were last laid out, with the printed number.

    Raises:
        ReadError: `file-damaged`, `file-encrypted`, `xml-forbidden`, `archive-too-large`,
            `archive-too-many-parts`, `file-without-text` (pictures only).
    """
    archive = Archive(data, source, limits)
    package = open_package(archive, source)
    parts = _Parts(archive, source)
    root = parts.read(package.header) if package.header else None
    head = read_head(root) if root is not None else Head()
    body = Body(head, Counters(head.numberings, head.bullets), parts.read_named)
    body.numbers.begin_document(head.begin)
    layout = Layout(body)
    read = 0
    for name in package.sections:
        section = parts.read(name)
        if section is None or local_name(section) in ("head", "HWPML"):
            continue
        read += 1
        layout.add_section(section)
        layout.pieces += _masters(body, parts, package)
    if not read:
        raise ReadError("file-damaged", file=source, reason="no section can be read")
    levels = heading_levels(body.looks)
    pieces = with_headings(layout.pieces, {place: levels[look] for place, look in layout.heads})
    losses: Counter[str] = body.losses
    losses["parts-damaged"] += parts.damaged
    extract = write_flow(
        pieces,
        limits,
        title=package.title,
        labels=body.pages.labels(),
        losses=[Loss(code, count=count) for code, count in sorted(losses.items()) if count],
        metadata=package.facts,
    )
    if not extract.text.strip() and any(losses[code] for code in _UNREAD):
        raise ReadError("file-without-text", file=source)
    return with_checked_title(extract)


class _Parts:
    """The XML parts of a file; one that cannot be read, or not to its end, is counted."""

    def __init__(self, archive: Archive, source: str) -> None:
        self._archive = archive
        self._source = source
        self.damaged = 0

    def read_named(self, name: str) -> Element | None:
        """Return a part that something refers to, if there is such a part."""
        return self.read(name) if name in self._archive else None

    def read(self, name: str) -> Element | None:
        """Return the root of a part; None if it cannot be read."""
        try:
            parsed = parse_damaged_xml(self._archive.read(name), self._source)
        except ReadError as error:
            if error.code not in _BEARABLE:
                raise
            self.damaged += 1
            return None
        self.damaged += parsed.is_damaged
        return parsed.root


def _masters(body: Body, parts: _Parts, package: Package) -> list[Piece]:
    """Return what stands on the pages behind the text of the section just read."""
    pieces: list[Piece] = []
    wanted, body.masters = body.masters, []
    for key in wanted:
        name = package.items.get(key)
        root = parts.read(name) if name else None
        if root is not None:
            pieces += body.read_master(root)
    return pieces
