"""Archives through the web UI's door: taken in whole, told and removed member by member."""

import zipfile
from io import BytesIO

import pytest

from tests.index.library_fakes import open_library, sources
from tests.index.test_sync_archives import ArchivePipeline
from tests.ui.web_fakes import FakeAssistant
from ui.receiving import record_key
from ui.service import Service
from ui.uploads import Upload
from ui.web.documents.listing import received_html


@pytest.fixture
def service(tmp_path):
    with open_library(tmp_path / "library", pipeline=ArchivePipeline()) as library:
        yield Service(library, FakeAssistant(library), tmp_path / "library" / "uploads")


def upload(folder, name, *members):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members:
            archive.writestr(member, data)
    folder.mkdir(exist_ok=True)
    (folder / "received").write_bytes(out.getvalue())
    return Upload(folder / "received", name)


FRUIT, SEA = ("과일.txt", "사과는 빨갛다"), ("안/바다.txt", "바다는 넓다")


def test_an_uploaded_archive_is_told_member_by_member(service, tmp_path):
    packed = upload(
        tmp_path / "in",
        "묶음.zip",
        FRUIT,
        SEA,
        ("사진.png", b"\x89PNG\r\n\x1a\n"),
        ("bad.pdf", b"\0\1"),
    )
    received = service.receiving.receive([packed])
    assert [record.source for record in received.added] == [
        "묶음.zip/bad.pdf",
        "묶음.zip/과일.txt",
        "묶음.zip/안/바다.txt",
    ]
    assert [(refusal.name, refusal.error.code) for refusal in received.refused] == [
        ("묶음.zip/사진.png", "skipped-kind")
    ]
    html = received_html(received, "ko")
    assert "2개 파일을 넣었습니다" in html and "2개는 넣지 못했습니다" in html
    again = service.receiving.receive([upload(tmp_path / "in", "묶음.zip", FRUIT, SEA)])
    assert [record.source for record in again.known] == [
        "묶음 (2).zip/과일.txt",
        "묶음 (2).zip/안/바다.txt",
    ]


def test_a_removed_member_stays_away(service, tmp_path):
    service.receiving.receive([upload(tmp_path / "in", "묶음.zip", FRUIT, SEA)])
    uploads = tmp_path / "library" / "uploads"

    def remove(source):
        (record,) = (r for r in service.documents() if r.source == source)
        service.receiving.remove([record_key(record)])

    remove("묶음.zip/과일.txt")
    assert sources(service.library) == ["묶음.zip/안/바다.txt"]
    service.receiving.receive([upload(tmp_path / "in", "다른.zip", ("하늘.txt", "하늘은 높다"))])
    assert sources(service.library) == ["다른.zip/하늘.txt", "묶음.zip/안/바다.txt"]
    remove("묶음.zip/안/바다.txt")
    assert [path.name for path in uploads.iterdir()] == ["다른.zip"]


def test_a_member_of_a_folders_archive_is_never_touched(service, tmp_path):
    (tmp_path / "docs").mkdir()
    path = tmp_path / "docs" / "묶음.zip"
    path.write_bytes(upload(tmp_path / "in", "x", FRUIT, SEA).path.read_bytes())
    before = path.read_bytes()
    service.library.sync([tmp_path / "docs"])
    (record,) = (r for r in service.documents() if r.source == "묶음.zip/과일.txt")
    service.receiving.remove([record_key(record)])
    assert sources(service.library) == ["묶음.zip/안/바다.txt"]
    assert path.read_bytes() == before


def test_archives_that_hold_nothing_are_not_kept(service, tmp_path):
    received = service.receiving.receive([upload(tmp_path / "in", "빈.zip", ("a.py", b"print()"))])
    assert received.added == ()
    assert [(r.name, r.error.code) for r in received.refused] == [
        ("빈.zip/a.py", "skipped-kind"),
        ("빈.zip", "skipped-archive-empty"),
    ]
    assert list((tmp_path / "library" / "uploads").iterdir()) == []
    assert "읽을 수 있는 문서가 없는 압축 파일" in received_html(received, "ko")
