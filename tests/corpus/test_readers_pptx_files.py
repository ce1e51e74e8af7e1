"""PPTX: files that other programs write, and files that are damaged or hostile."""

from io import BytesIO

import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx.util import Inches

from corpus import Limits, ReadError
from corpus.readers.reading import read_bytes
from tests.corpus.damage import flip_bytes
from tests.corpus.invariants import check_document
from tests.corpus.office_files import SPACES, changed
from tests.corpus.pptx_files import BODY, TITLE, add, box, deck, read, save
from tests.corpus.programs import convert
from tests.corpus.shown import lines, losses, marked


def test_python_pptx_and_we_read_the_same_words():
    made = deck()
    for n in range(3):
        slide = add(made, BODY, f"제목 {n}", f"본문 {n}")
        box(slide, f"글상자 {n}", 1, 6)
    data = save(made)
    theirs = [
        paragraph.text
        for slide in pptx.Presentation(BytesIO(data)).slides
        for shape in slide.shapes
        for paragraph in shape.text_frame.paragraphs
    ]
    assert [line.removeprefix("• ") for line in lines(read(data))] == theirs


def test_what_libreoffice_writes_is_read(tmp_path):
    made = deck()
    add(made, TITLE, "사업 계획", "기획조정실")
    add(made, BODY, "배경", "수소버스 보급")
    (tmp_path / "in").mkdir()
    made.save(tmp_path / "in" / "a.pptx")
    other = convert(tmp_path / "in" / "a.pptx", "odp", tmp_path)
    document = read(convert(other, "pptx", tmp_path).read_bytes())
    assert marked(document, "heading") == [(1, "사업 계획"), (2, "배경")]
    assert lines(document) == ["사업 계획", "기획조정실", "배경", "• 수소버스 보급"]


def _good():
    made = deck()
    slide = add(made, BODY, "제목", "본문")
    slide.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(6), Inches(2)).table.cell(
        0, 0
    ).text = "칸"
    slide.notes_slide.notes_text_frame.text = "노트"
    return save(made)


GOOD = _good()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (GOOD[: len(GOOD) // 2], "file-damaged"),
        (changed(GOOD, ppt__presentation_dot_xml="no xml"), "xml-damaged"),
        (changed(GOOD, ppt__slides__slide1_dot_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "xml-forbidden"),
        (changed(GOOD, ppt__slides__slide1_dot_xml="<a>" + " " * 3_000_000 + "</a>"), "archive-too-large"),
        (save(deck()), "file-blank"),
        (changed(GOOD, ppt__slides__slide1_dot_xml="nothing"), "file-blank"),
    ],
)  # fmt: skip
def test_bad_files_say_why(data, code):
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.pptx", Limits(max_unpacked_bytes=20_000_000))
    assert caught.value.code == code


def test_a_missing_layout_loses_no_text():
    document = read(changed(GOOD, ppt__slideLayouts__slideLayout2_dot_xml=None))
    assert "본문" in document.text and "제목" in document.text
    assert losses(document) == {"parts-damaged": 1}


def test_deep_groups_end():
    inner = "<p:sp><p:txBody><a:p><a:r><a:t>바닥</a:t></a:r></a:p></p:txBody></p:sp>"
    for _ in range(100):
        inner = f"<p:grpSp>{inner}</p:grpSp>"
    slide = f"<p:sld {SPACES}><p:cSld><p:spTree>{inner}</p:spTree></p:cSld></p:sld>"
    assert read(changed(GOOD, ppt__slides__slide1_dot_xml=slide)).text.startswith("바닥")


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_flipped_bytes_give_a_document_or_a_reason(data):
    raw = flip_bytes(data.draw, GOOD, 6)
    try:
        check_document(read_bytes(raw, "a.pptx", Limits()))
    except ReadError as error:
        assert error.code != "reader-failed", error
