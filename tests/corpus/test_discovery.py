"""Finding files: nothing outside the root, nothing twice, nothing forgotten."""

import os
import unicodedata

import pytest

from corpus import Limits, ReadError, find_files


def fill(folder, *names, data=b"text"):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def found(folder, **more):
    return [file.source for file in find_files(folder, **more)]


def skipped(folder, **more):
    skips = []
    list(find_files(folder, on_skip=skips.append, **more))
    return {skip.source: skip.code for skip in skips}


def test_sorted_and_relative(tmp_path):
    fill(tmp_path, "b.txt", "a/2.md", "a/1.html", "나.txt", "가/다.pdf", "c")
    files = list(find_files(tmp_path))
    assert [file.source for file in files] == [
        "a/1.html",
        "a/2.md",
        "b.txt",
        "c",
        "가/다.pdf",
        "나.txt",
    ]
    assert files == list(find_files(tmp_path))
    assert all(file.root == tmp_path.resolve() for file in files)
    assert all(file.path == file.root / file.source for file in files)


def test_a_single_file(tmp_path):
    fill(tmp_path, "보고서.json")
    (file,) = find_files(tmp_path / "보고서.json")
    assert (file.source, file.root) == ("보고서.json", tmp_path.resolve())


def test_hidden_and_litter_pass_in_silence(tmp_path):
    fill(tmp_path, ".hidden.txt", ".git/a.txt", "~$보고서.docx", "Thumbs.db", "a.txt")
    assert found(tmp_path) == ["a.txt"]
    assert skipped(tmp_path) == {}


def test_other_kinds_are_told(tmp_path):
    fill(tmp_path, "a.png", data=b"\x89PNG\r\n\x1a\n....")
    fill(tmp_path, "a.bin", data=bytes(range(256)))
    fill(tmp_path, "a.py", "gold.jsonl")
    fill(tmp_path, "run", data=b"#!/bin/sh\n")
    # Promised documents are found, so that reading them can say what is wrong.
    fill(tmp_path, "a.hwp", "b.docx", "bad.txt", data=bytes(range(256)))
    skips = []
    assert [file.source for file in find_files(tmp_path, on_skip=skips.append)] == [
        "a.hwp",
        "b.docx",
        "bad.txt",
    ]
    assert [(skip.source, skip.code, skip.detail) for skip in skips] == [
        ("a.bin", "skipped-kind", "binary"),
        ("a.png", "skipped-kind", "png"),
        ("a.py", "skipped-kind", "py"),
        ("gold.jsonl", "skipped-kind", "jsonl"),
        ("run", "skipped-kind", "script"),
    ]


def test_names_in_nfd(tmp_path):
    fill(tmp_path, unicodedata.normalize("NFD", "한글/보고서.txt"))
    (file,) = find_files(tmp_path)
    assert file.source == "한글/보고서.txt"
    assert file.path.read_bytes() == b"text"


@pytest.mark.skipif(os.name == "nt", reason="POSIX names")
def test_two_forms_of_one_name(tmp_path):
    fill(tmp_path, "가.txt", unicodedata.normalize("NFD", "가.txt"))
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("this file system knows one form only")
    assert found(tmp_path) == ["가.txt"]
    assert skipped(tmp_path) == {"가.txt": "skipped-same-name"}


@pytest.mark.skipif(os.name == "nt", reason="POSIX names")
def test_names_that_are_no_text(tmp_path):
    try:
        fill(tmp_path, os.fsdecode("보고서.txt".encode("cp949")))
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert found(tmp_path) == ["보고서.txt"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links(tmp_path):
    root, outside = tmp_path / "root", tmp_path / "outside"
    fill(root, "a/real.txt")
    fill(outside, "secret.txt")
    (root / "a" / "up").symlink_to(root)
    (root / "ring1").symlink_to(root / "ring2")
    (root / "ring2").symlink_to(root / "ring1")
    (root / "away").symlink_to(outside)
    (root / "secret.txt").symlink_to(outside / "secret.txt")
    (root / "inside.txt").symlink_to(root / "a" / "real.txt")
    (root / "broken.txt").symlink_to(root / "gone.txt")
    assert found(root) == ["a/real.txt"]
    assert skipped(root) == dict.fromkeys(
        ("away", "broken.txt", "ring1", "ring2", "secret.txt"), "skipped-link"
    )
    # A root that is itself a link was asked for.
    (tmp_path / "link").symlink_to(root)
    assert found(tmp_path / "link") == ["a/real.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    fill(tmp_path, "a.txt")
    assert found(tmp_path) == ["a.txt"]
    assert skipped(tmp_path) == {"pipe.txt": "skipped-special"}
    with pytest.raises(ReadError, match="file-not-regular"):
        find_files(tmp_path / "pipe.txt")


def test_a_folder_that_cannot_be_listed(tmp_path, monkeypatch):
    fill(tmp_path, "a/1.txt", "b/2.txt", "c/3.txt")
    scan = os.scandir

    def refuse(path):
        if os.path.basename(path) == "b":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert found(tmp_path) == ["a/1.txt", "c/3.txt"]
    assert skipped(tmp_path) == {"b": "skipped-folder"}


def test_files_that_vanish_while_listing(tmp_path):
    fill(tmp_path, "a/1.txt", "b/2.txt", "c/3.txt")
    files = find_files(tmp_path)
    assert next(files).source == "a/1.txt"
    (tmp_path / "b" / "2.txt").unlink()
    (tmp_path / "b").rmdir()
    assert [file.source for file in files] == ["c/3.txt"]


def test_depth(tmp_path):
    fill(tmp_path, "a/b/c/d.txt", "a/b/e.txt")
    assert found(tmp_path, limits=Limits(max_depth=2)) == ["a/b/e.txt"]
    assert skipped(tmp_path, limits=Limits(max_depth=2)) == {"a/b/c": "skipped-too-deep"}


def test_no_such_path(tmp_path):
    with pytest.raises(ReadError) as caught:
        find_files(tmp_path / "없음")
    assert caught.value.code == "path-missing"
    assert list(find_files(tmp_path)) == []
