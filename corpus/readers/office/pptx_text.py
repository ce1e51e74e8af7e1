"""The text of shapes on slides: paragraphs with the bullets and numbers they inherit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.readers.flow import FlowCell, FlowTable, Paragraph
from corpus.readers.office.equations import equation_text
from corpus.readers.office.numerals import raised_text, symbol_text, write_number
from corpus.readers.office.package import Package, chosen
from corpus.readers.office.pptx_shapes import Shape, Template
from corpus.readers.xml import Element, attribute, child, children, local_name

_AUTO = {
    "arabic": "decimal",
    "alphaLc": "lowerLetter",
    "alphaUc": "upperLetter",
    "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
    "circleNumDb": "decimalEnclosedCircle",
    "circleNumWdWhite": "decimalEnclosedCircle",
    "circleNumWdBlack": "decimalEnclosedCircle",
    "arabicDb": "decimalFullWidth",
    "ea1Jpn": "chineseCounting",
    "ea1Chs": "chineseCounting",
    "ea1Cht": "chineseCounting",
    "ea1JpnKor": "koreanCounting",
    "ea1JpnChsDb": "chineseCounting",
}
_CLOSINGS = (("ParenBoth", "(", ")"), ("ParenR", "", ")"), ("Period", "", "."), ("Plain", "", ""))
_DEEPEST_LEVEL = 8
_WIDEST = 256


@dataclass(slots=True)
class _Numbers:
    """How far the numbered paragraphs of a text have been counted, by level."""

    last: dict[int, tuple[str, int]] = field(default_factory=dict)

    def next(self, level: int, style: str, start: int) -> int:
        held, count = self.last.get(level, ("", 0))
        value = count + 1 if held == style else start
        self.last[level] = (style, value)
        self.end(level + 1)
        return value

    def end(self, level: int) -> None:
        """Forget the numbers of a level and of those below it."""
        for deeper in [one for one in self.last if one >= level]:
            del self.last[deeper]


def shape_paragraphs(shape: Shape, template: Template, package: Package) -> Iterator[Paragraph]:
    """Yield the paragraphs of a shape; what has a bullet or number is an item of its level.

    Source: ECMA-376 Part 1, 21.1.2.4 (bullets and numbers); 19.7.10 (placeholders inherit
    from the layout, the layout from the master, bodies from the master's `bodyStyle`).
    """
    body = child(shape.element, "txBody")
    if body is None:
        return
    styles = list(_styles(shape, body, template))
    numbers = _Numbers()
    for one in children(body, "p"):
        text = paragraph_text(one, package)
        properties = child(one, "pPr")
        level = _level(properties)
        marker = _marker(properties, styles, level, numbers) if text.strip() else ""
        if marker:
            yield Paragraph(text, "item", level + 1, marker)
        elif text.strip():
            numbers.end(level)
            yield Paragraph(text)


def paragraph_text(paragraph: Element, package: Package) -> str:
    """Return the text of an `a:p`: runs, fields, line breaks, equations."""
    parts: list[str] = []
    stack = [iter(list(paragraph))]
    while stack:
        one = next(stack[-1], None)
        if one is None:
            stack.pop()
            continue
        name = local_name(one)
        if name == "r":
            parts.append(_run_text(one))
        elif name == "t":
            parts.append(one.text or "")
        elif name == "br":
            parts.append("\n")
        elif name == "tab":
            parts.append("\t")
        elif name == "oMath":
            parts.append(equation_text(one))
            package.lose("equations-in-line")
        elif name == "AlternateContent":
            stack.append(iter(chosen(one)))
        elif name and name not in ("pPr", "rPr", "endParaRPr"):
            stack.append(iter(list(one)))
    return "".join(parts).replace("\v", "\n")


def _run_text(run: Element) -> str:
    text = "".join(one.text or "" for one in children(run, "t"))
    properties = child(run, "rPr")
    # How far above the line, in thousandths of a percent.
    rise = attribute(properties, "baseline", "0") if properties is not None else "0"
    return raised_text(text) if rise.isdecimal() and rise.strip("0") else text


def read_slide_table(table: Element, package: Package) -> FlowTable:
    """Return a table of a slide. What a merged cell covers has no cell.

    Source: ECMA-376 Part 1, 21.1.3 (tables): `firstRow` and `firstCol` ask for the look of
    headers.
    """
    cells: list[FlowCell] = []
    rows = list(children(table, "tr"))
    for number, row in enumerate(rows):
        for column, cell in enumerate(children(row, "tc")):
            if _is_on(cell, "hMerge") or _is_on(cell, "vMerge"):
                continue
            body = child(cell, "txBody")
            texts = [
                Paragraph(paragraph_text(one, package))
                for one in (children(body, "p") if body is not None else ())
            ]
            tall = min(_whole(attribute(cell, "rowSpan"), 1), len(rows) - number)
            wide = min(_whole(attribute(cell, "gridSpan"), 1), _WIDEST)
            cells.append(FlowCell(number, column, tuple(texts), max(1, tall), max(1, wide)))
    properties = child(table, "tblPr")
    first_row = properties is not None and _is_on(properties, "firstRow") and len(rows) > 1
    first_column = properties is not None and _is_on(properties, "firstCol")
    return FlowTable(tuple(cells), header_rows=int(first_row), header_columns=int(first_column))


def _styles(shape: Shape, body: Element, template: Template) -> Iterator[Element]:
    """Yield the list styles that a shape's paragraphs follow, the nearest first."""
    own = child(body, "lstStyle")
    if own is not None:
        yield own
    if not shape.role:
        return
    for one in template.chain(shape.role, shape.index):
        text = child(one.element, "txBody")
        style = child(text, "lstStyle") if text is not None else None
        if style is not None:
            yield style
    master = template
    while master.above is not None:
        master = master.above
    name = "bodyStyle" if shape.role in ("body", "obj", "subTitle") else "otherStyle"
    style = child(master.styles, name) if master.styles is not None else None
    if style is not None:
        yield style


def _marker(
    properties: Element | None, styles: list[Element], level: int, numbers: _Numbers
) -> str:
    font = ""
    sources = [properties, *(child(style, f"lvl{level + 1}pPr") for style in styles)]
    for source in sources:
        if source is None:
            continue
        for one in children(source, "buFont", "buNone", "buChar", "buAutoNum", "buBlip"):
            name = local_name(one)
            if name == "buFont":
                font = font or attribute(one, "typeface")
            elif name == "buNone":
                return ""
            elif name == "buBlip":
                return "•"
            elif name == "buChar":
                return symbol_text(attribute(one, "char"), font).strip()
            else:
                kind = attribute(one, "type", "arabicPeriod")
                start = _whole(attribute(one, "startAt"), 1)
                return _number_marker(kind, numbers.next(level, kind, start))
    return ""


def _number_marker(kind: str, value: int) -> str:
    for ending, before, behind in _CLOSINGS:
        if kind.endswith(ending):
            style = _AUTO.get(kind.removesuffix(ending), "decimal")
            return f"{before}{write_number(value, style)}{behind}"
    return f"{write_number(value, _AUTO.get(kind, 'decimal'))}."


def _level(properties: Element | None) -> int:
    if properties is None:
        return 0
    return min(_whole(attribute(properties, "lvl"), 0), _DEEPEST_LEVEL)


def _is_on(element: Element, name: str) -> bool:
    return attribute(element, name) in ("1", "true", "on")


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else default
