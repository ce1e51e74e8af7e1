"""What goes out to other tools comes back, and measures the same there."""

import csv
import io
import json
import random
from dataclasses import replace

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import GoldQuestion, Holdings, export_gold, import_gold, load_gold, score_run
from assistant.evaluation.gold import Evidence
from assistant.goldset import (
    judge,
    measure_graded,
    read_qrels,
    read_run,
    run_lines,
    to_line,
    to_record,
)
from assistant.goldset.spreadsheet import guard, unguard
from assistant.goldset.trec import plain_id, qrels_lines, trec_id
from corpus import GoldError
from index import DocumentRecord
from tests.assistant.evaluation_fakes import make_document, make_passage

# Ten passages of 20 characters in one document, each another letter.
TEXT = "".join(chr(ord("가") + 588 * number) * 20 for number in range(10))
DOCUMENT = make_document(TEXT, "한글 문서.txt")
PASSAGES = tuple(make_passage(DOCUMENT, at, at + 20, f"p{at // 20}") for at in range(0, 200, 20))
RECORD = DocumentRecord(
    DOCUMENT.id, DOCUMENT.source, "/root", "제목", "text", "indexed", DOCUMENT.pages, 10, 200
)
HOLDINGS = Holdings((DOCUMENT,), PASSAGES, (RECORD,))


def ask(name, *quotes, alternatives=None, **settings):
    evidence = tuple(Evidence(DOCUMENT.source, TEXT[start:end]) for start, end in quotes)
    alternatives = alternatives or tuple((n,) for n in range(len(quotes)))
    return GoldQuestion(
        name, f"{name}은 무엇?", True, ("답",), (), evidence, alternatives, **settings
    )


ONE = ask("하나", (0, 20))
EITHER = ask("둘 중", (20, 40), (60, 80))
BOTH = ask("둘 다", (80, 100), (120, 140), alternatives=((0, 1),))
CUT = ask("잘린", (150, 170))
NONE = GoldQuestion("없음", "답이 없는 질문", False)
GOLD = (ONE, EITHER, BOTH, CUT, NONE)


def test_passages_are_graded_by_coverage():
    assert judge(GOLD, [DOCUMENT], PASSAGES) == {
        "하나": {"p0": 2},
        "둘 중": {"p1": 2, "p3": 2},
        "둘 다": {"p4": 1, "p6": 1},
        # Ten characters in each: neither holds 60 %, both together do.
        "잘린": {"p7": 1, "p8": 1},
    }
    beside = ask("x", (0, 20)), ask("y", (8, 28)), ask("z", (7, 27))
    assert judge(beside, [DOCUMENT], PASSAGES) == {
        "x": {"p0": 2}, "y": {"p0": 2}, "z": {"p0": 2},
    }  # fmt: skip


def runs(seed):
    generator = random.Random(seed)
    keys = [passage.id for passage in PASSAGES] + ["foreign"]
    return {q.id: generator.sample(keys, generator.randrange(1, 11)) for q in GOLD if q.answerable}


@pytest.mark.parametrize("seed", range(20))
def test_measures_agree_with_the_reference_on_the_files_written(tmp_path, seed):
    run = runs(seed)
    export_gold(GOLD, HOLDINGS, "trec", tmp_path)
    (tmp_path / "run.trec").write_text("".join(run_lines(run)), encoding="utf-8")
    qrels = read_qrels(tmp_path / "qrels.txt")
    assert qrels == judge(GOLD, [DOCUMENT], PASSAGES)
    read = read_run(tmp_path / "run.trec")
    assert read == run
    names = {
        "ndcg@10": ir_measures.nDCG @ 10,
        "rr@10": ir_measures.RR @ 10,
        "recall@10": ir_measures.R @ 10,
        "success@10": ir_measures.Success @ 10,
    }
    theirs = ir_measures.calc_aggregate(
        list(names.values()),
        list(ir_measures.read_trec_qrels(str(tmp_path / "qrels.txt"))),
        list(ir_measures.read_trec_run(str(tmp_path / "run.trec"))),
    )
    ours = measure_graded(qrels, read)
    for name, measure in names.items():
        assert ours[name] == pytest.approx(theirs[measure], abs=1e-9), name


@pytest.mark.parametrize("seed", range(20))
def test_eval_s_own_measures_agree_where_a_passage_holds_each_evidence(tmp_path, seed):
    # With one alternative of whole passages our nDCG is the plain one; hits and RR always.
    gold, run = (ONE, BOTH), runs(seed)
    export_gold(gold, HOLDINGS, "trec", tmp_path)
    (tmp_path / "run.trec").write_text("".join(run_lines(run)), encoding="utf-8")
    measured = {
        (one.query_id, str(one.measure)): one.value
        for one in ir_measures.iter_calc(
            [ir_measures.nDCG @ 10, ir_measures.RR @ 10, ir_measures.Success @ 5],
            list(ir_measures.read_trec_qrels(str(tmp_path / "qrels.txt"))),
            list(ir_measures.read_trec_run(str(tmp_path / "run.trec"))),
        )
    }
    scores = score_run(gold, [DOCUMENT], PASSAGES, run)
    for question in gold:
        own, key = scores[question.id], trec_id(question.id)
        assert own["ndcg@10"].part == pytest.approx(measured[key, "nDCG@10"], abs=1e-9)
    assert scores[ONE.id]["mrr@10"].part == pytest.approx(
        measured[trec_id(ONE.id), "RR@10"], abs=1e-9
    )
    assert scores[ONE.id]["hit@5"].part == measured[trec_id(ONE.id), "Success@5"]


def test_a_run_is_scored_by_hand():
    scores = score_run(
        GOLD, [DOCUMENT], PASSAGES, {"하나": ["p9", "p0"], "잘린": ["p7", "x", "p8"]}
    )
    assert scores["하나"]["mrr@10"].part == 0.5 and scores["잘린"]["mrr@10"].part == 1 / 3
    assert scores["둘 중"]["hit@10"].part == 0.0 and "없음" not in scores


def test_beir_is_written_as_others_read_it(tmp_path):
    written = export_gold(GOLD, HOLDINGS, "beir", tmp_path / "out")
    assert (written.questions, written.passages, written.judgements) == (5, 10, 7)
    corpus = [json.loads(line) for line in (tmp_path / "out/corpus.jsonl").read_text().splitlines()]
    assert [row["_id"] for row in corpus] == [passage.id for passage in PASSAGES]
    assert corpus[1]["text"] == TEXT[20:40] and corpus[1]["metadata"]["document"] == DOCUMENT.source
    rows = (tmp_path / "out/qrels/test.tsv").read_text().splitlines()
    assert rows[:2] == ["query-id\tcorpus-id\tscore", "하나\tp0\t2"]


RICH = replace(
    CUT, id="=1+1", question="-36.1%는\n무엇?", answers=("-36.1%", "+5"),
    nuggets=(("@가", "나|다"), ("라",)), context=("앞 질문?",), type="list", style="follow-up",
    draft=True,
)  # fmt: skip


@pytest.mark.parametrize("to", ["beir", "csv"])
def test_questions_come_back_as_they_went(tmp_path, to):
    gold = (*GOLD, RICH)
    export_gold(gold, HOLDINGS, to, tmp_path / "out")
    source = tmp_path / "out" / ("questions.csv" if to == "csv" else "")
    import_gold(source, tmp_path / "back.jsonl")
    back = load_gold(tmp_path / "back.jsonl", with_drafts=True)
    assert [to_record(question) for question in back] == [to_record(question) for question in gold]


def test_a_sheet_runs_no_formula_and_opens_in_korean_excel(tmp_path):
    export_gold([RICH], HOLDINGS, "csv", tmp_path)
    data = (tmp_path / "questions.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        assert not [cell for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


@given(st.text(alphabet="'=+-@＝\t\r\n가a1 ", max_size=6))
def test_a_guarded_cell_comes_back(cell):
    assert unguard(guard(cell)) == cell
    assert not guard(cell).startswith(("=", "+", "-", "@", "＝", "\t", "\r", "\n"))


def test_a_sheet_of_korean_excel_is_read(tmp_path):
    path = tmp_path / "질문.csv"
    rows = "question;answers;doc 1;quote 1\r\n예산은?;5억;a.txt;예산은 5억\r\n;;;\r\n달은?;;;\r\n"
    path.write_bytes(rows.encode("cp949"))
    import_gold(path, tmp_path / "gold.jsonl")
    first, second = load_gold(tmp_path / "gold.jsonl")
    assert (first.question, first.answers, first.answerable) == ("예산은?", ("5억",), True)
    assert first.evidence == (Evidence("a.txt", "예산은 5억"),)
    assert not second.answerable and second.id != first.id


def write_beir(folder, corpus, queries, qrels):
    (folder / "qrels").mkdir(parents=True)
    dump = lambda rows: "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)  # noqa: E731
    (folder / "corpus.jsonl").write_text(dump(corpus), encoding="utf-8")
    (folder / "queries.jsonl").write_text(dump(queries), encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return folder


def test_a_foreign_corpus_becomes_files_and_evidence(tmp_path):
    long = " ".join(f"{number}번째 문장은 이렇게 끝난다." for number in range(40))
    folder = write_beir(
        tmp_path / "beir",
        [{"_id": "../a b", "title": "제목", "text": long}, {"_id": "2", "text": "짧은 글"}],
        [{"_id": "q1", "text": "무엇?"}, {"_id": "q2", "text": "아무것도?"}],
        "query-id\tcorpus-id\tscore\nq1\t../a b\t1\nq1\t2\t0\nq2\t2\t0\n",
    )
    import_gold(folder, tmp_path / "gold.jsonl", tmp_path / "texts")
    (question,) = load_gold(tmp_path / "gold.jsonl")
    names = sorted(path.name for path in (tmp_path / "texts").iterdir())
    assert len(names) == 2 and "2.txt" in names and not [n for n in names if "/" in n or " " in n]
    assert {evidence.doc for evidence in question.evidence} == set(names) - {"2.txt"}
    text = (tmp_path / "texts" / question.evidence[0].doc).read_text(encoding="utf-8")
    squeezed = "".join(text.split())
    assert all("".join(e.quote.split()) in squeezed for e in question.evidence)
    assert question.alternatives == tuple((n,) for n in range(len(question.evidence)))


def test_a_trec_folder_comes_back_as_texts(tmp_path):
    export_gold(GOLD, HOLDINGS, "trec", tmp_path / "trec")
    import_gold(tmp_path / "trec", tmp_path / "gold.jsonl")
    back = load_gold(tmp_path / "gold.jsonl")
    assert [question.id for question in back] == ["하나", "둘 중", "둘 다", "잘린"]
    assert back[0].evidence[0].quote == TEXT[:20]


@pytest.mark.parametrize(
    ("name", "line", "number"),
    [
        ("qrels.txt", "q 0 p0 1\nq 0 p0 1", 2),
        ("qrels.txt", "q 0 p0 1\n\nq 0 p1 x", 3),
        ("qrels.txt", "q 0 p0 99999999999999", 1),
        ("qrels.txt", "q p0 1", 1),
        ("run", "q Q0 p0 1 nan t", 1),
        ("run", "q Q0 p0 1 0.5 t\nq Q0 p0 2 0.4 t", 2),
        ("run", "q Q0 p0 1 0.5", 1),
    ],
)
def test_a_bad_line_is_told_by_its_number(tmp_path, name, line, number):
    path = tmp_path / name
    path.write_text(line, encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        (read_run if name == "run" else read_qrels)(path)
    assert caught.value.code == "exchange-bad-line"
    assert caught.value.details["line"] == number


@pytest.mark.parametrize(
    "text",
    ["a,b\n1,2\n", "question,question\na,b\n", "question\na,b\n", 'question,nuggets\na,"["\n'],
)
def test_a_bad_sheet_is_told(tmp_path, text):
    path = tmp_path / "q.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GoldError):
        import_gold(path, tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()


def test_too_long_lines_and_other_bytes_are_refused(tmp_path):
    path = tmp_path / "run"
    path.write_bytes(b"x" * (2 << 20))
    with pytest.raises(GoldError, match="exchange-bad-line"):
        read_run(path)
    path.write_bytes(b"\xff\xfe q")
    with pytest.raises(GoldError, match="exchange-bad-line"):
        read_run(path)
    with pytest.raises(GoldError, match="exchange-missing"):
        read_run(tmp_path / "none")


def test_ties_go_as_the_reference_has_them(tmp_path):
    path = tmp_path / "run"
    path.write_text("q Q0 a 1 1.0 t\nq Q0 c 2 1.0 t\nq Q0 b 3 2.0 t\n", encoding="utf-8")
    assert read_run(path) == {"q": ["b", "c", "a"]}


@given(st.text(alphabet="a %\t\n　가0/", min_size=1))
def test_an_id_without_white_space_comes_back(name):
    assert plain_id(trec_id(name)) == name and len(trec_id(name).split()) == 1


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "queries.tsv").write_text("mine")
    with pytest.raises(GoldError, match="gold-file-exists"):
        export_gold(GOLD, HOLDINGS, "trec", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["queries.tsv"]
    with pytest.raises(GoldError, match="gold-file-exists"):
        import_gold(tmp_path / "x.csv", tmp_path / "queries.tsv")
    assert (tmp_path / "queries.tsv").read_text() == "mine"
    with pytest.raises(GoldError, match="gold-not-written"):
        export_gold(GOLD, HOLDINGS, "csv", tmp_path / "queries.tsv")


def test_requires_survives_a_round_trip_of_the_gold_format(tmp_path):
    both = replace(BOTH, alternatives=((0, 1), (0,)))
    (tmp_path / "g.jsonl").write_text(to_line(to_record(both)), encoding="utf-8")
    (back,) = load_gold(tmp_path / "g.jsonl")
    assert back.alternatives == both.alternatives


def test_grades_are_written_highest_first():
    assert list(qrels_lines({"q 1": {"b": 1, "a": 1, "c": 2}})) == [
        "q%201 0 c 2\n", "q%201 0 a 1\n", "q%201 0 b 1\n",
    ]  # fmt: skip
