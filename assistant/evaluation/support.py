"""The evaluation's own check of citations: it trusts no `verified` flag alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assistant.answer import Answer, Citation
from assistant.evaluation.metrics import Share
from corpus import Document, Passage, View

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
    passage = find_passage(citation.passage_id)
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
    """Tell whether every mapped character of a view is the character at its source."""
    return all(
        view.text[run.view : run.view + run.length] == text[run.source : run.source + run.length]
        for run in view.runs
    )


def _shows(view: View, citation: Citation) -> bool:
    try:
        least = view.view_span(citation.start, citation.end)
    except ValueError:
        return False
    # The span's ends must be shown themselves: a wider span would claim unseen text.
    if view.source_span(least.start, least.end).start != citation.start:
        return False
    if view.source_span(least.start, least.end).end != citation.end:
        return False
    before = max(
        (run.view + run.length for run in view.runs if run.view + run.length <= least.start),
        default=0,
    )
    after = min((run.view for run in view.runs if run.view >= least.end), default=len(view.text))
    # A run that goes on beyond the span leaves no insertion on that side.
    if any(run.view < least.start < run.view + run.length for run in view.runs):
        before = least.start
    if any(run.view < least.end < run.view + run.length for run in view.runs):
        after = least.end
    quote = _squeeze(citation.quote)
    shown = _squeeze(view.text[least.start : least.end])
    widest = _squeeze(view.text[before:after])
    return bool(quote) and shown in quote and quote in widest


def _squeeze(text: str) -> str:
    return _SPACE.sub("", text)
