"""Every bad file gets its own reason, and no file gets anything else."""

import os
import struct
import threading
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Document, Limits, ReadError, read_document, read_in_worker
from corpus.readers.kinds import detect_kind
from corpus.readers.reading import read_bytes
from tests.corpus.beside import real_files
from tests.corpus.damage import cut_off, set_bytes
from tests.corpus.pdf_paper import Paper
from tests.corpus.zip_files import zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def ole(*names, content=b""):
    """Return an OLE container whose root holds streams of these names, each left of the next.

    By hand after [MS-CFB]: header, one sector of FAT, the directory, then `content`.
    """
    entries = [("Root Entry", 5, 1 if names else 0xFFFFFFFF, 0xFFFFFFFF)]
    for number, name in enumerate(names, 1):
        following = number + 1 if number < len(names) else 0xFFFFFFFF
        entries.append((name, 2, 0xFFFFFFFF, following))
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBBIII", 2 * len(name) + 2, kind, 1, 0xFFFFFFFF, right, child)
        + bytes(128 - 64 - 16)
        for name, kind, child, right in entries
    )
    directory += bytes(-len(directory) % 512)
    count = len(directory) // 512
    fat = [0xFFFFFFFD, *range(2, count + 1), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return header + struct.pack("<128I", *fat) + directory + content


def packed(*names, mimetype=b""):
    first = [("mimetype", mimetype)] if mimetype else []
    return zipped(*first, *((name, "x") for name in names), method=zipfile.ZIP_STORED)


def refusal(data, name="a.txt", limits=None):
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name, limits or Limits())
    assert caught.value.details["file"] == name
    return caught.value


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "file-empty"),
        (b" \r\n\t\n", "a.txt", "file-blank"),
        (b"\xef\xbb\xbf", "a.txt", "file-blank"),
        ("\u3000\n".encode(), "a.md", "file-blank"),
        (b"<html><body><script>x</script></body></html>", "a.html", "file-blank"),
        (bytes(range(256)) * 4, "a.txt", "file-binary"),
        (bytes(1000), "a.txt", "file-binary"),
        (b"\xff\xfe\x00\xd8\x00\xd8\x00\xd8", "a.txt", "file-encoding-unknown"),
        ("日本語のテキストです。".encode("shift_jis") * 9, "a.txt", "file-encoding-unknown"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a.txt", "format-not-supported"),
        (packed("a.txt"), "a.zip", "file-is-archive"),
        (packed("a.txt")[:40], "a.zip", "file-damaged"),
    ],
)
def test_each_has_its_code(data, name, code):
    assert refusal(data, name).code == code


def test_the_encodings_tried_are_named():
    error = refusal("日本語のテキストです。".encode("shift_jis") * 9)
    assert error.details["tried"].startswith("utf-8, cp949, gb18030, cp1252")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (packed("word/document.xml"), "a.txt", "docx"),
        (packed("ppt/presentation.xml"), "a", "pptx"),
        (packed("xl/workbook.xml"), "a.xlsx", "xlsx"),
        (packed("Contents/section0.xml", mimetype=b"application/hwp+zip"), "a.pdf", "hwpx"),
        (packed(mimetype=b"application/epub+zip"), "a.epub", "epub"),
        (ole("FileHeader", "DocInfo"), "a.doc", "hwp"),
        (ole("1Table", "WordDocument"), "a.hwp", "doc"),
        (OLE, "a.hwp", "hwp"),
        (ole("__nameid_version1.0", "__properties_version1.0"), "a.doc", "msg"),
        (b"{\\rtf1 abc}", "a.txt", "rtf"),
    ],
)
def test_documents_by_their_containers(data, name, kind):
    assert detect_kind(data, name) == kind


def test_documents_that_wait_for_their_reader():
    error = refusal(b"{\\rtf1 abc}", "a.txt")
    assert (error.code, error.details["format"]) == ("format-not-supported-yet", "RTF")


def test_locked_office_files():
    assert refusal(ole("EncryptionInfo", "EncryptedPackage"), "a.docx").code == "file-encrypted"


def test_names_in_the_content_of_an_ole_container_say_nothing():
    words = "FileHeader\0DocInfo\0EncryptedPackage\0".encode("utf-16-le")
    assert detect_kind(ole("WordDocument", content=words), "a.hwp") == "doc"
    assert detect_kind(ole("Etwas", content=words), "a.hwp") == "ole"


def test_old_hwp_files():
    error = refusal(b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05", "a.hwp")
    assert (error.code, error.details["version"]) == ("file-version-not-supported", "HWP 3.00")


MAIL = b"Received: from a\r\nFrom: a@b.kr\r\nTo: c@d.kr\r\nSubject: x\r\n\r\ntext"
SAVED = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://a/\r\nSubject: x\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"\r\n\r\n--x'
)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (MAIL, "a.txt", "eml"),
        (MAIL.replace(b"Received: from a\r\n", b""), "a.txt", "text"),
        (MAIL.replace(b"Received: from a\r\n", b""), "a.eml", "eml"),
        (b"From me@x Mon Jan  1 00:00:00 2024\n" + MAIL, "a", "eml"),
        (b"Subject: x\nDate: today\nTo: all\n\ntext", "memo.txt", "text"),
        (b"no header here\n", "a.eml", "text"),
        (SAVED, "a.txt", "mhtml"),
        (SAVED, "a.mht", "mhtml"),
        (SAVED.replace(b"<Saved by Blink>", b"a@b.kr").replace(b"Snapshot-", b"To: c@d.kr\r\nX-"),
         "a.eml", "eml"),
        (b'<?xml version="1.0"?>\n<!-- x --><HWPML Version="2.8"><HEAD/></HWPML>', "a.txt", "hwpml"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML"><html/>', "a.txt", "html"),
        (b"<body><p>x</p></body>", "a.txt", "html"),
        (b"<table><tr><td>x</table> in a text", "a.txt", "text"),
        (packed("[Content_Types].xml", "word/document2.xml"), "a.zip", "docx"),
        (packed("word/report.hwp", "xl/data.txt"), "a.zip", "zip"),
        (packed("META-INF/container.xml", "OEBPS/a.opf"), "a.zip", "epub"),
        (packed("version.xml", "Contents/section0.xml"), "a.zip", "hwpx"),
        (packed("a.txt"), "a.hwpx", "zip"),
        (packed("a.txt")[:50], "a.docx", "docx"),
        (packed("a.txt")[:50], "a.txt", "zip"),
    ],
)  # fmt: skip
def test_kinds_by_content(data, name, kind):
    assert detect_kind(data, name) == kind


@settings(max_examples=100, deadline=5_000)
@given(st.binary(max_size=2000), st.one_of(st.integers(0, 600), st.integers(1024, 1535)))
def test_damaged_ole_directories_end(noise, at):
    data = bytearray(ole("FileHeader", "DocInfo", content=bytes(2000)))
    data[at : at + len(noise)] = noise
    assert isinstance(detect_kind(bytes(data), "a"), str)


def test_real_hwp_files_are_recognised():
    files = [*real_files("hwp"), *real_files("hwpx")]
    if not files:
        pytest.skip("the real HWP files of shared/ beside the project are absent")
    for path in files[::6]:
        assert detect_kind(path.read_bytes(), "a.txt") == path.suffix[1:]


@pytest.mark.parametrize("read", [read_document, read_in_worker])
def test_files_that_cannot_be_opened(tmp_path, read):
    def code(path, **limits):
        with pytest.raises(ReadError) as caught:
            read(path, "이름.txt", Limits(**limits))
        assert caught.value.details["file"] == "이름.txt"
        return caught.value.code

    assert code(tmp_path / "gone.txt") == "file-missing"
    assert code(tmp_path) == "file-not-regular"
    (tmp_path / "file").write_bytes(b"text")
    assert code(tmp_path / "file" / "below.txt") == "file-missing"
    assert code(tmp_path / "file", max_bytes=3) == "file-too-large"
    assert read(tmp_path / "file", "x.txt").text == "text"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    codes = []

    def read():
        with pytest.raises(ReadError) as caught:
            read_document(tmp_path / "pipe.txt", "pipe.txt")
        codes.append((caught.value.code, caught.value.details["kind"]))

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    thread.join(5)
    assert codes == [("file-not-regular", "pipe")]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_is_not_read():
    with pytest.raises(ReadError, match="file-not-regular"):
        read_document(Path("/dev/zero"), "zero")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_without_permission(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"text")
    path.chmod(0)
    with pytest.raises(ReadError, match="file-not-readable"):
        read_document(path, "a.txt")


def test_permission_by_name(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"text")

    def refuse(*_args, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ReadError) as caught:
        read_document(path, "a.txt")
    assert caught.value.code == "file-not-readable"
    assert caught.value.details["reason"] == "Permission denied"


def test_a_stumbling_parser_is_an_error_of_the_file(monkeypatch):
    from corpus.readers import reading

    def stumble(*_args):
        raise RecursionError("too deep")

    monkeypatch.setattr(reading, "_reader_of", lambda kind: stumble)
    assert refusal(b"<html>x</html>", "a.html").code == "reader-failed"


PIECES = st.sampled_from(
    [
        b"<table>", b"<tr>", b"<td rowspan=3>", b"<td colspan=99999>", b"</table>", b"<li>", b"<ol>",
        b"<h1>", b"<pre>", b"</", b"<p ", b"&#xD800;", b"&#0;", b"<!--", b"-->", b"<svg><p>", b"<br>",
        "한글".encode(), "한글".encode("cp949"), b"\x00", b"\xff\xfe", b"\x0c", b"\xf0\x9f\x98\x80",
        b"%PDF-1.7", b"1 0 obj", b"<<", b">>", b"stream\n", b"endstream", b"xref", b"trailer",
        b"PK\x03\x04", b"# ", b"---\n", b"```\n", b" ", b"\r\n",
    ]
)  # fmt: skip
NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf", "a", "a.hwp"])


def is_document_or_refusal(data, name):
    try:
        document = read_bytes(data, name, Limits(max_cells=5000))
    except ReadError as error:
        assert error.code != "reader-failed", error
        return
    assert isinstance(document, Document)
    assert document.text.strip()
    document.text.encode()
    assert document.pages[0].start == 0
    assert document.pages[-1].end == len(document.text)
    for one, next_one in zip(document.pages, document.pages[1:], strict=False):
        assert one.end == next_one.start
    for mark in document.marks:
        assert 0 <= mark.start < mark.end <= len(document.text)


@settings(max_examples=150, deadline=10_000, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), NAMES)
def test_random_bytes(data, name):
    is_document_or_refusal(data, name)


@settings(max_examples=150, deadline=10_000, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map(b"".join), NAMES)
def test_random_pieces_of_files(data, name):
    is_document_or_refusal(data, name)


@settings(max_examples=80, deadline=10_000, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_pdf(data):
    page = (
        Paper()
        .page()
        .text(60, 60, "제목", 20)
        .text(60, 100, "본문이다")
        .grid([50, 90, 200], [90, 130, 150])
        .page()
        .build()
    )
    is_document_or_refusal(cut_off(data.draw, set_bytes(data.draw, page, 8)), "a.pdf")


@settings(max_examples=60, deadline=10_000)
@given(
    st.text(min_size=1, max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"])
)
def test_any_text_with_a_mark_or_in_utf8_comes_back(text, encoding):
    import unicodedata

    data = text.encode(encoding, "surrogatepass" if encoding == "utf-16" else "ignore")
    try:
        document = read_bytes(data, "a.txt", Limits())
    except ReadError:
        return
    if document.format == "text" and not document.losses and encoding != "utf-8":
        assert document.text == unicodedata.normalize("NFC", text)


class TestWorker:
    def test_same_as_in_process(self, tmp_path):
        path = tmp_path / "a.pdf"
        path.write_bytes(
            Paper().page().text(60, 60, "제목", 20).text(60, 100, "본문").build(title="이름")
        )
        assert read_in_worker(path, "a.pdf") == read_document(path, "a.pdf")
        path.write_bytes(Paper().page().picture().build())
        refusals = []
        for read in (read_document, read_in_worker):
            with pytest.raises(ReadError) as caught:
                read(path, "a.pdf")
            refusals.append((caught.value.code, caught.value.details))
        assert refusals[0] == refusals[1]
        # Which of them depends on the machine: one that has an OCR says so.
        assert refusals[0][0] in ("file-needs-ocr", "file-without-text")

    def test_time_limit_and_recovery(self, tmp_path):
        slow = tmp_path / "slow.html"
        slow.write_text("<html>" + "<div>" * 120_000, encoding="utf-8")
        start = time.monotonic()
        with pytest.raises(ReadError) as caught:
            read_in_worker(slow, "slow.html", Limits(timeout_s=1.5))
        assert caught.value.code == "reader-timeout"
        assert time.monotonic() - start < 10
        path = tmp_path / "a.pdf"
        path.write_bytes(Paper().page().text(60, 60, "본문").build())
        assert read_in_worker(path, "a.pdf").text == "본문\n"

    @pytest.mark.skipif(os.name == "nt", reason="no memory limit on Windows")
    def test_memory_limit(self, tmp_path):
        import sys

        if sys.platform == "darwin":
            pytest.skip("macOS does not hold processes to this limit")
        path = tmp_path / "a.html"
        path.write_text("<html>" + "<p>가</p>" * 3_000_000, encoding="utf-8")
        with pytest.raises(ReadError) as caught:
            read_in_worker(path, "a.html", Limits(max_memory_bytes=600_000_000))
        assert caught.value.code in ("reader-out-of-memory", "reader-crashed")

    def test_a_worker_that_dies(self, tmp_path):
        from corpus.readers.worker import _worker

        path = tmp_path / "a.pdf"
        path.write_bytes(Paper().page().text(60, 60, "본문").build())
        read_in_worker(path, "a.pdf")
        _worker._process.kill()
        _worker._process.wait()
        assert read_in_worker(path, "a.pdf").text == "본문\n"
