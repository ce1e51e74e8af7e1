"""Numbers that Hancom makes up in a text: of notes, captions and pages.

Source: KS X 6101 (OWPML): `footNotePr`, `endNotePr`, `autoNum`, `autoNumFormat`, `newNum`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.readers.hancom.hwpx_values import find_child, int_value, text_value
from corpus.readers.hancom.numbering import NumberFormat
from corpus.readers.xml import Element, descendants

_LARGEST = 100_000
# The kinds of counters by the names that `autoNum`, `newNum` and `beginNum` give them.
_BEGIN = {
    "FOOTNOTE": "footnote",
    "ENDNOTE": "endnote",
    "PICTURE": "pic",
    "TABLE": "tbl",
    "EQUATION": "equation",
}
_NOTES = (("FOOTNOTE", "footNotePr"), ("ENDNOTE", "endNotePr"))


def read_format(element: Element | None) -> NumberFormat | None:
    """Return what an `autoNumFormat` says."""
    if element is None:
        return None
    return NumberFormat(
        text_value(element, "type", "DIGIT").upper(),
        text_value(element, "userChar")[:1],
        text_value(element, "prefixChar"),
        text_value(element, "suffixChar"),
    )


@dataclass(slots=True)
class Numbers:
    """The running numbers of a document; ask in the order of its text."""

    _counts: dict[str, int] = field(default_factory=dict)
    _formats: dict[str, NumberFormat] = field(default_factory=dict)
    _running: dict[str, bool] = field(default_factory=dict)

    def begin_document(self, begin: dict[str, int]) -> None:
        """Take the numbers with which the document begins."""
        for kind, name in _BEGIN.items():
            self._counts[kind] = begin.get(name, 1) - 1

    def begin_section(self, properties: Element) -> None:
        """Take how a section (`secPr`) numbers its notes."""
        for kind, name in _NOTES:
            note = find_child(properties, name)
            self._formats[kind] = read_format(find_child(note, "autoNumFormat")) or NumberFormat()
            numbering = find_child(note, "numbering")
            self._running[kind] = text_value(numbering, "type", "CONTINUOUS") == "CONTINUOUS"
            if not self._running[kind]:
                self._counts[kind] = int_value(numbering, "newNum", 1) - 1

    def restart(self, kind: str, number: int) -> None:
        """Let the next number of a kind be this one."""
        self._counts[kind] = min(max(0, number), _LARGEST) - 1

    def note(self, kind: str, element: Element) -> str:
        """Return the number of a footnote or endnote as it is printed, without bracket.

        The file's own number goes first. Where numbers run on and it does not, no program
        has counted; then we do.
        """
        inner = next(descendants(element, "autoNum"), None)
        stated = int_value(element, "number") or int_value(inner, "num")
        last = self._counts.get(kind, 0)
        if not 0 < stated <= _LARGEST or (self._running.get(kind, True) and stated <= last):
            stated = last + 1
        self._counts[kind] = stated
        own = read_format(find_child(inner, "autoNumFormat"))
        return (own or self._formats.get(kind) or NumberFormat()).write(stated)

    def automatic(self, element: Element) -> str:
        """Return what an `autoNum` shows in the text of a caption or of the body."""
        kind = text_value(element, "numType").upper()
        last = self._counts.get(kind, 0)
        number = int_value(element, "num")
        if not 0 < number <= _LARGEST:
            number = last + 1
        self._counts[kind] = number
        form = read_format(find_child(element, "autoNumFormat")) or NumberFormat()
        return f"{form.prefix}{form.write(number)}{form.suffix}"
