from dataclasses import replace

import pytest

from assistant import TablePlace, citation_to_dict
from assistant.citations import cite, is_supported, narrow, verify
from corpus import CellPlace, Passage, Run, Span, View
from index import Hit
from tests.assistant.fakes import make_document, make_passage, make_record
from tests.assistant.table_fakes import make_hit, make_table

TEXT = "알리바\n바는 2015년에 시작했다. - 3 - 매출은 5,700억 원이다."
JOINED = View.join([View.of(TEXT, 0, 3), View.of(TEXT, 4, 19)])


def joined_hit():
    document = make_document(TEXT)
    passage = replace(make_passage(document, 0, 5), view=JOINED, units=(Span(0, 18),))
    return document, Hit(passage, make_record(document), 1.0, 1.0, 1.0)


def test_a_quote_across_a_mended_line_end_is_proved():
    document, hit = joined_hit()
    citation = verify(cite(1, hit, Span(0, 18)), hit.passage, document)
    assert citation.quote == "알리바바는 2015년에 시작했다."
    assert (citation.start, citation.end) == (0, 19)
    assert TEXT[citation.start : citation.end] == "알리바\n바는 2015년에 시작했다."
    assert citation.verified


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "알리바바는 2016년에 시작했다."},
        {"quote": "알리바바는"},
        {"quote": ""},
        {"start": 1},
        {"end": 30},
        {"document_id": "e" * 64},
    ],
)
def test_a_false_citation_is_not_proved(change):
    document, hit = joined_hit()
    assert not is_supported(replace(cite(1, hit, Span(0, 18)), **change), hit.passage, document)


def test_a_view_that_lies_about_its_document_is_found_out():
    document, hit = joined_hit()
    forged = View("알리바바는 2016년에 시작했다.", JOINED.runs)
    passage = replace(hit.passage, view=forged)
    citation = cite(1, replace(hit, passage=passage), Span(0, 18))
    assert not is_supported(citation, passage, document)


def test_a_view_that_points_past_the_document_is_found_out():
    document = make_document("짧다")
    view = View("짧다고 한다", (Run(0, 0, 6),))
    passage = Passage("p", document.id, 0, "prose", view, (Span(0, 6),), (), "", 1)
    hit = Hit(passage, make_record(document), 1.0, 1.0, 1.0)
    assert not is_supported(cite(1, hit, Span(0, 6)), passage, document)


def test_a_plain_bullet_for_a_private_one_is_no_lie():
    document = make_document("\uf06d 첫째 항목")
    view = View("• 첫째 항목", (Run(0, 0, 7),))
    passage = Passage("p", document.id, 0, "list", view, (Span(0, 7),), (), "", 1)
    hit = Hit(passage, make_record(document), 1.0, 1.0, 1.0)
    assert is_supported(cite(1, hit, Span(0, 7)), passage, document)


ROWS = "기업: 하이얼 | 분야: 물류 | 협력업체: 한진\n기업: 레노버 | 분야: 부품 | 협력업체: 한진정밀"


def table_hit():
    """Two rows of the table `표 2-1` below its header, which is row 1."""
    document = make_document(ROWS)
    names = (("기업", 1), ("분야", 2), ("협력업체", 3))
    places = []
    for row, line in enumerate(ROWS.split("\n"), 2):
        at = ROWS.index(line)
        label = line.split(" | ")[0].removeprefix("기업: ")
        for (name, column), cell in zip(names, line.split(" | "), strict=True):
            start = at + line.index(cell) + len(name) + 2
            end = at + line.index(cell) + len(cell)
            places.append(CellPlace(start, end, row, column, label, name))
    first = ROWS.index("\n")
    units = (Span(0, first), Span(first + 1, len(ROWS)))
    passage = replace(
        make_passage(document, 0, len(ROWS), kind="table", caption="〈표 2-1〉 협력"),
        units=units,
        cells=tuple(places),
    )
    return document, Hit(passage, make_record(document), 1.0, 1.0, 1.0)


def test_a_citation_of_a_row_names_it_and_the_columns_that_are_quoted():
    document, hit = table_hit()
    row = hit.passage.units[0]
    whole = cite(1, hit, row)
    assert whole.table == TablePlace(
        "〈표 2-1〉 협력", (2,), ("하이얼",), ("기업", "분야", "협력업체")
    )
    said = cite(1, hit, row, "기업: 하이얼 | 협력업체: 한진 (단위: 개)")
    assert said.table == replace(whole.table, columns=("협력업체",))
    assert verify(said, hit.passage, document).verified
    both = cite(1, hit, Span(0, len(ROWS)), "협력업체: 한진정밀")
    assert both.table.rows == (2, 3) and both.table.row_names == ("하이얼", "레노버")
    # `한진` is not said: it only begins what is.
    assert both.table.columns == ("협력업체",)
    assert citation_to_dict(said)["table"] == {
        "caption": "〈표 2-1〉 협력",
        "rows": [2],
        "row_names": ["하이얼"],
        "columns": ["협력업체"],
    }


def test_prose_is_no_table():
    _, hit = joined_hit()
    assert cite(1, hit, Span(0, 18)).table is None
    assert "table" not in citation_to_dict(cite(1, hit, Span(0, 18)))


def test_a_citation_spans_no_more_than_what_is_quoted():
    document, hit = joined_hit()
    whole = Span(0, 18)
    smaller = narrow(hit.passage, whole, ["2015년에 시작했다."])
    assert hit.passage.text[smaller.start : smaller.end] == "2015년에 시작했다."
    citation = verify(cite(1, hit, smaller), hit.passage, document)
    assert citation.verified and TEXT[citation.start : citation.end] == "2015년에 시작했다."
    # What does not stand there word for word, or cuts a figure in two, is no part of it.
    assert narrow(hit.passage, whole, ["2016년에 시작했다."]) == whole
    assert narrow(hit.passage, whole, ["15년에 시작했다."]) == whole


def test_a_row_is_cited_whole_whichever_of_its_cells_are_quoted():
    _, hit = table_hit()
    row = hit.passage.units[0]
    assert narrow(hit.passage, row, ["하이얼 | 협력업체: 한진"]) == row


def test_a_figure_shown_with_the_unit_of_its_caption_names_its_own_column():
    document, (passage,) = make_table(
        ("시설", "2023년", "2024년", "예산"),
        (("그늘막", "812", "81", "812"), ("살수차", "22", "30", "890")),
        caption="〔표 1〕 시설 (단위: 곳)",
    )
    hit = make_hit(document, passage)
    row = passage.units[0]
    shown = cite(1, hit, row, "그늘막 | 2023년: 812곳").table
    assert (shown.columns, shown.rows, shown.row_names) == (("2023년",), (2,), ("그늘막",))
    # 81 begins 812, and another column holds 812 as well.
    assert cite(1, hit, row, "그늘막 | 2024년: 81곳").table.columns == ("2024년",)
    assert cite(1, hit, row, "그늘막 | 예산: 812백만 원").table.columns == ("예산",)
    whole = cite(1, hit, Span(row.start, passage.units[1].end), "그늘막 | 81\n살수차 | 30")
    assert whole.table.columns == ("2024년",)
    assert whole.table.rows == (2, 3)
