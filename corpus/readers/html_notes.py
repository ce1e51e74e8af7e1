"""Footnotes of web pages and books: which link calls which note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import unquote

from corpus.readers.html_nodes import BLOCKS, Node, ancestors, is_dropped, text_of, walk

# What a link that calls a note reads: `1`, `1)`, `[1]`, `[주 1]`, `*`.
_CALL = re.compile(r"[\[(（]?\s*(?:각주|주)?\s*(\d{1,4}|\*{1,3})\s*[\])）]?")
_TARGET = re.compile(r"_?(?:fn|ftn|edn|cite|note|foot|endnote|footnote|각주|주)", re.IGNORECASE)
_BRACKETS = "[]()（） "
_BACK_SIGNS = "↑↩⏎^⬆︎ \u00a0\ufe0e\ufe0f"
_NO_NOTE = frozenset("body html table thead tbody tfoot tr td th h1 h2 h3 h4 h5 h6 main".split())
_MAX_NOTE_CHARS = 5_000
# A page calls no more notes than this; past it, links are links.
_MAX_CALLS = 20_000


class Tree(Protocol):
    """What we use of a parsed page (`LexborHTMLParser`)."""

    def css(self, query: str) -> Sequence[Node]:
        """Return the elements that match, in document order."""


@dataclass(frozen=True, slots=True)
class Call:
    """Where a note is called: its number, and its element if this is the first call of it."""

    number: str
    note: Node | None


@dataclass(frozen=True, slots=True)
class NotePlan:
    """The calls of a page by `mem_id`, and the elements that are read where they are called."""

    calls: Mapping[int, Call] = field(default_factory=dict)
    notes: frozenset[int] = frozenset()
    backlinks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Link:
    element: Node
    number: str
    page: str
    target: tuple[str, str]


def plan_notes(pages: Iterable[tuple[str, Tree]]) -> NotePlan:
    """Find the notes of a page, or of the chapters of a book, by the links to them.

    A link calls a note when it reads like a number and stands raised, says so
    (`epub:type="noteref"`) or names a note as its target. `pages` are names with trees;
    links between them are relative to nothing: `book.xhtml#n1` names the page `book.xhtml`.
    """
    links: list[_Link] = []
    places: dict[tuple[str, str], Node] = {}
    anchors: list[tuple[str, Node]] = []
    for page, tree in pages:
        found = [(page, node) for node in tree.css("a[href*='#']")]
        anchors.extend(found)
        if len(links) < _MAX_CALLS:
            links.extend(_calls(found))
        for node in tree.css("[id], a[name]"):
            for key in ("id", "name"):
                name = (node.attributes.get(key) or "").strip()
                if name:
                    places.setdefault((page, name), node)
    if not links:
        return NotePlan()
    links = list(_forward(links))
    blocks = _blocks({link.target for link in links}, places)
    calls: dict[int, Call] = {}
    told: set[int] = set()
    within = {block.mem_id for block in blocks.values()}
    sources: set[tuple[str, str]] = set()
    for link in links:
        block = blocks.get(link.target)
        if block is None:
            continue
        sources.update((link.page, name) for name in _names_around(link.element))
        above = list(ancestors(link.element))
        if block.mem_id in {node.mem_id for node in above}:
            continue
        inside = any(node.mem_id in within for node in above)
        hidden = any(is_dropped(node) or node.tag == "pre" for node in above)
        owns = block.mem_id not in told and not inside and not hidden
        if owns:
            told.add(block.mem_id)
        calls[link.element.mem_id] = Call(link.number, block if owns else None)
    backs = frozenset(
        node.mem_id
        for page, node in anchors
        if node.mem_id not in calls and _target(page, node) in sources
    )
    return NotePlan(calls, frozenset(told), backs)


def strip_number(text: str, number: str) -> str:
    """Return a note's words without its number in front of them and signs that lead back."""
    text = text.strip(_BACK_SIGNS)
    pattern = rf"[\[(（]?\s*(?:각주|주)?\s*{re.escape(number)}\s*(?:[\])）:]|\.(?=\s)|(?=\s))\s*"
    found = re.match(pattern, text)
    return text[found.end() :].strip(_BACK_SIGNS) if found else text


def _calls(anchors: Iterable[tuple[str, Node]]) -> Iterator[_Link]:
    for page, node in anchors:
        words = text_of(node)
        found = _CALL.fullmatch(words) if len(words) <= 12 else None
        target = _target(page, node)
        if found is None or target is None:
            continue
        element, is_raised = _outermost(node, words)
        if is_raised or _says_so(node) or _TARGET.match(target[1]):
            yield _Link(element, found[1], page, target)


def _forward(links: Iterable[_Link]) -> Iterator[_Link]:
    """Yield the links that do not lead back to one before them."""
    sources: set[tuple[str, str]] = set()
    for link in links:
        if link.target not in sources:
            sources.update((link.page, name) for name in _names_around(link.element))
            yield link


def _outermost(link: Node, words: str) -> tuple[Node, bool]:
    """Return the outermost element that holds the number alone, and whether it stands raised."""
    outer, is_alone = link, True
    is_raised = any(node.tag == "sup" for node, entered in walk(link) if entered)
    for node in ancestors(link):
        if node.tag in BLOCKS:
            break
        is_raised = is_raised or node.tag == "sup"
        is_alone = is_alone and text_of(node).strip(_BRACKETS) == words.strip(_BRACKETS)
        if is_alone:
            outer = node
    return outer, is_raised


def _says_so(node: Node) -> bool:
    attributes = node.attributes
    kind = f"{attributes.get('epub:type') or ''} {attributes.get('role') or ''}".lower()
    return "noteref" in kind


def _target(page: str, node: Node) -> tuple[str, str] | None:
    path, _, name = (node.attributes.get("href") or "").partition("#")
    name = unquote(name).strip()
    if not name or "://" in path:
        return None
    return (unquote(path).rpartition("/")[2] or page, name)


def _names_around(element: Node) -> Iterator[str]:
    """Yield the names by which a note may lead back to its call."""
    inner: Node | None = element
    while inner is not None and inner.tag != "-text":
        yield from _names(inner)
        inner = inner.child
    for depth, node in enumerate(ancestors(element)):
        if depth == 2 or node.tag in BLOCKS:
            break
        yield from _names(node)


def _names(node: Node) -> Iterator[str]:
    for key in ("id", "name"):
        name = (node.attributes.get(key) or "").strip()
        if name:
            yield name


def _blocks(
    targets: set[tuple[str, str]], places: Mapping[tuple[str, str], Node]
) -> dict[tuple[str, str], Node]:
    """Return the block of each target that can be a note of its own."""
    blocks: dict[tuple[str, str], Node] = {}
    for choose in (_block, _holder):
        chosen = {
            target: block
            for target in targets
            if (node := places.get(target)) is not None and (block := choose(node)) is not None
        }
        counts = Counter(block.mem_id for block in chosen.values())
        blocks |= {target: block for target, block in chosen.items() if counts[block.mem_id] == 1}
    counts = Counter(block.mem_id for block in blocks.values())
    # A block that holds several notes, or others' blocks, cannot be cut into them.
    holders = {
        node.mem_id
        for block in blocks.values()
        for node in ancestors(block)
        if node.mem_id in counts
    }
    return {
        target: block
        for target, block in blocks.items()
        if counts[block.mem_id] == 1
        and block.mem_id not in holders
        and 0 < len(text_of(block)) <= _MAX_NOTE_CHARS
    }


def _block(node: Node) -> Node | None:
    """Return the block that a target is, or begins."""
    within = (above for above in ancestors(node) if above.tag in BLOCKS)
    block = node if node.tag in BLOCKS else next(within, None)
    return None if block is None or block.tag in _NO_NOTE else block


def _holder(node: Node) -> Node | None:
    """Return the box around a target's paragraph, for a note of several paragraphs."""
    block = _block(node)
    holder = block.parent if block is not None else None
    if holder is None or block is None or block.tag == "li":
        return None
    is_named = holder.tag == "div" and _TARGET.match(holder.attributes.get("id") or "")
    return holder if holder.tag in ("li", "aside") or is_named else None
