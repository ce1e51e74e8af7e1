"""Bullets and numbers at the beginning of lines, and their rank."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

BULLETS = "□■◇◆○●◎❍◦▶▷►▪▫•∙‣⁃◈▣❏❑❒✓✔✗➢➤➔❖★☆※☞⦁⚫◯〇⊙♦♣▲△▸▹◾◽⇨➡⦿⬛⬜▻◉◻◼✱"
_CIRCLED = "①-⑳㉑-㉟❶-❿⓵-⓾➀-➉"
_HANGUL = "가나다라마바사아자차카타파하"

# In the order in which Korean reports nest them; the outermost first.
_NUMBERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("part", r"제\s*[0-9IVXⅠ-Ⅻ]+\s*[편부](?=[\s.:,]|$)[.:]?"),
        ("chapter", r"제\s*[0-9IVXⅠ-Ⅻ]+\s*장(?=[\s.:,]|$)[.:]?|(?i:chapter)\s+\d+[.:]?"),
        ("chapter", r"第[一二三四五六七八九十百\d]{1,4}[章篇](?=[\s、.:：]|$)"),
        ("cjk", r"[一二三四五六七八九十]{1,3}、"),
        ("closed-cjk", r"[（(][一二三四五六七八九十]{1,3}[）)]"),
        (
            "roman",
            r"[Ⅰ-Ⅻ]{1,3}\s?[.)]?(?=\s|[가-힣])|(?=[IVX])(?:IX|IV|V?I{0,3}|XI{0,2})\s?\.(?=\s)",
        ),
        ("section", r"제\s*\d+\s*절(?=[\s.:,]|$)[.:]?"),
        ("article", r"제\s*\d+\s*조(?:의\s?\d+)?(?=[\s(.:]|$)"),
        ("decimal4", r"\d{1,2}(?:\.\d{1,2}){3}\.?(?=\s)"),
        ("decimal3", r"\d{1,2}(?:\.\d{1,2}){2}\.?(?=\s)"),
        (
            "decimal2",
            r"\d{1,2}\.\d{1,2}\.?(?=\s)|\d{1,2}-\d{1,2}[.)](?=\s)|[Ⅰ-Ⅻ]{1,3}-\d{1,2}\.?(?=\s)",
        ),
        ("arabic", r"\d{1,2}\s?\.(?=\s+\D|\s*[가-힣「『<‘“(])|\d{1,2}(?=\s{2,}[가-힣])"),
        (
            "question",
            r"(?:Q|문|질문|질의)\s?\d{1,3}\s?[.):](?=\s|[가-힣])|(?:Q|질문|질의)\s?[.):](?=\s)",
        ),
        (
            "answer",
            r"A\s?\d{1,3}\s?[.):](?=\s|[가-힣])|(?:답|답변)\s?\d{0,3}\s?[.):](?=\s|[가-힣])",
        ),
        ("letter", r"[A-Z]\.(?=\s)"),
        ("hangul", rf"[{_HANGUL}]\.(?=\s)"),
        ("closed-number", r"[(（]\d{1,2}[)）]"),
        ("half-number", r"\d{1,2}\)(?=\s|[가-힣])"),
        ("closed-hangul", rf"\([{_HANGUL}]\)"),
        ("half-hangul", rf"[{_HANGUL}]\)(?=\s)"),
        ("circled", rf"[{_CIRCLED}]"),
        ("bracketed", r"\[\d{1,3}\](?=\s)"),
    )
)
NUMBER_RANK: dict[str, float] = {
    "part": 0,
    "chapter": 1,
    "roman": 2,
    "cjk": 2.5,
    "section": 3,
    "article": 4,
    "closed-cjk": 4.5,
    "arabic": 5,
    "letter": 5,
    "question": 5.5,
    "answer": 5.6,
    "decimal2": 6,
    "decimal3": 7,
    "decimal4": 8,
    "hangul": 9,
    "closed-number": 10,
    "half-number": 11,
    "closed-hangul": 12,
    "half-hangul": 13,
    "circled": 14,
    "bracketed": 15,
}
# Those who have no circle on their keyboard type the letters ㅇ and ㅁ.
_BULLET = re.compile(
    rf"[{BULLETS}\ue000-\uf8ff\U000f0000-\U000ffffd](?=\s*\S)|[ㅇㅁᄋᄆ](?=\s|[가-힣(“‘「<])"
    r"|[·ㆍ․](?=\s*[^\W\d])|[-–—―−－ㅡ](?=\s)"
)
_DASH = re.compile(r"[-*+](?=\s)\s+(?!\|)")
_LETTER_BULLET = re.compile(r"([lmnoqtuvwxØ§])\s+(?=\S)")
# Symbol fonts leave these letters where a printed square, circle or arrow was.
_LETTER_BULLETS_MIN = 3
_TASK = re.compile(r"\[[ xX]\](?=\s)")
_HASHES = re.compile(r"(#{1,6})(?:\s+|(?=[가-힣]))")
_BOLD_LINE = re.compile(r"\*\*(?=\S)(?P<inner>[^*]+)\*\*\s*:?\s*$")


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before a line's text: `length` characters up to the text.

    `kind` names a numbering or `bullet:` with its sign; `number` is its ordinal, if any.
    `hashes` counts Markdown's `#`; `bold` tells of a line that is bold from end to end.
    """

    kind: str
    text: str
    length: int
    hashes: int = 0
    bold: bool = False


def find_letter_bullets(texts: Iterable[str]) -> frozenset[str]:
    """Return the letters that stand for bullets because they begin line after line."""
    seen = Counter(
        match[1]
        for text in texts
        if (match := _LETTER_BULLET.match(text))
        and re.match("[가-힣(‘“「『<]", text[match.end() :])
    )
    return frozenset(letter for letter, count in seen.items() if count >= _LETTER_BULLETS_MIN)


def read_marker(
    text: str, letters: frozenset[str] = frozenset(), has_markup: bool = True
) -> Marker:
    """Return the marker of a line; its kind is empty where there is none.

    `has_markup` says that `#` and `**` are Markdown's, and not the author's own signs.
    """
    at, hashes, bold = 0, 0, False
    if has_markup and (found := _HASHES.match(text)):
        hashes, at = len(found[1]), found.end()
    if has_markup and (found := _BOLD_LINE.match(text, at)):
        bold, at = True, at + 2
    dash = None if hashes else _DASH.match(text, at)
    after_dash = dash.end() if dash else at
    if dash and (task := _TASK.match(text, after_dash)):
        after_dash = task.end() + _spaces(text, task.end())
    kind, sign, length = _sign(text, after_dash, letters)
    if dash and (not kind or kind.startswith("number:half")):
        kind, sign, length = f"bullet:{dash[0].strip()}", dash[0].strip(), after_dash
    return Marker(kind, sign, length if kind else at, hashes, bold)


def number_of(marker: str) -> int:
    """Return the ordinal of a number as printed: `나.` is 2, `Ⅲ` is 3; 0 for a bullet."""
    core = re.sub(r"[^0-9A-Za-zⅠ-Ⅻ①-⑳가-하]", "", marker.removeprefix("제"))
    digits = re.findall(r"\d+", marker)
    if digits:
        return int(digits[-1])
    if chinese := re.search(r"[一二三四五六七八九十]{1,3}", marker):
        return _chinese_number(chinese[0])
    if core and core[0] in _HANGUL:
        return _HANGUL.index(core[0]) + 1
    if core and "Ⅰ" <= core[0] <= "Ⅻ":
        return ord(core[0]) - ord("Ⅰ") + 1
    if core and "①" <= core[0] <= "⑳":
        return ord(core[0]) - ord("①") + 1
    romans = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
    if core in romans:
        return romans.index(core) + 1
    return ord(core) - ord("A") + 1 if len(core) == 1 and "A" <= core <= "Z" else 0


def _chinese_number(digits: str) -> int:
    tens, _, ones = digits.rpartition("十")
    units = "一二三四五六七八九"
    unit = units.find(ones) + 1 if ones else 0
    return unit if "十" not in digits else (units.find(tens) + 1 if tens else 1) * 10 + unit


def _sign(text: str, at: int, letters: frozenset[str]) -> tuple[str, str, int]:  # noqa: D103
    for kind, pattern in _NUMBERS:
        if (found := pattern.match(text, at)) and found.end() < len(text):
            return f"number:{kind}", found[0].rstrip(), found.end() + _spaces(text, found.end())
    if found := _BULLET.match(text, at):
        sign = found[0]
    elif (found := _LETTER_BULLET.match(text, at)) and found[1] in letters:
        sign = found[1]
    else:
        return "", "", at
    end = at + len(sign)
    return f"bullet:{sign}", sign, end + _spaces(text, end)


def _spaces(text: str, at: int) -> int:
    return len(text) - at - len(text[at:].lstrip())
