"""Tables that go on from page to page, printed or made by hand, and what is read of them."""

from corpus import make_passages, parse_blocks
from tests.corpus.invariants import check_passages
from tests.corpus.pdf_paper import LONG, Paper

HEAD = ("기업", "분야", "매출")
ROWS = tuple(
    (f"{name}전자", f"{name}도체 제조", f"{n},500")
    for n, name in enumerate("가나다라마바사아자", 1)
)
XS = (50, 150, 300, 400)


def draw(paper, rows, y, xs=XS, step=20):
    """A ruled table whose first row begins at `y`; None leaves a cell empty."""
    paper.grid(xs, [y + step * number for number in range(len(rows) + 1)])
    for number, row in enumerate(rows):
        for x, cell in zip(xs, row, strict=False):
            if cell:
                paper.text(x + 10, y + step * number + 14, cell)
    return paper


def pages(*parts, between=(), xs=None):
    """Pages with a running title and a number; the first part is at the foot of its page.

    `between` holds for each later page the lines above its table.
    """
    paper = Paper()
    for number, rows in enumerate(parts):
        paper.page().text(60, 30, "제조업 백서", 8).text(290, 810, f"- {number + 1} -", 8)
        edges = xs[number] if xs else XS
        top = 60
        if number == 0:
            paper.text(60, 60, LONG)
            top = 760 - 20 * len(rows)
            paper.text(60, top - 30, "〈표 3〉 기업별 매출").text(330, top - 10, "(단위: 억원)")
        for at, line in enumerate(between[number - 1] if number and between else ()):
            paper.text(60, 60 + 20 * at, line)
            top = 60 + 20 * at + 14
        draw(paper, rows, top, edges)
    return paper


def tables(document):
    passages = make_passages(document)
    check_passages(document, passages)
    return [block.table for block in parse_blocks(document) if block.table]


def texts(table):
    return [tuple(cell.text for cell in row) for row in table.rows]
