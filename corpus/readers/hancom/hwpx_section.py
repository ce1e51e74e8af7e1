"""The body of an HWPX file: paragraphs with all that stands in them and hangs on them.

Source: KS X 6101 (OWPML): `sec`, `p`, `run`, `ctrl`, `secPr`, `subList`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from corpus.readers.flow import Note, Paragraph, ParagraphKind, Piece, raise_anchor
from corpus.readers.hancom.hwpx_head import Head, ParagraphShape
from corpus.readers.hancom.hwpx_numbers import Numbers
from corpus.readers.hancom.hwpx_objects import (
    DRAWN,
    INLINE,
    LOSSES,
    art_text,
    described,
    inline_text,
)
from corpus.readers.hancom.hwpx_tables import inner_list, read_caption, read_table
from corpus.readers.hancom.hwpx_text import TextDraft, Tracking, read_text
from corpus.readers.hancom.hwpx_values import find_child, int_value, text_value
from corpus.readers.hancom.numbering import DEFAULT_OUTLINE, Counters, is_numbered
from corpus.readers.hancom.outline import Look, is_caption_style, style_level
from corpus.readers.hancom.pages import Pagination
from corpus.readers.hancom.tables import flatten
from corpus.readers.office.drawings import read_chart
from corpus.readers.xml import Element, children, descendants, local_name

# Nearly all characters of a bold paragraph are.
_BOLD_SHARE = 0.9
_NOTES = {"footNote": "FOOTNOTE", "endNote": "ENDNOTE"}
_PAGE_NUMBERS = ("PAGE", "TOTAL_PAGE")


@dataclass(slots=True)
class Draft:
    """A paragraph as read, before it is placed on its page.

    `before` and `after` are the tables and boxes that hang on it, `called` the units at which
    they do with the first piece of each. `controls` are those that
    concern its page; `hanging` are its floating objects; `section` is the section that begins
    with it; `is_raised` tells of the run that is read.
    """

    paragraph: Paragraph
    look: Look
    text: TextDraft
    element: Element
    shape: ParagraphShape
    before: list[Piece] = field(default_factory=list)
    after: list[Piece] = field(default_factory=list)
    called: list[tuple[int, Piece]] = field(default_factory=list)
    furniture: list[Piece] = field(default_factory=list)
    controls: list[Element] = field(default_factory=list)
    hanging: list[Element] = field(default_factory=list)
    section: Element | None = None
    is_raised: bool = False


@dataclass(slots=True)
class _Inner:
    """What stands in cells and boxes and concerns the page."""

    controls: list[Element] = field(default_factory=list)
    furniture: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """What runs through a document from its first paragraph to its last."""

    head: Head
    counters: Counters
    read_part: Callable[[str], Element | None] = lambda name: None
    pages: Pagination = field(default_factory=Pagination)
    numbers: Numbers = field(default_factory=Numbers)
    losses: Counter[str] = field(default_factory=Counter)
    looks: list[Look] = field(default_factory=list)
    tracking: Tracking = field(default_factory=Tracking)
    outline: int = 0
    masters: list[str] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _quiet: int = 0
    _inner: _Inner = field(default_factory=_Inner)

    def begin_part(self, root: Element) -> None:
        """Prepare for the text of another part."""
        ended = {
            text_value(one, "Id") or text_value(one, "TcId")
            for one in descendants(root, "deleteEnd")
        }
        self.tracking = Tracking(frozenset(ended), self.losses)

    def read_list(self, element: Element) -> list[Piece]:
        """Return the paragraphs of a cell, box or note with all that hangs on them."""
        pieces: list[Piece] = []
        for one in children(element, "p"):
            draft = self.read_paragraph(one)
            # What concerns the page may stand in a cell, and so may its header.
            self._inner.controls += [c for c in draft.controls if local_name(c) != "colPr"]
            self._inner.furniture += draft.furniture
            pieces += (*draft.before, draft.paragraph, *draft.after)
        return pieces

    def read_body_paragraph(self, element: Element) -> Draft:
        """Read a paragraph of the body itself, with what of its page stands inside it."""
        self._inner = _Inner()
        draft = self.read_paragraph(element, is_body=True)
        draft.controls += self._inner.controls
        draft.furniture += self._inner.furniture
        return draft

    def read_paragraph(self, element: Element, is_body: bool = False) -> Draft:
        """Read a paragraph; its numbering and notes are counted."""
        style = self.head.styles.get(text_value(element, "styleIDRef"))
        key = text_value(element, "paraPrIDRef") or (style.paragraph if style else "")
        shape = self.head.paragraphs.get(key) or ParagraphShape()
        names = style.names if style else ()
        draft = Draft(Paragraph(""), Look(""), TextDraft(), element, shape)
        section = _section_of(element)
        if section is not None:
            self.outline = int_value(section, "outlineShapeIDRef")
        # Counted before what hangs on the paragraph, and for empty ones too, as Hancom does.
        marker, is_number = self._marker(shape)
        notes: list[Note] = []
        sizes: Counter[tuple[float, bool]] = Counter()
        for run in children(element):
            length = len(draft.text.parts)
            letters = self.head.letters.get(text_value(run, "charPrIDRef"))
            draft.is_raised = letters is not None and letters.raised
            if (name := local_name(run)) == "run":
                self._read_run(run, draft, notes)
            elif name != "linesegarray":
                # Some programs forget the run around what stands in one.
                self._read_one(run, name, draft, notes)
            if letters is not None:
                added = sum(len(part.strip()) for part in draft.text.parts[length:])
                sizes[letters.size, letters.bold] += added
        text = draft.text.text
        self.losses["glyphs-unmapped"] += draft.text.unmapped
        if not text.strip():
            marker = ""
        kind: ParagraphKind = "caption" if is_caption_style(names) else "body"
        if kind == "body" and marker:
            kind = "item"
        level = shape.level if kind == "item" else 0
        draft.paragraph = Paragraph(text, kind, level, marker, tuple(notes))
        size, bold = _letters(sizes)
        outline = shape.level if shape.heading == "OUTLINE" else 0
        # Numbers count lists as well; a style of headings says what they count here.
        is_open = shape.heading in ("NONE", "OUTLINE") or style_level(names) > 0
        signed = bool(marker) and not is_number
        draft.look = Look(text, names, outline, is_number, size, bold, is_body and is_open, signed)
        self.looks.append(draft.look)
        return draft

    def _marker(self, shape: ParagraphShape) -> tuple[str, bool]:
        """Return what the format prints before a paragraph, and whether it is a number."""
        if shape.heading == "BULLET":
            return self.counters.bullet(shape.definition), False
        if shape.heading not in ("OUTLINE", "NUMBER"):
            return "", True
        definition = shape.definition
        if shape.heading == "OUTLINE" and not definition:
            definition = self.outline
        numbering = self.counters.numberings.get(definition, DEFAULT_OUTLINE)
        marker = self.counters.number(definition, shape.level)
        return marker, is_numbered(numbering, shape.level)

    def _read_run(self, run: Element, draft: Draft, notes: list[Note]) -> None:
        for one in run:
            name = local_name(one)
            if name == "switch":
                # Newer kinds of objects come with a stand-in for older programs.
                case = find_child(one, "case")
                stand_in = find_child(one, "default")
                inner = case if case is not None else stand_in
                for other in children(inner) if inner is not None else ():
                    self._read_one(other, local_name(other), draft, notes)
            elif name:
                self._read_one(one, name, draft, notes)

    def _read_one(self, one: Element, name: str, draft: Draft, notes: list[Note]) -> None:
        if name == "t":
            read_text(one, draft.text, self.tracking, draft.is_raised)
        elif name == "ctrl":
            for control in children(one):
                self._read_control(control, local_name(control), draft, notes)
        elif name == "secPr":
            draft.section = one
            draft.text.control()
            self.numbers.begin_section(one)
            self.masters += [text_value(m, "idRef") for m in children(one, "masterPage")]
        elif name == "tbl":
            draft.text.control()
            draft.hanging.append(one)
            self._hang(draft, [read_table(one, self.read_list)])
        elif name in INLINE:
            shown = inline_text(name, one)
            self.losses["equations-as-written"] += name == "equation" and bool(shown)
            draft.text.control("" if self.tracking.open else shown)
        elif name in DRAWN:
            draft.text.control()
            draft.hanging.append(one)
            self._hang(draft, self._read_drawn(one, name))
        elif name in _NOTES or name in ("header", "footer"):
            # Some programs leave the `ctrl` around it out.
            self._read_control(one, name, draft, notes)
        else:
            draft.text.control()
            self._hang(draft, self._read_unknown(one))

    def _hang(self, draft: Draft, pieces: list[Piece]) -> None:
        (draft.before if draft.text.is_blank else draft.after).extend(pieces)
        draft.called += [(draft.text.last_unit, piece) for piece in pieces[:1]]

    def _read_drawn(self, element: Element, name: str) -> list[Piece]:
        pieces: list[Piece] = []
        caption = find_child(element, "caption")
        captions: list[Piece] = [
            Paragraph(one.text, "caption", 0, one.marker, one.notes)
            for one in read_caption(caption, self.read_list)
            if one.text.strip()
        ]
        is_below = text_value(caption, "side", "BOTTOM").upper() in ("BOTTOM", "RIGHT")
        if not is_below:
            pieces += captions
        figures = self._read_chart(element) if name == "chart" else []
        pieces += figures
        if name in LOSSES and not figures:
            self.losses[LOSSES[name]] += 1
        if told := described(element):
            pieces.append(Paragraph(f"[그림: {told}]"))
        if name == "textart" and (words := art_text(element)):
            pieces.append(Paragraph(words))
        drawn = find_child(element, "drawText")
        if drawn is not None:
            pieces += self.read_list(inner_list(drawn))
        for one in children(element, *DRAWN, "tbl"):
            inner = local_name(one)
            if inner == "tbl":
                pieces.append(read_table(one, self.read_list))
            else:
                pieces += self._read_drawn(one, inner)
        return pieces + captions if is_below else pieces

    def _read_unknown(self, element: Element) -> list[Piece]:
        """Return the paragraphs of what is not known: a later version's words are words."""
        pieces: list[Piece] = []
        stack = [element]
        while stack:
            one = stack.pop()
            if find_child(one, "p") is not None:
                pieces += self.read_list(one)
            else:
                stack.extend(reversed(list(children(one))))
        return pieces

    def _read_chart(self, element: Element) -> list[Piece]:
        """Return the figures of a chart; empty if its part cannot be found or holds none."""
        root = self.read_part(text_value(element, "chartIDRef"))
        return list(read_chart(root)) if root is not None else []

    def _read_control(self, control: Element, name: str, draft: Draft, notes: list[Note]) -> None:
        shown = ""
        if name in _NOTES:
            number = self.numbers.note(_NOTES[name], control)
            self._quiet += 1
            paragraphs = flatten(self.read_list(inner_list(control)))
            self._quiet -= 1
            if not self.tracking.open:
                notes.append(Note(number, paragraphs))
                shown = raise_anchor(number)
        elif name in ("header", "footer"):
            draft.furniture += self._furniture(control)
            draft.controls.append(control)
        elif name == "autoNum":
            kind = text_value(control, "numType").upper()
            if not self._quiet or kind not in (*_NOTES.values(), *_PAGE_NUMBERS):
                shown = self.numbers.automatic(control)
        elif name == "newNum" and text_value(control, "numType").upper() != "PAGE":
            self.numbers.restart(text_value(control, "numType").upper(), int_value(control, "num"))
        elif name == "hiddenComment":
            self.losses["hidden-text-left-out"] += 1
        elif name == "fieldBegin" and text_value(control, "type").upper() == "MEMO":
            self.losses["comments-left-out"] += 1
        else:
            draft.controls.append(control)
        draft.text.control(shown)

    def _furniture(self, control: Element) -> Iterator[Piece]:
        """Yield the paragraphs of a header or footer; what has stood before stands once."""
        self._quiet += 1
        found = flatten(self.read_list(inner_list(control)))
        self._quiet -= 1
        for one in found:
            text = " ".join(f"{one.marker} {one.text}".split())
            if any(char.isalnum() for char in text) and text not in self._seen:
                self._seen.add(text)
                yield Paragraph(text, "furniture", notes=one.notes)

    def read_master(self, root: Element) -> list[Piece]:
        """Return what stands behind the text of every page (바탕쪽), as furniture."""
        return list(self._furniture(root))


def _section_of(paragraph: Element) -> Element | None:
    for run in children(paragraph, "run"):
        if (section := find_child(run, "secPr")) is not None:
            return section
    return None


def _letters(sizes: Counter[tuple[float, bool]]) -> tuple[float, bool]:
    """Return the size of most characters, and whether nearly all are bold."""
    if not sizes:
        return 10.0, False
    total = sum(sizes.values())
    by_size: Counter[float] = Counter()
    for (size, _), count in sizes.items():
        by_size[size] += count
    bold = sum(count for (_, is_bold), count in sizes.items() if is_bold)
    size = max(by_size.items(), key=lambda item: (item[1], item[0]))[0]
    return size, total > 0 and bold >= _BOLD_SHARE * total
