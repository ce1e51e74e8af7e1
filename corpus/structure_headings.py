"""Which lines are headings, and their levels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure_annexes import mark_annexes
from corpus.structure_join import Flow
from corpus.structure_lines import Line, ends_as_sentence
from corpus.structure_markers import NUMBER_RANK, number_of

_HEADING_MAX = 90
_NUMBER_HEADING_MAX = 64
_BULLET_HEADING_MAX = 44
_PLAIN_HEADING_MAX = 40
_TITLE_MAX = 100
_TITLE_WITHIN = 6
_HEADING_NUMBERS = frozenset(
    {
        "part",
        "chapter",
        "roman",
        "section",
        "cjk",
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
# Numbers that never stand below a bullet.
_GREAT_NUMBERS = frozenset({"part", "chapter", "roman", "cjk", "section"})
_FRONTS = frozenset({"front", "annex"})
_BIG_BULLETS = "□■◆◇▣◈❏❑ㅁᄆ"
_TOP_BULLETS = "□■◆◇▣◈❏❑ㅁᄆ●▶◎○"
_STOPS = (".", ":", "：", "?", "!", "”", "’", "'", '"', "。")
# `사업 기간 : 2024~2027년` and `2024. 5. 20.(월)` are entries, no titles.
_PAIR = re.compile(r"\S\s?[:：]\s?\S")
_VALUE = re.compile(r"(?:약|총)?[\s\d.,~∼\-–()년월일시분억만천조원명개건회%월화수목금토]+")
_OFFICE = re.compile(
    r"(?:[가-힣]+\s){0,3}[가-힣]*(?:장관|청장|시장|군수|도지사|위원장|교육감|원장|이사장|의장|총장|회장)"
)
_FRONT = re.compile(
    r"요약|요약문|초록|서론|서문|머리말|들어가며|들어가는말|결론|맺음말|맺으며|나가며|참고문헌|"
    r"참고자료|부록|국문요약|영문요약|약어표|용어설명|용어해설|감사의글|인용문헌|부칙|별표|"
    r"제출문|발간사|일러두기|영문초록|핵심요약|요약및시사점|질의응답|자주묻는질문|"
    r"summary|abstract|executivesummary|introduction|conclusion|conclusions|references|"
    r"bibliography|appendix|glossary|preface|foreword|摘要|参考文献|附录|引言|结论|目录",
    re.IGNORECASE,
)


def choose_headings(lines: Sequence[Line], flow: Flow) -> None:
    """Turn items whose text is a title, and lone short lines above lists, into headings."""
    shown = [line for line in lines if line.role not in ("furniture", "skip", "footnote")]
    mark_annexes(shown)
    _drop_signatures(shown)
    known = {line.kind for line in shown if line.role == "heading" and line.kind}
    known |= _title_bullets(shown)
    after: Line | None = None
    # From the end, for a title may stand above another title.
    for at in range(len(shown) - 1, -1, -1):
        line = shown[at]
        before = shown[at - 1] if at else None
        if line.role == "item" and (line.kind == "annex" or _is_listed(line, flow)):
            pass
        elif line.role == "item" and _is_title(line, before, after, line.kind in known, flow):
            line.role = "heading"
        elif line.role == "text" and not line.marked:
            if _is_front(line):
                line.role, line.kind = "heading", "front"
            elif _is_plain_title(line, before, after, flow):
                line.role, line.kind = "heading", "plain"
        elif line.role == "heading" and not line.kind and _is_front(line):
            line.kind = "front"
        after = line


def _is_listed(line: Line, flow: Flow) -> bool:
    """Tell an item of a list that the format itself makes; only a square may head a section."""
    is_bullet = line.kind.startswith("bullet:") and not is_big_bullet(line.marker)
    return line.marked and is_bullet and not flow.reflowed


def _drop_signatures(lines: Sequence[Line]) -> None:
    """Who signs below the date of a notice heads nothing, nor who signs below that."""
    signed = False
    for above, line in zip(lines, lines[1:], strict=False):
        dated = signed or bool(_VALUE.fullmatch(above.text))
        signed = dated and line.role == "heading" and bool(_OFFICE.fullmatch(line.text))
        if signed:
            line.role, line.depth, line.marked = "text", 0, False


def is_small_number(kind: str) -> bool:
    """Tell `(1)`, `1)` and `①`, which count titles as well as items."""
    return kind.removeprefix("number:") in _SMALL_NUMBERS


def is_big_bullet(marker: str) -> bool:
    """Tell a bullet that no report puts below a smaller one."""
    return bool(marker) and marker in _BIG_BULLETS


def find_title(lines: Sequence[Line]) -> Line | None:
    """Return the heading that may be the document's title: the one that opens it.

    A plain line that opens the file above its first heading becomes a heading.
    """
    shown = [line for line in lines if line.role not in ("furniture", "skip", "verbatim")]
    for at, line in enumerate(shown[:_TITLE_WITHIN]):
        following = shown[at + 1 : at + 2]
        if line.role == "heading":
            numbered = line.kind.startswith("number:") and line.kind != "number:closed-number"
            return line if line.depth and not numbered and line.kind not in _FRONTS else None
        is_short = line.width <= _TITLE_MAX and not line.text.endswith((*_STOPS, ","))
        if (
            line.role == "text"
            and is_short
            and not line.marked
            and following
            and following[0].role == "heading"
            and at == 0
        ):
            line.role, line.kind, line.depth = "heading", "title", 0
            return line
        if line.role != "text" or not is_short:
            return None
    return None


def _is_front(line: Line) -> bool:
    return line.width <= 40 and bool(
        _FRONT.fullmatch("".join(line.content.split()).strip("<>〈〉[]【】《》*#"))
    )


def _title_bullets(lines: Sequence[Line]) -> set[str]:
    """Return the bullets that stand before titles more often than before sentences.

    Only the outermost bullet of a document does.
    """
    items = [line for line in lines if line.kind.startswith("bullet:") and line.role == "item"]
    signs = [line.marker for line in items]
    big = [sign for sign in signs if sign in _BIG_BULLETS]
    outer = (big or signs)[:1]
    kinds = {line.kind for line in items if line.marker in outer and line.marker in _TOP_BULLETS}
    for kind in list(kinds):
        own = [line for line in items if line.kind == kind]
        titles = [
            line
            for line in own
            if line.width <= _BULLET_HEADING_MAX
            and not ends_as_sentence(line.content)
            and not line.content.endswith(_STOPS)
        ]
        if len(titles) < 0.6 * len(own):
            kinds.discard(kind)
    return kinds


def _is_title(line: Line, before: Line | None, after: Line | None, known: bool, flow: Flow) -> bool:
    content = line.content.strip("* ")
    if not content or after is None or "\t" in content or line.indent > 8:
        return False
    if ends_as_sentence(content) or content.endswith(_STOPS) or re.search(r"[가-힣]\. \S", content):
        return False
    if after.role == "text" and flow.wrapped and flow.goes_on(line, after, False):
        return False
    if _PAIR.search(content) or _VALUE.fullmatch(content):
        return False
    # Numbers one below the other count up a list, they head nothing.
    in_list = _is_peer(after, line) or before is not None and _is_peer(before, line)
    kind = line.kind.removeprefix("number:")
    if kind in _HEADING_NUMBERS:
        limit = _HEADING_MAX if kind in _GREAT_NUMBERS else _NUMBER_HEADING_MAX
        return line.width <= limit and not in_list and after.role != "toc"
    if kind in _SMALL_NUMBERS:
        below = after.role == "text" and after.width > line.width
        return line.width <= _BULLET_HEADING_MAX and below and not in_list
    return known and line.width <= _NUMBER_HEADING_MAX


def _is_peer(other: Line, line: Line) -> bool:
    return other.kind == line.kind and other.role in ("item", "heading") and not other.depth


def _is_plain_title(line: Line, before: Line | None, after: Line | None, flow: Flow) -> bool:
    if line.width > _PLAIN_HEADING_MAX or after is None or before is None or "\t" in line.text:
        return False
    if re.search(r"\d{4}\.\s?\d", line.text):
        return False
    if ends_as_sentence(line.text) or line.text.endswith(_STOPS) or not line.text[0].isalnum():
        return False
    if not flow.reflowed:
        return _heads_items(line, before, after)
    if line.gap == 0 or line.gap < flow.usual_gap:
        return False
    heads = after.role in ("item", "table") or after.role == "heading" and after.kind == "plain"
    if not heads:
        return False
    if before.role not in ("text", "item"):
        return True
    end = flow.ending(before)
    if flow.wrapped:
        full = flow.full.get(before.start, before.width)
        return end.closed or line.gap > flow.usual_gap and before.width < 0.8 * full
    return not end.open


def _heads_items(line: Line, before: Line, after: Line) -> bool:
    """Tell a short paragraph above a list, where a paragraph is a line, from a part of a form."""
    ended = before.role not in ("text", "heading") or before.text.endswith(_STOPS)
    lists = after.role in ("item", "table") and bool(after.kind or after.role == "table")
    return ended and lists and before.role != "toc" and not _VALUE.fullmatch(line.text)


def set_heading_levels(lines: Sequence[Line], opening: Line | None) -> Line | None:
    """Give headings of one kind one level, the kinds ranked as they nest in this document.

    Returns the document's title: `opening`, if it stands alone above all others.
    """
    plain = opening is not None and opening.kind == "title"
    headings = [
        line for line in lines if line.role == "heading" and not (plain and line is opening)
    ]
    order: list[str] = []
    depths: dict[str, int] = {}
    kinds: list[str] = []
    current = -1
    for line in headings:
        kind = _rank_kind(line, depths)
        kinds.append(kind)
        if kind == "front":
            continue
        if kind not in order:
            depths[kind] = line.depth
            order.insert(_place(kind, line.depth, order, depths, current), kind)
        current = order.index(kind)
    top = next((at for at, kind in enumerate(order) if kind.startswith("number:")), 0)
    for line, kind in zip(headings, kinds, strict=True):
        line.level = (top if kind == "front" else order.index(kind)) + 1
    _lower_intruders(headings)
    title = opening
    if opening is not None and not plain:
        # A title of several lines is one mark of the reader's.
        whole = [
            line
            for line in headings
            if line is opening or line.mark >= 0 and line.mark == opening.mark
        ]
        others = [line for line in headings if line not in whole]
        title = opening if all(line.level > opening.level for line in others) else None
        headings = others if title is not None else headings
    used = sorted({line.level for line in headings})
    for line in headings:
        line.level = used.index(line.level) + 1
    if title is not None:
        title.level = 1
    return title


def close_sections(lines: Sequence[Line]) -> None:
    """An item that counts on from a heading (`3. ...` below `2. ...`) is none of its section."""
    sections: list[Line] = []
    for line in lines:
        if line.role == "heading":
            while sections and sections[-1].level >= line.level:
                sections.pop()
            sections.append(line)
        elif line.role == "item" and line.kind.startswith("number:") and not line.marked:
            number = number_of(line.marker)
            for at in range(len(sections) - 1, -1, -1):
                counted = sections[at].kind == line.kind
                if counted and number == number_of(sections[at].marker) + 1:
                    line.closes = sections[at].level
                    del sections[at:]
                    break


def _rank_kind(line: Line, depths: dict[str, int]) -> str:
    if line.kind in _FRONTS:
        return "front"
    if line.kind.startswith("number:"):
        return line.kind
    if line.kind == "contents":
        # In the midst of a document it is a title among others, not the front of it.
        return "plain" if depths and not line.depth else "front"
    if line.depth and not line.kind.startswith("bullet:"):
        # Beside numbered headings of the same depth an unnumbered one is their equal.
        peers = [
            k for k, depth in depths.items() if depth == line.depth and k.startswith("number:")
        ]
        return peers[0] if peers and f"depth:{line.depth}" not in depths else f"depth:{line.depth}"
    return line.kind or "bold"


def _place(
    kind: str, depth: int, order: Sequence[str], depths: dict[str, int], current: int
) -> int:
    if kind == "plain":
        return len(order)
    below = current
    for at, other in enumerate(order):
        relation = _compare(kind, depth, other, depths[other])
        if relation < 0:
            return at
        if relation > 0:
            below = max(below, at)
    return below + 1


def _compare(kind: str, depth: int, other: str, other_depth: int) -> int:
    """Return -1 where `kind` stands above `other`, 1 where below, 0 where nothing tells."""
    if depth and other_depth and depth != other_depth:
        return -1 if depth < other_depth else 1
    number, other_number = kind.removeprefix("number:"), other.removeprefix("number:")
    rank, other_rank = NUMBER_RANK.get(number), NUMBER_RANK.get(other_number)
    if rank is not None and other_rank is not None:
        return -1 if rank < other_rank else 1
    if number in _GREAT_NUMBERS and not other_depth or other == "plain":
        return -1
    # A bullet that heads text stands below the numbers it came after.
    if other_number in _GREAT_NUMBERS and not depth or kind.startswith("bullet:") and other_rank:
        return 1
    return 0


def _lower_intruders(headings: Sequence[Line]) -> None:
    """A title between 3 and 4 of one numbering is a box on the page, not a new chapter."""
    following: list[Line | None] = []
    after: Line | None = None
    for line in reversed(headings):
        following.append(after)
        after = line if line.kind.startswith("number:") else after
    before: Line | None = None
    for line, after in zip(headings, reversed(following), strict=True):
        if line.kind.startswith("number:"):
            before = line
        elif (
            before is not None
            and after is not None
            and before.kind == after.kind
            and before.level >= line.level
            and 1 <= number_of(before.marker) == number_of(after.marker) - 1
        ):
            line.level, line.is_box = before.level + 1, True
