import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Run, Span, View

SOURCE = "가나다라마바사아자차카타파하 0123456789 abcdefghij 「중국제조 2025」는 추\n진"


@st.composite
def views(draw):
    """Views over SOURCE: ascending pieces of it with inserted strings between."""
    cuts = sorted(draw(st.lists(st.integers(0, len(SOURCE)), min_size=0, max_size=10)))
    parts = []
    for low, high in zip(cuts[::2], cuts[1::2], strict=False):
        parts.append(draw(st.sampled_from(["", " ", "표 1: ", "\n"])))
        parts.append(View.of(SOURCE, low, high))
    parts.append(draw(st.sampled_from(["", "끝"])))
    return View.join(parts)


def source_of(view):
    """For each character of a view its place in the source, or None."""
    places = [None] * len(view.text)
    for run in view.runs:
        for step in range(run.length):
            places[run.view + step] = run.source + step
    return places


@given(views(), st.data())
def test_every_slice_maps_to_equal_characters_and_back(view, data):
    low = data.draw(st.integers(0, len(view.text)))
    high = data.draw(st.integers(low, len(view.text)))
    places = source_of(view)
    mapped = [place for place in places[low:high] if place is not None]
    spans = view.source_spans(low, high)
    assert [at for span in spans for at in range(span.start, span.end)] == mapped
    assert all(
        SOURCE[place] == view.text[at] for at, place in enumerate(places) if place is not None
    )
    if not mapped:
        with pytest.raises(ValueError, match="no source"):
            view.source_span(low, high)
        return
    span = view.source_span(low, high)
    assert (span.start, span.end) == (mapped[0], mapped[-1] + 1)
    back = view.view_span(span.start, span.end)
    shown = [at for at in range(low, high) if places[at] is not None]
    assert (back.start, back.end) == (shown[0], shown[-1] + 1)


@given(views(), st.data())
def test_a_slice_is_the_view_of_its_part(view, data):
    low = data.draw(st.integers(0, len(view.text)))
    high = data.draw(st.integers(low, len(view.text)))
    part = view.slice(low, high)
    assert part.text == view.text[low:high]
    assert source_of(part) == source_of(view)[low:high]


@given(views(), st.data())
def test_slices_join_to_the_whole(view, data):
    cut = data.draw(st.integers(0, len(view.text)))
    assert View.join([view.slice(0, cut), view.slice(cut, len(view.text))]) == View.join([view])


@given(views())
def test_strip_takes_white_space_only_at_the_ends(view):
    assert view.strip().text == view.text.strip()


def test_runs_that_touch_become_one():
    view = View.join([View.of(SOURCE, 0, 2), View.of(SOURCE, 2, 5)])
    assert view.runs == (Run(0, 0, 5),)


def test_a_view_refuses_runs_that_go_back():
    with pytest.raises(ValueError, match="ascend"):
        View("가나", (Run(0, 5, 1), Run(1, 3, 1)))
    with pytest.raises(ValueError, match="past the end"):
        View("가", (Run(0, 0, 2),))
    with pytest.raises(ValueError, match="forward"):
        Span(3, 2)


def test_source_characters_that_are_not_shown_have_no_place_in_the_view():
    view = View.join([View.of(SOURCE, 0, 2), " ", View.of(SOURCE, 4, 6)])
    with pytest.raises(ValueError, match="not shown"):
        view.view_span(2, 4)
    assert view.view_span(1, 5) == Span(1, 4)
