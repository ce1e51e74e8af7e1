"""Benchmark folders as BEIR and MTEB write them, and the measures over them."""

import json

import pytest

from tests.benchmarks.retrieval_folder import (
    BadFolder,
    RetrievalSet,
    graded_scores,
    load_folder,
    load_korquad,
    run,
)
from tests.index.library_fakes import CountingEncoder

CORPUS = [
    {"_id": "d1", "title": "과일", "text": "사과가 붉다."},
    {"_id": "d2", "title": "", "text": "바다가 넓다."},
    {"_id": "d3", "title": "", "text": "하늘이 높다."},
    # The same text twice, under another id.
    {"_id": "d4", "title": "", "text": "바다가 넓다."},
    {"_id": "d5", "title": "", "text": " "},
]
QUERIES = [
    {"_id": "q1", "text": "사과는 어떤가?"},
    {"_id": "q2", "text": "바다는 어떤가?"},
    {"_id": "q3", "text": "답이 없는 물음"},
]
QRELS = (
    "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td3\t1\nq2\td4\t1\nq2\td2\t1\nq3\td1\t0\nq9\td1\t1\n"
)


def make_folder(folder, corpus=CORPUS, queries=QUERIES, qrels=QRELS, split="test"):
    (folder / "qrels").mkdir(parents=True)
    for name, rows in (("corpus", corpus), ("queries", queries)):
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, "utf-8")
    (folder / "qrels" / f"{split}.tsv").write_text(qrels, "utf-8")
    return folder


def test_a_folder_is_read_as_it_is_published(tmp_path):
    found = load_folder(make_folder(tmp_path / "ko"))
    assert found.documents == {
        "d1": "과일\n\n사과가 붉다.",
        "d2": "바다가 넓다.",
        "d3": "하늘이 높다.",
    }
    assert found.queries == {"q1": "사과는 어떤가?", "q2": "바다는 어떤가?"}
    # What is judged under a copy's id is the document itself; no grade is no relevance.
    assert found.qrels == {"q1": {"d1": 2, "d3": 1}, "q2": {"d2": 1}}
    assert list(found.sampled(1).queries) == ["q1"] and len(found.sampled(0).queries) == 2


def test_parquet_is_read_as_lines_are(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    pyarrow = pytest.importorskip("pyarrow")
    lines = load_folder(make_folder(tmp_path / "ko"))
    folder = tmp_path / "tables"
    (folder / "qrels").mkdir(parents=True)
    rows = [
        dict(zip(("query-id", "corpus-id", "score"), r.split("\t"), strict=True))
        for r in QRELS.splitlines()[1:]
    ]
    (folder / "corpus").mkdir()
    for file, table in (
        ("corpus/0000.parquet", CORPUS[:2]),
        ("corpus/0001.parquet", CORPUS[2:]),
        ("queries.parquet", QUERIES),
        ("qrels/test.parquet", rows),
    ):
        parquet.write_table(pyarrow.Table.from_pylist(table), folder / file)
    found = load_folder(folder)
    assert (found.documents, found.queries, found.qrels) == (
        lines.documents,
        lines.queries,
        lines.qrels,
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"corpus": [{"title": "없음"}]}, "without _id"),
        ({"split": "dev"}, "there is dev"),
        ({"qrels": "a\tb\tc\nq1\td1\t1\n"}, "query-id"),
        ({"qrels": QRELS.replace("\t2", "\t둘")}, "둘"),
        ({"qrels": "query-id\tcorpus-id\tscore\nq1\td9\t1\n"}, "no question"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, change, said):
    with pytest.raises(BadFolder, match=said):
        load_folder(make_folder(tmp_path / "ko", **change))


def test_a_broken_line_is_named(tmp_path):
    folder = make_folder(tmp_path / "ko")
    (folder / "queries.jsonl").write_text('{"_id": "q1", "text": "물음"}\n{"_id"\n', "utf-8")
    with pytest.raises(BadFolder, match="queries.jsonl, line 2"):
        load_folder(folder)


def test_korquad_comes_through_the_same_door(tmp_path):
    def article(*texts):
        return {
            "paragraphs": [
                {"context": text, "qas": [{"id": f"{text}?", "question": f"{text}인가"}]}
                for text in texts
            ]
        }

    file = tmp_path / "korquad.json"
    file.write_text(json.dumps({"data": [article("가", "나"), article("다"), article("가")]}))
    found = load_korquad(file, "even")
    assert found.documents == {"p0000": "가", "p0001": "나"}
    assert found.qrels == {"가?": {"p0000": 1}, "나?": {"p0001": 1}}
    assert list(load_korquad(file, "odd").documents.values()) == ["다"]
    with pytest.raises(BadFolder, match="missing"):
        load_korquad(tmp_path / "none.json")


def test_measures_agree_with_a_reference():
    """Against pytrec_eval's nDCG and reciprocal rank, graded, through ir_measures."""
    ir_measures = pytest.importorskip("ir_measures")
    grades = {"q": {"a": 3, "b": 1, "c": 2, "far": 2}}
    ranked = ["x", "c", "y", "a", "z", "w", "v", "u", "t", "b", "far"]
    run_ = {"q": {name: 100.0 - at for at, name in enumerate(ranked)}}
    expected = ir_measures.calc_aggregate(
        [
            ir_measures.nDCG @ 10,
            ir_measures.RR @ 10,
            ir_measures.Success @ 1,
            ir_measures.Success @ 5,
        ],
        grades,
        run_,
    )
    found = graded_scores(ranked, grades["q"])
    for name, measure in (
        ("ndcg@10", ir_measures.nDCG @ 10),
        ("mrr@10", ir_measures.RR @ 10),
        ("hit@1", ir_measures.Success @ 1),
        ("hit@5", ir_measures.Success @ 5),
    ):
        assert found[name].part == pytest.approx(expected[measure], abs=1e-9)
    assert graded_scores(["x"], {"a": 1})["ndcg@10"].part == 0.0


def test_a_set_is_run_to_the_end(tmp_path):
    retrieval = RetrievalSet(
        "small",
        {"d1": "사과가 붉다.", "d2": "바다가 넓다.", "d3": "기차가 빠르다."},
        {"q1": "사과는 어떤 빛인가?", "q2": "바다는 얼마나 넓은가?", "q3": "기차"},
        {"q1": {"d1": 1}, "q2": {"d2": 1}, "q3": {"d2": 1}},
    )
    scores, times, about = run(retrieval, CountingEncoder(), tmp_path, ways=("lexical", "hybrid"))
    assert about.startswith("3 documents")
    for way in ("lexical", "hybrid"):
        assert [scores[way][q]["hit@1"].part for q in ("q1", "q2", "q3")] == [1.0, 1.0, 0.0]
        assert len(times[way]) == 3
