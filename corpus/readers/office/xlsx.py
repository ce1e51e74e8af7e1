"""XLSX: each sheet a page, its tables as they show, the values as their formats show them."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.extract import Extract
from corpus.readers.flow import PageStart, Paragraph, Piece
from corpus.readers.flow_writer import write_flow
from corpus.readers.office.drawings import (
    graphic_pieces,
    is_decorative,
    paragraph_texts,
    written_description,
)
from corpus.readers.office.package import Package, chosen, count_elements
from corpus.readers.office.regions import lay_out_sheet
from corpus.readers.office.xlsx_book import Book, Sheet, read_book
from corpus.readers.office.xlsx_sheet import read_sheet
from corpus.readers.xml import child, children, descendants, local_name

_MOST_SHEETS = 2_000


def read_xlsx(data: bytes, source: str, limits: Limits) -> Extract:
    """Read a workbook: XLSX, XLSM and their templates, transitional or strict.

    A sheet is a page that its name labels and heads. Hidden sheets, rows and columns are
    left out and counted.

    Raises:
        ReadError: see `Archive`, `parse_xml`; `file-too-many-pages`.
    """
    package = Package(data, source, limits)
    book = read_book(package, package.main_part("xl/workbook.xml"))
    if len(book.sheets) > _MOST_SHEETS:
        raise ReadError(
            "file-too-many-pages", file=source, count=len(book.sheets), limit=_MOST_SHEETS
        )
    pieces: list[Piece] = []
    labels: list[str | None] = []
    has_content = False
    for sheet in book.sheets:
        if sheet.is_hidden:
            package.lose("hidden-text-left-out")
            continue
        own = list(_sheet_pieces(package, book, sheet, limits))
        has_content = has_content or bool(own)
        labels.append(sheet.name)
        pieces.extend((PageStart(is_counted=True), Paragraph(sheet.name, "heading", 1), *own))
    facts = package.facts()
    title = facts.pop("title", "")
    extract = write_flow(
        pieces if has_content else (),
        limits,
        title=title,
        labels=labels,
        losses=package.loss_report(),
        metadata=tuple(facts.items()),
    )
    package.refuse_pictures_only(bool(extract.text.strip()))
    return extract


def _sheet_pieces(package: Package, book: Book, sheet: Sheet, limits: Limits) -> Iterator[Piece]:
    if sheet.part not in package:
        package.lose("parts-damaged")
        return
    if sheet.kind == "worksheet":
        try:
            content = read_sheet(package, book, sheet, limits.max_cells)
        except ReadError as error:
            if error.code not in ("archive-part-damaged", "xml-damaged"):
                raise
            package.lose("parts-damaged")
            return
        yield from (Paragraph(text, "furniture") for text in content.furniture)
        cuts = [True] if content.is_cut else []
        yield from lay_out_sheet(
            content.cells, content.hints, limits.max_cells, lambda: cuts.append(True)
        )
        package.lose("table-cut", min(1, len(cuts)))
    for relation in package.relations(sheet.part).values():
        if relation.kind == "comments":
            package.lose("comments-left-out", count_elements(package, relation.target, "comment"))
        elif relation.kind in ("oleObject", "package"):
            package.lose("objects-not-read")
        elif relation.kind == "drawing":
            yield from _drawn(package, relation.target)


def _drawn(package: Package, part: str) -> Iterator[Piece]:
    """Yield the charts, text boxes and described pictures that float over a sheet."""
    root = package.optional_xml(part)
    if root is None:
        return
    stack = [root]
    while stack:
        one = stack.pop()
        name = local_name(one)
        if name == "AlternateContent":
            stack.extend(chosen(one))
        elif name == "graphicData":
            yield from graphic_pieces(one, package, part)
        elif name == "sp":
            body = child(one, "txBody")
            texts = paragraph_texts(body) if body is not None else ()
            yield from (Paragraph(text) for text in texts)
        elif name == "pic":
            drawn = next(descendants(one, "cNvPr"), None)
            text = written_description(drawn) if drawn is not None else ""
            if text:
                yield Paragraph(text)
            elif not is_decorative(one):
                package.lose("images-not-read")
        else:
            stack.extend(reversed(list(children(one))))
