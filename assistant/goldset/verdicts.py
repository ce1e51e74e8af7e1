"""Readers' verdicts on answers as drafts of gold questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from assistant.evaluation.coverage import SearchableText
from assistant.evaluation.gold import Evidence, GoldQuestion
from assistant.goldset.records import to_record
from corpus import Document, LibraryError
from index import CitedQuote, Feedback

Json = dict[str, Any]


def draft_from_feedback(
    entries: Iterable[Feedback], find_document: Callable[[str], Document]
) -> Iterator[Json]:
    """Yield a gold record for each verdict, as a draft, with the verdict and its reason.

    What the answer cited is the evidence, all of it together; after a 👎 it is perhaps
    the wrong one, and a person puts the right one in its place. An answer that cited nothing
    gives a question that is not answerable until somebody says where its answer stands.
    """
    for entry in entries:
        evidence = tuple(
            dict.fromkeys(_evidence(citation, find_document) for citation in entry.citations)
        )
        question = GoldQuestion(
            id=f"f-{entry.key[:10]}",
            question=entry.question,
            answerable=bool(evidence),
            answers=(entry.answer,) if evidence and entry.answer.strip() else (),
            evidence=evidence,
            alternatives=(tuple(range(len(evidence))),) if evidence else (),
            context=entry.context,
            type="feedback",
            style="follow-up" if entry.context else "feedback",
            draft=True,
        )
        said = {"verdict": entry.verdict, "at": entry.at}
        yield to_record(question, said | ({"reason": entry.reason} if entry.reason else {}))


def _evidence(citation: CitedQuote, find_document: Callable[[str], Document]) -> Evidence:
    """Return a citation as evidence: in the document's own words, which need no labels.

    The quotation of a table's row as shown names its columns, and stands in no file so.
    """
    try:
        document = find_document(citation.document_id)
    except LibraryError:
        return Evidence(citation.document, citation.quote)
    if SearchableText(document.text).locate(citation.quote):
        return Evidence(document.source, citation.quote)
    held = document.text[citation.start : citation.end].strip()
    return Evidence(document.source, held or citation.quote)
