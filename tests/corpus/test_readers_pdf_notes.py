"""PDF: footnotes and endnotes, what calls them, and raised figures that call nothing."""

from corpus import parse_blocks
from tests.corpus.pdf_paper import LONG, Paper, read_paper
from tests.corpus.shown import marked_texts


def page(paper, lines=4):
    paper.page()
    for number in range(lines):
        paper.text(60, 100 + 16 * number, LONG)
    return paper


def raised(paper, y, before, number, after="이 있다", size=6):
    """A word, a small number raised behind it, and how the sentence goes on."""
    x = 60 + 10 * len(before)
    wide = size / 2 * len(number)
    return paper.text(60, y, before).text(x, y - 4, number, size).text(x + wide, y, after)


def test_a_number_without_a_note_is_a_power():
    paper = page(Paper())
    raised(paper, 300, "면적은제곱미터", "2")
    raised(paper, 320, "크기는열의", "-3")
    raised(paper, 340, "없는주석", "7)")
    text = read_paper(paper).text
    assert "제곱미터²이 있다" in text
    assert "열의⁻³이 있다" in text
    assert "없는주석7)이 있다" in text


def test_a_power_stays_one_where_a_note_has_its_number():
    paper = page(Paper())
    paper.text(60, 300, "1,000m").text(90, 296, "2", 6).text(93, 300, "의 땅")
    raised(paper, 320, "설명", "2)")
    paper.text(60, 748, "1) 첫째", 7).text(60, 760, "2) 둘째", 7)
    document = read_paper(paper)
    assert "1,000m²의 땅" in document.text
    assert "설명²⁾이 있다" in document.text
    shown = " ".join(block.view.text for block in parse_blocks(document))
    assert "1,000m²의 땅" in shown
    assert "설명이 있다" in shown


def test_notes_with_raised_numbers_and_none_but_the_rule_above():
    """Notes as large as the body, told by the rule above them; their numbers stand raised."""
    paper = page(Paper())
    raised(paper, 300, "가설", "1")
    paper.rule(60, 730, 200, 730)
    paper.text(60, 741, "1", 6).text(63, 745, "첫째 주석은").text(60, 760, "두 줄이다")
    paper.text(60, 771, "2", 6).text(63, 775, "둘째 주석")
    document = read_paper(paper)
    assert "가설¹⁾이 있다" in document.text
    assert marked_texts(document, "footnote") == ["1) 첫째 주석은\n두 줄이다", "2) 둘째 주석"]


def test_a_note_that_runs_over_the_page():
    paper = page(Paper())
    paper.text(60, 748, "1) 긴 주석의 첫 줄은 다음 쪽으로", 7)
    page(paper)
    paper.text(60, 748, "이어지고 거기서 끝난다", 7).text(60, 760, "2) 다음 주석", 7)
    document = read_paper(paper)
    assert marked_texts(document, "footnote") == [
        "1) 긴 주석의 첫 줄은 다음 쪽으로",
        "이어지고 거기서 끝난다",
        "2) 다음 주석",
    ]


def test_small_print_before_the_notes_is_none_after_a_finished_note():
    paper = page(Paper())
    paper.text(60, 748, "1) 끝난 주석이다.", 7)
    page(paper)
    paper.text(60, 748, "자료: 통계청", 7).text(60, 760, "2) 다음 주석", 7)
    assert marked_texts(read_paper(paper), "footnote") == ["1) 끝난 주석이다.", "2) 다음 주석"]


def test_notes_at_the_foot_of_each_column():
    paper = Paper().page()
    for number in range(8):
        paper.text(60, 500 + 16 * number, f"왼쪽 단의 {number}번째 줄이고 끝까지 찬다")
        paper.text(320, 500 + 16 * number, f"오른쪽 단의 {number}번째 줄이며 꽉 찬다")
    paper.text(60, 740, "1) 왼쪽 주석", 7).text(320, 740, "2) 오른쪽 주석", 7)
    assert marked_texts(read_paper(paper), "footnote") == ["1) 왼쪽 주석", "2) 오른쪽 주석"]


def test_endnotes():
    paper = page(Paper())
    raised(paper, 300, "가설", "1)")
    raised(paper, 320, "검정", "2)")
    page(paper, 1)
    paper.text(60, 200, "미주", 14).text(60, 230, "1) 첫째 미주는").text(60, 246, "두 줄이다")
    paper.text(60, 262, "2) 둘째 미주")
    document = read_paper(paper)
    assert "가설¹⁾이 있다" in document.text
    assert marked_texts(document, "footnote") == ["1) 첫째 미주는\n두 줄이다", "2) 둘째 미주"]


def test_a_list_below_the_word_notes_that_nothing_calls_is_a_list():
    paper = (
        page(Paper(), 1).text(60, 200, "주석", 14).text(60, 230, "1) 첫째").text(60, 246, "2) 둘째")
    )
    assert marked_texts(read_paper(paper), "footnote") == []


def test_anchors_in_cells():
    paper = page(Paper()).grid([50, 150, 250], [300, 320, 340])
    paper.text(60, 314, "구분").text(160, 314, "금액").text(180, 310, "1)", 6)
    paper.text(60, 334, "가").text(160, 334, "10").text(170, 330, "2", 6)
    paper.text(60, 760, "1) 부가세를 뺀 값", 7)
    document = read_paper(paper)
    assert [document.text[cell.start : cell.end] for cell in document.grids[0].cells] == [
        "구분",
        "금액¹⁾",
        "가",
        "10²",
    ]
