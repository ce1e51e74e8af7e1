"""Every figure, unit, date, share and name of what is shown stands in what it is cited from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.checking.proof import has_quantity, proves, squeeze
from assistant.checking.quantities import DATE_UNITS, Quantity, read_quantities
from assistant.checking.statement import ORGANISATIONS, read_statement
from assistant.question import fold
from assistant.rows import CELL_GAP
from assistant.tables import without_unit
from corpus import Passage, Span

ClaimKind = Literal["figure", "unit", "percentage", "date", "name", "wording"]

# White space says nothing, save between two figures.
_BLANK = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
# What makes another figure of the one behind it, and of the one before it.
_LEADS = frozenset("~∼〜-–−—△▲▽▼$₩€.,/제") | frozenset("0123456789")
_FOLLOWS = frozenset("%‰℃°~∼〜")
_UNIT_NOTE = re.compile(r"\s*[(（]\s*(단위\s*[:：]?\s*[^()（）]{1,40})[)）]\s*$")


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a text says and its source does not, in the text's words.

    Of the kind `wording` are words whose figures and names all stand in the source, but say
    something else there.
    """

    kind: ClaimKind
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation shows (`text`), and what is written over it: headings, caption, title."""

    text: str
    around: str = ""

    @classmethod
    def of(cls, passage: Passage, span: Span, title: str = "") -> Cited:
        """Return what `span` of a passage's view shows, with what stands over it there."""
        labels = (
            cell.column_name
            for cell in passage.cells
            if cell.start < span.end and span.start < cell.end
        )
        above = (title, *passage.heading, passage.caption, *dict.fromkeys(labels))
        return cls(passage.text[span.start : span.end], " / ".join(filter(None, above)))


def unproved_claims(text: str, cited: Cited) -> tuple[Claim, ...]:
    """Return what a text claims and the cited span does not hold, empty where it is proved.

    The source's own words prove themselves, each cell of a row for itself, as long as no figure
    is cut in two; of other words every quantity, name and noun must stand in the span, each
    figure with what the source says it of (`proves`). Units may stand in the caption.
    """
    found: list[Claim] = []
    for piece in _pieces(text, cited):
        note = _UNIT_NOTE.search(piece)
        if note and not _is_quoted(note.group(1), cited.text):
            if squeeze(fold(note.group(1))) not in squeeze(fold(cited.around)):
                found.append(Claim("unit", note.group(1)))
            piece = piece[: note.start()]
        if piece.strip() and not _is_quoted(piece, cited.text):
            bare = without_unit(piece, cited.text, cited.around)
            if bare is None or not _is_quoted(bare, cited.text):
                found.extend(_unproved(piece, cited))
    return tuple(found)


def find_said(texts: Sequence[str], source: str) -> Span | None:
    """Return the smallest span of a source that holds texts in order, None where it does not.

    Of rows each cell that is shown; a unit from the caption is left aside.
    """
    first, at = None, 0
    for text in texts:
        for cell in text.split(CELL_GAP):
            note = _UNIT_NOTE.search(cell)
            span = find_quoted(cell, source[at:])
            if span is None and note:
                span = find_quoted(cell[: note.start()], source[at:])
            if span is None:
                return None
            first = at + span.start if first is None else first
            at += span.end
    return None if first is None else Span(first, at)


def find_quoted(text: str, source: str) -> Span | None:
    """Return where a source holds just these words (white space apart), None where it does not.

    Words that cut a figure of the source in two, or leave its sign or unit, are not held.
    """
    shown, places = _squeezed(source)
    wanted = _BLANK.sub("", fold(text))
    if not wanted:
        return None
    at = shown.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        # Lines part figures: the number of an item belongs to no full stop above it.
        begins = at > 0 and "\n" in source[places[at - 1] : places[at]]
        ends = end < len(shown) and "\n" in source[places[end - 1] : places[end]]
        low, high = (at if begins else 0), (end if ends else len(shown))
        if not _cuts(shown[low:high], at - low, end - low):
            return Span(places[at], places[end - 1] + 1)
        at = shown.find(wanted, at + 1)
    return None


def _pieces(text: str, cited: Cited) -> Sequence[str]:
    return text.split(CELL_GAP) if CELL_GAP in text and CELL_GAP in cited.text else (text,)


def _is_quoted(text: str, source: str) -> bool:
    return text == source or find_quoted(text, source) is not None


@lru_cache(maxsize=1024)
def _squeezed(source: str) -> tuple[str, tuple[int, ...]]:
    """Return a text in search width without its blanks, and where each character stood."""
    letters: list[str] = []
    places: list[int] = []
    for at, character in enumerate(source):
        for letter in fold(character):
            letters.append(letter)
            places.append(at)
    folded = "".join(letters)
    gone = {at for blank in _BLANK.finditer(folded) for at in range(*blank.span())}
    kept = [at for at in range(len(folded)) if at not in gone]
    return "".join(folded[at] for at in kept), tuple(places[at] for at in kept)


@lru_cache(maxsize=1024)
def _figures(shown: str) -> tuple[Quantity, ...]:
    return read_quantities(shown)


def _cuts(shown: str, at: int, end: int) -> bool:
    """Tell whether `at` or `end` stands inside a figure of a text, its sign and unit included."""
    if at and shown[at].isdigit() and shown[at - 1] in _LEADS:
        return True
    if end < len(shown) and shown[end - 1].isdigit() and (
        shown[end] in _FOLLOWS or shown[end].isalnum()
    ):  # fmt: skip
        return True
    return any(
        figure.at < at < figure.end or figure.at < end < figure.end for figure in _figures(shown)
    )


def _unproved(piece: str, cited: Cited) -> Iterator[Claim]:
    claim, held = read_statement(piece), read_statement(cited.text)
    above = read_statement(cited.around)
    missing = [one for one in claim.quantities if not has_quantity(one, held, above)]
    for quantity in missing:
        yield Claim(_kind(quantity), claim.text[quantity.at : quantity.end])
    squeezed = squeeze(held.text.casefold())
    named = (word.form for word in claim.words if word.is_name or word.form.endswith(ORGANISATIONS))
    names = dict.fromkeys(name for name in (*claim.runs, *named) if squeeze(name) not in squeezed)
    yield from (Claim("name", name) for name in names)
    if not missing and not names and not proves(cited.text, claim, cited.around):
        yield Claim("wording", piece)


def _kind(quantity: Quantity) -> ClaimKind:
    if quantity.unit.startswith("%"):
        return "percentage"
    return "date" if quantity.unit in DATE_UNITS else "figure"
