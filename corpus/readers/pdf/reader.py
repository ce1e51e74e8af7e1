"""PDF: the text of each page in reading order, with what its print says about it."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from unicodedata import normalize

from corpus.document import Loss
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.extract import Extract
from corpus.readers.pdf.furniture import find_furniture
from corpus.readers.pdf.headings import match_bookmarks, measure_sizes
from corpus.readers.pdf.ink import PageInk
from corpus.readers.pdf.layout import PagePieces, lay_out
from corpus.readers.pdf.notes import find_notes
from corpus.readers.pdf.ocr import Recogniser
from corpus.readers.pdf.source import open_pdf
from corpus.readers.pdf.writer import Findings, Writer
from corpus.readers.tesseract import find_tesseract

# A page on which more than one character in 20 has no known letter, or one that Korean does
# not use, is not to be trusted.
_GARBLED = 20
_MADE_FROM = re.compile(
    r"^Microsoft (?:Word|PowerPoint|Excel) - |\.(?:hwpx?|docx?|pptx?|xlsx?|pdf)$"
)
_KEPT = (("Author", "author"), ("CreationDate", "created"), ("ModDate", "modified"))
# Source: ISO 32000-1, 7.9.4: D:YYYYMMDDHHmmSSOHH'mm', all after the year optional.
_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([-+])(\d\d)'?(\d\d)?)?"
)


def read_pdf(data: bytes, source: str, limits: Limits) -> Extract:
    """Read a PDF file.

    The text holds the printed lines, a blank line where the print leaves a gap, and
    tables as one row a line with tabs. The printed label of a page is the file's own
    unless that merely counts; then it is the number found on the page.

    Raises:
        ReadError: `file-encrypted`, `file-damaged`, `file-too-many-pages`,
            `file-too-many-characters`, `file-without-text` (only pictures of pages),
            `file-needs-ocr` (the same, and the machine could read them).
    """
    losses: list[Loss] = []
    pages: list[PagePieces] = []
    labels: list[str | None] = []
    chars = damaged = 0
    with open_pdf(data, source, limits) as pdf:
        facts = pdf.metadata()
        bookmarks = pdf.bookmarks()
        recogniser = Recogniser(find_tesseract() if limits.ocr else "", limits.ocr_timeout_s)
        for number, ink in enumerate(pdf.pages(), 1):
            if recogniser.program and not ink.glyphs and not ink.is_blank and not ink.is_damaged:
                ink = recogniser.read(pdf.draw(number - 1), ink)
            damaged += ink.is_damaged
            losses += _losses(ink, number)
            chars += len(ink.glyphs)
            if chars > limits.max_chars:
                raise ReadError(
                    "file-too-many-characters", file=source, count=chars, limit=limits.max_chars
                )
            labels.append(ink.label)
            last = pages[-1] if pages else None
            pages.append(lay_out(ink, last.gutters, last.edges) if last else lay_out(ink))
    if pages and damaged == len(pages):
        raise ReadError("file-damaged", file=source, reason="no page can be loaded")
    if not any(page.pieces for page in pages):
        code = "file-needs-ocr" if not limits.ocr and find_tesseract() else "file-without-text"
        raise ReadError(code, file=source, pages=len(pages))
    furniture = find_furniture(pages)
    outline = match_bookmarks(bookmarks, pages, furniture)
    sizes = measure_sizes(pages, furniture, outline)
    writer = Writer(Findings(sizes, furniture, outline, find_notes(pages, furniture, sizes)))
    for index, page in enumerate(pages):
        writer.write_page(index, page, labels[index])
    return Extract(
        text="".join(writer.text),
        pages=tuple(writer.pages),
        title=_title(facts.get("Title", "")),
        marks=tuple(sorted(writer.marks, key=lambda mark: (mark.start, mark.end))),
        losses=tuple(losses),
        metadata=tuple(_metadata(facts)),
        grids=tuple(writer.grids),
        ink=tuple(writer.ink),
    )


@cache
def rare_syllables() -> frozenset[str]:
    """Return the Hangul syllables that KS X 1001 leaves out: Korean hardly ever has them.

    Where they abound, the file's own table of letters is wrong.
    """
    # Python's codec spells the others out in eight bytes.
    every = map(chr, range(0xAC00, 0xD7A4))
    return frozenset(char for char in every if len(char.encode("euc_kr")) != 2)


def _losses(ink: PageInk, number: int) -> list[Loss]:
    if ink.is_damaged:
        return [Loss("page-damaged", page=number)]
    found = []
    if ink.hidden:
        found.append(Loss("hidden-text-left-out", page=number, count=ink.hidden))
    if ink.comments:
        found.append(Loss("comments-left-out", page=number, count=ink.comments))
    if not ink.glyphs:
        return found if ink.is_blank else [*found, Loss("pages-without-text", page=number)]
    if ink.is_scanned:
        found.append(Loss("read-by-ocr", page=number))
    if ink.pictures:
        found.append(Loss("images-not-read", page=number, count=ink.pictures))
    garbled = ink.garbled + sum(glyph.char in rare_syllables() for glyph in ink.glyphs)
    if garbled * _GARBLED > len(ink.glyphs):
        found.append(Loss("characters-garbled", page=number, count=garbled))
    if ink.unmapped:
        found.append(Loss("glyphs-unmapped", page=number, count=ink.unmapped))
    return found


def _metadata(facts: dict[str, str]) -> list[tuple[str, str]]:
    kept = []
    for key, name in _KEPT:
        value = " ".join(facts.get(key, "").split())[:200]
        if name != "author":
            value = iso_date(value)
        if value:
            kept.append((name, normalize("NFC", value)))
    return kept


def iso_date(value: str) -> str:
    """Return a PDF date as ISO 8601, as much of it as the file gives; "" for what is none."""
    found = _DATE.match(value)
    if found is None:
        return ""
    year, month, day, hour, minute, second = (found[at] for at in range(1, 7))
    try:
        datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0))
    except ValueError:
        return ""
    date = "-".join(part for part in (year, month, day) if part)
    if not hour or not day:
        return date
    time = f"{hour}:{minute or '00'}:{second or '00'}"
    zone = "Z" if found[7] else ""
    if found[8]:
        zone = f"{found[8]}{found[9]}:{found[10] or '00'}"
    return f"{date}T{time}{zone}"


def _title(title: str) -> str:
    title = normalize("NFC", _MADE_FROM.sub("", _MADE_FROM.sub("", title.strip())))
    foreign = sum(1 for char in title if "\x80" <= char <= "\xff")
    # Old programmes wrote Korean titles in their own code page: unreadable since.
    is_broken = "\ufffd" in title or foreign * 3 > len(title)
    return "" if is_broken or title.lower() in ("untitled", "제목 없음") else title
