"""Before the first sentence from each document stands where it is from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.composing.quotation import Quotation
from assistant.phrases import lead_in


def frame_sources(quotations: Sequence[Quotation], language: str) -> tuple[Quotation, ...]:
    """Return the quotations, the first from each document with a lead-in in `language`.

    What is shown as a table has its own head and no lead-in.
    """
    framed: list[Quotation] = []
    named: set[str] = set()
    for quotation in quotations:
        hit = quotation.hit
        if hit.document.id not in named and not quotation.frame and not quotation.is_table:
            named.add(hit.document.id)
            is_row = hit.passage.kind == "table" or quotation.places[0] == "item"
            frame = lead_in(
                hit.document, _page(quotation), quotation.texts[0], language, is_row=is_row
            )
            quotation = replace(quotation, frame=frame)  # noqa: PLW2901
        framed.append(quotation)
    return tuple(framed)


def _page(quotation: Quotation) -> int:
    """Return the physical page on which a quotation begins, as its citation says it."""
    hit = quotation.hit
    try:
        at = hit.passage.view.source_span(quotation.span.start, quotation.span.end).start
    except ValueError:
        return hit.passage.page
    pages = (page.number for page in hit.document.pages if at < page.end)
    return next(pages, hit.passage.page)
