"""Commands over the conversation: what is said of the answer before, rather than asked anew."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.talk.command_words import CHINESE, ENGLISH, KOREAN, Kind
from assistant.talk.slang import straighten

# What is longer says more than a command does.
MAX_COMMAND_CHARS = 60


@dataclass(frozen=True, slots=True)
class Command:
    """What is to be done with the answer before; `n` is the citation it names (0: none)."""

    kind: Kind
    n: int = 0

    def label(self, *, is_korean: bool = True) -> str:
        """Return the command in a few words, which `read_command` reads as the command."""
        korean, english = _LABELS[self.kind]
        return (korean if is_korean else english).format(n=self.n)

    @property
    def is_aside(self) -> bool:
        """Tell whether it looks at a source, and leaves the answer as it was."""
        return self.kind in ("around", "original")


_LABELS: dict[Kind, tuple[str, str]] = {
    "sources": ("출처 더 보기", "more sources"),
    "detail": ("더 자세히", "more detail"),
    "brief": ("짧게", "in short"),
    "table": ("표로", "as a table"),
    "around": ("{n}번 근거 앞뒤", "context of source {n}"),
    "original": ("{n}번 근거 원문", "original of source {n}"),
    "another": ("다른 답", "another answer"),
    "again": ("다시 보기", "show again"),
}

_PAIRS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in (*KOREAN, *CHINESE)]
_ENGLISH_PAIRS = [(kind, re.compile(pattern)) for kind, pattern in ENGLISH]
# Korean commands are read without spaces and marks: they are typed with and without.
_NOISE = re.compile(r"[\s\[\]()（）「」『』“”\"'‘’.,!?？！。，~…^;:#ㅋㅎㅠㅜ]+")
_ENGLISH_NOISE = re.compile(r"[\s\[\]()“”\"!?.,~…]+")
_LATIN = re.compile(r"[A-Za-z]{2}")
_HANGUL = re.compile(r"[가-힣㐀-鿿]")
_DIGITS = re.compile(r"\d{1,2}")
_ORDINALS = {
    "첫": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "마지막": -1,
    "first": 1, "second": 2, "third": 3, "last": -1,
}  # fmt: skip
_ORDINAL = re.compile(r"(첫|두|세|네|다섯|여섯)번?째|(마지막)|\b(first|second|third|last)\b")
# `[2]`, alone or with a wish, names a source by the mark it is shown with.
_MARK = re.compile(
    r"\s*\[(\d{1,2})\]\s*번?\s*[을를은는도]?\s*(?:좀\s*)?(?:(?:보여|열어)\s*(?:줘|주세요)|보기)?[\s?.!]*"
)


def read_command(text: str) -> Command | None:
    """Return the command that `text` is, None where it asks anything more.

    A number that is named counts from 1; `마지막 근거` is -1, a source without a number 0.
    """
    if not text.strip() or len(text) > MAX_COMMAND_CHARS:
        return None
    if mark := _MARK.fullmatch(text):
        return Command("original", int(mark.group(1)))
    if _LATIN.search(text) and not _HANGUL.search(text):
        said = _ENGLISH_NOISE.sub(" ", text.replace("’", "'").lower()).strip()
        return _first(said.removesuffix(" please"), _ENGLISH_PAIRS)
    return _first(_NOISE.sub("", straighten(text)), _PAIRS)


def _first(said: str, patterns: list[tuple[Kind, re.Pattern[str]]]) -> Command | None:
    kind = next((kind for kind, pattern in patterns if pattern.fullmatch(said)), None)
    if kind is None:
        return None
    return Command(kind, _number(said) if kind in ("around", "original") else 0)


def _number(said: str) -> int:
    if digits := _DIGITS.search(said):
        return int(digits.group())
    ordinal = _ORDINAL.search(said)
    return _ORDINALS[next(filter(None, ordinal.groups()))] if ordinal else 0
