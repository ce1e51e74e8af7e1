"""The blocks of a document: paragraphs, headings, items, tables and notes, repaired."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Block, Document
from corpus.markup import clean_markup, close_up_letters
from corpus.repair import full_widths
from corpus.structure_captions import caption_kind
from corpus.structure_headings import (
    choose_headings,
    close_sections,
    find_title,
    is_big_bullet,
    is_small_number,
    set_heading_levels,
)
from corpus.structure_items import set_item_levels
from corpus.structure_join import Draft, join_lines, read_flow
from corpus.structure_lines import Line, split_lines
from corpus.structure_notes import note_labels
from corpus.structure_regions import Outline
from corpus.structure_roles import assign_roles
from corpus.structure_tables import read_tables
from corpus.view import View


def parse_blocks(document: Document) -> tuple[Block, ...]:
    """Return the blocks of a document in the order of their beginnings.

    Every line is in one block but for rules and code fences; furniture has its own. The
    document's title is a heading of level 1 that stands in no other block's path.
    """
    lines = split_lines(document)
    body = [line for line in lines if "\t" not in line.text and not line.text.startswith("#")]
    full = dict(zip((line.start for line in body), full_widths(body), strict=True))
    outline = assign_roles(document, lines, full)
    flow = read_flow(document, lines)
    choose_headings(lines, flow)
    opening = find_title(lines)
    drafts = join_lines(lines, flow)
    title = set_heading_levels(lines, opening)
    close_sections(lines)
    set_item_levels(lines)
    return _build(document, lines, drafts, outline, title)


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading above a block; an item with one of the bullets `closers` ends its section."""

    level: int
    name: str
    closers: frozenset[str] = frozenset()


def _build(
    document: Document,
    lines: Sequence[Line],
    drafts: Sequence[Draft],
    outline: Outline,
    title: Line | None,
) -> tuple[Block, ...]:
    text = document.text
    tables = read_tables(document, lines, outline)
    labels = note_labels(text, lines, outline.notes)
    path: list[_Section] = []
    blocks: list[Block] = []
    shown: set[int] = set()
    in_box = False
    bullets: set[str] = set()
    for draft in drafts:
        first = draft.first
        if in_box and draft.kind == "caption" and caption_kind(first.text):
            # A numbered table or figure belongs to the section, and its text goes on there.
            path.pop()
            in_box = False
        if draft.kind == "table":
            if first.group not in shown and tables[first.group].view.text:
                shown.add(first.group)
                blocks.append(replace(tables[first.group], heading=_names(path)))
            continue
        view = _draft_view(text, draft, outline.notes)
        if not view.text:
            continue
        if draft.kind == "footnote" and first.start in labels:
            view = View.join([f"{labels[first.start]}: ", view])
        marker = " ".join(first.marker.split())
        if draft.kind == "heading":
            view = close_up_letters(view)
            while path and path[-1].level >= first.level:
                path.pop()
            in_box = first.is_box
            # `(1) ...` may be a title among the items of `□`: the next `□` is none of its.
            closers = frozenset(bullets) if is_small_number(first.kind) else frozenset()
            if not closers:
                bullets.clear()
            blocks.append(Block("heading", view, first.level, marker, _names(path)))
            if first is not title:
                number = marker if first.kind.startswith("number") else ""
                path.append(_Section(first.level, f"{number} {view.text}".strip(), closers))
        else:
            while first.closes and path and path[-1].level >= first.closes:
                path.pop()
            if draft.kind == "item" and is_big_bullet(first.marker):
                while path and first.marker in path[-1].closers:
                    path.pop()
                bullets.add(first.marker)
            level = first.level if draft.kind == "item" else 0
            blocks.append(Block(draft.kind, view, level, marker, _names(path)))
    return tuple(blocks)


def _names(path: Sequence[_Section]) -> tuple[str, ...]:
    return tuple(section.name for section in path)


def _draft_view(text: str, draft: Draft, notes: frozenset[str]) -> View:
    parts: list[View | str] = []
    for number, line in enumerate(draft.lines):
        if number:
            parts.append(draft.between[number - 1])
        quoted = line.text[0] == ">" and not line.kind
        start = line.body if number == 0 or quoted else line.start
        end = line.end
        following = draft.lines[number + 1] if number + 1 < len(draft.lines) else None
        if following is not None and not draft.between[number]:
            end -= len(_hyphen(line.text, following.text))
        if line.role == "verbatim":
            parts.append(View.of(text, start, end))
        else:
            parts.append(clean_markup(text, start, end, notes))
    return View.join(parts)


def _hyphen(left: str, right: str) -> str:
    """Return the hyphen that parts a word of Latin letters at a line's end, if one does."""
    return "-" if re.search("[a-z]-$", left) and re.match("[a-z]{2}", right) else ""
