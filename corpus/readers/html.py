"""Web pages: what is shown, one paragraph, heading, list item or table row a line."""

from __future__ import annotations

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from corpus.document import Loss
from corpus.limits import Limits
from corpus.readers.encoding import Decoded, decode
from corpus.readers.extract import Extract
from corpus.readers.flow_writer import write_flow
from corpus.readers.html_content import Content, read_content
from corpus.readers.html_nodes import collapse, text_of
from corpus.readers.html_notes import plan_notes

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,30})""")
# Where the HTML Standard (13.2.3.2) looks for a declared encoding, four times over:
# Korean portals put scripts before it.
_PRESCAN = 4096
# HTML Standard, 13.1.2: elements that have no end anyway.
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_CLOSED = re.compile(r"<([A-Za-z][\w:.-]{0,40})((?:\s[^<>]{0,2000})?)/>")
_FACTS = (
    ("author", ('meta[name="author" i]', 'meta[property="article:author"]')),
    ("date", ('meta[name="date" i]', 'meta[property="article:published_time"]')),
    ("publisher", ('meta[name="publisher" i]', 'meta[property="og:site_name"]')),
)


def read_html(data: bytes, source: str, limits: Limits) -> Extract:
    """Read a web page without fetching anything it refers to.

    Numbers of ordered lists are part of the text, bullets are not. Menus are left out; bars,
    banners and the footer of the page are furniture.

    Raises:
        ReadError: `file-encoding-unknown`.
    """
    decoded = decode_page(data, source)
    tree = LexborHTMLParser(decoded.text)
    content = page_content(tree, limits)
    return write_flow(
        content.pieces,
        limits,
        title=page_title(tree),
        losses=(*broken_bytes(decoded), *content.losses),
        metadata=(("encoding", decoded.encoding), *page_facts(tree)),
    )


def decode_page(data: bytes, source: str, declared: str = "") -> Decoded:
    """Return the text of a page; `declared` is what its carrier says of its encoding.

    Raises:
        ReadError: `file-encoding-unknown`.
    """
    found = _CHARSET.search(data[:_PRESCAN].replace(b"\x00", b""))
    decoded = decode(data, source, declared or (found[1].decode("ascii") if found else ""))
    if not decoded.text[:_PRESCAN].lstrip().startswith("<?xml"):
        return decoded
    # `<title/>` of XML is an element without end to a reader of HTML.
    return replace(decoded, text=_CLOSED.sub(_open_and_close, decoded.text))


def _open_and_close(found: re.Match[str]) -> str:
    is_void = found[1].lower() in _VOID
    return found[0] if is_void else f"<{found[1]}{found[2]}></{found[1]}>"


def broken_bytes(decoded: Decoded) -> tuple[Loss, ...]:
    """Return the loss that undecodable bytes are."""
    return (Loss("undecodable-bytes", count=decoded.broken),) if decoded.broken else ()


def page_content(tree: LexborHTMLParser, limits: Limits) -> Content:
    """Return what a page of its own shows."""
    if tree.body is None:
        return Content((), ())
    return read_content(tree.body, limits, plan_notes([("", tree)]))


def page_title(tree: LexborHTMLParser) -> str:
    """Return the title of a page, or its first heading."""
    node = tree.css_first("head title")
    if node is not None and (title := collapse(node.text(deep=True))):
        return title
    node = tree.css_first("h1")
    return text_of(node) if node is not None else ""


def page_facts(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    """Return author, date and publisher where the page's head names them."""
    facts = []
    for name, queries in _FACTS:
        nodes = (node for query in queries for node in tree.css(query))
        values = (collapse(node.attributes.get("content") or "") for node in nodes)
        if value := next(filter(None, values), ""):
            facts.append((name, value[:200]))
    return facts
