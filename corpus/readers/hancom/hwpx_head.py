"""What `header.xml` of an HWPX file defines: styles, paragraph shapes, letters, numbering.

Source: KS X 6101 (OWPML), `head`: `refList` with `charProperties`, `paraProperties`,
`styles`, `numberings`, `bullets`; `beginNum`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice

from corpus.readers.hancom.hwpx_values import find_child, flag_value, int_value, text_value
from corpus.readers.hancom.numbering import MAX_LEVELS, HeadLevel, Numbering
from corpus.readers.xml import Element, children, descendants, local_name

# Nobody defines more; each takes some memory.
_MOST = 100_000
_POINT = 100


@dataclass(frozen=True, slots=True)
class ParagraphShape:
    """How paragraphs of a shape are numbered: `heading` is NONE, OUTLINE, NUMBER or BULLET.

    `level` counts from 1; `definition` is the id of the numbering or bullet.
    """

    heading: str = "NONE"
    definition: int = 0
    level: int = 1
    page_break: bool = False


@dataclass(frozen=True, slots=True)
class Letters:
    """How characters of a shape look; the size is in points."""

    size: float = 10.0
    bold: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its names (Korean, English) and the shapes it sets."""

    names: tuple[str, ...]
    paragraph: str = ""
    letters: str = ""


@dataclass(slots=True)
class Head:
    """All that the body refers to by an id; ids of what is referred to by others are text."""

    paragraphs: dict[str, ParagraphShape] = field(default_factory=dict)
    letters: dict[str, Letters] = field(default_factory=dict)
    styles: dict[str, Style] = field(default_factory=dict)
    numberings: dict[int, Numbering] = field(default_factory=dict)
    bullets: dict[int, str] = field(default_factory=dict)
    begin: dict[str, int] = field(default_factory=dict)


def read_head(root: Element) -> Head:
    """Return what `header.xml` defines."""
    head = Head()
    wanted = descendants(root, "charPr", "paraPr", "style", "numbering", "bullet", "beginNum")
    for one in islice(wanted, _MOST):
        name, key = local_name(one), text_value(one, "id")
        if name == "charPr":
            size = int_value(one, "height", 1000) / _POINT
            bold, raised = (find_child(one, sign) is not None for sign in ("bold", "supscript"))
            head.letters[key] = Letters(size, bold, raised)
        elif name == "paraPr":
            head.paragraphs[key] = _paragraph(one)
        elif name == "style":
            names = (text_value(one, "name"), text_value(one, "engName"))
            head.styles[key] = Style(
                tuple(part for part in names if part),
                text_value(one, "paraPrIDRef"),
                text_value(one, "charPrIDRef"),
            )
        elif name == "numbering":
            head.numberings[int_value(one, "id")] = _numbering(one)
        elif name == "bullet":
            head.bullets[int_value(one, "id")] = (
                "" if flag_value(one, "useImage") else (text_value(one, "char"))
            )
        else:
            head.begin = {
                kind: int_value(one, kind, 1)
                for kind in ("page", "footnote", "endnote", "pic", "tbl", "equation")
            }
    return head


def _paragraph(element: Element) -> ParagraphShape:
    heading = find_child(element, "heading")
    page_break = flag_value(find_child(element, "breakSetting"), "pageBreakBefore")
    kind = text_value(heading, "type", "NONE").upper()
    level = min(max(int_value(heading, "level") + 1, 1), MAX_LEVELS)
    return ParagraphShape(kind, int_value(heading, "idRef"), level, page_break)


def _numbering(element: Element) -> Numbering:
    levels: dict[int, HeadLevel] = {}
    for one in children(element, "paraHead"):
        level = int_value(one, "level", len(levels) + 1)
        if 1 <= level <= MAX_LEVELS:
            levels[level] = HeadLevel(
                (one.text or "")[:64],
                text_value(one, "numFormat", "DIGIT").upper(),
                int_value(one, "start", 1),
            )
    deepest = max(levels, default=0)
    return Numbering(tuple(levels.get(n, HeadLevel("")) for n in range(1, deepest + 1)))
