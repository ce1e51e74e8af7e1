"""Evidence reports in words: what each format says of a tiny answer, written down by hand."""

import re
from dataclasses import replace

import pytest

from assistant import AnswerSentence, Asked, TablePlace, build_report
from index import Filters, Scope
from tests.assistant.report_fakes import PROVENANCE, Shelf, make_answer
from ui.exporting import export_answers
from ui.exporting.files import render
from ui.exporting.outline import clean
from ui.exporting.wording import make_outline, moment
from ui.messages import describe_note, text

GOLDEN = """# 근거 보고서

2024-05-02 10:00:00+09:00에 근거(버전 0.1.0)로 만들었습니다.

인용 1건을 이때 원문과 다시 맞춰 보아 1건을 확인했습니다.

## 질문

> 하늘시 예싼은 얼마인가요?

- 이해한 질문: 하늘시 예산은 얼마인가요?
- 바로잡은 곳: 질문을 고쳐 찾았습니다: ‘예싼’ → ‘예산’.
- 답한 때: 2024-05-01 09:30:00+09:00
- 확신 (0에서 1): 0.88

### 답변

**답변** — 근거 1건을 원문과 맞춰 보았습니다

하늘시 예산은 5,700억 원이다. \\[1\\]

### 근거

#### \\[1\\] 하늘시 계획 — 원문 확인

> 하늘시 예산은 5,700억 원이다.

- 파일: 2024/plan.txt (D1)
- 쪽: 파일의 1번째 쪽
- 제목 경로: 1. 예산
- 글자 위치: 0–19
- 확인: 인용문이 이 자리에 그대로 있고, 파일도 색인할 때와 같습니다.

## 문서

### D1 하늘시 계획 — 색인할 때와 같은 파일

- 파일: 2024/plan.txt
- 형식: text
- 문서의 날짜: 2024-03
- 펴낸 곳: 하늘시
- SHA-256: {sha256}
- 색인한 때: 2024-05-01 00:00:00+00:00

## 만든 환경

- 근거 버전: 0.1.0
- 임베딩 모델: tiny (지문 abc123)
- 언어 모델: 쓰지 않음(원문의 문장으로 답함)
- 재순위 모델: 쓰지 않음
- 서재 세대: 7 (마지막으로 파일과 맞춘 때 2024-05-01 00:00:00+00:00)

## 다시 확인하는 방법

1. 파일의 SHA-256을 ‘문서’에 적힌 값과 견줍니다. """


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


@pytest.fixture
def report(shelf):
    hit = shelf.hold("2024/plan.txt", date="2024-03", publisher="하늘시")
    answer = make_answer([shelf.cite(hit)])
    return build_report(shelf, [Asked(answer, "2024-05-01T09:30:00+09:00")], PROVENANCE)


def markdown(report, lang="ko"):
    return export_answers(report, ".md", lang).decode("utf-8")


def test_a_tiny_answer_as_markdown(report):
    said = markdown(report)
    golden = GOLDEN.format(sha256=report.documents[0].sha256)
    assert said[: len(golden)] == golden
    # What follows are the ways to check it again, one a line.
    rest = said[said.index("## 다시 확인하는 방법") :].splitlines()[2:]
    assert [line[:3] for line in rest] == ["1. ", "2. ", "3. ", "4. ", "5. "]


def test_in_english_there_is_no_hangul_but_the_documents(report):
    said = markdown(report, "en")
    for theirs in ("하늘시 예싼은 얼마인가요?", "하늘시 예산은 얼마인가요?", "하늘시 예산은 5,700억 원이다.",
                   "하늘시 계획", "1. 예산", "하늘시", "예싼", "예산"):  # fmt: skip
        said = said.replace(theirs, "")
    assert not re.search("[가-힣]", said)
    assert "As understood" in said and "Version of Geungeo: 0.1.0" in said


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_what_cannot_be_verified_any_more_says_so(shelf, suffix):
    hits = [shelf.hold(f"{name}.txt", f"{name}의 예산은 5,700억 원이다.") for name in "가나다라마"]
    citations = [shelf.cite(hit, number=n) for n, hit in enumerate(hits, start=1)]
    (shelf.folder / "나.txt").write_text("바뀌었다", "utf-8")
    (shelf.folder / "다.txt").unlink()
    shelf.drop(hits[3])
    citations[4] = replace(citations[4], quote="마의 예산은 없다.")
    report = build_report(shelf, [Asked(make_answer(citations))], PROVENANCE)
    said = export_answers(report, suffix, "ko").decode("utf-8")
    for n, state in enumerate(("proved", "file-changed", "file-missing", "gone", "differs")):
        assert report.answers[0].citations[n].state == state
        assert said.count(text(f"export.{state}")) == 1
    assert said.count(text("export.badge.proved")) == 1
    assert said.count(text("export.badge.broken")) == 4
    assert text("export.tally", total=5, proved=1) in said
    assert text("export.broken", count=4) in said
    # The state of the answer counts what stands now, not what once stood.
    assert text("export.partly", total=5, proved=1) in said


def test_near_misses_stand_apart_and_prove_nothing(shelf):
    hit = shelf.hold("plan.txt")
    report = build_report(shelf, [Asked(make_answer([], [hit]))], PROVENANCE)
    said = markdown(report)
    assert "**찾지 못함**" in said and "### 근거\n" not in said and "원문 확인" not in said
    near = said[said.index("### 가까운 내용 — 근거로 쓰이지 않았습니다") :]
    assert "#### ≈ 하늘시 계획 — 근거 아님\n\n> 하늘시 예산은" in near
    assert text("export.broken", count=0) not in said and "인용 0건" not in said


def test_tables_pages_context_filters_and_models_are_said(shelf):
    hit = shelf.hold("plan.txt")
    place = TablePlace("표 1 예산", (3, 4), ("하늘시", "바다시"), ("2023년", "2024년"))
    citation = replace(shelf.cite(hit), page=12, page_label="x", table=place)
    scope = Scope(Filters(kinds=("table",)), 3, 9, 0, (), True)
    asked = Asked(make_answer([citation], notes=("synonyms-kept",)), "", ("앞 질문",), scope)
    made = replace(PROVENANCE, llm="openai:small", reranker="ranker", fit="fit9")
    said = markdown(build_report(shelf, [asked], made))
    for line in (
        "- 앞선 질문: “앞 질문”",
        "- 검색 조건: 찾은 범위: 종류 표 · 문서 3건, 단락 9개",
        "- 쪽: x (적힌 쪽 이름) · 파일의 12번째 쪽",
        "- 표: 표 1 예산",
        "- 행: 3, 4 (하늘시 / 바다시)",
        "- 열: 2023년 / 2024년",
        "- 서재 맞춤: fit9",
        "- 언어 모델: openai:small",
        "- 재순위 모델: ranker",
        describe_note("synonyms-kept"),
    ):
        assert f"\n{line}\n" in said, line
    assert text("export.again.llm") in said and "답한 때" not in said


def test_the_characters_of_the_file_are_shown_where_the_view_added_words(shelf):
    hit = shelf.hold("plan.txt")
    report = build_report(shelf, [Asked(make_answer([shelf.cite(hit)]))], PROVENANCE)
    (answer,) = report.answers
    (cited,) = answer.citations

    def with_exact(exact):
        changed = replace(answer, citations=(replace(cited, exact=exact),))
        return markdown(replace(report, answers=(changed,)))

    assert "고치기 전" not in with_exact("하늘시 예산은\n5,700억  원이다.")
    assert "\n> 하늘시\t5,700\n" in with_exact("하늘시\t5,700")


def test_lists_and_sentences_keep_their_places(shelf):
    citation = shelf.cite(shelf.hold("plan.txt"))
    sentences = (
        AnswerSentence("하나는", (1,)),
        AnswerSentence("둘", (1,), "inline"),
        AnswerSentence("셋", (1,), "item"),
        AnswerSentence("넷", (1, 1), "item"),
        AnswerSentence("- 다섯", (), "line"),
    )
    answer = make_answer([citation], sentences=sentences)
    report = build_report(shelf, [Asked(answer)], PROVENANCE)
    mark = r"\[1\]"
    expected = f"\n\n하나는 {mark} 둘 {mark}\n\n- 셋 {mark}\n- 넷 {mark}{mark}\n\n\\- 다섯 (미확인)\n\n### 근거"
    assert expected in markdown(report)
    page = export_answers(report, ".html", "ko").decode("utf-8")
    link = '<a class="mark" href="#a1-s1">[1]</a>'
    assert f'<p class="said"><bdi>하나는</bdi> {link} <bdi>둘</bdi> {link}</p>' in page
    assert (
        f'<ul>\n<li class="said"><bdi>셋</bdi> {link}</li>\n<li class="said"><bdi>넷</bdi> {link}{link}</li>\n</ul>'
        in page
    )


def test_a_conversation_has_each_question_and_anchors_of_its_own(shelf):
    citation = shelf.cite(shelf.hold("plan.txt"))
    asked = [Asked(make_answer([citation], question=f"{n}번 질문")) for n in (1, 2)]
    report = build_report(shelf, asked, PROVENANCE)
    said = markdown(report)
    assert re.findall("^## (질문.*)$", said, re.MULTILINE) == ["질문 1", "질문 2"]
    page = export_answers(report, ".html", "ko").decode("utf-8")
    anchors = re.findall(' id="([^"]*)"', page)
    assert anchors == ["a1-s1", "a2-s1", "d1"]
    assert set(re.findall('href="#([^"]*)"', page)) == set(anchors)


def test_what_no_file_can_hold_becomes_a_replacement_character():
    assert clean("가\x00나\x1b[31m\u202e다\udcff\ufffe") == "가�나�[31m�다��"
    assert clean(("a\r\nb\rc\u2028d",)) == ("a\nb\nc\nd",)


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2024-05-01T00:00:00.250+00:00", "2024-05-01 00:00:00+00:00"),
        ("2024-05-01T09:30:00+09:00", "2024-05-01 09:30:00+09:00"),
        ("2024-05-01T09:30:00.123456Z", "2024-05-01 09:30:00Z"),
        ("", ""),
    ],
)
def test_a_moment_is_said_to_the_second(iso, said):
    assert moment(iso) == said


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])
def test_the_same_report_is_the_same_bytes(report, suffix):
    assert render(make_outline(report, "ko"), suffix) == render(make_outline(report, "ko"), suffix)
