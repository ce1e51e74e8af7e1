"""The evaluation's own check of citations: it trusts no `verified` flag alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assistant.answer import Answer, Citation
from assistant.evaluation.metrics import Share
from corpus import Document, GeungeoError, Passage, Span, View

# Returns a passage by its id; None or a GeungeoError where there is none.
FindPassage = Callable[[str], Passage | None]

_SPACE = re.compile(r"\s+")


def score_sentence_support(
    answer: Answer, find_passage: FindPassage, documents: Mapping[str, Document]
) -> Share:
    """Count the sentences whose every citation holds, of all sentences of the answer.

    A sentence without a citation is unsupported. `documents` are keyed by id. An abstention
    has no sentences.
    """
    if not answer.answerable:
        return Share(0.0, 0.0)
    holds = {
        citation.n: check_citation(citation, find_passage, documents)
        for citation in answer.citations
    }
    supported = sum(
        bool(sentence.citations) and all(holds.get(n, False) for n in sentence.citations)
        for sentence in answer.sentences
    )
    return Share(float(supported), float(len(answer.sentences)))


def check_citation(
    citation: Citation, find_passage: FindPassage, documents: Mapping[str, Document]
) -> bool:
    """Tell whether a citation marked verified is found true again, from the library.

    The library's passage must belong to the cited document and show nothing but characters
    of it; and the quote must be what its view shows at the cited span. Labels that the view
    inserts (`지역: `) count as shown where they touch the span. White space is ignored.
    """
    try:
        passage = find_passage(citation.passage_id)
    except GeungeoError:
        return False
    document = documents.get(citation.document_id)
    if (
        not citation.verified
        or passage is None
        or document is None
        or passage.document_id != citation.document_id
        or not is_faithful(passage.view, document.text)
    ):
        return False
    return _shows(passage.view, citation)


def is_faithful(view: View, text: str) -> bool:
    """Tell whether every mapped character of a view is the character at its source.

    A bullet may be shown as another bullet; a letter or digit never changes.
    """
    for run in view.runs:
        shown = view.text[run.view : run.view + run.length]
        held = text[run.source : run.source + run.length]
        if shown != held and (len(shown) != len(held) or not all(map(_may_stand_for, shown, held))):
            return False
    return True


def _may_stand_for(shown: str, held: str) -> bool:
    return shown == held or not (shown.isalnum() or held.isalnum())


def _shows(view: View, citation: Citation) -> bool:
    """Tell whether the quote is what the view shows at exactly the cited span."""
    try:
        least = view.view_span(citation.start, citation.end)
    except ValueError:
        return False
    # A span that begins or ends in text the view does not show claims what nobody saw.
    if view.source_span(least.start, least.end) != Span(citation.start, citation.end):
        return False
    mapped = {at for run in view.runs for at in range(run.view, run.view + run.length)}
    before, after = least.start, least.end
    while before > 0 and before - 1 not in mapped:
        before -= 1
    while after < len(view.text) and after not in mapped:
        after += 1
    quote = _squeeze(citation.quote)
    shown = _squeeze(view.text[least.start : least.end])
    return bool(shown) and shown in quote and quote in _squeeze(view.text[before:after])


def _squeeze(text: str) -> str:
    return _SPACE.sub("", text)
