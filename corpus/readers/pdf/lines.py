"""From single characters on a page to stretches of text on one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from unicodedata import combining, is_normalized, normalize

from corpus.readers.pdf.ink import Glyph

# All in units of the font size.
_SAME_LINE = 0.35
# A note number beside its word is small, and raised by more than that.
_NOTE_SIZE = 0.85
_NOTE_RISE = 0.65
_LEAST_RISE = 0.12
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
# How far letters reach above and below their baseline.
ABOVE, BELOW = 0.88, 0.18
# Letters one below the other, as in vertical writing, follow each other at this distance.
_STACK = (0.75, 1.7)
_LEAST_STACK = 3
_RAISED = str.maketrans("0123456789+-−–=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
_RAISABLE = frozenset("0123456789+-−–=()*")


@dataclass(frozen=True, slots=True)
class Segment:
    """Text on one line without a wide gap; points from the page's top left corner.

    Character `i` of `text` reaches from `edges[i]` to `edges[i + 1]`. `raised` are the
    stretches of it that are printed small above the line; they stand in `text` as printed.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    edges: tuple[float, ...] = ()
    raised: tuple[tuple[int, int], ...] = ()
    # Vertical writing alone reaches higher than its letters.
    stack_top: float | None = None

    @property
    def top(self) -> float:
        """Where its letters begin, about."""
        return self.base - 0.85 * self.size if self.stack_top is None else self.stack_top


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed line of a column or cell: its text, and where each character of it stands."""

    text: str
    top: float
    bottom: float
    edges: tuple[float, ...]
    raised: tuple[tuple[int, int], ...] = ()


def print_line(line: Sequence[Segment], keep_gaps: bool = True) -> Printed:
    """Put the segments of a line one behind the other.

    Two spaces stand for a wide gap with `keep_gaps`: they keep what it says without posing
    as a table.
    """
    text, edges, raised = line[0].text, list(line[0].edges), list(line[0].raised)
    for before, segment in zip(line, line[1:], strict=False):
        text += " "
        if keep_gaps and segment.left - before.right > 2 * segment.size:
            text += " "
            edges.append((before.right + segment.left) / 2)
        raised += ((low + len(text), high + len(text)) for low, high in segment.raised)
        text += segment.text
        edges += segment.edges
    longest = max(line, key=lambda one: len(one.text))
    top = min(longest.base - ABOVE * longest.size, min(one.top for one in line))
    bottom = longest.base + BELOW * longest.size
    return Printed(text, top, bottom, tuple(edges), tuple(raised))


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
    return _merge(_unstack(segments))


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


def cell_lines(glyphs: Sequence[Glyph]) -> tuple[Printed, ...]:
    """Return the printed lines of a table cell."""
    lines = group_lines(build_segments(glyphs))
    return tuple(print_line(line, keep_gaps=False) for line in lines)


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
    if -0.6 * size < gap < _BREAK * size:
        return True
    # Old Hangul is put together from parts, each printed into the one before.
    return -1.2 * size < gap <= 0 and _is_added(glyph.char)


def _close(run: Sequence[Glyph]) -> Segment:
    size = Counter(round(glyph.size, 1) for glyph in run).most_common(1)[0][0]
    base = next(glyph.base for glyph in run if round(glyph.size, 1) == size)
    letters = [run[0].char]
    edges = [run[0].left]
    places = [0]
    gaps = [
        (glyph.left - before.right) / max(before.size, glyph.size)
        for before, glyph in zip(run, run[1:], strict=False)
    ]
    least = _least_wide_space(run, gaps)
    for before, glyph, gap in zip(run, run[1:], gaps, strict=False):
        is_wide = _is_ideograph(before.char) or _is_ideograph(glyph.char)
        is_space = gap > _SURE_SPACE or (glyph.spaced and gap > _SEEN_SPACE)
        if is_space and not (is_wide and gap < least):
            letters.append(" ")
            edges.append(before.right)
        places.append(len(letters))
        letters.append(glyph.char)
        edges.append(glyph.left)
    edges.append(run[-1].right)
    raised = _find_raised(run, places, size, base)
    left, right = min(glyph.left for glyph in run), max(glyph.right for glyph in run)
    text = "".join(letters)
    if len(text) != len(letters) or not is_normalized("NFC", text):
        whole = _compose(letters, edges)
        if whole.text != text:
            raised = ()
        text, edges = whole.text, whole.edges
    return Segment(text, left, right, base, size, tuple(edges), raised)


@dataclass(slots=True)
class _Composed:
    text: str = ""
    edges: list[float] = field(default_factory=list)


def _compose(letters: Sequence[str], edges: Sequence[float]) -> _Composed:
    """Return letters in NFC: those that become one share their place, those of one part it."""
    done = _Composed()
    at = 0
    while at < len(letters):
        end = at + 1
        while end < len(letters) and _is_added(letters[end]):
            end += 1
        whole = normalize("NFC", "".join(letters[at:end]))
        step = (edges[end] - edges[at]) / max(1, len(whole))
        done.text += whole
        done.edges += (edges[at] + step * number for number in range(len(whole)))
        at = end
    done.edges.append(edges[-1])
    return done


def _is_added(letter: str) -> bool:
    """Tell a mark, vowel or final consonant that is printed into the letter before it."""
    return combining(letter[0]) > 0 or "\u1160" <= letter[0] <= "\u11ff"


def _find_raised(
    run: Sequence[Glyph], places: Sequence[int], size: float, base: float
) -> tuple[tuple[int, int], ...]:
    """Return where small raised numbers and signs stand in the text."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(run):
        end = at
        while (
            end < len(run)
            and run[end].size < _NOTE_SIZE * size
            and base - run[end].base > _LEAST_RISE * size
        ):
            end += 1
        if end > at and all(glyph.char in _RAISABLE for glyph in run[at:end]):
            found.append((places[at], places[end - 1] + 1))
        at = max(end, at + 1)
    return tuple(found)


def raise_text(text: str) -> str:
    """Return digits and signs as their superscript characters."""
    return text.translate(_RAISED)


def _is_ideograph(char: str) -> bool:
    """Tell whether justified lines are stretched at a character: Hanja, kana, their brackets."""
    return "\u3001" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff"


def _least_wide_space(run: Sequence[Glyph], gaps: Sequence[float]) -> float:
    """Return how wide a gap beside an ideograph must be to count as a space.

    Justified lines are stretched at every ideograph, but between Hangul at spaces only:
    there the line shows how wide its spaces are, the stretch included.
    """
    if not any(_is_ideograph(glyph.char) for glyph in run):
        return 0.0
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


def _unstack(segments: Sequence[Segment]) -> list[Segment]:
    """Join single letters that stand one below the other: vertical writing."""
    done: list[Segment] = []
    at = 0
    while at < len(segments):
        end = at + 1
        while end < len(segments) and _is_below(segments[end - 1], segments[end]):
            end += 1
        stack = segments[at:end]
        if len(stack) < _LEAST_STACK or not any(one.text.isalpha() for one in stack):
            done += stack
        else:
            left, right = min(one.left for one in stack), max(one.right for one in stack)
            # Whichever part of it is asked for, the whole stack is shown.
            edges = tuple((left, right)[number % 2] for number in range(len(stack) + 1))
            last = stack[-1]
            done.append(
                Segment(
                    "".join(one.text for one in stack),
                    left,
                    right,
                    last.base,
                    last.size,
                    edges,
                    stack_top=stack[0].top,
                )
            )
        at = end
    return done


def _is_below(above: Segment, below: Segment) -> bool:
    if len(above.text) != 1 or len(below.text) != 1 or abs(above.size - below.size) > 0.5:
        return False
    step = (below.base - above.base) / above.size
    apart = abs(above.left + above.right - below.left - below.right) / 2
    return _STACK[0] < step < _STACK[1] and apart < 0.3 * above.size


def _merge(segments: Sequence[Segment]) -> list[Segment]:
    """Join segments that touch on one line although the file draws them out of order."""
    merged: list[Segment] = []
    for line in group_lines(segments):
        for segment in line:
            last = merged[-1] if merged else None
            if last is not None and last is not segment and last.stack_top is None:
                size = max(last.size, segment.size)
                gap = segment.left - last.right
                if _share_line(last, segment) and -0.6 * size < gap < _JOIN * size:
                    merged[-1] = _joined(last, segment, gap > _SEEN_SPACE * size)
                    continue
            merged.append(segment)
    return merged


def _joined(last: Segment, segment: Segment, is_spaced: bool) -> Segment:
    space = " " if is_spaced else ""
    longer = last if len(last.text) >= len(segment.text) else segment
    at = len(last.text) + len(space)
    raised = [*last.raised, *((low + at, high + at) for low, high in segment.raised)]
    for one, start in ((last, 0), (segment, at)):
        is_small = one is not longer and one.size < _NOTE_SIZE * longer.size
        is_high = longer.base - one.base > _LEAST_RISE * longer.size
        if is_small and is_high and all(char in _RAISABLE for char in one.text):
            raised.append((start, start + len(one.text)))
    edges = (*last.edges[: len(last.text) + len(space)], *segment.edges)
    return replace(
        longer,
        text=last.text + space + segment.text,
        left=last.left,
        right=max(last.right, segment.right),
        edges=edges,
        raised=tuple(sorted(set(raised))),
    )
