"""The process that reads is killed with what it reads, and the next file is read."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from corpus import Limits, ReadError, read_in_worker
from corpus.readers import worker
from tests.corpus.invariants import check_refusal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of Unix")
START = (
    "import sys; sys.path.insert(0, {home!r});"
    "from tests.corpus.bad_readers import serve_badly; serve_badly()"
)
# Time for a process to start on a busy machine.
LIMITS = Limits(timeout_s=30.0, max_memory_bytes=700_000_000)


@pytest.fixture
def badly(monkeypatch, tmp_path):
    """Reads a PDF whose reader does as the PDF says, in a worker of its own."""
    monkeypatch.setattr(worker, "_START", START)
    own = worker._Worker()
    monkeypatch.setattr(worker, "_worker", own)

    def read(does, limits=LIMITS):
        path = tmp_path / f"{does}.pdf"
        path.write_bytes(b"%PDF-1.7 " + does.encode())
        return read_in_worker(path, path.name, limits)

    yield read
    own.stop()


def refusal(read, does, limits=LIMITS):
    with pytest.raises(ReadError) as caught:
        read(does, limits)
    assert caught.value.details["file"] == f"{does}.pdf"
    if caught.value.code != "reader-failed":
        check_refusal(caught.value, f"{does}.pdf")
    return caught.value.code


@pytest.mark.parametrize(
    ("does", "codes"),
    [
        ("crash", {"reader-crashed"}),
        ("exit", {"reader-crashed"}),
        ("eat", {"reader-out-of-memory"}),
        ("run", {"reader-failed"}),
    ],
)
def test_a_reader_that_breaks_down_is_named_and_the_next_file_is_read(badly, does, codes):
    assert badly("good").text == "%PDF-1.7 good"
    assert refusal(badly, does) in codes
    assert badly("good again").text == "%PDF-1.7 good again"


@pytest.mark.parametrize("does", ["hang", "spin"])
def test_a_reader_that_does_not_end_is_killed_in_time(badly, does):
    badly("good")
    started = time.monotonic()
    assert refusal(badly, does, Limits(timeout_s=1.0, max_memory_bytes=700_000_000)) == (
        "reader-timeout"
    )
    assert time.monotonic() - started < 10
    assert badly("good again").text == "%PDF-1.7 good again"


def test_what_a_library_prints_is_no_answer(badly):
    assert badly("shout").text == "%PDF-1.7 shout"
    assert badly("good").text == "%PDF-1.7 good"


def test_no_process_is_left_behind(badly):
    badly("good")
    process = worker._worker._process
    refusal(badly, "crash")
    assert process.poll() is not None
    badly("good")
    process = worker._worker._process
    worker._worker.stop()
    assert process.poll() is not None


PARENT = """
import sys
from pathlib import Path
from corpus import Limits, read_in_worker
from corpus.readers import worker
worker._START = sys.argv[2]
read_in_worker(Path(sys.argv[1] + "/good.pdf"), "good.pdf", Limits(timeout_s=60.0))
print(worker._worker._process.pid, flush=True)
read_in_worker(Path(sys.argv[1] + "/spin.pdf"), "spin.pdf", Limits(timeout_s=1.0))
"""


def test_a_process_that_lost_its_parent_ends_in_time(tmp_path):
    for does in ("good", "spin"):
        (tmp_path / f"{does}.pdf").write_bytes(b"%PDF-1.7 " + does.encode())
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path), START],
        cwd=Path(__file__).resolve().parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    child = int(parent.stdout.readline())
    time.sleep(0.3)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 30
    while _is_alive(child) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _is_alive(child)


def _is_alive(pid):
    """Tell a process that runs from one that is gone or only waits to be buried."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/status")
    return not (status.exists() and "State:\tZ" in status.read_text())


def test_two_threads_do_not_get_each_others_answers(badly):
    found = {}

    def read(word):
        found[word] = badly(word).text

    threads = [threading.Thread(target=read, args=(f"word {n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert found == {f"word {n}": f"%PDF-1.7 word {n}" for n in range(6)}
