"""What is printed on a page: characters, rules and shapes, upright in one frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

# Paths that are thinner are rules, in points; shapes that are smaller are dots.
_THIN = 3.0
_DOT = 9.0


class Glyph(NamedTuple):
    """A printed character. Points from the page's top left corner, downward.

    `base` is its baseline; `spaced` tells that the file, or PDFium's reading of it,
    has white space between this character and the one before.
    """

    char: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool


class Rule(NamedTuple):
    """A line of a table or a box: at `at`, from `start` to `end`, in points as in `Glyph`.

    `thick` is told of level lines only.
    """

    at: float
    start: float
    end: float
    thick: float = 0.0


class Box(NamedTuple):
    """A rectangle; in a PDF's own coordinates `bottom` is less than `top`, in ours more."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside, whichever way the box stands."""
        low, high = sorted((self.bottom, self.top))
        return self.left <= x <= self.right and low <= y <= high


class Fill(NamedTuple):
    """A filled shape and its colour as 0xRRGGBB; -1 where it has no single one (a picture)."""

    box: Box
    colour: int


class Char(NamedTuple):
    """A character in the PDF's own coordinates.

    `turns` counts the quarter turns to the left by which it lies: 0 upright, 1 reads
    upward. `is_new` tells that another text object begins with it, `is_faint` that it is
    drawn in white or in no colour at all.
    """

    char: str
    box: Box
    x: float
    y: float
    size: float
    turns: int
    spaced: bool
    is_new: bool
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """Text that lies across the rest (a label on an axis, a stamp), upright in its own frame."""

    frame: Frame
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class PageInk:
    """What is printed on a page, in the order of the file.

    `frame` is how the text is read, `shown` how a viewer shows the page. `dots` are small
    filled shapes such as drawn bullets; `garbled` counts characters whose font does not say
    which letters they are, `unmapped` signs of private fonts, `hidden` stretches of text that
    nobody sees, `pictures` those that fill at least a twentieth of the page, `comments`
    notes stuck on it; `is_blank` tells that nothing at all is drawn, not even a picture, and
    `is_scanned` that the letters were read by a machine: `Loss("read-by-ocr")`.
    """

    frame: Frame
    shown: Frame
    label: str | None
    glyphs: tuple[Glyph, ...]
    horizontal: tuple[Rule, ...] = ()
    vertical: tuple[Rule, ...] = ()
    dots: tuple[Box, ...] = ()
    fills: tuple[Fill, ...] = ()
    asides: tuple[Aside, ...] = ()
    garbled: int = 0
    unmapped: int = 0
    hidden: int = 0
    pictures: int = 0
    comments: int = 0
    is_blank: bool = False
    is_damaged: bool = False
    is_scanned: bool = False

    @property
    def width(self) -> float:
        """The page's width as read, in points."""
        return self.frame.width

    @property
    def height(self) -> float:
        """The page's height as read, in points."""
        return self.frame.height


class Frame(NamedTuple):
    """How a PDF's own coordinates become points from the top left corner of upright text."""

    page: Box
    turns: int

    @classmethod
    def upright(cls, page: Box, chars: Sequence[Char], rotation: int) -> Frame:
        """Return the frame in which most of the text stands upright.

        The page's `rotation` only tells how a viewer shows it: a wide table printed
        across an upright page has none, and is turned for reading all the same.
        """
        votes = Counter(char.turns for char in chars)
        return cls(page, min(votes, key=lambda turns: (-votes[turns], turns), default=rotation))

    @property
    def width(self) -> float:
        """The page's width as read."""
        page = self.page
        return page.top - page.bottom if self.turns % 2 else page.right - page.left

    @property
    def height(self) -> float:
        """The page's height as read."""
        page = self.page
        return page.right - page.left if self.turns % 2 else page.top - page.bottom

    def place(self, box: Box) -> Box:
        """Turn a box into points from the top left corner; `bottom` then exceeds `top`."""
        page = self.page
        left, right = box.left - page.left, box.right - page.left
        low, high = box.bottom - page.bottom, box.top - page.bottom
        if self.turns == 1:
            return Box(low, right, high, left)
        if self.turns == 2:
            wide = page.right - page.left
            return Box(wide - right, high, wide - left, low)
        if self.turns == 3:
            wide, tall = page.right - page.left, page.top - page.bottom
            return Box(tall - high, wide - left, tall - low, wide - right)
        tall = page.top - page.bottom
        return Box(left, tall - low, right, tall - high)


def place_chars(chars: Sequence[Char], frame: Frame) -> tuple[Glyph, ...]:
    """Return the upright characters that stand on the page, in the file's order."""
    glyphs: list[Glyph] = []
    was_skipped = False
    before: Glyph | None = None
    whole: tuple[float, float] | None = None
    width, height = frame.width, frame.height
    for letter, box, x, y, size, turns, spaced, is_new, _ in chars:
        if turns != frame.turns:
            was_skipped = True
            continue
        if turns == 0:
            left, right = box.left - frame.page.left, box.right - frame.page.left
            base = frame.page.top - y
        else:
            placed = frame.place(box)
            left, right = placed.left, placed.right
            base = frame.place(Box(x, y, x, y)).top
        if not (-size <= left <= width + size and -size <= base <= height + size):
            was_skipped = True
            continue
        if before is not None and not is_new and (left, right) == whole:
            # A further letter of a ligature: PDFium gives each the box of the whole.
            left = right = before.right
        else:
            whole = left, right
        glyph = Glyph(letter, left, right, base, size, spaced or was_skipped)
        was_skipped = False
        if is_new and before is not None and _is_double(before, glyph):
            # Printed twice a hair apart, to look bold.
            continue
        glyphs.append(glyph)
        before = glyph
    return tuple(glyphs)


def collect_asides(chars: Sequence[Char], frame: Frame) -> tuple[Aside, ...]:
    """Return the texts that lie across the page, one for each way they lie."""
    asides = []
    for turns in sorted({char.turns for char in chars} - {frame.turns}):
        own = Frame(frame.page, turns)
        if glyphs := place_chars(chars, own):
            asides.append(Aside(own, glyphs))
    return tuple(asides)


def drop_hidden(chars: Sequence[Char], paper: Box, fills: Sequence[Fill]) -> tuple[list[Char], int]:
    """Return the characters that a reader of the page sees, and how many stretches are gone.

    White letters are seen on a dark shape or a picture only, and nothing is seen that
    stands outside of the page. The invisible letters of a scanned page that a machine has
    read are kept: what they say is seen in the picture.
    """
    dark = [fill.box for fill in fills if fill.colour != 0xFFFFFF]
    seen: list[Char] = []
    hidden = 0
    was_hidden = False
    for char in chars:
        x, y = (char.box.left + char.box.right) / 2, (char.box.bottom + char.box.top) / 2
        slack = char.size
        is_hidden = not (
            paper.left - slack <= x <= paper.right + slack
            and paper.bottom - slack <= y <= paper.top + slack
        ) or (char.is_faint and not any(box.holds(x, y) for box in dark))
        if is_hidden:
            hidden += not was_hidden
        else:
            seen.append(char)
        was_hidden = is_hidden
    return seen, hidden


@dataclass(frozen=True, slots=True)
class Shapes:
    """The drawn lines and dots of a page; a box larger than a dot counts as four rules."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    dots: tuple[Box, ...]


# A strip this long, in shares of the page, that runs off it is a background.
_STRIP = 0.9


def sort_shapes(boxes: Sequence[Box], frame: Frame) -> Shapes:
    """Tell rules from dots."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    dots: list[Box] = []
    for box in boxes:
        wide, high = box.right - box.left, box.bottom - box.top
        if high <= _THIN and wide > 2 * _THIN:
            horizontal.append(Rule((box.top + box.bottom) / 2, box.left, box.right, abs(high)))
        elif wide <= _THIN and high > 2 * _THIN:
            vertical.append(Rule((box.left + box.right) / 2, box.top, box.bottom))
        elif wide <= _DOT and high <= _DOT:
            dots.append(box)
        elif high > 2 * _THIN and not _fills(box, frame):
            horizontal += (Rule(at, box.left, box.right) for at in (box.top, box.bottom))
            vertical += (Rule(at, box.top, box.bottom) for at in (box.left, box.right))
    return Shapes(tuple(horizontal), tuple(vertical), tuple(dots))


def _fills(box: Box, frame: Frame) -> bool:
    """Tell an area behind a page, or a strip of one that runs off the paper, from a cell."""
    wide, high = box.right - box.left, box.bottom - box.top
    if wide > 0.9 * frame.width and high > 0.9 * frame.height:
        return True
    is_off = box.left < 0 or box.top < 0 or box.right > frame.width or box.bottom > frame.height
    return is_off and max(wide / frame.width, high / frame.height) > _STRIP


def _is_double(one: Glyph, other: Glyph) -> bool:
    return (
        one.char == other.char
        and abs(one.left - other.left) < 0.1 * one.size
        and abs(one.base - other.base) < 0.1 * one.size
    )
