"""From single characters on a page to stretches of text on one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from unicodedata import normalize

from corpus.readers.pdf_ink import Glyph

# All in units of the font size.
_SAME_LINE = 0.35
# A note number beside its word is small, and raised by more than that.
_NOTE_SIZE = 0.85
_NOTE_RISE = 0.65
# A space the file claims must be seen: PDFium puts one wherever the font changes, as it
# does between digits and Hangul, and there the characters touch.
_SEEN_SPACE = 0.09
# A gap this wide is a space whatever the file says.
_SURE_SPACE = 0.3
# A gap this wide parts two columns or cells.
_BREAK = 1.3
# Between pieces that the file draws out of order, columns are told apart sooner.
_JOIN = 0.6
# A space between ideographs, where nothing on the line tells how wide its spaces are.
_WIDE_SPACE = 0.5


@dataclass(frozen=True, slots=True)
class Segment:
    """Text on one line without a wide gap; points from the page's top left corner."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def top(self) -> float:
        """Where its letters begin, about."""
        return self.base - 0.85 * self.size


def build_segments(glyphs: Iterable[Glyph]) -> list[Segment]:
    """Cut the characters of a page, in the file's order, into segments."""
    segments: list[Segment] = []
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _continues(run[-1], run[0], glyph):
            segments.append(_close(run))
            run = []
        run.append(glyph)
    if run:
        segments.append(_close(run))
    return _merge(segments)


def group_lines(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Group segments that stand on one line; lines from top to bottom, segments from the left."""
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: (one.base, one.left)):
        if lines:
            line = lines[-1]
            if _share_line(segment, line[-1]) or _share_line(segment, line[0]):
                line.append(segment)
                continue
        lines.append([segment])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def join_cell(glyphs: Sequence[Glyph]) -> str:
    """Return the text of a table cell on one line."""
    lines = group_lines(build_segments(glyphs))
    return " ".join(segment.text for line in lines for segment in line)


def _share_line(one: Glyph | Segment, other: Glyph | Segment) -> bool:
    if one.base == other.base:
        return True
    large, small = (one, other) if one.size >= other.size else (other, one)
    rise = large.base - small.base
    if abs(rise) < _SAME_LINE * large.size:
        return True
    return small.size < _NOTE_SIZE * large.size and 0 < rise < _NOTE_RISE * large.size


def _continues(last: Glyph, first: Glyph, glyph: Glyph) -> bool:
    if not (_share_line(glyph, last) or _share_line(glyph, first)):
        return False
    size = last.size if last.size >= glyph.size else glyph.size
    gap = glyph.left - last.right
    return -0.6 * size < gap < _BREAK * size


def _close(run: Sequence[Glyph]) -> Segment:
    pieces = [run[0].char]
    gaps = [
        (glyph.left - before.right) / max(before.size, glyph.size)
        for before, glyph in zip(run, run[1:], strict=False)
    ]
    least = _least_wide_space(run, gaps)
    for before, glyph, gap in zip(run, run[1:], gaps, strict=False):
        is_wide = _is_ideograph(before.char) or _is_ideograph(glyph.char)
        is_space = gap > _SURE_SPACE or (glyph.spaced and gap > _SEEN_SPACE)
        if is_space and not (is_wide and gap < least):
            pieces.append(" ")
        pieces.append(glyph.char)
    size = Counter(round(glyph.size, 1) for glyph in run).most_common(1)[0][0]
    base = next(glyph.base for glyph in run if round(glyph.size, 1) == size)
    left, right = min(glyph.left for glyph in run), max(glyph.right for glyph in run)
    return Segment(normalize("NFC", "".join(pieces)), left, right, base, size)


def _is_ideograph(char: str) -> bool:
    """Tell whether justified lines are stretched at a character: Hanja, kana, their brackets."""
    return "\u3001" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff"


def _least_wide_space(run: Sequence[Glyph], gaps: Sequence[float]) -> float:
    """Return how wide a gap beside an ideograph must be to count as a space.

    Justified lines are stretched at every ideograph, but between Hangul at spaces only:
    there the line shows how wide its spaces are, the stretch included.
    """
    spaces = [
        gap
        for before, glyph, gap in zip(run, run[1:], gaps, strict=False)
        if gap > _SURE_SPACE / 2 and "가" <= before.char <= "힣" and "가" <= glyph.char <= "힣"
    ]
    if spaces:
        return 0.8 * median(spaces)
    stretch = [
        gap
        for before, glyph, gap in zip(run, run[1:], gaps, strict=False)
        if _is_ideograph(before.char) and _is_ideograph(glyph.char)
    ]
    return max(_WIDE_SPACE, 1.5 * median(stretch) + 0.15) if stretch else _WIDE_SPACE


def _merge(segments: Sequence[Segment]) -> list[Segment]:
    """Join segments that touch on one line although the file draws them out of order."""
    merged: list[Segment] = []
    for line in group_lines(segments):
        for segment in line:
            last = merged[-1] if merged else None
            if last is not None and last is not segment:
                size = max(last.size, segment.size)
                gap = segment.left - last.right
                if _share_line(last, segment) and -0.6 * size < gap < _JOIN * size:
                    space = " " if gap > _SEEN_SPACE * size else ""
                    longer = last if len(last.text) >= len(segment.text) else segment
                    merged[-1] = Segment(
                        last.text + space + segment.text,
                        last.left,
                        max(last.right, segment.right),
                        longer.base,
                        longer.size,
                    )
                    continue
            merged.append(segment)
    return merged
