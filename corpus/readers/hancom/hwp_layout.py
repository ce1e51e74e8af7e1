"""The paragraphs of HWP 5 on their pages, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from corpus.readers.flow import PageStart, Piece
from corpus.readers.hancom import hwp_objects as objects
from corpus.readers.hancom.breaks import begin_between
from corpus.readers.hancom.hwp_body import Draft
from corpus.readers.hancom.hwp_records import Fields
from corpus.readers.hancom.pages import Pagination
from corpus.readers.hancom.tables import begin_pages

_PARALLEL = 2


@dataclass(slots=True)
class Layout:
    """The pieces so far; `heads` are the places of body paragraphs and the numbers of looks.

    `is_begun` tells that there was a paragraph at all, with words or without.
    """

    pages: Pagination = field(default_factory=Pagination)
    first_number: int = 0
    pieces: list[Piece] = field(default_factory=list)
    heads: list[tuple[int, int]] = field(default_factory=list)
    is_begun: bool = False

    def add_section(self, drafts: Iterable[Draft]) -> None:
        """Add the paragraphs of a section."""
        waiting: Draft | None = None
        is_first = True
        for draft in drafts:
            if waiting is not None:
                self._add(waiting, draft, is_first)
                is_first = False
            waiting = draft
        if waiting is not None:
            self._add(waiting, None, is_first)

    def _add(self, draft: Draft, following: Draft | None, is_first: bool) -> None:
        pages = self.pages
        section = draft.section
        if is_first or section is not None:
            first = 0 if self.is_begun else self.first_number
            self.is_begun = True
            turned = pages.begin_section(
                section.body if section else 0,
                (section.number if section else 0) or first,
                hide_first=section is not None and section.hides_first,
            )
            self.pieces += [PageStart(is_counted=True)] * turned
        for name, data in draft.controls:
            if name == "cold":
                bits = Fields(data, 4).u16()
                pages.set_columns(bits >> 2 & 0xFF, bits & 3 == _PARALLEL)
        turn = pages.place(
            draft.raw.lines,
            page_break=draft.raw.page_break,
            column_break=draft.raw.column_break,
            reach=max((one.offset + one.height for one in draft.hanging if one.hangs), default=0),
        )
        self.pieces += [PageStart(is_counted=True)] * turn.before
        for name, data in draft.controls:
            self._control(name, data)
        for form in draft.page_forms:
            pages.print_numbers(form.write)
        paragraph = draft.paragraph
        if turn.inside:
            hung = (draft.called, draft.before, draft.after)
            breaks = begin_between(turn.inside, *hung, paragraph.text, draft.text.place)
            paragraph = replace(paragraph, breaks=breaks)
        self._split_table(draft, following)
        self.pieces += (*draft.furniture, *draft.before)
        if draft.look >= 0:
            self.heads.append((len(self.pieces), draft.look))
        if paragraph.text or paragraph.notes or paragraph.breaks:
            self.pieces.append(paragraph)
        self.pieces += draft.after

    def _control(self, name: str, data: bytes) -> None:
        """Let a control change the number of the page it stands on."""
        if name == "nwno":
            self.pages.restart(objects.read_auto_number(data).number)
        elif name == "pghd" and Fields(data, 4).u32() & 1 << 5:
            self.pages.hide_number()
        elif name == "pgnp":
            form = objects.read_page_number(data)
            self.pages.print_numbers(form.write if form is not None else None)

    def _split_table(self, draft: Draft, following: Draft | None) -> None:
        """Begin pages in a table that runs over the end of one."""
        if len(draft.tables) != 1:
            return
        hung = draft.tables[0]
        if not hung.size.splits:
            return
        top = None
        if following is not None and following.raw.lines and not following.raw.page_break:
            top = following.raw.lines[0].top
        turns = self.pages.split_table(
            hung.heights,
            offset=hung.offset,
            repeated=sum(hung.heights[: hung.table.header_rows]) if hung.size.repeats else 0,
            rows_stay_whole=hung.size.keeps_rows,
            following=top,
        )
        for pieces in (draft.before, draft.after) if turns else ():
            for place, piece in enumerate(pieces):
                if piece is hung.table:
                    pieces[place] = begin_pages(hung.table, turns)
                    return
