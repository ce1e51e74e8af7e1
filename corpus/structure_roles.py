"""What each line of a document is: furniture, heading, item, table, note or running text."""

from __future__ import annotations

import re
from collections.abc import Set

from corpus.document import Document
from corpus.furniture import mark_furniture
from corpus.markup import MARKUP_FORMATS, PlainNotes
from corpus.structure_captions import caption_kind, is_bare_caption, is_source, unit_of
from corpus.structure_continued import join_continued
from corpus.structure_footnotes import mark_footnotes
from corpus.structure_lines import REFLOWED, Line, find_leader
from corpus.structure_markers import find_letter_bullets, number_of, read_marker
from corpus.structure_named import mark_names
from corpus.structure_regions import (
    Outline,
    mark_boxed_titles,
    mark_html_tables,
    mark_spaced_tables,
    mark_tab_tables,
    mark_table_notes,
    mark_wrapped_sources,
)
from corpus.tables_names import Phrases
from corpus.tables_read import is_pipe_row
from corpus.tables_spaced import starts_table

_CONTENTS = re.compile(
    r"(?:<|〈|\[|【)?\s*(?:(?:표|그\s?림|세부|본문)?\s*(?:목\s*차|차\s*례|순\s{1,3}서)|"
    r"Table of Contents|Contents|CONTENTS)\s*"
    r"(?:>|〉|\]|】)?(?:\s*\(\S+\))?"
)
_SUBTITLE = re.compile(r"[-–—]\s.+\s[-–—]")
_RULE = re.compile(r"(?:[-_*=~─━═]\s?){3,}")
_STOP = re.compile(r"[.?!。;；:：][\"'”’)\]」』]*$")
_QUOTED = re.compile(r">+\s?(?=\S)")
_FRONT_MATTER_MAX = 60
_FENCE = re.compile(r"(?:```|~~~)")
_CONTENTS_MAX = 400
_LEADERS = re.compile(r"(?:(?:[.·]\s?){5,}|(?:…\s?){3,})\s*[\divx]{1,5}$")
_ENTRY_MAX = 200
_CAPTION_FULL = 0.8
# `... 6. 행동요령`: an entry of a list that is written on in one line.
_ENTRY = re.compile(r"(?:(?<=\s)|(?<=[>\]]))(\d{1,2})\.(?=\s*[^\W\d])")
_COUNTED = 2
_DOTS = "·ㆍ․"
# These hold their headers and footers apart from the text.
_FURNISHED = frozenset({"hwp", "hwpx", "docx"})
_PARTS_OF_LAWS = frozenset({"number:article", "number:chapter", "number:section", "number:part"})
_CITED = re.compile(r"(?:제\s?\d|및|또는|부터|에서?|의|을|를|과|와|까지|내지|,)")
_DECIMALS = frozenset({"number:decimal2", "number:decimal3", "number:decimal4"})


def assign_roles(document: Document, lines: list[Line], full: dict[int, int]) -> Outline:
    """Give each line its role, and its marker where it has one."""
    outline = Outline(letters=find_letter_bullets(line.text for line in lines))
    outline.phrases = Phrases(document.text)
    has_markup = document.format in MARKUP_FORMATS
    _apply_marks(document, lines)
    if has_markup:
        _mark_fences(lines)
    _mark_rules(lines)
    labels = {page.number: page.label for page in document.pages if page.label}
    mark_furniture(lines, labels, document.format in _FURNISHED)
    _mark_contents(lines)
    _mark_captions(lines, full)
    if has_markup:
        mark_html_tables(lines, outline)
    mark_tab_tables(document.text, lines, outline, document.format not in REFLOWED)
    notes = mark_footnotes(lines)
    outline.notes = notes if has_markup else PlainNotes(notes)
    mark_spaced_tables(lines, outline, full)
    mark_table_notes(lines)
    if document.format in REFLOWED:
        mark_wrapped_sources(lines, full)
    mark_boxed_titles(lines)
    join_continued(document, lines, outline)
    mark_names(document, lines, outline)
    for line in lines:
        if line.role in ("text", "heading", "item", "toc"):
            _read_marker(line, outline.letters, has_markup)
    _take_back_counts(lines)
    _mark_answers(lines)
    return outline


def _mark_answers(lines: list[Line]) -> None:
    """Below `Q.` the sign `A.` is no first entry of a list."""
    before = ""
    for line in lines:
        if line.role != "item":
            continue
        if line.kind == "number:letter" and line.marker == "A." and before == "number:question":
            line.kind = "number:answer"
        if line.kind in ("number:question", "number:answer", "number:letter"):
            before = line.kind


def _take_back_counts(lines: list[Line]) -> None:
    """A line that begins with ③ after `① ... ② ...` goes on counting in mid-sentence."""
    before: Line | None = None
    counted: set[tuple[str, int]] = set()
    for line in lines:
        if line.role == "furniture":
            continue
        if line.role == "item" and before is not None and before.role in ("item", "text"):
            open_before = not _STOP.search(before.text) and not before.marked
            open_before = open_before and not line.marked
            if open_before and (_enumerates(line, before) or _goes_on(line, before, counted)):
                line.role, line.kind, line.marker, line.body = "text", "", "", line.start
        if line.role in ("item", "heading", "toc"):
            counted.add((line.kind, number_of(line.marker)))
        before = line


def _goes_on(line: Line, before: Line, counted: Set[tuple[str, int]]) -> bool:
    """Tell a sign inside a sentence from one that begins an item; `before` has no full stop."""
    number = number_of(line.marker)
    if line.marker in _DOTS:
        # `재정ㆍ` / `ㆍ경제`: the dot links words, as others on the line before.
        near = line.body - line.start == len(line.marker)
        return near and line.marker in before.content[1:] and before.kind != line.kind
    if line.kind in _PARTS_OF_LAWS and (
        _CITED.match(line.content) or number > 1 and (line.kind, number - 1) not in counted
    ):
        # `제3조 및 제4조에 따른` cites an article in mid-sentence.
        return True
    if line.kind in ("number:circled", "number:closed-number") and number > 1:
        sign = line.marker.replace(str(number), str(number - 1))
        if line.kind == "number:circled":
            sign = chr(ord(line.marker) - 1)
        return sign in before.content[1:]
    if line.kind in _DECIMALS:
        # `74.6 billion` or `13.1 조원`: no section leads up to it.
        *above, last = re.findall(r"\d+", line.marker)
        kinds = {("number:arabic", int(above[0])), (line.kind, int(last) - 1)}
        return not kinds & counted and before.gap == line.gap
    return _is_word_end(line, number, counted)


def _enumerates(line: Line, before: Line) -> bool:
    """Tell entries that go on counting within lines (`1. 개요 2. 예산` / `3. 부록 4. 문의`)."""
    number = number_of(line.marker)
    if number < _COUNTED or line.kind != "number:arabic":
        return False
    entries = [int(one) for one in _ENTRY.findall(before.text)]
    ahead = [int(one) for one in _ENTRY.findall(line.content)]
    inside = len(entries) > 1 and entries[-1] == number - 1 and entries[-2] == number - 2
    return inside or entries[-1:] == [number - 1] and ahead[:1] == [number + 1]


def _is_word_end(line: Line, number: int, counted: Set[tuple[str, int]]) -> bool:
    """Tell the end of a sentence (`...하였` / `다. 시는`) from the fourth entry of a list."""
    if line.kind not in ("number:hangul", "number:half-hangul", "number:half-number"):
        return False
    return number > 1 and (line.kind, number - 1) not in counted


def _read_marker(line: Line, letters: frozenset[str], has_markup: bool) -> None:
    quoted = _QUOTED.match(line.text) if has_markup and line.role == "text" else None
    if quoted:
        line.body = line.start + quoted.end()
        return
    if _SUBTITLE.fullmatch(line.text) and line.role == "text":
        return
    marker = read_marker(line.text, letters, has_markup)
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
    if lines and lines[0].text == "---":
        ends = [at for at, line in enumerate(lines[1:_FRONT_MATTER_MAX], 1) if line.text == "---"]
        for line in lines[1 : ends[0]] if ends else ():
            line.role = "verbatim"
    for line in lines:
        if line.marked:
            continue
        if _FENCE.match(line.text):
            inside = not inside
            line.role = "skip"
        elif inside:
            line.role = "verbatim"


def _mark_rules(lines: list[Line]) -> None:
    for line in lines:
        if line.role == "text" and not line.marked and _RULE.fullmatch(line.text):
            line.role = "skip"


def _mark_contents(lines: list[Line]) -> None:
    at = 0
    while at < len(lines):
        core = lines[at].text.strip("#* ■□○●◆▣")
        if (
            lines[at].role in ("text", "heading")
            and len(core) <= _ENTRY_MAX
            and _CONTENTS.fullmatch(core)
        ):
            lines[at].role, lines[at].kind = "heading", "contents"
            at = _mark_entries(lines, at + 1)
        else:
            at += 1
    for line in lines:
        if line.role == "text" and _LEADERS.search(line.text[-_ENTRY_MAX:]):
            line.role = "toc"


def _mark_entries(lines: list[Line], first: int) -> int:
    titles: set[str] = set()
    first_kind = ""
    at = first
    while at < len(lines) and at - first < _CONTENTS_MAX:
        line = lines[at]
        leader = find_leader(line.text)
        marker = read_marker(line.text)
        title = "".join(line.text[: leader if leader >= 0 else None].split())
        if line.role == "furniture":
            at += 1
            continue
        if not first_kind:
            first_kind = marker.kind
        # Where the first chapter's title comes back, the contents are over.
        again = title in titles and marker.kind == first_kind
        if again or marker.hashes or marker.bold or line.text.endswith("다."):
            break
        if leader < 0 and not marker.kind.startswith("number") and not caption_kind(line.text):
            # A wrapped entry or an unnumbered one is followed by another entry.
            following = lines[at + 1 : at + 2]
            if not following or find_leader(following[0].text) < 0:
                break
        titles.add(title)
        line.role = "toc"
        at += 1
    return at


def _mark_captions(lines: list[Line], full: dict[int, int]) -> None:
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
    for at, line in enumerate(lines[:-1]):
        if line.role == "caption" and not line.marked and _goes_over(lines, at, full):
            lines[at + 1].role, lines[at + 1].mark = "caption", line.start
            line.mark = line.start


def _goes_over(lines: list[Line], at: int, full: dict[int, int]) -> bool:
    """Tell whether the next line is the rest of a caption, or its title."""
    line, rest = lines[at], lines[at + 1]
    if rest.role != "text" or rest.marked or "\t" in rest.text or read_marker(rest.text).kind:
        return False
    if is_bare_caption(line.text.strip("#* ")):
        return rest.width <= full.get(rest.start, rest.width) and not _STOP.search(rest.text)
    if rest.gap or line.width < _CAPTION_FULL * full.get(line.start, line.width):
        return False
    # Only a unit or a row with cells of its own says that the table begins behind it.
    below = lines[at + 2] if at + 2 < len(lines) else None
    return below is not None and (
        below.role == "unit" or "\t" in below.text or starts_table(below) or is_pipe_row(below)
    )
