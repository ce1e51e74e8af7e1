"""DOCX: files that other programs write, and files that are damaged or hostile."""

import time
from io import BytesIO

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Limits, ReadError
from corpus.readers.reading import read_bytes
from tests.corpus.damage import flip_bytes, set_bytes
from tests.corpus.docx_files import NUMBERING, read, read_body
from tests.corpus.invariants import check_document
from tests.corpus.office_files import (
    cell,
    changed,
    docx,
    level,
    listed,
    para,
    relations,
    row,
    run,
    style,
    table,
)
from tests.corpus.programs import convert
from tests.corpus.shown import cells, lines, losses, marked
from tests.corpus.zip_files import zipped


def test_strict_documents_and_macro_documents_are_read():
    made = docx(para("엄격한 문서"))
    strict = changed(
        made,
        word__document_dot_xml=(
            '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">'
            "<w:body><w:p><w:r><w:t>엄격한 문서</w:t></w:r></w:p></w:body></w:document>"
        ),
    )
    assert read(strict).text == "엄격한 문서"
    assert read_bytes(made, "a.docm", Limits()).text == "엄격한 문서"


def test_python_docx_and_we_read_the_same_words():
    made = python_docx.Document()
    made.core_properties.title = "수출 동향"
    made.core_properties.author = "홍길동"
    made.add_heading("총괄", 1)
    made.add_paragraph("2024년 수출은 6,838억 달러로 8.2% 늘었다.")
    made.add_paragraph("첫째", style="List Bullet")
    made.add_paragraph("둘째", style="List Bullet 2")
    grid = made.add_table(3, 3)
    for number, one in enumerate(grid._cells):
        one.text = f"칸{number}"
    grid.cell(0, 0).merge(grid.cell(1, 1))
    out = BytesIO()
    made.save(out)
    document = read(out.getvalue())
    again = python_docx.Document(BytesIO(out.getvalue()))
    words = [one.text for one in again.paragraphs]
    shown = [line.removeprefix("• ") for line in lines(document)[: len(words)]]
    assert shown == words
    assert dict(document.metadata)["author"] == "홍길동"
    assert document.title == "수출 동향"
    assert marked(document, "item") == [(1, "• 첫째"), (2, "• 둘째")]
    theirs = {(r, c): again.tables[0].cell(r, c).text for r in range(3) for c in range(3)}
    for at, across, tall, wide, text in cells(document):
        for r in range(at, at + tall):
            for c in range(across, across + wide):
                assert theirs.pop((r, c)) == text
    assert not theirs


def test_what_libreoffice_writes_is_read(tmp_path):
    page = tmp_path / "a.html"
    page.write_text(
        "<html><body><h1>총괄</h1><p>수출은 늘었다.</p><ol><li>하나</li><li>둘</li></ol>"
        "<table border=1><tr><th>구분</th><th>값</th></tr><tr><td>반도체</td><td>1,419</td></tr>"
        "</table></body></html>",
        "utf-8",
    )
    made = convert(page, "docx:MS Word 2007 XML", tmp_path, "--infilter=HTML (StarWriter)")
    document = read(made.read_bytes())
    assert marked(document, "heading") == [(1, "총괄")]
    assert [line for line in lines(document) if line] == [
        "총괄", "수출은 늘었다.", "1. 하나", "2. 둘", "구분\t값", "반도체\t1,419",
    ]  # fmt: skip


GOOD = docx(
    para("첫 문단") + table(row("가", "나"), row("다", "라")) + listed("글", 1, 0),
    numbering=NUMBERING,
    styles=style("A", "a"),
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (GOOD[: len(GOOD) // 2], "file-damaged"),
        (changed(GOOD, word__document_dot_xml="<w:document xmlns:w='w'/>"), "file-damaged"),
        (changed(GOOD, word__document_dot_xml="no xml"), "xml-damaged"),
        (
            changed(
                GOOD,
                word__document_dot_xml="<!DOCTYPE d [<!ENTITY a 'b'>]><w:document xmlns:w='w'>"
                "<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>",
            ),
            "xml-forbidden",
        ),
        (
            changed(GOOD, word__styles_dot_xml="<!DOCTYPE d SYSTEM 'file:///etc/passwd'><d/>"),
            "xml-forbidden",
        ),
        (
            changed(GOOD, word__document_dot_xml="<a>" + " " * 3_000_000 + "</a>"),
            "archive-too-large",
        ),
        (docx(para("")), "file-blank"),
    ],
)
def test_bad_files_say_why(data, code):
    limits = Limits(max_unpacked_bytes=20_000_000)
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.docx", limits)
    assert caught.value.code == code


def test_a_missing_document_part_is_said():
    data = zipped(
        ("_rels/.rels", relations(("r", "officeDocument", "word/document.xml"))),
        ("word/styles.xml", "<a/>"),
        ("[Content_Types].xml", "<a/>"),
    )
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.docx", Limits())
    assert caught.value.code in ("archive-part-damaged", "file-is-archive")


def test_damaged_styles_are_a_loss_and_not_a_refusal():
    document = read(changed(GOOD, word__styles_dot_xml="nothing"))
    assert document.text.startswith("첫 문단")
    assert losses(document) == {"parts-damaged": 1}


def test_deep_nesting_ends():
    deep = para("바닥")
    for _ in range(30):
        deep = table(row(cell(deep, para("곁")), "옆"), row("아래", "칸"))
    document = read_body(deep)
    assert "바닥" in document.text
    boxes = para("바닥")
    for _ in range(30):
        boxes = para("겉", f"<w:r><w:pict><v:textbox><w:txbxContent>{boxes}</w:txbxContent>"
                     "</v:textbox></w:pict></w:r>")  # fmt: skip
    assert "바닥" in read_body(boxes).text


def test_claims_of_size_cost_nothing():
    wide = cell("가", span=99_999_999)
    document = read_body(
        table(row(wide, "나"), row("다", "라")),
        *(listed("글", 9, 0) for _ in range(3)),
        numbering='<w:abstractNum w:abstractNumId="0">'
        + level(0, "%1", "upperLetter", start=99_999_999)
        + '</w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="0"/></w:num>',
    )
    assert "가" in document.text
    assert len(document.text) < 3_000


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_flipped_bytes_give_a_document_or_a_reason(data):
    raw = flip_bytes(data.draw, GOOD, 6)
    try:
        document = read_bytes(raw, "a.docx", Limits())
    except ReadError as error:
        assert error.code != "reader-failed", error
    else:
        check_document(document)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_flipped_characters_of_the_xml_give_a_document_or_a_reason(data):
    body = (
        f"<w:document xmlns:w='w'><w:body>{para('글')}{table(row('가', '나'), row('다', '라'))}"
        f"{listed('글', 1, 0)}</w:body></w:document>".encode()
    )
    try:
        read(changed(GOOD, word__document_dot_xml=set_bytes(data.draw, body, 5, values=(32, 126))))
    except ReadError as error:
        assert error.code != "reader-failed", error


def test_a_long_document_is_read_in_time():
    paragraphs = "".join(
        para(f"{n}번째 문단은 ", run("2024년 수출이 6,838억 달러로", "<w:b/>"), " 늘었음을 말한다.")
        for n in range(5_000)
    )
    start = time.perf_counter()
    document = read(docx(paragraphs))
    assert len(lines(document)) == 5_000
    assert time.perf_counter() - start < 20
