"""The paragraphs of an HWPX section on their pages.

Source: KS X 6101 (OWPML): `secPr` with `pagePr`, `startNum`, `visibility`; `colPr`,
`pageNum`, `newNum`, `pageHiding`; `linesegarray`; `pos`, `sz`, `outMargin` of objects.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import cast

from corpus.readers.flow import FlowTable, PageStart, Piece
from corpus.readers.hancom.breaks import begin_between
from corpus.readers.hancom.hwpx_numbers import read_format
from corpus.readers.hancom.hwpx_section import Body, Draft
from corpus.readers.hancom.hwpx_tables import row_heights
from corpus.readers.hancom.hwpx_values import (
    find_child,
    flag_value,
    int_value,
    text_value,
)
from corpus.readers.hancom.numbering import NumberFormat
from corpus.readers.hancom.pages import Line, Pagination, StartsOn
from corpus.readers.hancom.tables import begin_pages
from corpus.readers.xml import Element, children, descendants, local_name

_PARTS = ("top", "bottom", "header", "footer")


@dataclass(slots=True)
class Layout:
    """The pieces of a document in order; `heads` are the places of body paragraphs in them.

    `heads` and `looks` belong together: the number of a paragraph's look.
    """

    body: Body
    pieces: list[Piece] = field(default_factory=lambda: [PageStart(is_counted=True)])
    heads: list[tuple[int, int]] = field(default_factory=list)

    def add_section(self, root: Element) -> None:
        """Add the text of a section."""
        self.body.begin_part(root)
        losses = self.body.losses
        told = losses["comments-left-out"]
        paragraphs = list(children(root, "p"))
        for number, one in enumerate(paragraphs):
            draft = self.body.read_body_paragraph(one)
            look = len(self.body.looks) - 1
            following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
            self._add(draft, look, following, is_first=number == 0)
        # Memos may stand beside the text without a place in it that calls them.
        memos = sum(1 for group in children(root, "memogroup") for _ in children(group, "memo"))
        losses["comments-left-out"] = max(losses["comments-left-out"], told + memos)

    def _add(self, draft: Draft, look: int, following: Element | None, is_first: bool) -> None:
        pages = self.body.pages
        if is_first or draft.section is not None:
            turned = _begin_section(pages, draft.section, self._first_number())
            self._turn(turned)
        columns = [one for one in draft.controls if local_name(one) == "colPr"]
        for one in columns:
            is_parallel = text_value(one, "type").upper() == "PARALLEL"
            pages.set_columns(int_value(one, "colCount", 1), is_parallel)
        turn = pages.place(
            _lines(draft.element),
            page_break=flag_value(draft.element, "pageBreak") or draft.shape.page_break,
            column_break=flag_value(draft.element, "columnBreak"),
            reach=max((_reach(one) for one in draft.hanging), default=0),
        )
        self._turn(turn.before)
        for one in draft.controls:
            _control_page(pages, one)
        paragraph = draft.paragraph
        if turn.inside:
            hung = (draft.called, draft.before, draft.after)
            breaks = begin_between(turn.inside, *hung, paragraph.text, draft.text.place)
            paragraph = replace(paragraph, breaks=breaks)
        before, after = self._split(draft, following)
        self.pieces += (*draft.furniture, *before)
        self.heads.append((len(self.pieces), look))
        self.pieces += (paragraph, *after)

    def _split(self, draft: Draft, following: Element | None) -> tuple[list[Piece], list[Piece]]:
        """Return what hangs on a paragraph, tables cut where a page begins in them."""
        before, after = list(draft.before), list(draft.after)
        tables = [one for one in draft.hanging if local_name(one) == "tbl"]
        if len(tables) != 1 or not _hangs(tables[0]):
            return before, after
        table = tables[0]
        heights = row_heights(table)
        shown = next((p for p in (*before, *after) if isinstance(p, FlowTable)), None)
        lines = _lines(following) if following is not None else []
        is_forced = following is not None and flag_value(following, "pageBreak")
        if shown is None or text_value(table, "pageBreak", "NONE").upper() == "NONE":
            return before, after
        header = sum(heights[: shown.header_rows]) if flag_value(table, "repeatHeader") else 0
        turns = self.body.pages.split_table(
            heights,
            offset=_offset(table),
            repeated=header,
            rows_stay_whole=text_value(table, "pageBreak").upper() == "TABLE",
            following=lines[0].top if lines and not is_forced else None,
        )
        for pieces in (before, after):
            for place, piece in enumerate(pieces):
                if turns and piece is shown:
                    pieces[place] = begin_pages(shown, turns)
        return before, after

    def _turn(self, count: int) -> None:
        self.pieces += [PageStart(is_counted=True)] * count

    def _first_number(self) -> int:
        """Return the number of the document's first page, where the head says one."""
        return 0 if self.heads else self.body.head.begin.get("page", 0)


def _begin_section(pages: Pagination, properties: Element | None, first: int) -> int:
    if properties is None:
        return pages.begin_section(0, first)
    start = find_child(properties, "startNum")
    return pages.begin_section(
        _body_height(properties),
        int_value(start, "page") or first,
        _parity(start),
        flag_value(find_child(properties, "visibility"), "hideFirstPageNum"),
    )


def _parity(element: Element | None) -> StartsOn:
    parity = text_value(element, "pageStartsOn", "BOTH").upper()
    return cast("StartsOn", parity if parity in ("EVEN", "ODD") else "BOTH")


def _body_height(properties: Element) -> int:
    page = find_child(properties, "pagePr")
    margin = find_child(page, "margin")
    # On its side: the sizes are those of the upright sheet.
    is_wide = text_value(page, "landscape").upper() == "NARROWLY"
    height = int_value(page, "width" if is_wide else "height")
    height -= sum(int_value(margin, part) for part in _PARTS)
    if text_value(page, "gutterType").upper() == "TOP_BOTTOM":
        height -= int_value(margin, "gutter")
    return height


def _lines(paragraph: Element) -> list[Line]:
    """Return the lines of a paragraph; their places are Hancom's, not yet ours."""
    array = find_child(paragraph, "linesegarray")
    if array is None:
        return []
    return [
        Line(int_value(one, "textpos"), int_value(one, "vertpos"), int_value(one, "vertsize"))
        for one in children(array, "lineseg")
    ]


def _control_page(pages: Pagination, control: Element) -> None:
    """Let a control change the number of the page it stands on."""
    name = local_name(control)
    if name == "newNum":
        pages.restart(int_value(control, "num"))
    elif name == "pageNumCtrl":
        pages.start_on(_parity(control))
    elif name == "pageHiding" and flag_value(control, "hidePageNum"):
        pages.hide_number()
    elif name == "pageNum":
        form = NumberFormat(text_value(control, "formatType", "DIGIT").upper())
        shown = text_value(control, "pos").upper() != "NONE"
        pages.print_numbers(form.write if shown else None)
    elif name in ("header", "footer"):
        for one in descendants(control, "autoNum"):
            if text_value(one, "numType").upper() == "PAGE":
                form = read_format(find_child(one, "autoNumFormat")) or NumberFormat()
                pages.print_numbers(form.write)


def _hangs(element: Element) -> bool:
    """Tell an object that takes room below its paragraph from one in the line or above all."""
    position = find_child(element, "pos")
    return (
        not flag_value(position, "treatAsChar")
        and text_value(element, "textWrap").upper() in ("TOP_AND_BOTTOM", "SQUARE")
        and text_value(position, "vertRelTo").upper() == "PARA"
    )


def _offset(element: Element) -> int:
    return max(0, int_value(find_child(element, "pos"), "vertOffset"))


def _reach(element: Element) -> int:
    if not _hangs(element):
        return 0
    margin = find_child(element, "outMargin")
    room = sum(max(0, int_value(margin, side)) for side in ("top", "bottom"))
    return _offset(element) + max(0, int_value(find_child(element, "sz"), "height")) + room
