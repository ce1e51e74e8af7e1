"""The HTML tree as a reader sees it: what is shown, and the words of a stretch of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Protocol
from unicodedata import normalize


class Node(Protocol):
    """What we use of a parsed node (`LexborNode`); text nodes have the tag `-text`."""

    @property
    def tag(self) -> str | None:
        """The tag's name in small letters."""

    @property
    def text_content(self) -> str | None:
        """The words of a text node, entities decoded."""

    @property
    def attributes(self) -> dict[str, str | None]:
        """The attributes; one without a value has `None`."""

    @property
    def child(self) -> Node | None:
        """The first child."""

    @property
    def next(self) -> Node | None:
        """The next sibling."""

    @property
    def parent(self) -> Node | None:
        """The element around it."""

    @property
    def mem_id(self) -> int:
        """The same for every object that stands for this node."""


_DROPPED = frozenset(
    """
    script style template noscript nav head iframe frame object embed applet audio video canvas
    svg math button select datalist textarea map rp
    """.split()
)
BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main
    menu ol optgroup option p pre search section summary table tbody td tfoot th thead tr ul
    """.split()
)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# White space of HTML, the no-break space used as indentation, and whatever else a
# programme might take for the end of a line.
_SPACE = re.compile("[ \t\n\r\f\v\x1c-\x1f\x85\xa0\u2028\u2029]+")


def is_dropped(node: Node) -> bool:
    """Tell whether an element and all below it is not shown, or is no part of the content."""
    if node.tag in _DROPPED:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes or (node.tag == "dialog" and "open" not in attributes):
        return True
    if (attributes.get("role") or "").lower() == "navigation":
        return True
    return bool(_INVISIBLE.search(attributes.get("style") or ""))


def walk(top: Node, on_drop: Callable[[Node], None] | None = None) -> Iterator[tuple[Node, bool]]:
    """Yield the nodes below `top` that are shown, twice each: entered (True), left (False).

    `on_drop` is told of every element that is passed over. No recursion: a page may be
    nested deeper than Python's stack.
    """
    stack: list[Node] = []
    node = top.child
    while True:
        while node is None:
            if not stack:
                return
            closed = stack.pop()
            yield closed, False
            node = closed.next
        tag = node.tag or ""
        if tag == "-text":
            yield node, True
            node = node.next
        elif tag.startswith(("-", "!")):
            node = node.next
        elif is_dropped(node):
            if on_drop is not None:
                on_drop(node)
            node = node.next
        else:
            yield node, True
            stack.append(node)
            node = node.child


def ancestors(node: Node) -> Iterator[Node]:
    """Yield the elements around a node, the innermost first."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def inline_text(node: Node) -> str:
    """Return what a node that holds no text itself shows among the words (`<img alt>`)."""
    attributes = node.attributes
    if node.tag == "img":
        return attributes.get("alt") or ""
    if node.tag == "input" and (attributes.get("type") or "").lower() in ("checkbox", "radio"):
        return "☑" if "checked" in attributes else "☐"
    return ""


def collapse(text: str) -> str:
    """Return text as a browser would set it on one endless line, in NFC."""
    return normalize("NFC", _SPACE.sub(" ", text).strip(" "))


def text_of(top: Node) -> str:
    """Return all the words below a node on one line."""
    pieces: list[str] = []
    for node, entered in walk(top):
        if node.tag == "-text":
            pieces.append(node.text_content or "")
        elif node.tag in BLOCKS or node.tag == "br":
            pieces.append(" ")
        elif node.tag == "rt":
            pieces.append("(" if entered else ")")
        elif entered:
            pieces.append(inline_text(node))
    return collapse("".join(pieces))
