"""What stands beside a passage in its document, for showing it in its place."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import Passage, Span
from index.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The passages before and after one, and the section that holds more than it alone.

    `section` is the span of `Document.text` from the section's first passage to the end of
    its last, `heading` its path; the whole document has no heading.
    """

    before: Passage | None
    after: Passage | None
    heading: tuple[str, ...]
    section: Span


def find_neighbours(snapshot: Snapshot, passage_id: str) -> Neighbours:
    """Return what stands beside a passage.

    Raises:
        LibraryError: `passage-not-found`.
    """
    passage = snapshot.passage(passage_id)
    every = snapshot.passages(passage.document_id)
    at = passage.ordinal
    heading = passage.heading
    first = last = at
    while True:
        while first > 0 and every[first - 1].heading[: len(heading)] == heading:
            first -= 1
        while last + 1 < len(every) and every[last + 1].heading[: len(heading)] == heading:
            last += 1
        if last > first or not heading:
            break
        heading = heading[:-1]
    spans = [one.span for one in every[first : last + 1]]
    return Neighbours(
        before=every[at - 1] if at else None,
        after=every[at + 1] if at + 1 < len(every) else None,
        heading=heading,
        section=Span(min(span.start for span in spans), max(span.end for span in spans)),
    )
