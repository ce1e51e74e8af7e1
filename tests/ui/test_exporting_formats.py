"""Reports as files: whatever a document holds, each format shows it and nothing is made of it."""

import io
import re
import xml.dom.minidom
import zipfile
from html.parser import HTMLParser

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant import Asked, build_report
from corpus import read_document
from tests.assistant.report_fakes import PROVENANCE, Shelf, make_answer
from tests.corpus.programs import convert
from ui.exporting import export_answers
from ui.exporting.files import FORMATS
from ui.exporting.markdown import escape_line, render_markdown_report
from ui.exporting.outline import Fact, Facts, Heading, Outline, Paragraph, Quote, Source, clean
from ui.exporting.page import render_html_report

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=https://evil.example/x onerror=alert(1)>',
    "![그림](https://evil.example/x.png) [누르세요](javascript:alert(1))",
    "# 제목\n## 둘\n- 항목\n1. 하나\n> 인용\n```\n코드\n```\n***\n---\n===\n| 가 | 나 |\n|---|---|\n| 1 | 2 |",
    "</blockquote></section><h1>가짜</h1>",
    "[1]: https://evil.example\n[1]",
    "&lt;b&gt; &amp; &#x41; \\* \\[ ~~지움~~ **굵게** _밑줄_ `코드` $x$ ==강조== %%숨김%% {{ 틀 }} {% 틀 %}",
    "    들여 쓴 줄\n\t탭으로 시작\n\n\n빈 줄 뒤",
    "</w:t></w:r></w:p><w:p/> ]]> <!-- --> <?xml?> %s {0} {question}",
    "http://evil.example www.evil.example ftp://evil.example mailto:a@evil.example",
    "끝의 역빗금\\\n다음 줄  \n2024. 3. 1. 시행\n+ 더하기\n= 같음\n: 정의\n!느낌",
    "\u202e거꾸로\u2066 \x1b[31m빨강\x00끝\r\n줄\u2028줄\ufffe\udc80",
)
LONG = "가나다라마 " * 20_000


@pytest.fixture
def hostile_report(tmp_path):
    """Each hostile text is a quote, and all stand in questions, titles, headings and names."""
    shelf = Shelf(tmp_path)
    citations = []
    for number, bad in enumerate(HOSTILE, start=1):
        hit = shelf.hold(f"{number}.txt", "본문이다.", (bad,))
        made = shelf.cite(hit, number=number)
        changed = {"quote": bad, "title": bad, "page_label": bad, "document": bad}
        citations.append(type(made)(**{**fields_of(made), **changed}))
    answer = make_answer(citations, question="\n".join(HOSTILE[:3]), understood=HOSTILE[3])
    return build_report(shelf, [Asked(answer, "", HOSTILE)], PROVENANCE)


def fields_of(citation):
    return {name: getattr(citation, name) for name in citation.__slots__}


def squeezed(text):
    return "".join(text.split())


class Seen(HTMLParser):
    """The tags, attributes and text of a page, as a browser would come by them."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += attributes

    def handle_data(self, data):
        self.text.append(data)


def test_html_makes_nothing_of_what_documents_say(hostile_report):
    page = export_answers(hostile_report, ".html", "ko").decode("utf-8")
    seen = Seen(page)
    assert set(seen.tags) <= {
        "html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "h3",
        "h4", "p", "b", "span", "bdi", "a", "dl", "dt", "dd", "ul", "li", "ol", "blockquote",
    }  # fmt: skip
    assert {name for name, _ in seen.attributes} <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "id", "href",
    }  # fmt: skip
    assert all(value.startswith("#") for name, value in seen.attributes if name == "href")
    assert "default-src 'none'" in page and not re.search(r"url\(|@import", page)
    shown = squeezed("".join(seen.text))
    for bad in HOSTILE:
        # As title, in quotes, and wherever else: to the letter.
        assert shown.count(squeezed(clean(bad))) >= 2


def test_markdown_makes_nothing_of_what_documents_say(hostile_report):
    said = export_answers(hostile_report, ".md", "ko").decode("utf-8")
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    seen = Seen(reader.render(said))
    assert set(seen.tags) == {
        "h1", "h2", "h3", "h4", "p", "strong", "ul", "ol", "li", "blockquote", "br",
    }  # fmt: skip
    assert seen.attributes == []
    headings = seen.tags.count("h1"), seen.tags.count("h2"), seen.tags.count("h4")
    assert headings == (1, 4, len(HOSTILE))
    shown = squeezed("".join(seen.text))
    for bad in HOSTILE:
        assert shown.count(squeezed(clean(bad))) >= 2


def test_no_format_holds_what_commands_a_terminal_or_a_reader(hostile_report):
    for suffix in (".md", ".html"):
        said = export_answers(hostile_report, suffix, "ko").decode("utf-8")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe]", said)


@given(
    st.text(
        st.characters(codec="utf-8") | st.sampled_from("#*_-+=>|`~[]()!<&\\ \n\t1.)"), max_size=60
    )
)
@example("#")
@example("제목 ##")
def test_any_quote_reads_back_from_markdown(text):
    quote = clean(text)
    source = Source(
        "a", "[1]", "제목", "확인", "good", (Quote(quote),), Facts((Fact("파일", quote),))
    )
    said = render_markdown_report(Outline("제목", "ko", "", (Heading(2, quote), source)))
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(said)
    seen = Seen(rendered)
    assert set(seen.tags) <= {"h2", "h4", "p", "blockquote", "br", "ul", "li"}
    block = rendered[rendered.index("<blockquote>") : rendered.index("</blockquote>")]
    # A line end that breaks no line is a space to who sees the page.
    block = re.sub("(?<!/>)(?<!p>)(?<!quote>)\n", " ", block)
    # A line stays a line, and every character is there but the white space around lines.
    lines = [line.strip() for line in "".join(Seen(block).text).split("\n") if line.strip()]
    assert lines == [line.strip() for line in quote.split("\n") if line.strip()]
    assert squeezed("".join(seen.text)).count(squeezed(quote)) >= 3


def test_addresses_are_text_in_markdown():
    assert escape_line("http://a.b 와 www.a.b") == "http\\://a.b 와 www\\.a.b"
    assert escape_line("2024. 3. 1. 시행") == "2024\\. 3. 1. 시행"
    assert escape_line("  들여쓰기") == "&#32; 들여쓰기"


@given(st.text(max_size=60))
def test_any_text_reads_back_from_html(text):
    said = clean(text)
    page = render_html_report(Outline("제목", "ko", "", (Paragraph(said),)))
    body = page[page.index('<p class="note">') : page.index("</main>")]
    assert "".join(Seen(body).text).strip() == said.strip()


def opened(data):
    return docx.Document(io.BytesIO(data))


def test_docx_opens_elsewhere_with_headings_tables_and_links(hostile_report):
    data = export_answers(hostile_report, ".docx", "ko")
    document = opened(data)
    names = [paragraph.style.name for paragraph in document.paragraphs]
    assert names.count("Title") == 1 and names.count("Heading 1") == 4
    assert names.count("Heading 3") == len(HOSTILE)
    # One for the question, one a citation, one a document, one for how it was made.
    assert len(document.tables) == 2 + 2 * len(HOSTILE)
    quotes = [p.text for p in document.paragraphs if p.style.name == "Quote"]
    quoted = [quote for quote in quotes if squeezed(quote) != "본문이다."]
    assert quoted == [clean(bad) for bad in HOSTILE]
    assert document.core_properties.title == "근거 보고서"
    assert document.core_properties.created.isoformat().startswith("2024-05-02T")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode("utf-8")
        for name in archive.namelist():
            xml.dom.minidom.parseString(archive.read(name))
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert "맑은 고딕" in archive.read("word/styles.xml").decode("utf-8")
        assert "http://evil" not in archive.read("word/_rels/document.xml.rels").decode("utf-8")
    bookmarks = set(re.findall('<w:bookmarkStart w:id="[0-9]+" w:name="([^"]*)"', body))
    assert set(re.findall('w:anchor="([^"]*)"', body)) <= bookmarks
    assert len(bookmarks) == 2 * len(HOSTILE)


@pytest.fixture
def tiny_report(tmp_path):
    shelf = Shelf(tmp_path)
    hit = shelf.hold("plan.txt", date="2024-03")
    asked = Asked(make_answer([shelf.cite(hit)], [hit]), "2024-05-01T00:00:00+00:00")
    return build_report(shelf, [asked], PROVENANCE)


@pytest.mark.parametrize("suffix", FORMATS)
def test_our_own_readers_read_the_reports(tiny_report, tmp_path, suffix):
    path = tmp_path / f"보고서{suffix}"
    path.write_bytes(export_answers(tiny_report, suffix, "ko"))
    document = read_document(path, path.name)
    said = squeezed(document.text.replace("\\", ""))
    for words in (
        "하늘시 예싼은 얼마인가요?", "하늘시 예산은 5,700억 원이다.", "[1] 하늘시 계획", "plan.txt (D1)",
        tiny_report.documents[0].sha256, "근거로 쓰이지 않았습니다", "sha256sum",
    ):  # fmt: skip
        assert squeezed(words) in said, words
    if suffix == ".docx":
        headings = [document.text[m.start : m.end] for m in document.marks if m.kind == "heading"]
        assert [h for h in headings if h in ("질문", "답변", "근거", "문서")] == [
            "질문", "답변", "근거", "문서",
        ]  # fmt: skip
        tables = [document.text[g.start : g.end] for g in document.grids]
        assert len(tables) == 5 and "파일\tplan.txt (D1)" in tables[1]


@pytest.mark.slow
def test_docx_opens_in_libreoffice(hostile_report, tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(export_answers(hostile_report, ".docx", "ko"))
    printed = convert(path, "txt:Text (encoded):UTF8", tmp_path)
    said = squeezed(printed.read_text("utf-8-sig"))
    for bad in HOSTILE:
        assert squeezed(clean(bad)) in said
    assert "다시확인하는방법" in said


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_very_long_quote_is_whole(tmp_path, suffix):
    shelf = Shelf(tmp_path)
    citation = shelf.cite(shelf.hold("long.txt", LONG.strip()))
    report = build_report(shelf, [Asked(make_answer([citation]))], PROVENANCE)
    data = export_answers(report, suffix, "ko")
    if suffix == ".docx":
        quotes = [p.text for p in opened(data).paragraphs if p.style.name == "Quote"]
        assert quotes == [LONG.strip()]
    else:
        assert data.decode("utf-8").count(LONG.strip()) == 2
