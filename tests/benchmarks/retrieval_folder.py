"""A retrieval benchmark in a folder, as BEIR and MTEB publish them, through the product's door.

    python -m tests.benchmarks.retrieval_folder DIR|korquad-even|korquad-odd|korquad-all
        [--split test] [--shared ../shared] [--limit 500] [--embedder FOLDER] [--json OUT]

DIR holds `corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`) and
`qrels/SPLIT.tsv` (query, document, grade; a head line). Each of the three may also be a
parquet file, or several in a folder of that name, if pyarrow is installed. Nothing is
downloaded. Every document becomes a text file that `Library.sync` reads, cuts and embeds; a
document ranks where its best passage does. Documents with the same text are one.
"""

import argparse
import csv
import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant import Assistant
from assistant.evaluation.bootstrap import compare_metrics, estimate_metrics
from assistant.evaluation.metrics import DEPTH, Share, discounted_gain, hit_at, reciprocal_rank
from index import Library, load_encoder

# A document may hold several of the best passages.
PASSAGES = 4 * DEPTH
NAMES = ("hit@1", "hit@5", "ndcg@10", "mrr@10")
MAX_BYTES = 4 << 30
KORQUAD = "KorQuAD_v1.0_dev.json"
_ARTICLES = {"all": slice(None), "even": slice(0, None, 2), "odd": slice(1, None, 2)}
_QUERY, _DOCUMENT, _GRADE = ("query-id", "qid"), ("corpus-id", "docid"), ("score", "rel")


class BadFolder(Exception):  # noqa: N818 - its text is what the user reads
    """The folder is no such benchmark; says what is wrong and where."""


@dataclass(frozen=True)
class RetrievalSet:
    """Texts by document id, questions by query id, and the grade of what answers them.

    A grade above 0 is relevant; questions without any relevant document are left out.
    """

    name: str
    documents: dict[str, str]
    queries: dict[str, str]
    qrels: dict[str, dict[str, int]]

    def sampled(self, limit):
        """Return the same with at most `limit` questions, evenly drawn."""
        ids = list(self.queries)
        step = max(1, len(ids) // limit) if limit else 1
        kept = ids[::step][: limit or None]
        return RetrievalSet(
            self.name,
            self.documents,
            {one: self.queries[one] for one in kept},
            {one: self.qrels[one] for one in kept},
        )


def load_set(name, shared=Path("../shared"), split="test"):
    """Return a set by its name, or from a folder.

    Raises:
        BadFolder: it is neither.
    """
    if name.startswith("korquad-"):
        return load_korquad(shared / "eval" / KORQUAD, name.removeprefix("korquad-"))
    return load_folder(Path(name), split)


def load_korquad(path, articles="even"):
    """Return KorQuAD 1.0: paragraphs are documents, each question asks for its own.

    Raises:
        BadFolder: the file is missing, or there are no such articles.
    """
    if articles not in _ARTICLES:
        raise BadFolder(f"korquad-{articles}: articles are {', '.join(_ARTICLES)}")
    if not path.is_file():
        raise BadFolder(f"{path} is missing: put KorQuAD 1.0's dev set there, or name its place")
    data = json.loads(path.read_text("utf-8"))["data"][_ARTICLES[articles]]
    documents, queries, qrels, by_text = {}, {}, {}, {}
    for paragraph in (p for article in data for p in article["paragraphs"]):
        text = paragraph["context"]
        document = by_text.setdefault(text, f"p{len(by_text):04}")
        documents[document] = text
        for asked in paragraph["qas"]:
            queries[asked["id"]] = asked["question"]
            qrels[asked["id"]] = {document: 1}
    return RetrievalSet(f"KorQuAD 1.0 dev, {articles} articles", documents, queries, qrels)


def load_folder(folder, split="test"):
    """Return the benchmark that a folder holds; documents of the same text become one.

    Raises:
        BadFolder: a file is missing or is not what it should be.
    """
    if not folder.is_dir():
        raise BadFolder(f"{folder} is no folder: name one with corpus, queries and qrels")
    same, documents, by_text = {}, {}, {}
    for row in _rows(folder, "corpus"):
        key, text = _field(row, "_id", "corpus"), str(row.get("text") or "")
        title = str(row.get("title") or "").strip()
        whole = f"{title}\n\n{text}" if title else text
        if not whole.strip():
            continue
        same[key] = by_text.setdefault(whole, key)
        documents.setdefault(same[key], whole)
    queries = {
        _field(row, "_id", "queries"): str(_field(row, "text", "queries"))
        for row in _rows(folder, "queries")
    }
    qrels = {}
    for row in _qrels(folder, split):
        query, document = (str(_first(row, names)) for names in (_QUERY, _DOCUMENT))
        try:
            grade = int(float(_first(row, _GRADE)))
        except ValueError as error:
            raise BadFolder(f"qrels/{split}: {_first(row, _GRADE)!r} is no grade") from error
        if query in queries and document in same and grade > 0:
            found = qrels.setdefault(query, {})
            found[same[document]] = max(grade, found.get(same[document], 0))
    asked = {key: text for key, text in queries.items() if key in qrels and text.strip()}
    if not asked:
        raise BadFolder(f"{folder}: no question of qrels/{split} has a relevant document")
    return RetrievalSet(folder.name, documents, asked, qrels)


def graded_scores(ranked, grades):
    """Return the measures of one question; `ranked` are different documents, best first.

    nDCG takes a grade as its gain and discounts as trec_eval does.
    Source: Jarvelin and Kekalainen (2002); trec_eval's ndcg_cut.
    """
    ranks = [at for at, document in enumerate(ranked[:DEPTH], start=1) if document in grades]
    rank = ranks[0] if ranks else None
    gain = sum(grades[ranked[at - 1]] * discounted_gain((at,)) for at in ranks)
    best = sorted(grades.values(), reverse=True)[:DEPTH]
    ideal = sum(grade * discounted_gain((at,)) for at, grade in enumerate(best, start=1))
    return {
        "hit@1": Share(hit_at(rank, 1), 1.0),
        "hit@5": Share(hit_at(rank, 5), 1.0),
        "ndcg@10": Share(gain / ideal, 1.0),
        "mrr@10": Share(reciprocal_rank(rank), 1.0),
    }


def write_files(retrieval, folder):
    """Write a file a document, named by its place; return the ids by place."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(retrieval.documents.values()):
        (folder / f"{number:07}.txt").write_text(text, encoding="utf-8")
    return list(retrieval.documents)


def ways_to_search(library):
    """Return each way by name: a question in, hits out, best first."""
    assistant = Assistant(library)

    def leg(mode):
        return lambda text: library.search(text, top_k=PASSAGES, mode=mode)

    return {
        "lexical": leg("lexical"),
        "dense": leg("dense"),
        "hybrid": leg("hybrid"),
        "reranked": lambda text: assistant.retrieve(text, top_k=PASSAGES),
    }


def run(retrieval, encoder, folder, ways=None):
    """Return for each way the scores by question and the milliseconds, and a line on the index."""
    ids = write_files(retrieval, folder / "documents")
    scores, times = {}, {}
    with Library.open(folder / "library", encoder) as library:
        done = library.sync([folder / "documents"])
        status = library.status()
        about = (
            f"{status.documents} documents, {status.passages} passages, {status.vectors} vectors, "
            f"indexed in {done.elapsed_s:.1f} s"
        )
        for way, search in ways_to_search(library).items():
            if ways and way not in ways:
                continue
            scores[way], times[way] = {}, []
            for key, text in retrieval.queries.items():
                started = time.perf_counter()
                hits = search(text)
                times[way].append(1000 * (time.perf_counter() - started))
                found = dict.fromkeys(ids[int(Path(hit.document.source).stem)] for hit in hits)
                scores[way][key] = graded_scores(list(found), retrieval.qrels[key])
    return scores, times, about


def _rows(folder, name):
    """Yield the records of `name.jsonl`, `name.parquet` or the parquet files in `name/`."""
    lines = folder / f"{name}.jsonl"
    if lines.is_file():
        _require_size(lines)
        with lines.open(encoding="utf-8-sig") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield _record(line, f"{lines.name}, line {number}")
        return
    tables = sorted([*folder.glob(f"{name}.parquet"), *(folder / name).glob("*.parquet")])
    if not tables:
        raise BadFolder(f"{folder}: neither {name}.jsonl nor {name}.parquet is there")
    for table in tables:
        yield from _parquet(table)


def _qrels(folder, split):
    table = folder / "qrels" / f"{split}.tsv"
    if table.is_file():
        _require_size(table)
        with table.open(encoding="utf-8-sig", newline="") as stream:
            yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return
    lines = folder / "qrels" / f"{split}.jsonl"
    if lines.is_file():
        _require_size(lines)
        for number, line in enumerate(lines.read_text("utf-8-sig").split("\n"), start=1):
            if line.strip():
                yield _record(line, f"qrels/{lines.name}, line {number}")
        return
    tables = sorted((folder / "qrels").glob(f"{split}*.parquet"))
    if not tables:
        splits = sorted(file.stem for file in (folder / "qrels").glob("*"))
        known = f"; there is {', '.join(splits)}" if splits else ""
        raise BadFolder(f"{folder}: no qrels/{split}.tsv{known}")
    for found in tables:
        yield from _parquet(found)


def _parquet(file):
    try:
        from pyarrow import parquet
    except ImportError:
        raise BadFolder(f"{file} needs pyarrow: pip install pyarrow") from None
    _require_size(file)
    for batch in parquet.ParquetFile(file).iter_batches():
        yield from batch.to_pylist()


def _record(line, place):
    try:
        record = json.loads(line)
    except ValueError as error:
        raise BadFolder(f"{place} is no JSON: {error}") from error
    if not isinstance(record, dict):
        raise BadFolder(f"{place} is no object")
    return record


def _field(row, name, table):
    value = row.get(name, row.get("id") if name == "_id" else None)
    if value is None:
        raise BadFolder(f"{table}: a record without {name}")
    return str(value)


def _first(row, names):
    found = next((row[name] for name in names if row.get(name) is not None), None)
    if found is None:
        raise BadFolder(f"qrels: no column {' or '.join(names)}")
    return found


def _require_size(file):
    if file.stat().st_size > MAX_BYTES:
        raise BadFolder(f"{file} is larger than {MAX_BYTES >> 30} GB")


def show(scores, times):
    """Print a line a way, and what the last way gains over the others, paired."""
    print(f"{'':10} " + "".join(f"{name:22} " for name in NAMES) + "95 % bootstrap interval")
    for way, found in scores.items():
        measured = estimate_metrics(list(found.values()), NAMES)
        cells = [f"{m.value:.3f} [{m.low:.3f}, {m.high:.3f}]" for m in measured.values()]
        spent = np.percentile(times[way], (50, 95))
        print(f"{way:10} " + "  ".join(cells) + f"   p50 {spent[0]:.1f} ms, p95 {spent[1]:.1f} ms")
    last = list(scores)[-1]
    for way in list(scores)[:-1]:
        change = compare_metrics(scores[last], scores[way], ("ndcg@10",))["ndcg@10"]
        print(
            f"{last} minus {way}: ndcg@10 {change.value:+.3f} [{change.low:+.3f}, {change.high:+.3f}]"
        )


def main():
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("set", help="a folder, or korquad-even, korquad-odd, korquad-all")
    parser.add_argument("--split", default="test", help="which qrels; test unless given")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--limit", type=int, default=0, help="only so many questions, evenly drawn")
    parser.add_argument("--embedder", help="a model folder; the bundled one unless given")
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    try:
        retrieval = load_set(options.set, options.shared, options.split).sampled(options.limit)
    except BadFolder as error:
        raise SystemExit(str(error)) from None
    print(
        f"{retrieval.name}: {len(retrieval.documents)} documents, {len(retrieval.queries)} questions"
    )
    with tempfile.TemporaryDirectory() as folder:
        scores, times, about = run(retrieval, load_encoder(options.embedder), Path(folder))
    print(about)
    show(scores, times)
    if options.json:
        figures = {
            way: {
                name: [m.value, m.low, m.high]
                for name, m in estimate_metrics(list(found.values()), NAMES).items()
            }
            for way, found in scores.items()
        }
        options.json.write_text(json.dumps(figures, indent=1), "utf-8")


if __name__ == "__main__":
    main()
