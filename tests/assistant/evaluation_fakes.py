"""A small world for the evaluation: documents, hits and answers a reader can lay out by hand."""

from assistant import Answer, AnswerSentence, Citation
from corpus import Document, Page, Passage, Span, View
from index import DocumentRecord, Hit


def make_document(text, source="a.txt", document_id=None):
    page = Page(1, None, 0, len(text))
    return Document(document_id or f"id:{source}", source, source, "text", text, (page,))


def make_passage(document, start, end, passage_id=None):
    view = View.of(document.text, start, end)
    return Passage(
        passage_id or f"{document.source}:{start}",
        document.id,
        start,
        "prose",
        view,
        (Span(0, end - start),),
        (),
        "",
        1,
    )


def make_hit(document, start, end, score=0.5):
    record = DocumentRecord(
        document.id,
        document.source,
        "/root",
        document.title,
        "text",
        "indexed",
        document.pages,
        1,
        len(document.text),
    )
    return Hit(make_passage(document, start, end), record, score, 0.0, score)


def make_citation(document, start, end, *, n=1, quote=None, verified=True, passage_id="p"):
    return Citation(
        n,
        document.id,
        document.source,
        document.title,
        1,
        None,
        (),
        start,
        end,
        document.text[start:end] if quote is None else quote,
        verified,
        passage_id,
    )


def make_answer(sentences=(), citations=(), hits=(), outcome="answer", text=None, question="?"):
    """`sentences` are pairs (text, citation numbers)."""
    told = tuple(AnswerSentence(said, tuple(numbers)) for said, numbers in sentences)
    shown = " ".join(f"{s.text} {''.join(f'[{n}]' for n in s.citations)}" for s in told)
    return Answer(
        question,
        question,
        outcome,
        shown if text is None else text,
        told,
        tuple(citations),
        tuple(hits),
        (),
        0.9,
        1.0,
    )
