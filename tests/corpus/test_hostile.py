"""Files made to cost far more than they weigh, or to lose text without a word."""

import time

import pytest

from corpus import Limits, ReadError, analyze, make_passages, parse_blocks
from corpus.readers.reading import read_bytes
from tests.corpus.office_files import docx, para, relations
from tests.corpus.zip_files import zipped


@pytest.fixture(autouse=True, scope="module")
def all_is_at_hand():
    analyze("미리")


def passages_of(text, name="a.txt"):
    """The passages of a file and the seconds of the processor that they cost."""
    started = time.process_time()
    document = read_bytes(text.encode(), name, Limits())
    passages = make_passages(document, parse_blocks(document))
    return passages, time.process_time() - started


# Each took minutes, or all memory, when time or room grew with the square of its size.
COSTLY = {
    "one line of many gaps": "머리 " + "가    " * 20_000 + "끝\n본문이다.\n",
    "one line of many notes": "가1) " * 40_000 + "끝이다.\n",
    "rows parted by blank lines": "a\tb\n\n" * 8_000,
    "a wide row above many": "a\t" * 8_000 + "b\n" + "c\td\n" * 4_000,
    "contents and a wide gap": "목차" + " " * 60_000 + "x\n본문이다.\n",
    "a unit and a wide gap": "단위: " + "\u3000" * 60_000 + "x\n본문이다.\n",
    "deep lists": "".join("  " * at + "- 가\n" for at in range(1_000)),
    "wide rows": ("a" * 20 + "\t") * 3_000 + "b\n" + ("c" * 20 + "\t") * 3_000 + "d\n",
}


@pytest.mark.parametrize("name", COSTLY)
def test_work_grows_with_the_size_of_a_text(name):
    passages, seconds = passages_of(COSTLY[name])
    assert seconds < 5.0
    assert sum(len(passage.text) for passage in passages) > 0


def test_no_word_of_a_table_too_wide_to_be_one_is_lost():
    text = "a\t" * 3_000 + "끝\n" + "c\td\n" * 1_000
    passages, _ = passages_of(text)
    shown = " ".join(passage.text for passage in passages)
    assert "끝" in shown
    assert shown.count("a") == 3_000 and shown.count("c") == shown.count("d") == 1_000


def test_a_deep_list_is_not_mostly_margin():
    """Found: 8 KB of nested lists of a web page gave 16 MB of passages."""
    page = "<html><body>" + "<ul><li>가나다" * 1_500
    passages, seconds = passages_of(page, "a.html")
    assert sum(len(passage.text) for passage in passages) < 30 * 1_500
    assert seconds < 5.0


def test_a_csv_line_without_end_is_text():
    """Found: a cell beyond 131,072 characters stopped the reader."""
    for text in ('"a' * 100_000 + "\n끝,b\n", "," * 300_000 + "\n끝\n", "끝 " + "a" * 200_000):
        document = read_bytes(text.encode(), "a.csv", Limits())
        assert "끝" in document.text or document.losses


def test_empty_cells_at_the_end_of_a_row_cost_little():
    text = ("a" + "," * 16_000 + "\n") * 100
    started = time.process_time()
    document = read_bytes(text.encode(), "a.csv", Limits())
    assert document.text.split() == ["a"] * 100
    assert time.process_time() - started < 4.0


SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(rows, strings=""):
    """A workbook of one sheet with these rows and shared strings."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("r0", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{SHEETS}" xmlns:r="http://schemas.openxmlformats'
        '.org/officeDocument/2006/relationships"><sheets><sheet name="가" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("r1", "worksheet", "worksheets/sheet1.xml"),
            ("r2", "sharedStrings", "sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEETS}"><sheetData>{rows}'
        "</sheetData></worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEETS}">{strings}</sst>',
    }
    return zipped(*parts.items())


def sheet_row(number, text):
    return f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{text}</t></is></c></row>'


DEEP = "<w:sdt><w:sdtContent>" * 150 + para("깊다") + "</w:sdtContent></w:sdt>" * 150


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (docx(para("앞") + DEEP + para("끝이다")), "a.docx"),
        (docx(para("앞") + "</w:wrong>" + para("끝이다")), "a.docx"),
        (xlsx(sheet_row(1, "앞") + "<row>" * 300 + "</row>" * 300 + sheet_row(2, "끝")), "a.xlsx"),
        (xlsx(sheet_row(1, "앞") + "</wrong>" + sheet_row(2, "끝")), "a.xlsx"),
    ],
)
def test_text_lost_with_broken_xml_is_told(data, name):
    """Found: too deep, too long or cut off, the rest of a part was left out without a word."""
    document = read_bytes(data, name, Limits())
    assert "앞" in document.text
    assert "끝" in document.text or "parts-damaged" in {loss.code for loss in document.losses}


def test_one_long_text_in_thousands_of_cells_is_refused_in_time():
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}" t="s"><v>0</v></c></row>'
                   for n in range(1, 3_000))  # fmt: skip
    data = xlsx(rows, f"<si><t>{'가나 다라' * 5_000}</t></si>")
    started = time.process_time()
    with pytest.raises(ReadError, match="file-too-many-characters"):
        read_bytes(data, "a.xlsx", Limits(max_chars=500_000))
    assert time.process_time() - started < 4.0


def test_headings_that_hold_only_headings_are_in_a_passage():
    """Found: of `# 갑`, `## 을`, `### 병` with no text below, only the last was to be found."""
    passages, _ = passages_of("# 갑\n\n## 을\n\n### 병\n\n# 정\n\n여기는 정의 글이다.\n", "a.md")
    shown = "\n".join("\n".join((*passage.heading, passage.text)) for passage in passages)
    assert all(name in shown for name in "을병정")
