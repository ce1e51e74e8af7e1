"""What the styles of a Word document say about its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.readers.xml import Element, attribute, child, children

_HEADING = re.compile(r"(?:heading|제목|표제|标题|標題|見出し|überschrift|titre|título)\s?([1-9])")
_LIST = re.compile(r"list (?:bullet|number|continue) ([2-5])")
_TITLES = frozenset(("title", "제목", "표제", "문서 제목", "文档标题", "book title"))
_SUBTITLES = frozenset(("subtitle", "부제", "부제목", "副标题"))
_CAPTIONS = frozenset(("caption", "캡션", "표 제목", "그림 제목", "표 캡션", "그림 캡션", "题注"))
# Word follows ten styles at most.
_CHAIN = 12
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class NumberingRef:
    """A list and a level of it, from 0; `number_id` 0 takes a paragraph out of its list."""

    number_id: str
    level: int | None


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    outline: int | None
    numbering: NumberingRef | None
    is_hidden: bool | None


class Styles:
    """The styles of a document by their ids, each with what it inherits.

    Source: ECMA-376 Part 1, 17.7 (styles); 17.3.1.20 (outlineLvl: 0 to 8, 9 for body text).
    """

    def __init__(self, root: Element | None) -> None:
        """Read `styles.xml`; without one every paragraph is plain."""
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for one in children(root, "style") if root is not None else ():
            key = attribute(one, "styleId")
            paragraph, run = child(one, "pPr"), child(one, "rPr")
            self._styles[key] = _Style(
                name=_value(one, "name").strip().lower(),
                based_on=_value(one, "basedOn"),
                outline=outline_level(paragraph),
                numbering=numbering_ref(paragraph),
                is_hidden=is_on(run, "vanish"),
            )
            if attribute(one, "type") == "paragraph" and attribute(one, "default") in _ON:
                self._default = key

    def heading_level(self, style: str) -> int:
        """Return the level of a heading in this style, 1 to 9, or 0 for other text."""
        for one in self._chain(style):
            if one.outline is not None:
                return one.outline + 1 if one.outline < _BODY_LEVEL else 0
            found = _HEADING.fullmatch(one.name)
            if found:
                return int(found[1])
        return 0

    def is_title(self, style: str) -> bool:
        """Tell the style of a document's title."""
        return any(one.name in _TITLES for one in self._chain(style))

    def is_subtitle(self, style: str) -> bool:
        """Tell the style of the line below a document's title."""
        return any(one.name in _SUBTITLES for one in self._chain(style))

    def is_caption(self, style: str) -> bool:
        """Tell the style of captions."""
        return any(one.name in _CAPTIONS for one in self._chain(style))

    def list_depth(self, style: str) -> int:
        """Return how deep a list style of Word's own nests (`List Bullet 2`: 1)."""
        found = (_LIST.fullmatch(one.name) for one in self._chain(style))
        return next((int(one[1]) - 1 for one in found if one), 0)

    def numbering(self, style: str) -> NumberingRef | None:
        """Return the list that a style puts its paragraphs into."""
        level: int | None = None
        for one in self._chain(style):
            if one.numbering is None:
                continue
            level = one.numbering.level if level is None else level
            if one.numbering.number_id:
                return NumberingRef(one.numbering.number_id, level)
        return None

    def is_hidden(self, style: str) -> bool:
        """Tell whether a style hides its text."""
        return next(
            (one.is_hidden for one in self._chain(style) if one.is_hidden is not None), False
        )

    def _chain(self, style: str) -> Iterator[_Style]:
        """Yield a style and those it is based on, the nearest first."""
        key = style or self._default
        for _ in range(_CHAIN):
            one = self._styles.get(key)
            if one is None:
                return
            yield one
            key = one.based_on


def outline_level(paragraph: Element | None) -> int | None:
    """Return the outline level (0 to 9) that paragraph properties set, if they do."""
    return _whole(_value(paragraph, "outlineLvl")) if paragraph is not None else None


def numbering_ref(paragraph: Element | None) -> NumberingRef | None:
    """Return the list that paragraph properties name, if they do."""
    found = child(paragraph, "numPr") if paragraph is not None else None
    if found is None:
        return None
    level = _whole(_value(found, "ilvl"))
    return NumberingRef(_value(found, "numId"), None if level is None else min(level, 8))


def is_on(properties: Element | None, name: str) -> bool | None:
    """Return a property that is on or off, `None` where it is not set."""
    found = child(properties, name) if properties is not None else None
    return attribute(found, "val", "1") in _ON if found is not None else None


def _value(parent: Element, name: str) -> str:
    found = child(parent, name)
    return attribute(found, "val") if found is not None else ""


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None


_ON = ("1", "true", "on")
