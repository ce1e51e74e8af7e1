"""A kept run as the page shows it: outcomes, filters, figures, and nothing but text of ours."""

import json
import time
from dataclasses import replace

import pytest

from assistant import compare_runs, compare_saved, load_run
from tests.assistant.test_evaluation import GOLD, HITS, run
from tests.ui.web_fakes import build_library
from ui.evaluating import KeptRun, RunState, RunSummary, run_to_record
from ui.evaluating.questions import (
    OUTCOMES,
    PAGE_ROWS,
    AskedQuestion,
    Choice,
    count_outcomes,
    list_questions,
    page_of,
    turn_to,
)
from ui.web.evaluate.comparison import comparison_html, judge_difference
from ui.web.evaluate.measures import head_html, measures_html, plots_html
from ui.web.evaluate.parts import show_change, show_share
from ui.web.evaluate.questions import say_why, table_html
from ui.web.evaluate.runs import runs_html, state_html

HOSTILE = '"><img src=x onerror=alert(1)>${1+1}'


@pytest.fixture(scope="module")
def evaluation():
    return run(search=lambda query, *, top_k, mode: HITS)


@pytest.fixture(scope="module")
def kept(evaluation, tmp_path_factory):
    record = json.loads(
        json.dumps(run_to_record(evaluation, build_library().status(), "골드.jsonl"))
    )
    path = tmp_path_factory.mktemp("kept") / "run.json"
    path.write_text(json.dumps(record), "utf-8")
    summary = RunSummary(
        "20260102-030405-gold", "2026-01-02T03:04:05+00:00", 4, 1.2, {"hit@5": 1.0}, record["about"]
    )
    return KeptRun(summary, record, {one.id: one for one in GOLD}, load_run(path))


def test_each_question_has_one_outcome_and_only_right_ones_are_not_missed(kept, evaluation):
    questions = list_questions(kept)
    assert [one.outcome for one in questions] == [
        "right", "wrong", "withheld", "answered-unanswerable",
    ]  # fmt: skip
    assert [one.is_good for one in questions] == [not one.is_missed for one in evaluation.questions]
    assert count_outcomes(questions)["right"] == 1
    said = [say_why(one, "ko") for one in questions]
    assert "1위에서 찾아 인용했고" in said[0] and "2위에서 찾았지만" in said[1]
    assert "3위에서 찾았습니다" in said[2] and "답이 없는 질문인데 답했습니다" in said[3]


def test_every_way_to_fail_is_told_from_the_others():
    answerable, other = GOLD[0], GOLD[3]
    cases = [
        (answerable, (None, False, False, False), "not-found", "10개 안에 정답 근거가 없습니다"),
        (answerable, (None, True, False, False), "not-found", "정답은 들어 있습니다"),
        (answerable, (4, True, False, False), "not-cited", "인용이 그 근거를 덮지 않습니다"),
        (answerable, (4, None, False, False), "not-cited", "인용하지 않았습니다"),
        (answerable, (4, False, True, False), "wrong", "인용했지만"),
        (answerable, (None, False, False, True), "withheld", "찾지 못했습니다"),
        (answerable, (1, None, True, False), "right", "1위에서"),
        (other, (None, None, None, True), "right-abstention", "옳게"),
    ]
    from ui.evaluating.questions import judge

    for gold, (rank, answer, citation, abstained), outcome, words in cases:
        record = {
            "rank": rank, "answer_hit": answer, "citation_hit": citation, "abstained": abstained,
        }  # fmt: skip
        assert judge(gold, record) == outcome in OUTCOMES
        assert words in say_why(AskedQuestion(gold, record, outcome), "ko")


def test_questions_are_filtered_sorted_and_paged(kept):
    questions = list_questions(kept)

    def ids(**choice):
        return [one.gold.id for one in turn_to(questions, Choice(**choice)).rows]

    assert ids() == ["capital", "people", "river", "gdp"]
    assert ids(shown="failed") == ["people", "river", "gdp"]
    assert ids(shown="withheld") == ["river"] and ids(style="polite") == ["capital", "gdp"]
    assert ids(words="수 도는") == ["capital"] and ids(words="한강") == ["river"]
    assert ids(type="fact", order="rank") == ["river", "people", "capital"]
    many = [
        replace(one, gold=replace(one.gold, id=f"{one.gold.id}-{number}"))
        for number in range(250)
        for one in questions
    ]
    for asked in (many[0], many[-1]):
        assert asked in turn_to(many, Choice(page=page_of(many, asked.gold.id))).rows
    last = turn_to(many, Choice(page=99))
    assert (last.pages, last.page, len(last.rows), last.total) == (20, 19, PAGE_ROWS, 1000)
    began = time.perf_counter()
    page = table_html(turn_to(many, Choice(shown="failed", words="은", page=1)), "", {}, "ko")
    assert time.perf_counter() - began < 0.5
    assert page.count("<tr") == PAGE_ROWS + 1 and "1000개 중" in page


def test_cards_and_plots_say_the_runs_own_figures(kept):
    cards = measures_html(kept, "ko")
    assert "33.3 %" in cards and "n 3" in cards and "낮을수록 좋음" in cards
    words = kept.record["baselines"]["bm25-words"]["metrics"]["hit@1"]["value"]
    assert f"띄어쓰기 BM25 {show_share('hit@1', words)}" in cards
    assert cards.count('class="stat measure"') == 16
    plots = plots_html(kept, "hit@5", "ko")
    assert '<th scope="row">keyword</th>' in plots and "100.0 %" in plots
    # A group without such questions is not drawn as zero.
    assert "unanswerable" not in plots
    assert show_change("hit@5", -0.0321) == "−3.2" and show_change("hit@5", -1e-9) == "0.0"
    assert show_change("mrr@10", 0.1) == "+0.100" and show_share("mrr@10", None) == "–"


def test_a_comparison_names_what_changed(kept, evaluation, tmp_path):
    before = json.loads(json.dumps(kept.record))
    before["questions"][0] |= {"rank": None, "answer_hit": False, "answer": "몰라요"}
    before["questions"][0]["scores"]["hit@1"] = [0.0, 1.0]
    path = tmp_path / "before.json"
    path.write_text(json.dumps(before), "utf-8")
    comparison = compare_saved(kept.saved, load_run(path))
    assert comparison.to_dict() == compare_runs(evaluation, load_run(path)).to_dict()
    page = comparison_html(comparison, kept.summary, "ko")
    assert "좋아진 질문 1개" in page and "찾지 못함 · 답 어긋남" in page and "+33.3" in page
    changes = {change.question.id: change for change in comparison.changes}
    table = table_html(turn_to(list_questions(kept), Choice()), "capital", changes, "ko")
    assert "견줄 평가에서는" in table and "몰라요" in table
    found = comparison.differences["hit@1"]
    assert judge_difference("hit@1", replace(found, low=0.1)) == "better"
    assert judge_difference("false_abstention", replace(found, low=0.1)) == "worse"
    assert judge_difference("hit@1", replace(found, low=-0.1)) == "even"
    assert judge_difference("hit@5", comparison.differences["hit@5"]) == "same"


def test_what_others_wrote_is_text_and_nothing_else(kept):
    hostile = replace(
        GOLD[0], id=HOSTILE, question=HOSTILE, answers=(HOSTILE,), type=HOSTILE, style=HOSTILE,
        context=(HOSTILE,), evidence=(replace(GOLD[0].evidence[0], doc=HOSTILE, quote=HOSTILE),),
    )  # fmt: skip
    record = json.loads(json.dumps(kept.record))
    first = record["questions"][0]
    first |= {"id": HOSTILE, "question": HOSTILE, "answer": f"{HOSTILE} [1]"}
    first["citations"][0] |= {"document": HOSTILE, "quote": HOSTILE, "heading": [HOSTILE]}
    first["passages"][0] |= {"document": HOSTILE, "text": HOSTILE}
    record["about"] |= {"gold": HOSTILE, "encoder": HOSTILE, "llm": HOSTILE}
    record["by_type"][HOSTILE] = record["by_type"]["fact"]
    record["latency"] = {"p50_ms": 1.0, "p95_ms": 2.0, "worst_ms": 2.0, "n": 4}
    gold = {**kept.gold, HOSTILE: hostile}
    summary = replace(kept.summary, about=record["about"])
    bad = KeptRun(summary, record, gold, kept.saved)
    pages = [
        table_html(turn_to(list_questions(bad), Choice()), HOSTILE, {}, "ko"),
        head_html(bad, "en"),
        measures_html(bad, "ko"),
        plots_html(bad, "hit@1", "ko"),
        runs_html([summary], 30, "ko"),
        state_html(RunState(1, HOSTILE, 4), "ko"),
        state_html(RunState(1, HOSTILE, 4, key="k"), "ko"),
    ]
    for page in pages:
        assert "<img" not in page and 'onerror=alert(1)>"' not in page
    assert "&lt;img" in pages[0] and "&lt;img" in pages[4]
