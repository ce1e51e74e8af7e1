"""BEIR's folder: `corpus.jsonl`, `queries.jsonl`, `qrels/test.tsv`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from assistant.evaluation.gold import Evidence, GoldQuestion, read_record
from assistant.goldset.files import Line, read_lines
from assistant.goldset.judgements import Qrels
from assistant.goldset.records import to_line, to_record
from assistant.goldset.trec import add_grade
from corpus import GoldError, Passage
from index import DocumentRecord

# Any part of a relevant text counts: quotations of about this length, each sufficient.
_PART_CHARS = 150
_MOST_PARTS = 40
_SENTENCE_END = re.compile(r"(?<=[.!?。])\s+|\n+")
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class ForeignText:
    """A text of somebody's corpus, and the file name it is given here."""

    id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of somebody's set, and the line it stands in."""

    id: str
    text: str
    line: Line


def corpus_lines(
    passages: Sequence[Passage], records: Mapping[str, DocumentRecord]
) -> Iterator[str]:
    """Yield our passages as BEIR's corpus: the title is the document's with the headings."""
    for passage in passages:
        record = records[passage.document_id]
        span = passage.span
        title = " > ".join(part for part in (record.title, passage.context) if part)
        place = {"document": record.source, "page": passage.page}
        yield to_line(
            {
                "_id": passage.id,
                "title": title,
                "text": passage.text,
                "metadata": place | {"start": span.start, "end": span.end},
            }
        )


def query_lines(gold: Sequence[GoldQuestion]) -> Iterator[str]:
    """Yield the questions as BEIR's queries; the whole gold record goes along."""
    for question in gold:
        yield to_line(
            {
                "_id": _one_line(question.id),
                "text": question.question,
                "metadata": {"gold": to_record(question)},
            }
        )


def qrels_tsv(qrels: Qrels) -> Iterator[str]:
    """Yield BEIR's judgements: a header, then query, passage, grade, parted by tabs."""
    yield "query-id\tcorpus-id\tscore\n"
    for query, grades in qrels.items():
        for key in sorted(grades, key=lambda key: (-grades[key], key)):
            yield f"{_one_line(query)}\t{key}\t{grades[key]}\n"


def read_beir(folder: Path) -> tuple[list[GoldQuestion], list[ForeignText]]:
    """Read a BEIR folder as gold questions and the texts that they are judged against.

    Our own exports come back as they were, without texts. Of others, each relevant text is
    evidence: any stretch of it suffices. Queries that nothing is relevant to are left out.

    Raises:
        GoldError: a file is missing, or one of its lines is not what it should be.
    """
    queries = list(read_lines(folder / "queries.jsonl"))
    own = [_own_question(line) for line in queries]
    if own and all(own):
        return [question for question in own if question], []
    qrels = _read_qrels(_qrels_file(folder))
    wanted = {key for grades in qrels.values() for key, grade in grades.items() if grade}
    texts: dict[str, ForeignText] = {}
    every: list[ForeignText] = []
    for line in read_lines(folder / "corpus.jsonl"):
        record = line.record()
        key = _text(line, record, "_id")
        title = str(record.get("title") or "").strip()
        body = "\n\n".join(
            part for part in (title, _text(line, record, "text", empty=True)) if part
        )
        text = ForeignText(key, file_name(key), unicodedata.normalize("NFC", body))
        every.append(text)
        if key in wanted:
            texts[key] = text
    asked = []
    for line in queries:
        record = line.record()
        asked.append(Asked(_text(line, record, "_id"), _text(line, record, "text"), line))
    return list(make_questions(asked, qrels, texts)), every


def make_questions(
    queries: Sequence[Asked], qrels: Qrels, texts: Mapping[str, ForeignText]
) -> Iterator[GoldQuestion]:
    """Yield the queries as gold questions: every stretch of a relevant text is evidence."""
    for asked in queries:
        grades = qrels.get(asked.id, {})
        relevant = [
            texts[key]
            for key in sorted(grades, key=lambda key: (-grades[key], key))
            if grades[key] and key in texts
        ]
        evidence = tuple(
            Evidence(text.name, part) for text in relevant for part in parts_of(text.text)
        )
        if evidence:
            yield GoldQuestion(
                id=asked.id,
                question=unicodedata.normalize("NFC", asked.text),
                answerable=True,
                evidence=evidence,
                alternatives=tuple((number,) for number in range(len(evidence))),
                line=asked.line.number,
            )


def parts_of(text: str) -> list[str]:
    """Return a text in stretches of whole sentences, about `_PART_CHARS` long."""
    parts: list[str] = []
    held = ""
    for sentence in _SENTENCE_END.split(text):
        held = f"{held} {sentence}".strip()
        if len(held) >= _PART_CHARS:
            parts.append(held[: 2 * _PART_CHARS])
            held = ""
    if held and (len(held) > _PART_CHARS // 3 or not parts):
        parts.append(held)
    return parts[:_MOST_PARTS]


def file_name(key: str) -> str:
    """Return a name for a text by its id: safe as a file's, and another for another id."""
    safe = _UNSAFE.sub("_", unicodedata.normalize("NFC", key)).strip("._")[:60]
    if safe == key:
        return f"{safe}.txt"
    return f"{safe or 'text'}-{sha256(key.encode('utf-8', 'replace')).hexdigest()[:10]}.txt"


def _own_question(line: Line) -> GoldQuestion | None:
    record = line.record()
    metadata = record.get("metadata")
    kept = metadata.get("gold") if isinstance(metadata, dict) else None
    if not isinstance(kept, dict):
        return None
    return replace(read_record(kept, line.path, line.number), line=line.number)


def _read_qrels(path: Path) -> Qrels:
    """Read query, text and grade parted by tabs, below a header."""
    qrels: Qrels = {}
    for line in read_lines(path):
        query, key, grade = line.fields("\t", 3)
        if line.number > 1 or grade.strip() != "score":
            add_grade(qrels, line, query, key, grade.strip())
    return qrels


def _qrels_file(folder: Path) -> Path:
    for name in ("test.tsv", "dev.tsv", "train.tsv"):
        if (folder / "qrels" / name).is_file():
            return folder / "qrels" / name
    raise GoldError("exchange-missing", file=str(folder / "qrels" / "test.tsv"))


def _text(line: Line, record: Mapping[str, object], name: str, *, empty: bool = False) -> str:
    value = record.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not (value.strip() or empty):
        line.refuse(f"no {name}")
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        line.refuse(f"half a character in {name}")
    return value


def _one_line(key: str) -> str:
    return " ".join(key.split())
