"""Where the pages of a Hancom document begin, told from the lines as they were last laid out.

Neither HWP 5 nor HWPX says where a page begins unless its author forced it. Both keep the
place of every line: how far it lies below the upper edge of the text area, in HWPUNIT
(1/7200 inch). Where this goes back, a new column or a new page begins.

Source: Hancom, "한글 문서 파일 형식 5.0" (PARA_LINE_SEG, page number controls);
KS X 6101 OWPML (`lineseg`, `newNum`, `pageNum`, `pageHiding`, `startNum`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

# A page that is nearly empty is not left but on purpose (and then the next line, or what
# hangs on it, is tall): lines that stand so were copied, or written by a program that lays
# nothing out.
_FULL = 0.3
_TALL = 0.5
# A4 between Hancom's usual margins, where a file does not say.
_BODY = 65_764
# So low a row (three lines) moves to the next page as a whole.
_SHORT_ROW = 5_000
# What reaches so little beyond the text area (less than a line) stays on its page.
_OVERHANG = 800
# No file has more pages, whatever its lines say.
_MOST_PAGES = 20_000

StartsOn = Literal["BOTH", "EVEN", "ODD"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph: it begins at `text[at]`; `top` and `height` in HWPUNIT."""

    at: int
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Turn:
    """So many pages begin before a paragraph, and one at each of these places in its text."""

    before: int = 0
    inside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RowTurn:
    """A page begins in this row of a table, after this share of its height (0: before it)."""

    row: int
    share: float = 0.0


@dataclass(slots=True)
class _Sheet:
    """A page: its number, how it is printed (None: not at all), and whether it is hidden."""

    number: int
    style: Callable[[int], str] | None
    is_hidden: bool = False


@dataclass(slots=True)
class Pagination:
    """The pages so far of a document whose paragraphs are placed one after the other.

    Only paragraphs of the body itself are placed, not those of cells, notes and boxes.
    In order: `begin_section`, then for each paragraph the columns it sets, `place`, then
    the page number controls inside it and the tables that hang on it.
    """

    _sheets: list[_Sheet] = field(default_factory=lambda: [_Sheet(1, None)])
    _style: Callable[[int], str] | None = None
    _body: int = _BODY
    _columns: int = 1
    _column: int = 0
    _parallel: bool = False
    # Nothing stands yet in this page or column; a zone of other columns has just begun.
    _fresh: bool = True
    _zone: bool = False
    _begun: bool = False
    _laid_out: bool = False
    _top: int = 0
    _bottom: int = 0
    _deepest: int = 0
    _anchor: int = 0
    # Of the last line.
    _height: int = 0

    def begin_section(
        self,
        body: int,
        first_number: int = 0,
        starts_on: StartsOn = "BOTH",
        hide_first: bool = False,
    ) -> int:
        """Begin a section; return the number of pages that begin with it (0 for the first).

        Args:
            body: height of the text area in HWPUNIT; not above 0 if unknown.
            first_number: the first page's number; 0 goes on counting.
            starts_on: which numbers the first page may bear.
            hide_first: the first page bears no number.
        """
        self._body = body if body > 0 else _BODY
        turned = 0
        if self._begun and not self._is_untouched():
            turned = self._turn_page()
        self._begun = True
        self._columns, self._column, self._parallel, self._zone = 1, 0, False, False
        sheet = self._sheets[-1]
        if first_number > 0:
            sheet.number = first_number
        self.start_on(starts_on)
        sheet.is_hidden = hide_first
        return turned

    def set_columns(self, count: int, parallel: bool = False) -> None:
        """Let the text from here on run in so many columns; before the paragraph is placed."""
        count = min(max(1, count), 255)
        self._columns, self._column, self._parallel = count, 0, parallel
        self._zone = not self._fresh

    def place(
        self,
        lines: Sequence[Line],
        *,
        page_break: bool = False,
        column_break: bool = False,
        reach: int = 0,
    ) -> Turn:
        """Place a paragraph of the body.

        Args:
            lines: its lines in order; none if the file does not keep them.
            page_break: the author let a page begin here.
            column_break: the author let a column begin here.
            reach: height in HWPUNIT of what hangs on the paragraph and takes room below its
                first line (floating tables and pictures).
        """
        before = 0
        inside: list[int] = []
        if not self._fresh:
            if page_break:
                before = self._turn_page()
            elif column_break:
                before = self._turn_column()
        for number, line in enumerate(lines):
            self._laid_out = True
            tall = max(line.height, 0 if number else reach)
            if not self._fresh and self._went_back(line, tall, is_first=number == 0):
                turned = self._turn_page() if self._zone else self._turn_column()
                if turned and number:
                    inside.append(line.at)
                else:
                    before += turned
            if number == 0:
                self._anchor = line.top
            self._stand(line.top, line.top + line.height)
            self._height = line.height
        if not lines:
            self._fresh = False
        self._stand(self._top, self._anchor + reach if lines else self._bottom)
        return Turn(before, tuple(inside))

    def split_table(
        self,
        rows: Sequence[int],
        *,
        offset: int = 0,
        repeated: int = 0,
        rows_stay_whole: bool = False,
        following: int | None = None,
    ) -> tuple[RowTurn, ...]:
        """Return where pages begin in a floating table that hangs on the paragraph just placed.

        Args:
            rows: the heights of the rows in HWPUNIT.
            offset: how far the table hangs below the paragraph's first line.
            repeated: height of the header rows that are printed again on every page.
            rows_stay_whole: no row goes on on the next page, unless it is longer than one.
            following: where the first line of the next paragraph stands, if it is known.
        """
        at = self._anchor + max(0, offset)
        whole = sum(rows)
        if not self._laid_out or self._columns > 1 or at + whole <= self._body + _OVERHANG:
            return ()
        if following is not None and following >= at + whole * 0.95:
            return ()
        turns: list[RowTurn] = []
        repeated = min(repeated, self._body // 2)
        for number, height in enumerate(rows):
            room = max(0, self._body - at)
            if height <= room:
                at += height
                continue
            moves = height <= _SHORT_ROW or (rows_stay_whole and height <= self._body - repeated)
            rest = height if moves else height - room
            at = repeated
            if self._turn_page():
                turns.append(RowTurn(number, 0.0 if moves else room / height))
            while at + rest > self._body and self._turn_page():
                rest -= self._body - repeated
                turns.append(RowTurn(number, 1 - rest / height))
            at += rest
        if turns:
            self._stand(0, at)
        return tuple(turns)

    def print_numbers(self, style: Callable[[int], str] | None) -> None:
        """Let this page and those after it bear their number, written by `style`, or none."""
        self._style = style
        self._sheets[-1].style = style

    def restart(self, number: int) -> None:
        """Let this page bear that number."""
        self._sheets[-1].number = max(0, number)

    def start_on(self, parity: StartsOn) -> None:
        """Let this page bear the next even or odd number, if its own is none."""
        sheet = self._sheets[-1]
        odd = sheet.number % 2
        if (parity == "EVEN" and odd) or (parity == "ODD" and not odd):
            sheet.number += 1

    def hide_number(self) -> None:
        """Let this page bear no number."""
        self._sheets[-1].is_hidden = True

    def labels(self) -> tuple[str | None, ...]:
        """Return what is printed on each page as its number, if anything is."""
        if not self._laid_out:
            # Only the breaks the author forced are known: what stands on which page is not.
            return tuple(None for _ in self._sheets)
        return tuple(
            None if sheet.is_hidden or sheet.style is None else sheet.style(sheet.number) or None
            for sheet in self._sheets
        )

    def _is_untouched(self) -> bool:
        return self._fresh and len(self._sheets) == 1

    def _went_back(self, line: Line, tall: int, is_first: bool) -> bool:
        if self._zone:
            return line.top < self._deepest - line.height and line.top < self._top
        if line.top < self._top:
            if self._column + 1 < self._columns:
                return True
            return self._bottom > self._body * _FULL or self._bottom + tall > self._body
        if line.top != self._top:
            return False
        # One above the other at the same height: each fills a page, or the one before is so
        # tall (a table in its line) that nothing stands beside it.
        fills = is_first and self._bottom + tall > self._body
        return fills or self._height > self._body * _TALL

    def _stand(self, top: int, bottom: int) -> None:
        self._fresh = self._zone = False
        self._top, self._bottom = top, max(bottom, self._bottom)
        self._deepest = max(self._deepest, self._bottom)

    def _turn_column(self) -> int:
        if self._column + 1 < self._columns:
            self._column += 1
            self._fresh = True
            self._top = self._bottom = 0
            return 0
        if self._parallel:
            # The next row of columns begins below the one before, if there is room.
            self._column, self._zone = 0, True
            return 0
        return self._turn_page()

    def _turn_page(self) -> int:
        if len(self._sheets) >= _MOST_PAGES:
            return 0
        self._sheets.append(_Sheet(self._sheets[-1].number + 1, self._style))
        self._column, self._fresh, self._zone = 0, True, False
        self._top = self._bottom = self._deepest = self._anchor = 0
        return 1
