"""Office equations (OMML) written on one line."""

from __future__ import annotations

import re

from corpus.readers.xml import Element, attribute, child, children, local_name

_DEEPEST = 60
_SIMPLE = re.compile(r"[^\W_]+(?:[.,]\d+)?|\S")
_SKIPPED = frozenset(("rPr", "ctrlPr", "argPr", "instrText", "delText"))


def equation_text(math: Element) -> str:
    """Return an equation on one line: `(a+b)/2`, `x^2`, `√(x)`, `∑_(i=1)^n`.

    Source: ECMA-376 Part 1, 22.1 (Office Math Markup Language).
    """
    return " ".join(_inside(math, 0).split())


def _inside(element: Element, depth: int) -> str:
    if depth > _DEEPEST:
        return "".join(one.text or "" for one in element.iterdescendants() if one.text)
    return "".join(_one(one, depth + 1) for one in children(element))


def _one(element: Element, depth: int) -> str:
    name = local_name(element)
    if name.endswith("Pr") or name in _SKIPPED:
        return ""
    if name == "t":
        return element.text or ""
    writer = _WRITERS.get(name)
    return writer(element, depth) if writer else _inside(element, depth)


def _part(element: Element, name: str, depth: int) -> str:
    found = child(element, name)
    return _inside(found, depth) if found is not None else ""


def _closed(text: str) -> str:
    """Return a term in brackets unless it is one word or sign."""
    text = text.strip()
    return text if not text or _SIMPLE.fullmatch(text) else f"({text})"


def _fraction(element: Element, depth: int) -> str:
    top, bottom = _part(element, "num", depth), _part(element, "den", depth)
    return f"{_closed(top)}/{_closed(bottom)}"


def _scripts(element: Element, depth: int) -> str:
    low, high = _part(element, "sub", depth), _part(element, "sup", depth)
    base = _part(element, "e", depth)
    ends = (f"_{_closed(low)}" if low else "") + (f"^{_closed(high)}" if high else "")
    if local_name(element) == "sPre":
        return f"{ends}{base}"
    return (base if _SIMPLE.fullmatch(base.strip()) else _closed(base)) + ends


def _root(element: Element, depth: int) -> str:
    degree = _part(element, "deg", depth)
    return f"{f'{degree}' if degree else ''}√({_part(element, 'e', depth)})"


def _brackets(element: Element, depth: int) -> str:
    signs = {"begChr": "(", "endChr": ")", "sepChr": "|"}
    properties = child(element, "dPr")
    for one in children(properties) if properties is not None else ():
        if local_name(one) in signs:
            signs[local_name(one)] = attribute(one, "val")
    inner = signs["sepChr"].join(_inside(one, depth) for one in children(element, "e"))
    return f"{signs['begChr']}{inner}{signs['endChr']}"


def _large(element: Element, depth: int) -> str:
    properties = child(element, "naryPr")
    sign = "∫"
    for one in children(properties, "chr") if properties is not None else ():
        sign = attribute(one, "val", sign)
    low, high = _part(element, "sub", depth), _part(element, "sup", depth)
    ends = (f"_{_closed(low)}" if low else "") + (f"^{_closed(high)}" if high else "")
    return f"{sign}{ends} {_part(element, 'e', depth)}"


def _function(element: Element, depth: int) -> str:
    return f"{_part(element, 'fName', depth)} {_closed(_part(element, 'e', depth))}"


def _limit(element: Element, depth: int) -> str:
    sign = "_" if local_name(element) == "limLow" else "^"
    return f"{_part(element, 'e', depth)}{sign}{_closed(_part(element, 'lim', depth))}"


def _matrix(element: Element, depth: int) -> str:
    rows = (
        ", ".join(_inside(one, depth) for one in children(row, "e"))
        for row in children(element, "mr")
    )
    return f"[{'; '.join(rows)}]"


def _lines(element: Element, depth: int) -> str:
    return "; ".join(_inside(one, depth) for one in children(element, "e"))


_WRITERS = {
    "f": _fraction,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "sPre": _scripts,
    "rad": _root,
    "d": _brackets,
    "nary": _large,
    "func": _function,
    "limLow": _limit,
    "limUpp": _limit,
    "m": _matrix,
    "eqArr": _lines,
}
