"""HWP 5: Hancom's documents as compressed records in a compound file."""

from __future__ import annotations

from corpus.document import Loss
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.extract import Extract
from corpus.readers.flow_writer import write_flow
from corpus.readers.hancom.hwp_body import Body
from corpus.readers.hancom.hwp_container import Container
from corpus.readers.hancom.hwp_controls import read_control
from corpus.readers.hancom.hwp_docinfo import read_doc_info
from corpus.readers.hancom.hwp_layout import Layout
from corpus.readers.hancom.hwp_paragraph import deleted_ranges
from corpus.readers.hancom.hwp_records import MAX_RECORDS, PARA_RANGE_TAG, Records
from corpus.readers.hancom.outline import heading_levels, with_headings
from corpus.readers.hancom.titles import with_checked_title

# Pages of these alone are full and yet hold no text.
_UNREAD = ("images-not-read", "objects-not-read", "media-not-read", "charts-not-read")


def read_hwp(data: bytes, source: str, limits: Limits) -> Extract:
    """Read a HWP 5 file.

    One paragraph a line, tables as grids, notes below the paragraph that calls them, text
    boxes after the paragraph they hang on (before it, where it begins with them), headers
    and footers once. Pages as the lines were last laid out, with the printed number. A
    damaged section costs the others nothing.

    Raises:
        ReadError: `file-damaged`, `file-encrypted`, `file-distribution-locked`,
            `file-drm-locked`, `file-version-not-supported`, `file-without-text`,
            `archive-too-large`, `file-too-many-characters`.
    """
    container = Container(data, source, limits)
    stream = container.read("DocInfo")
    info = read_doc_info(stream.data, stream.is_whole)
    body = Body(info, source, limits.max_chars, read_control, container.is_tracked)
    layout = Layout(first_number=info.starts[0])
    sections = container.sections()
    damaged = 0 if info.is_whole else 1
    left = MAX_RECORDS
    for name in sections:
        stream = container.read(name)
        records = Records(stream.data, left)
        layout.add_section(body.read_section(records))
        left = records.left
        damaged += not stream.is_whole or records.is_damaged
    if not layout.is_begun:
        raise ReadError("file-damaged", file=source, reason="BodyText")
    losses = body.losses
    losses["parts-damaged"] += damaged
    if container.is_tracked:
        losses["deleted-text-left-out"] += _deletions(container)
    levels = heading_levels(body.looks)
    facts = container.metadata()
    facts["version"] = container.version
    extract = write_flow(
        with_headings(layout.pieces, {place: levels[look] for place, look in layout.heads}),
        limits,
        title=facts.pop("title", ""),
        labels=layout.pages.labels(),
        losses=[Loss(code, count=count) for code, count in sorted(losses.items()) if count],
        metadata=tuple(facts.items()),
    )
    if not extract.text.strip() and any(losses[code] for code in _UNREAD):
        raise ReadError("file-without-text", file=source)
    return with_checked_title(extract)


def _deletions(container: Container) -> int:
    """Count the deletions of a tracked document.

    The body holds the text as it has become; what it was before stands apart, marked.
    """
    count = 0
    left = MAX_RECORDS
    for name in container.sections("ViewText"):
        records = Records(container.read(name).data, left)
        while records.level >= 0:
            if records.tag == PARA_RANGE_TAG:
                count += len(deleted_ranges(records.payload))
            records.advance()
        left = records.left
    return count
