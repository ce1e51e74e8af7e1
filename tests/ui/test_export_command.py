"""`geungeo ask --export`: files whole or not at all, and never over another unasked."""

import json
import os
import re
import stat
import sys

import pytest

from corpus import ConfigError
from tests.ui.command_line import run
from ui.exporting import report_answers, require_targets
from ui.exporting.files import write_files

ASK = ["ask", "시범사업 예산은 얼마인가요?"]


def test_ask_exports_to_every_file_that_is_named(capsys, library, tmp_path):
    files = [tmp_path / name for name in ("답.md", "답.html", "답.DOCX")]
    flags = [word for file in files for word in ("--export", file)]
    code, out, err = run(capsys, *ASK, "--library", library, *flags, "--json")
    assert code == 0 and json.loads(out)["answerable"]
    assert err.splitlines() == [f"근거 보고서를 저장했습니다: {file}" for file in files]
    said = files[0].read_text("utf-8")
    assert "5,700억 원이다. \\[1\\]" in said and "plan.md (D1)" in said and "원문 확인" in said
    assert "geungeo-" in said  # The embedder.
    assert files[1].read_text("utf-8").startswith("<!doctype html>")
    assert files[2].read_bytes().startswith(b"PK")
    assert sorted(os.listdir(tmp_path)) == sorted(file.name for file in files)


def test_context_and_filters_are_in_the_report(capsys, library, tmp_path):
    file = tmp_path / "a.md"
    code, _, _ = run(
        capsys, "--lang", "en", "ask", "그럼 예산은?", "--context", "하늘시 시범사업은 언제 시작했나요?",
        "--kind", "prose", "--library", library, "--export", file,
    )  # fmt: skip
    assert code == 0
    said = file.read_text("utf-8")
    assert "- Questions before: “하늘시 시범사업은 언제 시작했나요?”" in said
    assert "- Filters: Searched: written" not in said and "- Filters: Searched: kind prose" in said
    assert "- As understood: as asked" not in said


def test_a_whole_conversation_is_exported_where_that_is_asked(capsys, library, tmp_path):
    command = ["ask", "짧게", "--context", ASK[1], "--context", "고마워", "--library", library]
    assert run(capsys, *command, "--export", tmp_path / "one.md")[0] == 0
    assert run(capsys, *command, "--export", tmp_path / "all.md", "--with-context")[0] == 0
    one, whole = ((tmp_path / name).read_text("utf-8") for name in ("one.md", "all.md"))
    assert re.findall(r"(?m)^## 질문.*", one) == ["## 질문"]
    assert re.findall(r"(?m)^## 질문.*\n\n> (.*)", whole) == [ASK[1], "고마워", "짧게"]
    assert "이해한 질문: 「시범사업 예산은 얼마인가요?」의 답: 짧게" in whole
    assert whole.count("SHA-256: ") == one.count("SHA-256: ") == 1


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(capsys, library, tmp_path):
    file = tmp_path / "a.md"
    file.write_text("내 메모", "utf-8")
    command = [*ASK, "--library", library, "--export", file]
    code, out, err = run(capsys, *command)
    assert (code, out) == (1, "") and "--overwrite" in err and str(file) in err
    assert err.count("\n") == 1 and file.read_text("utf-8") == "내 메모"
    assert run(capsys, *command, "--overwrite")[0] == 0
    assert file.read_text("utf-8").startswith("# 근거 보고서")


@pytest.mark.parametrize("name", ["a.pdf", "a", "없는 폴더/a.md", ".md"])
def test_what_cannot_be_written_is_said_before_the_question_is_asked(capsys, tmp_path, name):
    target = f"{tmp_path}/{name}"
    # There is no library either: that would be found out later.
    code, out, err = run(capsys, *ASK, "--library", tmp_path / "none", "--export", target)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert name in err and "Traceback" not in err and os.listdir(tmp_path) == []


def test_a_dangling_link_and_a_folder_are_not_free_names(tmp_path):
    (tmp_path / "link.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(ConfigError) as refused:
        require_targets([str(tmp_path / "link.md")], is_overwriting=False)
    assert refused.value.code == "export-exists"
    for is_overwriting in (False, True):
        with pytest.raises(ConfigError) as refused:
            require_targets([str(tmp_path / "folder.md")], is_overwriting=is_overwriting)
        assert refused.value.code == "file-not-written"


def test_a_file_that_came_meanwhile_is_not_replaced(tmp_path):
    file = tmp_path / "a.md"
    require_targets([str(file)], is_overwriting=False)
    file.write_text("먼저 온 것", "utf-8")
    with pytest.raises(ConfigError) as refused:
        write_files({str(file): b"new"}, is_overwriting=False)
    assert refused.value.code == "export-exists"
    assert file.read_text("utf-8") == "먼저 온 것" and os.listdir(tmp_path) == ["a.md"]


@pytest.mark.parametrize("is_overwriting", [False, True])
def test_a_failure_leaves_what_was_there_and_no_half(tmp_path, monkeypatch, is_overwriting):
    file = tmp_path / "a.md"
    if is_overwriting:
        file.write_bytes(b"old")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ui.exporting.files.os.fsync", full)
    with pytest.raises(ConfigError) as refused:
        write_files({str(file): b"new"}, is_overwriting=is_overwriting)
    assert refused.value.code == "file-not-written"
    assert refused.value.details["reason"] == "No space left on device"
    assert [entry.read_bytes() for entry in tmp_path.iterdir()] == [b"old"] * is_overwriting


def test_without_hard_links_a_free_name_is_still_taken_whole(tmp_path, monkeypatch):
    def unsupported(source, target):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("ui.exporting.files.os.link", unsupported)
    file = tmp_path / "a.md"
    write_files({str(file): b"new"}, is_overwriting=False)
    assert file.read_bytes() == b"new" and os.listdir(tmp_path) == ["a.md"]
    with pytest.raises(ConfigError) as refused:
        write_files({str(file): b"newer"}, is_overwriting=False)
    assert refused.value.code == "export-exists" and file.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="rights are other there")
def test_a_report_has_the_rights_of_any_new_file(tmp_path):
    usual, report = tmp_path / "usual", tmp_path / "a.md"
    usual.write_bytes(b"")
    write_files({str(report): b"new"}, is_overwriting=False)
    assert stat.S_IMODE(report.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


def test_no_answer_is_no_report():
    with pytest.raises(ConfigError) as refused:
        report_answers(None, [])
    assert refused.value.code == "export-nothing"
