"""Web pages: what is shown, one paragraph, heading, list item or table row a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from unicodedata import normalize

from selectolax.lexbor import LexborHTMLParser

from corpus.document import Loss, Mark, MarkKind
from corpus.limits import Limits
from corpus.readers.encoding import decode
from corpus.readers.extract import Extract, one_page
from corpus.readers.html_nodes import BLOCKS, Node, collapse, inline_text, text_of, walk
from corpus.readers.html_tables import Grid, is_layout, read_grid

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,30})""")
# Where the HTML Standard (13.2.3.2) looks for a declared encoding, four times over:
# Korean portals put scripts before it.
_PRESCAN = 4096
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def read_html(data: bytes, source: str, limits: Limits) -> Extract:
    """Read a web page without fetching anything it refers to.

    Numbers of ordered lists are part of the text, bullets are not. Marks: headings,
    items with their depth, captions, preformatted text, and tables, whose `level` is
    the number of header rows the file declares (0: it does not say).

    Raises:
        ReadError: `file-encoding-unknown`.
    """
    found = _CHARSET.search(data[:_PRESCAN].replace(b"\x00", b""))
    decoded = decode(data, source, found[1].decode("ascii") if found else "")
    tree = LexborHTMLParser(decoded.text)
    page = _Page(limits)
    if tree.body is not None:
        page.read(tree.body)
    losses = [Loss("undecodable-bytes", count=decoded.broken)] if decoded.broken else []
    if page.images:
        losses.append(Loss("images-not-read", count=page.images))
    if page.cut_tables:
        losses.append(Loss("table-cut", count=page.cut_tables))
    text = "\n".join(page.lines)
    return Extract(
        text=text,
        pages=one_page(text),
        title=_title(tree),
        marks=tuple(page.marks),
        losses=tuple(losses),
        metadata=(("encoding", decoded.encoding), *_named_facts(tree)),
    )


def _title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("head title")
    if node is not None and (title := collapse(node.text(deep=True))):
        return title
    node = tree.css_first("h1")
    return text_of(node) if node is not None else ""


def _named_facts(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    facts = []
    for name in ("author", "date"):
        node = tree.css_first(f'meta[name="{name}"]')
        value = collapse((node.attributes.get("content") or "") if node is not None else "")
        if value:
            facts.append((name, value[:200]))
    return facts


@dataclass(slots=True)
class _List:
    """An open list; `step` is 0 for bullets, else what the next number differs by."""

    number: int = 0
    step: int = 0
    style: str = "1"


@dataclass(slots=True)
class _Page:
    """The lines written so far and what is open around the next word."""

    limits: Limits
    lines: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    images: int = 0
    cut_tables: int = 0
    _at: int = 0
    _words: list[str] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _heading: int = 0
    _caption: bool = False
    # Set while a list item has not shown its first line: its number and depth.
    _marker: str = ""
    _item: int = 0

    def read(self, body: Node) -> None:
        """Write the lines of a page."""
        inside: Node | None = None
        for node, entered in walk(body):
            if inside is not None:
                # Already read as a whole; wait for its end.
                if node is inside and not entered:
                    inside = None
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._words.append(node.text_content or "")
            elif entered and tag == "pre":
                self._end_line()
                self._write_verbatim(node)
                inside = node
            elif entered and tag == "table" and not is_layout(node):
                self._end_line()
                self._write_table(read_grid(node, self.limits.max_cells))
                inside = node
            elif tag in BLOCKS:
                self._cross(node, tag, entered)
            elif tag == "rt":
                self._words.append("(" if entered else ")")
            elif entered:
                self._write_inline(node, tag)
        self._end_line()

    def _cross(self, node: Node, tag: str, entered: bool) -> None:
        """Go into or out of a block."""
        self._end_line()
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._heading = int(tag[1]) if entered else 0
        elif tag in ("caption", "figcaption"):
            self._caption = entered
        elif tag in ("ul", "ol", "menu", "dir"):
            if entered:
                self._lists.append(_list_of(node, tag))
            elif self._lists:
                self._lists.pop()
        elif tag == "li":
            self._marker, self._item = self._next_marker(node) if entered else ("", 0)

    def _next_marker(self, node: Node) -> tuple[str, int]:
        if not self._lists:
            return "", 1
        current = self._lists[-1]
        if current.step == 0:
            return "", len(self._lists)
        value = (node.attributes.get("value") or "").strip()
        if re.fullmatch(r"-?[0-9]{1,9}", value):
            current.number = int(value)
        marker = f"{_numeral(current.number, current.style)}. "
        current.number += current.step
        return marker, len(self._lists)

    def _write_inline(self, node: Node, tag: str) -> None:
        if tag == "br":
            if self._heading or self._caption:
                self._words.append(" ")
            else:
                self._end_line()
            return
        if tag == "img" and node.attributes.get("alt") is None:
            self.images += 1
        self._words.append(inline_text(node))

    def _end_line(self) -> None:
        if not self._words:
            return
        line = collapse("".join(self._words))
        self._words.clear()
        if not line:
            return
        line = self._marker + line
        if self._heading:
            self._append(line, "heading", self._heading)
        elif self._caption:
            self._append(line, "caption")
        elif self._item:
            self._append(line, "item", self._item)
        else:
            self._append(line)
        self._marker, self._item = "", 0

    def _append(self, line: str, kind: MarkKind | None = None, level: int = 0) -> None:
        if kind is not None:
            self.marks.append(Mark(kind, self._at, self._at + len(line), level))
        self.lines.append(line)
        self._at += len(line) + 1

    def _write_table(self, grid: Grid) -> None:
        if grid.caption:
            self._append(grid.caption, "caption")
        start = self._at
        for row in grid.rows:
            self._append("\t".join(row))
        if grid.rows:
            self.marks.append(Mark("table", start, self._at - 1, grid.headers))
        self.cut_tables += grid.is_cut

    def _write_verbatim(self, pre: Node) -> None:
        pieces = []
        for node, _ in walk(pre):
            pieces.append(node.text_content or "" if node.tag == "-text" else "")
            if node.tag == "br":
                pieces.append("\n")
        lines = "".join(pieces).replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
        start = self._at
        for line in lines:
            self._append(normalize("NFC", line.rstrip()))
        if self._at - 1 > start:
            self.marks.append(Mark("verbatim", start, self._at - 1))


def _list_of(node: Node, tag: str) -> _List:
    if tag != "ol":
        return _List()
    start = (node.attributes.get("start") or "").strip()
    is_reversed = "reversed" in node.attributes
    first = 1
    if re.fullmatch(r"-?[0-9]{1,9}", start):
        first = int(start)
    elif is_reversed:
        child, first = node.child, 0
        while child is not None:
            first += child.tag == "li"
            child = child.next
    return _List(first, -1 if is_reversed else 1, (node.attributes.get("type") or "1").strip())


def _numeral(number: int, style: str) -> str:
    if style in ("a", "A") and 1 <= number <= 26:
        return chr(ord(style) + number - 1)
    if style in ("i", "I") and 1 <= number <= 39:
        roman, rest = "", number
        for value, sign in _ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman.upper() if style == "I" else roman
    return str(number)
