"""The titles that a reader of the printed page would name, form by form."""

import pytest

from corpus import document_title, make_passages, parse_blocks
from tests.corpus.documents import make_document

BODY = "이 글은 지난해의 실적과 올해의 계획을 담았다. 다음 장부터 하나씩 살핀다.\n"
PAGE = "째 글이 여기에 있다.\n" + "".join(
    f"{n}번째 마을의 둑을 손보았다.\n\n" for n in "가나다라마"
)


def title(text, **given):
    document = make_document(text, **given)
    return document_title(document, parse_blocks(document))


PRESS = {
    "one line": (
        "가람환경부   보 도 자 료\n\n보도시점 : 2025. 3. 4.(화) 11:00   배포 : 2025. 3. 4.(화)\n"
        "담당부서 : 물관리과   책임자 : 과장 손미래 (044-200-0000)\n\n"
        "도시 하천 열두 곳에 자연형 둔치 만든다\n- 2030년까지 1,200억 원 들여 -\n\n□ 가람환경부는 4일 계획을 밝혔다.\n",
        "도시 하천 열두 곳에 자연형 둔치 만든다",
    ),
    "two lines": (
        "보도자료\n\n배포일시 : 2025. 3. 4.(화)\n담당자 : 사무관 이든솔 (044-200-0000)\n\n"
        "봄철 미세먼지 줄이기 석 달 동안…\n공사장 400곳 날마다 살핀다\n- 어린이집 둘레부터 -\n\n□ 가람환경부는 4일 밝혔다.\n",
        "봄철 미세먼지 줄이기 석 달 동안… 공사장 400곳 날마다 살핀다",
    ),
    "body below": (
        "보도자료\n\n보도 일시: 2024. 1. 17.(목) 11:00 이후   배포: 가람공사 홍보실\n\n"
        "가람공사, 첫 바람 발전기 돌린다\n가람공사(사장 노을찬)는 17일 새미시에서 발전기를 처음\n"
        "돌렸다고 밝혔다. 발전기는 4MW짜리로 도내에서 가\n장 크며, 한 해 8천 가구가 쓸 전기를 만든다.\n□ 사업 구조\n○ 사업비는 90억 원이다.\n",
        "가람공사, 첫 바람 발전기 돌린다",
    ),
    "bracketed head": (
        "[보도참고자료]\n배포기관 가람시 물관리과\n보도일자 2025. 3. 4.\n\n가람시 상수도 누수율 3년째 낮아져\n\n□ 가람시는 4일 통계를 냈다.\n",
        "가람시 상수도 누수율 3년째 낮아져",
    ),
    "paragraphs a line": (
        "가람문화부 보도자료\n보도시점 2024. 1. 2.(화) 08:00 배포 2024. 1. 2.(화) 08:00\n"
        "작은 도서관 밤에도 연다\n- 4월부터 스무 곳 -\n가람문화부는 2일 작은 도서관의 문을 밤 열 시까지 연다고 밝혔다.\n",
        "작은 도서관 밤에도 연다",
    ),
}


@pytest.mark.parametrize("form", sorted(PRESS))
def test_the_headline_of_a_release_stands_below_its_head(form):
    text, expected = PRESS[form]
    assert title(text, format="hwpx" if form == "paragraphs a line" else "text") == expected


YEARLY = (
    "물순환산업 연차보고서 2024\n\n가람물연구원\n\n발행일 2024년 12월 5일   발행인 도경란\n\n발 간 사\n\n"
    + BODY
    + "".join(f"\n물순환산업 연차보고서 2024\n\n{n}\n\n{n}{PAGE}" for n in range(3, 8))
)


def test_a_title_that_runs_on_over_the_pages_is_the_title_where_it_opens_the_report():
    document = make_document(YEARLY)
    blocks = parse_blocks(document)
    assert document_title(document, blocks) == "물순환산업 연차보고서 2024"
    shown = [block.kind for block in blocks if block.view.text == "물순환산업 연차보고서 2024"]
    assert shown == ["paragraph"] + ["furniture"] * 5
    texts = [passage.text for passage in make_passages(document, blocks)]
    assert sum("연차보고서" in text for text in texts) == 1


@pytest.mark.parametrize(
    "opening",
    [
        "갈매 이슈브리프 제112호\n\n바닷가 마을의 새 일자리\n\n이든해 연구위원\n\n",
        "갈매연구원 이슈브리프\n\n바닷가 마을의 새 일자리와 남은 과제\n\n이든해 연구위원\n\n",
    ],
)
def test_a_banner_that_runs_on_above_a_title_stays_furniture(opening):
    name = opening.split("\n")[0]
    pages = "".join(f"\n{name}\n\n- {n} -\n\n{n}{PAGE}" for n in range(2, 8))
    text = opening + BODY + pages
    rows = [block.kind for block in parse_blocks(make_document(text)) if block.view.text == name]
    assert rows == ["furniture"] * 7
    assert title(text).startswith("바닷가 마을의 새 일자리")


def test_over_a_body_a_running_title_names_the_document():
    pages = [f"갈매 산업 동향\n\n{n}쪽의 글이 여기에 이어진다.\n\n{n}\n" for n in range(1, 5)]
    starts = [sum(len(page) for page in pages[:n]) for n in range(1, 4)]
    assert title("".join(pages), breaks=tuple(starts)) == "갈매 산업 동향"


@pytest.mark.parametrize(
    "name",
    [
        "발간사",
        "발 간 사",
        "요              약",
        "목차",
        "차  례",
        "머리말",
        "참고자료",
        "붙임 1",
        "별첨",
        "[별지 제2호 서식]",
        "<요약>",
        "보도자료",
    ],
)
def test_names_of_parts_are_no_titles(name):
    source = "가/2024년 하천 정비 계획.txt"
    assert title(f"{name}\n\n□ 배경\n\n○ {BODY}", source=source) == "2024년 하천 정비 계획"
    known = title(f"{name}\n\n{BODY}", title=name, format="markdown", source=source)
    assert known == "2024년 하천 정비 계획"
    below = f"{name}\n\n하천 정비 열 해의 성과와 과제\n\n{BODY}"
    assert title(below) == "하천 정비 열 해의 성과와 과제"


@pytest.mark.parametrize("box", ["< {} >", "〈{}〉", "【{}】"])
def test_the_box_around_a_title_is_none_of_it(box):
    assert title(box.format("하천 정비 계획") + f"\n\n{BODY}") == "하천 정비 계획"


def test_who_and_when_around_a_title_are_passed_over():
    text = f"가람물연구원\n\n2024년 1월\n\n하천 정비 열 해의 성과\n\n{BODY}"
    assert title(text) == "하천 정비 열 해의 성과"
    paper = f"[기획] 둑을 허문 마을\n갈매일보 2024년 10월 19일 토요일 11면\n오윤슬 기자 a@b.example\n\n{BODY}"
    assert title(paper) == "[기획] 둑을 허문 마을"
    assert title(f"2024년 4분기 하천 수질 동향\n\n{BODY}") == "2024년 4분기 하천 수질 동향"
    assert title(f"제출서류 안내와 작성 요령\n\n{BODY}") == "제출서류 안내와 작성 요령"


def test_below_the_name_of_a_series_stands_the_title():
    text = f"# 하천정책 브리프 2025-07\n\n## 둑을 허문 세 나라의 열 해와 우리의 과제\n\n{BODY}\n## Ⅰ. 배경\n\n{BODY}"
    named = title(text, format="markdown", title="하천정책 브리프 2025-07")
    assert named == "둑을 허문 세 나라의 열 해와 우리의 과제"
    alone = f"# 하천정책 브리프 2025-07\n\n{BODY}\n## Ⅰ. 배경\n\n{BODY}"
    assert (
        title(alone, format="markdown", title="하천정책 브리프 2025-07")
        == "하천정책 브리프 2025-07"
    )


def test_the_only_chapter_names_the_document():
    text = f"Ⅰ. 노르드란의 하천 정책 동향\n\n□ 배경\n\n❍ {BODY}\n□ 내용\n\n❍ {BODY}"
    assert title(text, source="130.txt") == "노르드란의 하천 정책 동향"
    two = text + f"\nⅡ. 우리의 과제와 시사점\n\n□ 과제\n\n❍ {BODY}"
    assert title(two, source="동향 자료집.txt") == "동향 자료집"


def test_the_site_is_no_part_of_a_pages_title():
    marks = [("heading", 0, 13, 1)]
    text = f"하천 정비 열 해의 성과\n{BODY}"
    for named in (
        "하천 정비 열 해의 성과 | 가람물연구원",
        "하천 정비 열 해의 성과 - 정책자료 - 가람물연구원",
        "가람물연구원 :: 하천 정비 열 해의 성과",
        "가람물연구원",
        "Home",
    ):
        given = {"format": "html", "title": named, "marks": marks}
        assert title(text, **given) == "하천 정비 열 해의 성과", named


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("Microsoft Word - 하천 정비 계획.docx", "하천 정비 계획"),
        ("Microsoft Word - 문서1.docx", "나"),
        ("untitled", "나"),
        ("해외 하천 견학 보고", "해외 하천 견학 보고"),
        ("요약", "나"),
    ],
)
def test_without_a_printed_title_a_files_own_counts_where_it_says_something(named, expected):
    text = f"다음과 같이 알린다.\n{BODY}"
    assert title(text, title=named, format="pdf", source="가/나.pdf") == expected


def test_a_files_own_title_that_says_more_than_the_first_heading_counts():
    text = "하천정비\n\n갈매시의 2024년 하천정비 실적은 다음과 같다.\n"
    marks = [("heading", 0, 4, 1)]
    given = {"format": "xlsx", "marks": marks}
    assert title(text, title="갈매시 하천정비 실적 2024", **given) == "갈매시 하천정비 실적 2024"
    # A template of another year.
    assert title(text, title="갈매시 하천정비 실적 2019", **given) == "하천정비"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("가/2024년_하천_정비_계획(1).hwp", "2024년 하천 정비 계획"),
        ("사본 - 하천 정비.hwp", "하천 정비"),
        ("하천 정비 - 복사본.hwp", "하천 정비"),
        ("plan_2024.hwp", "plan_2024"),
        ("하천 정비.hwp", "하천 정비"),
    ],
)
def test_the_name_of_a_file_is_cleaned(source, expected):
    assert title("다음과 같이 알린다.\n", format="hwp", source=source) == expected


def test_a_title_of_an_event_goes_on_with_the_kind_of_paper():
    text = "- 강가에 울려퍼지는 -\n『제2회 가을밤의 음악제』\n행사대행 용역 제안요청서\n2023. 7. 5.\n강 북 구 청\n"
    assert title(text, format="hwpx") == "『제2회 가을밤의 음악제』 행사대행 용역 제안요청서"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "하천과 함께 사는 도시를 위한\n둔치 정비 방안\n\n2024. 12.\n\n가온연구원\n\nⅠ. 서론\n",
            "하천과 함께 사는 도시를 위한 둔치 정비 방안",
        ),
        (
            "2024년도 예산안\n및 기금운용계획안\n\n2023. 9.\n\n가 온 시\n\nⅠ. 총괄\n",
            "2024년도 예산안 및 기금운용계획안",
        ),
        ("둔치 정비 방안\n이든해 연구위원\n\n2024. 12.\n\nⅠ. 서론\n", "둔치 정비 방안"),
        (
            "수신: 각 부서장\n제목: 상반기 둔치 점검 계획\n\n1. 관련: 물-123\n",
            "상반기 둔치 점검 계획",
        ),
        (
            "GAON FOCUS\n2024년 5월 3일 (통권 제132호)\n\n고령화와 지역 노동시장의 변화\n\n",
            "고령화와 지역 노동시장의 변화",
        ),
    ],
)
def test_titles_of_two_lines_and_with_a_word_before_them(text, expected):
    assert title(text + BODY) == expected
