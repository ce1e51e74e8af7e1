"""Signs of private fonts: what Hancom's documents print with code points that have no meaning.

Hancom's own fonts hold bullets and boxed numbers in plane 15, and symbol fonts put theirs at
U+F020 to U+F0FF. Those whose shape is agreed on become the character of that shape; all
others stay and are counted. (Old Hangul in the private area is among these.)

Source: the shapes of Wingdings and Symbol as Microsoft documents them; for plane 15 the
printed shapes that several independent readers of HWP report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

RAISED = str.maketrans("0123456789)", "⁰¹²³⁴⁵⁶⁷⁸⁹⁾")
# A power, or the numbers of sources (`3, 4-7`).
_NUMBERS = re.compile(r"\d{1,3}\)?(?:\s?[,~∼–-]\s?\d{1,3}\)?){0,20}|\)")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd]")


def _shapes() -> dict[str, str]:
    symbols = {
        0x22: "✂", 0x28: "☎", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺",
        0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒",
        0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9E: "·", 0x9F: "•",
        0xA0: "·", 0xA1: "○", 0xA2: "○", 0xA3: "○", 0xA4: "◎", 0xA5: "◎", 0xA7: "▪",
        0xA8: "□", 0xAB: "★", 0xB7: "•", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
        0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xFB: "✗",
        0xFC: "✔", 0xFD: "☒", 0xFE: "☑",
    }  # fmt: skip
    hancom = {
        0x003B: "↓", 0x012B: "(인)", 0x02EF: "·", 0x02FB: "▸", 0x02FC: "►", 0x031C: "■",
        0x03A0: "↵", 0x03C5: "□", 0x0854: "《", 0x0855: "》", 0x0806: "┌", 0x0807: "┬",
        0x0808: "┐", 0x080C: "└", 0x080E: "┘", 0x080F: "━", 0x0810: "│", 0x0811: "┌",
        0x0817: "└", 0x081A: "─", 0x081C: "┈", 0x0827: "═", 0x0832: "═", 0x0848: "━",
    }  # fmt: skip
    shapes = {chr(0xF000 + code): sign for code, sign in symbols.items()}
    shapes.update((chr(0xF0000 + code), sign) for code, sign in hancom.items())
    for number in range(20):
        # Numbers in a box and, white on black, in a filled one.
        shapes[chr(0xF02B1 + number)] = chr(0x2460 + number)
        shapes[chr(0xF02CE + number)] = chr(0x2776 + number if number < 10 else 0x24E1 + number)
    # The first letter of the company's name, in the code for old Hangul.
    shapes["\uf53a"] = "ᄒᆞᆫ"
    for place, letter in enumerate("한글과컴퓨터"):
        shapes[chr(0xF03EF + place)] = letter
    return shapes


_SHAPES = _shapes()


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A text whose known private signs are characters; `unmapped` counts the others."""

    text: str
    unmapped: int = 0


def is_number_list(text: str) -> bool:
    """Tell raised text that `RAISED` writes as the format shows it; letters have no such form."""
    return _NUMBERS.fullmatch(text) is not None


def read_glyphs(text: str) -> Glyphs:
    """Put characters where a private sign has a known shape; the length may change."""
    if _PRIVATE.search(text) is None:
        return Glyphs(text)
    unmapped = 0

    def show(match: re.Match[str]) -> str:
        nonlocal unmapped
        shape = _SHAPES.get(match[0])
        unmapped += shape is None
        return match[0] if shape is None else shape

    return Glyphs(_PRIVATE.sub(show, text), unmapped)
