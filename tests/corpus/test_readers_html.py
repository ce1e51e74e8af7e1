"""Web pages: what a reader of the page sees, line by line."""

from corpus import Limits, Loss
from corpus.readers.reading import read_bytes
from tests.corpus.shown import cells, losses, marked


def read(body, head="", name="a.html", encoding="utf-8"):
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return read_bytes(page.encode(encoding), name, Limits())


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


def grids(document):
    """Each grid with its headers and every cell as (row, column, rows, columns, text)."""
    return [
        ((grid.header_rows, grid.header_columns), cells(document, number))
        for number, grid in enumerate(document.grids)
    ]


def test_table_is_a_grid_with_its_spans():
    document = read(
        "<table><caption>〈표 1〉 매출</caption>"
        "<thead><tr><th rowspan=2>구분<th colspan=2>매출</tr><tr><th>2023<th>2024</tr></thead>"
        "<tr><td>가<td>1,000<br>(추정)<td>2,000<tr><td rowspan=0>나<td colspan=2>3<tr><td>4<td>5</table>뒤"
    )
    assert marked(document, "caption") == [(0, "〈표 1〉 매출")]
    # A spanning cell stands once, what it covers is empty; a cell may hold a line end. The
    # level of a table mark counts the header rows that the file declares.
    assert marked(document, "table") == [
        (2, "구분\t매출\t\n\t2023\t2024\n가\t1,000\n(추정)\t2,000\n나\t3\t\n\t4\t5")
    ]
    assert grids(document) == [
        (
            (2, 0),
            [
                (0, 0, 2, 1, "구분"),
                (0, 1, 1, 2, "매출"),
                (1, 1, 1, 1, "2023"),
                (1, 2, 1, 1, "2024"),
                (2, 0, 1, 1, "가"),
                (2, 1, 1, 1, "1,000\n(추정)"),
                (2, 2, 1, 1, "2,000"),
                (3, 0, 2, 1, "나"),
                (3, 1, 1, 2, "3"),
                (4, 1, 1, 1, "4"),
                (4, 2, 1, 1, "5"),
            ],
        )
    ]
    (mark,) = (mark for mark in document.marks if mark.kind == "table")
    assert (mark.start, mark.end) == (document.grids[0].start, document.grids[0].end)
    assert document.text.endswith("\n뒤")


def test_headers_of_rows():
    rows = "<tr><th>구분<th>1분기<th>2분기<tr><th rowspan=2>가<td>1<td>2<tr><td>3<td>4"
    assert grids(read(f"<table>{rows}</table>"))[0][0] == (1, 1)
    # A th that heads its column, or no whole column of th, heads no row.
    assert grids(read(f"<table>{rows}<tr><td>나<td>5<td>6</table>"))[0][0] == (1, 0)
    rows = "<tr><th>가<th>나<tr><th scope=col>다<td>1<tr><th scope=row>라<td>2"
    assert grids(read(f"<table>{rows}</table>"))[0][0] == (1, 0)
    # Nothing but headers: none of them heads anything.
    assert grids(read("<table><tr><th>가<th>나<tr><th>다<th>라</table>"))[0][0] == (0, 0)


def test_columns_and_rows_that_only_draw_are_left_out():
    document = read(
        "<table><tr><td colspan=1000>전체<tr><td colspan=3>가<td>1<tr><td><td><tr><td colspan=3>나<td>2</table>"
    )
    assert document.text == "전체\t\n가\t1\n나\t2"
    assert grids(document)[0][1][0] == (0, 0, 1, 2, "전체")


def test_a_table_past_the_limit_loses_no_words():
    rows = "".join(f"<tr><td>{n}<td>값{n}" for n in range(30))
    page = f"<html><body><table>{rows}</table>".encode()
    document = read_bytes(page, "a.html", Limits(max_cells=41))
    assert document.text.split("\n") == [f"{n}\t값{n}" for n in range(30)]
    assert len(document.grids[0].cells) == 40
    assert document.losses == (Loss("table-cut"),)


def test_lists_and_notes_inside_cells():
    document = read(
        "<table><tr><th>과제<th>내용<tr><td>가<td><ul><li>하나<li>둘<sup><a href=#n>1)</a></sup></ul>"
        "<tr><td>나<td>셋</table><p id=n>1) 풀이</p>"
    )
    assert document.text == "과제\t내용\n가\t하나\n둘¹⁾\n나\t셋\n1) 풀이"
    assert marked(document, "footnote") == [(0, "1) 풀이")]


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


def test_footnotes_stand_below_what_calls_them():
    # As an encyclopedia has them: called twice, with signs that lead back.
    document = read(
        "<p>첫째<sup id=cite_ref-a class=reference><a href='#cite_note-a'>[1]</a></sup>와 둘째"
        "<sup id=cite_ref-b><a href='#cite_note-b'>[2]</a></sup>.</p><p>다시"
        "<sup id=cite_ref-a2><a href='#cite_note-a'>[1]</a></sup>.</p><h2>각주</h2><ol>"
        "<li id=cite_note-a><span>↑ <a href='#cite_ref-a'>가</a> <a href='#cite_ref-a2'>나</a></span>"
        " <span>한국은행</span></li><li id=cite_note-b><a href='#cite_ref-b'>↑</a> <i>통계청</i></li></ol>"
    )
    assert document.text == "첫째¹⁾와 둘째²⁾.\n1) 한국은행\n2) 통계청\n다시¹⁾.\n각주"
    assert marked(document, "footnote") == [(0, "1) 한국은행"), (0, "2) 통계청")]


def test_footnotes_of_word_and_of_books():
    document = read(
        "<p>글<a href='#_ftn1' name='_ftnref1'><span><sup>[1]</sup></span></a>이다</p>"
        "<div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> 앞</p><p>뒤</p></div>"
    )
    assert document.text == "글¹⁾이다\n1) 앞 뒤"
    document = read(
        "<p>글<a epub:type='noteref' href='#x'>*</a></p><p>끝</p>"
        "<aside id=x epub:type='footnote'><p>별</p></aside>"
    )
    assert document.text == "글<sup>*</sup>\n* 별\n끝"


def test_links_that_call_no_note():
    # A table of contents, a note that holds its own call, two notes in one paragraph, no target.
    body = "<p><a href=#s1>1</a> <a href=#s2>2</a></p><h2 id=s1>하나</h2><h2 id=s2>둘</h2>"
    assert read(body).text == "1 2\n하나\n둘"
    assert read("<p id=n>가<sup><a href=#n>1</a></sup> 나").text == "가¹ 나"
    body = "<p>가<sup><a href=#a>1)</a></sup><sup><a href=#b>2)</a></sup><p><a id=a></a>1) ㄱ <a id=b></a>2) ㄴ"
    assert read(body).text == "가¹⁾²⁾\n1) ㄱ 2) ㄴ"
    assert read("<p>가<sup><a href=#gone>1)</a></sup>").text == "가¹⁾"


def test_raised_figures_are_no_digits_of_the_number_before():
    assert read(
        "<p>10<sup>6</sup> m<sup>2</sup> 10<sup>-3</sup> 말<sup>3)</sup> CO<sub>2</sub>"
    ).text == ("10⁶ m² 10⁻³ 말³⁾ CO2")


def test_what_surrounds_the_content_is_furniture():
    document = read(
        "<div id=skipNav><a href=#c>본문 바로가기</a></div><header>누리부</header>"
        "<div class='gnb wide'><ul><li>소식<li>자료</ul></div><article><header>머리</header><p>글이다.</p>"
        "<footer>글의 끝</footer></article><div class=cookie-banner>쿠키를 씁니다.</div>"
        "<footer><p>주소</p></footer>"
    )
    assert marked(document, "furniture") == [
        (0, text) for text in ("본문 바로가기", "누리부", "소식", "자료", "쿠키를 씁니다.", "주소")
    ]
    assert "머리\n글이다.\n글의 끝" in document.text


def test_content_is_never_taken_for_furniture():
    # Nothing else on the page; a box that holds the article; a long one.
    assert marked(read("<footer><p>주소</p></footer>"), "furniture") == []
    for body in (
        "<div class=gnb><article><p>글</p></article></div><p>밖",
        f"<footer><p>{'긴 글이다. ' * 600}</footer><p>밖",
        "<header><h1>제목</h1><p>글</p></header><p>밖",
    ):
        assert marked(read(body), "furniture") == []


def test_what_cannot_be_read_is_counted():
    document = read(
        "<p>식 <math alttext='x^2'><mi>x</mi></math>와 <math><mi>y</mi></math></p>"
        "<math><semantics><mi>z</mi><annotation encoding='application/x-tex'>z_1</annotation></semantics></math>"
        "<svg><text>축</text></svg><svg><path/></svg><video src=a></video><iframe src=b></iframe>"
        "<iframe width=0 height=0></iframe><p hidden>숨긴 글</p><p hidden></p><nav>메뉴</nav>"
    )
    assert document.text == "식 x^2와\nz_1"
    assert losses(document) == {
        "equations-as-written": 2,
        "equations-not-read": 1,
        "images-not-read": 1,
        "media-not-read": 1,
        "external-not-read": 1,
        "hidden-text-left-out": 1,
    }


def test_facts_of_the_head():
    head = (
        "<meta name=Author content='김 연구'><meta property='article:published_time' content='2025-03-01'>"
        "<meta property='og:site_name' content='누리부'>"
    )
    assert dict(read("<p>글", head).metadata) == {
        "encoding": "utf-8",
        "author": "김 연구",
        "date": "2025-03-01",
        "publisher": "누리부",
    }


def test_lists_of_terms_details_and_figures():
    document = read(
        "<dl><dt>총수입<dd>세입의 합<dt>총지출<dd><p>세출의 합</p><p>덧붙임</p></dl>"
        "<details><summary>자세히</summary><p>접힌 글이다.</p></details>"
        "<figure><img src=a alt=추이><figcaption>[그림 1] 추이</figcaption></figure>"
    )
    assert document.text.split("\n") == [
        "총수입",
        "세입의 합",
        "총지출",
        "세출의 합",
        "덧붙임",
        "자세히",
        "접힌 글이다.",
        "추이",
        "[그림 1] 추이",
    ]
    assert marked(document, "caption") == [(0, "[그림 1] 추이")]


def test_closed_elements_of_xml():
    page = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/>'
        "<script src='a'/></head><body><a id='x'/><p>하나<br/>둘</p><td/></body></html>"
    )
    assert read_bytes(page.encode(), "a.xhtml", Limits()).text == "하나\n둘"
