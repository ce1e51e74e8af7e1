"""HWPX: the real files kept beside the project, against what they show and two libraries."""

import random
import re
import time
import zipfile
from collections import Counter
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Limits, Loss, ReadError
from corpus.readers.reading import read_bytes
from tests.corpus.beside import FIXTURES, real_files
from tests.corpus.invariants import check_document, check_refusal
from tests.corpus.shown import marked
from tests.corpus.zip_files import rewritten

FOLDER = FIXTURES / "hwpx"
FILES = real_files("hwpx")
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FILES, reason="the real HWPX files are not beside the project"),
]
LIMITS = Limits(max_unpacked_bytes=50_000_000)
# Drawings without a word in them, and empty pages.
BLANK = {
    "error__20240305__2022", "reader_writer__PageSize_Margin", "reader_writer__SimpleComboBox",
    "reader_writer__SimpleConnectLine", "reader_writer__SimpleCurve",
    "reader_writer__SimpleEllipse", "reader_writer__SimpleLine", "reader_writer__SimplePolygon",
    "tool__blank",
}  # fmt: skip
PICTURES = {f"reader_writer__Simple{name}" for name in ("Container", "OLE", "Picture", "Video")}
FUZZ = settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def read(stem):
    return read_bytes((FOLDER / f"{stem}.hwpx").read_bytes(), f"{stem}.hwpx", LIMITS)


def rows(document, grid):
    """The cells of a grid, row by row, as (text, rows, columns)."""
    found = {}
    for cell in grid.cells:
        text = document.text[cell.start : cell.end]
        spans = (cell.row_span, cell.column_span)
        found.setdefault(cell.row, []).append(text if spans == (1, 1) else (text, *spans))
    return [found[row] for row in sorted(found)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_read_or_refused_with_the_true_reason(path):
    expected = "file-blank" if path.stem in BLANK else None
    expected = "file-without-text" if path.stem in PICTURES else expected
    if expected:
        with pytest.raises(ReadError) as error:
            read(path.stem)
        assert error.value.code == expected
    else:
        check_document(read(path.stem))


def words(text):
    return re.findall(r"[0-9A-Za-z가-힣一-龥]+", normalize("NFC", text))


def lost(text, ours):
    """Words of another reading that ours lacks, with how many of them."""
    flat = "".join(words(ours))
    wanted = Counter(words(text))
    return {word: count for word, count in wanted.items() if flat.count(word) < count}


def oracle_texts(path):
    with zipfile.ZipFile(path) as archive:
        if "Preview/PrvText.txt" in archive.namelist():
            yield "preview", archive.read("Preview/PrvText.txt").decode("utf-8", "ignore")
    unhwp = pytest.importorskip("unhwp")
    yield "unhwp", unhwp.extract_text(str(path))
    extractor = pytest.importorskip("hwpx").TextExtractor(str(path))
    with extractor:
        yield "python-hwpx", extractor.extract_text()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_of_other_readings_is_lost(path):
    if path.stem in BLANK | PICTURES:
        pytest.skip("holds no word")
    ours = read(path.stem).text
    for name, text in oracle_texts(path):
        missing = lost(text, ours)
        if path.stem == "reader_writer__ChangeTrack":
            # The others show what was deleted under tracked changes.
            assert missing.pop("추적") == 1
        assert not missing, name


def test_a_news_article_word_for_word():
    paragraphs = read("tool__textextractor__multipara").text.split("\n")
    assert len(paragraphs) == 9
    assert paragraphs[0] == ("'어썸킴' 김하성(27·샌디에이고 파드리스)이 시원한 3점홈런을 폭발했다.")
    assert paragraphs[1] == (
        "김하성은 2일(이하 한국시간) 미국 캘리포니아주 샌디에이고 펫코파크에서 열린 2023 "
        "메이저리그 신시내티 레즈와의 홈 경기에서 7번타자 2루수로 선발 출전했다."
    )
    assert paragraphs[8] == (
        "한편 샌디에이고는 8-3으로 승리하면서 3연승을 질주, 시즌 전적 16승 14패를 기록했으며 "
        "김하성의 3점홈런은 결승타로 남았다."
    )


def test_numbering_as_hancom_prints_it():
    """The texts say which number their author saw before them (`번호-4-1-2-1`)."""
    document = read("tool__textextractor__ParaHead")
    assert [text for _, text in marked(document, "item")] == [
        "● 글머리1-1", "● 글머리1-2", "■ 글머리2-1", "■ 글머리2-2", "1. 번호1", "2. 번호2",
        "3. 번호3", "3.1. 번호3-1", "3.2. 번호3-2", "4. 번호4", "4.1.1.1. 번호-4-1-1-1",
        "4.1.1.2. 번호-4-1-1-2", "4.1.2. 번호-4-1-2", "4.1.2.1. 번호-4-1-2-1",
    ]  # fmt: skip
    assert marked(document, "heading") == [
        (1, "1. 개요1"), (2, "가. 개요1-1"), (2, "나. 개요1-2"), (2, "다. 개요1-3"),
        (1, "2. 개요2"), (2, "가. 개요2-1"), (3, "1) 개요2-1-1"),
    ]  # fmt: skip


def test_a_table_and_a_box_before_it():
    document = read("tool__textextractor__Table")
    assert document.text == (
        "C반 기말고사\n날짜\n이름\t국어\t영어\t수학\n개똥이\t89\t65\t78\n칠득이\t77\t77\t77\n"
        "팔푼이\t88\t88\t88\n육손이\t66\t66\t66\n합계\t\t\t"
    )
    assert document.metadata[0] == ("author", "fff")


def test_titles_are_borne_out_by_the_text():
    """Hancom writes the first line of the first version, and leaves it there."""
    article = read("error__20230809__test")
    assert article.title == "LED TV 가격 착해진다"
    stale = read("error__20230818__test")
    assert stale.title == "" and ("title", "□ 공공데이터 개방 표준 분야 목록") in stale.metadata
    assert [read(f"error__{name}").title for name in ("20230728__test", "20241104__mot")] == [
        ""
    ] * 2


def test_merged_cells():
    document = read("reader_writer__SimpleTable")
    assert rows(document, document.grids[0]) == [
        [("1", 2, 2), "2"], ["3"], ["5", ("4", 1, 2)],
    ]  # fmt: skip


def test_a_table_of_contacts():
    document = read("error__20241104__mot")
    assert rows(document, document.grids[-1]) == [
        ["담당 부서", "체육국", "책임자", "과장", "정태경", "(044-203-3111)"],
        ["(진천선수촌)", "체육정책과", "담당자", "사무관", "최준규", "(044-203-3129)"],
        ["담당 부서", "체육협력관", "책임자", "과장", "홍덕호", "(044-203-3181)"],
        ["(이천선수촌)", "장애인체육과", "담당자", "사무관", "이기태", "(044-203-3185)"],
    ]


def test_small_files_word_for_word():
    assert read("reader_writer__HeaderFooter").text == "꼬리말\n머리말 테스트"
    assert read("reader_writer__SimpleDutmal").text == "테스트_본말(테스트_닷말)"
    assert read("reader_writer__SimpleEdit").text == "1234"
    assert read("reader_writer__SimpleTextArt").text == "hwpx 라이브러리 테스트 입니다.\nneolord"
    assert read("reader_writer__SimpleRectangle").text == "ABC\n그림 1"
    assert read("tool__textextractor__RectInRect").text == (
        "사각형 안에 텍스트입니다.\n사각형 안에 사각형의 텍스트입니다."
    )
    equation = read("reader_writer__SimpleEquation")
    assert equation.text == '[수식: {"123"} over {123 sqrt {3466}} sum _{34} ^{12}]'
    assert equation.losses == (Loss("equations-as-written"),)


def test_pages_of_a_long_document_are_those_of_its_own_contents():
    """A tender of 39 pages prints on which page each chapter begins: 1, 2, 5, 13, 16, 20."""
    document = read("error__20230728__test")
    assert len(document.pages) == 39
    chapters = {
        "I. 과업안내": "1", "Ⅱ. 과업 세부내용": "2", "Ⅲ. 입찰 및 계약": "5",
        "Ⅳ. 제안서 및 입찰서류 작성 지침": "13", "Ⅴ. 과업의 일반지침": "16",
        "Ⅵ. 제출목록 및 서식": "20",
    }  # fmt: skip
    for heading, label in chapters.items():
        at = document.text.index(f"\n{heading}\n") + 1
        assert document.page_at(at).label == label, heading
    assert "2023.  7.  5." not in [text for _, text in marked(document, "heading")]
    # The cover prints no number, and the numbers begin anew after the contents.
    assert [page.label for page in document.pages[:4]] == [None, None, "1", "2"]


def test_a_table_over_six_pages_ends_where_hancom_ends_it():
    document = read("error__20230818__test")
    assert [page.label for page in document.pages] == ["1", "2", "3", "4", "5", "6"]
    grid = max(document.grids, key=lambda grid: len(grid.cells))
    assert (max(cell.row for cell in grid.cells), grid.header_rows) == (36, 1)
    assert document.text[grid.cells[0].start : grid.cells[6].end].split("\t") == [
        "NO", "항목명", "구분\n(필수/선택)", "설명", "허용 값", "표현형식/단위", "예시",
    ]  # fmt: skip


def test_three_columns_are_one_page():
    document = read("reader_writer__MultiColumn")
    assert len(document.pages) == 2
    assert document.text[document.pages[1].start :] == "8\n9\n10"


def test_printed_numbers():
    assert [page.label for page in read("reader_writer__PageFunctions").pages] == ["23"]
    assert [page.label for page in read("error__20230809__test").pages] == ["2"]


@st.composite
def damaged_file(draw):
    """A real file with bits turned, or cut off."""
    data = bytearray(draw(st.sampled_from(FILES)).read_bytes())
    if draw(st.booleans()):
        return bytes(data[: draw(st.integers(1, len(data)))])
    for _ in range(draw(st.integers(1, 12))):
        data[draw(st.integers(0, len(data) - 1))] ^= 1 << draw(st.integers(0, 7))
    return bytes(data)


_NUMBER = re.compile(r'="(\d+)"')


@st.composite
def odd_file(draw):
    """A real file whose XML is whole and says something else."""
    data = draw(st.sampled_from(FILES)).read_bytes()
    chance = random.Random(draw(st.integers(0, 1_000_000)))

    def change(name, part):
        if not name.startswith("Contents/") or len(part) >= 300_000:
            return part
        return odd_xml(part.decode("utf-8", "ignore"), chance).encode()

    return rewritten(data, change)


def odd_xml(text, chance):
    """Numbers that mean nothing, elements doubled, dropped, renamed and cut."""
    way = chance.choice(["numbers", "drop", "double", "rename", "cut", "none"])
    if way == "numbers":
        odd = ["-1", "4294967295", "99999999999999999999", "x", "", "1e9", "0"]
        return _NUMBER.sub(
            lambda match: f'="{chance.choice(odd)}"' if chance.random() < 0.02 else match[0], text
        )
    names = sorted(set(re.findall(r"<(\w+:\w+)", text)))
    if not names or way == "none":
        return text
    name = chance.choice(names)
    if way == "drop":
        return re.sub(rf"<{name}\b[^>]*/>", "", text)
    if way == "double":
        return re.sub(rf"(<{name}\b[^>]*/>)", r"\1\1\1", text)
    if way == "rename":
        other = chance.choice(names)
        return text.replace(f"<{name} ", f"<{other} ").replace(f"</{name}>", f"</{other}>")
    return text[: chance.randrange(len(text))]


def check(data):
    started = time.perf_counter()
    try:
        document = read_bytes(data, "a.hwpx", LIMITS)
    except ReadError as error:
        assert error.code != "reader-failed", error
        check_refusal(error, "a.hwpx")
    else:
        check_document(document)
    assert time.perf_counter() - started < 5


if FILES:

    @FUZZ
    @given(damaged_file())
    def test_damaged_files_end_in_a_document_or_a_reason(data):
        check(data)

    @FUZZ
    @given(odd_file())
    def test_odd_files_end_in_a_document_or_a_reason(data):
        check(data)
