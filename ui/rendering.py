"""What documents and models wrote as safe Markdown, and passages as HTML with their marks.

Whatever comes from a document or a question is text to show, never markup: here it is
escaped, and images and links to the outside are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from assistant import TablePlace
from corpus import Passage, Span
from ui.messages import Lang, text

# The innermost first; bounded, for a text may be all brackets.
_TO = r"(?:\([^)\n]{0,2000}\)|\[[^\[\]\n]{0,2000}\])"
_IMAGE = re.compile(rf"!\[([^\[\]\n]{{0,2000}})\]{_TO}")
_LINK = re.compile(rf"(?<!!)\[([^\[\]\n]{{0,2000}})\]{_TO}")
_NESTED_MAX = 8
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[^\n]*$", re.MULTILINE)
# A mark, or a bracket that is none: links may be written in more ways than can be taken out.
_MARK = re.compile(r"\[(\d{1,3})\]|([\[\]])")
# A backslash keeps each from meaning something in Markdown: a tilde would strike out what
# stands between `3~5개` and `10~20개`, a colon or full stop would turn a bare address
# into a link.
_TOUCHY = re.compile(r"([~`\\])")
_ADDRESS = re.compile(r"\b(https?|ftp|mailto)(:)|\b(www)(\.)|(?<=\w)(@)(?=\w)", re.IGNORECASE)
_TOGETHER = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|\|)")
# 12, iv, A-3, 부록 2: what is printed on a page, and no name of a sheet.
_PAGE_NUMBER = re.compile(r"(?:\S{1,4}[-. ]?)?(?:\d{1,5}|[ivxlcdmⅰ-ⅻ]{1,8})", re.IGNORECASE)
# More rows are shown from the first to the last; of more columns none is named.
_ROWS_SHOWN = 3
_COLUMNS_SHOWN = 3
_SNAKE = re.compile(r"(?<=\w)([_*])(?=\w)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A passage between its neighbours; `mark` is the cited span of `text`, if any."""

    before: str
    text: str
    after: str
    mark: Span | None


def surround(passage: Passage, neighbours: Iterable[Passage], start: int, end: int) -> Surroundings:
    """Put a passage between the ones beside it and mark source characters `start..end`.

    The mark is empty where the passage does not show these characters.
    """
    before = after = ""
    for neighbour in neighbours:
        if neighbour.ordinal == passage.ordinal - 1:
            before = neighbour.text
        elif neighbour.ordinal == passage.ordinal + 1:
            after = neighbour.text
    try:
        mark: Span | None = passage.view.view_span(start, end)
    except ValueError:
        mark = None
    return Surroundings(before, passage.text, after, mark)


def chip_target(turn: int, n: int) -> str:
    """Return the id of the card that citation `n` of turn `turn` opens."""
    return f"src-{turn}-{n}"


def safe_markdown(
    source: str, turn: int, known: set[int], doubts: Mapping[int, str] | None = None
) -> str:
    """Return Markdown that shows text only, its marks `[n]` made into chips.

    `known` are the citations there are; a mark of any other number stays plain text. `doubts`
    are what is said behind the chip of a citation that is not verified.
    Images go, links keep their words, HTML is shown as it is written.
    """
    bare = _DEFINITION.sub("", source)
    for _ in range(_NESTED_MAX):
        if not _IMAGE.search(bare) and not _outside_link(bare):
            break
        bare = _LINK.sub(_link_words, _IMAGE.sub(r"\1", bare))
    bare = _guard(part_lines(bare))
    return _MARK.sub(lambda mark: _chip(mark, turn, known, doubts or {}), bare)


def doubted(word: str) -> str:
    """Return the word that marks what no verified citation proves."""
    return f'<span class="unproved">{escape(word)}</span>'


def plain_markdown(source: str) -> str:
    """Return text as Markdown that shows exactly these characters on one line."""
    one_line = " ".join(source.split())
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|~$:@<>])", _as_entity, escape(one_line, quote=False))


def marked_html(source: str, mark: Span | None) -> str:
    """Return text as HTML with the characters of `mark`, and no other, in `<mark>`."""
    if mark is None or not len(mark):
        return escape(source)
    return (
        f"{escape(source[: mark.start])}<mark>{escape(source[mark.start : mark.end])}</mark>"
        f"{escape(source[mark.end :])}"
    )


def where(page: int, label: str | None, heading: Sequence[str], lang: Lang, title: str = "") -> str:
    """Return the address below `title`: page as printed (and in the file), headings.

    A first heading that only repeats the title is left out.
    """
    path = heading[1:] if heading and heading[0] == title else heading
    shown = page_place(page, label, lang)
    return " · ".join([shown, *([" › ".join(path)] if path else [])])


def page_place(page: int, label: str | None, lang: Lang) -> str:
    """Return a page by its printed number, with that in the file where the two differ."""
    if label and label != str(page) and _PAGE_NUMBER.fullmatch(label):
        return text("page.both", lang, label=label, number=page)
    return page_name(page, label, lang)


def page_name(page: int, label: str | None, lang: Lang) -> str:
    """Return a page by its printed number; a sheet or part that has a name goes by that."""
    if label and not _PAGE_NUMBER.fullmatch(label):
        return text("page.named", lang, label=label)
    return text("page", lang, number=label or page)


def table_where(place: TablePlace | None, lang: Lang) -> str:
    """Return the rows and columns that a citation quotes, empty for prose."""
    if place is None:
        return ""
    parts = [place.caption] if place.caption else []
    shown = ", ".join(map(str, place.rows[:_ROWS_SHOWN]))
    if len(place.rows) > _ROWS_SHOWN:
        shown = f"{place.rows[0]}–{place.rows[-1]}"
    row = text("table.row", lang, rows=shown)
    if len(place.row_names) == 1:
        row += text("table.name", lang, name=place.row_names[0])
    parts.append(row)
    if 0 < len(place.columns) <= _COLUMNS_SHOWN:
        names = ", ".join(text("table.name", lang, name=name).strip() for name in place.columns)
        parts.append(text("table.column", lang, columns=names))
    return ", ".join(parts)


def part_lines(source: str) -> str:
    """Give each line a paragraph of its own; only list items and table rows stay together.

    The composer ends a sentence group with a line end: Markdown would take what follows a
    list for a part of its last item, and what stands over a line of dashes for a heading.
    """
    lines = source.split("\n")
    parted = lines[:1]
    for before, line in pairwise(lines):
        together = before.strip() and _TOGETHER.match(before) and _TOGETHER.match(line)
        parted += [line] if together or not line.strip() else ["", line]
    return "\n".join(parted)


def _chip(mark: re.Match[str], turn: int, known: set[int], doubts: Mapping[int, str]) -> str:
    if mark.group(2):
        return rf"\{mark.group(2)}"
    n = int(mark.group(1))
    if n not in known:
        return rf"\[{n}\]"
    chip = rf"[\[{n}\]](#{chip_target(turn, n)})"
    return f"{chip} {doubted(doubts[n])}" if n in doubts else chip


def _outside_link(source: str) -> bool:
    return any(_link_words(link) != link.group() for link in _LINK.finditer(source))


def _link_words(link: re.Match[str]) -> str:
    # `[1][2]` is two marks in a row, not a link by reference.
    if re.fullmatch(r"\[\d{1,3}\]\[\d{1,3}\]", link.group()):
        return link.group()
    return link.group(1)


def _guard(source: str) -> str:
    """Take from Markdown what a report never means by it; `<` and `&` show as they are."""
    # A bar of a cell's own comes with a backslash, which is doubled below.
    escaped = source.replace("&", "&amp;").replace("<", "&lt;").replace("\\|", "&#124;")
    escaped = _TOUCHY.sub(r"\\\1", escaped)
    escaped = _SNAKE.sub(r"\\\1", escaped)
    return _ADDRESS.sub(_unlinked, escaped)


def _unlinked(address: re.Match[str]) -> str:
    word = address.group(1) or address.group(3) or ""
    sign = address.group(2) or address.group(4) or address.group(5)
    return f"{word}&#{ord(sign)};"


def _as_entity(character: re.Match[str]) -> str:
    return f"&#{ord(character.group(1))};"
