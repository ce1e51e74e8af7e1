"""A writer is killed while it reads HWP, HWPX, PDF and DOCX: the old state or the new is left."""

import time

import pytest

from index import Library
from index.pipeline import CorpusPipeline
from tests.corpus.pdf_paper import Paper
from tests.corpus.story import Heading, Story, Text
from tests.corpus.story_hwp import write_hwp
from tests.corpus.story_hwpx import write_hwpx
from tests.corpus.story_office import write_docx
from tests.index.killing import let_go, needs_kill, start_writer, stop, time_run
from tests.index.library_fakes import CountingEncoder

# Shares of the time that a whole run takes.
MOMENTS = (0.15, 0.45, 0.8)
WRITER = """
import sys
from pathlib import Path
from tests.index.test_kill_formats import open_library, warm_up
warm_up(Path(sys.argv[2]))
with open_library(Path(sys.argv[1])) as library:
    print("ready", flush=True)
    sys.stdin.readline()
    library.sync([Path(sys.argv[2])])
    print("done", flush=True)
"""


def open_library(folder):
    return Library.open(folder, CountingEncoder(), pipeline=CorpusPipeline())


def warm_up(docs):
    """Start the process that reads, and load Kiwi: the kill is to hit the indexing."""
    pipeline = CorpusPipeline()
    found = next(iter(pipeline.find(docs, lambda skipped: None)))
    pipeline.cut(pipeline.read(found.path, found.source))


def write_version(docs, version):
    docs.mkdir(exist_ok=True)
    for number in range(3):
        words = f"바다 {version}판의 {number}번째 글이다."
        story = Story(
            f"{number} 보고", "과", f"{number} 보고", (Heading(1, "Ⅰ. 글"), Text(words)), {}
        )
        (docs / f"{number}.hwpx").write_bytes(write_hwpx(story))
        (docs / f"{number}.docx").write_bytes(write_docx(story))
        (docs / f"{number}.hwp").write_bytes(write_hwp(story))
        (docs / f"{number}.pdf").write_bytes(Paper().page().text(60, 60, words).build())


def state_of(folder):
    """The one version that texts, passages and searches show."""
    versions = set()
    with open_library(folder) as library:
        records = library.documents()
        assert len(records) == 12 and all(record.state == "indexed" for record in records)
        for record in records:
            versions |= set(_versions(library.document(record.id).text))
            shown = [v for p in library.passages(record.id) for v in _versions(p.text)]
            assert shown
            versions |= set(shown)
        hits = library.search("바다", top_k=50)
        assert len(hits) == 12
        versions |= {version for hit in hits for version in _versions(hit.passage.text)}
    assert len(versions) == 1, f"a mixture of {versions}"
    return versions.pop()


def _versions(text):
    return [int(word[: word.index("판")]) for word in text.split() if word.endswith("판의")]


@pytest.mark.slow
@needs_kill
def test_killed_while_reading_documents(tmp_path):
    docs, folder = tmp_path / "docs", tmp_path / "library"
    write_version(docs, 0)
    writer = start_writer(WRITER, folder, docs)
    whole = time_run(writer)
    old = 0
    assert state_of(folder) == old
    for version, moment in enumerate(MOMENTS, 1):
        write_version(docs, version)
        writer = start_writer(WRITER, folder, docs)
        let_go(writer)
        time.sleep(moment * whole)
        stop(writer)
        state = state_of(folder)
        assert state in (old, version)
        old = state
    with open_library(folder) as library:
        assert library.sync([docs]).failed == ()
    assert state_of(folder) == len(MOMENTS)
