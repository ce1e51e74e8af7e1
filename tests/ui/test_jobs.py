"""Work on the library: one job after another, each file with its state, nothing left behind."""

import threading
import time
from dataclasses import replace

import pytest

from corpus import GeungeoError, LibraryBusy
from index import FileProgress, Setback
from tests.ui.web_fakes import FakeLibrary, Progress
from ui.receiving import Arrival, Receiving, record_key
from ui.uploads import Upload
from ui.web.documents.job_html import jobs_html, said_html
from ui.web.documents.jobs import Jobs
from ui.web.documents.tracking import Track


@pytest.fixture
def library():
    return FakeLibrary((("있던.txt", "있던 글이다."),), pause_s=0.1)


@pytest.fixture
def jobs(library, tmp_path):
    return Jobs(Receiving(library, tmp_path / "uploads", 1 << 20))


def uploads(folder, count=3, first=0):
    folder.mkdir(exist_ok=True)
    made = []
    for number in range(first, first + count):
        path = folder / f"in-{number}"
        path.write_text(f"글 {number}이다.", "utf-8")
        made.append(Upload(path, f"{number}.txt"))
    return made


def wait(jobs, until=lambda states: all(s.stage == "ended" for s in states), seconds=20):
    """Look at the jobs until they are as asked; return every state that was seen."""
    seen, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        seen.append(jobs.states())
        if until(seen[-1]):
            return seen
        time.sleep(0.01)
    raise AssertionError(f"still {seen[-1]}")


def stages(state):
    return [file.stage for file in state.files]


def test_each_file_goes_its_way_and_the_whole_only_forward(jobs, tmp_path, library):
    known = tmp_path / "known"
    known.write_text("있던 글이다.", "utf-8")
    bad = tmp_path / "bad"
    bad.write_bytes(b"%BAD")
    files = [*uploads(tmp_path / "in"), Upload(known, "사본.txt"), Upload(bad, "암호.pdf")]
    jobs.upload(files, "me")
    seen = [states[0] for states in wait(jobs)]
    working = [state for state in seen if state.stage == "working"]
    assert {"stored", "reading"} <= {stage for state in working for stage in stages(state)}
    shares = [state.share for state in seen]
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(set(shares)) > 3
    last = seen[-1]
    assert stages(last) == ["done"] * 3 + ["known", "failed"]
    assert [error.code for error in last.files[4].errors] == ["file-encrypted"]
    assert len(last.received.added) == 4 and not any(upload.path.exists() for upload in files)
    html = jobs_html([last], "me", "ko")
    assert "3개 파일을 넣었습니다. 1개는 이미 있는 문서입니다. 1개는 넣지 못했습니다." in html
    assert "암호가 걸린 파일입니다: 암호.pdf" in html


def test_a_second_job_waits_and_only_its_owner_cancels_it(jobs, tmp_path, library):
    jobs.upload(uploads(tmp_path / "in"), "first")
    jobs.upload(uploads(tmp_path / "in", first=3), "second")
    states = jobs.states()
    assert [state.stage for state in states][1] == "waiting" and set(stages(states[1])) == {
        "waiting"
    }
    assert "앞선 작업이 끝나기를 기다립니다" in jobs_html(states, "second", "ko")
    assert "다른 창에서 시작한 작업" in jobs_html(states, "second", "ko")
    jobs.cancel("third")
    jobs.cancel("second")
    first, second = wait(jobs)[-1]
    assert stages(first) == ["done"] * 3 and stages(second) == ["cancelled"] * 3
    assert "취소했습니다" in said_html([first, second], "second", "ko")
    assert {record.source for record in library.documents()} == {
        "있던.txt", "0.txt", "1.txt", "2.txt",
    }  # fmt: skip
    assert not list((tmp_path / "in").iterdir())


def test_cancelled_halfway_each_file_says_what_became_of_it(jobs, tmp_path):
    library_folder = tmp_path / "uploads"
    jobs.upload(uploads(tmp_path / "in", 6), "me")
    wait(jobs, lambda states: "embedded" in stages(states[0]) or "embedding" in stages(states[0]))
    jobs.cancel("me")
    (last,) = wait(jobs)[-1]
    counted = {stage: stages(last).count(stage) for stage in ("done", "cancelled")}
    # The fakes show each file at once; what they had not come to is gone.
    assert 1 <= counted["done"] < 6 and counted["done"] + counted["cancelled"] == 6
    assert last.received.is_cancelled
    assert len(list(library_folder.iterdir())) == counted["done"]


def test_ended_jobs_are_found_again_until_they_are_dismissed(jobs, tmp_path):
    jobs.upload(uploads(tmp_path / "in", 1), "me")
    wait(jobs)
    assert jobs.ended == 1 and not jobs.is_working
    jobs.dismiss("other")
    assert len(jobs.states()) == 1
    jobs.dismiss("me")
    assert jobs.states() == ()


def test_documents_are_read_again_and_removed_as_jobs(jobs, tmp_path, library):
    jobs.upload(uploads(tmp_path / "in", 2), "me")
    wait(jobs)
    keys = {record.source: record_key(record) for record in library.documents()}
    (tmp_path / "uploads" / "0.txt").write_text("바뀐 글이다.", "utf-8")
    jobs.reread([(keys["0.txt"], "0.txt")], "me")
    (state,) = wait(jobs)[-1]
    assert stages(state) == ["done"] and state.refreshed.report.unchanged == ("0.txt",)
    texts = {record.source: library.document(record.id).text for record in library.documents()}
    assert texts["0.txt"] == "바뀐 글이다." and texts["1.txt"] == "글 1이다."
    jobs.remove([keys["0.txt"], keys["1.txt"], "0" * 24], "me")
    (state,) = wait(jobs)[-1]
    assert state.removed == 2 and [r.source for r in library.documents()] == ["있던.txt"]
    assert not list((tmp_path / "uploads").iterdir())


def test_a_root_that_is_not_there_is_left_as_it_was(jobs, library):
    jobs.refresh("me")
    (state,) = wait(jobs)[-1]
    assert state.refreshed.missing == ("reports",) and len(library.documents()) == 1
    assert "그대로 둔 곳: reports" in jobs_html([state], "me", "ko")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (LibraryBusy("library-busy", folder="/x", pid="7"), "library-busy"),
        (RuntimeError("boom"), "unexpected-job"),
    ],
)
def test_a_job_that_breaks_says_so_and_leaves_nothing(tmp_path, error, code):
    class Broken(FakeLibrary):
        def sync(self, paths, progress=None, cancel=None, reread=False):
            raise error

    jobs = Jobs(Receiving(Broken(), tmp_path / "uploads", 1 << 20))
    jobs.upload(uploads(tmp_path / "in", 2), "me")
    (state,) = wait(jobs)[-1]
    assert state.failure.code == code and stages(state) == ["failed"] * 2
    assert not list((tmp_path / "uploads").iterdir()) and not list((tmp_path / "in").iterdir())
    assert 'role="alert"' in jobs_html([state], "me", "ko")
    # The next one is not held up.
    jobs.remove(["0" * 24], "me")
    assert wait(jobs)[-1][-1].failure is None


def test_too_many_waiting_jobs_are_refused(jobs, monkeypatch, tmp_path):
    held = threading.Event()
    monkeypatch.setattr("ui.web.documents.jobs._MOST_WAITING", 3)
    monkeypatch.setattr(jobs._receiving, "remove", lambda keys: held.wait(10) and 0)
    for _ in range(3):
        jobs.remove(["a"], "me")
    with pytest.raises(GeungeoError, match="jobs-full"):
        jobs.remove(["a"], "me")
    jobs.remove(["a"], "another")
    held.set()
    wait(jobs)


# Where a file stands


def said(stage, file, files=(), setback=None, done=0, total=3):
    return Progress(done, total, file, stage, 1.0, files, setback)


def test_an_archive_is_followed_by_its_members():
    track = Track(["묶음.zip", "글.txt"])
    track.arrive(Arrival(0, "stored", "묶음 (2).zip"))
    track.arrive(Arrival(1, "stored", "글.txt"))
    track.advance(said("read", "글.txt"))
    track.advance(said("read", "묶음 (2).zip/가.txt"))
    assert [file.stage for file in track.files] == ["reading", "read"]
    members = (FileProgress("묶음 (2).zip/가.txt", 3, 4), FileProgress("묶음 (2).zip/나.txt", 0, 6))
    track.advance(said("embed", "", members))
    zipped, text = track.files
    assert (zipped.stage, zipped.done, zipped.total) == ("embedding", 3, 10)
    assert text.stage == "read" and 0 < track.share < 1
    track.advance(said("embed", "", (FileProgress("글.txt", 1, 2),)))
    assert [file.stage for file in track.files] == ["embedded", "embedding"]
    track.advance(said("publish", ""))
    assert {file.stage for file in track.files} == {"finishing"}


def test_folders_are_followed_as_their_files_turn_up():
    track = Track(())
    track.advance(said("read", "a.txt", total=4))
    assert track.files == () and track.looked_at == (0, 4)
    track.advance(said("embed", "", (FileProgress("2024/b.txt", 1, 2),), done=2, total=4))
    bad = Setback("c.pdf", "file-damaged", (("file", "c.pdf"),))
    track.advance(said("read", "c.pdf", setback=bad, done=3, total=4))
    assert [(f.name, f.stage) for f in track.files] == [
        ("2024/b.txt", "embedding"),
        ("c.pdf", "failed"),
    ]
    assert track.share == 0.75


def test_names_from_outside_stay_text_and_many_files_stay_few_rows(jobs, tmp_path):
    evil = "<img src=x onerror=alert(1)>.txt"
    track = Track([evil, *(f"{n}.txt" for n in range(500))])
    jobs.upload([Upload(tmp_path / "none", evil)], "me")
    (state,) = wait(jobs)[-1]
    assert "<img" not in jobs_html([state], "me", "ko") + said_html([state], "me", "ko")
    track.arrive(Arrival(400, "stored", "399.txt"))
    track.advance(said("read", "399.txt"))
    busy = replace(state, stage="working", files=track.files, share=track.share, received=None)
    html = jobs_html([busy], "me", "ko")
    assert html.count("<li>") == 60 and "그 밖에 441개" in html and "399.txt" in html
    assert "<img" not in html
