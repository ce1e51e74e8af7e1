"""The report of `story` as DOCX, and its tables as XLSX."""

from io import BytesIO
from xml.sax.saxutils import escape

import docx
import openpyxl
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.corpus.story import BUDGET, LEVELS, REPORT, Heading, Item, Text, parts_of

_W = nsdecls("w")
_BULLETS, _NUMBERS = 91, 92
_FORMATS = {
    _BULLETS: (("bullet", "●"), ("bullet", "–")),
    _NUMBERS: (("decimal", "(%1)"), ("decimalEnclosedCircle", "%2")),
}


def write_docx(story=REPORT):
    """By styles, numbering, merged cells, header rows and real footnotes."""
    paper = docx.Document()
    paper.core_properties.title = story.title
    paper.core_properties.author = story.author
    _add_numbering(paper)
    _add_notes(paper, story.notes)
    section = paper.sections[0]
    section.header.paragraphs[0].text = story.running
    foot = section.footer.paragraphs[0]
    foot.add_run("- ")
    foot._p.append(
        parse_xml(f'<w:fldSimple {_W} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )
    foot.add_run(" -")
    paper.add_paragraph(story.title, style="Title")
    for piece in story.pieces:
        if isinstance(piece, Heading):
            paper.add_paragraph(piece.text, style=f"Heading {piece.level}")
        elif isinstance(piece, Text):
            _fill(paper.add_paragraph(), piece.text)
        elif isinstance(piece, Item):
            paragraph = paper.add_paragraph(style="List Paragraph")
            number = _NUMBERS if piece.number else _BULLETS
            paragraph._p.get_or_add_pPr().append(
                parse_xml(
                    f'<w:numPr {_W}><w:ilvl w:val="{piece.level - 1}"/>'
                    f'<w:numId w:val="{number}"/></w:numPr>'
                )
            )
            _fill(paragraph, piece.text)
        else:
            paper.add_paragraph(piece.caption, style="Caption")
            paper.add_paragraph(f"(단위: {piece.unit})")
            _add_table(paper, piece)
            paper.add_paragraph(piece.source)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _fill(paragraph, text):
    for number, part in enumerate(parts_of(text)):
        if number % 2:
            run = paragraph.add_run()
            run.font.superscript = True
            run._r.append(parse_xml(f'<w:footnoteReference {_W} w:id="{int(part) + 1}"/>'))
        else:
            paragraph.add_run(part)


def _add_table(paper, table):
    grid = paper.add_table(table.height, table.width, style="Table Grid")
    for cell in table.cells:
        first = grid.cell(cell.row, cell.column)
        if cell.rows > 1 or cell.columns > 1:
            last = grid.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1)
            first = first.merge(last)
        _fill(first.paragraphs[0], cell.text)
    for row in grid.rows[: table.header]:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {_W}/>"))


def _add_numbering(paper):
    numbering = paper.part.numbering_part.element
    first = numbering.find(qn("w:num"))
    for number, levels in _FORMATS.items():
        inner = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{sign}"/></w:lvl>'
            for level, (form, sign) in enumerate(levels)
        )
        first.addprevious(
            parse_xml(f'<w:abstractNum {_W} w:abstractNumId="{number}">{inner}</w:abstractNum>')
        )
        numbering.append(
            parse_xml(f'<w:num {_W} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )


def _add_notes(paper, notes):
    """The part for footnotes, which python-docx does not write."""
    body = "".join(
        f'<w:footnote w:id="{int(number) + 1}"><w:p><w:r><w:rPr><w:vertAlign '
        f'w:val="superscript"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> '
        f"{escape(text)}</w:t></w:r></w:p></w:footnote>"
        for number, text in notes.items()
    )
    rules = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/>'
        "</w:r></w:p></w:footnote>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {_W}>{rules}{body}'
        "</w:footnotes>".encode(),
        paper.part.package,
    )
    paper.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def write_xlsx():
    """A sheet a table: caption, unit, grid and source one below the other."""
    book = openpyxl.Workbook()
    book.properties.title = REPORT.title
    book.remove(book.active)
    for name, table in (("사업비", BUDGET), ("저수율", LEVELS)):
        sheet = book.create_sheet(name)
        sheet["A1"] = table.caption
        sheet["A2"] = f"(단위: {table.unit})"
        top = 3
        for cell in table.cells:
            number = cell.text.replace(",", "")
            place = sheet.cell(top + cell.row, 1 + cell.column)
            place.value = int(number) if number.isdigit() else cell.text
            if number.isdigit():
                place.number_format = "#,##0"
            if cell.rows > 1 or cell.columns > 1:
                sheet.merge_cells(
                    start_row=top + cell.row,
                    end_row=top + cell.row + cell.rows - 1,
                    start_column=1 + cell.column,
                    end_column=cell.column + cell.columns,
                )
        sheet.cell(top + table.height, 1).value = table.source
    out = BytesIO()
    book.save(out)
    return out.getvalue()
