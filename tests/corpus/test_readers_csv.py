"""CSV: whatever separates the cells and encodes the letters, one table."""

import csv
import time
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Limits, ReadError, find_files, parse_blocks
from corpus.readers.office.csv import choose_delimiter
from corpus.readers.reading import read_bytes
from tests.corpus.invariants import check_document

ROWS = [["구분", "2023년", "2024년"], ["반도체", "986", "1,419"], ["자동차", "709", "708"]]


def written(rows, delimiter=",", end="\r\n"):
    out = StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def read(text, name="a.csv", encoding="utf-8", limits=None):
    data = text if isinstance(text, bytes) else text.encode(encoding)
    document = read_bytes(data, name, limits or Limits())
    check_document(document)
    return document


def table(document, number=0):
    grid = document.grids[number]
    rows = 1 + max(c.row for c in grid.cells)
    wide = 1 + max(c.column for c in grid.cells)
    out = [[""] * wide for _ in range(rows)]
    for c in grid.cells:
        out[c.row][c.column] = document.text[c.start : c.end]
    return out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_any_delimiter_in_any_encoding(delimiter, encoding):
    document = read(written(ROWS, delimiter), encoding=encoding)
    assert document.format == "csv"
    assert table(document) == ROWS
    assert document.grids[0].header_rows == 1


def test_tsv_goes_by_its_name():
    assert table(read(written(ROWS, "\t"), "a.tsv")) == ROWS


def test_quotes_hold_commas_quotes_and_line_ends():
    rows = [["이름", "설명"], ["가", '쉼표, "따옴표"'], ["나", "첫 줄\n둘째 줄"], ["다", "끝"]]
    assert table(read(written(rows))) == rows


def test_lines_around_the_table():
    text = (
        "수출 현황,,\n,,(단위: 억 달러)\n구분,2023년,2024년\n반도체,986,1419\n\n자동차,709,708\n"
        "자료: 관세청\n"
    )
    document = read(text)
    assert document.text.split("\n") == [
        "수출 현황", "(단위: 억 달러)", "구분\t2023년\t2024년", "반도체\t986\t1419",
        "자동차\t709\t708", "자료: 관세청",
    ]  # fmt: skip
    block = next(one for one in parse_blocks(document) if one.table)
    assert (block.table.caption, block.table.unit, block.table.source) == (
        "수출 현황", "억 달러", "자료: 관세청",
    )  # fmt: skip


def test_a_header_is_one_only_over_figures():
    assert read(written([["가", "나"], ["다", "라"], ["마", "바"]])).grids[0].header_rows == 0
    assert read(written([["1", "2"], ["3", "4"], ["5", "6"]])).grids[0].header_rows == 0
    assert read(written([["연도", "값"], ["2023", "4"], ["2024", "6"]])).grids[0].header_rows == 1


def test_one_column_is_lines():
    document = read("하나\n둘\n셋\n")
    assert document.text == "하나\n둘\n셋"
    assert not document.grids


def test_excels_own_line_names_the_delimiter():
    assert table(read("sep=;\r\n가,나;다\r\n1,5;2,5\r\n3,5;4,5\r\n")) == [
        ["가,나", "다"], ["1,5", "2,5"], ["3,5", "4,5"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b\n1,5;2,5\n1,7;2,8\n", ";"),
        ("이름\t설명\n가\t쉼표, 많은, 글\n나\t없음\n", "\t"),
        ("가,나,다\n1,2,3\n", ","),
        ("", ","),
        ("제목\n주: 없음\n가|나\n다|라\n", "|"),
    ],
)
def test_the_delimiter_is_what_parts_rows_evenly(text, delimiter):
    assert choose_delimiter(text) == delimiter


def test_a_quote_that_is_never_closed_swallows_nothing():
    rows = "".join(f"행{n},{n}\n" for n in range(30_000))
    document = read('이름,값\n가,"닫지 않음\n' + rows)
    assert "행29999" in document.text


def test_what_is_too_large_is_cut_and_said():
    document = read(written([["번호", "값"], *([str(n), "v"] for n in range(1_000))]),
                    limits=Limits(max_cells=500))  # fmt: skip
    assert [(loss.code, loss.count) for loss in document.losses] == [("table-cut", 1)]
    assert len(document.grids[0].cells) == 500
    document = read(written(ROWS) * 100, limits=Limits(max_chars=300))
    assert [loss.code for loss in document.losses] == ["table-cut"]


def test_a_large_file_is_read_in_time():
    text = written([["번호", "이름", "값"], *([str(n), "가나다", f"{n:,}"] for n in range(60_000))])
    start = time.perf_counter()
    assert len(read(text).grids[0].cells) == 180_003
    assert time.perf_counter() - start < 30


def test_a_folder_takes_its_csv_files_in(tmp_path):
    (tmp_path / "a.csv").write_bytes(written(ROWS).encode("cp949"))
    assert [file.source for file in find_files(tmp_path)] == ["a.csv"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text("가나1 ,;\"'\n\t|", max_size=6).map(lambda t: f"칸{t.strip()}칸"),
            min_size=3, max_size=3,
        ),
        min_size=3, max_size=8,
    ),
    st.sampled_from([",", "\t", ";"]),
)  # fmt: skip
def test_what_is_written_comes_back(rows, delimiter):
    # A tab inside a cell would part cells in the text, so it is shown as a space.
    text = written(rows, delimiter)
    if choose_delimiter(text) != delimiter:
        return
    shown = [
        ["\n".join(part.strip() for part in c.replace("\t", " ").split("\n") if part.strip())
         for c in row]
        for row in rows
    ]  # fmt: skip
    document = read(text)
    if document.grids:
        assert table(document) == shown


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_text_is_read_without_losing_a_letter(text):
    try:
        document = read(text + "\n가,나\n", limits=Limits())
    except ReadError as error:
        assert error.code != "reader-failed"
        return
    assert "나" in document.text
