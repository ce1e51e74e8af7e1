"""The numbers and bullets that Word generates before paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.readers.office.numerals import symbol_text, write_number
from corpus.readers.xml import Element, attribute, child, children, descendants

_LEVELS = 9
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    is_legal: bool = False
    font: str = ""


@dataclass(slots=True)
class _Counter:
    """The last number of each level of a list; what is not counted yet is `None`."""

    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    begun: set[tuple[str, int]] = field(default_factory=set)


class Numbering:
    """The lists of a document and how far each has been counted.

    Source: ECMA-376 Part 1, 17.9 (numbering): all lists that share an `abstractNum` count
    on together; a list's `startOverride` begins anew where that list is first used.
    """

    def __init__(self, root: Element | None) -> None:
        """Read `numbering.xml`; without one nothing is numbered."""
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counters: dict[str, _Counter] = {}
        if root is None:
            return
        links: dict[str, str] = {}
        linked: dict[str, str] = {}
        for one in children(root, "abstractNum"):
            key = attribute(one, "abstractNumId")
            self._abstract[key] = {
                level: read for lvl in children(one, "lvl") for level, read in [_read_level(lvl)]
            }
            for name, store in (("styleLink", links), ("numStyleLink", linked)):
                found = child(one, name)
                if found is not None:
                    store[attribute(found, "val") if name == "styleLink" else key] = (
                        key if name == "styleLink" else attribute(found, "val")
                    )
        for one in children(root, "num"):
            found = child(one, "abstractNumId")
            key = attribute(found, "val") if found is not None else ""
            # A list style's definition stands in another abstractNum.
            key = links.get(linked.get(key, ""), key)
            own: dict[int, _Level] = {}
            starts: dict[int, int] = {}
            for change in children(one, "lvlOverride"):
                level = _number(attribute(change, "ilvl"), 0)
                begin = child(change, "startOverride")
                if begin is not None:
                    starts[level] = _number(attribute(begin, "val"), 1)
                replaced = child(change, "lvl")
                if replaced is not None:
                    own[level] = _read_level(replaced)[1]
            self._lists[attribute(one, "numId")] = (key, own, starts)

    def next_marker(self, number_id: str, level: int) -> str:
        """Count a paragraph of a list and return what stands before it, maybe nothing."""
        found = self._lists.get(number_id)
        if found is None:
            return ""
        key, own, starts = found
        levels = {**self._abstract.get(key, {}), **own}
        here = levels.get(level)
        if here is None:
            return ""
        counter = self._counters.setdefault(key, _Counter())
        last = counter.values[level]
        if level in starts and (number_id, level) not in counter.begun:
            value = starts[level]
        else:
            value = here.start if last is None else last + 1
        counter.begun.add((number_id, level))
        counter.values[level] = value
        for deeper in range(level + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            # `lvlRestart` 0 never begins anew, n only after a level above the n-th.
            if restart is None or restart != 0 and level < restart:
                counter.values[deeper] = None
        if here.style == "bullet":
            return symbol_text(here.text, here.font).strip()
        return _PLACE.sub(lambda place: _shown(int(place[1]) - 1, here, levels, counter), here.text)


def _shown(place: int, here: _Level, levels: dict[int, _Level], counter: _Counter) -> str:
    level = levels.get(place, _Level())
    value = counter.values[place]
    style = "decimal" if here.is_legal and level.style != "none" else level.style
    return write_number(level.start if value is None else value, style)


def _read_level(element: Element) -> tuple[int, _Level]:
    style = next(
        (
            attribute(one, "val")
            for one in descendants(element, "numFmt")
            if attribute(one, "val") not in ("", "custom")
        ),
        "decimal",
    )
    run = child(element, "rPr")
    fonts = child(run, "rFonts") if run is not None else None
    font = ""
    if fonts is not None:
        font = (
            attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or attribute(fonts, "eastAsia")
        )
    restart = _value(element, "lvlRestart")
    legal = child(element, "isLgl")
    return min(_number(attribute(element, "ilvl"), 0), _LEVELS - 1), _Level(
        start=_number(_value(element, "start"), 1),
        style=style,
        text=_value(element, "lvlText"),
        restart=_number(restart, 0) if restart else None,
        is_legal=legal is not None and attribute(legal, "val", "1") not in ("0", "false", "off"),
        font=font,
    )


def _value(parent: Element, name: str) -> str:
    found = child(parent, name)
    return attribute(found, "val") if found is not None else ""


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else default
