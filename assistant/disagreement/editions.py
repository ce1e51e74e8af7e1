"""When a document is from, which of two is newer, and what leads to the other's words."""

from __future__ import annotations

import re

from assistant.years import years_in
from corpus import Span
from index import DocumentRecord, Hit

_EDITION = re.compile(r"[\d'’년판호제차\s._()\-]+")


def dated(document: DocumentRecord) -> str:
    """Return the date of a document as far as it is known, `2024-03-15` or `2024`, or nothing.

    What the document says of itself comes before the year in its title, that before the year in
    its file's name.
    """
    date = document.fact("date")
    if date:
        return date
    for name in (document.title, document.source):
        years = years_in(re.sub(r"[._]", " ", name))
        if years:
            return max(years)
    return ""


def is_newer(one: DocumentRecord, other: DocumentRecord) -> bool:
    """Tell whether one document is known to be newer than another."""
    left, right = dated(one), dated(other)
    if not (left and right):
        return False
    shorter = min(len(left), len(right))
    return left[:shorter] > right[:shorter]


def is_edition(one: DocumentRecord, other: DocumentRecord) -> bool:
    """Tell whether two documents are editions of one: they differ by their numbers alone."""
    for left, right in ((one.title, other.title), (one.source, other.source)):
        bare = _EDITION.sub("", left)
        if len(bare) > 3 and left != right and bare == _EDITION.sub("", right):
            return True
    return False


def frame_other(hit: Hit, span: Span, first: Hit) -> str:
    """Return what leads to `span` of a hit's view that differs from what `first` says."""
    which = ""
    if is_newer(hit.document, first.document):
        which = "더 최근 문서인 "
    elif is_newer(first.document, hit.document):
        which = "이전 판인 " if is_edition(hit.document, first.document) else "이전 문서인 "
    return f"{which}{_named(hit, span)}에는 다르게 나옵니다:"


def frame_newer(hit: Hit, span: Span) -> str:
    """Return what leads to `span` of a hit's view, of the newer of two editions."""
    return f"더 최근 판인 {_named(hit, span)}에 따르면,"


def _named(hit: Hit, span: Span) -> str:
    places = ", ".join(filter(None, (dated(hit.document)[:4], _page(hit, span))))
    return f"「{hit.document.title}」" + (f"({places})" if places else "")


def _page(hit: Hit, span: Span) -> str:
    """Return the page on which a span of a hit's view begins, nothing where there is but one."""
    document = hit.document
    if len(document.pages) < 2:
        return ""
    start = hit.passage.view.source_span(span.start, span.end).start
    page = next((p.number for p in document.pages if start < p.end), hit.passage.page)
    return f"{document.page_label(page) or page}쪽"
