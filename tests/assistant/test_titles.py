"""Which document a question calls by its title."""

import pytest

from assistant import Assistant
from assistant.titles import NAMED, share_named
from index import Library, load_encoder
from tests.index.library_fakes import write

TITLE = "노을시 하천 정비 연차보고서 2024"


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("노을시 하천 정비 연차보고서 2024를 요약해 줘", 1.0),
        ("노을시 하천정비 보고서 핵심 내용은?", 3 / 5),
        ("2023년 노을시 하천 정비 연차보고서를 요약해 줘", 0.0),
        ("고독사 대책을 요약해 줘", 0.0),
    ],
)
def test_a_title_is_named_by_its_words_and_its_year(question, share):
    assert share_named(question, TITLE) == pytest.approx(share)


def test_a_document_without_words_in_its_title_is_not_named():
    assert share_named("요약해 줘", "-") == 0.0


def test_what_is_called_by_its_title_is_summed_up_for_sure(tmp_path):
    lines = [
        "나루시 물길 백서",
        "",
        "나루시는 2023년까지 물길 열두 곳을 되살렸다.",
        "여기에 든 돈은 모두 340억 원이다.",
        "되살린 물길마다 산책로를 놓았다.",
    ]
    docs = write(tmp_path / "docs", river="\n".join(lines), other="바람개비는 바람에 돈다.")
    with Library.open(tmp_path / "library", load_encoder()) as library:
        library.sync([docs])
        named = Assistant(library).ask("나루시 물길 백서를 요약해 줘")
        assert named.outcome == "answer"
        assert {citation.title for citation in named.citations} == {"나루시 물길 백서"}
        assert share_named("나루시 물길 백서를 요약해 줘", "나루시 물길 백서") >= NAMED
