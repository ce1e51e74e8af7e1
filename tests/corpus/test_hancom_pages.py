"""Pages of Hancom documents: lines whose places say where a page begins."""

import pytest

from corpus.readers.hancom.pages import Line, Pagination, RowTurn, Turn

BODY = 10_000


def begun(body=BODY, **how):
    pages = Pagination()
    assert pages.begin_section(body, **how) == 0
    return pages


def place(pages, *tops, height=1000, **how):
    return pages.place([Line(at, top, height) for at, top in enumerate(tops)], **how)


def test_lines_below_one_another_stay():
    pages = begun()
    assert place(pages, 0, 1500, 3000) == Turn()
    # Two pieces of one line beside a picture stand equally high.
    assert place(pages, 4500, 4500, 6000) == Turn()
    assert place(pages, 8000, 0, 1500) == Turn(0, (1,))
    assert place(pages, 3000) == Turn()


def test_what_the_author_forced():
    pages = begun()
    assert place(pages, 0, page_break=True) == Turn()
    assert place(pages, 0, page_break=True) == Turn(1)
    # Where columns are not set, a forced column is a page.
    assert place(pages, 0, column_break=True) == Turn(1)
    pages.set_columns(2)
    assert place(pages, 2000) == Turn()
    assert place(pages, 2000, column_break=True) == Turn()
    assert place(pages, 0, column_break=True) == Turn(1)


def test_parallel_columns_go_on_below():
    pages = begun()
    pages.set_columns(2, parallel=True)
    assert place(pages, 0) == Turn()
    assert place(pages, 0, column_break=True) == Turn()
    assert place(pages, 1500, column_break=True) == Turn()
    assert place(pages, 1500, column_break=True) == Turn()


def test_a_zone_of_columns_on_the_next_page():
    pages = begun()
    place(pages, 0, 8000)
    pages.set_columns(3)
    assert place(pages, 0, 8000) == Turn(1)
    assert place(pages, 0, 8000) == Turn()
    assert place(pages, 0, 8000) == Turn()
    assert place(pages, 0) == Turn(1)


def test_pages_left_early():
    pages = begun()
    assert place(pages, 0) == Turn()
    # A line far up again on a page that is nearly empty: nobody laid that out ...
    assert place(pages, 500, 0) == Turn()
    pages = begun()
    place(pages, 0, 1500)
    # ... but what does not fit below goes to the next page,
    assert place(pages, 0, height=9000) == Turn(1)
    pages = begun()
    place(pages, 0, 1500)
    # and so does a paragraph with a tall picture on it.
    assert place(pages, 0, reach=9000) == Turn(1)


@pytest.mark.parametrize(
    ("how", "labels"),
    [
        ({}, ("1", "2")),
        ({"first_number": 7}, ("7", "8")),
        ({"starts_on": "EVEN"}, ("2", "3")),
        ({"starts_on": "ODD"}, ("1", "2")),
        ({"hide_first": True}, (None, "2")),
    ],
)
def test_numbers_of_a_section(how, labels):
    pages = begun(**how)
    pages.print_numbers(str)
    place(pages, 0)
    place(pages, 0, page_break=True)
    assert pages.labels() == labels


def test_a_section_begins_a_page_and_goes_on_counting():
    pages = begun()
    pages.print_numbers(str)
    place(pages, 0)
    assert pages.begin_section(BODY, starts_on="ODD") == 1
    place(pages, 0)
    pages.print_numbers(None)
    assert pages.labels() == ("1", None)
    assert pages.begin_section(BODY) == 1
    pages.restart(40)
    pages.print_numbers(lambda number: f"A-{number}")
    assert pages.labels() == ("1", None, "A-40")


def hang(rows, **how):
    pages = begun()
    place(pages, 1000)
    return pages, pages.split_table(rows, **how)


def test_rows_that_move_and_rows_that_go_on():
    # 4000 + 4000 fit; the third row does not, and is too long to move as a whole.
    pages, turns = hang([4000, 4000, 8000])
    assert turns == (RowTurn(2, 1000 / 8000),)
    # It ends at 7000 of the second page: one line more fits there, two do not.
    assert place(pages, 7000, 8500) == Turn()
    assert place(pages, 0) == Turn(1)
    assert hang([4000, 4000, 8000], rows_stay_whole=True)[1] == (RowTurn(2),)
    assert hang([4000, 4000, 3000])[1] == (RowTurn(2),)


def shares(rows, row, **how):
    turns = hang(rows, **how)[1]
    assert {turn.row for turn in turns} == {row}
    return [turn.share for turn in turns]


def test_a_row_over_many_pages():
    assert shares([39_000], 0) == pytest.approx([9 / 39, 19 / 39, 29 / 39])
    # Header rows are printed again on each.
    found = shares([1000, 36_000], 1, repeated=1000)
    assert found == pytest.approx([8 / 36, 17 / 36, 26 / 36, 35 / 36])


def test_a_table_that_fits_after_all():
    # The heights claim too much: the next paragraph stands below it on the same page.
    assert hang([5000, 4500], following=10_400)[1] == ()
    assert hang([5000, 3000])[1] == ()


def test_absurd_heights_end():
    pages, turns = hang([2**31 - 1] * 50)
    assert len(turns) < 25_000
    assert len(pages.labels()) < 25_000


def test_without_lines_no_number_is_known():
    pages = begun()
    pages.print_numbers(str)
    assert place(pages) == Turn() and place(pages, page_break=True) == Turn(1)
    assert pages.labels() == (None, None)


def test_what_fills_half_a_page_leaves_no_room_beside_it():
    """A table in its line, as high as most of the page; what follows stands at the top too."""
    pages = begun()
    assert place(pages, 0, height=7000) == Turn()
    assert place(pages, 0, height=2000) == Turn(1)
    # So low a line says nothing: nobody laid these out.
    assert place(pages, 0, height=1000) == Turn()
    # Nor do two pieces of a line low on a page.
    assert place(pages, 7000, 7000) == Turn()
    # Two tables in the lines of one paragraph.
    assert place(pages, 0, 0, height=6000) == Turn(1, (1,))


def test_a_table_a_little_too_high_goes_on_on_no_page_of_its_own():
    pages = begun()
    place(pages, 0)
    assert pages.split_table([6000, 4700]) == ()
    assert pages.split_table([6000, 4900]) == (RowTurn(1, 0.0),)
