"""`geungeo search --explain` and `--reranker`."""

import json

from tests.ui.command_line import run


def test_a_search_explains_itself(capsys, library):
    code, shown, _ = run(capsys, "search", "시범사업 예산", "--explain", "--library", library)
    assert code == 0
    assert "낱말(BM25)" in shown and "다른 단락에 견주어" in shown
    asked = ("search", "시범사업 예산", "--explain", "--library", library, "--json")
    found = json.loads(run(capsys, *asked)[1])
    assert found["wording"]["typed"] == "시범사업 예산"
    first = found["hits"][0]["explain"]
    assert first["sentence"]
    places = {"unit", "context", "passage", "nowhere"}
    assert {word["where"] for word in first["words"]} <= places
    total = sum(reason["lift"] for reason in first["reasons"])
    assert abs(sum(first["lifts"].values()) - total) < 0.01


def test_one_leg_alone_is_not_explained(capsys, library):
    asked = ("search", "예산", "--explain", "--by", "words", "--library", library)
    code, _, said = run(capsys, *asked)
    assert code == 1 and "--by both" in said


def test_a_reranker_that_is_none_is_told(capsys, library, tmp_path):
    (tmp_path / "model").mkdir()
    asked = ("search", "예산", "--reranker", str(tmp_path / "model"), "--library", library)
    code, shown, said = run(capsys, *asked)
    assert code == 1 and shown == "" and "cross-encoder" in said


def test_a_reranker_can_be_fetched_as_its_refusal_advises(capsys, library, monkeypatch):
    asked = ("search", "예산", "--reranker", "some/model", "--library", library)
    code, _, said = run(capsys, *asked)
    assert code == 1 and "--online" in said
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    for command in ("search", "ask", "eval"):
        code, _, said = run(capsys, command, *asked[1:], "--online")
        assert code == 1 and "usage" not in said
