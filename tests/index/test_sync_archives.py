"""A library mirrors the documents inside archives as it does those of a folder."""

import os
import zipfile
from dataclasses import replace

import pytest

from corpus import Page, read_document
from tests.index.library_fakes import LinePipeline, open_library, sources, texts, write
from tests.index.test_sync import age


class ArchivePipeline(LinePipeline):
    """Reads with the corpus's own readers, cuts a line a passage."""

    def read(self, path, source):
        self.read_sources.append(source)
        document = read_document(path, source)
        return replace(document, pages=(Page(1, "i", 0, len(document.text)),))


def pack(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/") + ".txt", text)
    return path


@pytest.fixture
def docs(tmp_path):
    folder = write(tmp_path / "docs", plain="하늘은 높다")
    pack(folder / "묶음.zip", fruit="사과는 빨갛다", 안__sea="바다는 넓다")
    return folder


def test_members_become_documents(docs, tmp_path):
    pipeline = ArchivePipeline()
    with open_library(tmp_path / "lib", pipeline=pipeline) as library:
        report = library.sync([docs])
        assert report.added == ("plain.txt", "묶음.zip/fruit.txt", "묶음.zip/안/sea.txt")
        assert report.failed == ()
        hit = library.search("바다")[0]
        assert hit.document.source == "묶음.zip/안/sea.txt"
        assert hit.document.path == str(docs / "묶음.zip" / "안" / "sea.txt")
        assert hit.document.root == str(docs)


def test_unchanged_archives_are_not_unpacked_again(docs, tmp_path, monkeypatch):
    pipeline = ArchivePipeline()
    age(docs)
    with open_library(tmp_path / "lib", pipeline=pipeline) as library:
        library.sync([docs])
        pipeline.read_sources.clear()

        def refuse(*_args, **_more):
            raise AssertionError("a member was unpacked")

        monkeypatch.setattr("corpus.readers.reading.load_member", refuse)
        report = library.sync([docs])
        assert (len(report.unchanged), report.added, report.changed) == (3, (), ())
        assert pipeline.read_sources == []


def test_a_changed_archive_changes_only_what_changed(docs, tmp_path):
    pipeline = ArchivePipeline()
    with open_library(tmp_path / "lib", pipeline=pipeline) as library:
        library.sync([docs])
        pipeline.read_sources.clear()
        pack(docs / "묶음.zip", fruit="사과는 빨갛다", school="school 앞 기차")
        report = library.sync([docs])
        assert report.added == ("묶음.zip/school.txt",)
        assert report.removed == ("묶음.zip/안/sea.txt",)
        assert report.unchanged == ("plain.txt", "묶음.zip/fruit.txt")
        assert pipeline.read_sources == ["묶음.zip/school.txt"]
        (docs / "묶음.zip").unlink()
        library.sync([docs])
        assert sources(library) == ["plain.txt"]


def test_an_archive_as_a_root_and_its_removal(docs, tmp_path):
    with open_library(tmp_path / "lib", pipeline=ArchivePipeline()) as library:
        library.sync([docs / "묶음.zip"])
        assert sources(library) == ["묶음.zip/fruit.txt", "묶음.zip/안/sea.txt"]
        assert library.roots() == (str(docs / "묶음.zip"),)
        library.remove(docs / "묶음.zip" / "안" / "sea.txt")
        assert sources(library) == ["묶음.zip/fruit.txt"]
        # Below a wider root it is named by that one.
        library.sync([docs])
        assert library.roots() == (str(docs),)
        assert sources(library) == ["plain.txt", "묶음.zip/fruit.txt", "묶음.zip/안/sea.txt"]
        library.remove(docs / "묶음.zip")
        assert sources(library) == ["plain.txt"]


def test_an_archive_that_breaks_keeps_what_was_read_of_it(docs, tmp_path):
    whole = (docs / "묶음.zip").read_bytes()
    with open_library(tmp_path / "lib", pipeline=ArchivePipeline()) as library:
        library.sync([docs])
        (docs / "묶음.zip").write_bytes(whole[:60])
        report = library.sync([docs])
        assert [(s.source, s.code) for s in report.failed] == [("묶음.zip", "file-damaged")]
        assert report.removed == ()
        assert "사과는 빨갛다" in texts(library.search("사과"))
        # Mended, its own failure is gone; replaced by a document, its members are.
        (docs / "묶음.zip").write_bytes(whole)
        assert library.sync([docs]).failed == ()
        assert len(sources(library)) == 3
        (docs / "묶음.zip").write_text("school 앞 기차", encoding="utf-8")
        library.sync([docs])
        assert sources(library) == ["plain.txt", "묶음.zip"]


def test_members_that_fail_or_are_passed_over_are_told(docs, tmp_path):
    with zipfile.ZipFile(docs / "묶음.zip", "a") as archive:
        archive.writestr("bad.pdf", b"not a PDF at all \x00\x01\x02")
        archive.writestr("pic.png", b"\x89PNG\r\n\x1a\n....")
    with open_library(tmp_path / "lib", pipeline=ArchivePipeline()) as library:
        report = library.sync([docs])
        assert [(s.source, s.code) for s in report.failed] == [("묶음.zip/bad.pdf", "file-binary")]
        assert [(s.source, s.code) for s in report.skipped] == [
            ("묶음.zip/pic.png", "skipped-kind")
        ]


def test_names_in_archives_touch_no_other_file(tmp_path):
    folder = write(tmp_path / "docs", a="사과는 빨갛다")
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("../a.txt", "바다는 넓다")
    with open_library(tmp_path / "lib", pipeline=ArchivePipeline()) as library:
        library.sync([folder])
        assert sources(library) == ["a.txt", "b.zip/a.txt"]
        library.remove(folder / "b.zip" / "a.txt")
        assert sources(library) == ["a.txt"]
    assert sorted(os.listdir(folder)) == ["a.txt", "b.zip"]
