"""The title of a document: the file's own where a person wrote it, else the printed one."""

import pytest

from corpus import document_title, parse_blocks
from tests.corpus.documents import make_document

REPORT = "제조업의 디지털 전환 실태와 과제\n2023. 12.\n가온산업연구원\nⅠ. 서론\n본문의 글이 여기에 있다.\n"


def title(text=REPORT, **given):
    document = make_document(text, **given)
    return document_title(document, parse_blocks(document))


@pytest.mark.parametrize(
    "named",
    [
        "제목 없음",
        "Microsoft Word - 보고서_최종(2).doc",
        "PowerPoint 프레젠테이션",
        "Untitled-1",
        "2019 양식.hwp",
        "1111",
        "Á¦¸ñ ¾øÀ½",
        "해외 출장 결과 보고",
        "본문내용본문내용",
    ],
)
@pytest.mark.parametrize("format", ["hwp", "hwpx", "docx", "pdf"])
def test_a_title_that_no_one_wrote_for_this_document_gives_way(named, format):
    assert title(title=named, format=format) == "제조업의 디지털 전환 실태와 과제"


@pytest.mark.parametrize("format", ["hwp", "docx", "pdf"])
def test_a_title_that_the_document_opens_with_stays(format):
    assert title(title="디지털 전환 실태와  과제", format=format) == "디지털 전환 실태와 과제"


def test_the_title_of_a_web_page_or_markdown_file_is_its_authors():
    assert title(title="디지털 전환 | 가온산업연구원", format="html").startswith("디지털 전환 |")


def test_without_a_printed_title_the_files_own_is_better_than_none():
    text = "다음과 같이 알린다.\n본문의 글이 여기에 있다.\n"
    assert title(text, title="해외 출장 결과 보고", format="hwp") == "해외 출장 결과 보고"
    assert title(text, title="문서1", format="hwp", source="가/나.hwp") == "나"


def test_heads_dates_and_offices_are_no_titles():
    press = (
        "가온산업부 보도자료\n2024. 5. 20.(월) 09:00\n작은 공장의 인공지능 전환 앞당긴다\n"
        "- 지역 센터 열 곳 신설 -\n□ 가온산업부는 20일 방안을 발표했다.\n"
    )
    assert title(press, format="hwp") == "작은 공장의 인공지능 전환 앞당긴다"
    notice = (
        "갈매시 공고 제2023-745호\n다음과 같이 알린다.\n2023년 3월 24일\n갈매시장\n"
        "제조데이터 조례 입법예고\n1. 제정이유\n데이터를 널리 쓰고자 한다.\n"
    )
    assert title(notice, format="hwp", title="1111") == "제조데이터 조례 입법예고"
