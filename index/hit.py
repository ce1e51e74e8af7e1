"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus import Loss, Page, Passage


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document of the library without its text.

    `source` is the path relative to its indexed root, `root` that root (absolute path),
    `path` the file itself; where two roots share a source, the root's own name stands
    before it. `id` is that of `Document`; a file that was never read has one of its own.
    `state` is `indexed` or `failed`; `error` is the code of `ui.messages` when it failed,
    with `error_details`. `characters` counts `Document.text`. `facts` are pairs of `date`,
    `publisher` and `author` as far as the document clearly says them. `indexed_at` is when the
    file was read for the library (ISO 8601, UTC); empty where it could not be read the last time.
    """

    id: str
    source: str
    root: str
    title: str
    format: str
    state: str
    pages: tuple[Page, ...]
    passages: int
    characters: int
    losses: tuple[Loss, ...] = ()
    error: str | None = None
    error_details: tuple[tuple[str, str], ...] = ()
    path: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    # When it was read makes it no other document.
    indexed_at: str = field(default="", compare=False)

    def fact(self, name: str) -> str:
        """Return the first fact of this name, empty where the document does not say it."""
        return next((value for known, value in self.facts if known == name), "")

    def page_label(self, number: int) -> str | None:
        """Return the label printed on physical page `number`, if there is one."""
        return next((page.label for page in self.pages if page.number == number), None)


@dataclass(frozen=True, slots=True)
class SamePassage:
    """Where else a passage stands, in nearly the same words: `start..end` of that document."""

    document: DocumentRecord
    passage_id: str
    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its scores: higher is better, ties broken by passage id.

    `score` is the fused one, 0 to 1, or that of who ranked the hits anew; `dense` is the best
    cosine similarity of the passage and its windows to the query; `lexical` is BM25 as the
    lexical index gives it. Each leg is 0.0 where it did not find the passage. `also_in` are
    other documents that say the same (`index.repeats`), which are no hits of their own.
    """

    passage: Passage
    document: DocumentRecord
    score: float
    dense: float
    lexical: float
    also_in: tuple[SamePassage, ...] = ()
