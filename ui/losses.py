"""What was not read of a file, a line for each kind of loss."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus import Loss
from ui.messages import Lang, describe_loss, text

# Of a file with gaps all over, the last pages are left out of the line.
_RANGES_SHOWN = 12


def gather_losses(losses: Iterable[Loss]) -> list[tuple[Loss, tuple[int, ...]]]:
    """Return each kind of loss once, counted together, with the pages it was met on.

    In the order in which they are first met; what belongs to no page stands apart.
    """
    found: dict[tuple[str, bool], list[Loss]] = {}
    for loss in losses:
        found.setdefault((loss.code, loss.page is None), []).append(loss)
    return [
        (
            Loss(code, None, sum(loss.count for loss in group)),
            tuple(sorted({loss.page for loss in group if loss.page is not None})),
        )
        for (code, _), group in found.items()
    ]


def loss_lines(losses: Iterable[Loss], lang: Lang) -> list[str]:
    """Return a sentence for each kind of loss, the pages in front (`3, 5–9쪽: ...`)."""
    lines = []
    for loss, pages in gather_losses(losses):
        sentence = describe_loss(replace(loss, page=None), lang)
        where = text("page", lang, number=page_ranges(pages)) if pages else ""
        lines.append(f"{where}: {sentence}" if where else sentence)
    return lines


def page_ranges(pages: Sequence[int]) -> str:
    """Return ascending pages as ranges: `1–3, 7`; of very many the first ones and `…`."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    shown = [str(low) if low == high else f"{low}–{high}" for low, high in ranges[:_RANGES_SHOWN]]
    return ", ".join(shown + (["…"] if len(ranges) > _RANGES_SHOWN else []))
