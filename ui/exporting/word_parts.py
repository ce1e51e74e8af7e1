"""The parts of a DOCX file that are the same in every report, and its frame.

Source: ECMA-376, Office Open XML, part 1 (WordprocessingML) and part 2 (packaging).
"""

from __future__ import annotations

from ui.exporting.style import on_paper
from ui.messages import Lang

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FONT = "맑은 고딕"
_LANGUAGES: dict[Lang, str] = {"ko": "ko-KR", "en": "en-US"}
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_TYPE}.numbering+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_TYPE}.fontTable+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_TYPE}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_PACKAGE_LINKS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT_LINKS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (
                ("styles", "styles.xml"),
                ("numbering", "numbering.xml"),
                ("fontTable", "fontTable.xml"),
                ("footer", "footer1.xml"),
            ),
            start=1,
        )
    )
    + "</Relationships>"
)
# What stands in for the font where it is not installed.
_FONTS = (
    f'{_HEAD}<w:fonts xmlns:w="{_MAIN}"><w:font w:name="{_FONT}">'
    '<w:altName w:val="Malgun Gothic,Apple SD Gothic Neo,Noto Sans CJK KR,Noto Sans KR"/>'
    '<w:panose1 w:val="020B0503020000020004"/><w:charset w:val="81"/><w:family w:val="swiss"/>'
    '<w:pitch w:val="variable"/></w:font></w:fonts>'
)
_LEVEL = (
    '<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="400" w:hanging="400"/></w:pPr></w:lvl>'
    "</w:abstractNum>"
)
_NUMBERING = (
    f'{_HEAD}<w:numbering xmlns:w="{_MAIN}">'
    + _LEVEL.format(n=0, kind="bullet", text="•")
    + _LEVEL.format(n=1, kind="decimal", text="%1.")
    + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
_PAGE_FIELDS = " / ".join(
    f'</w:t></w:r><w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve">'
    for name in ("PAGE", "NUMPAGES")
)
_FOOTER = (
    f'{_HEAD}<w:ftr xmlns:w="{_MAIN}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    f'<w:r><w:t xml:space="preserve">{_PAGE_FIELDS}</w:t></w:r></w:p></w:ftr>'
).replace('<w:r><w:t xml:space="preserve"></w:t></w:r>', "")


def fixed_parts(lang: Lang) -> dict[str, str]:
    """Return the parts that say nothing of the report, by name; the first comes first."""
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _PACKAGE_LINKS,
        "word/_rels/document.xml.rels": _DOCUMENT_LINKS,
        "word/styles.xml": _styles(lang),
        "word/numbering.xml": _NUMBERING,
        "word/fontTable.xml": _FONTS,
        "word/footer1.xml": _FOOTER,
    }


def document(body: str) -> str:
    """Return the main part around paragraphs and tables: A4, margins of 20 mm."""
    return (
        f'{_HEAD}<w:document xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"><w:body>{body}'
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
        'w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
        "</w:body></w:document>"
    )


def core(title: str, made_at: str, lang: Lang) -> str:
    """Return the properties: title (escaped), language, and when it was made (ISO 8601)."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>Geungeo</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made_at}</dcterms:created>'
        f"<dc:language>{_LANGUAGES[lang]}</dc:language></cp:coreProperties>"
    )


def _style(
    name: str,
    shown: str,
    paragraph: str = "",
    run: str = "",
    *,
    based_on: str = "Normal",
    following: str = "",
) -> str:
    following = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="{based_on}"/>{following}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _size(half_points: int, *, bold: bool = False, colour: str = "") -> str:
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )


def _heading(level: int, size: int, before: int, above: str = "") -> str:
    paragraph = (
        f"<w:keepNext/><w:keepLines/>{above}{_spacing(before, 80)}"
        f'<w:outlineLvl w:val="{level - 1}"/>'
    )
    run = _size(size, bold=True, colour=on_paper("ink"))
    return _style(f"Heading{level}", f"heading {level}", paragraph, run, following="Normal")


def _styles(lang: Lang) -> str:
    line = '<w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{colour}"/>'
    rule = line.format(side="top", width=8, space=8, colour=on_paper("line"))
    bar = line.format(side="left", width=18, space=8, colour="8FB3D6")
    between = line.format(side="insideH", width=4, space=0, colour=on_paper("line"))
    soft = _size(19, colour=on_paper("soft"))
    indent = '<w:ind w:left="240"/>'
    styles = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" '
        f'w:eastAsia="{_FONT}" w:cs="{_FONT}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{_LANGUAGES[lang]}" w:eastAsia="ko-KR"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr>"
        '<w:spacing w:after="80" w:line="300" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        # Korean sets no gap between a figure and its unit.
        '<w:qFormat/><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:style>',
        _style("Title", "Title", _spacing(0, 120), _size(36, bold=True), following="Normal"),
        _heading(1, 27, 480, f"<w:pBdr>{rule}</w:pBdr>"),
        _heading(2, 23, 280),
        _heading(3, 21, 240),
        _style("Question", "Question", _spacing(60, 120), _size(25, bold=True)),
        _style("Note", "Note", "", soft),
        _style(
            "Warning",
            "Warning",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{on_paper("bad-bg")}"/>',
            _size(20, bold=True, colour=on_paper("bad")),
        ),
        _style(
            "Quote",
            "Quote",
            f'<w:pBdr>{bar}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F5F7FA"/>'
            f"{_spacing(60, 120)}{indent}",
        ),
        _style("ListBullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        _style("ListNumber", "List Number", '<w:numPr><w:numId w:val="2"/></w:numPr>', _size(19)),
        _style("Fact", "Fact", _spacing(20, 20), _size(18)),
        _style("FactLabel", "Fact Label", "", _size(18, colour=on_paper("soft")), based_on="Fact"),
        _style("Gap", "Gap", '<w:spacing w:before="0" w:after="0" w:line="120"/>', _size(8)),
        _style("Footer", "footer", '<w:jc w:val="center"/>', _size(17, colour=on_paper("soft"))),
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        f'<w:rPr><w:color w:val="{on_paper("accent")}"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        "</w:style>"
        '<w:style w:type="table" w:styleId="Facts"><w:name w:val="Facts"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"<w:tblBorders>{between}</w:tblBorders></w:tblPr></w:style>",
    )
    return f'{_HEAD}<w:styles xmlns:w="{_MAIN}">{"".join(styles)}</w:styles>'
