"""The contest with other stacks: what is sent, what comes back, how it is judged."""

import json
import sys

import pytest

from assistant import load_gold
from tests.benchmarks import peers
from tests.benchmarks.peers_child import CUTTERS, PEERS, NotInstalled, run_peer

TEXTS = ["사과가 붉다", "바다가 넓다", "사과와 바다"]


class SharedWords:
    """Ranks texts by how many words they share with the question, and cuts them in two."""

    def __init__(self, top_k):
        self.top_k = top_k

    def cut(self, texts):
        return [
            (piece, number, start)
            for number, text in enumerate(texts)
            for start, piece in ((0, text[:4]), (4, text[4:]))
        ]

    def index(self, texts):
        self.texts = texts

    def search(self, question):
        shared = [len(set(question.split()) & set(text.split())) for text in self.texts]
        order = sorted(range(len(shared)), key=lambda at: (-shared[at], at))
        return [at for at in order if shared[at]][: self.top_k]


def job(**changes):
    return {"peer": "shared", "top_k": 2, "cuts": False, "texts": TEXTS, "questions": []} | changes


def test_a_peer_is_asked_every_question():
    done = run_peer(job(questions=["바다가 무엇인가", "없다"]), {"shared": SharedWords})
    assert done["results"] == [[1], []] and done["chunks"] is None and done["count"] == 3
    assert len(done["search_ms"]) == 2 and done["megabytes"] > 1


def test_a_peer_that_cuts_says_where():
    done = run_peer(job(cuts=True, questions=["넓다"]), {"shared": SharedWords})
    assert done["count"] == 6 and done["results"] == [[3]]
    number, start, end = done["chunks"][3]
    assert TEXTS[number][start:end] == "넓다"


def test_a_peer_that_is_not_there_is_skipped():
    def absent(top_k):
        raise ImportError("No module named 'absent'")

    with pytest.raises(NotInstalled, match="absent"):
        run_peer(job(), {"shared": absent})


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_that_is_installed_finds_the_only_text_with_the_word(name):
    """Skipped where it is not: the extra is heavy."""
    texts = [f"{word} 이야기 {n}" for n, word in enumerate("사과 바다 하늘 기차 학교 나무".split())]
    try:
        done = run_peer(job(peer=name, texts=texts, questions=["기차 소식"]))
        cut = run_peer(job(peer=name, texts=texts, cuts=True)) if name in CUTTERS else None
    except NotInstalled as error:
        pytest.skip(str(error))
    assert done["results"][0][0] == 3
    if cut:
        assert [texts[n][start:end] for n, start, end in cut["chunks"]] == texts


def test_a_child_that_fails_is_skipped_with_its_reason(tmp_path):
    done = peers.run_child(sys.executable, job(peer="nobody"), tmp_path)
    assert done["skipped"].startswith("failed: KeyError")


def test_the_extra_is_pinned():
    extra = peers.pinned_packages()[-7:]
    assert all("==" in name for name in extra) and any("txtai" in name for name in extra)


def test_quotations_and_documents_are_judged_as_the_evaluation_does(tmp_path, monkeypatch):
    """A whole contest with children that answer by hand."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "0000000.txt").write_text("사과가 붉다. 하늘이 높다.", "utf-8")
    (tmp_path / "docs" / "0000001.txt").write_text("바다가 넓다. 기차가 빠르다.", "utf-8")
    line = {
        "id": "q",
        "question": "바다는?",
        "answerable": True,
        "evidence": [{"doc": "0000001.txt", "quote": "바다가 넓다."}],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(line, ensure_ascii=False), "utf-8")
    shared = {
        "name": "small",
        "paths": [tmp_path / "docs"],
        "questions": {"q": "바다는?"},
        "top_k": 5,
    }
    timing = {"index_s": 1.0, "search_ms": [2.0], "cpu_ms": [1.0], "megabytes": 9.0, "count": 2}

    def child(python, asked, folder):
        if asked["peer"] == "geungeo":
            with peers.Library.open(folder / "library", peers.load_encoder()) as library:
                library.sync([tmp_path / "docs"])
        if asked["peer"].startswith("geungeo"):
            found = [["0000001.txt", [[0, 7]]]]
            return {**timing, "chunks": None, "results": [found]}
        if asked["peer"] == "bm25s":
            return {"skipped": "not installed: no bm25s"}
        if asked["cuts"]:
            at = next(n for n, text in enumerate(asked["texts"]) if text.startswith("바다"))
            # The second half first, then the half that holds the quotation.
            return {**timing, "chunks": [[at, 8, 16], [at, 0, 7]], "results": [[0, 1]]}
        order = sorted(range(2), key=lambda n: asked["texts"][n].startswith("바다"))
        return {**timing, "chunks": None, "results": [order]}

    monkeypatch.setattr(peers, "run_child", child)
    gold = load_gold(tmp_path / "gold.jsonl")
    names = ["bm25s", "haystack-bm25"]
    quoted = list(
        peers.compete(peers.Contest(**shared, gold=gold), names, "python", tmp_path, lambda _: None)
    )
    ranks = [(run.name, run.given, run.skipped, first(run)) for run in quoted]
    assert ranks == [
        ("geungeo", "files", "", 1.0),
        ("geungeo-index", "files", "", 1.0),
        ("bm25s", "same passages", "not installed: no bm25s", None),
        ("haystack-bm25", "same passages", "", 0.0),
        ("haystack-bm25", "own chunks", "", 0.0),
    ]
    assert quoted[4].scores["q"]["ndcg@10"].part == pytest.approx(1 / 1.5849625, abs=1e-6)
    shown = peers.table(quoted)
    assert "skipped: not installed" in shown and "+0.369 [+0.369, +0.369]" in shown
    contest = peers.Contest(**shared, by_document={"q": {"0000001": 1}})
    judged = list(peers.compete(contest, names, "python", tmp_path, lambda _: None))
    # Both of its chunks are of the right document.
    assert [first(run) for run in judged] == [1.0, 1.0, None, 0.0, 1.0]
    assert json.loads(json.dumps(peers.as_json(contest, judged)))["questions"] == 1


def first(run):
    return run.scores["q"]["hit@1"].part if run.scores else None


def test_a_set_of_documents_becomes_a_contest(tmp_path):
    folder = tmp_path / "ko"
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_text('{"_id": "a", "text": "가"}\n{"_id": "b", "text": "나"}')
    (folder / "queries.jsonl").write_text('{"_id": "q", "text": "나?"}')
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\tb\t1\n")
    contest = peers.open_contest(str(folder), tmp_path, 0, tmp_path)
    assert contest.by_document == {"q": {"0000001": 1}} and contest.questions == {"q": "나?"}
    assert (tmp_path / "documents" / "0000001.txt").read_text("utf-8") == "나"
