"""The footnotes and endnotes of a Word document and the numbers they go by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.readers.flow import Note, Paragraph
from corpus.readers.office.numerals import write_number
from corpus.readers.office.package import Package
from corpus.readers.xml import Element, attribute, child, children, descendants, local_name

_KINDS = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
# What stands in for the note while its own text is read.
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


@dataclass(slots=True)
class _Counting:
    """How the notes of one kind are numbered: style, first number, where it begins anew."""

    style: str
    start: int = 1
    restart: str = "continuous"
    last: int | None = None


@dataclass(slots=True)
class Notes:
    """The notes by kind and id; each is given out once, with the number it shows.

    Source: ECMA-376 Part 1, 17.11 (footnotes and endnotes): footnotes count in decimal
    digits and endnotes in small Roman ones unless the settings say otherwise.
    """

    package: Package
    read_body: Callable[[str, Element], tuple[Paragraph, ...]]
    _bodies: dict[tuple[str, str], tuple[str, Element]] = field(default_factory=dict)
    _counting: dict[str, _Counting] = field(default_factory=dict)
    _called: dict[tuple[str, str], str] = field(default_factory=dict)
    _is_busy: bool = False

    def load(self, main: str, settings: Element | None) -> None:
        """Read the parts that hold the notes, and how they are numbered."""
        for kind, style in (("footnote", "decimal"), ("endnote", "lowerRoman")):
            counting = self._counting[kind] = _Counting(style)
            if settings is not None:
                self._configure(counting, child(settings, f"{kind}Pr"))
            part = self.package.related(main, f"{kind}s")
            root = self.package.optional_xml(part) if part else None
            for one in children(root, kind) if root is not None else ():
                if attribute(one, "type") not in _SEPARATORS:
                    self._bodies[kind, attribute(one, "id")] = (part, one)

    def begin_section(self, section: Element | None) -> None:
        """Take over what a section says about its notes."""
        for kind, counting in self._counting.items():
            if section is not None:
                self._configure(counting, child(section, f"{kind}Pr"))
            if counting.restart == "eachSect":
                counting.last = None

    def begin_page(self) -> None:
        """Begin anew what is counted by pages."""
        for counting in self._counting.values():
            if counting.restart == "eachPage":
                counting.last = None

    def call(self, reference: Element, sign: str) -> Note | None:
        """Return the note that a reference calls, without its text when it is called again."""
        kind = _KINDS[local_name(reference)]
        key = (kind, attribute(reference, "id"))
        if self._is_busy:
            return None
        found = self._bodies.pop(key, None)
        if found is None:
            if key not in self._called:
                self.package.lose("parts-damaged")
            return None
        number = sign or self._next_number(kind)
        self._called[key] = number
        self._is_busy = True
        try:
            paragraphs = self.read_body(*found)
        finally:
            self._is_busy = False
        return Note(number, paragraphs)

    def _next_number(self, kind: str) -> str:
        counting = self._counting[kind]
        counting.last = counting.start if counting.last is None else counting.last + 1
        return write_number(counting.last, counting.style) or str(counting.last)

    def _configure(self, counting: _Counting, properties: Element | None) -> None:
        for one in (
            descendants(properties, "numFmt", "numStart", "numRestart")
            if properties is not None
            else ()
        ):
            value = attribute(one, "val")
            name = local_name(one)
            if name == "numFmt" and value:
                counting.style = value
            elif name == "numRestart":
                counting.restart = value
            elif name == "numStart" and value.isdecimal() and len(value) < 6:
                counting.start = int(value)
