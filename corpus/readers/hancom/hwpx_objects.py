"""What stands in a line of an HWPX text and is no character: forms, equations, signs.

Source: KS X 6101 (OWPML): `equation`, `compose`, `dutmal`, `btn`, `checkBtn`, `radioBtn`,
`comboBox`, `listBox`, `edit`, `textart`, `shapeComment`.
"""

from __future__ import annotations

import re

from corpus.readers.hancom.hwpx_values import find_child, text_value
from corpus.readers.xml import Element, children

INLINE = frozenset(
    "equation compose dutmal btn checkBtn radioBtn comboBox listBox edit scrollBar".split()
)
DRAWN = frozenset(
    """
    rect ellipse arc polygon curve line connectLine container textart pic ole video chart
    unknownObject
    """.split()
)
# What a drawn object costs a reader who cannot see it.
LOSSES = {
    "pic": "images-not-read",
    "ole": "objects-not-read",
    "unknownObject": "objects-not-read",
    "video": "media-not-read",
    "chart": "charts-not-read",
}
_MARKED = ("CHECKED", "1", "TRUE")
# What Hancom writes by itself below the picture of a thing: `그림입니다.`, the file's name.
_GENERATED = re.compile(
    r"\s*(?:[가-힣A-Za-z ]{0,16}(?:그림|사각형|타원|원|호|다각형|곡선|선|개체|글맵시|동영상|수식|"
    r"차트|표|글상자|도형|삼각형|화살표)입니다\.?|원본 그림의 (?:이름|크기)"
    r"|This is (?:an? )?[A-Za-z ]{1,24}\.|Original Picture)"
)


def inline_text(name: str, element: Element) -> str:
    """Return what an object shows in the line it stands in."""
    if name == "equation":
        script = find_child(element, "script")
        written = " ".join((script.text or "").split()) if script is not None else ""
        return f"[수식: {written}]" if written else ""
    if name == "compose":
        return text_value(element, "composeText")
    if name == "dutmal":
        main, small = (_text_of(element, part) for part in ("mainText", "subText"))
        return f"{main}({small})" if main and small else main or small
    if name == "edit":
        return _text_of(element, "text") or text_value(element, "text")
    if name in ("comboBox", "listBox"):
        return _chosen(element)
    caption = text_value(element, "caption")
    marked = text_value(element, "value").upper() in _MARKED
    if name == "checkBtn":
        return f"{'☑' if marked else '☐'} {caption} "
    if name == "radioBtn":
        return f"{'◉' if marked else '○'} {caption} "
    return f"[{caption}] " if name == "btn" and caption else ""


def described(element: Element) -> str:
    """Return what a person wrote about a picture; empty for what Hancom wrote by itself."""
    comment = find_child(element, "shapeComment")
    text = (comment.text or "").strip() if comment is not None else ""
    return "" if _GENERATED.match(text) else " ".join(text.split())


def art_text(element: Element) -> str:
    """Return the words of a `textart`; its line ends come as pictures of control signs."""
    text = text_value(element, "text")
    return re.sub("␍␊|␊|␍|\r\n?", "\n", text).strip()


def _text_of(element: Element, name: str) -> str:
    one = find_child(element, name)
    return (one.text or "").strip() if one is not None else ""


def _chosen(element: Element) -> str:
    """Return the entry that is chosen in a list; all of them if none is."""
    chosen = text_value(element, "selectedValue")
    shown = []
    for item in children(element, "listItem"):
        display, value = text_value(item, "displayText"), text_value(item, "value")
        if chosen and chosen in (value, display):
            return display or value
        shown.append(display or value)
    shown = [entry for entry in shown if entry]
    return chosen or (f"[{' / '.join(shown)}]" if shown else "")
