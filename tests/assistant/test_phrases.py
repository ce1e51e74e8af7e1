"""Our own words before a quotation: short, true, and readable before any sentence."""

from dataclasses import replace

import pytest

from assistant.phrases import lead_in, short_title
from corpus import Page
from tests.assistant.fakes import make_document, make_record

SENTENCE = "예산은 30억 원이다."


def record(title="노을시 복지 보고서", source="a/210.pdf", pages=1, date="", labels=()):
    made = make_record(make_document("본문"))
    return replace(
        made,
        title=title,
        source=source,
        pages=tuple(
            Page(n + 1, labels[n] if labels else None, 10 * n, 10 * n + 10) for n in range(pages)
        ),
        facts=(("date", date),) if date else (),
    )


@pytest.mark.parametrize(
    ("document", "page", "text", "said"),
    [
        (record(), 1, SENTENCE, "「노을시 복지 보고서」에 따르면,"),
        (record(date="2024-03"), 1, SENTENCE, "「노을시 복지 보고서」(2024)에 따르면,"),
        (record(pages=4), 3, SENTENCE, "「노을시 복지 보고서」(3쪽)에 따르면,"),
        (
            record(date="2024", pages=2, labels=("표지", "ii")),
            2,
            "예산을 늘리기로 함",
            "「노을시 복지 보고서」(2024, ii쪽)에 따르면,",
        ),
        (
            record(pages=2, labels=("표지", "1")),
            1,
            SENTENCE,
            "「노을시 복지 보고서」(표지)에 따르면,",
        ),
        # A sheet that is called as the document is.
        (record("세출", pages=2, labels=("세출", "집행")), 1, SENTENCE, "「세출」에 따르면,"),
        # The title says the year; what follows is no sentence.
        (
            record("2024년 통계", date="2024-01-05"),
            1,
            "음식값이 비싸다 (44.1%)",
            "「2024년 통계」:",
        ),
        (record(), 1, "틈새휴가: 1시간씩 쓰는 휴가임", "「노을시 복지 보고서」:"),
        (record("002_22ff68", "002_22ff68.txt"), 1, SENTENCE, ""),
        (record("복지 보고서.hwp", "복지 보고서.hwp"), 1, SENTENCE, "「복지 보고서」에 따르면,"),
    ],
)
def test_a_lead_in_names_the_document_and_where(document, page, text, said):
    assert lead_in(document, page, text) == said


def test_a_row_of_a_table_follows_a_colon():
    assert lead_in(record(), 1, "본사가 껀터임", is_row=True) == "「노을시 복지 보고서」:"


def test_the_language_is_that_of_the_question():
    one = record(pages=4, date="2024")
    assert lead_in(one, 3, SENTENCE, "en") == "According to “노을시 복지 보고서” (2024, p. 3),"
    assert lead_in(one, 3, SENTENCE, "zh") == "据《노을시 복지 보고서》（2024年，第3页），"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("「책임법」 해설", "‘책임법’ 해설"),
        ("[해외동향] 전기차 기업의 움직임", "전기차 기업의 움직임"),
        ("산업 브리프 2024-17: 마이크로 LED 공정 동향", "마이크로 LED 공정 동향"),
        (
            "제조 데이터의 표준화와 공유에 관한 연구: 지역 중소기업 서른 곳의 경험을 중심으로",
            "제조 데이터의 표준화와 공유에 관한 연구",
        ),
        ("가나다라마 " * 12, "가나다라마 가나다라마 가나다라마 가나다라마 가나다라마 가나다라마…"),
        ("가" * 90, "가" * 40 + "…"),
    ],
)
def test_a_title_is_short_and_whole_in_itself(title, short):
    assert short_title(record(title.strip())) == short
