"""A report in words: from `EvidenceReport` to an outline in Korean or English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant import (
    EvidenceReport,
    Outcome,
    Provenance,
    ReportedAnswer,
    ReportedCitation,
    ReportedDocument,
    ReportedPassage,
)
from ui.exporting.outline import (
    Block,
    Fact,
    Facts,
    Heading,
    Outline,
    Paragraph,
    Quote,
    Source,
    State,
    Steps,
    Tone,
    clean,
)
from ui.exporting.saying import say_sentences
from ui.filters import scope_lines
from ui.messages import Lang, describe_note, text
from ui.outcomes import outcome_name, say_missing
from ui.rewording import say_changes

_TONES: dict[Outcome, Tone] = {
    "answer": "good",
    "partial": "unsure",
    "unsure": "unsure",
    "none": "bad",
}
_STEPS = ("hash", "page", "span", "ask")


def make_outline(report: EvidenceReport, lang: Lang) -> Outline:
    """Return everything a report says, in order, in words that every format can hold."""
    blocks: list[Block] = [*_head(report, lang)]
    for number, answer in enumerate(report.answers, start=1):
        blocks += _Answer(answer, number, len(report.answers), report.documents, lang).blocks()
    if report.documents:
        blocks.append(Heading(2, text("export.documents", lang)))
        blocks += (_document(document, lang) for document in report.documents)
    blocks.append(Heading(2, text("export.making", lang)))
    blocks.append(_making(report.provenance, lang))
    blocks.append(Heading(2, text("export.again", lang)))
    names = [*_STEPS, *(["llm"] if report.provenance.llm else []), "signs"]
    blocks.append(Steps(tuple(text(f"export.again.{name}", lang) for name in names)))
    title = text("export.title", lang)
    return clean(Outline(title, lang, report.provenance.made_at, tuple(blocks)))


def _head(report: EvidenceReport, lang: Lang) -> Iterator[Block]:
    made = report.provenance
    yield Heading(1, text("export.title", lang))
    yield Paragraph(text("export.made", lang, at=moment(made.made_at), version=made.version))
    citations = [citation for answer in report.answers for citation in answer.citations]
    proved = sum(citation.state == "proved" for citation in citations)
    if citations:
        yield Paragraph(text("export.tally", lang, total=len(citations), proved=proved))
    if proved < len(citations):
        broken = text("export.broken", lang, count=len(citations) - proved)
        yield Paragraph(broken, tone="bad")


class _Answer:
    """One answer put into blocks; its anchors hold its number."""

    def __init__(
        self,
        answer: ReportedAnswer,
        number: int,
        count: int,
        documents: Sequence[ReportedDocument],
        lang: Lang,
    ) -> None:
        self._reported = answer
        self._answer = answer.asked.answer
        self._number = number
        self._count = count
        self._documents = documents
        self._lang: Lang = lang

    def blocks(self) -> Iterator[Block]:
        lang, answer = self._lang, self._answer
        if self._count > 1:
            yield Heading(2, text("export.question.n", lang, n=self._number))
        else:
            yield Heading(2, text("export.question", lang))
        yield Paragraph(answer.question, is_question=True)
        yield Facts(tuple(self._asking()))
        yield Heading(3, text("export.answer", lang))
        yield self._state()
        yield from say_sentences(answer.sentences, self._anchor, lang)
        if answer.missing:
            yield Paragraph(say_missing(answer, lang))
        for code in answer.notes:
            yield Paragraph(describe_note(code, lang))
        if self._reported.citations:
            yield Heading(3, text("export.citations", lang))
            for citation in self._reported.citations:
                yield self._citation(citation)
        if self._reported.near_misses:
            yield Heading(3, text("export.near", lang))
            for at, passage in enumerate(self._reported.near_misses, start=1):
                yield self._near_miss(passage, at)

    def _asking(self) -> Iterator[Fact]:
        lang, asked, answer = self._lang, self._reported.asked, self._answer
        is_same = answer.understood.strip() == answer.question.strip()
        understood = text("export.as-asked", lang) if is_same else answer.understood
        yield Fact(text("export.fact.understood", lang), understood)
        if answer.changes:
            yield Fact(text("export.fact.changes", lang), say_changes(answer.changes, lang))
        if asked.context:
            said = " → ".join(f"“{question}”" for question in asked.context)
            yield Fact(text("export.fact.context", lang), said)
        if asked.scope is not None:
            said = " ".join(scope_lines(asked.scope, lang))
            yield Fact(text("export.fact.scope", lang), said)
        if asked.at:
            yield Fact(text("export.fact.at", lang), moment(asked.at))
        yield Fact(text("export.fact.confidence", lang), f"{answer.confidence:.2f}")

    def _state(self) -> State:
        """Return the outcome as it was, with what the evidence is worth now."""
        lang, outcome, total = self._lang, self._answer.outcome, len(self._reported.citations)
        proved = sum(citation.state == "proved" for citation in self._reported.citations)
        shown = outcome_name(self._answer)
        name = text(f"state.{shown}", lang)
        if proved < total:
            return State(name, text("export.partly", lang, total=total, proved=proved), "bad")
        tone = _TONES[outcome] if shown == outcome else "plain"
        return State(name, text(f"state.{shown}.hint", lang, count=proved), tone)

    def _anchor(self, n: int) -> str:
        return f"a{self._number}-s{n}"

    def _citation(self, reported: ReportedCitation) -> Source:
        lang, citation = self._lang, reported.citation
        facts = self._place(
            reported.document,
            citation.page,
            citation.page_label,
            citation.heading,
        )
        if citation.table is not None:
            table = citation.table
            rows = ", ".join(map(str, table.rows))
            names = " / ".join(table.row_names)
            facts += [
                Fact(text("export.fact.table", lang), table.caption),
                Fact(text("export.fact.rows", lang), f"{rows} ({names})" if names else rows),
                Fact(text("export.fact.columns", lang), " / ".join(table.columns)),
            ]
        facts += [
            self._span(citation.start, citation.end),
            Fact(text("export.fact.check", lang), text(f"export.{reported.state}", lang)),
        ]
        quotes = [Quote(citation.quote)]
        # Lines that were joined and spaces are no other words.
        if reported.exact and "".join(reported.exact.split()) != "".join(citation.quote.split()):
            quotes.append(Quote(reported.exact, text("export.exact", lang)))
        is_proved = reported.state == "proved"
        return Source(
            anchor=self._anchor(citation.n),
            label=f"[{citation.n}]",
            title=citation.title,
            badge=text("export.badge.proved" if is_proved else "export.badge.broken", lang),
            tone="good" if is_proved else "bad",
            quotes=tuple(quotes),
            facts=_filled(facts),
        )

    def _near_miss(self, near: ReportedPassage, at: int) -> Source:
        passage, record = near.hit.passage, near.hit.document
        label = record.page_label(passage.page)
        facts = self._place(near.document, passage.page, label, passage.heading)
        facts.append(Fact(text("export.fact.table", self._lang), passage.caption))
        facts.append(self._span(passage.span.start, passage.span.end))
        return Source(
            anchor=f"a{self._number}-n{at}",
            label="≈",
            title=record.title,
            badge=text("export.near.badge", self._lang),
            tone="plain",
            quotes=(Quote(passage.text),),
            facts=_filled(facts),
        )

    def _place(
        self, document: int, page: int, label: str | None, heading: Sequence[str]
    ) -> list[Fact]:
        lang, held = self._lang, self._documents[document - 1]
        shown = text("export.page", lang, number=page)
        if label:
            shown = text("export.page.label", lang, label=label, number=page)
        return [
            Fact(
                text("export.fact.file", lang), f"{held.source} (D{document})", _document_of(held)
            ),
            Fact(text("export.fact.page", lang), shown),
            Fact(text("export.fact.heading", lang), " › ".join(heading)),
        ]

    def _span(self, start: int, end: int) -> Fact:
        lang = self._lang
        return Fact(text("export.fact.span", lang), text("export.span", lang, start=start, end=end))


def moment(iso: str) -> str:
    """Return a time of ISO 8601 to the second, with a space before the time of day."""
    day, mark, time = iso.partition("T")
    whole, dot, rest = time.partition(".")
    zone = rest.lstrip("0123456789")
    return f"{day} {whole}{zone}" if mark else iso


def _document_of(document: ReportedDocument) -> str:
    return f"d{document.n}"


def _document(document: ReportedDocument, lang: Lang) -> Source:
    facts = [
        Fact(text("export.fact.file", lang), document.source),
        Fact(text("export.fact.format", lang), document.format),
        Fact(text("export.fact.date", lang), document.date),
        Fact(text("export.fact.publisher", lang), document.publisher),
        Fact(text("export.fact.sha256", lang), document.sha256),
        Fact(text("export.fact.indexed", lang), moment(document.indexed_at)),
    ]
    is_same = document.file == "same"
    return Source(
        anchor=_document_of(document),
        label=f"D{document.n}",
        title=document.title,
        badge=text(f"export.state.{document.file}", lang),
        tone="good" if is_same else "bad",
        quotes=(),
        facts=_filled(facts),
        level=3,
    )


def _making(made: Provenance, lang: Lang) -> Facts:
    generation = text(
        "export.generation", lang, generation=made.generation, at=moment(made.synced_at)
    )
    return _filled(
        [
            Fact(text("export.fact.version", lang), made.version),
            Fact(
                text("export.fact.embedder", lang),
                text("export.fingerprint", lang, name=made.embedder, fingerprint=made.fingerprint),
            ),
            Fact(text("export.fact.fit", lang), made.fit),
            Fact(text("export.fact.llm", lang), made.llm or text("export.none.llm", lang)),
            Fact(text("export.fact.reranker", lang), made.reranker or text("export.none", lang)),
            Fact(text("export.fact.generation", lang), generation),
        ]
    )


def _filled(facts: Sequence[Fact]) -> Facts:
    return Facts(tuple(fact for fact in facts if fact.value))
