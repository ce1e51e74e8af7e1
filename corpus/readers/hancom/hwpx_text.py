"""The text of one paragraph in the making, and where Hancom counts its places.

Source: KS X 6101 (OWPML), `t` and its children, `lineseg/@textpos`; places count as in HWP
5.0: a UTF-16 unit is one, a control or object inside the text eight.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from corpus.readers.hancom.glyphs import RAISED, is_number_list, read_glyphs
from corpus.readers.hancom.hwpx_values import text_value
from corpus.readers.xml import Element, local_name

_CONTROL_UNITS = 8
_BASIC_PLANE = "\uffff"
# What stands in the text for an inline element, and how many places it takes.
_INLINE = {
    "tab": ("\t", _CONTROL_UNITS),
    "lineBreak": ("\n", 1),
    "nbSpace": ("\xa0", 1),
    "fwSpace": (" ", 1),
    "hyphen": ("-", 1),
    "titleMark": ("", _CONTROL_UNITS),
}


@dataclass(slots=True)
class Tracking:
    """Tracked changes of a part: deletions that end somewhere, and the one that is open.

    A deletion without an end deletes nothing: else a broken file would lose its rest.
    """

    ended: frozenset[str] = frozenset()
    losses: Counter[str] = field(default_factory=Counter)
    open: set[str] = field(default_factory=set)


@dataclass(slots=True)
class TextDraft:
    """A paragraph's text so far; `unmapped` counts private signs of no known shape.

    `is_blank`: there is nothing to see so far.
    """

    parts: list[str] = field(default_factory=list)
    unmapped: int = 0
    is_blank: bool = True
    _length: int = 0
    _units: int = 0
    # Where runs of plain characters begin: their unit and their place in the text.
    _unit_marks: list[int] = field(default_factory=list)
    _text_marks: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text so far."""
        return "".join(self.parts)

    @property
    def last_unit(self) -> int:
        """Where the last control or run of characters begins."""
        return self._unit_marks[-1] if self._unit_marks else 0

    def add(self, text: str, is_deleted: bool = False) -> None:
        """Add characters of the file; deleted ones only take their places."""
        if not text:
            return
        self._unit_marks.append(self._units)
        self._text_marks.append(self._length)
        self._units += (
            len(text)
            if max(text) <= _BASIC_PLANE
            else len(text.encode("utf-16-le", "surrogatepass")) // 2
        )
        if not is_deleted:
            glyphs = read_glyphs(text)
            self.unmapped += glyphs.unmapped
            self._append(glyphs.text)

    def control(self, shown: str = "", units: int = _CONTROL_UNITS) -> None:
        """Add a control: what it shows in the text, and the places it takes."""
        self._unit_marks.append(self._units)
        self._text_marks.append(self._length)
        self._units += units
        self._append(shown)

    def place(self, unit: int) -> int:
        """Return the place in the text of a place as Hancom counts them."""
        if unit >= self._units:
            return self._length
        at = bisect_right(self._unit_marks, unit) - 1
        if at < 0:
            return 0
        end = self._text_marks[at + 1] if at + 1 < len(self._text_marks) else self._length
        return min(self._text_marks[at] + unit - self._unit_marks[at], end)

    def _append(self, text: str) -> None:
        if text:
            self.is_blank = self.is_blank and text.isspace()
            self.parts.append(text)
            self._length += len(text)


def read_text(
    element: Element, draft: TextDraft, tracking: Tracking, is_raised: bool = False
) -> None:
    """Add the characters of a `t` to a paragraph; raised digits as such (`m²`)."""
    text = element.text or ""
    if is_raised and is_number_list(text.strip()):
        text = text.translate(RAISED)
    draft.add(text, bool(tracking.open))
    for one in element:
        name = local_name(one)
        if name in _INLINE:
            shown, units = _INLINE[name]
            draft.control("" if tracking.open else shown, units)
        elif name == "deleteBegin":
            key = change_id(one)
            if key in tracking.ended:
                tracking.open.add(key)
                tracking.losses["deleted-text-left-out"] += 1
        elif name == "deleteEnd":
            tracking.open.discard(change_id(one))
        elif name and one.text:
            # Marker pens, insertions and whatever comes later: their words are words.
            draft.add(one.text, bool(tracking.open))
        draft.add(one.tail or "", bool(tracking.open))


def change_id(element: Element) -> str:
    """Return what a tracked change's beginning and end have in common."""
    return text_value(element, "Id") or text_value(element, "TcId")
