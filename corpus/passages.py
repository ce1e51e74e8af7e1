"""Passages: what is indexed, retrieved and cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from corpus.document import Block, Document, Passage, PassageKind
from corpus.passages_pack import Atom, pack
from corpus.passages_units import row_units, sentence_spans
from corpus.structure import parse_blocks
from corpus.view import Span, View


@dataclass(frozen=True, slots=True)
class Chunking:
    """How long passages are, in characters of their view.

    Between 300 and 500 characters retrieve best on Korean reports (over 1,000 loses some
    5 points of MRR; see BAEM1N/RAG-Evaluation): a passage aims at `target_chars` and passes
    `max_chars` only where one sentence does. `context_chars` bounds how much of a list's
    lead-in is repeated in the heading path of a passage that begins in mid-list.
    """

    target_chars: int = 400
    max_chars: int = 500
    context_chars: int = 100

    def __post_init__(self) -> None:
        """Refuse sizes that cannot be met."""
        if not 0 < self.target_chars <= self.max_chars:
            raise ValueError("target_chars must be above 0 and not above max_chars")


def make_passages(
    document: Document,
    blocks: Sequence[Block] | None = None,
    settings: Chunking = Chunking(),  # noqa: B008
) -> tuple[Passage, ...]:
    """Cut a document into passages, in the order of their beginnings.

    Everything but furniture is in exactly one passage. Prose flows around tables and notes
    within its section; a sentence is never cut.
    """
    blocks = parse_blocks(document) if blocks is None else blocks
    drafts: list[_Draft] = []
    stream: list[Block] = []
    for part in _parts(blocks):
        if isinstance(part, list):
            drafts.extend(_table_drafts(part, settings))
        elif part.kind == "footnote":
            drafts.append(_Draft("footnote", part.view, _units(part.view), part.heading))
        else:
            stream.append(part)
    drafts.extend(_prose_drafts(stream, settings))
    drafts = [draft for draft in drafts if draft.view.runs]
    drafts.sort(key=lambda draft: (draft.view.runs[0].source, draft.view.runs[-1].source))
    return tuple(_passage(document, number, draft) for number, draft in enumerate(drafts))


def document_title(document: Document, blocks: Sequence[Block]) -> str:
    """Return the title a person would give the document, never empty."""
    if document.title.strip():
        return document.title.strip()
    shown = [block for block in blocks if block.kind != "furniture"]
    for block in shown[:8]:
        if block.kind == "heading" and block.level == 1 and not _is_contents(block):
            return block.view.text
        if block.kind == "paragraph" and 2 < len(block.view.text) <= 60:
            return block.view.text
    top = next((block for block in shown if block.kind == "heading"), None)
    if top is not None and not top.marker:
        return top.view.text
    name = document.source.rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] or name or document.source


def _is_contents(block: Block) -> bool:
    return "".join(block.view.text.split()) in ("목차", "차례", "요약", "서문", "머리말", "개요")


@dataclass(frozen=True, slots=True)
class _Draft:
    kind: PassageKind
    view: View
    units: tuple[Span, ...]
    heading: tuple[str, ...]
    caption: str = ""


def _passage(document: Document, ordinal: int, draft: _Draft) -> Passage:
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
        page=document.page_at(draft.view.runs[0].source).number,
    )


def _parts(blocks: Sequence[Block]) -> list[Block | list[Block]]:
    """Return blocks one by one, but a table with its caption and source as a list."""
    bodies = [block for block in blocks if block.kind != "furniture"]
    taken: dict[int, list[int]] = {}
    owner: dict[int, int] = {}
    for at, block in enumerate(bodies):
        if block.kind != "table" or block.table is None:
            continue
        around = [at]
        before = at - 1
        while before >= 0 and bodies[before].kind in ("caption", "footnote"):
            if bodies[before].kind == "caption" and before not in owner:
                around.insert(0, before)
            before -= 1
        after = at + 1
        while after < len(bodies) and (
            bodies[after].kind == "source"
            or bodies[after].kind == "caption"
            and bodies[after].view.text == block.table.caption
            or bodies[after].kind == "footnote"
            and block.table.source
        ):
            if bodies[after].kind != "footnote":
                around.append(after)
            after += 1
        taken[at] = around
        owner.update(dict.fromkeys(around, at))
    parts: list[Block | list[Block]] = []
    for at, block in enumerate(bodies):
        if at in taken:
            parts.append([bodies[place] for place in taken[at]])
        elif at not in owner:
            parts.append(block)
    return parts


def _table_drafts(blocks: Sequence[Block], settings: Chunking) -> list[_Draft]:
    at = next(number for number, block in enumerate(blocks) if block.table is not None)
    block = blocks[at]
    table = block.table
    if table is None or not block.view.runs:
        return []
    caption = table.caption
    if table.unit and table.unit not in caption:
        caption = f"{caption} (단위: {table.unit})".strip()
    head: list[View | str] = []
    for before in blocks[:at]:
        head.extend((before.view, "\n"))
    header = _header_view(block)
    if header is not None:
        head.extend((header, "\n"))
    drafts: list[_Draft] = []
    lines: list[View | str] = list(head)
    units: list[Span] = []
    size = start = sum(len(part if isinstance(part, str) else part.text) for part in lines)

    def flush() -> None:
        nonlocal lines, units, size
        if units:
            drafts.append(
                _Draft("table", View.join(lines[:-1]), tuple(units), block.heading, caption)
            )
            lines, units, size = [], [], 0

    for row in table.rows:
        for line in row_units(table, row):
            if units and size + len(line.text) > settings.max_chars:
                flush()
            units.append(Span(size, size + len(line.text)))
            lines.extend((line, "\n"))
            size += len(line.text) + 1
    for after in blocks[at + 1 :]:
        units.append(Span(size, size + len(after.view.text)))
        lines.extend((after.view, "\n"))
        size += len(after.view.text) + 1
    if not units and start:
        units.append(Span(0, start - 1))
    flush()
    return drafts


def _header_view(block: Block) -> View | None:
    """Return the lines of a table's block above its rows."""
    if block.table is None:
        return None
    first = next((cell for row in block.table.rows for cell in row if cell.runs), None)
    if first is None:
        return block.view
    at = block.view.view_span(first.runs[0].source, first.runs[0].source + 1).start
    end = block.view.text.rfind("\n", 0, at)
    return block.view.slice(0, end) if end > 0 else None


def _units(view: View) -> tuple[Span, ...]:
    return tuple(sentence_spans(view.text))


def _prose_drafts(blocks: Sequence[Block], settings: Chunking) -> list[_Draft]:
    drafts: list[_Draft] = []
    section: list[Block] = []
    bare = _bare_headings(blocks)
    asides: list[Block] = []
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            if at not in bare:
                continue
            block = replace(block, heading=_neighbour(blocks, bare, at).heading)
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
        drafts.append(_Draft("prose", block.view, _units(block.view), block.heading))
    return drafts


def _neighbour(blocks: Sequence[Block], bare: set[int], at: int) -> Block:
    """Return the block in whose section a heading without text of its own is shown."""
    for near in (*range(at + 1, len(blocks)), *range(at - 1, -1, -1)):
        if blocks[near].kind != "heading":
            return blocks[near]
    return blocks[at]


def _bare_headings(blocks: Sequence[Block]) -> set[int]:
    """Return the headings with nothing below: no passage would name them."""
    bare = set()
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            name = f"{block.marker} {block.view.text}".strip()
            named = following is not None and following.heading[-1:] in (
                (name,),
                (block.view.text,),
            )
            nests = following is not None and len(following.heading) > len(block.heading)
            if not (named or nests or at == 0 and block.level == 1):
                bare.add(at)
    return bare


def _section_drafts(blocks: Sequence[Block], settings: Chunking) -> list[_Draft]:
    atoms: list[Atom] = []
    for number, block in enumerate(blocks):
        for index, span in enumerate(_units(block.view)):
            atoms.append(
                Atom(number, index, len(span) + 1, block.level, block.kind == "item", span)
            )
    drafts = []
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
        lead = _lead_ins(blocks, group[0], settings.context_chars)
        drafts.append(
            _Draft(
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
    return "  " * (max(1, block.level) - 1) + f"{sign} "


def _lead_ins(blocks: Sequence[Block], first: Atom, limit: int) -> tuple[str, ...]:
    """Return the items above the one with which a passage begins in mid-list."""
    found: list[str] = []
    level = first.level if first.is_item else 0
    if first.index:
        level += 1
    for block in reversed(blocks[: first.block + (1 if first.index else 0)]):
        if level <= 1 or block.kind != "item":
            break
        if block.level < level:
            level = block.level
            text = block.view.text
            found.insert(0, text if len(text) <= limit else text[: limit - 1].rstrip() + "…")
    return tuple(found)
