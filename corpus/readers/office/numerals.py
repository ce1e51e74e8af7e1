"""The numbers that Office programs write before list items and notes."""

from __future__ import annotations

import re

_GANADA = "가나다라마바사아자차카타파하"
_CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_DIGITS = "영일이삼사오육칠팔구"
_NATIVE_ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_HANJA = "〇一二三四五六七八九"
_FORMAL = "零壹貳參四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
)
_AIUEO = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST = 9999


def write_number(value: int, style: str) -> str:
    """Return a number in a style of WordprocessingML; `none` gives nothing.

    Source: ECMA-376 Part 1, 17.18.59 (ST_NumberFormat). What is beyond a style's signs, and
    a style that we do not know, gives decimal digits.
    """
    plain = str(value)
    if style in ("none", "bullet"):
        return ""
    if style == "decimalZero":
        return f"{value:02d}"
    if not 0 < value <= _MOST:
        return plain
    if style in ("upperRoman", "lowerRoman"):
        roman = _roman(value)
        return roman if style == "upperRoman" else roman.lower()
    if style in ("upperLetter", "lowerLetter"):
        # After Z come AA, BB and so on.
        times, at = divmod(value - 1, 26)
        letters = chr(65 + at) * min(times + 1, 20)
        return letters if style == "upperLetter" else letters.lower()
    for name, signs in _CYCLES.items():
        if style == name:
            return signs[(value - 1) % len(signs)]
    if style in _ENCLOSED:
        first, most = _ENCLOSED[style]
        return chr(first + value - 1) if value <= most else plain
    if style == "decimalEnclosedCircle":
        return _circled(value)
    if style in ("koreanDigital", "koreanDigital2"):
        digits = _DIGITS if style == "koreanDigital" else "零一二三四五六七八九"
        return "".join(digits[int(one)] for one in plain)
    if style == "koreanCounting":
        return _placed(value, _DIGITS, ("", "십", "백", "천"))
    if style == "koreanLegal":
        return _NATIVE_TENS[value // 10] + _NATIVE_ONES[value % 10] if value < 100 else plain
    if style in _HANJA_STYLES:
        return _placed(value, _HANJA, ("", "十", "百", "千"))
    if style in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return _placed(value, _FORMAL, ("", "拾", "百", "千"))
    if style == "ordinal":
        return plain + _ordinal_end(value)
    if style == "decimalFullWidth":
        return "".join(chr(0xFF10 + int(one)) for one in plain)
    if style == "numberInDash":
        return f"- {plain} -"
    return plain


_CYCLES = {
    "ganada": _GANADA,
    "chosung": _CHOSUNG,
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
    "iroha": _IROHA,
    "irohaFullWidth": _IROHA,
    "aiueo": _AIUEO,
    "aiueoFullWidth": _AIUEO,
}
_ENCLOSED = {
    "decimalEnclosedFullstop": (0x2488, 20),
    "decimalEnclosedParen": (0x2474, 20),
    "ideographEnclosedCircle": (0x3280, 10),
}
_HANJA_STYLES = frozenset(
    """
    chineseCounting chineseCountingThousand taiwaneseCounting taiwaneseCountingThousand
    ideographDigital japaneseCounting taiwaneseDigital japaneseDigitalTenThousand
    """.split()
)


def _circled(value: int) -> str:
    if value <= 20:
        return chr(0x2460 + value - 1)
    if value <= 35:
        return chr(0x3251 + value - 21)
    return chr(0x32B1 + value - 36) if value <= 50 else str(value)


def _roman(value: int) -> str:
    out = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        out += sign * times
    return out


def _placed(value: int, digits: str, places: tuple[str, ...]) -> str:
    """Write a number below ten thousand with signs for ten, hundred and thousand."""
    out = ""
    text = str(value)
    for at, one in enumerate(text):
        if one == "0":
            continue
        place = places[len(text) - 1 - at]
        # Ten is written without a one before it.
        out += (digits[int(one)] if one != "1" or not place else "") + place
    return out


def _ordinal_end(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


# What the signs of symbol fonts look like; fonts that share a table stand together.
# Source: the glyph charts of the fonts Symbol, Wingdings, Wingdings 2 and Wingdings 3.
_SYMBOL = {0xB7: "•", 0xA8: "♦", 0xA7: "♣", 0xA9: "♥", 0xAA: "♠", 0xAE: "→", 0xAC: "←",
           0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠",
           0xDE: "⇒", 0xD7: "·", 0x2D: "−", 0xA5: "∞", 0x61: "α", 0x62: "β", 0x67: "γ",
           0x64: "δ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x77: "ω", 0x44: "Δ", 0x53: "Σ",
           0x57: "Ω"}  # fmt: skip
_WINGDINGS = {0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒",
              0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9E: "•", 0x9F: "•",
              0xA0: "▪", 0xA7: "▪", 0xA1: "○", 0xA2: "○", 0xA3: "○", 0xA4: "◉", 0xA5: "◎",
              0xA8: "□", 0xAA: "✦", 0xAB: "★", 0xAC: "✶", 0xB2: "✧", 0xD8: "➢", 0xE0: "→",
              0xDF: "←", 0xE8: "➔", 0xF0: "⇨", 0xE1: "↑", 0xE2: "↓", 0xFC: "✓", 0xFB: "✗",
              0xFD: "☒", 0xFE: "☑", 0x46: "☞", 0x45: "☜", 0x80: "⓪", 0x8B: "⓿",
              **{0x81 + n: chr(0x2460 + n) for n in range(10)},
              **{0x8C + n: chr(0x2776 + n) for n in range(10)}}  # fmt: skip
_WINGDINGS2 = {0x50: "✓", 0x52: "☑", 0x51: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0x9A: "○",
               0xA1: "■", 0xA2: "■", 0xA3: "□", 0xA4: "□", 0xAE: "◆", 0xAF: "◆",
               **{0x6A + n: chr(0x2460 + n) for n in range(10)}}  # fmt: skip
_WINGDINGS3 = {0x7D: "▶", 0x7C: "◀", 0x70: "▲", 0x71: "▼", 0x75: "▶", 0xA5: "◀", 0xA7: "▸",
               0x84: "▶", 0xA4: "▶"}  # fmt: skip
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings2": _WINGDINGS2,
    "wingdings3": _WINGDINGS3,
}
_PRIVATE = 0xF000
_RAISABLE = re.compile(r"[+-]?\d{0,4}\)?")
_RAISED = str.maketrans("0123456789+-)", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁾")


def symbol_sign(code: int, font: str) -> str:
    """Return the character that a sign of a symbol font looks like, itself if unknown."""
    table = _FONTS.get(font.replace(" ", "").lower())
    low = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code
    if table is not None and low in table:
        return table[low]
    if table is None and code == low:
        return "○" if chr(code) == "o" and font.lower().startswith("courier") else chr(code)
    if table is None and low in _WINGDINGS:
        # Programs drop the font's name sooner than the sign; most bullets are Wingdings'.
        return "•" if low == 0xB7 else _WINGDINGS[low]
    if low == 0xB7:
        return "•"
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


def raised_text(text: str) -> str:
    """Return digits set above the line as such: `10` and a raised `6` are not `106`.

    A raised `3)` is where the author typed a note's number.
    """
    return text.translate(_RAISED) if _RAISABLE.fullmatch(text) else text


def symbol_text(text: str, font: str) -> str:
    """Return a text set in a font, its symbols as what they look like."""
    return "".join(symbol_sign(ord(one), font) for one in text)
