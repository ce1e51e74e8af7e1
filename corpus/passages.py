"""Passages: what is indexed, retrieved and cited."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import replace
from hashlib import sha256

from corpus.document import Block, Document, Passage
from corpus.passages_draft import Chunking, Draft
from corpus.passages_pack import Atom, pack
from corpus.passages_tables import part_tables, table_drafts
from corpus.passages_units import sentence_spans
from corpus.structure import parse_blocks
from corpus.view import Span, View

# Items below this are shown no farther to the right.
_DEEPEST = 12


def make_passages(
    document: Document,
    blocks: Sequence[Block] | None = None,
    settings: Chunking = Chunking(),  # noqa: B008
) -> tuple[Passage, ...]:
    """Cut a document into passages, in the order of their beginnings.

    Everything but furniture is in exactly one passage; headers and footers that a format
    declares, where they are all it holds, are cut as if they were text. Prose flows around
    tables and notes within its section; a sentence is never cut.
    """
    blocks = parse_blocks(document) if blocks is None else blocks
    declared = any(mark.kind == "furniture" for mark in document.marks)
    if declared and all(block.kind == "furniture" for block in blocks):
        # Running titles of nothing: what the file holds must still be found.
        blocks = [replace(block, kind="paragraph") for block in blocks]
    drafts: list[Draft] = []
    stream: list[Block] = []
    notes: list[Block] = []
    for part in part_tables(blocks):
        if isinstance(part, list):
            drafts.extend(table_drafts(part, settings))
        elif part.kind == "footnote":
            notes.append(part)
            continue
        else:
            stream.append(part)
        drafts.extend(_note_drafts(notes, settings))
        notes = []
    drafts.extend(_note_drafts(notes, settings))
    paths = {draft.heading[:depth] for draft in drafts for depth in range(len(draft.heading) + 1)}
    drafts.extend(_prose_drafts(stream, settings, paths))
    drafts = [draft for draft in drafts if draft.view.runs]
    drafts.sort(key=lambda draft: (draft.view.runs[0].source, draft.view.runs[-1].source))
    ends = [page.end for page in document.pages[:-1]]
    return tuple(
        _passage(document, number, draft, bisect_right(ends, draft.view.runs[0].source))
        for number, draft in enumerate(drafts)
    )


def _note_drafts(notes: Sequence[Block], settings: Chunking) -> list[Draft]:
    """Put the notes of one page foot together: alone they are a line each."""
    drafts: list[Draft] = []
    at = 0
    while at < len(notes):
        end, size = at + 1, len(notes[at].view.text)
        while end < len(notes) and notes[end].heading == notes[at].heading:
            size += 1 + len(notes[end].view.text)
            if size > settings.max_chars:
                break
            end += 1
        parts: list[View | str] = []
        units: list[Span] = []
        start = 0
        for note in notes[at:end]:
            parts += ["\n", note.view] if parts else [note.view]
            start += 1 if units else 0
            units += (Span(u.start + start, u.end + start) for u in _units(note.view))
            start += len(note.view.text)
        drafts.append(Draft("footnote", View.join(parts), tuple(units), notes[at].heading))
        at = end
    return drafts


def _passage(document: Document, ordinal: int, draft: Draft, page: int) -> Passage:
    where = "".join(f":{span.start}:{span.end}" for span in draft.view.spans)
    return Passage(
        id=sha256(f"{document.id}{where}".encode()).hexdigest()[:24],
        document_id=document.id,
        ordinal=ordinal,
        kind=draft.kind,
        view=draft.view,
        units=draft.units or (Span(0, len(draft.view.text)),),
        heading=draft.heading,
        caption=draft.caption,
        page=document.pages[page].number,
        cells=draft.cells,
    )


def _units(view: View) -> tuple[Span, ...]:
    return tuple(sentence_spans(view.text))


def _prose_drafts(
    blocks: Sequence[Block], settings: Chunking, paths: Set[tuple[str, ...]]
) -> list[Draft]:
    """`paths` are the heading paths, and their beginnings, that tables and notes show."""
    drafts: list[Draft] = []
    section: list[Block] = []
    bare = _bare_headings(blocks, paths)
    sections = _sections_of_bare(blocks, bare)
    asides: list[Block] = []
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            if at not in bare:
                continue
            block = replace(block, heading=sections[at])
        if section and section[-1].heading != block.heading:
            drafts.extend(_section_drafts(section, settings))
            section = []
        if section and block.view.runs and section[-1].view.runs:
            last = section[-1].view.runs[-1]
            if block.view.runs[0].source < last.source + last.length:
                asides.append(block)
                continue
        if block.view.runs:
            section.append(block)
    drafts.extend(_section_drafts(section, settings))
    for block in asides:
        drafts.append(Draft("prose", block.view, _units(block.view), block.heading))
    return drafts


def _sections_of_bare(blocks: Sequence[Block], bare: set[int]) -> dict[int, tuple[str, ...]]:
    """Return in whose section a heading without text of its own is shown: the next, or the last."""
    found: dict[int, tuple[str, ...]] = {}
    bodies = [block for block in blocks if block.kind != "heading"]
    following = bodies[-1].heading if bodies else ()
    for at in range(len(blocks) - 1, -1, -1):
        if at in bare:
            found[at] = following
        elif blocks[at].kind != "heading":
            following = blocks[at].heading
    return found


def _bare_headings(blocks: Sequence[Block], paths: Set[tuple[str, ...]]) -> set[int]:
    """Return the headings with nothing below: no passage would name them."""
    bare = set()
    bodies = {block.heading for block in blocks if block.kind != "heading"}
    above = {path[:depth] for path in bodies for depth in range(len(path) + 1)} | paths
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            names = (f"{block.marker} {block.view.text}".strip(), block.view.text)
            depth = len(block.heading)
            # The title stands in no path.
            is_title = following is not None and (
                following.heading[depth : depth + 1] not in ((), *((name,) for name in names))
            )
            shown = any((*block.heading, name) in above for name in names)
            if not (shown or is_title or at == 0 and block.level == 1):
                bare.add(at)
    return bare


def _section_drafts(blocks: Sequence[Block], settings: Chunking) -> list[Draft]:
    atoms: list[Atom] = []
    for number, block in enumerate(blocks):
        for index, span in enumerate(_units(block.view)):
            atoms.append(
                Atom(number, index, len(span) + 1, block.level, block.kind == "item", span)
            )
    drafts = []
    parents = _parents(blocks)
    for group in pack(atoms, settings.target_chars, settings.max_chars):
        parts: list[View | str] = []
        units: list[Span] = []
        size = 0
        previous: Atom | None = None
        for atom in group:
            block = blocks[atom.block]
            if previous is not None:
                gap = " " if previous.block == atom.block else "\n"
                parts.append(gap)
                size += 1
            if atom.index == 0 and (prefix := _prefix(block)):
                parts.append(prefix)
                size += len(prefix)
            parts.append(block.view.slice(atom.span.start, atom.span.end))
            units.append(Span(size, size + len(atom.span)))
            size += len(atom.span)
            previous = atom
        kinds = {blocks[atom.block].kind for atom in group}
        lead = _lead_ins(blocks, parents, group[0], settings.context_chars)
        drafts.append(
            Draft(
                "list" if kinds == {"item"} else "prose",
                View.join(parts),
                tuple(units),
                (*blocks[group[0].block].heading, *lead),
            )
        )
    return drafts


def _prefix(block: Block) -> str:
    if block.kind != "item":
        return f"{block.marker} " if block.kind == "heading" and block.marker else ""
    plain = block.marker.isascii() and not any(map(str.isalnum, block.marker))
    odd = len(block.marker) == 1 and (
        block.marker.isascii() or "\ue000" <= block.marker <= "\uf8ff"
    )
    sign = "-" if plain or odd or not block.marker else block.marker
    return "  " * min(max(0, block.level - 1), _DEEPEST) + f"{sign} "


def _parents(blocks: Sequence[Block]) -> list[int]:
    """Return for each block the item of its list that it stands below, -1 without one."""
    parents: list[int] = []
    for at, block in enumerate(blocks):
        above = at - 1
        while above >= 0 and blocks[above].kind == "item" and blocks[above].level >= block.level:
            above = parents[above]
        parents.append(above if above >= 0 and blocks[above].kind == "item" else -1)
    return parents


def _lead_ins(
    blocks: Sequence[Block], parents: Sequence[int], first: Atom, limit: int
) -> tuple[str, ...]:
    """Return the items above the one with which a passage begins in mid-list."""
    found: list[str] = []
    if first.is_item and first.level + bool(first.index) > 1:
        at = first.block if first.index else parents[first.block]
        while at >= 0:
            text = blocks[at].view.text
            found.insert(0, text if len(text) <= limit else text[: limit - 1].rstrip() + "…")
            at = parents[at] if blocks[at].level > 1 else -1
    return tuple(found)
