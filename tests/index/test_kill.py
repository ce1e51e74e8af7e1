"""A writer is killed at random moments; what is left is the old state or the new, never both."""

import random
import sqlite3
import time
from contextlib import closing

import pytest

from tests.index.killing import let_go, needs_kill, start_writer, stop, time_run
from tests.index.library_fakes import CountingEncoder, open_library, write

KILLS = 20
FILES, LINES = 12, 60
WRITER = """
import sys
from pathlib import Path
from tests.index.library_fakes import open_library
import corpus
corpus.analyze("미리")
with open_library(Path(sys.argv[1])) as library:
    print("ready", flush=True)
    sys.stdin.readline()
    library.sync([Path(sys.argv[2])])
    print("done", flush=True)
"""


def write_version(folder, version):
    for number in range(FILES):
        lines = "\n".join(f"바다 {version}판 {number} {line}" for line in range(LINES))
        write(folder, **{f"f{number}": lines})


def state_of(library):
    """Return the version that documents, passages and searches show; they must agree."""
    versions = set()
    for record in library.documents():
        assert record.state == "indexed" and record.passages == LINES
        versions.add(library.document(record.id).text.split()[1])
        for passage in library.passages(record.id):
            versions.add(passage.text.split()[1])
    hits = library.search("바다", top_k=FILES * LINES)
    assert len(hits) == FILES * LINES
    versions |= {hit.passage.text.split()[1] for hit in hits}
    assert len(versions) == 1, f"a mixture of {versions}"
    return versions.pop()


def has_embedded(folder):
    """Tell whether a document is staged: its row stands only when its vectors are written."""
    with closing(sqlite3.connect(folder / "library.sqlite")) as database:
        return bool(database.execute("SELECT EXISTS (SELECT 1 FROM staged)").fetchone()[0])


@pytest.mark.slow
@needs_kill
def test_killed_writers_leave_the_old_state_or_the_new(tmp_path):
    docs, folder = tmp_path / "docs", tmp_path / "lib"
    write_version(docs, 0)
    writer = start_writer(WRITER, folder, docs)
    whole = time_run(writer)
    draw = random.Random(20240607)
    old, seen = "0판", []
    writer = start_writer(WRITER, folder, docs)
    for version in range(1, KILLS + 1):
        write_version(docs, version)
        let_go(writer)
        time.sleep(draw.uniform(0.0, 1.5 * whole))
        stop(writer)
        # The next writer loads Kiwi while this process looks at what is left.
        following = start_writer(WRITER, folder, docs)
        with open_library(folder) as library:
            state = state_of(library)
            assert state in (old, f"{version}판")
            seen.append(state != old)
            if version == KILLS:
                # What was staged before the kill is not embedded again.
                assert library.sync([docs]).failed == ()
                assert state_of(library) == f"{version}판"
        old = state
        writer = following
    stop(writer)
    # Both outcomes were seen, so the moments were spread over the whole run.
    assert any(seen) and not all(seen)


def test_a_resumed_sync_embeds_only_what_is_missing(tmp_path):
    docs, folder = tmp_path / "docs", tmp_path / "lib"
    write_version(docs, 1)
    writer = start_writer(WRITER, folder, docs)
    let_go(writer)
    # Killed as soon as a first batch is on disk.
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and writer.poll() is None and not has_embedded(folder):
        time.sleep(0.001)
    stop(writer)
    assert has_embedded(folder)
    encoder = CountingEncoder()
    with open_library(folder, encoder) as library:
        library.sync([docs])
        assert state_of(library) == "1판"
    # Two texts a passage: in its context, and alone.
    assert len(encoder.encoded) < 2 * FILES * LINES
