"""The content of a web page as the pieces of a flowing document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from corpus.document import Loss
from corpus.limits import Limits
from corpus.readers.flow import (
    FlowTable,
    Note,
    PageStart,
    Paragraph,
    ParagraphKind,
    Piece,
    raise_anchor,
)
from corpus.readers.html_furniture import is_furniture
from corpus.readers.html_nodes import BLOCKS, Node, collapse, inline_text, text_of, walk
from corpus.readers.html_notes import Call, NotePlan, strip_number
from corpus.readers.html_tables import is_layout, read_table

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_RAISED_DIGITS = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_POWER = re.compile(r"[+\-−]?(?:\d{1,4}|n)[+\-−]?")
_TYPED_CALL = re.compile(r"\d{1,3}\)")
_TEX = re.compile(r"tex", re.IGNORECASE)
_OUTSIDE = {
    "iframe": "external-not-read",
    "frame": "external-not-read",
    "object": "external-not-read",
    "embed": "external-not-read",
    "applet": "external-not-read",
    "audio": "media-not-read",
    "video": "media-not-read",
    "canvas": "images-not-read",
}
_UNSEEN = frozenset(
    "script style template noscript head select datalist button map rp nav textarea".split()
)


# Where a printed page begins, until the line is whole.
_TURN = "\x00"


@dataclass(frozen=True, slots=True)
class Content:
    """What a page shows, and what of it could not be read.

    `labels` are those of the printed pages that begin in it, in order: one for each
    `PageStart` and each of a paragraph's `breaks`.
    """

    pieces: tuple[Piece, ...]
    losses: tuple[Loss, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """The elements at which printed pages begin, by `mem_id`, and those that show nothing else."""

    starts: Mapping[int, str] = field(default_factory=dict)
    signs: frozenset[int] = frozenset()


def read_content(
    body: Node,
    limits: Limits,
    notes: NotePlan | None = None,
    printed: PrintedPages | None = None,
) -> Content:
    """Return the pieces of a page: a line each, tables with their spans, notes at their calls."""
    tally: Counter[str] = Counter()
    page = _Page(limits, notes or NotePlan(), tally, printed or PrintedPages(), is_whole=True)
    page.read(body)
    pieces = page.pieces
    if not any(_is_content(piece) for piece in pieces):
        # What is all margin has no margin.
        pieces = [_as_body(piece) for piece in pieces]
    losses = tuple(Loss(code, count=count) for code, count in sorted((+tally).items()))
    return Content(tuple(pieces), losses, tuple(page.labels))


def _is_content(piece: Piece) -> bool:
    return isinstance(piece, FlowTable) or (
        isinstance(piece, Paragraph) and piece.kind != "furniture"
    )


def _as_body(piece: Piece) -> Piece:
    return replace(piece, kind="body") if isinstance(piece, Paragraph) else piece


@dataclass(slots=True)
class _List:
    """An open list; `step` is 0 for bullets, else what the next number differs by."""

    number: int = 0
    step: int = 0
    style: str = "1"


@dataclass(slots=True)
class _Page:
    """The pieces so far and what is open around the next word."""

    limits: Limits
    notes: NotePlan
    tally: Counter[str]
    printed: PrintedPages
    # Pages do not turn inside cells and notes.
    is_whole: bool = False
    labels: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _called: list[Note] = field(default_factory=list)
    # Tables of the notes called in this line.
    _behind: list[Piece] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _heading: int = 0
    _caption: bool = False
    _margin: Node | None = None
    _open: Counter[str] = field(default_factory=Counter)
    # Set while a list item has not shown its first line: its number and depth.
    _marker: str = ""
    _item: int = 0

    def read(self, body: Node) -> None:
        """Read what an element shows."""
        inside: Node | None = None
        for node, entered in walk(body, self._drop):
            if inside is not None:
                # Already read as a whole; wait for its end.
                if node is inside and not entered:
                    inside = None
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._words.append(node.text_content or "")
            elif entered and self._takes_whole(node, tag):
                inside = node
            elif tag in BLOCKS:
                self._cross(node, tag, entered)
            elif tag == "rt":
                self._words.append("(" if entered else ")")
            elif entered:
                self._write_inline(node, tag)
        self._end_line()

    def _takes_whole(self, node: Node, tag: str) -> bool:
        """Read an element that is more than the words in it, and tell whether it was one."""
        if node.mem_id in self.notes.notes or node.mem_id in self.notes.backlinks:
            return True
        if node.mem_id in self.printed.starts and self.is_whole:
            if tag in BLOCKS:
                self._end_line()
            self._words.append(_TURN)
            self.labels.append(self.printed.starts[node.mem_id])
        if node.mem_id in self.printed.signs:
            return True
        call = self.notes.calls.get(node.mem_id)
        if call is not None:
            self._write_call(call)
        elif tag == "pre":
            self._end_line()
            self._write_verbatim(node)
        elif tag == "table" and not is_layout(node):
            self._end_line()
            self._write_table(node)
        elif tag == "sup":
            return self._write_raised(node)
        else:
            return False
        return True

    def _cross(self, node: Node, tag: str, entered: bool) -> None:
        """Go into or out of a block."""
        self._end_line()
        if self._margin is None and entered and is_furniture(node, set(+self._open)):
            self._margin = node
        elif self._margin is node:
            self._margin = None
        self._open[tag] += 1 if entered else -1
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
        marker = f"{_numeral(current.number, current.style)}."
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
            self.tally["images-not-read"] += 1
        self._words.append(inline_text(node))

    def _write_raised(self, node: Node) -> bool:
        words = text_of(node)
        if _TYPED_CALL.fullmatch(words):
            self._words.append(raise_anchor(words))
            return True
        if _POWER.fullmatch(words):
            # `10⁶` is not `106`.
            self._words.append(words.translate(_RAISED_DIGITS))
            return True
        return False

    def _write_call(self, call: Call) -> None:
        self._words.append(raise_anchor(call.number))
        if call.note is None:
            return
        notes = replace(self.notes, notes=frozenset())
        told = _Page(self.limits, notes, self.tally, self.printed)
        told.read(call.note)
        parts = [piece for piece in told.pieces if isinstance(piece, Paragraph)]
        texts = [part.text for part in parts]
        texts[:1] = [strip_number(text, call.number) for text in texts[:1]]
        self._called.append(
            Note(call.number, tuple(Paragraph(text) for text in texts if text.strip()))
        )
        self._behind.extend(piece for piece in told.pieces if not isinstance(piece, Paragraph))

    def _end_line(self) -> None:
        line, turns = _turned(collapse("".join(self._words)))
        self._words.clear()
        self.pieces.extend(PageStart() for turn in turns if turn == 0)
        if not line:
            return
        kind: ParagraphKind = "body"
        level = 0
        if self._margin is not None:
            kind = "furniture"
        elif self._heading:
            kind, level = "heading", self._heading
        elif self._caption:
            kind = "caption"
        elif self._item:
            kind, level = "item", self._item
        breaks = tuple(turn for turn in turns if 0 < turn < len(line))
        self.pieces.append(Paragraph(line, kind, level, self._marker, tuple(self._called), breaks))
        self.pieces.extend(PageStart() for turn in turns if turn == len(line))
        self.pieces.extend(self._behind)
        self._called.clear()
        self._behind.clear()
        self._marker, self._item = "", 0

    def _write_table(self, table: Node) -> None:
        found = read_table(table, self.limits.max_cells, self._read_cell)
        self.pieces.append(found.table)
        self.pieces.extend(found.overflow)
        self.tally["table-cut"] += found.is_cut

    def _read_cell(self, cell: Node) -> tuple[Paragraph, ...]:
        inner = _Page(self.limits, self.notes, self.tally, self.printed)
        inner.read(cell)
        return tuple(piece for piece in inner.pieces if isinstance(piece, Paragraph))

    def _write_verbatim(self, pre: Node) -> None:
        pieces = []
        for node, _ in walk(pre, self._drop):
            pieces.append(node.text_content or "" if node.tag == "-text" else "")
            if node.tag == "br":
                pieces.append("\n")
        lines = "".join(pieces).replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
        text = "\n".join(line.rstrip() for line in lines)
        if text.strip():
            self.pieces.append(Paragraph(normalize("NFC", text), "verbatim"))

    def _drop(self, node: Node) -> None:
        """Count what is passed over; a formula that has words in TeX gives these."""
        tag = node.tag or ""
        if tag == "math":
            words = _tex(node)
            self._words.append(words)
            self.tally["equations-as-written" if words else "equations-not-read"] += 1
        elif tag == "svg":
            self.tally["images-not-read"] += any(True for text in _texts(node) if text.strip())
        elif tag in _OUTSIDE:
            self.tally[_OUTSIDE[tag]] += _is_shown(node)
        elif tag not in _UNSEEN and (node.attributes.get("role") or "").lower() != "navigation":
            self.tally["hidden-text-left-out"] += bool(text_of(node))


def _turned(line: str) -> tuple[str, list[int]]:
    """Return a line without the signs of new pages, and where they stood."""
    text, *rest = line.split(_TURN)
    turns = []
    for part in rest:
        turns.append(len(text))
        text += part.removeprefix(" ") if text.endswith(" ") or not text else part
    whole = text.strip()
    lead = len(text) - len(text.lstrip())
    return whole, [min(max(0, turn - lead), len(whole)) for turn in turns]


def _tex(math: Node) -> str:
    words = math.attributes.get("alttext") or ""
    for node, entered in walk(math):
        if words:
            break
        kind = node.attributes.get("encoding") or "" if node.tag == "annotation" else ""
        if entered and _TEX.search(kind):
            words = text_of(node)
    return words


def _texts(top: Node) -> list[str]:
    return [node.text_content or "" for node, _ in walk(top) if node.tag == "-text"]


def _is_shown(node: Node) -> bool:
    """Tell a frame that shows something from one that counts visitors."""
    sizes = [node.attributes.get(key) or "" for key in ("width", "height")]
    hidden = "hidden" in node.attributes or "none" in (node.attributes.get("style") or "")
    return not hidden and not any(size in ("0", "1") for size in sizes)


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
