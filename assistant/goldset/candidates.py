"""What a drafted question is made of before it is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["polite", "casual", "keyword"]
Kind = Literal["table-cell", "fact-number", "fact-entity", "date", "definition", "list", "why-how"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that a passage could be asked, with the quotation that answers it.

    `phrasings` are the same question in several styles. `start..end` of `Document.text` is
    the quotation; `around` is what its passage says, headings and caption included.
    `answers` are variants of one answer; `nuggets` the parts of a list.
    `score` says how likely a person would keep it, higher is better.
    """

    document_id: str
    kind: Kind
    phrasings: tuple[tuple[Style, str], ...]
    start: int
    end: int
    answers: tuple[str, ...]
    nuggets: tuple[tuple[str, ...], ...] = ()
    around: str = ""
    score: float = 0.0

    def phrasing(self, style: Style) -> str:
        """Return the question in a style, empty where it has none."""
        return dict(self.phrasings).get(style, "")
