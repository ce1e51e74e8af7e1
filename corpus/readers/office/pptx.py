"""PPTX: each slide a page, its shapes in the order in which a slide is read."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.extract import Extract
from corpus.readers.flow import PageStart, Paragraph, Piece, has_text
from corpus.readers.flow_writer import write_flow
from corpus.readers.office.drawings import graphic_pieces, is_decorative, written_description
from corpus.readers.office.package import Package, count_elements, relation_id
from corpus.readers.office.pptx_shapes import (
    Shape,
    Template,
    placeholder_of,
    read_shapes,
    sort_shapes,
)
from corpus.readers.office.pptx_text import (
    paragraph_text,
    read_slide_table,
    shape_paragraphs,
)
from corpus.readers.xml import Element, attribute, child, children, descendants, local_name

_TITLES = ("title", "ctrTitle")
_FURNITURE = ("dt", "ftr", "hdr")
# What stands before the notes of a slide, for they are no part of what it shows.
_NOTES = "[노트]"


def read_pptx(data: bytes, source: str, limits: Limits) -> Extract:
    """Read a presentation: PPTX, PPTM, PPSX and their templates, transitional or strict.

    The first slide's title heads the whole; the titles of section slides head the slides
    that follow. Hidden slides are read like the others.

    Raises:
        ReadError: see `Archive`, `parse_xml`; `file-too-many-pages`.
    """
    return _Reader(data, source, limits).extract()


class _Reader:
    """One presentation being read."""

    def __init__(self, data: bytes, source: str, limits: Limits) -> None:
        self._limits = limits
        self._package = package = Package(data, source, limits)
        self._main = package.main_part("ppt/presentation.xml")
        self._root = package.xml(self._main)
        self._templates: dict[str, Template] = {}
        self._title = ""
        self._has_sections = False
        self._furniture: set[str] = set()

    def extract(self) -> Extract:
        listed = child(self._root, "sldIdLst")
        parts = [
            self._package.target(self._main, relation_id(one))
            for one in (children(listed, "sldId") if listed is not None else ())
        ]
        if len(parts) > self._limits.max_pages:
            raise ReadError(
                "file-too-many-pages",
                file=self._package.source,
                count=len(parts),
                limit=self._limits.max_pages,
            )
        first = attribute(self._root, "firstSlideNum", "1")
        start = int(first) if first.isdecimal() and len(first) < 6 else 1
        kinds = [self._layout(part).kind for part in parts]
        self._has_sections = "secHead" in kinds[1:]
        pieces: list[Piece] = []
        for number, (part, kind) in enumerate(zip(parts, kinds, strict=True)):
            pieces.append(PageStart(is_counted=True))
            pieces.extend(self._slide(part, number, kind))
        facts = self._package.facts()
        title = facts.pop("title", "")
        extract = write_flow(
            pieces,
            self._limits,
            title=title or self._title,
            labels=[str(start + number) for number in range(len(parts))],
            losses=self._package.loss_report(),
            metadata=tuple(facts.items()),
        )
        self._package.refuse_pictures_only(bool(extract.text.strip()))
        return extract

    def _slide(self, part: str, number: int, kind: str) -> Iterator[Piece]:
        root = self._package.optional_xml(part)
        tree = _tree(root)
        if tree is None:
            return
        template = self._layout(part)
        shapes = read_shapes(tree, self._package)
        titles = [shape for shape in shapes if shape.role in _TITLES]
        level = 1 if number == 0 else 2 if kind == "secHead" or not self._has_sections else 3
        for shape in titles:
            text = " ".join(one.text for one in shape_paragraphs(shape, template, self._package))
            if text.strip():
                if not self._title:
                    self._title = " ".join(text.split())[:300]
                yield Paragraph(text.replace("\n", " "), "heading", level)
        rest = tuple(shape for shape in shapes if shape.role not in _TITLES)
        for shape in sort_shapes(rest, template):
            yield from self._shape(shape, template, part)
        yield from self._notes(part)
        for relation in self._package.relations(part).values():
            if relation.kind == "comments":
                count = count_elements(self._package, relation.target, "cm")
                self._package.lose("comments-left-out", count)

    def _shape(self, shape: Shape, template: Template, part: str) -> Iterator[Piece]:
        stack = [shape]
        while stack:
            one = stack.pop()
            name = local_name(one.element)
            if one.members:
                stack.extend(reversed(sort_shapes(one.members, template)))
            elif name == "graphicFrame":
                yield from self._graphic(one.element, part)
            elif name == "pic":
                yield from self._picture(one.element)
            elif one.role == "sldNum":
                # The label of the page says it.
                continue
            elif one.role in _FURNITURE:
                for paragraph in shape_paragraphs(one, template, self._package):
                    if paragraph.text not in self._furniture:
                        self._furniture.add(paragraph.text)
                        yield Paragraph(paragraph.text, "furniture")
            else:
                yield from shape_paragraphs(one, template, self._package)

    def _graphic(self, frame: Element, part: str) -> Iterator[Piece]:
        for data in descendants(frame, "graphicData"):
            table = child(data, "tbl")
            if table is not None:
                found_table = read_slide_table(table, self._package)
                if has_text(found_table):
                    yield found_table
            elif next(descendants(data, "oleObj"), None) is not None:
                self._package.lose("objects-not-read")
            else:
                found = list(graphic_pieces(data, self._package, part))
                if not found and next(descendants(data, "chart", "relIds"), None) is None:
                    self._package.lose("objects-not-read")
                yield from found
            return

    def _picture(self, picture: Element) -> Iterator[Piece]:
        if next(descendants(picture, "videoFile", "audioFile", "wavAudioFile"), None) is not None:
            self._package.lose("media-not-read")
            return
        drawn = next(descendants(picture, "cNvPr"), None)
        text = written_description(drawn) if drawn is not None else ""
        if text:
            yield Paragraph(text)
        elif not is_decorative(picture):
            self._package.lose("images-not-read")

    def _notes(self, part: str) -> Iterator[Piece]:
        target = self._package.related(part, "notesSlide")
        tree = _tree(self._package.optional_xml(target)) if target else None
        if tree is None:
            return
        marker = _NOTES
        for shape in descendants(tree, "sp"):
            if placeholder_of(shape)[0] not in ("body", "obj", ""):
                continue
            body = child(shape, "txBody")
            for one in children(body, "p") if body is not None else ():
                text = paragraph_text(one, self._package)
                if text.strip():
                    yield Paragraph(text, marker=marker)
                    marker = ""

    def _layout(self, slide: str) -> Template:
        part = self._package.related(slide, "slideLayout")
        return self._template(part, "slideMaster") if part else Template()

    def _template(self, part: str, above: str) -> Template:
        if part not in self._templates:
            root = self._package.optional_xml(part)
            tree = _tree(root)
            upper = self._package.related(part, above) if above else ""
            # Its own pictures and hidden shapes are no losses of the document.
            before = dict(self._package.losses)
            shapes = read_shapes(tree, self._package) if tree is not None else ()
            self._package.losses = before
            self._templates[part] = Template(
                shapes,
                child(root, "txStyles") if root is not None else None,
                self._template(upper, "") if upper else None,
                attribute(root, "type") if root is not None else "",
            )
        return self._templates[part]


def _tree(root: Element | None) -> Element | None:
    common = child(root, "cSld") if root is not None else None
    return child(common, "spTree") if common is not None else None
