"""An outline as a DOCX file: real headings, lists and links, the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import escape

from ui.exporting import word_parts
from ui.exporting.outline import (
    AnswerLine,
    AnswerTable,
    Block,
    Fact,
    Facts,
    Heading,
    Outline,
    Paragraph,
    Quote,
    Source,
    State,
    Steps,
    one_line,
)
from ui.exporting.style import on_paper

# The earliest moment a ZIP can name: when a file was made stands in its core properties.
_EPOCH = (1980, 1, 1, 0, 0, 0)
# Widths in twentieths of a point: those of A4 between the margins.
_LABEL_WIDTH, _VALUE_WIDTH = 2100, 7532


def render_docx_report(outline: Outline) -> bytes:
    """Return the report as the bytes of a DOCX file."""
    body = _Body()
    written = "".join(part for block in outline.blocks for part in body.block(block))
    parts = {
        **word_parts.fixed_parts(outline.lang),
        "docProps/core.xml": word_parts.core(escape(outline.title), outline.made_at, outline.lang),
        "word/document.xml": word_parts.document(written),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Else the system that wrote it would show.
            entry.create_system = 0
            archive.writestr(entry, content.encode("utf-8"))
    return packed.getvalue()


class _Body:
    """The paragraphs and tables of the document; bookmarks are numbered as they come."""

    def __init__(self) -> None:
        self._bookmarks = 0

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(level, text):
                style = "Title" if level == 1 else f"Heading{level - 1}"
                yield _paragraph(_run(one_line(text)), style)
            case Paragraph(text, tone, is_question):
                style = "Question" if is_question else "Warning" if tone == "bad" else "Note"
                yield _paragraph(_run(text), style)
            case State(name, hint, tone):
                badge = _run(name, bold=True, colour=on_paper(tone))
                yield _paragraph(badge + _run(f" — {hint}"), "Note")
            case AnswerLine():
                style = "ListBullet" if block.is_item else "Normal"
                yield _paragraph(_answer_line(block), style)
            case AnswerTable():
                yield from _table(block)
            case Facts():
                yield from _facts(block)
            case Source():
                yield from self._source(block)
            case Steps(items):
                for item in items:
                    yield _paragraph(_run(item), "ListNumber")

    def _source(self, source: Source) -> Iterator[str]:
        self._bookmarks += 1
        number, colour = self._bookmarks, on_paper(source.tone)
        heading = (
            f'<w:bookmarkStart w:id="{number}" w:name="{_anchor(source.anchor)}"/>'
            f"{_run(f'{source.label} {one_line(source.title)}')}"
            f'<w:bookmarkEnd w:id="{number}"/>'
            f"{_run(f'  {source.badge}', colour=colour, is_small=True)}"
        )
        yield _paragraph(heading, f"Heading{source.level - 1}")
        for quote in source.quotes:
            yield from _quote(quote)
        yield from _facts(source.facts)


def _answer_line(line: AnswerLine) -> str:
    pieces = []
    for at, sentence in enumerate(line.sentences):
        frame = f"{sentence.frame} " if sentence.frame else ""
        pieces.append(_run(f"{' ' if at else ''}{frame}{sentence.text} "))
        for n, anchor in sentence.marks:
            pieces.append(_link(f"[{n}]", anchor))
    return "".join(pieces)


def _table(table: AnswerTable) -> Iterator[str]:
    if table.caption:
        yield _paragraph(_run(table.caption), "Note", keeps_next=True)
    width = (_LABEL_WIDTH + _VALUE_WIDTH) // len(table.columns)
    lines = ["".join(_cell(_run(name, bold=True), width, "Fact") for name in table.columns)]
    for row in table.rows:
        marks = "".join(_link(f"[{n}]", anchor) for n, anchor in row.marks)
        last = _run(f"{row.cells[-1]} ") + marks
        held = [*map(_run, row.cells[:-1]), last][: len(table.columns)]
        held += [_run("")] * (len(table.columns) - len(held))
        lines.append("".join(_cell(content, width, "Fact") for content in held))
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{on_paper("line")}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    rows = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{line}</w:tr>" for line in lines)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/>'
        f'<w:tblW w:w="{width * len(table.columns)}" w:type="dxa"/>'
        f"<w:tblBorders>{edges}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
        + f'<w:gridCol w:w="{width}"/>' * len(table.columns)
        + f"</w:tblGrid>{rows}</w:tbl>"
    )
    # Two tables that touch become one.
    yield _paragraph("", "Gap")


def _quote(quote: Quote) -> Iterator[str]:
    if quote.label:
        yield _paragraph(_run(quote.label), "Note", keeps_next=True)
    yield _paragraph(_run(quote.text), "Quote")


def _facts(facts: Facts) -> Iterator[str]:
    if not facts.rows:
        return
    rows = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(_run(row.label), _LABEL_WIDTH, 'FactLabel')}"
        f"{_cell(_value(row), _VALUE_WIDTH, 'Fact')}</w:tr>"
        for row in facts.rows
    )
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Facts"/>'
        f'<w:tblW w:w="{_LABEL_WIDTH + _VALUE_WIDTH}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0080" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{_LABEL_WIDTH}"/><w:gridCol w:w="{_VALUE_WIDTH}"/></w:tblGrid>'
        f"{rows}</w:tbl>"
    )
    # Two tables that touch become one.
    yield _paragraph("", "Gap")


def _value(fact: Fact) -> str:
    value = one_line(fact.value)
    return _link(value, fact.target) if fact.target else _run(value)


def _cell(content: str, width: int, style: str) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_paragraph(content, style)}</w:tc>"
    )


def _paragraph(content: str, style: str, *, keeps_next: bool = False) -> str:
    keep = "<w:keepNext/>" if keeps_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{content}</w:p>'


def _run(text: str, *, bold: bool = False, colour: str = "", is_small: bool = False) -> str:
    """Return text as a run; line ends and tabs become the elements that show them."""
    marks = (
        ("<w:b/><w:bCs/>" if bold else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + ('<w:sz w:val="18"/><w:szCs w:val="18"/>' if is_small else "")
    )
    shown = (
        f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t>'.replace(
            "\n", '</w:t><w:br/><w:t xml:space="preserve">'
        )
        .replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
        .replace('<w:t xml:space="preserve"></w:t>', "")
    )
    return f"<w:r>{f'<w:rPr>{marks}</w:rPr>' if marks else ''}{shown}</w:r>"


def _link(text: str, anchor: str) -> str:
    run = (
        '<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'
    )
    return f'<w:hyperlink w:anchor="{_anchor(anchor)}" w:history="1">{run}</w:hyperlink>'


def _anchor(anchor: str) -> str:
    # A bookmark's name begins with a letter and holds no hyphen.
    return anchor.replace("-", "_")
