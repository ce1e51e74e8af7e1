"""HWP 5: what its records say is what is read: words, what stands beside them, tables."""

import time

import pytest

from corpus import parse_blocks
from tests.corpus.hwp_files import read, text_of
from tests.corpus.hwp_paper import (
    COMPRESSED,
    FIELD_END,
    TAB,
    TRACKED,
    Cell,
    Control,
    Info,
    Inline,
    art,
    auto,
    box,
    embedded,
    endnote,
    equation,
    field,
    footnote,
    form,
    group,
    hidden,
    new_number,
    overlap,
    pack,
    par,
    picture,
    plist,
    record,
    ruby,
    running,
    section,
    section_records,
    table,
    video,
)
from tests.corpus.shown import losses, marked


class TestText:
    def test_paragraphs_are_lines(self):
        assert text_of("첫 문단", "", "둘째 문단") == "첫 문단\n둘째 문단"

    def test_controls_of_one_and_of_eight_places(self):
        parts = ("가", TAB, "나\n다\x18라\x1e마\x1f바", Inline(8), "사\x00\x19아")
        assert text_of(par(*parts)) == "가\t나\n다-라 마 바사아"

    def test_characters_beyond_the_basic_plane(self):
        assert text_of(par("𠮷野家 😀", TAB, "끝")) == "𠮷野家 😀\t끝"

    def test_half_a_character(self):
        raw = section_records([par("가나다")]).replace("나".encode("utf-16-le"), b"\x00\xd8")
        assert read(raw).text == "가\ufffd다"

    def test_composed_form(self):
        assert text_of("\u1112\u1161\u11ab글") == "한글"

    def test_raised_digits(self):
        info = Info(chars=[(10, 0), (10, 1 << 15)])
        raised = par(
            "넓이 30m2와 각주1) 표시, xn",
            shapes=((0, 0), (6, 1), (7, 0), (11, 1), (13, 0), (18, 1)),
        )
        assert text_of(raised, info=info) == "넓이 30m²와 각주¹⁾ 표시, xn"
        sources = par("방법3, 14-7을 쓴다", shapes=((0, 0), (2, 1), (9, 0)))
        assert text_of(sources, info=info) == "방법³, ¹⁴-⁷을 쓴다"

    def test_private_signs(self):
        document = read([par("\U000f02b1 번호, \uf06c 점, \ue0bc 옛글")])
        assert document.text == "① 번호, ● 점, \ue0bc 옛글"
        assert losses(document) == {"glyphs-unmapped": 1}

    def test_fields_show_their_text(self):
        link = (field("%hlk", "http\\://example.org;1;0;0;"), "누리집", FIELD_END)
        click = (field("%clk", "Clickhere:set:9:안내"), "이름", FIELD_END)
        assert text_of(par("보라: ", *link, " / ", *click, ".")) == "보라: 누리집 / 이름."

    def test_small_words_and_overlapping_characters(self):
        assert text_of(par(ruby("협업", "協業"), "과 ", overlap("㉮"))) == "협업(協業)과 ㉮"

    def test_equations_as_written(self):
        document = read([par("값은 ", equation("{a} over {b}"), "이다")])
        assert document.text == "값은 [수식: {a} over {b}]이다"
        assert losses(document) == {"equations-as-written": 1}

    def test_forms(self):
        properties = "CommonSet:set:40:Caption:wstring:3:동의함 ButtonSet:set:9:Value:int:1"
        edit = "CommonSet:set:9: EditSet:set:9:Text:wstring:3:홍길동 MaxLength:int:9"
        parts = (form("+cbt", properties), form("+edt", edit))
        assert text_of(par("확인: ", *parts)) == "확인: ☑ 동의함 홍길동"


class TestBeside:
    def test_footnotes_and_endnotes(self):
        document = read(
            [
                par("하나", footnote(1, "첫 주"), "와 둘", footnote(2, "둘째 주"), "이다."),
                par("끝", endnote(1, "미주")),
            ]
        )
        assert document.text == "하나¹⁾와 둘²⁾이다.\n1) 첫 주\n2) 둘째 주\n끝¹⁾\n1) 미주"
        assert [text for _, text in marked(document, "footnote")] == [
            "1) 첫 주",
            "2) 둘째 주",
            "1) 미주",
        ]

    @pytest.mark.parametrize(
        ("stated", "runs", "shown"),
        [
            ((1, 2, 3), 0, "¹²³"),
            ((0, 0, 0), 0, "¹²³"),
            # No program counted: every note claims to be the first.
            ((1, 1, 1), 0, "¹²³"),
            # Anew on every page: the file knows where pages end.
            ((1, 2, 1), 2, "¹²¹"),
            ((7, 8, 9), 0, "⁷⁸⁹"),
        ],
    )
    def test_numbers_of_notes(self, stated, runs, shown):
        notes = [footnote(number, "글") for number in stated]
        first = par(section(notes=(runs, 0)), "가", notes[0])
        text = text_of(first, par("나", notes[1]), par("다", notes[2]))
        assert [line[1:-1] for line in text.split("\n")[::2]] == list(shown)

    def test_notes_of_each_section_begin_anew(self):
        parts = [[par(section(notes=(1, 0)), "가", footnote(0, "글"))] for _ in range(2)]
        assert read(*parts).text == "가¹⁾\n1) 글\n가¹⁾\n1) 글"

    def test_a_new_number_for_notes(self):
        assert text_of(par("가", new_number("footnote", 5), footnote(0, "글"))) == "가⁵⁾\n5) 글"

    def test_headers_and_footers_stand_once(self):
        head = running("head", "가을 보고서")
        foot = running("foot", par("- ", auto("page", 3), " -"))
        document = read([par(section(), head, foot, "본문")], [par(section(), head, "다음")])
        assert document.text == "가을 보고서\n본문\n다음"
        assert marked(document, "furniture") == [(0, "가을 보고서")]

    def test_what_stands_behind_every_page(self):
        document = read([par(section(masters=[["대외비"]]), "본문")])
        assert (document.text, marked(document, "furniture")) == ("대외비\n본문", [(0, "대외비")])

    def test_hidden_comments_and_memos_are_counted(self):
        memo = (field("%%me", "MEMO/0"), "본문의 말", FIELD_END)
        other = (field("%unk", "MEMO/65535/2/id/id/지은이/"), "둘째 말", FIELD_END)
        lists = record(0x5D, 1, bytes(4)) + plist(["메모 글"], 1)
        raw = section_records([par(hidden("숨은 글"), *memo, " ", *other)]) + lists
        document = read(raw)
        assert document.text == "본문의 말 둘째 말"
        assert losses(document) == {"hidden-text-left-out": 1, "comments-left-out": 2}
        outside = record(0x5D, 0, bytes(4)) + plist(["메모 글"], 0)
        assert read(section_records(["앞"]) + outside + section_records([])).text == "앞"

    def test_boxes_groups_and_art(self):
        inner = box("상자 글", "둘째 줄")
        assert text_of(par("앞 글", inner)) == "앞 글\n상자 글\n둘째 줄"
        assert text_of(par(inner, "뒤 글")) == "상자 글\n둘째 줄\n뒤 글"
        assert text_of(par(group(["하나"], ["둘", "셋"]))) == "하나\n둘\n셋"
        assert text_of(par(art("글맵시\r\n글"))) == "글맵시\n글"

    def test_pictures_and_their_captions(self):
        told = picture(
            description="그림입니다.\r\n원본 그림의 이름: a.png",
            caption=[par("그림 ", auto("picture", 1), " 물길")],
        )
        english = picture(description="This is Picture.\nOriginal Picture Name: a.png\n640 pixels")
        assert text_of(par("글", english)) == "글"
        seen = picture(description="강을 따라 선 등대의 사진", caption=["그림 나"], below=False)
        document = read([par(told), par(seen, "끝")])
        assert document.text == "그림 1 물길\n그림 나\n[그림: 강을 따라 선 등대의 사진]\n끝"
        assert [text for _, text in marked(document, "caption")] == ["그림 1 물길", "그림 나"]
        assert losses(document) == {"images-not-read": 2}

    def test_what_cannot_be_read_is_counted(self):
        document = read([par("글", embedded(), embedded(chart=True), video())])
        assert losses(document) == {
            "objects-not-read": 1,
            "charts-not-read": 1,
            "media-not-read": 1,
        }

    def test_unknown_controls_lose_no_text(self):
        inside = Control(11, "new!", bytes(8), lambda level: plist(["새 글"], level))
        assert text_of(par("앞", inside)) == "앞\n새 글"

    def test_tracked_deletions(self):
        ranges = ((3, 5, 0x11000001), (0, 2, 0x10000001))
        parts = ("넣은 뺀 글", footnote(1, "주"))
        document = read([par(*parts, ranges=ranges)], flags=COMPRESSED | TRACKED)
        assert document.text == "넣은 글¹⁾\n1) 주"
        assert losses(document) == {"deleted-text-left-out": 1}
        # What the text was before the changes stands apart.
        before = section_records([par("새 글 옛 글", ranges=((3, 6, 0x11000001),))])
        tracked = read(
            ["새 글"], flags=COMPRESSED | TRACKED, streams={"ViewText/Section0": pack(before)}
        )
        assert (tracked.text, losses(tracked)) == ("새 글", {"deleted-text-left-out": 1})
        # Ranges mean other things where nothing is tracked.
        assert text_of(par(*parts, ranges=ranges)) == "넣은 뺀 글¹⁾\n1) 주"


class TestTables:
    def test_spans_and_headers(self):
        cells = [
            Cell(0, 0, "구분", row_span=2, header=True),
            Cell(0, 1, "실적", column_span=2, header=True),
            Cell(1, 1, "계획", header=True),
            Cell(1, 2, "결과", header=True),
            Cell(2, 0, "동구"),
            Cell(2, 1, "7"),
            Cell(2, 2, ["5", "(잠정)"]),
        ]
        document = read([par(table(cells, 3, 3))])
        assert document.text == "구분\t실적\t\n\t계획\t결과\n동구\t7\t5\n(잠정)"
        (grid,) = document.grids
        assert (grid.header_rows, grid.header_columns) == (2, 0)
        assert [
            (c.row, c.column, c.row_span, c.column_span, document.text[c.start : c.end])
            for c in grid.cells
        ] == [
            (0, 0, 2, 1, "구분"),
            (0, 1, 1, 2, "실적"),
            (1, 1, 1, 1, "계획"),
            (1, 2, 1, 1, "결과"),
            (2, 0, 1, 1, "동구"),
            (2, 1, 1, 1, "7"),
            (2, 2, 1, 1, "5\n(잠정)"),
        ]

    @pytest.mark.parametrize("below", [True, False])
    def test_captions(self, below):
        caption = [par("표 ", auto("table", 4), ". 곳곳의 수")]
        rows = [["구", "수"], ["동구", "7"]]
        text = text_of(par(table(rows, 2, 2, caption=caption, below=below)))
        grid = "구\t수\n동구\t7"
        title = "표 4. 곳곳의 수"
        assert text == (f"{grid}\n{title}" if below else f"{title}\n{grid}")

    def test_a_note_in_a_cell_and_a_table_in_a_cell(self):
        inner = table([["안", "쪽"], ["가", "나"]], 2, 2)
        cells = [
            Cell(0, 0, "이름"), Cell(0, 1, "값"), Cell(0, 2, "뜻"),
            Cell(1, 0, par("하나", footnote(1, "주"))), Cell(1, 1, par(inner)), Cell(1, 2, "끝"),
            Cell(2, 0, "둘"), Cell(2, 1, "2"), Cell(2, 2, "끝"),
        ]  # fmt: skip
        document = read([par(table(cells, 3, 3))])
        assert document.text == ("이름\t값\t뜻\n하나¹⁾\t\t끝\n둘\t2\t끝\n1) 주\n안\t쪽\n가\t나")
        assert len(document.grids) == 2

    def test_spans_end_with_the_table(self):
        cells = [
            Cell(0, 0, "가", row_span=60_000, column_span=60_000),
            Cell(1, 0, "나"),
            Cell(1, 1, "다"),
        ]
        document = read([par(table(cells, 2, 2))])
        assert set("가나다") <= set(document.text)
        assert all(c.row_span <= 2 and c.column_span <= 2 for g in document.grids for c in g.cells)

    def test_cells_in_one_place_lose_nothing(self):
        cells = [Cell(0, 0, "가"), Cell(0, 0, "나"), Cell(1, 0, "다"), Cell(1, 1, "라")]
        assert set("가나다라") <= set(text_of(par(table(cells, 2, 2))))

    def test_a_cell_far_off_costs_no_grid_of_tabs(self):
        cells = [Cell(0, 0, "가"), Cell(60_000, 0, "나"), Cell(60_001, 60_000, "다")]
        document = read([par(table(cells, 65_535, 65_535))])
        assert len(document.text) < 200_000
        assert losses(document) == {"table-cut": 1}

    def test_many_cells_in_one_place(self):
        cells = [Cell(0, 0, "가") for _ in range(20_000)]
        started = time.process_time()
        assert text_of(par(table(cells, 2, 2))).count("가") == 20_000
        assert time.process_time() - started < 10

    def test_blocks_name_their_columns(self):
        rows = [["구", "계획", "실적"], ["동구", "7", "5"], ["서구", "6", "7"]]
        cells = [
            Cell(r, c, t, header=r == 0) for r, row in enumerate(rows) for c, t in enumerate(row)
        ]
        (block,) = parse_blocks(read([par(table(cells, 3, 3))]))
        assert block.table.columns == ("구", "계획", "실적")
        assert [[cell.text for cell in row] for row in block.table.rows] == rows[1:]
