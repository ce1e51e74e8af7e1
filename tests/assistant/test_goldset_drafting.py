"""Drafts read as a person asks, and every one rests on words that stand in the document."""

import json

import pytest

from assistant import check_gold, draft_gold, load_gold, to_line
from assistant.goldset.endings import end_as_question
from assistant.goldset.figures import find_figures
from corpus import analyze, make_passages, read_document, sample_folder

SAMPLES = (
    "policy-smart-factory-2024.txt", "press-robot-cluster.txt", "brief-hydrogen-bus-2025.docx",
    "guideline-smart-factory.txt", "faq-smart-factory.md", "budget-2024-2026.xlsx",
)  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "polite", "casual"),
    [
        ("사업비는 얼마이다.", "사업비는 얼마인가요", "사업비는 얼마야"),
        ("회수량은 몇 톤이다.", "회수량은 몇 톤인가요", "회수량은 몇 톤이야"),
        ("도시는 몇 곳을 만든다.", "도시는 몇 곳을 만드나요", "도시는 몇 곳을 만들지"),
        ("정부는 얼마를 지원한다.", "정부는 얼마를 지원하나요", "정부는 얼마를 지원해"),
        ("시는 몇 명을 뽑았다.", "시는 몇 명을 뽑았나요", "시는 몇 명을 뽑았어"),
        ("비용은 얼마를 냅니다.", "비용은 얼마를 내나요", "비용은 얼마를 내지"),
        ("비율이 몇 %로 높다.", "비율이 몇 %로 높은가요", "비율이 몇 %로 높지"),
        ("차이가 몇 배로 크다.", "차이가 몇 배로 큰가요", "차이가 몇 배로 크지"),
        ("공장이 몇 곳 있다.", "공장이 몇 곳 있나요", "공장이 몇 곳 있지"),
        ("목표는 몇 개로 전망됨", "목표는 몇 개로 전망되나요", "목표는 몇 개로 전망돼"),
        ("2023년에 몇 개를 발표함.", "2023년에 몇 개를 발표했나요", "2023년에 몇 개를 발표했어"),
    ],
)
def test_a_statement_becomes_a_question_by_its_ending(stated, polite, casual):
    asked = end_as_question(stated, analyze(stated))
    assert asked is not None and (asked.polite, asked.casual) == (polite, casual)


@pytest.mark.parametrize("said", ["었다", "때문이었다.", "탓이다.", "다"])
def test_what_says_nothing_is_not_asked(said):
    assert end_as_question(said, analyze(said)) is None


@pytest.mark.parametrize(
    "text", ["지금 신청하세요.", "예산은 얼마인가요?", "사업 확대", "셈이다.", ""]
)
def test_orders_questions_and_nouns_are_not_turned(text):
    assert end_as_question(text, analyze(text)) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("예산은 1조 2,000억 원이다", [("1조 2,000억 원", "얼마")]),
        ("모두 2천8백만 원을 아낀다", [("2천8백만 원", "얼마")]),
        ("업체 1,789개가 들어왔다", [("1,789개", "몇 개")]),
        ("2024년 3월 12일에 제14호를 냈다", []),
        ("3~5만 개를 보급한다", []),
        ("접수 뒤 30일 이내에 낸다", [("30일", "며칠")]),
        ("3대 전략과 5대과제, 36회 문학상, 50대 이상, 1/3을 말한다", []),
        ("버스 320대 이상을 바꾼다", [("320대", "몇 대")]),
        ("값은 9.3%에서 12%로 올랐다", [("9.3%", "몇 %"), ("12%", "몇 %")]),
    ],
)
def test_figures_and_what_asks_for_them(text, found):
    assert [(figure.text, figure.asked) for figure in find_figures(text)] == found


@pytest.fixture(scope="module")
def documents():
    return [read_document(sample_folder() / name, name) for name in SAMPLES]


@pytest.fixture(scope="module")
def passages(documents):
    cut = {document.id: make_passages(document) for document in documents}
    return cut.__getitem__


@pytest.fixture(scope="module")
def drafts(documents, passages):
    return draft_gold(documents, passages, 60, seed=7)


def test_the_drafts_of_the_samples_hold(drafts, documents, tmp_path):
    """Quotes stand, answers stand in them, nothing is told twice or by the question."""
    path = tmp_path / "drafts.jsonl"
    path.write_text("".join(to_line(draft.to_record()) for draft in drafts), encoding="utf-8")
    assert all(question.draft for question in load_gold(path, with_drafts=True))
    path.write_text(path.read_text("utf-8").replace('"draft": true', '"draft": false'), "utf-8")
    found = check_gold(path, documents)
    assert found.total.n == 60 and not found.errors
    assert {one.code for one in found.warnings} <= {"question-near"}
    assert found.documents == len(documents)


def test_the_drafts_are_spread_over_kinds_styles_and_documents(drafts):
    kinds = {draft.question.type for draft in drafts}
    assert {"table-cell", "fact-number", "definition", "date"} <= kinds
    styles = [draft.question.style for draft in drafts]
    assert styles.count("polite") < 48 and styles.count("casual") >= 9 and "keyword" in styles
    most = max(styles.count(style) for style in styles)
    assert most < len(drafts)
    quotes = [
        (draft.question.evidence[0].doc, draft.question.evidence[0].quote) for draft in drafts
    ]
    assert len(set(quotes)) == len(quotes)
    shares = [sum(doc == name for doc, _ in quotes) for name in SAMPLES]
    assert min(shares) >= 5


def test_every_draft_says_how_hard_it_is(drafts):
    for draft in drafts:
        record = json.loads(to_line(draft.to_record()))
        assert 0.0 <= record["overlap"] <= 1.0
        assert record["hardness"] == (
            "easy" if draft.overlap >= 0.9 else "middle" if draft.overlap >= 0.6 else "hard"
        )


def test_the_same_seed_gives_the_same_drafts_in_any_order(drafts, documents, passages):
    again = draft_gold(list(reversed(documents)), passages, 60, seed=7)
    assert again == drafts
    assert draft_gold(documents, passages, 60, seed=8) != drafts


def test_known_evidence_is_not_asked_for_again(drafts, documents, passages):
    known = [draft.question for draft in drafts]
    fresh = draft_gold(documents, passages, 30, seed=7, known=known)
    assert fresh and not {d.question.evidence for d in fresh} & {q.evidence for q in known}


def drafted(tmp_path, text, name="글.md"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = read_document(path, name)
    cut = make_passages(document)
    return {d.question.question: d.question for d in draft_gold([document], lambda _: cut, 50)}


TABLE = """# 금속 조사

〈표 1〉 금속별 회수율과 단가

| 금속 | 회수율(%) | 맡은 곳 | 단가(원) |
|---|---|---|---|
| 니켈 | 95 | 환경과 | 33 |
| 코발트 | 94 | 산업과 | – |
| 합계 | 189 | | 33 |
"""


def test_a_share_may_bear_any_sign_of_rise_and_fall(tmp_path):
    shares = ["▼3.2", "▽ 1.1", "−4.5", "△0.7", "+2", ",", "٣", "1.2.3"]
    rows = "".join(
        f"| 업종{at} | {share} |\n" for at, share in zip("가나다라마바사아", shares, strict=True)
    )
    asked = drafted(
        tmp_path, f"# 산업 조사\n\n〈표 1〉 생산 조사\n\n| 업종 | 증가율 |\n|---|---|\n{rows}"
    )
    answers = {question.answers[0] for question in asked.values()}
    assert {"▼3.2%", "▽ 1.1%", "−4.5%", "△0.7%", "+2%"} <= answers


def test_a_cell_is_asked_for_by_row_and_column(tmp_path):
    asked = drafted(tmp_path, TABLE)
    assert len(asked) == 2, "a row is asked about once, and the total not at all"
    for question in asked.values():
        row = "니켈" if "니켈" in question.question else "코발트"
        assert row in question.question and row in question.evidence[0].quote
        assert question.answers[0] not in question.question
        assert question.answers[0] not in ("–", "33원" if row == "코발트" else "94%")


def test_what_points_elsewhere_is_not_asked(tmp_path):
    text = (
        "# 글\n\n이는 전체 업체의 46%이다. 그 사업비는 모두 146억 원이다. 올해 예산은 5억 원이다.\n"
    )
    assert drafted(tmp_path, text) == {}


def test_foreign_tables_and_orders_give_no_korean_questions(tmp_path):
    text = "# Berths\n\n| Berth | Load (MW) |\n|---|---|\n| Quay A | 12 |\n| Quay B | 18 |\n"
    assert drafted(tmp_path, text) == {}


def test_a_definition_is_asked_for_and_answered(tmp_path):
    asked = drafted(tmp_path, "# 뜻\n\n“블랙파우더”란 배터리를 부수어 얻은 검은 가루를 말한다.\n")
    (question,) = asked.values()
    assert "블랙파우더" in question.question and question.type == "definition"
    assert question.answers == ("배터리를 부수어 얻은 검은 가루",)


def test_a_list_is_asked_for_with_its_parts(tmp_path):
    text = "# 지원 사업 안내\n\n## 신청 서류\n\n- 사업계획서\n- 재무제표\n- 공장등록증명서\n"
    (question,) = drafted(tmp_path, text).values()
    assert question.nuggets == (("사업계획서",), ("재무제표",), ("공장등록증명서",))
    assert "신청 서류" in question.question


def test_a_quotation_that_stands_twice_names_both_documents(tmp_path):
    text = "# 뜻\n\n“블랙파우더”란 배터리를 부수어 얻은 검은 가루를 말한다.\n"
    documents = []
    for name in ("가.md", "나.md"):
        (tmp_path / name).write_text(f"{text}\n{name} 끝\n", encoding="utf-8")
        documents.append(read_document(tmp_path / name, name))
    cut = {document.id: make_passages(document) for document in documents}
    (draft,) = draft_gold(documents, cut.__getitem__, 9)
    assert {evidence.doc for evidence in draft.question.evidence} == {"가.md", "나.md"}
    assert draft.question.alternatives == ((0,), (1,))


@pytest.mark.parametrize(
    "text",
    [
        "10월 임진왜란 때 계림에서 거제도로 터를 잡았다.",
        "착색이 필요 없는 노란 사과로 바꿔 심는 농가가 많다.",
        "윤슬배터리는 2022년 9월부터 거둔 배터리로 저장장치를 만들었다.",
        "논란이 커지자 시장은 시민의 의사를 묻기 위해 주민투표를 제안하였다.",
        "국방장관은 “비록 많은 기뢰를 제거했다고 하지만 100%를 수거하기는 쉽지 않다",
    ],
)
def test_what_only_looks_like_a_pattern_is_left_alone(tmp_path, text):
    assert drafted(tmp_path, f"# 글\n\n{text}\n") == {}


def test_an_empty_library_gives_nothing():
    assert draft_gold([], lambda _: (), 10) == ()
