import threading
import time
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import LibraryError, ReadError
from tests.ui.web_fakes import LOGISTICS, FakeAssistant, FakeLibrary, build_library
from ui.examples import name_topic
from ui.receiving import file_path, record_key
from ui.service import Service
from ui.uploads import Upload, safe_name, store
from ui.web.chat.conversation import ask, messages, stop
from ui.web.chat.runs import Runs
from ui.web.documents.listing import received_html


@pytest.fixture
def service(tmp_path):
    library = build_library()
    return Service(library, FakeAssistant(library), tmp_path / "library" / "uploads")


def upload(folder, name, data, said=None):
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return Upload(path, said or name)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("보고서(최종).pdf", "보고서(최종).pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\비밀.txt", "비밀.txt"),
        ("/abs/경로.md", "경로.md"),
        ("..", "_"),
        ("", "_"),
        (".bashrc", "bashrc"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("이름\u202etxt.exe", "이름_txt.exe"),
        ("CON.txt", "_CON.txt"),
        ("끝 . ", "끝"),
        (unicodedata.normalize("NFD", "서울.txt"), "서울.txt"),
    ],
)
def test_names_from_outside_are_made_safe(said, kept):
    assert safe_name(said) == kept


@given(st.text(max_size=300))
def test_a_safe_name_is_a_name_of_this_folder(said):
    name = safe_name(said)
    assert name not in ("", ".", "..") and len(name.encode()) <= 255
    assert not set(name) & set('/\\\0:<>"|?*') and not name.startswith(".")
    assert unicodedata.is_normalized("NFC", name)
    assert safe_name(name) == name


def test_another_file_of_the_same_name_gets_a_number(tmp_path):
    folder = tmp_path / "uploads"
    first = store(upload(tmp_path / "in", "a", b"one", "글.txt"), folder)
    second = store(upload(tmp_path / "in", "b", b"two", "글.txt"), folder)
    again = store(upload(tmp_path / "in", "c", b"two", "글.txt"), folder)
    assert [first.name, second.name, again] == ["글.txt", "글 (2).txt", second]
    assert sorted(path.name for path in folder.iterdir()) == ["글 (2).txt", "글.txt"]


def test_too_large_and_vanished_uploads_are_refused(tmp_path):
    with pytest.raises(ReadError, match="upload-too-large"):
        store(upload(tmp_path / "in", "a.txt", b"12345"), tmp_path / "u", limit=4)
    with pytest.raises(ReadError, match="upload-missing"):
        store(Upload(tmp_path / "none.txt", "none.txt"), tmp_path / "u")
    assert not (tmp_path / "u").exists()


def test_an_upload_is_copied_read_and_listed(service, tmp_path):
    received = service.receiving.receive(
        [upload(tmp_path / "in", "새.txt", "새 문서이다.".encode())]
    )
    assert [record.source for record in received.added] == ["새.txt"]
    assert (tmp_path / "library" / "uploads" / "새.txt").read_text() == "새 문서이다."
    assert "1개 파일을 넣었습니다" in received_html(received, "ko")


def test_known_content_is_recognised_whatever_its_name(service, tmp_path):
    received = service.receiving.receive(
        [upload(tmp_path / "in", "다른 이름.txt", LOGISTICS.encode())]
    )
    assert received.added == () and len(received.known) == 1
    assert not (tmp_path / "library" / "uploads").exists()


def test_a_bad_file_is_told_and_the_good_ones_stay(service, tmp_path):
    received = service.receiving.receive(
        [
            upload(tmp_path / "in", "암호.pdf", b"%BAD"),
            upload(tmp_path / "in", "좋은.txt", "좋은 글이다.".encode()),
            Upload(tmp_path / "in" / "none.txt", "none.txt"),
        ]
    )
    html = received_html(received, "ko")
    assert "암호가 걸린 파일입니다: 암호.pdf" in html and "none.txt" in html
    assert "1개 파일을 넣었습니다" in html and "2개는 넣지 못했습니다" in html


def test_an_upload_that_is_passed_over_is_told_and_not_kept(service, tmp_path):
    received = service.receiving.receive([upload(tmp_path / "in", "이진.bin", b"\0\1\2")])
    assert "이진.bin: 문서가 아니어서 건너뛰었습니다" in received_html(received, "ko")
    assert list((tmp_path / "library" / "uploads").iterdir()) == []


def test_a_cancelled_upload_leaves_no_file_to_be_found_later(service, tmp_path):
    cancel = threading.Event()

    def stop(arrival):
        if arrival.stage == "stored":
            cancel.set()

    file = upload(tmp_path / "in", "a.txt", "글이다.".encode())
    received = service.receiving.receive([file], None, cancel, stop)
    assert received.is_cancelled and received.added == ()
    assert list((tmp_path / "library" / "uploads").iterdir()) == []


def test_writers_take_turns(tmp_path):
    at_work, most = [], []

    class Watched(FakeLibrary):
        def sync(self, paths, progress=None, cancel=None, reread=False):
            at_work.append(1)
            most.append(len(at_work))
            time.sleep(0.05)
            report = super().sync(paths)
            at_work.pop()
            return report

    library = Watched()
    service = Service(library, FakeAssistant(library), tmp_path / "uploads")
    files = [upload(tmp_path / "in", f"{n}.txt", f"글 {n}이다.".encode()) for n in range(4)]
    threads = [threading.Thread(target=service.receiving.receive, args=([file],)) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1 and len(service.documents()) == 4


def test_removing_deletes_uploads_only(service, tmp_path):
    mine = tmp_path / "reports" / "내 것.txt"
    mine.parent.mkdir()
    mine.write_text("내 글이다.")
    service.library.sync([mine])
    (added,) = service.receiving.receive(
        [upload(tmp_path / "in", "올림.txt", "올린 글이다.".encode())]
    ).added
    for record in service.documents():
        if record.source in ("올림.txt", "내 것.txt"):
            service.receiving.remove([record_key(record)])
    assert mine.exists() and not file_path(added).exists()
    assert not {"내 것.txt", "올림.txt"} & {record.source for record in service.documents()}


def test_removing_what_the_library_does_not_hold_does_nothing(service, tmp_path):
    stray = tmp_path / "library" / "uploads" / "x.txt"
    stray.parent.mkdir(parents=True)
    stray.write_text("x")
    for key in ("", str(stray), "0" * 24):
        service.receiving.remove([key])
    assert stray.exists() and len(service.documents()) == 2


def test_a_record_says_where_its_file_lies_whatever_its_source_is(service, tmp_path):
    record = replace(service.documents()[0], root=str(tmp_path / "b"), source="b/글.txt")
    assert file_path(replace(record, path=str(tmp_path / "b" / "글.txt"))) == (
        tmp_path / "b" / "글.txt"
    )
    assert file_path(replace(record, path="")) == tmp_path / "b" / "b" / "글.txt"


def test_examples_come_from_the_headings_and_have_answers(service):
    examples = service.examples("ko")
    headings = {p.heading[-1] for r in service.documents() for p in service.library.passages(r.id)}
    assert examples
    for example in examples:
        assert any(heading.split("장 ")[-1] in example for heading in headings)
        assert service.ask(example).outcome == "answer"


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("제1장 제조 혁신 현황", "제조 혁신 현황"),
        ("2.1. 스마트공장 보급 목표", "스마트공장 보급 목표"),
        ("□ Ⅰ. 콜드체인 시장 규모", "콜드체인 시장 규모"),
        ("Smart factory subsidies", "Smart factory subsidies"),
        ("작성 배경", ""),
        ("3. 참고문헌", ""),
        ("숫자를 바로잡으며", ""),
        ("요약", ""),
        ("제목이 너무 길어서 물어보는 말로 쓰기에는 알맞지 않은 아주 긴 제목의 보기", ""),
        ("", ""),
    ],
)
def test_a_topic_is_a_noun_without_its_number(heading, topic):
    assert name_topic(heading) == topic


def test_an_unknown_passage_is_refused(service):
    with pytest.raises(LibraryError, match="passage-not-found"):
        service.passage("none")


def test_a_conversation_grows_turn_by_turn(service):
    *_, turns = ask(service, (), "물류 시장은 얼마나 성장하였나")
    *_, turns = ask(service, turns, "정부는?")
    assert [turn.number for turn in turns] == [1, 2]
    assert turns[1].answer.understood == "물류 시장은 얼마나 성장하였나 정부는?"
    shown = messages(turns, "ko")
    assert [message["role"] for message in shown] == ["user", "assistant"] * 2
    assert "#src-2-1" in shown[3]["content"]


def test_a_failure_is_an_answer_too(service, caplog):
    class Broken(FakeAssistant):
        def stream(self, question, context=(), *, filters=None):
            raise ReadError("file-encrypted", file="<b>.pdf")

    broken = Service(service.library, Broken(service.library), service.receiving._uploads)
    *_, turns = ask(broken, (), "질문")
    content = messages(turns, "ko")[1]["content"]
    assert "state-failed" in content and "암호가" in content and "<b>" not in content


def test_a_stopped_answer_says_so(service):
    first, second, *_ = ask(service, (), "시장 성장 정부 예산")
    assert "찾는 중" in messages(first, "ko")[1]["content"]
    stopped = messages(stop(second), "ko")[1]["content"]
    assert "답변을 멈췄습니다" in stopped and "#src-1-1" in stopped
    assert stop(()) == ()


def test_a_question_of_a_hundred_thousand_characters_is_shown_short(service):
    turns = next(ask(service, (), "가" * 100_000))
    assert len(messages(turns, "ko")[0]["content"]) < 2_100


def test_only_the_newest_answer_of_a_tab_draws():
    runs = Runs()
    with runs.begin("a") as first, runs.begin("b") as other:
        with runs.begin("a") as second:
            assert first.is_superseded and first.end == () and not second.is_superseded
            runs.end("a", ())
            assert second.end == () and other.end is None
        runs.end("a", ())
    runs.end("b", ())
    assert other.end is None


def test_warming_up_reads_every_passage_ahead(service):
    service.warm_up()
    expected = {p.id for r in service.documents() for p in service.library.passages(r.id)}
    assert set(service._assistant.prepared) == expected
