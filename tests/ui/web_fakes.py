"""A library and an assistant a reader can compute: paragraphs, and shared words."""

import hashlib
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from assistant import Answer, AnswerSentence, Citation, Explanation, WordMatch
from corpus import Document, Page, Passage, ReadError, Span, View
from index import (
    Change,
    DocumentRecord,
    FileProgress,
    Filters,
    Hit,
    LibraryStatus,
    Scope,
    Setback,
    SyncReport,
    Wording,
)
from index.filters import path_parts

POLICY = """제1장 제조 혁신

정부는 2025년까지 스마트공장 3~5만 개를 보급하고 10~20개 시범 산단을 만든다. 예산은 1조 2,000억 원이다.

중소기업의 디지털 전환을 돕기 위해 전담 은행이 저리 융자를 맡는다. <b>굵게</b> 쓰지 않는다.

제2장 인력 양성

2030년까지 전문 인력 10만 명을 양성한다. 대학 40곳이 참여한다.
"""
LOGISTICS = """콜드체인 현황

저온 물류 시장은 연평균 9.3% 성장하였다. ${1+1} {{value}} 같은 글자는 그대로 보인다.

물류비 비중

신선식품 물류비는 판매 가격의 12%를 차지한다.
"""


def read_document(source: str, data: bytes) -> Document:
    if data[:4] == b"%BAD":
        raise ReadError("file-encrypted", file=source)
    text = unicodedata.normalize("NFC", data.decode())
    middle = len(text) // 2
    pages = (Page(1, "i", 0, middle), Page(2, "1", middle, len(text)))
    return Document(
        hashlib.sha256(data).hexdigest(), source, text.split("\n")[0], "text", text, pages
    )


def cut_passages(document: Document) -> tuple[Passage, ...]:
    passages, at, heading = [], 0, ()
    for line in document.text.split("\n"):
        start, at = at, at + len(line) + 1
        if not line.strip():
            continue
        if not line.rstrip().endswith((".", "다")):
            heading = (line.strip(),)
            continue
        ends = [i + 1 for i, c in enumerate(line) if c == "." and line[i + 1 : i + 2] in ("", " ")]
        cuts = [0, *ends]
        units = tuple(
            Span(a + (line[a] == " "), b)
            for a, b in zip(cuts, [*ends, len(line)], strict=True)
            if b - a > 1
        )
        passages.append(
            Passage(
                f"{document.id[:8]}-{start}",
                document.id,
                len(passages),
                "prose",
                View.of(document.text, start, start + len(line)),
                units,
                heading,
                "",
                document.page_at(start).number,
            )
        )
    return tuple(passages)


@dataclass(frozen=True)
class Progress:
    done: int
    total: int
    file: str
    stage: str
    elapsed_s: float
    files: tuple[FileProgress, ...] = ()
    setback: Setback | None = None


class FakeLibrary:
    """Holds documents in memory; `pause_s` is how long each file takes to read."""

    def __init__(self, files=(), pause_s=0.0):
        self.pause_s = pause_s
        # A `CollectionBook`, where a test has one.
        self.book = None
        self.generation = 0
        self.read: dict[str, Document] = {}
        self.records: dict[str, DocumentRecord] = {}
        for name, text in files:
            self._add(Path("/reports") / name, text.encode())

    def _add(self, path, data):
        self.generation += 1
        source, root = path.name, str(path.parent)
        try:
            document = read_document(source, data)
        except ReadError as error:
            digest = f"file-{hashlib.sha256(str(path).encode()).hexdigest()[:32]}"
            self.records[str(path)] = DocumentRecord(
                digest, source, root, source, "pdf", "failed", (), 0, 0,
                error=error.code, error_details=tuple(error.details.items()),
            )  # fmt: skip
            return
        self.read[document.id] = document
        self.records[str(path)] = DocumentRecord(
            document.id, source, root, document.title, "text", "indexed", document.pages,
            len(cut_passages(document)), len(document.text),
        )  # fmt: skip

    def roots(self):
        return tuple(sorted({record.root for record in self.records.values()}))

    def sync(self, paths, progress=None, cancel=None, reread=False):
        files = [f for p in paths for f in (sorted(p.iterdir()) if p.is_dir() else [p])]
        skipped = [f for f in files if f.suffix == ".bin"]
        known = [] if reread else self.records
        files = [f for f in files if str(f) not in known and f not in skipped]
        began = time.monotonic()
        for done, file in enumerate(files):
            if cancel and cancel():
                break
            if progress:
                elapsed = time.monotonic() - began
                progress(Progress(done, len(files), file.name, "read", elapsed))
            time.sleep(self.pause_s)
            self._add(file, file.read_bytes())
            count = self.records[str(file)].passages
            if progress and count:
                state = FileProgress(file.name, count, count)
                elapsed = time.monotonic() - began
                progress(Progress(done, len(files), file.name, "embed", elapsed, (state,)))
        passed = tuple(Setback(f.name, "skipped-kind", (("detail", "bin"),)) for f in skipped)
        return SyncReport(
            unchanged=tuple(f.name for f in files) if reread else (),
            skipped=passed,
            is_cancelled=bool(cancel and cancel()),
        )

    def documents(self):
        return tuple(self.records.values())

    generation = 1

    def document(self, document_id):
        return self.read[document_id]

    def boxes(self, document_id, start, end):
        return self.read[document_id].boxes(start, end)

    def passages(self, document_id, ordinals=None):
        document = self.read.get(document_id)
        found = cut_passages(document) if document else ()
        return tuple(p for p in found if ordinals is None or p.ordinal in ordinals)

    def passage(self, passage_id):
        for document in self.read.values():
            for passage in cut_passages(document):
                if passage.id == passage_id:
                    return passage
        raise KeyError(passage_id)

    def search(self, query, top_k=10, filters=None, mode="hybrid"):
        words = [word[:2] for word in query.split() if len(word) > 1]
        hits = []
        for record in self.fitting(filters):
            for passage in self.passages(record.id):
                shared = sum(word in passage.text or word in passage.context for word in words)
                if shared:
                    score = shared / len(words)
                    hits.append(Hit(passage, record, score, score, float(shared)))
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))[:top_k])

    def fitting(self, filters):
        """These documents have no dates, are all text, and their passages prose."""
        for record in self.records.values():
            asked = filters or Filters()
            parts = path_parts(f"{record.root}/{record.source}")
            kinds = not asked.kinds or "prose" in asked.kinds
            if asked.collections:
                held = self.book.places(self.book.states(asked.collections))
                kinds = kinds and f"{record.root}/{record.source}" in held
            if kinds and asked.fits_document(parts) and asked.fits_date(record.fact("date")):
                yield record

    def reword(self, query):
        """Puts one word right that a test may misspell."""
        if "예싼" not in query:
            return Wording(query, query)
        changes = (Change("spelling", "예싼", "예산"),)
        return Wording(query, query.replace("예싼", "예산"), changes)

    def scope(self, filters):
        left = list(self.fitting(filters))
        undated = len(self.records) if filters.date_from or filters.date_to else 0
        passages = sum(record.passages for record in left)
        excluded = () if left else filters.set_fields
        return Scope(filters, len(left), passages, undated, excluded, not excluded)

    def remove(self, *paths):
        self.generation += 1
        for path in paths:
            del self.records[str(path)]

    def status(self):
        passages = sum(record.passages for record in self.records.values())
        return LibraryStatus(
            "/library", 1, len(self.records), 0, passages, passages, ("/reports",), "shared words",
            "f" * 64, 8, 1, 0, "2025-01-02T03:04:05+00:00", 0,
        )  # fmt: skip


class FakeAssistant:
    """Answers with the two best passages' sentences that share a word; `pause_s` apart."""

    def __init__(self, library, pause_s=0.0):
        self.library = library
        self.pause_s = pause_s

    def ask(self, question, context=(), *, filters=None):
        return list(self.stream(question, context, filters=filters))[-1]

    def can_answer(self, question, *, filters=None):
        pause, self.pause_s = self.pause_s, 0
        try:
            return self.ask(question, filters=filters).outcome == "answer"
        finally:
            self.pause_s = pause

    def retrieve(self, question, context=(), *, top_k=10, filters=None):
        return self.library.search(question, top_k, filters)

    def explain(self, question, *, top_k=10, filters=None):
        """Every hit for the words of the question that its passage holds."""
        return tuple(
            Explanation(
                hit,
                hit.passage.text,
                tuple(
                    WordMatch(word, 1.0, "unit" if word[:2] in hit.passage.text else "nowhere")
                    for word in question.split()
                ),
                (),
            )
            for hit in self.library.search(question, top_k, filters)
        )

    def prepare(self, passages):
        self.prepared = getattr(self, "prepared", ()) + tuple(p.id for p in passages)

    def stream(self, question, context=(), *, filters=None):
        understood = f"{context[-1]} {question}" if context and len(question) < 12 else question
        hits = self.library.search(understood, 6, filters)
        words = [word[:2] for word in understood.split() if len(word) > 1]
        sentences, citations = [], []
        for hit in hits[:2]:
            for unit in hit.passage.units:
                quote = hit.passage.text[unit.start : unit.end]
                if not any(word in quote for word in words):
                    continue
                span = hit.passage.view.source_span(unit.start, unit.end)
                n = len(citations) + 1
                citations.append(
                    Citation(
                        n,
                        hit.document.id,
                        hit.document.source,
                        hit.document.title,
                        hit.passage.page,
                        hit.document.page_label(hit.passage.page),
                        hit.passage.heading,
                        span.start,
                        span.end,
                        quote,
                        True,
                        hit.passage.id,
                    )  # fmt: skip
                )
                sentences.append(AnswerSentence(quote, (n,)))
                time.sleep(self.pause_s)
                yield self._answer(question, understood, sentences, citations, hits, ())
        if not sentences:
            near = self.library.search("년 시장 정부 인력 물류", 3, filters)
            yield self._answer(question, understood, [], [], hits, near)

    def _answer(self, question, understood, sentences, citations, hits, near):
        text = "\n\n".join(f"{s.text} [{s.citations[0]}]" for s in sentences)
        return Answer(
            question, understood, "answer" if sentences else "none", text, tuple(sentences),
            tuple(citations), tuple(hits), tuple(near), 0.9, 1.0,
        )  # fmt: skip


def build_library(pause_s=0.0):
    return FakeLibrary((("제조혁신.txt", POLICY), ("콜드체인.txt", LOGISTICS)), pause_s)
