"""What is said around a question and asks nothing: 음.., 있잖아, ㅋㅋ, 좀 알려줘."""

from __future__ import annotations

import re

from index.letters import HAN
from index.wording.wording import Change

# Words before a question; those of one syllable need a mark behind them, for they may be words.
_OPENING = re.compile(
    r"^\s*(?:"
    r"(?:그거|그게|그건|그)\s*(?:뭐더라|뭐였더라|뭐였지|뭐지|뭐냐|뭐냐면|뭐라더라|있잖아요?)|"
    r"뭐더라|뭐였더라|있잖아요?|저기요?|여보세요|아\s*맞다|맞다|"
    r"(?:아니\s*)?근데\s*(?:말이야|말이에요|말인데요?|있잖아요?)|말이야|"
    r"안녕(?:하세요|하십니까)?|실례(?:지만|합니다(?:만)?)|죄송(?:한데요?|하지만|합니다만)|"
    r"혹시(?:나)?|아니|(?:질문|궁금한\s*(?:게|거))\s*(?:있어요|있는데요?|이요)?(?=[,.:~!…])|"
    r"(?:아|어|음|흠|엄)+(?=[\s,.~!…;]))"
    r"(?:[\s,.~!?…;:]+|$)"
)
_THANKS = r"(?:감사(?:합니다|해요|여)?|고마워요?|부탁(?:해요?|드려요|드립니다|합니다)|땡큐)"
# What closes a question that is asked already.
_CLOSING = re.compile(
    r"\s+(?:좀\s*(?:알려|가르쳐|말해|찾아|설명해)\s*(?:줘|주라|줄래|주라고|줄\s*사람|주십쇼)요?|"
    r"아시(?:는|나요)\s*분(?:\s*(?:있나요|계신가요|계세요|있으세요))?|"
    r"아는\s*사람(?:\s*(?:있나요?|있어요?|있음|없나요?))?|"
    rf"{_THANKS})[\s?!.~]*$"
)
# Such words behind a question are a request on their own: the question stands before them.
_ASKED = re.compile(
    r"(?<=[?？요까냐지임니])\s*[~.!]*\s+(?:알려|가르쳐|말해)\s*(?:줘|주라|줄래)요?[\s?!.~]*$"
)
_WONDERING = re.compile(r"(?<=[?？])\s*(?:궁금(?:해|함|하다|합니다|해서|한데)요?)[\s?!.~]*$")
_LETTERS = re.compile(
    r"(?<!\S)[ㄱ-ㅎㅏ-ㅣ]{2,}[?!.~,]*(?!\S)|(?<=[가-힣?!.~)])[ㅋㅎㅠㅜㅡㅇ]{1,}(?!\S)"
)
_LAUGHTER = re.compile(r"(?<!\S)[ㅋㅎㅠㅜ][?!.~,]*(?!\S)")
_TILDES = re.compile(r"[~～]{2,}(?!\s*\d)|(?<=[가-힣?!.])[~～]+(?=\s*$)")
_MARKS = re.compile(r"(?:[?？!]\s*){2,}|\.{2,}|…+|\^\^+;*|;{2,}")
_WORD = re.compile(f"[0-9A-Za-z가-힣{HAN}]")


def strip_fillers(text: str) -> tuple[str, tuple[Change, ...]]:
    """Return the text without chatter, and what was left out; all of it if nothing remains."""
    changes: list[Change] = []

    def left_out(match: re.Match[str]) -> str:
        said = match.group().strip()
        if _WORD.search(said) or re.search("[ㄱ-ㅣ]", said):
            changes.append(Change("filler", said, ""))
        return " "

    kept = _LETTERS.sub(left_out, text)
    kept = _LAUGHTER.sub(left_out, kept)
    kept = _TILDES.sub(" ", kept)
    while match := _OPENING.match(kept):
        left_out(match)
        kept = kept[match.end() :]
    for closing in (_ASKED, _WONDERING, _CLOSING):
        kept = closing.sub(left_out, kept)
    kept = _MARKS.sub(_one_mark, kept)
    kept = " ".join(kept.split())
    # A question of fillers alone is left to whoever answers it.
    if len(_WORD.findall(kept)) < 2:
        return text, ()
    return (kept, tuple(changes)) if changes else (text, ())


def _one_mark(match: re.Match[str]) -> str:
    return "?" if "?" in match.group() or "？" in match.group() else " "
