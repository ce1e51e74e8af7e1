"""What an answer quotes: neighbouring units of one passage under one citation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer import Place
from corpus import Span
from index import Hit

# What may stand before an item on its line: bullets, and a number or letter as `1.`, `(가)`, `②`.
_MARKERS = re.compile(
    r"[\s\-–•·∙▶▪◦○●□■◎❍※*ㅇ]*(?:[(（]?(?:\d{1,3}|[가-하]|[A-Za-z]|[ivxIVX]{1,4})[.)）]|[①-⑳㉠-㉻➀-➓])?\s*"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Neighbouring units of one passage, quoted together under one citation.

    `units` are spans of the passage's view, in order, and `texts` what is shown of each;
    `span` holds them all. `frame` is our own lead-in to the first (`AnswerSentence.frame`).
    `is_table`: the texts are rows of a table that is shown as one; `continues`: they are more
    items of the list quoted before them.
    """

    hit: Hit
    units: tuple[Span, ...]
    texts: tuple[str, ...]
    score: float
    frame: str = ""
    is_table: bool = False
    continues: bool = False

    @property
    def span(self) -> Span:
        """The span of the view from the first unit to the last."""
        return Span(self.units[0].start, self.units[-1].end)

    @property
    def places(self) -> tuple[Place, ...]:
        """How each unit stands behind the one before it in the source; the first leads them."""
        if self.is_table:
            return tuple("row" for _ in self.units)
        text = self.hit.passage.text
        depths = [unit_depth(text, unit) for unit in self.units]
        places: list[Place] = []
        for at, depth in enumerate(depths):
            if at and "\n" not in text[self.units[at - 1].end : self.units[at].start]:
                places.append("inline")
            elif depth and (at or self.continues or 0 < (*depths, 0, 0)[1] <= depth):
                places.append("item")
            else:
                places.append("line")
        return tuple(places)


def unit_depth(text: str, unit: Span) -> int:
    """Return how far the line of a unit is indented in a passage's view: 0 for running text."""
    line = text.rfind("\n", 0, unit.start) + 1
    found = _MARKERS.match(text, line, unit.start)
    return found.end() - line if found else 0
