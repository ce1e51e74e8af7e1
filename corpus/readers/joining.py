"""Several extracts one below the other: what points into each is moved to its new place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from corpus.document import Grid, InkLine, Loss, Mark, Page
from corpus.readers.extract import Extract


def join_extracts(parts: Iterable[Extract], first: Extract | None = None) -> Extract:
    """Return one extract of all parts, a line end between them; pages stay pages.

    Title, metadata and the place of losses without a page come from `first`, else from the
    first part.
    """
    kept = [part for part in parts if part.text]
    told = first or (kept[0] if kept else Extract("", (Page(1, None, 0, 0),)))
    texts: list[str] = []
    pages: list[Page] = []
    marks: list[Mark] = []
    grids: list[Grid] = []
    ink: list[InkLine] = []
    losses: list[Loss] = []
    at = 0
    for number, part in enumerate(kept):
        text = part.text if number == len(kept) - 1 else part.text.rstrip("\n") + "\n"
        texts.append(text)
        before = len(pages)
        marks.extend(replace(m, start=m.start + at, end=m.end + at) for m in part.marks)
        ink.extend(replace(line, start=line.start + at) for line in part.ink)
        grids.extend(_moved(grid, at) for grid in part.grids)
        losses.extend(
            loss if loss.page is None else replace(loss, page=loss.page + before)
            for loss in part.losses
        )
        for page in part.pages:
            end = len(text) if page is part.pages[-1] else min(page.end, len(text))
            start = min(page.start, end)
            pages.append(Page(before + page.number, page.label, at + start, at + end))
        at += len(text)
    return Extract(
        text="".join(texts),
        pages=tuple(pages) or told.pages,
        title=told.title,
        marks=tuple(marks),
        losses=_summed(losses),
        metadata=told.metadata,
        grids=tuple(grids),
        ink=tuple(ink),
    )


def _moved(grid: Grid, by: int) -> Grid:
    cells = tuple(replace(c, start=c.start + by, end=c.end + by) for c in grid.cells)
    return replace(grid, start=grid.start + by, end=grid.end + by, cells=cells)


def _summed(losses: Iterable[Loss]) -> tuple[Loss, ...]:
    counts: dict[tuple[str, int | None], int] = {}
    for loss in losses:
        key = (loss.code, loss.page)
        counts[key] = counts.get(key, 0) + loss.count
    return tuple(Loss(code, page, count) for (code, page), count in counts.items())
