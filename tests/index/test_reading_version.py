"""Files are read again when the readers have changed, and only then."""

import shutil

import pytest

from corpus import LibraryMismatch
from tests.index.library_fakes import LinePipeline, code_of, open_library, texts


def newer(prefix="새로 읽은 바다\n"):
    return LinePipeline("2/lines-1", "2", prefix)


def shown(library):
    """Every text that readers see, which must agree with its passages."""
    found = {}
    for record in library.documents():
        text = library.document(record.id).text
        for passage in library.passages(record.id):
            assert text[passage.span.start : passage.span.end] == passage.text
        found[record.source] = text
    return found


def test_other_readers_read_the_same_bytes_again(filled, docs):
    assert code_of(LibraryMismatch, lambda: open_library(filled, None, newer())) == (
        "library-other-passages"
    )
    pipeline = newer()
    with open_library(filled, None, pipeline, adopt=True) as library:
        report = library.sync([docs])
        assert sorted(pipeline.read_sources) == sorted(report.unchanged) and not report.added
        assert len(report.unchanged) == 3
        assert all(text.startswith("새로 읽은 바다\n") for text in shown(library).values())
        assert texts(library.search("새로", top_k=1)) == ["새로 읽은 바다"]
        # Once is enough.
        library.sync([docs])
        assert len(pipeline.read_sources) == 3
    # What older readers made of the same bytes is gone.
    with open_library(filled, None, newer()) as library:
        assert library.status().passages == 47


def test_files_of_a_root_that_is_not_named_are_read_again_too(filled, docs, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "new.txt").write_text("기차", encoding="utf-8")
    pipeline = newer()
    with open_library(filled, None, pipeline, adopt=True) as library:
        library.sync([other])
        assert len(pipeline.read_sources) == 4
        assert all(text.startswith("새로") for text in shown(library).values())


def test_a_file_that_is_away_keeps_its_old_text_until_it_is_back(filled, docs, tmp_path):
    away = tmp_path / "away"
    shutil.move(docs, away)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "new.txt").write_text("기차", encoding="utf-8")
    with open_library(filled, None, newer(), adopt=True) as library:
        library.sync([tmp_path / "other"])
        kept = shown(library)
        assert len(kept) == 4
        assert [source for source, text in kept.items() if text.startswith("새로")] == ["new.txt"]
        assert texts(library.search("바다", top_k=1)) == ["바다는 넓다"]
        shutil.move(away, docs)
        report = library.sync([docs])
        assert len(report.unchanged) == 3 and not report.removed + report.added + report.changed
        assert len(shown(library)) == 4
        assert all(text.startswith("새로") for text in shown(library).values())
        assert texts(library.search("넓다", top_k=1)) == ["바다는 넓다"]


def test_what_new_readers_refuse_stays_as_it_was_read(filled, docs):
    class Stricter(LinePipeline):
        def read(self, path, source):
            if source == "sea.txt":
                raise RuntimeError("a bug in the new reader")
            return super().read(path, source)

    with open_library(filled, None, Stricter("2/lines-1", "2", "새로\n"), adopt=True) as library:
        report = library.sync([docs])
        (setback,) = report.failed
        assert (setback.source, setback.code) == ("sea.txt", "changed-but-unreadable")
        assert shown(library)["sea.txt"].startswith("# 자연\n바다는 넓다")


@pytest.mark.parametrize("version", ["lines-2", "lines-3"])
def test_another_way_to_cut_reads_nothing_again(filled, docs, version):
    pipeline = LinePipeline(version)
    with open_library(filled, None, pipeline, adopt=True) as library:
        library.sync([docs])
        assert pipeline.read_sources == []
        assert len(shown(library)) == 3
