"""The printed pages of a book: where they begin, and what is printed on them (EPUB 3.3, 7.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from corpus.readers.flow import PageStart, Paragraph, Piece
from corpus.readers.html_content import PrintedPages
from corpus.readers.html_nodes import Node, ancestors, collapse, text_of
from corpus.readers.html_notes import Tree

_MAX_LABEL = 20


def find_printed_pages(chapters: Sequence[tuple[str, Tree]], nav: Tree | None) -> PrintedPages:
    """Find the elements at which printed pages begin: in the list of pages, or by their role."""
    listed: dict[tuple[str, str], str] = {}
    for node in nav.css("nav a[href*='#']") if nav is not None else ():
        if any("page-list" in _kind(above) for above in ancestors(node)):
            path, _, name = (node.attributes.get("href") or "").partition("#")
            listed[(unquote(path).rpartition("/")[2], unquote(name))] = text_of(node)
    starts: dict[int, str] = {}
    signs: set[int] = set()
    for chapter, tree in chapters:
        for node in tree.css("[id], [role], span, div, a, hr"):
            attributes = node.attributes
            label = listed.get((chapter, attributes.get("id") or ""), "")
            is_sign = "pagebreak" in _kind(node)
            if is_sign:
                signs.add(node.mem_id)
                told = (attributes.get(key) or "" for key in ("title", "aria-label"))
                label = label or next(filter(None, told), "") or text_of(node)
            label = collapse(label)
            if label and len(label) <= _MAX_LABEL:
                starts[node.mem_id] = label
    return PrintedPages(starts, frozenset(signs))


def labels_of_pages(pieces: Iterable[Piece], labels: Sequence[str]) -> tuple[str | None, ...]:
    """Return the label of each page that holds words; `labels` as in `Content`, for all pieces."""
    if not labels:
        return ()
    waiting = iter(labels)
    found: list[str | None] = []
    current: str | None = None
    has_words = False
    for piece in pieces:
        if isinstance(piece, PageStart):
            if has_words:
                found.append(current)
            current, has_words = next(waiting, None), False
            continue
        has_words = True
        for _ in piece.breaks if isinstance(piece, Paragraph) else ():
            found.append(current)
            current = next(waiting, None)
    return (*found, current)


def _kind(node: Node) -> str:
    attributes = node.attributes
    return f"{attributes.get('epub:type') or ''} {attributes.get('role') or ''}".lower()
