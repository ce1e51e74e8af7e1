"""The command line as a test runs it, and a document to ask about."""

from ui.cli import main

PLAN = """# 하늘시 시범사업 계획

## 1. 예산

하늘시는 2021년에 시범사업을 시작했다. 시범사업 예산은 모두 5,700억 원이다.

## 2. 지원 대상

바다시는 지원 대상을 다음과 같이 정한다.

- 중소기업
- 사회적기업
- 대학 연구소
"""
GOLD = {
    "id": "g1",
    "question": "시범사업 예산은 얼마인가요?",
    "type": "fact-number",
    "style": "polite",
    "answerable": True,
    "answers": ["5,700억 원"],
    "evidence": [{"doc": "plan.md", "quote": "예산은 모두 5,700억 원이다"}],
    "requires": None,
    "context": [],
}


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def make_library(folder, text):
    """Index one document, `plan.md`, and return the library's folder."""
    docs = folder / "docs"
    docs.mkdir()
    (docs / "plan.md").write_text(text, "utf-8")
    assert main(["index", str(docs), "--library", str(folder / "library")]) == 0
    return folder / "library"
