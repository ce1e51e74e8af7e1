"""The real reports, kept beside the project, read as prose: hand-checked."""

import re
import time

import pytest

from corpus import analyze, make_passages, parse_blocks
from corpus.structure_markers import read_marker
from tests.corpus.beside import needs_seeds
from tests.corpus.documents import read_seeds

pytestmark = [pytest.mark.shared, needs_seeds]


@pytest.fixture(scope="module")
def seeds():
    return {name: (document, parse_blocks(document)) for name, document in read_seeds().items()}


def test_no_furniture_in_prose(seeds):
    found = {
        name: [b.view.text for b in blocks if b.kind == "furniture"]
        for name, (_, blocks) in seeds.items()
    }
    assert found == {
        "000": ["전문가오피니언 5월"] * 2,
        "001": [],
        "002": ["- 4 -", "- 24 -", "- 27 -"],
        "003": [],
    }
    for name, (document, blocks) in seeds.items():
        for passage in make_passages(document, blocks):
            assert not any(text in passage.text for text in found[name])
            assert "<li>" not in passage.text and "<p>" not in passage.text
            assert "**" not in passage.text and "\t" not in passage.text


HEADINGS = {
    "000": [
        (1, "중국 스마트 제조혁신의 열쇠, 산업인터넷(IIoT)의 발전전략과 시사점"),
        (1, "스마트 제조혁신을 이끄는 산업인터넷"),
        (1, "중국 정부의 산업인터넷 관련 주요 정책"),
        (1, "중국의 산업인터넷 관련 주요 기업 사례"),
        (2, "중국의 핵심 이슈와 한국 정책에 대한 시사점"),
        (1, "정책적 시사점"),
        (1, "〈참고 문헌〉"),
    ],
    "001": [
        (1, "중국의 4차 산업혁명 대응 노력 및 관련기업 동향"),
        (1, "중국의 4차 산업혁명 대응 정책 동향"),
        (2, "HW 인프라 혁신, 중국제조 2025"),
        (2, "소프트 인프라 혁신, 인터넷 플러스(+)"),
        (2, "신산업 창업 혁신, 중창공간(衆創空間) 육성"),
        (1, "4차 산업혁명 관련 기반기술 분야 주요 기업 동향"),
        (2, "인공지능(AI) 분야"),
        (2, "사물인터넷(IoT) 분야"),
        (2, "빅데이터(Big data) 분야"),
    ],
    "002": [
        (1, "요약"),
        (2, "작성배경"),
        (2, "중국의 4차산업혁명 대응현황"),
        (1, "4차산업혁명에 대한 중국의 인식"),
        (1, "중국의 4차산업혁명 전략과 추진체계"),
        (1, "중국 정부의 정책동향"),
        (1, "중국의 4차산업혁명 관련 산업계 동향"),
        (1, "결론 및 시사점"),
    ],
}


def test_headings(seeds):
    for name, expected in HEADINGS.items():
        _, blocks = seeds[name]
        assert [(b.level, b.view.text) for b in blocks if b.kind == "heading"] == expected
    chapters = [b for b in seeds["003"][1] if b.kind == "heading" and b.level == 1]
    assert [b.view.text for b in chapters[1:6]] == [
        "연구책임자",
        "관련 정책현안 및 연구의 필요성",
        "선행연구 현황 및 선행연구와 본연구의 차별성",
        "연구목적",
        "주요 연구내용",
    ]
    assert not any(b.marker.startswith("제") for b in chapters), "the contents became headings"


# (report, words of a passage, its heading path)
PATHS = [
    ("000", "3,113억 위안의 판매액", ("3. 중국의 산업인터넷 관련 주요 기업 사례",)),
    ("000", "제조혁신이 요구된다", ("4. 정책적 시사점",)),
    (
        "001",
        "신산반(新三板) 시장을 개설",
        ("I. 중국의 4차 산업혁명 대응 정책 동향", "3. 신산업 창업 혁신, 중창공간(衆創空間) 육성"),
    ),
    (
        "001",
        "가스누출 사고를 예방",
        ("II . 4차 산업혁명 관련 기반기술 분야 주요 기업 동향", "2. 사물인터넷(IoT) 분야"),
    ),
    ("002", "11조 3,830억 달러", ("Ⅱ 중국의 4차산업혁명 전략과 추진체계",)),
    ("002", "업무의 90% 이상을 소화", ("Ⅳ 중국의 4차산업혁명 관련 산업계 동향",)),
    ("002", "2018년도 전략사업", ("요약", "작성배경")),
    ("003", "산업혁신체제 이론을 심화", ("기대효과", "예상되는 학술적 기여도")),
]


def test_heading_paths_of_passages(seeds):
    for name, words, path in PATHS:
        document, blocks = seeds[name]
        found = [p for p in make_passages(document, blocks) if words in p.text]
        assert len(found) == 1, words
        assert found[0].heading[: len(path)] == path


# Columns of each captioned table, in order.
TABLES = {
    "000": [
        ("〈표1〉중국 산업인터넷 관련 정책", 3, 9),
        ("〈표2〉중국의 주요 산업인터넷 플랫폼", 4, 3),
    ],
    "001": [
        ("[표 1] '중국제조 2025'의 단계별 전략", 3, 3),
        ("[표 2] '중국제조 2025'의 주요 달성목표 및 지표", 3, 4),
        ("[표 3] 중국 '인터넷 플러스'의 발전 목표", 2, 4),
        ("[표 4] 중국 '인터넷 플러스'의 행동지도 의견", 2, 3),
        ("[표 5] 중국 ‘인터넷 플러스(+), ‘인터넷 플러스(+ 및 스마트’ 도시 Top 5", 4, 5),
    ],
    "002": [
        ("〔표 1-1〕 주요국의 4차산업혁명에 대응한 산업(제조업) 혁신 전략", 4, 5),
        ("〔표 3-1〕 중국제조 2025 정책의 구성과 주요내용", 2, 4),
        ("〔표 3-2〕 인터넷+ 정책의 11개 중점분야별 정책과제 내용", 2, 11),
        ("〔표 3-3〕 제조업과 인터넷 융합에 대한 지도의견의 주요 내용", 2, 3),
        ("스마트제조 발전계획의 6대 이슈", 2, 6),
        ("〔표 3-4〕 중국 사물인터넷산업 13차 5개년 발전계획 주요 임무와 세부과제", 2, 6),
        ("〔표 3-5〕 중국 사물인터넷산업 13차 5개년 발전계획 주요임무와 세부과제", 2, 7),
        ("〔표 3-6〕 빅데이터산업 중점임무별 중점공정 현황", 2, 7),
    ],
}


def test_every_captioned_table_is_a_table_with_its_columns_and_rows(seeds):
    for name, expected in TABLES.items():
        tables = [b.table for b in seeds[name][1] if b.table is not None and b.table.caption]
        assert [(t.caption, len(t.columns), len(t.rows)) for t in tables] == expected
        assert all(t.source for t in tables)
    captions = [b.view.text for _, blocks in seeds.values() for b in blocks if b.kind == "caption"]
    figures = [text for text in captions if "그림" in text]
    assert len(figures) == 4


def test_tables_without_caption_have_their_columns(seeds):
    tables = {b.heading[-1]: b.table for b in seeds["003"][1] if b.table is not None and b.heading}
    assert tables["국정과제 관련성"].columns == (
        "목표",
        "전략 코드",
        "전략 명",
        "국정과제 코드",
        "국정과제 명",
    )
    assert len(tables["연구 추진일정"].columns) == 13
    assert [row[0].text for row in tables["연구 추진일정"].rows][-1] == "○ 최종보고서 작성"
    research = tables["선행연구 현황 및 선행연구와 본연구의 차별성"]
    assert [row[1].text for row in research.rows] == ["1", "2", "3", "본 연구"]


def test_a_row_reads_alone(seeds):
    units = {
        name: [p.text[u.start : u.end] for p in make_passages(*pair) for u in p.units]
        for name, pair in seeds.items()
    }
    assert (
        "도시: 북경 | 인터넷 플러스(+) 지수: 10.191 | 도시: 심천 | 인터넷 플러스(+) 및 스마트 지수: 2.3041"
        in units["001"]
    )
    assert (
        "연구년차: (1/1년차) | 연구기간: 10 개월 | 시작일: 2018.03.01. | 종료일: 2018.12.31."
        in units["003"]
    )
    assert any(
        u.startswith(
            "국가: 미국 | 발표연도: 2014 | 정책 명: Making in America | 주요 내용: - 제조업 발전"
        )
        for u in units["002"]
    )
    assert "신산반(新三板) 시장: 중소기업 장외거래시장" in units["001"]


def test_footnotes(seeds):
    notes = {
        name: [b.marker for b in blocks if b.kind == "footnote"]
        for name, (_, blocks) in seeds.items()
    }
    assert notes == {
        "000": ["1)", "2)", "3)", "4)"],
        "001": ["*", "**", "1)", "2)", "3)", "4)", "5)", "6)"],
        "002": [],
        "003": [],
    }


def test_at_least_99_percent_of_the_text_is_in_a_passage(seeds):
    for name, (document, blocks) in seeds.items():
        inside = {
            at
            for passage in make_passages(document, blocks)
            for span in passage.view.spans
            for at in range(span.start, span.end)
        }
        apart = {
            at
            for block in blocks
            if block.kind in ("furniture", "heading")
            for span in block.view.spans
            for at in range(span.start, span.end)
        }
        text = document.text
        lines, at = [], 0
        for line in text.splitlines(keepends=True):
            stripped = line.strip()
            length = read_marker(stripped, frozenset("m")).length if stripped else 0
            start = at + line.find(stripped[:1]) if stripped else at
            lines.append((start, start + length))
            at += len(line)
        markers = {at for start, end in lines for at in range(start, end)}
        wanted = {
            at for at, letter in enumerate(text) if letter.isalnum() and at not in apart | markers
        }
        wanted -= {at for start, end in _tags(text) for at in range(start, end)}
        assert len(wanted - inside) <= 0.01 * len(wanted), (name, len(wanted - inside), len(wanted))


def _tags(text):
    return [m.span() for m in re.finditer(r"</?[a-z]+[^<>]*>|&[a-z]+;|\]\([^)]*\)", text)]


def test_speed_on_one_core(seeds):
    analyze("먼저 사전을 읽는다")
    # The processor's time, of all threads: others on the machine take theirs.
    started = time.process_time()
    for document in read_seeds().values():
        make_passages(document)
    assert time.process_time() - started < 5
