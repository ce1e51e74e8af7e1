"""HWPX: packages in another order or another dialect, damaged, locked or hostile."""

import time
import zipfile
from io import BytesIO

import pytest

from corpus import Loss, ReadError
from corpus.readers.reading import read_bytes
from tests.corpus.hwpx_files import LIMITS, code, read, rewrite
from tests.corpus.hwpx_paper import HEAD, NAMES, Footnote, HwpxPaper, Raw


def test_sections_stand_in_the_order_of_the_spine():
    paper = HwpxPaper("차례").paragraph("하나").section().paragraph("둘")
    spine = paper.build()
    swapped = rewrite(spine, "Contents/content.hpf", lambda text: text.replace(
        '<opf:itemref idref="section0"/><opf:itemref idref="section1"/>',
        '<opf:itemref idref="section1"/><opf:itemref idref="section0"/>'))  # fmt: skip
    assert read_bytes(spine, "a.hwpx", LIMITS).text == "하나\n둘"
    assert read_bytes(swapped, "a.hwpx", LIMITS).text == "둘\n하나"


def test_other_namespaces_other_hrefs_and_no_manifest():
    paper = HwpxPaper().paragraph("하나").section().paragraph("둘")
    data = paper.build()
    for name in ("Contents/section0.xml", "Contents/section1.xml", "Contents/header.xml"):
        data = rewrite(data, name, lambda text: text.replace(
            "http://www.hancom.co.kr/hwpml/2011/", "http://www.owpml.org/owpml/2024/"))  # fmt: skip
    assert read_bytes(data, "a.hwpx", LIMITS).text == "하나\n둘"
    beside = rewrite(data, "Contents/content.hpf", lambda text: text.replace("Contents/", ""))
    assert read_bytes(beside, "a.hwpx", LIMITS).text == "하나\n둘"
    dropped = paper.build(drop=("Contents/content.hpf", "META-INF/container.xml"))
    assert read_bytes(dropped, "a.hwpx", LIMITS).text == "하나\n둘"
    headless = paper.build(drop=("Contents/header.xml",))
    assert read_bytes(headless, "a.hwpx", LIMITS).text == "하나\n둘"


def test_undeclared_prefixes_hide_nothing():
    paper = HwpxPaper().paragraph("하나")
    data = rewrite(paper.build(), "Contents/section0.xml", lambda text: text.replace(NAMES, ""))
    assert read_bytes(data, "a.hwpx", LIMITS).text == "하나"


def test_a_damaged_section_does_not_cost_the_others():
    paper = HwpxPaper().paragraph("하나").section().paragraph("둘").section().paragraph("셋")
    broken = paper.build(replace={"Contents/section1.xml": b"\x00\xff no XML"})
    document = read_bytes(broken, "a.hwpx", LIMITS)
    assert document.text == "하나\n셋" and document.losses == (Loss("parts-damaged"),)
    cut = rewrite(paper.build(), "Contents/section1.xml", lambda text: text[: text.index("</hs:")])
    document = read_bytes(cut, "a.hwpx", LIMITS)
    assert document.text == "하나\n둘\n셋" and document.losses == (Loss("parts-damaged"),)
    names = [f"Contents/section{number}.xml" for number in range(3)]
    with pytest.raises(ReadError) as error:
        read(paper, replace=dict.fromkeys(names, b"no XML"))
    assert code(error) == "file-damaged"
    with pytest.raises(ReadError) as error:
        read(paper, drop=(*names, "Contents/content.hpf"))
    assert code(error) == "file-damaged"


def test_a_password_is_said():
    manifest = (
        f'{HEAD}<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<odf:file-entry full-path="Contents/section0.xml" media-type="application/xml">'
        '<odf:encryption-data checksum-type="SHA1"><odf:algorithm algorithm-name="AES"/>'
        "</odf:encryption-data></odf:file-entry></odf:manifest>"
    )
    with pytest.raises(ReadError) as error:
        read(HwpxPaper().paragraph("비밀"), replace={"META-INF/manifest.xml": manifest})
    assert code(error) == "file-encrypted"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
LAUGHS = ENTITIES + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">'
    for before, name in zip("bcdefghi", "cdefghij", strict=True)
)


@pytest.mark.parametrize("part", ["Contents/section0.xml", "Contents/header.xml",
                                  "Contents/content.hpf", "META-INF/container.xml"])  # fmt: skip
@pytest.mark.parametrize(
    "doctype", [f"{LAUGHS}]>", '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>']
)
def test_entities_are_refused_wherever_they_stand(part, doctype):
    data = rewrite(HwpxPaper().paragraph("글 XYZ").build(), part, lambda text: text.replace(
        HEAD, HEAD + doctype).replace("XYZ", "&j;"))  # fmt: skip
    started = time.perf_counter()
    with pytest.raises(ReadError) as error:
        read_bytes(data, "a.hwpx", LIMITS)
    assert code(error) == "xml-forbidden"
    assert time.perf_counter() - started < 1


def test_bombs_are_refused():
    bomb = HwpxPaper().paragraph("글").build(replace={"Contents/section0.xml": b" " * 500_000_000})
    assert len(bomb) < 1_000_000
    started = time.perf_counter()
    with pytest.raises(ReadError) as error:
        read_bytes(bomb, "a.hwpx", LIMITS)
    assert code(error) == "archive-too-large"
    assert time.perf_counter() - started < 5


def test_lying_sizes_cost_nothing():
    data = bytearray(HwpxPaper().paragraph("글 " * 5000).build())
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sizes = archive.getinfo("Contents/section0.xml").file_size.to_bytes(4, "little")
    while (at := data.find(sizes)) >= 0:
        data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(ReadError) as error:
        read_bytes(bytes(data), "a.hwpx", LIMITS)
    assert code(error) == "file-damaged"


def test_pictures_alone_are_no_blank_file():
    paper = HwpxPaper()
    paper.paragraph(Raw(paper.box_xml("", name="pic")))
    with pytest.raises(ReadError) as error:
        read(paper)
    assert code(error) == "file-without-text"
    with pytest.raises(ReadError) as error:
        read(HwpxPaper().paragraph(""))
    assert code(error) == "file-blank"


@pytest.mark.parametrize(
    "change",
    [
        ('colAddr="0" rowAddr="0"', 'colAddr="99999999" rowAddr="99999999"'),
        ('colSpan="1" rowSpan="1"', 'colSpan="2000000000" rowSpan="2000000000"'),
        ('colAddr="1"', 'colAddr="-5"'),
        ('colAddr="1"', 'colAddr="0"'),
        ('height="1000"', 'height="4294967295000"'),
    ],
)
def test_absurd_tables_cost_no_time(change):
    paper = HwpxPaper().table([["가", "나"], ["1", "2"]]).paragraph("끝", top=0)
    data = rewrite(paper.build(), "Contents/section0.xml", lambda text: text.replace(*change))
    started = time.perf_counter()
    document = read_bytes(data, "a.hwpx", LIMITS)
    assert "끝" in document.text
    assert time.perf_counter() - started < 2


def test_deep_nesting_is_cut_and_told():
    paper = HwpxPaper().paragraph("앞")
    deep = Raw(paper.paragraph_xml(("바닥",)))
    for _ in range(120):
        deep = Raw(paper.paragraph_xml((Raw(paper.table_xml([[deep]])),)))
    document = read(paper.raw(deep.xml))
    assert document.text.startswith("앞")
    assert Loss("parts-damaged") in document.losses


def test_reading_takes_linear_time():
    def measure(count):
        paper = HwpxPaper()
        for number in range(count):
            paper.paragraph(f"문단 {number} 글", Footnote("주"), top=number * 1600 % 60_000)
            paper.table([["가", "나"], ["1", "2"]])
        data = paper.build()
        # The processor's time: others on the machine take theirs.
        started = time.process_time()
        read_bytes(data, "a.hwpx", LIMITS)
        return time.process_time() - started

    measure(100)
    assert measure(2000) < 12 * measure(400)
