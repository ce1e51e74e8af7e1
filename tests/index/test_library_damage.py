import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from corpus import LibraryError, LibraryMismatch
from index import read_manifest
from index import schema as schema_module
from index.folder import prepare_folder
from tests.index.library_fakes import (
    CountingEncoder,
    LinePipeline,
    code_of,
    edition,
    open_library,
    sources,
    texts,
    write,
)

ROOT = Path(__file__).resolve().parents[2]


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
