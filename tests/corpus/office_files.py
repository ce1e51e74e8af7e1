"""Office files put together by hand: XML parts in a ZIP, as the formats' standard has them."""

import zipfile
from io import BytesIO

from tests.corpus.zip_files import zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)


def changed(data, **parts):
    """Return a package with parts (`/` written `__`, `.` as `_dot_`) replaced or, by None, dropped."""
    names = {n.replace("__", "/").replace("_dot_", "."): v for n, v in parts.items()}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        held = {info.filename: archive.read(info) for info in archive.infolist()}
    held.update(names)
    return zipped(*((name, content) for name, content in held.items() if content is not None))


def relations(*targets):
    """Return a part of relations; each target is `(id, kind, part)`."""
    lines = "".join(f'<Relationship Id="{i}" Type="{R}/{k}" Target="{t}"/>' for i, k, t in targets)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def docx(body, relation=(), **parts):
    """Return a DOCX with this body; `parts` are `word/NAME.xml` by name, with their roots.

    `relation` names further relations of the document.
    """
    held = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("r0", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    }
    links = list(relation)
    for name, inner in parts.items():
        root = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes",
                "endnotes": "endnotes", "settings": "settings", "comments": "comments",
                "header1": "hdr", "footer1": "ftr"}[name]  # fmt: skip
        kind = name.rstrip("1")
        held[f"word/{name}.xml"] = f"<w:{root} {SPACES}>{inner}</w:{root}>"
        links.append((f"r_{name}", kind, f"{name}.xml"))
    held["word/_rels/document.xml.rels"] = relations(*links)
    return zipped(*held.items())


def run(text, extra=""):
    """Return a run; `extra` goes into its properties."""
    return f'<w:r><w:rPr>{extra}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs, style="", extra=""):
    """Return a paragraph of runs (plain strings become runs)."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{named}{extra}</w:pPr>{inner}</w:p>"


def cell(*content, span=0, merge="", extra=""):
    """Return a table cell; `merge` is a `vMerge` value."""
    inner = "".join(one if one.startswith("<") else para(one) for one in content) or para()
    wide = f'<w:gridSpan w:val="{span}"/>' if span else ""
    tall = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{wide}{tall}{extra}</w:tcPr>{inner}</w:tc>"


def row(*cells, extra=""):
    """Return a table row (plain strings become cells)."""
    inner = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{extra}</w:trPr>{inner}</w:tr>"


def table(*rows):
    """Return a table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def style(key, name, based="", extra="", run_extra=""):
    """Return a paragraph style."""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{on}'
        f"<w:pPr>{extra}</w:pPr><w:rPr>{run_extra}</w:rPr></w:style>"
    )


def level(number, text, form="decimal", start=1, font="", extra=""):
    """Return a level of a list."""
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/>{fonts}</w:lvl>'
    )


def listed(text, number_id, ilvl=0, style=""):
    """Return a paragraph of a list."""
    place = f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{number_id}"/></w:numPr>'
    return para(text, style=style, extra=place)
