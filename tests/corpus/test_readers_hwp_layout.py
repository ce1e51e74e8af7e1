"""HWP 5: headings and lists by their numbers, and where pages begin."""

import struct

from tests.corpus.hwp_files import LEVELS, read, text_of
from tests.corpus.hwp_paper import (
    Cell,
    Info,
    counted,
    footnote,
    pack,
    page_number,
    par,
    record,
    section,
    table,
)
from tests.corpus.shown import marked


class TestHeads:
    def test_outline_numbers_are_headings(self):
        info = Info(
            pars=[(0, 0, 0), (1, 0, 0), (1, 1, 0)],
            styles=[("바탕글", "Normal"), ("개요 1", "Outline 1"), ("개요 2", "Outline 2")],
            numberings=[LEVELS],
        )
        document = read(
            [
                par(section(outline=1), "배경", shape=1, style=1),
                "본문이 이어진다.",
                par("현황", shape=2, style=2),
                par("계획", shape=1, style=1),
                par("예산", shape=2, style=2),
                par(
                    "이 문단은 개요 모양이지만 문장이라서 제목이 아니라 항목으로 남아야 한다.",
                    shape=2,
                ),
            ],
            info=info,
        )
        assert marked(document, "heading") == [
            (1, "Ⅰ. 배경"),
            (2, "가) 현황"),
            (1, "Ⅱ. 계획"),
            (2, "가) 예산"),
        ]
        assert [text[:3] for _, text in marked(document, "item")] == ["나) "]

    def test_signs_of_the_outline_are_items(self):
        info = Info(
            pars=[(0, 0, 0), (1, 0, 0), (1, 1, 0)],
            styles=[("바탕글", "Normal"), ("개요 1", "Outline 1"), ("개요 2", "Outline 2")],
            numberings=[[("□", 0, 1), ("\u00ad", 0, 1), *LEVELS[2:]]],
        )
        document = read(
            [
                par(section(outline=1), "배경", shape=1, style=1),
                par("값이 내리며 쓰임이 늘어난 점", shape=2, style=2),
            ],
            info=info,
        )
        assert marked(document, "heading") == []
        assert marked(document, "item") == [
            (1, "□ 배경"),
            (2, "- 값이 내리며 쓰임이 늘어난 점"),
        ]

    def test_lists_count_by_definition_and_level(self):
        info = Info(
            pars=[(0, 0, 0), (2, 0, 1), (2, 1, 1), (2, 0, 2), (3, 0, 1)],
            numberings=[LEVELS, [("^1)", 1, 3), *LEVELS[1:]]],
            bullets=["\uf06e"],
        )
        kinds = (1, 2, 2, 3, 1, 2, 3, 4, 0)
        document = read([par("글", shape=kind) for kind in kinds], info=info)
        signs = [line.split(" ")[0] for line in document.text.split("\n")]
        assert signs == ["Ⅰ.", "가)", "나)", "③)", "Ⅱ.", "가)", "④)", "■", "글"]
        assert [level for level, _ in marked(document, "item")] == [1, 2, 2, 1, 1, 2, 1, 1]

    def test_paths_of_numbers(self):
        info = Info(pars=[(2, level, 1) for level in range(5)], numberings=[LEVELS])
        text = text_of(*(par("글", shape=level) for level in range(5)), info=info)
        assert text.split("\n")[3:] == ["Ⅰ.가.1.1 글", "Ⅰ.가.1.1.①. 글"]

    def test_ten_levels(self):
        info = Info(
            pars=[(2, level, 1) for level in range(10)],
            numberings=[[(f"<^{level}>", 0, level) for level in range(1, 11)]],
        )
        text = text_of(*(par("글", shape=level) for level in range(10)), info=info)
        assert text.split("\n") == [f"<{level}> 글" for level in range(1, 11)]

    def test_numbers_before_their_levels_could_begin_elsewhere(self):
        head = b"".join(struct.pack("<IHHI", 0, 0, 50, 0) + counted(f"^{n}.") for n in range(1, 8))
        numbering = record(0x17, 1, head + struct.pack("<H", 4))
        info = Info(pars=[(2, 0, 1), (2, 1, 1)]).bytes() + numbering
        pars = [par("글", shape=0), par("글", shape=1), par("글", shape=0)]
        assert read(pars, streams={"DocInfo": pack(info)}).text == "4. 글\n1. 글\n5. 글"

    def test_large_letters_where_nothing_else_tells(self):
        info = Info(chars=[(10, 0), (16, 0), (13, 0)])
        body = "본문의 글자는 열 포인트이고 이보다 훨씬 길게 이어진다."
        document = read(
            [
                par("큰 제목", shapes=((0, 1),)),
                body,
                par("작은 제목", shapes=((0, 2),)),
                body,
                body,
            ],
            info=info,
        )
        assert marked(document, "heading") == [(1, "큰 제목"), (2, "작은 제목")]


class TestPages:
    LINES = ((0, 0, 1000), (6, 1600, 1000))

    def test_a_page_begins_where_lines_go_back(self):
        low = ((0, 60_000, 1000), (6, 0, 1000))
        document = read(
            [
                par(section(), page_number(), "첫 줄의 글둘째 줄의 글", lines=self.LINES),
                par("여섯 글자와다음 쪽의 글", lines=low),
                par("새 쪽", breaks=4, lines=((0, 0, 1000),)),
            ]
        )
        assert [document.text[p.start : p.end] for p in document.pages] == [
            "첫 줄의 글둘째 줄의 글\n여섯 글자와",
            "다음 쪽의 글\n",
            "새 쪽",
        ]
        assert [page.label for page in document.pages] == ["1", "2", "3"]

    def test_shapes_that_begin_a_page(self):
        info = Info(pars=[(0, 0, 0), (0, 0, 0, 1 << 19)])
        document = read([par(section(), "앞"), par("뒤", shape=1)], info=info)
        assert [document.text[p.start : p.end] for p in document.pages] == ["앞\n", "뒤"]

    def test_places_count_the_controls(self):
        low = ((0, 60_000, 1000), (11, 0, 1000))
        note = footnote(1, "주")
        document = read(
            [par(section(), "위", lines=((0, 0, 900),)), par("가", note, "나다라마", lines=low)]
        )
        assert document.text[document.pages[1].start :] == "라마\n1) 주"

    def test_sections_number_their_pages(self):
        def part(word, **more):
            return [par(section(**more), page_number(2), word, lines=((0, 0, 900),))]

        document = read(part("가"), part("나", page_start=7), part("다"))
        assert [page.label for page in document.pages] == ["Ⅰ", "Ⅶ", "Ⅷ"]

    def test_tables_in_the_lines_of_one_paragraph(self):
        """Two tables, each a line: the second stands on the next page, and words behind it."""
        one, two = (table([Cell(0, 0, a), Cell(0, 1, b)], 1, 2) for a, b in ("가나", "다라"))
        high = ((0, 2000, 60_000), (8, 0, 30_000))
        texts = ["앞\n가 나", "다 라"]
        for parts, shown in (
            ((one, two), texts),
            ((one, two, "뒤의 글"), [texts[0], "다 라\n뒤의 글"]),
            ((one, " ", two), texts),
        ):
            lines = ((0, 2000, 60_000), (9, 0, 30_000)) if " " in parts else high
            document = read([par(section(), "앞", lines=((0, 0, 900),)), par(*parts, lines=lines)])
            found = [document.text[p.start : p.end].strip() for p in document.pages]
            assert found[-2:] == shown, parts
        behind = read(
            [par(section(), "앞의 글", one, two, lines=((0, 2000, 60_000), (20, 0, 9_000)))]
        )
        found = [behind.text[p.start : p.end].strip() for p in behind.pages]
        assert found == ["앞의 글\n가 나", "다 라"]
        # What stands on the next page with words before it begins with them.
        mixed = read([par(section(), "앞", one, "뒤", lines=((0, 2000, 60_000), (9, 0, 9_000)))])
        found = [mixed.text[p.start : p.end].strip() for p in mixed.pages]
        assert found == ["앞", "뒤\n가 나"]

    def test_a_table_over_two_pages(self):
        rows = [["이름", "값"], *([f"가{n}", f"{n}"] for n in range(1, 20))]
        cells = [
            Cell(r, c, t, height=5000) for r, row in enumerate(rows) for c, t in enumerate(row)
        ]
        hung = table(cells, 20, 2, inline=False, height=100_000)
        document = read(
            [par(section(), hung, lines=((0, 0, 1000),)), par("뒤", lines=((0, 40_000, 1000),))]
        )
        assert len(document.pages) == 2
        # Thirteen rows of 5,000 fit in 65,764.
        assert document.text[document.pages[1].start :].startswith("가13\t13")
