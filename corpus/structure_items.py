"""How deep the items of lists stand below each other."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.structure_lines import Line
from corpus.structure_markers import NUMBER_RANK, number_of

_BIG_BULLETS = "□■◆◇▣❏❑ㅁᄆ"
# What these introduce is a remark on the item above, not a level of its own.
_REMARKS = frozenset({"bullet:※", "bullet:*", "bullet:☞"})


def set_item_levels(lines: Sequence[Line]) -> None:
    """Give items their depth: a new sign opens a level below, a known one returns to its own."""
    stack: list[tuple[str, int]] = []
    # In a law the paragraph (①) stands right below the article and above its items (1.).
    ranks = dict(NUMBER_RANK)
    if any(line.kind == "number:article" for line in lines):
        ranks["circled"] = ranks["article"] + 0.5
    for line in lines:
        if line.role == "heading" or line.closes or line.kind == "annex":
            stack.clear()
        if line.role not in ("item", "toc"):
            continue
        if line.marked and line.depth and line.role == "item":
            line.level = line.depth
            del stack[line.depth - 1 :]
            stack.extend([("", 0)] * (line.depth - 1 - len(stack)))
            stack.append((_kind(line), line.indent))
            continue
        kind = _kind(line)
        known = [at for at, (other, _) in enumerate(stack) if other == kind]
        if known:
            nearest = min(known, key=lambda at: (abs(stack[at][1] - line.indent), -at))
            # `1.` farther right than an open `1.` counts anew below it, as Markdown nests lists.
            is_below = line.indent > stack[nearest][1] + 1 and number_of(line.marker) == 1
            del stack[nearest + is_below :]
        else:
            while stack and _outranks(line, kind, stack[-1], ranks):
                stack.pop()
        stack.append((kind, line.indent))
        line.level = len(stack)


def _kind(line: Line) -> str:
    if not line.kind:
        return "none"
    if line.marker in ("-", "*", "+", "–"):
        return f"{line.kind}@{line.indent // 2}"
    return line.kind


def _outranks(line: Line, kind: str, top: tuple[str, int], ranks: dict[str, float]) -> bool:
    other, indent = top
    if line.indent + 1 < indent:
        return True
    if other.split("@")[0] in _REMARKS or other == "none":
        return line.indent <= indent + 1
    rank = ranks.get(kind.removeprefix("number:"))
    other_rank = ranks.get(other.removeprefix("number:"))
    if rank is not None and other_rank is not None:
        return rank < other_rank
    sign = kind.removeprefix("bullet:")[:1]
    return kind.startswith("bullet:") and sign in _BIG_BULLETS and line.indent <= indent
