"""Gold sets out to other tools and in from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.evaluation.gold import GoldQuestion, load_gold
from assistant.goldset import beir, spreadsheet, trec
from assistant.goldset.files import read_lines, require_new, write_new
from assistant.goldset.judgements import judge
from assistant.goldset.records import to_line, to_record
from corpus import Document, GoldError, Passage
from index import DocumentRecord

ExchangeFormat = Literal["beir", "trec", "csv"]
FORMATS: tuple[ExchangeFormat, ...] = ("beir", "trec", "csv")


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a library holds, for judging and for writing out."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    records: tuple[DocumentRecord, ...]


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What was written: files with how many questions, passages and judgements.

    `unjudged` are answerable questions to which no passage is relevant.
    """

    files: tuple[str, ...]
    questions: int
    passages: int = 0
    judgements: int = 0
    unjudged: tuple[str, ...] = ()


def export_gold(
    gold: Sequence[GoldQuestion], holdings: Holdings, to: ExchangeFormat, out: Path
) -> Exchanged:
    """Write a gold set with the library's passages for another tool into folder `out`.

    Raises:
        GoldError: `gold-file-exists` (nothing is written over) or `gold-not-written`.
    """
    records = {record.id: record for record in holdings.records}
    pieces: dict[str, Callable[[], Iterator[str]]]
    if to == "csv":
        sheet = out / "questions.csv"
        write_new(sheet, spreadsheet.csv_pieces(gold))
        return Exchanged((str(sheet),), len(gold))
    passages = holdings.passages
    qrels = judge(gold, holdings.documents, passages)
    if to == "beir":
        pieces = {
            "corpus.jsonl": lambda: beir.corpus_lines(passages, records),
            "queries.jsonl": lambda: beir.query_lines(gold),
            "qrels/test.tsv": lambda: beir.qrels_tsv(qrels),
        }
    else:
        pieces = {
            "corpus.tsv": lambda: (_tsv(p.id, f"{p.context} {p.text}") for p in passages),
            "queries.tsv": lambda: (_tsv(q.id, q.question) for q in gold),
            "qrels.txt": lambda: trec.qrels_lines(qrels),
        }
    require_new(out / name for name in pieces)
    for name, make in pieces.items():
        write_new(out / name, make())
    return Exchanged(
        files=tuple(str(out / name) for name in pieces),
        questions=len(gold),
        passages=len(passages),
        judgements=sum(map(len, qrels.values())),
        unjudged=tuple(key for key, grades in qrels.items() if not grades),
    )


def import_gold(source: Path, out: Path, texts: Path | None = None) -> Exchanged:
    """Write another tool's questions as a gold set: a BEIR or TREC folder, or a CSV sheet.

    `texts` is a folder for the texts of a foreign corpus, a file each, to be indexed.

    Raises:
        GoldError: `exchange-unknown` where it is none of these, a bad line by its number,
            or `gold-file-exists`.
    """
    require_new([out])
    foreign: list[beir.ForeignText] = []
    if source.is_dir() and (source / "queries.jsonl").exists():
        gold, foreign = beir.read_beir(source)
    elif source.is_dir() and (source / "queries.tsv").exists():
        gold, foreign = _read_trec(source)
    elif source.is_dir():
        raise GoldError("exchange-unknown", path=str(source))
    elif source.suffix.lower() == ".jsonl":
        gold = list(load_gold(source, with_drafts=True))
    else:
        gold = spreadsheet.read_csv(source)
    if not gold:
        raise GoldError("gold-empty", file=str(source))
    _require_distinct(gold, source)
    files = [str(out)]
    if texts is not None and foreign:
        require_new(texts / text.name for text in foreign)
        for text in foreign:
            write_new(texts / text.name, [text.text])
        files.append(str(texts))
    write_new(out, (to_line(to_record(question)) for question in gold))
    return Exchanged(tuple(files), len(gold), passages=len(foreign))


def _read_trec(folder: Path) -> tuple[list[GoldQuestion], list[beir.ForeignText]]:
    """Read a folder as `export_gold` writes it for TREC: ids and texts parted by a tab."""
    queries = list(read_lines(folder / "queries.tsv"))
    qrels = trec.read_qrels(folder / "qrels.txt")
    texts = []
    for line in read_lines(folder / "corpus.tsv"):
        key, text = line.fields("\t", 2)
        texts.append(beir.ForeignText(trec.plain_id(key), beir.file_name(key), text))
    asked = [beir.Asked(trec.plain_id(key), text, line) for line in queries
             for key, text in [line.fields("\t", 2)]]  # fmt: skip
    return list(beir.make_questions(asked, qrels, {text.id: text for text in texts})), texts


def _require_distinct(gold: Sequence[GoldQuestion], source: Path) -> None:
    first: dict[str, int] = {}
    for question in gold:
        if question.id in first:
            raise GoldError(
                "gold-duplicate-id",
                file=str(source),
                line=question.line,
                id=question.id,
                first_line=first[question.id],
            )
        first[question.id] = question.line


def _tsv(key: str, text: str) -> str:
    return f"{trec.trec_id(key)}\t{' '.join(text.split())}\n"
