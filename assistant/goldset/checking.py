"""Is a gold set fit to measure with? Every question against the documents and the others."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.evaluation.answers import occurs
from assistant.evaluation.coverage import SearchableText, find_documents
from assistant.evaluation.gold import Evidence, GoldQuestion, scan_gold
from assistant.evaluation.power import detectable_difference
from assistant.evaluation.terms import extract_answer_terms
from assistant.goldset.findings import Finding, GoldCheck, GroupSize, Severity
from assistant.goldset.likeness import find_alike, leaked_answer
from assistant.goldset.nearest import Nearest, NearestText
from corpus import Document, GoldError

# A shorter quotation stands in many documents without meaning anything by it.
TELLING_QUOTE = 12
# A longer one is more than any passage: only several together could cover it.
_LONG_QUOTE = 500
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_SPACE = re.compile(r"\s+")
# An answer whose words stand in the evidence up to this share was worded anew.
_ENOUGH_WORDS = 0.5
_YES_NO = re.compile(
    r"(?:네|예|아니[오요]|아닙니다|맞습니다|그렇습니다|yes|no|是|否|不)\b", re.IGNORECASE
)
_SHOWN = 120


def check_gold(
    path: Path,
    documents: Sequence[Document] | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> GoldCheck:
    """Look at every line of a gold set; without `documents` no quotation is looked up.

    `progress` is told how many questions of how many are looked at. Nothing is changed.

    Raises:
        GoldError: the file as a whole cannot be read, or holds nothing.
    """
    read = list(scan_gold(path))
    if not read:
        raise GoldError("gold-empty", file=str(path))
    questions = [one for one in read if isinstance(one, GoldQuestion)]
    final = [question for question in questions if not question.draft]
    findings = [_broken_line(error) for error in read if isinstance(error, GoldError)]
    library = _Library(documents or ())
    for done, question in enumerate(questions):
        if progress is not None:
            progress(done, len(questions))
        findings += _alone(question)
        if documents is not None:
            findings += _against(question, library)
    findings += _among(questions)
    drafts = {question.line for question in questions if question.draft}
    findings = [
        # A draft may be wrong: nobody measures with it yet.
        replace(found, severity="warning") if found.line in drafts else found
        for found in findings
    ]
    return GoldCheck(
        file=str(path),
        findings=tuple(
            sorted(findings, key=lambda found: (found.line, found.severity, found.code))
        ),
        total=_size("", final),
        types=_sizes(final, lambda question: question.type),
        styles=_sizes(final, lambda question: question.style),
        drafts=len(questions) - len(final),
        documents=len(library.quoted),
        library_documents=None if documents is None else len(documents),
    )


def _broken_line(error: GoldError) -> Finding:
    details = tuple((name, str(value)) for name, value in error.details.items())
    line = int(str(error.details.get("line", 0)))
    return Finding(error.code, "error", line, str(error.details.get("id", "")), details)


def _found(
    question: GoldQuestion, code: str, severity: Severity = "warning", **details: object
) -> Finding:
    filled = tuple((name, _shorten(str(value))) for name, value in details.items())
    return Finding(code, severity, question.line, question.id, filled)


def _alone(question: GoldQuestion) -> Iterator[Finding]:
    """Yield what is wrong with a question as it stands."""
    if not question.answerable:
        if question.answers or question.nuggets:
            said = (*question.answers, *(part[0] for part in question.nuggets))
            yield _found(question, "answered-unanswerable", "error", answer=said[0])
        if question.evidence:
            yield _found(question, "evidence-unanswerable", doc=question.evidence[0].doc)
        return
    if not (question.answers or question.nuggets):
        yield _found(question, "no-answer")
    elif leaked := leaked_answer(question):
        yield _found(question, "answer-leaks", answer=leaked)
    if question.style == "follow-up" and not question.context:
        yield _found(question, "follow-up-alone")
    yield from _nuggets(question)
    yield from _groups(question)
    if question.answers or question.nuggets:
        yield from _answers(question)
    for number, evidence in enumerate(question.evidence):
        if len(evidence.quote) > _LONG_QUOTE:
            yield _found(question, "quote-long", number=number, length=len(evidence.quote))


def _nuggets(question: GoldQuestion) -> Iterator[Finding]:
    variants: dict[str, int] = {}
    for number, part in enumerate(question.nuggets):
        for variant in part:
            if variants.setdefault(_SPACE.sub("", variant), number) != number:
                yield _found(question, "nugget-twice", nugget=variant)


def _groups(question: GoldQuestion) -> Iterator[Finding]:
    """Yield sets of `requires` that are no alternative of their own."""
    seen: list[frozenset[int]] = []
    for group in map(frozenset, question.alternatives):
        if group in seen:
            yield _found(question, "requires-twice", group=sorted(group))
        elif any(other < group for other in map(frozenset, question.alternatives)):
            yield _found(question, "requires-more", group=sorted(group))
        seen.append(group)


def _answers(question: GoldQuestion) -> Iterator[Finding]:
    """Yield answers that no alternative of the evidence holds."""
    texts = [
        " ".join(question.evidence[number].quote for number in group)
        for group in question.alternatives
    ]
    if question.nuggets:
        for part in question.nuggets:
            if not any(_stands(variant, text) for variant in part for text in texts):
                yield _found(question, "nugget-not-quoted", nugget=part[0])
    elif not any(_stands(answer, text) for answer in question.answers for text in texts):
        yield _found(question, "answer-not-quoted", answer=question.answers[0])


def _stands(answer: str, text: str) -> bool:
    """Tell whether a text says an answer: as it stands, its figures, or most of its words."""
    if occurs(answer, [text]) or _YES_NO.match(answer):
        return True
    figures = _FIGURE.findall(answer)
    if figures:
        # The unit of a cell stands above its column.
        return all(occurs(figure, [text]) for figure in figures)
    wanted = extract_answer_terms(answer)
    held = set(extract_answer_terms(text))
    return bool(wanted) and sum(term in held for term in wanted) >= _ENOUGH_WORDS * len(wanted)


def _among(questions: Sequence[GoldQuestion]) -> Iterator[Finding]:
    for alike in find_alike(questions):
        first, second = questions[alike.first], questions[alike.second]
        if alike.share == 1.0 and first.question == second.question:
            yield _found(second, "question-twice", "error", other=first.id, line=first.line)
        else:
            share = f"{alike.share:.0%}"
            yield _found(second, "question-near", other=first.id, line=first.line, share=share)


class _Library:
    """The documents by name, each text made searchable when it is first asked."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.quoted: set[str] = set()
        self._exact = {document.id: _SPACE.sub("", document.text) for document in documents}
        self._searchable: dict[str, SearchableText] = {}
        self._nearest: dict[str, NearestText] = {}

    def holds(self, document: Document, quote: str) -> bool:
        if _SPACE.sub("", unicodedata.normalize("NFC", quote)) in self._exact[document.id]:
            return True
        if document.id not in self._searchable:
            self._searchable[document.id] = SearchableText(document.text)
        return bool(self._searchable[document.id].locate(quote))

    def others(self, quote: str, named: set[str]) -> list[str]:
        """Return the sources of further documents in which the quotation stands."""
        wanted = _SPACE.sub("", quote)
        return sorted(
            document.source
            for document in self.documents
            if document.id not in named and wanted in self._exact[document.id]
        )

    def nearest(self, quote: str, documents: Sequence[Document]) -> Nearest | None:
        found = []
        for document in documents:
            if document.id not in self._nearest:
                self._nearest[document.id] = NearestText(document.text)
            if near := self._nearest[document.id].find(quote):
                found.append(near)
        return max(found, key=lambda near: near.share, default=None)


def _against(question: GoldQuestion, library: _Library) -> Iterator[Finding]:
    """Yield what the documents say about a question's evidence."""
    named = {
        found.id
        for evidence in question.evidence
        for found in find_documents(evidence.doc, library.documents)
    }
    elsewhere: dict[str, None] = {}
    for number, evidence in enumerate(question.evidence):
        documents = find_documents(evidence.doc, library.documents)
        distinct = {document.id: document for document in documents}
        if not documents:
            yield _unknown(question, number, evidence, library)
            continue
        if len({document.source for document in documents}) > 1 and len(distinct) > 1:
            sources = ", ".join(sorted(document.source for document in documents))
            yield _found(question, "doc-ambiguous", doc=evidence.doc, sources=sources)
        holding = [found for found in distinct.values() if library.holds(found, evidence.quote)]
        library.quoted.update(document.id for document in holding)
        if not holding:
            yield _missing(question, number, evidence, list(distinct.values()), library)
        elif len(_SPACE.sub("", evidence.quote)) >= TELLING_QUOTE:
            elsewhere.update(dict.fromkeys(library.others(evidence.quote, named)))
    if elsewhere:
        yield _found(question, "evidence-elsewhere", sources=", ".join(elsewhere))


def _unknown(question: GoldQuestion, number: int, evidence: Evidence, library: _Library) -> Finding:
    holding = library.others(evidence.quote, set())
    names = {document.source for document in library.documents}
    near = holding or difflib.get_close_matches(evidence.doc, sorted(names), n=1, cutoff=0.7)
    code = "doc-unknown-near" if near else "doc-unknown"
    return _found(
        question, code, "error", number=number, doc=evidence.doc, near=", ".join(near[:3])
    )


def _missing(
    question: GoldQuestion,
    number: int,
    evidence: Evidence,
    documents: Sequence[Document],
    library: _Library,
) -> Finding:
    details = {"number": number, "doc": evidence.doc, "quote": evidence.quote}
    if holding := library.others(evidence.quote, {document.id for document in documents}):
        near = ", ".join(holding[:3])
        return _found(question, "quote-in-other", "error", **details, near=near)
    nearest = library.nearest(evidence.quote, documents)
    if nearest is None:
        return _found(question, "quote-missing", "error", **details)
    share = f"{nearest.share:.0%}"
    return _found(
        question, "quote-missing-near", "error", **details, near=nearest.text, share=share
    )


def _sizes(
    questions: Sequence[GoldQuestion], name_of: Callable[[GoldQuestion], str]
) -> tuple[GroupSize, ...]:
    groups: dict[str, list[GoldQuestion]] = {}
    for question in questions:
        groups.setdefault(name_of(question), []).append(question)
    return tuple(_size(name, groups[name]) for name in sorted(groups))


def _size(name: str, questions: Sequence[GoldQuestion]) -> GroupSize:
    answerable = sum(question.answerable for question in questions)
    return GroupSize(name, len(questions), answerable, detectable_difference(answerable))


def _shorten(text: str) -> str:
    text = _SPACE.sub(" ", text)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
