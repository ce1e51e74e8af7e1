"""A story printed on pages: lines broken at the margin, ruled tables, notes at the foot."""

from unicodedata import east_asian_width

from tests.corpus.pdf_paper import Paper
from tests.corpus.story import REPORT, Heading, Item, Text, parts_of

_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 525, 90, 740
_SIZE, _LINE, _SMALL = 10, 16, 8
_HEADINGS = {1: 16, 2: 13, 3: 11}
_CIRCLED = "①②③④⑤"
_ROW = 18


def write_pdf(story=REPORT):
    """Two or more pages of A4 with a running title above and the page's number below."""
    return _Printer(story).print().build(title=story.title)


def _width(text, size):
    """Hangul is one size wide and Latin letters half, as `Paper`'s font says."""
    return sum(size if east_asian_width(letter) in "WFA" else size / 2 for letter in text)


class _Printer:
    def __init__(self, story):
        self.story = story
        self.paper = Paper()
        self.pages = 0
        self.y = 0
        self.notes = []

    def print(self):
        self._begin_page()
        self._line(_LEFT, self.story.title, 20)
        self.y += 24
        for piece in self.story.pieces:
            self._print(piece)
        self._end_page()
        return self.paper

    def _begin_page(self):
        self.pages += 1
        self.paper.page().text(_LEFT, 50, self.story.running, 8)
        self.y = _TOP

    def _end_page(self):
        if self.notes:
            y = _BOTTOM - 4
            self.paper.rule(_LEFT, y, _LEFT + 120, y)
            for number in self.notes:
                for line in _broken(
                    f"{number}) {self.story.notes[number]}", _SMALL, _RIGHT - _LEFT
                ):
                    y += 13
                    self.paper.text(_LEFT, y, line, _SMALL)
            self.notes = []
        self.paper.text(287, 815, f"- {self.pages} -", 8)

    def _need(self, height):
        if self.y + height > _BOTTOM - 40:
            self._end_page()
            self._begin_page()

    def _print(self, piece):
        if isinstance(piece, Heading):
            self.y += 10
            self._need(60)
            self._line(_LEFT, piece.text, _HEADINGS[piece.level])
            self.y += _LINE + 6
        elif isinstance(piece, Text):
            self._flow(_LEFT, piece.text)
            self.y += 10
        elif isinstance(piece, Item):
            sign = ("○" if piece.level == 1 else "-") if not piece.number else ""
            number = f"({piece.number})" if piece.level == 1 else _CIRCLED[piece.number - 1]
            left = _LEFT + 14 * piece.level
            self._flow(left, f"{sign or number} {piece.text}", left + 14)
        else:
            self._table(piece)

    def _flow(self, left, text, hanging=None):
        """Lines of a paragraph; what calls a note stands raised and small."""
        called = ""
        notes = {}
        for number, part in enumerate(parts_of(text)):
            if number % 2:
                notes[len(called)] = part
                self.notes.append(part)
            else:
                called += part
        at = 0
        for line in _broken(called, _SIZE, _RIGHT - left):
            self._need(_LINE)
            x, start = left, 0
            for place, number in notes.items():
                if at < place <= at + len(line):
                    before = line[start : place - at]
                    self.paper.text(x, self.y, before, _SIZE)
                    x += _width(before, _SIZE)
                    self.paper.text(x, self.y - 4, f"{number})", 6)
                    x, start = x + _width(f"{number})", 6), place - at
            self.paper.text(x, self.y, line[start:], _SIZE)
            self.y += _LINE
            at += len(line)
            while at < len(called) and called[at] == " ":
                at += 1
            left = hanging or left

    def _line(self, x, text, size):
        self.paper.text(x, self.y, text, size)

    def _table(self, table):
        self._need(60 + _ROW * table.height)
        self.y += 6
        self._line(_LEFT, table.caption, _SIZE)
        self.y += _LINE
        unit = f"(단위: {table.unit})"
        self._line(_RIGHT - _width(unit, 9), unit, 9)
        self.y += 6
        wide = (_RIGHT - _LEFT) / table.width
        top = self.y
        for cell in table.cells:
            x0, x1 = _LEFT + wide * cell.column, _LEFT + wide * (cell.column + cell.columns)
            y0, y1 = top + _ROW * cell.row, top + _ROW * (cell.row + cell.rows)
            for rule in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                self.paper.rule(*rule)
            middle = (x0 + x1) / 2 - _width(cell.text, 9) / 2
            self.paper.text(middle, (y0 + y1) / 2 + 3, cell.text, 9)
        self.y = top + _ROW * table.height + 14
        self._line(_LEFT, table.source, 9)
        self.y += _LINE + 8


def _broken(text, size, width):
    """The lines of a text, cut between letters as Korean pages are."""
    lines, line = [], ""
    for letter in text:
        if line and _width(line + letter, size) > width:
            lines.append(line.rstrip())
            line = "" if letter == " " else letter
        else:
            line += letter
    return [*lines, line]
