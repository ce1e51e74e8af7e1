"""`geungeo train` as scripts and people meet it."""

import json

import pytest

from tests.index.test_fitting_library import fill_real
from ui.cli import main

QUESTION = {
    "id": "g1",
    "question": "제주의 바다 항구 행사는 어디서 열렸나요?",
    "type": "fact-name",
    "style": "polite",
    "answerable": True,
    "answers": ["제주 시청 앞"],
    "evidence": [{"doc": "d2-제주.txt", "quote": "올해 바다 항구 행사는 제주 시청 앞에서 열렸고"}],
    "requires": None,
    "context": [],
}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("train")
    fill_real(folder / "docs")
    assert main(["index", str(folder / "docs"), "--library", str(folder / "lib")]) == 0
    return folder / "lib"


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_train_and_undo_speak_json_alone(capsys, library, tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(QUESTION, ensure_ascii=False), "utf-8")
    code, out, _ = run(capsys, "train", "--library", library, "--gold", gold, "--json")
    report = json.loads(out)
    assert code == 0 and report["installed"] and report["fitted"]
    assert report["gain"]["low"] > 0 and report["passages"] == 60 and 0 < report["share"] < 1
    assert {pair["kind"] for pair in report["pairs"]} == {"sentence"}
    for mode in ("hybrid", "dense"):
        before, after = report["gold"][mode]["before"], report["gold"][mode]["after"]
        assert before.keys() == after.keys() >= {"hit@5", "ndcg@10"}
        assert before["hit@5"]["n"] == after["hit@5"]["n"] == 1
    assert report["gold"]["hybrid"]["before"] == report["gold"]["hybrid"]["after"]

    _, out, _ = run(capsys, "status", "--library", library, "--json")
    assert json.loads(out)["fit"]["share"] == report["share"]
    _, out, _ = run(capsys, "status", "--library", library)
    assert "맞춤" in out

    code, out, _ = run(capsys, "train", "--library", library, "--undo", "--json")
    report = json.loads(out)
    assert code == 0 and not report["fitted"] and report["gold"] is None
    _, out, _ = run(capsys, "status", "--library", library, "--json")
    assert json.loads(out)["fit"] is None


def test_people_read_what_was_gained_and_how_to_go_back(capsys, library):
    code, out, _ = run(capsys, "train", "--library", library)
    assert code == 0 and "→" in out and "--undo" in out
    code, out, _ = run(capsys, "train", "--library", library, "--undo")
    assert code == 0 and "되돌렸습니다" in out
    code, out, _ = run(capsys, "train", "--library", library, "--undo")
    assert code == 0 and "없" in out
    code, out, _ = run(capsys, "--lang", "en", "train", "--library", library, "--undo")
    assert code == 0 and not any("가" <= letter <= "힣" for letter in out)


def test_what_cannot_be_done_is_said_in_one_sentence(capsys, library, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("사과 생산량은 12톤이다.", "utf-8")
    small = tmp_path / "small"
    run(capsys, "index", tmp_path / "docs", "--library", small)
    for arguments in (
        ("train", "--library", small),
        ("train", "--library", tmp_path / "none"),
        ("train", "--library", library, "--gold", tmp_path / "none.jsonl"),
    ):
        code, out, err = run(capsys, *arguments)
        # What goes before on stderr tells how far it came.
        assert code == 1 and out == "" and "Traceback" not in err
        assert "geungeo" in err.strip().splitlines()[-1] or "none.jsonl" in err
    assert run(capsys, "train", "--library", library, "--colour")[0] == 2
    _, out, _ = run(capsys, "status", "--library", library, "--json")
    assert json.loads(out)["fit"] is None
