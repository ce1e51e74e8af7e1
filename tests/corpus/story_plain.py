"""The report of `story` as text, Markdown, HTML, mail and EPUB."""

import zipfile
from email.message import EmailMessage
from html import escape
from io import BytesIO

from tests.corpus.story import CALL, REPORT, Heading, Item, Table, Text

_CIRCLED = "①②③④⑤"


def write_text(story=REPORT):
    """Typed by hand: signs, tabs between cells, a note below the paragraph that calls it."""
    lines = [story.title, ""]
    for piece in story.pieces:
        if isinstance(piece, Heading):
            lines += [piece.text, ""]
        elif isinstance(piece, Item):
            lines += ["   " * (piece.level - 1) + f"{_sign(piece)} {_called(piece.text)}"]
            lines += ["", *_notes_of(piece.text, story.notes)]
        elif isinstance(piece, Text):
            lines += [_called(piece.text), "", *_notes_of(piece.text, story.notes)]
        else:
            lines += [piece.caption, f"(단위: {piece.unit})"]
            for row in range(piece.height):
                cells = {cell.column: cell.text for cell in piece.row(row)}
                lines.append("\t".join(cells.get(column, "") for column in range(piece.width)))
            lines += [piece.source, ""]
    return "\n".join(lines).encode()


def _sign(item):
    if not item.number:
        return "○" if item.level == 1 else "-"
    return f"({item.number})" if item.level == 1 else _CIRCLED[item.number - 1]


def _called(text):
    return CALL.sub(r"\1)", text)


def _notes_of(text, notes):
    return [line for number in CALL.findall(text) for line in (f"{number}) {notes[number]}", "")]


def write_markdown(story=REPORT):
    lines = [f"# {story.title}", ""]
    for piece in story.pieces:
        if isinstance(piece, Heading):
            lines += ["#" * (piece.level + 1) + " " + piece.text, ""]
        elif isinstance(piece, Item):
            sign = f"{piece.number}." if piece.number else "-"
            lines.append("   " * (piece.level - 1) + f"{sign} {piece.text}")
        elif isinstance(piece, Text):
            lines += ["", piece.text, ""]
        else:
            lines += ["", piece.caption, "", f"(단위: {piece.unit})", ""]
            for row in range(piece.height):
                cells = {cell.column: cell.text for cell in piece.row(row)}
                texts = [cells.get(column, " ") for column in range(piece.width)]
                lines.append("| " + " | ".join(texts) + " |")
                if row == 0:
                    lines.append("|" + "---|" * piece.width)
            lines += ["", piece.source, ""]
    lines += [f"[^{number}]: {text}" for number, text in story.notes.items()]
    return "\n".join(lines).encode()


def write_html(notes="list", story=REPORT):
    """`notes`: as a list at the end (`list`), or as paragraphs `1) ...` (`typed`)."""
    return (
        f'<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{story.title}</title></head>'
        f"<body><h1>{story.title}</h1>{_body(story)}{_html_notes(notes, story.notes)}</body></html>"
    ).encode()


def _html_notes(way, notes):
    if way == "list":
        items = "".join(
            f'<li id="fn{number}">{escape(text)} <a href="#ref{number}">↩</a></li>'
            for number, text in notes.items()
        )
        return f'<section class="footnotes" role="doc-endnotes"><hr><ol>{items}</ol></section>'
    return "".join(f"<p>{number}) {escape(text)}</p>" for number, text in notes.items())


def _body(story, call='<sup><a id="ref{0}" href="#fn{0}">{0})</a></sup>'):
    out = []
    depth = []

    def close(level):
        while len(depth) > level:
            out.append(f"</li></{depth.pop()}>")

    for piece in story.pieces:
        if isinstance(piece, Item):
            tag = "ol" if piece.number else "ul"
            close(piece.level)
            if len(depth) < piece.level:
                out.append(f"<{tag}>")
                depth.append(tag)
            else:
                out.append("</li>")
            out.append(f"<li>{_inline(piece.text, call)}")
            continue
        close(0)
        if isinstance(piece, Heading):
            out.append(f"<h{piece.level + 1}>{piece.text}</h{piece.level + 1}>")
        elif isinstance(piece, Text):
            out.append(f"<p>{_inline(piece.text, call)}</p>")
        else:
            out.append(_html_table(piece))
    return "".join(out)


def _inline(text, call):
    pieces = CALL.split(text)
    return "".join(
        call.format(piece) if number % 2 else escape(piece) for number, piece in enumerate(pieces)
    )


def _html_table(table: Table):
    rows = []
    for row in range(table.height):
        tag = "th" if row < table.header else "td"
        cells = "".join(
            f'<{tag} rowspan="{cell.rows}" colspan="{cell.columns}">{cell.text}</{tag}>'
            for cell in table.row(row)
        )
        rows.append(f"<tr>{cells}</tr>")
    head, body = "".join(rows[: table.header]), "".join(rows[table.header :])
    return (
        f"<table><caption>{table.caption} (단위: {table.unit})</caption>"
        f"<thead>{head}</thead><tbody>{body}</tbody></table><p>{table.source}</p>"
    )


def write_mail(story=REPORT):
    """A mail with the report as text and as HTML, of which the HTML says more."""
    mail = EmailMessage()
    mail["Subject"] = story.title
    mail["From"] = "수자원과 <water@nuri.example>"
    mail["To"] = "기획실 <plan@nuri.example>"
    mail["Date"] = "Mon, 03 Mar 2025 09:00:00 +0900"
    mail.set_content(write_text(story).decode())
    mail.add_alternative(write_html(story=story).decode(), subtype="html")
    mail.set_boundary("=story=")
    return mail.as_bytes()


def write_mhtml(story=REPORT):
    """A page saved with what it needs, as browsers save it."""
    mail = EmailMessage()
    mail["Subject"] = story.title
    mail["From"] = "<Saved by Blink>"
    mail.set_content(write_html(story=story).decode(), subtype="html", cte="quoted-printable")
    mail.make_related(boundary="----part")
    return b"From: <Saved by Blink>\r\n" + mail.as_bytes().replace(b"\n", b"\r\n")


_CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
    'full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)
_OPF = (
    '<?xml version="1.0" encoding="utf-8"?><package xmlns="http://www.idpf.org/2007/opf" '
    'version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<dc:identifier id="id">story</dc:identifier><dc:title>{title}</dc:title>'
    "<dc:language>ko</dc:language></metadata><manifest>"
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="one"/></spine></package>'
)
_NAV = (
    '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>차례</title></head><body>'
    '<nav epub:type="toc"><ol><li><a href="one.xhtml">본문</a></li></ol></nav></body></html>'
)


def write_epub(story=REPORT):
    """EPUB 3 with its notes as asides."""
    call = '<a epub:type="noteref" href="#fn{0}"><sup>{0})</sup></a>'
    notes = "".join(
        f'<aside epub:type="footnote" id="fn{number}"><p>{escape(text)}</p></aside>'
        for number, text in story.notes.items()
    )
    page = (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>{story.title}</title></head>'
        f"<body><h1>{story.title}</h1>{_body(story, call)}{notes}</body></html>"
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", _CONTAINER)
        archive.writestr("OEBPS/book.opf", _OPF.format(title=story.title))
        archive.writestr("OEBPS/nav.xhtml", _NAV)
        archive.writestr("OEBPS/one.xhtml", page)
    return out.getvalue()
