"""PPTX files that tests make and read."""

from io import BytesIO

import pptx
from pptx.util import Inches

from corpus import Limits
from corpus.readers.reading import read_bytes
from tests.corpus.invariants import check_document

# Layouts of the template that comes with python-pptx.
TITLE, BODY, SECTION, TITLE_ONLY, BLANK = 0, 1, 2, 5, 6


def deck():
    return pptx.Presentation()


def save(made):
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def add(made, layout, title="", body=""):
    slide = made.slides.add_slide(made.slide_layouts[layout])
    if title:
        slide.shapes.title.text = title
    if body:
        slide.placeholders[1].text = body
    return slide


def box(slide, text, left, top, wide=2.0, tall=0.4):
    shape = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(wide), Inches(tall))
    shape.text_frame.text = text
    return shape


def read(made):
    data = made if isinstance(made, bytes) else save(made)
    document = read_bytes(data, "a.pptx", Limits())
    check_document(document)
    return document
