"""From quotations to sentences with citations: what is not proved is not shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answer import AnswerSentence, Citation
from assistant.checking import Cited, unproved_claims
from assistant.citations import cite, narrow, verify
from assistant.composing import Quotation
from assistant.tables import render_row
from corpus import Document

# Behind a sentence that only a model says.
UNPROVED = "(미확인)"


class Documents(Protocol):
    """Where documents are found; `index.Library` is one."""

    def document(self, document_id: str) -> Document:
        """Return a document with its text."""
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """A quotation, and the sentence a model made of it (empty: the source's own words).

    Without a quotation the sentence is the model's alone.
    """

    quotation: Quotation | None
    text: str = ""


def prove(
    documents: Documents, written: Sequence[Written]
) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
    """Give each sentence its citation; one that it does not prove is not shown."""
    sentences: list[AnswerSentence] = []
    citations: list[Citation] = []
    held: dict[str, Document] = {}
    for piece in written:
        quotation = piece.quotation
        if quotation is None:
            sentences.append(AnswerSentence(piece.text, ()))
            continue
        passage = quotation.hit.passage
        if passage.document_id not in held:
            held[passage.document_id] = documents.document(passage.document_id)
        span = narrow(passage, quotation.span, quotation.texts)
        cited = Cited.of(passage, span, quotation.hit.document.title)
        said = (piece.text,) if piece.text else quotation.texts
        proved = [not unproved_claims(text, cited) for text in said]
        if not any(proved):
            continue
        made = cite(len(citations) + 1, quotation.hit, span, "\n".join(quotation.texts))
        citation = next(
            (c for c in citations if replace(made, n=c.n, verified=True, table=c.table) == c),
            None,
        )
        if citation is None:
            citation = verify(made, passage, held[passage.document_id])
            if not citation.verified:
                continue
            citations.append(citation)
        frame = "" if piece.text else quotation.frame
        for text, place, is_proved in zip(said, quotation.places, proved, strict=False):
            if is_proved:
                sentences.append(AnswerSentence(text, (citation.n,), place, frame))
                frame = ""
    return tuple(sentences), tuple(citations)


def render(sentences: Sequence[AnswerSentence]) -> str:
    """Return the answer as text: sentences with their marks, items of a list behind `- `.

    A sentence without a citation is marked as unproved. What leads to an item stands above it.
    Rows of a table follow its header.
    """
    lines: list[str] = []
    is_table = False
    for sentence in sentences:
        marks = "".join(f"[{n}]" for n in sentence.citations) or UNPROVED
        is_table = sentence.place == "row" and (is_table or bool(sentence.frame))
        if is_table:
            lines.extend(filter(None, (sentence.frame, render_row(sentence.text, marks))))
            continue
        if sentence.place == "item" and sentence.frame:
            lines.append(sentence.frame)
        frame = "" if sentence.place == "item" else sentence.frame
        marked = f"{frame} {sentence.text} {marks}".lstrip()
        if sentence.place == "inline" and lines:
            lines[-1] += f" {marked}"
        else:
            lines.append(f"- {marked}" if sentence.place == "item" else marked)
    return "\n".join(lines)
