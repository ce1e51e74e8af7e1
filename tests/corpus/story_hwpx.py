"""A story as HWPX: outline levels, numbering, header and footer, spans, captions, footnotes.

Source: KS X 6101 (OWPML): a ZIP with `Contents/header.xml` for what paragraphs refer to and
`Contents/section0.xml` for the text.
"""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from tests.corpus.story import REPORT, Box, Heading, Item, Table, Text, parts_of

_NAMES = " ".join(
    f'xmlns:{prefix}="http://www.hancom.co.kr/hwpml/2011/{name}"'
    for prefix, name in (
        ("ha", "app"),
        ("hp", "paragraph"),
        ("hs", "section"),
        ("hc", "core"),
        ("hh", "head"),
    )
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'
# Numberings: of the outline, of lists. Paragraph properties by what they are for.
_OUTLINE, _LIST = 1, 2
_BODY, _TITLE, _RIGHT = 0, 1, 2
_OUTLINES, _NUMBERS, _BULLETS = (3, 4, 5), (6, 7), (8, 9)
_CONTAINER = (
    f'{_HEAD}<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<ocf:rootfiles><ocf:rootfile full-path="Contents/content.hpf" '
    'media-type="application/hwpml-package+xml"/></ocf:rootfiles></ocf:container>'
)
_VERSION = (
    f'{_HEAD}<hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/version" '
    'tagetApplication="WORDPROCESSOR" major="5" minor="1" micro="0" buildNumber="1" os="1" '
    'xmlVersion="1.4" application="Geungeo tests" appVersion="1"/>'
)
# The same bytes on every run.
_DAY = (2025, 1, 1, 0, 0, 0)
_PAGE_WIDTH = 42520


def write_hwpx(story=REPORT, captions=True):
    """`captions`: as the tables' own captions, else as paragraphs above them."""
    parts = {
        "version.xml": _VERSION,
        "META-INF/container.xml": _CONTAINER,
        "Contents/content.hpf": _package(story),
        "Contents/header.xml": _header(story.numbered),
        "Contents/section0.xml": _Section(story, captions).write(),
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _DAY), "application/hwp+zip")
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _DAY)
            archive.writestr(info, text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _package(story):
    return (
        f'{_HEAD}<opf:package xmlns:opf="http://www.idpf.org/2007/opf/" version="" id="">'
        f"<opf:metadata><opf:title>{escape(story.title)}</opf:title><opf:language>ko"
        f'</opf:language><opf:meta name="creator" content="text">{escape(story.author)}'
        '</opf:meta></opf:metadata><opf:manifest><opf:item id="header" '
        'href="Contents/header.xml" media-type="application/xml"/><opf:item id="section0" '
        'href="Contents/section0.xml" media-type="application/xml"/></opf:manifest>'
        '<opf:spine><opf:itemref idref="header"/><opf:itemref idref="section0"/></opf:spine>'
        "</opf:package>"
    )


def _header(numbered):
    heads = ("^1.", "^2.", "^3.") if numbered else ("", "", "")
    outline = zip(heads, ("ROMAN_CAPITAL", "DIGIT", "HANGUL_SYLLABLE"), strict=True)
    lists = (("(^1)", "DIGIT"), ("^2", "CIRCLED_DIGIT"))
    properties = [
        _paragraph_property(_BODY, "NONE", 0, 0),
        _paragraph_property(_TITLE, "NONE", 0, 0, "CENTER"),
        _paragraph_property(_RIGHT, "NONE", 0, 0, "RIGHT"),
        *(_paragraph_property(at, "OUTLINE", 0, level) for level, at in enumerate(_OUTLINES)),
        *(_paragraph_property(at, "NUMBER", _LIST, level) for level, at in enumerate(_NUMBERS)),
        *(_paragraph_property(at, "BULLET", level + 1, level) for level, at in enumerate(_BULLETS)),
    ]
    bullets = "".join(
        f'<hh:bullet id="{number}" char="{sign}" useImage="0"><hh:paraHead level="0" '
        'align="LEFT" numFormat="DIGIT"/></hh:bullet>'
        for number, sign in ((1, "●"), (2, "-"))
    )
    styles = "".join(
        f'<hh:style id="{number}" type="PARA" name="{name}" engName="{english}" '
        f'paraPrIDRef="{properties_of}" charPrIDRef="0" nextStyleIDRef="0" langID="1042"/>'
        for number, (name, english, properties_of) in enumerate(
            (
                ("바탕글", "Normal", _BODY),
                *((f"개요 {n}", f"Outline {n}", at) for n, at in enumerate(_OUTLINES, 1)),
            )
        )
    )
    characters = "".join(
        f'<hh:charPr id="{number}" height="{height}" textColor="#000000"/>'
        for number, height in enumerate((1000, 1800))
    )
    return (
        f'{_HEAD}<hh:head {_NAMES} version="1.4" secCnt="1">'
        '<hh:beginNum page="1" footnote="1" endnote="1" pic="1" tbl="1" equation="1"/>'
        f'<hh:refList><hh:charProperties itemCnt="2">{characters}</hh:charProperties>'
        f'<hh:numberings itemCnt="2">{_numbering(_OUTLINE, outline)}{_numbering(_LIST, lists)}'
        f'</hh:numberings><hh:bullets itemCnt="2">{bullets}</hh:bullets>'
        f'<hh:paraProperties itemCnt="{len(properties)}">{"".join(properties)}'
        f'</hh:paraProperties><hh:styles itemCnt="4">{styles}</hh:styles></hh:refList></hh:head>'
    )


def _numbering(number, levels):
    heads = "".join(
        f'<hh:paraHead start="1" level="{level}" align="LEFT" useInstWidth="1" autoIndent="1" '
        f'numFormat="{form}" checkable="0">{sign}</hh:paraHead>'
        for level, (sign, form) in enumerate(levels, 1)
    )
    return f'<hh:numbering id="{number}" start="1">{heads}</hh:numbering>'


def _paragraph_property(number, kind, reference, level, align="JUSTIFY"):
    return (
        f'<hh:paraPr id="{number}" tabPrIDRef="0"><hh:align horizontal="{align}"/>'
        f'<hh:heading type="{kind}" idRef="{reference}" level="{level}"/></hh:paraPr>'
    )


def _paragraph(runs, properties=_BODY, style=0, character=0):
    return (
        f'<hp:p id="0" paraPrIDRef="{properties}" styleIDRef="{style}" pageBreak="0" '
        f'columnBreak="0" merged="0"><hp:run charPrIDRef="{character}">{runs}</hp:run></hp:p>'
    )


def _sub_list(paragraphs):
    return (
        f'<hp:subList id="" textDirection="HORIZONTAL" lineWrap="BREAK">{paragraphs}</hp:subList>'
    )


class _Section:
    """The text of a document as it is written."""

    def __init__(self, story, captions):
        self.story = story
        self.captions = captions

    def write(self):
        paragraphs = [_paragraph(self._opening())]
        boxed = any(isinstance(piece, Box) for piece in self.story.pieces)
        if not boxed:
            paragraphs.append(_paragraph(_words(self.story.title), _TITLE, character=1))
        for piece in self.story.pieces:
            paragraphs += self._write(piece)
        return f"{_HEAD}<hs:sec {_NAMES}>{''.join(paragraphs)}</hs:sec>"

    def _opening(self):
        """What Hancom's program keeps in the first paragraph: the page, header and footer."""
        number = (
            '<hp:ctrl><hp:autoNum num="1" numType="PAGE"><hp:autoNumFormat type="DIGIT"/>'
            "</hp:autoNum></hp:ctrl>"
        )
        return (
            f'<hp:secPr id="" textDirection="HORIZONTAL" outlineShapeIDRef="{_OUTLINE}">'
            '<hp:startNum pageStartsOn="BOTH" page="0" pic="0" tbl="0" equation="0"/>'
            '<hp:pagePr landscape="WIDELY" width="59528" height="84188"/>'
            '<hp:footNotePr><hp:autoNumFormat type="DIGIT" suffixChar=")" supscript="1"/>'
            "</hp:footNotePr></hp:secPr>"
            '<hp:ctrl><hp:header id="1" applyPageType="BOTH">'
            f"{_sub_list(_paragraph(_words(self.story.running)))}</hp:header></hp:ctrl>"
            '<hp:ctrl><hp:footer id="2" applyPageType="BOTH">'
            f"{_sub_list(_paragraph(_words('- ') + number + _words(' -')))}</hp:footer></hp:ctrl>"
        )

    def _write(self, piece):
        if isinstance(piece, Heading):
            return [_paragraph(self._called(piece.text), _OUTLINES[piece.level - 1], piece.level)]
        if isinstance(piece, Text):
            return [_paragraph(self._called(piece.text))]
        if isinstance(piece, Item):
            kind = _NUMBERS if piece.number else _BULLETS
            return [_paragraph(self._called(piece.text), kind[piece.level - 1])]
        if isinstance(piece, Box):
            return [_paragraph(self._box(piece))]
        return self._table_paragraphs(piece)

    def _called(self, text):
        out = []
        for number, part in enumerate(parts_of(text)):
            out.append(self._note(part) if number % 2 else _words(part))
        return "".join(out)

    def _note(self, number):
        sign = (
            f'<hp:ctrl><hp:autoNum num="{number}" numType="FOOTNOTE">'
            '<hp:autoNumFormat type="DIGIT" suffixChar=")" supscript="1"/></hp:autoNum></hp:ctrl>'
        )
        text = _words(" " + self.story.notes[number])
        return (
            f'<hp:ctrl><hp:footNote number="{number}" suffixChar="41" instId="{number}">'
            f"{_sub_list(_paragraph(sign + text))}</hp:footNote></hp:ctrl>"
        )

    def _table_paragraphs(self, table):
        lead = [_paragraph(_words(table.caption))] if table.caption else []
        if table.unit:
            lead.append(_paragraph(_words(f"(단위: {table.unit})"), _RIGHT))
        own = self.captions and bool(lead)
        caption = (
            f'<hp:caption side="TOP" fullSz="0" width="8504" gap="850">'
            f"{_sub_list(''.join(lead))}</hp:caption>"
            if own
            else ""
        )
        out = [] if own else lead
        out.append(_paragraph(self._grid(table, caption)))
        if table.source:
            out.append(_paragraph(_words(table.source)))
        return out

    def _grid(self, table: Table, caption=""):
        width = _PAGE_WIDTH // table.width
        rows = []
        for row in range(table.height):
            cells = "".join(
                f'<hp:tc name="" header="{int(row < table.header)}" hasMargin="0" protect="0">'
                f"{_sub_list(_paragraph(self._called(cell.text)))}"
                f'<hp:cellAddr colAddr="{cell.column}" rowAddr="{cell.row}"/>'
                f'<hp:cellSpan colSpan="{cell.columns}" rowSpan="{cell.rows}"/>'
                f'<hp:cellSz width="{width * cell.columns}" height="{1000 * cell.rows}"/></hp:tc>'
                for cell in table.row(row)
            )
            rows.append(f"<hp:tr>{cells}</hp:tr>")
        return (
            '<hp:tbl id="1" zOrder="0" numberingType="TABLE" textWrap="TOP_AND_BOTTOM" '
            f'pageBreak="CELL" repeatHeader="{int(table.header > 0)}" rowCnt="{table.height}" '
            f'colCnt="{table.width}" cellSpacing="0" borderFillIDRef="1">'
            f'<hp:sz width="{_PAGE_WIDTH}" height="{1000 * table.height}"/>'
            '<hp:pos treatAsChar="1" flowWithText="1" vertRelTo="PARA" horzRelTo="PARA"/>'
            f"{caption}{''.join(rows)}</hp:tbl><hp:t/>"
        )

    def _box(self, box):
        cells = Table("", "", "", 0, tuple(box.cells))
        return self._grid(cells)


def _words(text):
    return f"<hp:t>{escape(text)}</hp:t>"
