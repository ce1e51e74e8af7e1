"""What is wrong with a gold set is told by line; what is right is left alone."""

import json

import pytest

from assistant import check_gold
from assistant.evaluation.power import detectable_difference
from assistant.goldset.nearest import NearestText
from corpus import GoldError
from tests.assistant.evaluation_fakes import make_document

PLAN = """시범사업 계획

하늘시는 2021년에 시범사업을 시작했다. 시범사업 예산은 모두 5,700억 원이다.
지원 대상은 중소기업, 사회적기업, 대학 연구소이다. 사업 기간은 2026년까지이다.
"""
REVIEW = "다시 본 계획\n\n시범사업 예산은 모두 5,700억 원이다. 예산은 늘지 않았다.\n"
GOOD = {
    "id": "g1",
    "question": "하늘시 시범사업에 드는 돈은?",
    "type": "fact-number",
    "style": "polite",
    "answerable": True,
    "answers": ["5,700억 원"],
    "evidence": [
        {"doc": "plan.txt", "quote": "시범사업 예산은 모두 5,700억 원이다."},
        {"doc": "review.txt", "quote": "시범사업 예산은 모두 5,700억 원이다."},
    ],
    "requires": None,
    "context": [],
}
ALONE = [{"doc": "plan.txt", "quote": "하늘시는 2021년에 시범사업을 시작했다."}]
OTHER = GOOD | {"evidence": ALONE, "answers": ["2021년"]}


@pytest.fixture(scope="module")
def documents():
    return [make_document(PLAN, "plan.txt"), make_document(REVIEW, "review.txt")]


@pytest.fixture
def check(tmp_path, documents):
    def check(*records, library=documents):
        path = tmp_path / "gold.jsonl"
        lines = (r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records)
        path.write_text("\n".join(lines), encoding="utf-8")
        return check_gold(path, library)

    return check


def codes(found):
    return [(one.severity, one.code) for one in found.findings]


def test_a_good_question_has_no_findings(check):
    found = check(GOOD)
    assert found.findings == () and found.documents == 2 and found.library_documents == 2
    assert (found.total.n, found.total.answerable) == (1, 1)
    assert [(size.name, size.n) for size in found.types] == [("fact-number", 1)]


@pytest.mark.parametrize(
    ("changes", "severity", "code"),
    [
        ({"evidence": [{"doc": "plan.txt", "quote": "전혀 다른 글이며 어디에도 없다"}]}, "error", "quote-missing"),
        (
            {"evidence": [{"doc": "plan.txt", "quote": "예산은 늘지 않았다."}]},
            "error",
            "quote-in-other",
        ),
        ({"evidence": [{"doc": "none.txt", "quote": "없는 글 없는 글 없는 글"}]}, "error", "doc-unknown"),
        ({"evidence": [{"doc": "plam.txt", "quote": "없는 글 없는 글 없는 글"}]}, "error", "doc-unknown-near"),
        ({"evidence": GOOD["evidence"][:1]}, "warning", "evidence-elsewhere"),
        ({"answers": ["6,100억 원"]}, "warning", "answer-not-quoted"),
        ({"answers": []}, "warning", "no-answer"),
        ({"question": "5,700억 원을 들인 하늘시 시범사업의 예산은?"}, "warning", "answer-leaks"),
        ({"style": "follow-up"}, "warning", "follow-up-alone"),
        ({"requires": [[0, 1], [0]]}, "warning", "requires-more"),
        ({"requires": [[0, 1], [1, 0]]}, "warning", "requires-twice"),
        ({"nuggets": [["5,700억 원", "예산"], ["예산"]]}, "warning", "nugget-twice"),
        ({"nuggets": [["5,700억 원"], ["3조 원"]]}, "warning", "nugget-not-quoted"),
        ({"answerable": False}, "error", "answered-unanswerable"),
        ({"answerable": False, "answers": []}, "warning", "evidence-unanswerable"),
        ({"answerable": "yes"}, "error", "gold-bad-field"),
        ({"requires": [[7]]}, "error", "gold-bad-field"),
        ({"draft": 1}, "error", "gold-bad-field"),
    ],
)  # fmt: skip
def test_each_fault_is_told(check, changes, severity, code):
    found = check(GOOD | changes)
    assert (severity, code) in codes(found)
    assert bool(found.errors) == (severity == "error")


def test_every_bad_line_is_told_with_its_number(check):
    found = check(GOOD, "{", GOOD, GOOD | {"id": "g4", "question": ""})
    assert [(one.line, one.code) for one in found.errors] == [
        (2, "gold-bad-json"), (3, "gold-duplicate-id"), (4, "gold-bad-field"),
    ]  # fmt: skip


def test_the_nearest_passage_is_offered(check):
    quote = "시범사업 예산은 총 5,800억 원이다"
    (found,) = check(GOOD | {"evidence": [{"doc": "review.txt", "quote": quote}]}).errors
    details = dict(found.details)
    assert found.code == "quote-missing-near"
    assert details["near"] == "시범사업 예산은 모두 5,700억 원이다."


def test_the_same_question_and_nearly_the_same(check):
    twice = OTHER | {"id": "g2", "question": GOOD["question"]}
    near = OTHER | {"id": "g3", "question": "하늘시의 시범사업에 든 돈은 ?"}
    after = OTHER | {"id": "g4", "question": GOOD["question"], "context": ["시범사업이 뭐야?"]}
    found = check(GOOD, twice, near, after)
    assert [(one.id, one.code) for one in found.findings] == [
        ("g2", "question-twice"), ("g3", "question-near"),
    ]  # fmt: skip
    assert dict(found.findings[0].details) == {"other": "g1", "line": "1"}


def test_other_figures_are_another_question(check):
    years = [
        OTHER | {"id": f"y{year}", "question": f"하늘시 시범사업 {year}년 예산 집행 금액은?"}
        for year in (2022, 2023)
    ]
    assert check(*years).findings == ()


def test_to_offer_the_answer_among_others_is_no_leak(check):
    asked = "하늘시가 시범사업을 시작한 해는 2021년과 2022년 중 언제야?"
    assert check(OTHER | {"question": asked}).findings == ()
    stated = "하늘시가 2021년에 시범사업을 시작한 해는?"
    assert codes(check(OTHER | {"question": stated})) == [("warning", "answer-leaks")]


def test_a_bare_name_of_several_files_is_told(check):
    library = [make_document(PLAN, "a/plan.txt"), make_document(PLAN + "끝", "b/plan.txt")]
    assert ("warning", "doc-ambiguous") in codes(check(OTHER, library=library))


def test_drafts_are_counted_apart_and_only_warned_of(check):
    draft = GOOD | {"id": "d", "draft": True, "evidence": [{"doc": "plan.txt", "quote": "없다"}]}
    found = check(GOOD, draft)
    assert (found.total.n, found.drafts) == (1, 1)
    assert not found.errors and "quote-missing" in [one.code for one in found.warnings]


def test_without_a_library_no_quotation_is_looked_up(check):
    found = check(GOOD | {"evidence": [{"doc": "x", "quote": "y 5,700억 원"}]}, library=None)
    assert found.findings == () and found.library_documents is None


def test_an_empty_file_is_refused(check):
    with pytest.raises(GoldError, match="gold-empty"):
        check("")


@pytest.mark.parametrize("lost", range(0, 30, 3))
def test_a_stretch_is_found_whatever_letter_is_lost(lost):
    sentence = "하늘시는 2021년에 시범사업을 시작했다."
    nearest = NearestText(PLAN).find(sentence[:lost] + sentence[lost + 1 :])
    assert nearest is not None and sentence in nearest.text and nearest.share > 0.7


def test_nothing_is_near_to_another_text():
    assert NearestText(PLAN).find("The quick brown fox jumps over the lazy dog") is None
    assert NearestText(PLAN).find("가") is None and NearestText("").find("시범사업") is None


def test_the_detectable_difference_is_that_of_the_formula():
    # n = (1.96 sqrt(d) + 0.8416 sqrt(d - x^2))^2 / x^2 with d = 0.2, x = 0.1: 155.4 by hand.
    needed = (1.959964 * 0.2**0.5 + 0.841621 * 0.19**0.5) ** 2 / 0.01
    assert 154 < needed < 157
    assert detectable_difference(round(needed)) == pytest.approx(0.1, abs=0.001)
    assert detectable_difference(0) == 1.0
    sizes = [detectable_difference(n) for n in (10, 30, 100, 1000)]
    assert sizes == sorted(sizes, reverse=True)
