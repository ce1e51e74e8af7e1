"""Rows of tables in an answer: one as words, several of a table as a table, marks apart."""

from dataclasses import replace

import pytest

from assistant import AnswerSentence, TablePlace
from tests.ui.web_fakes import FakeAssistant, build_library
from ui.answer_markdown import answer_markdown, count_unproved, state_line
from ui.table_lines import lay_out_rows

PLACE = TablePlace(
    "〈표 1〉 세출 (단위: 백만 원)", (13, 16), ("복지국 소계", "도시주택국 소계"), ()
)
OTHER = TablePlace("〈표 2〉 집행률", (4,), ("복지국",), ("2024년",))


@pytest.fixture
def answer():
    return FakeAssistant(build_library()).ask("시장 성장 정부 예산")


def quoting(answer, *sentences):
    """An answer of these sentences; citation 3 is of another table."""
    cited = tuple(
        replace(answer.citations[0], n=n, table=PLACE if n < 3 else OTHER) for n in (1, 2, 3)
    )
    lines = []
    for one in sentences:
        marks = "".join(f"[{n}]" for n in one.citations)
        lines.append(f"{one.frame} {one.text} {marks}".strip())
    return replace(answer, sentences=sentences, citations=cited, text="\n".join(lines))


def row(text, n=1, frame=""):
    return AnswerSentence(text, (n,), frame=frame)


def test_one_row_is_its_name_and_its_cells(answer):
    one = quoting(
        answer, row("복지국 | 소계 | 2024년 예산: 576백만 원 | 2024: 1,004", 1, "「예산」:")
    )
    assert lay_out_rows(one, "ko") == (
        "「예산」: **복지국 소계** — 2024년 예산 576백만 원 · 2024: 1,004 [1]"
    )


def test_rows_of_one_table_are_a_table_and_those_of_another_stand_apart(answer):
    asked = quoting(
        answer,
        row("복지국 | 2024년: 98.6%", 3, "「예산」(집행률):"),
        row("복지국 | 소계 | 2024년: 273 | 2025년: 295"),
        row("도시주택국 | 소계 | 2024년: 53", 2),
        AnswerSentence("그 밖의 국은 적지 않았다.", (2,)),
    )
    assert lay_out_rows(asked, "ko").split("\n") == [
        "「예산」(집행률): **복지국** — 2024년 98.6% [3]",
        "| 항목 | 2024년 | 2025년 | 근거 |",
        "| --- | --- | --- | --- |",
        "| 복지국 소계 | 273 | 295 | [1] |",
        "| 도시주택국 소계 | 53 |  | [2] |",
        "그 밖의 국은 적지 않았다. [2]",
    ]
    shown = answer_markdown(asked, 2, "en")
    assert r"| 53 |  | [\[2\]](#src-2-2) |" in shown and "| Item | 2024년 |" in shown


def test_two_tables_do_not_run_into_one(answer):
    both = quoting(
        answer,
        *(row(f"{name} | 2024년: 98.6%", 3) for name in ("복지국", "교통국")),
        *(row(f"{name} | 2024년: 273", 1) for name in ("복지국", "교통국")),
    )
    lines = lay_out_rows(both, "ko").split("\n")
    assert len(lines) == 9 and [at for at, line in enumerate(lines) if not line] == [4]


def test_what_is_no_row_stays_to_the_letter(answer):
    kept = (
        AnswerSentence("가 | 나는 표가 아니다", (1,)),
        AnswerSentence("복지국 | 소계 | 2024년: 273", ()),
        AnswerSentence("복지국 | 소계", (1,)),
    )
    plain = quoting(answer, *kept)
    assert lay_out_rows(plain, "ko") == plain.text
    assert lay_out_rows(answer, "ko") == answer.text


def test_the_marks_of_a_table_get_a_column_of_their_own(answer):
    table = "| 규모 | 2023년 |\n| --- | --- |\n| 5~9인 | 2.3 [1] |\n| 10인 | 3.4 [1][2] |"
    assert lay_out_rows(replace(answer, text=f"표\n\n{table}"), "ko").split("\n")[2:] == [
        "| 규모 | 2023년 | 근거 |",
        "| --- | --- | --- |",
        "| 5~9인 | 2.3 | [1] |",
        "| 10인 | 3.4 | [1][2] |",
    ]
    apart = "| 내용 | 쪽 |\n| --- | --- |\n| 글 [1] | 3 |"
    assert lay_out_rows(replace(answer, text=apart), "ko") == apart
    alone = "| 내용 | 근거 |\n| --- | --- |\n| 글 | [1] |"
    assert lay_out_rows(replace(answer, text=alone), "ko") == alone


def test_what_no_verified_citation_proves_is_marked_where_it_stands(answer):
    first, second, *_ = answer.sentences
    doubtful = replace(answer.citations[1], verified=False)
    said = AnswerSentence("모델이 지은 말이다.", ())
    shown = replace(
        answer,
        text=f"{first.text} [1]\n{second.text} [2]\n{said.text} (미확인)",
        sentences=(first, second, said),
        citations=(answer.citations[0], doubtful, *answer.citations[2:]),
    )
    lines = answer_markdown(shown, 1, "ko").split("\n\n")[1:]
    unproved = '<span class="unproved">미확인</span>'
    assert [line.endswith(unproved) for line in lines] == [False, True, True]
    assert count_unproved(shown) == 2 and count_unproved(answer) == 0
    assert ">미확인 2<" in state_line(shown, "ko") and ">Unverified: 2<" in state_line(shown, "en")
    assert "미확인" not in answer_markdown(answer, 1, "ko")
