"""A reader's verdict on an answer as the library keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

from assistant import Answer
from index import CitedQuote, Feedback, Verdict


def make_feedback(
    answer: Answer, context: Sequence[str], verdict: Verdict, reason: str = ""
) -> Feedback:
    """Return a verdict with all that a gold question needs of the answer.

    Questions before it are kept only where the answer was completed from them.
    """
    before = tuple(context) if answer.understood != answer.question else ()
    told = "\n".join(sentence.text for sentence in answer.sentences)
    cited = tuple(
        CitedQuote(c.document_id, c.document, c.quote, c.start, c.end) for c in answer.citations
    )
    identity = "\0".join((answer.question, *before, told, *(c.document_id for c in cited)))
    return Feedback(
        key=sha256(identity.encode("utf-8", "replace")).hexdigest(),
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        verdict=verdict,
        question=answer.question,
        context=before,
        answer=told,
        outcome=answer.outcome,
        citations=cited,
        reason=" ".join(reason.split()),
    )
