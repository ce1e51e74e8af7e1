"""Lines put together that the width of a page, its foot or its head took apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.document import BlockKind, Document
from corpus.repair import (
    Ending,
    endings,
    first_word_width,
    full_widths,
    is_wrapped,
    starts_inside,
)
from corpus.repair_joints import Words, joiners
from corpus.structure_lines import REFLOWED, Line

# Wrapped items and footnotes go on even where a narrow page lies beside a wide one.
_ITEM_FULL = 0.55
_TEXT_FULL = 0.7
_SHORT = 12
_KINDS: dict[str, BlockKind] = {
    "furniture": "furniture",
    "caption": "caption",
    "unit": "caption",
    "source": "source",
    "table": "table",
    "footnote": "footnote",
    "heading": "heading",
    "item": "item",
    "toc": "item",
}


@dataclass(slots=True)
class Draft:
    """A block in the making: its lines, and what stands between them."""

    kind: BlockKind
    lines: list[Line]
    between: list[str] = field(default_factory=list)

    @property
    def first(self) -> Line:
        """The line with which it begins."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The line with which it ends so far."""
        return self.lines[-1]


@dataclass(slots=True)
class Flow:
    """What the lines of a document say about how its text was broken into lines.

    `full` gives the width of a full line, `ends` how a line ends and `inside` whether it
    begins inside a word or phrase, each by the start of the line.
    """

    reflowed: bool
    markdown: bool
    wrapped: bool
    usual_gap: int
    full: dict[int, int]
    ends: dict[int, Ending]
    inside: dict[int, bool]

    def ending(self, line: Line) -> Ending:
        """Return how a line ends."""
        return self.ends.get(line.start) or Ending(False, False)

    def goes_on(self, a: Line, b: Line, interrupted: bool) -> bool:
        """Tell whether `b`, without marker, continues `a`; something may stand between."""
        end = self.ending(a)
        inside = self.inside.get(b.start, False)
        if self.markdown and b.gap == 0 and not interrupted:
            return True
        near = not interrupted and b.gap <= self.usual_gap
        if not self.wrapped:
            if end.closed:
                return False
            if end.open or inside:
                return a.width >= 40 or near and a.width >= 24
            if b.width < _SHORT:
                return False
            # A noun ends items and titles; a paragraph of sentences goes on.
            return a.role == "text" and a.width >= 80 and b.width >= 24 and "다." in a.text + b.text
        full = self.full.get(a.start, a.width)
        is_full = full - a.width < max(first_word_width(b.text) + 2, 0.1 * full)
        if end.closed:
            same_block = near and a.page == b.page and b.indent <= a.indent + 1
            return same_block and is_full
        if end.open or inside:
            return is_full or end.open or near or interrupted
        least = _TEXT_FULL if a.role == "text" else _ITEM_FULL
        return is_full or near and a.width >= least * full

    def resumes(self, a: Line, b: Line) -> bool:
        """Tell whether `b` surely takes up the sentence that `a` left."""
        end = self.ending(a)
        return not end.closed and (end.open or self.inside.get(b.start, False))


def read_flow(document: Document, lines: Sequence[Line]) -> Flow:
    """Learn from the lines of running text how they were broken."""
    flowing = [line for line in lines if line.role in ("text", "item", "footnote", "heading")]
    flow = Flow(
        reflowed=document.format in REFLOWED,
        markdown=document.format == "markdown",
        wrapped=False,
        usual_gap=0,
        full={},
        ends={},
        inside={},
    )
    if not flow.reflowed:
        return flow
    body = [line for line in flowing if line.role != "heading"]
    flow.full = dict(zip((line.start for line in body), full_widths(body), strict=True))
    candidates = [(a, b) for a, b in zip(flowing, flowing[1:], strict=False) if b.role == "text"]
    pairs = [(a, b) for a, b in candidates if a.role in ("text", "item")]
    flow.wrapped = is_wrapped(pairs, flow.full)
    gaps = [b.gap for a, b in pairs if a.width >= 0.8 * flow.full[a.start]]
    flow.usual_gap = max(set(gaps), key=gaps.count) if gaps else 0
    asked = {line.start: line for pair in candidates for line in pair}
    flow.ends = dict(zip(asked, endings(list(asked.values())), strict=True))
    seconds = [b for _, b in candidates]
    flow.inside = dict(zip((b.start for b in seconds), starts_inside(seconds), strict=True))
    return flow


def join_lines(lines: Sequence[Line], flow: Flow) -> list[Draft]:
    """Return the blocks to be, in the order of their beginnings.

    A sentence that a page's end, a note or a table interrupts is taken up behind it.
    """
    drafts: list[Draft] = []
    joins: list[tuple[Draft, int]] = []
    body: Draft | None = None
    note: Draft | None = None
    interrupted = False

    def extend(draft: Draft, line: Line) -> None:
        if line.kind == "annex":
            # `붙임 1` and its title are two lines of a box.
            draft.between.append(" ")
        else:
            joins.append((draft, len(draft.between)))
            draft.between.append("")
        draft.lines.append(line)

    for line in lines:
        if drafts and line.mark >= 0 and line.mark == drafts[-1].last.mark and line.role != "table":
            extend(drafts[-1], line)
        elif line.role == "verbatim" and drafts and drafts[-1].last.role == "verbatim":
            drafts[-1].lines.append(line)
            drafts[-1].between.append("\n")
        elif line.role == "footnote":
            note = Draft("footnote", [line])
            drafts.append(note)
            interrupted = True
        elif line.role in ("furniture", "caption", "unit", "source", "table", "skip"):
            interrupted = True
            if line.role != "furniture":
                note = None
            if line.role != "skip":
                drafts.append(Draft(_KINDS[line.role], [line]))
        else:
            target = _target(line, body, note, flow, interrupted) if flow.reflowed else None
            if target is not None:
                extend(target, line)
                if target is note:
                    continue
            else:
                drafts.append(Draft(_KINDS.get(line.role, "paragraph"), [line]))
                body = drafts[-1] if line.role in ("text", "item") else None
            note, interrupted = None, False
    _fill_joints(joins, lines)
    return drafts


def _target(
    line: Line, body: Draft | None, note: Draft | None, flow: Flow, interrupted: bool
) -> Draft | None:
    if line.role != "text":
        return None
    resumed = body is not None and flow.resumes(body.last, line)
    if note is not None and flow.goes_on(note.last, line, False) and not resumed:
        return note
    if body is not None and flow.goes_on(body.last, line, interrupted):
        return body
    return None


def _fill_joints(joins: Sequence[tuple[Draft, int]], lines: Sequence[Line]) -> None:
    pairs = [(draft.lines[at], draft.lines[at + 1]) for draft, at in joins]
    for (draft, at), between in zip(joins, joiners(pairs, Words(lines)), strict=True):
        draft.between[at] = between
