"""What DOCX, PPTX and XLSX draw alike: pictures, charts, diagrams."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.readers.flow import FlowCell, FlowTable, Paragraph, Piece
from corpus.readers.office.number_formats import show_number
from corpus.readers.office.package import Package, relation_id
from corpus.readers.xml import Element, attribute, child, children, descendants, local_name

# Descriptions that programs write: names of shapes and files, guesses, what Hancom says.
_MADE_UP = re.compile(
    r"(?:그림|사진|이미지|도형|개체|텍스트|직사각형|타원|차트|picture|image|photo|img|graphic|object|"
    r"shape|chart|logo|icon)\s*[\d_-]*"
    r"|(?:그림입니다|사각형입니다|묶음 개체입니다|선입니다|타원입니다|OLE 개체입니다).*"
    r"|.*원본 그림의 이름.*"
    r"|.*(?:자동으로 생성된 설명|자동 생성된 설명|description (?:automatically|generated)).*"
    r"|(?:\S*[\\/])?[^\s\\/]{1,120}\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp)"
    r"|https?://\S+|[A-Za-z0-9_.:\\/-]*",
    re.IGNORECASE | re.DOTALL,
)
_GRAPHS = frozenset(
    """
    barChart bar3DChart lineChart line3DChart pieChart pie3DChart ofPieChart doughnutChart
    areaChart area3DChart scatterChart bubbleChart radarChart stockChart surfaceChart
    surface3DChart
    """.split()
)
_AXES = frozenset(("catAx", "valAx", "dateAx", "serAx"))
# More than a person can see; a file may claim any number.
_MOST_SERIES = 255
_MOST_POINTS = 20_000
_MOST_CELLS = 200_000


def written_description(element: Element) -> str:
    """Return what a person wrote about a picture (`descr`), nothing where a program did."""
    text = " ".join(attribute(element, "descr").split())
    return "" if _MADE_UP.fullmatch(text) else text


def is_decorative(element: Element) -> bool:
    """Tell a picture that its author calls mere decoration."""
    return any(attribute(one, "val") in ("1", "true") for one in descendants(element, "decorative"))


def graphic_pieces(graphic: Element, package: Package, part: str) -> Iterator[Piece]:
    """Yield the chart or diagram of a `graphicData`; what cannot be read counts as a loss."""
    for one in descendants(graphic, "chart", "relIds"):
        if local_name(one) == "chart":
            target = package.target(part, relation_id(one))
            found = list(chart_pieces(package, target)) if target else []
            if not any(isinstance(piece, FlowTable) for piece in found):
                package.lose("charts-not-read")
            yield from found
        else:
            target = package.target(part, relation_id(one, "dm"))
            root = package.optional_xml(target) if target else None
            if root is None:
                package.lose("objects-not-read")
            else:
                yield from diagram_pieces(root)


def chart_pieces(package: Package, part: str) -> Iterator[Piece]:
    """Yield the title and the cached figures of a chart; see `read_chart`."""
    root = package.optional_xml(part)
    if root is not None:
        yield from read_chart(root)


def read_chart(root: Element) -> Iterator[Piece]:
    """Yield the titles and the cached figures of a `chartSpace`, a column a series.

    The titles of its axes (which often hold the unit) stand below its own; labels that
    somebody typed at a point follow the figures.

    Source: ECMA-376 Part 1, 21.2 (DrawingML Charts).
    """
    chart = child(root, "chart")
    if chart is None:
        return
    heading = child(chart, "title")
    title = _rich_text(heading) if heading is not None else ""
    named: list[str] = []
    columns: list[list[str]] = []
    categories: list[str] = []
    plot = child(chart, "plotArea")
    graphs = (
        [one for one in children(plot) if local_name(one) in _GRAPHS] if plot is not None else []
    )
    for series in [one for graph in graphs for one in children(graph, "ser")][:_MOST_SERIES]:
        names = _values(child(series, "cat")) or _values(child(series, "xVal"))
        figures = _values(child(series, "val")) or _values(child(series, "yVal"))
        if len(names) > len(categories):
            categories = names
        label = " ".join(_values(child(series, "tx")))
        if figures:
            named.append(label)
            columns.append(figures)
        sizes = _values(child(series, "bubbleSize"))
        if sizes:
            named.append(label)
            columns.append(sizes)
    titles = [title, *_axis_titles(plot)] if plot is not None else [title]
    captions = tuple(Paragraph(one, "caption") for one in titles if one)
    height = max((len(column) for column in columns), default=0)
    if not height:
        yield from captions
        yield from _typed_labels(graphs)
        return
    height = min(height, _MOST_CELLS // (len(columns) + 1))
    cells = [_cell(0, 0, "")]
    cells += [_cell(0, at + 1, name) for at, name in enumerate(named)]
    for row in range(height):
        cells.append(_cell(row + 1, 0, categories[row] if row < len(categories) else ""))
        for at, column in enumerate(columns):
            if row < len(column):
                cells.append(_cell(row + 1, at + 1, column[row]))
    header = 1 if any(named) else 0
    yield FlowTable(tuple(cells), captions, header_rows=header, header_columns=1)
    yield from _typed_labels(graphs)


def _axis_titles(plot: Element) -> list[str]:
    axes = [one for one in children(plot) if local_name(one) in _AXES]
    titles = (child(axis, "title") for axis in axes)
    return [_rich_text(one) for one in titles if one is not None]


def _typed_labels(graphs: Sequence[Element]) -> Iterator[Paragraph]:
    for graph in graphs:
        for label in descendants(graph, "dLbl"):
            # Fields stand for what the table says already.
            runs = (one for run in descendants(label, "r") for one in children(run, "t"))
            text = " ".join("".join(one.text or "" for one in runs).split())
            if text:
                yield Paragraph(text)


def diagram_pieces(root: Element) -> Iterator[Paragraph]:
    """Yield the texts of a diagram (SmartArt) as nested items, in the order of its tree.

    Source: ECMA-376 Part 1, 21.4 (DrawingML Diagrams).
    """
    texts: dict[str, str] = {}
    top: list[str] = []
    for point in descendants(root, "pt"):
        key, kind = attribute(point, "modelId"), attribute(point, "type", "node")
        if kind == "doc":
            top.append(key)
        elif kind in ("node", "asst"):
            body = child(point, "t")
            texts[key] = " ".join(paragraph_texts(body)) if body is not None else ""
    below: dict[str, list[tuple[int, str]]] = {}
    for link in descendants(root, "cxn"):
        if attribute(link, "type", "parOf") == "parOf":
            order = attribute(link, "srcOrd", "0")
            place = int(order) if order.isdecimal() and len(order) < 9 else 0
            below.setdefault(attribute(link, "srcId"), []).append(
                (place, attribute(link, "destId"))
            )
    seen: set[str] = set()
    stack = [(key, 0) for key in reversed(top)]
    while stack:
        key, depth = stack.pop()
        if key in seen:
            continue
        seen.add(key)
        if texts.get(key):
            yield Paragraph(texts[key], "item", max(1, min(depth, 9)))
        stack.extend((one, depth + 1) for _, one in sorted(below.get(key, ()), reverse=True))
    for key, text in texts.items():
        if key not in seen and text:
            yield Paragraph(text, "item", 1)


def paragraph_texts(body: Element) -> list[str]:
    """Return the text of each paragraph (`a:p`) of a text body that has any."""
    found = (run_text(one) for one in descendants(body, "p"))
    return [text.strip() for text in found if text.strip()]


def run_text(paragraph: Element) -> str:
    """Return the text of the runs, fields and line breaks of an `a:p`."""
    parts = []
    for one in descendants(paragraph, "t", "br", "tab"):
        name = local_name(one)
        parts.append(one.text or "" if name == "t" else "\n" if name == "br" else "\t")
    return "".join(parts)


def _rich_text(title: Element) -> str:
    """Return the title of a chart: typed in, or cached from a cell."""
    lines = paragraph_texts(title)
    return " ".join(" ".join(lines).split()) if lines else " ".join(_values(child(title, "tx")))


def _values(source: Element | None) -> list[str]:
    """Return the cached values of a chart's data, numbers as their format shows them."""
    if source is None:
        return []
    for cache in descendants(
        source, "strCache", "numCache", "strLit", "numLit", "multiLvlStrCache"
    ):
        if local_name(cache) == "multiLvlStrCache":
            # The innermost level comes first; an outer name holds until the next one.
            levels = [_points(level, "General") for level in children(cache, "lvl")]
            size = max((len(level) for level in levels), default=0)
            return [_joined(levels, at) for at in range(size)]
        code = child(cache, "formatCode")
        return _points(cache, (code.text if code is not None else None) or "General")
    direct = child(source, "v")
    return [direct.text or ""] if direct is not None else []


def _joined(levels: list[list[str]], at: int) -> str:
    names = []
    for number, level in enumerate(reversed(levels)):
        held = [name for name in level[: at + 1] if name]
        own = level[at] if at < len(level) else ""
        innermost = number == len(levels) - 1
        name = own if innermost or not held else held[-1]
        if name:
            names.append(name)
    return " ".join(names)


def _points(cache: Element, code: str) -> list[str]:
    found: dict[int, str] = {}
    numeric = local_name(cache).startswith("num")
    for point in children(cache, "pt"):
        value = child(point, "v")
        place = attribute(point, "idx")
        if (
            value is None
            or not value.text
            or not place.isdecimal()
            or len(place) > 6
            or int(place) >= _MOST_POINTS
        ):
            continue
        text = value.text.strip()
        if numeric:
            own = attribute(point, "formatCode", code)
            try:
                text = show_number(float(text), own)
            except ValueError:
                text = value.text
        found[int(place)] = text
    size = max(found, default=-1) + 1
    return [found.get(at, "") for at in range(size)]


def _cell(row: int, column: int, text: str) -> FlowCell:
    return FlowCell(row, column, (Paragraph(" ".join(text.split())),))
