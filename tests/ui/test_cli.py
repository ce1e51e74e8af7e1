"""The command line as scripts depend on it: JSON on stdout, sentences on stderr, exit codes."""

import json
import re
import subprocess
import sys
import zipfile

import pytest

from index import Library, load_encoder
from tests.index.tiny import write_static_folder
from tests.ui.command_line import GOLD, PLAN, run
from ui.cli import main
from ui.printable import to_json


def test_ask_json_is_the_contract(capsys, library):
    code, out, _ = run(capsys, "ask", "시범사업 예산은 얼마인가요?", "--library", library, "--json")
    answer = json.loads(out)
    assert code == 0
    assert set(answer) == {
        "question", "understood", "changes", "answerable", "answer", "sentences", "citations",
        "passages", "near_misses", "elapsed_ms",
    }  # fmt: skip
    assert answer["answerable"] and "5,700억 원" in answer["answer"]
    citation = answer["citations"][0]
    assert set(citation) == {
        "n", "document", "title", "page", "page_label", "heading", "start", "end", "quote",
        "verified", "passage_id",
    }  # fmt: skip
    assert citation["document"] == "plan.md" and citation["verified"]
    assert PLAN[citation["start"] : citation["end"]] == citation["quote"]
    assert answer["sentences"][0]["citations"] == [citation["n"]]
    assert set(answer["passages"][0]) == {
        "document", "page", "start", "end", "score", "text", "passage_id",
    }  # fmt: skip


def test_ask_in_words_shows_the_evidence(capsys, library):
    code, out, err = run(capsys, "ask", "시범사업 예산은 얼마인가요?", "--library", library)
    assert code == 0 and err == ""
    assert "5,700억 원이다. [1]" in out
    assert "[1] plan.md" in out


def test_no_answer_is_not_a_failure(capsys, library):
    question = "화성 탐사선 발사 기지의 위도는?"
    code, out, _ = run(capsys, "ask", question, "--library", library, "--json")
    answer = json.loads(out)
    assert code == 0 and not answer["answerable"]
    assert answer["sentences"] == [] and answer["citations"] == []


def test_a_follow_up_is_asked_with_its_context(capsys, library):
    code, out, _ = run(
        capsys, "ask", "그럼 예산은?", "--context", "하늘시 시범사업은 언제 시작했나요?",
        "--library", library,
    )  # fmt: skip
    assert code == 0 and "5,700억" in out


def test_search_json_is_the_contract(capsys, library):
    code, out, _ = run(capsys, "search", "사회적기업", "--library", library, "--top-k", 1, "--json")
    found = json.loads(out)
    assert code == 0 and found["query"] == "사회적기업" and len(found["hits"]) == 1
    hit = found["hits"][0]
    assert set(hit) == {
        "document", "page", "start", "end", "score", "text", "heading", "passage_id",
    }  # fmt: skip
    assert "사회적기업" in hit["text"] and "지원 대상" in hit["heading"][-1]


def test_search_by_words_or_by_meaning_alone(capsys, library):
    words = ["search", "zzqqxx", "--library", library, "--json"]
    found = {}
    for by in ("words", "meaning", "both"):
        code, out, _ = run(capsys, *words, "--by", by)
        assert code == 0
        found[by] = json.loads(out)["hits"]
    # No passage has such a word, and the vectors are near something always.
    assert found["words"] == [] and found["meaning"]
    code, out, _ = run(
        capsys, "search", "사회적기업", "--by", "words", "--library", library, "--json"
    )
    with Library.open(library, load_encoder(), read_only=True) as opened:
        hits = opened.search("사회적기업", mode="lexical")
    assert [hit["text"] for hit in json.loads(out)["hits"]] == [hit.passage.text for hit in hits]
    assert run(capsys, "search", "예산", "--by", "luck", "--library", library)[0] == 2


def test_status_and_inspect_speak_json(capsys, library, tmp_path):
    code, out, _ = run(capsys, "status", "--library", library, "--json")
    status = json.loads(out)
    assert code == 0 and [d["document"] for d in status["documents"]] == ["plan.md"]
    (tmp_path / "plan.md").write_text(PLAN, "utf-8")
    code, out, _ = run(capsys, "inspect", tmp_path / "plan.md", "--json")
    seen = json.loads(out)
    assert code == 0 and seen["title"] == "하늘시 시범사업 계획" and seen["passages"]


def test_ocr_without_its_program_is_refused(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.opening.find_tesseract", lambda: "")
    path = tmp_path / "a.txt"
    path.write_text("글이 있는 파일이다.", encoding="utf-8")
    assert main(["inspect", str(path), "--ocr"]) == 1
    assert "tesseract" in capsys.readouterr().err
    assert main(["inspect", str(path)]) == 0


def test_inspect_looks_into_archives(capsys, tmp_path):
    path = tmp_path / "묶음.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("안/plan.md", PLAN)
        archive.writestr("a.png", b"\x89PNG\r\n\x1a\n")
    code, out, _ = run(capsys, "inspect", path, "--json")
    seen = json.loads(out)
    assert (code, seen["format"], seen["members"]) == (0, "zip", ["묶음.zip/안/plan.md"])
    assert [(one["document"], one["code"]) for one in seen["skipped"]] == [
        ("묶음.zip/a.png", "skipped-kind")
    ]
    code, out, _ = run(capsys, "inspect", path)
    assert code == 0 and "묶음.zip · 압축 파일 · 문서 1개\n- 묶음.zip/안/plan.md\n" in out
    code, out, _ = run(capsys, "inspect", path / "안" / "plan.md", "--json")
    seen = json.loads(out)
    assert (code, seen["document"]) == (0, "묶음.zip/안/plan.md")
    assert seen["title"] == "하늘시 시범사업 계획"
    code, _, err = run(capsys, "inspect", path / "none.md")
    assert code == 1 and "none.md" in err
    path.write_bytes(path.read_bytes()[:50])
    code, _, err = run(capsys, "inspect", path)
    assert code == 1 and "손상" in err


def test_eval_writes_json_and_report_and_keeps_the_bar(capsys, library, tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(GOLD, ensure_ascii=False), "utf-8")
    run_json, report = tmp_path / "run.json", tmp_path / "report.html"
    code, out, _ = run(
        capsys, "eval", gold, "--library", library, "--json", run_json, "--report", report,
        "--fail-under", "hit@5=1",
    )  # fmt: skip
    assert code == 0 and "bm25" in out.lower()
    result = json.loads(run_json.read_text("utf-8"))
    assert result["metrics"]["hit@1"]["value"] == 1.0
    assert result["metrics"]["citation_hit"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 1}
    assert set(result) >= {"metrics", "by_type", "by_style", "questions", "elapsed_ms"}
    assert report.read_text("utf-8").startswith("<!doctype html>")
    code, _, err = run(
        capsys, "eval", gold, "--library", library, "--fail-under", "citation_precision=1.1"
    )
    assert code == 1 and "citation_precision" in err
    code, _, err = run(capsys, "eval", gold, "--library", library, "--baseline", run_json)
    assert code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["ask", ""], 1),
        (["ask", "🙂🙂"], 1),
        (["ask", "가" * 100_000], 1),
        (["search", " "], 1),
        (["eval", "/nowhere/gold.jsonl"], 1),
        (["inspect", "/nowhere/report.txt"], 1),
        (["index", "/nowhere"], 1),
        (["remove", "/nowhere"], 1),
        (["eval", "gold.jsonl", "--fail-under", "beauty=1"], 1),
        (["search", "말", "--top-k", "0"], 2),
        (["eval", "gold.jsonl", "--fail-under", "hit@5"], 2),
        (["eval", "gold.jsonl", "--fail-under", "hit@5=nan"], 2),
        (["eval", "gold.jsonl", "--baseline", "run.json", "--fail-on-loss", "hit@5=-1"], 2),
        (["ask"], 2),
        (["nonsense"], 2),
        ([], 2),
        (["ask", "질문", "--colour"], 2),
    ],
)
def test_bad_input_gets_one_sentence_and_its_exit_code(capsys, library, arguments, code):
    given = [*arguments, "--library", str(library)] if arguments and code == 1 else arguments
    if arguments[:1] == ["inspect"]:
        given = arguments
    got, out, err = run(capsys, *given)
    assert got == code
    assert out == "" and err.strip() and "Traceback" not in err
    if code == 1:
        assert len(err.strip().splitlines()) == 1 and len(err) < 600


def test_a_missing_and_an_empty_library_say_what_to_do(capsys, tmp_path):
    code, _, err = run(capsys, "ask", "예산은?", "--library", tmp_path / "none")
    assert code == 1 and "geungeo index" in err
    (tmp_path / "docs").mkdir()
    run(capsys, "index", tmp_path / "docs", "--library", tmp_path / "library")
    code, _, err = run(capsys, "ask", "예산은?", "--library", tmp_path / "library")
    assert code == 1 and "geungeo index" in err


def test_one_bad_file_does_not_stop_the_others(capsys, tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "good.txt").write_text("사과 생산량은 12톤이다.", "utf-8")
    (docs / "empty.txt").write_bytes(b"")
    (docs / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    code, out, err = run(capsys, "index", docs, "--library", tmp_path / "library", "--json")
    report = json.loads(out)
    assert code == 0 and report["added"] == ["good.txt"]
    assert {item["document"] for item in report["failed"]} == {"empty.txt", "broken.pdf"}
    assert all(item["message"] for item in report["failed"])
    code, out, err = run(capsys, "index", docs, "--library", tmp_path / "library")
    assert code == 0 and "empty.txt" in err


def test_index_mirrors_its_folder(capsys, tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.txt").write_text("사과 생산량은 12톤이다.", "utf-8")
    (docs / "b.txt").write_text("배 생산량은 9톤이다.", "utf-8")
    library = tmp_path / "library"
    run(capsys, "index", docs, "--library", library)
    (docs / "b.txt").unlink()
    _, out, _ = run(capsys, "index", docs, "--library", library, "--json")
    assert json.loads(out)["removed"] == ["b.txt"]
    code, _, _ = run(capsys, "remove", docs, "--library", library)
    _, out, _ = run(capsys, "status", "--library", library, "--json")
    assert code == 0 and json.loads(out)["documents"] == []


def test_another_model_is_refused_until_index_takes_it(capsys, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("사과 생산량은 12톤이다.", "utf-8")
    write_static_folder(tmp_path / "other")
    library = tmp_path / "library"
    run(capsys, "index", tmp_path / "docs", "--library", library)
    other = ("--embedder", tmp_path / "other", "--library", library)
    code, _, err = run(capsys, "serve", *other, "--port", 0)
    assert code == 1 and "geungeo index" in err
    code, out, _ = run(capsys, "index", tmp_path / "docs", *other, "--json")
    assert code == 0 and json.loads(out)["unchanged"] == ["a.txt"]
    # From now on it is the library's own: no flag needed.
    code, out, _ = run(capsys, "ask", "사과 생산량은?", "--library", library)
    assert code == 0 and "12톤" in out


def test_english_messages(capsys, tmp_path):
    code, _, err = run(capsys, "--lang", "en", "ask", "x", "--library", tmp_path / "none")
    assert code == 1 and "geungeo index" in err
    assert not any("가" <= letter <= "힣" for letter in err)


def test_help_is_korean_and_needs_no_models():
    started = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "from ui.cli import main; main(['ask', '-h'])"],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert "질문" in started.stdout
    for giant in ("faiss", "gradio", "torch", "langchain", "sentence_transformers"):
        assert f"| {giant}\n" not in started.stderr


def test_the_main_path_needs_no_network(tmp_path):
    """Index, ask and search with every socket but a local one refused."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "plan.md").write_text(PLAN, "utf-8")
    script = """
import socket, sys
def refuse(*_, **__): raise AssertionError("the network was asked")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.create_connection = refuse
from index import Library, load_encoder
from tests.index.tiny import write_static_folder
from tests.ui.command_line import GOLD, PLAN, run
from ui.cli import main
from ui.printable import to_json
library = sys.argv[2]
assert main(["index", sys.argv[1], "--library", library]) == 0
assert main(["ask", "시범사업 예산은 얼마인가요?", "--library", library]) == 0
assert main(["search", "예산", "--library", library]) == 0
banned = {"torch", "sentence_transformers", "transformers", "langchain", "gradio"}
assert not banned & set(sys.modules), banned & set(sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "docs"), str(tmp_path / "library")],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert "5,700억 원" in done.stdout


EVIL = "# 빨강\x1b[31m 계획\n\n하늘시\x1b]0;안녕\x1b\\는 2021년에 시범사업을 \u202e시작했다.\n"


@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_a_terminal_obeys_no_document(capsys, tmp_path, json_too):
    """Names and texts of documents may hold commands: none of them reaches the terminal."""
    docs, store = tmp_path / "docs", tmp_path / "library"
    docs.mkdir()
    (docs / "나쁜\x1b[2J이름.md").write_text(EVIL, "utf-8")
    (docs / "나쁜\x1b[2J표.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    said = []
    for command in (
        ["index", docs, "--library", store],
        ["status", "--library", store],
        ["search", "시범사업", "--library", store],
        ["ask", "시범사업은 언제 시작했나요?", "--library", store],
        ["inspect", docs / "나쁜\x1b[2J이름.md"],
        ["inspect", docs / "\x1b[2J없다.md"],
    ):
        options = [] if command[1] == docs / "\x1b[2J없다.md" else json_too
        _, out, err = run(capsys, *command, *options)
        said.append(out + err)
        if options:
            json.loads(out)
    assert "시범사업" in said[2]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", "".join(said))


def test_json_says_the_same_without_a_command_in_it():
    value = {"text": "가\x1b[2J\x9b\x7f\u202e\n\t나"}
    written = to_json(value)
    assert json.loads(written) == value
    assert not re.search("[\x1b\x7f-\x9f\u202e]", written)
