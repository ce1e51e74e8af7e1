"""Numbers that HWP 5 makes up in a text: of notes, pictures, tables and equations."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.readers.hancom.hwp_objects import AutoNumber, NoteShape
from corpus.readers.hancom.numbering import NumberFormat

PAGE, FOOTNOTE, ENDNOTE, PICTURE, TABLE, EQUATION, PAGE_TOTAL = range(7)
NOTES = (FOOTNOTE, ENDNOTE)
# A number that belongs to the page it is printed on.
PAGES = (PAGE, PAGE_TOTAL)
_LARGEST = 100_000


@dataclass(slots=True)
class RunningNumbers:
    """The running numbers of a document; ask in the order of its text.

    The file's own number goes first. Where numbers run on and it does not, no program has
    counted; then we do.
    """

    _counts: dict[int, int] = field(default_factory=dict)
    _shapes: dict[int, NoteShape] = field(default_factory=dict)

    def begin_document(self, starts: tuple[int, ...]) -> None:
        """Take the first numbers of the document, by kind."""
        self._counts = {kind: start - 1 for kind, start in enumerate(starts) if kind}

    def begin_section(self, kind: int, shape: NoteShape) -> None:
        """Take how a section numbers its footnotes or endnotes."""
        self._shapes[kind] = shape
        if shape.runs:
            self._counts[kind] = shape.first - 1

    def restart(self, kind: int, number: int) -> None:
        """Let the next number of a kind be this one."""
        self._counts[kind] = min(max(0, number), _LARGEST) - 1

    def note(self, kind: int, stated: int) -> str:
        """Return the number of a note as it is printed, without bracket."""
        shape = self._shapes.get(kind)
        runs_on = shape is None or shape.runs != 2
        number = self._next(kind, stated, runs_on)
        return (shape.format if shape is not None else NumberFormat()).write(number)

    def automatic(self, one: AutoNumber) -> str:
        """Return what a number shows in a caption or in the body."""
        number = self._next(one.kind, one.number, runs_on=False)
        return f"{one.format.prefix}{one.format.write(number)}{one.format.suffix}"

    def _next(self, kind: int, stated: int, runs_on: bool) -> int:
        last = self._counts.get(kind, 0)
        if not 0 < stated <= _LARGEST or (runs_on and stated <= last):
            stated = last + 1
        self._counts[kind] = stated
        return stated
