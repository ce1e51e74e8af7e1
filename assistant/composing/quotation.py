"""What an answer quotes: neighbouring units of one passage under one citation."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Place
from corpus import Span
from index import Hit


@dataclass(frozen=True, slots=True)
class Quotation:
    """Neighbouring units of one passage, quoted together under one citation.

    `units` are spans of the passage's view, in order, and `texts` what is shown of each;
    `span` holds them all. `frame` is our own lead-in to the first (`AnswerSentence.frame`).
    `is_table`: the texts are rows of a table that is shown as one.
    """

    hit: Hit
    units: tuple[Span, ...]
    texts: tuple[str, ...]
    score: float
    frame: str = ""
    is_table: bool = False

    @property
    def span(self) -> Span:
        """The span of the view from the first unit to the last."""
        return Span(self.units[0].start, self.units[-1].end)

    @property
    def places(self) -> tuple[Place, ...]:
        """How each unit stands behind the one before it in the source."""
        if self.is_table:
            return tuple("row" for _ in self.units)
        text = self.hit.passage.text
        gaps = [
            text[left.end : right.start]
            for left, right in zip(self.units, self.units[1:], strict=False)
        ]
        return ("line", *("item" if "\n" in gap else "inline" for gap in gaps))
