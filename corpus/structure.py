"""The blocks of a document: paragraphs, headings, items, tables and notes, repaired."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.document import Block, BlockKind, Document
from corpus.markup import clean_markup, close_up_letters
from corpus.repair import (
    Ending,
    Words,
    endings,
    first_word_width,
    full_widths,
    is_wrapped,
    joiners,
    starts_inside,
)
from corpus.structure_headings import choose_headings, set_heading_levels, set_item_levels
from corpus.structure_lines import Line, split_lines
from corpus.structure_notes import note_labels
from corpus.structure_roles import Outline, assign_roles
from corpus.structure_tables import read_tables
from corpus.view import View

_REFLOWED = frozenset({"text", "markdown", "pdf"})


@dataclass(slots=True)
class _Draft:
    """A block in the making: its lines, and what stands between them."""

    kind: BlockKind
    lines: list[Line]
    between: list[str] = field(default_factory=list)

    @property
    def last(self) -> Line:
        return self.lines[-1]


def parse_blocks(document: Document) -> tuple[Block, ...]:
    """Return the blocks of a document in the order of their beginnings.

    Every line is in one block but for rules and code fences; furniture has its own.
    """
    lines = split_lines(document)
    full = _full_widths(lines)
    outline = assign_roles(document, lines, full)
    choose_headings(lines)
    drafts = _join_lines(document, lines, full)
    set_heading_levels(lines)
    set_item_levels(lines)
    return _build(document, lines, drafts, outline)


def _full_widths(lines: Sequence[Line]) -> dict[int, int]:
    body = [line for line in lines if "\t" not in line.text and not line.text.startswith("#")]
    return dict(zip((line.start for line in body), full_widths(body), strict=True))


def _join_lines(document: Document, lines: list[Line], full: dict[int, int]) -> list[_Draft]:
    """Put lines together that the width of a page, its foot or its head took apart."""
    flowing = [line for line in lines if line.role in ("text", "item", "footnote", "heading")]
    reflow = document.format in _REFLOWED
    candidates = [(a, b) for a, b in zip(flowing, flowing[1:], strict=False) if b.role == "text"]
    asked = {line.start: line for pair in candidates for line in pair}
    ends = dict(zip(asked, endings(list(asked.values())), strict=True)) if reflow else {}
    inside = (
        dict(
            zip(
                (b.start for _, b in candidates),
                starts_inside([b for _, b in candidates]),
                strict=True,
            )
        )
        if reflow
        else {}
    )
    pairs = [(a, b) for a, b in candidates if a.role in ("text", "item")]
    judge = _Judge(
        markdown=document.format == "markdown",
        wrapped=is_wrapped(pairs, full),
        usual_gap=_usual_gap(pairs, full),
        full=full,
        ends=ends,
        inside=inside,
    )
    drafts: list[_Draft] = []
    body: _Draft | None = None
    note: _Draft | None = None
    interrupted = False
    joins: list[tuple[_Draft, int, Line, Line]] = []
    for line in lines:
        if line.role in ("furniture", "caption", "unit", "source", "table", "skip"):
            interrupted = True
            note = None if line.role != "furniture" else note
            if line.role != "skip":
                drafts.append(_Draft(_KINDS[line.role], [line]))
            continue
        if line.role == "footnote":
            note = _Draft("footnote", [line])
            drafts.append(note)
            interrupted = True
            continue
        if line.role == "text" and reflow:
            target = None
            if (
                note is not None
                and judge.goes_on(note.last, line, False)
                and not (body is not None and judge.resumes(body.last, line))
            ):
                target = note
            elif body is not None and judge.goes_on(body.last, line, interrupted):
                target = body
            if target is not None:
                joins.append((target, len(target.between), target.last, line))
                target.between.append("")
                target.lines.append(line)
                if target is body:
                    note, interrupted = None, False
                continue
        kind: BlockKind = (
            "paragraph" if line.role in ("text", "verbatim", "toc") else _KINDS[line.role]
        )
        draft = _Draft(kind, [line])
        drafts.append(draft)
        note, interrupted = None, False
        body = draft if line.role in ("text", "item") else None
    spaces = joiners([(a, b) for _, _, a, b in joins], Words(lines))
    for (draft, at, _, _), space in zip(joins, spaces, strict=True):
        draft.between[at] = space
    return drafts


_KINDS: dict[str, BlockKind] = {
    "furniture": "furniture",
    "caption": "caption",
    "unit": "caption",
    "source": "source",
    "table": "table",
    "footnote": "footnote",
    "heading": "heading",
    "item": "item",
}


@dataclass(slots=True)
class _Judge:
    """Whether a line without a marker goes on with what stands before it."""

    markdown: bool
    wrapped: bool
    usual_gap: int
    full: dict[int, int]
    ends: dict[int, Ending]
    inside: dict[int, bool]

    def goes_on(self, a: Line, b: Line, interrupted: bool) -> bool:
        """Tell whether `b` continues `a`; `interrupted` when something stands between."""
        end = self.ends.get(a.start) or Ending(False, False)
        if self.markdown and b.gap == 0 and not interrupted:
            return True
        near = not interrupted and b.gap <= self.usual_gap
        if self.wrapped:
            full = self.full.get(a.start, a.width)
            room = full - a.width
            is_full = room < max(first_word_width(b.text) + 2, 0.1 * full)
            if end.closed:
                return (
                    near
                    and is_full
                    and a.page == b.page
                    and b.indent <= a.indent + 1
                    and (a.role == "item" or b.gap < 2)
                )
            if end.open or self.inside.get(b.start, False):
                return is_full or end.open or near
            return is_full
        if end.closed or b.width < 12:
            return False
        if end.open or self.inside.get(b.start, False):
            return a.width >= 40 or near and a.width >= 24
        # A noun ends items and titles; a paragraph of sentences goes on.
        return a.role == "text" and a.width >= 80 and b.width >= 24 and "다." in a.text + b.text

    def resumes(self, a: Line, b: Line) -> bool:
        """Tell whether `b` surely takes up the sentence that `a` left."""
        end = self.ends.get(a.start) or Ending(False, False)
        return not end.closed and (end.open or self.inside.get(b.start, False))


def _usual_gap(pairs: Sequence[tuple[Line, Line]], full: dict[int, int]) -> int:
    gaps = [b.gap for a, b in pairs if a.width >= 0.8 * full.get(a.start, 1)]
    return max(set(gaps), key=gaps.count) if gaps else 0


def _build(
    document: Document, lines: Sequence[Line], drafts: Sequence[_Draft], outline: Outline
) -> tuple[Block, ...]:
    text, notes = document.text, outline.notes
    tables = read_tables(text, lines, outline)
    labels = note_labels(text, lines, notes)
    path: list[tuple[int, str]] = []
    blocks: list[Block] = []
    done: set[int] = set()
    for draft in drafts:
        first = draft.lines[0]
        heading = tuple(title for _, title in path)
        if draft.kind == "table":
            if first.group not in done:
                done.add(first.group)
                blocks.append(replace(tables[first.group], heading=heading))
            continue
        view = _draft_view(text, draft, notes)
        if not view.text:
            continue
        if draft.kind == "footnote":
            label = labels.get(first.start, "")
            if label:
                view = View.join([f"{label}: ", view])
        if draft.kind == "heading":
            view = close_up_letters(view)
            while path and path[-1][0] >= first.level:
                path.pop()
            heading = tuple(title for _, title in path)
            shown = " ".join(
                filter(None, (first.marker if first.kind.startswith("number") else "", view.text))
            )
            path.append((first.level, shown))
        blocks.append(Block(draft.kind, view, first.level, first.marker, heading))
    return tuple(blocks)


def _draft_view(text: str, draft: _Draft, notes: frozenset[str]) -> View:
    parts: list[View | str] = []
    for number, line in enumerate(draft.lines):
        if number:
            parts.append(draft.between[number - 1])
        start = line.body if number == 0 else line.start
        parts.append(clean_markup(text, start, line.end, notes))
    return View.join(parts)
