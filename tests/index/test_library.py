import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from corpus import LibraryBusy, LibraryError, QuestionError
from index.lock import writing
from tests.index.library_fakes import (
    code_of,
    open_library,
    texts,
    write,
)

ROOT = Path(__file__).resolve().parents[2]


# Searching


def test_each_leg_and_both(filled):
    with open_library(filled) as library:
        lexical = library.search("바다", mode="lexical")
        assert texts(lexical) == ["바다는 넓다"]
        assert lexical[0].dense == 0.0 and lexical[0].lexical > 0.0
        dense = library.search("바다", mode="dense", top_k=1)
        assert texts(dense) == ["바다는 넓다"]
        assert dense[0].lexical == 0.0
        # (바다 1, rest 0.5) against itself.
        assert dense[0].dense == pytest.approx(1.0, abs=1e-3)
        hybrid = library.search("바다", top_k=5)
        assert hybrid[0].dense == pytest.approx(dense[0].dense)
        assert hybrid[0].lexical == lexical[0].lexical
        assert all(0.0 <= hit.score <= 1.0 for hit in hybrid)
        scores = [hit.score for hit in hybrid]
        assert scores == sorted(scores, reverse=True) and len(hybrid) == 5


def test_a_question_in_another_language_is_answered_by_meaning(tmp_path):
    folder = write(tmp_path / "docs", a="학교 school", b="2015년 하늘", c="2015년 기차")
    with open_library(tmp_path / "lib") as library:
        library.sync([folder])
        assert texts(library.search("which schools opened in 2015?"))[0] == "학교 school"


def test_expansions_bring_in_other_words(filled):
    with open_library(filled) as library:
        assert library.search("없는말", mode="lexical") == ()
        found = library.search("없는말", mode="lexical", expansions=("하늘",))
        assert texts(found) == ["하늘은 높다"]
        # The vector moves 0.3 of the way: (0, 1) + 0.3 (0.894, 0.447) against (0.894, 0.447).
        (sky,) = (
            h
            for h in library.search("없는말", mode="dense", top_k=44, expansions=("하늘",))
            if h.passage.text == "하늘은 높다"
        )
        x, y = 0.3 * 0.8944, 1 + 0.3 * 0.4472
        assert sky.dense == pytest.approx(
            (x * 0.8944 + y * 0.4472) / (x * x + y * y) ** 0.5, abs=1e-3
        )


def test_ties_come_by_passage_id_and_every_run_is_the_same(filled):
    runs = []
    for _ in range(2):
        with open_library(filled) as library:
            runs.append([(h.passage.id, h.score) for h in library.search("기차 호", top_k=20)])
            runs.append([(h.passage.id, h.score) for h in library.search("기차 호", top_k=20)])
    assert all(run == runs[0] for run in runs)
    assert len(runs[0]) == 20
    assert runs[0] == sorted(runs[0], key=lambda pair: (-pair[1], pair[0]))


def test_odd_questions(filled):
    with open_library(filled) as library:
        assert code_of(QuestionError, lambda: library.search(" \n")) == "question-empty"
        long = "바다 " * 50_000
        assert code_of(QuestionError, lambda: library.search(long)) == "question-too-long"
        with pytest.raises(ValueError):
            library.search("바다", top_k=0)
        for query in ("😀😀", "?!", "SELECT * FROM files; --", 'AND OR ("', "\x00"):
            library.search(query)
            assert library.search(query, mode="lexical", top_k=3) is not None
        assert texts(library.search("바다 " * 1000, top_k=1)) == ["바다는 넓다"]


def test_an_empty_library_finds_nothing(tmp_path):
    with open_library(tmp_path / "lib") as library:
        assert library.search("바다") == library.documents() == library.roots() == ()
        status = library.status()
        assert (status.documents, status.passages, status.generation) == (0, 0, 0)


def test_term_weights_are_idf_among_passages(filled):
    with open_library(filled) as library:
        weights = library.term_weights(["기차", "바다", "없음", "바다"])
        assert weights["없음"] > weights["바다"] > weights["기차"] > 0.0
        assert library.encode_queries(["바다"]).shape == (1, 6)


def test_status_counts_what_is_there(filled, docs):
    with open_library(filled) as library:
        status = library.status()
        assert (status.documents, status.failed, status.passages) == (3, 0, 44)
        assert (status.encoder, status.dimension) == ("counting", 6)
        assert status.roots == (str(docs),)
        assert status.size_bytes > 10_000 and status.synced_at.endswith("+00:00")
        assert status.rebuilt == 0


# Generations


def test_a_document_says_when_it_was_read_and_is_the_same_one_later(tmp_path, monkeypatch):
    folder = write(tmp_path / "docs", a="하늘은 높다", b="바다는 넓다")
    clock = [4_000_000_000]
    monkeypatch.setattr("index.sync.time.time_ns", lambda: clock[0] * 10**9)
    with open_library(tmp_path / "lib") as library:
        library.sync([folder])
        before = library.documents()
        assert [r.indexed_at for r in before] == ["2096-10-02T07:06:40+00:00"] * 2
        (folder / "b.txt").write_text("바다는 아주 넓다", "utf-8")
        clock[0] += 86_400
        library.sync([folder])
        after = library.documents()
        assert [r.indexed_at[:10] for r in after] == ["2096-10-02", "2096-10-03"]
        assert replace(after[0], indexed_at="") == before[0]
        (folder / "b.txt").write_text("", "utf-8")
        library.sync([folder])
        assert [(r.state, r.indexed_at[:10]) for r in library.documents()][1] == ("failed", "")


def test_a_reader_sees_one_generation_from_start_to_end(filled, docs):
    with open_library(filled) as reader, open_library(filled) as writer:
        with reader._generations.reading() as held:
            write(docs, sea="바다는 깊다")
            writer.sync([docs])
            # The old state, whole, although its files and rows are gone.
            assert held.snapshot.generation == 1
            assert len(held.snapshot.records()) == 3
            (old,) = [r for r in held.snapshot.records() if r.source == "sea.txt"]
            assert [p.text for p in held.snapshot.passages(old.id)] == [
                "바다는 넓다",
                "하늘은 높다",
            ]
            assert held.derived.lexical.count == 44
        assert (reader.generation, writer.generation) == (2, 2)
        assert texts(reader.search("바다", top_k=1)) == ["바다는 깊다"]


def test_searching_while_syncing_never_mixes_states(docs, tmp_path):
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        seen, failures, stop = set(), [], []

        def search():
            while not stop:
                try:
                    hit = library.search("바다", top_k=1)[0]
                    seen.add((hit.passage.text, hit.document.characters))
                except Exception as error:
                    failures.append(error)
                    return

        threads = [Thread(target=search) for _ in range(3)]
        for thread in threads:
            thread.start()
        for number in range(6):
            write(docs, sea="바다" + "!" * number)
            library.sync([docs])
        stop.append(True)
        for thread in threads:
            thread.join()
        assert not failures
        assert seen <= {("바다는 넓다", 18), *(("바다" + "!" * n, 2 + n) for n in range(6))}


def test_a_reader_does_not_wait_for_a_writer(filled, docs):
    with open_library(filled) as library, writing(filled):
        assert texts(library.search("바다", top_k=1)) == ["바다는 넓다"]


def test_closed_is_closed(filled):
    library = open_library(filled)
    library.close()
    library.close()
    assert code_of(LibraryError, lambda: library.search("바다")) == "library-closed"


# One writer


def test_a_second_writer_is_told_who_writes(filled, docs):
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom index.lock import writing\n"
        "with writing(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)"
    )
    command = [sys.executable, "-c", script, str(filled)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "held\n"
            with open_library(filled) as library:
                with pytest.raises(LibraryBusy) as caught:
                    library.sync([docs])
                assert caught.value.details["pid"] == str(process.pid)
        finally:
            process.kill()
    # The system gives the lock of a dead process back.
    with open_library(filled) as library:
        library.sync([docs])


def test_one_process_is_one_writer_too(filled, docs):
    with open_library(filled) as library, writing(filled):
        assert code_of(LibraryBusy, lambda: library.sync([docs])) == "library-busy"
