"""Files read again though they have not changed: shown at once, or not at all."""

import pytest

from corpus import ReadError
from index import Filters
from tests.index.killing import let_go, needs_kill, start_writer, stop
from tests.index.library_fakes import LinePipeline, open_library, sources, texts, write


class Improved(LinePipeline):
    """Readers that say they are what they were, and read more by now."""

    def __init__(self):
        super().__init__()
        self.found = ""
        self.refused = ()

    def read(self, path, source):
        if source in self.refused:
            raise ReadError("file-damaged", file=source)
        document = super().read(path, source)
        text = document.text + self.found
        return type(document)(
            document.id, source, document.title, document.format, text,
            (type(document.pages[0])(1, None, 0, len(text)),), document.marks,
        )  # fmt: skip


@pytest.fixture
def pipeline():
    return Improved()


@pytest.fixture
def library(tmp_path, pipeline):
    write(tmp_path / "docs", a="사과 하나", b="바다 둘", c="사과 셋")
    with open_library(tmp_path / "library", pipeline=pipeline) as library:
        library.sync([tmp_path / "docs"])
        yield library


def shown(library):
    """Every text that readers see, which must agree with its passages and both indexes."""
    found = {}
    for record in library.documents():
        text = library.document(record.id).text
        passages = library.passages(record.id)
        assert record.passages == len(passages)
        for passage in passages:
            assert text[passage.span.start : passage.span.end] == passage.text
        within = Filters(documents=(record.source,))
        for mode in ("dense", "lexical"):
            hits = library.search(passages[-1].text, mode=mode, top_k=1000, filters=within)
            assert passages[-1].text in texts(hits)
        found[record.source] = text
    sizes = {record.id: record.passages for record in library.documents()}
    assert library.status().passages == sum(sizes.values())
    return found


def test_a_sync_reads_nothing_again_and_a_reread_does(library, pipeline, tmp_path):
    docs = tmp_path / "docs"
    before = library.generation
    library.sync([docs])
    assert len(pipeline.read_sources) == 3 and library.generation == before
    pipeline.found = "\n하늘 그림에서 읽은 것"
    report = library.sync([docs / "a.txt"], reread=True)
    assert pipeline.read_sources[3:] == ["a.txt"] and report.unchanged == ("a.txt",)
    assert shown(library) == {
        "a.txt": "사과 하나\n하늘 그림에서 읽은 것", "b.txt": "바다 둘", "c.txt": "사과 셋",
    }  # fmt: skip
    assert library.generation > before and sources(library) == ["a.txt", "b.txt", "c.txt"]
    pipeline.found = ""
    library.sync([docs], reread=True)
    assert shown(library) == {"a.txt": "사과 하나", "b.txt": "바다 둘", "c.txt": "사과 셋"}
    assert library.search("하늘", filters=Filters(documents=("a.txt",)), mode="lexical") == ()
    with open_library(tmp_path / "library", pipeline=pipeline) as again:
        assert len(shown(again)) == 3


def test_copies_changes_and_what_is_new_or_gone_come_right_too(library, pipeline, tmp_path):
    docs = tmp_path / "docs"
    (docs / "copy.txt").write_bytes((docs / "a.txt").read_bytes())
    (docs / "b.txt").write_text("기차 넷", "utf-8")
    (docs / "c.txt").unlink()
    (docs / "d.txt").write_text("바다 다섯", "utf-8")
    (docs / "e.txt").write_text("바다 다섯", "utf-8")
    pipeline.found = "\n하늘"
    report = library.sync([docs], reread=True)
    assert (report.added, report.changed) == (("copy.txt", "d.txt", "e.txt"), ("b.txt",))
    assert (report.unchanged, report.removed) == (("a.txt",), ("c.txt",))
    assert shown(library) == {
        "a.txt": "사과 하나\n하늘", "copy.txt": "사과 하나\n하늘",
        "b.txt": "기차 넷\n하늘", "d.txt": "바다 다섯\n하늘", "e.txt": "바다 다섯\n하늘",
    }  # fmt: skip


def test_what_cannot_be_read_any_more_stays_as_it_was_read(library, pipeline, tmp_path):
    pipeline.found, pipeline.refused = "\n하늘", ("b.txt",)
    told = []
    report = library.sync([tmp_path / "docs"], reread=True, progress=told.append)
    (setback,) = report.failed
    assert (setback.source, setback.code) == ("b.txt", "file-damaged")
    assert [progress.setback for progress in told if progress.setback] == [setback]
    assert shown(library)["b.txt"] == "바다 둘" and "하늘" in shown(library)["a.txt"]
    assert {record.state for record in library.documents()} == {"indexed"}


def test_cancelled_nothing_has_changed_and_the_next_one_goes_through(library, pipeline, tmp_path):
    before, generation = shown(library), library.generation
    pipeline.found = "\n하늘"
    calls = iter(range(1000))
    report = library.sync([tmp_path / "docs"], reread=True, cancel=lambda: next(calls) > 5)
    assert report.is_cancelled and library.generation == generation and shown(library) == before
    # A plain sync does not show by surprise what was read meanwhile.
    library.sync([tmp_path / "docs"])
    assert shown(library) == before
    library.sync([tmp_path / "docs"], reread=True)
    assert all(text.endswith("하늘") for text in shown(library).values())


def test_readers_see_one_state_while_it_is_done(library, pipeline, tmp_path):
    pipeline.found = "\n하늘"
    states = set()

    def look(progress):
        with open_library(tmp_path / "library", pipeline=pipeline) as other:
            states.add(tuple(sorted(shown(other).values())))

    library.sync([tmp_path / "docs"], reread=True, progress=look)
    assert states == {("바다 둘", "사과 셋", "사과 하나")}
    assert all(text.endswith("하늘") for text in shown(library).values())


def test_the_progress_counts_the_passages_of_each_file(library, tmp_path):
    write(tmp_path / "docs", long="\n".join(f"사과 {n}" for n in range(300)))
    told = []
    library.sync([tmp_path / "docs"], reread=True, progress=told.append)
    embedding = [progress for progress in told if progress.stage == "embed"]
    assert {file.source for progress in embedding for file in progress.files} == {
        "a.txt", "b.txt", "c.txt", "long.txt",
    }  # fmt: skip
    long = [f for p in embedding for f in p.files if f.source == "long.txt"]
    assert [f.done for f in long] == sorted(f.done for f in long)
    assert {f.total for f in long} == {300} and 0 < long[-1].done < 300
    assert told[-1].cut == 303 and all(p.passages <= p.cut for p in told)


WRITER = """
import sys
from pathlib import Path
from tests.index.library_fakes import CountingEncoder, open_library
from tests.index.test_reread import Improved
print("ready", flush=True)
sys.stdin.readline()
pipeline = Improved()
pipeline.found = "\\n하늘"
class Told(CountingEncoder):
    def encode_passages(self, texts):
        print("embedding", flush=True)
        sys.stdin.readline()
        return super().encode_passages(texts)
with open_library(Path(sys.argv[1]), Told(), pipeline=pipeline) as library:
    library.sync([Path(sys.argv[2])], reread=True)
    print("done", flush=True)
    sys.stdin.readline()
"""


@needs_kill
def test_killed_before_the_end_the_library_is_as_it_was(library, pipeline, tmp_path):
    write(tmp_path / "docs", long="\n".join(f"바다 {n}" for n in range(300)))
    library.sync([tmp_path / "docs"])
    before = shown(library)
    process = start_writer(WRITER, tmp_path / "library", tmp_path / "docs")
    let_go(process)
    assert process.stdout.readline() == "embedding\n"
    let_go(process)
    assert process.stdout.readline() == "embedding\n"
    stop(process)
    with open_library(tmp_path / "library", pipeline=pipeline) as again:
        assert shown(again) == before
        pipeline.found = "\n기차"
        again.sync([tmp_path / "docs"], reread=True)
        assert all(text.endswith("기차") for text in shown(again).values())


def test_several_are_removed_in_one_step(library, tmp_path):
    before = library.generation
    docs = tmp_path / "docs"
    report = library.remove(docs / "a.txt", docs / "c.txt")
    assert report.removed == ("a.txt", "c.txt") and sources(library) == ["b.txt"]
    assert library.generation == before + 1 and set(shown(library)) == {"b.txt"}
