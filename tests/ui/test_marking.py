from corpus import Span
from ui.marking import find_marks, marks_html, query_words


def marked(query, source):
    return [source[s.start : s.end] for s in find_marks(source, query_words(query))]


def test_words_are_found_whatever_their_endings():
    source = "신청 기간을 늘렸는데, 지원금은 최대 3개월분입니다. AI와 ai를 씁니다."
    assert marked("지원금의 신청기간", source) == ["신청", "기간", "지원금"]
    assert marked("ＡＩ가 늘린", source) == ["늘렸", "AI", "ai"]
    assert marked("3개월", source)[0] == "3"


def test_particles_and_light_verbs_are_no_words_to_mark():
    assert marked("이 때는 하고 있다", "이 제도는 그렇게 하고 있다") == []
    assert marked("", "지원금") == [] and marked("을를", "지원금을") == []


def test_parts_of_a_compound_that_touch_are_one_mark():
    assert marked("물류 비중", "물류비중은 12%다") in (["물류비중"], ["물류비", "중"], ["물류"])
    assert find_marks("가나", frozenset()) == ()


def test_only_the_marks_are_markup():
    html = marks_html("<b>지원</b> & 지원", (Span(3, 5), Span(12, 14)))
    assert html == "&lt;b&gt;<mark>지원</mark>&lt;/b&gt; &amp; <mark>지원</mark>"
