"""Which marked lines are headings, their levels, and the levels of items."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.structure_lines import Line
from corpus.structure_markers import NUMBER_RANK, number_of

_HEADING_MAX = 90
_BULLET_HEADING_MAX = 44
_PLAIN_HEADING_MAX = 40
_HEADING_NUMBERS = frozenset(
    {
        "part",
        "chapter",
        "roman",
        "section",
        "arabic",
        "letter",
        "decimal2",
        "decimal3",
        "decimal4",
        "hangul",
    }
)
_SMALL_NUMBERS = frozenset(
    {"closed-number", "half-number", "closed-hangul", "half-hangul", "circled"}
)
_TOP_BULLETS = "□■◆◇▣◈❏❑●▶◎○"
_SENTENCE_ENDS = ("다.", "다", "함", "임", "됨", "음", "요", "까", ",", ";", "는", "을", "를", "및")


def choose_headings(lines: Sequence[Line]) -> None:
    """Turn items whose text is a title, and lone short lines above lists, into headings."""
    shown = [line for line in lines if line.role not in ("furniture", "skip", "footnote")]
    for at, line in enumerate(shown):
        before = shown[at - 1] if at else None
        after = shown[at + 1] if at + 1 < len(shown) else None
        if line.role == "item" and _is_title(line, before, after):
            line.role = "heading"
        elif line.role == "text" and not line.marked and _is_plain_title(line, before, after):
            line.role = "heading"
            line.kind = "plain"


def _is_title(line: Line, before: Line | None, after: Line | None) -> bool:
    content = line.content
    if not content or after is None or content.endswith(_SENTENCE_ENDS) or "\t" in content:
        return False
    if "다. " in content or content.endswith((".", ":", "：")) or line.indent > 8:
        return False
    # Numbers one below the other count up a list, they head nothing.
    in_list = after.kind == line.kind and after.role == "item"
    in_list = in_list or before is not None and before.kind == line.kind and before.role == "item"
    kind = line.kind.removeprefix("number:")
    if kind in _HEADING_NUMBERS:
        limit = _HEADING_MAX if kind in ("part", "chapter", "roman", "section") else 64
        return line.width <= limit and not in_list and after.role != "toc"
    if kind in _SMALL_NUMBERS:
        return (
            line.width <= _BULLET_HEADING_MAX and after.role == "text" and after.width > line.width
        )
    if line.marker and line.marker in _TOP_BULLETS:
        return line.width <= _BULLET_HEADING_MAX and not in_list
    return False


def _is_plain_title(line: Line, before: Line | None, after: Line | None) -> bool:
    if line.width > _PLAIN_HEADING_MAX or after is None or "\t" in line.text:
        return False
    if line.text.endswith((*_SENTENCE_ENDS, ".", ":", "?", "!", "”", "’", "'", '"', ")")):
        return False
    if not line.text[0].isalpha() and not line.text[0].isdigit() or line.gap == 0 and before:
        return False
    if before is None or before.role in ("text", "item") and before.width > 30:
        starts_list = before is None or before.text.endswith((".", "다", "함", "임", "음"))
    else:
        starts_list = True
    return starts_list and after.role == "item" and before is not None


def set_heading_levels(lines: Sequence[Line]) -> None:
    """Give headings of one kind one level, the kinds ranked as they nest in this document."""
    headings = [line for line in lines if line.role == "heading"]
    order: list[str] = []
    depths: dict[str, int] = {}
    current = -1
    for line in headings:
        kind = _rank_kind(line)
        if kind not in order:
            depths[kind] = line.depth
            order.insert(_place(kind, line.depth, order, depths, current), kind)
        current = order.index(kind)
    for line in headings:
        line.level = order.index(_rank_kind(line)) + 1
    _lower_intruders(headings)
    _close_gaps(headings)


def _rank_kind(line: Line) -> str:
    if line.kind.startswith("number:"):
        return line.kind
    if line.depth and not line.kind.startswith("bullet:"):
        return f"depth:{line.depth}"
    return line.kind or "bold"


def _place(
    kind: str, depth: int, order: Sequence[str], depths: dict[str, int], current: int
) -> int:
    rank = NUMBER_RANK.get(kind.removeprefix("number:"), -1)
    for at, other in enumerate(order):
        other_rank = NUMBER_RANK.get(other.removeprefix("number:"), -1)
        if depth and depths[other] and depth != depths[other]:
            outranks = depth < depths[other]
        elif rank >= 0 and other_rank >= 0:
            outranks = rank < other_rank
        else:
            continue
        if outranks:
            return at
    if kind == "plain":
        return len(order)
    below = [
        at
        for at, other in enumerate(order)
        if depth
        and depths[other]
        and depths[other] < depth
        or rank >= 0
        and 0 <= NUMBER_RANK.get(other.removeprefix("number:"), -1) < rank
    ]
    return max([current, *below]) + 1


def _lower_intruders(headings: Sequence[Line]) -> None:
    """A title between 3 and 4 of one numbering is a box on the page, not a new chapter."""
    for at, line in enumerate(headings):
        if line.kind.startswith("number:"):
            continue
        before = next((h for h in reversed(headings[:at]) if h.kind.startswith("number:")), None)
        after = next((h for h in headings[at + 1 :] if h.kind.startswith("number:")), None)
        if (
            before is not None
            and after is not None
            and before.kind == after.kind
            and before.level >= line.level
            and 1 <= number_of(before.marker) == number_of(after.marker) - 1
        ):
            line.level = before.level + 1


def _close_gaps(headings: Sequence[Line]) -> None:
    used = sorted({line.level for line in headings})
    for line in headings:
        line.level = used.index(line.level) + 1


def set_item_levels(lines: Sequence[Line]) -> None:
    """Give items their depth: a new sign opens a level below, a known one returns to its own."""
    stack: list[tuple[str, int]] = []
    for line in lines:
        if line.role in ("heading", "table"):
            stack.clear()
        if line.role != "item":
            continue
        if line.marked and line.depth:
            line.level = line.depth
            continue
        kind = _item_kind(line)
        known = [at for at, (other, _) in enumerate(stack) if other == kind]
        if known:
            del stack[known[-1] :]
        else:
            while stack and _outranks(line, kind, stack[-1]):
                stack.pop()
        stack.append((kind, line.indent))
        line.level = len(stack)


def _item_kind(line: Line) -> str:
    return f"{line.kind}@{line.indent // 2}" if line.marker in ("-", "*", "+", "–") else line.kind


def _outranks(line: Line, kind: str, top: tuple[str, int]) -> bool:
    other, indent = top
    if line.indent + 1 < indent:
        return True
    rank = NUMBER_RANK.get(kind.removeprefix("number:"))
    other_rank = NUMBER_RANK.get(other.removeprefix("number:"))
    if rank is not None and other_rank is not None:
        return rank < other_rank
    big = kind.removeprefix("bullet:")[:1] in "□■◆◇▣❏❑" and not kind.startswith("number")
    return big and line.indent <= indent
