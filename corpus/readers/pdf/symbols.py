"""What the private signs of well-known symbol fonts show."""

from __future__ import annotations

from corpus.readers.hancom.glyphs import read_glyphs

# Word, Hangul and LibreOffice write the bullets of these two fonts as U+F000 plus the
# sign's place in the font. Only signs that serve as bullets, ticks or arrows, whose
# look is the same in every release of the font.
_WINGDINGS = {
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "◻",
    0xD8: "➢",
    0xE0: "→",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_SYMBOL = {0xA7: "♣", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xA3: "≤"}


def is_private(code: int) -> bool:
    """Tell a code that each font may use as it likes."""
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def known_sign(code: int, font: str) -> str:
    """Return what a private code shows in a font of this name, "" where that is not certain.

    Source: the encoding charts of the two fonts; U+F000 to U+F0FF mirror their own 256
    places ("symbol" character map, OpenType specification, table `cmap`).
    """
    if code >= 0xF0000:
        sign = read_glyphs(chr(code))
        return "" if sign.unmapped else sign.text
    if not 0xF000 <= code <= 0xF0FF:
        return ""
    name = "".join(font.split("+")[-1].split()).lower()
    if name.startswith("wingdings") and not name[9:10].isdigit():
        return _WINGDINGS.get(code - 0xF000, "")
    if name.startswith("symbol"):
        return _SYMBOL.get(code - 0xF000, "")
    return ""
