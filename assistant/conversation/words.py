"""A question read as words: what each names, asks or says, and how particles are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.particles import OPEN_FORMS, attach
from corpus import Morpheme, analyze

# Tags of what names something; a counting noun (NNB) only names with its number.
_NAMING = frozenset(("NNG", "NNP", "SL", "SH", "SN", "NR", "XR", "XPN", "XSN", "NNB", "SO", "SW"))
_SAYING = frozenset(("VV", "VA", "VX", "XSV", "XSA", "VCP", "VCN", "EP", "EF", "EC", "ETM", "ETN"))
ASKING = frozenset(
    (
        "누구 누 무엇 뭐 뭣 무어 언제 어디 얼마 얼마나 며칠 몇 몇몇 어느 어떤 무슨 왜 어떻 어떻게 "
        "어떠 어떠하 어때 웬 어찌"
    ).split()
)
# What is said in asking, whatever is asked about.
LIGHT = frozenset(
    (
        "하 되 있 없 이 아니 주 알 알리 말하 말 보 궁금 설명 부탁 들 어떻 어떠 나 나오 드리 달 돼"
    ).split()
)
_PUNCTUATION = re.compile(r"[\s?？!.,…~]+$")
# After a particle: 은요, 에는요, 까지요.
_POLITE = re.compile(r"(?<=[은는도만에로서의지터랑데쪽면])요$")
# Particles that follow a name into another question, by their form behind a consonant.
_PARTICLES = ("은", "이", "을", "과", "으로", "이나", "이란", "이랑")
# Signs that close what they quote; they belong to the name.
_CLOSING = frozenset("’”'\"」』)》〉")


@dataclass(frozen=True, slots=True)
class Word:
    """What stands between two spaces, with its morphemes; offsets are into the question.

    `stem` is its text as far as it names something, `tail` the rest (particles, endings),
    without the punctuation behind it. `is_modifying`: it is a clause before a noun (줄어든).
    """

    text: str
    start: int
    stem: str
    tail: str
    morphemes: tuple[Morpheme, ...]
    is_modifying: bool = False

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.start + len(self.text)

    @property
    def nouns(self) -> tuple[Morpheme, ...]:
        """Return the morphemes that name something by themselves."""
        return tuple(
            m
            for m in self.morphemes
            if m.tag in ("NNG", "NNP", "SL", "SH", "XR", "ETN") and m.form not in ASKING
        )

    @property
    def is_asking(self) -> bool:
        """Tell whether it asks (언제, 몇, 얼마야)."""
        return any(m.form in ASKING and m.tag != "EF" for m in self.morphemes)

    @property
    def is_coined(self) -> bool:
        """Tell whether it is a verb made a noun, as names are coined (부름이, 다시서기)."""
        return _ends_coined(self.morphemes)

    @property
    def is_saying(self) -> bool:
        """Tell whether it says something of another: a verb, or a noun made one."""
        if self.is_coined:
            return False
        return any(m.tag.partition("-")[0] in _SAYING for m in self.morphemes)

    @property
    def has_verb(self) -> bool:
        """Tell whether a verb with a meaning of its own ends in it (not 하다, 되다, 있다)."""
        if self.is_modifying or self.is_coined:
            return False
        tags = [m.tag.partition("-")[0] for m in self.morphemes]
        return any(tag in ("XSV", "XSA") for tag in tags[1:]) or any(
            tag in ("VV", "VA") and m.form not in LIGHT
            for tag, m in zip(tags, self.morphemes, strict=True)
        )

    @property
    def is_naming(self) -> bool:
        """Tell whether it names something and neither asks nor says."""
        return bool(self.stem) and not self.is_asking and not self.is_saying

    @property
    def is_time(self) -> bool:
        """Tell whether it is a point or a stretch of time (2023년, 4분기, 올해)."""
        return bool(_TIME.match(self.stem)) and not self.is_asking

    @property
    def is_name(self) -> bool:
        """Tell whether it holds a proper, foreign, coined or quoted name, or an unknown word."""
        is_unknown = any(len(m.form) >= _LONG_NOUN and m.tag == "NNG" for m in self.morphemes)
        is_proper = any(
            # Kiwi takes 도비 and 국비 for names.
            m.tag in ("SL", "SH") or (m.tag == "NNP" and not _is_measure(m.form))
            for m in self.morphemes
        )
        is_place = (
            len(self.stem) > 2 and len(self.nouns) == 1 and self.stem.endswith(("시", "군", "구"))
        )
        return is_proper or is_unknown or is_place or self.is_coined or "‘" in self.text


def _is_measure(form: str) -> bool:
    return len(form) < 4 and form.endswith(("비", "율", "률", "액", "료"))


# A noun of so many syllables in one piece is none that Kiwi knows.
_LONG_NOUN = 5
_TIME = re.compile(
    r"(?:\d{4}\s?년|\d+\s?(?:분기|반기|월|세기|년대)|올해|작년|지난해|내년|금년|상반기|하반기)"
)


@lru_cache(maxsize=64)
def read_words(text: str) -> tuple[Word, ...]:
    """Cut a question into its words; kept, since a conversation is read again every turn."""
    morphemes = analyze(text)
    words: list[Word] = []
    for match in re.finditer(r"\S+", text):
        start = match.start()
        inside = tuple(m for m in morphemes if start <= m.start < match.end())
        bare = _POLITE.sub("", _PUNCTUATION.sub("", match.group()))
        is_last = match.end() == len(text.rstrip())
        inside = _mend(bare, start, inside, is_last=is_last)
        end = start + _naming_length(bare, start, inside)
        words.append(Word(match.group(), start, text[start:end], bare[end - start :], inside))
    for at, (word, behind) in enumerate(zip(words, words[1:], strict=False)):
        if any(m.tag == "ETM" for m in word.morphemes) and behind.is_naming and behind.nouns:
            words[at] = replace(word, is_modifying=True)
    return tuple(words)


def _mend(
    bare: str, start: int, inside: tuple[Morpheme, ...], *, is_last: bool
) -> tuple[Morpheme, ...]:
    """Return a word's morphemes; a verb without an ending, or before nothing, is a name.

    `벨마르는?` is no clause where no noun follows, `별하시가` no verb in the honorific, and no
    adverb stands within a word (`윤슬도`); nor does a name end with 의 before another noun.
    """
    cut = len(inside)
    while cut and inside[cut - 1].tag.startswith(("J", "S")) and inside[cut - 1].tag != "SN":
        cut -= 1
    is_stem = cut > 1 and inside[cut - 1].tag in ("EP", "XSA", "XSV")
    is_clause = is_last and any(m.tag == "ETM" for m in inside) and bare[-1:] in ("은", "는")
    last = inside[-1] if inside else None
    is_owner = last is not None and last.tag == "NNP" and last.form[2:].endswith("의")
    is_broken = any(m.tag == "MAG" for m in inside[1:cut])
    if is_clause or (is_owner and not is_last):
        split = len(bare) - 1
    elif is_broken and bare.endswith("도") and not is_last:
        # 윤슬도 관광객: an island; 도 would end the phrase.
        split = len(bare)
    elif is_stem or is_broken:
        split = inside[cut].start - start if cut < len(inside) else len(bare)
        split = min(split, len(bare))
    else:
        return inside
    middle, end = start + split, start + len(bare)
    name = Morpheme(bare[:split], "NNP", start, middle)
    return (name, Morpheme(bare[split:], "JX", middle, end)) if split < len(bare) else (name,)


def _ends_coined(morphemes: Sequence[Morpheme]) -> bool:
    tags = [m.tag for m in morphemes]
    if "ETN" not in tags or not tags[0].startswith(("V", "N", "MAG", "MM")):
        return False
    at = tags.index("ETN")
    behind = tags[at + 1 :]
    # 발견되기 says something; 다시서기 is a name.
    is_noun_made_verb = at > 0 and tags[at - 1] in ("XSV", "XSA", "EP")
    return not is_noun_made_verb and all(tag.startswith(("J", "S", "N", "XSN")) for tag in behind)


def _naming_length(bare: str, start: int, morphemes: Sequence[Morpheme]) -> int:
    length = 0
    is_coined = _ends_coined(morphemes)
    for at, morpheme in enumerate(morphemes):
        behind = morphemes[at + 1].tag if at + 1 < len(morphemes) else ""
        if (morpheme.form, morpheme.tag) == ("이", "JKS") and behind.startswith("J"):
            # 부름이는: no particle follows 이, so it belongs to the name.
            length = morpheme.end - start
        if is_coined:
            if morpheme.tag == "ETN":
                length, is_coined = morpheme.end - start, False
                # 부름이: this 이 belongs to the name.
                length += bare[length : length + 1] == "이"
            continue
        if morpheme.tag in _NAMING and morpheme.form not in ASKING:
            length = morpheme.end - start
        elif morpheme.tag.startswith(("J", "E", "V", "XSV", "XSA")):
            break
    while length and bare[length : length + 1] in _CLOSING:
        length += 1
    return min(length, len(bare))


def strip_question(text: str) -> str:
    """Return a fragment without its question mark and polite ending (`은요?`: `은`)."""
    return _POLITE.sub("", _PUNCTUATION.sub("", text))


def join_particle(stem: str, tail: str) -> str:
    """Join a particle in the form that its stem takes (`바이두` + `은`: `바이두는`)."""
    for particle in _PARTICLES:
        for form in (particle, OPEN_FORMS[particle]):
            rest = tail.removeprefix(form)
            if rest != tail and (not rest or rest in ("요", "도", "는", "서", "부터", "까지")):
                return attach(stem, particle) + rest
    return stem + tail
