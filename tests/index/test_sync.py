import os
import shutil
from dataclasses import replace

import pytest

from corpus import GeungeoError, LibraryError, ReadError
from index import Library
from tests.index.library_fakes import (
    CountingEncoder,
    LinePipeline,
    open_library,
    sources,
    texts,
    write,
)


@pytest.fixture
def docs(tmp_path):
    return write(
        tmp_path / "docs",
        fruit="# 과일\n사과는 빨갛다\n배는 달다",
        sea="# 자연\n바다는 넓다\n하늘은 높다",
    )


def age(folder):
    """Make files old enough that their time alone proves that they are unchanged."""
    for path in folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))


def test_files_become_searchable_passages(docs, tmp_path):
    with open_library(tmp_path / "lib") as library:
        report = library.sync([docs])
        assert report.added == ("fruit.txt", "sea.txt")
        assert (report.generation, library.generation) == (1, 1)
        hit = library.search("사과")[0]
        assert hit.passage.text == "사과는 빨갛다"
        assert hit.passage.heading == ("과일",)
        record = hit.document
        assert (record.source, record.root, record.state) == ("fruit.txt", str(docs), "indexed")
        assert (record.path, record.title) == (str(docs / "fruit.txt"), "fruit.txt")
        assert record.page_label(1) == "i"
        document = library.document(record.id)
        assert document.text == "# 과일\n사과는 빨갛다\n배는 달다"
        assert document.marks and document.source == "fruit.txt"
        assert record.characters == len(document.text)
        passages = library.passages(record.id)
        assert [p.text for p in passages] == ["사과는 빨갛다", "배는 달다"]
        assert library.passage(passages[1].id) == passages[1]
        assert library.roots() == (str(docs),)


def test_what_comes_out_is_what_the_pipeline_put_in(docs, tmp_path):
    pipeline = LinePipeline()
    with open_library(tmp_path / "lib", pipeline=pipeline) as library:
        library.sync([docs])
        read = pipeline.read(docs / "sea.txt", "sea.txt")
        assert library.passages(read.id) == pipeline.cut(read).passages
        assert library.document(read.id) == replace(read, title="sea.txt")


def test_unchanged_files_are_neither_read_nor_embedded_again(docs, tmp_path):
    encoder, pipeline = CountingEncoder(), LinePipeline()
    age(docs)
    with open_library(tmp_path / "lib", encoder, pipeline) as library:
        library.sync([docs])
        encoder.encoded.clear()
        pipeline.read_sources.clear()
        report = library.sync([docs])
        assert report.unchanged == ("fruit.txt", "sea.txt")
        assert (encoder.encoded, pipeline.read_sources) == ([], [])
        assert report.generation == 1
        # Touched only: the content decides.
        os.utime(docs / "sea.txt")
        assert library.sync([docs]).unchanged == ("fruit.txt", "sea.txt")
        assert (encoder.encoded, pipeline.read_sources) == ([], [])
        assert library.generation == 1


def test_a_change_that_keeps_size_and_time_is_seen_while_the_file_is_young(docs, tmp_path):
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        status = (docs / "sea.txt").stat()
        write(docs, sea="# 자연\n바다는 깊다\n하늘은 높다")
        os.utime(docs / "sea.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
        assert library.sync([docs]).changed == ("sea.txt",)
        assert texts(library.search("바다", top_k=1)) == ["바다는 깊다"]


def test_changed_and_removed_files(docs, tmp_path):
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        old = library.search("바다")[0].passage
        write(docs, sea="바다는 깊다", train="기차는 길다")
        (docs / "fruit.txt").unlink()
        report = library.sync([docs])
        assert (report.added, report.changed) == (("train.txt",), ("sea.txt",))
        assert report.removed == ("fruit.txt",)
        assert sources(library) == ["sea.txt", "train.txt"]
        assert "사과는 빨갛다" not in texts(library.search("사과"))
        with pytest.raises(LibraryError) as caught:
            library.passage(old.id)
        assert caught.value.code == "passage-not-found"
        with pytest.raises(LibraryError) as caught:
            library.document(old.document_id)
        assert caught.value.code == "document-not-found"


def test_the_same_file_gives_the_same_passage_ids_again(docs, tmp_path):
    ids = []
    for name in ("one", "two"):
        with open_library(tmp_path / name) as library:
            library.sync([docs])
            ids.append([hit.passage.id for hit in library.search("바다 사과 하늘")])
    assert ids[0] == ids[1] and len(ids[0]) == 4


def test_other_roots_are_left_alone(docs, tmp_path):
    more = write(tmp_path / "more", train="기차는 길다")
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        library.sync([more])
        assert sources(library) == ["fruit.txt", "sea.txt", "train.txt"]
        (docs / "sea.txt").unlink()
        assert library.sync([more]).removed == ()
        assert library.sync([docs, more]).removed == ("sea.txt",)
        assert library.roots() == (str(docs), str(more))


def test_nested_roots_hold_a_file_once_under_the_widest(tmp_path):
    top = write(tmp_path / "top", sea="바다", deep__sky="하늘", deep__er__train="기차")
    with open_library(tmp_path / "lib") as library:
        library.sync([top / "deep"])
        assert sources(library) == ["er/train.txt", "sky.txt"]
        library.sync([top])
        assert sources(library) == ["deep/er/train.txt", "deep/sky.txt", "sea.txt"]
        assert library.roots() == (str(top),)
        # A folder below a root is brought up to date without its neighbours.
        (top / "deep" / "sky.txt").unlink()
        (top / "sea.txt").unlink()
        assert library.sync([top / "deep"]).removed == ("deep/sky.txt",)
        assert sources(library) == ["deep/er/train.txt", "sea.txt"]
        assert library.roots() == (str(top),)
        assert library.sync([top, top / "deep"]).removed == ("sea.txt",)


def test_a_single_file_can_be_a_root(docs, tmp_path):
    with open_library(tmp_path / "lib") as library:
        library.sync([docs / "sea.txt"])
        assert sources(library) == ["sea.txt"]
        assert library.documents()[0].root == str(docs)
        (docs / "sea.txt").unlink()
        assert library.sync([docs / "sea.txt"]).removed == ("sea.txt",)


def test_the_same_content_in_two_places_is_read_and_embedded_once(tmp_path):
    folder = write(tmp_path / "docs", a="바다는 넓다", b="바다는 넓다")
    encoder = CountingEncoder()
    with open_library(tmp_path / "lib", encoder) as library:
        library.sync([folder])
        assert sources(library) == ["a.txt", "b.txt"]
        assert len({record.id for record in library.documents()}) == 1
        assert len([text for text in encoder.encoded if text == "바다는 넓다"]) == 1
        hits = library.search("바다")
        assert [hit.document.source for hit in hits] == ["a.txt"]
        (folder / "a.txt").unlink()
        library.sync([folder])
        assert [hit.document.source for hit in library.search("바다")] == ["b.txt"]


def test_sources_that_two_roots_share_are_told_apart(tmp_path):
    first = write(tmp_path / "x" / "2023", report="바다는 넓다", other="기차")
    second = write(tmp_path / "x" / "2024", report="하늘은 높다")
    third = write(tmp_path / "y" / "2024", report="사과는 달다")
    with open_library(tmp_path / "lib") as library:
        library.sync([first, second])
        assert sources(library) == ["2023/report.txt", "2024/report.txt", "other.txt"]
        library.sync([third])
        shown = ["2023/report.txt", "other.txt", "x/2024/report.txt", "y/2024/report.txt"]
        assert sources(library) == shown
        assert library.search("하늘", top_k=1)[0].document.source == "x/2024/report.txt"
        paths = {record.path for record in library.documents()}
        assert str(second / "report.txt") in paths


def test_a_file_that_cannot_be_read_is_kept_in_sight(docs, tmp_path):
    write(docs, bad="!", buggy="?", empty="# nothing but a heading")
    with open_library(tmp_path / "lib") as library:
        report = library.sync([docs])
        assert [(f.source, f.code) for f in report.failed] == [
            ("bad.txt", "file-damaged"),
            ("buggy.txt", "file-not-understood"),
            ("empty.txt", "file-without-text"),
        ]
        assert report.added == ("fruit.txt", "sea.txt")
        failed = [record for record in library.documents() if record.state == "failed"]
        assert [record.error for record in failed] == [f.code for f in report.failed]
        assert dict(failed[0].error_details) == {"file": "bad.txt"}
        assert failed[0].passages == 0 and len({record.id for record in failed}) == 3
        assert (library.status().documents, library.status().failed) == (2, 3)
        write(docs, bad="기차는 길다")
        assert library.sync([docs]).added == ("bad.txt",)
        assert texts(library.search("기차", top_k=1)) == ["기차는 길다"]


def test_a_new_version_that_cannot_be_read_leaves_the_old_one(docs, tmp_path):
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        write(docs, sea="!broken")
        for _ in range(2):
            report = library.sync([docs])
            assert [(f.source, f.code) for f in report.failed] == [
                ("sea.txt", "changed-but-unreadable")
            ]
            hit = library.search("바다", top_k=1)[0]
            assert hit.passage.text == "바다는 넓다"
            assert (hit.document.state, hit.document.error) == ("failed", "changed-but-unreadable")
            assert dict(hit.document.error_details)["reason_code"] == "file-damaged"
        write(docs, sea="바다는 깊다")
        assert library.sync([docs]).changed == ("sea.txt",)
        assert library.search("바다", top_k=1)[0].document.state == "indexed"
        (docs / "sea.txt").unlink()
        assert library.sync([docs]).removed == ("sea.txt",)


def test_a_path_that_never_was_is_refused_before_anything_changes(docs, tmp_path):
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        (docs / "sea.txt").unlink()
        with pytest.raises(ReadError) as caught:
            library.sync([docs, tmp_path / "nowhere"])
        assert caught.value.code == "path-missing"
        assert sources(library) == ["fruit.txt", "sea.txt"]


def test_a_root_that_is_gone_leaves_with_all_its_files(docs, tmp_path):
    more = write(tmp_path / "more", train="기차는 길다")
    with open_library(tmp_path / "lib") as library:
        library.sync([docs, more])
        shutil.rmtree(docs)
        assert library.sync([docs]).removed == ("fruit.txt", "sea.txt")
        assert (sources(library), library.roots()) == (["train.txt"], (str(more),))


def test_remove(docs, tmp_path):
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        assert library.remove(docs / "sea.txt").removed == ("sea.txt",)
        assert sources(library) == ["fruit.txt"]
        assert library.roots() == (str(docs),)
        with pytest.raises(LibraryError) as caught:
            library.remove(docs / "sea.txt")
        assert caught.value.code == "path-not-indexed"
        library.remove(docs)
        assert (sources(library), library.roots(), library.search("사과")) == ([], (), ())


def test_the_library_does_not_read_itself(tmp_path):
    write(tmp_path, sea="바다는 넓다")
    folder = tmp_path / "lib"
    with open_library(folder) as library:
        write(folder, uploads__train="기차는 길다")
        library.sync([tmp_path])
        assert sources(library) == ["lib/uploads/train.txt", "sea.txt"]


def test_progress_counts_files(docs, tmp_path):
    seen = []
    with open_library(tmp_path / "lib") as library:
        library.sync([docs], progress=seen.append)
    assert [(p.done, p.total, p.file, p.stage) for p in seen] == [
        (0, 2, "fruit.txt", "read"),
        (1, 2, "sea.txt", "read"),
        (2, 2, "fruit.txt", "embed"),
        (2, 2, "", "publish"),
    ]
    assert all(a.elapsed_s <= b.elapsed_s for a, b in zip(seen, seen[1:], strict=False))


@pytest.fixture
def many(tmp_path):
    lines = {f"f{n}": "\n".join(f"바다 {n} {line}" for line in range(100)) for n in range(6)}
    return write(tmp_path / "many", **lines)


def test_cancelled_nothing_changes_and_the_next_sync_goes_on(docs, many, tmp_path):
    encoder = CountingEncoder()
    with open_library(tmp_path / "lib", encoder) as library:
        library.sync([docs])
        encoder.encoded.clear()
        # As soon as a first batch is embedded: three files.
        report = library.sync([many], cancel=lambda: len(encoder.encoded) >= 600)
        assert report.is_cancelled and report.generation == library.generation == 1
        assert sources(library) == ["fruit.txt", "sea.txt"]
        assert library.roots() == (str(docs),)
        assert len(encoder.encoded) == 600
        assert len(library.sync([many]).added) == 6
        # Each passage once, and nothing twice. (A passage in context and alone: two texts.)
        assert len(encoder.encoded) == len(set(encoder.encoded)) == 1200


def test_ctrl_c_keeps_the_old_state_and_what_was_staged(docs, many, tmp_path):
    encoder = CountingEncoder()

    def interrupt(progress):
        if progress.file == "f4.txt":
            raise KeyboardInterrupt

    with open_library(tmp_path / "lib", encoder) as library:
        library.sync([docs])
        with pytest.raises(KeyboardInterrupt):
            library.sync([many], progress=interrupt)
        assert sources(library) == ["fruit.txt", "sea.txt"]
        assert encoder.encoded
        library.sync([many])
        assert len(encoder.encoded) == len(set(encoder.encoded))
        assert library.status().documents == 8


def test_an_encoder_that_gives_nonsense_is_refused(docs, tmp_path):
    class Broken(CountingEncoder):
        def encode_passages(self, texts):
            return super().encode_passages(texts)[:, :2]

    with open_library(tmp_path / "lib", Broken()) as library:
        with pytest.raises(GeungeoError) as caught:
            library.sync([docs])
        assert caught.value.code == "encoder-bad-vectors"
        assert sources(library) == []


def test_content_that_no_file_needs_is_cleared_away(docs, tmp_path):
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        write(docs, sea="바다는 깊다")
        library.sync([docs])
        library.remove(docs / "fruit.txt")
        connection = library._generations._held.snapshot._connection
        library.status()
        connection = library._generations._held.snapshot._connection
        for table, expected in (("documents", 1), ("passages", 1), ("vectors", 1), ("staged", 1)):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (expected,)
        assert len(list((tmp_path / "lib" / "derived").iterdir())) == 1


def test_names_that_are_no_text_are_kept(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / os.fsdecode(b"\xc7\xd1\xb1\xdb.txt")).write_text("바다는 넓다", encoding="utf-8")
    with open_library(tmp_path / "lib") as library:
        library.sync([folder])
        assert sources(library) == ["한글.txt"]
        assert library.sync([folder]).unchanged == ("한글.txt",)
        library.documents()[0].path.encode()


def test_paths_may_be_strings_and_relative(docs, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Library.open(tmp_path / "lib", CountingEncoder(), pipeline=LinePipeline()) as library:
        library.sync(["docs"])
        assert library.roots() == (str(docs),)
        assert library.remove("docs/sea.txt").removed == ("sea.txt",)


def test_a_book_is_embedded_in_pieces(tmp_path):
    sizes = []

    class Measured(CountingEncoder):
        def encode_passages(self, texts):
            sizes.append(len(texts))
            return super().encode_passages(texts)

    book = "\n".join(f"바다 {line}" for line in range(600))
    folder = write(tmp_path / "docs", book=book)
    with open_library(tmp_path / "lib", Measured()) as library:
        seen = []
        library.sync([folder], progress=seen.append)
        assert sizes == [256, 256, 256, 256, 176]
        embedded = [p.passages for p in seen if p.stage == "embed"]
        assert embedded == [0, 128, 256, 384, 512]
        (record,) = library.documents()
        assert [p.text for p in library.passages(record.id)] == book.splitlines()
