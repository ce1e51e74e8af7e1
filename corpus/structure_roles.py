"""What each line of a document is: furniture, heading, item, table, note or running text."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.furniture import mark_furniture
from corpus.markup import ANCHOR, anchor_number
from corpus.structure_captions import caption_kind, is_source, is_table_note, unit_of
from corpus.structure_lines import Line
from corpus.structure_markers import find_letter_bullets, number_of, read_marker
from corpus.tables_read import is_pipe_row, is_pipe_rule, is_tab_row
from corpus.tables_spaced import find_end, starts_table

_CONTENTS = re.compile(
    r"(?:<|〈|\[|【)?\s*(?:목\s*차|차\s*례|Table of Contents|Contents|CONTENTS)\s*"
    r"(?:>|〉|\]|】)?(?:\s*\(\S+\))?"
)
_LEADER = re.compile(
    r"(?:\.{3,}|·{3,}|…{1,}|(?:\.\s){3,}|-{4,}|\t)\s*[\divxⅰ-ⅹ]{1,5}$|\s{3,}\d{1,4}$"
)
_NOTE = re.compile(
    rf"(?:<sup>\s*)?(?P<number>\d{{1,3}})\)(?:\s*</sup>)?\s*\S|\[\^(?P<mark>\w{{1,20}})\]:\s*\S"
    r"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}⁾?)\s*\S|<sup>\s*(?P<sup>\d{1,3})\s*</sup>\s*\S"
)
_NOTE_SIGN = re.compile(
    r"(?:<sup>\s*)?\d{1,3}\)?(?:\s*</sup>)?\)?\s*|\[\^\w{1,20}\]:\s*|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}⁾?\s*|\*{1,3}\s*"
)
_STARS = re.compile(r"\*{2,3}\s?(?=[^*\s])")
_RULE = re.compile(r"(?:[-_*=~─━═]\s?){3,}")
_FENCE = re.compile(r"(?:```|~~~)")
_HTML_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_HTML_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
_CONTENTS_MAX = 400


@dataclass(slots=True)
class Outline:
    """What was learnt of a document beyond its lines."""

    letters: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    groups: dict[int, str] = field(default_factory=dict)

    def add_group(self, way: str) -> int:
        """Open a new table, read the given way (`tab`, `html` or `spaced`)."""
        self.groups[len(self.groups)] = way
        return len(self.groups) - 1


def assign_roles(document: Document, lines: list[Line], full: dict[int, int]) -> Outline:
    """Give each line its role, and its marker where it has one."""
    outline = Outline(letters=find_letter_bullets(line.text for line in lines))
    _apply_marks(document, lines)
    _mark_fences(lines)
    mark_furniture(lines)
    _mark_contents(lines)
    _mark_captions(lines)
    _mark_html_tables(lines, outline)
    _mark_tab_tables(document.text, lines, outline)
    outline.notes = _mark_footnotes(lines)
    _mark_spaced_tables(lines, outline, full)
    _mark_table_notes(lines)
    for line in lines:
        if line.role in ("text", "heading", "item", "toc"):
            _read_marker(line, outline.letters)
    _take_back_counts(lines)
    return outline


def _take_back_counts(lines: list[Line]) -> None:
    """A line that begins with ③ after `① ... ② ...` goes on counting in mid-sentence."""
    before: Line | None = None
    for line in lines:
        if line.role == "furniture":
            continue
        if line.role == "item" and before is not None and before.role in ("item", "text"):
            number = number_of(line.marker)
            if line.kind in ("number:circled", "number:closed-number") and number > 1:
                sign = line.marker.replace(str(number), str(number - 1))
                if line.kind == "number:circled":
                    sign = chr(ord(line.marker) - 1)
                if sign in before.content[1:] and not before.marked:
                    line.role, line.kind, line.marker, line.body = "text", "", "", line.start
        before = line


def _read_marker(line: Line, letters: frozenset[str]) -> None:
    marker = read_marker(line.text, letters)
    line.body = line.start + marker.length
    line.kind, line.marker = marker.kind or line.kind, marker.text
    if line.role == "toc":
        return
    if marker.hashes or marker.bold:
        line.depth = line.depth or marker.hashes
        if marker.hashes or line.width <= 80:
            line.role = "heading"
    elif marker.kind and line.role == "text":
        line.role = "item"


def _apply_marks(document: Document, lines: list[Line]) -> None:
    marks = sorted(document.marks, key=lambda mark: (mark.start, mark.end))
    at = 0
    for line in lines:
        while at < len(marks) and marks[at].end <= line.start:
            at += 1
        for mark in marks[at : at + 8]:
            if mark.start >= line.end:
                break
            if mark.start < line.end and line.start < mark.end:
                line.role = mark.kind
                line.depth = mark.level
                line.marked = True
                line.mark = mark.start
                if mark.kind == "table":
                    line.group = mark.start


def _mark_fences(lines: list[Line]) -> None:
    inside = False
    for line in lines:
        if line.marked:
            continue
        if _FENCE.match(line.text):
            inside = not inside
            line.role = "skip"
        elif inside:
            line.role = "verbatim"
        elif _RULE.fullmatch(line.text):
            line.role = "skip"


def _mark_contents(lines: list[Line]) -> None:
    at = 0
    while at < len(lines):
        core = lines[at].text.strip("#* ■□○●◆▣")
        if lines[at].role in ("text", "heading") and _CONTENTS.fullmatch(core):
            lines[at].role, lines[at].kind = "heading", "contents"
            at = _mark_entries(lines, at + 1)
        else:
            at += 1
    for line in lines:
        if line.role == "text" and re.search(r"(?:\.{5,}|·{5,}|…{3,})\s*[\divx]{1,5}$", line.text):
            line.role = "toc"


def _mark_entries(lines: list[Line], first: int) -> int:
    titles: set[str] = set()
    first_kind = ""
    at = first
    while at < len(lines) and at - first < _CONTENTS_MAX:
        line = lines[at]
        leader = bool(_LEADER.search(line.text))
        marker = read_marker(line.text)
        title = "".join(_LEADER.sub("", line.text).split())
        if line.role == "furniture":
            at += 1
            continue
        if not first_kind:
            first_kind = marker.kind
        # Where the first chapter's title comes back, the contents are over.
        again = title in titles and marker.kind == first_kind
        if again or marker.hashes or marker.bold or line.text.endswith("다."):
            break
        if not leader and not marker.kind.startswith("number") and not caption_kind(line.text):
            # A wrapped entry or an unnumbered one is followed by another entry.
            following = lines[at + 1 : at + 2]
            if not following or not _LEADER.search(following[0].text):
                break
        titles.add(title)
        line.role = "toc"
        at += 1
    return at


def _mark_captions(lines: list[Line]) -> None:
    for line in lines:
        if line.role != "text" or "\t" in line.text:
            continue
        core = line.text.strip("#* ")
        if caption_kind(core):
            line.role = "caption"
        elif unit_of(core):
            line.role = "unit"
        elif is_source(line.text):
            line.role = "source"


def _mark_html_tables(lines: list[Line], outline: Outline) -> None:
    open_group = -1
    for line in lines:
        if line.marked:
            continue
        if open_group < 0 and _HTML_TABLE.search(line.text):
            open_group = outline.add_group("html")
        if open_group >= 0:
            line.role, line.group = "table", open_group
            if _HTML_TABLE_END.search(line.text):
                open_group = -1


def _mark_tab_tables(text: str, lines: list[Line], outline: Outline) -> None:
    previous: Line | None = None
    marked_group: dict[int, int] = {}
    for at, line in enumerate(lines):
        if line.marked and line.role == "table":
            if line.group not in marked_group:
                marked_group[line.group] = outline.add_group("tab")
            line.group = marked_group[line.group]
            previous = line
            continue
        if line.role in ("furniture", "footnote", "skip", "unit", "source") or _NOTE.match(
            line.text
        ):
            continue
        if line.role != "text":
            previous = None
            continue
        row = is_pipe_row(line) or is_pipe_rule(line) or _is_tab_line(text, line, lines, at)
        if not row:
            previous = None
            continue
        goes_on = (
            previous is not None
            and not previous.marked
            and (line.gap == 0 or _same_columns(lines, previous, line, text))
        )
        line.group = previous.group if goes_on and previous else outline.add_group("tab")
        line.role = "table"
        previous = line


def _is_tab_line(text: str, line: Line, lines: list[Line], at: int) -> bool:
    marker = read_marker(line.text)
    before = lines[at - 1] if at else None
    inner = line.text[marker.length :].count("\t")
    if inner and not _LEADER.search(line.text):
        return True
    near = (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
    if inner:
        return inner > 1 or any("\t" in other.text for other in near)
    # Empty cells at the ends of a row leave only tabs there.
    edges = text[line.raw : line.start] + text[line.end : line.raw_end]
    return "\t" in edges and before is not None and before.role == "table" and line.gap == 0


def _same_columns(lines: list[Line], before: Line, line: Line, text: str) -> bool:
    def count(row: Line) -> int:
        return text[row.raw : row.raw_end].count("\t")

    return count(line) <= max(count(row) for row in lines if row.group == before.group)


def _mark_footnotes(lines: list[Line]) -> frozenset[str]:
    """Notes are the numbered lines whose number stands raised or glued in the text above."""
    raised: set[str] = set()
    numbers: set[str] = set()
    previous = ""
    for line in lines:
        if line.marked and line.role == "footnote":
            if found := _NOTE.match(line.text):
                numbers.add(_note_number(found))
                _take_number(line)
            continue
        found = _NOTE.match(line.text) if line.role == "text" else None
        if found and "\t" not in line.text:
            number = _note_number(found)
            follows = previous.isdigit() and number.isdigit() and int(number) == int(previous) + 1
            if number in raised or found["mark"] or follows and line.gap <= 1:
                line.role = "footnote"
                _take_number(line)
                numbers.add(number)
                raised.discard(number)
                previous = number
                continue
        elif _STARS.match(line.text) and line.role == "text" and not line.text.endswith("**"):
            line.role = "footnote"
            _take_number(line)
            continue
        if line.role != "furniture":
            previous = ""
        for anchor in ANCHOR.finditer(line.text):
            before = line.text[: anchor.start()]
            if not anchor["plain"] or before.count("(") <= before.count(")"):
                raised.add(anchor_number(anchor))
    _mark_star_notes(lines)
    return frozenset(numbers)


def _take_number(line: Line) -> None:
    found = _NOTE_SIGN.match(line.text)
    if found:
        line.marker = re.sub(r"<[^>]*>|\s", "", found[0])
        line.body = line.start + found.end()


def _note_number(found: re.Match[str]) -> str:
    raw = found["number"] or found["mark"] or found["sup"] or found["raised"]
    return raw.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")).rstrip("⁾")


def _mark_star_notes(lines: list[Line]) -> None:
    for at, line in enumerate(lines[:-1]):
        following = lines[at + 1]
        if line.text.startswith("* ") and line.role == "text" and following.text.startswith("**"):
            if following.role == "footnote":
                line.role = "footnote"
                _take_number(line)


def _mark_spaced_tables(lines: list[Line], outline: Outline, full: dict[int, int]) -> None:
    body = _body_bullets(lines, outline.letters)
    at = 0
    while at < len(lines):
        line = lines[at]
        after_caption = line.role == "caption" and caption_kind(line.text.strip("#* ")) == "table"
        if after_caption:
            at += 1
            while at < len(lines) and lines[at].role in ("unit", "furniture"):
                at += 1
        elif not (line.role == "text" and starts_table(line)):
            at += 1
            continue
        if at >= len(lines) or lines[at].role != "text":
            continue
        end = find_end(lines, at, body, full.get(lines[at].start, 80))
        if end - at >= 2:
            group = outline.add_group("spaced")
            for row in lines[at:end]:
                if row.role == "text":
                    row.role, row.group = "table", group
        at = max(end, at + 1)


def _body_bullets(lines: list[Line], letters: Set[str]) -> frozenset[str]:
    """Return the bullets of running text: those that also stand outside of tables."""
    signs = set(letters)
    for line in lines:
        if line.role == "caption":
            break
        marker = read_marker(line.text, frozenset(letters))
        if marker.kind.startswith("bullet:") and marker.text not in "-–—*+":
            signs.add(marker.text)
    return frozenset(signs | set("□■❍◎○◆"))


def _mark_table_notes(lines: list[Line]) -> None:
    for at, (before, line) in enumerate(zip(lines, lines[1:], strict=False)):
        if before.role in ("table", "source") and line.role == "text" and is_table_note(line.text):
            marker = read_marker(line.text)
            above = at + 2 < len(lines) and lines[at + 2].role == "table"
            if not marker.bold and line.text[0] in "*※†" and not above:
                line.role = "source"
