import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from corpus import LibraryBusy, LibraryError, LibraryMismatch, QuestionError
from index import read_manifest
from index import schema as schema_module
from index.folder import prepare_folder
from index.lock import writing
from tests.index.library_fakes import (
    CountingEncoder,
    LinePipeline,
    open_library,
    sources,
    texts,
    write,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def docs(tmp_path):
    return write(
        tmp_path / "docs",
        fruit="# 과일\n사과는 빨갛다\n배는 달다",
        sea="# 자연\n바다는 넓다\n하늘은 높다",
        many="\n".join(f"기차 {number}호는 길다" for number in range(40)),
    )


@pytest.fixture
def filled(docs, tmp_path):
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
    return tmp_path / "lib"


def edition(folder):
    (found,) = (folder / "derived").iterdir()
    return found


def code_of(kind, action):
    with pytest.raises(kind) as caught:
        action()
    return caught.value.code


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


# What is broken is made anew


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: shutil.rmtree(folder.parent),
        lambda folder: (folder / "manifest.json").unlink(),
        lambda folder: (folder / "manifest.json").write_text("[]"),
        lambda folder: (folder / "manifest.json").write_bytes(b"\xff"),
        lambda folder: (folder / "dense.faiss").unlink(),
        lambda folder: flip_byte(folder / "dense.faiss"),
        lambda folder: (folder / "dense.faiss").write_bytes(b""),
        lambda folder: flip_byte(max((folder / "lexical").glob("*.term"))),
        lambda folder: shutil.rmtree(folder / "lexical"),
        lambda folder: (folder / "lexical" / "meta.json").write_text("{}"),
        lambda folder: (folder / "lexical" / "stranger").write_text("x"),
        lambda folder: forge_token(folder),
    ],
    ids="all no-manifest list-manifest binary-manifest no-dense flipped-dense empty-dense "
    "flipped-lexical no-lexical empty-meta stranger other-edition".split(),
)
def test_broken_indexes_are_rebuilt_without_embedding(filled, damage):
    with open_library(filled) as library:
        before = [(h.passage.id, h.score) for h in library.search("기차 바다")]
    damage(edition(filled))
    encoder = CountingEncoder()
    with open_library(filled, encoder) as library:
        assert library.status().rebuilt == 1
        assert [(h.passage.id, h.score) for h in library.search("기차 바다")] == before
        assert encoder.encoded == []
    with open_library(filled) as library:
        assert library.status().rebuilt == 0


def flip_byte(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def forge_token(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"token": "0"}))


# What cannot be used is refused


def test_a_library_of_another_encoder_is_refused_until_it_is_adopted(filled, docs):
    other = CountingEncoder("0" * 64)
    with pytest.raises(LibraryMismatch) as caught:
        open_library(filled, other)
    assert caught.value.code == "library-other-encoder"
    assert caught.value.details["kept"] == "counting (6, ffffffff)"
    assert caught.value.details["asked"] == "counting (6, 00000000)"
    pipeline = LinePipeline()
    with open_library(filled, other, pipeline, adopt=True) as library:
        assert len(library.documents()) == 3
        search = lambda: library.search("바다")  # noqa: E731
        assert code_of(LibraryMismatch, search) == "library-other-encoder"
        # Its text is there: nothing is read again, not even of a root that is not named.
        (docs / "fruit.txt").rename(docs.parent / "elsewhere.txt")
        library.sync([docs / "sea.txt"])
        assert pipeline.read_sources == []
        assert texts(library.search("사과", top_k=1)) == ["사과는 빨갛다"]
        assert len(other.encoded) > 44
    assert code_of(LibraryMismatch, lambda: open_library(filled)) == "library-other-encoder"
    assert read_manifest(filled).fingerprint == "0" * 64


def test_other_passages_are_refused_and_adopted(filled, docs):
    other = LinePipeline("lines-2")
    code = code_of(LibraryMismatch, lambda: open_library(filled, None, other))
    assert code == "library-other-passages"
    with open_library(filled, None, other, adopt=True) as library:
        library.sync([docs])
        assert library.status().passages == 44
    open_library(filled, None, other).close()


def test_a_reader_notices_that_the_library_was_remade(filled, docs):
    with open_library(filled) as reader:
        with open_library(filled, CountingEncoder("0" * 64), adopt=True) as writer:
            writer.sync([docs])
        search = lambda: reader.search("바다")  # noqa: E731
        assert code_of(LibraryMismatch, search) == "library-other-encoder"


def test_other_terms_and_formats_are_refused(filled):
    connection = sqlite3.connect(filled / "library.sqlite")
    recipe = json.loads(
        connection.execute("SELECT value FROM meta WHERE key='recipe'").fetchone()[0]
    )
    recipe["terms"] = "kiwi-0"
    with connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'recipe'", (json.dumps(recipe),))
    assert code_of(LibraryMismatch, lambda: open_library(filled)) == "library-other-terms"
    with connection:
        connection.execute("UPDATE meta SET value = '{' WHERE key = 'recipe'")
    assert code_of(LibraryError, lambda: open_library(filled)) == "library-corrupt"
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert code_of(LibraryMismatch, lambda: open_library(filled)) == "library-other-format"
    assert code_of(LibraryMismatch, lambda: read_manifest(filled)) == "library-other-format"


def test_folders_that_are_no_library(tmp_path):
    file = write(tmp_path, note="x") / "note.txt"
    assert code_of(LibraryError, lambda: open_library(file)) == "library-not-one"
    assert code_of(LibraryError, lambda: open_library(tmp_path)) == "library-folder-taken"
    missing = tmp_path / "missing"
    assert code_of(LibraryError, lambda: open_library(missing, create=False)) == "library-missing"
    code = code_of(LibraryError, lambda: open_library(missing, read_only=True))
    assert code == "library-missing" and not missing.exists()
    assert read_manifest(missing) is None
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    connection = sqlite3.connect(foreign / "library.sqlite")
    connection.execute("CREATE TABLE files (x)")
    connection.close()
    assert code_of(LibraryError, lambda: open_library(foreign)) == "library-not-one"


def test_a_corrupt_file_is_named(filled):
    for name in ("library.sqlite-wal", "library.sqlite-shm"):
        (filled / name).unlink(missing_ok=True)
    data = bytearray((filled / "library.sqlite").read_bytes())
    (filled / "library.sqlite").write_bytes(b"no database" + data[11:])
    assert code_of(LibraryError, lambda: open_library(filled)) == "library-corrupt"
    data[4096:] = os.urandom(len(data) - 4096)
    (filled / "library.sqlite").write_bytes(data)
    assert code_of(LibraryError, lambda: open_library(filled)) == "library-corrupt"


def test_a_creation_that_was_killed_is_finished(tmp_path):
    folder = tmp_path / "lib"
    folder.mkdir()
    (folder / "library.sqlite").touch()
    open_library(folder).close()
    open_library(folder, create=False).close()


def test_a_folder_that_holds_only_uploads_can_become_a_library(tmp_path):
    write(tmp_path / "lib", uploads__sea="바다는 넓다")
    with open_library(tmp_path / "lib") as library:
        library.sync([tmp_path / "lib" / "uploads"])
        assert sources(library) == ["sea.txt"]


def test_read_only(filled, docs):
    with open_library(filled, read_only=True) as library:
        assert texts(library.search("바다", top_k=1)) == ["바다는 넓다"]
        assert code_of(LibraryError, lambda: library.sync([docs])) == "library-not-writable"


def test_read_only_media(filled, monkeypatch):
    """SQLite cannot make its `-shm` file: nobody writes there, so it may be left out."""
    shutil.rmtree(filled / "derived")
    real = schema_module._open

    def refuse(path, uri):
        if "immutable" in uri:
            return real(path, uri)
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(schema_module, "_open", refuse)
    with open_library(filled, read_only=True) as library:
        assert texts(library.search("바다", top_k=1)) == ["바다는 넓다"]
        assert library.status().rebuilt == 1
    assert not (filled / "derived").exists()


# A full disk


def limit_pages(monkeypatch, pages):
    real = schema_module._open

    def limited(path, uri):
        connection = real(path, uri)
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(schema_module, "_open", limited)


def test_a_full_disk_loses_nothing(filled, docs, monkeypatch):
    big = {f"big{n}": f"하늘 {n} " + "가나다라마바사 " * 2_000 for n in range(3)}
    write(docs, **big)
    with monkeypatch.context() as patched:
        limit_pages(patched, 100)
        with open_library(filled) as library:
            assert code_of(LibraryError, lambda: library.sync([docs])) == "disk-full"
            assert len(sources(library)) == 3
            assert texts(library.search("바다", top_k=1)) == ["바다는 넓다"]
    with open_library(filled) as library:
        assert len(library.sync([docs]).added) == 3


def test_a_disk_that_fills_while_indexes_are_written_loses_nothing(filled, docs, monkeypatch):
    write(docs, train="기차는 빠르다")

    def full(self, data):
        raise OSError(28, "No space left on device")

    with open_library(filled) as library:
        with monkeypatch.context() as patched:
            patched.setattr(Path, "write_bytes", full)
            assert code_of(LibraryError, lambda: library.sync([docs])) == "disk-full"
        assert len(sources(library)) == 3
        assert len(list((filled / "derived").iterdir())) == 1
        assert library.sync([docs]).added == ("train.txt",)


def test_an_index_that_cannot_be_written_anew_is_kept_in_memory(filled, monkeypatch):
    shutil.rmtree(filled / "derived")
    monkeypatch.setattr(Path, "write_bytes", lambda self, data: (_ for _ in ()).throw(OSError(28)))
    with open_library(filled) as library:
        assert texts(library.search("바다", top_k=1)) == ["바다는 넓다"]


def test_a_folder_that_cannot_be_made(tmp_path, monkeypatch):
    def refuse(self, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    code = code_of(LibraryError, lambda: prepare_folder(tmp_path / "lib", can_create=True))
    assert code == "library-not-writable"
