"""Archives of documents: swept as folders are, and never trusted."""

import os
import stat
import struct
import tracemalloc
import zipfile
import zlib
from hashlib import sha256
from io import BytesIO

import pytest

from corpus import (
    Limits,
    ReadError,
    drop_member,
    find_files,
    hash_file,
    read_document,
    read_in_worker,
)
from corpus.readers import members
from tests.corpus.zip_files import zipped

TEXT = "한국은행은 기준금리를 동결했다.".encode()


def raw_name(name, data, *, flags=0, extra=b""):
    """A ZIP of one stored file whose name is these bytes, made by hand (APPNOTE 4.3)."""
    crc = zlib.crc32(data)
    sizes = struct.pack("<IIIHH", crc, len(data), len(data), len(name), len(extra))
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, flags, 0, 0, 33) + sizes + name + extra + data
    central = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, flags, 0, 0, 33) + sizes
    central += struct.pack("<HHHII", 0, 0, 0, 0, 0) + name + extra
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def sweep(path, **limits):
    """Return what is found, and what is passed over with its code."""
    skips = []
    found = [file.source for file in find_files(path, Limits(**limits), skips.append)]
    return found, {skip.source: skip.code for skip in skips}


def refusal(path, **limits):
    with pytest.raises(ReadError) as caught:
        read_document(path, "이름", Limits(**limits))
    assert caught.value.details["file"] == "이름"
    return caught.value.code


def test_members_are_documents_of_their_own(tmp_path):
    inner = zipped(("둘.md", "# 제목\n\n본문"), ("그림.png", b"\x89PNG\r\n\x1a\n...."))
    (tmp_path / "자료.zip").write_bytes(
        zipped(
            ("안/하나.txt", TEXT),
            ("안/", b""),
            ("속.zip", inner),
            ("표.py", b"print()"),
            (".hidden.txt", b"x"),
            ("__MACOSX/._하나.txt", b"x"),
            ("폴더/~$하나.docx", b"x"),
        )
    )
    (tmp_path / "밖.txt").write_bytes(TEXT)
    assert sweep(tmp_path) == (
        ["밖.txt", "자료.zip/속.zip/둘.md", "자료.zip/안/하나.txt"],
        {"자료.zip/속.zip/그림.png": "skipped-kind", "자료.zip/표.py": "skipped-kind"},
    )
    for file in find_files(tmp_path):
        assert file.path == tmp_path.resolve() / file.source
        assert file.root == tmp_path.resolve()
    path = tmp_path / "자료.zip" / "안" / "하나.txt"
    for read in (read_document, read_in_worker):
        document = read(path, "자료.zip/안/하나.txt")
        assert document.text == TEXT.decode()
        assert document.id == sha256(TEXT).hexdigest() == hash_file(path)
    nested = read_document(tmp_path / "자료.zip" / "속.zip" / "둘.md", "x.md")
    assert (nested.title, nested.format) == ("제목", "markdown")


def test_an_archive_that_is_named(tmp_path):
    path = tmp_path / "묶음.zip"
    path.write_bytes(zipped(("a.txt", TEXT), ("b.png", b"\x89PNG\r\n\x1a\n")))
    (file,) = find_files(path)
    assert (file.source, file.root) == ("묶음.zip/a.txt", tmp_path.resolve())
    assert sweep(path)[1] == {"묶음.zip/b.png": "skipped-kind"}


def test_documents_that_are_zips_are_not_swept(tmp_path):
    epub = zipped(("mimetype", b"application/epub+zip"), ("OEBPS/1.xhtml", b"<html/>"))
    (tmp_path / "a.zip").write_bytes(zipped(("책", epub), ("b.docx", b"PK\x03\x04")))
    (tmp_path / "글.bin").write_bytes(
        zipped(("[Content_Types].xml", b""), ("word/document.xml", b""))
    )
    found, _ = sweep(tmp_path)
    assert not any("xhtml" in source or "document.xml" in source for source in found)
    assert "a.zip/b.docx" in found


@pytest.mark.parametrize(
    ("raw", "flags", "extra", "name"),
    [
        ("보고서.txt".encode(), 0x800, b"", "보고서.txt"),
        ("보고서.txt".encode("cp949"), 0, b"", "보고서.txt"),
        ("뷁똠.txt".encode("cp949"), 0, b"", "뷁똠.txt"),
        # UTF-8 without its flag, and decomposed as on a Mac.
        ("보고서.txt".encode(), 0, b"", "보고서.txt"),
        ("\u1100\u1161.txt".encode(), 0x800, b"", "가.txt"),
        (b"?.txt", 0, struct.pack("<HHBI", 0x7075, 11, 1, 0) + "글".encode() + b".md", "글.md"),
        (b"C:\\Users\\a.txt", 0, b"", "C:/Users/a.txt"),
        (b"../../etc/passwd.txt", 0, b"", "etc/passwd.txt"),
        (b"/etc/./passwd.txt", 0, b"", "etc/passwd.txt"),
        (b"a\x01b.txt", 0, b"", "a_b.txt"),
    ],
)
def test_names(tmp_path, raw, flags, extra, name):
    (tmp_path / "a.zip").write_bytes(raw_name(raw, TEXT, flags=flags, extra=extra))
    assert sweep(tmp_path / "a.zip") == ([f"a.zip/{name}"], {})
    assert read_document(tmp_path / "a.zip" / name, "x").text == TEXT.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_two_members_of_one_name(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(("a/b.txt", b"one"), ("a/b.txt", b"two"), ("a/b (2).txt", b"three"))
    (tmp_path / "a.zip").write_bytes(data)
    found, _ = sweep(tmp_path)
    texts = {read_document(tmp_path / source, "x").text for source in found}
    assert (len(found), texts) == (3, {"one", "two", "three"})


def test_links_are_not_followed(tmp_path):
    link = zipfile.ZipInfo("link.txt")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    (tmp_path / "a.zip").write_bytes(zipped((link, b"/etc/passwd"), ("b.txt", TEXT)))
    assert sweep(tmp_path) == (["a.zip/b.txt"], {"a.zip/link.txt": "skipped-link"})


def test_locked_members_say_so(tmp_path):
    data = bytearray(zipped(("a.txt", TEXT), ("b.txt", TEXT), ("c", TEXT)))
    for sign in (b"PK\x03\x04", b"PK\x01\x02"):
        for nth in (0, 2):
            at = -1
            for _ in range(nth + 1):
                at = data.find(sign, at + 1)
            data[at + (6 if sign[2] == 3 else 8)] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(data))
    assert sweep(tmp_path) == (["a.zip/a.txt", "a.zip/b.txt"], {"a.zip/c": "skipped-kind"})
    assert refusal(tmp_path / "a.zip" / "a.txt") == "file-encrypted"
    assert read_document(tmp_path / "a.zip" / "b.txt", "x").text == TEXT.decode()


def test_a_bomb_does_not_go_off(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(("bomb.txt", bytes(50_000_000)), ("b.txt", TEXT)))
    found, _ = sweep(tmp_path)
    assert found == ["a.zip/b.txt", "a.zip/bomb.txt"]
    tracemalloc.start()
    assert refusal(tmp_path / "a.zip" / "bomb.txt") == "archive-too-large"
    assert refusal(tmp_path / "a.zip" / "bomb.txt", max_bytes=10_000_000) == "file-too-large"
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert read_document(tmp_path / "a.zip" / "b.txt", "x").text == TEXT.decode()


def test_bombs_in_bombs(tmp_path):
    bomb = zipped(*((f"{n}.txt", bytes(900_000)) for n in range(30)))
    for _ in range(6):
        bomb = zipped(("next.zip", bomb))
    (tmp_path / "a.zip").write_bytes(bomb)
    found, skipped = sweep(tmp_path)
    assert found == []
    assert skipped["a.zip" + "/next.zip" * 4] == "skipped-archive-too-deep"
    assert refusal(tmp_path / ("a.zip" + "/next.zip" * 6 + "/1.txt")) == "archive-too-deep"
    # All of an archive together, though each member is small.
    (tmp_path / "b.zip").write_bytes(zipped(*((f"{n}.txt", bytes(900_000)) for n in range(30))))
    assert sweep(tmp_path / "b.zip", max_unpacked_bytes=20_000_000)[0] == ["b.zip"]
    assert refusal(tmp_path / "b.zip", max_unpacked_bytes=20_000_000) == "archive-too-large"


@pytest.mark.parametrize("declared", [0, 3, 10_000_000])
def test_sizes_that_lie(tmp_path, declared):
    data = bytearray(zipped(("a.txt", b"x" * 5000)))
    at = data.find(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, declared)
    (tmp_path / "a.zip").write_bytes(bytes(data))
    list(find_files(tmp_path))
    expected = "archive-too-large" if declared > 1_000_000 else "archive-part-damaged"
    assert refusal(tmp_path / "a.zip" / "a.txt") == expected


def test_too_many_entries(tmp_path):
    (tmp_path / "a.zip").write_bytes(
        zipped(*((f"{n}.txt", b"x") for n in range(2_500)), method=zipfile.ZIP_STORED)
    )
    assert sweep(tmp_path, max_parts=2_000)[0] == ["a.zip"]
    assert refusal(tmp_path / "a.zip", max_parts=2_000) == "archive-too-many-parts"


def test_a_directory_of_a_hundred_thousand_is_not_even_read(tmp_path):
    one = raw_name(b"a.txt", b"x")
    start = one.index(b"PK\x01\x02")
    entry = one[start : one.index(b"PK\x05\x06")]
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry) * 200_000, start, 0)
    (tmp_path / "a.zip").write_bytes(one[:start] + entry * 200_000 + end)
    tracemalloc.start()
    assert refusal(tmp_path / "a.zip") == "archive-too-many-parts"
    found, _ = sweep(tmp_path)
    assert found == ["a.zip"]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * (tmp_path / "a.zip").stat().st_size


def test_methods_that_are_not_unpacked(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(("a.txt", TEXT), method=zipfile.ZIP_LZMA))
    assert refusal(tmp_path / "a.zip" / "a.txt") == "archive-method-not-supported"
    (tmp_path / "b.zip").write_bytes(zipped(("a.txt", TEXT), method=zipfile.ZIP_BZIP2))
    assert read_document(tmp_path / "b.zip" / "a.txt", "x").text == TEXT.decode()


def test_damaged_archives(tmp_path):
    whole = zipped(("a.txt", TEXT * 100), ("b.txt", TEXT))
    (tmp_path / "cut.zip").write_bytes(whole[:-30])
    assert sweep(tmp_path / "cut.zip")[0] == ["cut.zip"]
    assert refusal(tmp_path / "cut.zip") == "file-damaged"
    flipped = bytearray(whole)
    flipped[40] ^= 0xFF
    (tmp_path / "flip.zip").write_bytes(bytes(flipped))
    assert refusal(tmp_path / "flip.zip" / "a.txt") == "archive-part-damaged"
    assert read_document(tmp_path / "flip.zip" / "b.txt", "x").text == TEXT.decode()
    (tmp_path / "in.zip").write_bytes(zipped(("cut.zip", whole[:-30])))
    assert sweep(tmp_path / "in.zip")[0] == ["in.zip/cut.zip"]
    assert refusal(tmp_path / "in.zip" / "cut.zip") == "file-damaged"


def test_archives_without_documents(tmp_path):
    (tmp_path / "empty.zip").write_bytes(zipped())
    (tmp_path / "code.zip").write_bytes(zipped(("a.py", b"print()")))
    assert sweep(tmp_path) == (
        [],
        {
            "code.zip": "skipped-archive-empty",
            "code.zip/a.py": "skipped-kind",
            "empty.zip": "skipped-archive-empty",
        },
    )


def test_an_empty_archive_in_a_full_one(tmp_path):
    (tmp_path / "a.zip").write_bytes(
        zipped(("b.txt", TEXT), ("c.zip", zipped()), ("d.zip", zipped(("e.zip", zipped()))))
    )
    assert sweep(tmp_path) == (
        ["a.zip/b.txt"],
        dict.fromkeys(("a.zip/c.zip", "a.zip/d.zip", "a.zip/d.zip/e.zip"), "skipped-archive-empty"),
    )


def test_paths_that_lead_nowhere(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(("a/b.txt", TEXT)))
    (tmp_path / "b.txt").write_bytes(TEXT)
    for path in ("a.zip/c.txt", "a.zip/a", "a.zip/a/b.txt/c", "a.zip/../a.zip/x", "b.txt/c", "d/e"):
        assert refusal(tmp_path / path) in ("file-missing", "file-damaged"), path
        assert hash_file(tmp_path / path) is None
    assert refusal(tmp_path / "a.zip") == "file-is-archive"


def test_a_changed_archive_is_opened_anew(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(("a.txt", b"one"), ("in.zip", zipped(("b.txt", b"one")))))
    assert read_document(path / "a.txt", "x").text == "one"
    assert read_document(path / "in.zip" / "b.txt", "x").text == "one"
    path.write_bytes(zipped(("a.txt", b"second"), ("in.zip", zipped(("b.txt", b"second")))))
    os.utime(path, (1, 1))
    assert read_document(path / "a.txt", "x").text == "second"
    assert read_document(path / "in.zip" / "b.txt", "x").text == "second"


def test_limits_that_opening_does_not_ask_about_open_once(tmp_path, monkeypatch):
    opened = []
    really = members.list_entries
    monkeypatch.setattr(members, "list_entries", lambda *told: opened.append(1) or really(*told))
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(("a.txt", TEXT), ("b.txt", TEXT + b" ")))
    for name in ("a.txt", "b.txt"):
        hash_file(path / name)
        read_document(path / name, "x", Limits(ocr=True, max_chars=1_000, max_ratio=20))
    assert len(opened) == 1
    assert refusal(path / "a.txt", max_parts=1) == "archive-too-many-parts"
    assert refusal(path / "a.txt", max_bytes=50) == "file-too-large"
    assert refusal(path / "a.txt", max_unpacked_bytes=50) == "archive-too-large"


def test_a_member_is_taken_out_and_the_others_stay(tmp_path):
    path = tmp_path / "a.zip"
    inner = zipped(("b.txt", b"in one"), ("c.txt", b"in two"))
    locked = bytearray(zipped(("안/하나.txt", TEXT), ("속.zip", inner), ("d.txt", b"x" * 9_000)))
    path.write_bytes(bytes(locked))
    drop_member(path, "안/하나.txt")
    assert sweep(path) == (["a.zip/d.txt", "a.zip/속.zip/b.txt", "a.zip/속.zip/c.txt"], {})
    drop_member(path, "속.zip/b.txt")
    assert sweep(path) == (["a.zip/d.txt", "a.zip/속.zip/c.txt"], {})
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.read("d.txt") == b"x" * 9_000
    assert read_document(path / "속.zip" / "c.txt", "x").text == "in two"
    with pytest.raises(ReadError, match="file-missing"):
        drop_member(path, "속.zip/b.txt")
    drop_member(path, "속.zip/c.txt")
    assert sweep(path) == (["a.zip/d.txt"], {})
    drop_member(path, "d.txt")
    assert list(tmp_path.iterdir()) == []


def test_entries_written_as_a_stream_are_kept(tmp_path):
    class Pipe(BytesIO):
        def seekable(self):
            return False

        def tell(self):
            raise OSError

        def seek(self, *_args):
            raise OSError

    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.txt", TEXT * 50)
    path = tmp_path / "a.zip"
    path.write_bytes(out.getvalue())
    drop_member(path, "a.txt")
    with zipfile.ZipFile(path) as archive:
        assert (archive.testzip(), archive.read("b.txt")) == (None, TEXT * 50)
