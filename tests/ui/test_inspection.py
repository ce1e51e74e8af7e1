"""What `inspect` says of a file: what was found, tables with their cells, what was not read."""

import json

from corpus import Loss
from ui.cli import main
from ui.losses import gather_losses, loss_lines, page_ranges

PLAN = """# 계획

□ 배경
정부는 2024년에 계획을 세웠다.

〈표 1〉 예산 (단위: 억원)

<table><tr><th>권역</th><th colspan="2">예산</th></tr>
<tr><td rowspan="2">동부</td><td>10</td><td>20</td></tr>
<tr><td>30</td><td></td></tr></table>

자료: 통계청
"""


def inspect(capsys, path, *options):
    code = main(["inspect", str(path), *options])
    return code, capsys.readouterr().out


def test_tables_are_told_with_every_cell_and_its_place(capsys, tmp_path):
    path = tmp_path / "plan.md"
    path.write_text(PLAN, encoding="utf-8")
    code, out = inspect(capsys, path, "--json")
    told = json.loads(out)
    assert code == 0
    (table,) = [block["table"] for block in told["blocks"] if "table" in block]
    cells = table.pop("cells")
    assert table == {
        "caption": "〈표 1〉 예산 (단위: 억원)",
        "unit": "억원",
        "source": "자료: 통계청",
        "columns": ["권역", "예산", "예산"],
        "rows": [["동부", "10", "20"], ["동부", "30", ""]],
        "header_rows": 1,
        "header_columns": 1,
    }
    places = [(c["row"], c["column"], c["row_span"], c["column_span"], c["header"]) for c in cells]
    assert places == [
        (0, 0, 1, 1, True), (0, 1, 1, 2, True),
        (1, 0, 2, 1, True), (1, 1, 1, 1, False), (1, 2, 1, 1, False),
        (2, 1, 1, 1, False), (2, 2, 1, 1, False),
    ]  # fmt: skip
    for cell in cells:
        if cell["text"]:
            assert PLAN[cell["start"] : cell["end"]] == cell["text"]
    assert (cells[-1]["start"], cells[-1]["text"]) == (None, "")
    assert told["found"] == {
        "page": 1, "heading": 2, "paragraph": 1, "item": 0, "table": 1, "caption": 1,
        "source": 1, "footnote": 0, "furniture": 0,
    }  # fmt: skip
    assert told["not_read"] == [] and told["pages"][0]["losses"] == []


def test_people_are_told_the_same(capsys, tmp_path):
    path = tmp_path / "plan.md"
    path.write_text(PLAN, encoding="utf-8")
    code, out = inspect(capsys, path)
    assert code == 0
    assert "찾은 것: 제목 2 · 문단 1 · 표 1 · 표·그림 제목 1 · 자료·주 1" in out
    assert "- 〈표 1〉 예산 (단위: 억원) · 2행 × 3열 · 머리글 1행 1열" in out
    assert "읽지 못한 것: 없음" in out


LOSSES = (
    Loss("pages-without-text", 3),
    Loss("images-not-read", 1, 2),
    Loss("pages-without-text", 4),
    Loss("pages-without-text", 9),
    Loss("images-not-read", 3, 1),
    Loss("images-not-read", None, 5),
)


def test_losses_of_a_kind_are_told_together_with_their_pages():
    assert gather_losses(LOSSES) == [
        (Loss("pages-without-text", None, 3), (3, 4, 9)),
        (Loss("images-not-read", None, 3), (1, 3)),
        (Loss("images-not-read", None, 5), ()),
    ]
    assert loss_lines(LOSSES, "ko") == [
        "3–4, 9쪽: 글자가 없습니다(스캔한 쪽일 수 있습니다).",
        "1, 3쪽: 그림 3개의 내용은 읽지 않았습니다.",
        "그림 5개의 내용은 읽지 않았습니다.",
    ]
    assert loss_lines((), "ko") == []


def test_very_many_pages_are_cut_short():
    assert page_ranges((1, 2, 3, 7)) == "1–3, 7"
    assert page_ranges(range(1, 100, 2)).endswith(", 21, 23, …")


def test_date_and_publisher_are_told_with_the_place_that_says_so(capsys, tmp_path):
    path = tmp_path / "report.txt"
    report = (
        "누리도 물 관리 실태\n\n발행일: 2018. 5. 3.\n발행처: 누리도연구원\n\n논은 물을 받는다.\n"
    )
    path.write_text(report, encoding="utf-8")
    facts = json.loads(inspect(capsys, path, "--json")[1])["facts"]
    assert facts["date"]["value"] == "2018-05-03" and facts["authors"] == []
    assert "2018. 5. 3" in report[facts["date"]["start"] : facts["date"]["end"]]
    publisher = facts["publisher"]
    assert report[publisher["start"] : publisher["end"]] == publisher["value"] == "누리도연구원"
    assert "날짜 2018-05-03 · 발행 누리도연구원" in inspect(capsys, path)[1]
