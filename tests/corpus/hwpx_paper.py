"""HWPX packages written by hand: small, whole, and the same bytes on every run.

    paper = HwpxPaper("제목", author="홍길동")
    paper.header("머리말")
    paper.heading("개요", 1)
    paper.paragraph("본문", Footnote("주"), "이다.")
    paper.item("글머리표", 1)
    paper.item("번호", 1, numbered=True)
    paper.table([["가", "나"], ["1", "2"]], header_rows=1, caption="표 1. 값")
    Path("a.hwpx").write_bytes(paper.build())

Source: KS X 6101 (OWPML): the package, `head` and `sec`.
"""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'
_HANCOM = "http://www.hancom.co.kr"
# Hancom's own program refuses a part that lacks any of these.
NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in (
        ("ha", f"{_HANCOM}/hwpml/2011/app"),
        ("hp", f"{_HANCOM}/hwpml/2011/paragraph"),
        ("hp10", f"{_HANCOM}/hwpml/2016/paragraph"),
        ("hs", f"{_HANCOM}/hwpml/2011/section"),
        ("hc", f"{_HANCOM}/hwpml/2011/core"),
        ("hh", f"{_HANCOM}/hwpml/2011/head"),
        ("hhs", f"{_HANCOM}/hwpml/2011/history"),
        ("hm", f"{_HANCOM}/hwpml/2011/master-page"),
        ("hpf", f"{_HANCOM}/schema/2011/hpf"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("opf", "http://www.idpf.org/2007/opf/"),
        ("ooxmlchart", f"{_HANCOM}/hwpml/2016/ooxmlchart"),
        ("hwpunitchar", f"{_HANCOM}/hwpml/2016/HwpUnitChar"),
        ("epub", "http://www.idpf.org/2007/ops"),
        ("config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"),
    )
)
# Paragraph shapes: body, then outline 1-7, numbers 1-3, bullets 1-3.
_BODY, _OUTLINE, _NUMBER, _BULLET = 0, 1, 8, 11
_SIGNS = "●○-"
_LIST = 2
_FORMS = ("DIGIT", "HANGUL_SYLLABLE", "CIRCLED_DIGIT")
_DAY = (2025, 1, 1, 0, 0, 0)
_WIDTH = 42_520
_MARGINS = (
    'header="4252" footer="4252" gutter="0" left="8504" right="8504" top="5668" bottom="4252"'
)
# What a section has that says nothing of itself.
_PROPERTIES = (
    '<hp:startNum pageStartsOn="BOTH" page="0" pic="0" tbl="0" equation="0"/>'
    '<hp:visibility hideFirstHeader="0" hideFirstFooter="0" hideFirstMasterPage="0" '
    'border="SHOW_ALL" fill="SHOW_ALL" hideFirstPageNum="0" hideFirstEmptyLine="0" '
    'showLineNumber="0"/>'
)
# The text area of A4 between these margins.
BODY_HEIGHT = 84_188 - 4_252 - 4_252 - 5_668 - 4_252


@dataclass(frozen=True)
class Raw:
    """OWPML as it stands, inside a run."""

    xml: str


@dataclass(frozen=True)
class Footnote:
    """A note that is called where it stands among the parts of a paragraph."""

    text: str
    number: int | None = None
    kind: str = "footNote"


class HwpxPaper:
    """A document; every method adds to its end. `part` arguments are text or `Raw`."""

    def __init__(self, title="", author="", **facts):
        self.title, self.author, self.facts = title, author, facts
        self.sections = [[]]
        self.properties = [""]
        self.parts = {}
        self.outline_heads = ("^1.", "^2.", "^3)", "^4)", "(^5)", "(^6)", "^7")
        self._notes = {"footNote": 0, "endNote": 0}
        self._ids = 0
        self._before = []

    def section(self, properties=""):
        """Begin another section; `properties` is OWPML inside its `secPr`."""
        self.sections.append([])
        self.properties.append(properties)
        return self

    def heading(self, text, level=1, **how):
        return self._add((text,), _OUTLINE + level - 1, level, **how)

    def paragraph(self, *parts, **how):
        """`top`, `height`: where its one line stands; `lines`: (textpos, top, height) of each."""
        return self._add(parts, _BODY, 0, **how)

    def item(self, text, level=1, numbered=False, style=0, **how):
        return self._add((text,), (_NUMBER if numbered else _BULLET) + level - 1, style, **how)

    def header(self, *parts):
        return self._margin("header", parts)

    def footer(self, *parts):
        return self._margin("footer", parts)

    def table(self, rows, *, spans=None, header_rows=0, caption="", side="TOP", **how):
        """`rows` of texts or lists of paragraphs' XML; None where a span covers the place.

        `spans` are {(row, column): (rows, columns)}.
        """
        xml = self.table_xml(rows, spans or {}, header_rows, caption, side)
        return self._add((Raw(xml),), _BODY, 0, **how)

    def table_xml(self, rows, spans=(), header_rows=0, caption="", side="TOP", height=1000):
        spans = dict(spans)
        wide = max(map(len, rows))
        lines = []
        for at, row in enumerate(rows):
            cells = []
            for column, text in enumerate(row):
                if text is None:
                    continue
                down, right = spans.get((at, column), (1, 1))
                inner = text.xml if isinstance(text, Raw) else self.paragraph_xml((text,))
                cells.append(
                    f'<hp:tc name="" header="{int(at < header_rows)}" hasMargin="0" protect="0" '
                    f'editable="0" dirty="0" borderFillIDRef="1">{_sub_list(inner)}'
                    f'<hp:cellAddr colAddr="{column}" rowAddr="{at}"/>'
                    f'<hp:cellSpan colSpan="{right}" rowSpan="{down}"/>'
                    f'<hp:cellSz width="{_WIDTH // wide * right}" height="{height * down}"/>'
                    '<hp:cellMargin left="141" right="141" top="141" bottom="141"/></hp:tc>'
                )
            lines.append(f"<hp:tr>{''.join(cells)}</hp:tr>")
        told = ""
        if caption:
            told = (
                f'<hp:caption side="{side}" fullSz="0" width="8504" gap="850" '
                f'lastWidth="{_WIDTH}">{_sub_list(self.paragraph_xml((caption,)))}</hp:caption>'
            )
        return (
            f'<hp:tbl id="{self._id()}" zOrder="0" numberingType="TABLE" '
            'textWrap="TOP_AND_BOTTOM" textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" '
            f'pageBreak="CELL" repeatHeader="1" rowCnt="{len(rows)}" colCnt="{wide}" '
            'cellSpacing="0" borderFillIDRef="1" noAdjust="0">'
            f'<hp:sz width="{_WIDTH}" widthRelTo="ABSOLUTE" height="{height * len(rows)}" '
            'heightRelTo="ABSOLUTE" protect="0"/><hp:pos treatAsChar="0" affectLSpacing="0" '
            'flowWithText="1" allowOverlap="0" holdAnchorAndSO="0" vertRelTo="PARA" '
            'horzRelTo="COLUMN" vertAlign="TOP" horzAlign="LEFT" vertOffset="0" '
            'horzOffset="0"/><hp:outMargin left="283" right="283" top="283" bottom="283"/>'
            f'{told}<hp:inMargin left="141" right="141" top="141" bottom="141"/>'
            f"{''.join(lines)}</hp:tbl>"
        )

    def box_xml(self, inner, name="rect", caption="", comment="", more=""):
        """A drawn object that holds paragraphs; `inner` is their XML."""
        drawn = f'<hp:drawText lastWidth="9000">{_sub_list(inner)}</hp:drawText>' if inner else ""
        told = f'<hp:caption side="BOTTOM">{_sub_list(caption)}</hp:caption>' if caption else ""
        said = f"<hp:shapeComment>{escape(comment)}</hp:shapeComment>" if comment else ""
        return f'<hp:{name} id="{self._id()}">{more}{drawn}{told}{said}</hp:{name}>'

    def raw(self, xml):
        """Add a paragraph's XML as it stands."""
        self.sections[-1].append(xml)
        return self

    def paragraph_xml(self, parts, shape=_BODY, style=0, lines="", first=""):
        runs = "".join(map(self._part, parts))
        return (
            f'<hp:p id="{self._id()}" paraPrIDRef="{shape}" styleIDRef="{style}" '
            f'pageBreak="0" columnBreak="0" merged="0">{first}<hp:run charPrIDRef="0">'
            f"{runs}</hp:run>{lines}</hp:p>"
        )

    def build(self, replace=None, drop=()):
        """Return the file; `replace` are parts by name, `drop` the names of those left out."""
        parts = {
            "version.xml": f'{HEAD}<hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/'
            'version" tagetApplication="WORDPROCESSOR" major="5" minor="1" micro="0" '
            'buildNumber="1" os="1" xmlVersion="1.4" application="Geungeo tests" '
            'appVersion="1"/>',
            "META-INF/container.xml": f'{HEAD}<ocf:container xmlns:ocf="urn:oasis:names:tc:'
            'opendocument:xmlns:container"><ocf:rootfiles><ocf:rootfile full-path="Contents/'
            'content.hpf" media-type="application/hwpml-package+xml"/></ocf:rootfiles>'
            "</ocf:container>",
            "Preview/PrvText.txt": "",
            "Contents/content.hpf": self._package(),
            "Contents/header.xml": self._header(),
        }
        for number, paragraphs in enumerate(self.sections):
            body = "".join(paragraphs) or self.paragraph_xml(("",))
            parts[f"Contents/section{number}.xml"] = (
                f"{HEAD}<hs:sec {NAMES}>{self._with_section(body, number)}</hs:sec>"
            )
        parts.update(self.parts)
        parts.update(replace or {})
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(zipfile.ZipInfo("mimetype", _DAY), "application/hwp+zip")
            for name, text in parts.items():
                if name not in drop:
                    archive.writestr(
                        zipfile.ZipInfo(name, _DAY), text, compress_type=zipfile.ZIP_DEFLATED
                    )
        return out.getvalue()

    def _add(self, parts, shape, style, *, top=None, height=1000, lines=(), page_break=False):
        if top is not None:
            lines = ((0, top, height),)
        segments = "".join(
            f'<hp:lineseg textpos="{at}" vertpos="{y}" vertsize="{size}" textheight="{size}" '
            f'baseline="{size}" spacing="600" horzpos="0" horzsize="{_WIDTH}" flags="393216"/>'
            for at, y, size in lines
        )
        laid = f"<hp:linesegarray>{segments}</hp:linesegarray>" if lines else ""
        controls = "".join(part.xml for part in self._before)
        self._before = []
        # The section's properties go into this run as well.
        first = f'<hp:run charPrIDRef="0">{controls}</hp:run>' if controls else ""
        xml = self.paragraph_xml(parts, shape, style, lines=laid, first=first)
        if page_break:
            xml = xml.replace('pageBreak="0"', 'pageBreak="1"', 1)
        return self.raw(xml)

    def _margin(self, name, parts):
        inner = _sub_list(self.paragraph_xml(parts))
        xml = f'<hp:{name} id="{self._id()}" applyPageType="BOTH">{inner}</hp:{name}>'
        self._before.append(Raw(f"<hp:ctrl>{xml}</hp:ctrl>"))
        return self

    def _part(self, part):
        if isinstance(part, Raw):
            return part.xml
        if isinstance(part, Footnote):
            return self._note(part)
        return f"<hp:t>{escape(part)}</hp:t>" if part else ""

    def _note(self, note):
        self._notes[note.kind] += 1
        number = self._notes[note.kind] if note.number is None else note.number
        auto = (
            f'<hp:ctrl><hp:autoNum num="{number}" numType="{note.kind.upper()}"/></hp:ctrl>'
            "<hp:t> </hp:t>"
        )
        inner = _sub_list(self.paragraph_xml((Raw(auto), note.text)))
        return (
            f'<hp:ctrl><hp:{note.kind} number="{number}" suffixChar="41" '
            f'instId="{self._id()}">{inner}</hp:{note.kind}></hp:ctrl>'
        )

    def _with_section(self, body, number):
        properties = (
            '<hp:secPr id="" textDirection="HORIZONTAL" spaceColumns="1134" tabStop="8000" '
            'outlineShapeIDRef="1" memoShapeIDRef="0" textVerticalWidthHead="0" '
            f'masterPageCnt="0">{self.properties[number] or _PROPERTIES}<hp:pagePr landscape="WIDELY" '
            f'width="59528" height="84188" gutterType="LEFT_ONLY"><hp:margin {_MARGINS}/>'
            "</hp:pagePr></hp:secPr>"
        )
        before, run, after = body.partition('<hp:run charPrIDRef="0">')
        return before + run + (properties if run else "") + after

    def _id(self):
        self._ids += 1
        return self._ids

    def _package(self):
        sections = [f"section{number}" for number in range(len(self.sections))]
        items = "".join(
            f'<opf:item id="{name}" href="Contents/{name}.xml" media-type="application/xml"/>'
            for name in ("header", *sections)
        )
        spine = "".join(f'<opf:itemref idref="{name}"/>' for name in ("header", *sections))
        facts = "".join(
            f'<opf:meta name={quoteattr(name)} content="text">{escape(value)}</opf:meta>'
            for name, value in {"creator": self.author, **self.facts}.items()
        )
        return (
            f'{HEAD}<opf:package xmlns:opf="http://www.idpf.org/2007/opf/" version="" id="">'
            f"<opf:metadata><opf:title>{escape(self.title)}</opf:title><opf:language>ko"
            f"</opf:language>{facts}</opf:metadata><opf:manifest>{items}</opf:manifest>"
            f"<opf:spine>{spine}</opf:spine></opf:package>"
        )

    def _header(self):
        shapes = [("NONE", 0, 0)]
        shapes += [("OUTLINE", 0, level) for level in range(7)]
        shapes += [("NUMBER", _LIST, level) for level in range(3)]
        shapes += [("BULLET", level + 1, 0) for level in range(3)]
        properties = "".join(
            f'<hh:paraPr id="{number}" tabPrIDRef="0" condense="0" fontLineHeight="0" '
            'snapToGrid="1" suppressLineNumbers="0" checked="0"><hh:align '
            f'horizontal="JUSTIFY" vertical="BASELINE"/><hh:heading type="{kind}" '
            f'idRef="{of}" level="{level}"/></hh:paraPr>'
            for number, (kind, of, level) in enumerate(shapes)
        )
        outline = [
            (sign, _FORMS[level % 2 if level < 6 else 2])
            for level, sign in enumerate(self.outline_heads)
        ]
        lists = zip(("^1.", "^2)", "^3"), _FORMS, strict=True)
        styles = "".join(
            f'<hh:style id="{number}" type="PARA" name="{name}" engName="{english}" '
            f'paraPrIDRef="{number}" charPrIDRef="0" nextStyleIDRef="{number}" langID="1042" '
            'lockForm="0"/>'
            for number, (name, english) in enumerate(
                [("바탕글", "Normal"), *((f"개요 {n}", f"Outline {n}") for n in range(1, 8))]
            )
        )
        bullets = "".join(
            f'<hh:bullet id="{number}" char="{sign}" useImage="0"><hh:paraHead level="0" '
            'align="LEFT" numFormat="DIGIT"/></hh:bullet>'
            for number, sign in enumerate(_SIGNS, 1)
        )
        return (
            f'{HEAD}<hh:head {NAMES} version="1.4" secCnt="{len(self.sections)}"><hh:beginNum '
            'page="1" footnote="1" endnote="1" pic="1" tbl="1" equation="1"/><hh:refList>'
            '<hh:borderFills itemCnt="1"><hh:borderFill id="1" threeD="0" shadow="0" '
            'centerLine="NONE" breakCellSeparateLine="0"/></hh:borderFills>'
            '<hh:charProperties itemCnt="1"><hh:charPr id="0" height="1000" '
            'textColor="#000000"/></hh:charProperties>'
            f'<hh:numberings itemCnt="2">{_numbering(1, outline)}{_numbering(_LIST, lists)}'
            f'</hh:numberings><hh:bullets itemCnt="3">{bullets}</hh:bullets>'
            f'<hh:paraProperties itemCnt="{len(shapes)}">{properties}</hh:paraProperties>'
            f'<hh:styles itemCnt="8">{styles}</hh:styles></hh:refList><hh:compatibleDocument '
            'targetProgram="HWP201X"><hh:layoutCompatibility/></hh:compatibleDocument></hh:head>'
        )


def _numbering(number, levels):
    heads = "".join(
        f'<hh:paraHead start="1" level="{level}" align="LEFT" useInstWidth="1" '
        f'autoIndent="1" numFormat="{form}" checkable="0">{sign}</hh:paraHead>'
        for level, (sign, form) in enumerate(levels, 1)
    )
    return f'<hh:numbering id="{number}" start="0">{heads}</hh:numbering>'


def _sub_list(inner):
    return (
        '<hp:subList id="" textDirection="HORIZONTAL" lineWrap="BREAK" vertAlign="TOP" '
        'linkListIDRef="0" linkListNextIDRef="0" textWidth="0" textHeight="0" hasTextRef="0" '
        f'hasNumRef="0">{inner}</hp:subList>'
    )
