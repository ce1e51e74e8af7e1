"""What a format's reader hands back before it becomes a `Document`."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Grid, InkLine, Loss, Mark, Page


@dataclass(frozen=True, slots=True)
class Extract:
    """Text in NFC with everything that points into it; see `Document`."""

    text: str
    pages: tuple[Page, ...]
    title: str = ""
    marks: tuple[Mark, ...] = ()
    losses: tuple[Loss, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    grids: tuple[Grid, ...] = ()
    ink: tuple[InkLine, ...] = ()
