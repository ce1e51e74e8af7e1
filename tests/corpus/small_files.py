"""A small valid file of every format, with the same few words in each."""

import zipfile
from functools import cache
from io import BytesIO

import openpyxl
import pptx
from pptx.util import Cm

from tests.build_samples import pack_again
from tests.corpus.beside import real_files
from tests.corpus.pdf_paper import Paper
from tests.corpus.story import Cell, Heading, Item, Story, Table, Text, rows_of
from tests.corpus.story_hwp import write_hwp
from tests.corpus.story_hwpx import write_hwpx
from tests.corpus.story_office import write_docx
from tests.corpus.story_plain import write_epub, write_html, write_mail, write_markdown, write_mhtml
from tests.corpus.zip_files import zipped

SMALL = Story(
    "작은 보고서",
    "기획과",
    "작은 보고서",
    (
        Heading(1, "Ⅰ. 배경"),
        Text("바다시는 2024년에 등대[^1] 열두 곳을 고쳤다. 비용은 모두 34억 원이다."),
        Item(1, 0, "불빛이 약한 곳부터 고침"),
        Item(2, 0, "섬의 등대는 배로 오간다"),
        Item(1, 1, "이듬해에 여섯 곳을 더 고친다"),
        Table(
            "〈표 1〉 등대의 수", "곳", "자료: 해양과", 2,
            (
                Cell(0, 0, "구", 2), Cell(0, 1, "2024년", 1, 2),
                *rows_of("계획 | 실적", 1, 1), *rows_of("동구 | 7 | 5\n서구 | 6 | 7", 2),
            ),
        ),
    ),
    {"1": "밤에 배를 이끄는 불빛을 말한다."},
)  # fmt: skip


def _write_pdf():
    paper = Paper().page().text(60, 60, "작은 보고서", 20)
    paper.text(60, 100, "바다시는 2024년에 등대 열두 곳을 고쳤다.").text(
        60, 130, "〈표 1〉 등대의 수"
    )
    paper.grid([60, 160, 260], [140, 160, 180])
    for x, y, text in ((70, 155, "구"), (170, 155, "실적"), (70, 175, "동구"), (170, 175, "5")):
        paper.text(x, y, text)
    return paper.page().text(60, 60, "둘째 쪽의 글이다.").build(title="작은 보고서")


def _write_pptx():
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "작은 보고서"
    box = slide.shapes.add_textbox(Cm(1), Cm(4), Cm(20), Cm(2))
    box.text_frame.text = "바다시는 2024년에 등대 열두 곳을 고쳤다."
    grid = slide.shapes.add_table(2, 2, Cm(1), Cm(8), Cm(10), Cm(2)).table
    for cell in rows_of("구 | 실적\n동구 | 5"):
        grid.cell(cell.row, cell.column).text = cell.text
    out = BytesIO()
    show.save(out)
    return out.getvalue()


def _write_xlsx():
    book = openpyxl.Workbook()
    for row in (["〈표 1〉 등대의 수"], ["구", "실적"], ["동구", 5], ["서구", 0.125]):
        book.active.append(row)
    book.active["B4"].number_format = "0.0%"
    book.active.merge_cells("A1:B1")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write_zip():
    return zipped(
        ("글/등대.txt", "바다시는 등대 열두 곳을 고쳤다."),
        ("등대.html", "<html><body><p>등대는 밤에 빛난다.</p></body></html>"),
    )


def _read_hwp():
    files = [path for path in real_files("hwp") if 6_000 < path.stat().st_size < 20_000]
    return min(files, key=lambda path: path.stat().st_size).read_bytes()


_WRITERS = {
    "a.txt": lambda: "Ⅰ. 배경\n\n바다시는 등대¹⁾ 열두 곳을 고쳤다.\n\n1) 불빛\n\n구\t수\n동구\t5\n".encode("cp949", "ignore"),
    "a.md": lambda: write_markdown(SMALL),
    "a.html": lambda: write_html(story=SMALL),
    "a.csv": lambda: "구,계획,실적\n동구,7,5\n서구,6,7\n".encode("cp949"),
    "a.pdf": _write_pdf,
    "a.hwpx": lambda: write_hwpx(SMALL),
    "a.hwp": lambda: write_hwp(SMALL),
    "a.docx": lambda: write_docx(SMALL),
    "a.pptx": _write_pptx,
    "a.xlsx": _write_xlsx,
    "a.epub": lambda: write_epub(SMALL),
    "a.eml": lambda: write_mail(SMALL),
    "a.mht": lambda: write_mhtml(SMALL),
    "a.zip": _write_zip,
}  # fmt: skip
# A file of Hancom's own program.
if real_files("hwp"):
    _WRITERS["real.hwp"] = _read_hwp
NAMES = tuple(_WRITERS)
CONTAINERS = ("a.hwpx", "a.docx", "a.pptx", "a.xlsx", "a.epub", "a.zip")


@cache
def small_file(name):
    """The bytes of the file, the same on every run."""
    data = _WRITERS[name]()
    return pack_again(data) if name in CONTAINERS else data


@cache
def parts_of_file(name):
    """The parts of a ZIP container: (name, bytes) in its order."""
    with zipfile.ZipFile(BytesIO(small_file(name))) as archive:
        return [(entry, archive.read(entry)) for entry in archive.namelist()]
