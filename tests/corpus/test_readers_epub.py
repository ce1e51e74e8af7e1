"""Books: chapters in the order of the spine, facts, notes across chapters, locks."""

import pytest

from corpus import Limits, Loss, ReadError
from corpus.readers.reading import read_bytes
from tests.corpus.zip_files import zipped

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
    'full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
FACTS = (
    "<dc:title>한국 경제의 이해</dc:title><dc:title>둘째 제목</dc:title><dc:creator>김연구</dc:creator>"
    "<dc:creator>박기획</dc:creator><dc:date>2024-05-01</dc:date><dc:publisher>누리</dc:publisher>"
)


def chapter(body, head="<title/>"):
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head>{head}</head><body>{body}</body></html>'
    )


def package(manifest, spine, facts=FACTS, doctype=""):
    items = "".join(
        f'<item id="{name}" href="{href}" media-type="{kind}"/>' for name, href, kind in manifest
    )
    refs = "".join(f'<itemref idref="{name}"/>' for name in spine)
    return (
        f'<?xml version="1.0"?>{doctype}<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{facts}</metadata>'
        f"<manifest>{items}</manifest><spine>{refs}</spine></package>"
    )


XHTML = "application/xhtml+xml"


def book(*chapters, spine=None, **more):
    """A book whose chapters are (name, text)."""
    manifest = [(f"c{n}", name, XHTML) for n, (name, _) in enumerate(chapters)]
    spine = spine or [name for name, _, _ in manifest]
    opf = more.get("opf") or package(manifest, spine, doctype=more.get("doctype", ""))
    return zipped(
        ("mimetype", "application/epub+zip"),
        *more.get("extra", {}).items(),
        ("META-INF/container.xml", more.get("container", CONTAINER)),
        ("OEBPS/book.opf", opf),
        *((f"OEBPS/{name}", text) for name, text in chapters if text is not None),
    )


def read(data, **limits):
    return read_bytes(data, "a.epub", Limits(**limits))


def pages(document):
    return [document.text[page.start : page.end].strip("\n") for page in document.pages]


def test_chapters_are_pages_in_the_order_of_the_spine():
    data = book(
        ("하나.xhtml", chapter("<h1>1장</h1><p>금리<br/>이다.</p><a id='x'/><p>끝.</p>")),
        (
            "둘.xhtml",
            chapter(
                "<h1>2장</h1><table><tr><th>가</th><th>나</th></tr><tr><td>1</td><td>2</td></tr></table>"
            ),
        ),
        ("nav.xhtml", chapter("<nav epub:type='toc'><ol><li><a href='a'>1장</a></li></ol></nav>")),
        spine=["c1", "c0", "c2"],
    )
    document = read(data)
    assert pages(document) == ["2장\n가\t나\n1\t2", "1장\n금리\n이다.\n끝."]
    assert (document.format, document.title) == ("epub", "한국 경제의 이해")
    assert dict(document.metadata) == {
        "author": "김연구, 박기획",
        "date": "2024-05-01",
        "publisher": "누리",
    }
    assert [page.label for page in document.pages] == [None, None]
    assert len(document.grids) == 1 and document.losses == ()


def test_notes_in_a_chapter_of_their_own():
    data = book(
        ("1.xhtml", chapter("<p>첫째<a epub:type='noteref' href='notes.xhtml#n1'>1</a> 글.</p>")),
        ("2.xhtml", chapter("<p>둘째<sup><a id='r' href='../OEBPS/notes.xhtml#n2'>1</a></sup> 글.</p>")),
        ("notes.xhtml", chapter(
            "<h1>미주</h1><aside id='n1' epub:type='endnote'><p>1. 한국은행</p></aside>"
            "<p id='n2'><a href='2.xhtml#r'>1</a> 통계청</p>"
        )),
    )  # fmt: skip
    document = read(data)
    assert pages(document) == ["첫째¹⁾ 글.\n1) 한국은행", "둘째¹⁾ 글.\n1) 통계청", "미주"]
    assert [document.text[m.start : m.end] for m in document.marks if m.kind == "footnote"] == [
        "1) 한국은행",
        "1) 통계청",
    ]


def test_printed_pages_and_their_labels():
    nav = chapter(
        "<nav epub:type='toc'><ol><li><a href='1.xhtml#s'>1장</a></li></ol></nav>"
        "<nav epub:type='page-list'><ol><li><a href='1.xhtml#p3'>iii</a></li>"
        "<li><a href='1.xhtml#p4'>4</a></li><li><a href='1.xhtml#p5'>5</a></li>"
        "<li><a href='2.xhtml#p6'>6</a></li></ol></nav>"
    )
    opf = package([("a", "1.xhtml", XHTML), ("b", "2.xhtml", XHTML)], ["a", "b"]).replace(
        "<manifest>",
        f'<manifest><item id="n" href="nav.xhtml" properties="nav" media-type="{XHTML}"/>',
    )
    data = book(
        ("nav.xhtml", nav),
        ("1.xhtml", chapter(
            "<h1>1장</h1><div id='p3'/><p>앞의 <span id='p4' epub:type='pagebreak'>4</span> 뒤이다.</p>"
            "<table><tr><th>가</th><th>나</th></tr><tr><td>1<span epub:type='pagebreak' title='x'/></td><td>2</td></tr></table>"
            "<hr epub:type='pagebreak' id='p5'/>"
        )),
        ("2.xhtml", chapter("<p>다섯째</p><p id='p6'>여섯째</p><span role='doc-pagebreak' aria-label='7'/>")),
        opf=opf,
    )  # fmt: skip
    document = read(data)
    assert [
        (page.label, text) for page, text in zip(document.pages, pages(document), strict=True)
    ] == [
        (None, "1장"),
        ("iii", "앞의 "),
        ("4", "뒤이다.\n가\t나\n1\t2"),
        ("5", "다섯째"),
        ("6", "여섯째"),
    ]


def test_names_that_are_quoted_or_of_another_case():
    opf = package([("a", "%EC%9E%A5%201.xhtml", XHTML), ("b", "TWO.xhtml#top", XHTML)], ["a", "b"])
    data = book(
        ("장 1.xhtml", chapter("<p>하나</p>")), ("two.xhtml", chapter("<p>둘</p>")), opf=opf
    )
    assert pages(read(data)) == ["하나", "둘"]


def test_what_is_missing_is_counted():
    data = book(
        ("1.xhtml", chapter("<p>하나</p>")),
        ("2.xhtml", None),
        ("3.xhtml", chapter("<img src='a'/>")),
    )
    document = read(data)
    assert document.text == "하나"
    assert set(document.losses) == {Loss("parts-damaged"), Loss("images-not-read")}


def test_old_books_have_a_document_type():
    doctype = '<!DOCTYPE package PUBLIC "+//ISBN//DTD OEB Package//EN" "http://x/oeb.dtd">'
    assert read(book(("1.xhtml", chapter("<p>하나</p>")), doctype=doctype)).text == "하나"
    with pytest.raises(ReadError, match="xml-forbidden"):
        read(book(("1.xhtml", chapter("<p>하나</p>")), doctype='<!DOCTYPE p [<!ENTITY x "y">]>'))


def encryption(algorithm):
    return {
        "META-INF/encryption.xml": '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        f'<enc:EncryptionMethod Algorithm="{algorithm}"/></enc:EncryptedData></encryption>'
    }


def test_locked_books():
    one = ("1.xhtml", chapter("<p>하나</p>"))
    fonts = encryption("http://www.idpf.org/2008/embedding")
    assert read(book(one, extra=fonts)).text == "하나"
    with pytest.raises(ReadError, match="file-encrypted"):
        read(book(one, extra=encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc")))


def test_books_that_are_none():
    empty = package([], [])
    cases = {
        "file-blank": book(opf=empty),
        "file-damaged": book(("1.xhtml", None)),
        "file-without-text": book(("1.xhtml", chapter("<img src='a'/>"))),
        "file-too-many-pages": book(*((f"{n}.xhtml", chapter("<p>x</p>")) for n in range(4))),
        "archive-too-large": book(("1.xhtml", chapter("<p>x</p>" + " " * 30_000_000))),
    }
    for code, data in cases.items():
        with pytest.raises(ReadError) as caught:
            read(data, max_pages=3)
        assert caught.value.code == code
    assert read(book(("1.xhtml", chapter("<p>하나</p>")), container="<container/>")).text == "하나"
