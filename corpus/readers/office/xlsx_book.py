"""What a workbook keeps for all its sheets: their names, its texts, its formats."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.readers.office.number_formats import built_in_format
from corpus.readers.office.package import Package, relation_id
from corpus.readers.xml import Element, attribute, child, children, descendants, iterate_xml

_ON = ("1", "true", "on")
# How a text writes a control character: `_x000D_`.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_TITLE_ROWS = re.compile(r"\$(\d{1,7}):\$(\d{1,7})(?:,|$)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name, its part, and whether it is shown; `kind` as its relation has it."""

    name: str
    part: str
    kind: str
    is_hidden: bool
    title_row: int = -1


@dataclass(frozen=True, slots=True)
class Look:
    """A cell's number format and whether it is bold."""

    code: str = "General"
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook without its sheets' cells."""

    sheets: tuple[Sheet, ...]
    texts: tuple[str, ...]
    looks: tuple[Look, ...]
    is_1904: bool


def read_book(package: Package, main: str) -> Book:
    """Read the workbook part and what it refers to.

    Source: ECMA-376 Part 1, 18.2 (workbook), 18.4 (shared strings), 18.8 (styles).
    """
    root = package.xml(main)
    titles: dict[int, int] = {}
    for one in descendants(root, "definedName"):
        at = attribute(one, "localSheetId")
        found = _TITLE_ROWS.search(one.text or "")
        if attribute(one, "name") == "_xlnm.Print_Titles" and found and at.isdecimal():
            titles[int(at[:6])] = int(found[2]) - 1
    sheets: list[Sheet] = []
    for number, one in enumerate(descendants(root, "sheet")):
        relation = package.relations(main).get(relation_id(one))
        if relation is None or relation.is_external:
            package.lose("parts-damaged")
            continue
        hidden = attribute(one, "state") in ("hidden", "veryHidden")
        sheets.append(
            Sheet(
                attribute(one, "name"),
                relation.target,
                relation.kind,
                hidden,
                titles.get(number, -1),
            )
        )
    properties = child(root, "workbookPr")
    is_1904 = properties is not None and attribute(properties, "date1904") in _ON
    return Book(tuple(sheets), _shared_texts(package, main), _looks(package, main), is_1904)


def text_of(element: Element) -> str:
    """Return the text of a shared or inline string, without its reading aids."""
    parts = []
    for one in children(element, "t", "r"):
        found = one if child(one, "t") is None else child(one, "t")
        if found is not None and found.text:
            parts.append(found.text)
    text = "".join(parts)
    return _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), text) if "_x" in text else text


def _shared_texts(package: Package, main: str) -> tuple[str, ...]:
    part = package.related(main, "sharedStrings")
    if not part or part not in package:
        return ()
    strings = iterate_xml(package.read(part), package.source, "si", on_damage=package.lose_part)
    return tuple(text_of(one) for one in strings)


def _looks(package: Package, main: str) -> tuple[Look, ...]:
    part = package.related(main, "styles")
    root = package.optional_xml(part) if part else None
    if root is None:
        return ()
    codes = {
        attribute(one, "numFmtId"): attribute(one, "formatCode", "General")
        for one in descendants(root, "numFmt")
    }
    fonts = child(root, "fonts")
    bold = [
        any(attribute(one, "val", "1") in _ON for one in children(font, "b"))
        for font in (children(fonts, "font") if fonts is not None else ())
    ]
    formats = child(root, "cellXfs")
    looks = []
    for one in children(formats, "xf") if formats is not None else ():
        number, font = attribute(one, "numFmtId", "0"), attribute(one, "fontId", "0")
        code = codes.get(number)
        if code is None:
            code = (
                built_in_format(int(number))
                if number.isdecimal() and len(number) < 6
                else "General"
            )
        is_bold = font.isdecimal() and len(font) < 6 and int(font) < len(bold) and bold[int(font)]
        looks.append(Look(code, is_bold))
    return tuple(looks)
