"""A folder with a bad file of each kind among good ones: the good are indexed, the bad named."""

import json

import pytest

from tests.corpus.compound_file import write_compound
from tests.corpus.pdf_paper import Paper
from tests.corpus.small_files import NAMES, parts_of_file, small_file
from tests.corpus.zip_files import zipped
from ui.cli import main
from ui.messages.failures import FAILURES

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
CUT = ("docx", "hwpx", "pptx", "xlsx", "epub")


def _with_part(name, part, change):
    return zipped(
        *((one, change(data) if one == part else data) for one, data in parts_of_file(name))
    )


def _swell(data):
    return data + b" " * 60_000_000


def _entities(data):
    head, _, body = data.partition(b"?>")
    return head + b'?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + body


def _bad_files():
    """Name -> bytes and the codes that are true of them."""
    files = {
        f"cut.{kind}": small_file(f"a.{kind}")[: len(small_file(f"a.{kind}")) // 2] for kind in CUT
    }
    bad = {name: (data, {"file-damaged", "archive-part-damaged"}) for name, data in files.items()}
    return bad | {
        "broken.pdf": (b"%PDF-1.7 broken", {"file-damaged"}),
        "locked.pdf": (Paper().page().text(9, 9, "비밀").build(locked=True), {"file-encrypted"}),
        "scanned.pdf": (Paper().page().picture().build(), {"file-without-text", "file-needs-ocr"}),
        "hollow.hwp": (OLE, {"file-damaged", "file-not-understood", "archive-part-damaged"}),
        "locked.docx": (write_compound({"EncryptedPackage": bytes(5000)}), {"file-encrypted"}),
        "entities.docx": (_with_part("a.docx", "word/document.xml", _entities), {"xml-forbidden"}),
        "entities.hwpx": (
            _with_part("a.hwpx", "Contents/section0.xml", _entities), {"xml-forbidden"},
        ),
        "bomb.docx": (_with_part("a.docx", "word/document.xml", _swell), {"archive-too-large"}),
        "empty.txt": (b"", {"file-empty"}),
        "blank.md": (b" \n\n", {"file-blank"}),
        "noise.txt": (bytes(range(256)) * 8, {"file-binary"}),
    }  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    docs = tmp_path_factory.mktemp("docs")
    for name in NAMES:
        if name != "a.zip":
            (docs / f"good-{name}").write_bytes(small_file(name))
    for name, (data, _) in _bad_files().items():
        (docs / name).write_bytes(data)
    return docs


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_good_are_indexed_and_the_bad_are_named(capsys, folder, tmp_path):
    code, out, err = run(capsys, "index", folder, "--library", tmp_path / "library", "--json")
    report = json.loads(out)
    good = sorted(path.name for path in folder.glob("good-*"))
    assert code == 0 and "Traceback" not in err
    assert sorted(report["added"]) == good
    failed = {item["document"]: item for item in report["failed"]}
    bad = {name: codes for name, (_, codes) in _bad_files().items()}
    assert set(failed) == set(bad)
    for name, codes in bad.items():
        assert failed[name]["code"] in codes, failed[name]
        assert name in failed[name]["message"] and "Traceback" not in failed[name]["message"]
        assert failed[name]["code"] in FAILURES
    code, out, err = run(capsys, "search", "등대", "--library", tmp_path / "library", "--json")
    found = {hit["document"] for hit in json.loads(out)["hits"]}
    assert code == 0 and len(found & set(good)) >= 5


def test_a_folder_of_bad_files_alone_is_a_failure_told_in_sentences(capsys, folder, tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    for name in ("broken.pdf", "cut.docx", "hollow.hwp"):
        (docs / name).write_bytes((folder / name).read_bytes())
    code, _, err = run(capsys, "index", docs, "--library", tmp_path / "library")
    assert code == 1 and "Traceback" not in err
    assert all(name in err for name in ("broken.pdf", "cut.docx", "hollow.hwp"))


@pytest.mark.parametrize("name", sorted(_bad_files()))
def test_inspect_says_one_sentence(capsys, folder, name):
    code, out, err = run(capsys, "inspect", folder / name)
    assert code == 1 and out == ""
    assert len(err.strip().splitlines()) == 1 and name in err and "Traceback" not in err
