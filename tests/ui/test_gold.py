"""The gold commands as scripts depend on them."""

import json
from dataclasses import replace

import pytest

from index import FeedbackBook
from tests.ui.command_line import make_library
from tests.ui.web_fakes import FakeAssistant, build_library
from ui.cli import main
from ui.service import Service
from ui.verdicts import make_feedback

PLAN = """# 하늘시 시범사업 계획

## 1. 예산

하늘시는 2021년에 시범사업을 시작했다. 하늘시 시범사업 예산은 모두 5,700억 원이다.

〈표 1〉 구별 참여 업체와 지원 금액

| 구 | 참여 업체 수 | 지원 금액(억 원) |
|---|---|---|
| 중앙구 | 120 | 31 |
| 서린구 | 84 | 22 |
"""
GOLD = {
    "id": "g1",
    "question": "하늘시 시범사업에 드는 돈은 얼마인가요?",
    "type": "fact-number",
    "style": "polite",
    "answerable": True,
    "answers": ["5,700억 원"],
    "evidence": [{"doc": "plan.md", "quote": "예산은 모두 5,700억 원이다"}],
}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return make_library(tmp_path_factory.mktemp("gold"), PLAN)


@pytest.fixture
def run(capsys, library):
    def run(*arguments, with_library=True):
        tail = ["--library", library] if with_library else []
        code = main(["gold", *map(str, (*arguments, *tail))])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def write_gold(path, *records):
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), "utf-8")
    return path


def test_check_ends_0_when_good_and_1_on_errors(run, tmp_path):
    good = write_gold(tmp_path / "good.jsonl", GOLD)
    code, out, _ = run("check", good)
    assert code == 0 and "오류 0개, 주의 0개" in out and "서재의 1개 가운데 1개" in out
    warned = write_gold(tmp_path / "warned.jsonl", GOLD | {"answers": ["3조 원"]})
    code, out, _ = run("check", warned)
    assert code == 0 and "주의: 답 ‘3조 원’" in out
    bad = write_gold(tmp_path / "bad.jsonl", GOLD, GOLD)
    code, out, _ = run("check", bad, "--json")
    told = json.loads(out)
    assert code == 1 and not told["ok"] and told["errors"] == 1
    assert told["findings"][0]["code"] == "gold-duplicate-id"
    assert "g1" in told["findings"][0]["message"]


def test_check_offers_what_was_perhaps_meant(run, tmp_path):
    evidence = [{"doc": "plan.md", "quote": "예산은 총 5,700억 원이었다"}]
    gold = write_gold(tmp_path / "g.jsonl", GOLD | {"evidence": evidence})
    code, out, _ = run("check", gold)
    assert code == 1 and "혹시 ‘" in out and "모두 5,700억 원" in out


def test_check_works_without_any_library(run, tmp_path):
    gold = write_gold(tmp_path / "g.jsonl", GOLD)
    code, out, _ = run("check", gold, with_library=False)
    assert code == 0 and "서재 없이 살폈습니다" in out
    code, _, err = run("check", gold, "--library", tmp_path / "none", with_library=False)
    assert code == 1 and "none" in err


def test_drafts_are_written_once_and_counted_by_nobody(run, library, tmp_path, capsys):
    out = tmp_path / "drafts.jsonl"
    code, said, _ = run("draft", "-n", 5, "--out", out)
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert code == 0 and 1 < len(records) <= 5 and f"초안 {len(records)}개" in said
    assert all(record["draft"] is True for record in records)
    assert any("구의" in record["question"] or "구 " in record["question"] for record in records)
    before = out.read_bytes()
    code, _, err = run("draft", "-n", 5, "--out", out)
    assert code == 1 and "이미 있는 파일" in err and out.read_bytes() == before

    assert main(["eval", str(out), "--library", str(library)]) == 1
    assert "모두 초안" in capsys.readouterr().err
    records[0]["draft"] = False
    half = write_gold(tmp_path / "half.jsonl", *records)
    assert main(["eval", str(half), "--library", str(library), "--json", "-"]) == 0
    captured = capsys.readouterr()
    assert [q["id"] for q in json.loads(captured.out)["questions"]] == [records[0]["id"]]
    assert f"초안인 질문 {len(records) - 1}개는 세지 않았습니다" in captured.err


def test_drafts_go_to_stdout_without_a_file(run):
    code, out, _ = run("draft", "-n", 3, "--seed", 4)
    again = run("draft", "-n", 3, "--seed", 4)[1]
    assert code == 0 and out == again and all(json.loads(line) for line in out.splitlines())


def test_a_run_written_and_scored_is_what_eval_measures(run, library, tmp_path, capsys):
    gold = write_gold(tmp_path / "g.jsonl", GOLD)
    code, _, _ = run("run", gold, "--out", tmp_path / "ours.trec", "-k", 10)
    assert code == 0 and " Q0 " in (tmp_path / "ours.trec").read_text("utf-8")
    worse = "g1 Q0 nothing 1 1.0 other\n"
    (tmp_path / "theirs.trec").write_text(worse, "utf-8")
    code, out, _ = run("score", gold, tmp_path / "ours.trec", tmp_path / "theirs.trec", "--json")
    told = json.loads(out)
    assert code == 0
    ours, theirs = (found["metrics"] for found in told["runs"])
    assert theirs["mrr@10"]["value"] == 0.0
    assert told["differences"]["mrr@10"]["value"] == ours["mrr@10"]["value"] > 0
    assert main(["eval", str(gold), "--library", str(library), "--json", "-"]) == 0
    metrics = json.loads(capsys.readouterr().out)["metrics"]
    assert ours["ndcg@10"]["value"] == metrics["ndcg@10"]["value"]


def test_exported_and_imported(run, tmp_path):
    gold = write_gold(tmp_path / "g.jsonl", GOLD)
    for to in ("beir", "trec", "csv"):
        code, out, _ = run("export", gold, "--to", to, "--out", tmp_path / to)
        assert code == 0 and "질문 1개" in out
    code, _, err = run("export", gold, "--to", "csv", "--out", tmp_path / "csv")
    assert code == 1 and "이미 있는 파일" in err
    for source in (tmp_path / "beir", tmp_path / "csv" / "questions.csv"):
        back = tmp_path / f"{source.name}.jsonl"
        code, _, _ = run("import", source, "--out", back, with_library=False)
        assert code == 0
        (record,) = [json.loads(line) for line in back.read_text("utf-8").splitlines()]
        assert record["evidence"] == GOLD["evidence"] and record["answers"] == GOLD["answers"]
    (tmp_path / "empty").mkdir()
    code, _, err = run("import", tmp_path / "empty", "--out", tmp_path / "x", with_library=False)
    assert code == 1 and "queries.jsonl" in err


@pytest.fixture
def service(tmp_path, library):
    fake = build_library()
    book = FeedbackBook(library)
    return Service(fake, FakeAssistant(fake), tmp_path / "uploads", feedback=book)


def test_verdicts_become_drafts(service, run, library):
    answer = service.ask("시장 성장과 정부 예산은?")
    assert service.judge(answer, ["앞의 질문"], "down")
    assert service.judge(answer, ["앞의 질문"], "down", "다른 해의\n 값")
    nothing = service.ask("달에 사는 토끼 이름은 무엇일까")
    assert service.judge(nothing, [], "up")
    kept = FeedbackBook(library).entries()
    assert [(one.verdict, one.reason) for one in kept] == [("down", "다른 해의 값"), ("up", "")]
    assert kept[0].context == (), "the question stood for itself"

    code, out, _ = run("draft", "--feedback")
    first, second = map(json.loads, out.splitlines())
    assert code == 0 and first["draft"] and first["verdict"] == "down"
    assert first["question"] == "시장 성장과 정부 예산은?" and first["reason"] == "다른 해의 값"
    quotes = [one["quote"] for one in first["evidence"]]
    assert quotes == [citation.quote for citation in answer.citations]
    assert first["requires"] == [[0, 1, 2]] and first["answerable"]
    assert not second["answerable"] and second["evidence"] == [] and second["verdict"] == "up"


def test_a_follow_up_keeps_what_was_asked_before(service):
    answer = service.ask("그럼 예산은?", ["정부 융자는?"])
    made = make_feedback(answer, ["정부 융자는?"], "up")
    assert made.context == ("정부 융자는?",) and made.question == "그럼 예산은?"
    assert make_feedback(answer, [], "up").key != made.key


def test_a_question_that_was_only_put_right_stood_for_itself(service, library):
    answer = replace(
        service.ask("정부 예산은?"), question="정부  예싼은?", understood="정부 예산은?"
    )
    assert service.judge(answer, ["다른 질문"], "up")
    kept = [one for one in FeedbackBook(library).entries() if one.question == answer.question]
    assert [one.context for one in kept] == [()]


def test_a_row_s_citation_becomes_the_row_as_it_stands(run, library, tmp_path):
    from assistant import Assistant
    from index import Library, load_encoder

    with Library.open(library, load_encoder(), read_only=True) as opened:
        answer = Assistant(opened).ask("서린구의 지원 금액은 얼마인가요?")
    (citation, *_) = answer.citations
    assert " | " in citation.quote, "a row is shown with its labels"
    FeedbackBook(library).note(make_feedback(answer, [], "up"))
    out = tmp_path / "f.jsonl"
    assert run("draft", "--feedback", "-n", 1, "--out", out)[0] == 0
    code, said, _ = run("check", out)
    assert code == 0 and "초안 1개" in said and "인용문이" not in said


def test_without_a_book_no_verdict_is_kept(tmp_path):
    fake = build_library()
    service = Service(fake, FakeAssistant(fake), tmp_path / "uploads")
    assert service.judge(service.ask("정부 예산은?"), [], "up") is False
