"""Measuring behind the page: the same numbers as the command line's, runs and files kept safely."""

import json
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from assistant import Assistant, compare_saved, load_gold, load_run
from corpus import GoldError
from index import CitedQuote, Feedback, FeedbackBook, Library, load_encoder, read_manifest
from tests.ui.test_eval import GOLD, PLAN, without_times
from ui.cli import main
from ui.evaluating import Completed, Evaluations
from ui.evaluating.gold_files import MAX_FILES, GoldFiles
from ui.evaluating.shelf import MAX_RUNS, RunShelf
from ui.rush import Rush


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("evaluating")
    (folder / "docs").mkdir()
    (folder / "docs" / "plan.md").write_text(PLAN, "utf-8")
    lines = (json.dumps(question, ensure_ascii=False) for question in GOLD)
    (folder / "gold.jsonl").write_text("\n".join(lines), "utf-8")
    assert main(["index", str(folder / "docs"), "--library", str(folder / "library")]) == 0
    return folder


@pytest.fixture(scope="module")
def library(folder):
    encoder = load_encoder(read_manifest(folder / "library").encoder or None, offline=True)
    with Library.open(folder / "library", encoder) as library:
        yield library


@pytest.fixture
def make(library, tmp_path):
    def make(ask=None, rush=None, feedback=None):
        ask = ask or Assistant(library).ask
        return Evaluations(library, ask, tmp_path / "home", rush or Rush(), feedback)

    return make


def wait_for(condition, seconds=60):
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "it never came"
        time.sleep(0.01)


def finish(evaluations):
    wait_for(lambda: not evaluations.runner.is_busy)
    state = evaluations.runner.state
    assert state.failure is None
    return state


def measure(evaluations, folder):
    choice = evaluations.golds.bring(folder / "gold.jsonl", "gold.jsonl")
    evaluations.start(choice.key)
    return finish(evaluations).key


def test_a_run_of_the_page_is_the_command_lines_to_the_last_digit(folder, make, tmp_path):
    evaluations = make()
    key = measure(evaluations, folder)
    told = tmp_path / "cli.json"
    command = ["eval", folder / "gold.jsonl", "--library", folder / "library", "--json", told]
    assert main(list(map(str, command))) == 0
    ours = json.loads(evaluations.shelf.read_file(key, "run.json"))
    theirs = json.loads(told.read_text("utf-8"))
    assert without_times(ours) == without_times(theirs)
    assert ours["about"]["gold"] == "gold.jsonl" and set(ours["baselines"]) >= {"bm25-kiwi"}
    # And the command line takes it as an earlier run.
    kept = evaluations.shelf.folder / key / "run.json"
    assert main([*map(str, command[:4]), "--no-baselines", "--baseline", str(kept)]) == 0


def test_two_kept_runs_are_compared_as_a_new_one_is(folder, make, tmp_path):
    evaluations = make()
    first = measure(evaluations, folder)
    worse = json.loads(evaluations.shelf.read_file(first, "run.json"))
    for question in worse["questions"]:
        if question["rank"]:
            question["rank"] = None
            question["scores"]["hit@5"] = [0.0, 1.0]
    before = tmp_path / "before.json"
    before.write_text(json.dumps(worse), "utf-8")
    out = tmp_path / "out.json"
    command = ["eval", folder / "gold.jsonl", "--library", folder / "library", "--no-baselines"]
    assert main([*map(str, command), "--baseline", str(before), "--json", str(out)]) == 0
    expected = json.loads(out.read_text("utf-8"))["comparison"]
    ours = compare_saved(load_run(evaluations.shelf.folder / first / "run.json"), load_run(before))
    assert json.loads(json.dumps(ours.to_dict())) == expected
    assert expected["differences"]["hit@5"]["value"] == 1.0


def test_one_run_at_a_time_and_a_cancelled_one_leaves_nothing(folder, library, make):
    gate, asked = threading.Event(), []
    real = Assistant(library).ask

    def ask(question, context=()):
        asked.append(question)
        gate.wait(30)
        return real(question, context)

    evaluations = make(ask)
    choice = evaluations.golds.bring(folder / "gold.jsonl", "gold.jsonl")
    evaluations.start(choice.key)
    wait_for(lambda: asked)
    with pytest.raises(GoldError, match="run-busy"):
        evaluations.start(choice.key)
    evaluations.runner.cancel()
    assert evaluations.runner.state.is_cancelling and evaluations.runner.is_busy
    gate.set()
    assert finish(evaluations).is_cancelled
    assert len(asked) == 1 and evaluations.shelf.runs() == ()
    evaluations.start(choice.key)
    assert finish(evaluations).key

    # Other answers from now on: half of these and half of those would be no run.
    gate.clear()
    asked.clear()
    evaluations.start(choice.key)
    wait_for(lambda: asked)
    evaluations.employ(real, {"llm": "fake:model"})
    gate.set()
    wait_for(lambda: not evaluations.runner.is_busy)
    assert evaluations.runner.state.failure.code == "run-superseded"
    evaluations.start(choice.key)
    assert finish(evaluations).key and len(asked) == 1
    assert evaluations.shelf.runs()[0].about["llm"] == "fake:model"


def test_a_question_waits_while_a_reader_is_answered(folder, library, make):
    rush, asked = Rush(), []
    real = Assistant(library).ask

    def ask(question, context=()):
        asked.append(question)
        return real(question, context)

    evaluations = make(ask, rush)
    choice = evaluations.golds.bring(folder / "gold.jsonl", "gold.jsonl")
    with rush.at_work():
        evaluations.start(choice.key)
        time.sleep(0.3)
        assert asked == []
    finish(evaluations)
    assert len(asked) == len(GOLD)


RECORD = {
    "about": {"gold": "../../골드 질문.jsonl"},
    "elapsed_ms": 1500.0,
    "metrics": {
        name: {"value": 0.5, "low": 0.4, "high": 0.6, "n": 1}
        for name in ("hit@5", "answer_hit", "citation_hit", "false_abstention")
    },
    "questions": [{"id": "q", "scores": {}}],
}


def test_the_shelf_keeps_so_many_and_takes_no_path_for_a_name(tmp_path):
    shelf = RunShelf(tmp_path / "library" / "evaluations")
    (tmp_path / "library").mkdir()
    secret = tmp_path / "library" / "run.json"
    secret.write_text("secret")
    began = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    for minute in range(MAX_RUNS + 2):
        shelf.keep(b"gold", RECORD, {"ko": "<p>보고서"}, began + timedelta(minutes=minute))
    runs = shelf.runs()
    assert len(runs) == MAX_RUNS and runs[0].at > runs[-1].at == "2026-01-02T03:06:05+00:00"
    key = runs[0].key
    assert key == "20260102-033505-골드-질문" and runs[0].seconds == 1.5
    assert shelf.read_file(key, "report.ko.html").decode() == "<p>보고서"
    for wrong, name in (
        (key, "../run.json"), (key, "summary.json"), (key, "report.en.html"), ("..", "run.json"),
        (f"../evaluations/{key}", "run.json"), ("", "run.json"), (key + "/", "run.json"),
    ):  # fmt: skip
        with pytest.raises(GoldError, match="run-gone"):
            shelf.read_file(wrong, name)
    shelf.delete("..")
    shelf.delete(f"{key}/../..")
    assert secret.exists() and len(shelf.runs()) == MAX_RUNS
    # Two in one second; half a run that somebody left; and one without its summary.
    again = shelf.keep(b"gold", RECORD, {}, began + timedelta(minutes=MAX_RUNS + 1))
    assert again == f"{key}-2"
    (shelf.folder / ".0123.part").mkdir()
    (shelf.folder / key / "summary.json").write_text("{")
    assert key not in [run.key for run in shelf.runs()]
    shelf.delete(again)
    assert again not in [run.key for run in shelf.runs()]


def test_a_gold_file_is_taken_by_its_name_and_refused_by_it(folder, tmp_path):
    files = GoldFiles(tmp_path / "gold.jsonl", tmp_path / "kept")
    bad = tmp_path / "upload-123"
    bad.write_text('{"id": "a"}\n', "utf-8")
    with pytest.raises(GoldError) as refused:
        files.bring(bad, "../../질문.jsonl")
    assert refused.value.code == "gold-missing-field"
    assert refused.value.details["file"] == "질문.jsonl"
    with pytest.raises(GoldError, match="gold-not-jsonl"):
        files.bring(folder / "gold.jsonl", "gold.exe")
    choice = files.bring(folder / "gold.jsonl", "../../질문.jsonl")
    assert choice.path == tmp_path / "kept" / "질문.jsonl"
    assert files.choices(()) == (choice,) and files.choose("file:질문.jsonl", ()) == choice
    for number in range(MAX_FILES - 1):
        files.bring(folder / "gold.jsonl", f"{number}.jsonl")
    with pytest.raises(GoldError, match="gold-files-full"):
        files.bring(folder / "gold.jsonl", "more.jsonl")
    files.bring(folder / "gold.jsonl", "질문.jsonl")  # the same name takes its own place
    (tmp_path / "gold.jsonl").write_bytes((folder / "gold.jsonl").read_bytes())
    for key in ("own", "file:../gold.jsonl", "file:질문.jsonl"):
        files.forget(key)
    keys = [one.key for one in files.choices(())]
    assert "own" in keys and "file:질문.jsonl" not in keys and len(keys) == MAX_FILES
    with pytest.raises(GoldError, match="gold-choice-gone"):
        files.choose("file:질문.jsonl", ())


def test_a_look_names_the_documents_that_are_lacking(folder, make, tmp_path):
    evaluations = make()
    other = dict(GOLD[0], id="x", evidence=[{"doc": "없는 문서.hwp", "quote": "없는 말"}])
    path = tmp_path / "more.jsonl"
    lines = [json.dumps(one, ensure_ascii=False) for one in (*GOLD, other)]
    path.write_text("\n".join(lines), "utf-8")
    look = evaluations.look(evaluations.golds.bring(path, "more.jsonl").key)
    assert look.lacking == (("없는 문서.hwp", 1),) and look.is_fit
    assert (look.check.total.n, look.check.total.answerable) == (4, 3)
    assert evaluations.guess_seconds(look) > 0


def test_a_verdict_becomes_a_question_of_the_librarys_own(library, make, tmp_path):
    record = next(iter(library.documents()))
    text = library.document(record.id).text
    at = text.index("사업 기간은")
    quote = text[at : text.index("\n", at)]
    cited = CitedQuote(record.id, record.source, quote, at, at + len(quote))
    (tmp_path / "feedback").mkdir()

    class Book(FeedbackBook):
        def __init__(self, entries):
            self._entries = entries

        def entries(self):
            return self._entries

    early = Feedback("1" * 64, "2026-01-01T00:00:00+00:00", "up", "기간은?", (), "2025년", "answer", (cited,))  # fmt: skip
    late = Feedback("2" * 64, "2026-01-02T00:00:00+00:00", "down", "예산은?", (), "2025년까지", "answer", (cited,), "예산이 아님")  # fmt: skip
    evaluations = make(feedback=Book((early, late)))
    own = evaluations.own
    first, second = own.drafts()
    assert (first.record["question"], first.answer) == ("예산은?", "2025년까지")
    assert first.record["reason"] == "예산이 아님" and not first.is_taken
    assert second.record["evidence"] == [{"doc": record.source, "quote": quote}]

    wrong = Completed(
        first.id, "예산은 얼마인가?", True, ("5,700억 원",), record.source, ("예산은 1원이다.",)
    )
    assert [one.code for one in evaluations.check_draft(wrong).errors] == ["quote-missing-near"]
    empty = Completed(first.id, "예산은 얼마인가?", True, ("5,700억 원",))
    with pytest.raises(GoldError, match="gold-bad-field"):
        evaluations.check_draft(empty)
    right = Completed(
        first.id, "시범사업 예산은 얼마인가?", True, ("5,700억 원",), record.source,
        ("시범사업 예산은 5,700억 원이다.", quote), "fact-number", "polite",
    )  # fmt: skip
    assert not evaluations.check_draft(right).errors
    own.add(right)
    own.add(right)
    (question,) = load_gold(tmp_path / "home" / "gold.jsonl")
    assert question.alternatives == ((0, 1),) and question.answers == ("5,700억 원",)
    assert own.drafts()[0].is_taken
    evaluations.start("own")
    assert finish(evaluations).key
    own.drop(first.id)
    assert own.records() == () and own.read() == b""
