"""Which lines are rows of tables, and which table they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from corpus.structure_captions import (
    annex_title,
    caption_kind,
    is_boxed_title,
    is_source,
    is_table_note,
)
from corpus.structure_footnotes import NOTE
from corpus.structure_lines import Line, find_leader
from corpus.structure_markers import number_of, read_marker
from corpus.tables_aligned import aligned_end, starts_aligned
from corpus.tables_names import Phrases
from corpus.tables_read import is_box_rule, is_pipe_row, is_pipe_rule
from corpus.tables_single import single_end, starts_single
from corpus.tables_spaced import ends_table, find_end, starts_table

_HTML_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_HTML_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)

# So far above a table the item is looked for that its text counts on from.
_COUNTED_MAX = 60
_SECOND = 2
# A source whose line is filled so far goes on below.
_SOURCE_FULL = 0.8
_SOURCE_MIN = 50


@dataclass(slots=True)
class Outline:
    """What was learnt of a document beyond its lines."""

    letters: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    groups: dict[int, str] = field(default_factory=dict)
    phrases: Phrases = field(default_factory=lambda: Phrases(""))

    def add_group(self, way: str) -> int:
        """Open a new table, read the given way (`tab`, `html` or `spaced`)."""
        self.groups[len(self.groups)] = way
        return len(self.groups) - 1


def mark_html_tables(lines: list[Line], outline: Outline) -> None:
    """Give the lines of each HTML table their role and group; one inside another is part of it."""
    open_group, depth = -1, 0
    for line in lines:
        if line.marked:
            continue
        opened = len(_HTML_TABLE.findall(line.text))
        if open_group < 0 and opened:
            open_group, depth = outline.add_group("html"), 0
        if open_group >= 0:
            line.role, line.group = "table", open_group
            depth += opened - len(_HTML_TABLE_END.findall(line.text))
            if depth <= 0:
                open_group = -1


def mark_tab_tables(text: str, lines: list[Line], outline: Outline, has_grids: bool) -> None:
    """Group tab and pipe rows into tables; a note or page end does not part them.

    `has_grids` tells of a format that declares its tables: a tab alone makes none there.
    """
    previous: Line | None = None
    marked_group: dict[int, int] = {}
    tabs: dict[int, int] = {}
    for at, line in enumerate(lines):
        if line.marked and line.role == "table":
            if line.group not in marked_group:
                marked_group[line.group] = outline.add_group("tab")
            line.group = marked_group[line.group]
            previous = line
            continue
        if line.role in ("unit", "source"):
            # What stands above a table or below it.
            previous = None
            continue
        if line.role in ("furniture", "footnote", "skip") or NOTE.match(line.text):
            continue
        if line.role != "text":
            previous = None
            continue
        row = (
            is_pipe_row(line)
            or is_pipe_rule(line)
            or is_box_rule(line)
            or _is_tab_line(text, line, lines, at)
            and (not has_grids or _has_like_neighbour(lines, at))
        )
        if not row:
            previous = None
            continue
        count = text.count("\t", line.raw, line.raw_end)
        goes_on = (
            previous is not None
            and not previous.marked
            and (line.gap == 0 or count <= tabs[previous.group])
        )
        line.group = previous.group if goes_on and previous else outline.add_group("tab")
        line.role = "table"
        tabs[line.group] = max(count, tabs.get(line.group, 0))
        previous = line


def _is_tab_line(text: str, line: Line, lines: list[Line], at: int) -> bool:
    if "\t" not in text[line.raw : line.raw_end]:
        return False
    marker = read_marker(line.text)
    before = lines[at - 1] if at else None
    inner = line.text[marker.length :].count("\t")
    if inner and find_leader(line.text) < 0:
        return True
    near = (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
    if inner:
        return inner > 1 or any("\t" in other.text for other in near)
    # Empty cells at the ends of a row leave only tabs there.
    edges = text[line.raw : line.start] + text[line.end : line.raw_end]
    return "\t" in edges and before is not None and before.role == "table" and line.gap == 0


def _has_like_neighbour(lines: list[Line], at: int) -> bool:
    near = (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
    tabs = lines[at].text.count("\t")
    return any(line.text.count("\t") == tabs and not line.marked for line in near)


def mark_spaced_tables(lines: list[Line], outline: Outline, full: dict[int, int]) -> None:
    """Find tables without tabs: below a caption or below a line of column names.

    `full` gives the width of a full line of text by the start of a line.
    """
    body = _body_bullets(lines, outline.letters)

    def ends(line: Line) -> bool:
        return ends_table(line, body)

    at = 0
    while at < len(lines):
        line = lines[at]
        after_caption = line.role == "caption" and caption_kind(line.text.strip("#* ")) == "table"
        if after_caption:
            at += 1
            while at < len(lines) and lines[at].role in ("unit", "furniture"):
                at += 1
        elif line.role == "unit" and single_end(lines, at + 1, ends) > at + 1:
            at += 1
        elif line.role != "text" or not (
            starts_table(line)
            or starts_aligned(lines, at)
            or starts_single(lines, at, outline.phrases)
        ):
            at += 1
            continue
        if at >= len(lines) or lines[at].role != "text":
            continue
        end = find_end(lines, at, body, full.get(lines[at].start, 80))
        sourced = end < len(lines) and (lines[end].role == "source" or is_source(lines[end].text))
        aligned = aligned_end(lines, at)
        if aligned - at >= 2 and not sourced:
            end = aligned
        elif not sourced:
            single = single_end(lines, at, ends)
            end = single if single > at else end
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


def mark_boxed_titles(lines: list[Line]) -> None:
    """A title in brackets straight above a table is its caption.

    So is an annex's (`[별표 1] 지원 기준`) where the text behind the table counts on; else it
    heads what follows, too.
    """
    after = -1
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if line.role in ("furniture", "unit"):
            continue
        heads = after >= 0 and lines[after].role == "table" and lines[after].group != line.group
        if heads and line.role == "text" and not line.marked:
            core = line.text.strip("#* ")
            annex = annex_title(core)
            # A figure begins no title of a section: `[별표 2] 2025년 배정 물량`.
            plain = annex[:1].isdigit() or bool(annex) and _counts_on(lines, at, after)
            if is_boxed_title(line.text) or plain:
                line.role = "caption"
        after = at


def _counts_on(lines: Sequence[Line], title: int, table: int) -> bool:
    """Tell a table between two items of one list: `제5조`, the table, `제6조`."""
    group = lines[table].group
    at = table
    while at < len(lines) and (
        lines[at].group == group or lines[at].role in ("source", "unit", "furniture", "footnote")
    ):
        at += 1
    marker = read_marker(lines[at].text) if at < len(lines) else None
    if marker is None or not marker.kind.startswith("number:"):
        return False
    number = number_of(marker.text)
    for line in reversed(lines[max(0, title - _COUNTED_MAX) : title]):
        before = read_marker(line.text)
        if before.kind == marker.kind:
            return number_of(before.text) == number - 1
        if number == _SECOND and before.kind == "number:article":
            # `제5조(지원) ① ...` begins two lists on one line.
            return "①" in line.text
    return False


def mark_table_notes(lines: list[Line]) -> None:
    """Let remarks straight below a table belong to it."""
    for at, (before, line) in enumerate(zip(lines, lines[1:], strict=False)):
        if before.role in ("table", "source") and line.role == "text" and is_table_note(line.text):
            marker = read_marker(line.text)
            above = at + 2 < len(lines) and lines[at + 2].role == "table"
            if not marker.bold and not above:
                line.role = "source"


def mark_wrapped_sources(lines: list[Line], full: dict[int, int]) -> None:
    """Let the rest of a source or remark that is longer than its line belong to it.

    `full` gives the width of a full line of text by the start of a line.
    """
    for line, rest in zip(lines, lines[1:], strict=False):
        if line.role != "source" or rest.role != "text" or rest.gap or rest.marked or line.marked:
            continue
        if "\t" in rest.text or read_marker(rest.text).kind or is_source(rest.text):
            continue
        ended = line.text.endswith((".", "!", "?")) or bool(line.text[-1:] in ")」』")
        is_open = any(line.text.count(a) > line.text.count(b) for a, b in ("()", "「」", "『』"))
        least = max(_SOURCE_MIN, _SOURCE_FULL * full.get(line.start, line.width + 1))
        is_full = line.width >= least
        if is_open or not ended and is_full and (rest.indent > line.indent or line.indent == 0):
            rest.role = "source"
            line.mark = line.mark if line.mark >= 0 else line.start
            rest.mark = line.mark
