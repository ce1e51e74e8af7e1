"""Web pages: what a reader of the page sees, line by line."""

from corpus import Limits, Loss
from corpus.readers.reading import read_bytes


def read(body, head="", name="a.html", encoding="utf-8"):
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return read_bytes(page.encode(encoding), name, Limits())


def marked(document, kind):
    return [
        (mark.level, document.text[mark.start : mark.end])
        for mark in document.marks
        if mark.kind == kind
    ]


def test_one_paragraph_a_line():
    document = read(
        "<p>첫\n 문단&nbsp;<b>굵</b>게 &lt;a&gt; &amp; b<p>둘째<br>줄<div>셋<div>넷</div>다섯</div>"
    )
    assert document.text.split("\n") == ["첫 문단 굵게 <a> & b", "둘째", "줄", "셋", "넷", "다섯"]


def test_what_is_not_shown_is_not_read():
    document = read(
        "<nav>메뉴</nav><script>x()</script><style>p{}</style><p hidden>숨김</p>"
        "<p style='display : none'>숨김</p><div role=navigation>메뉴</div>"
        "<template><p>틀</p></template><noscript>켜세요</noscript><p>보임</p><!-- 말 -->"
    )
    assert document.text == "보임"


def test_headings():
    document = read("<h1>큰<br>제목</h1><p>글</p><h3>작은 제목</h3>")
    assert marked(document, "heading") == [(1, "큰 제목"), (3, "작은 제목")]


def test_title():
    assert read("<h1>안</h1>", "<title> 밖 &amp;\n 제목 </title>").title == "밖 & 제목"
    assert read("<p>글</p><h1>안의 제목</h1>", "<title></title>").title == "안의 제목"


def test_lists():
    document = read(
        "<ul><li>하나<ul><li>속</li></ul></li><li><p>둘</p><p>덧붙임</p></li></ul>"
        "<ol start=3><li>셋<li value=7>일곱<li>여덟</ol><ol type=a><li>가<li>나</ol>"
        "<ol type=I><li>로마<li>둘</ol><ol reversed><li>둘<li>하나</ol>"
    )
    assert marked(document, "item") == [
        (1, "하나"),
        (2, "속"),
        (1, "둘"),
        (1, "3. 셋"),
        (1, "7. 일곱"),
        (1, "8. 여덟"),
        (1, "a. 가"),
        (1, "b. 나"),
        (1, "I. 로마"),
        (1, "II. 둘"),
        (1, "2. 둘"),
        (1, "1. 하나"),
    ]
    assert "덧붙임" in document.text.split("\n")


def test_table_is_a_regular_grid():
    document = read(
        "<table><caption>〈표 1〉 매출</caption>"
        "<thead><tr><th rowspan=2>구분<th colspan=2>매출</tr><tr><th>2023<th>2024</tr></thead>"
        "<tr><td>가<td>1,000<br>(추정)<td>2,000<tr><td rowspan=0>나<td colspan=2>3<tr><td>4<td>5</table>뒤"
    )
    assert marked(document, "caption") == [(0, "〈표 1〉 매출")]
    # The level of a table mark counts the header rows that the file declares.
    assert marked(document, "table") == [
        (
            2,
            "구분\t매출\t매출\n구분\t2023\t2024\n가\t1,000 (추정)\t2,000\n나\t3\t3\n나\t4\t5",
        )
    ]
    assert document.text.endswith("\n뒤")


def test_layout_tables_are_read_as_text():
    document = read("<table><tr><td><p>글상자</p><p>둘째</p></td></tr></table>")
    assert document.text == "글상자\n둘째"
    document = read(
        "<table><tr><td>왼쪽</td><td><h2>제목</h2><table><tr><td>a<td>1<tr><td>b<td>2</table></td></table>"
    )
    assert document.text == "왼쪽\n제목\na\t1\nb\t2"
    assert len(marked(document, "table")) == 1


def test_huge_spans_cost_nothing():
    body = "<table><tr>" + "<td colspan=1000 rowspan=65534>가" * 50 + "<tr><td>나</table>"
    limits = Limits(max_cells=2000)
    document = read_bytes(f"<html><body>{body}".encode(), "a.html", limits)
    assert document.text.count("가") < 3000
    assert Loss("table-cut") in document.losses


def test_preformatted_text_keeps_its_lines():
    document = read("<p>앞</p><pre>\ndef f():\n    return 1\n</pre><p>뒤</p>")
    assert document.text == "앞\ndef f():\n    return 1\n뒤"
    assert marked(document, "verbatim") == [(0, "def f():\n    return 1")]


def test_words_that_are_not_text():
    document = read(
        "<p><ruby>漢字<rp>(</rp><rt>한자</rt><rp>)</rp></ruby> <img src=x alt='그래프'>"
        "<img src=http://example.invalid/y.png> <input type=checkbox checked>정책</p>"
    )
    assert document.text == "漢字(한자) 그래프 ☑정책"
    assert document.losses == (Loss("images-not-read", count=1),)


def test_declared_and_undeclared_encodings():
    text = "한국의 수출이 늘었다"
    for head in ("<meta charset=euc-kr>", "", "<meta charset=iso-8859-1>"):
        assert read(f"<p>{text}", head, encoding="cp949").text == text
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=KS_C_5601-1987">'
    assert read(f"<p>{text}", meta, encoding="cp949").text == text
    # A declaration that is not true.
    assert read(f"<p>{text}", "<meta charset=euc-kr>").text == text
    assert read(f"<p>{text}", encoding="utf-16").text == text


def test_html_is_known_by_content():
    assert read("<p>글", name="글").format == "html"
    assert read("<p>글", name="a.txt").format == "html"
    assert read_bytes("그냥 글이다.".encode(), "a.html", Limits()).format == "text"


def test_marks_lie_in_the_text_in_order():
    document = read("<h1>가</h1><ul><li>나</ul><table><tr><td>1<td>2</table><pre>x</pre>" * 3)
    starts = [mark.start for mark in document.marks]
    assert starts == sorted(starts)
    assert all(0 <= mark.start < mark.end <= len(document.text) for mark in document.marks)


def test_deep_nesting_does_not_exhaust_the_stack():
    assert read("<div>" * 3000 + "속" + "</div>" * 3000).text == "속"
    assert read("<ul><li>" * 1500 + "속").text == "속"
