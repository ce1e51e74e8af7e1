"""Where gold quotations stand, and what covers them.

A quotation is located in `Document.text` with white space ignored, and where it stands
nowhere so, with compatible characters taken for one. A set of
regions *covers* it when the regions together hold at least 60 % of its
non-space characters at one of the places where it stands. All ranks of the
evaluation follow from one number for each evidence, its *completion*: the
smallest k such that the first k results cover it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePosixPath

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.gold import Evidence, GoldQuestion
from corpus import Document, Span

Offsets = NDArray[np.int64]

# At least 60 %, exactly: 3 of 5 characters is enough.
ENOUGH = Fraction(3, 5)
_SPACE = re.compile(r"\s+")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁾"


@dataclass(frozen=True, slots=True)
class Region:
    """Pieces of one `Document.text`: a passage, a fixed window or a cited span."""

    document_id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One place where a quotation stands: its non-space characters, ascending offsets."""

    document_id: str
    offsets: Offsets

    def held_by(self, region: Region) -> NDArray[np.bool_]:
        """Tell for each character of the quotation whether the region holds it."""
        held = np.zeros(len(self.offsets), dtype=np.bool_)
        if region.document_id == self.document_id:
            for span in region.spans:
                low, high = np.searchsorted(self.offsets, (span.start, span.end))
                held[low:high] = True
        return held


@dataclass(frozen=True, slots=True)
class Target:
    """The located evidence of one question: for each evidence, its places (maybe none)."""

    places: tuple[tuple[Place, ...], ...]
    alternatives: tuple[tuple[int, ...], ...]

    def completions(self, regions: Sequence[Region]) -> tuple[int | None, ...]:
        """Return for each evidence the smallest k whose first k regions cover it, from 1."""
        return tuple(
            min(
                (k for k in (_complete(place, regions) for place in places) if k is not None),
                default=None,
            )
            for places in self.places
        )

    def is_touched(self, region: Region) -> bool:
        """Tell whether the region holds a non-space character of any of the evidence."""
        return any(place.held_by(region).any() for places in self.places for place in places)


class SearchableText:
    """A text without its white space, and where each remaining character stood."""

    def __init__(self, text: str) -> None:
        """Squeeze the text once; every quotation is then a plain substring search."""
        self._squeezed = _SPACE.sub("", text)
        self._offsets = _offsets_of_ink(text)
        # Made when the first quotation asks for them; most stand as they are.
        self._alike: tuple[tuple[str, Offsets], ...] | None = None

    def locate(self, quote: str) -> tuple[Offsets, ...]:
        """Return the offsets of the quotation's non-space characters, a place each, in order.

        A quotation that stands nowhere letter for letter is looked for once more with
        compatible characters as one (`¹⁾` and `1)`, `％` and `%`), then without the raised
        signs that call a note: whoever copied it had another reader's text before them.
        """
        wanted = _SPACE.sub("", unicodedata.normalize("NFC", quote))
        if not wanted:
            return ()
        if places := _find_all(wanted, self._squeezed, self._offsets):
            return places
        if self._alike is None:
            self._alike = tuple(
                _fold(self._squeezed, self._offsets, dropped) for dropped in ("", _RAISED)
            )
        for (text, offsets), dropped in zip(self._alike, ("", _RAISED), strict=True):
            kept = "".join(_compatible(sign) for sign in wanted if sign not in dropped)
            if places := _find_all(kept, text, offsets):
                return places
        return ()


def _find_all(wanted: str, text: str, offsets: Offsets) -> tuple[Offsets, ...]:
    places = []
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        places.append(np.unique(offsets[at : at + len(wanted)]))
        at = text.find(wanted, at + 1)
    return tuple(places)


def _fold(text: str, offsets: Offsets, dropped: str) -> tuple[str, Offsets]:
    """Return a text in compatible characters without the `dropped` ones, and their offsets."""
    pieces = [_compatible(sign) if sign not in dropped else "" for sign in text]
    return "".join(pieces), np.repeat(offsets, [len(piece) for piece in pieces])


def _compatible(sign: str) -> str:
    """Return a character in its compatible form without white space. Source: UAX #15, NFKC."""
    return sign if sign.isascii() else _SPACE.sub("", unicodedata.normalize("NFKC", sign))


def locate(quote: str, text: str) -> tuple[Span, ...]:
    """Return every place where the quotation stands in the text, white space ignored.

    Spans run from the first to the last non-space character, ascending; places may overlap.
    """
    return tuple(
        Span(int(place[0]), int(place[-1]) + 1) for place in SearchableText(text).locate(quote)
    )


def find_documents(doc: str, documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents a gold `doc` names.

    A path relative to the indexed root names one document; a bare file name that is no such
    path names every file of that name.
    """
    wanted = unicodedata.normalize("NFC", doc).replace("\\", "/").removeprefix("./")
    by_path = []
    by_name = []
    for document in documents:
        source = unicodedata.normalize("NFC", document.source)
        if source == wanted:
            by_path.append(document)
        elif PurePosixPath(source).name == wanted:
            by_name.append(document)
    return tuple(by_path or by_name)


class EvidenceFinder:
    """Locates gold evidence in a set of documents; each text is squeezed once."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Keep the documents; nothing is searched yet."""
        self._documents = documents
        self._texts: dict[str, SearchableText] = {}

    def target(self, question: GoldQuestion) -> Target:
        """Locate the evidence of a question; an evidence found nowhere has no places."""
        return Target(
            places=tuple(self._places(evidence) for evidence in question.evidence),
            alternatives=question.alternatives,
        )

    def _places(self, evidence: Evidence) -> tuple[Place, ...]:
        # Two paths to the same bytes share an id; one place each is enough.
        named = {found.id: found for found in find_documents(evidence.doc, self._documents)}
        return tuple(
            Place(document.id, offsets)
            for document in named.values()
            for offsets in self._text(document).locate(evidence.quote)
        )

    def _text(self, document: Document) -> SearchableText:
        if document.id not in self._texts:
            self._texts[document.id] = SearchableText(document.text)
        return self._texts[document.id]


def best_rank(
    completions: Sequence[int | None], alternatives: Iterable[Sequence[int]]
) -> int | None:
    """Return the rank of a question: the smallest k whose first k results satisfy it.

    An alternative is complete with the last of its evidences; the question is satisfied by
    the first alternative that is. None when no alternative is complete.
    """
    ranks = []
    for alternative in alternatives:
        members = [completions[index] for index in alternative]
        known = [rank for rank in members if rank is not None]
        if known and len(known) == len(members):
            ranks.append(max(known))
    return min(ranks, default=None)


def unlocated_evidence(
    questions: Sequence[GoldQuestion], targets: Mapping[str, Target]
) -> tuple[str, ...]:
    """Return `id#number` of every evidence of an answerable question that stands nowhere."""
    return tuple(
        f"{question.id}#{number}"
        for question in questions
        if question.answerable
        for number, places in enumerate(targets[question.id].places)
        if not places
    )


def _complete(place: Place, regions: Sequence[Region]) -> int | None:
    held = np.zeros(len(place.offsets), dtype=np.bool_)
    for rank, region in enumerate(regions, start=1):
        held |= place.held_by(region)
        if int(held.sum()) >= ENOUGH * len(held):
            return rank
    return None


def _offsets_of_ink(text: str) -> Offsets:
    ink = np.ones(len(text), dtype=np.bool_)
    for match in _SPACE.finditer(text):
        ink[match.start() : match.end()] = False
    return np.flatnonzero(ink).astype(np.int64)
