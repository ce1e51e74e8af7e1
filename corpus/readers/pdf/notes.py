"""Footnotes and endnotes of a PDF, and the small raised numbers that call them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from corpus.readers.flow import raise_anchor
from corpus.readers.pdf.furniture import Furniture, Place
from corpus.readers.pdf.headings import Sizes
from corpus.readers.pdf.layout import FOOT, PagePieces, Piece
from corpus.readers.pdf.lines import Printed, raise_text

# Notes are set in type smaller than this share of the body's.
_SMALLER = 0.92
# Share of the page's height that the last note reaches, and where notes may begin.
_NOTES_REACH = 0.75
_NOTES_BEGIN = 1 / 3
# The rule above notes: shares of the page's width, and points by which it may miss the margin.
_RULE = (0.08, 0.6)
_RULE_SHIFT = 12.0
_SIGN = re.compile(
    r"(?P<number>\d{1,3})(?:\)|(?=\s))\s*(?=\S)|(?P<sign>\*{1,3}|[†‡※])\s*(?=\S)"
    r"|주\s?(?P<word>\d{0,2})[):]\s*(?=\S)"
)
# Set straight before the note's first word, a number is none but where one is due.
_BARE = re.compile(r"(?P<number>\d{1,3})(?=[^\s\d,.%)])")
_ENDED = (".", "다", "。", ")", "?", "!")
_ENDNOTES = re.compile(
    r"[\[<〈]?\s*(?:미\s*주|후\s*주|주\s*석|각\s*주|Notes|Endnotes)\s*[\]>〉]?", re.I
)
_ENDNOTE = re.compile(r"[\[(]?(?P<number>\d{1,3})[\]).]\s*(?=\S)")
# Units after which a small raised 2 or 3 is a power.
_POWER = re.compile(r"(?:\d|(?<![A-Za-z])(?:[mckd]?m|ft|in|s|sec|kg|R))$")


@dataclass(frozen=True, slots=True)
class Notes:
    """The lines of notes: `lines` says which note each is of, `signs` where its number ends.

    `numbers` are the notes that a page can call.
    """

    lines: Mapping[Place, int] = field(default_factory=dict)
    signs: Mapping[Place, tuple[str, int]] = field(default_factory=dict)
    numbers: Mapping[int, Set[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Finder:
    pages: Sequence[PagePieces]
    furniture: Furniture
    sizes: Sizes
    lines: dict[Place, int] = field(default_factory=dict)
    signs: dict[Place, tuple[str, int]] = field(default_factory=dict)
    numbers: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    count: int = 0
    last: int = 0
    # The last note of the page before, while it may run over.
    open_note: int = 0
    open_text: str = ""

    def read_page(self, index: int) -> None:
        """Find the notes at the foot of each column of a page."""
        page = self.pages[index]
        reach = self.open_note
        open_text = self.open_text
        self.open_note = 0
        for column in _columns(page, index, self.furniture):
            tail, is_ruled = self._tail(page, column)
            notes: list[list[int]] = []
            over: list[int] = []
            signs: dict[int, tuple[str, int]] = {}
            for place in tail:
                sign = self._sign(page.pieces[place], is_ruled, bool(notes))
                if sign is not None:
                    signs[place] = sign
                    notes.append([place])
                    if sign[0].isdigit():
                        self.last = int(sign[0])
                elif notes:
                    notes[-1].append(place)
                else:
                    over.append(place)
            values = [int(sign[0]) for sign in signs.values() if sign[0].isdigit()]
            # Notes count upward; a list in small print that does not is none.
            if values != sorted(set(values)):
                continue
            runs_over = reach and (is_ruled or not open_text.rstrip().endswith(_ENDED))
            if over and runs_over and (notes or is_ruled):
                self._take(index, over, reach)
            for note in notes:
                self.count += 1
                self._take(index, note, self.count)
                number, end = signs[note[0]]
                self.signs[index, note[0]] = (number, end)
                self.numbers[index].add(number)
            if notes or over and runs_over:
                self.open_note = self.count if notes else reach
                self.open_text = page.pieces[tail[-1]].text

    def _take(self, index: int, places: Sequence[int], note: int) -> None:
        for place in places:
            self.lines[index, place] = note

    def _tail(self, page: PagePieces, column: Sequence[int]) -> tuple[list[int], bool]:
        """Return the small lines at the end of a column, or those below the rule of notes."""
        pieces = page.pieces
        if not column or pieces[column[-1]].base < _NOTES_REACH * page.height:
            return [], False
        left = min(pieces[place].left for place in column)
        ruled = [
            rule.at
            for rule in page.rules
            if _RULE[0] * page.frame.width <= rule.end - rule.start <= _RULE[1] * page.frame.width
            and abs(rule.start - left) < _RULE_SHIFT
            and rule.at > _NOTES_BEGIN * page.height
        ]
        for at in sorted(ruled):
            below = [place for place in column if pieces[place].top > at - 2]
            is_foot = 0 < len(below) < len(column) and below == list(column[-len(below) :])
            if is_foot and all(
                not pieces[place].is_table and pieces[place].size <= 1.02 * self.sizes.body
                for place in below
            ):
                return below, True
        rest = list(column)
        tail: list[int] = []
        while rest:
            piece = pieces[rest[-1]]
            is_small = not piece.is_table and piece.size <= _SMALLER * self.sizes.body
            if not is_small or piece.base < _NOTES_BEGIN * page.height:
                break
            tail.insert(0, rest.pop())
        has_body = any(piece.size > _SMALLER * self.sizes.body for piece in page.pieces)
        return (tail, False) if has_body else ([], False)

    def _sign(self, piece: Piece, is_ruled: bool, has_notes: bool) -> tuple[str, int] | None:
        """Return the number or sign that begins a note, and where it ends."""
        line = piece.line
        if line.raised and line.raised[0][0] == 0:
            end = line.raised[0][1]
            number = line.text[:end].strip("() ")
            rest = line.text[end:]
            if number and rest.strip(") "):
                return number, end + len(rest) - len(rest.lstrip(") "))
        if found := _SIGN.match(line.text):
            return found["number"] or found["sign"] or found["word"] or "*", found.end()
        due = (self.last + 1,) if has_notes or not is_ruled else (self.last + 1, 1)
        bare = _BARE.match(line.text)
        if bare and int(bare["number"]) in due:
            return bare["number"], bare.end()
        return None

    def read_endnotes(self) -> None:
        """Find the numbered lines below a heading `미주` that raised numbers call."""
        called = Counter(
            line.text[low:high].strip("()")
            for page in self.pages
            for piece in page.pieces
            for line in _printed(piece)
            for low, high in line.raised
        )
        flow = [
            (page_index, index)
            for page_index, page in enumerate(self.pages)
            for index in range(len(page.pieces))
            if (page_index, index) not in self.furniture.places
            and (page_index, index) not in self.lines
        ]
        for at, (page_index, index) in enumerate(flow):
            if _ENDNOTES.fullmatch(self.pages[page_index].pieces[index].text.strip()):
                self._read_list(flow[at + 1 :], called)

    def _read_list(self, flow: Sequence[Place], called: Mapping[str, int]) -> None:
        due = 1
        found: list[list[Place]] = []
        signs: dict[Place, tuple[str, int]] = {}
        for place in flow:
            piece = self.pages[place[0]].pieces[place[1]]
            sign = _ENDNOTE.match(piece.text) or _SIGN.match(piece.text)
            number, end = (sign["number"], sign.end()) if sign else ("", 0)
            if piece.line.raised and piece.line.raised[0][0] == 0:
                end = piece.line.raised[0][1]
                number = piece.text[:end].strip("() ")
            if number == str(due):
                signs[place] = (number, end)
                found.append([place])
                due += 1
            elif not found or piece.is_table or self.sizes.heading_level(piece):
                break
            else:
                found[-1].append(place)
        if sum(1 for number, _ in signs.values() if called.get(number)) * 2 < len(signs):
            return
        for note in found:
            self.count += 1
            self.lines.update((place, self.count) for place in note)
        self.signs.update(signs)
        for page_index in range(len(self.pages)):
            self.numbers[page_index].update(number for number, _ in signs.values())


def find_notes(pages: Sequence[PagePieces], furniture: Furniture, sizes: Sizes) -> Notes:
    """Find the notes of a document.

    Footnotes are small lines at the foot of a page or column, or those below the short rule
    above them, from the first on that begins with a note's number; what stands there before
    it goes on with the last note of the page before. Endnotes are numbered lines below
    `미주` or `주석` whose numbers stand raised in the text.
    """
    finder = _Finder(pages, furniture, sizes)
    for index in range(len(pages)):
        finder.read_page(index)
    finder.read_endnotes()
    return Notes(finder.lines, finder.signs, dict(finder.numbers))


def finish_line(line: Printed, numbers: Set[str], sign: tuple[str, int] | None = None) -> Printed:
    """Return a line as it stands in the text.

    A raised number that calls a note becomes its anchor, another a superscript; the `sign`
    (number, end) that begins a note becomes `3) `.
    """
    if not line.raised and sign is None:
        return line
    text: list[str] = []
    edges: list[float] = []
    at = 0

    def put(new: str, low: int, high: int) -> None:
        text.append(new)
        old = line.edges[low:high]
        if len(new) > len(old):
            old = (*old, *[line.edges[high]] * (len(new) - len(old)))
        edges.extend(old[: len(new)])

    if sign is not None:
        number, at = sign
        put(f"{number}) " if number.isdigit() else line.text[:at], 0, at)
    for low, high in line.raised:
        if low < at:
            continue
        put(line.text[at:low], at, low)
        token = line.text[low:high]
        put(_raised_form(token, line.text[:low], numbers), low, high)
        at = high
    put(line.text[at:], at, len(line.text))
    edges.append(line.edges[-1])
    return Printed("".join(text), line.top, line.bottom, tuple(edges))


def _raised_form(token: str, before: str, numbers: Set[str]) -> str:
    core = token.strip("()")
    is_closed = token.endswith(")")
    is_power = core.isdigit() and not is_closed and _POWER.search(before[-6:])
    if core in numbers and (core.isdigit() or set(core) == {"*"}) and not is_power:
        return raise_anchor(core)
    return token if "(" in token or ")" in token or "*" in token else raise_text(token)


def _printed(piece: Piece) -> Sequence[Printed]:
    if piece.table is None:
        return (piece.line,)
    return [line for cell in piece.table.cells for line in cell.lines]


def _columns(page: PagePieces, index: int, furniture: Furniture) -> list[list[int]]:
    """Return the lines of each column; those in the lower margin belong to the one above them."""
    columns: dict[int, list[int]] = {}
    loose: list[int] = []
    for place, piece in enumerate(page.pieces):
        if (index, place) in furniture.places or piece.frame is not None:
            continue
        (loose if piece.column == FOOT else columns.setdefault(piece.column, [])).append(place)
    if not columns:
        return [loose]
    for place in loose:
        piece = page.pieces[place]
        best = max(
            columns,
            key=lambda column: (
                sum(_overlap(piece, page.pieces[other]) for other in columns[column][-3:]),
                column,
            ),
        )
        columns[best].append(place)
    return list(columns.values())


def _overlap(one: Piece, other: Piece) -> float:
    return max(0.0, min(one.right, other.right) - max(one.left, other.left))
