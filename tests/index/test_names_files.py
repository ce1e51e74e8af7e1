"""`synonyms.txt` and `dictionary.txt`: what they may say, and how a fault is told."""

import time
import unicodedata

import pytest

from corpus import LibraryError
from index.wording.dictionary import read_dictionary
from index.wording.synonyms import MAX_BYTES, read_synonyms
from tests.index.library_fakes import code_of


def test_an_arrow_holds_one_way(tmp_path):
    (tmp_path / "s.txt").write_text("구청 => 시청, 도청", "utf-8")
    names = read_synonyms(tmp_path / "s.txt")
    assert [other.text for other in names.others("구청")] == ["시청", "도청"]
    assert names.others("시청") == ()


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("가나 = 다라\n혼자", "names-alone", 2),
        ("가나 => 나다 => 다라", "names-arrows", 1),
        ("\n\n가나 = = 다라", "names-empty", 3),
        ("가나 =>", "names-empty", 1),
        ("가 = 나", "names-length", 1),
        ("가나 = " + "가" * 61, "names-length", 1),
        ("=".join(f"이름{n}" for n in range(21)), "names-many", 1),
    ],
)
def test_a_malformed_synonym_is_named_with_its_line(tmp_path, text, code, line):
    (tmp_path / "s.txt").write_text(text, "utf-8")
    with pytest.raises(LibraryError) as caught:
        read_synonyms(tmp_path / "s.txt")
    assert (caught.value.code, caught.value.details["line"]) == (code, line)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xb0\xa1 = \xb3\xaa", "names-encoding"),
        (b"#" * (MAX_BYTES + 1), "names-too-large"),
        (b"\n" * 10_001, "names-too-large"),
    ],
)
def test_a_file_of_names_is_bounded_and_utf8(tmp_path, data, code):
    (tmp_path / "s.txt").write_bytes(data)
    assert code_of(LibraryError, lambda: read_synonyms(tmp_path / "s.txt")) == code


def test_a_byte_order_mark_is_no_name(tmp_path):
    (tmp_path / "s.txt").write_bytes("\ufeff가나 = 다라\r\n".encode())
    assert [other.text for other in read_synonyms(tmp_path / "s.txt").others("가나")] == ["다라"]


def test_files_of_names_in_letters_are_read_in_syllables(tmp_path):
    file = tmp_path / "s.txt"
    file.write_text(unicodedata.normalize("NFD", "감자밭 = 포테이토"), "utf-8")
    assert [other.text for other in read_synonyms(file).others("감자밭")] == ["포테이토"]
    file.write_text(unicodedata.normalize("NFD", "감자밭 NNG"), "utf-8")
    assert read_dictionary(file) == (("감자밭", "NNG"),)


def test_the_largest_file_of_synonyms_is_read_in_seconds(tmp_path):
    """Found by measuring: 160,000 names took 15 seconds, in which nobody could search."""
    words = iter(range(10**6))
    lines = ("=".join(f"{next(words):04x}" for _ in range(20)) for _ in range(8_000))
    (tmp_path / "s.txt").write_text("\n".join(lines), "utf-8")
    started = time.process_time()
    names = read_synonyms(tmp_path / "s.txt")
    assert time.process_time() - started < 9
    assert [other.text for other in names.others("0001")] == ["0000", "0002", "0003", "0004"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("가나다 XYZ", "names-tag"),
        ("가나다 NNG NNP", "names-tag"),
        ("가 NNG", "names-word"),
        ("(가나)", "names-word"),
        ("가나 NNG\n가나 NNP", "names-twice"),
    ],
)
def test_a_malformed_dictionary_is_named(tmp_path, text, code):
    (tmp_path / "d.txt").write_text(text, "utf-8")
    assert code_of(LibraryError, lambda: read_dictionary(tmp_path / "d.txt")) == code
