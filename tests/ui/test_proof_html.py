"""Tables and reasons as the evidence shows them: nothing moved, nothing lost, nothing live."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Explanation, Reason, WordMatch
from assistant.explanation import GROUPS
from corpus import Box, Table, TableCell, View
from tests.ui.web_fakes import build_library
from ui.messages import text
from ui.web.proof.page import marks_html
from ui.web.proof.reasons import reasons_html
from ui.web.proof.table import MANY_ROWS, MAX_ROWS, table_html


def make_table(rows, spans=(), header_rows=1, header_columns=0, caption="표 1", unit=""):
    """A table whose cell texts stand one behind the other in a source of one line each.

    `spans` holds (row, column, rows, columns); the places they cover are None in `rows`.
    """
    wide = {(row, column): (down, right) for row, column, down, right in spans}
    cells, at = [], 0
    for row, line in enumerate(rows):
        for column, shown in enumerate(line):
            if shown is None:
                continue
            view = View.of(" " * at + shown, at, at + len(shown))
            down, right = wide.get((row, column), (1, 1))
            cells.append(TableCell(row, column, view, down, right, row < header_rows))
            at += len(shown) + 1
    columns = tuple(str(name) for name in rows[0])
    return Table(caption, unit, "", columns, (), tuple(cells), (), header_rows, header_columns)


def place_of(table, shown):
    cell = next(cell for cell in table.cells if cell.view.text == shown)
    (span,) = cell.view.spans
    return span.start, span.end


def laid_out(html):
    """Lay a table out as a browser does: text and tag by row and column."""
    places = {}
    for row, line in enumerate(re.findall(r"<tr.*?</tr>", html, re.DOTALL)):
        column = 0
        for tag, attributes, inner in re.findall(r"<(t[hd])([^>]*)>(.*?)</t[hd]>", line):
            while (row, column) in places:
                column += 1
            down, right = (
                int(found.group(1)) if (found := re.search(rf'{name}="(\d+)"', attributes)) else 1
                for name in ("rowspan", "colspan")
            )
            shown = unescape(re.sub("</?mark>", "", inner))
            for y in range(down):
                for x in range(right):
                    assert (row + y, column + x) not in places, "two cells in one place"
                    places[row + y, column + x] = (shown, tag)
    return places


MERGED = make_table(
    [
        ["구분", "2023", None, "비고"],
        [None, "상", "하", None],
        ["가", "1", "2", "<b>굵게</b>"],
        [None, "3", "4", ""],
    ],
    spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 2, 1), (2, 0, 2, 1)],
    header_rows=2,
    header_columns=1,
    unit="억 원",
)


def test_merged_cells_stay_merged_and_headers_are_headers():
    places = laid_out(table_html(MERGED, *place_of(MERGED, "3"), (), "ko"))
    assert {at: tag for at, (_, tag) in places.items() if tag == "th"}.keys() == {
        (0, 0), (0, 1), (0, 2), (0, 3), (1, 0), (1, 1), (1, 2), (1, 3), (2, 0), (3, 0),
    }  # fmt: skip
    rows = [[places[row, column][0] for column in range(4)] for row in range(4)]
    assert rows == [
        ["구분", "2023", "2023", "비고"],
        ["구분", "상", "하", "비고"],
        ["가", "1", "2", "<b>굵게</b>"],
        ["가", "3", "4", ""],
    ]


def test_the_cited_cells_are_marked_and_their_row_is_told():
    start, _ = place_of(MERGED, "1")
    _, end = place_of(MERGED, "2")
    html = table_html(MERGED, start, end, (), "ko")
    assert re.findall("<mark>(.*?)</mark>", html) == ["1", "2"]
    assert html.count('<tr class="cited">') == 1
    assert "<small>단위: 억 원</small>" in html and "<b>" not in html
    assert 'scope="colgroup"' in html and 'scope="rowgroup"' in html


def test_named_columns_alone_are_marked():
    table = make_table([["구분", "상", "하"], ["가", "1", "2"]])
    start, end = place_of(table, "가")[0], place_of(table, "2")[1]
    assert re.findall("<mark>(.*?)</mark>", table_html(table, start, end, ("하",), "ko")) == ["2"]
    marked = re.findall("<mark>(.*?)</mark>", table_html(table, start, end, ("없는 열",), "ko"))
    assert marked == ["가", "1", "2"]


def test_of_a_long_table_the_rows_around_the_cited_one_are_seen_first():
    table = make_table([["이름", "값"], *([f"항목{n}", str(n)] for n in range(1, 101))])
    html = table_html(table, *place_of(table, "항목50"), (), "ko")
    seen = re.sub(r'<tbody class="rest" hidden>.*?</tbody>', "", html)
    assert [at[0] for at in laid_out(seen) if at[1] == 0] == list(range(8))
    assert re.findall("항목\\d+", seen) == [f"항목{n}" for n in range(47, 54)]
    assert re.findall("항목\\d+", html) == [f"항목{n}" for n in range(1, 101)]
    assert text("grid.all", "ko", count=93) in html
    short = make_table([["이름", "값"], *([f"항목{n}", str(n)] for n in range(MANY_ROWS))])
    assert "more-rows" not in table_html(short, *place_of(short, "항목3"), (), "ko")


def test_no_cell_is_cut_in_two_by_what_is_seen_first():
    lines = [["이름", "값"], *([f"무리{n}" if n % 10 == 0 else None, str(n)] for n in range(60))]
    spans = [(row, 0, 10, 1) for row in range(1, 61, 10)]
    table = make_table(lines, spans=spans)
    html = table_html(table, *place_of(table, "35"), (), "ko")
    seen = re.sub(r'<tbody class="rest" hidden>.*?</tbody>', "", html)
    places = laid_out(seen)
    values = [places[at][0] for at in sorted(places) if at[1] == 1]
    assert values == ["값", *(str(n) for n in range(30, 40))]
    assert places[1, 0][0] == places[10, 0][0] == "무리30"


def test_a_table_without_end_is_bounded():
    table = make_table([["이름"], *([f"행{n}"] for n in range(MAX_ROWS + 50))])
    html = table_html(table, *place_of(table, "행5"), (), "ko")
    assert html.count("<tr") == MAX_ROWS + 1
    assert text("grid.more", "ko", count=50) in html


@given(st.lists(st.tuples(*[st.floats(0, 1)] * 4), max_size=5))
def test_marks_stay_on_their_page_and_cover_their_boxes(found):
    boxes = [Box(1, min(a, b), min(c, d), max(a, b), max(c, d)) for a, b, c, d in found]
    styles = re.findall(r'style="([^"]+)"', marks_html(boxes))
    assert len(styles) == len(boxes)
    for box, style in zip(boxes, styles, strict=True):
        left, top, width, height = (float(n) / 100 for n in re.findall(r":([\d.]+)%", style))
        assert left <= box.left + 1e-4 and left + width >= box.right - 1e-4
        assert top <= box.top + 1e-4 and top + height >= box.bottom - 1e-4
        assert left >= 0 and top >= 0 and left + width <= 1.0001 and top + height <= 1.0001


@pytest.mark.parametrize(
    ("lift", "said", "style"),
    [
        (6.0, "why.much", "left:50.0%;width:50.0%"),
        (0.6, "why.some", "left:50.0%;width:10.0%"),
        (0.0, "why.even", "left:50.0%;width:0.0%"),
        (-0.6, "why.less", "left:40.0%;width:10.0%"),
        (-3.0, "why.little", "left:0.0%;width:50.0%"),
    ],
)
def test_reasons_are_words_with_bars(lift, said, style):
    hit = build_library().search("시장 성장", 1)[0]
    words = (
        WordMatch("시장", 1.0, "unit"),
        WordMatch("<i>", 1.0, "context"),
        WordMatch("나라", 1.0, "nowhere", "국가"),
    )
    first = {group: names[0] for group, names in GROUPS.items()}
    reasons = tuple(
        Reason(name, 1.0, lift if name == first["words"] else 0.0)
        for names in GROUPS.values()
        for name in names
    )
    html = reasons_html((2, Explanation(hit, "한 <문장>", words, reasons)), "ko")
    assert "2위" in html and "“한 &lt;문장&gt;”" in html and "<i>" not in html
    assert "<li>나라(비슷한 말: 국가)</li>" in html
    name, bar, told = re.findall(
        r'<dt>([^<]*)</dt><dd><span class="bar".*?style="([^"]*)".*?</span></span><span>(.*?)</span>',
        html,
    )[0]
    assert (name, bar, told) == (text("why.group.words", "ko"), style, text(said, "ko"))
    assert html.count('class="bar"') == len(GROUPS)
