"""`geungeo eval` as a team uses it: gates, files, ablations, interrupts."""

import json

import pytest

from index import STEPS
from ui.cli import main

PLAN = """# 스마트공장 계획

시범사업 예산은 5,700억 원이다.

사업 기간은 2021년부터 2025년까지이다.

지원 대상은 중소기업과 사회적기업이다.
"""
GOLD = [
    {
        "id": "q1", "question": "시범사업 예산은 얼마인가요?", "answerable": True,
        "answers": ["5,700억 원"], "type": "fact-number", "style": "polite",
        "evidence": [{"doc": "plan.md", "quote": "시범사업 예산은 5,700억 원이다."}],
    },
    {
        "id": "q2", "question": "사업은 언제까지 하나요?", "answerable": True,
        "answers": ["2025년"], "type": "date", "style": "polite",
        "evidence": [{"doc": "plan.md", "quote": "사업 기간은 2021년부터 2025년까지이다."}],
    },
    {
        "id": "q3", "question": "화성 탐사선은 언제 쏘아 올리나요?", "answerable": False,
        "type": "unanswerable", "style": "polite",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("eval")
    (folder / "docs").mkdir()
    (folder / "docs" / "plan.md").write_text(PLAN, "utf-8")
    lines = (json.dumps(question, ensure_ascii=False) for question in GOLD)
    (folder / "gold.jsonl").write_text("\n".join(lines), "utf-8")
    assert main(["index", str(folder / "docs"), "--library", str(folder / "library")]) == 0
    return folder


@pytest.fixture
def run(folder, capsys):
    def run(*arguments):
        capsys.readouterr()
        given = ["eval", folder / "gold.jsonl", "--library", folder / "library", *arguments]
        code = main([str(one) for one in given])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def without_times(record):
    """Return a run's JSON without what a clock said."""
    if isinstance(record, dict):
        timed = ("elapsed_ms", "latency", "latency_ms")
        return {key: without_times(value) for key, value in record.items() if key not in timed}
    return [without_times(one) for one in record] if isinstance(record, list) else record


def test_two_runs_differ_in_nothing_but_time(run, tmp_path):
    for name in ("one", "two"):
        code, _, _ = run("--json", tmp_path / f"{name}.json", "--no-baselines")
        assert code == 0
    one, two = (json.loads((tmp_path / f"{n}.json").read_text("utf-8")) for n in ("one", "two"))
    assert without_times(one) == without_times(two)
    assert one["latency"]["n"] == 3 and one["latency"]["p50_ms"] <= one["latency"]["p95_ms"]
    assert one["baselines"] == {}
    assert {"by_hardness", "by_document", "by_language", "power", "confidence"} <= set(one)


def test_every_way_to_search_stands_in_one_run(run, tmp_path):
    code, out, _ = run("--json", tmp_path / "run.json", "--ablations")
    assert code == 0
    found = json.loads((tmp_path / "run.json").read_text("utf-8"))
    searched = ["bm25-words", "bm25-kiwi", "lexical", "dense", "hybrid"]
    assert list(found["baselines"]) == [*searched, *(f"without-{name}" for name in STEPS)]
    assert set(found["baselines"]["hybrid"]["ranks"]) == {"q1", "q2"}
    assert "BM25 형태소" in out and "순위 매김 빼고" in out


def test_a_step_can_be_left_out_of_the_whole_run(run, tmp_path):
    code, out, _ = run("--json", tmp_path / "run.json", "--no-baselines", "--without", "ranking")
    assert code == 0 and "빼고 잰 단계" in out
    assert json.loads((tmp_path / "run.json").read_text("utf-8"))["left_out"] == ["ranking"]
    for steps, said in ((["colour"], "colour"), (["words", "meaning"], "words, meaning")):
        flags = [part for step in steps for part in ("--without", step)]
        code, out, err = run("--no-baselines", *flags)
        assert (code, out) == (1, "") and said in err and len(err.strip().splitlines()) == 1


def test_a_run_is_compared_question_by_question(run, tmp_path):
    before = tmp_path / "before.json"
    run("--json", before, "--no-baselines")
    files = ("--json", tmp_path / "now.json", "--report", tmp_path / "now.html")
    code, out, err = run(
        "--no-baselines", "--baseline", before, "--fail-on-loss", "hit@5=0.02",
        *files, "--markdown", tmp_path / "now.md",
    )  # fmt: skip
    assert code == 0 and "바뀐 질문이 없습니다" in out
    worse = json.loads(before.read_text("utf-8"))
    for question in worse["questions"]:
        question["scores"]["hit@5"] = [0.0, 1.0]
        question["rank"] = None
    (tmp_path / "worse.json").write_text(json.dumps(worse), "utf-8")
    code, out, _ = run("--no-baselines", "--baseline", tmp_path / "worse.json", *files)
    assert code == 0 and "좋아진 질문 2개" in out
    record = json.loads((tmp_path / "now.json").read_text("utf-8"))["comparison"]
    assert record["differences"]["hit@5"]["value"] == 1.0
    won = {one["id"]: (one["verdict"], one["rank"]) for one in record["questions"]}
    assert won == {
        "q1": ("won", [None, 1]),
        "q2": ("won", [None, record["questions"][1]["rank"][1]]),
    }
    page = (tmp_path / "now.html").read_text("utf-8")
    assert "좋아진 질문 2개" in page and "앞선 실행과 견줌" in page


def test_a_significant_loss_breaks_the_build(run, tmp_path):
    before = tmp_path / "before.json"
    run("--json", before, "--no-baselines")
    found = json.loads(before.read_text("utf-8"))
    # An earlier run that was better than any can be: each question lost 1 or more.
    for question in found["questions"]:
        if "mrr@10" in question["scores"]:
            question["scores"]["mrr@10"] = [2.0, 1.0]
    before.write_text(json.dumps(found), "utf-8")
    code, _, err = run("--no-baselines", "--baseline", before, "--fail-on-loss", "mrr@10=0.5")
    assert code == 1 and "mrr@10" in err
    code, _, _ = run("--no-baselines", "--baseline", before, "--fail-on-loss", "mrr@10=1.6")
    assert code == 0
    code, out, err = run("--no-baselines", "--fail-on-loss", "mrr@10=0.5")
    assert (code, out) == (1, "") and "--baseline" in err


def test_a_bar_on_the_interval_and_a_bar_that_is_too_fine(run):
    code, _, err = run("--no-baselines", "--fail-under", "hit@5=0.95")
    assert code == 0 and "hit@5" in err  # kept, but with two questions that says little
    code, _, err = run("--no-baselines", "--fail-under", "hit@5.low=0.95")
    assert (code, err) == (0, "") or "hit@5" not in err
    code, _, err = run("--no-baselines", "--fail-under", "sentence_support.low=1.01")
    assert code == 1 and "sentence_support.low" in err
    code, out, err = run("--no-baselines", "--fail-under", "hit@5.middle=1")
    assert (code, out) == (1, "") and "hit@5.middle" in err


def test_an_interrupt_leaves_the_files_as_they_were(run, tmp_path, monkeypatch):
    files = [tmp_path / name for name in ("run.json", "run.html", "run.md")]
    for file in files:
        file.write_text("before", "utf-8")
    flags = ("--json", files[0], "--report", files[1], "--markdown", files[2], "--no-baselines")

    def interrupt(*given, **more):
        raise KeyboardInterrupt

    for place in ("measure_gold", "render_report"):
        with monkeypatch.context() as patch:
            patch.setattr(f"ui.evaluation.{place}", interrupt)
            code, out, err = run(*flags)
        assert code == 130 and out == "" and "Traceback" not in err
        assert [file.read_text("utf-8") for file in files] == ["before"] * 3
    assert run(*flags)[0] == 0
    assert all(len(file.read_text("utf-8")) > 100 for file in files)
    assert sorted(tmp_path.glob("run.*")) == sorted(files)
    assert not list(tmp_path.glob(".*"))


def test_a_file_that_cannot_be_written_is_said_before_anything_is_asked(run, tmp_path, monkeypatch):
    def never(*given, **more):
        raise AssertionError("asked")

    monkeypatch.setattr("ui.evaluation.measure_gold", never)
    for target in (tmp_path / "none" / "run.json", tmp_path):
        code, out, err = run("--report", target)
        assert (code, out) == (1, "") and str(target) in err


def test_json_alone_on_stdout(run):
    code, out, _ = run("--json", "-", "--no-baselines")
    assert code == 0 and json.loads(out)["about"]["documents"] == 1


def test_markdown_is_a_table_and_foreign_text_no_markup(run, tmp_path):
    code, _, _ = run("--markdown", tmp_path / "run.md", "--no-baselines")
    page = (tmp_path / "run.md").read_text("utf-8")
    assert code == 0 and page.startswith("# 근거 평가 보고서\n")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert any(
        line.startswith("| `hit@5` | 5개 안에 근거를 갖춤 | 1.000 | 1.00 ~ 1.00 | 2 |")
        for line in rows
    )


def test_the_assistant_s_retriever_gives_the_hits_of_its_answer(folder):
    """The run measures the hits of the answer: the retriever alone must give the same."""
    from assistant import Assistant
    from index import Library, load_encoder

    with Library.open(folder / "library", load_encoder(None), create=False) as library:
        assistant = Assistant(library)
        for question in GOLD:
            asked = question["question"]
            assert assistant.retrieve(asked) == assistant.ask(asked).passages
