"""What the assistant gives back: sentences, each with its checked citations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index import Change, Hit

Place = Literal["line", "item", "inline", "row"]
Outcome = Literal["answer", "unsure", "partial", "none"]


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where in a table a citation stands.

    `rows` count from 1 as the table stands in the file, its headers included; `row_names`
    are what they are called. `columns` are the names of those that are quoted.
    """

    caption: str
    rows: tuple[int, ...]
    row_names: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A span of a document that proves a sentence.

    Identity is `document_id` with `start`/`end` (offsets into `Document.text`); `n` is
    only the number shown. `document` is the path relative to the indexed root. `quote`
    is the text as shown; `verified` says it was found in the passage's view at that span.
    `page` is the physical number, `page_label` the printed one; `table` says which rows and
    columns of a table are quoted.
    """

    n: int
    document_id: str
    document: str
    title: str
    page: int
    page_label: str | None
    heading: tuple[str, ...]
    start: int
    end: int
    quote: str
    verified: bool
    passage_id: str
    table: TablePlace | None = None


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One sentence of an answer and the numbers of the citations that prove it.

    `place` says how it stands behind the one before: on a line of its own, as an item of a
    list, on the same line, or as a row of a table, its cells apart by ` | `. `frame` is what
    leads to it in our own words (`「…」(2019, 12쪽)에 따르면`): it says where the sentence is from
    and claims nothing else; that of a table's first row is the table's caption and header.
    """

    text: str
    citations: tuple[int, ...]
    place: Place = "line"
    frame: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    `text` is what is shown, with citation marks `[1]` and items behind `- `; `understood`
    is the question as mended and completed from the conversation (equal to `question` if it
    was not), `changes` what was mended. Of a partial answer `missing` names what was asked and
    is not answered, in the question's words.
    `passages` are the hits that were considered, best first; `near_misses` are shown apart,
    never as proof, and only when there is no (full) answer. `confidence` is the calibrated
    probability that the evidence answers the question, 0 to 1. `notes` are codes of
    `ui.messages` (an LLM that failed, a part that is missing).
    """

    question: str
    understood: str
    outcome: Outcome
    text: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    passages: tuple[Hit, ...]
    near_misses: tuple[Hit, ...]
    confidence: float
    elapsed_ms: float
    notes: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the documents were found to hold an answer: whole, in part or perhaps."""
        return self.outcome != "none"
